"""`okrsite import`: goals from a spreadsheet, as files of the content format."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from okrsite.checks import report_text
from okrsite.cli.options import print_problems
from okrsite.edit.changes import Changes, write
from okrsite.edit.importing.cyclenames import cycle_of
from okrsite.edit.importing.present import without_known
from okrsite.edit.importing.read import read_file
from okrsite.edit.importing.report import report, summary
from okrsite.edit.importing.rows import Defaults
from okrsite.edit.importing.sheet import NotReadError
from okrsite.edit.importing.site import Target, read_target
from okrsite.edit.importing.writing import changes_of
from okrsite.edit.yamlinsert import CannotEditError
from okrsite.problems import has_errors
from okrsite.publish.prepare import check

__all__ = ["command"]

T = TypeVar("T")


def _encoding(_: click.Context, __: click.Parameter, name: str | None) -> str:
    """A text encoding that Python knows. Raises click.UsageError."""
    try:
        if name:
            "ä".encode(name, "replace").decode(name)
    except (LookupError, UnicodeError) as error:
        raise click.UsageError(
            f"'{name}' is no encoding that is known: cp1252, big5, gbk, shift_jis, utf-16."
        ) from error
    return name or ""


_EXAMPLES = """\b
Examples:
  okrsite import goals.xlsx --dry-run            say what is understood, and write nothing
  okrsite import goals.xlsx -C goals             into the folder goals, a site or not yet one
  okrsite import goals.csv --team Sales --cycle 2026-q4
  okrsite import public/data -C copy             the tables of a built site: a folder, a .zip or a workbook of okrsite export
"""


@click.command("import", epilog=_EXAMPLES)
@click.argument("file", type=click.Path(exists=True, path_type=Path))
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
@click.option(
    "--encoding", metavar="NAME", callback=_encoding, help="A CSV file's encoding, if not UTF: cp1252, big5, gbk."
)
@click.option("--dry-run", is_flag=True, help="Say what is understood, and write nothing.")
def command(file: Path, cycle: str | None, site: Path, team: str | None, encoding: str, dry_run: bool) -> None:
    """Read goals from a spreadsheet, CSV or XLSX, and write them as files of a site.

    Says what each column and row was understood as, and what was left out, with its cell. Overwrites nothing: into a site
    that is there comes what is new, and what differs is told. Ends with 1 where nothing in the file can be read as goals,
    with 2 where a file stands in the way.
    """
    try:
        target = read_target(site)
        defaults = Defaults(
            (team or "").strip(),
            _cycle(cycle, target),
            dt.datetime.now(dt.UTC).date(),
            target.listed,
            target.year_starts,
            tuple(target.names),
        )
        understood = read_file(file, target, defaults, encoding)
        without_known(understood, target, defaults.today)
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
    changes = _planned(lambda: changes_of(understood.goals, target, site, file.stem, defaults.today))
    if not dry_run:
        _planned(lambda: _write(site, changes))
    _tell(site, changes, dry_run=dry_run)
    counted = summary(understood.goals, len(understood.questions))
    click.echo(f"\n{counted[:1].upper()}{counted[1:]}.")
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


def _planned(do: Callable[[], T]) -> T:
    """What `do` gives; a file that is there, or can't be added to, ends the command with 2, and nothing was written."""
    try:
        return do()
    except CannotEditError as error:
        by_hand = f"\nAdd this by hand:\n\n{error.snippet}" if error.snippet else ""
        click.echo(f"\nNothing was written: {error.message}{by_hand}", err=True)
    except OSError as error:
        click.echo(f"\nNothing was written: {error.strerror}: {error.filename}", err=True)
    sys.exit(2)


def _write(site: Path, changes: Changes) -> None:
    site.mkdir(parents=True, exist_ok=True)
    write(site, changes)


def _tell(site: Path, changes: Changes, *, dry_run: bool) -> None:
    click.echo()
    would = "would " if dry_run else ""
    for path, change in changes.items():
        new, added = ("write", "add to") if dry_run else ("wrote", "added to")
        click.echo(f"  {would}{added if change.before is not None else new} {(site / path).as_posix()}")


def _check(site: Path) -> None:
    """Checks the site; errors are told, and end the command with 1."""
    (site / "content").mkdir(exist_ok=True)
    problems = check(site)
    if has_errors(problems):
        print_problems([problem for problem in problems if has_errors([problem])])
        sys.exit(1)
    click.echo(f"The site checks clean: {report_text.summary(problems)}.")
