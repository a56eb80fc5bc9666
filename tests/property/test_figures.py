"""Laws of the figures: what holds whatever the facts are."""

from __future__ import annotations

from dataclasses import replace
from math import isclose
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrsite.goals.arithmetic import clamp
from okrsite.goals.figures import Health, Status, Verdict
from okrsite.goals.measure import measure
from okrsite.goals.progress import checkin_day, move
from tests.goals.build import figures, objective, site
from tests.property.strategies import CYCLES, anything, days, key_results, kpis, numbers, sites

if TYPE_CHECKING:
    import datetime as dt

    from okrsite.goals.model import Goals, KeyResult, Kpi, Objective
    from okrsite.source import records
    from okrsite.source.values import Number


@given(key_results(), days)
def test_a_progress_is_null_or_within_0_and_1(result: KeyResult, day: dt.date) -> None:
    found = figures(result, day)
    for share in (found.progress, found.expected, found.grade):
        assert share is None or 0 <= share <= 1


@given(anything, anything, anything)
def test_any_move_has_a_progress_within_0_and_1(start: Number, to: Number, value: Number) -> None:
    assert 0 <= (move(start, to, value)[1] or 0) <= 1


@given(numbers, numbers, numbers)
def test_swapping_from_and_to_mirrors(start: Number, to: Number, value: Number) -> None:
    there, back = move(start, to, value), move(to, start, value)
    if there[0] is None or back[0] is None:
        assert there[0] == back[0]
        return
    assert isclose(there[0], 1 - back[0], rel_tol=1e-6, abs_tol=1e-9)
    assert isclose(clamp(there[0]), 1 - clamp(back[0]), abs_tol=1e-9)


@given(numbers, numbers, numbers, st.integers(-100, 100))
def test_moving_all_numbers_alike_changes_nothing(start: int, to: int, value: int, by: int) -> None:
    one, other = move(start, to, value)[0], move(start + by, to + by, value + by)[0]
    if one is not None and other is not None:
        assert isclose(one, other, rel_tol=1e-5, abs_tol=1e-5)


@settings(max_examples=40)  # a whole site is slow to draw
@given(sites(), days, days)
def test_later_facts_change_nothing_about_an_earlier_day(goals: Goals, one: dt.date, other: dt.date) -> None:
    day = min(one, other)
    assert measure(goals, day) == measure(_until(goals, day), day)


def _until(goals: Goals, day: dt.date) -> Goals:
    """The same site as someone wrote it by the end of `day`."""
    objectives = [_objective_until(o, day) for o in goals.objectives.values()]
    return site(objectives, [_kpi_until(k, day) for k in goals.kpis.values()], cycles=CYCLES)


def _objective_until(goal: Objective, day: dt.date) -> Objective:
    record = replace(goal.record, dropped=_by(goal.record.dropped, day))
    return replace(goal, record=record, key_results=tuple(_key_result_until(k, day) for k in goal.key_results))


def _key_result_until(result: KeyResult, day: dt.date) -> KeyResult:
    record = result.record
    milestones = tuple(replace(m, done=m.done if m.done and m.done <= day else None) for m in record.milestones)
    done = record.done if record.done and record.done <= day else None
    return replace(
        result,
        record=replace(record, dropped=_by(record.dropped, day), milestones=milestones, done=done),
        checkins=tuple(c for c in result.checkins if checkin_day(c) <= day),
    )


def _kpi_until(kpi: Kpi, day: dt.date) -> Kpi:
    archived = kpi.record.archived
    record = replace(kpi.record, archived=archived if archived and archived <= day else None)
    return replace(kpi, record=record, points=tuple(p for p in kpi.points if p.known <= day))


def _by(dropped: records.Dropped | None, day: dt.date) -> records.Dropped | None:
    return dropped if dropped and dropped.date <= day else None


@settings(max_examples=40)  # a whole site is slow to draw
@given(sites(), days)
def test_figures_are_of_known_names_and_within_their_range(goals: Goals, day: dt.date) -> None:
    found = measure(goals, day)
    for result in found.key_results.values():
        assert result.status in get_args(Status)
    for goal in found.objectives.values():
        assert goal.status in get_args(Status)
        for share in (goal.progress, goal.expected, goal.grade):
            assert share is None or 0 <= share <= 1
        assert goal.grade is None or goal.grade == round(goal.grade, 1)
    for kpi in found.kpis.values():
        assert kpi.health is None or kpi.health in get_args(Health)
        assert all(period.date <= day for period in kpi.values)
    for balance in found.balance.values():
        assert balance.verdict in get_args(Verdict)


@given(st.lists(key_results(), min_size=1, max_size=4), days)
def test_a_roll_up_lies_between_its_parts(results: list[KeyResult], day: dt.date) -> None:
    found = measure(site([objective(*_renamed(results))]), day).objectives["academy/2026-q4/recruit"]
    counting = [figures for figures in found.key_results if figures.counts]
    _lies_between(found.progress, [f.progress for f in counting if f.progress is not None])
    _lies_between(found.confidence, [f.confidence for f in counting if f.confidence is not None])
    _lies_between(found.expected, [f.expected for f in counting if f.progress is not None and f.expected is not None])


def _renamed(results: list[KeyResult]) -> list[KeyResult]:
    return [replace(result, id=f"r{n}", ref=f"{result.objective}#r{n}") for n, result in enumerate(results)]


def _lies_between(whole: float | None, parts: list[Number] | list[float]) -> None:
    if whole is None:
        assert not parts
    else:
        assert min(parts) - 1e-12 <= whole <= max(parts) + 1e-12


@given(st.lists(key_results(), min_size=1, max_size=4), days, st.randoms())
def test_the_order_of_key_results_changes_no_figure_of_their_objective(
    results: list[KeyResult], day: dt.date, random: object
) -> None:
    shuffled = _renamed(results)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (
        measure(site([objective(*order)]), day).objectives["academy/2026-q4/recruit"]
        for order in (_renamed(results), shuffled)
    )
    assert (one.status, one.coverage, one.stale, one.reported) == (
        other.status,
        other.coverage,
        other.stale,
        other.reported,
    )
    assert one.progress == pytest.approx(other.progress)


@given(kpis(), days)
def test_a_kpi_without_a_target_is_never_green(kpi: Kpi, day: dt.date) -> None:
    untargeted = replace(kpi, record=replace(kpi.record, target=None))
    assert measure(site([], [untargeted]), day).kpis[kpi.ref].health in {None, "no-target", "no-data"}


@given(key_results(), days)
def test_silence_is_never_done(result: KeyResult, day: dt.date) -> None:
    found = figures(result, day)
    assert not (found.stale and found.status in {"done", "dropped", "withheld", "not-started"})
