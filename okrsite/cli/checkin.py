"""`okrsite checkin`: say where a key result or a KPI stands, without touching YAML."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsite.cli.editing import DRY_RUN, asks, finish, opened, planned
from okrsite.cli.options import SITE, day

if TYPE_CHECKING:
    from okrsite.edit.checkin import Said
    from okrsite.edit.opened import Opened
    from okrsite.goals.model import KeyResult, Kpi

__all__ = ["command"]

_NEGATIVE = re.compile(r"-\.?[0-9]")

_EXAMPLES = """\b
Examples:
  okrsite checkin                                    asks, goal by goal
  okrsite checkin recruit#testimonials 9 --confidence 70% --note "Two more said yes."
  okrsite checkin academy/enrolments 104 --period 2026-10
  okrsite checkin handbook done --milestone 2        a milestone is reached
  okrsite checkin brand dropped --note "We sold the school."
"""


class _WithNegatives(click.Command):
    """A command that takes `-5` for a number and no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, [f" {word}" if _NEGATIVE.match(word) else word for word in args])


_FEW = 30  # teams that are listed where one is asked for
_NO_VALUE = "-"


@click.command("checkin", epilog=_EXAMPLES, cls=_WithNegatives)
@SITE
@click.argument("ref", required=False)
@click.argument("value", required=False)
@click.option("--confidence", metavar="C", help="How sure you are to get there, like 0.7 or 70%.")
@click.option("--note", metavar="TEXT", help="What happened; Markdown.")
@click.option("--status", type=click.Choice(["on-track", "at-risk", "off-track"]), help="Your own judgement.")
@click.option("--blocked", metavar="TEXT", help="What stops it.")
@click.option("--by", metavar="WHO", help="Who says so: an id of people.yml, or a name.")
@click.option(
    "--date",
    "date",
    metavar="DATE",
    callback=day,
    show_default="today in the site's timezone",
    help="The day, like 2026-11-20.",
)
@click.option(
    "--period", metavar="P", help="What a KPI's value is of, like 2026-10; default the last one without a value."
)
@click.option("--milestone", metavar="M", help="Which milestone is done: its number, or some of its title.")
@DRY_RUN
def command(
    site: Path,
    ref: str | None,
    value: str | None,
    by: str | None,
    date: dt.date | None,
    dry_run: bool,
    **said: str | None,
) -> None:
    """Check in: say where a key result or a KPI stands.

    REF is its full name, team/cycle/objective#key-result or team/kpi, or as much of it as is needed. VALUE is a number, a
    share where there is no metric, `done` for a milestone or a yes-or-no key result, `dropped` with a --note. Each
    check-in becomes a file of its own, so that two people never meet in a merge conflict.

    Ends with 0 when it is written, 1 when the files stand in the way, 2 on words that fit nothing. Writes nothing then.
    """
    from okrsite.edit.checkin import Said, checkin  # noqa: PLC0415  --help loads nothing heavy
    from okrsite.edit.names import find_target  # noqa: PLC0415

    words = Said(value=value, **said)
    if ref is None and not asks():
        raise click.UsageError("Name what you check in: okrsite checkin REF VALUE. Only on a terminal it asks.")
    place = opened(site)
    on = date or place.today
    if ref is None:
        answers, by = _asked(place, on, by)
    else:
        target = planned(lambda: find_target(ref, place.goals, on), place)
        if not words.says_something and asks():
            words = _ask(place, target, on)
        if not words.says_something:
            raise click.UsageError(
                f"Say something of {target.ref}: a VALUE, --confidence, --status, --note or --blocked."
            )
        answers = [(target, words)]
    if not answers:
        click.echo("Nothing was said, so nothing was written.")
        return
    if on > place.today:
        click.echo(f"{on} is after today; the site shows it from that day on.", err=True)
    for target, _ in answers:
        if isinstance(due := getattr(target, "due", None), dt.date) and on > due:
            click.echo(f"{target.ref} was over on {due}: say `--date` where this is of a day before.", err=True)
    finish(place, planned(lambda: checkin(place, answers, on, (by or "").strip() or None)), dry_run=dry_run)


def _asked(site: Opened, on: dt.date, by: str | None) -> tuple[list[tuple[KeyResult | Kpi, Said]], str | None]:
    """What someone at a terminal says of each open goal of a team."""
    from okrsite.edit.asking import open_targets, teams_with_open  # noqa: PLC0415

    teams = teams_with_open(site, on)
    if not teams:
        click.echo("Nothing is open on that day: no key result of a running cycle, and no KPI.")
        return [], by
    team = teams[0] if len(teams) == 1 else _team(teams)
    by = by or click.prompt("Your name or id", default="", show_default=False)
    click.echo(f"Enter skips a goal; {_NO_VALUE} says something else than a value. Ctrl-C leaves without writing.")
    answers = [(target, _ask(site, target, on, may_skip=True)) for target in open_targets(site, team, on)]
    return [(target, said) for target, said in answers if said.says_something], by


def _team(teams: list[str]) -> str:
    """Which of several, those that can be listed shown; of many a wrong one is answered with the nearest names."""
    from okrsite.source.nearest import nearest  # noqa: PLC0415

    def known(word: str) -> str:
        if word in teams:
            return word
        near = nearest(word, teams)
        raise click.UsageError(
            f"No team '{word}' has something open." + (f" Did you mean {', '.join(near)}?" if near else "")
        )

    if len(teams) > _FEW:
        return str(click.prompt("Whose team (its id)", value_proc=known))
    return str(click.prompt("Whose team", type=click.Choice(teams)))


def _asked_for(target: KeyResult | Kpi) -> str:
    """What the first answer about a goal says."""
    from okrsite.goals.model import Kpi  # noqa: PLC0415

    if isinstance(target, Kpi) or target.record.metric is not None:
        return "Value"
    if target.record.milestones:
        return "Done (its number)"
    return "Done (yes)" if target.record.is_yes_or_no else "Progress, like 60%"


def _ask(site: Opened, target: KeyResult | Kpi, on: dt.date, *, may_skip: bool = False) -> Said:
    """Asks for the value of one goal, showing the last one, until it fits; with `may_skip` no value is nothing to say."""
    from okrsite.edit.amount import WrongValueError  # noqa: PLC0415
    from okrsite.edit.asking import described, fits, milestones_left  # noqa: PLC0415
    from okrsite.edit.checkin import Said  # noqa: PLC0415
    from okrsite.goals.model import Kpi  # noqa: PLC0415
    from okrsite.source.files import printable  # noqa: PLC0415

    click.echo("\n" + "\n".join(map(printable, described(site, target, on))))
    left = milestones_left(site, target)
    while True:
        value = click.prompt(f"  {_asked_for(target)}", default="", show_default=False).strip() or None
        if value is None and may_skip:
            return Said()
        value = None if value == _NO_VALUE else value
        said = Said("done", milestone=value) if left and value else Said(value)
        try:
            fits(site, target, said, on)
            break
        except WrongValueError as error:
            click.echo(f"  {error}")
    if isinstance(target, Kpi):
        note = click.prompt("  Note", default="", show_default=False) if value or may_skip else ""
        return Said(value, note=note or None)
    confidence = None
    while True:
        confidence = click.prompt("  Confidence", default="", show_default=False).strip() or None
        try:
            fits(site, target, Said(None, confidence), on)
            break
        except WrongValueError as error:
            click.echo(f"  {error}")
    note = click.prompt("  Note", default="", show_default=False)
    return Said(said.value, confidence, note=note or None, milestone=said.milestone)
