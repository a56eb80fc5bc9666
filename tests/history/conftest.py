"""A site of one team in a repository, whose file of a cycle is easily written anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from okrsite.cli.main import cli
from tests.forge.conftest import Repository

SITE = "title: Goals\nurl: https://goals.example.org/\nrepository: https://github.com/example/goals\n"
QUARTER = """\
objectives:
  - id: recruit
    title: Recruit more students
    why: Half of our rooms are empty.
    owner: mei
    key_results:
      - id: count
        title: New students begin
        owner: mei
        metric: from 0 to 10 students
      - id: cost
        title: A lead costs less
        owner: tom
        metric: from 42 to 25 EUR
"""
CHECKINS = "content/academy/checkins/"
CYCLE = "content/academy/2026-q4.yml"


class Goals(Repository):
    """A repository with the site, committed on main on 1 October 2026."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        super().__init__(folder)
        self.write("site.yml", SITE)
        self.write("content/academy/team.yml", "name: Academy\n")
        self.write(CYCLE, QUARTER)
        self.commit("2026-09-20")

    def change(self, old: str, new: str, path: str = CYCLE) -> None:
        """Write a file anew with other words in it."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def check_in(self, name: str, day: str, value: float, ref: str = "recruit#count") -> None:
        """A check-in in a file of its own."""
        self.write(f"{CHECKINS}{name}.yml", f"- {{key_result: {ref}, date: {day}, value: {value}}}\n")

    def diff(self, *arguments: str | Path, day: str = "2026-11-22") -> Result:
        """What `okrsite diff` says."""
        return CliRunner().invoke(cli, ["diff", "-C", str(self.folder), "--as-of", day, *map(str, arguments)])

    def difference(self, *arguments: str | Path, day: str = "2026-11-22") -> Any:
        """The same as data."""
        result = self.diff(*arguments, "--format", "json", day=day)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)


@pytest.fixture
def goals(tmp_path: Path) -> Goals:
    """The site."""
    return Goals(tmp_path / "goals")
