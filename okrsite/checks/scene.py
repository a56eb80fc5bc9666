"""What a rule of method is given to look at, and what it finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import field
from typing import Any, NamedTuple

from okrsite.frozen import dataclass
from okrsite.goals.figures import Figures, KeyResultFigures, KpiFigures
from okrsite.goals.model import Goals, KeyResult, Kpi, Objective, Team
from okrsite.problems import Place
from okrsite.source.fields import Record
from okrsite.source.method import METHOD
from okrsite.source.values import Text, Texts, in_language

__all__ = ["Finding", "Measured", "Scene", "quoted", "title_of", "versions"]

RECENT = dt.timedelta(days=30)  # how long a closed cycle is still looked at


class Finding(NamedTuple):
    """Something that a rule found: of which objective, key result, KPI or team, where, what, and what to do."""

    ref: str
    place: Place
    message: str
    hint: str


class Measured(NamedTuple):
    """A key result that is looked at, with its objective and its figures."""

    objective: Objective
    key_result: KeyResult
    figures: KeyResultFigures


@dataclass(frozen=True, slots=True)
class Scene:
    """Goals and their figures; `everything`: closed cycles too; `is_whole`: nothing that may be referred to is missing.

    `only`: refs of the objectives that are looked at; None: all, and all KPIs.
    """

    goals: Goals
    figures: Figures
    everything: bool = False
    is_whole: bool = True
    only: tuple[str, ...] | None = None
    _seen: dict[str, tuple[Any, ...]] = field(default_factory=dict, compare=False, repr=False)  # for the next rule

    @property
    def day(self) -> dt.date:
        """The as-of day."""
        return self.figures.day

    def number(self, rule: str, limit: str) -> float:
        """A rule's limit that is a number: site.yml's, else the default."""
        value = self.goals.site.rules.get(rule, {}).get(limit, METHOD[rule].limits[limit])
        return value if isinstance(value, int | float) else 0

    def words(self, rule: str) -> tuple[str, ...]:
        """Words that site.yml adds to a rule's own."""
        given = self.goals.site.rules.get(rule, {}).get("words", ())
        return tuple(str(word) for word in given) if isinstance(given, list | tuple) else ()

    def objectives(self) -> tuple[Objective, ...]:
        """Those of cycles that are open, coming or closed lately, neither dropped nor an archived team's."""
        if "objectives" not in self._seen:
            self._seen["objectives"] = tuple(self._objectives())
        return self._seen["objectives"]

    def _objectives(self) -> Iterator[Objective]:
        seen = {cycle.id for cycle in self.goals.cycles.values() if self.everything or self.day - cycle.end <= RECENT}
        goals = self.goals.objectives
        for objective in goals.values() if self.only is None else [goals[ref] for ref in self.only]:
            is_live = not self.figures.objectives[objective.ref].dropped and not self.is_archived(objective.team)
            if is_live and objective.cycle in seen:
                yield objective

    def teams(self) -> Iterator[Team]:
        """Those of the objectives that are looked at."""
        goals = self.goals
        if self.only is None:
            yield from goals.teams.values()
        else:
            yield from (goals.teams[team] for team in dict.fromkeys(goals.objectives[ref].team for ref in self.only))

    def key_results(self) -> tuple[Measured, ...]:
        """Those of the same objectives that are not dropped, and whose values may be seen."""
        if "key_results" not in self._seen:
            self._seen["key_results"] = tuple(self._key_results())
        return self._seen["key_results"]

    def _key_results(self) -> Iterator[Measured]:
        for objective in self.objectives():
            of_objective = self.figures.objectives[objective.ref].key_results
            for key_result, figures in zip(objective.key_results, of_objective, strict=True):
                if figures.status not in {"dropped", "withheld"}:
                    yield Measured(objective, key_result, figures)

    def kpis(self) -> Iterator[tuple[Kpi, KpiFigures]]:
        """Those that are not archived, with their figures."""
        for kpi in self.goals.kpis.values() if self.only is None else ():
            figures = self.figures.kpis[kpi.ref]
            if not figures.archived and not self.is_archived(kpi.team):
                yield kpi, figures

    def unread(self, record: Record, field: str) -> bool:
        """Whether something is written in a field, where it may be that it could not be read.

        Never in content without errors: what an audience may not see must not show in what is found for it.
        """
        return not self.is_whole and record.places.is_filled(field)

    def is_archived(self, team: str) -> bool:
        """Whether a team is archived."""
        return self.figures.teams[team].archived

    def plain(self, text: Text) -> str:
        """A text in the site's language."""
        return in_language(text, self.goals.site.language, self.goals.site.language)


def versions(text: Text) -> tuple[tuple[str, ...], ...]:
    """A text's languages as trails below its field, the empty one for a text in one: for `places.at("title", *trail)`."""
    return tuple((language,) for language in text.languages()) if isinstance(text, Texts) else ((),)


def title_of(scene: Scene, ref: str) -> str:
    """The title of an objective or a key result."""
    goals = scene.goals
    record = goals.key_result(ref).record if "#" in ref else goals.objectives[ref].record
    return scene.plain(record.title)


def quoted(names: list[str]) -> str:
    """Names in a row: `a`, `b` and `c`."""
    marked = [f"`{name}`" for name in names]
    return marked[0] if len(marked) == 1 else f"{', '.join(marked[:-1])} and {marked[-1]}"
