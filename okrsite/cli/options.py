"""What several commands share: the site's folder, the day, the audience, and how problems are printed."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TextIO

import click

from okrsite.checks import report_text
from okrsite.problems import Problem

__all__ = ["AS_OF", "AUDIENCE", "FORMAT", "LANGUAGE", "SITE", "day", "print_problems"]

Pictured = Callable[[Sequence[Problem]], Iterable[Problem]]

MOST_PRINTED = 200  # problems, the worst; a file per problem in a large site would bury the summary
_OF_A_FILE = 20  # that go before others as bad of files with more


def day(_: click.Context, __: click.Parameter, value: str | None) -> dt.date | None:
    """The day that an option names; a usage error where it names none."""
    try:
        return dt.date.fromisoformat(value) if value is not None else None
    except ValueError:
        raise click.BadParameter(f"'{value}' is not a day; write it like 2026-11-20.") from None


SITE = click.option(
    "-C",
    "site",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    show_default="this folder",
    help="The site's folder: the one with site.yml.",
)
AS_OF = click.option(
    "--as-of",
    metavar="DATE",
    callback=day,
    show_default="today in the site's timezone",
    help="Show the site as it stood on this day, like 2026-11-20.",
)
AUDIENCE = click.option(
    "--audience",
    metavar="A",
    show_default="the widest",
    help="For whom: one of `audiences:` in site.yml.",
)


LANGUAGE = click.option(
    "--language", metavar="L", show_default="the main one", help="One of the site's languages, as far as texts have it."
)
FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="For a terminal, for a forge or a chat, for a program.",
)


def _colour(stream: TextIO) -> bool:
    """Whether problems are printed in colour: on a terminal, unless NO_COLOR is set."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def print_problems(problems: Iterable[Problem], pictured: Pictured = tuple, *, asked_for: bool = False) -> None:
    """Print problems for people; `pictured` gives those that are shown their lines of source.

    They go to standard error, beside what a command gives, and to standard output where they are what was `asked_for`.
    """
    colour = _colour(sys.stdout if asked_for else sys.stderr)
    groups = report_text.folded(problems)
    worst = set(sorted(range(len(groups)), key=_order(groups).__getitem__)[:MOST_PRINTED])
    shown = [group for at, group in enumerate(groups) if at in worst]
    firsts = pictured([group[0] for group in shown])
    shown = [[first, *group[1:]] for first, group in zip(firsts, shown, strict=True)]
    if shown:
        click.echo(report_text.text_of(shown, colour=colour) + "\n", err=not asked_for, color=colour)
    if left := sum(len(group) for at, group in enumerate(groups) if at not in worst):
        click.echo(f"… and {left} more problems; `okrsite check --format json` lists all.\n", err=not asked_for)


def _order(groups: list[list[Problem]]) -> list[tuple[int, bool]]:
    """How soon each is printed: the worst first, and of equally bad ones the first few of each file, so that none buries the others."""
    counts: Counter[str] = Counter()
    order = []
    for group in groups:
        counts[group[0].place.path] += 1
        order.append((group[0].severity.rank, counts[group[0].place.path] > _OF_A_FILE))
    return order
