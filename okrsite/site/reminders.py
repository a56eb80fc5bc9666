"""What a team should say something about today: open key results, and KPIs whose newest finished period has no value."""

from __future__ import annotations

import datetime as dt

from okrsite.frozen import dataclass
from okrsite.goals.figures import Figures
from okrsite.goals.model import Goals, KeyResult, Kpi
from okrsite.source import periods

__all__ = ["DueKpi", "due_kpis", "due_period", "is_open", "open_cycles", "open_key_results"]


@dataclass(frozen=True, slots=True)
class DueKpi:
    """A KPI and the period, like `2026-10`, whose value is not known yet."""

    kpi: Kpi
    period: str


def open_cycles(goals: Goals, figures: Figures, team: str) -> tuple[str, ...]:
    """The cycles that are open on the day and in which the team has objectives, in the site's order; none of an archived team."""
    if figures.teams[team].archived:
        return ()
    used = dict.fromkeys(goals.objectives[ref].cycle for ref in goals.teams[team].objectives)
    return tuple(cycle for cycle in used if goals.cycles[cycle].start <= figures.day <= goals.cycles[cycle].end)


def open_key_results(goals: Goals, figures: Figures, team: str) -> tuple[KeyResult, ...]:
    """The key results of the team that a person checks in on: begun, not over, not dropped, and not fed by a KPI."""
    cycles = open_cycles(goals, figures, team)
    found = (goals.objectives[ref] for ref in goals.teams[team].objectives)
    return tuple(
        one
        for objective in found
        if objective.cycle in cycles and not figures.objectives[objective.ref].dropped
        for one in objective.key_results
        if one.kpi is None and is_open(one, figures)
    )


def is_open(key_result: KeyResult, figures: Figures) -> bool:
    """Whether its time is running and it was not given up."""
    status = figures.key_results[key_result.ref].status
    return key_result.start <= figures.day <= key_result.due and status != "dropped"


def due_kpis(goals: Goals, figures: Figures, team: str) -> tuple[DueKpi, ...]:
    """The team's KPIs that miss the value of the newest finished period, in the site's order; none of an archived team."""
    if figures.teams[team].archived:
        return ()
    found = ((goals.kpis[ref], due_period(goals, figures, ref)) for ref in goals.teams[team].kpis)
    return tuple(DueKpi(kpi, period) for kpi, period in found if period)


def due_period(goals: Goals, figures: Figures, ref: str) -> str | None:
    """The newest finished period of a KPI, where its value is not known on the day; None for withheld and archived ones."""
    kpi, known = goals.kpis[ref], figures.kpis[ref]
    if kpi.record.every is None or kpi.record.withheld or known.archived:
        return None
    starts = goals.site.year_starts
    this = periods.containing(figures.day, kpi.record.every, starts)
    last = periods.containing(this.start - dt.timedelta(1), kpi.record.every, starts)
    has_value = any(one.value is not None and one.start >= last.start for one in known.values)
    return None if has_value else last.id
