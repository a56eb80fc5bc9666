"""A sheet of goals → what it says: its head, the team and cycle that it is of, its rows."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from okrsite.edit.importing.amounts import Convention, convention
from okrsite.edit.importing.assemble import assemble
from okrsite.edit.importing.columns import Head, find_head
from okrsite.edit.importing.cyclenames import cycle_in
from okrsite.edit.importing.days import order_of
from okrsite.edit.importing.goals import Understood, Yaml
from okrsite.edit.importing.headers import ROLES, Role, meanings
from okrsite.edit.importing.rows import Defaults, RowRead, Table, read_rows
from okrsite.source.periods import cycle_period

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from okrsite.edit.importing.sheet import Cell, Sheet

__all__ = ["understand"]

_NUMBERS: tuple[Role, ...] = ("start", "target", "current", "weight", "confidence", "progress")
_DAYS: tuple[Role, ...] = ("begins", "due", "date")
_GENERIC = re.compile(
    r"(?:sheet|tabelle|blatt|工作表|table)\s*\d*|okrs?|goals?|ziele|objectives?|key results?|data|daten|overview|übersicht|"
    r"export|import|tracker|tracking|template|vorlage|目[標标]|plan|planning|planung",
    re.IGNORECASE,
)
_GROUPS = re.compile(r"\d[.,]\d{3}(?!\d)")
_LANGUAGES = {"en": "English", "de": "German", "zh": "Chinese"}
_LABEL = re.compile(r"([^:：]{1,40})[:：]\s*(\S.*)")


def understand(sheet: Sheet, defaults: Defaults, file_stem: str, into: Understood) -> bool:
    """Reads a sheet of goals into `into`; False where no row of it heads a table of goals.

    `defaults` hold the team and cycle that the command names, "" where it names none; the sheet's own name, what stands
    above its table and the file's name are asked then.
    """
    head = find_head(sheet)
    if head is None:
        return False
    numbers = _numbers(sheet, head)
    table = Table(sheet, head, numbers, order_of(_texts(sheet, head, _DAYS)))
    into.lines += [f"  {note}" for note in sheet.notes]
    into.lines += _about_columns(head)
    into.lines += [f"  Numbers: {_said(numbers)}."] if numbers.why else []
    filled, lines = _with_names(sheet, head, defaults, file_stem)
    into.lines += lines
    for column in head.columns:
        if column.role is None and column.options:
            into.ask(column.at, f"The column “{column.header}” is left out: {column.why}.")
    if not ({"objective", "key_result", "name"} & head.roles.keys() or head.groups):
        into.ask("", "No column is known to hold objectives or key results.")
        return True
    rows = list(read_rows(table, filled, into.ask))
    assemble(rows, into.goals, into.ask)
    into.lines += [_about_row(row) for row in rows]
    return True


def _numbers(sheet: Sheet, head: Head) -> Convention:
    """How the table writes numbers: as its own show, else as its delimiter and its language say, where they agree."""
    shown = convention(_texts(sheet, head, _NUMBERS))
    if shown.firm:
        return shown
    decimal = "," if head.language == "de" else "."
    if sheet.semicolons and decimal == ".":
        return Convention()
    if not any(_GROUPS.search(text) for text in _texts(sheet, head, _NUMBERS)):
        return Convention("," if decimal == "," else ".", False)
    written = f"as is usual where headers are in {_LANGUAGES[head.language]}"
    return Convention("," if decimal == "," else ".", False, written)


def _texts(sheet: Sheet, head: Head, roles: Iterable[Role]) -> Iterator[str]:
    """The untyped cells in columns of some roles."""
    places = [column.place for role, column in head.roles.items() if role in roles]
    for row in sheet.rows[head.last + 1 :]:
        yield from (
            row[place].line for place in places if place < len(row) and row[place].value is None and row[place].text
        )


def _said(numbers: Convention) -> str:
    if numbers.decimal is None:
        return numbers.why
    return f"a {'comma' if numbers.decimal == ',' else 'point'} ends the whole number, {numbers.why}"


# --- the team and the cycle of a sheet ----------------------------------------------------------------------------------


def _with_names(sheet: Sheet, head: Head, defaults: Defaults, file_stem: str) -> tuple[Defaults, list[str]]:
    """The defaults with what the sheet's surroundings name, and a line on each of the two that is used."""
    lines: list[str] = []
    above = [cell for row in sheet.rows[: head.first] for cell in row if not cell.is_blank]
    for what, name, found in (
        ("cycle", defaults.cycle, _cycle(sheet, above, file_stem, defaults)),
        ("team", defaults.team, _team(sheet, above, defaults)),
    ):
        value, where = (name, "as the command says") if name else found
        if value and not (what in head.roles and what == "team" and where.startswith("from the sheet")):
            lines.append(
                f"  {what.capitalize()}: {value}, {where}{', where its column says none' if what in head.roles else ''}."
            )
            defaults = replace(defaults, team=value) if what == "team" else replace(defaults, cycle=value)
    return defaults, lines


