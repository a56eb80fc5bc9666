"""What earlier builds left: what the files said, and a site that may still stand as it was written."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from okrsite.publish.book import Book
from okrsite.source.memory import Digests, Memory

if TYPE_CHECKING:
    from okrsite.publish.cache import Cache

__all__ = ["Standing", "book_of", "contents_of", "recalled", "remember", "settle", "standing"]

_READS = "reads"


def recalled(cache: Cache, digests: Digests) -> Memory:
    """What the site's files said when they were last read here."""
    memory = Memory(digests)
    kept = cache.read(_READS)
    if kept is not None:
        memory.settings, memory.found, memory.reads = kept
    return memory


def remember(cache: Cache, memory: Memory, known: Memory) -> None:
    """Keep what the files say and where they lie, where that is not what was `known`."""
    reads, before = memory.reads, known.reads
    is_known = reads.keys() == before.keys() and all(before[file] is read for file, read in reads.items())
    if not is_known or memory.found != known.found:
        cache.write(_READS, (memory.settings, memory.found, reads))


def contents_of(memory: Memory) -> bytes:
    """A hash of what `memory` knows of a site: what every file said, and what else lay there."""
    found = memory.found
    total = hashlib.blake2b(
        repr(found and (found.teams, found.attachments, found.static)).encode("utf-8", "surrogatepass"), digest_size=16
    )
    for file, read in memory.reads.items():
        total.update(repr((file.path, read.digests)).encode("utf-8", "surrogatepass"))
    return total.digest()


@dataclass(frozen=True, slots=True)
class Standing:
    """A site as a build left it: of which inputs, where, every file as the disk had it, and what came of that build."""

    whole: bytes
    output: Path
    files: Mapping[str, tuple[int, int, int]]
    result: object


def settle(cache: Cache, options: tuple[str, ...], whole: bytes, result: object, output: Path, book: Book) -> None:
    """Note that `output` holds what a build of the inputs `whole` wrote, what came of that build, and how its files were made."""
    cache.write(_name("built", options), Standing(whole, output, dict(_files(output)), result))
    cache.write(_name("book", options), book)


def standing(cache: Cache, options: tuple[str, ...]) -> Standing | None:
    """The site of the last build with these options, if its files, and no others, are as it left them."""
    kept = cache.read(_name("built", options))
    return kept if isinstance(kept, Standing) and dict(_files(kept.output)) == kept.files else None


def book_of(cache: Cache, options: tuple[str, ...]) -> Book | None:
    """How the files of that site were made."""
    kept = cache.read(_name("book", options))
    return kept if isinstance(kept, Book) else None


def _name(what: str, options: tuple[str, ...]) -> str:
    return f"{what}-{hashlib.sha256(repr(options).encode()).hexdigest()[:16]}"


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
