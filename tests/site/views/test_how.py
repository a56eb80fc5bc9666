"""Every computed figure says how it came about, with this case's numbers; and what waits for news is on its owner's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from tests.site.printing import printed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from okrsite.site.views.kpi import KpiView
    from okrsite.site.views.kpis import KpisView
    from okrsite.site.views.objective import ObjectiveView
    from okrsite.site.views.people import PersonView
    from tests.site.printing import Printed

RECRUIT = "teams/academy/2026-q4/recruit/"


def test_a_key_result_shows_the_worked_example(sample_root: Path) -> None:
    view = cast("ObjectiveView", printed(sample_root).view(RECRUIT))
    how = view.key_results[0].how
    assert how is not None
    assert how.lines == (
        "Progress, the way gone of the whole way: (5 − 0) / (10 − 0) = 50%",
        "Expected by today, the days gone of all days: 52 / 91 = 57%",
        "Behind its pace by 57% − 50% = 7%: up to 10% is “on track”, up to 25% “at risk”",
    )
    assert how.method.endswith("method/#progress")


def test_an_objective_shows_what_its_key_results_come_to(sample_root: Path) -> None:
    view = cast("ObjectiveView", printed(sample_root).view(RECRUIT))
    assert view.how is not None
    assert view.how.lines[0] == "Progress, the mean of the key results: (50% + 24%) / 2 = 37%"


def test_an_objective_that_keeps_its_pace_says_why_it_is_at_risk(site: Callable[..., Printed]) -> None:
    late = "{title: B, metric: from 0 to 9, checkins: [{date: 2026-11-20, value: 0}]}"
    goals = f"objectives: [{{title: Sell, key_results: [{{title: A, done: 2026-10-02}}, {late}]}}]\n"
    shop = site({"content/shop/team.yml": "name: Shop\n", "content/shop/2026-q4.yml": goals})
    how = cast("ObjectiveView", shop.view("teams/shop/2026-q4/sell/")).how
    assert how is not None
    assert how.lines[-1] == "One of its key results is “off track” or “missed”: it is “at risk” and not “on track”"


def test_a_kpi_shows_what_its_health_and_change_were_judged_by(sample_root: Path) -> None:
    view = cast("KpiView", printed(sample_root).view("teams/academy/kpis/enrolments/"))
    assert view.how is not None
    assert view.how.lines == (
        "Health: 121 students in November 2026, wanted at least 120 students: target met",
        "Tolerated: at least 100 students",
        "Attainment: 121 / 120 = 101%",
        "Change: 121 − 104 = +17",
    )


def test_what_waits_for_news_stands_on_its_owners_page(sample_root: Path) -> None:
    view = cast("PersonView", printed(sample_root, audience="staff").view("people/mei/"))
    assert [one.stale for one in view.owed] == ["stale: last news 4 Nov 2026"]


def test_a_great_many_kpis_are_folded_by_team_and_stay_light(site: Callable[..., Printed]) -> None:
    kpis = "".join(
        f"  - {{id: k{n}, name: Number {n}, target: at least 5, every: month, values: {{2026-09: {n}, 2026-10: 4}}}}\n"
        for n in range(301)
    )
    made = site({"content/a/team.yml": "name: A\n", "content/a/kpis.yml": f"kpis:\n{kpis}"})
    view = cast("KpisView", made.view("kpis/"))
    assert not view.unfolded
    assert len(made.html("kpis/")) < 301 * 400
