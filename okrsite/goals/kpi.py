"""How a KPI stands on a day: targets, health, attainment, trend (method page, "KPIs")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from okrsite.goals.arithmetic import equal, holds, ratio
from okrsite.goals.figures import Health, KpiFigures, PeriodFigures
from okrsite.goals.periods import known_periods, next_period_end
from okrsite.goals.points import numbers
from okrsite.source.rows import Lazy, Source
from okrsite.source.values import Bound, Number, Steps, Target, TargetPath

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from okrsite.goals.model import Kpi, KpiPoint
    from okrsite.source import records

__all__ = ["attainment", "direction", "health_on", "judge", "kpi_figures", "target_of"]

Direction = Literal["better", "worse", "level"]


def target_of(target: Target | None, start: dt.date, end: dt.date, origin_end: dt.date | None) -> Bound | None:
    """The bound that a target sets for the period from `start` to `end`.

    Args:
        target: A bound; or steps, of which the latest that begins on or before the period holds; or a path.
        start: The period's first day.
        end: Its last day.
        origin_end: Where a path that names no start begins: the end of the first value's period.
    """
    if isinstance(target, Steps):
        return next((bound for period, bound in reversed(target.steps) if period.start <= start), None)
    if isinstance(target, TargetPath):
        return _point_on(target, end, target.start.end if target.start else origin_end)
    return target


def _point_on(path: TargetPath, end: dt.date, origin_end: dt.date | None) -> Bound | None:
    """The straight line from the end of its start to that of its `by`, constant after; no target before it."""
    if origin_end is None or end < origin_end:
        return None
    if end >= path.by.end:
        number: Number = path.to
    else:
        gone = (end - origin_end).days / (path.by.end - origin_end).days
        number = path.origin + (path.to - path.origin) * gone
    return Bound("at_most", high=number) if path.to < path.origin else Bound("at_least", low=number)


def judge(
    record: records.Kpi, value: Number | None, target: Bound | None, *, is_over: bool
) -> tuple[Health | None, bool]:
    """A period's health, and whether it is only "so far" (its health is None then).

    green: target met · amber: within the tolerance · red · no-target · no-data. With `total: sum`, a period that is not
    over counts only when it is decided already: at_least met, or at_most and its tolerance exceeded.
    """
    if value is None:
        return "no-data", False
    if record.total == "sum" and not is_over:
        decided = _decided(value, target, record.tolerance)
        return decided, decided is None
    if target is None:
        return "no-target", False
    if holds(target, value):
        return "green", False
    return ("amber" if record.tolerance is not None and holds(record.tolerance, value) else "red"), False


def _decided(value: Number, target: Bound | None, tolerance: Bound | None) -> Health | None:
    """What no further value changes in a sum that only grows."""
    if target is None or target.kind == "between":
        return None
    if target.kind == "at_least":
        return "green" if holds(target, value) else None
    exceeded = not holds(target, value) and (tolerance is None or not holds(tolerance, value))
    return "red" if exceeded else None


def attainment(target: Bound | None, value: Number) -> float | None:
    """The achievement rate: at_least v/t · at_most t/v · between 1 inside, v/l below, h/v above; else None."""
    if target is None:
        return None
    low, high = target.low, target.high
    if target.kind == "between" and holds(target, value):
        return 1.0
    if low is not None and (high is None or value < low):
        return ratio(value, low) if low > 0 else None
    return ratio(high, value) if high is not None and value > 0 else None


def direction(target: Bound | None, value: Number, previous: Number) -> Direction | None:
    """Whether a value is better than the previous one, by the target's direction; None without a target."""
    if target is None:
        return None
    now, before = _shortfall(target, value), _shortfall(target, previous)
    if equal(now, before):
        return "level"
    return "better" if now < before else "worse"


def _shortfall(target: Bound, value: Number) -> Number:
    """A number that is better the lower it is: the distance to a range, else the value, turned round for at_least."""
    if target.kind == "at_most":
        return value
    if target.kind == "at_least":
        return -value
    low, high = target.low or 0, target.high or 0
    return 0 if holds(target, value) else max(low - value, value - high)


