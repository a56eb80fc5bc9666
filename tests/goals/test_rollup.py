"""What key results come to in an objective, and objectives in a team."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from okrsite.goals.measure import measure
from okrsite.goals.model import Cycle, KeyResult, Objective
from okrsite.goals.rollup import rounded_grade, support_order
from tests.goals.build import (
    CYCLE,
    TODAY,
    at_least,
    checkin,
    dropped,
    keep,
    key_result,
    milestone,
    move,
    objective,
    on,
    outcome,
    site,
)

if TYPE_CHECKING:
    from okrsite.goals.figures import ObjectiveFigures
    from okrsite.source.values import Number

AFTER = "2027-01-05"


def of(goal: Objective, *others: Objective, day: str = "11-22") -> ObjectiveFigures:
    return measure(site([goal, *others]), on(day)).objectives[goal.ref]


def at(share: Number, id_: str = "result", **more: object) -> KeyResult:
    """A key result whose progress is `share`, since 20 November."""
    return key_result(move(0, 1), {"11-20": share}, id_=id_, **more)  # type: ignore[arg-type]


# --- progress, expected, coverage -----------------------------------------------------------------------------------


def test_the_worked_objective() -> None:
    one = key_result(move(0, 10), {"10-14": 2, "11-04": 5}, id_="testimonials")
    two = key_result(move(42, 25), {"11-10": 38}, id_="cost")
    found = of(objective(one, two))
    assert found.progress == pytest.approx(0.36764705882352944)
    assert found.expected == pytest.approx(0.5714285714285714)
    assert (found.coverage, found.status, found.stale) == ((2, 2), "at-risk", True)
    assert (found.last_checkin, found.last_news) == (on("11-10"), on("11-10"))


def test_weights_weigh() -> None:
    found = of(objective(at(0.2, weight=3), at(1, "other")))
    assert found.progress == pytest.approx(0.4)


def test_weight_0_is_shown_and_left_out_of_every_figure() -> None:
    shown = key_result(move(0, 1), {"10-05": 0}, id_="shown", weight=0, checkins=[checkin("10-06", confidence=0.1)])
    found = of(objective(at(0.6), shown))
    assert (found.progress, found.coverage, found.stale, found.confidence) == (0.6, (1, 1), False, None)
    assert len(found.key_results) == 2


def test_no_data_is_left_out_of_progress_and_counts_in_coverage() -> None:
    found = of(objective(at(0.6), key_result(move(0, 1), id_="silent"), key_result(id_="vague")))
    assert (found.progress, found.coverage) == (0.6, (1, 3))


def test_expected_is_of_those_that_have_a_progress() -> None:
    silent = key_result(move(0, 1), id_="silent", start="11-22", due="12-22")
    no_pace = at(0.5, "free")
    found = of(objective(at(0.6), silent, no_pace))
    assert found.expected == pytest.approx(52 / 91)


def test_a_dropped_key_result_leaves_the_figures_on_that_day() -> None:
    goal = objective(at(0.6), at(0.2, "sold", dropped=dropped("11-21")))
    assert of(goal).progress == 0.6
    assert of(goal, day="11-20").progress == pytest.approx(0.4)


def test_nothing_left_to_count_is_null() -> None:
    found = of(objective(at(0.6, dropped=dropped("11-01")), at(0.5, "secret", withheld=True)))
    assert (found.progress, found.expected, found.coverage, found.status) == (None, None, (0, 0), "no-data")


# --- without key results --------------------------------------------------------------------------------------------


def test_without_key_results_it_is_the_plain_mean_of_what_supports_it() -> None:
    one = objective(at(0.2), id_="one", weight=5)
    two = objective(at(0.6), id_="two")
    silent = objective(key_result(move(0, 1)), id_="silent")
    goal = objective(id_="top", supported_by=(one.ref, two.ref, silent.ref))
    found = of(goal, one, two, silent)
    assert found.progress == pytest.approx(0.4)
    assert found.expected == pytest.approx(52 / 91)
    assert (found.coverage, found.status) == ((0, 0), "at-risk")


def test_support_through_several_levels_adds_up_from_the_bottom() -> None:
    bottom = objective(at(0.2), id_="bottom")
    middle = objective(id_="middle", supported_by=(bottom.ref,))
    top = objective(id_="top", supported_by=(middle.ref,))
    assert of(top, middle, bottom).progress == 0.2


def test_a_long_chain_of_support_is_no_problem() -> None:
    bottom = objective(at(0.2), id_="o-0")
    chain = [objective(id_=f"o-{n}", supported_by=(f"academy/2026-q4/o-{n - 1}",)) for n in range(3000, 0, -1)]
    assert of(chain[0], *chain[1:], bottom).progress == 0.2
    assert support_order({o.ref: o for o in [*chain, bottom]})[0] == bottom.ref


def test_support_never_changes_an_objective_with_key_results() -> None:
    one = objective(at(1), id_="one")
    assert of(objective(at(0.2), supported_by=(one.ref,)), one).progress == 0.2


def test_dropped_support_is_out_of_the_mean() -> None:
    one = objective(at(0.2), id_="one", dropped=dropped("11-15"))
    two = objective(at(0.6), id_="two")
    assert of(objective(id_="top", supported_by=(one.ref, two.ref)), one, two).progress == 0.6


def test_with_nothing_at_all_there_is_no_data() -> None:
    found = of(objective())
    assert (found.progress, found.expected, found.status, found.stale) == (None, None, "no-data", False)


# --- status ---------------------------------------------------------------------------------------------------------


def test_an_objective_is_dropped_from_its_day() -> None:
    goal = objective(at(1), dropped=dropped("11-15"))
    assert [of(goal, day=day).status for day in ("11-14", "11-15", AFTER)] == ["no-data", "dropped", "dropped"]
    assert of(goal, day="11-15").dropped


def test_before_its_cycle_it_has_not_started() -> None:
    goal = objective(key_result(move(0, 1), {"09-01": 1}, start="09-01"))
    assert [of(goal, day=day).status for day in ("09-30", "10-01")] == ["not-started", "done"]


@pytest.mark.parametrize(("day", "status"), [("12-31", "off-track"), ("2027-01-01", "done")])
def test_the_grades_band_decides_from_the_day_after_the_cycle(day: str, status: str) -> None:
    assert of(objective(at(0.1), outcome=outcome(0.7)), day=day).status == status


def test_done_when_all_that_count_are() -> None:
    assert of(objective(at(1), at(1, "two"), at(0, "shown", weight=0))).status == "done"
    assert of(objective(at(1), key_result(id_="vague"))).status != "done"
    assert of(objective(at(1), key_result(keep(at_least(1)), {"11-20": 1}, id_="kept"))).status == "on-track"


def test_without_key_results_it_is_done_when_all_that_supports_it_is() -> None:
    one = objective(at(1), id_="one")
    assert of(objective(id_="top", supported_by=(one.ref,)), one).status == "done"


def test_on_track_becomes_at_risk_when_one_falls_short() -> None:
    off = at(0.2, "off")
    assert of(objective(at(0.9), off)).status == "at-risk"
    assert of(objective(at(0.9), at(0.4, "risky"))).status == "on-track"
    missed = key_result(move(0, 1), {"11-01": 0.95}, id_="missed", due="11-10")
    assert of(objective(at(0.9), missed)).status == "at-risk"
    assert of(objective(at(0.9), at(0.2, "shown", weight=0))).status == "on-track"


def test_the_gap_is_over_those_that_have_both() -> None:
    free = key_result(move(0, 1, pace="none"), {"11-20": 1}, id_="free", weight=9)
    found = of(objective(at(0.2), free))
    assert found.progress == pytest.approx(0.92)
    assert found.status == "off-track"


@pytest.mark.parametrize(
    ("confidence", "status"), [(0.8, "on-track"), (0.5, "at-risk"), (0.2, "off-track"), (None, "no-data")]
)
def test_without_a_pace_confidence_decides(confidence: Number | None, status: str) -> None:
    free = key_result(move(0, 1, pace="none"), checkins=[checkin("11-20", 0.1, confidence=confidence)])
    assert of(objective(free)).status == status


def test_reported_is_the_worst_of_those_that_count() -> None:
    def said(status: str | None, id_: str, **more: object) -> KeyResult:
        return key_result(move(0, 1), checkins=[checkin("11-20", 1, status=status)], id_=id_, **more)  # type: ignore[arg-type]

    assert of(objective(said("on-track", "a"), said("at-risk", "b"), said(None, "c"))).reported == "at-risk"
    assert of(objective(said("on-track", "a"), said("off-track", "b", weight=0))).reported == "on-track"
    assert of(objective(said(None, "a"))).reported is None


def test_confidence_is_the_weighted_mean_of_those_that_have_one() -> None:
    def sure(confidence: float | None, id_: str, **more: object) -> KeyResult:
        return key_result(move(0, 1), checkins=[checkin("11-20", confidence=confidence)], id_=id_, **more)  # type: ignore[arg-type]

    goal = objective(sure(0.2, "a", weight=3), sure(1, "b"), sure(None, "c"), sure(1, "d", weight=0))
    assert of(goal).confidence == pytest.approx(0.4)


def test_stale_when_any_that_counts_is() -> None:
    silent = key_result(move(0, 1), {"10-05": 0.5}, id_="silent")
    assert of(objective(at(0.5), silent)).stale
    assert not of(objective(at(0.5))).stale


def test_news_of_done_milestones_counts() -> None:
    goal = objective(at(0.5), key_result(milestones=(milestone(done="11-21"),), id_="course"))
    assert (of(goal).last_checkin, of(goal).last_news) == (on("11-20"), on("11-21"))


# --- grades ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "grade"),
    [(0, 0.0), (0.049, 0.0), (0.05, 0.1), (0.649, 0.6), (0.65, 0.7), (0.35, 0.4), (0.15, 0.2), (0.95, 1.0), (1, 1.0),
     (0.25 - 1e-12, 0.3), (0.7, 0.7), (0.285, 0.3)],
)  # fmt: skip
def test_a_grade_has_one_decimal_with_halves_up(share: Number, grade: float) -> None:
    assert rounded_grade(share) == grade
    assert of(objective(at(share)), day=AFTER).grade == grade


def test_a_grade_is_rounded_once_at_the_end() -> None:
    goal = objective(at(0.64), at(0.65, "two"), at(0.65, "three"))
    assert of(goal, day=AFTER).grade == 0.6  # of 0.6467; of rounded parts it would be 0.7


@pytest.mark.parametrize(("day", "grade"), [("12-31", None), ("2027-01-01", 0.5)])
def test_there_is_a_grade_once_the_cycle_is_over(day: str, grade: float | None) -> None:
    assert of(objective(at(0.5)), day=day).grade == grade
    assert of(objective(at(0.1), outcome=outcome(0.5)), day=day).grade == grade


def test_what_the_outcome_says_is_the_grade_rounded() -> None:
    assert of(objective(at(0.5), outcome=outcome(0.75)), day=AFTER).grade == 0.8
    assert of(objective(at(0.5), outcome=outcome()), day=AFTER).grade == 0.5


def test_grades_of_key_results_weigh() -> None:
    goal = objective(at(0.2, weight=3), at(0.5, "two", outcome=outcome(1)), at(0.9, "sold", dropped=dropped("11-01")))
    assert of(goal, day=AFTER).grade == 0.4


def test_a_key_result_that_is_not_over_has_no_grade_yet() -> None:
    goal = objective(at(0.2), at(0.9, "longer", due="2027-02-01"))
    assert of(goal, day=AFTER).grade == 0.2
    assert of(objective(at(0.9, due="2027-02-01")), day=AFTER).status == "no-data"


def test_without_key_results_the_grade_is_the_progress() -> None:
    one = objective(at(0.62), id_="one")
    assert of(objective(id_="top", supported_by=(one.ref,)), one, day=AFTER).grade == 0.6


def test_without_a_grade_a_closed_objective_has_no_data() -> None:
    found = of(objective(key_result(move(0, 1))), day=AFTER)
    assert (found.grade, found.status) == (None, "no-data")


BANDS = [
    ("committed", 1.0, "done"),
    ("committed", 0.95, "done"),
    ("committed", 0.94, "partly"),
    ("committed", 0.65, "partly"),
    ("committed", 0.64, "missed"),
    ("aspirational", 0.65, "done"),
    ("aspirational", 0.64, "partly"),
    ("aspirational", 0.35, "partly"),
    ("aspirational", 0.34, "missed"),
    (None, 0.7, "done"),
    (None, 0.69, "done"),
    (None, 0.6, "partly"),
    (None, 0.4, "partly"),
    (None, 0.3, "missed"),
    ("learning", 0.0, "partly"),
    ("learning", 1.0, "partly"),
]


@pytest.mark.parametrize(("kind", "share", "status"), BANDS)
def test_a_closed_objective_is_what_its_rounded_grade_says(kind: str | None, share: float, status: str) -> None:
    assert of(objective(at(share), kind=kind), day=AFTER).status == status


def test_learning_is_done_with_an_outcome() -> None:
    assert of(objective(at(0.1), kind="learning", outcome=outcome()), day=AFTER).status == "done"


# --- teams ----------------------------------------------------------------------------------------------------------


def test_a_teams_progress_weighs_its_objectives_that_count() -> None:
    goals = [
        objective(at(0.2), id_="a", weight=3),
        objective(at(1), id_="b"),
        objective(at(0), id_="c", weight=0),
        objective(at(0), id_="d", dropped=dropped("11-01")),
        objective(id_="e"),
    ]
    found = measure(site(goals), TODAY).team_cycles["academy", "2026-q4"]
    assert found.progress == pytest.approx(0.4)
    assert found.expected == pytest.approx(52 / 91)
    assert found.statuses == {"off-track": 2, "done": 1, "no-data": 1, "dropped": 1}
    assert found.objectives == tuple(goal.ref for goal in goals)


def test_a_team_without_a_progress_has_none() -> None:
    found = measure(site([objective()]), TODAY).team_cycles["academy", "2026-q4"]
    assert (found.progress, found.expected) == (None, None)


def test_a_team_now_is_its_shortest_current_cycle() -> None:
    year = Cycle("2026", None, on("01-01"), on("12-31"), None)
    goals = [objective(at(0.2), cycle="2026"), objective(at(0.6))]
    found = measure(site(goals, cycles=(year, CYCLE)), TODAY).teams["academy"]
    assert (found.current, found.cycle, found.now.progress) == (("2026-q4", "2026"), "2026-q4", 0.6)


def test_an_empty_team_has_no_cycle_and_no_figures() -> None:
    found = measure(site(), TODAY).teams["academy"]
    assert (found.current, found.cycle, found.now.progress, found.now.statuses) == ((), None, None, {})


@pytest.mark.parametrize(("day", "archived"), [("11-21", False), ("11-22", True)])
def test_a_team_is_archived_from_its_day(day: str, archived: bool) -> None:
    assert measure(site(archived={"academy": TODAY}), on(day)).teams["academy"].archived is archived


def test_a_cycle_with_words_only_has_empty_figures() -> None:
    assert measure(site(intros=["2026-q4"]), TODAY).team_cycles["academy", "2026-q4"].objectives == ()
