"""`okrsite build`: render the site into its output folder."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from okrsite.checks import report_text
from okrsite.cli.options import AS_OF, AUDIENCE, SITE, print_problems
from okrsite.cli.progress import Progress
from okrsite.goals.withheld import summary
from okrsite.problems import Problem, Severity
from okrsite.publish.build import BuildResult, build
from okrsite.publish.prepare import UnknownAudience
from okrsite.source.method import METHOD

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  okrsite build                             the site in this folder, into public/
  okrsite build -C goals --output preview   the site in goals, into preview/ of this folder
  okrsite build --as-of 2026-09-30          as it stood that day
  okrsite build --audience staff            what staff may see
"""


@click.command("build", epilog=_EXAMPLES)
@SITE
@click.option(
    "--output",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    show_default="`output:` of site.yml",
    help="Where to write the site; from the current folder.",
)
@AUDIENCE
@AS_OF
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--no-cache", is_flag=True, help="Make everything anew, and keep nothing for the next build.")
@click.option("--quiet", is_flag=True, help="Print what is wrong, and nothing else.")
def command(
    site: Path,
    output: Path | None,
    audience: str | None,
    as_of: dt.date | None,
    strict: bool,
    no_cache: bool,
    quiet: bool,
) -> None:
    """Render the site into its output folder.

    The new site takes the old one's place when all of it is there. With errors in the content nothing is published and the
    old site stays whole. Ends with 0 when built, 1 on errors in the content, 2 on wrong usage.
    """
    with Progress(quiet) as progress:
        try:
            result = build(
                site,
                output=_named(output),
                audience=audience,
                as_of=as_of,
                strict=strict,
                progress=progress.step,
                use_cache=not no_cache,
            )
        except UnknownAudience as error:
            raise click.UsageError(str(error)) from error
    shown = _shown(result, strict)
    print_problems(shown)
    if not quiet or not result.published:
        click.echo(_closing(result, f" for {audience}" if audience else ""), err=not result.published)
    if not quiet and len(shown) < len(result.problems):
        click.echo(
            f"How the goals are set: {_count(len(result.problems) - len(shown), 'remark')}. `okrsite check` shows them."
        )
    if not quiet and result.published and result.withheld:
        click.echo(f"Withheld: {summary(result.withheld)}. `okrsite audit --audience {result.audience}` lists it.")
    sys.exit(0 if result.published else 1)


def _named(folder: Path | None) -> Path | None:
    """`folder` by a name of its own, which `.` and `..` are not: the new site is written beside it."""
    return folder.resolve() if folder is not None and folder.name in {"", ".."} else folder


def _shown(result: BuildResult, strict: bool) -> list[Problem]:
    """What stops the build or is wrong in a file; what is to be said of method is `check`'s to tell."""
    return [p for p in result.problems if strict or p.severity is Severity.ERROR or p.rule not in METHOD]


def _closing(result: BuildResult, reader: str) -> str:
    problems = report_text.summary(result.problems)
    if not result.published or result.counts is None:
        stays = f" What was in {result.output} stays as it was." if Path(result.output).exists() else ""
        return f"Nothing was published: {problems}.{stays}"
    counts = result.counts
    parts = [
        _count(result.pages, "page"),
        _count(counts.teams, "team"),
        _count(counts.objectives, "objective"),
        _count(counts.key_results, "key result"),
        _count(counts.kpis, "KPI"),
        problems,
    ]
    done = "Nothing has changed:" if result.is_unchanged else "Built"
    return f"{done} {result.output}{reader} as of {result.as_of}: {', '.join(parts)}; {result.seconds:.1f} s."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
