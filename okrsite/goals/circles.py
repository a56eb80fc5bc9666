"""Circles in what must not have any: who supports whom, which team is above which."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["circles"]


def circles(ties: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Circles in `ties` (from each one to others), each a walk back to where it began; without the last steps none is left.

    Which they are depends on the order of `ties` alone. Takes time in proportion to them.
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
                trail = list(walk)
                yield (*trail[trail.index(step) :], step)
            elif step not in done:
                walk[step] = None
                ahead.append(iter(ties.get(step, ())))
