from __future__ import annotations

import datetime as dt

import pytest

from okrsite.goals.directory import Directory, index
from okrsite.goals.references import Referrer, find_checkin_target, find_goals, find_kpi, parse
from tests.conftest import WriteSite
from tests.goals.linking import linked, read, told

OBJECTIVE = "  - {{id: {0}, title: {0}, key_results: [{{id: kr, title: K, metric: reach 1, aliases: [old-kr]}}]}}\n"
FILES = {
    "content/academy/team.yml": "name: Academy\naliases: [school]\n",
    "content/academy/2026.yml": "objectives:\n" + OBJECTIVE.format("grow") + OBJECTIVE.format("recruit"),
    "content/academy/2026-q3.yml": "objectives:\n" + OBJECTIVE.format("recruit") + OBJECTIVE.format("café"),
    "content/academy/2026-q4.yml": "objectives:\n" + OBJECTIVE.format("recruit"),
    "content/academy/kpis.yml": "kpis:\n  - {id: enrolments, name: New enrolments, aliases: [students]}\n",
    "content/teaching/team.yml": "name: Teaching\n",
    "content/teaching/2026-q4.yml": "objectives:\n  - {id: quality, title: Quality, aliases: [old-quality]}\n",
}


@pytest.fixture
def directory(write_site: WriteSite) -> Directory:
    return index(read(write_site(FILES)))[0]


@pytest.mark.parametrize(
    ("words", "ref"),
    [
        ("recruit", "academy/2026-q4/recruit"),
        ("recruit#kr", "academy/2026-q4/recruit#kr"),
        ("grow", "academy/2026/grow"),
        ("teaching/quality", "teaching/2026-q4/quality"),
        ("academy/2026-q3/recruit", "academy/2026-q3/recruit"),
        ("Academy/2026-Q3/Recruit#KR", "academy/2026-q3/recruit#kr"),
        ("academy/2026-q3/cafe\u0301", "academy/2026-q3/café"),
        (" recruit ", "academy/2026-q4/recruit"),
        ("school/recruit", "academy/2026-q4/recruit"),
        ("teaching/old-quality", "teaching/2026-q4/quality"),
        ("recruit#old-kr", "academy/2026-q4/recruit#kr"),
    ],
)
def test_a_goal_of_a_cycle_finds_goals(words: str, ref: str, directory: Directory) -> None:
    found = find_goals(words, Referrer("academy", 0, "2026-q4"), directory)
    assert [target.ref for target in found] == [ref]


@pytest.mark.parametrize(
    "words", ["", "#kr", "recruit#", "a/b/c/d", "academy//recruit", "recruit#none", "café", "nobody/recruit"]
)
def test_what_is_not_there_or_no_reference_finds_nothing(words: str, directory: Directory) -> None:
    assert find_goals(words, Referrer("academy", 0, "2026-q4"), directory) == ()


def test_without_a_cycle_of_its_own_a_reference_means_every_cycle_the_latest_first(directory: Directory) -> None:
    found = find_goals("recruit#kr", Referrer("academy", 0), directory)
    assert [target.goal.cycle for target in found] == ["2026-q4", "2026-q3", "2026"]


def test_spelled_out_it_means_that_cycle_alone(directory: Directory) -> None:
    found = find_goals("academy/2026-q3/recruit", Referrer("academy", 0), directory)
    assert [target.goal.cycle for target in found] == ["2026-q3"]


@pytest.mark.parametrize(
    ("words", "date", "ref"),
    [
        ("recruit#kr", "2026-11-20", "academy/2026-q4/recruit#kr"),
        ("recruit#kr", "2026-08-01", "academy/2026-q3/recruit#kr"),
        ("recruit#kr", "2026-02-01", "academy/2026/recruit#kr"),
        ("recruit#kr", "2027-01-30", "academy/2026-q4/recruit#kr"),
        ("recruit#kr", "2027-01-31", None),
        ("recruit#kr", "2025-12-31", None),
        ("grow#kr", "2026-11-20", "academy/2026/grow#kr"),
        ("academy/2026-q3/recruit#kr", "2026-11-20", "academy/2026-q3/recruit#kr"),
        ("academy/2026-q3/recruit", "2026-11-20", None),
        ("recruit#none", "2026-11-20", None),
    ],
)
def test_a_check_in_finds_its_key_result(words: str, date: str, ref: str | None, directory: Directory) -> None:
    target = find_checkin_target(words, dt.date.fromisoformat(date), Referrer("academy", 0), directory)
    assert (target and target.ref) == ref


