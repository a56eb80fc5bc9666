"""A line and a column in one int, so that every value's place can be kept; and a text's lines as editors count them."""

from __future__ import annotations

import re
from functools import lru_cache

from okrsite.problems import Place

__all__ = ["BITS", "MASK", "lines_of", "mark", "place_of"]

BITS = 20
MASK = (1 << BITS) - 1
_BREAK = re.compile("\r\n|\r|\n")


def mark(line: int, column: int) -> int:
    """Packs a line and a column, both counted from 1; a column past a million is kept as that."""
    return line << BITS | min(column, MASK)


def place_of(path: str, packed: int) -> Place:
    """The place that a mark stands for."""
    return Place(path, packed >> BITS, packed & MASK)


@lru_cache(maxsize=2)  # a file with many problems asks for each of them
def lines_of(text: str) -> list[str]:
    """The lines without their ends."""
    return _BREAK.split(text)
