"""How the tests import: a file into a folder, and what is read back from there."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from click.testing import CliRunner, Result

from okrsite.cli.main import cli
from okrsite.edit.importing.goals import Understood
from okrsite.edit.importing.read import read_file
from okrsite.edit.importing.rows import Defaults
from okrsite.edit.importing.site import Target
from okrsite.problems import has_errors
from okrsite.publish.prepare import check
from okrsite.source.load import load
from okrsite.source.records import Objective

DAY = dt.date(2026, 11, 22)
DEFAULTS = Defaults("Academy", "2026-q4", DAY)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["import", *map(str, arguments)], prog_name="okrsite")


def understood(path: Path, defaults: Defaults = DEFAULTS) -> Understood:
    return read_file(path, Target(), defaults)


def of_csv(folder: Path, text: str, defaults: Defaults = DEFAULTS) -> Understood:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return understood(path, defaults)


def objectives(site: Path, team: str, cycle: str) -> list[Objective]:
    """A team's objectives of a cycle, read back from a site that has no errors."""
    assert not has_errors(check(site, DAY))
    sources = load(site).sources
    assert sources is not None
    return [one for at in sources.cycles if (at.team, at.cycle) == (team, cycle) for one in at.record.objectives]