@pytest.mark.parametrize(
    ("words", "team", "ref"),
    [
        ("enrolments", "academy", "academy/enrolments"),
        ("Academy/Enrolments", "teaching", "academy/enrolments"),
        ("school/students", "teaching", "academy/enrolments"),
        ("enrolments", "teaching", None),
        ("a/b/c", "academy", None),
    ],
)
def test_a_kpi_is_found_by_its_name(words: str, team: str, ref: str | None, directory: Directory) -> None:
    kpi = find_kpi(words, Referrer(team, 0), directory)
    assert (kpi and kpi.ref) == ref


def test_the_parts_of_a_reference() -> None:
    assert parse("a/2026/b#c") == ("a", "2026", "b", "c")
    assert parse("b") == (None, None, "b", None)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("recruti", "Did you mean `recruit`?"),
        ("academy/recruti", "Did you mean `academy/recruit`?"),
        ("acadmy/recruit", "Did you mean `academy/recruit`?"),
        ("recruit#kp", "`academy/2026-q4/recruit` has `kr`."),
        ("recruit#kkr", "Did you mean `academy/2026-q4/recruit#kr`?"),
        ("quality", "Did you mean `teaching/quality`?"),
        ("nowhere/quality", "Did you mean `teaching/quality`?"),
        ("academy/2026-q3/grow", "There is `academy/2026/grow`: spell out the cycle."),
        ("a/b/c/d", "A goal is `objective`"),
    ],
)
def test_an_unknown_goal_is_told_at_the_very_value_with_the_nearest_names(
    written: str, hint: str, write_site: WriteSite
) -> None:
    files = {path.removeprefix("content/"): text for path, text in FILES.items()}
    files["academy/2026-q4.yml"] += f"  - id: other\n    title: Other\n    supports:\n      - grow\n      - {written}\n"
    problem = linked(write_site, files).problems[0]
    assert (problem.rule, problem.place.line, problem.place.column) == ("unknown-reference", 7, 9)
    assert problem.hint.startswith(hint)


def test_an_unknown_kpi_is_told_with_the_nearest_name(write_site: WriteSite) -> None:
    files = {path.removeprefix("content/"): text for path, text in FILES.items()}
    files["teaching/2026-q4.yml"] += (
        "  - {id: other, title: Other, drivers: [academy/enrolment, enrolments, x/enrolments]}\n"
    )
    problems = linked(write_site, files).problems
    assert told(problems) == [("unknown-reference", "teaching/2026-q4.yml", 3)] * 3
    assert {problem.hint.strip() for problem in problems} == {"Did you mean `academy/enrolments`?"}


def test_a_tree_refers_to_itself_and_to_earlier_ones_only(write_site: WriteSite) -> None:
    root = write_site(
        {
            "site.yml": "title: Goals\ncontent: [one, two]\n",
            "one/academy/team.yml": "name: Academy\n",
            "one/academy/2026.yml": "objectives:\n  - {id: a, title: A, supports: later/b}\n",
            "two/later/team.yml": "name: Later\n",
            "two/later/2026.yml": "objectives:\n  - {id: b, title: B, supports: later/c}\n  - {id: c, title: C}\n",
        }
    )
    directory, _ = index(read(root))
    assert find_goals("later/b", Referrer("academy", 0, "2026"), directory) == ()
    assert find_goals("later/b", Referrer("later", 1, "2026"), directory) != ()
    assert find_goals("academy/a", Referrer("later", 1, "2026"), directory) != ()
