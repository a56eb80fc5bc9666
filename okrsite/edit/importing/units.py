"""Units as spreadsheets show them: percent, currencies by sign or code, a word behind the number."""

from __future__ import annotations

import re

__all__ = ["CURRENCIES", "unit_in_format", "unit_of_sign", "unit_word"]

CURRENCIES = frozenset((
    "AED", "ARS", "AUD", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP", "EUR", "GBP", "HKD", "HUF",
    "IDR", "ILS", "INR", "ISK", "JPY", "KES", "KRW", "MXN", "MYR", "NGN", "NOK", "NZD", "PEN", "PHP", "PKR", "PLN",
    "RON", "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "VND", "ZAR",
))  # fmt: skip
_SIGNS = {
    "€": "EUR", "£": "GBP", "NT$": "TWD", "HK$": "HKD", "US$": "USD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD",
    "S$": "SGD", "R$": "BRL", "NZ$": "NZD", "₩": "KRW", "₹": "INR", "₫": "VND", "฿": "THB", "₪": "ILS", "₺": "TRY",
    "RMB": "CNY", "CN¥": "CNY", "JP¥": "JPY", "新台幣": "TWD", "新臺幣": "TWD", "人民币": "CNY", "人民幣": "CNY",
}  # fmt: skip
_PLAIN = frozenset(("number", "count", "#", "anzahl", "zahl", "數字", "数字", "數量", "数量"))
_WORDS = frozenset((
    "h", "hour", "hours", "std", "stunden", "小時", "小时", "min", "minutes", "minuten", "分鐘", "分钟", "s", "sec", "seconds",
    "sekunden", "秒", "day", "days", "tage", "天", "week", "weeks", "wochen", "週", "周", "points", "punkte", "分",
))  # fmt: skip
_AS_SHOWN = frozenset(("$", "¥", "元", "円", "kr"))  # of several countries: the sign is kept as it is
_OF_LOCALE = {("$", "409"): "USD", ("$", "404"): "TWD", ("¥", "411"): "JPY", ("¥", "804"): "CNY", ("$", "C04"): "HKD"}

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-([0-9A-Fa-f]+))?[^\]]*\]|\[[^\]]*\]|_.|\*.')
_SCALED = re.compile(r"[0#?],+(?![0#?,])")  # commas behind the digits: shown in thousands, in millions
_SCALES = frozenset(
    ("k", "m", "b", "t", "mio", "mrd", "tsd", "bn", "mn", "mm", "thousand", "million", "millions", "billion")
)
_DATES = re.compile(r"[dmyhs]", re.IGNORECASE)


def unit_of_sign(sign: str) -> str | None:
    """The unit that a sign or word before or behind a number is, ISO codes for currencies; None for other words."""
    sign = sign.strip()
    if sign in _AS_SHOWN or sign == "%":
        return sign
    if sign.upper() in CURRENCIES:
        return sign.upper()
    return _SIGNS.get(sign) or _SIGNS.get(sign.upper())


def unit_word(text: str) -> str | None:
    """The unit that a text names, "" for a plain number; None for a text that is no unit, such as how something is measured."""
    word = text.strip().lower().rstrip(".")
    if word in _PLAIN:
        return ""
    return text.strip() if word in _WORDS else unit_of_sign(text)


def unit_in_format(code: str) -> str:
    """The unit that a number format shows: `0.0%` is %, `#,##0 [$€-407]` EUR, `0 "students"` students; "" for none.

    The format's first section counts: the others are for negative numbers, zero and text.
    """
    words: list[str] = []

    def take(match: re.Match[str]) -> str:
        literal = match[1] or match[2]
        if match[3]:
            literal = _OF_LOCALE.get((match[3].strip(), (match[4] or "").upper().lstrip("0")), match[3])
        words.append(literal or "")
        return "" if literal else " "

    bare = _LITERAL.sub(take, _first_section(code))
    if "%" in bare:
        return "%"
    shown = "".join(words).strip()
    if "s" in bare.lower() and not re.search(r"[hdy]", code.lower()):
        return "min"  # mm:ss
    if _DATES.search(bare.replace("General", "")) or not re.search(r"[0#?]|General", bare):
        return ""
    sign = re.sub(r"[0#?,.\s()+-]|General", "", bare)
    if _SCALED.search(bare):  # the letter says how it is shown, not what it is of: 1500000 as 1.5M is 1500000
        shown = " ".join(word for word in re.findall(r"\w+|[^\w\s]+", shown) if word.lower().rstrip(".") not in _SCALES)
    return unit_of_sign(shown) or unit_of_sign(sign) or (shown if re.search(r"[^\W\d_]", shown) else "")


def _first_section(code: str) -> str:
    """The format up to its first semicolon that stands in no quotes."""
    return re.match(r'(?:"[^"]*"|\\.|[^;"\\]|["\\])*', code)[0]  # type: ignore[index]  # it matches anything
