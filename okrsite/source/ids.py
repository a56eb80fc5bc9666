"""Ids: how they are compared, what they may be made of, and how one is made from a title."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["MAX_ID", "is_id", "make_id", "normalised"]

MAX_ID = 80

_SIMPLE = re.compile(r"[a-z0-9-]{1,80}")
_RUN = re.compile(r"[^a-z0-9]+")


def normalised(text: str) -> str:
    """The form in which ids and references are looked up: lower case, composed (NFC)."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())


def is_id(text: str) -> bool:
    """Whether a normalised text is an id: 1-80 lower-case letters of any script, digits and `-`."""
    if _SIMPLE.fullmatch(text):
        return True
    return 0 < len(text) <= MAX_ID and all(char == "-" or _belongs(char) for char in text)


def make_id(title: str) -> str:
    """The id that a title gives; "" for one without letters and digits."""
    lowered = normalised(title)
    if lowered.isascii():
        made = _RUN.sub("-", lowered).strip("-")
    else:
        made = "".join(char if _belongs(char) else " " for char in lowered)
        made = "-".join(made.split())
    if len(made) <= MAX_ID:
        return made
    return made[: MAX_ID + 1].rpartition("-")[0] or made[:MAX_ID]


def _belongs(char: str) -> bool:
    """Letters without a capital's form, the marks that scripts write on them, and digits."""
    category = unicodedata.category(char)
    return category in {"Ll", "Lo", "Lm", "Mn", "Mc", "Nd"}
