"""Each form of the check as its real consumer reads it: Microsoft's SARIF validator, GitLab's schema, a runner of GitHub."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import jsonschema
import pytest

from okrsite.checks import report_github, report_gitlab, report_sarif
from okrsite.problems import Problem
from okrsite.publish.prepare import check
from tests.checks import broken, method
from tests.checks.method_cases import CASES

MULTITOOL = Path.home() / ".cache/okrsite-tests/sarif/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
NO_HOME_YET = {"SARIF2005"}  # it asks for the tool's address on the web

OF_GITLAB = {  # what its code quality report needs, by its documentation
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32,}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^./]"},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"minimum": 1}}},
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    """All that is found in broken sites, and in sites whose goals are set badly: nearly every rule."""
    found: list[Problem] = []
    for number, case in enumerate(broken.CASES):
        root = tmp_path_factory.mktemp(f"broken-{number}")
        broken.write_site(case, root)
        found += check(root)
    for rule, of_rule in {case.rule: case for case in CASES if case.marked()}.items():
        root = tmp_path_factory.mktemp(rule)
        method.write(of_rule.files(), root)
        found += check(root, method.TODAY)
    return found


def test_the_validator_of_sarif_has_nothing_to_say(everything: Sequence[Problem], tmp_path: Path) -> None:
    assert MULTITOOL.is_file(), "this test needs the SARIF multitool: run `sh .ci/programs`"
    report, said = tmp_path / "okrsite.sarif", tmp_path / "said.sarif"
    report.write_text(report_sarif.report(everything, "goals/"), encoding="utf-8")
    command = [str(MULTITOOL), "validate", str(report), "--rule-kind", "Sarif;Ghas", "--output", str(said)]
    subprocess.run(command, capture_output=True, text=True, check=False)
    results = json.loads(said.read_text(encoding="utf-8-sig"))["runs"][0]["results"]
    told = [one for one in results if one["ruleId"] not in NO_HOME_YET]
    assert told == []


def test_gitlab_takes_the_code_quality_report(everything: Sequence[Problem]) -> None:
    issues = json.loads(report_gitlab.report(everything, "goals/"))
    jsonschema.validate(issues, OF_GITLAB)
    assert len(issues) == len(everything)


def test_a_runner_of_github_reads_back_what_was_found(everything: Sequence[Problem]) -> None:
    lines = report_github.report(everything, "goals/").split("\n")
    assert len(lines) == len(everything)
    for line, problem in zip(lines, everything, strict=True):
        command, properties, message = read_command(line)
        assert command == {"error": "error", "warning": "warning", "note": "notice"}[problem.severity.value]
        assert properties["file"] == f"goals/{problem.place.path}"
        assert properties.get("line", "0") == str(problem.place.line)
        assert message.startswith(problem.message)


def read_command(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as the runner takes it apart: `::name key=value,key=value::message`."""
    found = re.fullmatch(r"::([a-z]+) ([^\r\n]*?)::([^\r\n]*)", line)
    assert found, line
    pairs = [pair.partition("=") for pair in found[2].split(",")]
    return found[1], {name: unescaped(value, ":,") for name, _, value in pairs}, unescaped(found[3])


def unescaped(text: str, more: str = "") -> str:
    for character in f"\r\n{more}":
        text = text.replace(f"%{ord(character):02X}", character)
    return text.replace("%25", "%")
