"""`okrsite adds-checkins`: whether a change only adds check-ins."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from okrsite.cli.options import SITE
from okrsite.history.git import GitError
from okrsite.history.onlycheckins import beside_checkins
from okrsite.source.config import read_config

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  okrsite adds-checkins origin/main               what is checked out
  okrsite adds-checkins origin/main feature
"""
_SHOWN = 10


@click.command("adds-checkins", epilog=_EXAMPLES)
@click.argument("base")
@click.argument("head", default="HEAD")
@SITE
def command(base: str, head: str, site: Path) -> None:
    """Say whether HEAD only adds check-in files to BASE (revisions of git).

    For workflows that merge such a change without a person, where it checks clean too. Where teams have their check-ins is read
    from the site as it lies in its folder, so let that be BASE. Ends with 0 if it adds check-ins and
    does nothing else, 1 if not, 2 on wrong usage.
    """
    config = read_config(site)
    if config.site is None:
        raise click.UsageError("\n".join(f"{one.message} {one.hint}" for one in config.problems[:1]))
    try:
        added, others = beside_checkins(site, [tree.path for tree in config.trees], base, head)
    except GitError as error:
        raise click.UsageError(f"git could not compare '{base}' with '{head}': {error}.") from error
    if others:
        shown = "\n".join(f"  {path!a}" for path in others[:_SHOWN])
        more = f"\n  and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
        click.echo(f"This changes more than it adds check-ins:\n{shown}{more}")
        sys.exit(1)
    if not added:
        click.echo("This adds no check-in.")
        sys.exit(1)
    click.echo(f"This only adds check-ins: {added} file{'' if added == 1 else 's'}.")
