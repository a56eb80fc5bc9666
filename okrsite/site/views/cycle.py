"""A cycle: all its objectives, by team, and how many are in each state."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from okrsite.frozen import dataclass
from okrsite.goals.figures import Status
from okrsite.site import addresses
from okrsite.site.views.bars import team_bar
from okrsite.site.views.cycles import CycleLine, Grades, cycle_line, cycles_how, earlier_cycles, objectives_of
from okrsite.site.views.field_tables import FieldTable, objective_fields
from okrsite.site.views.frame import Around
from okrsite.site.views.here import Here
from okrsite.site.views.how import How
from okrsite.site.views.lines import ObjectiveLine, objective_line
from okrsite.site.views.outcomes import OutcomeView, Retrospective, outcome_view, retrospective_view
from okrsite.site.views.parts import Bar, LinkTo
from okrsite.site.views.said import Named
from okrsite.site.views.team_lines import StatusCount, status_counts

__all__ = ["BriefLine", "CycleView", "StateGroup", "TeamGroup", "cycle"]

_IN_FULL = 60  # objectives of a cycle that one page can tell in full; more are lists, and the teams' pages tell
_ROWS = 300  # objectives that one reads down a page; more are a line each, folded by team


@dataclass(frozen=True, slots=True)
class BriefLine:
    """An objective of very many, in a line: its title, and its state, progress and owner in words."""

    goal: Named
    said: str


@dataclass(frozen=True, slots=True)
class TeamGroup:
    """A team's objectives of the cycle, what came of them, or a line on each; `page` is the team's cycle."""

    team: Named
    page: LinkTo
    bar: Bar | None
    objectives: tuple[ObjectiveLine, ...]
    outcomes: tuple[OutcomeView, ...]
    brief: tuple[BriefLine, ...]


@dataclass(frozen=True, slots=True)
class StateGroup:
    """The objectives in one state, by title and team."""

    count: StatusCount
    objectives: tuple[tuple[Named, LinkTo], ...]


@dataclass(frozen=True, slots=True)
class CycleView:
    """A cycle. `within` is the cycle that it lies in, `parts` those that lie in it; `before` says how the one before it went.

    `unfolded` unless it has so many objectives that teams are folded, a line for each objective.
    """

    title: str
    summary: str
    before: str | None
    dates: str
    grades: Grades | None
    within: LinkTo | None
    parts: tuple[LinkTo, ...]
    counts: tuple[StatusCount, ...]
    teams: tuple[TeamGroup, ...]
    states: tuple[StateGroup, ...]
    retrospectives: tuple[Retrospective, ...]
    earlier: tuple[CycleLine, ...]  # itself and those before it, to compare
    how: How | None
    fields: tuple[FieldTable, ...]
    unfolded: bool


def cycle(here: Here) -> tuple[CycleView, Around]:
    """The page of the cycle that the plan names."""
    cycle_id = here.plan.subject[0]
    words, refs = here.words, objectives_of(here, cycle_id)
    found = here.goals.cycles[cycle_id]
    statuses: Counter[Status] = Counter(here.figures.objectives[ref].status for ref in refs)
    counts = status_counts(here, statuses)
    title, line = words.cycle(found), cycle_line(here, cycle_id)
    earlier = earlier_cycles(here, cycle_id) if refs else ()
    unfolded = len(refs) <= _ROWS
    view = CycleView(
        title=title,
        summary=words.counted(len(refs), words.term("objective", len(refs))),
        before=_before(here, line, earlier),
        dates=line.dates,
        grades=line.grades,
        within=here.cycle_link(found.parent) if found.parent else None,
        parts=tuple(
            here.cycle_link(one.id)
            for one in here.goals.cycles.values()
            if one.parent == cycle_id and _has_page(here, one.id)
        ),
        counts=counts,
        teams=tuple(_team(here, team, cycle_id, len(refs)) for team in _teams(here, refs)),
        states=tuple(_state(here, count, refs) for count in counts),
        retrospectives=_retrospectives(here, cycle_id) if len(refs) <= _IN_FULL else (),
        earlier=earlier,
        how=cycles_how(here, earlier or (line,)),
        fields=objective_fields(here, refs),
        unfolded=unfolded,
    )
    trail = (LinkTo(here.shared.terms["cycles"], here.to(addresses.CYCLES)),)
    news = max((day for ref in refs if (day := here.figures.objectives[ref].last_news)), default=None)
    data = ("objectives.json", "key-results.csv", "checkins.csv")
    return view, Around(heading=title, description=view.summary, trail=trail, cycle=cycle_id, news=news, data=data)


def _has_page(here: Here, cycle_id: str) -> bool:
    return addresses.cycle(cycle_id) in here.shared.addresses


def _teams(here: Here, refs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(here.goals.objectives[ref].team for ref in refs))


def _team(here: Here, team: str, cycle_id: str, all_in_all: int) -> TeamGroup:
    """Of few objectives with key results, and once the cycle is over with what came of each; of very many a line on each."""
    figures = here.figures.team_cycles[team, cycle_id]
    in_full, brief = all_in_all <= _IN_FULL, all_in_all > _ROWS
    report = in_full and here.goals.cycles[cycle_id].end < here.figures.day
    return TeamGroup(
        team=here.team(team),
        page=here.cycle_link(cycle_id, team),
        bar=team_bar(here.shared, figures),
        objectives=() if report or brief else tuple(_graded(here, ref, in_full=in_full) for ref in figures.objectives),
        outcomes=tuple(outcome_view(here, here.goals.objectives[ref]) for ref in figures.objectives) if report else (),
        brief=tuple(_brief(here, ref) for ref in figures.objectives) if brief else (),
    )


def _before(here: Here, line: CycleLine, earlier: tuple[CycleLine, ...]) -> str | None:
    """`Mean grade 0.8; Q2 2026: 0.7.`; None before the end."""
    words, other = here.words, next((one for one in earlier[1:] if one.grades), None)
    if line.grades is None:
        return None
    if other is None or other.grades is None:
        return words.gettext("Mean grade %(mean)s.", mean=line.grades.mean)
    return words.gettext(
        "Mean grade %(mean)s; in %(cycle)s it was %(before)s.",
        mean=line.grades.mean,
        cycle=other.cycle.text,
        before=other.grades.mean,
    )


def _retrospectives(here: Here, cycle_id: str) -> tuple[Retrospective, ...]:
    """What teams wrote when they looked back on it, by team."""
    goals = here.goals
    found = (
        goals.updates[ref]
        for team in goals.teams.values()
        if not here.shared.is_archived(team.id)
        for ref in team.updates
        if goals.updates[ref].record.cycle == cycle_id and goals.updates[ref].record.kind == "retrospective"
    )
    known = [update for update in found if update.date <= here.figures.day]
    return tuple(retrospective_view(here, update, number, team=True) for number, update in enumerate(known))


def _graded(here: Here, ref: str, *, in_full: bool) -> ObjectiveLine:
    """An objective; once it has a grade, with it."""
    line, grade = objective_line(here, ref, key_results=in_full), here.figures.objectives[ref].grade
    if grade is None:
        return line
    return replace(line, note=here.words.gettext("grade %(grade)s", grade=here.words.grade(grade)))


def _brief(here: Here, ref: str) -> BriefLine:
    """`derailing · at risk · 34% · Lin Mei-hui`, then its grade once it has one."""
    figures, states, words = here.figures.objectives[ref], here.shared.states, here.words
    verdict = here.figures.balance[ref].verdict if here.shared.has_balance else None
    owner = here.person(here.goals.objectives[ref].record.owner)
    said = (
        states.verdicts[verdict].word if verdict in {"at-a-cost", "derailing"} else "",
        states.statuses[figures.status].word,
        words.percent(figures.progress) if figures.progress is not None else "",
        owner.text if owner else "",
        words.gettext("grade %(grade)s", grade=words.grade(figures.grade)) if figures.grade is not None else "",
    )
    return BriefLine(here.goal(ref), " · ".join(filter(None, said)))


def _state(here: Here, count: StatusCount, refs: tuple[str, ...]) -> StateGroup:
    goals = here.goals.objectives
    found = (ref for ref in refs if here.figures.objectives[ref].status == count.badge.name)
    return StateGroup(count, tuple((here.goal(ref), here.team_link(goals[ref].team)) for ref in found))
