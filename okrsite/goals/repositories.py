"""Which audience is shown where things are written, and what forge that is."""

from __future__ import annotations

from urllib.parse import urlsplit

from okrsite.goals.model import Goals
from okrsite.source.records import Repository

__all__ = ["forge_of", "is_shown", "repository_of"]


def repository_of(goals: Goals, tree: int) -> Repository | None:
    """The repository of a content tree: its own, else the site's."""
    return goals.trees[tree].repository or goals.site.repository


def is_shown(goals: Goals, tree: int) -> bool:
    """Whether this audience sees where a tree's goals are written: that of its repository, by default the narrowest."""
    repository, order = repository_of(goals, tree), goals.site.audiences
    least = (repository.audience if repository else None) or order[-1]
    return order.index(goals.audience) >= order.index(least)


def forge_of(repository: Repository) -> str | None:
    """The forge that is named, else guessed from the address's host."""
    if repository.forge or repository.url is None:
        return repository.forge
    host = urlsplit(repository.url.url).netloc.lower()
    guesses = {"github": "github", "gitlab": "gitlab", "gitea": "gitea", "forgejo": "gitea", "codeberg": "gitea"}
    return next((forge for name, forge in guesses.items() if name in host), None)
