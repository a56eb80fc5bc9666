"""The workflows that `okrsite init --ci` writes: valid by each forge's schema, careful with tokens, and their commands run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner, Result

from okrsite.cli.main import cli
from okrsite.edit.ci import FORGES
from okrsite.version import __version__
from tests.forge.conftest import WHO, Repository
from tests.forge.fakeforge import Forge, served

REPOSITORY = Path(__file__).parent.parent.parent
CHECK_SCHEMA = Path.home() / ".cache/okrsite-tests/venv/bin/check-jsonschema"
ABOUT_SCHEMAS = {
    "github": ["--builtin-schema", "vendor.github-workflows"],
    "gitea": ["--builtin-schema", "vendor.github-workflows"],
    "gitlab": ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
}
ALL = [(forge, path) for forge, paths in FORGES.items() for path in paths.values()]
AT_THE_FORGE = re.compile(r"\b(?:gh|curl|pip install|push|fetch)\b")


def init(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["init", *map(str, arguments)])


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for each forge, in which `okrsite init --ci` wrote everything."""
    folder = tmp_path_factory.mktemp("written")
    for forge in FORGES:
        assert init("--ci", forge, folder / forge).exit_code == 0
    return folder


@pytest.mark.parametrize(("forge", "path"), ALL)
def test_a_workflow_is_valid_by_the_schema_of_its_forge(written: Path, forge: str, path: str) -> None:
    assert CHECK_SCHEMA.is_file(), "this test needs check-jsonschema: run `sh .ci/programs`"
    done = subprocess.run(
        [str(CHECK_SCHEMA), *ABOUT_SCHEMAS[forge], str(written / forge / path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def workflow(written: Path, forge: str, path: str) -> dict[Any, Any]:
    text = (written / forge / path).read_text(encoding="utf-8")
    assert "@VERSION@" not in text
    assert f"okrsite=={__version__}" in text
    found: dict[Any, Any] = yaml.safe_load(text)
    return found


ACTIONS = [(forge, path) for forge, path in ALL if forge != "gitlab"]


def steps(found: dict[Any, Any]) -> Iterator[dict[str, Any]]:
    for job in found["jobs"].values():
        yield from job["steps"]


@pytest.mark.parametrize(("forge", "path"), ACTIONS)
def test_actions_stand_at_a_commit_and_leave_no_token_behind(written: Path, forge: str, path: str) -> None:
    for step in steps(workflow(written, forge, path)):
        if "uses" in step:
            assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", step["uses"])
            assert re.search(rf"{step['uses']} # v\d+\.\d+\.\d+\n", (written / forge / path).read_text())
        if step.get("uses", "").startswith("actions/checkout"):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize(("forge", "path"), ACTIONS)
def test_nothing_that_a_stranger_writes_is_put_into_a_command(written: Path, forge: str, path: str) -> None:
    assert [step["run"] for step in steps(workflow(written, forge, path)) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize(("forge", "path"), ACTIONS)
def test_whatever_checks_out_a_pull_request_may_only_read(written: Path, forge: str, path: str) -> None:
    found = workflow(written, forge, path)
    events = found[True]  # `on`, as YAML 1.1 reads it
    if "pull_request" in events:
        assert found["permissions"] == {"contents": "read"}
        assert "secrets." not in str(found)
    else:
        checkouts = [step for step in steps(found) if step.get("uses", "").startswith("actions/checkout")]
        assert not any("head" in str(step["with"].get("ref", "")) for step in checkouts)


def commands(found: dict[Any, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each command of a workflow that does not talk to the forge, with the environment that its step names."""
    if "jobs" in found:
        for job in found["jobs"].values():
            for step in job["steps"]:
                if "run" in step:
                    yield step["run"], {**job.get("env", {}), **step.get("env", {})}
        return
    for job in found.values():
        for line in job.get("script", ()) if isinstance(job, dict) else ():
            yield line, {}


def is_ready(command: str) -> bool:
    """Whether this version of okrsite has all the commands and formats that a workflow's command asks for."""
    context = click.Context(cli)
    for name, words in re.findall(r"(?<![=\w.])okrsite ([a-z][a-z-]*)(.*)", command):
        found = cli.get_command(context, name)
        if found is None:
            return False
        form = re.search(r"--format (\w+)", words)
        choices = [one.type.choices for one in found.params if isinstance(one.type, click.Choice)]
        if form and not any(form[1] in one for one in choices):
            return False
    return True


def run_in(folder: Path, command: str, facts: dict[str, str]) -> str:
    """What a workflow's command prints, run as a forge does."""
    environment = {**os.environ, **WHO, **facts}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.mark.parametrize(("forge", "path"), ALL)
def test_the_commands_of_a_workflow_run(
    written: Path, repository: Repository, tmp_path: Path, forge: str, path: str
) -> None:
    repository.write("content/company/checkins/2026-11-20-company-101500.yml", "[]\n")
    head, base = repository.commit(), repository.git("rev-parse", "main")
    repository.git("update-ref", "refs/remotes/origin/main", "main")
    facts = {
        "BASE": base, "SHA": head, "NUMBER": "7",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "GITHUB_OUTPUT": str(tmp_path / "output"),
    }  # fmt: skip
    ran = 0
    for command, named in commands(workflow(written, forge, path)):
        if AT_THE_FORGE.search(command) or not is_ready(command):
            continue
        if 'HEAD "$SHA"' in command:
            repository.git("checkout", "--quiet", "main")
        run_in(repository.folder, command, {**dict.fromkeys(named, ""), **facts})
        ran += 1
    assert ran
    if "checkins" in str(workflow(written, forge, path)) and (tmp_path / "output").exists():
        assert "only=yes" in (tmp_path / "output").read_text()


@pytest.mark.parametrize(
    ("forge", "path"), [one for one in ACTIONS if one[1].endswith(("after-check.yml", "merge.yml"))]
)
def test_checkins_merge_by_themselves_in_a_folder_of_a_repository_too(
    written: Path, tmp_path: Path, forge: str, path: str
) -> None:
    outer = Repository(made(tmp_path / "all"))
    outer.write("README.md", "Much else.\n")
    site = outer.folder / "goals"
    assert init(site).exit_code == 0
    outer.commit()
    outer.git("checkout", "--quiet", "-b", "change")
    outer.write("goals/content/company/checkins/2026-11-20-company-101500.yml", "[]\n")
    head = outer.commit()
    outer.git("checkout", "--quiet", "main")
    output = tmp_path / "output"
    facts = {"SHA": head, "GITHUB_OUTPUT": str(output)}
    run_in(site, command_with(written, forge, path, "adds-checkins"), facts)
    assert "only=yes" in output.read_text()


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def command_with(written: Path, forge: str, path: str, words: str) -> str:
    """The one command of a workflow with these words in it."""
    (found,) = [command for command, _ in commands(workflow(written, forge, path)) if words in command]
    return found


POSTS_A_DIFF = [
    ("gitlab", ".gitlab-ci.yml", "note.md", "goals-diff.md"),
    ("gitea", ".gitea/workflows/goals-merge.yml", "issues/comments", "diff.md"),
]
POSTS_WHAT_IS_DUE = [
    ("gitlab", ".gitlab-ci.yml", "description@due.md"),
    ("gitea", ".gitea/workflows/goals-publish.yml", "issue.json"),
]


def facts_of(address: str) -> dict[str, str]:
    return {
        "CI_API_V4_URL": address, "CI_PROJECT_ID": "3", "CI_MERGE_REQUEST_IID": "5", "GOALS_TOKEN": "secret",
        "API": address, "REPOSITORY": "example/goals", "NUMBER": "5", "TOKEN": "secret", "TITLE": "Goals that wait for a word",
    }  # fmt: skip


@pytest.mark.parametrize(("forge", "path", "words", "name"), POSTS_A_DIFF)
def test_the_comment_on_a_change_is_renewed_and_others_stay(
    written: Path, tmp_path: Path, forge: str, path: str, words: str, name: str
) -> None:
    command = command_with(written, forge, path, words)
    there = Forge()
    with served(there) as address:
        where = "/projects/3/merge_requests/5/notes" if forge == "gitlab" else "/issues/5/comments"
        stranger = {"id": 99, "login": "stranger"}
        theirs = {"id": 50, "body": "<!-- okrsite diff -->\nmine", "author": stranger, "user": stranger}
        there.comments[where] = [theirs]
        for said in ("one change", "two changes “quoted” 中文"):
            (tmp_path / name).write_text(said, encoding="utf-8")
            run_in(tmp_path, command, facts_of(address))
    assert [one["body"] for one in there.comments[where]] == [
        "<!-- okrsite diff -->\nmine",
        "<!-- okrsite diff -->\ntwo changes “quoted” 中文",
    ]


@pytest.mark.parametrize(("forge", "path", "words"), POSTS_WHAT_IS_DUE)
def test_what_waits_is_one_issue_that_goes_on_and_none_where_nothing_waits(
    written: Path, tmp_path: Path, forge: str, path: str, words: str
) -> None:
    command = command_with(written, forge, path, words)
    there = Forge()
    with served(there) as address:
        for said in ("Nothing is waiting. Thank you, everyone.", "### Mei\n\n- one", "### Mei\n\n- two"):
            (tmp_path / "due.md").write_text(said)
            run_in(tmp_path, command, facts_of(address))
    (issue,) = there.issues
    assert issue["title"] == "Goals that wait for a word"
    assert issue.get("body", issue.get("description")) == "### Mei\n\n- one"
    assert [one["body"] for these in there.comments.values() for one in these] == ["### Mei\n\n- two"]


@pytest.mark.parametrize(("forge", "path"), ALL)
def test_every_command_is_one_that_the_shell_can_read(written: Path, forge: str, path: str) -> None:
    for command, _ in commands(workflow(written, forge, path)):
        subprocess.run(["bash", "-n", "-c", command], check=True)


def test_a_site_that_is_there_gets_the_workflows_alone(tmp_path: Path) -> None:
    (tmp_path / "site.yml").write_text("title: Mine\n")
    assert init("--ci", "gitlab", tmp_path).exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [".gitlab-ci.yml", "site.yml"]


def test_workflows_in_a_folder_of_a_repository_say_where_forges_look(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    result = init("--ci", "github", tmp_path / "goals")
    assert (result.exit_code, f"at the top of a repository, {tmp_path}: " in result.output) == (0, True)
    assert "at the top" not in init("--ci", "github", tmp_path).output


def test_a_workflow_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "site.yml").write_text("title: Mine\n")
    (tmp_path / ".gitlab-ci.yml").write_text("mine: 1\n")
    result = init("--ci", "gitlab", tmp_path)
    assert result.exit_code == 2
    assert ".gitlab-ci.yml is there already" in result.output
    assert (tmp_path / ".gitlab-ci.yml").read_text() == "mine: 1\n"


def test_no_site_is_begun_where_a_workflow_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / ".gitlab-ci.yml").write_text("mine: 1\n")
    assert init("--ci", "gitlab", tmp_path).exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == [".gitlab-ci.yml"]


def test_the_hook_for_pre_commit_names_a_command_that_is_there() -> None:
    (hook,) = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["entry"] == "okrsite check"
    assert hook["pass_filenames"] is False
    assert hook["always_run"] is True, "else a commit that only removes files is not checked"
