"""Linked goals: records with every reference resolved, and nothing that depends on a day.

Refs are full names: `team/cycle/objective`, `team/cycle/objective#key-result`, `team/kpi`, `team/updates/id`;
a team's and a person's is its id. Dictionaries are in the order in which the site lists things.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import field

from okrsite.frozen import dataclass
from okrsite.goals.history import History
from okrsite.source import records
from okrsite.source.values import Number, Target, Text

__all__ = ["Cycle", "Goals", "KeyResult", "Kpi", "KpiPoint", "Objective", "Page", "Person", "Team", "Update"]


@dataclass(frozen=True, slots=True)
class Cycle:
    """A stretch of time that goals are set for; both ends included."""

    id: str
    name: Text | None  # None: worded from the id by whoever shows it
    start: dt.date
    end: dt.date
    parent: str | None  # the cycle that it lies in
    checkin_every: int | None = None

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Team:
    """A team in its tree."""

    id: str
    record: records.Team
    parent: str | None
    children: tuple[str, ...]  # by `order`, then name
    depth: int  # 0: top
    folders: tuple[str, ...]  # where its files lie, the first the one with its team file
    objectives: tuple[str, ...]  # refs, latest cycle first
    kpis: tuple[str, ...]
    updates: tuple[str, ...]
    intros: Mapping[str, Text]  # by cycle
    attachments: tuple[tuple[str, str], ...]  # (name from the team's page, path from the site's folder)


@dataclass(frozen=True, slots=True)
class KeyResult:
    """A key result with its own start and end, its check-ins and what it is tied to."""

    ref: str
    id: str
    record: records.KeyResult
    objective: str
    start: dt.date
    due: dt.date
    kpi: str | None  # ref of the KPI that its value is taken from
    checkins: Sequence[
        records.Checkin
    ]  # by date; on one day in the order that counts, the last one counting; each dated
    checkin_every: int  # days, the nearest that is set
    supports: tuple[str, ...]
    drivers: tuple[str, ...]
    guards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective, its key results, and what it is tied to."""

    ref: str
    id: str
    team: str
    cycle: str
    record: records.Objective
    tree: int  # which content tree it was read from
    key_results: tuple[KeyResult, ...]
    supports: tuple[str, ...]  # full refs of objectives and key results that it supports itself, as written
    supported_by: tuple[
        str, ...
    ]  # refs of objectives that support it, or one of its key results, themselves or through a key result
    drivers: tuple[str, ...]  # KPIs that drive it or one of its key results, wherever written; withheld ones too
    guards: tuple[str, ...]  # likewise


@dataclass(frozen=True, slots=True)
class KpiPoint:
    """One value as it was given: what is known of a period from `known` on."""

    start: dt.date
    end: dt.date
    period: str
    known: dt.date
    value: Number | None
    note: Text | None = None
    target: Target | None = None  # this row's own


@dataclass(frozen=True, slots=True)
class Kpi:
    """A KPI, its values, and what it is tied to."""

    ref: str
    id: str
    team: str
    record: records.Kpi
    tree: int
    points: Sequence[
        KpiPoint
    ]  # by period; of one period in the order in which they become known, the last known one counting
    supports: tuple[str, ...]  # full refs in every cycle that it reaches; `#key-result` where one is meant
    guards: tuple[str, ...]
    checkins: tuple[records.Checkin, ...] = ()  # those of check-in files, whose values are among the points; by date


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who is listed, or only named in the content (`record` None)."""

    id: str  # its address
    name: Text
    record: records.Person | None


@dataclass(frozen=True, slots=True)
class Update:
    """News or a retrospective."""

    ref: str
    id: str
    team: str
    date: dt.date
    record: records.Update
    tree: int


@dataclass(frozen=True, slots=True)
class Page:
    """An extra page."""

    id: str
    record: records.Page
    tree: int


@dataclass(frozen=True, slots=True)
class Goals:
    """The linked site."""

    site: records.Site
    audience: str
    trees: tuple[records.ContentTree, ...]
    cycles: Mapping[str, Cycle]  # by start, the longer first
    teams: Mapping[str, Team]  # in tree order
    objectives: Mapping[str, Objective]  # by team, then cycle (latest start first), then order
    kpis: Mapping[str, Kpi]  # by team, then as written
    people: Mapping[str, Person]  # by address: those listed, as written, then those named, by address
    names: Mapping[str, str]  # every way a person is written in the content → the person's id
    updates: Mapping[str, Update]  # newest first
    pages: Mapping[str, Page]
    index: Page | None
    aliases: Mapping[str, str]  # old ref (or page id) → ref: kinds share one table, as `kind:ref` → `kind:ref`
    static: tuple[str, ...]
    audiences: Mapping[str, str]  # what each is for, itself or by what it stands in, by ref; also `values:ref`,
    # `person:id`, `page:id` and `index`; of those that are for the site's widest audience nothing stands here
    history: History = field(default_factory=History)

    def key_result(self, ref: str) -> KeyResult:
        """The key result of a full ref; KeyError where there is none."""
        objective = self.objectives[ref.partition("#")[0]]
        return next(k for k in objective.key_results if k.ref == ref)
