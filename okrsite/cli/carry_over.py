"""`okrsite carry-over`: copy an objective into another cycle, from where it stands."""

from __future__ import annotations

from pathlib import Path

import click

from okrsite.cli.editing import DRY_RUN, finish, opened, planned, wordings
from okrsite.cli.options import SITE

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  okrsite carry-over recruit 2027-q1
  okrsite carry-over academy/2026-q4/recruit 2027-q1 --dry-run
"""


@click.command("carry-over", epilog=_EXAMPLES)
@SITE
@click.argument("objective")
@click.argument("cycle")
@DRY_RUN
def command(site: Path, objective: str, cycle: str, dry_run: bool) -> None:
    """Copy an objective into another cycle: what is not reached yet, each metric from its last value on.

    Dates, check-ins and outcomes stay behind; the old objective's outcome says where it went. Ends with 0 when it is written, 1
    when the files stand in the way, 2 on words that fit nothing.
    """
    from okrsite.edit.carry import carry_over  # noqa: PLC0415  --help loads nothing heavy
    from okrsite.edit.names import find_objective  # noqa: PLC0415
    from okrsite.edit.new import cycle_for  # noqa: PLC0415
    from okrsite.goals.cycles import all_cycles  # noqa: PLC0415
    from okrsite.site.notes import carried_note  # noqa: PLC0415

    place = opened(site)
    old = planned(lambda: find_objective(objective, place.goals, place.today), place)
    into = planned(lambda: cycle_for(place, old.team, cycle))
    if into == old.cycle:
        raise click.UsageError(f"{old.ref} is of that cycle; name another one.")
    cycles, _ = all_cycles(place.goals.site, [*place.goals.cycles, into])
    if cycles[into].end < cycles[old.cycle].start:
        raise click.UsageError(f"{into} ended before {old.cycle} began: name a later cycle.")
    said = wordings(place)
    changes, told = planned(lambda: carry_over(place, old, into, lambda there: carried_note(said, there)))
    finish(place, changes, dry_run=dry_run)
    if cycles[into].end < place.today:
        told = [*told, f"{into} has been over since {cycles[into].end}: nobody will be asked how it goes there."]
    for sentence in told:
        click.echo(sentence, err=True)
