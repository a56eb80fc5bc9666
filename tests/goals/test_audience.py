from __future__ import annotations

import datetime as dt

import pytest

from okrsite.goals.audience import narrow
from okrsite.goals.link import link
from okrsite.goals.measure import measure
from okrsite.goals.model import Goals
from okrsite.source.sources import Sources
from tests.conftest import WriteSite
from tests.goals.linking import read

SITE = "title: Goals\naudiences: [public, staff, board]\n"
GOAL = "objectives:\n  - {id: goal, title: T, key_results: [{id: kr, title: K, metric: reach 9}]}\n"


def sources(write_site: WriteSite, files: dict[str, str]) -> Sources:
    return read(write_site({"site.yml": SITE, **files}))


def seen_by(audience: str, write_site: WriteSite, files: dict[str, str]) -> Goals:
    return link(sources(write_site, files), audience).goals


def test_the_narrowest_audience_sees_everything(write_site: WriteSite) -> None:
    everything = sources(write_site, {"content/a/team.yml": "name: A\naudience: board\n"})
    assert narrow(everything, "board") is everything


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("content/a/team.yml", "name: A\naudience: staff\n"),
        ("content/a/b/team.yml", "name: B\naudience: staff\n"),
        ("content/a/b/2026.yml", "audience: staff\n" + GOAL),
        ("content/a/b/2026.yml", GOAL.replace("title: T", "title: T, audience: staff")),
        ("content/a/b/team.yml", "name: B\nparent: c\n"),
        ("site.yml", SITE + "content: {path: content, audience: staff}\n"),
    ],
)
def test_a_goal_is_as_narrow_as_all_that_it_stands_inside(place: str, text: str, write_site: WriteSite) -> None:
    files = {
        "content/a/team.yml": "name: A\n",
        "content/a/b/team.yml": "name: B\n",
        "content/a/b/2026.yml": GOAL,
        "content/c/team.yml": "name: C\naudience: staff\n",
        place: text,
    }
    assert list(seen_by("staff", write_site, files).objectives) == ["b/2026/goal"]
    public = seen_by("public", write_site, files)
    assert (public.objectives, public.cycles) == ({}, {})


def test_what_says_something_wider_stays_as_narrow_as_what_it_stands_in(write_site: WriteSite) -> None:
    files = {
        "content/a/team.yml": "name: A\naudience: board\n",
        "content/a/2026.yml": "audience: public\n" + GOAL.replace("title: T", "title: T, audience: public"),
    }
    assert seen_by("staff", write_site, files).objectives == {}


def test_what_says_nothing_and_stands_in_nothing_has_the_default_audience(write_site: WriteSite) -> None:
    files = {
        "site.yml": SITE + "default_audience: staff\n",
        "content/a/team.yml": "name: A\n",
        "content/open/team.yml": "name: Open\naudience: public\n",
        "content/open/inner/team.yml": "name: Inner\n",
        "content/pages/about.md": "---\ntitle: About\n---\n",
        "content/pages/hello.md": "---\ntitle: Hello\naudience: public\n---\n",
        "content/index.md": "Words.\n",
        "content/people.yml": "mei: {name: Mei}\ntom: {name: Tom, audience: public}\n",
    }
    public = seen_by("public", write_site, files)
    assert list(public.teams) == ["open", "inner"]
    assert list(public.pages) == ["hello"]
    assert public.index is None
    assert list(public.people) == ["tom"]


def test_a_narrower_part_goes_and_the_rest_stays(write_site: WriteSite) -> None:
    text = (
        "objectives:\n"
        "  - id: goal\n    title: T\n    key_results:\n"
        "      - {id: open, title: O, metric: reach 9, checkins: [{date: 2026-02-01, value: 1, audience: staff},"
        " {date: 2026-03-01, value: 2}]}\n"
        "      - {id: secret, title: S, metric: reach 9, audience: staff}\n"
    )
    goal = seen_by("public", write_site, {"content/a/team.yml": "name: A\n", "content/a/2026.yml": text}).objectives[
        "a/2026/goal"
    ]
    assert [key_result.id for key_result in goal.key_results] == ["open"]
    assert [checkin.value for checkin in goal.key_results[0].checkins] == [2]


