"""`okrsite due`: what waits for a word from someone."""

from __future__ import annotations

import datetime as dt
import difflib
import sys
from pathlib import Path

import click

from okrsite.cli.options import AS_OF, AUDIENCE, FORMAT, LANGUAGE, SITE, print_problems
from okrsite.publish.prepare import UnknownAudience, prepare
from okrsite.publish.wordings import UnknownLanguage, asked_language, wording
from okrsite.site.due import waiting
from okrsite.site.due_reports import as_json, as_markdown, as_text
from okrsite.source.ids import normalised

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  okrsite due                       what waits today, by owner
  okrsite due --team growth
  okrsite due --format markdown     for an issue or a chat, once a week
"""


@click.command("due", epilog=_EXAMPLES)
@click.option("--team", metavar="T", show_default="all", help="Only what one team owns.")
@FORMAT
@SITE
@AUDIENCE
@AS_OF
@LANGUAGE
def command(
    team: str | None, form: str, site: Path, audience: str | None, as_of: dt.date | None, language: str | None
) -> None:
    """List overdue check-ins, KPI values and outcomes, and what is blocked, by owner.

    In the site's language and its own words. Names people as far as `people:` in site.yml lets the audience see them. Ends with 0
    whatever waits, 1 on errors in the content, 2 on wrong usage.
    """
    try:
        prepared = prepare(site, audience=audience, as_of=as_of)
    except UnknownAudience as error:
        raise click.UsageError(str(error)) from error
    if prepared.ready is None:
        print_problems(prepared.problems)
        sys.exit(1)
    goals, figures = prepared.ready.goals, prepared.ready.figures
    try:
        spoken = asked_language(goals.site, language)
    except UnknownLanguage as error:
        raise click.UsageError(str(error)) from error
    owners = waiting(goals, figures, _known(team, list(goals.teams)) if team else None, spoken)
    if form == "json":
        click.echo(as_json(owners, figures.day, goals.audience))
    else:
        words = wording(site, goals.site, spoken)
        click.echo((as_markdown if form == "markdown" else as_text)(owners, figures.day, words))


def _known(team: str, teams: list[str]) -> str:
    name = normalised(team)
    if name not in teams:
        close = difflib.get_close_matches(name, teams, n=1)
        hint = f" Did you mean '{close[0]}'?" if close else f" There are: {', '.join(teams)}."
        raise click.UsageError(f"There is no team '{team}'.{hint}")
    return name
