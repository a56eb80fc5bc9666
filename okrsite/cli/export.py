"""`okrsite export`: the site in the forms of other tools."""

from __future__ import annotations

import datetime as dt
import difflib
import sys
from pathlib import Path
from typing import NoReturn

import click

from okrsite.checks import report_text
from okrsite.cli.options import AS_OF, AUDIENCE, LANGUAGE, SITE, print_problems
from okrsite.publish.export import TooManyRowsError, cycle_report, workbook_bytes
from okrsite.publish.prepare import Prepared, Ready, UnknownAudience, prepare
from okrsite.site.edition import languages_of
from okrsite.source.ids import normalised

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  okrsite export --format xlsx                      every table, into goals.xlsx of this folder
  okrsite export --format xlsx -C goals -o q4.xlsx  of the site in goals
  okrsite export --format markdown 2026-q3          a cycle as a document, on standard output
  okrsite export --format markdown 2026-q3 -o q3.md --language zh-Hant
"""

_WORKBOOK = Path("goals.xlsx")
_STDOUT = Path("-")


@click.command("export", epilog=_EXAMPLES)
@click.argument("cycle", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["xlsx", "markdown"]),
    required=True,
    help="A workbook with every table, or a document of one cycle.",
)
@click.option(
    "-o",
    "output",
    metavar="FILE",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    show_default="goals.xlsx, or standard output for a document",
    help="The file to write; from the current folder. `-` is standard output.",
)
@SITE
@AUDIENCE
@AS_OF
@LANGUAGE
def command(
    cycle: str | None,
    form: str,
    output: Path | None,
    site: Path,
    audience: str | None,
    as_of: dt.date | None,
    language: str | None,
) -> None:
    """Write every table as a workbook, or a CYCLE as a document.

    What is written holds what the audience may see, as of the day. Ends with 0 when written, 1 on errors in the content, 2 on
    wrong usage.
    """
    if (form == "markdown") != (cycle is not None):
        raise click.UsageError(
            "Name the cycle, like 2026-q3." if cycle is None else "A workbook holds every cycle: leave the cycle away."
        )
    target = output or (_WORKBOOK if form == "xlsx" else _STDOUT)
    if output is None and target.exists():
        raise click.UsageError(f"{target} is there already; `-o {target}` replaces it.")
    ready = _ready(_prepared(site, audience, as_of))
    _expect(language, "language", languages_of(ready.goals.site))
    if cycle is not None:
        _expect(normalised(cycle), "cycle", tuple(ready.goals.cycles))
        content = cycle_report(ready, normalised(cycle), language).encode()
    else:
        content = _workbook(ready, language)
    _write(content, target)


def _prepared(site: Path, audience: str | None, as_of: dt.date | None) -> Prepared:
    try:
        return prepare(site, audience=audience, as_of=as_of)
    except UnknownAudience as error:
        raise click.UsageError(str(error)) from error


def _ready(prepared: Prepared) -> Ready:
    """What can be written; ends with 1 where errors stand in the way. Warnings are `okrsite check`'s to tell."""
    if prepared.ready is None:
        print_problems(prepared.problems)
        _end(f"Nothing was written: {report_text.summary(prepared.problems)}.", 1)
    return prepared.ready


def _expect(word: str | None, what: str, known: tuple[str, ...]) -> None:
    """A usage error unless `word` is one of those known, or none is given."""
    if word is None or word in known:
        return
    close = difflib.get_close_matches(word, known, n=1)
    hint = f"Did you mean '{close[0]}'?" if close else f"The site has {', '.join(known) or 'none'}."
    raise click.UsageError(f"There is no {what} '{word}'. {hint}")


def _workbook(ready: Ready, language: str | None) -> bytes:
    try:
        return workbook_bytes(ready, language)
    except ModuleNotFoundError as error:
        if error.name != "xlsxwriter":
            raise
        _end("A workbook needs XlsxWriter: install it with `pip install 'okrsite[excel]'`.", 2)
    except TooManyRowsError as error:
        _end(f"Nothing was written: {error}. `okrsite build` writes every table as CSV, of any length.", 2)


def _write(content: bytes, target: Path) -> None:
    if target == _STDOUT:
        click.echo(content, nl=False)
        return
    try:
        target.write_bytes(content)
    except OSError as error:
        _end(f"Nothing was written: {error.strerror}: {error.filename}", 2)
    click.echo(f"Wrote {target.as_posix()}.")


def _end(message: str, code: int) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)
