"""What earlier builds left: what the files said, and a site that may still stand as it was written."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from okrsite.source.memory import Digests, Memory

if TYPE_CHECKING:
    from okrsite.publish.cache import Cache
    from okrsite.source.found import SourceFile
    from okrsite.source.readers import FileRead

__all__ = ["recalled", "remember", "settle", "standing"]

_READS = "reads"


def recalled(cache: Cache, digests: Digests) -> Memory:
    """What the site's files said when they were last read here."""
    memory = Memory(digests)
    kept = cache.read(_READS)
    if kept is not None:
        memory.settings, memory.reads = kept
    return memory


def remember(cache: Cache, memory: Memory, known: Mapping[SourceFile, FileRead]) -> None:
    """Keep what the files say, where that is not what was `known`."""
    if memory.reads.keys() != known.keys() or any(known[file] is not read for file, read in memory.reads.items()):
        cache.write(_READS, (memory.settings, memory.reads))


def settle(cache: Cache, options: tuple[str, ...], key: bytes, output: Path, result: object) -> None:
    """Note that `output` holds what a build of the inputs `key` wrote, and what came of that build."""
    cache.write(_name(options), (key, output, dict(_files(output)), result))


def standing(cache: Cache, options: tuple[str, ...], key: bytes) -> object | None:
    """What came of the last build with these options, if its inputs were the same and its files, and no others, are as it left them."""
    kept = cache.read(_name(options))
    if kept is None or kept[0] != key:
        return None
    _, output, files, result = kept
    return result if dict(_files(output)) == files else None


def _name(options: tuple[str, ...]) -> str:
    return f"built-{hashlib.sha256(repr(options).encode()).hexdigest()[:16]}"


def _files(folder: str | Path) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Every file in a folder, with its size, its number and when it was last changed."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                found = entry.stat(follow_symlinks=False)
                if entry.is_dir(follow_symlinks=False):
                    yield from _files(entry.path)
                else:
                    yield entry.path, (found.st_size, found.st_ino, found.st_mtime_ns)
    except OSError:
        return
