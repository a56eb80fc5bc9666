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
def test_actions_stand_at_a_version_and_leave_no_token_behind(written: Path, forge: str, path: str) -> None:
    for step in steps(workflow(written, forge, path)):
        if "uses" in step:
            assert re.fullmatch(r"actions/[\w-]+@v\d+\.\d+\.\d+", step["uses"])
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
        environment = {**os.environ, **WHO, **dict.fromkeys(named, ""), **facts}
        environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            cwd=repository.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        ran += 1
    assert ran
    if "checkins" in str(workflow(written, forge, path)) and (tmp_path / "output").exists():
        assert "only=yes" in (tmp_path / "output").read_text()


def test_a_site_that_is_there_gets_the_workflows_alone(tmp_path: Path) -> None:
    (tmp_path / "site.yml").write_text("title: Mine\n")
    assert init("--ci", "gitlab", tmp_path).exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [".gitlab-ci.yml", "site.yml"]


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
    for path in ("site.yml", "content/a/team.yml", "goals/content/a/kpis/x.csv"):
        assert re.search(hook["files"], path)
