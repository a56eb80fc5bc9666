"""A language's words: the .po files of a theme's chain as one gettext catalogue, the site's own winning."""

from __future__ import annotations

import gettext
import io
from typing import TYPE_CHECKING

from okrsite.problems import Place, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Catalog

    from okrsite.theme.finding import Layer, ThemeChain

__all__ = ["languages_to_try", "read_catalogue", "read_messages"]


def languages_to_try(language: str) -> list[str]:
    """`zh-Hant-TW` → itself, `zh-Hant`, `zh` (RFC 4647, lookup)."""
    parts = language.split("-")
    return ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]


def read_catalogue(chain: ThemeChain, language: str) -> tuple[gettext.NullTranslations, list[Problem]]:
    """The words of `language`: per message the nearest language first, within it the first layer of the chain.

    A message that no file translates stays as it is. Files are `locales/<language>.po`, fuzzy entries not counting.
    """
    whole = gettext.NullTranslations()
    problems: list[Problem] = []
    files = [
        (layer, path) for tried in languages_to_try(language) for layer in chain.layers if (path := _po(layer, tried))
    ]
    for layer, path in files:
        words = _translations(layer, path)
        if isinstance(words, Problem):
            problems.append(words)
        elif type(whole) is gettext.NullTranslations:
            whole = words
        else:
            whole.add_fallback(words)
    return whole, problems


def read_messages(path: Path) -> Catalog:
    """A .po file, as Babel has it.

    Raises:
        PoFileError, ValueError, LookupError, OSError: it cannot be read.
    """
    from babel.messages.pofile import read_po  # noqa: PLC0415 - heavy, and only other languages need it

    with path.open("rb") as file:
        return read_po(file, locale=path.stem.replace("-", "_"), abort_invalid=True)


def _po(layer: Layer, language: str) -> Path | None:
    path = layer.folder / "locales" / f"{language}.po"
    return path if path.is_file() else None


def _translations(layer: Layer, path: Path) -> gettext.GNUTranslations | Problem:
    """The words of a .po file, or what is wrong with it."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - heavy, and only other languages need it
    from babel.messages.pofile import PoFileError  # noqa: PLC0415

    try:
        compiled = io.BytesIO()
        write_mo(compiled, read_messages(path))
        compiled.seek(0)
        return gettext.GNUTranslations(compiled)
    except (PoFileError, ValueError, LookupError, OSError) as error:
        line = error.lineno + 1 if isinstance(error, PoFileError) else 0
        place = Place(f"{layer.shown}/locales/{path.name}", line)
        return Problem(place, "unreadable-file", f"The translations cannot be read: {error}.", "Correct the .po file.")
