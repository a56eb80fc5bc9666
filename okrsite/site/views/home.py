"""The home page: where do we stand?"""

from __future__ import annotations

from collections import Counter

from okrsite.frozen import dataclass
from okrsite.goals.figures import Status
from okrsite.site import addresses
from okrsite.site.views.bars import objective_bar
from okrsite.site.views.frame import Around
from okrsite.site.views.here import Here
from okrsite.site.views.lines import KpiLine, kpi_line
from okrsite.site.views.parts import Badge, Bar, Figure, LinkTo, Prose
from okrsite.site.views.said import Named, Said
from okrsite.site.views.stream_lines import ChangeLine, change_line
from okrsite.site.views.team_lines import CycleSection, StatusCount, TeamLine, cycle_section, status_counts, team_line

__all__ = ["AlarmLine", "BlockedLine", "HomeView", "Standing", "TopTeam", "home"]

_CHANGES = 10
_LISTED = 10  # of what is blocked, and of what is at a cost or derailing
_TEAMS = 24
_KPIS = 12  # of each top team
_CAUSES = 5  # KPIs shown beside an objective that they disagree with


@dataclass(frozen=True, slots=True)
class TopTeam:
    """A top team: its objectives of its shortest current cycle, None without one, and its KPIs."""

    team: Named
    section: CycleSection | None
    kpis: tuple[KpiLine, ...]


