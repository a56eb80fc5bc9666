"""Problems as people and programs read them."""

from __future__ import annotations

import json

import pytest

from okrsite.checks import report_json, report_text
from okrsite.problems import Place, Problem, Severity, has_errors, sort_problems

TYPO = Problem(
    Place("content/a/2026.yml", 3, 5),
    "unknown-field",
    "'titel' is not a field of an objective",
    "Did you mean 'title'?",
    end_column=10,
    source="    titel: Grow",
)


def test_the_text_shows_where_what_a_picture_and_what_to_do() -> None:
    assert report_text.report([TYPO]) == (
        "error[unknown-field]: 'titel' is not a field of an objective\n"
        "  --> content/a/2026.yml:3:5\n"
        "   |\n"
        " 3 |     titel: Grow\n"
        "   |     ^^^^^\n"
        "  = help: Did you mean 'title'?\n"
        "  = more: okrsite explain unknown-field"
    )


def test_what_a_rule_of_method_finds_often_in_a_file_is_told_thrice_and_then_by_its_lines() -> None:
    def found(rule: str, severity: Severity, path: str = "a.yml") -> list[Problem]:
        return [Problem(Place(path, line, 3), rule, "No.", severity=severity, source="  x") for line in range(1, 31)]

    notes = report_text.report([*found("no-why", Severity.NOTE), *found("no-why", Severity.NOTE, "b.yml")[:4]])
    assert notes.count("note[no-why]: No.") == 7
    assert "note[no-why]: 27 more of these in the same file.\n  --> a.yml, lines 4, 5, 6" in notes
    assert notes.count("and 7 more") == 1
    for rule, severity in (("no-why", Severity.ERROR), ("unknown-field", Severity.WARNING)):
        assert report_text.report(found(rule, severity)).count("No.") == 30


def test_carets_stand_under_wide_characters() -> None:
    problem = Problem(Place("a.yml", 1, 8), "wrong-type", "no", end_column=10, source="title: 明燈學院")
    assert report_text.report([problem]).splitlines()[4].endswith("       ^^^^")


def test_a_very_long_line_is_shown_around_the_value() -> None:
    problem = Problem(
        Place("a.yml", 1, 5001), "wrong-type", "no", end_column=5004, source="x" * 5000 + "bad" + "y" * 5000
    )
    lines = report_text.report([problem]).splitlines()
    assert max(map(len, lines)) < 200
    start = lines[4].index("^^^")
    assert lines[3][start : start + 3] == "bad"


def test_control_characters_never_reach_the_terminal() -> None:
    problem = Problem(Place("a.yml", 1, 1), "wrong-type", "a \x1b[2J b", source="\x1b]0;owned\x07")
    assert "\x1b" not in report_text.report([problem])


def test_a_problem_of_a_whole_file_has_no_picture() -> None:
    assert (
        report_text.report([Problem(Place("a.yml"), "too-large", "too large")])
        == "error[too-large]: too large\n  --> a.yml\n  = more: okrsite explain too-large"
    )


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ([], "no problems"),
        ([Severity.ERROR], "1 error"),
        ([Severity.WARNING, Severity.ERROR, Severity.ERROR, Severity.NOTE], "2 errors, 1 warning, 1 note"),
    ],
)
def test_the_summary_counts_by_severity(severities: list[Severity], words: str) -> None:
    assert report_text.summary([Problem(Place("a"), "r", "m", severity=severity) for severity in severities]) == words


def test_the_json_has_every_part_of_a_problem() -> None:
    document = json.loads(report_json.report([TYPO, Problem(Place("b"), "r", "m", severity=Severity.NOTE)]))
    assert document["counts"] == {"error": 1, "warning": 0, "note": 1}
    assert document["problems"][0] == {
        "path": "content/a/2026.yml", "line": 3, "column": 5, "end_column": 10, "rule": "unknown-field", "severity": "error",
        "message": TYPO.message, "hint": TYPO.hint, "source": TYPO.source, "docs": "docs/problems.md#unknown-field",
    }  # fmt: skip
    assert document["problems"][1]["line"] is None


def test_problems_are_listed_by_file_and_worst_first_in_it() -> None:
    def made(path: str, line: int, severity: Severity) -> Problem:
        return Problem(Place(path, line), "r", "m", severity=severity)

    note, late, early, other = (
        made("a", 1, Severity.NOTE),
        made("a", 9, Severity.ERROR),
        made("a", 2, Severity.ERROR),
        made("b", 1, Severity.ERROR),
    )
    assert sort_problems([other, note, late, early, late]) == [early, late, note, other]
    assert has_errors([note]) is False
    assert has_errors([note, late]) is True
