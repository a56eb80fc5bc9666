"""Value, attainment and progress: every row of the method page's tables, and what lies on their edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.goals.build import (
    at_least,
    at_most,
    between,
    checkin,
    dropped,
    figures,
    keep,
    key_result,
    milestone,
    move,
    on,
)

if TYPE_CHECKING:
    from okrsite.source.values import Bound, Number

MOVES = [
    ("decreasing, mid-way", 100, 60, 80, 0.5, 0.5),
    ("decreasing, beyond", 100, 60, 50, 1.25, 1.0),
    ("decreasing to zero", 200, 0, 100, 0.5, 0.5),
    ("decreasing, day 0", 520, 350, 520, 0.0, 0.0),
    ("wrong way", 10, 20, 5, -0.5, 0.0),
    ("decimals", 0, 10, 5.9, 0.59, 0.59),
    ("negatives", -20, 10, -5, 0.5, 0.5),
    ("worked example, 0 to 10", 0, 10, 5, 0.5, 0.5),
    ("worked example, 42 to 25", 42, 25, 38, 4 / 17, 4 / 17),
    ("reached exactly", 0, 10, 10, 1.0, 1.0),
    ("exceeded", 0, 50, 59, 1.18, 1.0),
    ("wrong way down", 50, 0, 56, -0.12, 0.0),
]


@pytest.mark.parametrize(("case", "start", "to", "value", "attainment", "progress"), MOVES, ids=[m[0] for m in MOVES])
def test_a_move_is_measured_from_its_start_to_its_end(
    case: str, start: Number, to: Number, value: Number, attainment: float, progress: float
) -> None:
    found = figures(key_result(move(start, to), {"11-04": value}))
    assert (found.kind, found.value, found.origin) == ("move", value, start), case
    assert found.attainment == pytest.approx(attainment)
    assert found.progress == pytest.approx(progress)


def test_day_0_of_a_decreasing_move_is_not_done() -> None:
    assert figures(key_result(move(520, 350), {"10-01": 520}), "10-01").status == "on-track"


def test_no_figure_is_minus_zero() -> None:
    found = figures(key_result(move(520, 350), {"10-01": 520}))
    assert (str(found.attainment), str(found.progress)) == ("0.0", "0.0")


@pytest.mark.parametrize(
    "metric", [move(0, 10), move(None, 10), keep(at_least(99.9)), keep(at_most(25)), keep(between(1, 2))]
)
def test_no_value_is_no_data_and_never_zero(metric: object) -> None:
    found = figures(key_result(metric, checkins=[checkin("11-04", note="Nothing yet.")]))  # type: ignore[arg-type]
    assert (found.value, found.attainment, found.progress, found.status) == (None, None, None, "no-data")


def test_a_value_dated_after_the_day_does_not_exist() -> None:
    found = figures(key_result(move(0, 10), {"11-04": 5, "11-23": 9}), "11-22")
    assert (found.value, len(found.series), len(found.checkins)) == (5, 1, 1)


def test_the_last_of_two_values_on_one_day_counts() -> None:
    found = figures(key_result(move(0, 10), checkins=[checkin("11-04", 3), checkin("11-04", 4)]))
    assert (found.value, found.series) == (4, ((on("11-04"), 4),))
    assert len(found.checkins) == 2


def test_late_news_counts_for_a_move_and_a_progress() -> None:
    assert figures(key_result(move(0, 10), {"12-30": 5, "2027-01-04": 8}), "2027-01-10").value == 8
    shares = [checkin("12-30", progress=0.5), checkin("2027-01-04", progress=0.8)]
    assert figures(key_result(checkins=shares), "2027-01-10").progress == 0.8


def test_late_news_does_not_count_for_a_keep() -> None:
    found = figures(key_result(keep(at_most(25)), {"12-01": 20, "2027-01-04": 30}), "2027-01-10")
    assert (found.value, found.progress) == (20, 1.0)
    late = figures(key_result(keep(at_most(25)), {"2027-01-04": 20}), "2027-01-10")
    assert (late.value, late.progress, late.status) == (None, None, "no-data")


def test_a_target_next_to_its_start_leaves_no_attainment_to_speak_of() -> None:
    found = figures(key_result(move(0, 1e-300), {"11-04": 1e15}))
    assert (found.attainment, found.progress, found.status) == (None, 1.0, "done")


# --- a move with `to` alone -----------------------------------------------------------------------------------------


def test_without_from_the_first_value_is_where_it_began() -> None:
    found = figures(key_result(move(None, 45), {"10-05": 25, "11-04": 30}))
    assert (found.origin, found.attainment, found.progress) == (25, 0.25, 0.25)


@pytest.mark.parametrize(("value", "progress"), [(45, 1.0), (45 * (1 + 1e-10), 1.0), (44, 0.0), (50, 0.0)])
def test_a_first_value_that_is_the_target_leaves_only_there_or_not(value: Number, progress: float) -> None:
    found = figures(key_result(move(None, 45), {"10-05": 45, "11-04": value}))
    assert (found.attainment, found.progress) == (None, progress)


def test_the_first_value_on_its_own_day_is_zero() -> None:
    assert figures(key_result(move(None, 45), {"10-05": 25})).progress == 0.0


# --- keep -----------------------------------------------------------------------------------------------------------

KEPT = [
    ("at_least", at_least(50), 60, 1.2),
    ("at_least, below", at_least(50), 40, 0.8),
    ("at_least of zero", at_least(0), 40, None),
    ("at_least of a negative", at_least(-5), 40, None),
    ("at_most", at_most(25), 20, 1.25),
    ("at_most, above", at_most(25), 50, 0.5),
    ("at_most, value zero", at_most(25), 0, None),
    ("at_most, value negative", at_most(25), -1, None),
    ("between, inside", between(40, 60), 50, 1.0),
    ("between, on the low end", between(40, 60), 40, 1.0),
    ("between, on the high end", between(40, 60), 60, 1.0),
    ("between, outside", between(40, 60), 61, None),
]


@pytest.mark.parametrize(("case", "bound", "value", "attainment"), KEPT, ids=[k[0] for k in KEPT])
def test_a_keeps_attainment_is_how_its_value_stands_to_the_bound(
    case: str, bound: Bound, value: Number, attainment: float | None
) -> None:
    assert figures(key_result(keep(bound), {"11-04": value})).attainment == attainment, case


@pytest.mark.parametrize(
    ("bound", "value"),
    [
        (at_most(25), 25),
        (at_least(25), 25),
        (between(25, 30), 25),
        (between(20, 25), 25),
        (at_least(0.3), 0.1 + 0.2),
        (at_most(0.3), 0.1 + 0.2),
        (at_least(1000), 1000 * (1 - 9e-10)),
        (at_most(1000), 1000 * (1 + 9e-10)),
    ],
)
def test_a_value_exactly_on_the_bound_holds(bound: Bound, value: Number) -> None:
    assert figures(key_result(keep(bound), {"11-04": value})).progress == 1.0


@pytest.mark.parametrize(("bound", "value"), [(at_most(1000), 1000 * (1 + 2e-9)), (at_least(1000), 1000 * (1 - 2e-9))])
def test_a_value_past_the_tolerance_does_not_hold(bound: Bound, value: Number) -> None:
    assert figures(key_result(keep(bound), {"11-04": value})).progress == 0.0


def test_the_worked_keep_held_40_of_50_days() -> None:
    found = figures(key_result(keep(at_least(99.9)), {"10-03": 99.95, "11-02": 99.5, "11-12": 99.9}))
    assert (found.progress, found.expected, found.status) == (0.8, 1.0, "at-risk")


@pytest.mark.parametrize(("value", "progress"), [(99.9, 1.0), (99.8, 0.0)])
def test_on_its_first_day_a_keep_holds_or_does_not(value: Number, progress: float) -> None:
    assert figures(key_result(keep(at_least(99.9)), {"11-22": value})).progress == progress


@pytest.mark.parametrize(("value", "progress"), [(99.9, 1.0), (99.8, 0.0)])
def test_a_first_value_on_the_last_day_is_all_there_is_to_count(value: Number, progress: float) -> None:
    assert figures(key_result(keep(at_least(99.9)), {"12-31": value}), "2027-02-01").progress == progress


def test_a_keeps_days_end_with_its_end() -> None:
    result = key_result(keep(at_least(99.9)), {"12-01": 99.95, "12-16": 99.5})
    assert figures(result, "12-31").progress == figures(result, "2027-03-01").progress == 0.5


def test_a_keep_counts_from_its_first_value_even_before_its_start() -> None:
    assert figures(key_result(keep(at_least(5)), {"09-21": 1, "10-01": 9}), "10-11").progress == 0.5


def test_a_value_that_a_kpi_dates_after_the_end_is_all_that_a_keep_has() -> None:
    result = key_result(keep(at_least(5)), kpi="academy/uptime", due="12-15")
    assert figures(result, "2027-01-10", fed=((on("12-31"), 6),)).progress == 1.0
    assert figures(result, "2027-01-10", fed=((on("12-05"), 6), (on("12-31"), 4))).progress == 1.0


# --- milestones, done, progress, none -------------------------------------------------------------------------------


def test_milestones_weigh_what_is_done() -> None:
    result = key_result(milestones=(milestone(done="10-28"), milestone(weight=2), milestone(done="11-23", weight=5)))
    found = figures(result)
    assert (found.kind, found.value) == ("milestones", None)
    assert found.progress == found.attainment == 1 / 8
    assert figures(result, "11-23").progress == 6 / 8


def test_milestones_always_have_a_progress() -> None:
    assert figures(key_result(milestones=(milestone(), milestone()))).progress == 0.0


def test_a_milestone_without_weight_is_only_shown() -> None:
    assert figures(key_result(milestones=(milestone(done="10-28"), milestone(weight=0)))).progress == 1.0


@pytest.mark.parametrize(("day", "progress"), [("11-11", 0.0), ("11-12", 1.0), ("11-13", 1.0)])
def test_done_is_one_from_that_day(day: str, progress: float) -> None:
    found = figures(key_result(done=on("11-12"), is_yes_or_no=True), day)
    assert (found.kind, found.attainment, found.progress) == ("done", progress, progress)


def test_a_blank_done_is_not_done() -> None:
    found = figures(key_result(is_yes_or_no=True))
    assert (found.kind, found.progress) == ("done", 0.0)


def test_progress_is_the_latest_share() -> None:
    result = key_result(
        checkins=[checkin("10-10", progress=0.2), checkin("11-04", progress=0.6), checkin("11-20", note="…")]
    )
    found = figures(result)
    assert (found.kind, found.value, found.attainment, found.progress) == ("progress", None, 0.6, 0.6)
    assert figures(result, "10-20").progress == 0.2


def test_nothing_to_measure_by_is_said_so() -> None:
    found = figures(key_result(checkins=[checkin("11-04", confidence=0.9)]))
    assert (found.kind, found.attainment, found.progress, found.status) == ("none", None, None, "no-data")


# --- counting -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "counts"),
    [
        ({}, True),
        ({"weight": 0}, False),
        ({"weight": 0.5}, True),
        ({"dropped": dropped("11-22")}, False),
        ({"dropped": dropped("11-23")}, True),
        ({"withheld": True}, False),
    ],
)
def test_what_counts_has_weight_and_is_neither_dropped_nor_withheld(record: dict[str, object], counts: bool) -> None:
    assert figures(key_result(move(0, 10), {"11-04": 5}, **record)).counts is counts  # type: ignore[arg-type]


def test_a_withheld_key_result_keeps_only_what_it_is() -> None:
    result = key_result(move(0, 10), {"11-04": 5}, withheld=True, milestones=(), outcome=None)
    found = figures(result)
    assert (found.kind, found.status, found.counts, found.stale) == ("move", "withheld", False, False)
    nothing = (found.value, found.attainment, found.progress, found.expected, found.reported, found.confidence)
    assert set(nothing) == {None}
    assert (found.forecast, found.required_pace, found.last_checkin, found.last_news, found.grade) == (None,) * 5
    assert (found.checkins, found.series) == ((), ())
