"""`okrsite import`: goals from a spreadsheet, as files of the content format."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from okrsite.checks import report_text
from okrsite.cli.options import print_problems
from okrsite.edit.importing.cyclenames import cycle_of
from okrsite.edit.importing.read import read_file
from okrsite.edit.importing.report import report, summary
from okrsite.edit.importing.rows import Defaults
from okrsite.edit.importing.sheet import NotReadError
from okrsite.edit.importing.site import Target, read_target
from okrsite.edit.importing.writing import files_of, write_files
from okrsite.problems import has_errors
from okrsite.publish.prepare import check

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  okrsite import goals.xlsx --dry-run            say what is understood, and write nothing
  okrsite import goals.xlsx -C goals             into the folder goals, a site or not yet one
  okrsite import goals.csv --team Sales --cycle 2026-q4
  okrsite import public/data/key-results.csv -C copy
"""


@click.command("import", epilog=_EXAMPLES)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--cycle", metavar="C", help="The cycle of rows that name none, like 2026-q4.")
@click.option(
    "-C",
    "site",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    show_default="this folder",
    help="The site's folder; without a site.yml it becomes one.",
)
@click.option("--team", metavar="T", help="The team of rows that name none.")
@click.option("--dry-run", is_flag=True, help="Say what is understood, and write nothing.")
def command(file: Path, cycle: str | None, site: Path, team: str | None, dry_run: bool) -> None:
    """Read goals from a spreadsheet, CSV or XLSX, and write them as files of a site.

    Says what each column and row was understood as, and what was left out, with its cell. Overwrites nothing: where a file
    is there already it writes none and ends with 2. Ends with 1 where nothing in the file can be read as goals.
    """
    try:
        target = read_target(site)
        defaults = Defaults((team or "").strip(), _cycle(cycle, target), dt.datetime.now(dt.UTC).date(), target.listed)
        understood = read_file(file, target, defaults)
    except NotReadError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except OSError as error:
        click.echo(f"{file.as_posix()} can't be read: {error.strerror or error}", err=True)
        sys.exit(1)
    click.echo("\n".join([file.name, *report(understood)]))
    if understood.goals.is_empty:
        click.echo(f"\nNothing to write: {summary(understood.goals, len(understood.questions))}.", err=True)
        sys.exit(1 if understood.questions else 0)
    files = files_of(understood.goals, target, file.stem, defaults.today)
    if dry_run:
        _tell(site, files, "would write")
    else:
        _write(site, files)
    click.echo(f"\n{summary(understood.goals, len(understood.questions)).capitalize()}.")
    if not dry_run:
        _check(site)


def _cycle(words: str | None, target: Target) -> str:
    """The id of the cycle that the command names. Raises click.UsageError."""
    if not words:
        return ""
    found = cycle_of(words, target.listed)
    if found is None:
        raise click.UsageError(f"'{words}' is no cycle; write it like 2026-q4, 2026-h2, 2026-11 or 2026.")
    return found


def _tell(site: Path, paths: Iterable[str], what: str) -> None:
    click.echo()
    for path in paths:
        click.echo(f"  {what} {(site / path).as_posix()}")


def _write(site: Path, files: dict[str, str]) -> None:
    try:
        write_files(site, files)
    except FileExistsError as error:
        click.echo(f"\nNothing was written: {(site / str(error)).as_posix()} is there already.", err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(f"\nNothing more could be written: {error.strerror}: {error.filename}", err=True)
        sys.exit(2)
    _tell(site, files, "wrote")


def _check(site: Path) -> None:
    """Checks the site; errors are told, and end the command with 1."""
    (site / "content").mkdir(exist_ok=True)
    problems = check(site)
    if has_errors(problems):
        print_problems([problem for problem in problems if has_errors([problem])])
        sys.exit(1)
    click.echo(f"The site checks clean: {report_text.summary(problems)}.")
