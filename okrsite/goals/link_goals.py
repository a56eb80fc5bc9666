"""Objectives and key results: their own times and check-ins, whom they support, and the KPIs that they are tied to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from okrsite.goals.circles import circles, told
from okrsite.goals.link_checkins import all_checkins
from okrsite.goals.model import Cycle, KeyResult, Kpi, Objective
from okrsite.goals.references import (
    Referrer,
    find_goals,
    find_kpi,
    may_be_unread_goal,
    may_be_unread_kpi,
    reference_place,
    unknown_goal,
    unknown_kpi,
)
from okrsite.problems import Place, Problem
from okrsite.source import records
from okrsite.source.nearest import MOST_HINTS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from okrsite.goals.directory import Directory, GoalAt
    from okrsite.source.sources import CheckinsAt

__all__ = ["link_goals", "time_of", "time_problems"]

Goalish = records.Objective | records.KeyResult


class _Ties(NamedTuple):
    """What each objective and key result names itself, by its ref; who names nothing is not in it."""

    supports: dict[str, tuple[str, ...]]
    drivers: dict[str, tuple[str, ...]]
    guards: dict[str, tuple[str, ...]]
    kpi: dict[str, str]


def link_goals(
    directory: Directory,
    teams: Mapping[str, int],
    kpis: Mapping[str, Kpi],
    checkins: Mapping[str, list[tuple[CheckinsAt, int]]],
    problems: list[Problem],
) -> dict[str, Objective]:
    """All objectives by ref: by team (`teams`: its place), cycle (the latest start first), `order`, then as written.

    `kpis`: in the site's order. `checkins`: those from files, by the key result's ref.
    """
    goals = sorted(
        (goal for goal in directory.goals.values() if goal.team in teams), key=lambda goal: _key(goal, teams, directory)
    )
    ties = _ties(goals, directory, problems)
    _break_circles(goals, ties, directory, problems)
    supported_by = _supported_by(goals, ties)
    drivers = _balance_sets(goals, kpis, ties, "supports")
    guards = _balance_sets(goals, kpis, ties, "guards")
    return {
        goal.ref: Objective(
            ref=goal.ref,
            id=goal.id,
            team=goal.team,
            cycle=goal.cycle,
            record=goal.record,
            tree=goal.tree,
            key_results=tuple(
                _key_result(f"{goal.ref}#{id_}", id_, record, goal, ties, directory, checkins, problems)
                for id_, record in goal.key_results.items()
            ),
            supports=ties.supports.get(goal.ref, ()),
            supported_by=tuple(supported_by.get(goal.ref, ())),
            drivers=drivers.get(goal.ref, ()),
            guards=guards.get(goal.ref, ()),
        )
        for goal in goals
    }


def _key(
    goal: GoalAt, teams: Mapping[str, int], directory: Directory
) -> tuple[int, int, str, bool, float, bool, str, int, int]:
    order, single = goal.record.order, goal.file.single
    start = directory.cycles[goal.cycle].start.toordinal()
    return (
        teams[goal.team], -start, goal.cycle, order is None, order or 0, single, goal.id if single else "",
        goal.tree, goal.position,
    )  # fmt: skip


def _key_result(
    ref: str,
    id_: str,
    record: records.KeyResult,
    goal: GoalAt,
    ties: _Ties,
    directory: Directory,
    checkins: Mapping[str, list[tuple[CheckinsAt, int]]],
    problems: list[Problem],
) -> KeyResult:
    cycle, team = directory.cycles[goal.cycle], directory.teams[goal.team].record
    start, due, every = time_of(record, cycle, team, directory.site)
    problems += time_problems(record, start, due)
    return KeyResult(
        ref=ref,
        id=id_,
        record=record,
        objective=goal.ref,
        start=start,
        due=due,
        kpi=ties.kpi.get(ref),
        checkins=all_checkins(record, checkins.get(ref, ()), problems),
        checkin_every=every,
        supports=ties.supports.get(ref, ()),
        drivers=ties.drivers.get(ref, ()),
        guards=ties.guards.get(ref, ()),
    )


def time_of(
    record: records.KeyResult, cycle: Cycle, team: records.Team | None, site: records.Site
) -> tuple[dt.date, dt.date, int]:
    """When a key result starts and is due, and how many days there are between check-ins: the nearest that is set."""
    every = record.checkin_every or (team and team.checkin_every) or cycle.checkin_every or site.checkin_every
    return record.start or cycle.start, record.due or cycle.end, every


def time_problems(record: records.KeyResult, start: dt.date, due: dt.date) -> Iterable[Problem]:
    """What is wrong with the time of a key result, and with its plan in it."""
    if due < start:
        message = f"This key result is due on {due}, before it starts on {start}."
        yield Problem(
            record.places.at("due" if record.due else "start"),
            "ends-before-start",
            message,
            "Correct one of the two dates.",
        )
        return
    for day, _ in record.metric.plan if record.metric else ():
        if not start <= day <= due:
            message = f"{day} in the plan is outside the key result's time, {start} to {due}."
            place = record.places.at("metric", "plan", day.isoformat())
            yield Problem(place, "plan-outside-time", message, "Move it inside, or set `start:` or `due:`.")


# --- ties -------------------------------------------------------------------------------------------------------


def _ties(goals: Iterable[GoalAt], directory: Directory, problems: list[Problem]) -> _Ties:
    ties = _Ties({}, {}, {}, {})
    for goal in goals:
        who = Referrer(goal.team, goal.tree, goal.cycle)
        for ref, record in _with_key_results(goal):
            if record.supports:
                ties.supports[ref] = _goal_refs(record, who, directory, problems)
            if record.drivers:
                ties.drivers[ref] = _kpi_refs(record, "drivers", record.drivers, who, directory, problems)
            if record.guards:
                ties.guards[ref] = _kpi_refs(record, "guards", record.guards, who, directory, problems)
            if isinstance(record, records.KeyResult) and record.kpi:
                ties.kpi.update((ref, kpi) for kpi in _kpi_refs(record, "kpi", (record.kpi,), who, directory, problems))
    return ties


def _with_key_results(goal: GoalAt) -> Iterable[tuple[str, Goalish]]:
    yield goal.ref, goal.record
    for id_, record in goal.key_results.items():
        yield f"{goal.ref}#{id_}", record


def _goal_refs(record: Goalish, who: Referrer, directory: Directory, problems: list[Problem]) -> tuple[str, ...]:
    refs: dict[str, None] = {}
    for position, words in enumerate(record.supports):
        targets = find_goals(words, who, directory)
        refs.update((target.ref, None) for target in targets)
        if not targets and not may_be_unread_goal(words, who, directory):
            hint = unknown_goal(words, who, directory, problems)
            place = reference_place(record.places, "supports", position, problems)
            problems.append(Problem(place, "unknown-reference", f"There is no goal `{words}`.", hint))
    return tuple(refs)


def _kpi_refs(
    record: Goalish, field: str, names: Iterable[str], who: Referrer, directory: Directory, problems: list[Problem]
) -> tuple[str, ...]:
    refs: dict[str, None] = {}
    for position, words in enumerate(names):
        if kpi := find_kpi(words, who, directory):
            refs[kpi.ref] = None
        elif not may_be_unread_kpi(words, who, directory):
            hint = unknown_kpi(words, who, directory, problems)
            place = reference_place(record.places, field, position, problems)
            problems.append(Problem(place, "unknown-reference", f"There is no KPI `{words}`.", hint))
    return tuple(refs)


def _break_circles(goals: Iterable[GoalAt], ties: _Ties, directory: Directory, problems: list[Problem]) -> None:
    """Tells of each circle of support where it closes, and takes the tie that closes it away."""
    ups = {goal.ref: [ref.partition("#")[0] for ref in _all_supports(goal, ties)] for goal in goals}
    closing: dict[str, set[str]] = {}  # goal → those above that tie it into a circle
    found: list[Problem] = []
    for circle in circles({ref: above for ref, above in ups.items() if above}, MOST_HINTS):
        ref, above = circle[-2:]
        if above in closing.setdefault(ref, set()):
            continue
        closing[ref].add(above)
        if len(found) < MOST_HINTS and (place := _tie(directory.goals[ref], above, directory)):
            message = f"These goals support each other in a circle: {told(circle)}."
            hint = "Take one `supports` away: support runs upwards."
            found.append(Problem(place, "circular-support", message, hint))
    problems += found
    for ref, above_all in closing.items():
        for one, _ in _with_key_results(directory.goals[ref]):
            if one in ties.supports:
                kept = (other for other in ties.supports[one] if other.partition("#")[0] not in above_all)
                ties.supports[one] = tuple(kept)


def _tie(goal: GoalAt, above: str, directory: Directory) -> Place | None:
    """The first place that ties `goal` or one of its key results to the objective `above`."""
    who = Referrer(goal.team, goal.tree, goal.cycle)
    for _, record in _with_key_results(goal):
        for position, words in enumerate(record.supports):
            if any(target.goal.ref == above for target in find_goals(words, who, directory)):
                return record.places.at("supports", position)
    return None


def _all_supports(goal: GoalAt, ties: _Ties) -> Iterable[str]:
    """What the objective supports, itself or through a key result."""
    for ref, _ in _with_key_results(goal):
        yield from ties.supports.get(ref, ())


def _supported_by(goals: Iterable[GoalAt], ties: _Ties) -> dict[str, dict[str, None]]:
    """Objective → objectives that support it or one of its key results, in the order of the site."""
    found: dict[str, dict[str, None]] = {}
    for goal in goals:
        for ref in _all_supports(goal, ties):
            found.setdefault(ref.partition("#")[0], {})[goal.ref] = None
    return found


def _balance_sets(
    goals: Iterable[GoalAt], kpis: Mapping[str, Kpi], ties: _Ties, side: str
) -> dict[str, tuple[str, ...]]:
    """Objective → KPIs that drive (`supports`) or guard (`guards`) it, whoever wrote that; in the order of `kpis`."""
    found: dict[str, set[str]] = {}
    for kpi in kpis.values():
        for ref in kpi.supports if side == "supports" else kpi.guards:
            found.setdefault(ref.partition("#")[0], set()).add(kpi.ref)
    written = ties.drivers if side == "supports" else ties.guards
    for goal in goals:
        for ref, _ in _with_key_results(goal):
            if ref in written:
                found.setdefault(goal.ref, set()).update(written[ref])
            if side == "supports" and ref in ties.kpi:
                found.setdefault(goal.ref, set()).add(ties.kpi[ref])
    positions = {ref: position for position, ref in enumerate(kpis)}
    return {goal: tuple(sorted(refs, key=positions.__getitem__)) for goal, refs in found.items()}
