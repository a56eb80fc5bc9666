"""What GitHub's workflows post and merge, run against a stand-in for its program `gh`."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from okrsite.cli.main import cli
from tests.forge.test_workflows import command_with, run_in

AFTER, DUE = ".github/workflows/goals-after-check.yml", ".github/workflows/goals-due.yml"
SHA = "a" * 40


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds `github`, in which `okrsite init --ci github` wrote everything."""
    folder = tmp_path_factory.mktemp("written")
    assert CliRunner().invoke(cli, ["init", "--ci", "github", str(folder / "github")]).exit_code == 0
    return folder


class GitHub:
    """A folder to run in, with `gh` in front of all other programs."""

    def __init__(self, folder: Path) -> None:
        assert shutil.which("jq"), "this test needs jq: run `sh .ci/programs`"
        self.folder, self.file, self.output = folder, folder / "github.json", folder / "output"
        gh = folder / "bin" / "gh"
        gh.parent.mkdir()
        gh.write_text(f'#!/bin/sh\nexec {sys.executable} {Path(__file__).with_name("fake_gh.py")} "$@"\n')
        gh.chmod(0o755)
        pull = {"number": 5, "state": "open", "draft": False, "head": {"sha": SHA}, "base": {"ref": "main"}}
        self.set({"comments": [], "issues": [], "done": [], "pull": {**pull, "author_association": "MEMBER"}})

    def set(self, there: dict[str, Any]) -> None:
        self.file.write_text(json.dumps(there), encoding="utf-8")

    @property
    def there(self) -> Any:
        return json.loads(self.file.read_text(encoding="utf-8"))

    def run(self, command: str, **facts: str) -> str:
        own = {
            "FAKE_GH": str(self.file), "GH_REPO": "example/goals", "GH_TOKEN": "secret", "SHA": SHA, "BRANCH": "main",
            "NUMBER": "5", "TITLE": "Goals that wait for a word", "GITHUB_OUTPUT": str(self.output), **facts,
        }  # fmt: skip
        path = f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        return run_in(self.folder, f"export PATH={path!r}\n{command}", own)


@pytest.fixture
def github(tmp_path: Path) -> GitHub:
    return GitHub(tmp_path)


def test_the_comment_on_a_change_is_renewed_and_others_stay(written: Path, github: GitHub) -> None:
    command = command_with(written, "github", AFTER, "comment.md")
    theirs = {"id": 1, "user": {"login": "stranger"}, "body": "<!-- okrsite diff -->\nmine"}
    github.set({**github.there, "comments": [theirs]})
    (github.folder / "goals-diff").mkdir()
    (github.folder / "goals-diff/number").write_text("5\n")
    for said in ("one change", "two changes “quoted” 中文"):
        (github.folder / "goals-diff/diff.md").write_text(said, encoding="utf-8")
        github.run(command)
    ours = "<!-- okrsite diff -->\ntwo changes “quoted” 中文"
    assert [one["body"] for one in github.there["comments"]] == [theirs["body"], ours]


def test_nothing_is_said_of_a_commit_that_the_change_has_left(written: Path, github: GitHub) -> None:
    command = command_with(written, "github", AFTER, "comment.md")
    (github.folder / "goals-diff").mkdir()
    (github.folder / "goals-diff/number").write_text("5")
    (github.folder / "goals-diff/diff.md").write_text("old news")
    assert "another commit" in github.run(command, SHA="b" * 40)
    assert github.there["comments"] == []


@pytest.mark.parametrize(
    ("other", "number"),
    [
        ({}, "5"),
        ({"author_association": "CONTRIBUTOR"}, ""),
        ({"draft": True}, ""),
        ({"state": "closed"}, ""),
        ({"head": {"sha": "b" * 40}}, ""),
        ({"base": {"ref": "release"}}, ""),
    ],
)
def test_a_change_is_merged_unseen_only_for_whoever_may_write(
    written: Path, github: GitHub, other: dict[str, Any], number: str
) -> None:
    github.set({**github.there, "pull": {**github.there["pull"], **other}})
    github.run(command_with(written, "github", AFTER, "> pulls"))
    assert github.output.read_text() == f"number={number}\n"


def test_what_was_checked_is_merged_and_published(written: Path, github: GitHub) -> None:
    github.run(command_with(written, "github", AFTER, "gh pr merge"))
    merged, published = github.there["done"]
    assert merged == ["pr", "merge", "5", "--squash", f"--match-head-commit {SHA}"]
    assert published == ["workflow", "run", "goals-publish.yml"]
    assert (written / "github/.github/workflows" / published[2]).is_file()


def test_what_waits_is_one_issue_that_goes_on_and_none_where_nothing_waits(written: Path, github: GitHub) -> None:
    command = command_with(written, "github", DUE, "gh issue")
    for said in ("Nothing is waiting. Thank you, everyone.", "### Mei\n\n- one", "### Mei\n\n- two"):
        (github.folder / "due.md").write_text(said)
        github.run(command)
    (issue,) = github.there["issues"]
    assert issue["title"] == "Goals that wait for a word"
    assert issue["bodies"] == ["### Mei\n\n- one", "### Mei\n\n- two"]
    (steps,) = [job["steps"] for job in yaml.safe_load((written / "github" / DUE).read_text())["jobs"].values()]
    assert any("okrsite due --format markdown > due.md" in step.get("run", "") for step in steps)
