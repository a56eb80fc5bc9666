"""Cells of a row that are no amounts: people, shares, weights, reported states, days. What can't be read is told and left out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from okrsite.edit.importing.amounts import Amount, Convention, Doubt
from okrsite.edit.importing.cyclenames import cycle_of
from okrsite.edit.importing.days import Order, day
from okrsite.edit.importing.measures import amount_in, is_yes
from okrsite.edit.importing.moments import Moment, end_of, moment_of
from okrsite.edit.importing.notes import trouble_of
from okrsite.source.periods import cycle_period

if TYPE_CHECKING:
    from okrsite.edit.importing.filling import Ask
    from okrsite.edit.importing.goals import Yaml
    from okrsite.edit.importing.sheet import Cell

__all__ = ["Reading", "day_in", "day_of", "due_day", "people", "prose", "share", "status", "weight"]

_STATUSES = {
    "on-track": "on track | g | green | good | ok | healthy | grün | im plan | auf kurs | planmäßig"
    " | 正常 | 順利 | 顺利 | 綠 | 绿 | 綠燈 | 绿灯 | 綠色 | 绿色 | 🟢 | 如期",
    "at-risk": "at risk | a | y | yellow | amber | orange | needs attention | gelb | gefährdet | risiko"
    " | 有風險 | 有风险 | 風險 | 风险 | 黃 | 黄 | 黃燈 | 黄灯 | 黃色 | 黄色 | 🟡 | 🟠",
    "off-track": "off track | r | red | behind | behind schedule | delayed | critical | rot | kritisch | im verzug | verzögert"
    " | 落後 | 落后 | 紅 | 红 | 紅燈 | 红灯 | 紅色 | 红色 | 🔴 | 延遲 | 延迟",
}
_REPORTED = {word: status for status, words in _STATUSES.items() for word in words.split(" | ")}
_UNTIL = re.compile(r"^(?:by |until |bis )?(?:the )?(?:end of |ende )?(?:the )?", re.IGNORECASE)
_LONGEST = 300  # characters of names
_SIGNS = re.compile("[🟢🟡🟠🔴✅⚠❌●◆▲■\ufe0f]")
_ADDRESS = re.compile(r"\s*[<(\[]\s*(?:mailto:)?[^\s<>()]+@[^\s<>()]+\s*[>)\]]")
_AND = re.compile(r"\s*(?:[;/&+、\n]|,(?=[^,]*,)|\b(?:and|und)\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table writes numbers and days, the day of what has none, and who is told of what is left out.

    `levels`: how many levels a bare confidence has, 10 for a column of `7` and `9`. `told`: what a row's line says besides.
    """

    numbers: Convention
    order: Order | None
    today: dt.date
    year_starts: int
    ask: Ask
    levels: int = 1
    is_today: bool = True  # whether nothing says of which day the values are
    told: list[str] = field(default_factory=list)


def day_of(cycle: str, reading: Reading) -> dt.date:
    """The day of values that have none of their own: that of the table, else today, or the last day of a cycle that is over."""
    time = cycle_period(cycle, reading.year_starts)
    return min(time.end, reading.today) if time and reading.is_today else reading.today


def people(cell: Cell) -> list[str]:
    """The names in a cell, the owner first: `Mei Chen <mei@example.org>; Tom` is two. A name and a surname behind a comma are one."""
    if len(cell.text) > _LONGEST:
        return [cell.line]
    text = _ADDRESS.sub("", cell.text)
    parts = [part for part in (" ".join(one.split()).removeprefix("@").strip() for one in _AND.split(text)) if part]
    return [name for part in parts for name in _by_comma(part) if name]


def _by_comma(names: str) -> Iterator[str]:
    first, comma, second = (part.strip() for part in names.partition(","))
    whole_names = all(" " in part or "@" in part for part in (first, second))
    yield from (first, second) if comma and whole_names else (names.strip(" ,"),)


def prose(cell: Cell, ask: Ask) -> str:
    """A text of several lines; one that no page can show is left out."""
    if cell.text and (trouble := trouble_of(cell.text)):
        ask(cell.at, f"This text {trouble}, so it is left out.")
        return ""
    return cell.text


