"""A site kept at hand between saves: what changed is read again, and pages are made when someone looks at them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from okrsite.frozen import dataclass
from okrsite.history.remembered import Remembered
from okrsite.history.told import commits
from okrsite.problems import Problem, has_errors, sort_problems
from okrsite.publish.cache import open_cache
from okrsite.publish.contents import Contents
from okrsite.publish.prepare import Prepared, Ready, absent_trees, prepare, today
from okrsite.publish.quick import Standing, quick
from okrsite.publish.render import make_press
from okrsite.source.memory import Digests, Memory

__all__ = ["Engine", "Snapshot"]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The site after one update. `contents` None: errors stand in the way, and it has no files."""

    problems: tuple[Problem, ...]  # in order
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

    def source(self, path: str) -> Path | None:
        """The file that is published as it is at an output path; None: none is."""
        return self.contents.source(path) if self.contents else None


class Engine:
    """The site in `site_dir`, and what is known of it from one update to the next."""

    def __init__(self, site_dir: Path, workers: int | None = None) -> None:
        self.site_dir, self._workers = site_dir, workers
        self._memory = Memory(Digests(site_dir))
        self._cache = open_cache(site_dir)
        self._standing: Standing | None = None
        self._last: Snapshot | None = None  # what was made of it
        self._remembered = Remembered(self._cache)
        self._commits: tuple[str, ...] = ()  # that its history was read at

    def update(self, audience: str | None = None, as_of: dt.date | None = None) -> Snapshot:
        """The site as it is now, for an audience (default: the widest) as of a day (default: today where the site is).

        Raises:
            UnknownAudience: `audience` is none of the site's.
        """
        self._standing = self._last = None
        prepared = prepare(
            self.site_dir,
            audience=audience,
            as_of=as_of,
            workers=self._workers,
            memory=self._memory,
            remembered=self._remembered,
        )
        self._commits = self._checked_out(prepared.ready)
        if prepared.ready is None:
            return Snapshot(prepared.problems, self._watched(None))
        self._standing = Standing.of(prepared, self._memory)
        self._last = self._snapshot(prepared, prepared.ready)
        return self._last

    def follow(
        self, changed: Collection[str], audience: str | None = None, as_of: dt.date | None = None
    ) -> Snapshot | None:
        """The same after a small change: to the files at the paths `changed`, and to no others, since the last update.

        None: the change reaches too far for that, or the last site is for other eyes or another day: it has to be an update.
        """
        last, before = self._last, self._standing
        if last is None or last.contents is None or before is None or not changed:
            return None
        site = before.ready.goals.site
        if (audience or site.audiences[0], as_of or today(site)) != (last.audience, last.day):
            return None
        moves_in_sight = before.ready.goals.history.moves and not all("/checkins/" in path for path in changed)
        if moves_in_sight or self._commits != self._checked_out(before.ready):
            return None
        self._standing = quick(before, changed, self.site_dir, self._memory)
        if self._standing is None:
            return None
        prepared, ready = self._standing.prepared, self._standing.ready
        if len(last.problems) > len(before.prepared.problems):
            return None
        self._last = replace(last, problems=prepared.problems, contents=last.contents.renewed(ready))
        return self._last

    def _checked_out(self, ready: Ready | None) -> tuple[str, ...]:
        """The commits that the site's history hangs on."""
        return commits(self.site_dir, (tree.path for tree in ready.goals.trees)) if ready else ()

    def _snapshot(self, prepared: Prepared, ready: Ready) -> Snapshot:
        press, wrong = make_press(ready, self._cache.templates if self._cache else None)
        further = (*absent_trees(ready.goals), *wrong)
        problems = tuple(sort_problems([*prepared.problems, *further])) if further else prepared.problems
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
