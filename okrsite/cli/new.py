"""`okrsite new`: a team, an objective, a key result, a KPI, an update or a cycle, written into the right file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsite.cli.commands import Commands
from okrsite.cli.editing import DRY_RUN, asks, finish, opened, planned
from okrsite.cli.options import SITE, day

if TYPE_CHECKING:
    from okrsite.edit.opened import Opened
    from okrsite.edit.yamltext import Value

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  okrsite new team "Coaching" --parent teaching
  okrsite new objective "Recruit more students" --team academy --owner mei
  okrsite new key-result "Ten students tell" --objective recruit --metric "from 0 to 10 students"
  okrsite new kpi "New enrolments" --team academy --every month --target "at least 120"
  okrsite new update "Week 8" --team academy
  okrsite new cycle 2027-q1
"""
_ID = click.option("--id", "id_", metavar="ID", help="Its id; default made from its title.")
_OWNER = click.option("--owner", metavar="WHO", help="Who answers for it: an id of people.yml, or a name.")
_TEAM = click.option("--team", metavar="T", help="Whose it is: a team's id; may be left out where there is one team.")


@click.group("new", cls=Commands, epilog=_EXAMPLES)
@SITE
@click.pass_context
def command(context: click.Context, site: Path) -> None:
    """Write a new team, objective, key result, KPI, update or cycle.

    On a terminal what is missing is asked for. Ends with 0 when it is written, 1 when the files stand in the way, 2 on words
    that fit nothing.
    """
    context.default_map = {kind: {"site": site} for kind in command.commands}  # -C stands before the kind or behind it


@command.command("team", epilog='\b\nExample:\n  okrsite new team "Coaching" --parent teaching')
@SITE
@click.argument("name", required=False)
@_ID
@click.option("--parent", metavar="T", help="The team above it.")
@click.option("--lead", metavar="WHO", help="Who leads it.")
@click.option("--mission", metavar="TEXT", help="What it is there for.")
@DRY_RUN
def team(
    site: Path, name: str | None, id_: str | None, parent: str | None, dry_run: bool, **fields: str | None
) -> None:
    """A team: a folder with its team.yml."""
    from okrsite.edit.new import new_team  # noqa: PLC0415  --help loads nothing heavy

    place = opened(site)
    name = _need(name, "NAME", "Its name")
    finish(place, planned(lambda: new_team(place, name, id_, parent, _filled(fields))), dry_run=dry_run)


@command.command(
    "objective", epilog='\b\nExample:\n  okrsite new objective "Recruit more students" --team academy --owner mei'
)
@SITE
@click.argument("title", required=False)
@_TEAM
@click.option("--cycle", metavar="C", help="Like 2026-q4; default the team's running one.")
@_ID
@_OWNER
@click.option("--kind", type=click.Choice(["committed", "aspirational", "learning"]), help="How its grade is read.")
@click.option("--supports", metavar="REF", help="The larger goal that it serves.")
@click.option("--why", metavar="TEXT", help="Why it matters; Markdown.")
@DRY_RUN
def objective(
    site: Path,
    title: str | None,
    team: str | None,
    cycle: str | None,
    id_: str | None,
    dry_run: bool,
    **fields: str | None,
) -> None:
    """An objective, in its team's file of the cycle."""
    from okrsite.edit.new import cycle_for, new_objective  # noqa: PLC0415

    place = opened(site)
    whose = _team(place, team)
    title = _need(title, "TITLE", "The goal in one line")
    when = planned(lambda: cycle_for(place, whose, cycle))
    finish(place, planned(lambda: new_objective(place, title, id_, whose, when, _filled(fields))), dry_run=dry_run)


