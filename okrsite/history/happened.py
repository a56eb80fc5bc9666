"""Check-ins and KPI values that two versions of a site do not share; pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from okrsite.goals.model import Goals, KeyResult, Kpi
from okrsite.history.changes import Checked, Happening, Measured
from okrsite.history.matching import Pairs
from okrsite.source.records import Checkin
from okrsite.source.values import Number

__all__ = ["checked", "measured"]

_SAID = ("value", "progress", "confidence", "status", "note", "by", "blocked")


class _Told(NamedTuple):
    """What a check-in says, on its day."""

    date: dt.date
    said: tuple[object, ...]
    record: Checkin


def checked(base: Goals, head: Goals, pairs: Pairs, day: dt.date) -> tuple[tuple[str, tuple[Checked, ...]], ...]:
    """By key result of the head its check-ins up to `day` that are new, changed or gone, the oldest first."""
    was = {new: old for old, new in pairs.key_results.items()}
    olds = {one.ref: one for objective in base.objectives.values() for one in objective.key_results}
    found = []
    for objective in head.objectives.values():
        for key_result in objective.key_results:
            old = olds.get(was.get(key_result.ref, ""))
            changes = tuple(_of_key_result(old.checkins if old else (), key_result.checkins, day))
            if changes and not (old is None and _is_withheld(key_result)):
                found.append((key_result.ref, changes))
    return tuple(found)


def _is_withheld(key_result: KeyResult) -> bool:
    return key_result.record.withheld


def _of_key_result(old: Sequence[Checkin], new: Sequence[Checkin], day: dt.date) -> Iterator[Checked]:
    before, after = _told(old, day), _told(new, day)
    unpaired = list(before)
    fresh = []
    for one in after:
        same = next((i for i, other in enumerate(unpaired) if other[:2] == one[:2]), None)
        if same is None:
            fresh.append(one)
        else:
            del unpaired[same]
    for one in fresh:
        same = next((i for i, other in enumerate(unpaired) if other.date == one.date), None)
        if same is not None:
            del unpaired[same]
        yield _as("changed" if same is not None else "new", one)
    for one in unpaired:
        yield _as("gone", one)


def _told(checkins: Sequence[Checkin], day: dt.date) -> list[_Told]:
    return [
        _Told(one.date, tuple(getattr(one, name) for name in _SAID), one)
        for one in checkins
        if one.date is not None and one.date <= day
    ]


def _as(happening: Happening, told: _Told) -> Checked:
    one = told.record
    return Checked(
        happening, told.date, one.value, one.progress, one.confidence, one.status, one.note, one.by, one.blocked
    )


def measured(base: Goals, head: Goals, pairs: Pairs) -> tuple[tuple[str, tuple[Measured, ...]], ...]:
    """By KPI of the head the periods whose last known value is another, by period."""
    was = {new: old for old, new in pairs.kpis.items()}
    found = []
    for ref, kpi in head.kpis.items():
        before = _values(base.kpis[was[ref]]) if ref in was else {}
        after = _values(kpi)
        starts = {**_starts(base.kpis[was[ref]] if ref in was else kpi), **_starts(kpi)}
        changes = tuple(
            Measured(period, before.get(period), after.get(period))
            for period in sorted(starts, key=lambda name: (starts[name], name))
            if before.get(period) != after.get(period)
        )
        if changes:
            found.append((ref, changes))
    return tuple(found)


def _values(kpi: Kpi) -> dict[str, Number | None]:
    """By period as it is written: on which days a fiscal year begins is told with the settings."""
    return {point.period: point.value for point in kpi.points}


def _starts(kpi: Kpi) -> dict[str, dt.date]:
    return {point.period: point.start for point in kpi.points}
