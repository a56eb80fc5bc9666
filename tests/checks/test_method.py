"""Each rule of method finds what it should, at the very value, and is silent on what it should not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from okrsite.checks.catalogue import RULES
from okrsite.checks.content_lessons import CONTENT_LESSONS
from okrsite.checks.lessons import LESSONS
from okrsite.checks.method import FINDERS
from okrsite.problems import Problem, Severity
from okrsite.publish.prepare import check, prepare
from okrsite.source.method import METHOD
from tests.checks.method import CYCLE, KPIS, PARENT, SITE, TODAY, WHOLE, Case, write
from tests.checks.method_cases import CASES


def found(root: Path, day: dt.date = TODAY, *, everything: bool = False) -> list[Problem]:
    return check(root, day, everything=everything)


def test_the_site_that_the_cases_change_has_no_findings(tmp_path: Path) -> None:
    write(WHOLE, tmp_path)
    assert found(tmp_path) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.name}")
def test_a_rule_points_at_the_value_or_is_silent(case: Case, tmp_path: Path) -> None:
    write(case.files(), tmp_path)
    problems = found(tmp_path)
    assert not [problem for problem in problems if problem.severity is Severity.ERROR]
    of_rule = [problem for problem in problems if problem.rule == case.rule]
    assert sorted(str(problem.place) for problem in of_rule) == case.marked()
    assert all(problem.hint and problem.source is not None for problem in of_rule)


def test_every_rule_is_found_somewhere_and_silent_somewhere() -> None:
    finding = {case.rule for case in CASES if case.marked()}
    silent = {case.rule for case in CASES if not case.marked()}
    assert finding == silent == set(FINDERS) - {"moved-goalpost"}  # that one hangs on git: tests/history/test_ledger.py


def test_every_rule_is_taught() -> None:
    assert set(LESSONS) == set(METHOD)
    assert {*LESSONS, *CONTENT_LESSONS} == set(RULES)
    assert set(FINDERS) <= set(METHOD)


@pytest.mark.parametrize("rule", METHOD)
@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_site_yml_sets_how_much_a_rule_matters(rule: str, severity: str, tmp_path: Path) -> None:
    marked = (case for case in CASES if case.rule == rule and case.marked())
    case = next((case for case in marked if "rules:" not in case.files()[SITE]), None)
    if case is None:
        pytest.skip("told by the history")
    files = case.files()
    write({**files, SITE: files[SITE] + f"rules: {{{rule}: {severity}}}\n"}, tmp_path)
    assert {problem.severity.value for problem in found(tmp_path) if problem.rule == rule} == {severity}


def test_a_rule_that_is_off_finds_nothing(tmp_path: Path) -> None:
    rules = ", ".join(f"{rule}: off" for rule in METHOD)
    for number, case in enumerate(CASES[::7]):
        files, root = case.files(), tmp_path / str(number)
        site = files[SITE].partition("rules:")[0] + f"rules: {{{rules}}}\n"
        write({**files, SITE: site}, root)
        assert found(root) == []


def test_units_that_differ_are_told_as_they_are_written(tmp_path: Path) -> None:
    more = "      - {id: x, title: More join, owner: mei, kpi: enrolments, metric: from 100 to 150 EUR}\n"
    write({**WHOLE, CYCLE: WHOLE[CYCLE] + more}, tmp_path)
    (problem,) = (one for one in found(tmp_path) if one.rule == "kpi-and-goal-disagree")
    assert "is in `EUR`" in problem.message


NO_WHY = ("    why: Evening classes live from a full room.\n", "")


def test_ignore_silences_one_rule_there_and_nowhere_else(tmp_path: Path) -> None:
    ignore = "    ignore: {no-why: everyone knows}\n"
    write({**WHOLE, CYCLE: WHOLE[CYCLE].replace(NO_WHY[0], ignore)}, tmp_path)
    assert found(tmp_path) == []
    write({PARENT: WHOLE[PARENT].replace("    why: Half of our rooms are empty.\n", "")}, tmp_path)
    assert [(problem.rule, problem.place.path) for problem in found(tmp_path)] == [("no-why", PARENT)]


def test_what_an_objective_ignores_is_ignored_on_its_key_results(tmp_path: Path) -> None:
    text = WHOLE[CYCLE].replace("date: 2026-11-15", "date: 2026-10-15")
    write({**WHOLE, CYCLE: text}, tmp_path)
    assert [problem.rule for problem in found(tmp_path)] == ["stale"]
    write(
        {CYCLE: text.replace("    owner: mei\n", "    owner: mei\n    ignore: {stale: the term is over}\n", 1)},
        tmp_path,
    )
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "column", "rule"),
    [
        (SITE, "", "rules: {no-wy: off}\n", 9, "no-why"),
        (SITE, "", "rules: {key-results-per-objective: {mix: 2}}\n", 37, "min"),
        (SITE, "", "rules: {unknown-field: off}\n", 9, "Mend"),
        (CYCLE, "    owner: mei\n", "    owner: mei\n    ignore: {no-whi: x}\n", 14, "no-why"),
        (CYCLE, "    owner: mei\n", "    owner: mei\n    ignore: {kpi-stale: x}\n", 14, "a KPI"),
        (KPIS, "    owner: mei\n", "    owner: mei\n    ignore: {stale: x}\n", 14, "a key result"),
    ],
)
def test_a_rule_that_is_none_or_finds_nothing_there_is_told_where_it_stands(
    path: str, old: str, new: str, column: int, rule: str, tmp_path: Path
) -> None:
    text = WHOLE[path].replace(old, new, 1) if old else WHOLE[path] + new
    write({**WHOLE, path: text}, tmp_path)
    (problem,) = found(tmp_path)
    assert (problem.rule, problem.place.path, problem.place.column) == ("unknown-rule", path, column)
    assert rule in problem.hint


@pytest.mark.parametrize(
    ("title", "offered"),
    [
        ("40% of calls are answered", "metric: from … to 40%"),
        ("Conversion from 2.1 % to 3 %", "metric: from 2.1 to 3 %"),
        ("Homes within 10 minutes of a park from 93 to 100 %", "metric: from 93 to 100 %"),
        ("再生能源占比由 6% 提升至 20%", "metric: from 6 to 20%"),
        ("Grow the watch time by 30%", "metric: from … to …"),
        ("Sell 300 houses", "metric: from … to 300"),
        ("Repackage the entire 8086 family", "metric: from 0 to 10 students"),
        ("Recruit 6,500 new expert teachers", "metric: from … to 6500"),
        ("死亡人數從 3,000 降至 2,000", "metric: from 3000 to 2000"),
        ("CSAT above 4.5 out of 5", "metric: from … to 4.5"),
        ("新增 5萬7,935 戶", "metric: from … to 57935"),
        ("Revenue of 12bn", "metric: from … to 12000000000"),
        ("Nobody lives on less than $1.25 a day", "metric: from 0 to 10 students"),
        ("End deaths of children under 5 years of age", "metric: from 0 to 10 students"),
    ],
)
def test_a_number_that_stands_only_in_a_title_is_offered_as_a_metric(title: str, offered: str, tmp_path: Path) -> None:
    write({**WHOLE, CYCLE: WHOLE[CYCLE] + f'      - {{id: x, title: "{title}", owner: mei}}\n'}, tmp_path)
    (hint,) = (problem.hint for problem in found(tmp_path) if problem.rule == "key-result-not-measurable")
    assert f"`{offered}`" in hint
    taken = offered.replace("from … to …", "reach 1").replace("…", "0")
    write({**WHOLE, CYCLE: WHOLE[CYCLE] + f'      - {{id: x, title: "{title}", owner: mei, {taken}}}\n'}, tmp_path)
    assert "bad-metric" not in {problem.rule for problem in found(tmp_path)}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("metric: from 0 to 10", "academy/2026-q4/recruit#x VALUE`"),
        ("milestones: [{title: A}]", "#x done --milestone 1`"),
        ("milestones: [{title: A, done: 2026-10-02}, {title: B}]", "#x done --milestone 2`"),
        ("done: ", "#x done`"),
        ("why: x", '#x --note "…"`'),
    ],
)
def test_a_stale_key_result_is_offered_the_command_that_fits_it(fields: str, said: str, tmp_path: Path) -> None:
    write({**WHOLE, CYCLE: WHOLE[CYCLE] + f"      - {{id: x, title: A portal, owner: mei, {fields}}}\n"}, tmp_path)
    (hint,) = (problem.hint for problem in found(tmp_path) if problem.rule == "stale")
    assert said in hint


def test_long_closed_cycles_are_looked_at_only_when_all_are_asked_for(tmp_path: Path) -> None:
    write({**WHOLE, CYCLE: WHOLE[CYCLE].replace(*NO_WHY)}, tmp_path)
    last, first = dt.date(2027, 1, 30), dt.date(2027, 1, 31)
    assert "no-why" in {problem.rule for problem in found(tmp_path, last)}
    assert "no-why" not in {problem.rule for problem in found(tmp_path, first)}
    assert "no-why" in {problem.rule for problem in found(tmp_path, first, everything=True)}


def test_dropped_goals_and_archived_teams_are_left_in_peace(tmp_path: Path) -> None:
    bare = WHOLE[CYCLE].replace(*NO_WHY)
    write({**WHOLE, CYCLE: bare + "    dropped: {date: 2026-11-01, why: We moved.}\n"}, tmp_path)
    assert "no-why" not in {problem.rule for problem in found(tmp_path)}
    write({CYCLE: bare, "content/school/academy/team.yml": "name: Academy\narchived: 2026-11-01\n"}, tmp_path)
    assert "no-why" not in {problem.rule for problem in found(tmp_path)}


def test_a_value_that_cannot_be_read_is_one_problem_not_a_missing_one_too(tmp_path: Path) -> None:
    text = (
        WHOLE[CYCLE].replace("    owner: mei\n", "    owner: [a, b]\n", 1).replace("from 0 to 8 films", "lots of films")
    )
    write({**WHOLE, CYCLE: text}, tmp_path)
    assert {problem.rule for problem in found(tmp_path) if problem.severity is not Severity.NOTE} == {
        "wrong-type",
        "bad-metric",
    }


def test_a_build_for_a_wide_audience_finds_nothing_in_what_is_narrower(tmp_path: Path) -> None:
    audiences = WHOLE[SITE] + "audiences: [public, board]\n"
    text = WHOLE[CYCLE].replace(*NO_WHY).replace("    owner: mei\n", "    owner: mei\n    audience: board\n", 1)
    write({**WHOLE, SITE: audiences, CYCLE: text}, tmp_path)
    for audience, counts in (("public", 0), ("board", 1)):
        prepared = prepare(tmp_path, audience=audience, as_of=TODAY)
        assert prepared.ready is not None
        assert [rule.findings for rule in prepared.ready.rules if rule.name == "no-why"] == [counts]
        assert sum(problem.rule == "no-why" for problem in prepared.problems) == counts


def test_what_an_audience_may_not_see_changes_nothing_that_is_found_for_it(tmp_path: Path) -> None:
    audiences = WHOLE[SITE] + "audiences: [public, board]\n"
    narrow = WHOLE[CYCLE].replace("        owner: mei\n", "        owner: mei\n        audience: board\n")
    gone = WHOLE[CYCLE].partition("    key_results:\n")[0]
    counts = []
    for name, text in (("narrow", narrow), ("gone", gone)):
        write({**WHOLE, SITE: audiences, CYCLE: text}, tmp_path / name)
        ready = prepare(tmp_path / name, audience="public", as_of=TODAY).ready
        assert ready is not None
        counts.append(ready.rules)
    assert counts[0] == counts[1]
    assert {rule.name for rule in counts[0] if rule.findings} == {"key-results-per-objective"}