@command.command(
    "key-result",
    epilog='\b\nExample:\n  okrsite new key-result "Ten tell" --objective recruit --metric "from 0 to 10 students"',
)
@SITE
@click.argument("title", required=False)
@click.option("--objective", metavar="REF", help="Of which objective: team/cycle/objective, or as much as is needed.")
@click.option("--metric", metavar="WORDS", help='How it is measured, like "from 0 to 10 students".')
@click.option(
    "--milestone",
    "milestones",
    metavar="TITLE",
    multiple=True,
    help="A step that it is measured by; may be given often.",
)
@click.option("--yes-or-no", is_flag=True, help="It is done or not.")
@_ID
@_OWNER
@click.option("--due", metavar="DATE", callback=day, help="When it ends; default the cycle's end.")
@click.option("--kpi", metavar="REF", help="The KPI that its value is taken from.")
@DRY_RUN
def key_result(
    site: Path, title: str | None, objective: str | None, metric: str | None, milestones: tuple[str, ...], yes_or_no: bool,
    id_: str | None, owner: str | None, due: dt.date | None, kpi: str | None, dry_run: bool,
) -> None:  # fmt: skip
    """A key result, behind the last one of its objective."""
    from okrsite.edit.names import find_objective  # noqa: PLC0415
    from okrsite.edit.new import new_key_result, understood_metric  # noqa: PLC0415

    place = opened(site)
    ref = _need(objective, "--objective", "Of which objective")
    of = planned(lambda: find_objective(ref, place.goals, place.today), place)
    title = _need(title, "TITLE", "What is true when it is reached")
    if sum(map(bool, (metric, milestones, yes_or_no))) > 1:
        raise click.UsageError("A key result is measured in one way: --metric, --milestone or --yes-or-no.")
    if not metric and not milestones and not yes_or_no and asks():
        metric = _asked_until('Its metric, like "from 0 to 10 students" (Enter: none)', understood_metric)
    fields: dict[str, Value] = _filled({"owner": owner, "metric": metric, "kpi": kpi})
    fields |= {"due": due} if due else {}
    fields |= {"milestones": [{"title": step} for step in milestones]} if milestones else {}
    fields |= {"done": None} if yes_or_no else {}
    finish(place, planned(lambda: new_key_result(place, of, title, id_, fields)), dry_run=dry_run)


@command.command(
    "kpi",
    epilog='\b\nExample:\n  okrsite new kpi "New enrolments" --team academy --every month --target "at least 120"',
)
@SITE
@click.argument("name", required=False)
@_TEAM
@click.option(
    "--every", type=click.Choice(["day", "week", "month", "quarter", "half", "year"]), help="How often it is measured."
)
@click.option("--unit", metavar="UNIT", help="What the number is of.")
@click.option("--target", metavar="WORDS", help='What it should be, like "at least 120".')
@click.option("--tolerance", metavar="WORDS", help="Amber down to here, red past it.")
@_ID
@_OWNER
@click.option("--supports", metavar="REF", help="The goal that it should move.")
@click.option("--source", metavar="URL", help="Where the number comes from.")
@DRY_RUN
def kpi(
    site: Path,
    name: str | None,
    team: str | None,
    every: str | None,
    id_: str | None,
    dry_run: bool,
    **fields: str | None,
) -> None:
    """A KPI, in its team's kpis.yml."""
    from okrsite.edit.new import new_kpi  # noqa: PLC0415

    place = opened(site)
    whose = _team(place, team)
    name = _need(name, "NAME", "What is counted")
    every = _need(every, "--every", "How often (day, week, month, quarter, half, year)")
    ordered = _filled({"owner": fields.pop("owner"), "unit": fields.pop("unit"), "every": every, **fields})
    finish(place, planned(lambda: new_kpi(place, whose, name, id_, ordered)), dry_run=dry_run)


