"""What scripts and notebooks get: goals with their figures, frozen and typed, under the names of the data files (docs/data.md).

Texts are in the site's main language, people as far as the site's policy shows them, shares 0-1 and unrounded, days
`datetime.date`; what is not known is None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from okrsite.goals.figures import Health, MetricKind, Status, Verdict
from okrsite.source.values import Every, Number

__all__ = [
    "Checkin", "Cycle", "Dropped", "Initiative", "KeyResult", "Kpi", "Metric", "Milestone", "Objective", "Outcome",
    "Target", "Team", "Value",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cycle:
    """A stretch of time that goals are set for, both ends included. `parent` is the cycle that it lies in."""

    id: str
    name: str
    start: dt.date
    end: dt.date
    parent: str | None
    open: bool


@dataclass(frozen=True, slots=True)
class Dropped:
    """When and why a goal was given up."""

    date: dt.date
    why: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was written at the end."""

    grade: Number | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Metric:
    """How a key result is measured: a move has `from_` and `to`, a keep one of its bounds, or both for a range."""

    kind: MetricKind
    from_: Number | None
    to: Number | None
    at_least: Number | None
    at_most: Number | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Target:
    """A bound to hold, one of the two, or both for a range."""

    at_least: Number | None
    at_most: Number | None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step of a key result; `done` None: not by the day."""

    title: str
    due: dt.date | None
    done: dt.date | None
    weight: Number


@dataclass(frozen=True, slots=True)
class Checkin:
    """What someone said of a key result on a day."""

    date: dt.date
    value: Number | None
    progress: Number | None
    confidence: Number | None
    status: str | None
    note: str | None
    by: str | None


@dataclass(frozen=True, slots=True)
class Initiative:
    """A piece of work that should move an objective."""

    title: str
    status: str | None
    owner: str | None
    due: dt.date | None
    link: str | None


@dataclass(frozen=True, slots=True)
class KeyResult:
    """A key result as of the day. `objective` is a ref; `series` its dated values, also where a KPI feeds it."""

    ref: str
    objective: str
    team: str
    cycle: str
    id: str
    title: str
    why: str | None
    owner: str | None
    weight: Number
    kpi: str | None
    metric: Metric
    milestones: tuple[Milestone, ...]
    start: dt.date
    due: dt.date
    value: Number | None
    attainment: float | None
    progress: float | None
    expected: float | None
    status: Status
    reported: str | None
    confidence: Number | None
    forecast: float | None
    pace_so_far: float | None  # a day
    required_pace: float | None  # a day
    last_checkin: dt.date | None
    last_news: dt.date | None
    stale: bool
    blocked: str | None
    dropped: Dropped | None
    grade: float | None
    outcome: Outcome | None
    series: tuple[tuple[dt.date, Number], ...]
    checkins: tuple[Checkin, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective as of the day, with its key results. What it is tied to are refs."""

    ref: str
    team: str
    cycle: str
    id: str
    title: str
    why: str | None
    owner: str | None
    with_: tuple[str, ...]
    kind: str | None
    url: str
    supports: tuple[str, ...]
    supported_by: tuple[str, ...]
    tags: tuple[str, ...]
    weight: Number
    progress: float | None
    expected: float | None
    coverage: tuple[int, int]
    status: Status
    reported: str | None
    confidence: float | None
    grade: float | None
    verdict: Verdict | None
    drivers: tuple[str, ...]
    guards: tuple[str, ...]
    last_checkin: dt.date | None
    last_news: dt.date | None
    stale: bool
    dropped: Dropped | None
    outcome: Outcome | None
    initiatives: tuple[Initiative, ...]
    fields: Mapping[str, object]
    key_results: tuple[KeyResult, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A known period of a KPI, from `start` to `end`. `health` None: the period is not over and not decided."""

    period: str
    start: dt.date
    end: dt.date
    date: dt.date
    value: Number | None
    target: Target | None
    health: Health | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Kpi:
    """A KPI as of the day. What it is tied to are refs."""

    ref: str
    team: str
    id: str
    name: str
    about: str | None
    owner: str | None
    unit: str | None
    every: Every | None
    total: Literal["last", "sum", "mean"]
    url: str
    data_source: str | None
    tags: tuple[str, ...]
    target: Target | None
    tolerance: Target | None
    value: Number | None
    period: str | None
    health: Health | None
    trend: float | None
    attainment: float | None
    stale: bool
    supports: tuple[str, ...]
    guards: tuple[str, ...]
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Team:
    """A team in its tree. Its figures are of `cycle`, its shortest current one; `objectives` and `kpis` are refs of all it has."""

    id: str
    name: str
    parent: str | None
    children: tuple[str, ...]
    lead: str | None
    members: tuple[str, ...]
    url: str
    cycle: str | None
    progress: float | None
    expected: float | None
    statuses: Mapping[Status, int]
    objectives: tuple[str, ...]
    kpis: tuple[str, ...]
    archived: bool
