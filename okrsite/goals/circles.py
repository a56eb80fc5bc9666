"""Circles in what must not have any: who supports whom, which team is above which."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["circles", "told"]

_SHOWN = 4  # at either end of a long circle


def circles(ties: Mapping[str, Sequence[str]], at_length: int = 1_000_000) -> Iterator[tuple[str, ...]]:
    """Circles in `ties` (from each one to others), each a walk back to where it began; without the last steps none is left.

    Which they are depends on the order of `ties` alone. Takes time in proportion to them; of circles past the first
    `at_length` only the two ends of the last step are given.
    """
    done: set[str] = set()
    for start in ties:
        if start in done:
            continue
        walk = {start: None}  # in order, and quick to look up
        ahead = [iter(ties[start])]
        while ahead:
            step = next(ahead[-1], None)
            if step is None:
                ahead.pop()
                done.add(walk.popitem()[0])
            elif step in walk:
                at_length -= 1
                trail = list(walk) if at_length >= 0 else [next(reversed(walk))]
                yield (*trail[trail.index(step) :], step) if at_length >= 0 else (*trail, step)
            elif step not in done:
                walk[step] = None
                ahead.append(iter(ties.get(step, ())))


def told(circle: Sequence[str]) -> str:
    """A circle for a message; of a long one both ends."""
    if len(circle) > 2 * _SHOWN + 1:
        circle = (*circle[:_SHOWN], f"{len(circle) - 2 * _SHOWN} more", *circle[-_SHOWN:])
    return " → ".join(circle)
