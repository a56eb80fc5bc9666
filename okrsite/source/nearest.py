"""The names closest to one that was not found, for hints."""

from __future__ import annotations

import difflib
import heapq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["MOST_HINTS", "did_you_mean", "nearest"]

MOST_HINTS = 100
"""Problems of a kind that are told with the nearest names: to look for names takes long, and nobody reads more."""

_LONGEST = 100  # a name
_COMPARED = 200  # names, letter by letter
_KNOWN = 20_000  # names that are looked at


def nearest(name: str, known: Iterable[str], at_most: int = 3) -> list[str]:
    """The names in `known` that look like `name`, the closest first; names are compared as they are."""
    names = list(dict.fromkeys(known))
    if len(name) > _LONGEST or len(names) > _KNOWN:
        return []
    if len(names) > _COMPARED:  # those that begin and end most like it
        names = heapq.nlargest(
            _COMPARED, names, key=lambda other: _shared(name, other) + _shared(name[::-1], other[::-1])
        )
    return difflib.get_close_matches(name, names, n=at_most, cutoff=0.6)


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    same = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        same += 1
    return same


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint that offers the nearest names and ends in a space; "" without any."""
    near = nearest(name, known)
    return f"Did you mean {' or '.join(f'`{one}`' for one in near)}? " if near else ""
