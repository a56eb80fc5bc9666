"""The one entry: everything of a site on a day, in the site's order, and nothing from after it."""

from __future__ import annotations

import pytest

from okrsite.goals.measure import measure
from tests.goals.build import TODAY, at_least, checkin, dropped, keep, key_result, kpi, move, objective, on, point, site


def test_figures_are_in_the_order_of_the_site() -> None:
    low = objective(key_result(move(0, 1), {"11-20": 1}), id_="low")
    top = objective(id_="top", supported_by=(low.ref,))
    found = measure(site([top, low]), TODAY)
    assert list(found.objectives) == list(found.balance) == [top.ref, low.ref]
    assert list(found.key_results) == ["academy/2026-q4/recruit#result"]
    assert found.day == TODAY


def test_key_results_are_found_under_their_own_name_and_in_their_objective() -> None:
    goal = objective(key_result(move(0, 1), {"11-20": 1}, id_="a"), key_result(move(0, 1), id_="b"))
    found = measure(site([goal]), TODAY)
    assert tuple(found.key_results.values()) == found.objectives[goal.ref].key_results


def test_a_kpi_feeds_a_key_result() -> None:
    measured = kpi({"2026-09": 50, "2026-10": 42, "2026-11": 38}, id_="cost")
    goal = objective(key_result(move(42, 25), kpi="academy/cost"))
    found = measure(site([goal], [measured]), TODAY).key_results["academy/2026-q4/recruit#result"]
    assert (found.value, found.series) == (38, ((on("10-31"), 42), (TODAY, 38)))
    assert found.progress == pytest.approx(4 / 17)
    assert found.forecast == pytest.approx(42 - 4 * 91 / 52)


def test_a_fed_keep_counts_the_days_between_the_kpis_periods() -> None:
    measured = kpi({"2026-10": 99.95, "2026-11": 99.5}, id_="uptime")
    goal = objective(key_result(keep(at_least(99.9)), kpi="academy/uptime"))
    found = measure(site([goal], [measured]), on("12-10")).key_results["academy/2026-q4/recruit#result"]
    assert found.progress == 30 / 40


def test_a_key_result_is_stale_with_its_kpi() -> None:
    goal = objective(key_result(move(0, 9), kpi="academy/enrolments", checkins=[checkin("12-01", note="Soon.")]))
    goals = site([goal], [kpi({"2026-10": 4})])
    assert [measure(goals, on(day)).objectives[goal.ref].stale for day in ("11-30", "12-01")] == [False, True]


def test_a_withheld_kpi_feeds_nothing() -> None:
    goal = objective(key_result(move(0, 9), kpi="academy/enrolments"))
    found = measure(site([goal], [kpi({"2026-10": 4}, withheld=True)]), TODAY)
    assert found.key_results["academy/2026-q4/recruit#result"].status == "no-data"


def test_an_earlier_day_sees_only_what_was_there() -> None:
    whole = objective(
        key_result(move(0, 9), {"10-05": 3, "11-20": 9}, id_="a"),
        key_result(move(0, 9), {"10-05": 3}, id_="b", dropped=dropped("11-10")),
        drivers=("academy/enrolments",),
    )
    part = objective(
        key_result(move(0, 9), {"10-05": 3}, id_="a"),
        key_result(move(0, 9), {"10-05": 3}, id_="b"),
        drivers=("academy/enrolments",),
    )
    values = [point("2026-09", 5), point("2026-09", 4, known="11-05"), point("2026-11", 3)]
    day = on("10-20")
    assert measure(site([whole], [kpi(values, archived=TODAY)]), day) == measure(site([part], [kpi(values[:1])]), day)


def test_an_empty_site_has_no_figures() -> None:
    found = measure(site(teams=()), TODAY)
    assert (found.objectives, found.key_results, found.kpis, found.aimless, found.teams) == ({}, {}, {}, (), {})
