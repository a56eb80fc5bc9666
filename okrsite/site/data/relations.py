"""The records of alignment.json and balance.json."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.goals.alignment import levels, supported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsite.goals.model import Objective
    from okrsite.site.data.facts import Facts, Json

__all__ = ["balance", "edges", "nodes"]


def nodes(facts: Facts) -> Iterator[dict[str, Json]]:
    """Every objective with its level and status."""
    level = levels(facts.goals)
    for ref in facts.goals.objectives:
        yield {"ref": ref, "level": level[ref], "status": facts.figures.objectives[ref].status}


def edges(facts: Facts) -> Iterator[dict[str, Json]]:
    """What supports what, between objectives: a link from or to a key result is one of its objective."""
    for objective in facts.goals.objectives.values():
        for above in supported(objective):
            yield {"from": objective.ref, "to": above}


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