def weight(cell: Cell, reading: Reading) -> Yaml:
    """A weight; in percent it is the share, so that 50 % weighs as much as 0.5."""
    found = amount_in(cell, reading.numbers, reading.ask)
    if found and found.value < 0:
        reading.ask(cell.at, f"The weight `{cell.line}` is negative.")
        return None
    if found and found.unit == "%":
        return round(found.value / 100, 12)
    return found.value if found else None


def share(cell: Cell, reading: Reading, levels: int = 1) -> Yaml:
    """A share from 0 to 1: `0.6`, `60 %`, `6/10`; with 10 `levels` a bare 6 too."""
    if fraction := re.fullmatch(r"(\d{1,2})\s*/\s*(10|100|5)", cell.text):
        value, of = float(fraction[1]), int(fraction[2])
    else:
        has_digits = cell.value is not None or bool(cell.trouble) or any(sign.isdigit() for sign in cell.text)
        found = amount_in(cell, reading.numbers, reading.ask) if has_digits or cell.is_blank else Amount(-1)
        if found is None:
            return None
        value, of = float(found.value), {"%": 100, "": levels}.get(found.unit, 0)
    if of and 0 <= value <= of:
        part = value / of
        return int(part) if part.is_integer() else round(part, 12)
    reading.ask(cell.at, f"`{cell.line}` is no share: write it as 0.6 or 60 %.")
    return None


def status(cell: Cell, ask: Ask) -> Yaml:
    """A reported status, by its word, its colour or its sign."""
    if cell.is_blank:
        return None
    signs = _SIGNS.findall(cell.line)
    word = " ".join(re.sub(r"[-_]", " ", _SIGNS.sub("", cell.line).lower()).split()) or "".join(signs[:1])
    if word in _REPORTED:
        return _REPORTED[word]
    more = " okrsite works it out itself." if is_yes(cell) is not None else ""
    ask(cell.at, f"The status `{cell.line[:60]}` is none of on-track, at-risk, off-track.{more}")
    return None


def day_in(cell: Cell, cycle: str, reading: Reading) -> dt.date | None:
    """A day; without its year it lies in the cycle, or as near to it as can be, and the row's line says so."""
    if cell.is_blank:
        return None
    if isinstance(cell.value, dt.date):
        found: dt.date | Doubt | None = cell.value
    else:
        found = day(cell.text, reading.order) if cell.value is None else None
        moment = moment_of(cell.line, reading.order) if found is None and cell.value is None else None
        if moment and moment.kind in ("day", "week"):
            found = _of_cycle(moment, cell, cycle, reading)
    if isinstance(found, dt.date) and 1000 <= found.year <= 2999:
        return found
    shown = (cell.line or cell.trouble)[:60]
    reading.ask(
        cell.at, found.message if isinstance(found, Doubt) else f"`{shown}` is no day: write it like 2026-11-20."
    )
    return None


def due_day(cell: Cell, cycle: str, reading: Reading) -> dt.date | None:
    """The day that it is due: of a quarter or a month its last one; the cycle's own name says nothing new."""
    named = cycle_of(cell.line) if cell.value is None and cell.text else None
    if named == cycle:
        return None
    if named and (time := cycle_period(named, reading.year_starts)):
        return time.end
    words = _UNTIL.sub("", cell.line).removesuffix("底")
    moment = moment_of(words, reading.order) if cell.value is None else None
    if words == "年" and (year := cycle_period(cycle[:4], reading.year_starts)):
        reading.told.append(f"`{cell.line}` is {year.end}, by the cycle")
        return year.end
    if moment and moment.kind in ("month", "quarter"):
        return _of_cycle(moment, cell, cycle, reading)
    return day_in(cell, cycle, reading)


def _of_cycle(moment: Moment, cell: Cell, cycle: str, reading: Reading) -> dt.date | None:
    found = end_of(moment, cycle_period(cycle, reading.year_starts), reading.year_starts, reading.today)
    if found and not moment.year:
        reading.told.append(f"`{cell.line}` is {found}, by the cycle")
    return found
