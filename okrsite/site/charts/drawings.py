"""What a chart is drawn from: numbers with their labels in words already. Views make these, chart modules draw them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.frozen import dataclass

if TYPE_CHECKING:
    import datetime as dt

    from okrsite.source.values import Number

__all__ = [
    "BarDrawing", "Dot", "FormerTarget", "KeyResultDrawing", "KpiBand", "KpiDot", "KpiDrawing", "MapDrawing", "MapNode",
    "QuadrantDot", "QuadrantDrawing", "SparklineDrawing",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dot:
    """A dated value: `label` is shown on hovering, `href` leads to its row."""

    date: dt.date
    value: Number
    label: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class FormerTarget:
    """What was to be reached, or held, until the goalposts moved: its levels from one day to another, in words."""

    start: dt.date
    end: dt.date
    levels: tuple[float, ...]
    label: str


@dataclass(frozen=True, slots=True)
class KeyResultDrawing:
    """A key result's value over its time against its pace."""

    id: str  # unique on the page; also the prefix of ids inside
    title: str
    description: str
    start: dt.date
    end: dt.date
    today: dt.date
    today_label: str
    dots: tuple[Dot, ...]
    pace: tuple[tuple[dt.date, float], ...]  # corners of the expected line, in the metric's unit; empty without one
    target: float | None  # what is to be reached, with a pace or without; none for a bound to keep
    bounds: tuple[float, ...]  # a keep's bounds: one or two lines
    bound_side: str  # "low" (hold above), "high", "between", "" for none
    forecast: tuple[dt.date, float] | None
    first_label: str
    last_label: str
    target_label: str
    forecast_label: str
    ticks: tuple[tuple[dt.date, str], ...]  # month starts, worded
    changes: tuple[tuple[dt.date, str], ...] = ()  # when the goal itself was changed, with the words on hovering
    changes_label: str = ""  # what such a line is called
    former: tuple[FormerTarget, ...] = ()  # by day


@dataclass(frozen=True, slots=True)
class KpiDot:
    """A KPI's period: drawn at its end; `health` colours and shapes it; `so_far` periods stand apart."""

    end: dt.date
    value: Number
    label: str
    health: str
    so_far: bool


@dataclass(frozen=True, slots=True)
class KpiBand:
    """What is wanted from one day to another: target and tolerance, the sides by which bound it is."""

    start: dt.date
    end: dt.date
    low: Number | None
    high: Number | None
    low_tolerance: Number | None
    high_tolerance: Number | None
    slope_to_low: Number | None = None  # a path's bound at `end`
    slope_to_high: Number | None = None


@dataclass(frozen=True, slots=True)
class KpiDrawing:
    """A KPI's history against its target."""

    id: str
    title: str
    description: str
    dots: tuple[KpiDot, ...]
    bands: tuple[KpiBand, ...]
    first_label: str
    last_label: str
    target_label: str
    ticks: tuple[tuple[dt.date, str], ...]
    tolerance_label: str = ""  # what stands at the far edge of what is tolerated


@dataclass(frozen=True, slots=True)
class SparklineDrawing:
    """A KPI's history in a table's cell."""

    title: str
    values: tuple[tuple[dt.date, Number], ...]
    health: str


@dataclass(frozen=True, slots=True)
class BarDrawing:
    """A progress bar: shares 0-1."""

    label: str
    share: float | None
    expected: float | None
    status: str


@dataclass(frozen=True, slots=True)
class MapNode:
    """A goal, or a team's goals, on the alignment map: `key` is its own there, `note` what stands under its name."""

    key: str
    label: str
    href: str
    state: str
    shape: str
    note: str


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """Goals by level and what supports what: `links` are (supporting key, supported key, how many links that is)."""

    title: str
    description: str
    heads: tuple[str, ...]  # one a column
    columns: tuple[tuple[MapNode, ...], ...]
    links: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class QuadrantDot:
    """A goal held against its KPIs: `across` its progress less what was expected, `up` its drivers' health, 0-1."""

    across: float
    up: float
    name: str
    label: str
    href: str
    state: str
    marked: bool  # a guard is red


@dataclass(frozen=True, slots=True)
class QuadrantDrawing:
    """Goals against pace across, drivers' health up; `corners` are named from the top left to the bottom right."""

    id: str
    title: str
    description: str
    dots: tuple[QuadrantDot, ...]
    corners: tuple[str, str, str, str]
    across: str  # what is measured across
    up: tuple[str, str, str]  # healths in words: 1, 0.5 and 0
    split: float  # how far behind its pace a goal is still on track
