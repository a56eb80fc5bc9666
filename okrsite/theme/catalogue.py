"""A language's words: the .po files of a theme's chain as one gettext catalogue, the site's own winning."""

from __future__ import annotations

import gettext
import io
import re
from typing import TYPE_CHECKING

from okrsite.problems import Place, Problem, Severity
from okrsite.source.files import decode, shortened
from okrsite.source.nearest import MOST_HINTS

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Catalog, Message

    from okrsite.theme.finding import Layer, ThemeChain

__all__ = ["languages_to_try", "read_catalogue", "read_messages"]

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_COUNTS = 201  # for which the plural rule of a file is tried: it is a formula that may divide by nothing
_MOST_FORMS = 6
_FORMS = re.compile(rb"nplurals\s*=\s*0*([0-9]+)")
_JOINT = re.compile(rb'"\s*"')  # of a text over several lines


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
        words, wrong = _translations(layer, path)
        problems += wrong
        if words is None:
            continue
        if type(whole) is gettext.NullTranslations:
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

    content = path.read_bytes()
    for match in _FORMS.finditer(_JOINT.sub(b"", content)):
        if len(match[1]) > 1 or int(match[1]) > _MOST_FORMS:
            raise ValueError(f"no language has more than {_MOST_FORMS} plural forms, see `nplurals`")
    return read_po(io.BytesIO(content), locale=path.stem.replace("-", "_"), abort_invalid=True)


def _po(layer: Layer, language: str) -> Path | None:
    path = layer.folder / "locales" / f"{language}.po"
    return path if path.is_file() else None


def _translations(layer: Layer, path: Path) -> tuple[gettext.GNUTranslations | None, list[Problem]]:
    """The words of a .po file, without those that nothing can be filled into, and what is wrong with it."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - heavy, and only other languages need it
    from babel.messages.pofile import PoFileError  # noqa: PLC0415

    shown = f"{layer.shown}/locales/{path.name}"
    try:
        catalogue = read_messages(path)
        wrong = [one for one in catalogue if one.id and not _fills(one)]
        for message in wrong:
            catalogue.delete(_forms(message.id)[0], message.context)
        compiled = io.BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        words = gettext.GNUTranslations(compiled)
        form_for = words.ngettext
        for count in range(_COUNTS):
            form_for("", "", count)
    except (PoFileError, ValueError, LookupError, ArithmeticError, RecursionError, OSError) as error:
        at = decode(path.read_bytes(), shown)[1] if not isinstance(error, OSError) else ()
        line = error.lineno + 1 if isinstance(error, PoFileError) else 0
        message_ = f"The translations cannot be read: {error}."
        return None, [*at] or [Problem(Place(shown, line), "unreadable-file", message_, "Correct the .po file.")]
    told = [_unfillable(one, shown) for one in wrong[:MOST_HINTS]]
    if more := len(wrong) - len(told):
        text = f"Nothing can be filled into {more:,} more translations of this catalogue."
        told.append(Problem(Place(shown), "unknown-message", text, "Correct the first ones.", Severity.WARNING))
    return words, told


def _unfillable(message: Message, shown: str) -> Problem:
    said = shortened(_forms(message.id)[0])
    names = ", ".join(f"%({name})s" for name in _placeholders(message))
    hint = f"Write only {names} in it, and a percent sign as `%%`." if names else "Write a percent sign as `%%`."
    text = f"Nothing can be filled into the translation of \u201c{said}\u201d, so it is left out."
    return Problem(Place(shown, message.lineno or 0), "unknown-message", text, hint, Severity.WARNING)


def _fills(message: Message) -> bool:
    """Whether the message's values can be put into each form of its translation."""
    values = dict.fromkeys((*_placeholders(message), "num"), "")
    try:
        return all(isinstance(form % values, str) for form in _forms(message.string))
    except (ValueError, TypeError, KeyError):
        return False


def _placeholders(message: Message) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for form in _forms(message.id) for name in _PLACEHOLDER.findall(form)))


def _forms(said: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (said or "",) if isinstance(said, str | None) else tuple(one or "" for one in said)
