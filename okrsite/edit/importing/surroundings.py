"""What stands around a table: the team, the cycle and the day that it is of, from its sheet's name, the lines above it, the file's name."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from okrsite.edit.importing.cyclenames import cycle_in, has_cycle_without_year, year_in
from okrsite.edit.importing.days import day
from okrsite.edit.importing.headers import meanings
from okrsite.source.periods import cycle_period

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from okrsite.edit.importing.columns import Head
    from okrsite.edit.importing.filling import Defaults
    from okrsite.edit.importing.sheet import Cell, Sheet

__all__ = ["with_surroundings"]

_GENERIC = re.compile(
    r"(?:sheet|tabelle|blatt|工作表|table)\s*\d*|okrs?|goals?|ziele|objectives?|key results?|data|daten|overview|übersicht|"
    r"export|import|tracker|tracking|template|vorlage|目[標标]|plan|planning|planung|all|current|aktuell|"
    r"kpis?|kennzahlen|indicators?|company|copy|kopie|final|draft|entwurf|of|von|the|v?\d+|追蹤表|追踪表|總表|总表|年|度|表",
    re.IGNORECASE,
)
_COMPANY = {"en": "Company", "de": "Unternehmen", "zh": "全公司"}


def with_surroundings(sheet: Sheet, head: Head, defaults: Defaults, file_stem: str) -> tuple[Defaults, list[str]]:
    """The defaults with what the table's surroundings name, and a line on each that is used."""
    above = [cell for row in sheet.rows[: head.first] for cell in row if not cell.is_blank]
    lines: list[str] = []
    if as_of := _as_of(above):
        cell, today = as_of
        defaults = replace(defaults, today=today)
        lines.append(f"  Values without a day of their own: of {today}, from {cell.at}.")
        above = [one for one in above if one.at != cell.at]
    named = [sheet.name, *(cell.line for cell in above), file_stem]
    defaults = replace(defaults, year=next((year for text in named if (year := year_in(text))), defaults.year))
    for what, name, found in (
        ("cycle", defaults.cycle, _cycle(sheet, above, file_stem, defaults)),
        ("team", defaults.team, _team(sheet, above, head, defaults, file_stem)),
    ):
        value, where = (name, "as the command says") if name else found
        if value and not (what in head.roles and what == "team" and where.startswith("from the sheet")):
            lines.append(
                f"  {what.capitalize()}: {value}, {where}{', where its column says none' if what in head.roles else ''}."
            )
            defaults = replace(defaults, team=value) if what == "team" else replace(defaults, cycle=value)
    return defaults, lines


def _as_of(above: list[Cell]) -> tuple[Cell, dt.date] | None:
    """The day that the values above a table are said to be of: `As of: 20 Nov 2026`, `Stand 20.11.2026`."""
    for label, cell in _labels(above):
        found = cell.value if isinstance(cell.value, dt.date) else day(cell.line, None)
        if label == "date" and isinstance(found, dt.date):
            return cell, found
    return None


def _cycle(sheet: Sheet, above: list[Cell], file_stem: str, defaults: Defaults) -> tuple[str, str]:
    """The cycle that the surroundings name: where a label says it, else the sheet's name, what stands above, the file's name."""
    labels = [cell for label, cell in _labels(above) if label == "cycle"]
    texts = [
        *((cell.line, f"from {cell.at}") for cell in labels),
        (sheet.name, "from the sheet's name"),
        *((cell.line, f"from {cell.at}") for cell in above if not isinstance(cell.value, dt.date)),
    ]
    for text, where in texts:
        if (
            defaults.year
            and has_cycle_without_year(text)
            and (named := cycle_in(f"{text} {defaults.year}", defaults.listed))
        ):
            return named.cycle, f"{where} and the year {defaults.year}"
    found: dict[str, str] = {}
    for text, where in texts:
        if named := cycle_in(text, defaults.listed):
            found.setdefault(named.cycle, where)
    chosen = _narrowest(found) if not labels else next(iter(found), None)
    if chosen:
        others = ", ".join(f"{cycle} {where}" for cycle, where in found.items() if cycle != chosen)
        return chosen, found[chosen] + (f" (and not {others})" if others else "")
    if not found and (named := cycle_in(file_stem, defaults.listed)):
        return named.cycle, "from the file's name"
    return "", ""


def _narrowest(found: Collection[str]) -> str | None:
    """The cycle that lies in all others; None where none does."""
    times = {cycle: time for cycle in found if (time := cycle_period(cycle))}
    if len(found) < 2 or len(times) < len(found):
        return next(iter(found)) if len(found) == 1 else None
    inner = min(times, key=lambda cycle: times[cycle].end - times[cycle].start)
    start, end = times[inner].start, times[inner].end
    return inner if all(time.start <= start and end <= time.end for time in times.values()) else None


def _team(sheet: Sheet, above: list[Cell], head: Head, defaults: Defaults, file_stem: str) -> tuple[str, str]:
    """The team: as a label says, else the sheet's name; where no column is for teams, the file's name or the whole company."""
    for label, cell in _labels(above):
        if label == "team":
            return cell.line, f"from {cell.at}"
    if rest := _own_words(sheet.name, defaults):
        return rest, "from the sheet's name"
    if "team" in head.roles or len(defaults.teams) > 1:
        return "", ""
    if defaults.teams:
        return defaults.teams[0], "the only one of the site"
    if rest := _own_words(file_stem, defaults):
        return rest, "from the file's name (--team names another)"
    return _COMPANY[head.language], "since nothing names one (--team does)"


def _own_words(name: str, defaults: Defaults) -> str:
    """What a sheet's or file's name says besides the cycle and words such as `OKRs` or `Sheet 1`."""
    named = cycle_in(name, defaults.listed)
    rest = (named.rest if named else name).strip()
    if has_cycle_without_year(rest) or _GENERIC.fullmatch(rest):
        return ""
    words = [word for word in re.split(r"[\s_]+|(?<=\w)-(?=\w)|[()]", rest) if word and not _GENERIC.fullmatch(word)]
    has_generic = len(words) < len(re.split(r"[\s_]+|(?<=\w)-(?=\w)|[()]", rest))
    return " ".join(words).strip(" -–—.,:") if has_generic or "_" in rest else rest


def _labels(above: list[Cell]) -> Iterator[tuple[str, Cell]]:
    """What stands behind a word and a colon above the table: `Team: Sales`, in one cell or in two."""
    for place, cell in enumerate(above):
        label = _LABEL.fullmatch(cell.line)
        words, said = (label[1], replace(cell, text=label[2])) if label else (cell.line.rstrip(":："), None)
        words = words if meanings(words) else re.split(r"[,;·|]|\s[–-]\s", words)[-1]
        roles = meanings(words) & {"team", "cycle", "date"}
        for role in roles if len(roles) == 1 else ():
            if said or place + 1 < len(above):
                yield role, said or above[place + 1]


_LABEL = re.compile(r"([^:：]{1,40})[:：]\s*(\S.*)")