@command.command(
    "update", epilog='\b\nExample:\n  okrsite new update "Week 8" --team academy --text "Film day went well."'
)
@SITE
@click.argument("title", required=False)
@_TEAM
@click.option(
    "--date", "date", metavar="DATE", callback=day, show_default="today in the site's timezone", help="Its day."
)
@click.option("--by", metavar="WHO", help="Who writes.")
@click.option("--kind", type=click.Choice(["update", "retrospective"]), help="What it is.")
@click.option("--cycle", metavar="C", help="The cycle that it is about.")
@click.option("--text", metavar="TEXT", default="", help="What it says; Markdown.")
@DRY_RUN
def update(
    site: Path,
    title: str | None,
    team: str | None,
    date: dt.date | None,
    text: str,
    dry_run: bool,
    **fields: str | None,
) -> None:
    """News or a retrospective, in a Markdown file."""
    from okrsite.edit.new import new_update  # noqa: PLC0415

    place = opened(site)
    whose = _team(place, team)
    title = _need(title, "TITLE", "What happened")
    on = date or place.today
    finish(place, planned(lambda: new_update(place, whose, title, on, text, _filled(fields))), dry_run=dry_run)


@command.command(
    "cycle",
    epilog="\b\nExamples:\n  okrsite new cycle 2027-q1\n  okrsite new cycle summer --start 2026-06-01 --end 2026-08-31",
)
@SITE
@click.argument("id_", metavar="ID", required=False)
@click.option("--name", metavar="NAME", help="What it is called; default made from its id.")
@click.option("--start", metavar="DATE", callback=day, help="Its first day, where its id does not say.")
@click.option("--end", metavar="DATE", callback=day, help="Its last day.")
@click.option(
    "--team", "teams", metavar="T", multiple=True, help="Whose file to make; may be given often. Default all teams'."
)
@DRY_RUN
def cycle(
    site: Path,
    id_: str | None,
    name: str | None,
    start: dt.date | None,
    end: dt.date | None,
    teams: tuple[str, ...],
    dry_run: bool,
) -> None:
    """A cycle: an empty file for each team, and its dates in site.yml where its id does not say them."""
    from okrsite.edit.new import new_cycle, team_named  # noqa: PLC0415

    place = opened(site)
    id_ = _need(id_, "ID", "Its id, like 2027-q1")
    chosen = planned(lambda: [team_named(place, one) for one in teams])
    chosen = chosen or [one for one, team in place.goals.teams.items() if team.record.archived is None]
    fields: dict[str, Value] = (
        _filled({"name": name}) | ({"start": start} if start else {}) | ({"end": end} if end else {})
    )
    changes = planned(lambda: new_cycle(place, id_, chosen, fields))
    if not changes:
        click.echo(f"The cycle {id_} is there already; nothing was written.")
        return
    finish(place, changes, dry_run=dry_run)


def _team(site: Opened, word: str | None) -> str:
    """The team that is named, the only one, or the one that is asked for."""
    from okrsite.edit.new import team_named  # noqa: PLC0415

    teams = list(site.goals.teams)
    if word is None and len(teams) == 1:
        return teams[0]
    if word is None and asks():
        return team_named(
            site, _asked_until(f"Whose team ({', '.join(teams[:12])})", lambda word: team_named(site, word))
        )
    words = _need(word, "--team", "Whose team")
    return planned(lambda: team_named(site, words))


def _asked_until(question: str, fits: Callable[[str], object]) -> str:
    """What is answered on a terminal, once `fits` raises no WrongValueError of it."""
    from okrsite.edit.amount import WrongValueError  # noqa: PLC0415

    while True:
        answer: str = click.prompt(question, default="", show_default=False).strip()
        try:
            fits(answer)
        except WrongValueError as error:
            click.echo(f"  {error}")
        else:
            return answer


def _need(given: str | None, name: str, question: str) -> str:
    """What was given, else what is answered on a terminal, else wrong usage that names it."""
    if given is not None and given.strip():
        return " ".join(given.split())
    if not asks():
        raise click.UsageError(f"Give it its {name}." if not name.startswith("-") else f"Name it with {name}.")
    answer: str = click.prompt(question)
    return " ".join(answer.split())


def _filled(fields: dict[str, str | None]) -> dict[str, Value]:
    return {name: value.strip() for name, value in fields.items() if value and value.strip()}
