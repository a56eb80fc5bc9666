"""KPIs: their values from everywhere, and the goals that they are tied to."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from okrsite.goals.model import Kpi, KpiPoint
from okrsite.goals.points import Points
from okrsite.goals.references import Referrer, find_goals, may_be_unread_goal, reference_place, unknown_goal
from okrsite.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from okrsite.goals.directory import Directory, KpiAt
    from okrsite.source import records

__all__ = ["link_kpis"]


def link_kpis(
    directory: Directory,
    teams: Mapping[str, int],
    filed: Mapping[str, list[records.Checkin]],
    problems: list[Problem],
) -> dict[str, Kpi]:
    """All KPIs by ref: by team (`teams`: its place), then `order`, then as written. `filed`: check-ins by KPI."""
    ordered = sorted((kpi for kpi in directory.kpis.values() if kpi.team in teams), key=lambda kpi: _key(kpi, teams))
    return {
        kpi.ref: Kpi(
            ref=kpi.ref,
            id=kpi.id,
            team=kpi.team,
            record=kpi.record,
            tree=kpi.tree,
            points=_points(kpi.record, filed.get(kpi.ref, ()), problems),
            supports=_goals(kpi, "supports", directory, problems),
            guards=_goals(kpi, "guards", directory, problems),
            checkins=_checkins(kpi.record, filed.get(kpi.ref, ())),
        )
        for kpi in ordered
    }


def _key(kpi: KpiAt, teams: Mapping[str, int]) -> tuple[int, bool, float, int, int]:
    order = kpi.record.order
    return teams[kpi.team], order is None, order or 0, kpi.tree, kpi.position


def _points(record: records.Kpi, checkins: Iterable[records.Checkin], problems: list[Problem]) -> Sequence[KpiPoint]:
    """Its values by period; of one period in the order in which they become known, those of check-ins last."""
    own = Points.of(record.values)
    told = [point for checkin in checkins if (point := _told(checkin, record, problems))]
    if not told and own.are_in_order:
        return own
    points = sorted((*own, *told), key=lambda point: (point.start, point.end, point.known))
    return tuple(_completed(points, told) if told else points)


def _checkins(record: records.Kpi, filed: Iterable[records.Checkin]) -> tuple[records.Checkin, ...]:
    """The check-ins that say something of one of its periods, by date; on one day in the order that counts."""
    told = (one for one in filed if one.date and one.period and one.period.every == record.every)
    return tuple(sorted(told, key=lambda one: one.date or dt.date.min))


def _told(checkin: records.Checkin, record: records.Kpi, problems: list[Problem]) -> KpiPoint | None:
    """What a check-in says of a period."""
    period = checkin.period
    if period is None or checkin.date is None:
        return None
    if period.every != record.every:
        problems.append(_wrong_period(checkin, record))
        return None
    return KpiPoint(period.start, period.end, period.id, checkin.date, checkin.value, checkin.note)


def _completed(points: Iterable[KpiPoint], told: Iterable[KpiPoint]) -> Iterable[KpiPoint]:
    """The points; those of check-ins keep what they do not say: the row's target, the value under a mere note."""
    from_checkins = {id(point) for point in told}
    before: KpiPoint | None = None
    for point in points:
        if id(point) in from_checkins and before and before.period == point.period:
            value = before.value if point.value is None else point.value
            before = replace(point, value=value, target=before.target)
        else:
            before = point
        yield before


def _wrong_period(checkin: records.Checkin, record: records.Kpi) -> Problem:
    if record.every is None:
        message = f"The KPI `{record.id}` has a value here, and does not say how often it is measured."
        return Problem(record.places.at("name"), "missing-field", message, "Add `every: month`, or whatever it is.")
    written = checkin.period.id if checkin.period else ""
    message = f"`{written}` is no {record.every}, and the KPI `{record.id}` is measured every {record.every}."
    hint = "Write the period that the value is of, in the form that `every` asks for."
    return Problem(checkin.places.at("period"), "period-not-every", message, hint)


def _goals(kpi: KpiAt, field: str, directory: Directory, problems: list[Problem]) -> tuple[str, ...]:
    """Full refs of the goals that a field names, in every cycle that they mean."""
    words: tuple[str, ...] = getattr(kpi.record, field)
    who = Referrer(kpi.team, kpi.tree)
    refs: dict[str, None] = {}
    for position, one in enumerate(words):
        targets = find_goals(one, who, directory)
        refs.update((target.ref, None) for target in targets)
        if not targets and not may_be_unread_goal(one, who, directory):
            hint = unknown_goal(one, who, directory, problems)
            place = reference_place(kpi.record.places, field, position, problems)
            problems.append(Problem(place, "unknown-reference", f"There is no goal `{one}`.", hint))
    return tuple(refs)
