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
from okrsite.edit.importing.goals import Understood
from okrsite.edit.importing.headers import ROLES, Role, meanings
from okrsite.edit.importing.rows import Defaults, RowRead, Table, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    into.lines += _about_columns(head)
    into.lines += [f"  Numbers: {_said(numbers)}."] if numbers.why else []
    filled, lines = _with_names(sheet, head, defaults, file_stem)
    into.lines += lines
    for column in head.columns:
        if column.role is None and column.options:
            into.ask(column.at, f"The column “{column.header}” is left out: {column.why}.")
    if not {"objective", "key_result"} & head.roles.keys():
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
    if named := cycle_in(sheet.name, defaults.listed):
        return named.cycle, "from the sheet's name"
    found = {named.cycle: cell.at for cell in above if (named := cycle_in(cell.line, defaults.listed))}
    if len(found) == 1:
        return next((cycle, f"from {at}") for cycle, at in found.items())
    if not found and (named := cycle_in(file_stem, defaults.listed)):
        return named.cycle, "from the file's name"
    return "", ""


def _team(sheet: Sheet, above: list[Cell], defaults: Defaults) -> tuple[str, str]:
    for place, cell in enumerate(above):
        label = _LABEL.fullmatch(cell.line)
        if label and meanings(label[1]) == {"team"}:
            return label[2], f"from {cell.at}"
        if meanings(cell.line.rstrip(":：")) == {"team"} and place + 1 < len(above):
            return above[place + 1].line, f"from {above[place + 1].at}"
    named = cycle_in(sheet.name, defaults.listed)
    rest = (named.rest if named else sheet.name).strip()
    return ("", "") if not rest or _GENERIC.fullmatch(rest) else (rest, "from the sheet's name")


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
        return f"{where} (the objective)"
    checkin = {name: value for name, value in row.checkin.items() if name not in {"date", "value", "note"}}
    more = "".join(f", {name} {value}" for name, value in checkin.items())
    return f"{where} › {_short(row.key_result)}: {row.said}{more}" + (
        f", checked in {row.checkin['date']}" if row.checkin else ""
    )


def _short(text: str) -> str:
    return text if len(text) <= 50 else f"{text[:50]}…"
