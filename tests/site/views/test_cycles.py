"""A cycle as a report: what came of it, and how that compares."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsite.site.views.cycle import CycleView
    from okrsite.site.views.team_cycle import TeamCycleView
    from tests.site.printing import Printed

QUARTER = """
objectives:
  - id: {id}
    title: {title}
    outcome: {{note: "What we learned in {id}."}}
    key_results: [{{id: a, title: First, metric: from 0 to 10, checkins: [{{date: {day}, value: {value}}}]}}]
"""
YEAR = {
    "content/shop/team.yml": "name: Shop\n",
    "content/shop/2026-q2.yml": QUARTER.format(id="spring", title="Sell in spring", day="2026-06-01", value=6),
    "content/shop/2026-q3.yml": QUARTER.format(id="summer", title="Sell in summer", day="2026-09-01", value=8),
    "content/shop/2026-q4.yml": "objectives: [{id: now, title: Now, key_results: [{title: B, metric: from 0 to 4}]}]\n",
    "content/shop/updates/2026-10-02-hot.md": "---\ntitle: A hot summer\nkind: retrospective\ncycle: 2026-q3\n---\nIt was *hot*.\n",
}


def test_a_closed_cycle_tells_grades_outcomes_and_what_was_learned(site: Callable[..., Printed]) -> None:
    html = site(YEAR).html("cycles/2026-q3/")
    for words in (
        "What we learned in summer.",
        "It was <em>hot</em>.",
        "Mean grade 0.8; in Q2 2026 it was 0.6.",
        "First",
    ):
        assert words in html


def test_the_first_closed_cycle_has_nothing_to_compare_with(site: Callable[..., Printed]) -> None:
    view = cast("CycleView", site(YEAR).view("cycles/2026-q2/"))
    assert (view.before, view.earlier) == ("Mean grade 0.6.", ())


def test_an_open_cycle_holds_its_key_results_and_no_grade(site: Callable[..., Printed]) -> None:
    view = cast("CycleView", site(YEAR).view("cycles/2026-q4/"))
    assert (view.before, view.grades) == (None, None)
    assert [line.below for team in view.teams for line in team.objectives] == ["1 key result"]


def test_a_cycle_of_very_many_objectives_is_a_list(site: Callable[..., Printed]) -> None:
    many = "".join(f"  - {{id: o{n}, title: O{n}, outcome: {{note: Learned {n}.}}}}\n" for n in range(61))
    view = cast("CycleView", site({**YEAR, "content/shop/2026-q3.yml": f"objectives:\n{many}"}).view("cycles/2026-q3/"))
    assert [(len(team.objectives), team.outcomes) for team in view.teams] == [(61, ())]
    more = many + "".join(f"  - {{id: p{n}, title: P{n}}}\n" for n in range(240))
    printed = site({**YEAR, "content/shop/2026-q3.yml": f"objectives:\n{more}"})
    html = printed.html("cycles/2026-q3/")
    assert '<li class="found"><a href="../../teams/shop/2026-q3/p239/">P239</a> <small>no data</small></li>' in html
    assert html.count("/p239/") == 2  # by team and by state


def test_the_mean_grade_says_how_it_came_about(site: Callable[..., Printed]) -> None:
    view = cast("CycleView", site(YEAR).view("cycles/2026-q3/"))
    assert view.how is not None
    assert view.how.lines == (
        "Q3 2026, the mean of the grades: 0.8 / 1 = 0.8",
        "Q2 2026, the mean of the grades: 0.6 / 1 = 0.6",
    )


def test_a_teams_closed_cycle_stands_beside_its_own_earlier_ones(site: Callable[..., Printed]) -> None:
    other = {
        "content/mill/team.yml": "name: Mill\n",
        "content/mill/2026-q3.yml": QUARTER.format(id="x", title="X", day="2026-09-01", value=1),
    }
    printed = site({**YEAR, **other})
    view = cast("TeamCycleView", printed.view("teams/shop/2026-q3/"))
    assert [(one.cycle.text, one.objectives, one.progress) for one in view.earlier] == [
        ("Q3 2026", "1", "80%"),
        ("Q2 2026", "1", "60%"),
    ]
    assert cast("TeamCycleView", printed.view("teams/mill/2026-q3/")).earlier == ()


def test_after_its_end_an_objective_is_not_held_against_today(site: Callable[..., Printed]) -> None:
    assert "80% reached by 30 September 2026." in site(YEAR).html("teams/shop/2026-q3/summer/")
