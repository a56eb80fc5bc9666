"""What the pace expects, and where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from okrsite.goals.pace import time_gone
from tests.goals.build import END, START, TODAY, at_least, checkin, figures, keep, key_result, milestone, move, on

if TYPE_CHECKING:
    import datetime as dt

    from okrsite.source.values import Number

DAY_53 = 52 / 91


def test_the_worked_day_53_of_92_expects_52_of_91() -> None:
    assert time_gone(START, END, TODAY) == DAY_53
    assert figures(key_result(move(0, 10))).expected == DAY_53


@pytest.mark.parametrize(("day", "share"), [("10-01", 0.0), ("12-31", 1.0), ("2027-03-01", 1.0)])
def test_the_pace_runs_from_the_first_day_to_the_last(day: str, share: float) -> None:
    assert figures(key_result(move(0, 10)), day).expected == share


@pytest.mark.parametrize(
    "result",
    [
        key_result(move(0, 10)),
        key_result(keep(at_least(1))),
        key_result(is_yes_or_no=True),
        key_result(milestones=(milestone(due="09-01"),)),
        key_result(move(0, 10, plan=((on("11-01"), 5),))),
    ],
)
def test_nothing_is_expected_before_the_start(result: object) -> None:
    assert figures(result, "09-30").expected is None  # type: ignore[arg-type]


def test_its_own_start_and_due_set_the_pace() -> None:
    assert figures(key_result(move(0, 10), start="11-01", due="12-01"), "11-16").expected == 0.5


def test_a_single_day_expects_everything_on_it() -> None:
    assert figures(key_result(move(0, 10), start="11-22", due="11-22")).expected == 1.0


def test_late_is_the_time_gone_squared() -> None:
    assert figures(key_result(move(0, 10, pace="late"))).expected == pytest.approx(DAY_53**2)


def test_no_pace_expects_nothing() -> None:
    assert figures(key_result(move(0, 10, pace="none"), {"11-04": 5})).expected is None


@pytest.mark.parametrize(
    ("day", "share"),
    [
        ("10-01", 0.0),
        ("10-16", 0.1),
        ("10-31", 0.2),
        ("11-30", 0.5),
        ("12-30", 0.8),
        ("12-31", 1.0),
        ("2027-01-10", 1.0),
    ],
)
def test_a_plan_is_straight_lines_through_its_values(day: str, share: float) -> None:
    plan = ((on("10-31"), 80), (on("12-30"), 50))
    assert figures(key_result(move(90, 40, plan=plan)), day).expected == pytest.approx(share, abs=1e-12)


def test_a_plan_that_goes_the_wrong_way_first_expects_nothing_less_than_zero() -> None:
    assert figures(key_result(move(0, 10, plan=((on("11-22"), -5),)))).expected == 0.0


def test_a_plan_beyond_the_target_expects_all() -> None:
    assert figures(key_result(move(0, 10, plan=((on("11-22"), 12),)))).expected == 1.0


def test_a_plan_without_from_begins_at_the_first_value() -> None:
    result = key_result(move(None, 40, plan=((on("11-22"), 30),)), {"10-01": 20})
    assert figures(result).expected == 0.5
    assert figures(key_result(move(None, 40, plan=((on("11-22"), 30),)))).expected is None


def test_milestones_that_all_have_a_due_are_expected_the_day_after() -> None:
    result = key_result(milestones=(milestone(due="10-31"), milestone(due="12-15", weight=2)))
    assert [figures(result, day).expected for day in ("10-31", "11-01", "12-15", "12-16")] == [0.0, 1 / 3, 1 / 3, 1.0]


def test_milestones_of_which_one_has_no_due_are_linear() -> None:
    assert figures(key_result(milestones=(milestone(due="10-31"), milestone()))).expected == DAY_53


@pytest.mark.parametrize(("day", "share"), [("10-01", 0.0), ("12-31", 0.0), ("2027-01-01", 1.0)])
def test_yes_or_no_is_expected_after_the_end(day: str, share: float) -> None:
    assert figures(key_result(is_yes_or_no=True), day).expected == share


@pytest.mark.parametrize("day", ["10-01", "11-22", "2027-01-01"])
def test_a_keep_is_expected_always(day: str) -> None:
    assert figures(key_result(keep(at_least(1))), day).expected == 1.0


def test_shares_of_people_are_linear() -> None:
    assert figures(key_result(checkins=[checkin("11-04", progress=0.5)])).expected == DAY_53


# --- forecast and required pace -------------------------------------------------------------------------------------


def test_the_worked_forecast() -> None:
    found = figures(key_result(move(0, 10), {"10-14": 2, "11-04": 5}))
    assert found.forecast == pytest.approx(13.382352941176471)
    assert found.required_pace == pytest.approx(5 / 39)
    assert found.pace_so_far == pytest.approx(5 / 34)


def test_a_forecast_follows_a_falling_number() -> None:
    found = figures(key_result(move(42, 25), {"11-10": 38}))
    assert found.forecast == pytest.approx(42 - 4 * 91 / 40)
    assert found.required_pace == pytest.approx(-13 / 39)


@pytest.mark.parametrize(
    ("values", "day"),
    [({}, TODAY), ({"10-01": 3}, TODAY), ({"09-20": 3}, TODAY), ({"11-04": 5}, on("2027-01-01"))],
    ids=["no value", "value on the first day", "value before the start", "over"],
)
def test_without_a_value_on_the_way_there_is_no_forecast(values: dict[str, Number], day: dt.date) -> None:
    found = figures(key_result(move(0, 10), values), day)
    assert (found.forecast, found.pace_so_far) == (None, None)


def test_only_a_move_has_a_forecast() -> None:
    assert figures(key_result(keep(at_least(1)), {"11-04": 5})).forecast is None
    assert figures(key_result(checkins=[checkin("11-04", progress=0.5)])).forecast is None


def test_on_the_last_day_there_is_a_forecast_and_no_day_left() -> None:
    found = figures(key_result(move(0, 10), {"11-04": 5}), "12-31")
    assert found.forecast is not None
    assert found.required_pace is None


def test_a_forecast_of_the_last_day_is_the_value() -> None:
    assert figures(key_result(move(0, 10), {"12-31": 7}), "12-31").forecast == 7
