"""Reports for code hosts: what each of them takes, and nothing that breaks out of it."""

from __future__ import annotations

import json

from okrsite.checks import report_github, report_gitlab, report_sarif
from okrsite.problems import Place, Problem, Severity

TYPO = Problem(
    Place("content/a, b:c/2026.yml", 3, 5),
    "unknown-field",
    "100 % `titel`:\nno field",
    "Write `title`.",
    end_column=10,
    source="    titel: x",
)
NOTE = Problem(
    Place("content/a/2026.yml", 9, 3), "no-why", "No reason.", "Add one.", Severity.NOTE, source="  title: x"
)
FILE = Problem(Place("site.yml"), "no-site", "No site.", severity=Severity.WARNING)


def test_github_commands_are_escaped_and_name_files_from_the_repository() -> None:
    first, second, third = report_github.report([TYPO, NOTE, FILE], "goals/").split("\n")
    assert first == (
        "::error file=goals/content/a%2C b%3Ac/2026.yml,line=3,col=5,endColumn=9,title=unknown-field"
        "::100 %25 `titel`:%0Ano field%0AWrite `title`."
    )
    assert second.startswith("::notice file=goals/content/a/2026.yml,line=9,col=3,title=no-why::")
    assert third == "::warning file=goals/site.yml,title=no-site::No site."


def test_gitlab_gets_the_fields_that_it_reads() -> None:
    issues = json.loads(report_gitlab.report([TYPO, NOTE, FILE], "goals/"))
    assert [issue["severity"] for issue in issues] == ["critical", "info", "minor"]
    assert issues[0]["location"] == {"path": "goals/content/a, b:c/2026.yml", "lines": {"begin": 3}}
    assert issues[2]["location"]["lines"]["begin"] == 1
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}


def test_fingerprints_stay_when_lines_move_and_differ_for_equal_findings() -> None:
    def names(*problems: Problem) -> list[str]:
        return [issue["fingerprint"] for issue in json.loads(report_gitlab.report(problems))]

    def at(line: int) -> Problem:
        return Problem(
            Place(NOTE.place.path, line, 3), NOTE.rule, NOTE.message, severity=Severity.NOTE, source=NOTE.source
        )

    assert names(at(9)) == names(at(30))
    assert len(set(names(at(9), at(12)))) == 2


def test_sarif_names_rules_places_and_levels() -> None:
    document = json.loads(report_sarif.report([TYPO, NOTE, FILE], "goals/"))
    (run,) = document["runs"]
    assert document["version"] == "2.1.0"
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert [result["level"] for result in run["results"]] == ["error", "note", "warning"]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert places[0]["region"] == {"startLine": 3, "startColumn": 5, "endColumn": 10}
    assert places[0]["artifactLocation"]["uri"] == "goals/content/a%2C%20b%3Ac/2026.yml"
    assert places[2]["region"] == {"startLine": 1}


def test_nothing_found_is_a_report_too() -> None:
    assert report_github.report([]) == ""
    assert json.loads(report_gitlab.report([])) == []
    assert json.loads(report_sarif.report([]))["runs"][0]["results"] == []
