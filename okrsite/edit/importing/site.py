"""The site that an import adds to: its teams, cycles, goals and check-ins, as far as they are there."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from okrsite.edit.importing.sheet import NotReadError
from okrsite.edit.opened import open_site
from okrsite.edit.yamlinsert import CannotEditError
from okrsite.source.ids import make_id

if TYPE_CHECKING:
    from okrsite.edit.opened import Opened
    from okrsite.goals.model import Goals

__all__ = ["Target", "known_team", "read_target"]


@dataclass(frozen=True, slots=True)
class Target:
    """A site's folder. `site` None: there is no site yet."""

    content: str = "content"
    teams: dict[str, str] = field(default_factory=dict)  # folder by id
    names: dict[str, str] = field(default_factory=dict)  # id by name
    files: frozenset[tuple[str, str]] = frozenset()  # (team, cycle) that have one
    listed: frozenset[str] = frozenset()  # cycles that site.yml lists
    year_starts: int = 1
    site: Opened | None = None

    @property
    def goals(self) -> Goals | None:
        """What the site says already; None where there is none."""
        return self.site.goals if self.site else None


def read_target(folder: Path) -> Target:
    """What there is in a site's folder. Raises NotReadError where it has a site.yml that can't be read."""
    if not (folder / "site.yml").is_file():
        return Target()
    try:
        return _target(open_site(folder))
    except CannotEditError as error:
        if (folder / "content").is_dir():
            raise NotReadError(
                f"{(folder / 'site.yml').as_posix()} can't be read; `okrsite check` says why."
            ) from error
        raise NotReadError(
            f"{folder.as_posix()} has a site.yml and no content folder: make one, say `content`."
        ) from error


def known_team(words: str, target: Target) -> str | None:
    """The id of the team of the site that words name, by its id or its name; None for a new one."""
    made = make_id(words)
    return target.names.get(words) or (made if made in target.teams else None)


def _target(site: Opened) -> Target:
    sources, settings = site.sources, site.sources.site
    return Target(
        content=sources.trees[0].path,
        teams={team.id: team.folder for team in sources.teams},
        names={site.words(team.record.name): id_ for id_, team in site.goals.teams.items()},
        files=frozenset((file.team, file.cycle) for file in sources.cycles),
        listed=frozenset(cycle.id for cycle in settings.cycles),
        year_starts=settings.year_starts,
        site=site,
    )
