from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import WriteSite
from tests.goals.linking import RECRUIT, TEAM, linked, told

if TYPE_CHECKING:
    from okrsite.goals.model import Goals


def goals_of(write_site: WriteSite, files: dict[str, str]) -> Goals:
    """The goals of a site with nothing wrong in it."""
    result = linked(write_site, files)
    assert result.problems == ()
    return result.goals


def problems_of(write_site: WriteSite, files: dict[str, str]) -> list[tuple[str, str, int]]:
    return told(linked(write_site, files).problems)


# --- teams ---------------------------------------------------------------------------------------------------------------


def test_teams_are_listed_as_a_tree_by_order_then_name(write_site: WriteSite) -> None:
    files = {
        "zoo/team.yml": "name: Zoo\norder: 1\n",
        "ant/team.yml": "name: Ant\n",
        "bee/team.yml": "name: apes\n",
        "zoo/cat/team.yml": "name: Cat\n",
        "group/dog/team.yml": "name: Dog\nparent: zoo\n",
    }
    teams = goals_of(write_site, files).teams
    assert [(team.id, team.parent, team.depth) for team in teams.values()] == [
        ("zoo", None, 0),
        ("cat", "zoo", 1),
        ("dog", "zoo", 1),
        ("ant", None, 0),
        ("bee", None, 0),
    ]
    assert teams["zoo"].children == ("cat", "dog")


def test_a_written_parent_goes_before_the_folder_around(write_site: WriteSite) -> None:
    files = {
        "a/team.yml": TEAM,
        "b/team.yml": "name: B\naliases: [old-b]\n",
        "a/c/team.yml": "name: C\nparent: Old-B\n",
    }
    assert goals_of(write_site, files).teams["c"].parent == "b"


def test_circular_parents_are_told_and_opened(write_site: WriteSite) -> None:
    files = {"a/team.yml": "name: A\nparent: c\n", "a/b/team.yml": "name: B\n", "a/b/c/team.yml": "name: C\n"}
    result = linked(write_site, files)
    assert told(result.problems) == [("circular-parent", "a/team.yml", 2)]
    assert "→" in result.problems[0].message
    assert len(result.goals.teams) == 3


def test_an_unknown_parent_is_told_with_the_nearest_name(write_site: WriteSite) -> None:
    result = linked(write_site, {"academy/team.yml": TEAM, "b/team.yml": "name: B\nparent: acadmy\n"})
    assert told(result.problems) == [("unknown-reference", "b/team.yml", 2)]
    assert result.problems[0].hint == "Did you mean `academy`?"


def test_a_chain_of_thousands_of_teams_is_told_where_it_gets_too_deep(write_site: WriteSite) -> None:
    files = {f"t{n}/team.yml": f"name: T{n}\n" + (f"parent: t{n - 1}\n" if n else "") for n in range(1200)}
    assert [problem.rule for problem in linked(write_site, files).problems] == ["too-deep"]


# --- objectives ----------------------------------------------------------------------------------------------------------


def test_objectives_are_listed_by_cycle_then_order_then_as_written_then_files_by_id(write_site: WriteSite) -> None:
    files = {
        "a/team.yml": TEAM,
        "a/2026.yml": "objectives: [{title: Year}]\n",
        "a/2026-q1.yml": "objectives: [{title: Quarter}]\n",
        "a/2026-q4.yml": "objectives: [{title: Zebra}, {title: Ant}, {title: First, order: 1}]\n",
        "a/2026-q4/b.md": "---\ntitle: B\n---\n",
        "a/2026-q4/a.md": "---\ntitle: A\n---\n",
        "a/2026-q4/second.md": "---\ntitle: Second\norder: 2\n---\n",
    }
    goals = goals_of(write_site, files)
    refs = [f"a/2026-q4/{id_}" for id_ in ("first", "second", "zebra", "ant", "a", "b")]
    assert list(goals.objectives) == [*refs, "a/2026/year", "a/2026-q1/quarter"]
    assert goals.teams["a"].objectives == tuple(goals.objectives)


