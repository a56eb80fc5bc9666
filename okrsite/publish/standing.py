"""What earlier builds left: what the files said, and a site that may still stand as it was written."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from okrsite.frozen import dataclass
from okrsite.publish.book import Book
from okrsite.source.memory import Digests, Memory

if TYPE_CHECKING:
    from collections.abc import Iterable

    from okrsite.publish.cache import Cache
    from okrsite.source.context import Settings
    from okrsite.source.found import SourceFile
    from okrsite.source.readers import FileRead

__all__ = [
    "Standing",
    "book_of",
    "contents_of",
    "digests_of",
    "enter",
    "files_after",
    "files_in",
    "is_as_left",
    "keep_digests",
    "memory_of",
    "recalled",
    "remember",
    "settle",
    "standing",
]

Stamp = tuple[int, int, int, int]

_DIGESTS, _FOUND = "digests", "found"
_FORMER = "former"  # what files said before their last changes, for sites that were built before these
_MOST_FORMER = 100  # where more has changed, all is made anew anyway
_SHELVES = tuple(f"reads-{number:02}" for number in range(32))  # so that one save does not have all written again


def digests_of(cache: Cache, site_dir: Path) -> Digests:
    """The digests of a site's files, as far as they are known from earlier builds."""
    known = cache.read(_DIGESTS)
    return Digests(site_dir, known if isinstance(known, dict) else {})


def keep_digests(cache: Cache, digests: Digests) -> None:
    """Keep them, where some are new."""
    if digests.has_learned:
        cache.write(_DIGESTS, digests.known)


def recalled(cache: Cache, digests: Digests, is_vain: Callable[[], bool]) -> Memory:
    """What the site's files said when they were last read here; nothing, as soon as that `is_vain`."""
    memory = Memory(digests)
    kept = cache.read(_FOUND)
    if kept is not None:
        settings, found = kept
        reads: dict[SourceFile, FileRead] = {}
        for shelf in _SHELVES:
            if is_vain():
                return memory
            reads |= _reads(cache, shelf, settings)
        memory.settings, memory.found = settings, found
        memory.reads = {file: reads[file] for file in found.files if file in reads}
    return memory


def remember(cache: Cache, memory: Memory, known: Memory) -> None:
    """Keep what the files say and where they lie, where that is not what was `known`."""
    shelves: dict[str, list[tuple[SourceFile, FileRead]]] = {shelf: [] for shelf in _SHELVES}
    new = {_shelf_of(file) for file in known.reads.keys() - memory.reads.keys()}
    for file, read in memory.reads.items():
        shelf = _shelf_of(file)
        shelves[shelf].append((file, read))
        if known.reads.get(file) is not read:
            new.add(shelf)
    for shelf in new:
        cache.write(shelf, (memory.settings, shelves[shelf]))
    former = [(file, read) for file, read in known.reads.items() if memory.reads.get(file) is not read]
    if former and memory.settings == known.settings:
        earlier = [*former, *_reads(cache, _FORMER, memory.settings)][:_MOST_FORMER]
        cache.write(_FORMER, (memory.settings, earlier if len(former) <= _MOST_FORMER else []))
    if memory.found != known.found or memory.settings != known.settings:
        cache.write(_FOUND, (memory.settings, memory.found))


def _reads(cache: Cache, name: str, settings: Settings) -> list[tuple[SourceFile, FileRead]]:
    """What files said that were read with the same settings: with others the same bytes may say something else."""
    kept = cache.read(name)
    return kept[1] if kept and kept[0] == settings else []


def memory_of(cache: Cache, memory: Memory, book: Book) -> Memory | None:
    """What was known of a site when `book` was written, while builds with other options went on; None where that is lost."""
    if contents_of(memory) == book.contents:
        return memory
    reads = {file: read for file, read in memory.reads.items() if _is_of(read, book)}
    for file, read in _reads(cache, _FORMER, memory.settings):
        if file not in reads and _is_of(read, book):
            reads[file] = read
    then = copy(memory)
    if then.found:
        files = sorted(reads, key=lambda file: (file.tree, file.path.encode("utf-8", "surrogateescape")))
        then.found = replace(then.found, files=tuple(files))
        then.reads = {file: reads[file] for file in files}
    return then if contents_of(then) == book.contents else None


def _is_of(read: FileRead, book: Book) -> bool:
    return read.digests is not None and read.digests == tuple(map(book.files.get, read.paths))


def _shelf_of(file: SourceFile) -> str:
    return _SHELVES[crc32(file.path.encode("utf-8", "surrogatepass")) % len(_SHELVES)]


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
    files: Mapping[str, Stamp]
    result: object


def settle(cache: Cache, options: tuple[str, ...], left: Standing) -> None:
    """Note the site that a build left."""
    cache.write(_name("built", options), left)


def enter(cache: Cache, options: tuple[str, ...], book: Book) -> None:
    """Note how the files of a site were made, which counts once that is settled."""
    cache.write(_name("book", options), book)


def files_in(output: Path) -> dict[str, Stamp]:
    """Every file in a folder: its size, its number, when it was last written, and changed in any way, which nobody sets back."""
    return dict(_files(output))


def files_after(before: Mapping[str, Stamp], output: Path, put: Iterable[str], drop: Iterable[str]) -> dict[str, Stamp]:
    """The same of a folder where some files were put and others taken away, and all others are believed to be as they were."""
    files = dict(before)
    for path in drop:
        files.pop(os.path.join(output, path), None)  # noqa: PTH118 - as they are listed
    for path in put:
        on_disk = os.path.join(output, path)  # noqa: PTH118
        files[on_disk] = _stamp(os.lstat(on_disk))
    return files


def standing(cache: Cache, options: tuple[str, ...]) -> Standing | None:
    """The site as the last build with these options left it; whether it still `is_as_left` remains to be seen."""
    kept = cache.read(_name("built", options))
    return kept if isinstance(kept, Standing) else None


def is_as_left(left: Standing) -> bool:
    """Whether its files, and no others, are as the build left them."""
    return files_in(left.output) == left.files


def book_of(cache: Cache, options: tuple[str, ...], whole: bytes) -> Book | None:
    """How the files were made of the site that was left with `whole`."""
    kept = cache.read(_name("book", options))
    return kept if isinstance(kept, Book) and kept.whole == whole else None


def _name(what: str, options: tuple[str, ...]) -> str:
    return f"{what}-{hashlib.sha256(repr(options).encode()).hexdigest()[:16]}"


def _files(folder: str | Path) -> Iterator[tuple[str, Stamp]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from _files(entry.path)
                else:
                    yield entry.path, _stamp(entry.stat(follow_symlinks=False))
    except OSError:
        return


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns
