"""Every figure of the site as of a day: the one entry to what the method page computes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from okrsite.goals.balance import HealthOn, aimless, balance_of
from okrsite.goals.cycles import current_cycles
from okrsite.goals.figures import (
    Figures,
    Health,
    KeyResultFigures,
    KpiFigures,
    ObjectiveFigures,
    TeamCycleFigures,
    TeamFigures,
)
from okrsite.goals.kpi import health_on, kpi_figures
from okrsite.goals.pace import expected, outlook
from okrsite.goals.periods import known_periods, running_total
from okrsite.goals.progress import Series, checkins_until, kind_of, measured
from okrsite.goals.rollup import objective_figures, support_order, team_cycle
from okrsite.goals.status import (
    blocked,
    computed,
    is_dropped,
    is_stale,
    last_news,
    latest_confidence,
    reported,
)
from okrsite.source.rows import last

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from okrsite.goals.model import Goals, KeyResult, Team
    from okrsite.source.records import StatusLimits

__all__ = ["health_by_day", "key_result_figures", "measure", "objective_of", "team_cycle_of", "team_now"]

NO_OBJECTIVES = team_cycle(())


def measure(goals: Goals, day: dt.date) -> Figures:
    """Every figure of `goals` as of `day`, from facts dated by then; the dictionaries are in the site's order."""
    kpis = {ref: kpi_figures(kpi, known_periods(kpi, day), day) for ref, kpi in goals.kpis.items()}
    objectives = _objectives(goals, kpis, day)
    health = health_by_day(goals, kpis, day)
    team_cycles = _team_cycles(goals, objectives)
    return Figures(
        day=day,
        key_results=_by_key_result(goals, objectives),
        objectives=objectives,
        kpis=kpis,
        balance={
            ref: balance_of(goals, objective, objectives[ref].status, day, health)
            for ref, objective in goals.objectives.items()
        },
        aimless=aimless(goals, day),
        teams={ref: team_now(goals, team, team_cycles, day) for ref, team in goals.teams.items()},
        team_cycles=team_cycles,
    )


def _objectives(goals: Goals, kpis: Mapping[str, KpiFigures], day: dt.date) -> dict[str, ObjectiveFigures]:
    found: dict[str, ObjectiveFigures] = {}
    for ref in support_order(goals.objectives):
        found[ref] = objective_of(goals, ref, found, kpis, day)
    return {ref: found[ref] for ref in goals.objectives}


def objective_of(
    goals: Goals,
    ref: str,
    found: Mapping[str, ObjectiveFigures],
    kpis: Mapping[str, KpiFigures],
    day: dt.date,
) -> ObjectiveFigures:
    """All figures of an objective: `found` are those of what supports it, `kpis` those of the KPIs that may feed it."""
    limits, objective = goals.site.status, goals.objectives[ref]
    key_results = tuple(
        key_result_figures(k, _fed(goals, k, day), _is_fed_stale(k, kpis), limits, day) for k in objective.key_results
    )
    supporting = () if key_results else [found[by] for by in objective.supported_by if by in found]
    return objective_figures(objective, key_results, supporting, goals.cycles[objective.cycle], limits, day)


def _fed(goals: Goals, key_result: KeyResult, day: dt.date) -> Series:
    if key_result.kpi is None:
        return ()
    kpi = goals.kpis[key_result.kpi]
    return running_total(kpi, known_periods(kpi, day), key_result.start, key_result.due, day)


def _is_fed_stale(key_result: KeyResult, kpis: Mapping[str, KpiFigures]) -> bool | None:
    return None if key_result.kpi is None else kpis[key_result.kpi].stale