def test_a_clash_of_ids_asks_for_an_id(write_site: WriteSite) -> None:
    files = {
        "a/team.yml": TEAM,
        "a/2026.yml": "objectives:\n"
        "  - title: Grow\n    key_results: [{title: K}, {title: k!}]\n"
        "  - title: grow!\n"
        "  - {title: Other, id: grow}\n",
        "a/2026/grow.md": "---\ntitle: Grow\n---\n",
        "a/kpis.yml": "kpis:\n  - name: Leads\n  - name: leads\n",
    }
    result = linked(write_site, files)
    assert sorted(told(result.problems)) == [
        ("duplicate-id", "a/2026.yml", 3),
        ("duplicate-id", "a/2026.yml", 4),
        ("duplicate-id", "a/2026.yml", 5),
        ("duplicate-id", "a/2026/grow.md", 2),
        ("duplicate-id", "a/kpis.yml", 3),
    ]
    assert "Give it an `id`" in result.problems[0].hint
    assert list(result.goals.objectives) == ["a/2026/grow"]


def test_key_results_start_and_end_with_their_cycle_unless_they_say_otherwise(write_site: WriteSite) -> None:
    text = "objectives:\n  - title: O\n    key_results: [{title: A}, {title: B, start: 2026-09-01, due: 2027-01-15}]\n"
    one, other = goals_of(write_site, {"a/team.yml": TEAM, "a/2026-q4.yml": text}).objectives["a/2026-q4/o"].key_results
    assert (str(one.start), str(one.due)) == ("2026-10-01", "2026-12-31")
    assert (str(other.start), str(other.due)) == ("2026-09-01", "2027-01-15")


@pytest.mark.parametrize(
    ("key_result", "team", "cycle", "days"),
    [("1", "2", "3", 1), ("", "2", "3", 2), ("", "", "3", 3), ("", "", "", 4)],
)
def test_how_often_a_check_in_is_expected_is_said_by_the_nearest(
    key_result: str, team: str, cycle: str, days: int, write_site: WriteSite
) -> None:
    files = {
        "site.yml": f"title: Goals\ncheckin_every: 4\ncycles:\n  - id: 2026-q4\n    checkin_every: {cycle}\n",
        "up/team.yml": "name: Up\ncheckin_every: 9\n",
        "up/a/team.yml": f"name: A\ncheckin_every: {team}\n",
        "up/a/2026-q4.yml": f"objectives: [{{title: O, key_results: [{{title: K, checkin_every: {key_result or 'null'}}}]}}]\n",
    }
    files["up/a/2026-q4.yml"] = files["up/a/2026-q4.yml"].replace(", checkin_every: null", "")
    assert goals_of(write_site, files).objectives["a/2026-q4/o"].key_results[0].checkin_every == days


def test_support_runs_both_ways_and_through_key_results(write_site: WriteSite) -> None:
    files = {
        "up/team.yml": "name: Up\n",
        "up/2026.yml": "objectives: [{title: Grow, key_results: [{title: More}]}, {title: Learn}]\n",
        "a/team.yml": TEAM,
        "a/2026-q4.yml": "objectives:\n"
        "  - {title: One, supports: [up/grow#more, up/learn, up/grow#more]}\n"
        "  - {title: Two, key_results: [{title: K, supports: up/2026/grow}]}\n",
    }
    goals = goals_of(write_site, files)
    assert goals.objectives["a/2026-q4/one"].supports == ("up/2026/grow#more", "up/2026/learn")
    assert goals.objectives["a/2026-q4/two"].supports == ()
    assert goals.objectives["a/2026-q4/two"].key_results[0].supports == ("up/2026/grow",)
    assert goals.objectives["up/2026/grow"].supported_by == ("a/2026-q4/one", "a/2026-q4/two")
    assert goals.objectives["up/2026/learn"].supported_by == ("a/2026-q4/one",)


