"""Periods by their names, fiscal years included: `2026`, `2026-H2`, `2026-Q4`, `2026-11`, `2026-W47`, `2026-11-20`."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from functools import lru_cache

from okrsite.source.values import Every, Period
from okrsite.source.wrong import Wrong

__all__ = ["FORMS", "containing", "cycle_period", "date", "following", "period"]

FORMS = "2026, 2026-H2, 2026-Q4, 2026-11, 2026-W47, 2026-11-20"
FIRST_YEAR, LAST_YEAR = 1000, 2999

_PERIOD = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|W(?P<week>[0-9]{2})|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?))?",
    re.IGNORECASE,
)
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LOOSE = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})(?:[-/. ]([0-9]{1,2}))?")
_MANGLED = re.compile(r"(?:([0-9]{1,2})[-/. ])?([A-Za-z]{3,9})[-/. ']{1,2}([0-9]{2}|[0-9]{4})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_MONTH_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{4})")
_SERIAL = re.compile(r"[2-7][0-9]{4}")  # 1954 to 2119
_SERIAL_ZERO = dt.date(1899, 12, 30)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS_IN: dict[str, int] = {"year": 12, "half": 6, "quarter": 3, "month": 1}


@lru_cache(maxsize=4096)
def date(text: str) -> dt.date | Wrong:
    """Reads a day: `2026-11-20` and no other form."""
    text = text.strip()
    match = _DATE.fullmatch(text)
    if match:
        year = int(match[1])
        if FIRST_YEAR <= year <= LAST_YEAR:
            try:
                return dt.date(year, int(match[2]), int(match[3]))
            except ValueError:
                return Wrong(f"`{text}` is no day of the calendar.", "Write year, month and day: `2026-11-20`.")
        return Wrong(f"`{text}` lies in no year between {FIRST_YEAR} and {LAST_YEAR}.", "Check the year.")
    return Wrong(f"`{_short(text)}` is not a date.", _date_hint(text))


@lru_cache(maxsize=4096)
def period(text: str, year_starts: int = 1) -> Period | Wrong:
    """Reads a period; years, halves and quarters begin with month `year_starts` (with 4, 2026 ends in March 2027)."""
    text = text.strip()
    match = _PERIOD.fullmatch(text)
    if match is None:
        return _no_period(text)
    year = int(match["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Wrong(f"`{text}` lies in no year between {FIRST_YEAR} and {LAST_YEAR}.", "Check the year.")
    try:
        return _named(match, year, year_starts)
    except ValueError:
        return Wrong(f"`{text}` is no period of the calendar.", f"Write it as one of: {FORMS}.")


def cycle_period(stem: str, year_starts: int = 1) -> Period | None:
    """The time of a cycle whose id names it (`2026-q4`); None for an id that names none, and for single days."""
    found = period(stem, year_starts)
    return None if isinstance(found, Wrong) or found.every == "day" else found


def containing(day: dt.date, every: Every, year_starts: int = 1) -> Period:
    """The period of that length that a day lies in."""
    if every == "day":
        return Period(day.isoformat(), "day", day, day)
    if every == "week":
        year, week, weekday = day.isocalendar()
        start = day - dt.timedelta(days=weekday - 1)
        return Period(f"{year:04}-W{week:02}", "week", start, start + dt.timedelta(days=6))
    if every == "month":
        return _months(day.year, day.month, "month", f"{day.year:04}-{day.month:02}")
    year = day.year if day.month >= year_starts else day.year - 1
    part = ((day.month - year_starts) % 12) // _MONTHS_IN[every]
    return _part_of_year(year, every, part, year_starts)


def following(this: Period, year_starts: int = 1) -> Period:
    """The period of the same length that comes next."""
    return containing(this.end + dt.timedelta(days=1), this.every, year_starts)


def _named(match: re.Match[str], year: int, year_starts: int) -> Period:
    if match["day"]:
        day = dt.date(year, int(match["month"]), int(match["day"]))
        return Period(day.isoformat(), "day", day, day)
    if match["month"]:
        month = int(match["month"])
        return _months(year, month, "month", f"{year:04}-{month:02}")
    if match["week"]:
        start = dt.date.fromisocalendar(year, int(match["week"]), 1)
        return Period(f"{year:04}-W{match['week']}", "week", start, start + dt.timedelta(days=6))
    if match["quarter"]:
        return _part_of_year(year, "quarter", int(match["quarter"]) - 1, year_starts)
    if match["half"]:
        return _part_of_year(year, "half", int(match["half"]) - 1, year_starts)
    return _part_of_year(year, "year", 0, year_starts)


def _part_of_year(year: int, every: Every, part: int, year_starts: int) -> Period:
    months = year_starts - 1 + part * _MONTHS_IN[every]
    suffix = {"half": f"-H{part + 1}", "quarter": f"-Q{part + 1}"}.get(every, "")
    return _months(year + months // 12, months % 12 + 1, every, f"{year:04}{suffix}")


def _months(year: int, month: int, every: Every, name: str) -> Period:
    start = dt.date(year, month, 1)
    last = month - 1 + _MONTHS_IN[every] - 1
    last_year, last_month = year + last // 12, last % 12 + 1
    return Period(name, every, start, dt.date(last_year, last_month, monthrange(last_year, last_month)[1]))


def _no_period(text: str) -> Wrong:
    if match := _MANGLED.fullmatch(text[:40]):
        month = _month_number(match[2])
        if month:
            short = f"20{match[3]}" if len(match[3]) == 2 else match[3]
            return Wrong(
                f"`{text}` is how a spreadsheet writes a month, not a period.",
                f"Write `{short}-{month:02}` and make the column text, so that it stays that way.",
            )
    if guess := _spreadsheet_day(text[:40]):
        message = f"`{text}` is how a spreadsheet writes a day, not a period."
        return Wrong(message, f"Write {guess}, and make the column text, so that it stays that way.")
    if match := _MONTH_FIRST.fullmatch(text[:40]):
        return Wrong(f"`{text}` is not a period.", f"Write `{match[2]}-{int(match[1]):02}`.")
    if match := _LOOSE.fullmatch(text[:40]):
        parts = [match[1], *(f"{int(part):02}" for part in match.groups()[1:] if part)]
        return Wrong(f"`{text}` is not a period.", f"Write `{'-'.join(parts)}`.")
    return Wrong(f"`{_short(text)}` is not a period.", f"Write it as one of: {FORMS}.")


def _spreadsheet_day(text: str) -> str | None:
    """A day as a spreadsheet shows or numbers it, in the form that is read; two where day and month can't be told."""
    if _SERIAL.fullmatch(text):
        day = _SERIAL_ZERO + dt.timedelta(days=int(text))
        return f"`{day.isoformat()[:7]}` (or the day, `{day.isoformat()}`)"
    if match := re.fullmatch(r"([0-9]{1,2})[-/. ]([A-Za-z]{3,9})", text):
        month = _month_number(match[2])
        return f"the month with its year, such as `20{int(match[1]):02}-{month:02}`" if month else None
    match = _DAY_FIRST.fullmatch(text)
    return _days(match) if match else None


def _days(match: re.Match[str]) -> str:
    """What a day without its year in front can mean: with points the day is first, with slashes it may be second."""
    first, second, year = int(match[1]), int(match[2]), match[3]
    pairs = [(second, first)] if "." in match[0] or first > 12 else [(first, second)]
    if "/" in match[0] and first <= 12 and second <= 12 and first != second:
        pairs.append((second, first))
    return " or ".join(f"`{year}-{month:02}-{day:02}`" for month, day in pairs)


def _month_number(word: str) -> int:
    return next((number for number, name in enumerate(_MONTHS, 1) if word.lower().startswith(name)), 0)


def _date_hint(text: str) -> str:
    if text.lower() in {"yes", "no", "true", "false"}:
        return "Write the day that it was, `2026-11-20`, or leave it blank where it was not."
    if other := _DAY_FIRST.fullmatch(text[:40]):
        return f"Write {_days(other)}."
    match = _LOOSE.fullmatch(text[:40])
    if match and match[3]:
        return f"Write `{match[1]}-{int(match[2]):02}-{int(match[3]):02}`."
    if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]", text):
        return f"Write the day alone: `{text[:10]}`."
    return "Write year, month and day: `2026-11-20`."


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
