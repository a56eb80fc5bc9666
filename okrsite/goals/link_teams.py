"""Teams: who is above whom, the order in which the tree is listed, and what each team has."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple

from okrsite.frozen import dataclass
from okrsite.goals.circles import circles, told
from okrsite.goals.model import Team
from okrsite.goals.naming import did_you_mean
from okrsite.goals.references import LATER_TREE
from okrsite.problems import Problem
from okrsite.source.ids import normalised
from okrsite.source.limits import MAX_TEAM_DEPTH
from okrsite.source.values import Text, in_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsite.goals.directory import Directory
    from okrsite.source.sources import TeamAt

__all__ = ["Belongings", "TeamTree", "link_teams", "team_tree"]


@dataclass(frozen=True, slots=True)
class Belongings:
    """What each team has, by its id, in the order of the site."""

    folders: dict[str, list[TeamAt]] = field(default_factory=dict)
    objectives: dict[str, list[str]] = field(default_factory=dict)
    kpis: dict[str, list[str]] = field(default_factory=dict)
    updates: dict[str, list[str]] = field(default_factory=dict)
    intros: dict[str, dict[str, Text]] = field(default_factory=dict)
    attachments: dict[str, list[tuple[str, str]]] = field(default_factory=dict)


class TeamTree(NamedTuple):
    """Who is above and below whom."""

    parents: Mapping[str, str | None]
    children: Mapping[str, tuple[str, ...]]  # by `order`, then name
    depths: Mapping[str, int]  # in tree order
    positions: Mapping[str, int]  # in tree order, from 0


def team_tree(directory: Directory, problems: list[Problem]) -> TeamTree:
    """The tree of all teams: each team before those below it, siblings by `order`, then name, then id."""
    parents = {id_: _parent(team, directory, problems) for id_, team in sorted(directory.teams.items())}
    _break_circles(parents, directory, problems)
    language = directory.site.language
    keys = {id_: _key(team, language) for id_, team in directory.teams.items()}
    below: dict[str | None, list[str]] = {}
    for id_ in sorted(parents, key=keys.__getitem__):
        below.setdefault(parents[id_], []).append(id_)
    depths: dict[str, int] = {}
    ahead = below.get(None, [])[::-1]
    while ahead:
        id_ = ahead.pop()
        above = parents[id_]
        depths[id_] = 0 if above is None else depths[above] + 1
        ahead += below.get(id_, [])[::-1]
    _tell_depths(depths, directory, problems)
    children = {id_: tuple(below.get(id_, ())) for id_ in depths}
    return TeamTree(parents, children, depths, {id_: position for position, id_ in enumerate(depths)})


def link_teams(directory: Directory, tree: TeamTree, belongings: Belongings) -> dict[str, Team]:
    """The teams in tree order."""
    return {
        id_: Team(
            id=id_,
            record=record,
            parent=tree.parents[id_],
            children=tree.children[id_],
            depth=depth,
            folders=_folders(directory.teams[id_], belongings.folders[id_]),
            objectives=tuple(belongings.objectives.get(id_, ())),
            kpis=tuple(belongings.kpis.get(id_, ())),
            updates=tuple(belongings.updates.get(id_, ())),
            intros=belongings.intros.get(id_, {}),
            attachments=tuple(sorted(belongings.attachments.get(id_, ()))),
        )
        for id_, depth in tree.depths.items()
        if (record := directory.teams[id_].record)
    }


def _parent(team: TeamAt, directory: Directory, problems: list[Problem]) -> str | None:
    """The id of the team above: what `parent:` says, else the folder around."""
    record = team.record
    if record is None or record.parent is None:
        return team.enclosing if team.enclosing in directory.teams else None
    parent = directory.team(normalised(record.parent.strip()))
    if parent is not None and directory.teams[parent].tree <= team.tree:
        return parent
    if parent is None and normalised(record.parent.strip()) in directory.unread.teams:
        return None
    hint = did_you_mean(record.parent, tuple(directory.teams)) or "A team's id is the name of its folder."
    if parent is not None:
        hint = LATER_TREE
    message = f"There is no team `{record.parent}`."
    problems.append(Problem(record.places.at("parent"), "unknown-reference", message, hint))
    return None


def _break_circles(parents: dict[str, str | None], directory: Directory, problems: list[Problem]) -> None:
    for circle in list(circles({id_: (above,) if above else () for id_, above in parents.items()})):
        writers = (directory.teams[id_].record for id_ in circle)
        writer = next(record for record in writers if record and record.parent is not None)
        message = f"These teams are each above the next: {told(circle)}."
        hint = "Take one `parent:` away, or name another team there."
        problems.append(Problem(writer.places.at("parent"), "circular-parent", message, hint))
        parents[circle[-2]] = None


def _tell_depths(depths: dict[str, int], directory: Directory, problems: list[Problem]) -> None:
    """Tells where teams begin to lie too deep in each other."""
    for id_, depth in depths.items():
        record = directory.teams[id_].record
        if depth == MAX_TEAM_DEPTH and record:
            message = f"Teams lie in each other deeper than {MAX_TEAM_DEPTH} here."
            place = record.places.at("parent") if record.parent else record.places.at()
            problems.append(Problem(place, "too-deep", message, "Make it flatter."))


def _key(team: TeamAt, language: str) -> tuple[bool, float, str, str, str]:
    record = team.record
    if record is None:
        return True, 0, "", "", team.id
    name = in_language(record.name, language, language)
    return record.order is None, record.order or 0, name.casefold(), name, team.id


def _folders(home: TeamAt, all_: list[TeamAt]) -> tuple[str, ...]:
    return (home.folder, *(team.folder for team in all_ if team is not home))
