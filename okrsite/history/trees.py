"""What git's trees and commits say, from their bytes; pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Commit", "Entry", "Line", "entries", "entry", "lines", "parsed_commit"]

Line = bytes
"""A line of a tree: mode, name and id as they stand."""

_TREE, _LINK = b"40000", b"120000"
_ENTRY = {
    40: re.compile(rb"\d+ [^\0]+\0.{20}", re.DOTALL),
    64: re.compile(rb"\d+ [^\0]+\0.{32}", re.DOTALL),
}
_WHO = re.compile(rb"^author (.*?) ?<[^<>\n]*> (-?\d+) [+-]\d{4}$", re.MULTILINE)
_ENCODING = re.compile(rb"^encoding (\S+)$", re.MULTILINE)
_EARLIEST, _LATEST = (
    -62_135_596_800 + 172_800,
    253_402_300_799 - 172_800,
)  # a day that Python can count, wherever one is


class Entry(NamedTuple):
    """A line of a tree. `name` as on the disk here; `mode` as git writes it."""

    mode: bytes
    name: str
    id: str

    @property
    def is_folder(self) -> bool:
        """Whether it is a tree of its own."""
        return self.mode == _TREE

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link."""
        return self.mode == _LINK

    @property
    def is_file(self) -> bool:
        """Whether it is a plain file, be it a program."""
        return self.mode.startswith(b"100")


def lines(content: bytes, id_length: int) -> list[Line]:
    """The lines of a tree, as they stand; `id_length`: of an id in hex."""
    found: list[Line] = _ENTRY[id_length].findall(content)
    return found


def entry(line: Line) -> Entry | None:
    """A line of a tree; None for a name that no folder could hold."""
    mode, _, rest = line.partition(b" ")
    name, _, id_ = rest.partition(b"\0")
    if name in {b".", b".."} or b"/" in name or name.lower() == b".git":
        return None
    return Entry(mode.lstrip(b"0"), name.decode("utf-8", "surrogateescape"), id_.hex())


def entries(content: bytes, id_length: int) -> list[Entry]:
    """The lines of a tree, without those that no folder could hold."""
    return [found for line in lines(content, id_length) if (found := entry(line))]


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its tree, its parents, who wrote it and when (seconds since 1970)."""

    tree: str
    parents: tuple[str, ...]
    author: str
    seconds: int

    def day(self, zone: dt.tzinfo) -> dt.date:
        """The day that it was written, where the site is."""
        return dt.datetime.fromtimestamp(self.seconds, dt.UTC).astimezone(zone).date()


def parsed_commit(content: bytes) -> Commit | None:
    """What a commit says; None where its bytes are none."""
    head = content.partition(b"\n\n")[0]
    fields = [line.split(b" ", 1) for line in head.split(b"\n")]
    tree = next((rest[0] for name, *rest in fields if name == b"tree" and rest), None)
    if tree is None:
        return None
    parents = tuple(rest[0].decode("ascii", "replace") for name, *rest in fields if name == b"parent" and rest)
    who, encoding = _WHO.search(head), _ENCODING.search(head)
    name = who[1] if who else b""
    try:
        author = name.decode(encoding[1].decode("ascii", "replace") if encoding else "utf-8", "replace")
    except LookupError:
        author = name.decode("utf-8", "replace")
    seconds = int(who[2]) if who and len(who[2]) < 16 else 0
    return Commit(tree.decode("ascii", "replace"), parents, author.strip(), min(max(seconds, _EARLIEST), _LATEST))