@dataclass(frozen=True, slots=True)
class BlockedLine:
    """A key result that is stuck, and what stops it."""

    goal: Named
    why: Said
    team: LinkTo | None


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """An objective at a cost or derailing, and the KPIs that tell another story: red guards, or drivers that look fine."""

    objective: Named
    team: LinkTo | None
    verdict: Badge
    status: Badge
    bar: Bar | None
    sentence: str
    kpis: tuple[tuple[Named, Badge], ...]
    more: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How many objectives are open, in which states, and how many of them need a look and why."""

    objectives: Figure
    label: str
    counts: tuple[StatusCount, ...]
    blocked: Figure | None
    alarms: Figure | None


@dataclass(frozen=True, slots=True)
class HomeView:
    """Where everything stands. `standing` says it in a line; `alarms` are objectives at a cost or derailing, `more_*` leads to the rest."""

    title: str
    description: str | None
    intro: Prose | None
    standing: Standing | None
    tops: tuple[TopTeam, ...]
    teams: tuple[TeamLine, ...]
    more_teams: LinkTo | None
    blocked: tuple[BlockedLine, ...]
    more_blocked: str | None
    alarms: tuple[AlarmLine, ...]
    more_alarms: LinkTo | None
    changes: tuple[ChangeLine, ...]
    more_changes: LinkTo | None
    has_objectives: bool
    has_kpis: bool
    empty: str | None
    how: str | None


def home(here: Here) -> tuple[HomeView, Around]:
    """The home page."""
    site, goals = here.goals.site, here.goals
    index = goals.index.record if goals.index else None
    title = here.text(index.title) if index and index.title else here.words.gettext("Where we stand")
    tops = [team for team in goals.teams.values() if team.depth == 0 and not here.shared.is_archived(team.id)]
    glance, blocked, alarms = _glance(here), here.shared.blocked, here.shared.alarms
    view = HomeView(
        title=title,
        description=here.text(site.description) if site.description else None,
        intro=here.prose(goals.index.record.body, None, "intro") if goals.index else None,
        standing=_standing(here) if here.shared.open_objectives else None,
        tops=tuple(sorted((_top(here, team.id) for team in tops), key=_is_bare)),
        teams=tuple(team_line(here, team) for team in glance[:_TEAMS]),
        more_teams=_more(here, addresses.TEAMS, here.words.gettext("All {teams}")),
        blocked=tuple(_blocked(here, ref) for ref in blocked[:_LISTED]),
        more_blocked=_count_more(here, len(blocked) - _LISTED),
        alarms=tuple(_alarm(here, ref) for ref in alarms[:_LISTED]),
        more_alarms=_more(here, addresses.BALANCE, here.words.gettext("How {kpis} and {objectives|goals} agree")),
        changes=tuple(change_line(here, one, number) for number, one in enumerate(here.shared.changes[:_CHANGES])),
        more_changes=_more(here, addresses.UPDATES, here.words.gettext("All updates")),
        has_objectives=here.shared.has_objectives,
        has_kpis=here.shared.has_kpis,
        empty=_empty(here, bool(tops)),
        how=_how(here),
    )
    news = here.shared.changes[0].date if here.shared.changes else None
    return view, Around(heading=here.text(site.title), news=news, data=("site.json",))


def _standing(here: Here) -> Standing:
    shared, words = here.shared, here.words
    open_ones = shared.open_objectives
    statuses: Counter[Status] = Counter(here.figures.objectives[ref].status for ref in open_ones)
    return Standing(
        objectives=Figure(words.number(len(open_ones)), len(open_ones)),
        label=words.ngettext("open {objective}", "open {objectives}", len(open_ones)),
        counts=status_counts(here, statuses),
        blocked=_number(here, len(shared.blocked)),
        alarms=_number(here, len(shared.alarms)),
    )


def _number(here: Here, count: int) -> Figure | None:
    return Figure(here.words.number(count), count) if count else None


def _alarm(here: Here, ref: str) -> AlarmLine:
    balance, objective, states = here.figures.balance[ref], here.goals.objectives[ref], here.shared.states
    is_at_a_cost = balance.verdict == "at-a-cost"
    told = (
        [one for one in balance.guards if here.figures.kpis[one].health == "red"] if is_at_a_cost else balance.drivers
    )
    verdict = "at-a-cost" if is_at_a_cost else "derailing"
    return AlarmLine(
        objective=here.goal(ref),
        team=here.team_link(objective.team) if here.shared.several_teams else None,
        verdict=states.verdicts[verdict],
        status=states.statuses[here.figures.objectives[ref].status],
        bar=objective_bar(here.shared, ref),
        sentence=states.verdict_sentences[verdict],
        kpis=tuple(
            (here.kpi(one), states.healths[here.figures.kpis[one].health or "no-data"]) for one in told[:_CAUSES]
        ),
        more=_count_more(here, len(told) - _CAUSES),
    )


def _top(here: Here, team_id: str) -> TopTeam:
    cycle = here.figures.teams[team_id].cycle
    kpis = [ref for ref in here.goals.teams[team_id].kpis if not here.figures.kpis[ref].archived]
    return TopTeam(
        team=here.team(team_id),
        section=cycle_section(here, team_id, cycle) if cycle else None,
        kpis=tuple(kpi_line(here, ref) for ref in kpis[:_KPIS]),
    )


def _is_bare(top: TopTeam) -> bool:
    """Whether it has nothing to show: such teams stand behind the others."""
    return not (top.section or top.kpis)


def _glance(here: Here) -> list[str]:
    """The top teams and those right under them; nothing where there is one team only."""
    goals, shared = here.goals, here.shared
    teams = [team.id for team in goals.teams.values() if team.depth <= 1 and not shared.is_archived(team.id)]
    return teams if len(teams) > 1 else []


def _blocked(here: Here, ref: str) -> BlockedLine:
    objective = here.goals.objectives[ref.partition("#")[0]]
    why = here.figures.key_results[ref].blocked
    return BlockedLine(
        goal=here.goal(ref),
        why=here.said(why or ""),
        team=here.team_link(objective.team) if here.shared.several_teams else None,
    )


def _more(here: Here, address: str, text: str) -> LinkTo | None:
    href = here.to_page(address)
    return LinkTo(text, href) if href else None


def _count_more(here: Here, count: int) -> str | None:
    return here.words.ngettext("and %(num)s more", "and %(num)s more", count) if count > 0 else None


def _empty(here: Here, has_teams: bool) -> str | None:
    """What would stand here; None where something does."""
    if not has_teams:
        return here.words.gettext("There are no {teams} yet. Their {objectives|goals} and numbers will stand here.")
    if here.shared.has_objectives or here.shared.has_kpis:
        return None
    return here.words.gettext("Nothing is written here yet. {Objectives} and {kpis} will stand here.")


def _how(here: Here) -> str | None:
    """How to add the first team, or its first goals."""
    if not here.shared.is_editable:
        return None
    if here.goals.teams:
        return here.words.gettext("`okrsite new` begins the first one.")
    return here.words.gettext(
        "Add a folder with a file team.yml to the content: `okrsite init` shows what it looks like."
    )
