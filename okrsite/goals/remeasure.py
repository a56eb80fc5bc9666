"""Figures after a check-in: those that a few objectives change are computed again, all others are the ones of before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrsite.goals.alignment import supported
from okrsite.goals.balance import balance_of
from okrsite.goals.measure import health_by_day, objective_of, team_cycle_of, team_now

if TYPE_CHECKING:
    from collections.abc import Iterable

    from okrsite.goals.figures import Figures
    from okrsite.goals.model import Goals

__all__ = ["remeasure"]


def remeasure(goals: Goals, before: Figures, changed: Iterable[str]) -> tuple[Figures, frozenset[str]]:
    """What `measure` gives for `goals` on the day of `before`, and the refs of objectives whose figures are others.

    `before` are the figures of goals that differ in nothing but the objectives `changed`, whose ties are the same.
    """
    objectives, day = dict(before.objectives), before.day
    waiting, measured = list(changed), set(changed)
    while waiting:
        ref = waiting.pop()
        was = objectives[ref]
        objectives[ref] = objective_of(goals, ref, objectives, before.kpis, day)
        if objectives[ref] != was:
            measured.add(ref)
            waiting += [above for above in _rests_on(goals, ref) if above not in waiting]
    health = health_by_day(goals, before.kpis, day)
    balance = {
        ref: balance_of(goals, goals.objectives[ref], objectives[ref].status, day, health) for ref in sorted(measured)
    }
    key_results = {
        one.ref: figures
        for ref in measured
        for one, figures in zip(goals.objectives[ref].key_results, objectives[ref].key_results, strict=True)
    }
    together = sorted({(goals.objectives[ref].team, goals.objectives[ref].cycle) for ref in measured})
    again = {(team, cycle): team_cycle_of(goals, objectives, team, cycle) for team, cycle in together}
    team_cycles = {**before.team_cycles, **again}
    figures = replace(
        before,
        objectives=objectives,
        key_results={**before.key_results, **key_results},
        balance={**before.balance, **balance},
        team_cycles=team_cycles,
        teams={**before.teams, **{team: team_now(goals, goals.teams[team], team_cycles, day) for team, _ in together}},
    )
    return figures, frozenset(measured)


def _rests_on(goals: Goals, ref: str) -> list[str]:
    """The objectives without key results whose figures are those of what supports them, `ref` among it."""
    return [above for above in supported(goals.objectives[ref]) if not goals.objectives[above].key_results]
