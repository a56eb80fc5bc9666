"""`okrsite words`: the words of the interface, to be changed or translated."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from okrsite.cli.options import SITE, print_problems
from okrsite.source.config import read_config
from okrsite.source.scalarkinds import language_tag
from okrsite.source.wrong import Wrong
from okrsite.theme.gaps import catalogue_text, gaps
from okrsite.theme.theme import load_theme

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  okrsite words fr > theme/locales/fr.po     begin a translation
  okrsite words de                           what the interface says in German
  okrsite words fr --missing                 what is still to be said
"""


@click.command("words", epilog=_EXAMPLES)
@click.argument("language")
@click.option("--missing", is_flag=True, help="Only what has no words in the language yet.")
@SITE
def command(language: str, missing: bool, site: Path) -> None:
    """Print a gettext catalogue (.po) of every word of the interface, with what LANGUAGE says so far.

    Save it as theme/locales/LANGUAGE.po in the site's folder, change or translate what you like, and leave out the rest: what a
    catalogue lacks comes from the theme. Ends with 0, with 1 where site.yml, the theme or a catalogue can't be read, 2 on wrong usage.
    """
    tag = language_tag(language)
    if isinstance(tag, Wrong):
        raise click.UsageError(f"{tag.message} {tag.hint}")
    config = read_config(site)
    if config.site is None:
        print_problems(config.problems)
        sys.exit(1)
    theme, problems = load_theme(site, config.site)
    if theme is None:
        print_problems(problems)
        sys.exit(1)
    where = config.site.places.at("language")
    unreadable = [one for one in gaps(theme.chain, [tag], lambda _: where) if one.rule == "unreadable-file"]
    if unreadable:
        print_problems(unreadable)
        sys.exit(1)
    click.echo(catalogue_text(theme.chain, tag, only_missing=missing), nl=False)
