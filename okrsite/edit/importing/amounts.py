"""Numbers as people show them: `45 %`, `1.234,50 €`, `NT$ 3,000`, `(5)`, `1.5M`; what can be read in two ways is a doubt."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from okrsite.edit.importing.units import unit_of_sign
from okrsite.source.numbers import LARGEST, whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from okrsite.source.values import Number

__all__ = ["Amount", "Convention", "Doubt", "amount", "convention", "percent"]

Sign = Literal[",", "."]


class Amount(NamedTuple):
    """A number and what it is of ("" where nothing says)."""

    value: Number
    unit: str = ""


class Doubt(NamedTuple):
    """Why a text that looks like a number is none, or two."""

    message: str


class Convention(NamedTuple):
    """Which sign ends the whole number in a table; `why` says what shows it. `firm`: numbers in the table do.

    With a convention that is not firm a lone sign before three digits can only be what groups thousands.
    """

    decimal: Sign | None = None
    firm: bool = False
    why: str = ""


_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys((0xA0, 0x202F, 0x2009, 0x3000), 0x20)
_WIDE |= {0x2212: ord("-"), 0x2019: ord("'")}
_SHOWN = re.compile(
    r"(?P<sign>[+-])?\s*(?P<before>[^\d\s.,'()+-][^\d.,()+-]{0,12}?)?\s*(?P<sign2>[+-])?\s*"
    r"(?P<digits>\d[\d.,' _]*(?<=\d)|\.\d+)(?P<exponent>[eE][+-]?\d{1,3})?(?P<scale>(?-i:[kKM])(?![^\W\d_])"
    r"|\s*(?:tsd|mio|mrd)(?:\.|(?!\w))|\s*(?:thousand|tausend|million|millionen|billion|milliarden?|mn|bn)(?!\w)|\s*[千萬万億亿])?\s*(?P<behind>[^\d]{0,60})",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"\d{1,3}(?:([.,' _])\d{3})(?:\1\d{3})*")
_LONE = re.compile(r"(\d{1,3})([.,])(\d{3})")
_NO_UNIT = re.compile(r"[.,;:!?()\[\]{}<>=|\n]|\b(?:and|by|of|or|to|und|bis|von|oder)\b")
_SCALES = {
    "k": 3, "m": 6, "tsd": 3, "mio": 6, "mrd": 9, "thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9,
    "tausend": 3, "millionen": 6, "milliarde": 9, "milliarden": 9,
    "千": 3, "萬": 4, "万": 4, "億": 8, "亿": 8,
}  # fmt: skip
_POINT_CURRENCIES = frozenset(("TWD", "USD", "GBP", "HKD", "JPY", "CNY", "KRW", "SGD", "AUD", "CAD", "NZD", "INR"))


def percent(share: Number) -> Number:
    """A share as the percentage that is shown: 0.45 is 45, and 0.07 is 7."""
    return whole(float(Decimal(repr(share)).scaleb(2)))


def amount(text: str, known: Convention) -> Amount | Doubt | None:
    """The number that a text shows, None where it shows none. A `%` is a unit: `45 %` is 45.

    Args:
        text: a cell's text.
        known: how the table writes numbers.
    """
    match = _match(text)
    if match is None:
        return None
    unit = _unit(match)
    if unit is None:
        return None
    plain = _plain(match["digits"], _own_convention(unit, known))
    if isinstance(plain, Doubt):
        return Doubt(f"`{text}` {plain.message}")
    value = Decimal(plain + (match["exponent"] or "")).scaleb(
        _SCALES.get((match["scale"] or "").strip(" .").lower(), 0)
    )
    if abs(value) > LARGEST:
        return Doubt(f"`{text}` is too large: numbers go to 1e15.")
    return Amount(whole(float(-value if _is_negative(text, match) else value)), unit)


def convention(texts: Iterable[str]) -> Convention:
    """What the numbers of a table show, that can be read in one way only; none where they disagree."""
    seen: dict[Sign, str] = {}
    for text in texts:
        match = _match(text)
        if match and _unit(match) is not None and (sign := _proof(match["digits"])):
            seen.setdefault(sign, text)
    if len(seen) == 2:
        return Convention(None, True, f"numbers are written in two ways: `{seen['.']}` and `{seen[',']}`")
    for sign, text in seen.items():
        return Convention(sign, True, f"as in `{text}`")
    return Convention()


def _match(text: str) -> re.Match[str] | None:
    shown = text.translate(_WIDE).strip()
    if shown.startswith("(") and shown.endswith(")"):
        shown = shown[1:-1].strip()
    if len(shown) > 80 or not re.search(r"\d", shown):
        return None
    return _SHOWN.fullmatch(shown)


def _is_negative(text: str, match: re.Match[str]) -> bool:
    return text.translate(_WIDE).strip().startswith("(") or "-" in (match["sign"], match["sign2"])


def _unit(match: re.Match[str]) -> str | None:
    """The unit around a number; None where the words around it are no unit."""
    before, behind = (match["before"] or "").strip(), (match["behind"] or "").strip()
    if before:
        sign = unit_of_sign(before)
        return sign if sign and (not behind or unit_of_sign(behind) == sign) else None
    if not behind:
        return ""
    if len(behind.split()) > 3 or _NO_UNIT.search(behind) or behind[0] in "-+/*'\"":
        return None
    return unit_of_sign(behind) or behind


def _own_convention(unit: str, known: Convention) -> Convention:
    """How a number is read: as the table's numbers are, else as its own currency is written."""
    if not known.firm and unit in _POINT_CURRENCIES:
        return Convention(".", False)
    return known


def _plain(digits: str, known: Convention) -> str | Doubt:
    """The digits with a decimal point and nothing between them."""
    if digits.isdigit():
        return digits
    if lone := _LONE.fullmatch(digits):
        return _lone(lone, known)
    sign = _proof(digits)
    whole_part, _, rest = digits.rpartition(sign) if sign and sign in digits else (digits, "", "")
    if whole_part and not whole_part.isdigit() and not _GROUPED.fullmatch(whole_part):
        return Doubt("is not a number that can be read.")
    return re.sub(r"\D", "", whole_part or "0") + (f".{rest}" if rest else "")


def _lone(match: re.Match[str], known: Convention) -> str | Doubt:
    """A number with one sign before three digits: what groups thousands, or what ends the whole number."""
    whole_part, sign, rest = match.groups()
    as_decimal, as_group = f"{whole_part}.{rest}", whole_part + rest
    if whole_part == "0":
        return as_decimal
    if known.decimal and sign != known.decimal:
        return as_group
    if known.decimal and known.firm:
        return as_decimal
    return Doubt(
        f"can be {as_group} or {as_decimal}: write it without the sign between the digits, or with two decimals."
    )


def _proof(digits: str) -> Sign | None:
    """The decimal sign of a number that can be read in one way only; None for one that shows none."""
    if _LONE.fullmatch(digits):
        return ("," if digits[1] == "," else ".") if digits.startswith("0") else None
    last = max(digits.rfind(","), digits.rfind("."))
    if last < 0:
        return None
    sign: Sign = "," if digits[last] == "," else "."
    other = "." if sign == "," else ","
    if digits.count(sign) > 1:  # it groups: the other one would end the whole number
        return other if _GROUPED.fullmatch(digits) else None  # type: ignore[return-value]  # one of the two
    return sign if digits[last + 1 :].isdigit() else None