def health_on(kpi: Kpi, day: dt.date) -> Health | None:
    """Its health alone, as it stood on `day`; None where it is withheld."""
    if kpi.record.withheld:
        return None
    valued = [point for point in known_periods(kpi, day) if point.value is not None]
    judged = _judged([_period_figures(kpi, point, valued[0].end, day) for point in valued[-1:]], day)
    if judged is None:
        finished = [point for point in valued if point.end < day][-1:]
        judged = _judged([_period_figures(kpi, point, valued[0].end, day) for point in finished], day)
    return judged.health if judged else "no-data"


def kpi_figures(kpi: Kpi, known: Sequence[KpiPoint], day: dt.date) -> KpiFigures:
    """All figures of a KPI on `day`, from the periods known then."""
    record = kpi.record
    valued = [at for at, value in enumerate(numbers(known)) if value is not None]
    origin_end = known[valued[0]].end if valued else None
    newest = _period_figures(kpi, known[valued[-1]], origin_end, day) if valued else None
    judged = newest
    latest = (known[at] for at in reversed(valued))
    if newest is not None and newest.so_far:
        ended = next((point for point in latest if point.end < day), None)
        judged = _period_figures(kpi, ended, origin_end, day) if ended else None
    trend, better = _trend(latest, judged)
    return KpiFigures(
        value=newest.value if newest else None,
        period=newest.period if newest else None,
        target=newest.target if newest else target_of(record.target, day, day, origin_end),
        health=None if record.withheld else judged.health if judged else "no-data",
        judged=judged.period if judged else None,
        trend=trend,
        direction=better,
        attainment=attainment(judged.target, judged.value) if judged and judged.value is not None else None,
        stale=_is_stale(record, known, day),
        so_far=newest is not None and newest.so_far,
        values=Lazy(_Periods(kpi, day)),
        archived=record.archived is not None and record.archived <= day,
    )


class _Periods(Source[PeriodFigures]):
    """The known periods of a KPI on a day."""

    __slots__ = ("day", "kpi")

    def __init__(self, kpi: Kpi, day: dt.date) -> None:
        self.kpi, self.day = kpi, day

    def made(self) -> Iterator[PeriodFigures]:
        known = known_periods(self.kpi, self.day)
        origin_end = next((point.end for point in known if point.value is not None), None)
        return (_period_figures(self.kpi, point, origin_end, self.day) for point in known)


def _period_figures(kpi: Kpi, point: KpiPoint, origin_end: dt.date | None, day: dt.date) -> PeriodFigures:
    record, start, end = kpi.record, point.start, point.end
    target = target_of(point.target or record.target, start, end, origin_end)
    health, so_far = judge(record, point.value, target, is_over=day > end)
    tolerance = record.tolerance  # by position below, as a large site has 100,000 of them
    return PeriodFigures(
        point.period, start, end, point.known, point.value, target, tolerance, health, so_far, point.note
    )


def _judged(valued: Sequence[PeriodFigures], day: dt.date) -> PeriodFigures | None:
    """The period that health speaks of: the newest with a value, while that is so far the last finished one."""
    if not valued or not valued[-1].so_far:
        return valued[-1] if valued else None
    return next((period for period in reversed(valued) if period.end < day), None)


def _trend(latest: Iterator[KpiPoint], judged: PeriodFigures | None) -> tuple[float | None, Direction | None]:
    """Value − previous known value, of the judged period, and what that means; `latest`: those with a value, the newest first."""
    before = next((p for p in latest if judged and p.start < judged.start), None)
    if judged is None or before is None or judged.value is None or before.value is None:
        return None, None
    return judged.value - before.value, direction(judged.target, judged.value, before.value)


def _is_stale(record: records.Kpi, known: Sequence[KpiPoint], day: dt.date) -> bool:
    """Whether the whole period after the newest known one has ended before `day`."""
    return bool(known) and record.every is not None and next_period_end(known[-1], record.every) < day
