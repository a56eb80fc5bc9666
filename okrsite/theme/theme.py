"""A site's theme, ready to use: its chain, the values of its options, and its assets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.frozen import dataclass
from okrsite.theme.assets import Assets, collect_assets
from okrsite.theme.bounds import too_large
from okrsite.theme.finding import ThemeChain, find_theme
from okrsite.theme.options import OptionValue, read_options, tokens_css

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from okrsite.problems import Problem
    from okrsite.source.records import Site

__all__ = ["Theme", "load_theme"]


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as one site has it."""

    chain: ThemeChain
    options: Mapping[str, OptionValue]
    assets: Assets


def load_theme(site_folder: Path, site: Site) -> tuple[Theme | None, list[Problem]]:
    """The theme that site.yml names, with its options; None where it cannot be used, and what is wrong."""
    chain, problems = find_theme(site_folder, site.theme, site.places.at("theme"))
    if chain is None:
        return None, problems
    if too_much := _oversized(chain):
        return None, [*problems, *too_much]
    options, wrong = read_options(
        chain.options,
        site.theme_options or {},
        lambda name: site.places.at("theme_options", name),
        lambda file: (site_folder / "static" / file).is_file(),
    )
    assets, missing = collect_assets(chain, tokens_css(chain.options, options))
    return Theme(chain, options, assets), [*problems, *wrong, *missing]


def _oversized(chain: ThemeChain) -> list[Problem]:
    """A problem for each file of a site's own layers that is larger than it may be."""
    own = chain.layers[:-1]  # the last one is built in
    files = ((path, layer) for layer in own for path in _files(layer.folder))
    named = ((path, f"{layer.shown}/{path.relative_to(layer.folder).as_posix()}") for path, layer in files)
    return [problem for path, shown in named if (problem := too_large(path, shown))]


def _files(folder: Path) -> Iterator[Path]:
    for part in ("assets", "locales", "templates"):
        yield from (path for path in sorted((folder / part).rglob("*")) if path.is_file())
