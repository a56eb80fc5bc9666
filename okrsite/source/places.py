"""Where a record's values stand, packed so that a place can be kept for every value of a large site."""

from __future__ import annotations

from typing import NamedTuple

from okrsite.problems import Place
from okrsite.source.marks import place_of

__all__ = ["NOWHERE", "Places", "Trail"]

Trail = str | tuple[str | int, ...]  # a field's name, or name and what lies inside it


class Places(NamedTuple):
    """The places of one record. `trails` and `marks` run side by side; records of a file share equal `trails`."""

    path: str
    start: int = 0  # the record's own mark
    trails: tuple[Trail, ...] = ()
    marks: tuple[int, ...] = ()
    blanks: tuple[str, ...] = ()  # fields that are written and left blank

    def at(self, *trail: str | int) -> Place:
        """Where a value stands: `at("title")`, `at("supports", 0)`; of what is not known the nearest around it."""
        return place_of(self.path, self.mark_of(*trail))

    def mark_of(self, *trail: str | int) -> int:
        """Like `at`, packed."""
        name = trail[0] if trail else ""
        steps = (name.removesuffix("_"), *trail[1:]) if isinstance(name, str) else trail
        for length in range(len(steps), 0, -1):
            known = steps[0] if length == 1 else steps[:length]
            if known in self.trails:
                return self.marks[self.trails.index(known)]
        return self.start

    def knows(self, name: str) -> bool:
        """Whether a field was written, be it blank."""
        return name in self.trails

    def is_filled(self, name: str) -> bool:
        """Whether a field was written with something in it, be it readable or not."""
        return name in self.trails and name not in self.blanks


NOWHERE = Places("")
