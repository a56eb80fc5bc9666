"""Whether a changed target asks for more or for less than it did; pure."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from okrsite.source.records import Milestone
from okrsite.source.values import Bound, Metric, Number, Target, TargetPath

__all__ = ["Tone", "of_due", "of_metric", "of_milestones", "of_target"]

Tone = Literal["harder", "easier", "other"]
"""`other`: not to be compared, or neither."""


def of_metric(before: Metric | None, after: Metric | None) -> Tone:
    """How a key result's metric was moved. A measure that is taken away asks for nothing any more."""
    if before is None or after is None:
        return "harder" if before is None else "easier"
    if before.kind != after.kind or before.unit != after.unit:
        return "other"
    if before.bound and after.bound:
        return of_bound(before.bound, after.bound)
    if before.to is None or after.to is None:
        return "other"
    ways = {_way(one) for one in (before, after)} - {0}
    if len(ways) != 1:
        return "other"
    return _compared((after.to - before.to) * ways.pop())


def _way(metric: Metric) -> int:
    """1: up, -1: down, 0: not said."""
    if metric.start is None or metric.to is None or metric.start == metric.to:
        return 0
    return 1 if metric.to > metric.start else -1


def of_bound(before: Bound, after: Bound) -> Tone:
    """How a bound was moved: the one that lets less through is the harder."""
    if before == after:
        return "other"
    if _lets_through(before, after):
        return "harder"
    return "easier" if _lets_through(after, before) else "other"


def _lets_through(outer: Bound, inner: Bound) -> bool:
    """Whether all that `inner` lets through, `outer` does too."""
    low = outer.low is None or (inner.low is not None and inner.low >= outer.low)
    high = outer.high is None or (inner.high is not None and inner.high <= outer.high)
    return low and high


def of_target(before: Target | None, after: Target | None) -> Tone:
    """How a KPI's target was moved."""
    if before is None or after is None:
        return "harder" if before is None else "easier"
    if isinstance(before, Bound) and isinstance(after, Bound):
        return of_bound(before, after)
    if isinstance(before, TargetPath) and isinstance(after, TargetPath):
        return _of_path(before, after)
    return "other"


def _of_path(before: TargetPath, after: TargetPath) -> Tone:
    way = (after.to > after.origin) - (after.to < after.origin)
    if before.to != after.to:
        return _compared((after.to - before.to) * way)
    return _compared((before.by.end - after.by.end).days)


def of_due(before: dt.date, after: dt.date) -> Tone:
    """How an end was moved: less time is harder."""
    return _compared((before - after).days)


def of_milestones(before: tuple[Milestone, ...], after: tuple[Milestone, ...]) -> Tone:
    """How a list of steps was changed: more of them is harder, later ones are easier."""
    if len(before) != len(after):
        return _compared(len(after) - len(before))
    later = {_compared((a.due - b.due).days) for a, b in zip(before, after, strict=True) if a.due and b.due} - {"other"}
    return later.pop() if len(later) == 1 else "other"


def _compared(more: Number) -> Tone:
    return "harder" if more > 0 else "easier" if more < 0 else "other"
