"""Cycles as people name them: `Q4 2026`, `2026年第四季`, `2. Halbjahr 2026`, `FY2026`, `Oct 2026`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from okrsite.edit.importing.days import month_of
from okrsite.source.ids import make_id
from okrsite.source.periods import cycle_period

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["Named", "cycle_in", "cycle_of"]

_YEAR = r"(?<!\d)(?P<year>20\d\d)(?!\d)"
_GAP = r"[\s_/'’-]*"
_CHINESE = {"一": "1", "二": "2", "三": "3", "四": "4", "上": "1", "下": "2"}
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}{_GAP}(?P<kind>[qhw])(?P<number>\d{{1,2}})(?!\w)",
        rf"(?<![^\W_])(?P<kind>[qh])(?P<number>[1-4]){_GAP}{_YEAR}",
        rf"(?P<number>[1-4])\s*\.\s*(?P<kind>quartal|halbjahr){_GAP}{_YEAR}",
        rf"{_YEAR}\s*年?(?:度)?\s*第?(?P<number>[1-4一二三四])(?P<kind>季)度?",
        rf"{_YEAR}\s*年?(?:度)?\s*(?P<number>[上下])(?P<kind>半年)",
        rf"{_YEAR}\s*年\s*(?P<number>\d{{1,2}})\s*(?P<kind>月)",
        rf"{_YEAR}-(?P<number>\d{{2}})(?P<kind>)(?![\d-])",
        rf"(?P<month>[^\W\d_]{{3,9}})\.?{_GAP}{_YEAR}",
        rf"(?:FY|GJ|fiscal year)?\s*{_YEAR}\s*(?:年度?)?",
    )
)
_LETTERS = {"q": "q", "h": "h", "w": "w", "quartal": "q", "halbjahr": "h", "季": "q", "半年": "h"}
_NOISE = re.compile(
    r"\b(?:okrs?|goals?|objectives?|ziele?|key results?)\b|目[標标]|[\s_/()（）:：,|–—-]+", re.IGNORECASE
)


class Named(NamedTuple):
    """A cycle's id, and what else the text says."""

    cycle: str
    rest: str


def cycle_in(text: str, listed: Collection[str] = ()) -> Named | None:
    """The one cycle that a text names somewhere; None for none. `listed`: cycles of the site beside those with own dates."""
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


def _another(rest: str) -> bool:
    return bool(re.search(_YEAR, rest))


def _id(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    year, number = parts["year"], parts.get("number")
    if "month" in parts:
        month = month_of(parts["month"])
        return f"{year}-{month:02}" if month else None
    if number is None:
        return year
    number = _CHINESE.get(number, number)
    kind = (parts["kind"] or "月").lower()
    made = f"{year}-{int(number):02}" if kind == "月" else f"{year}-{_LETTERS[kind]}{number}"
    if kind == "w":
        made = f"{year}-w{int(number):02}"
    return made if cycle_period(made) else None
