"""Colours as readers see them: WCAG 2.2 contrast, and the nearest shade of a colour that can be read on a ground."""

from __future__ import annotations

import re

__all__ = ["contrast", "parse_colour", "readable_on", "written"]

Colour = tuple[int, int, int]  # red, green, blue, 0-255

_HEX = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_STEPS = 100


def parse_colour(text: str) -> Colour | None:
    """`#0b6e4f`, `#0b6` or the same without `#`; None for anything else."""
    found = _HEX.fullmatch(text.strip())
    if not found:
        return None
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def written(colour: Colour) -> str:
    """As CSS has it, `#0b6e4f`."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio, 1-21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable_on(colour: Colour, ground: Colour, ratio: float) -> Colour:
    """`colour`, or its first mixture with black (on a light ground) or white (on a dark one) that reaches `ratio`."""
    towards = 0 if _luminance(ground) > 0.18 else 255
    mixtures = (_mixed(colour, towards, step / _STEPS) for step in range(_STEPS + 1))
    return next((mixed for mixed in mixtures if contrast(mixed, ground) >= ratio), (towards, towards, towards))


def _mixed(colour: Colour, towards: int, share: float) -> Colour:
    red, green, blue = (round(part + (towards - part) * share) for part in colour)
    return red, green, blue


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    """One channel without its gamma (sRGB)."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
