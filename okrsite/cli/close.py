"""`okrsite close`: write down every computed grade of a cycle, so that its archive never changes."""

from __future__ import annotations

from pathlib import Path

import click

from okrsite.cli.editing import DRY_RUN, finish, opened, planned, wordings
from okrsite.cli.options import SITE

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  okrsite close 2026-q3
  okrsite close 2026-q3 --team academy --dry-run
  okrsite close 2026-q3 --fold        its check-in files go into its own file
"""


@click.command("close", epilog=_EXAMPLES)
@SITE
@click.argument("cycle")
@click.option(
    "--team", "teams", metavar="T", multiple=True, help="Whose objectives; may be given often. Default all teams'."
)
@click.option("--fold", "folds", is_flag=True, help="Move the cycle's check-ins from files of their own into its file.")
@click.option("--anyway", is_flag=True, help="Also a cycle that is not over.")
@DRY_RUN
def command(site: Path, cycle: str, teams: tuple[str, ...], folds: bool, anyway: bool, dry_run: bool) -> None:
    """Close a cycle: write down every computed grade, with a note to replace by what was learned.

    Grades and notes that are there stay. Ends with 0 when it is closed, or was; with 1 when the cycle is not over, or the
    files stand in the way; with 2 on words that fit nothing.
    """
    from okrsite.edit.close import close, cycle_named, is_closed, left_open  # noqa: PLC0415  --help loads nothing heavy
    from okrsite.edit.fold import fold  # noqa: PLC0415
    from okrsite.edit.new import team_named  # noqa: PLC0415
    from okrsite.site.notes import closing_note  # noqa: PLC0415

    place = opened(site)
    id_ = planned(lambda: cycle_named(place, cycle))
    whose = planned(lambda: [team_named(place, one) for one in teams]) or list(place.goals.teams)
    note = closing_note(wordings(place), place.today)
    changes = planned(lambda: close(place, id_, whose, note, anyway=anyway))
    told = left_open(place, id_, whose)
    if folds:
        changes, stays = planned(lambda: fold(place, changes, id_, whose))
        told += stays
    if changes:
        finish(place, changes, dry_run=dry_run, sure=lambda after: is_closed(place, after, id_, whose))
    else:
        click.echo(f"The cycle {id_} is closed already: every computed grade is written. Nothing was written.")
    for sentence in told:
        click.echo(sentence, err=True)
