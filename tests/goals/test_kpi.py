"""KPIs: what is known of them, what they are held against, and how they stand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from okrsite.goals.kpi import attainment, direction, health_on, kpi_figures, target_of
from okrsite.goals.model import Kpi, KpiPoint
from okrsite.goals.periods import figure_in, known_periods, next_period_end, running_total
from okrsite.source.values import Bound, Every, Number, Steps, TargetPath
from tests.goals.build import END, START, at_least, at_most, between, kpi, month, on, point, year

if TYPE_CHECKING:
    from okrsite.goals.figures import KpiFigures


def of(measured: Kpi, day: str = "11-22") -> KpiFigures:
    return kpi_figures(measured, known_periods(measured, on(day)), on(day))


# --- known periods --------------------------------------------------------------------------------------------------


def test_a_period_is_known_from_its_first_day_or_its_date() -> None:
    measured = kpi([point("2026-10", 104), point("2026-11", 121, known="12-03")])
    assert [(of(measured, day).value, of(measured, day).period) for day in ("09-30", "10-01", "12-02", "12-03")] == [
        (None, None),
        (104, "2026-10"),
        (104, "2026-10"),
        (121, "2026-11"),
    ]


def test_of_one_period_the_latest_known_value_counts() -> None:
    measured = kpi([point("2026-10", 104, note="First."), point("2026-10", 98, known="11-05")])
    assert [of(measured, day).value for day in ("11-04", "11-05")] == [104, 98]
    assert [(p.date, p.note) for p in of(measured).values] == [(on("11-05"), None)]


def test_words_without_a_value_correct_nothing() -> None:
    measured = kpi([point("2026-10", 104), point("2026-10", None, known="11-05", note="Confirmed.")])
    assert [(p.value, p.date, p.note) for p in of(measured).values] == [(104, on("10-01"), "Confirmed.")]


def test_a_correction_is_held_against_the_periods_own_target() -> None:
    measured = kpi(
        [point("2026-10", 104, target=at_least(100)), point("2026-10", 98, known="11-05")], target=at_least(50)
    )
    assert (of(measured).target, of(measured).health) == (at_least(100), "red")


def test_the_value_is_of_the_latest_known_period_that_has_one() -> None:
    measured = kpi({"2026-09": 98, "2026-10": 104, "2026-11": None}, target=at_least(100))
    found = of(measured)
    assert (found.value, found.period, found.health, found.trend) == (104, "2026-10", "green", 6)
    assert [p.health for p in found.values] == ["red", "green", "no-data"]


# --- targets --------------------------------------------------------------------------------------------------------


def test_a_rows_own_target_comes_first() -> None:
    measured = kpi([point("2026-10", 104), point("2026-11", 104, target=at_least(130))], target=at_least(100))
    assert [p.health for p in of(measured).values] == ["green", "red"]


STEPS = Steps(((month("2026-07"), at_least(100)), (month("2026-10"), at_least(120))))


@pytest.mark.parametrize(
    ("period", "bound"),
    [
        ("2026-06", None),
        ("2026-07", at_least(100)),
        ("2026-09", at_least(100)),
        ("2026-10", at_least(120)),
        ("2027-05", at_least(120)),
    ],
)
def test_a_target_by_period_holds_until_the_next(period: str, bound: Bound | None) -> None:
    assert target_of(STEPS, month(period).start, month(period).end, None) == bound


def test_before_the_first_step_there_is_no_target_and_no_green() -> None:
    assert of(kpi({"2026-06": 500}, target=STEPS), "07-10").health == "no-target"


PATH = TargetPath(61, 40, by=year("2030"), start=year("2024"))


@pytest.mark.parametrize(("name", "number"), [("2024", 61), ("2030", 40), ("2035", 40)])
def test_a_path_runs_between_the_ends_of_its_periods_and_stays(name: str, number: Number) -> None:
    assert target_of(PATH, year(name).start, year(name).end, None) == at_most(number)


def test_a_path_is_a_straight_line_of_days() -> None:
    gone = (dt.date(2026, 12, 31) - dt.date(2024, 12, 31)) / (dt.date(2030, 12, 31) - dt.date(2024, 12, 31))
    bound = target_of(PATH, dt.date(2026, 1, 1), dt.date(2026, 12, 31), None)
    assert bound is not None
    assert bound.high == pytest.approx(61 - 21 * gone)


def test_a_path_up_is_a_bound_to_reach() -> None:
    path = TargetPath(10, 20, by=month("2026-12"), start=month("2026-10"))
    half = target_of(path, month("2026-11").start, month("2026-11").end, None)
    assert half == at_least(10 + 10 * 30 / 61)


def test_a_path_begins_with_the_first_value() -> None:
    path = TargetPath(10, 20, by=month("2026-12"))
    found = of(kpi({"2026-09": None, "2026-10": 10, "2026-11": 11}, target=path))
    assert [p.target for p in found.values] == [None, at_least(10), at_least(10 + 10 * 30 / 61)]


def test_before_its_start_a_path_sets_no_target() -> None:
    assert target_of(PATH, dt.date(2023, 1, 1), dt.date(2023, 12, 31), None) is None


def test_without_a_value_the_target_is_the_days() -> None:
    assert of(kpi(target=at_least(5))).target == at_least(5)
    assert of(kpi(target=STEPS), "08-15").target == at_least(100)


# --- health ---------------------------------------------------------------------------------------------------------

HEALTHS = [
    (at_least(120), at_least(100), 121, "green"),
    (at_least(120), at_least(100), 120, "green"),
    (at_least(120), at_least(100), 119, "amber"),
    (at_least(120), at_least(100), 100, "amber"),
    (at_least(120), at_least(100), 99, "red"),
    (at_least(120), None, 119, "red"),
    (at_most(25), at_most(30), 25, "green"),
    (at_most(25), at_most(30), 30, "amber"),
    (at_most(25), at_most(30), 31, "red"),
    (between(40, 60), between(30, 70), 40, "green"),
    (between(40, 60), between(30, 70), 65, "amber"),
    (between(40, 60), between(30, 70), 71, "red"),
    (None, at_least(100), 500, "no-target"),
    (None, None, 0, "no-target"),
    (at_least(0.3), None, 0.1 + 0.2, "green"),
    (at_most(0.3), None, 0.1 + 0.2, "green"),
]


@pytest.mark.parametrize(("target", "tolerance", "value", "health"), HEALTHS)
def test_health_is_how_the_value_stands_to_target_and_tolerance(
    target: Bound | None, tolerance: Bound | None, value: Number, health: str
) -> None:
    measured = kpi({"2026-10": value}, target=target, tolerance=tolerance)
    assert of(measured).health == health_on(measured, on("11-22")) == health


def test_no_value_is_no_data() -> None:
    assert of(kpi(target=at_least(1))).health == "no-data"
    assert of(kpi({"2026-10": None}, target=at_least(1))).health == "no-data"


# --- sums that are not over -----------------------------------------------------------------------------------------


def test_a_sum_so_far_is_judged_by_the_last_finished_period() -> None:
    measured = kpi({"2026-09": 90, "2026-10": 104, "2026-11": 60}, target=at_least(100), total="sum")
    found = of(measured)
    assert (found.value, found.period, found.so_far) == (60, "2026-11", True)
    assert (found.health, found.judged, found.trend, found.attainment) == ("green", "2026-10", 14, 1.04)
    assert [(p.health, p.so_far) for p in found.values] == [("red", False), ("green", False), (None, True)]
    assert health_on(measured, on("11-22")) == "green"


@pytest.mark.parametrize(("day", "health"), [("11-30", "green"), ("12-01", "red")])
def test_a_sum_is_judged_once_its_period_is_over(day: str, health: str) -> None:
    measured = kpi({"2026-10": 104, "2026-11": 60}, target=at_least(100), total="sum")
    assert of(measured, day).health == health_on(measured, on(day)) == health


@pytest.mark.parametrize(
    ("target", "tolerance", "value", "health"),
    [
        (at_least(100), None, 100, "green"),
        (at_least(100), at_least(50), 60, None),
        (at_most(25), None, 26, "red"),
        (at_most(25), None, 25, None),
        (at_most(25), at_most(30), 26, None),
        (at_most(25), at_most(30), 31, "red"),
        (between(40, 60), None, 70, None),
        (None, None, 70, None),
    ],
)
def test_a_sum_counts_early_only_when_it_is_decided(
    target: Bound | None, tolerance: Bound | None, value: Number, health: str | None
) -> None:
    found = of(kpi({"2026-11": value}, target=target, tolerance=tolerance, total="sum"))
    assert [(p.health, p.so_far) for p in found.values] == [(health, health is None)]
    assert found.health == (health or "no-data")
    assert found.so_far is (health is None)


@pytest.mark.parametrize("total", ["last", "mean"])
def test_only_a_sum_is_ever_so_far(total: str) -> None:
    found = of(kpi({"2026-11": 60}, target=at_least(100), total=total))
    assert (found.health, found.so_far) == ("red", False)


# --- attainment, trend, silence -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "value", "rate"),
    [
        (at_least(120), 121, 121 / 120),
        (at_least(0), 5, None),
        (at_least(-1), 5, None),
        (at_most(25), 50, 0.5),
        (at_most(25), 0, None),
        (at_most(25), -5, None),
        (between(40, 60), 50, 1),
        (between(40, 60), 40, 1),
        (between(40, 60), 20, 0.5),
        (between(40, 60), 120, 0.5),
        (between(-5, 5), -10, None),
        (between(-9, -5), -2, None),
        (None, 5, None),
    ],
)
def test_the_achievement_rate(target: Bound | None, value: Number, rate: float | None) -> None:
    assert attainment(target, value) == rate


@pytest.mark.parametrize(
    ("target", "value", "previous", "word"),
    [
        (at_least(10), 8, 7, "better"), (at_least(10), 7, 8, "worse"), (at_least(10), 0.3, 0.1 + 0.2, "level"),
        (at_most(10), 8, 9, "better"), (at_most(10), 9, 8, "worse"),
        (between(40, 60), 70, 80, "better"), (between(40, 60), 30, 70, "level"), (between(40, 60), 45, 55, "level"),
        (between(40, 60), 20, 50, "worse"), (None, 8, 7, None),
    ],
)  # fmt: skip
def test_better_or_worse_is_by_the_targets_direction(
    target: Bound | None, value: Number, previous: Number, word: str | None
) -> None:
    assert direction(target, value, previous) == word


def test_trend_is_from_the_previous_known_value() -> None:
    found = of(kpi({"2026-08": 110, "2026-09": None, "2026-10": 104}, target=at_least(100)))
    assert (found.trend, found.direction) == (-6, "worse")
    assert of(kpi({"2026-10": 104})).trend is None


@pytest.mark.parametrize(("day", "stale"), [("11-30", False), ("12-01", True)])
def test_stale_when_the_whole_next_period_has_passed(day: str, stale: bool) -> None:
    assert of(kpi({"2026-10": 104}), day).stale is stale


def test_without_a_known_period_nothing_is_stale() -> None:
    assert not of(kpi()).stale


@pytest.mark.parametrize(
    ("every", "start", "end", "next_end"),
    [
        ("day", "2026-02-28", "2026-02-28", "2026-03-01"),
        ("week", "2026-12-21", "2026-12-27", "2027-01-03"),
        ("month", "2026-01-01", "2026-01-31", "2026-02-28"),
        ("month", "2026-11-01", "2026-11-30", "2026-12-31"),
        ("quarter", "2026-10-01", "2026-12-31", "2027-03-31"),
        ("quarter", "2026-02-01", "2026-04-30", "2026-07-31"),
        ("half", "2026-04-01", "2026-09-30", "2027-03-31"),
        ("year", "2027-03-01", "2028-02-29", "2029-02-28"),
    ],
)
def test_the_next_period_ends(every: Every, start: str, end: str, next_end: str) -> None:
    of_period = KpiPoint(on(start), on(end), "any", on(start), 1)
    assert next_period_end(of_period, every) == on(next_end)


@pytest.mark.parametrize(("day", "archived"), [("11-21", False), ("11-22", True)])
def test_a_kpi_is_archived_from_its_day(day: str, archived: bool) -> None:
    assert of(kpi({"2026-10": 1}, archived=on("11-22")), day).archived is archived


def test_a_withheld_kpi_has_a_target_and_nothing_else() -> None:
    found = of(kpi({"2026-09": 1, "2026-10": 2}, target=at_least(1), withheld=True))
    assert (found.value, found.period, found.health, found.trend, found.attainment) == (None, None, None, None, None)
    assert (found.target, found.values, found.stale) == (at_least(1), (), False)


# --- totals ---------------------------------------------------------------------------------------------------------

QUARTER = {"2026-09": 10, "2026-10": 4, "2026-11": None, "2026-12": 8, "2027-01": 99}


@pytest.mark.parametrize(("total", "figure"), [("last", 8), ("sum", 12), ("mean", 6)])
def test_a_kpis_figure_in_a_cycle_is_of_the_periods_that_begin_in_it(total: str, figure: Number) -> None:
    measured = kpi(QUARTER, total=total)
    assert figure_in(known_periods(measured, on("2027-03-01")), measured.record.total, START, END) == figure


def test_a_cycle_without_a_value_has_no_figure() -> None:
    measured = kpi({"2026-09": 10, "2026-11": None})
    assert figure_in(known_periods(measured, END), "last", START, END) is None


def fed(measured: Kpi, day: str) -> list[tuple[str, Number]]:
    series = running_total(measured, known_periods(measured, on(day)), START, END, on(day))
    return [(date.isoformat(), value) for date, value in series]


@pytest.mark.parametrize(("total", "values"), [("last", [4, 6, 8]), ("sum", [4, 10, 18]), ("mean", [4, 5, 6])])
def test_a_key_result_is_fed_the_running_total(total: str, values: list[Number]) -> None:
    measured = kpi({"2026-09": 10, "2026-10": 4, "2026-11": 6, "2026-12": 8, "2027-01": 99}, total=total)
    assert fed(measured, "2027-02-01") == list(zip(["2026-10-31", "2026-11-30", "2026-12-31"], values, strict=True))


def test_periods_that_begin_on_the_first_and_the_last_day_are_in_the_time() -> None:
    days = [on(day) for day in ("09-30", "10-01", "12-31", "2027-01-01")]
    measured = kpi([KpiPoint(day, day, day.isoformat(), day, 1) for day in days], every="day", total="sum")
    assert fed(measured, "2027-02-01") == [("2026-10-01", 1), ("2026-12-31", 2)]
    assert figure_in(known_periods(measured, on("2027-02-01")), "sum", START, END) == 2


def test_a_running_total_is_dated_by_the_day_while_its_period_runs() -> None:
    assert fed(kpi({"2026-10": 4, "2026-11": 6}), "11-22") == [("2026-10-31", 4), ("2026-11-22", 6)]


def test_last_takes_the_latest_before_while_there_is_none() -> None:
    assert fed(kpi({"2026-08": 2, "2026-09": 3, "2026-10": None}), "11-22") == [("2026-09-30", 3)]
    assert fed(kpi({"2026-08": 2, "2026-09": 3}, total="sum"), "11-22") == []
    assert fed(kpi({"2027-01": 9}), "11-22") == []
