"""The figures of a day: what measures.md computes, as records. Shares are 0-1 and never rounded here; None is `no data`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Literal

from okrsite.frozen import dataclass
from okrsite.source.records import Checkin
from okrsite.source.values import Bound, Number, Text

__all__ = [
    "Balance", "Figures", "Health", "KeyResultFigures", "KpiFigures", "ObjectiveFigures", "PeriodFigures", "Status",
    "TeamCycleFigures", "TeamFigures", "Verdict",
]  # fmt: skip

Status = Literal[
    "not-started", "on-track", "at-risk", "off-track", "done", "partly", "missed", "no-data", "dropped", "withheld"
]
Health = Literal["green", "amber", "red", "no-target", "no-data"]
Verdict = Literal["unknown", "at-a-cost", "derailing", "decoupled", "behind", "aligned", "blind"]
MetricKind = Literal["move", "keep", "milestones", "done", "progress", "none"]


@dataclass(frozen=True, slots=True)
class KeyResultFigures:
    """One key result as of the day."""

    kind: MetricKind
    origin: Number | None  # a move's `from`, also where it is the first value
    series: Sequence[tuple[dt.date, Number]]  # its dated values up to the day
    checkins: Sequence[Checkin]  # up to the day, by date
    value: Number | None
    attainment: float | None
    progress: float | None
    expected: float | None
    status: Status
    reported: str | None
    confidence: Number | None
    forecast: float | None
    pace_so_far: float | None  # per day, beside forecast
    required_pace: float | None  # per day
    last_checkin: dt.date | None
    last_news: dt.date | None
    stale: bool
    grade: float | None
    counts: bool
    over: bool
    blocked: Text | None  # what the key result says, else its latest check-in


@dataclass(frozen=True, slots=True)
class ObjectiveFigures:
    """One objective as of the day."""

    progress: float | None
    expected: float | None
    coverage: tuple[int, int]
    status: Status
    reported: str | None
    confidence: float | None
    grade: float | None
    last_checkin: dt.date | None
    last_news: dt.date | None
    stale: bool
    dropped: bool
    key_results: tuple[KeyResultFigures, ...]  # as in the model


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """One known period of a KPI."""

    period: str
    start: dt.date
    end: dt.date
    date: dt.date  # the day from which the value is known
    value: Number | None
    target: Bound | None
    tolerance: Bound | None
    health: Health | None  # None: so far
    so_far: bool
    note: Text | None


@dataclass(frozen=True, slots=True)
class KpiFigures:
    """One KPI as of the day."""

    value: Number | None
    period: str | None
    target: Bound | None  # of that period; without a value: of the day
    health: Health | None  # None: withheld
    judged: str | None  # the period that health, attainment and trend speak of
    trend: float | None
    direction: Literal["better", "worse", "level"] | None
    attainment: float | None
    stale: bool
    so_far: bool  # value and period are of one that is not over
    values: Sequence[PeriodFigures]  # known periods, by period
    archived: bool


@dataclass(frozen=True, slots=True)
class Balance:
    """How an objective's KPIs stand to it. `verdict` None: a site without KPIs."""

    drivers: tuple[str, ...]
    guards: tuple[str, ...]
    drivers_health: Health | None
    guards_health: Health | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class TeamCycleFigures:
    """A team in one cycle."""

    progress: float | None
    expected: float | None
    statuses: Mapping[Status, int]
    objectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeamFigures:
    """A team now."""

    current: tuple[str, ...]  # its current cycles, the shortest first
    cycle: str | None  # the first of them
    now: TeamCycleFigures  # of that cycle; empty without one
    archived: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """Every figure of the site as of `day`."""

    day: dt.date
    key_results: Mapping[str, KeyResultFigures]
    objectives: Mapping[str, ObjectiveFigures]
    kpis: Mapping[str, KpiFigures]
    balance: Mapping[str, Balance]  # by objective
    aimless: tuple[str, ...]  # KPIs that nothing names
    teams: Mapping[str, TeamFigures]
    team_cycles: Mapping[tuple[str, str], TeamCycleFigures]
