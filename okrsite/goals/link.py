"""Linking: records become goals, every reference resolved, everything in the order in which the site lists it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from okrsite.frozen import dataclass
from okrsite.goals.aliases import old_names
from okrsite.goals.audience import narrow
from okrsite.goals.directory import Directory, index
from okrsite.goals.link_checkins import sort_out_checkins
from okrsite.goals.link_goals import link_goals
from okrsite.goals.link_kpis import link_kpis
from okrsite.goals.link_teams import Belongings, link_teams, team_tree
from okrsite.goals.model import Goals, Kpi, Objective, Page, Update
from okrsite.goals.naming import did_you_mean
from okrsite.goals.narrower import narrower_references
from okrsite.goals.people import everyone, people_in
from okrsite.goals.ranks import audiences_of
from okrsite.goals.solvable import solvable_values
from okrsite.problems import Problem
from okrsite.source.ids import normalised
from okrsite.source.sources import CheckinsAt, CycleAt, KpisAt, PageAt, Sources, UpdateAt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


__all__ = ["Linked", "link"]

Filed = TypeVar("Filed", CheckinsAt, CycleAt, KpisAt, PageAt, UpdateAt)


@dataclass(frozen=True, slots=True)
class Linked:
    """The goals that an audience may see, and what is wrong with them; what names mean, and what is filed where, in what was linked."""

    goals: Goals
    problems: tuple[Problem, ...]
    directory: Directory
    filed: Mapping[
        str, Sequence[tuple[CheckinsAt, int]]
    ]  # by key result, in the order that counts: the file, and which one of it


def link(sources: Sources, audience: str) -> Linked:
    """The goals of what was read, for one of the site's audiences.

    Only the narrowest audience's problems are all there are: a reference to nothing is an error for it, and simply gone
    for wider ones. The goals are whole and free of circles whatever the problems. The order of the lists in `sources`
    changes nothing.
    """
    sources = _in_order(narrow(sources, audience))
    directory, problems = index(sources)
    checkins = sort_out_checkins(sources.checkins, directory, problems)
    tree = team_tree(directory, problems)
    kpis = link_kpis(directory, tree.positions, checkins.kpis, problems)
    objectives = link_goals(directory, tree.positions, kpis, checkins.key_results, problems)
    updates = _updates(sources.updates, directory, tree.positions, problems)
    belongings = _belongings(sources, objectives, kpis, updates)
    linked_teams = link_teams(directory, tree, belongings)
    pages = _pages(sources.pages)
    aliases = old_names(directory, pages, problems)
    written = people_in(linked_teams.values(), objectives.values(), kpis.values(), updates.values(), directory)
    people, names = everyone(sources.people, written)
    goals = Goals(
        site=sources.site,
        audience=audience,
        trees=sources.trees,
        cycles=directory.cycles,
        teams=linked_teams,
        objectives=objectives,
        kpis=kpis,
        people=people,
        names=names,
        updates=updates,
        pages=pages,
        index=next((Page(page.id, page.record, page.tree) for page in reversed(sources.index)), None),
        aliases=aliases,
        static=tuple(sorted(sources.static, key=_bytes)),
        audiences=audiences_of(sources, directory),
    )
    problems += [*narrower_references(sources, directory), *solvable_values(sources, directory, goals)]
    return Linked(goals, tuple(problems), directory, checkins.key_results)


def _in_order(sources: Sources) -> Sources:
    """The same with its lists by tree, then path."""
    return replace(
        sources,
        teams=tuple(sorted(sources.teams, key=lambda team: (team.tree, _bytes(team.folder)))),
        cycles=_by_path(sources.cycles),
        kpis=_by_path(sources.kpis),
        checkins=_by_path(sources.checkins),
        updates=_by_path(sources.updates),
        pages=_by_path(sources.pages),
        index=_by_path(sources.index),
        attachments=tuple(sorted(sources.attachments, key=lambda file: (file.tree, _bytes(file.path)))),
    )


def _by_path(files: Iterable[Filed]) -> tuple[Filed, ...]:
    return tuple(sorted(files, key=lambda file: (file.tree, _bytes(file.path))))


def _bytes(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")


def _updates(
    files: Iterable[UpdateAt], directory: Directory, teams: Mapping[str, int], problems: list[Problem]
) -> dict[str, Update]:
    """Updates by ref, the newest first; of one day by team, then id. Of two with the same ref the first is kept."""
    found: dict[str, Update] = {}
    for file in files:
        date, ref = file.record.date, f"{file.team}/updates/{file.id}"
        if date is None or file.team not in teams or ref in found:
            continue
        cycle = file.record.cycle and normalised(file.record.cycle)
        if cycle and cycle not in directory.cycles:
            hint = (
                did_you_mean(cycle, tuple(directory.cycles))
                or "A cycle is one that a file is named for, or that site.yml lists."
            )
            message = f"There is no cycle `{cycle}`."
            problems.append(Problem(file.record.places.at("cycle"), "unknown-cycle", message, hint))
        found[ref] = Update(ref, file.id, file.team, date, file.record, file.tree)
    newest = sorted(found.values(), key=lambda update: (-update.date.toordinal(), teams[update.team], update.id))
    return {update.ref: update for update in newest}


def _belongings(
    sources: Sources, objectives: Mapping[str, Objective], kpis: Mapping[str, Kpi], updates: Mapping[str, Update]
) -> Belongings:
    belongings = Belongings()
    for team in sources.teams:
        belongings.folders.setdefault(team.id, []).append(team)
    for objective in objectives.values():
        belongings.objectives.setdefault(objective.team, []).append(objective.ref)
    for kpi in kpis.values():
        belongings.kpis.setdefault(kpi.team, []).append(kpi.ref)
    for update in updates.values():
        belongings.updates.setdefault(update.team, []).append(update.ref)
    for file in sources.cycles:
        if file.record.intro is not None:
            belongings.intros.setdefault(file.team, {}).setdefault(file.cycle, file.record.intro)
    for attachment in sources.attachments:
        belongings.attachments.setdefault(attachment.team, []).append((attachment.name, attachment.path))
    return belongings


def _pages(files: Iterable[PageAt]) -> dict[str, Page]:
    """Extra pages by `order`, then id; of two with the same id the first is kept."""
    found: dict[str, Page] = {}
    for file in files:
        found.setdefault(file.id, Page(file.id, file.record, file.tree))
    ordered = sorted(found.values(), key=lambda page: (page.record.order is None, page.record.order or 0, page.id))
    return {page.id: page for page in ordered}
