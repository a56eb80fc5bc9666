"""Home, the team tree, a team, a team's cycle, the list of cycles."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsite.site.views.cycle import CycleView
    from okrsite.site.views.cycles import CyclesView
    from okrsite.site.views.home import HomeView
    from okrsite.site.views.team import TeamView
    from okrsite.site.views.team_cycle import TeamCycleView
    from okrsite.site.views.teams import TeamsView
    from tests.site.printing import Printed


def home(site: Printed) -> HomeView:
    return cast("HomeView", site.view(""))


def test_home_shows_each_top_teams_shortest_current_cycle(clumsy: Printed) -> None:
    (top,) = home(clumsy).tops
    assert top.section is not None
    assert top.section.strip.day == "day 53 of 92"
    assert [one.href for one in top.section.objectives] == [
        "teams/school/2026-q4/recruit/",
        "teams/school/2026-q4/dropped/",
        "teams/school/2026-q4/empty/",
    ]


def test_home_shows_what_is_blocked_and_why(clumsy: Printed) -> None:
    (blocked,) = home(clumsy).blocked
    assert (blocked.goal.href, blocked.why.text) == ("teams/school/2026-q4/recruit/#main", "The camera is broken")


def test_home_calls_out_goals_that_derail(clumsy: Printed) -> None:
    (alarm,) = home(clumsy).alarms
    assert alarm.verdict.word == "derailing"
    assert alarm.objective.href == "teams/school/2026-q4/recruit/"
    assert alarm.sentence.startswith("The KPIs look fine")
    assert [(kpi.title.text, health.word) for kpi, health in alarm.kpis] == [("New enrolments", "target met")]


def test_home_says_in_a_line_how_many_goals_stand_where(clumsy: Printed) -> None:
    standing = home(clumsy).standing
    assert standing is not None
    assert (standing.objectives.raw, standing.label) == (4, "open objectives")
    assert sum(one.figure.raw or 0 for one in standing.counts) == standing.objectives.raw
    assert standing.blocked is not None
    assert standing.alarms is not None
    assert (standing.blocked.raw, standing.alarms.raw) == (1, 1)


def test_home_without_an_open_goal_counts_none(only_kpis: Printed) -> None:
    assert home(only_kpis).standing is None
    assert 'class="stats standing"' not in only_kpis.html("")


def test_a_dropped_goal_in_a_list_is_not_stale_and_hides_its_key_results(clumsy: Printed) -> None:
    (top,) = home(clumsy).tops
    assert top.section is not None
    (dropped,) = (one for one in top.section.objectives if one.dropped)
    assert dropped.stale is None
    assert dropped.key_results == ()


def test_home_shows_the_ten_latest_changes(clumsy: Printed) -> None:
    changes = home(clumsy).changes
    assert len(changes) == 10
    assert [one.iso for one in changes] == sorted((one.iso for one in changes), reverse=True)


def test_an_empty_site_says_what_would_stand_there(site: Callable[..., Printed]) -> None:
    public = site({})
    assert home(public).empty == "There are no teams yet. Their goals and numbers will stand here."
    assert home(public).how is None


def test_a_site_of_teams_without_goals_says_so_once(site: Callable[..., Printed]) -> None:
    empty = site({"content/shop/team.yml": "name: Shop\n", "content/lab/team.yml": "name: Lab\n"})
    assert home(empty).empty == "Nothing is written here yet. Objectives and KPIs will stand here."
    assert empty.html("").count('class="empty"') == 1


def test_teams_with_nothing_to_show_stand_behind_the_others(site: Callable[..., Printed]) -> None:
    goals = "objectives: [{title: Sell, key_results: [{title: Do, done: }]}]\n"
    files = {"content/all/team.yml": "name: All\n", "content/shop/team.yml": "name: Shop\n"}
    made = site({**files, "content/shop/2026-q4.yml": goals})
    assert [top.team.title.text for top in cast("HomeView", made.view("")).tops] == ["Shop", "All"]


def test_how_to_add_a_team_is_told_to_who_sees_the_repository(site: Callable[..., Printed]) -> None:
    editable = site({"site.yml": "title: Goals\nrepository: https://github.com/example/goals\n"})
    how = home(editable).how
    assert how is not None
    assert "team.yml" in how


@pytest.mark.parametrize("address", ["", "teams/", "updates/", "cycles/", "people/"])
def test_an_archived_team_is_in_no_list(clumsy: Printed, address: str) -> None:
    assert "An old team" not in clumsy.html(address)


def test_an_archived_team_keeps_its_address_and_says_since_when(clumsy: Printed) -> None:
    assert "Archived on 1 January 2026." in clumsy.html("teams/old/")


def test_the_tree_holds_teams_below_their_parents(clumsy: Printed) -> None:
    view = cast("TeamsView", clumsy.view("teams/"))
    (school,) = view.teams
    assert [child.name.text for child in school.children] == ["An empty team", "Teaching"]
    assert view.summary == "3 teams"


def test_a_team_shows_its_current_cycles_and_links_to_the_others(clumsy: Printed) -> None:
    view = cast("TeamView", clumsy.view("teams/school/"))
    assert [one.cycle.text for one in view.cycles] == ["Q4 2026", "2026"]
    assert [one.cycle.text for one in view.other_cycles] == ["Q3 2026"]
    assert [one.text for one in view.members] == ["Mei Lin", "Tom", "Anna Nobody"]


def test_an_empty_team_says_what_would_stand_there_and_how_to_add_it(clumsy: Printed) -> None:
    html = clumsy.html("teams/empty/")
    assert "This team has no objectives yet." in html
    assert "content/school/empty/2026-q4.yml" in html


def test_a_closed_cycle_reads_as_a_report(clumsy: Printed) -> None:
    view = cast("TeamCycleView", clumsy.view("teams/school/2026-q3/"))
    assert view.is_closed
    (outcome,) = view.outcomes
    assert outcome.grade is not None
    assert (outcome.grade.text, outcome.line.status.word) == ("0.8", "done")
    assert outcome.note is not None
    assert [one.update.title.text for one in view.retrospectives] == ["Looking back"]
    assert view.sentence == "1 objective: 1 done."


def test_an_open_cycle_has_no_report(clumsy: Printed) -> None:
    view = cast("TeamCycleView", clumsy.view("teams/school/2026-q4/"))
    assert not view.is_closed
    assert view.outcomes == ()


def test_cycles_are_listed_the_latest_first_with_how_they_went(clumsy: Printed) -> None:
    view = cast("CyclesView", clumsy.view("cycles/"))
    assert [(one.cycle.text, one.state_word) for one in view.cycles][:2] == [("Q4 2026", "open"), ("Q3 2026", "closed")]


def test_a_cycle_shows_all_objectives_by_team_and_by_state(clumsy: Printed) -> None:
    view = cast("CycleView", clumsy.view("cycles/2026-q4/"))
    assert [one.team.title.text for one in view.teams] == ["School", "Teaching"]
    assert {group.count.badge.name: len(group.objectives) for group in view.states} == {
        "at-risk": 1,
        "on-track": 1,
        "no-data": 1,
        "dropped": 1,
    }
    assert view.within is not None
    assert view.within.text == "2026"
