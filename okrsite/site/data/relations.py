"""The records of alignment.json and balance.json."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from okrsite.goals.model import Goals, Objective
    from okrsite.site.data.facts import Facts, Json

__all__ = ["balance", "edges", "levels", "nodes"]


def nodes(facts: Facts) -> Iterator[dict[str, Json]]:
    """Every objective with its level and status."""
    level = levels(facts.goals)
    for ref in facts.goals.objectives:
        yield {"ref": ref, "level": level[ref], "status": facts.figures.objectives[ref].status}


def edges(facts: Facts) -> Iterator[dict[str, Json]]:
    """What supports what, between objectives: a link from or to a key result is one of its objective."""
    for objective in facts.goals.objectives.values():
        for above in _supported(objective):
            yield {"from": objective.ref, "to": above}


def levels(goals: Goals) -> Mapping[str, int]:
    """0 for an objective that supports nothing, else one more than the deepest that it supports."""
    above = {ref: _supported(objective) for ref, objective in goals.objectives.items()}
    found: dict[str, int] = {}
    for ref in above:
        _find_level(ref, above, found)
    return found


def balance(facts: Facts) -> Iterator[dict[str, Json]]:
    """Objectives of cycles that have begun, of teams not archived, against their KPIs; none on a site without KPIs."""
    for ref, objective in facts.goals.objectives.items():
        of_it = facts.figures.balance.get(ref)
        if of_it is None or of_it.verdict is None or not _is_judged(facts, objective):
            continue
        yield {
            "ref": ref,
            "status": facts.figures.objectives[ref].status,
            "drivers": list(of_it.drivers),
            "guards": list(of_it.guards),
            "drivers_health": of_it.drivers_health,
            "guards_health": of_it.guards_health,
            "verdict": of_it.verdict,
        }


def _is_judged(facts: Facts, objective: Objective) -> bool:
    begun = facts.goals.cycles[objective.cycle].start <= facts.figures.day
    return begun and not facts.figures.teams[objective.team].archived


def _supported(objective: Objective) -> tuple[str, ...]:
    """The other objectives that it, or one of its key results, supports."""
    refs = (*objective.supports, *(ref for key_result in objective.key_results for ref in key_result.supports))
    return tuple(found for found in dict.fromkeys(ref.partition("#")[0] for ref in refs) if found != objective.ref)


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