def test_circular_support_shows_the_circle_and_is_opened(write_site: WriteSite) -> None:
    text = (
        "objectives:\n"
        "  - {id: a, title: A, supports: b}\n"
        "  - id: b\n    title: B\n    key_results:\n      - {title: K, supports: c}\n"
        "  - {id: c, title: C, supports: [d, a]}\n"
        "  - {id: d, title: D}\n"
        "  - {id: e, title: E, supports: e}\n"
    )
    result = linked(write_site, {"t/team.yml": TEAM, "t/2026.yml": text})
    assert told(result.problems) == [("circular-support", "t/2026.yml", 7), ("circular-support", "t/2026.yml", 9)]
    assert "t/2026/a → t/2026/b → t/2026/c → t/2026/a" in result.problems[0].message
    assert result.goals.objectives["t/2026/c"].supports == ("t/2026/d",)
    assert result.goals.objectives["t/2026/a"].supported_by == ()


# --- check-ins -----------------------------------------------------------------------------------------------------------


def test_check_ins_of_one_day_are_inline_first_then_by_file_then_by_line(write_site: WriteSite) -> None:
    key_result = "academy/2026-q4/recruit#stories"
    inline = RECRUIT.replace(
        "10 students}", "10 students, checkins: [{date: 2026-11-02, value: 9}, {date: 2026-11-01, value: 1}]}"
    )
    files = {
        "academy/team.yml": TEAM,
        "academy/2026-q4.yml": inline,
        "academy/checkins/b.yml": f"- {{key_result: {key_result}, date: 2026-11-01, value: 4}}\n",
        "academy/checkins/a/z.yml": f"date: 2026-11-01\ncheckins:\n  - {{key_result: {key_result}, value: 2}}\n"
        f"  - {{key_result: recruit#stories, value: 3}}\n",
        "academy/checkins/c.csv": f"date,key_result,value\n2026-10-31,{key_result},0\n",
    }
    checkins = goals_of(write_site, files).objectives["academy/2026-q4/recruit"].key_results[0].checkins
    assert [checkin.value for checkin in checkins] == [0, 1, 2, 3, 4, 9]


@pytest.mark.parametrize(
    ("key_result", "checkin", "rule"),
    [
        ("{title: K, metric: reach 9, kpi: leads}", "value: 3", "two-sources"),
        ("{title: K}", "value: 3", "value-without-metric"),
        ("{title: K, milestones: [{title: M}]}", "value: 3", "value-without-metric"),
        ("{title: K, metric: reach 9}", "progress: 30%", "two-sources"),
        ("{title: K, milestones: [{title: M}]}", "progress: 30%", "two-sources"),
        ("{title: K, done: }", "progress: 30%", "two-sources"),
    ],
)
def test_a_check_in_that_nothing_can_hold_is_told_at_its_value(
    key_result: str, checkin: str, rule: str, write_site: WriteSite
) -> None:
    files = {
        "a/team.yml": TEAM,
        "a/kpis.yml": "kpis: [{name: Leads}]\n",
        "a/2026.yml": f"objectives: [{{title: O, key_results: [{key_result}]}}]\n",
        "a/checkins/x.yml": f"- key_result: o#k\n  date: 2026-03-01\n  {checkin}\n",
    }
    assert problems_of(write_site, files) == [(rule, "a/checkins/x.yml", 3)]


@pytest.mark.parametrize(
    ("key_result", "checkin"),
    [
        ("{title: K, metric: reach 9, kpi: leads}", "note: Fine"),
        ("{title: K}", "progress: 30%"),
        ("{title: K, milestones: [{title: M}]}", "confidence: 0.5"),
    ],
)
def test_what_a_key_result_can_hold_is_fine(key_result: str, checkin: str, write_site: WriteSite) -> None:
    files = {
        "a/team.yml": TEAM,
        "a/kpis.yml": "kpis: [{name: Leads}]\n",
        "a/2026.yml": f"objectives: [{{title: O, key_results: [{key_result}]}}]\n",
        "a/checkins/x.yml": f"- key_result: o#k\n  date: 2026-03-01\n  {checkin}\n",
    }
    assert problems_of(write_site, files) == []


@pytest.mark.parametrize("words", ["o", "o#nothing", "o#k", "b/o#k"])
def test_a_check_in_of_no_key_result_is_told(words: str, write_site: WriteSite) -> None:
    files = {
        "a/team.yml": TEAM,
        "a/2026-q4.yml": "objectives: [{title: O, key_results: [{title: K}]}]\n",
        "a/checkins/x.yml": f"- date: 2026-03-01\n  key_result: {words}\n  note: N\n",
    }
    assert problems_of(write_site, files) == [("unknown-reference", "a/checkins/x.yml", 2)]


