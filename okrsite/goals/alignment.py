"""What supports what, between objectives: a link from or to a key result is one of its objective."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsite.goals.model import Goals, Objective

__all__ = ["is_aligned", "levels", "supported"]


def supported(objective: Objective) -> tuple[str, ...]:
    """The other objectives that it, or one of its key results, supports."""
    refs = (*objective.supports, *(ref for key_result in objective.key_results for ref in key_result.supports))
    return tuple(found for found in dict.fromkeys(ref.partition("#")[0] for ref in refs) if found != objective.ref)


def is_aligned(goals: Goals) -> bool:
    """Whether any objective supports another."""
    return any(supported(objective) for objective in goals.objectives.values())


def levels(goals: Goals) -> Mapping[str, int]:
    """0 for an objective that supports nothing, else one more than the deepest that it supports."""
    above = {ref: supported(objective) for ref, objective in goals.objectives.items()}
    found: dict[str, int] = {}
    for ref in above:
        _find_level(ref, above, found)
    return found


def _find_level(ref: str, above: Mapping[str, Sequence[str]], found: dict[str, int]) -> None:
    """Fill in the levels of `ref` and of what it supports; a stack of its own, since chains may be long."""
    waiting = [ref]
    while waiting:
        last = waiting[-1]
        missing = [other for other in above[last] if other not in found]
        if missing:
            waiting += missing
            continue
        found[waiting.pop()] = max((found[other] + 1 for other in above[last]), default=0)
