"""Which audience is shown where things are written."""

from __future__ import annotations

from okrsite.goals.model import Goals
from okrsite.source.records import Repository

__all__ = ["is_shown", "repository_of"]


def repository_of(goals: Goals, tree: int) -> Repository | None:
    """The repository of a content tree: its own, else the site's."""
    return goals.trees[tree].repository or goals.site.repository


def is_shown(goals: Goals, tree: int) -> bool:
    """Whether this audience sees where a tree's goals are written: that of its repository, by default the narrowest."""
    repository, order = repository_of(goals, tree), goals.site.audiences
    least = (repository.audience if repository else None) or order[-1]
    return order.index(goals.audience) >= order.index(least)