def test_a_plan_outside_the_key_results_time_and_an_end_before_the_start_are_told(write_site: WriteSite) -> None:
    text = (
        "objectives:\n  - title: O\n    key_results:\n"
        "      - title: A\n        metric:\n          from: 0\n          to: 9\n          plan:\n"
        "            2026-10-01: 1\n            2027-01-01: 2\n"
        "      - {title: B, start: 2027-02-01}\n"
    )
    result = linked(write_site, {"a/team.yml": TEAM, "a/2026-q4.yml": text})
    assert told(result.problems) == [
        ("plan-outside-time", "a/2026-q4.yml", 10),
        ("ends-before-start", "a/2026-q4.yml", 11),
    ]


# --- KPIs ----------------------------------------------------------------------------------------------------------------


def test_kpi_values_come_from_everywhere_and_are_known_from_their_day(write_site: WriteSite) -> None:
    files = {
        "a/team.yml": TEAM,
        "a/kpis.yml": "kpis:\n  - {name: Leads, every: month, values: kpis/leads.csv}\n",
        "a/kpis/leads.csv": "period,value,target\n2026-10,5,at least 4\n2026-09,3,\n",
        "a/checkins/x.yml": "- {kpi: leads, period: 2026-10, value: 6, date: 2026-11-05}\n"
        "- {kpi: leads, period: 2026-10, note: Counted again., date: 2026-11-09}\n"
        "- {kpi: leads, period: 2026-11, value: 7, date: 2026-11-20}\n",
    }
    points = goals_of(write_site, files).kpis["a/leads"].points
    assert [(point.period, str(point.known), point.value) for point in points] == [
        ("2026-09", "2026-09-01", 3),
        ("2026-10", "2026-10-01", 5),
        ("2026-10", "2026-11-05", 6),
        ("2026-10", "2026-11-09", 6),
        ("2026-11", "2026-11-20", 7),
    ]
    assert [point.target is not None for point in points] == [False, True, True, True, False]


def test_a_period_that_does_not_fit_is_told(write_site: WriteSite) -> None:
    files = {
        "a/team.yml": TEAM,
        "a/kpis.yml": "kpis:\n  - {name: Leads, every: month}\n  - {name: Calls}\n",
        "a/checkins/x.yml": "- {kpi: leads, date: 2026-11-05, value: 6, period: 2026-Q4}\n"
        "- {kpi: calls, date: 2026-11-05, value: 6, period: 2026-11}\n"
        "- {kpi: call, date: 2026-11-05, value: 6, period: 2026-11}\n",
    }
    assert sorted(problems_of(write_site, files)) == [
        ("missing-field", "a/kpis.yml", 3),
        ("period-not-every", "a/checkins/x.yml", 1),
        ("unknown-reference", "a/checkins/x.yml", 3),
    ]


def test_the_sets_of_the_balance_gather_ties_from_both_sides(write_site: WriteSite) -> None:
    files = {
        "a/team.yml": TEAM,
        "a/kpis.yml": "kpis:\n"
        "  - {id: k1, name: K1, supports: o}\n  - {id: k2, name: K2, supports: 'o#kr'}\n  - {id: k3, name: K3}\n"
        "  - {id: k4, name: K4}\n  - {id: k5, name: K5}\n  - {id: g1, name: G1, guards: o}\n  - {id: g2, name: G2}\n"
        "  - {id: g3, name: G3}\n",
        "a/2026.yml": "objectives:\n  - id: o\n    title: O\n    drivers: k3\n    guards: [g2, g1]\n"
        "    key_results: [{id: kr, title: K, kpi: k5, metric: reach 9, drivers: [k4], guards: g3}]\n",
        "a/2026-q4.yml": "objectives: [{id: o, title: O}]\n",
    }
    goals = goals_of(write_site, files)
    year = goals.objectives["a/2026/o"]
    assert year.drivers == ("a/k1", "a/k2", "a/k3", "a/k4", "a/k5")
    assert year.guards == ("a/g1", "a/g2", "a/g3")
    assert (year.key_results[0].kpi, year.key_results[0].drivers) == ("a/k5", ("a/k4",))
    assert goals.objectives["a/2026-q4/o"].drivers == ("a/k1",)
    assert goals.kpis["a/k1"].supports == ("a/2026-q4/o", "a/2026/o")
    assert goals.kpis["a/k2"].supports == ("a/2026/o#kr",)


