"""A cycle: all its objectives, by team, and how many are in each state."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from okrsite.frozen import dataclass
from okrsite.goals.figures import Status
from okrsite.site import addresses
from okrsite.site.views.bars import team_bar
from okrsite.site.views.cycles import CycleLine, earlier_cycles, objectives_of
from okrsite.site.views.frame import Around
from okrsite.site.views.here import Here
from okrsite.site.views.lines import ObjectiveLine, objective_line
from okrsite.site.views.parts import Bar, LinkTo
from okrsite.site.views.said import Named
from okrsite.site.views.team_lines import StatusCount, status_counts

__all__ = ["CycleView", "StateGroup", "TeamGroup", "cycle"]


@dataclass(frozen=True, slots=True)
class TeamGroup:
    """A team's objectives of the cycle; `page` is the team's cycle."""

    team: Named
    page: LinkTo
    bar: Bar | None
    objectives: tuple[ObjectiveLine, ...]


@dataclass(frozen=True, slots=True)
class StateGroup:
    """The objectives in one state, by title and team."""

    count: StatusCount
    objectives: tuple[tuple[Named, LinkTo], ...]


@dataclass(frozen=True, slots=True)
class CycleView:
    """A cycle. `within` is the cycle that it lies in, `parts` those that lie in it."""

    title: str
    summary: str
    within: LinkTo | None
    parts: tuple[LinkTo, ...]
    counts: tuple[StatusCount, ...]
    teams: tuple[TeamGroup, ...]
    states: tuple[StateGroup, ...]
    earlier: tuple[CycleLine, ...]  # itself and those before it, to compare


def cycle(here: Here) -> tuple[CycleView, Around]:
    """The page of the cycle that the plan names."""
    cycle_id = here.plan.subject[0]
    words, refs = here.words, objectives_of(here, cycle_id)
    found = here.goals.cycles[cycle_id]
    statuses: Counter[Status] = Counter(here.figures.objectives[ref].status for ref in refs)
    counts = status_counts(here, statuses)
    title = words.cycle(found)
    view = CycleView(
        title=title,
        summary=words.counted(len(refs), words.term("objective", len(refs))),
        within=here.cycle_link(found.parent) if found.parent else None,
        parts=tuple(
            here.cycle_link(one.id)
            for one in here.goals.cycles.values()
            if one.parent == cycle_id and _has_page(here, one.id)
        ),
        counts=counts,
        teams=tuple(_team(here, team, cycle_id) for team in _teams(here, refs)),
        states=tuple(_state(here, count, refs) for count in counts),
        earlier=earlier_cycles(here, cycle_id) if refs else (),
    )
    trail = (LinkTo(here.shared.terms["cycles"], here.to(addresses.CYCLES)),)
    news = max((day for ref in refs if (day := here.figures.objectives[ref].last_news)), default=None)
    data = ("objectives.json", "key-results.csv", "checkins.csv")
    return view, Around(heading=title, description=view.summary, trail=trail, cycle=cycle_id, news=news, data=data)


def _has_page(here: Here, cycle_id: str) -> bool:
    return addresses.cycle(cycle_id) in here.shared.addresses


def _teams(here: Here, refs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(here.goals.objectives[ref].team for ref in refs))


def _team(here: Here, team: str, cycle_id: str) -> TeamGroup:
    figures = here.figures.team_cycles[team, cycle_id]
    return TeamGroup(
        team=here.team(team),
        page=here.cycle_link(cycle_id, team),
        bar=team_bar(here.shared, figures),
        objectives=tuple(_graded(here, ref) for ref in figures.objectives),
    )


def _graded(here: Here, ref: str) -> ObjectiveLine:
    """An objective; once it has a grade, with it."""
    line, grade = objective_line(here, ref), here.figures.objectives[ref].grade
    if grade is None:
        return line
    return replace(line, note=here.words.gettext("grade %(grade)s", grade=here.words.grade(grade)))


def _state(here: Here, count: StatusCount, refs: tuple[str, ...]) -> StateGroup:
    goals = here.goals.objectives
    found = (ref for ref in refs if here.figures.objectives[ref].status == count.badge.name)
    return StateGroup(count, tuple((here.goal(ref), here.team_link(goals[ref].team)) for ref in found))
