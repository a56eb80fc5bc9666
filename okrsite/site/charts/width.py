"""How wide words are: for drawings that are shown where nobody can measure them."""

from __future__ import annotations

import unicodedata
from math import fsum

__all__ = ["shortened", "text_width"]

# In ems, of the wide sans-serif faces that badges are set in.
_KINDS = {
    "thin": (0.32, "ijl'|!.,:; \xa0·‘’"),
    "narrow": (0.42, "tfrI()[]"),
    "wide": (0.95, "mwMWQ@%—…"),
    "digit": (0.64, "0123456789"),
}
_EMS = {letter: ems for ems, letters in _KINDS.values() for letter in letters}
_CAPITAL, _SMALL, _FULL, _PICTURE = 0.72, 0.61, 1.0, 1.25
_SCRIPTS = (
    (range(0x0590, 0x0600), 0.55),  # Hebrew
    (range(0x0600, 0x0780), 0.52),  # Arabic: its letters join
    (range(0x0E00, 0x0F00), 0.8),  # Thai, Lao
)


def text_width(text: str, size: float) -> float:
    """About how wide `text` is in the unit of `size`, its font's; rather more than less."""
    return fsum(map(_ems, text)) * size


def shortened(text: str, size: float, most: float) -> str:
    """`text`, or as much of it as is at most `most` wide, with `…`; marks stay with their letter."""
    if text_width(text, size) <= most:
        return text
    width = size
    for position, letter in enumerate(text):
        width += _ems(letter) * size
        if width > most:
            while position and _belongs_before(text, position):
                position -= 1  # noqa: PLW2901 - the cut moves back to where a letter begins
            return text[:position].rstrip() + "…"
    return text


def _ems(letter: str) -> float:
    if letter in _EMS:
        return _EMS[letter]
    if letter.isascii():
        return _CAPITAL if letter.isupper() else _SMALL
    kind = unicodedata.category(letter)
    if kind in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return _PICTURE if kind == "So" else _FULL
    if kind.startswith("S"):
        return _FULL
    base = unicodedata.normalize("NFD", letter)[0]
    if base.isascii():
        return _ems(base)
    own = next((ems for letters, ems in _SCRIPTS if ord(letter) in letters), 0.0)
    return own or (_SMALL if kind == "Ll" else _CAPITAL)


def _belongs_before(text: str, position: int) -> bool:
    """Whether a cut there would part a letter from its marks, or a picture from what it is joined to."""
    return unicodedata.category(text[position]) in {"Mn", "Me", "Mc", "Cf", "Sk"} or text[position - 1] == "\u200d"
