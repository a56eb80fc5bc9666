"""How far a key result has come: its values, attainment and progress on a day (method page, "Key results")."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple, cast, overload

from okrsite.goals.arithmetic import clamp, equal, holds, ratio, total
from okrsite.source.rows import Lazy, Source, column, last
from okrsite.source.values import Bound, Metric, Number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from okrsite.goals.figures import MetricKind
    from okrsite.goals.model import KeyResult
    from okrsite.source.records import Checkin, Milestone

__all__ = [
    "Measured",
    "Series",
    "checkin_day",
    "checkins_until",
    "keep_attainment",
    "kept_share",
    "kind_of",
    "measured",
    "milestones_share",
    "move",
]

Series = Sequence[tuple[dt.date, Number]]  # by date, one value a day


_MANY = 4  # values from which on a pair for each takes more room


class Measured(NamedTuple):
    """What a key result's values come to on a day; shares unrounded, None is "no data"."""

    kind: MetricKind
    series: Series
    origin: Number | None = None  # a move's `from`, also where it is the first value
    value: Number | None = None
    attainment: float | None = None
    progress: float | None = None


def checkin_day(checkin: Checkin) -> dt.date:
    """The day of a linked check-in; those always have one."""
    return cast("dt.date", checkin.date)


def checkins_until(checkins: Sequence[Checkin], day: dt.date) -> Sequence[Checkin]:
    """Those of `checkins` (by date) that exist on `day`: nothing dated after it does."""
    newest = last(checkins, "date")
    return checkins if newest is None or newest <= day else checkins[: bisect_right(column(checkins, "date"), day)]


def kind_of(key_result: KeyResult, checkins: Sequence[Checkin]) -> MetricKind:
    """How it is measured; `progress` is told by a check-in with a share, `none` by nothing."""
    record = key_result.record
    if record.metric is not None:
        return record.metric.kind
    if record.milestones:
        return "milestones"
    if record.is_yes_or_no or record.done is not None:
        return "done"
    return "progress" if any(progress is not None for progress in column(checkins, "progress")) else "none"


def measured(key_result: KeyResult, checkins: Sequence[Checkin], fed: Series, day: dt.date) -> Measured:
    """Series, value, attainment and progress on `day`, by the table of the method page.

    Args:
        key_result: What is measured.
        checkins: Its check-ins until `day`, by date.
        fed: Its series where a KPI feeds it; its check-ins hold no value then.
        day: The as-of day.
    """
    kind = kind_of(key_result, checkins)
    metric = key_result.record.metric
    if metric is not None:
        series = fed if key_result.kpi is not None else _series(checkins, "value")
        return _keep(metric, series, key_result, day) if kind == "keep" else _move(metric, series)
    if kind == "milestones":
        share = milestones_share(key_result.record.milestones, day)
    elif kind == "done":
        share = float(_is_done(key_result.record.done, day))
    else:
        series = _series(checkins, "progress")
        latest = float(series[-1][1]) if series else None
        return Measured(kind, series, attainment=latest, progress=latest)
    return Measured(kind, (), attainment=share, progress=share)


class _Dated(Source[tuple[dt.date, Number]]):
    """Values of which each has its own day."""

    __slots__ = ("days", "values")

    def __init__(self, days: Sequence[dt.date], values: Sequence[Number]) -> None:
        self.days, self.values = days, values

    def made(self) -> Iterable[tuple[dt.date, Number]]:
        return zip(self.days, self.values, strict=True)


class _Values(Lazy[tuple[dt.date, Number]]):
    """The same as pairs."""

    __slots__ = ()
    source: _Dated

    def __len__(self) -> int:
        return len(self.source.days)

    @overload
    def __getitem__(self, at: int) -> tuple[dt.date, Number]: ...
    @overload
    def __getitem__(self, at: slice) -> Series: ...
    def __getitem__(self, at: int | slice) -> tuple[dt.date, Number] | Series:
        return super().__getitem__(at) if isinstance(at, slice) else (self.source.days[at], self.source.values[at])


def _series(checkins: Sequence[Checkin], name: str) -> Series:
    """What they say under a field's name; of several on one day the last one counts."""
    days, values = column(checkins, "date"), column(checkins, name)
    if len(days) >= _MANY and None not in values and len(set(days)) == len(days):
        return _Values(_Dated(tuple(days), tuple(values)))
    return tuple({day: value for day, value in zip(days, values, strict=True) if value is not None}.items())


def _move(metric: Metric, series: Series) -> Measured:
    """With `to` alone, `from` is the first value of the series."""
    value = series[-1][1] if series else None
    origin = metric.start if metric.start is not None or not series else series[0][1]
    target = cast("Number", metric.to)
    if value is None or origin is None:
        return Measured("move", series, origin)
    attainment, progress = move(origin, target, value)
    return Measured("move", series, origin, value, attainment, progress)


def move(origin: Number, target: Number, value: Number) -> tuple[float | None, float | None]:
    """Attainment (v − from) / (to − from) and progress, that within 0..1.

    Where from equals to, attainment is None and progress 1 while the value is there, else 0.
    """
    if equal(origin, target):
        return None, float(equal(value, target))
    attainment = (value - origin) / (target - origin) + 0.0  # 0 / -170 is minus zero, which a reader would see
    return (attainment if isfinite(attainment) else None), clamp(attainment)


def _keep(metric: Metric, series: Series, key_result: KeyResult, day: dt.date) -> Measured:
    """Check-ins after the end do not count for a bound that was to be held until then."""
    if key_result.kpi is None:
        series = tuple(entry for entry in series if entry[0] <= key_result.due)
    if not series:
        return Measured("keep", series)
    bound, value = cast("Bound", metric.bound), series[-1][1]
    share = kept_share(series, bound, min(day, key_result.due))
    return Measured("keep", series, None, value, keep_attainment(bound, value), share)


def keep_attainment(bound: Bound, value: Number) -> float | None:
    """at_least t: v / t (t > 0) · at_most t: t / v (v > 0) · between: 1 inside; else None."""
    if bound.kind == "between":
        return 1.0 if holds(bound, value) else None
    low, high = bound.low, bound.high
    if low is not None:
        return ratio(value, low) if low > 0 else None
    return ratio(high, value) if high is not None and value > 0 else None


def kept_share(series: Series, bound: Bound, until: dt.date) -> float:
    """Share of the days from the first value to `until` (not counted itself) on which the bound held.

    A value holds until the next one. Without a day to count (its first is `until` or later): 1 or 0, by the last value.
    """
    last = until.toordinal()
    days = [day.toordinal() for day, _ in series]
    if days[0] >= last:
        return float(holds(bound, series[-1][1]))
    ends = [min(day, last) for day in days[1:]] + [last]
    spans = zip(days, ends, series, strict=True)
    held = sum(end - begin for begin, end, (_, value) in spans if begin < end and holds(bound, value))
    return held / (last - days[0])


def milestones_share(milestones: Sequence[Milestone], day: dt.date) -> float | None:
    """Sum of the weights of those done by `day` / sum of weights."""
    done = total(m.weight for m in milestones if _is_done(m.done, day))
    return ratio(done, total(m.weight for m in milestones))


def _is_done(done: dt.date | None, day: dt.date) -> bool:
    return done is not None and done <= day
