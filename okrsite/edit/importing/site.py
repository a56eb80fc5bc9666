"""The site that an import adds to: its teams, cycles, goals and check-ins, as far as they are there."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from okrsite.edit.importing.sheet import NotReadError
from okrsite.goals.link import link
from okrsite.source.load import load
from okrsite.source.values import in_language

if TYPE_CHECKING:
    from okrsite.goals.model import Goals
    from okrsite.source.sources import Sources

__all__ = ["Target", "read_target"]


@dataclass(frozen=True, slots=True)
class Target:
    """A site's folder. `goals` None: there is no site yet."""

    content: str = "content"
    teams: dict[str, str] = field(default_factory=dict)  # folder by id
    names: dict[str, str] = field(default_factory=dict)  # id by name
    listed: frozenset[str] = frozenset()  # cycles that site.yml lists
    year_starts: int = 1
    goals: Goals | None = None


def read_target(folder: Path) -> Target:
    """What there is in a site's folder. Raises NotReadError where it has a site.yml that can't be read."""
    if not (folder / "site.yml").is_file():
        return Target()
    sources = load(folder).sources
    if sources is None:
        if (folder / "content").is_dir():
            raise NotReadError(f"{(folder / 'site.yml').as_posix()} can't be read; `okrsite check` says why.")
        raise NotReadError(f"{folder.as_posix()} has a site.yml and no content folder: make one, say `content`.")
    return _target(sources)


def _target(sources: Sources) -> Target:
    site = sources.site
    goals = link(sources, site.audiences[-1]).goals
    names = {in_language(team.record.name, site.language, site.language): id_ for id_, team in goals.teams.items()}
    return Target(
        content=sources.trees[0].path,
        teams={team.id: team.folder for team in sources.teams},
        names=names,
        listed=frozenset(cycle.id for cycle in site.cycles),
        year_starts=site.year_starts,
        goals=goals,
    )
