"""Which lines of two trees differ, without looking at those that they share: a folder of thousands of check-ins gains one at a time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from okrsite.history.trees import Line, lines

__all__ = ["Differing", "differing", "marks_of"]

_EVERY = 64  # lines from one mark to the next


class Differing(NamedTuple):
    """The lines that only one, and only the other of two trees has, and marks in the other."""

    of_one: frozenset[Line]
    of_other: frozenset[Line]
    marks: list[int]


def differing(one: bytes, marks: list[int], other: bytes, id_length: int) -> Differing:
    """What differs between two trees, as git writes them.

    Args:
        one: a tree.
        marks: places where a line of it begins, in order, the first of them 0.
        other: another tree.
        id_length: of an id in hex.
    """
    start = _same_at_the_start(one, other)
    end = len(one) - _same_at_the_end(one, other, min(len(one), len(other)) - start)
    shift = len(other) - len(one)
    first = marks[bisect_right(marks, start) - 1]
    behind = bisect_left(marks, end)
    last = marks[behind] if behind < len(marks) else len(one)
    own = lines(other[first : last + shift], id_length) if last + shift >= first else []
    if sum(map(len, own)) != last + shift - first:  # no line begins there in the other tree
        first, last, behind, own = 0, len(one), len(marks), lines(other, id_length)
    before, after = frozenset(lines(one[first:last], id_length)), frozenset(own)
    found = marks[: bisect_right(marks, first)] + _marks(own, first)
    return Differing(before - after, after - before, found + [mark + shift for mark in marks[behind:]])


def marks_of(tree: bytes, id_length: int) -> list[int]:
    """Places where lines of a tree begin, not many, the first of them 0."""
    return [0, *_marks(lines(tree, id_length), 0)]


def _marks(own: list[Line], start: int) -> list[int]:
    """Where some of the lines begin, that stand one behind the other from `start` on; the first is known already."""
    found, at = [], start
    for number, line in enumerate(own):
        if number and not number % _EVERY:
            found.append(at)
        at += len(line)
    return found


def _same_at_the_start(one: bytes, other: bytes) -> int:
    """How many bytes two begin with alike."""
    same, most = 0, min(len(one), len(other))
    while same < most:
        middle = (same + most + 1) // 2
        if one[same:middle] == other[same:middle]:
            same = middle
        else:
            most = middle - 1
    return same


def _same_at_the_end(one: bytes, other: bytes, most: int) -> int:
    """How many bytes, up to `most`, two end with alike."""
    same, of_one, of_other = 0, len(one), len(other)
    while same < most:
        middle = (same + most + 1) // 2
        if one[of_one - middle : of_one - same] == other[of_other - middle : of_other - same]:
            same = middle
        else:
            most = middle - 1
    return same
