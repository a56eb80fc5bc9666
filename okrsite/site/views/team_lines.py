"""Teams as lines of a list, and their objectives of a cycle as a section: what home, the tree and team pages share."""

from __future__ import annotations

from collections.abc import Mapping

from okrsite.frozen import dataclass
from okrsite.goals.figures import Status
from okrsite.site import addresses
from okrsite.site.views.bars import team_bar
from okrsite.site.views.frame import cycle_strip
from okrsite.site.views.here import Here
from okrsite.site.views.lines import ObjectiveLine, objective_line
from okrsite.site.views.parts import Badge, Bar, CycleStrip, Figure, LinkTo, PersonLink, Prose
from okrsite.site.views.said import Said

__all__ = ["CycleSection", "StatusCount", "TeamLine", "cycle_section", "status_count", "status_counts", "team_line"]

_ORDER: tuple[Status, ...] = (
    "off-track", "missed", "at-risk", "partly", "on-track", "done", "no-data", "withheld", "not-started", "dropped",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StatusCount:
    """How many goals are in one state: `2 on track`, and the number of it alone."""

    badge: Badge
    count: int
    text: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team in a list: its state in its shortest current cycle. `children` only where a tree is shown."""

    name: Said
    icon: str | None
    href: str
    lead: PersonLink | None
    cycle: str | None
    counts: tuple[StatusCount, ...]
    bar: Bar | None
    contents: str | None
    children: tuple[TeamLine, ...] = ()


@dataclass(frozen=True, slots=True)
class CycleSection:
    """A team's objectives in a cycle."""

    cycle: LinkTo
    strip: CycleStrip
    intro: Prose | None
    bar: Bar | None
    counts: tuple[StatusCount, ...]
    objectives: tuple[ObjectiveLine, ...]


def team_line(here: Here, team_id: str, *, tree: bool = False) -> TeamLine:
    """A team in a list, with the teams under it where a tree is wanted."""
    team, figures = here.goals.teams[team_id], here.figures.teams[team_id]
    children = [child for child in team.children if tree and not here.shared.is_archived(child)]
    return TeamLine(
        name=here.said(team.record.name),
        icon=icon_of(team.record.icon),
        href=here.to(addresses.team(team_id)),
        lead=here.person(team.record.lead),
        cycle=here.words.cycle(here.goals.cycles[figures.cycle]) if figures.cycle else None,
        counts=status_counts(here, figures.now.statuses),
        bar=team_bar(here.shared, figures.now),
        contents=_contents(here, len(figures.now.objectives), len(team.kpis)),
        children=tuple(team_line(here, child, tree=True) for child in children),
    )


def cycle_section(here: Here, team_id: str, cycle_id: str, *, key_results: bool = True) -> CycleSection:
    """A team's objectives in a cycle, with their key results where wanted."""
    figures = here.figures.team_cycles[team_id, cycle_id]
    intro = here.goals.teams[team_id].intros.get(cycle_id)
    return CycleSection(
        cycle=here.cycle_link(cycle_id, team_id),
        strip=cycle_strip(here, cycle_id),
        intro=here.prose(intro, team_id, f"intro-{team_id}-{cycle_id}"),
        bar=team_bar(here.shared, figures),
        counts=status_counts(here, figures.statuses),
        objectives=tuple(objective_line(here, ref, key_results=key_results) for ref in figures.objectives),
    )


def status_counts(here: Here, statuses: Mapping[Status, int]) -> tuple[StatusCount, ...]:
    """How many of each state, what needs a look first."""
    badges = here.shared.states.statuses
    return tuple(status_count(here, badges[name], statuses[name]) for name in _ORDER if statuses.get(name))


def status_count(here: Here, badge: Badge, count: int) -> StatusCount:
    """So many of a state."""
    words = here.words
    return StatusCount(badge, count, words.counted(count, badge.word), Figure(words.number(count), count))


def icon_of(icon: str | None) -> str | None:
    """An emoji; a file's name is none."""
    return icon if icon and "." not in icon and "/" not in icon else None


def _contents(here: Here, objectives: int, kpis: int) -> str | None:
    """`3 objectives, 2 KPIs`."""
    words = here.words
    parts = [(objectives, words.term("objective", objectives)), (kpis, words.term("kpi", kpis))]
    return words.gettext(", ").join(words.counted(count, term) for count, term in parts if count) or None
