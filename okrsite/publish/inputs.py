"""Everything that a site is made of, in a hash or two."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from okrsite.history.told import commits
from okrsite.problems import Place
from okrsite.publish.prepare import today
from okrsite.source.config import SITE_FILE, read_config
from okrsite.source.memory import Digests
from okrsite.theme.finding import find_theme

__all__ = ["FOLDER", "Inputs", "inputs_of"]

FOLDER = b"/"
"""What stands for the digest of a folder."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Two builds with the same `whole` write the same; `frame` is of what every page hangs on: all but goals and what is copied."""

    frame: bytes
    whole: bytes
    commits: tuple[str, ...]  # that are checked out
    files: Mapping[str, bytes]  # what lies in the content folders and in static/: the digest of each


def inputs_of(site_dir: Path, options: Iterable[str], digests: Digests) -> Inputs | None:
    """Hashes of the site's files, those of its theme, the commits that are checked out, the day that it is there and `options`.

    None: it is not one that can be built.
    """
    config = read_config(site_dir)
    if config.site is None:
        return None
    chain, _ = find_theme(site_dir, config.site.theme, Place(SITE_FILE))
    if chain is None:
        return None
    layers = (str(layer.folder.resolve()) for layer in chain.layers)
    trees = [tree.path for tree in config.trees]
    around = _listed([SITE_FILE, *layers], site_dir, digests)
    frame = _hashed((*options, today(config.site).isoformat(), *around))
    checked_out = commits(site_dir, trees)
    files = dict(_listed([*trees, "static"], site_dir, digests))
    return Inputs(frame, _hashed((frame, *checked_out, *files.items())), checked_out, files)


def _hashed(words: Iterable[object]) -> bytes:
    total = hashlib.blake2b(digest_size=16)
    for word in words:
        total.update(repr(word).encode("utf-8", "surrogatepass"))
        total.update(b"\0")
    return total.digest()


def _listed(paths: Iterable[str], site_dir: Path, digests: Digests) -> Iterator[tuple[str, bytes]]:
    """Each file with the digest of its content, each folder and each link with where it leads."""
    for path in paths:
        on_disk = os.path.join(site_dir, path)  # noqa: PTH118 - for every file of a site
        if os.path.isdir(on_disk) and not os.path.islink(on_disk):  # noqa: PTH112, PTH114
            yield path, FOLDER
            yield from _in_folder(path, on_disk, digests)
        else:
            yield path, digests.of(path)


def _in_folder(path: str, on_disk: str, digests: Digests) -> Iterator[tuple[str, bytes]]:
    try:
        with os.scandir(on_disk) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        yield path, b"?"
        return
    for entry in entries:
        inner = f"{path}/{entry.name}"
        if entry.is_symlink():
            yield inner, os.fsencode(os.path.realpath(entry.path))
        if entry.is_dir(follow_symlinks=False):
            yield inner, FOLDER
            yield from _in_folder(inner, entry.path, digests)
        else:
            yield inner, digests.of(inner)
