"""What `ignore:` silences, for the method page: nothing is left out of a check in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from okrsite.goals.model import Goals

__all__ = ["ignored"]


def ignored(goals: Goals) -> tuple[tuple[str, str, str], ...]:
    """Every rule that is ignored somewhere: (ref of the objective, key result or KPI; rule; reason), in the order of the site."""
    return tuple((ref, rule, reason) for ref, rules in _rules(goals) for rule, reason in rules.items())


def _rules(goals: Goals) -> Iterator[tuple[str, Mapping[str, str]]]:
    for objective in goals.objectives.values():
        yield objective.ref, objective.record.ignore
        yield from ((key_result.ref, key_result.record.ignore) for key_result in objective.key_results)
    yield from ((kpi.ref, kpi.record.ignore) for kpi in goals.kpis.values())
