"""Fonts of a site's own, from its static/ folder: the rules of a style sheet that make them known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["FORMATS", "font_faces"]

FORMATS = {"woff2": "woff2", "woff": "woff", "ttf": "truetype", "otf": "opentype"}
"""File endings → what CSS calls the format."""

_WEIGHTS = (
    (r"variable|\bvf\b|wght", "100 900"),
    (r"thin|hairline", "100"),
    (r"extra-?light|ultra-?light", "200"),
    (r"semi-?bold|demi-?bold", "600"),
    (r"extra-?bold|ultra-?bold", "800"),
    (r"black|heavy", "900"),
    (r"light", "300"),
    (r"medium", "500"),
    (r"bold", "700"),
)
"""What a file's name says of its weight, the first that fits; else it is 400."""


def font_faces(family: str, files: Iterable[str]) -> str:
    """`@font-face` rules for `files` of static/, seen from a style sheet in a folder at the top of the site.

    Weight and slant are read off a file's name: `Inter-BoldItalic.woff2`, `Inter-Variable.woff2`.
    """
    return "".join(_face(family, file) for file in files)


def _face(family: str, file: str) -> str:
    name = file.rpartition("/")[2].lower().replace("_", "-")
    stem, _, ending = name.rpartition(".")
    weight = next((weight for pattern, weight in _WEIGHTS if re.search(pattern, stem)), "400")
    slant = "italic" if re.search(r"italic|oblique", stem) else "normal"
    address = quote(file)
    return (
        f'@font-face {{ font-family: "{family}"; src: url(../{address}) format("{FORMATS[ending]}"); '
        f"font-weight: {weight}; font-style: {slant}; font-display: swap; }}\n"
    )
