"""`okrsite gallery`: every component of a theme on one page."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from okrsite.cli.options import SITE, print_problems
from okrsite.problems import Problem, has_errors

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  okrsite gallery                        the theme of this folder's site, into gallery/
  okrsite gallery --theme plain          a built-in theme
  okrsite gallery --output /tmp/look     somewhere else
"""
_MARK = "index.html"  # and `assets/`: what a gallery's folder has


@click.command("gallery", epilog=_EXAMPLES)
@SITE
@click.option(
    "--theme", metavar="NAME", show_default="the site's", help="A built-in or installed theme, or a folder's path."
)
@click.option(
    "--output",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("gallery"),
    show_default=True,
    help="The folder to write, from where you are.",
)
def command(site: Path, theme: str | None, output: Path) -> None:
    """Write a page with every component of a theme, shown with the clumsiest data, for whoever works on the theme.

    Long titles, words without a break, Chinese, Arabic, huge numbers, negative ones, nothing at all. The templates, style sheets and
    options of the site in DIR are used, its content is not; the page is part of no site. Ends with 0, with 1 where site.yml, the
    theme or a template can't be used, 2 on wrong usage.
    """
    if output.exists() and any(one.name not in {_MARK, "assets"} for one in output.iterdir()):
        raise click.UsageError(f"'{output}' has other files in it. Name another folder with --output.")
    files, problems = _files(site, theme)
    print_problems(problems)
    if has_errors(problems):
        sys.exit(1)
    for name, data in files.items():
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_bytes(data)
    click.echo(f"Wrote {output / _MARK}.")


def _files(folder: Path, theme_name: str | None) -> tuple[dict[str, bytes], list[Problem]]:
    """The files of the gallery by path, and what is wrong with the site's settings, the theme or a template."""
    from okrsite.publish.render import GENERATOR  # noqa: PLC0415  --help loads nothing heavy
    from okrsite.site.views.gallery import gallery, gallery_frame  # noqa: PLC0415
    from okrsite.site.views.shared import headings  # noqa: PLC0415
    from okrsite.site.wording import Wording  # noqa: PLC0415
    from okrsite.source.config import read_config  # noqa: PLC0415
    from okrsite.theme.catalogue import read_catalogue  # noqa: PLC0415
    from okrsite.theme.environment import BrokenTemplate, Renderer  # noqa: PLC0415
    from okrsite.theme.theme import load_theme  # noqa: PLC0415

    config = read_config(folder)
    if config.site is None:
        return {}, list(config.problems)
    site = replace(config.site, theme=theme_name, theme_options={}) if theme_name else config.site
    theme, problems = load_theme(folder, site)
    if theme is None:
        for problem in problems:
            if theme_name and problem.rule == "unknown-theme":
                raise click.BadParameter(f"{problem.message} {problem.hint}", param_hint="--theme")
        return {}, problems
    catalogue, wrong = read_catalogue(theme.chain, site.language)
    words = Wording(site.language, site.language, catalogue, site)
    renderer = Renderer(theme.chain, theme.assets, words.catalogue, options=theme.options)
    problems += wrong
    try:
        frame = gallery_frame(words.text(site.title), words, headings(words), GENERATOR)
        page = renderer.render("gallery.html", gallery(words), frame)
    except BrokenTemplate as error:
        return {}, [*problems, error.problem]
    return {_MARK: page.encode(), **theme.assets.files}, problems
