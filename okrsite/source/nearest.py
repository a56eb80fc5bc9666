"""The names closest to one that was not found, for hints."""

from __future__ import annotations

import difflib
import heapq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["MOST_HINTS", "did_you_mean", "nearest", "of_other_words"]

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


_OTHER_WORDS = {  # what people call a field who come from another tool, or from another of our files
    "every": "period frequency interval cadence",
    "name": "title",
    "title": "name objective goal summary",
    "why": "description reason rationale about context",
    "about": "description details definition",
    "mission": "description purpose",
    "note": "comment text message remark notes",
    "owner": "lead responsible assignee dri accountable",
    "lead": "owner head manager",
    "by": "author owner person",
    "due": "deadline end until end_date due_date",
    "done": "completed finished",
    "metric": "target measure",
    "supports": "parent contributes_to aligns_to",
    "parent": "supports under",
    "key_results": "krs results",
    "tags": "labels",
    "audience": "visibility",
}
_MEANT = {
    word: tuple(field for field, said in _OTHER_WORDS.items() if word in said.split())
    for words in _OTHER_WORDS.values()
    for word in words.split()
}


def of_other_words(name: str, known: Collection[str]) -> list[str]:
    """The one of `known` fields that people also call `name`, if there is one."""
    return [field for field in _MEANT.get(name, ()) if field in known][:1]


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
