"""Times as headers and due days name them, often without the year: `Oct`, `KW 40`, `3. Quartal`, `31 Dec`, `12月31日`."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from okrsite.edit.importing.amounts import Doubt
from okrsite.edit.importing.days import LONGEST, MONTH_NAMES, Order, day, month_of
from okrsite.source.periods import period
from okrsite.source.values import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsite.edit.importing.sheet import Cell

__all__ = ["Moment", "end_of", "header_moment", "moment_of", "one_kind"]

Kind = Literal["day", "week", "month", "quarter"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, week, month or quarter. `number`: of a day its month; `year` 0: it is not said."""

    kind: Kind
    number: int
    year: int = 0
    day: int = 0


_YEAR = r"(?:[\s/.'’_-]*(?P<year>20\d\d|(?<=[/'’-])[2-4]\d))?"
_CHINESE = {word: str(number) for number, word in enumerate((*"一二三四五六七八九十", "十一", "十二"), 1)}
_WORDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(form, re.IGNORECASE))  # type: ignore[misc]  # a tuple of literals
    for kind, form in (
        ("month", rf"(?P<month>{'|'.join(MONTH_NAMES)})\.?{_YEAR}"),
        ("month", r"(?:(?P<year>20\d\d)\s*年)?\s*(?P<number>\d{1,2}|十[一二]?|[一二三四五六七八九])\s*月份?"),
        ("month", r"(?P<year>20\d\d)[-/](?P<number>0[1-9]|1[0-2])"),
        ("month", r"(?P<number>0?[1-9]|1[0-2])[./](?P<year>20\d\d)"),
        ("week", rf"(?:W|KW|CW|Wk|Week|Woche|Kalenderwoche)\.?\s*(?P<number>\d{{1,2}}){_YEAR}"),
        ("week", r"(?P<year>20\d\d)[-\s]?(?:W|KW)(?P<number>\d\d)"),
        ("week", r"第?\s*(?P<number>\d{1,2})\s*[週周]"),
        ("quarter", rf"Q(?P<number>[1-4]){_YEAR}|(?P<number2>[1-4])\.\s*Quartal"),
        ("quarter", r"第?\s*(?P<number>[1-4一二三四])\s*季度?"),
    )
)
_BESIDE = re.compile(
    r"^(?:actuals?|ist(?:wert)?|wert|value|check-?in|實際|实际)\s+"
    r"|\s*(?:actuals?|ist(?:[- ]?wert)?|wert|value|check-?in|results?|ergebnis|實際值?|实际值?)$",
    re.IGNORECASE,
)
_DAY = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<day>\d{1,2})\s*\.\s*(?P<number>\d{1,2})\s*\.?",
        r"(?P<number>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日?",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?[ -]*(?P<month>{'|'.join(MONTH_NAMES)})\.?",
        rf"(?P<month>{'|'.join(MONTH_NAMES)})\.?[ -]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?",
    )
)
_SLASHED = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})")


def header_moment(cell: Cell) -> Moment | None:
    """The time that a header names; None for another header."""
    if isinstance(cell.value, dt.date):
        return Moment("day", cell.value.month, cell.value.year, cell.value.day)
    if cell.value is not None or not cell.text or len(cell.line) > 30:
        return None
    return moment_of(_BESIDE.sub("", cell.line).strip(), None)


def moment_of(text: str, order: Order | None) -> Moment | None:
    """The time that a text names, with or without its year; `order`: which stands first in days with slashes."""
    if len(text) > LONGEST:
        return None
    for kind, form in _WORDS:
        if match := form.fullmatch(text):
            found = match.groupdict()
            said = found.get("number") or found.get("number2") or ""
            number = month_of(found["month"]) if found.get("month") else int(_CHINESE.get(said, said))
            year = found.get("year") or "0"
            return _possible(Moment(kind, number, int(year) + 2000 * (len(year) == 2)))
    whole = day(text, order)
    if isinstance(whole, dt.date):
        return Moment("day", whole.month, whole.year, whole.day)
    return None if isinstance(whole, Doubt) else _without_year(text, order)


def one_kind(moments: Sequence[Moment]) -> list[Moment]:
    """The times of several headers: first days of months are how a spreadsheet keeps months, and `Oct 26`, `Nov 26` have a year."""
    if len(moments) > 1 and all(one.kind == "day" and one.day == 1 for one in moments):
        return [replace(one, kind="month", day=0) for one in moments]
    if len(moments) > 1 and len({(one.kind, one.day, one.year) for one in moments}) == 1 and moments[0].day > 23:
        return [replace(one, kind="month", day=0, year=2000 + one.day) if not one.year else one for one in moments]
    return list(moments)


def end_of(moment: Moment, cycle: Period | None, year_starts: int, today: dt.date) -> dt.date | None:
    """The day, or the last day of the time: where no year is said, that nearest to the cycle; None for none of the calendar."""
    around = cycle or Period("", "day", today, today)
    years = [moment.year] if moment.year else range(around.start.year - 1, around.end.year + 2)
    ends = [end for year in years if (end := _end(moment, year, year_starts))]
    if not ends:
        return None
    found = min(ends, key=lambda end: (_days_off(end, around), end))
    if moment.kind == "week" and not moment.year and cycle and _days_off(found, cycle) > 7:
        return cycle.start + dt.timedelta(days=7 * moment.number - 1)  # the third week of the cycle, not of the year
    return found


def _without_year(text: str, order: Order | None) -> Moment | None:
    for form in _DAY:
        if match := form.fullmatch(text):
            found = match.groupdict()
            number = month_of(found["month"]) if found.get("month") else int(found["number"])
            return _possible(Moment("day", number, day=int(found["day"])))
    if match := _SLASHED.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        if first > 12 or (order == "day" and second <= 12):
            return _possible(Moment("day", second, day=first))
        if second > 12 or order == "month" or first == second:
            return _possible(Moment("day", first, day=second))
    return None


def _possible(moment: Moment) -> Moment | None:
    """The moment, where some year has it."""
    most = {"week": 53, "quarter": 4, "month": 12, "day": 12}[moment.kind]
    if not 1 <= moment.number <= most:
        return None
    days = monthrange(2024, moment.number)[1] if moment.kind == "day" else 0  # of a leap year
    return moment if moment.kind != "day" or 1 <= moment.day <= days else None


def _end(moment: Moment, year: int, year_starts: int) -> dt.date | None:
    try:
        if moment.kind == "day":
            return dt.date(year, moment.number, moment.day)
        letter = {"week": f"W{moment.number:02}", "month": f"{moment.number:02}", "quarter": f"Q{moment.number}"}
        found = period(f"{year:04}-{letter[moment.kind]}", year_starts)
    except ValueError:
        return None
    return found.end if isinstance(found, Period) else None


def _days_off(end: dt.date, time: Period) -> int:
    """How many days outside a time a day lies."""
    return max((time.start - end).days, (end - time.end).days, 0)
