"""`okrsite theme`: the files of a theme, to be read, and copied to be changed."""

from __future__ import annotations

import sys
from fnmatch import fnmatch
from pathlib import Path

import click

from okrsite.cli.options import SITE, print_problems
from okrsite.source.config import read_config
from okrsite.theme.finding import ThemeChain, nearest
from okrsite.theme.theme import load_theme

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  okrsite theme                                                         which files the theme has
  okrsite theme templates/kpi.html                                      what one says
  okrsite theme assets/tokens.css > theme/assets/tokens.css             a copy of the site's own
"""
_FOLDERS = ("templates", "assets", "locales")


@click.command("theme", epilog=_EXAMPLES)
@click.argument("file", required=False)
@SITE
def command(file: str | None, site: Path) -> None:
    """Print a FILE of the site's theme as it is in force; without one, list the files and the theme that each comes from.

    A copy in the site's folder theme/, under the same name, takes the file's place. Ends with 0, with 1 where site.yml or the theme
    can't be read, 2 on wrong usage.
    """
    config = read_config(site)
    theme, problems = load_theme(site, config.site) if config.site else (None, list(config.problems))
    if theme is None:
        print_problems(problems)
        sys.exit(1)
    files = _files(theme.chain)
    if file is None:
        width = max(map(len, files), default=0)
        click.echo("\n".join(f"{name:<{width}}  {layer}" for name, (layer, _) in sorted(files.items())))
    elif file not in files:
        hint = nearest(file, files) or "`okrsite theme` lists them."
        raise click.UsageError(f"The theme has no file '{file}'. {hint}")
    else:
        click.echo(files[file][1].read_bytes(), nl=False)


def _files(chain: ThemeChain) -> dict[str, tuple[str, Path]]:
    """By name: the layer that it comes from and where it lies, the nearest layer winning."""
    files: dict[str, tuple[str, Path]] = {}
    for layer in reversed(chain.layers):
        for unused in [one for one in files if any(fnmatch(one, f"assets/{pattern}") for pattern in layer.leaves_out)]:
            del files[unused]
        for folder in _FOLDERS:
            for path in (layer.folder / folder).rglob("*"):
                if path.is_file():
                    files[path.relative_to(layer.folder).as_posix()] = (layer.name, path)
    return files
