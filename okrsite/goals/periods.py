"""A KPI's periods as of a day: which are known, what they add up to, when the next one ends (method page, "KPIs")."""

from __future__ import annotations

import datetime as dt
from itertools import accumulate
from typing import TYPE_CHECKING, Final, Literal

from okrsite.goals.model import Kpi, KpiPoint
from okrsite.goals.points import known_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from okrsite.goals.progress import Series
    from okrsite.source.values import Every, Number

__all__ = ["figure_in", "known_periods", "next_period_end", "running_total"]

MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def known_periods(kpi: Kpi, day: dt.date) -> Sequence[KpiPoint]:
    """The periods known on `day`, by period: of each its latest known value, its own target and last note."""
    known: list[KpiPoint] = []
    if kpi.record.withheld:
        return known
    if known_by(kpi.points, day):
        return kpi.points
    for point in kpi.points:
        if point.known > day:
            continue
        if known and known[-1].start == point.start:
            known[-1] = _corrected(known[-1], point)
        else:
            known.append(point)
    return known


def _corrected(earlier: KpiPoint, later: KpiPoint) -> KpiPoint:
    """What is known of one period when `later` has been added; without a value it adds only words."""
    if later.value is None:
        valued, note = earlier, later.note or earlier.note
    else:
        valued, note = later, later.note
    target = later.target or earlier.target
    return KpiPoint(later.start, later.end, later.period, valued.known, valued.value, note, target)


def figure_in(
    known: Iterable[KpiPoint], total: Literal["last", "sum", "mean"], start: dt.date, end: dt.date
) -> Number | None:
    """A KPI's figure in a cycle: `total` over its known periods that begin in it; None without a value."""
    values = [point.value for point in known if start <= point.start <= end and point.value is not None]
    return list(_running(values, total))[-1] if values else None


def running_total(kpi: Kpi, known: Sequence[KpiPoint], start: dt.date, end: dt.date, day: dt.date) -> Series:
    """The series of a key result from start to end that `kpi` feeds.

    The running `total` over the known periods that begin between start and end, each dated by its last day or `day`,
    the earlier; with `last` and none in that time yet, the latest before it.
    """
    valued = [point for point in known if point.value is not None]
    inside = [point for point in valued if start <= point.start <= end]
    if not inside and kpi.record.total == "last":
        inside = [point for point in valued if point.start < start][-1:]
    totals = _running([point.value for point in inside if point.value is not None], kpi.record.total)
    return tuple({min(point.end, day): value for point, value in zip(inside, totals, strict=True)}.items())


def _running(values: Sequence[Number], total: Literal["last", "sum", "mean"]) -> Iterator[Number]:
    if total == "last":
        return iter(values)
    sums = accumulate(values)
    return sums if total == "sum" else (so_far / count for count, so_far in enumerate(sums, 1))


def next_period_end(point: KpiPoint, every: Every) -> dt.date:
    """The last day of the period after that of `point`."""
    try:
        if every == "day":
            return point.end + dt.timedelta(days=1)
        if every == "week":
            return point.end + dt.timedelta(days=7)
        return _months_later(point.end + dt.timedelta(days=1), MONTHS[every]) - dt.timedelta(days=1)
    except (OverflowError, ValueError):
        return dt.date.max


def _months_later(first: dt.date, months: int) -> dt.date:
    """The first of a month, `months` after the first of a month."""
    years, month = divmod(first.month - 1 + months, 12)
    return dt.date(first.year + years, month + 1, 1)
