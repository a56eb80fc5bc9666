"""What was read stays read: a file is read again only when its bytes, those that belong to it, or the settings are others."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from dataclasses import field
from functools import partial
from typing import TYPE_CHECKING

from okrsite.frozen import dataclass
from okrsite.source.context import Settings
from okrsite.source.files import DIGEST_SIZE, digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from okrsite.source.discover import Discovered
    from okrsite.source.found import SourceFile
    from okrsite.source.readers import FileRead

__all__ = ["Digests", "Memory", "News", "Signature"]

_SETTLED = 2_000_000_000  # ns; a file whose time is older than that cannot change again within the same tick of its disk's clock

_AT_ONCE = 1 << 20

Signature = tuple[int, int, int, int]
News = tuple[dict[str, tuple[Signature, bytes]], frozenset[str]]
"""Digests that came, and the files whose digests are not known any more."""


@dataclass(slots=True)
class Digests:
    """The digests of a site's files, made anew where a file's size, times or number are others than they were.

    The disk's word is believed for files that lay still for two seconds when they were read, and for no others.
    """

    root: Path
    known: dict[str, tuple[Signature, bytes]] = field(default_factory=dict)
    has_learned: bool = False  # whether anything is `known` that was not given

    def since(self, before: Mapping[str, tuple[Signature, bytes]]) -> News:
        """What was learned since these were `known`."""
        came = {path: one for path, one in self.known.items() if before.get(path) != one}
        return came, frozenset(before.keys() - self.known.keys())

    def learn(self, news: News) -> None:
        """Know what another process has learned."""
        came, went = news
        self.known |= came
        for path in went:
            self.known.pop(path, None)
        self.has_learned = self.has_learned or bool(came)

    def of(self, path: str) -> bytes:
        """The digest of the file `path`, from the site's folder; empty where it can't be read."""
        on_disk = os.path.join(self.root, path)  # noqa: PTH118 - for every file of a site
        signature = _signature(on_disk)
        known = self.known.get(path)
        if signature is None:
            return digest(None)
        if known is not None and known[0] == signature:
            return known[1]
        made = _digest(on_disk)
        if max(signature[2:]) < time.time_ns() - _SETTLED:
            self.known[path] = signature, made
            self.has_learned = True
        else:
            self.known.pop(path, None)
        return made


def _signature(on_disk: str) -> Signature | None:
    """What the disk says of a file; None where there is none that could be read to its end."""
    try:
        found = os.stat(on_disk)  # noqa: PTH116 - for every file of a site
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns


def _digest(on_disk: str) -> bytes:
    """As of `digest`, of a file of any size."""
    try:
        with open(on_disk, "rb") as file:  # noqa: PTH123 - for every file of a site
            first = file.read(_AT_ONCE)
            if len(first) < _AT_ONCE:
                return digest(first)
            file.seek(0)
            return hashlib.file_digest(file, partial(hashlib.blake2b, digest_size=DIGEST_SIZE)).digest()
    except OSError:
        return digest(None)


@dataclass(slots=True)
class Memory:
    """What the files of a site said when they were last read."""

    digests: Digests
    settings: Settings = field(default_factory=Settings)
    reads: dict[SourceFile, FileRead] = field(default_factory=dict)
    found: Discovered | None = None  # where they and all else lay

    def recall(self, file: SourceFile, settings: Settings) -> FileRead | None:
        """What `file` says, where that is known and still so."""
        known = self.reads.get(file) if settings == self.settings else None
        if known is None or known.digests is None:
            return None
        is_same = all(self.digests.of(path) == was for path, was in zip(known.paths, known.digests, strict=True))
        return known if is_same else None

    def keep(self, settings: Settings, found: Discovered, reads: Iterable[tuple[SourceFile, FileRead]]) -> None:
        """Remember these files, and no others."""
        self.settings, self.found, self.reads = settings, found, dict(reads)
