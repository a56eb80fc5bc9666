"""What of the content could not be read, so that a reference to it is not told as a second problem."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from okrsite.problems import Problem, Severity
from okrsite.source.ids import normalised
from okrsite.source.sources import Unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from okrsite.source.discover import Discovered
    from okrsite.source.found import SourceFile
    from okrsite.source.readers import FileRead

__all__ = ["unread"]

_MAY_HOLD_GOALS = frozenset({"", ".yml", ".yaml", ".md"})


def unread(found: Discovered, read: Sequence[tuple[SourceFile, FileRead]]) -> Unread:
    """Where something is missing: files and folders that could not be used, and files that are not whole."""
    broken = [file for file, result in read if not result.is_whole]
    teams = {team.folder: team.id for team in found.teams}
    lost = list(_lost_paths(found.problems))
    owners = {owner for path in lost if (owner := _owner(path, teams))}
    return Unread(
        teams=frozenset(normalised(path.stem) for path in lost),
        goals=frozenset({(file.team, file.cycle) for file in broken if file.cycle} | {(one, None) for one in owners}),
        kpis=frozenset({file.team for file in broken if file.kind == "kpis"} | owners),
    )


def _lost_paths(problems: Iterable[Problem]) -> Iterable[PurePosixPath]:
    """The files and folders that are not read at all, where they could hold what others refer to."""
    for problem in problems:
        path = PurePosixPath(problem.place.path)
        if problem.severity is Severity.ERROR and path.suffix.lower() in _MAY_HOLD_GOALS:
            yield path


def _owner(path: PurePosixPath, teams: dict[str, str]) -> str | None:
    """The team in whose folder, or in a folder of which, a path lies."""
    return next((teams[str(folder)] for folder in path.parents if str(folder) in teams), None)
