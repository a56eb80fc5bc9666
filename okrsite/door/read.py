"""A site's folder → its goals behind the door, or an error that says what is wrong with the content."""

from __future__ import annotations

import datetime as dt
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from okrsite.door import records
from okrsite.door.goals import Goals
from okrsite.door.things import Things
from okrsite.goals.cycles import open_on
from okrsite.problems import Problem, Severity
from okrsite.publish.prepare import Ready, prepare
from okrsite.site.data.facts import gather

if TYPE_CHECKING:
    from okrsite.goals.model import Cycle

__all__ = ["ContentError", "load"]


class ContentError(Exception):
    """The content has errors; `problems` are all that were found, warnings and notes with them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        lines = [f"{problem.place}: {problem.message}" for problem in errors[:3]]
        more = [f"and {len(errors) - 3} more"] if len(errors) > 3 else []
        super().__init__("; ".join(("the content has errors: " + lines[0], *lines[1:], *more)))


def load(site_dir: Path, as_of: dt.date | None, audience: str | None) -> Goals:
    """The goals of the site in `site_dir`, as of a day (default: today there), for an audience (default: the widest).

    Raises:
        ContentError: the content has errors.
        UnknownAudience: `audience` is none of the site's (a ValueError).
    """
    prepared = prepare(site_dir, audience=audience, as_of=as_of)
    if prepared.ready is None:
        raise ContentError(prepared.problems)
    return _goals(prepared.ready)


def _goals(ready: Ready) -> Goals:
    facts = gather(ready.goals, ready.figures)
    things = Things(facts)
    objectives = tuple(map(things.objective, ready.goals.objectives.values()))
    return Goals(
        title=things.text(ready.goals.site.title),
        as_of=ready.figures.day,
        audience=ready.goals.audience,
        cycles=tuple(_cycle(things, cycle) for cycle in ready.goals.cycles.values()),
        teams=tuple(map(things.team, ready.goals.teams.values())),
        objectives=objectives,
        key_results=tuple(chain.from_iterable(objective.key_results for objective in objectives)),
        kpis=tuple(map(things.kpi, ready.goals.kpis.values())),
        _facts=facts,
    )


def _cycle(things: Things, cycle: Cycle) -> records.Cycle:
    name = things.text(cycle.name) if cycle.name else cycle.id
    is_open = open_on(cycle, things.facts.figures.day)
    return records.Cycle(cycle.id, name, cycle.start, cycle.end, cycle.parent, is_open)
