"""Every dated change in one stream: check-ins of goals and KPIs, updates, what was reached, changed or dropped, cycles closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from okrsite.frozen import dataclass
from okrsite.goals.figures import Figures
from okrsite.goals.model import Goals
from okrsite.source.records import Checkin
from okrsite.source.rows import column
from okrsite.source.values import Text

__all__ = ["Change", "changes", "checkins_of", "months"]


@dataclass(frozen=True, slots=True)
class Change:
    """What changed on a day: `ref` names the goal, KPI, update or cycle; `said` is a milestone's title, or why it was changed."""

    date: dt.date
    kind: Literal["checkin", "value", "update", "closed", "dropped", "done", "milestone", "changed"]
    ref: str
    team: str | None
    checkins: Sequence[Checkin] = ()  # what was checked in is the one `at` a place of these
    at: int = 0
    said: Text | None = None

    @property
    def checkin(self) -> Checkin | None:
        """What was checked in; None for other changes. It is made when it is asked for, so of many ask whether it `is_checkin`."""
        return self.checkins[self.at] if self.is_checkin else None

    @property
    def is_checkin(self) -> bool:
        """Whether it was checked in."""
        return self.kind in {"checkin", "value"}


def changes(
    goals: Goals, figures: Figures, checkins: Mapping[str, tuple[Change, ...]] | None = None
) -> tuple[Change, ...]:
    """All changes up to the day, the newest first; on one day in the site's order. Archived teams are left out.

    `checkins` are those of each objective, where they are known.
    """
    sources = (_updates, _closed, _dropped, _reached, _changed)
    found = [change for source in sources for change in source(goals, figures)]
    for ref in goals.objectives:
        found += checkins[ref] if checkins is not None else checkins_of(goals, figures, ref)
    found += _values(goals, figures)
    found = [change for change in found if change.team is None or not figures.teams[change.team].archived]
    found.sort(key=lambda change: change.date, reverse=True)
    return tuple(found)


def _updates(goals: Goals, figures: Figures) -> Iterator[Change]:
    for update in goals.updates.values():
        if update.date <= figures.day:
            yield Change(update.date, "update", update.ref, update.team)


def _closed(goals: Goals, figures: Figures) -> Iterator[Change]:
    """Cycles that have objectives, on their last day."""
    used = {objective.cycle for objective in goals.objectives.values()}
    for cycle in goals.cycles.values():
        if cycle.end < figures.day and cycle.id in used:
            yield Change(cycle.end, "closed", cycle.id, None)


def _dropped(goals: Goals, figures: Figures) -> Iterator[Change]:
    for objective in goals.objectives.values():
        key_results = ((one.ref, one.record.dropped) for one in objective.key_results)
        for ref, dropped in ((objective.ref, objective.record.dropped), *key_results):
            if dropped and dropped.date <= figures.day:
                yield Change(dropped.date, "dropped", ref, objective.team)


def _reached(goals: Goals, figures: Figures) -> Iterator[Change]:
    """Key results that were done, and milestones."""
    for objective in goals.objectives.values():
        for key_result in objective.key_results:
            record, ref, team = key_result.record, key_result.ref, objective.team
            if record.done and record.done <= figures.day:
                yield Change(record.done, "done", ref, team)
            for milestone in record.milestones:
                if milestone.done and milestone.done <= figures.day:
                    yield Change(milestone.done, "milestone", ref, team, said=milestone.title)


def _changed(goals: Goals, figures: Figures) -> Iterator[Change]:
    """Goals whose target, weight or title was changed, with the reason."""
    for objective in goals.objectives.values():
        key_results = ((one.ref, one.record.changed) for one in objective.key_results)
        for ref, changes_made in ((objective.ref, objective.record.changed), *key_results):
            for changed in changes_made:
                if changed.date <= figures.day:
                    yield Change(changed.date, "changed", ref, objective.team, said=changed.why)


def checkins_of(goals: Goals, figures: Figures, ref: str) -> tuple[Change, ...]:
    """What was checked in for an objective."""
    objective = goals.objectives[ref]
    return tuple(
        Change(date, "checkin", key_result.ref, objective.team, checkins, at)
        for key_result in objective.key_results
        for checkins in [figures.key_results[key_result.ref].checkins]
        for at, date in enumerate(column(checkins, "date"))
        if date is not None
    )


def _values(goals: Goals, figures: Figures) -> Iterator[Change]:
    """Values of KPIs that were checked in, corrections among them."""
    for kpi in goals.kpis.values():
        for at, checkin in enumerate(() if kpi.record.withheld else kpi.checkins):
            if checkin.date is not None and checkin.date <= figures.day:
                yield Change(checkin.date, "value", kpi.ref, kpi.team, kpi.checkins, at)


def months(goals: Goals, figures: Figures) -> list[tuple[int, int]]:
    """The years and months of all `changes`, the newest first; none of the changes is made for it that are many."""
    few = (_updates, _closed, _dropped, _reached, _changed, _values)
    found = [change for source in few for change in source(goals, figures)]
    days = {one.date for one in found if one.team is None or not figures.teams[one.team].archived}
    for objective in goals.objectives.values():
        if not figures.teams[objective.team].archived:
            for key_result in objective.key_results:
                days.update(column(figures.key_results[key_result.ref].checkins, "date"))
    return list(dict.fromkeys((day.year, day.month) for day in sorted(days, reverse=True)))
