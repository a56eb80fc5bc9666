"""The alignment map: what supports what, from the top goals down, drawn and as nested lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from okrsite.frozen import dataclass
from okrsite.goals.alignment import supported
from okrsite.goals.figures import Status
from okrsite.site import addresses
from okrsite.site.charts.drawings import MapDrawing, MapNode
from okrsite.site.charts.map import draw_map
from okrsite.site.views.frame import Around
from okrsite.site.views.here import Here
from okrsite.site.views.how import How
from okrsite.site.views.parts import Badge, LinkTo
from okrsite.site.views.said import Named
from okrsite.site.views.team_lines import StatusCount, status_counts

__all__ = ["MapGoal", "MapLevel", "MapTeam", "MapView", "map_page"]

_DRAWN = 120  # boxes that a picture shows before teams stand for their goals
_LISTED = 600  # goals that are listed singly
_ROWS = 400  # teams of one level whose goals are listed apart
_TIED = 300  # goals whose lines say what they support
_UNFOLDED = 80  # goals that are shown without unfolding


@dataclass(frozen=True, slots=True)
class MapGoal:
    """A goal in the lists; `id` is where it stands on the page, `supports` leads to others there."""

    id: str
    goal: Named
    status: Badge
    supports: tuple[LinkTo, ...]


@dataclass(frozen=True, slots=True)
class MapTeam:
    """A team's goals of one level; of a great many only how they stand."""

    team: LinkTo
    counts: tuple[StatusCount, ...]
    goals: tuple[MapGoal, ...]


