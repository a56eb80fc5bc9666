"""Where a record's values stand, packed so that a place can be kept for every value of a large site."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from okrsite.problems import Place
from okrsite.source.marks import place_of

__all__ = ["NOWHERE", "Places", "Shape", "Trail", "placed", "shape_of"]

Trail = str | tuple[str | int, ...]  # a field's name, or name and what lies inside it


class Shape(NamedTuple):
    """Where the values of a record stand, from where it begins. `trails` and `offsets` run side by side."""

    trails: tuple[Trail, ...] = ()
    offsets: tuple[int, ...] = ()  # what is added to the record's own mark
    blanks: tuple[str, ...] = ()  # fields that are written and left blank


class Places(NamedTuple):
    """The places of one record. Many records have the same shape, and share it: a large site has a million values."""

    path: str
    start: int = 0  # the record's own mark
    shape: Shape = Shape()

    def at(self, *trail: str | int) -> Place:
        """Where a value stands: `at("title")`, `at("supports", 0)`; of what is not known the nearest around it."""
        return place_of(self.path, self.mark_of(*trail))

    def mark_of(self, *trail: str | int) -> int:
        """Like `at`, packed."""
        name = trail[0] if trail else ""
        steps = (name.removesuffix("_"), *trail[1:]) if isinstance(name, str) else trail
        for length in range(len(steps), 0, -1):
            known = steps[0] if length == 1 else steps[:length]
            if known in self.shape.trails:
                return self.start + self.shape.offsets[self.shape.trails.index(known)]
        return self.start

    def knows(self, name: str) -> bool:
        """Whether a field was written, be it blank."""
        return name in self.shape.trails

    def is_filled(self, name: str) -> bool:
        """Whether a field was written with something in it, be it readable or not."""
        return name in self.shape.trails and name not in self.shape.blanks


NOWHERE = Places("")

shape_of = lru_cache(maxsize=4096)(Shape)
"""A shape, the same one for the same values."""


def placed(
    path: str, start: int, trails: tuple[Trail, ...], marks: Iterable[int], blanks: tuple[str, ...] = ()
) -> Places:
    """The places of a record whose values stand at `marks`."""
    return Places(path, start, shape_of(trails, tuple([mark - start for mark in marks]), blanks))
