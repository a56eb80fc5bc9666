"""Finds a site's theme and what it extends: a chain of folders in which the first file of a name wins."""

from __future__ import annotations

import difflib
import os
from dataclasses import field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from okrsite.frozen import dataclass
from okrsite.problems import Place, Problem
from okrsite.theme.declaration import Declaration, read_declaration

if TYPE_CHECKING:
    import importlib.metadata
    from collections.abc import Iterable, Mapping

    from okrsite.theme.declaration import Option

__all__ = ["ENTRY_POINTS", "Layer", "ThemeChain", "builtin_folder", "find_theme", "nearest", "theme_names"]

ENTRY_POINTS = "okrsite.themes"
SITE_LAYER = "site"
_FALLBACK = "default"


@dataclass(frozen=True, slots=True)
class Layer:
    """A folder of a theme, with templates/, assets/, locales/ as far as it has them. `shown`: how problems name it.

    `leaves_out`: patterns of assets of the layers behind it that it has no use for.
    """

    name: str
    folder: Path
    shown: str
    leaves_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeChain:
    """The folders of a theme, the first winning: the site's own `theme/`, the named theme, what that extends."""

    layers: tuple[Layer, ...]
    options: Mapping[str, Option] = field(default_factory=lambda: MappingProxyType({}))
    styles: tuple[str, ...] = ()  # the order of style sheets; others follow, by name

    def file(self, name: str) -> Path | None:
        """The first file of that name (`templates/base.html`) in the chain."""
        return next((path for layer in self.layers if (path := layer.folder / name).is_file()), None)


def builtin_folder() -> Path:
    """Where built-in themes lie: inside the package once it is installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "themes"
    return installed if installed.is_dir() else package.parent / "themes"


def theme_names() -> list[str]:
    """Every built-in and installed theme's name."""
    builtin = builtin_folder()
    names = {path.parent.name for path in builtin.glob("*/theme.yml")}
    return sorted(names | {point.name for point in _entry_points()})


def find_theme(site_folder: Path, name: str, place: Place) -> tuple[ThemeChain | None, list[Problem]]:
    """The chain of the theme `name`, with the site's own `theme/` folder in front.

    Args:
        site_folder: the folder of site.yml; a theme's path starts there.
        name: a built-in's or an installed theme's name, or a path (with a `/`, or starting with a dot).
        place: where `name` is written.

    Returns:
        The chain, None where a theme is missing or broken; and what is wrong.
    """
    layers: list[Layer] = []
    declarations: list[Declaration] = []
    wanted: str | None = name
    base = site_folder
    while wanted is not None:
        folder = _folder_of(base, wanted)
        if folder is None:
            return None, [_unknown(wanted, place)]
        if folder in [layer.folder for layer in layers]:
            return None, [
                Problem(place, "theme-circular", f"The theme `{name}` extends itself.", "Remove an `extends`.")
            ]
        shown = _shown(folder, site_folder)
        declaration, problems = read_declaration(folder / "theme.yml", f"{shown}/theme.yml")
        if declaration is None:
            return None, problems
        layers.append(Layer(declaration.name or folder.name, folder, shown, declaration.leaves_out))
        declarations.append(declaration)
        place = Place(f"{shown}/theme.yml", declaration.extends_line)
        base, wanted = folder, declaration.extends or (_FALLBACK if folder != builtin_folder() / _FALLBACK else None)
    chain = _chained(site_folder, layers, declarations)
    problems = [problem for layer in chain.layers for problem in _links_outside(layer, site_folder)]
    return (None if problems else chain), problems


def _links_outside(layer: Layer, site_folder: Path) -> Iterable[Problem]:
    """A problem for each link in a theme of the site's own that leads out of the site's folder: its target would be published."""
    site = site_folder.resolve()
    if not layer.folder.absolute().is_relative_to(site_folder.absolute()) and not layer.folder.is_relative_to(site):
        return
    message, hint = "This link leads out of the site's folder.", "Put the file itself here."
    if not layer.folder.resolve().is_relative_to(site):
        yield Problem(Place(layer.shown), "path-outside", message, hint.replace("file", "folder"))
        return
    for folder, folders, files in os.walk(layer.folder):
        for name in (*folders, *files):
            path = Path(folder, name)
            if path.is_symlink() and not path.resolve().is_relative_to(site):
                shown = f"{layer.shown}/{path.relative_to(layer.folder).as_posix()}"
                yield Problem(Place(shown), "path-outside", message, hint)


def _chained(site_folder: Path, layers: list[Layer], declarations: list[Declaration]) -> ThemeChain:
    own = site_folder / "theme"
    front = [Layer(SITE_LAYER, own, "theme")] if own.is_dir() and own not in [layer.folder for layer in layers] else []
    options = {name: option for one in reversed(declarations) for name, option in one.options.items()}
    styles = dict.fromkeys(name for one in reversed(declarations) for name in one.styles)
    return ThemeChain((*front, *layers), MappingProxyType(options), tuple(styles))


def _folder_of(base: Path, name: str) -> Path | None:
    if "/" in name or "\\" in name or name.startswith("."):
        folder = (base / name).resolve()
        return folder if _is_there(folder / "theme.yml") else None
    builtin = builtin_folder() / name
    return builtin if _is_there(builtin / "theme.yml") else _installed(name)


def _is_there(file: Path) -> bool:
    try:
        return file.is_file()
    except (OSError, ValueError):  # no file can be called so
        return False


def _installed(name: str) -> Path | None:
    """The folder of an installed package's theme: an entry point names the package that theme.yml lies in."""
    import importlib.util  # noqa: PLC0415 - only where a theme is not built in

    for point in _entry_points():
        if point.name != name:
            continue
        try:
            spec = importlib.util.find_spec(point.module)
        except ImportError:
            return None
        folders = [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []
        return next((folder for folder in folders if (folder / "theme.yml").is_file()), None)
    return None


def _entry_points() -> Iterable[importlib.metadata.EntryPoint]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - costs 35 ms

    return entry_points(group=ENTRY_POINTS)


def _shown(folder: Path, site_folder: Path) -> str:
    try:
        return folder.relative_to(site_folder.resolve()).as_posix()
    except ValueError:
        return f"themes/{folder.name}"


def _unknown(name: str, place: Place) -> Problem:
    names = theme_names()
    if "/" in name or name.startswith("."):
        hint = "A theme is a folder with a theme.yml in it; its path starts at the folder of the file that names it."
    else:
        hint = nearest(name, names) or f"Themes that are there: {', '.join(names)}."
    return Problem(place, "unknown-theme", f"There is no theme `{name}`.", hint)


def nearest(name: str, known: Iterable[str]) -> str:
    """`Did you mean …?` with the closest names; empty where nothing is close."""
    close = difflib.get_close_matches(name, list(known), n=3, cutoff=0.5)
    return f"Did you mean {' or '.join(f'`{one}`' for one in close)}?" if close else ""
