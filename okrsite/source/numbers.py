"""Numbers and shares as people write them: `12`, `1_000`, `1.5M`, `45%`; finite, at most 1e15, never guessed."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from okrsite.source.values import Number
from okrsite.source.wrong import Wrong

__all__ = ["FORMS", "LARGEST", "NUMBER", "number", "share"]

LARGEST = 10**15
FORMS = "12, 12.5, -3, 1_000, 1e6, 1.5M, 2k, 45%"

NUMBER = (
    r"[+-]?(?:[0-9]+(?:_[0-9]+)*(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3}|[kM](?![^\W\d_]))?"  # without its `%`
)
_NUMBER = re.compile(rf"(?P<digits>{NUMBER})(?:[ \t]?%)?")
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_COMMA = re.compile(r"[+-]?[0-9]+(?:[.,' ][0-9]{3})*,[0-9]+")
_GROUPS = re.compile(r"[+-]?[0-9]{1,3}(?:[,' \u00a0\u202f][0-9]{3})+(?:\.[0-9]+)?")
_WITH_UNIT = re.compile(rf"({NUMBER})[ \t]*([^\W\d_][^\n,;]*|[€$£¥])")
_REMEMBERED = 4096  # texts: a site writes the same shares and round numbers over and over
_SCALES = {"k": 3, "M": 6}
_MEANT = {"K": "k", "m": "M"}  # a letter in the other case, which is a unit too: kelvin, metres


@lru_cache(maxsize=_REMEMBERED)
def number(text: str, decimal_comma: bool = False) -> Number | Wrong:
    """Reads a number, an int where it is whole; a `%` behind it changes nothing (`45%` is 45).

    With `decimal_comma` (a CSV file with semicolons or tabs) a comma is the decimal sign.
    """
    if _PLAIN.fullmatch(text):
        return int(text)
    text = text.strip()
    match = _NUMBER.fullmatch(text.replace(",", ".") if decimal_comma and text.count(",") == 1 else text)
    if match is None:
        return _no_number(text)
    value = _value(match["digits"].replace("_", ""))
    if value is None:
        return Wrong(
            f"`{_short(text)}` is too large: numbers go to 1e15.", "Write it in a larger unit (thousands, millions)."
        )
    return value


@lru_cache(maxsize=_REMEMBERED)
def share(text: str, decimal_comma: bool = False) -> Number | Wrong:
    """Reads a share: `0.6` or `60%`, from 0 to 1."""
    value = number(text, decimal_comma)
    if isinstance(value, Wrong):
        return value._replace(
            hint=value.hint if "comma" in value.message else "Write a share from 0 to 1: `0.6` or `60%`."
        )
    if text.rstrip().endswith("%"):
        value = whole(float(Decimal(str(value)) / 100))
    if 0 <= value <= 1:
        return value
    hint = f"Did you mean `{text.strip()}%`? " if 1 < value <= 100 and not text.rstrip().endswith("%") else ""
    return Wrong(f"`{text.strip()}` is not a share from 0 to 1.", f"{hint}Write it as `0.6` or `60%`.")


def whole(value: float) -> Number:
    """An int where the value is whole."""
    return int(value) if value.is_integer() else value


def _value(digits: str) -> Number | None:
    scale = _SCALES.get(digits[-1], 0)
    bare = digits[:-1] if scale else digits
    mantissa, _, exponent = bare.lower().partition("e")
    if len(mantissa) > 400 or abs(int(exponent or 0)) > 400:
        return None
    value = float(Decimal(bare).scaleb(scale)) if scale else float(bare)
    if abs(value) > LARGEST:
        return None
    return whole(value)


def _no_number(text: str) -> Wrong:
    shown = _short(text)
    if len(text) <= 40:
        if _GROUPS.fullmatch(text):
            plain = re.sub("[,' \u00a0\u202f]", "_", text)
            extra = f", or `{text.replace(',', '.')}` if the comma is a decimal sign" if text.count(",") == 1 else ""
            return Wrong(
                f"`{shown}` is not a number here: no comma, space or apostrophe between the digits.",
                f"Write `{plain}`{extra}.",
            )
        if _COMMA.fullmatch(text):
            plain = re.sub("[.' ]", "", text).replace(",", ".")
            return Wrong(f"`{shown}` has a comma where a number takes a point.", f"Write `{plain}`.")
        if text[:1] in "−–" and text[1:]:
            return Wrong(f"`{shown}` begins with a dash that is no minus sign.", f"Write `-{text[1:]}`.")
        if (alone := _WITH_UNIT.fullmatch(text)) and not re.search("[0-9]", alone[2]):
            larger = f"Write `{alone[1]}{_MEANT[alone[2]]}`, or the" if alone[2] in _MEANT else "Write the"
            return Wrong(
                f"`{shown}` is a number and more.", f"{larger} number alone, `{alone[1]}`: its unit stands elsewhere."
            )
        if len(text) > 1 and text[0] in "“”„‘’'\"" and text[-1] in "“”‘’'\"":
            return Wrong(f"`{shown}` stands in curly quotes, which belong to the text.", f"Write `{text[1:-1]}`.")
    return Wrong(f"`{shown}` is not a number.", f"Write it as one of: {FORMS}. Leave it blank where there is none.")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
