"""What `okrsite checkin` shows when it asks: who has something open, each goal with its last value, and whether an answer fits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from okrsite.edit.checkin import Said, checkin, period_of
from okrsite.goals.cycles import open_on
from okrsite.goals.model import KeyResult, Kpi
from okrsite.goals.periods import known_periods
from okrsite.source.inwords import metric_in_words

if TYPE_CHECKING:
    import datetime as dt

    from okrsite.edit.opened import Opened
    from okrsite.source.values import Number, Text

__all__ = ["described", "fits", "milestones_left", "open_targets", "teams_with_open"]


def teams_with_open(site: Opened, on: dt.date) -> list[str]:
    """The teams that have something to check in on a day."""
    return [team for team in site.goals.teams if open_targets(site, team, on)]


def open_targets(site: Opened, team: str, on: dt.date) -> list[KeyResult | Kpi]:
    """A team's key results of running cycles that take a value of their own, and its KPIs; what is dropped or over is out."""
    goals = site.goals
    found: list[KeyResult | Kpi] = []
    for ref in goals.teams[team].objectives:
        objective = goals.objectives[ref]
        if open_on(goals.cycles[objective.cycle], on) and objective.record.dropped is None:
            found += [one for one in objective.key_results if _is_open(one)]
    kpis = [goals.kpis[ref] for ref in goals.teams[team].kpis]
    return [*found, *(kpi for kpi in kpis if kpi.record.every is not None and kpi.record.archived is None)]


def described(site: Opened, target: KeyResult | Kpi, on: dt.date) -> Iterator[str]:
    """A goal as it is asked for: its name and words, and the last value with its day."""
    if isinstance(target, Kpi):
        points = [point for point in known_periods(target, on) if point.value is not None]
        last = f"; last {_number(points[-1].value, site, target.record.unit)} for {points[-1].period}" if points else ""
        yield f"{target.ref}: {site.words(target.record.name)}"
        yield f"  for {period_of(site, target, on, None).id}{last}"
        return
    yield f"{target.ref}: {site.words(target.record.title)}"
    said = [one for one in target.checkins if one.date and one.date <= on]
    with_value = next((one for one in reversed(said) if one.value is not None or one.progress is not None), None)
    metric = target.record.metric
    asked = f"{metric_in_words(metric, site.words(metric.unit) if metric.unit else '')}; " if metric else ""
    if with_value:
        unit = metric.unit if metric else None
        value = with_value.value if with_value.value is not None else with_value.progress
        confidence = f", confidence {with_value.confidence}" if with_value.confidence is not None else ""
        yield f"  {asked}last {_number(value, site, unit)} on {with_value.date}{confidence}"
    elif metric:
        yield f"  {asked}no check-in yet"
    for number, title in milestones_left(site, target):
        yield f"  {number}. {title}"


def milestones_left(site: Opened, target: KeyResult | Kpi) -> list[tuple[int, str]]:
    """The number and title of each milestone that is not done."""
    if isinstance(target, Kpi):
        return []
    steps = enumerate(target.record.milestones, 1)
    return [(number, site.words(step.title)) for number, step in steps if step.done is None]


def fits(site: Opened, target: KeyResult | Kpi, said: Said, on: dt.date) -> None:
    """Raises WrongValueError where an answer can't be written."""
    if said.says_something:
        checkin(site, [(target, said)], on, None)


def _is_open(key_result: KeyResult) -> bool:
    record = key_result.record
    if record.dropped is not None or record.done is not None or key_result.kpi is not None:
        return False
    return not record.milestones or any(step.done is None for step in record.milestones)


def _number(value: Number | None, site: Opened, unit: Text | None) -> str:
    return f"{value:,} {site.words(unit)}" if unit is not None and value is not None else f"{value}"
