"""A site kept at hand between saves: what changed is read again, and pages are made when someone looks at them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from okrsite.problems import Problem, has_errors
from okrsite.publish.cache import open_cache
from okrsite.publish.contents import Contents
from okrsite.publish.prepare import Prepared, Ready, absent_trees, prepare
from okrsite.publish.render import make_press
from okrsite.source.memory import Digests, Memory

__all__ = ["Engine", "Snapshot"]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The site after one update. `contents` None: errors stand in the way, and it has no files."""

    problems: tuple[Problem, ...]
    watched: tuple[Path, ...]  # folders and files that the site is made of
    audience: str = ""
    audiences: tuple[str, ...] = ()
    day: dt.date | None = None
    languages: tuple[str, ...] = ()
    contents: Contents | None = None

    @property
    def is_ready(self) -> bool:
        """Whether there is a site to look at."""
        return self.contents is not None

    def file(self, path: str) -> bytes | None:
        """A file of the site by its output path; None: there is none. Raises BrokenTemplate, OSError. One thread at a time."""
        return self.contents.file(path) if self.contents else None


class Engine:
    """The site in `site_dir`, and what is known of it from one update to the next."""

    def __init__(self, site_dir: Path, workers: int | None = None) -> None:
        self.site_dir, self._workers = site_dir, workers
        self._memory = Memory(Digests(site_dir))
        self._cache = open_cache(site_dir)

    def update(self, audience: str | None = None, as_of: dt.date | None = None) -> Snapshot:
        """The site as it is now, for an audience (default: the widest) as of a day (default: today where the site is).

        Raises:
            UnknownAudience: `audience` is none of the site's.
        """
        prepared = prepare(self.site_dir, audience=audience, as_of=as_of, workers=self._workers, memory=self._memory)
        if prepared.ready is None:
            return Snapshot(prepared.problems, self._watched(None))
        return self._snapshot(prepared, prepared.ready)

    def _snapshot(self, prepared: Prepared, ready: Ready) -> Snapshot:
        press, wrong = make_press(ready, self._cache.templates if self._cache else None)
        problems = (*prepared.problems, *absent_trees(ready.goals), *wrong)
        return Snapshot(
            problems,
            self._watched(ready),
            audience=ready.goals.audience,
            audiences=ready.goals.site.audiences,
            day=ready.figures.day,
            languages=tuple(press.languages),
            contents=None if has_errors(problems) else Contents(ready, self.site_dir, press),
        )

    def _watched(self, ready: Ready | None) -> tuple[Path, ...]:
        """What to listen to: the site's folder, content trees that lie elsewhere, the folders of its theme."""
        own = self.site_dir.resolve()
        folders = {own}
        if ready is not None:
            folders |= {folder.resolve() for folder in ready.folders}
            folders |= {layer.folder.resolve() for layer in ready.theme.chain.layers}
        return tuple(sorted(one for one in folders if one == own or not one.is_relative_to(own)))
