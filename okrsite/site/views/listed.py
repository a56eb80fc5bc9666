"""What lists of everything say of a goal: few words, so that most changes of a goal leave a list as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from okrsite.goals.figures import Figures, Status
from okrsite.goals.model import Goals
from okrsite.source.values import Text

__all__ = ["Listed", "ListedGoals"]


class Listed(NamedTuple):
    """An objective, or a key result, which has no parts."""

    ref: str
    title: Text
    status: Status
    parts: tuple[Listed, ...] = ()


class ListedGoals(Mapping[str, Listed]):
    """Every objective by its ref, each made when it is asked for."""

    def __init__(self, goals: Goals, figures: Figures) -> None:
        self._goals, self._figures = goals, figures

    def __getitem__(self, ref: str) -> Listed:
        objective, figures = self._goals.objectives[ref], self._figures.objectives[ref]
        pairs = zip(objective.key_results, figures.key_results, strict=True)
        parts = tuple(Listed(one.ref, one.record.title, of_it.status) for one, of_it in pairs)
        return Listed(ref, objective.record.title, figures.status, parts)

    def __iter__(self) -> Iterator[str]:
        return iter(self._goals.objectives)

    def __len__(self) -> int:
        return len(self._goals.objectives)

    def changed_since(self, before: ListedGoals) -> set[str]:
        """The refs that say something else; those whose records are the very same are not looked at."""
        goals, figures = before._goals.objectives, before._figures.objectives
        touched = (
            ref
            for ref, objective in self._goals.objectives.items()
            if goals.get(ref) is not objective or figures.get(ref) is not self._figures.objectives[ref]
        )
        return {ref for ref in touched if before.get(ref) != self[ref]} | (goals.keys() - self._goals.objectives.keys())