def key_result_figures(
    key_result: KeyResult, fed: Series, is_kpi_stale: bool | None, limits: StatusLimits, day: dt.date
) -> KeyResultFigures:
    """All figures of a key result on `day`.

    Args:
        key_result: Whose.
        fed: Its series where a KPI feeds it.
        is_kpi_stale: Whether that KPI is stale; None where none feeds it.
        limits: How far behind its pace it may be.
        day: The as-of day.
    """
    if key_result.record.withheld:
        return _withheld(key_result, day)
    checkins = checkins_until(key_result.checkins, day)
    found = measured(key_result, checkins, fed, day)
    pace = expected(key_result, found, day)
    confidence = latest_confidence(checkins)
    status = computed(key_result, found.kind, (found.progress, pace), confidence, limits, day)
    news = last_news(key_result, checkins, day)
    forecast, pace_so_far, required_pace = outlook(key_result, found, day)
    outcome = key_result.record.outcome
    is_over = day > key_result.due
    return KeyResultFigures(
        kind=found.kind,
        origin=found.origin,
        series=found.series,
        checkins=checkins,
        value=found.value,
        attainment=found.attainment,
        progress=found.progress,
        expected=pace,
        status=status,
        reported=reported(checkins),
        confidence=confidence,
        forecast=forecast,
        pace_so_far=pace_so_far,
        required_pace=required_pace,
        last_checkin=last(checkins, "date"),
        last_news=news,
        stale=is_stale(key_result, status, news, is_kpi_stale, day),
        grade=(outcome.grade if outcome and outcome.grade is not None else found.progress) if is_over else None,
        counts=key_result.record.weight > 0 and not is_dropped(key_result.record.dropped, day),
        over=is_over,
        blocked=blocked(key_result, checkins),
    )


def _withheld(key_result: KeyResult, day: dt.date) -> KeyResultFigures:
    """No check-ins and no values, and it does not count; metric, target and title stay."""
    metric = key_result.record.metric
    return KeyResultFigures(
        kind=kind_of(key_result, ()),
        origin=metric.start if metric else None,
        series=(),
        checkins=(),
        value=None,
        attainment=None,
        progress=None,
        expected=None,
        status="withheld",
        reported=None,
        confidence=None,
        forecast=None,
        pace_so_far=None,
        required_pace=None,
        last_checkin=None,
        last_news=None,
        stale=False,
        grade=None,
        counts=False,
        over=day > key_result.due,
        blocked=key_result.record.blocked,
    )


def _by_key_result(goals: Goals, objectives: Mapping[str, ObjectiveFigures]) -> dict[str, KeyResultFigures]:
    return {
        key_result.ref: figures
        for ref, objective in goals.objectives.items()
        for key_result, figures in zip(objective.key_results, objectives[ref].key_results, strict=True)
    }


def health_by_day(goals: Goals, kpis: Mapping[str, KpiFigures], day: dt.date) -> HealthOn:
    """Looks up today's health, and computes that of other days once."""

    @cache
    def earlier(ref: str, stood: dt.date) -> Health | None:
        return health_on(goals.kpis[ref], stood)

    return lambda ref, stood: kpis[ref].health if stood == day else earlier(ref, stood)


def _team_cycles(goals: Goals, objectives: Mapping[str, ObjectiveFigures]) -> dict[tuple[str, str], TeamCycleFigures]:
    """Of each team in each cycle in which it has objectives, or words."""
    found: dict[tuple[str, str], TeamCycleFigures] = {}
    for team in goals.teams.values():
        of_cycle: dict[str, list[str]] = {}
        for ref in team.objectives:
            of_cycle.setdefault(goals.objectives[ref].cycle, []).append(ref)
        for cycle in (*of_cycle, *(c for c in team.intros if c not in of_cycle)):
            parts = [(goals.objectives[ref], objectives[ref]) for ref in of_cycle.get(cycle, ())]
            found[team.id, cycle] = team_cycle(parts)
    return found


def team_cycle_of(goals: Goals, objectives: Mapping[str, ObjectiveFigures], team: str, cycle: str) -> TeamCycleFigures:
    """Of one team in one cycle."""
    found = (goals.objectives[ref] for ref in goals.teams[team].objectives)
    return team_cycle([(one, objectives[one.ref]) for one in found if one.cycle == cycle])


def team_now(
    goals: Goals, team: Team, team_cycles: Mapping[tuple[str, str], TeamCycleFigures], day: dt.date
) -> TeamFigures:
    """A team now."""
    used = {goals.objectives[ref].cycle for ref in team.objectives}
    current = current_cycles(goals.cycles, used, day)
    cycle = current[0] if current else None
    archived = team.record.archived
    return TeamFigures(
        current=current,
        cycle=cycle,
        now=team_cycles[team.id, cycle] if cycle else NO_OBJECTIVES,
        archived=archived is not None and archived <= day,
    )
