"""Where a key result should be by now, and where its pace leads (method page, "Key results": expected, forecast)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from okrsite.goals.arithmetic import clamp, ratio, total
from okrsite.goals.progress import Measured, move

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from okrsite.goals.model import KeyResult
    from okrsite.source.records import Milestone
    from okrsite.source.values import Metric, Number

__all__ = ["Outlook", "expected", "outlook", "time_gone"]


class Outlook(NamedTuple):
    """Where a move leads; None where nothing can be said. Paces are per day."""

    forecast: float | None = None
    pace_so_far: float | None = None
    required_pace: float | None = None


def time_gone(start: dt.date, end: dt.date, day: dt.date) -> float:
    """Days from start to `day` / days from start to end, within 0..1; 1 where start and end are one day."""
    span = (end - start).days
    return clamp((day - start).days / span) if span > 0 else 1.0


def expected(key_result: KeyResult, measured: Measured, day: dt.date) -> float | None:
    """The share that its pace expects on `day`; None before its start and with `pace: none`.

    linear: time gone · late: that, squared · plan: straight lines through its dated values, as a share like a value ·
    milestones that all have a due: weight of those due before `day` / weight · done: 0 until its end, 1 after it ·
    keep: 1.
    """
    start, end, record = key_result.start, key_result.due, key_result.record
    if day < start:
        return None
    if record.metric is not None:
        return _metric_expected(record.metric, key_result, measured, day)
    if measured.kind == "done":
        return float(day > end)
    if measured.kind == "milestones" and all(m.due is not None for m in record.milestones):
        return _due_share(record.milestones, day)
    return time_gone(start, end, day)


def _metric_expected(metric: Metric, key_result: KeyResult, measured: Measured, day: dt.date) -> float | None:
    if metric.pace == "none" and not metric.plan:
        return None
    if metric.kind == "keep":
        return 1.0
    if metric.plan:
        return _planned_share(metric, key_result, measured.origin, day)
    gone = time_gone(key_result.start, key_result.due, day)
    return gone**2 if metric.pace == "late" else gone


def _due_share(milestones: Sequence[Milestone], day: dt.date) -> float | None:
    due = total(m.weight for m in milestones if m.due is not None and m.due < day)
    return ratio(due, total(m.weight for m in milestones))


def _planned_share(metric: Metric, key_result: KeyResult, origin: Number | None, day: dt.date) -> float | None:
    if origin is None:
        return None
    target = cast("Number", metric.to)
    points = {key_result.start: origin, **dict(metric.plan), key_result.due: target}
    return move(origin, target, _on_the_line(sorted(points.items()), day))[1]


def _on_the_line(points: Sequence[tuple[dt.date, Number]], day: dt.date) -> Number:
    """The value at `day` on the straight lines through `points` (by date); flat before the first and after the last."""
    before = points[0]
    for after in points:
        if after[0] > day:
            gone = (day - before[0]).days / ((after[0] - before[0]).days or 1)
            return before[1] + (after[1] - before[1]) * max(gone, 0.0)
        before = after
    return before[1]


def outlook(key_result: KeyResult, measured: Measured, day: dt.date) -> Outlook:
    """A move's forecast and paces while it is not over.

    Forecast, "at the pace so far": from + (v − from) × (end − start) / (t − start), of the last value v, dated
    t > start.
    Pace so far: (v − from) / (t − start). Required pace: (to − v) / days left.
    """
    start, end, value, origin = key_result.start, key_result.due, measured.value, measured.origin
    if measured.kind != "move" or value is None or origin is None or day > end:
        return Outlook()
    target = cast("Number", cast("Metric", key_result.record.metric).to)
    days_left = (end - day).days
    required = (target - value) / days_left if days_left else None
    days_gone = (measured.series[-1][0] - start).days
    if days_gone <= 0:
        return Outlook(required_pace=required)
    forecast = origin + (value - origin) * (end - start).days / days_gone
    return Outlook(float(forecast), (value - origin) / days_gone, required)
