"""Cycles as people name them: `Q4 2026`, `2026年第四季`, `2. Halbjahr 2026`, `FY2026`, `Oct 2026`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from okrsite.edit.importing.days import month_of
from okrsite.source.ids import make_id
from okrsite.source.periods import cycle_period

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["Named", "cycle_in", "cycle_of", "has_cycle_without_year", "year_in"]

_YEAR = r"(?<!\d)(?P<year>20\d\d)(?!\d)"
_SHORT_YEAR = (
    r"(?:(?:FY|GJ)\s*'?|(?<=[\s/'’-]))(?P<year>20\d\d|[2-4]\d)(?!\d)"  # beside a quarter or a half: Q4/26, FY26 Q4
)
_GAP = r"[\s_/'’-]*"
_CHINESE = {"一": "1", "二": "2", "三": "3", "四": "4", "上": "1", "下": "2"}
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}\s*(?:年度?)?{_GAP}(?P<kind>[qhw])(?P<number>\d{{1,2}})(?![A-Za-z\d])",
        rf"(?<![^\W_])(?P<kind>[qh])(?P<number>[1-4]){_GAP}{_YEAR}",
        rf"(?P<number>[1-4])\s*\.\s*(?P<kind>quartal|halbjahr){_GAP}{_YEAR}",
        rf"{_YEAR}\s*年?(?:度)?\s*第?(?P<number>[1-4一二三四])(?P<kind>季)度?",
        rf"{_YEAR}\s*年?(?:度)?\s*(?P<number>[上下])(?P<kind>半年)",
        rf"{_YEAR}\s*年\s*(?P<number>\d{{1,2}})\s*(?P<kind>月)",
        rf"{_YEAR}-(?P<number>\d{{2}})(?P<kind>)(?![\d-])",
        rf"(?P<month>[^\W\d_]{{3,9}})\.?{_GAP}{_YEAR}",
        rf"(?<![^\W_])(?P<kind>[qh])(?P<number>[1-4]){_GAP}{_SHORT_YEAR}",
        rf"(?:FY|GJ)\s*'?(?P<year>20\d\d|[2-4]\d){_GAP}(?P<kind>[qh])(?P<number>[1-4])(?![A-Za-z\d])",
        rf"(?:quarter|quartal)\s*(?P<number>[1-4])(?P<kind>){_GAP}(?:of\s+)?{_YEAR}",
        rf"(?<!\d)(?P<number>[1-4])(?:st|nd|rd|th)\s+(?P<kind>quarter|half){_GAP}(?:of\s+)?{_YEAR}",
        rf"第?(?P<number>[一二三四1-4])(?P<kind>季)度?{_GAP}{_YEAR}",
        rf"(?:FY|GJ|fiscal year)?\s*{_YEAR}\s*(?:年度?)?",
        r"(?:FY|GJ)\s*'?(?P<year>[2-4]\d)(?!\d)",
    )
)
_LETTERS = {
    "q": "q",
    "h": "h",
    "w": "w",
    "quartal": "q",
    "halbjahr": "h",
    "quarter": "q",
    "half": "h",
    "季": "q",
    "半年": "h",
}
_BARE = re.compile(
    r"(?:q|quarter\s*|quartal\s*)[1-4]|h[12]|[1-4]\.\s*(?:quartal|halbjahr)|第?[1-4一二三四]季度?|[上下]半年"
    r"|[1-4](?:st|nd|rd|th)\s+(?:quarter|half)",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"\b(?:okrs?|goals?|objectives?|ziele?|key results?)\b|目[標标]|[\s_/()（）:：,|–—-]+", re.IGNORECASE
)


class Named(NamedTuple):
    """A cycle's id, and what else the text says."""

    cycle: str
    rest: str


def cycle_in(text: str, listed: Collection[str] = ()) -> Named | None:
    """The one cycle that a text names somewhere; None for none. `listed`: cycles of the site beside those with own dates."""
    text = _of_common_era(text)
    if make_id(text) in listed:
        return Named(make_id(text), "")
    for form in _FORMS:
        for match in form.finditer(text):
            cycle = _id(match)
            if cycle:
                rest = f"{text[: match.start()]} {text[match.end() :]}"
                return Named(cycle, rest.strip(" \t-–—_/|:,()")) if not _another(rest) else None
    return None


def cycle_of(text: str, listed: Collection[str] = ()) -> str | None:
    """The cycle that a whole text is the name of, but for words such as `OKRs`."""
    found = cycle_in(text, listed)
    return found.cycle if found and not _NOISE.sub("", found.rest) else None


def has_cycle_without_year(text: str) -> bool:
    """Whether a text is, but for words such as `OKRs`, a quarter or a half of no year: `Q4`, `2. Halbjahr`."""
    return bool(_BARE.fullmatch(_NOISE.sub(" ", text).strip()))


def year_in(text: str) -> str:
    """The one year that a text names; "" for none or several."""
    years = set(re.findall(r"(?<!\d)20[2-4]\d(?!\d)", _of_common_era(text)))
    return years.pop() if len(years) == 1 else ""


def _of_common_era(text: str) -> str:
    """A text with years of the Republic of China, `115年`, as those of the common era."""
    return re.sub(r"(?:民國)?(?<!\d)(1[0-3]\d)(?=\s*年)", lambda match: str(int(match[1]) + 1911), text)


def _another(rest: str) -> bool:
    return bool(re.search(_YEAR, rest))


def _id(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    year, number = f"20{parts['year'][-2:]}", parts.get("number")
    if "month" in parts:
        month = month_of(parts["month"])
        return f"{year}-{month:02}" if month else None
    if number is None:
        return year
    number = _CHINESE.get(number, number)
    kind = (parts["kind"] or ("季" if match[0].lower().startswith("quart") else "月")).lower()
    made = f"{year}-{int(number):02}" if kind == "月" else f"{year}-{_LETTERS[kind]}{number}"
    if kind == "w":
        made = f"{year}-w{int(number):02}"
    return made if cycle_period(made) else None
