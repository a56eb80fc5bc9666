"""What the figures say: each clause of the computed status in its order, what people report, and silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from okrsite.goals.status import by_confidence, by_gap
from okrsite.source import records
from okrsite.source.fields import make
from tests.goals.build import (
    LIMITS,
    at_least,
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
    from okrsite.source.values import Number

# --- computed -------------------------------------------------------------------------------------------------------


def test_dropped_comes_before_all() -> None:
    result = key_result(move(0, 10), {"10-05": 10}, start="12-01", dropped=dropped("11-15"))
    assert [figures(result, day).status for day in ("11-14", "11-15", "2027-02-01")] == [
        "not-started",
        "dropped",
        "dropped",
    ]


def test_not_started_comes_before_done() -> None:
    result = key_result(move(0, 10), {"10-05": 10}, start="12-01")
    assert [figures(result, day).status for day in ("11-30", "12-01")] == ["not-started", "done"]


@pytest.mark.parametrize(
    "result",
    [
        key_result(move(0, 10), {"11-04": 10}),
        key_result(move(0, 10), {"11-04": 12}),
        key_result(move(0, 0.3), {"11-04": 0.1 + 0.2}),
        key_result(move(0, 0.7), {"11-04": 0.7 - 1e-16}),
        key_result(milestones=(milestone(done="10-28"),)),
        key_result(done=on("11-12"), is_yes_or_no=True),
        key_result(checkins=[checkin("11-04", progress=1)]),
    ],
)
def test_all_of_it_is_done_on_the_way_and_after(result: object) -> None:
    assert [figures(result, day).status for day in ("11-22", "2027-02-01")] == ["done", "done"]  # type: ignore[arg-type]


def test_a_keep_that_holds_is_on_track_until_its_end_and_done_after_it() -> None:
    result = key_result(keep(at_least(5)), {"10-05": 6})
    assert [figures(result, day).status for day in ("11-22", "12-31", "2027-01-01")] == ["on-track", "on-track", "done"]


@pytest.mark.parametrize(("broken_on", "progress", "status"), [("12-21", 0.9, "done"), ("12-20", 0.89, "missed")])
def test_a_keep_is_done_when_it_held_all_but_at_risk(broken_on: str, progress: float, status: str) -> None:
    found = figures(key_result(keep(at_least(5)), {"09-22": 6, broken_on: 4}), "2027-01-01")
    assert (found.progress, found.status) == (progress, status)


def test_no_data_comes_before_missed() -> None:
    assert figures(key_result(move(0, 10)), "2027-02-01").status == "no-data"
    assert figures(key_result(), "2027-02-01").status == "no-data"


@pytest.mark.parametrize(("day", "status"), [("12-31", "off-track"), ("2027-01-01", "missed")])
def test_missed_begins_the_day_after_the_end(day: str, status: str) -> None:
    assert figures(key_result(move(0, 10), {"11-04": 5}), day).status == status


def test_the_worked_gaps() -> None:
    assert figures(key_result(move(0, 10), {"10-14": 2, "11-04": 5})).status == "on-track"
    assert figures(key_result(move(42, 25), {"11-10": 38})).status == "off-track"


@pytest.mark.parametrize(
    ("expected", "progress", "status"),
    [
        (0.5, 0.9, "on-track"),
        (0.6, 0.5, "on-track"),
        (0.8, 0.7, "on-track"),
        (0.9, 0.8, "on-track"),
        (0.601, 0.5, "at-risk"),
        (0.75, 0.5, "at-risk"),
        (0.85, 0.6, "at-risk"),
        (0.751, 0.5, "off-track"),
    ],
)
def test_the_limits_of_the_gap_are_inclusive(expected: float, progress: float, status: str) -> None:
    assert by_gap(expected, progress, LIMITS) == status


def test_the_sites_own_limits_hold() -> None:
    strict = make(records.StatusLimits, at_risk=0, off_track=0.05)
    assert [by_gap(0.5, p, strict) for p in (0.5, 0.499, 0.45, 0.449)] == [
        "on-track",
        "at-risk",
        "at-risk",
        "off-track",
    ]
    assert by_gap(0.1 + 0.2, 0.3, strict) == "on-track"


@pytest.mark.parametrize(
    ("confidence", "status"),
    [
        (1, "on-track"),
        (0.7, "on-track"),
        (0.7 - 1e-12, "on-track"),
        (0.69, "at-risk"),
        (0.4, "at-risk"),
        (0.39, "off-track"),
        (0, "off-track"),
        (None, "no-data"),
    ],
)
def test_without_a_pace_the_latest_confidence_decides(confidence: Number | None, status: str) -> None:
    assert by_confidence(confidence) == status
    checkins = [checkin("10-10", 1, confidence=0.1 if confidence is not None else None)]
    checkins.append(checkin("11-04", 2, confidence=confidence))
    assert figures(key_result(move(0, 10, pace="none"), checkins=checkins)).status == status


def test_without_a_pace_all_of_it_is_still_done_and_less_is_missed_after_the_end() -> None:
    assert figures(key_result(move(0, 10, pace="none"), {"11-04": 10})).status == "done"
    assert figures(key_result(move(0, 10, pace="none"), {"11-04": 9}), "2027-01-01").status == "missed"


def test_what_no_one_can_measure_has_no_data_once_begun() -> None:
    result = key_result(checkins=[checkin("10-10", confidence=0.9)])
    assert [figures(result, day).status for day in ("09-30", "10-01", "2027-01-01")] == [
        "not-started",
        "no-data",
        "no-data",
    ]


# --- reported, confidence, blocked ----------------------------------------------------------------------------------


def test_reported_is_what_the_latest_that_names_one_says() -> None:
    checkins = [checkin("10-10", 1, status="off-track"), checkin("11-04", 2, status="on-track"), checkin("11-10", 3)]
    found = figures(key_result(move(0, 10), checkins=checkins))
    assert (found.reported, found.status) == ("on-track", "off-track")
    assert figures(key_result(move(0, 10), checkins=checkins), "10-20").reported == "off-track"


def test_confidence_is_the_latest_there_is() -> None:
    checkins = [checkin("10-10", confidence=0.6), checkin("11-04", confidence=0.3), checkin("11-10", 3)]
    assert figures(key_result(move(0, 10), checkins=checkins)).confidence == 0.3


def test_blocked_is_its_own_word_or_the_latest_check_ins() -> None:
    checkins = [checkin("10-10", 1, blocked="No room."), checkin("11-04", 2)]
    assert figures(key_result(move(0, 10), checkins=checkins), "10-20").blocked == "No room."
    assert figures(key_result(move(0, 10), checkins=checkins)).blocked is None
    assert figures(key_result(move(0, 10), checkins=checkins, blocked="No licence.")).blocked == "No licence."


# --- news and silence -----------------------------------------------------------------------------------------------


def test_last_news_is_a_check_in_or_something_done() -> None:
    result = key_result(milestones=(milestone(done="11-10"), milestone(done="12-20")), checkins=[checkin("11-04")])
    found = figures(result)
    assert (found.last_checkin, found.last_news) == (on("11-04"), on("11-10"))
    assert figures(key_result(done=on("11-12"), is_yes_or_no=True)).last_news == on("11-12")
    assert figures(key_result(done=on("11-12"), is_yes_or_no=True), "11-12").last_news == on("11-12")
    assert figures(key_result(done=on("11-12"), is_yes_or_no=True), "11-11").last_news is None


@pytest.mark.parametrize(("day", "stale"), [("11-18", False), ("11-19", True), ("12-31", True), ("2027-01-01", False)])
def test_the_worked_key_result_is_stale_since_11_19(day: str, stale: bool) -> None:
    assert figures(key_result(move(0, 10), {"10-14": 2, "11-04": 5}), day).stale is stale


@pytest.mark.parametrize(("day", "stale"), [("10-15", False), ("10-16", True)])
def test_without_news_the_start_counts(day: str, stale: bool) -> None:
    assert figures(key_result(move(0, 10)), day).stale is stale
    assert figures(key_result(move(0, 10), {"09-01": 0}), day).stale is stale


def test_its_own_rhythm_counts() -> None:
    assert figures(key_result(move(0, 10), {"11-14": 2}, checkin_every=7)).stale
    assert not figures(key_result(move(0, 10), {"11-15": 2}, checkin_every=7)).stale


@pytest.mark.parametrize(
    "result",
    [
        key_result(move(0, 10), {"10-05": 10}),
        key_result(move(0, 10), {"10-05": 1}, dropped=dropped("11-15")),
        key_result(move(0, 10), {"10-05": 1}, start="11-23"),
        key_result(move(0, 10), {"10-05": 1}, due="11-21"),
    ],
    ids=["done", "dropped", "not begun", "over"],
)
def test_what_needs_no_news_is_not_stale(result: object) -> None:
    assert not figures(result).stale  # type: ignore[arg-type]


def test_a_keep_that_holds_must_still_be_heard_of() -> None:
    assert figures(key_result(keep(at_least(5)), {"10-05": 6})).stale


@pytest.mark.parametrize("stale", [True, False])
def test_fed_by_a_kpi_it_is_stale_when_that_is(stale: bool) -> None:
    result = key_result(move(0, 10), kpi="academy/enrolments", checkins=[checkin("11-20" if stale else "10-02")])
    series = ((on("10-31"), 5),)
    assert figures(result, fed=series, is_kpi_stale=stale).stale is stale
    assert not figures(result, "2027-01-01", fed=series, is_kpi_stale=stale).stale


# --- the grade of a key result --------------------------------------------------------------------------------------


def test_a_key_result_has_an_unrounded_grade_once_it_is_over() -> None:
    result = key_result(move(0, 3), {"11-04": 1}, due="12-15")
    assert [figures(result, day).grade for day in ("12-15", "12-16")] == [None, 1 / 3]


def test_what_the_outcome_says_is_the_grade() -> None:
    result = key_result(move(0, 3), {"11-04": 1}, outcome=make(records.Outcome, grade=0.55, note="As agreed."))
    assert [figures(result, day).grade for day in ("12-31", "2027-01-01")] == [None, 0.55]


def test_a_key_result_without_data_has_no_grade() -> None:
    assert figures(key_result(move(0, 3)), "2027-01-01").grade is None
