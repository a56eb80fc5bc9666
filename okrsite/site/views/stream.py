"""Every dated change of the site in one stream: check-ins, updates, cycles closed, goals dropped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from okrsite.goals.figures import Figures
from okrsite.goals.model import Goals
from okrsite.source.records import Checkin

__all__ = ["Change", "changes"]


@dataclass(frozen=True, slots=True)
class Change:
    """What changed on a day: `ref` names the key result, update, cycle or goal."""

    date: dt.date
    kind: Literal["checkin", "update", "closed", "dropped"]
    ref: str
    team: str | None
    checkin: Checkin | None = None


def changes(goals: Goals, figures: Figures) -> tuple[Change, ...]:
    """All changes up to the day, the newest first; on one day in the site's order. Archived teams are left out."""
    found = [*_updates(goals, figures), *_closed(goals, figures), *_dropped(goals, figures), *_checkins(goals, figures)]
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


def _checkins(goals: Goals, figures: Figures) -> Iterator[Change]:
    for objective in goals.objectives.values():
        for key_result in objective.key_results:
            for checkin in figures.key_results[key_result.ref].checkins:
                if checkin.date is not None:
                    yield Change(checkin.date, "checkin", key_result.ref, objective.team, checkin)