def _cycle(sheet: Sheet, above: list[Cell], file_stem: str, defaults: Defaults) -> tuple[str, str]:
    """The cycle that the surroundings name: where a label says it, else the sheet's name, what stands above, the file's name."""
    labels = [cell for label, cell in _labels(above) if label == "cycle"]
    found: dict[str, str] = {}
    for text, where in (
        *((cell.line, f"from {cell.at}") for cell in labels),
        (sheet.name, "from the sheet's name"),
        *((cell.line, f"from {cell.at}") for cell in above),
    ):
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


def _team(sheet: Sheet, above: list[Cell], defaults: Defaults) -> tuple[str, str]:
    for label, cell in _labels(above):
        if label == "team":
            return cell.line, f"from {cell.at}"
    named = cycle_in(sheet.name, defaults.listed)
    rest = (named.rest if named else sheet.name).strip()
    return ("", "") if not rest or _GENERIC.fullmatch(rest) else (rest, "from the sheet's name")


def _labels(above: list[Cell]) -> Iterator[tuple[str, Cell]]:
    """What stands behind a word and a colon above the table: `Team: Sales`, in one cell or in two."""
    for place, cell in enumerate(above):
        label = _LABEL.fullmatch(cell.line)
        words, said = (label[1], replace(cell, text=label[2])) if label else (cell.line.rstrip(":："), None)
        for role in meanings(words) if len(meanings(words)) == 1 else ():
            if said or place + 1 < len(above):
                yield role, said or above[place + 1]


# --- what is told -------------------------------------------------------------------------------------------------------


def _about_columns(head: Head) -> Iterator[str]:
    yield f"  The head of the table is row {head.last + 1}:"
    for column in head.columns:
        header = column.header if len(column.header) <= 40 else f"{column.header[:40]}…"
        if column.role:
            yield f"    {column.at:<5} {header} → {ROLES[column.role]}{f' ({column.why})' if column.why else ''}"
        else:
            yield f"    {column.at:<5} {header} → not read: {column.why}"


def _about_row(row: RowRead) -> str:
    where = f"  Row {row.number}: {row.team}, {row.cycle} › {_short(row.objective)}"
    if not row.key_result:
        return f"{where} (the objective{_fields(row.of_objective)})"
    checkin = {name: value for name, value in row.checkin.items() if name not in {"date", "value"}}
    told = f"{_fields(row.of_key_result)}{_fields(checkin)}"
    return f"{where} › {_short(row.key_result)}: {row.said}{told}" + (
        f", checked in {row.checkin['date']}" if row.checkin else ""
    )


def _fields(fields: Mapping[str, Yaml]) -> str:
    """The other fields that are filled in: `, owner Mei, due 2026-12-31`."""
    return "".join(
        f", {name} {_short(' '.join(str(value).split()))}"
        for name, value in fields.items()
        if name not in {"metric", "done", "title"} and value is not None
    )


def _short(text: str) -> str:
    return text if len(text) <= 50 else f"{text[:50]}…"