@dataclass(frozen=True, slots=True)
class MapLevel:
    """Goals that are equally far from the top."""

    title: str
    text: str
    teams: tuple[MapTeam, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """`picture` is ready markup, empty where nothing is tied; `alone` are goals that support nothing and that nothing supports."""

    title: str
    lead: str
    picture: str
    sentence: str
    how: How | None
    levels: tuple[MapLevel, ...]
    alone: MapLevel | None
    unfolded: bool


def map_page(here: Here) -> tuple[MapView, Around]:
    """The map of the goals of open cycles and of what they support; without any, of the latest cycle."""
    gettext, words = here.words.gettext, here.words
    ties = _ties(here)
    tied = {ref for ref, above in ties.items() if above} | {other for above in ties.values() for other in above}
    level = _levels(ties)
    by_level: dict[int, list[str]] = {}
    for ref in ties:
        if ref in tied:
            by_level.setdefault(level[ref], []).append(ref)
    alone = [ref for ref in ties if ref not in tied]
    columns = [by_level[one] for one in sorted(by_level)]
    picture, sentence = _picture(here, columns, ties)
    title = gettext("What supports what")
    lead = gettext("Supporting is not adding up: each progress stands for itself, and the links say what it is for.")
    view = MapView(
        title=title,
        lead=lead,
        picture=picture,
        sentence=sentence,
        how=_how(here, columns, ties) if columns else None,
        levels=tuple(
            _level(here, _head(here, position), refs, ties, len(ties)) for position, refs in enumerate(columns)
        ),
        alone=_level(here, gettext("On their own"), alone, ties, len(ties)) if alone else None,
        unfolded=len(ties) <= _UNFOLDED,
    )
    trail: tuple[LinkTo, ...] = ()
    about = words.counted(len(ties), words.term("objective", len(ties)))
    description = f"{about}. {sentence}" if sentence else about
    return view, Around(title, description, gettext("Map"), trail, data=("alignment.json",))


def _ties(here: Here) -> Mapping[str, tuple[str, ...]]:
    """Each goal on the map, in the site's order, with those on the map that it supports."""
    goals = here.goals.objectives
    shown = set(here.shared.open_objectives or _latest(here))
    waiting = list(shown)
    while waiting:
        for other in supported(goals[waiting.pop()]):
            if other not in shown and not here.shared.is_archived(goals[other].team):
                shown.add(other)
                waiting.append(other)
    return {ref: tuple(other for other in supported(goals[ref]) if other in shown) for ref in goals if ref in shown}


def _latest(here: Here) -> tuple[str, ...]:
    found = [refs for cycle in here.goals.cycles if (refs := here.shared.objectives_by_cycle.get(cycle))]
    return found[-1] if found else ()


def _levels(ties: Mapping[str, Sequence[str]]) -> Mapping[str, int]:
    """How far each goal is from the top, by the longest way; what is supported comes before what supports it."""
    found: dict[str, int] = {}
    waiting = list(ties)[::-1]
    while waiting:
        ref = waiting[-1]
        missing = [other for other in ties[ref] if other not in found]
        waiting += missing
        if not missing:
            found[waiting.pop()] = max((found[other] + 1 for other in ties[ref]), default=0)
    return found


def _head(here: Here, position: int) -> str:
    gettext = here.words.gettext
    if position == 0:
        return gettext("Top {objectives|goals}")
    return gettext("Supporting them") if position == 1 else gettext("Level %(number)s", number=position + 1)


def _how(here: Here, columns: Sequence[Sequence[str]], ties: Mapping[str, Sequence[str]]) -> How:
    """How many goals and links there are, how many stand on each level, and why there."""
    words = here.words
    levels = words.listing(
        f"{_head(here, position)}: {words.number(len(refs))}" for position, refs in enumerate(columns)
    )
    lines = (
        words.gettext(
            "%(goals)s, and %(links)s links from one to another",
            goals=words.counted(len(ties), words.term("objective", len(ties))),
            links=words.number(sum(map(len, ties.values()))),
        ),
        words.gettext("Each stands one level below the lowest that it supports: %(levels)s", levels=levels),
    )
    return How(lines, here.method("alignment"))


# the lists


def _level(here: Here, title: str, refs: Sequence[str], ties: Mapping[str, Sequence[str]], total: int) -> MapLevel:
    words = here.words
    teams: dict[str, list[str]] = {}
    stand_for = _folded(here, {here.goals.objectives[ref].team for ref in refs}, _ROWS) if total > _LISTED else {}
    for ref in refs:
        team = here.goals.objectives[ref].team
        teams.setdefault(stand_for.get(team, team), []).append(ref)
    return MapLevel(
        title,
        words.counted(len(refs), words.term("objective", len(refs))),
        tuple(_team(here, team, own, ties, total) for team, own in teams.items()),
    )


def _team(here: Here, team: str, refs: Sequence[str], ties: Mapping[str, Sequence[str]], total: int) -> MapTeam:
    statuses: Counter[Status] = Counter(here.figures.objectives[ref].status for ref in refs)
    goals = tuple(_goal(here, ref, ties[ref] if total <= _TIED else ()) for ref in refs) if total <= _LISTED else ()
    return MapTeam(here.team_link(team), status_counts(here, statuses), goals)


def _goal(here: Here, ref: str, above: Sequence[str]) -> MapGoal:
    titles = (here.goals.objectives[other].record.title for other in above)
    links = tuple(LinkTo(here.text(title), f"#{other}") for title, other in zip(titles, above, strict=True))
    return MapGoal(ref, here.goal(ref), here.shared.states.statuses[here.figures.objectives[ref].status], links)


# the picture


def _picture(here: Here, columns: Sequence[Sequence[str]], ties: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """The drawing, and the sentence below it; where goals are too many, of teams."""
    gettext = here.words.gettext
    if not columns:
        return "", gettext("No {objective|goal} says yet what it supports.")
    if sum(map(len, columns)) <= _DRAWN:
        nodes = tuple(tuple(_goal_node(here, ref) for ref in column) for column in columns)
        links = tuple((ref, other, 1) for ref, above in ties.items() for other in above)
        sentence = gettext("Each line leads to what is supported, on its left.")
    else:
        nodes, links = _teams(here, columns, ties)
        sentence = gettext(
            "Each box is a {team} with its {objectives|goals}; the thicker a line, the more of them support the {team} on its left."
        )
    heads = tuple(_head(here, position) for position in range(len(nodes)))
    return draw_map(MapDrawing(gettext("What supports what"), sentence, heads, nodes, links)), sentence


def _goal_node(here: Here, ref: str) -> MapNode:
    objective = here.goals.objectives[ref]
    badge = here.shared.states.statuses[here.figures.objectives[ref].status]
    note = f"{badge.word} · {here.team_link(objective.team).text}" if here.shared.several_teams else badge.word
    return MapNode(
        ref, here.text(objective.record.title), here.to(addresses.objective(ref)), badge.name, badge.shape, note
    )


def _teams(
    here: Here, columns: Sequence[Sequence[str]], ties: Mapping[str, Sequence[str]]
) -> tuple[tuple[tuple[MapNode, ...], ...], tuple[tuple[str, str, int], ...]]:
    """Teams in the column of their highest goal; teams deep in the tree join those above until all fit."""
    stand_for = _folded(here, {here.goals.objectives[ref].team for column in columns for ref in column}, _DRAWN)
    owner = {ref: stand_for[here.goals.objectives[ref].team] for column in columns for ref in column}
    first: dict[str, int] = {}
    refs: dict[str, list[str]] = {}
    for position, column in enumerate(columns):
        for ref in column:
            first.setdefault(owner[ref], position)
            refs.setdefault(owner[ref], []).append(ref)
    used = sorted(set(first.values()))
    order = [team for team in here.goals.teams if team in first]
    nodes = tuple(tuple(_team_node(here, team, refs[team]) for team in order if first[team] == one) for one in used)
    counted = Counter(
        (owner[ref], owner[other])
        for ref, above in ties.items()
        for other in above
        if first[owner[other]] < first[owner[ref]]
    )
    return nodes, tuple((one, other, count) for (one, other), count in counted.items())


def _folded(here: Here, teams: set[str], most: int) -> Mapping[str, str]:
    """Which team stands for each: itself, or the one above it at the greatest depth at which all fit."""
    found = {team: team for team in teams}
    deepest = max(here.goals.teams[team].depth for team in teams)
    while len(set(found.values())) > most and deepest > 0:
        deepest -= 1
        for team, stands in found.items():
            at = here.goals.teams[stands]
            if at.depth > deepest and at.parent is not None:
                found[team] = at.parent
    return found


def _team_node(here: Here, team: str, refs: Sequence[str]) -> MapNode:
    statuses: Counter[Status] = Counter(here.figures.objectives[ref].status for ref in refs)
    counts = status_counts(here, statuses)
    words = here.words
    note = words.gettext(", ").join([words.number(len(refs)), *(one.text for one in counts)])
    link = here.team_link(team)
    return MapNode(team, link.text, link.href or "", counts[0].badge.name, counts[0].badge.shape, note)
