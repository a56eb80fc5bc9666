"""`okrsite audit`: what a build for an audience holds back."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import click

from okrsite.cli.options import AUDIENCE, SITE, print_problems
from okrsite.goals.solvable import SOLVABLE
from okrsite.goals.withheld import Withheld, summary
from okrsite.problems import has_errors
from okrsite.publish.prepare import UnknownAudience, audit

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  okrsite audit --audience public           all that the public is not shown, and whom it is for
  okrsite audit --audience staff --format json
"""


@click.command("audit", epilog=_EXAMPLES)
@SITE
@AUDIENCE
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or programs.",
)
def command(site: Path, audience: str | None, form: str) -> None:
    """List what a build for an audience holds back, and whom it is for.

    The list names what must not get out: it goes to the terminal and is never part of a site. Told too is what no build can
    hold back: a withheld value that people wrote once more for a wider audience. Ends with 0, with 1 on errors in
    the content, which may hide some of it, with 2 on wrong usage.
    """
    try:
        reader, held_back, problems = audit(site, audience)
    except UnknownAudience as error:
        raise click.UsageError(str(error)) from error
    failed = has_errors(problems)
    print_problems(problem for problem in problems if failed or problem.rule == SOLVABLE)
    click.echo(_json(reader, held_back) if form == "json" else _text(reader, held_back))
    sys.exit(1 if failed else 0)


def _json(reader: str, held_back: Iterable[Withheld]) -> str:
    listed = [
        {
            "audience": one.audience,
            "kind": one.kind,
            "name": one.name,
            "count": one.count,
            "path": one.place.path,
            "line": one.place.line or None,
        }
        for one in held_back
    ]
    return json.dumps({"audience": reader, "withheld": listed}, ensure_ascii=False, indent=2)


def _text(reader: str, held_back: tuple[Withheld, ...]) -> str:
    if not held_back:
        return f"A build for {reader} holds back nothing."
    lines = [f"A build for {reader} holds back {summary(held_back)}."]
    for audience, inside in groupby(held_back, key=lambda one: one.audience):
        lines += ["", f"For {audience}:", *map(_line, inside)]
    return "\n".join(lines)


def _line(one: Withheld) -> str:
    what = f"{one.count:,} values" if one.kind == "value" and one.count > 1 else one.kind
    where = f"{one.place.path}:{one.place.line}" if one.place.line else one.place.path
    return f"  {what}  {one.name}" + (f"  ({where})" if where != one.name else "")
