"""`okrsite init`: write a small working site to begin with."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from okrsite.edit.ci import FORGES, check_free, write_workflows
from okrsite.edit.editors import SCHEMAS, SETTINGS, write_editor_files
from okrsite.edit.init import GITIGNORE, write_starter
from okrsite.history.git import repository_around
from okrsite.source.config import read_config

__all__ = ["command"]

_KEPT_SETTINGS = f"  kept  {{}}: let `yaml.schemas` in it name those of {SCHEMAS}/"
_EXAMPLES = """\b
Examples:
  okrsite init goals             into the folder goals
  okrsite init                   into this folder; where a site is, only what its editors lack
  okrsite init --ci github       with workflows; beside a site that is there, only these
"""


@click.command("init", epilog=_EXAMPLES)
@click.argument("folder", metavar="[DIR]", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option(
    "--ci", "forge", type=click.Choice(list(FORGES)), help="Write workflows that check, publish and remind, too."
)
def command(folder: Path, forge: str | None) -> None:
    """Write a small working site to begin with, with comments that teach, and set up editors that know YAML for it.

    Asks nothing. Overwrites nothing: where one of its files is there already it writes none and ends with 2. A folder that
    has a site gets only what its editors still lack, or with --ci the workflows.
    """
    is_new = not (folder / "site.yml").exists()
    try:
        if forge:
            check_free(folder, forge)
        paths = _written_site(folder) if is_new else [] if forge else _editors_of(folder)
        paths += write_workflows(folder, forge) if forge else []
    except FileExistsError as error:
        what = "Name an empty folder." if is_new and not forge else "Move it away, or change it by hand."
        click.echo(f"Nothing was written: {folder / str(error)} is there already. {what}", err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(f"Nothing more could be written: {error.strerror}: {error.filename}", err=True)
        sys.exit(2)
    for path in paths:
        click.echo(f"  wrote {(folder / path).as_posix()}")
    if is_new:
        _tell_kept(folder, paths)
        name = folder.as_posix()
        there = "" if folder == Path() else f' -C "{name}"' if " " in name else f" -C {name}"
        click.echo(f"\nNow run `okrsite serve{there} --open`, and see it while you write.")
        click.echo(f"`okrsite build{there}` writes the site into {(folder / 'public').as_posix()}/.")
    if forge:
        click.echo(
            '\nWhat the workflows need is in the comments on top of them, and on the page "In the forge" of the documentation.'
        )
        _tell_inside(folder)
    elif not is_new and SETTINGS not in paths:
        click.echo(_KEPT_SETTINGS.format((folder / SETTINGS).as_posix()))


def _written_site(folder: Path) -> list[str]:
    return [*write_starter(folder, dt.datetime.now(dt.UTC).date()), *write_editor_files(folder)]


def _editors_of(folder: Path) -> list[str]:
    """What was written for the editors of a site that is there. Raises FileExistsError where they lack nothing."""
    trees = [tree.path for tree in read_config(folder).trees if not tree.path.startswith("..")]
    written = write_editor_files(folder, trees or ["content"])
    if not written:
        raise FileExistsError("site.yml")
    return written


def _tell_inside(folder: Path) -> None:
    """Say where forges look for workflows, if the site is only a folder of its repository."""
    repository = repository_around(folder)
    if repository is not None and (inside := repository.inside(folder)):
        click.echo(
            f"\nForges read workflows only at the top of a repository, {repository.top.as_posix()}: move them there, and let "
            f"their commands run in {inside}/ (docs: In the forge).",
            err=True,
        )


def _tell_kept(folder: Path, written: list[str]) -> None:
    """Say what was there already, and what to add to it."""
    if SETTINGS not in written:
        click.echo(_KEPT_SETTINGS.format((folder / SETTINGS).as_posix()))
    if GITIGNORE not in written:
        click.echo(f"  kept  {(folder / GITIGNORE).as_posix()}: add /public/ and /.okrsite/ to it")
