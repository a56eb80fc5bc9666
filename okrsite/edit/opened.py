"""A site opened for editing: what it says, and where each goal stands in its file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from okrsite.edit.yamlinsert import CannotEditError, Trail
from okrsite.goals.link import link
from okrsite.goals.model import Goals, KeyResult, Objective
from okrsite.problems import Problem, has_errors
from okrsite.source.load import load
from okrsite.source.memory import Digests, Memory
from okrsite.source.values import in_language

if TYPE_CHECKING:
    from okrsite.source.sources import CycleAt, Sources, TeamAt
    from okrsite.source.values import Text

__all__ = ["Opened", "open_site"]


@dataclass(frozen=True, slots=True)
class Opened:
    """A site for its narrowest audience, and the moment in its timezone."""

    root: Path
    sources: Sources
    goals: Goals
    now: dt.datetime
    problems: tuple[Problem, ...]
    memory: Memory  # of what its files say

    @property
    def today(self) -> dt.date:
        """The day that it is where the site is."""
        return self.now.date()

    def words(self, text: Text) -> str:
        """A text in the site's language."""
        site = self.goals.site
        return in_language(text, site.language, site.language)

    def folder(self, team: str, tree: int) -> TeamAt:
        """A team's folder in a tree, else its first."""
        own = [one for one in self.sources.teams if one.id == team]
        return next((one for one in own if one.tree == tree), own[0])

    def file_of(self, objective: Objective) -> CycleAt:
        """The file that an objective stands in. Raises CannotEditError where it holds errors."""
        path = objective.record.places.path
        self.refuse_broken(path)
        return next(file for file in self.sources.cycles if file.path == path)

    def trail_of(self, objective: Objective) -> tuple[str, Trail]:
        """The file that an objective stands in, and where in it."""
        file = self.file_of(objective)
        if file.single:
            return file.path, ()
        ids = [record.id for record in file.record.objectives]
        return file.path, ("objectives", ids.index(objective.id))

    def trail_of_key_result(self, key_result: KeyResult) -> tuple[str, Trail]:
        """The file that a key result stands in, and where in it."""
        objective = self.goals.objectives[key_result.objective]
        path, trail = self.trail_of(objective)
        ids = [record.id for record in objective.record.key_results]
        return path, (*trail, "key_results", ids.index(key_result.id))

    def refuse_broken(self, path: str) -> None:
        """Raises CannotEditError where a file has errors: what could not be read can't be found again."""
        wrong = [problem for problem in self.problems if problem.place.path == path and has_errors([problem])]
        if wrong:
            raise CannotEditError(f"{wrong[0].place} has an error: {wrong[0].message} Mend it first.")


def open_site(root: Path, now: dt.datetime | None = None, memory: Memory | None = None) -> Opened:
    """Reads the site in a folder. `now`: a moment with its timezone, default this one; `memory`: what is known of its files.

    Raises:
        CannotEditError: it has no site.yml, or none that can be read.
    """
    memory = memory or Memory(Digests(root))
    loaded = load(root, memory=memory)
    if loaded.sources is None:
        first = next((problem for problem in loaded.problems if has_errors([problem])), None)
        why = f"{first.place}: {first.message} {first.hint}" if first else "`okrsite check` says why."
        raise CannotEditError(f"There is no site to edit here. {why}".rstrip())
    linked = link(loaded.sources, loaded.sources.site.audiences[-1])
    moment = (now or dt.datetime.now(dt.UTC)).astimezone(ZoneInfo(loaded.sources.site.timezone))
    return Opened(root, loaded.sources, linked.goals, moment, (*loaded.problems, *linked.problems), memory)
