"""Every file of a site by its path, each made when it is asked for: what a preview shows of it, without the rest."""

from __future__ import annotations

import hashlib
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from okrsite.publish.output import fingerprint
from okrsite.publish.render import GENERATOR, Job, Press
from okrsite.publish.write import copied
from okrsite.site import addresses
from okrsite.site.data import data_files, site_json
from okrsite.site.findable import index_files
from okrsite.site.outlets import badge_files, outlets

if TYPE_CHECKING:
    from collections.abc import Iterator, KeysView

    from okrsite.publish.prepare import Ready

__all__ = ["Contents"]

_SITE_JSON = addresses.data_file("site.json")


class Contents:
    """The files that a build of a site would write."""

    def __init__(self, ready: Ready, site_dir: Path, press: Press) -> None:
        self._ready, self._press = ready, press
        self._copied: dict[str, bytes | Path] = dict(copied(ready, site_dir))
        self._jobs: dict[str, Job] = {}
        for language in press.languages:
            for plan in ready.plans:
                address = addresses.localized(plan.address, language, press.default)
                self._jobs[addresses.output_path(address)] = Job(plan, language)
        self._site_dir = site_dir
        self._made: dict[str, bytes] = {}

    def renewed(self, ready: Ready) -> Contents:
        """The files of a site with the same pages, whose goals and figures are others."""
        made = copy(self)
        for lazy in ("_data", "_outlets"):
            made.__dict__.pop(lazy, None)
        made._ready, made._press, made._made = ready, self._press.renewed(ready), {}
        made._copied = dict(copied(ready, self._site_dir))
        return made

    def file(self, path: str) -> bytes | None:
        """The bytes of a file; None where the site has none at that path. Raises BrokenTemplate, OSError."""
        source = self.source(path)
        if source is not None:
            return source.read_bytes()
        if path not in self._made:
            content = self._make(path)
            if content is None:
                return None
            self._made[path] = content
        return self._made[path]

    def source(self, path: str) -> Path | None:
        """The file of the site's folder that is published as it is at `path`; None where there is none."""
        content = self._copied.get(path)
        return content if isinstance(content, Path) else None

    @property
    def pages(self) -> KeysView[str]:
        """Where its pages are."""
        return self._jobs.keys()

    def paths(self) -> Iterator[str]:
        """Where all files are."""
        yield from (*self._copied, *self._jobs, *self._data, *self._outlets, _SITE_JSON)

    def _digest(self, path: str) -> bytes:
        source = self.source(path)
        if source is None:
            return hashlib.sha256(self.file(path) or b"").digest()
        with source.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()

    def _make(self, path: str) -> bytes | None:
        if path in self._jobs:
            return self._press.page(self._jobs[path])[1]
        content = self._copied.get(path)
        if isinstance(content, bytes):
            return content
        if path.endswith(".html"):
            return None
        if path == _SITE_JSON:
            return self._site_json()
        return self._outlets.get(path) or self._data.get(path)

    @cached_property
    def _data(self) -> dict[str, bytes]:
        ready = self._ready
        return dict(data_files(ready.goals, ready.figures, ready.plans, tuple(self._press.languages)))

    @cached_property
    def _outlets(self) -> dict[str, bytes]:
        editions = [shared for shared, _ in self._press.languages.values()]
        own = (file for shared in editions for file in (*badge_files(shared), *index_files(shared)))
        return dict((*outlets(self._press.main), *own))

    def _site_json(self) -> bytes:
        """The one file that hangs on all others."""
        others = {path: self._digest(path) for path in self.paths() if path != _SITE_JSON}
        wordings = self._press.wordings
        return site_json(self._ready.goals, self._ready.figures, wordings, GENERATOR, build=fingerprint(others))
