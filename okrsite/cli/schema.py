"""`okrsite schema`: JSON Schemas of the content's files, for editors."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from okrsite.cli.options import SITE, print_problems
from okrsite.edit.editors import schema_text, write_schemas
from okrsite.publish.prepare import prepare
from okrsite.site.ids import ids_of
from okrsite.source.fileschemas import KINDS

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  okrsite schema cycle                            of a file of objectives, on standard output
  okrsite schema --all .okrsite-schemas           every kind, a file each
  okrsite schema --all .okrsite-schemas --with-ids
"""


@click.command("schema", epilog=_EXAMPLES)
@click.argument("kind", required=False, type=click.Choice(KINDS), metavar="[KIND]")
@click.option(
    "--all",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write every kind's schema into this folder.",
)
@click.option("--with-ids", is_flag=True, help="Offer the ids of this site's people, teams, cycles, goals and KPIs.")
@SITE
def command(kind: str | None, folder: Path | None, with_ids: bool, site: Path) -> None:
    """Print the JSON Schema (2020-12) of a KIND of file: site, team, cycle, kpis, people, checkins, update, objective, page.

    The last three are the front matter of Markdown files. Ends with 0, with 1 where the ids of a site with errors are asked
    for, 2 on wrong usage.
    """
    if (kind is None) == (folder is None):
        raise click.UsageError(f"Name one kind ({', '.join(KINDS)}), or write all with `--all DIR`.")
    ids = _ids(site) if with_ids else None
    if kind:
        click.echo(schema_text(kind, ids), nl=False)
    if folder:
        try:
            write_schemas(folder, ids)
        except OSError as error:
            raise click.UsageError(f"Nothing more could be written: {error.strerror}: {error.filename}") from error
        click.echo(f"Wrote {len(KINDS)} schemas into {folder.as_posix()}/.")


def _ids(site: Path) -> dict[str, list[str]]:
    prepared = prepare(site)
    if prepared.ready is None:
        print_problems(prepared.problems)
        sys.exit(1)
    return ids_of(prepared.ready.goals)
