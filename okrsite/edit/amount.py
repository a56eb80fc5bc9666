"""A number as someone types it for a check-in, held against the unit that it is measured in."""

from __future__ import annotations

import re

from okrsite.source.ids import normalised
from okrsite.source.numbers import NUMBER, number, share
from okrsite.source.values import Number, Text
from okrsite.source.wrong import Wrong

__all__ = ["WrongValueError", "amount", "share_of"]

_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
_BEFORE = re.compile(rf"([^\W\d_]{{2,}}|[€$£¥])[ \t]*({NUMBER})")
_BEHIND = re.compile(rf"({NUMBER})[ \t]*(%|[€$£¥]|[^\W\d_][^\n]*)")
_NUMERIC = re.compile(r"[0-9][ex][0-9]", re.IGNORECASE)  # 1e400 is a number that is too large, and not 1 of something


class WrongValueError(Exception):
    """A value that can't be taken; says why and what to write."""


def amount(words: str, unit: Text | None) -> Number:
    """The number that `12`, `12.5`, `57%`, `EUR 31.50` or `9 students` is, in `unit`.

    Raises:
        WrongValueError: it is no number, or one of something else.
    """
    text = words.strip()
    match = None
    if isinstance(number(text), Wrong) or text.endswith("%"):
        match = None if _NUMERIC.search(text) else _BEHIND.fullmatch(text)
        before = None if match else _BEFORE.fullmatch(text)
        digits, said = (match[1], match[2]) if match else (before[2], before[1]) if before else (text, "")
    else:
        digits, said = text, ""
    if said and unit is not None and not _is_same(said, unit):
        raise WrongValueError(
            f"It is measured in {_shown(unit)}, not in '{said}': write the number alone, say {digits}."
        )
    if said and unit is None and said != "%":
        raise WrongValueError(f"It has no unit: write the number alone, {digits}.")
    value = number(digits)
    if isinstance(value, Wrong):
        raise WrongValueError(
            f"{value.message} {value.hint}".replace("`", "'").replace(" Leave it blank where there is none.", "")
        )
    return value


def share_of(words: str, what: str) -> Number:
    """The share, 0 to 1, that `0.6` or `60%` is. Raises WrongValueError."""
    value = share(words.strip())
    if isinstance(value, Wrong):
        raise WrongValueError(f"{what}: {value.message} {value.hint}".replace("`", "'"))
    return value


def _is_same(said: str, unit: Text) -> bool:
    names = [unit] if isinstance(unit, str) else [name for _, name in unit.by_language]
    word = normalised(_SIGNS.get(said, said)).strip(" .")
    known = {normalised(_SIGNS.get(name, name)).strip(" .") for name in names}
    return word in known or any({word, f"{word}s"} & {one, f"{one}s"} for one in known)


def _shown(unit: Text) -> str:
    return unit if isinstance(unit, str) else unit.by_language[0][1]