def test_withheld_values_leave_title_and_metric(write_site: WriteSite) -> None:
    text = (
        "objectives:\n"
        "  - id: goal\n    title: T\n    key_results:\n"
        "      - {id: number, title: N, metric: from 0 to 9, values_audience: staff, checkins: [{date: 2026-02-01, value: 7}],"
        " outcome: {grade: 0.7, note: N}}\n"
        "      - {id: steps, title: S, milestones: [{title: M, done: 2026-02-01, due: 2026-03-01}], values_audience: staff}\n"
        "      - {id: yes, title: Y, done: 2026-02-01, values_audience: staff}\n"
    )
    kpis = "kpis:\n  - {id: k, name: K, every: month, target: at least 3, values: {2026-01: 5}, values_audience: staff, supports: goal}\n"
    files = {
        "content/a/team.yml": "name: A\n",
        "content/a/2026.yml": text,
        "content/a/kpis.yml": kpis,
        "content/a/checkins/x.yml": "- {key_result: goal#number, date: 2026-04-01, value: 8, by: Hidden Helper}\n"
        "- {kpi: k, period: 2026-02, date: 2026-03-01, value: 6}\n",
    }
    public = seen_by("public", write_site, files)
    number, steps, yes = public.objectives["a/2026/goal"].key_results
    assert number.record.withheld
    assert (number.checkins, number.record.title) == ((), "N")
    assert number.record.metric is not None
    assert number.record.outcome is not None
    assert number.record.outcome.grade is None
    assert [(m.title, m.done, str(m.due)) for m in steps.record.milestones] == [("M", None, "2026-03-01")]
    assert (yes.record.done, yes.record.is_yes_or_no) == (None, True)
    kpi = public.kpis["a/k"]
    assert (kpi.points, kpi.record.values, kpi.record.withheld, kpi.supports) == ((), (), True, ("a/2026/goal",))
    assert kpi.record.target is not None
    figures = measure(public, dt.date(2026, 11, 22))
    assert (figures.balance["a/2026/goal"].drivers, figures.aimless) == ((), ())
    assert public.people == {}
    staff = seen_by("staff", write_site, files)
    assert [checkin.value for checkin in staff.objectives["a/2026/goal"].key_results[0].checkins] == [7, 8]
    assert staff.objectives["a/2026/goal"].drivers == ("a/k",)


def test_a_check_in_of_an_unseen_goal_is_not_given_to_one_that_is_seen(write_site: WriteSite) -> None:
    files = {
        "content/a/team.yml": "name: A\n",
        "content/a/2026.yml": GOAL,
        "content/a/2026-q4.yml": "audience: staff\n" + GOAL,
        "content/a/checkins/x.yml": "- {key_result: goal#kr, date: 2026-11-01, value: 5}\n",
    }
    assert seen_by("public", write_site, files).objectives["a/2026/goal"].key_results[0].checkins == ()
    assert len(seen_by("staff", write_site, files).objectives["a/2026-q4/goal"].key_results[0].checkins) == 1


