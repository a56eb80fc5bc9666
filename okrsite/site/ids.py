"""The ids that a site's files may refer to, for editors to offer."""

from __future__ import annotations

from okrsite.goals.model import Goals

__all__ = ["ids_of"]


def ids_of(goals: Goals) -> dict[str, list[str]]:
    """By what they name: person, team, cycle, goal, key result, kpi and audience. Only people who are listed have ids."""
    people = [one.id for one in goals.people.values() if one.record]
    results = [result.ref for one in goals.objectives.values() for result in one.key_results]
    return {
        "person": people,
        "team": list(goals.teams),
        "team or person": [*goals.teams, *people],
        "cycle": list(goals.cycles),
        "goal": [*goals.objectives, *results],
        "key result": results,
        "kpi": list(goals.kpis),
        "audience": list(goals.site.audiences),
    }
