"""`okrsite diff`: what changes in the goals between two versions."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsite.cli.options import AS_OF, FORMAT, LANGUAGE, SITE
from okrsite.problems import Severity

if TYPE_CHECKING:
    from okrsite.history.changes import Difference
    from okrsite.site.wording import Wording

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  okrsite diff                              this folder against the last commit
  okrsite diff main                         this folder against where it left main
  okrsite diff main feature                 what a branch changes
  okrsite diff v1..v2                       two revisions as they are
  okrsite diff ../before .                  two folders
  okrsite diff main --format markdown       for a pull request's comment
  okrsite diff main --audience public       what everyone may read of it
  okrsite diff main --fail-on warning       end with 1 on what the change makes worse
"""


@click.command("diff", epilog=_EXAMPLES)
@click.argument("base", default="HEAD")
@click.argument("head", default=None, required=False)
@SITE
@FORMAT
@AS_OF
@click.option(
    "--audience",
    metavar="A",
    show_default="the narrowest",
    help="Tell what one of `audiences:` in site.yml may read, and nothing else.",
)
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    default=None,
    show_default="never",
    help="End with 1 where the change introduces a problem as bad as this, or worse.",
)
@LANGUAGE
def command(
    base: str,
    head: str | None,
    site: Path,
    form: str,
    as_of: dt.date | None,
    audience: str | None,
    fail_on: str | None,
    language: str | None,
) -> None:
    """Say what changes in the goals between BASE and HEAD, each a revision of git or a folder.

    Without HEAD it is the site's folder as it is. Both sides are computed for the same day: what the calendar moves is no
    change. Told are goals and not lines: what is new, given up or reworded, targets made harder or easier, check-ins with what they
    do, verdicts that flip, and the problems that the change introduces and solves, in the site's language and its own words;
    JSON is the same in every language. Ends with 0, with 1 as --fail-on says, with 2 on wrong usage.
    """
    found, labels, words = _found(site, base, head, as_of, audience, language)
    click.echo(_told(found, labels, form, words))
    limit = Severity(fail_on).rank if fail_on else -1
    sys.exit(1 if any(problem.severity.rank <= limit for problem in found.introduced) else 0)


def _found(
    site: Path, base: str, head: str | None, as_of: dt.date | None, audience: str | None, language: str | None
) -> tuple[Difference, tuple[str, str], Wording | None]:
    """What differs, what the two sides are called, and how their site says things."""
    from okrsite.history.compare import difference  # noqa: PLC0415  --help loads nothing heavy
    from okrsite.history.git import GitError  # noqa: PLC0415
    from okrsite.publish.prepare import UnknownAudience  # noqa: PLC0415
    from okrsite.publish.sides import NoSuchSide, day_of, named, read_sides  # noqa: PLC0415
    from okrsite.publish.wordings import UnknownLanguage  # noqa: PLC0415
    from okrsite.site.diff.readers import for_readers  # noqa: PLC0415

    one, other, direct = _split(base, head)
    try:
        versions = named(site, one, other, direct=direct)
        day = day_of(versions[1], as_of)
        before, after, words = read_sides(versions, day, language, audience)
    except (NoSuchSide, UnknownAudience, UnknownLanguage) as error:
        raise click.UsageError(str(error)) from error
    except GitError as error:
        raise click.UsageError(f"git could not say it: {error}.") from error
    if before.is_absent and after.is_absent:
        raise click.UsageError("There is no site.yml on either side. Name the site's folder with -C.")
    return for_readers(difference(before, after, day)), (versions[0].label, versions[1].label), words


def _split(base: str, head: str | None) -> tuple[str, str | None, bool]:
    """`a...b` is two, `a..b` two as they are; a missing one is HEAD, as for git."""
    if head is None:
        for dots, direct in (("...", False), ("..", True)):
            first, found, second = base.partition(dots)
            if found and not base.startswith((".", "/")) and "/.." not in base:
                return first or "HEAD", second or "HEAD", direct
    return base, head, False


def _told(found: Difference, labels: tuple[str, str], form: str, words: Wording | None) -> str:
    from okrsite.site.diff.document import as_json  # noqa: PLC0415
    from okrsite.site.diff.english import english  # noqa: PLC0415
    from okrsite.site.diff.markdown import as_markdown  # noqa: PLC0415
    from okrsite.site.diff.text import as_text  # noqa: PLC0415

    if form == "json":
        return as_json(found, *labels)
    spoken = words or english(found)
    if form == "markdown":
        return as_markdown(found, *labels, spoken)
    return as_text(found, *labels, spoken, colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
