"""Days as spreadsheets show them: `2026-11-20`, `20.11.2026`, `11/20/2026`, `2026年11月20日`, `20 Nov 2026`."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING, Literal

from okrsite.edit.importing.amounts import Doubt

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LONGEST", "MONTH_NAMES", "Order", "day", "month_of", "order_of"]

LONGEST = 80  # characters of a text that can be a day

Order = Literal["day", "month"]

_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ]\d{1,2}:\d{2}.*)?")
_YEAR_OF_THE_REPUBLIC = re.compile(
    r"(?:民國|民国)?\s*(1\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
)  # 115 is 2026
_YEAR_LAST = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4}|(?<=[/.])\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?[ -]*([^\W\d_]{3,9})\.?,?[ -]*(\d{4}|(?<=-)\d{2})")
_MONTH_DAY = re.compile(r"([^\W\d_]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_WEEKDAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend)\.?,?\s+(?=\S*\d|[^\W\d_]{3,9}\.? \d)",
    re.IGNORECASE,
)
_WEEKDAY_BEHIND = re.compile(r"\s*[(（](?:[月火水木金土日一二三四五六]|(?:週|周|星期)[一二三四五六日])[)）]$")
_TIME_BEHIND = re.compile(
    r",?[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*(?:[ap]\.?m\.?|uhr|z|[+-]\d\d:?\d\d))?$", re.IGNORECASE
)
_BARE = re.compile(r"(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])")
_SHOWN_WITHOUT_YEAR = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})")
MONTH_NAMES = (
    "january", "januar", "jänner", "jan", "jän", "february", "februar", "feb", "march", "märz", "maerz", "mar", "mär", "mrz",
    "april", "apr", "may", "mai", "june", "juni", "jun", "july", "juli", "jul", "august", "aug", "september", "sept", "sep",
    "october", "oktober", "oct", "okt", "november", "nov", "december", "dezember", "dec", "dez",
)  # fmt: skip
_MONTHS = (
    ("jan", "jän"), ("feb",), ("mar", "mär", "mrz"), ("apr",), ("may", "mai"), ("jun",), ("jul",), ("aug",), ("sep",),
    ("oct", "okt"), ("nov",), ("dec", "dez"),
)  # fmt: skip


def day(text: str, order: Order | None) -> dt.date | Doubt | None:
    """The day that a text shows, None where it shows none.

    Args:
        text: a cell's text.
        order: what stands first in the table's days with slashes, where that is known.
    """
    if len(text) > LONGEST:
        return None
    text = _TIME_BEHIND.sub(
        "", _WEEKDAY_BEHIND.sub("", _WEEKDAY.sub("", " ".join(unicodedata.normalize("NFKC", text).split())))
    )
    try:
        if match := _YEAR_FIRST.fullmatch(text):
            return dt.date(int(match[1]), int(match[2]), int(match[3]))
        if match := _BARE.fullmatch(text):
            return dt.date(int(match[1]), int(match[2]), int(match[3]))
        if match := _YEAR_OF_THE_REPUBLIC.fullmatch(text):
            return dt.date(int(match[1]) + 1911, int(match[2]), int(match[3]))
        if match := _DAY_MONTH.fullmatch(text):
            return _named(match[3], match[2], match[1])
        if match := _MONTH_DAY.fullmatch(text):
            return _named(match[3], match[1], match[2])
        if match := _YEAR_LAST.fullmatch(text):
            return _year_last(match, order)
    except ValueError:
        return Doubt(f"`{text}` is no day of the calendar.")
    return None


def order_of(texts: Iterable[str]) -> Order | None:
    """What the days with slashes of a table show that can be read in one way only; None where none does, or they disagree."""
    shown: set[Order] = set()
    for text in texts:
        match, short = _YEAR_LAST.fullmatch(text.strip()), _SHOWN_WITHOUT_YEAR.fullmatch(text.strip())
        pair = (match[1], match[3]) if match and match[2] != "." else short.groups() if short else ("0", "0")
        if int(pair[0]) > 12:
            shown.add("day")
        elif int(pair[1]) > 12:
            shown.add("month")
    return shown.pop() if len(shown) == 1 else None


def month_of(word: str) -> int:
    """The month that a word names in English or German; 0 for none."""
    low = word.lower()
    return next((number for number, names in enumerate(_MONTHS, 1) if low.startswith(names)), 0)


def _whole_year(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _named(year: str, month: str, number: str) -> dt.date | None:
    found = month_of(month)
    return dt.date(_whole_year(year), found, int(number)) if found else None


def _year_last(match: re.Match[str], order: Order | None) -> dt.date | Doubt:
    first, second, year = int(match[1]), int(match[3]), _whole_year(match[4])
    if match[2] == "." or first > 12 or first == second:
        return dt.date(year, second, first)
    if second > 12:
        return dt.date(year, first, second)
    if order:
        return dt.date(year, second, first) if order == "day" else dt.date(year, first, second)
    as_day, as_month = dt.date(year, second, first), dt.date(year, first, second)
    return Doubt(f"`{match[0]}` can be {as_day} or {as_month}: write the year first.")
