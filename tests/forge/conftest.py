"""A real repository with a site in it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from okrsite.cli.main import cli

WHO = {
    "GIT_AUTHOR_NAME": "Mei",
    "GIT_AUTHOR_EMAIL": "mei@example.org",
    "GIT_COMMITTER_NAME": "Mei",
    "GIT_COMMITTER_EMAIL": "mei@example.org",
}


class Repository:
    """A folder under git."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "--quiet", "--initial-branch", "main")

    def git(self, *arguments: str, **facts: str) -> str:
        environment = {**os.environ, **WHO, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, **facts}
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def read(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def commit(self, day: str = "2026-11-20", author: str = "Mei") -> str:
        """Commit everything at noon (UTC) of a day; its id."""
        facts = {
            "GIT_AUTHOR_NAME": author,
            "GIT_AUTHOR_DATE": f"{day}T12:00:00Z",
            "GIT_COMMITTER_DATE": f"{day}T12:00:00Z",
        }
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "A change", **facts)
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """The starter site, committed on main, and a branch to change it on."""
    folder = tmp_path / "goals"
    assert CliRunner().invoke(cli, ["init", str(folder)]).exit_code == 0
    made = Repository(folder)
    made.commit()
    made.git("checkout", "--quiet", "-b", "change")
    return made
