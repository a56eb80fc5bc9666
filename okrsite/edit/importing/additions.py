"""Objectives and key results as they are written, and how they come into a file that is there: behind its last ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from okrsite.edit.changes import Changes, edited, with_file
from okrsite.edit.importing.goals import Addition, Goals, KeyResult, Objective, Yaml
from okrsite.edit.importing.names import unique_id
from okrsite.edit.importing.site import Target, known_team
from okrsite.edit.importing.yamlwriter import document
from okrsite.edit.yamlinsert import Trail, append

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from okrsite.edit.opened import Opened

__all__ = ["objectives_as_written", "with_additions"]

Goal = TypeVar("Goal", Objective, KeyResult)


def objectives_as_written(objectives: Iterable[Objective], taken: set[str] | None = None) -> list[dict[str, Yaml]]:
    """Objectives as maps of the content format, each with an id that is not in `taken`, and is then."""
    return _as_written(
        objectives,
        "objective",
        taken,
        lambda one: {"key_results": _key_results(one.key_results)} if one.key_results else {},
    )


def with_additions(changes: Changes, goals: Goals, target: Target) -> Changes:
    """The changes and what goes into files of cycles that are there.

    Raises:
        CannotEditError: a file holds errors, or can't be added to safely.
    """
    site = target.site
    if site is None:
        return changes
    taken = {ref: {one.id for one in goal.key_results} for ref, goal in site.goals.objectives.items()}
    for goal in site.goals.objectives.values():
        taken.setdefault(f"{goal.team}/{goal.cycle}", set()).add(goal.id)
    for addition in goals.additions:
        changes = _added(changes, addition, known_team(addition.team, target) or addition.team, site, taken)
    return changes


def _added(changes: Changes, addition: Addition, team: str, site: Opened, taken: dict[str, set[str]]) -> Changes:
    where = f"{team}/{addition.cycle}"
    if isinstance(addition.goal, KeyResult):
        objective = site.goals.objectives[f"{where}/{addition.of}"]
        path, trail = site.trail_of(objective)
        key_result = _key_results([addition.goal], taken[objective.ref])[0]
        return _behind(changes, site, path, trail, "key_results", key_result)
    goal = objectives_as_written([addition.goal], taken.setdefault(where, set()))[0]
    files = [file for file in site.sources.cycles if (file.team, file.cycle) == (team, addition.cycle)]
    whole = next((file for file in files if not file.single), None)
    if whole:
        return _behind(changes, site, whole.path, (), "objectives", goal)
    identity = goal.pop("id")
    path = f"{files[0].path.rpartition('/')[0]}/{identity}.md"
    return with_file(site.root, changes, path, f"---\n{document(goal)}---\n")


def _behind(changes: Changes, site: Opened, path: str, trail: Trail, key: str, item: dict[str, Yaml]) -> Changes:
    site.refuse_broken(path)
    return edited(site.root, changes, path, lambda text: append(text, trail, key, item))


def _key_results(key_results: Iterable[KeyResult], taken: set[str] | None = None) -> list[dict[str, Yaml]]:
    return _as_written(key_results, "key-result", taken, lambda one: {"checkins": one.checkins} if one.checkins else {})


def _as_written(
    goals: Iterable[Goal], kind: str, taken: set[str] | None, inside: Callable[[Goal], dict[str, Yaml]]
) -> list[dict[str, Yaml]]:
    ids = set() if taken is None else taken
    found: list[dict[str, Yaml]] = []
    for goal in goals:
        identity = goal.id or unique_id(goal.title, ids, kind)
        ids.add(identity)
        found.append({"id": identity, "title": goal.title, **goal.fields, **inside(goal)})
    return found
