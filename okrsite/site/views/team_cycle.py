"""A team in a cycle; a closed cycle reads as a report: grades, outcomes, retrospective."""

from __future__ import annotations

from okrsite.frozen import dataclass
from okrsite.goals.model import Update
from okrsite.site.reminders import open_cycles
from okrsite.site.views.checkin import checkin_link
from okrsite.site.views.cycles import CycleLine, cycles_how, earlier_cycles
from okrsite.site.views.frame import Around, team_trail
from okrsite.site.views.here import Here
from okrsite.site.views.how import How
from okrsite.site.views.outcomes import OutcomeView, Retrospective, outcome_view, retrospective_view
from okrsite.site.views.parts import LinkTo
from okrsite.site.views.team_lines import CycleSection, cycle_section
from okrsite.site.views.update_lines import UpdateLine, update_line

__all__ = ["TeamCycleView", "team_cycle"]


@dataclass(frozen=True, slots=True)
class TeamCycleView:
    """A team's cycle. `outcomes` only of a closed one, `earlier` compares it with those before; `updates` are the other news."""

    title: str
    team: LinkTo
    is_closed: bool
    sentence: str
    section: CycleSection
    outcomes: tuple[OutcomeView, ...]
    retrospectives: tuple[Retrospective, ...]
    updates: tuple[UpdateLine, ...]
    how: str | None
    earlier: tuple[CycleLine, ...]
    earlier_how: How | None


def team_cycle(here: Here) -> tuple[TeamCycleView, Around]:
    """The page of the team and cycle that the plan names."""
    team, cycle = here.plan.subject
    name = here.words.cycle(here.goals.cycles[cycle])
    view = _view(here, team, cycle)
    refs = here.figures.team_cycles[team, cycle].objectives
    around = Around(
        heading=view.title,
        description=view.sentence,
        trail=team_trail(here, team, itself=True),
        crumb=name,
        cycle=cycle,
        record=here.goals.objectives[refs[0]].record if refs else None,
        tree=here.goals.objectives[refs[0]].tree if refs else 0,
        checkin=checkin_link(here, team) if cycle in open_cycles(here.goals, here.figures, team) else None,
        news=max((day for ref in refs if (day := here.figures.objectives[ref].last_news)), default=None),
        data=("objectives.json", "key-results.csv"),
    )
    return view, around


def _view(here: Here, team: str, cycle: str) -> TeamCycleView:
    words, is_closed = here.words, here.goals.cycles[cycle].end < here.figures.day
    refs = here.figures.team_cycles[team, cycle].objectives
    news = _news(here, team, cycle)
    retrospectives = [update for update in news if update.record.kind == "retrospective"]
    name = words.cycle(here.goals.cycles[cycle])
    earlier = earlier_cycles(here, cycle, team) if is_closed else ()
    return TeamCycleView(
        title=words.gettext("%(team)s, %(cycle)s", team=here.team_link(team).text, cycle=name),
        team=here.team_link(team),
        is_closed=is_closed,
        sentence=_sentence(here, team, cycle),
        section=cycle_section(here, team, cycle),
        outcomes=tuple(outcome_view(here, here.goals.objectives[ref]) for ref in refs) if is_closed else (),
        retrospectives=tuple(retrospective_view(here, update, number) for number, update in enumerate(retrospectives)),
        updates=tuple(update_line(here, update.ref) for update in news if update.record.kind != "retrospective"),
        how=_how(here) if is_closed else None,
        earlier=earlier,
        earlier_how=cycles_how(here, earlier, team),
    )


def _sentence(here: Here, team: str, cycle: str) -> str:
    """`3 objectives: 1 done, 2 missed.`"""
    words, figures = here.words, here.figures.team_cycles[team, cycle]
    count, statuses = len(figures.objectives), here.shared.states.statuses
    counted = (words.counted(number, statuses[name].word) for name, number in figures.statuses.items() if number)
    return words.gettext(
        "%(objectives)s: %(states)s.",
        objectives=words.counted(count, words.term("objective", count)),
        states=words.listing(counted),
    )


def _news(here: Here, team: str, cycle: str) -> list[Update]:
    """The team's updates about the cycle, the newest first."""
    found = (here.goals.updates[ref] for ref in here.goals.teams[team].updates)
    known = [update for update in found if update.record.cycle == cycle and update.date <= here.figures.day]
    return sorted(known, key=lambda update: update.date, reverse=True)


def _how(here: Here) -> str | None:
    """Where outcomes are written, for those who may."""
    if not here.shared.is_editable:
        return None
    return here.words.gettext(
        "Write “outcome:” below the {objective}, and a retrospective into the folder updates/ of the {team}."
    )