def test_a_reference_to_something_narrower_is_dropped_and_noted(write_site: WriteSite) -> None:
    files = {
        "content/people.yml": "mei: {name: Mei, audience: staff}\n",
        "content/a/team.yml": "name: A\n",
        "content/a/2026.yml": "objectives:\n"
        "  - {id: top, title: Top}\n"
        "  - {id: goal, title: T, owner: mei, with: [b], drivers: [b/k], supports: [b/secret, top]}\n",
        "content/b/team.yml": "name: B\naudience: staff\n",
        "content/b/2026.yml": "objectives:\n  - {id: secret, title: S}\n",
        "content/b/kpis.yml": "kpis:\n  - {id: k, name: K}\n",
    }
    linked = link(sources(write_site, files), "public")
    goal = linked.goals.objectives["a/2026/goal"]
    assert linked.problems == ()
    assert (goal.supports, goal.drivers, goal.record.owner, goal.record.with_) == (("a/2026/top",), (), None, ())
    assert goal.record.supports == ("a/2026/top",)
    full = link(sources(write_site, files), "board")
    assert sorted({(problem.rule, problem.severity.value) for problem in full.problems}) == [
        ("narrower-reference", "warning")
    ]
    assert sorted(problem.message.split("`")[1] for problem in full.problems) == ["b", "b/2026/secret", "b/k", "mei"]
    assert {problem.place.line for problem in full.problems} == {3}


def test_a_hidden_goal_does_not_make_a_reference_mean_another(write_site: WriteSite) -> None:
    files = {
        "content/a/team.yml": "name: A\n",
        "content/a/2026.yml": "objectives:\n  - {id: goal, title: T}\n",
        "content/a/2026-q4.yml": "objectives:\n  - {id: goal, title: T, audience: staff}\n  - {id: other, title: O, supports: goal}\n",
    }
    assert seen_by("public", write_site, files).objectives["a/2026-q4/other"].supports == ()


def test_an_overlay_is_no_wider_than_its_tree(write_site: WriteSite) -> None:
    files = {
        "site.yml": SITE + "content: [content, {path: secret, audience: board}]\n",
        "content/a/team.yml": "name: A\n",
        "content/a/2026.yml": GOAL,
        "secret/a/2026-q4.yml": "audience: public\n" + GOAL,
        "secret/a/checkins/x.yml": "- {key_result: a/2026/goal#kr, date: 2026-11-01, value: 5}\n",
        "secret/people.yml": "eve: {name: Eve}\n",
        "secret/a/plan.pdf": "x",
    }
    staff = seen_by("staff", write_site, files)
    assert list(staff.objectives) == ["a/2026/goal"]
    assert staff.objectives["a/2026/goal"].key_results[0].checkins == ()
    assert (staff.people, staff.teams["a"].attachments, staff.teams["a"].folders) == ({}, (), ("content/a",))
    assert "secret" not in repr(staff)
    board = seen_by("board", write_site, files)
    assert list(board.objectives) == ["a/2026-q4/goal", "a/2026/goal"]
    assert board.teams["a"].folders == ("content/a", "secret/a")
    assert board.teams["a"].attachments == (("plan.pdf", "secret/a/plan.pdf"),)


def test_narrowing_twice_changes_nothing(write_site: WriteSite) -> None:
    files = {"content/a/team.yml": "name: A\n", "content/a/2026.yml": GOAL + "  - {id: s, title: S, audience: staff}\n"}
    once = narrow(sources(write_site, files), "public")
    assert narrow(once, "public") == once


def test_values_in_a_narrower_teams_folder_are_as_narrow_whoevers_kpi_names_them(write_site: WriteSite) -> None:
    files = {
        "content/a/team.yml": "name: A\n",
        "content/a/kpis.yml": "kpis: [{id: k, name: K, every: month, target: at least 3, values: ../b/kpis/k.csv}]\n",
        "content/a/checkins/x.yml": "- {kpi: k, period: 2026-02, date: 2026-03-01, value: 6}\n",
        "content/b/team.yml": "name: B\naudience: staff\n",
        "content/b/kpis/k.csv": "period,value\n2026-01,7777\n",
    }
    assert [point.value for point in seen_by("public", write_site, files).kpis["a/k"].points] == [6]
    assert [point.value for point in seen_by("staff", write_site, files).kpis["a/k"].points] == [7777, 6]
    (told,) = link(sources(write_site, files), "board").problems
    assert (told.rule, told.place.path, told.message.split("`")[1]) == (
        "narrower-reference",
        "content/a/kpis.yml",
        "../b/kpis/k.csv",
    )
