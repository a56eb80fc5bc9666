"""`okrsite init`: write a small working site to begin with."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from okrsite.edit.editors import SCHEMAS, SETTINGS, write_editor_files
from okrsite.edit.init import GITIGNORE, write_starter

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  okrsite init goals             into the folder goals
  okrsite init                   into this folder
"""


@click.command("init", epilog=_EXAMPLES)
@click.argument("folder", metavar="[DIR]", type=click.Path(file_okay=False, path_type=Path), default=Path())
def command(folder: Path) -> None:
    """Write a small working site to begin with, with comments that teach, and set up editors that know YAML for it.

    Asks nothing. Overwrites nothing: where one of its files is there already it writes none and ends with 2.
    """
    try:
        paths = write_starter(folder, dt.datetime.now(dt.UTC).date())
        editor_paths = write_editor_files(folder)
    except FileExistsError as error:
        click.echo(f"Nothing was written: {folder / str(error)} is there already. Name an empty folder.", err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(f"Nothing more could be written: {error.strerror}: {error.filename}", err=True)
        sys.exit(2)
    for path in paths:
        click.echo(f"  wrote {(folder / path).as_posix()}")
    for path in editor_paths:
        click.echo(f"  wrote {(folder / path).as_posix()}")
    if SETTINGS not in editor_paths:
        click.echo(f"  kept  {(folder / SETTINGS).as_posix()}: let `yaml.schemas` in it name those of {SCHEMAS}/")
    if GITIGNORE not in paths:
        click.echo(f"  kept  {(folder / GITIGNORE).as_posix()}: add /public/ and /.okrsite/ to it")
    name = folder.as_posix()
    there = "" if folder == Path() else f' -C "{name}"' if " " in name else f" -C {name}"
    click.echo(f"\nNow run `okrsite build{there}` and open {(folder / 'public' / 'index.html').as_posix()}.")
