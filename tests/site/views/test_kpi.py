"""A KPI's page, and KPIs in lists."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, cast

import pytest

from okrsite.site.views.key_result_chart import month_ticks

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsite.site.views.kpi import KpiView
    from okrsite.site.views.kpis import KpisView
    from tests.site.printing import Printed


def shown(site: Printed, id_: str) -> KpiView:
    return cast("KpiView", site.view(f"teams/school/kpis/{id_}/"))


def test_the_sentence_says_value_period_target_and_health(clumsy: Printed) -> None:
    said = shown(clumsy, "enrolments").sentence
    assert said == "121 students in October 2026; wanted: at least 120 students (target met)."


@pytest.mark.parametrize(
    ("id_", "change", "label"),
    [
        ("enrolments", "+17 students", "better than the value before"),
        ("refunds", "+3 percentage points", "worse than the value before"),
    ],
)
def test_change_is_worded_and_judged(clumsy: Printed, id_: str, change: str, label: str) -> None:
    view = shown(clumsy, id_)
    assert view.change is not None
    assert (view.change.text, view.change_label) == (change, label)


def test_target_and_tolerance_are_in_words(clumsy: Printed) -> None:
    view = shown(clumsy, "enrolments")
    assert (view.target, view.tolerance) == ("at least 120 students", "at least 100 students")
    assert shown(clumsy, "path").target == "from 61 to 40 by 2030"


def test_the_goals_that_it_drives_stand_there_with_their_states(clumsy: Printed) -> None:
    drives = shown(clumsy, "enrolments").drives
    assert [(one.href, one.note, one.status.word) for one in drives] == [
        ("../../2026-q4/recruit/", "Q4 2026", "at risk")
    ]
    assert [one.href for one in shown(clumsy, "refunds").guards] == ["../../2026-q4/recruit/"]


def test_values_are_listed_the_newest_first_each_with_its_health(clumsy: Printed) -> None:
    rows = shown(clumsy, "enrolments").rows
    assert [(row.value, row.health.word if row.health else "") for row in rows] == [
        ("121 students", "target met"),
        ("104 students", "within tolerance"),
        ("90 students", "target missed"),
    ]


def test_without_a_target_it_is_never_green(clumsy: Printed) -> None:
    lonely = shown(clumsy, "lonely")
    assert lonely.health.word == "no target"
    assert "none: it is never green" in clumsy.html("teams/school/kpis/lonely/")


def test_one_that_no_goal_names_is_called_aimless(clumsy: Printed, only_kpis: Printed) -> None:
    assert shown(clumsy, "lonely").aimless
    assert not shown(clumsy, "enrolments").aimless
    assert "Aimless" not in only_kpis.html("teams/shop/kpis/sales/")


def test_without_a_value_it_says_so(clumsy: Printed) -> None:
    view = shown(clumsy, "unmeasured")
    assert view.value.text == "no value yet"
    assert view.chart is None


def test_withheld_values_are_not_published(clumsy: Printed) -> None:
    view = shown(clumsy, "hidden")
    assert (view.value.text, view.sentence) == ("not published", "Its values are not published.")
    assert view.rows == ()
    assert view.target == "at least 1"
    assert view.health.word == "not published"


def test_the_list_counts_what_needs_a_look_first(clumsy: Printed) -> None:
    view = cast("KpisView", clumsy.view("kpis/"))
    assert view.summary == "6 KPIs"
    assert [one.text for one in view.counts] == [
        "2 target missed", "1 target met", "1 no target", "1 no data", "1 not published",
    ]  # fmt: skip


@pytest.mark.parametrize("address", ["", "teams/", "teams/shop/", "kpis/", "method/"])
def test_a_site_with_only_kpis_says_nothing_of_okrs(only_kpis: Printed, address: str) -> None:
    html = only_kpis.html(address)
    for word in ("objective", "Objective", "key result", "No objectives", "verdict", "balance/"):
        assert word not in html, word


def test_of_thousands_of_values_the_older_ones_are_folded_and_all_are_there(site: Callable[..., Printed]) -> None:
    days = [dt.date(2023, 1, 1) + dt.timedelta(days=number) for number in range(1000)]
    values = "period,value\n" + "".join(f"{day},{number}\n" for number, day in enumerate(days))
    kpi = "kpis: [{id: day, name: Daily, every: day, target: at least 5, values: day.csv}]\n"
    printed = site(
        {"content/shop/team.yml": "name: Shop\n", "content/shop/kpis.yml": kpi, "content/shop/day.csv": values}
    )
    view = cast("KpiView", printed.view("teams/shop/kpis/day/"))
    assert (len(view.rows), len(view.older), view.older_label) == (60, 940, "940 earlier")
    html = printed.html("teams/shop/kpis/day/")
    assert html.count('<th scope="row"') == 1000
    assert [view.rows[0].period, view.older[-1].period] == ["26 Sept 2025", "1 Jan 2023"]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (dt.date(2026, 10, 1), dt.date(2026, 12, 31), ["Oct 2026", "Nov 2026", "Dec 2026"]),
        (dt.date(2025, 2, 1), dt.date(2026, 11, 22), [
            "Jul 2025", "Jan 2026", "Jul 2026",
        ]),
        (dt.date(2021, 3, 1), dt.date(2026, 11, 22), ["2022", "2023", "2024", "2025", "2026"]),
    ],
)  # fmt: skip
def test_dates_below_a_chart_begin_months_halves_or_years(
    clumsy: Printed, first: dt.date, last: dt.date, said: list[str]
) -> None:
    assert [words for _, words in month_ticks(clumsy.shared.words, first, last)] == said


def test_a_daily_value_is_of_a_day_not_in_it(site: Callable[..., Printed]) -> None:
    kpi = "kpis: [{id: day, name: Daily, every: day, target: at least 5, values: {2026-11-21: 7}}]\n"
    shop = site({"content/shop/team.yml": "name: Shop\n", "content/shop/kpis.yml": kpi})
    view = cast("KpiView", shop.view("teams/shop/kpis/day/"))
    assert view.sentence == "7 on 21 Nov 2026; wanted: at least 5 (target met)."


def test_a_unit_of_many_words_stands_below_the_chart_and_not_in_it(site: Callable[..., Printed]) -> None:
    kpi = "kpis: [{id: a, name: A, every: month, unit: calls of the first level to the second, target: at least 5, values: {2026-10: 7}}]\n"
    shop = site({"content/shop/team.yml": "name: Shop\n", "content/shop/kpis.yml": kpi})
    view = cast("KpiView", shop.view("teams/shop/kpis/a/"))
    assert view.chart
    assert re.findall(r'<text class="(?:last|target)-label"[^>]*>([^<]*)<', view.chart.svg) == ["7", "at least 5"]
    assert "7 calls of the first level to the second" in view.sentence