# --- people, updates, pages, old names -----------------------------------------------------------------------------------


def test_people_are_those_listed_then_those_named_by_address(write_site: WriteSite) -> None:
    files = {
        "site.yml": "title: Goals\nfields: {objective: {sponsor: {type: person}}}\n",
        "people.yml": "tom: {name: Tom Wu}\nmei: {name: Mei Lin}\n",
        "a/team.yml": "name: A\nlead: '@mei'\nmembers: [Zoe Q., MEI, toma]\n",
        "a/2026.yml": "objectives: [{title: O, owner: zoe q, with: [a, Ana], fields: {sponsor: Bo}}]\n",
    }
    goals = goals_of(write_site, files)
    assert [(person.id, person.name) for person in goals.people.values()] == [
        ("tom", "Tom Wu"),
        ("mei", "Mei Lin"),
        ("ana", "Ana"),
        ("bo", "Bo"),
        ("toma", "toma"),
        ("zoe-q", "Zoe Q."),
    ]
    assert {goals.names[written] for written in goals.names} == {"mei", "zoe-q", "toma", "ana", "bo"}
    assert goals.names[goals.teams["a"].record.lead or ""] == "mei"


def test_updates_are_listed_newest_first_and_name_cycles_that_exist(write_site: WriteSite) -> None:
    files = {
        "academy/team.yml": TEAM,
        "academy/2026-q4.yml": RECRUIT,
        "academy/updates/2026-11-20-week-8.md": "---\ntitle: Week 8\ncycle: 2026-Q4\n---\n",
        "academy/updates/2026-11-27-week-9.md": "---\ntitle: Week 9\n---\n",
    }
    goals = goals_of(write_site, files)
    assert list(goals.updates) == ["academy/updates/2026-11-27-week-9", "academy/updates/2026-11-20-week-8"]
    files["academy/updates/x.md"] = "---\ntitle: X\ndate: 2026-11-01\ncycle: 2026-q3\n---\n"
    assert problems_of(write_site, files) == [("unknown-cycle", "academy/updates/x.md", 4)]


def test_old_names_lead_to_the_new_ones(write_site: WriteSite) -> None:
    files = {
        "a/team.yml": "name: A\naliases: [b]\n",
        "a/2026.yml": "objectives: [{title: O, aliases: [p], key_results: [{title: K, aliases: [l]}]}]\n",
        "a/kpis.yml": "kpis: [{name: Leads, aliases: [calls]}]\n",
        "pages/about.md": "---\ntitle: About\naliases: [/us/]\n---\n",
    }
    assert goals_of(write_site, files).aliases == {
        "team:b": "team:a",
        "objective:a/2026/p": "objective:a/2026/o",
        "key-result:a/2026/o#l": "key-result:a/2026/o#k",
        "kpi:a/calls": "kpi:a/leads",
        "page:us": "page:about",
    }


def test_an_old_name_that_something_has_is_told(write_site: WriteSite) -> None:
    files = {
        "a/team.yml": TEAM,
        "a/2026.yml": "objectives:\n  - {title: O, aliases: [p]}\n  - {title: P}\n"
        "  - {title: Q, aliases: [x]}\n  - {title: R, aliases: [x]}\n",
    }
    assert problems_of(write_site, files) == [("same-address", "a/2026.yml", 2), ("same-address", "a/2026.yml", 5)]


def test_a_team_knows_its_words_and_files(write_site: WriteSite) -> None:
    files = {"a/team.yml": TEAM, "a/2026.yml": "intro: Why these.\n", "a/pic.png": "x", "a/img/b.png": "x"}
    team = goals_of(write_site, files).teams["a"]
    assert team.intros == {"2026": "Why these."}
    assert team.attachments == (("img/b.png", "content/a/img/b.png"), ("pic.png", "content/a/pic.png"))
