"""Whether the KPIs drive the goals: verdicts, and the KPIs that no goal asked for (method page, "Balance")."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from okrsite.goals.figures import Balance, Health, Status, Verdict

if TYPE_CHECKING:
    from okrsite.goals.model import Cycle, Goals, Kpi, Objective

__all__ = ["HealthOn", "aimless", "balance_of", "is_on_show", "judged_day", "verdict", "worst_health"]

HealthOn = Callable[[str, dt.date], Health | None]  # a KPI's health as it stood on a day

REACHING: Final = frozenset({"on-track", "done", "partly"})
SHORT: Final = frozenset({"at-risk", "off-track", "missed"})
GOOD: Final = frozenset({"green", "amber"})
HEALTH_WORST_FIRST: Final[tuple[Health, ...]] = ("red", "amber", "green")


def worst_health(healths: Iterable[Health | None]) -> Health | None:
    """A set's health: its worst member's, of those green, amber or red; None without one."""
    there = set(healths)
    return next((health for health in HEALTH_WORST_FIRST if health in there), None)


def verdict(status: Status, drivers: Health | None, guards: Health | None) -> Verdict:
    """The first row of the method page's table that applies to an objective's status and its sets' healths."""
    reaching, short = status in REACHING, status in SHORT
    if not (reaching or short):
        return "unknown"
    if reaching and guards == "red":
        return "at-a-cost"
    if drivers in GOOD:
        return "aligned" if reaching else "derailing"
    if drivers == "red":
        return "decoupled" if reaching else "behind"
    return "blind"


def judged_day(cycle: Cycle, day: dt.date) -> dt.date:
    """The day as of which KPIs judge an objective: of a closed cycle its end, else `day`."""
    return min(cycle.end, day)


def is_on_show(goals: Goals, kpi: Kpi, day: dt.date) -> bool:
    """Whether it is in the balance: its values may be seen, and neither it nor its team is archived by `day`."""
    return not kpi.record.withheld and not _is_archived(goals, kpi, day)


def _is_archived(goals: Goals, kpi: Kpi, day: dt.date) -> bool:
    since = kpi.record.archived, goals.teams[kpi.team].record.archived
    return any(date is not None and date <= day for date in since)


def balance_of(goals: Goals, objective: Objective, status: Status, day: dt.date, health_on: HealthOn) -> Balance:
    """How an objective's KPIs stand to it; a withheld or archived one drives and guards nothing."""
    stood = judged_day(goals.cycles[objective.cycle], day)
    drivers = _on_show(goals, objective.drivers, stood)
    guards = _on_show(goals, objective.guards, stood)
    drivers_health = worst_health(health_on(ref, stood) for ref in drivers)
    guards_health = worst_health(health_on(ref, stood) for ref in guards)
    return Balance(
        drivers,
        guards,
        drivers_health,
        guards_health,
        verdict(status, drivers_health, guards_health) if goals.kpis else None,
    )


def _on_show(goals: Goals, refs: tuple[str, ...], day: dt.date) -> tuple[str, ...]:
    return tuple(ref for ref in refs if is_on_show(goals, goals.kpis[ref], day))


def aimless(goals: Goals, day: dt.date) -> tuple[str, ...]:
    """KPIs that support and guard nothing and that nothing names; without archived ones and archived teams'."""
    named = _named(goals.objectives.values())
    return tuple(
        ref
        for ref, kpi in goals.kpis.items()
        if ref not in named and not kpi.supports and not kpi.guards and not _is_archived(goals, kpi, day)
    )


def _named(objectives: Iterable[Objective]) -> set[str]:
    """KPIs that an objective or one of its key results names, as a driver, a guard or the source of its value."""
    named: set[str] = set()
    for objective in objectives:
        named.update(objective.drivers, objective.guards)
        for key_result in objective.key_results:
            named.update(key_result.drivers, key_result.guards)
            if key_result.kpi is not None:
                named.add(key_result.kpi)
    return named
