"""A sheet of goals → what it says: its head, the team and cycle that it is of, its rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsite.edit.importing.amounts import Convention, convention
from okrsite.edit.importing.assemble import assemble
from okrsite.edit.importing.cellvalues import Reading
from okrsite.edit.importing.columns import Head, find_head
from okrsite.edit.importing.days import order_of
from okrsite.edit.importing.goals import Understood, Yaml
from okrsite.edit.importing.headers import ROLES, Role
from okrsite.edit.importing.rows import Defaults, RowRead, Table, read_rows
from okrsite.edit.importing.surroundings import with_surroundings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from okrsite.edit.importing.sheet import Sheet

__all__ = ["understand"]

_NUMBERS: tuple[Role, ...] = ("start", "target", "current", "weight", "confidence", "progress")
_DAYS: tuple[Role, ...] = ("begins", "due", "date")
_GROUPS = re.compile(r"\d[.,]\d{3}(?!\d)")
_LANGUAGES = {"en": "English", "de": "German", "zh": "Chinese"}


def understand(sheet: Sheet, defaults: Defaults, file_stem: str, into: Understood) -> bool:
    """Reads a sheet of goals into `into`; False where no row of it heads a table of goals.

    `defaults` hold the team and cycle that the command names, "" where it names none; the sheet's own name, what stands
    above its table and the file's name are asked then.
    """
    head = find_head(sheet)
    if head is None:
        return False
    numbers = _numbers(sheet, head)
    into.lines += [f"  {note}" for note in sheet.notes]
    into.lines += _about_columns(head)
    into.lines += [f"  Numbers: {_said(numbers)}."] if numbers.why else []
    filled, lines = with_surroundings(sheet, head, defaults, file_stem)
    into.lines += lines
    if head.measures_objectives:
        into.lines.append(
            "  No column is for key results: an objective with a target is measured by one of its own title."
        )
    levels = _levels(sheet, head)
    into.lines += ["  Confidence: on a scale to 10."] if levels > 1 else []
    order = order_of(_texts(sheet, head, _DAYS))
    reading = Reading(
        numbers, order, filled.today, filled.year_starts, into.ask, levels, filled.today == defaults.today
    )
    for column in head.columns:
        if column.role is None and column.options:
            into.ask(column.at, f"The column “{column.header}” is left out: {column.why}.")
    if not ({"objective", "key_result", "name", "name_and_type"} & head.roles.keys() or head.groups):
        into.ask("", "No column is known to hold objectives or key results.")
        return True
    rows = list(read_rows(Table(sheet, head, reading), filled, into.ask))
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


def _levels(sheet: Sheet, head: Head) -> int:
    """10 where the column of confidences holds whole numbers to 10, some of them over 5; else 1."""
    column = head.roles.get("confidence")
    if column is None:
        return 1
    cells = [row[column.place] for row in sheet.rows[head.last + 1 :] if column.place < len(row)]
    bare = [
        str(cell.value) if cell.value is not None and not cell.unit else cell.line
        for cell in cells
        if not cell.is_blank
    ]
    levels = {int(one) for one in bare if one.isdecimal() and len(one) < 3}
    is_whole = all(one.isdecimal() or not re.search(r"\d", one) for one in bare)
    return 10 if is_whole and levels and 5 < max(levels) <= 10 else 1


def _said(numbers: Convention) -> str:
    if numbers.decimal is None:
        return numbers.why
    return f"a {'comma' if numbers.decimal == ',' else 'point'} ends the whole number, {numbers.why}"


# --- what is told -------------------------------------------------------------------------------------------------------


def _about_columns(head: Head) -> Iterator[str]:
    yield f"  The head of the table is row {head.last + 1}:"
    for column in head.columns:
        header = column.header if len(column.header) <= 40 else f"{column.header[:40]}…"
        if column.moment:
            when = "of that day" if column.moment.kind == "day" else f"at that {column.moment.kind}'s end"
            yield f"    {column.at:<5} {header} → the value {when}"
        elif column.role:
            yield f"    {column.at:<5} {header} → {ROLES[column.role]}{f' ({column.why})' if column.why else ''}"
        else:
            yield f"    {column.at:<5} {header} → not read: {column.why}"


def _about_row(row: RowRead) -> str:
    where = f"  Row {row.number}: {row.team}, {row.cycle} › {_short(row.objective)}"
    if not row.key_result:
        return f"{where} (the objective{_fields(row.of_objective)})"
    newest = row.checkins[-1] if row.checkins else {}
    checkin = {name: value for name, value in newest.items() if name not in {"date", "value"}}
    told = f"{_fields(row.of_key_result)}{_fields(checkin)}"
    days = ", ".join(_checked_in(one) for one in row.checkins) if len(row.checkins) > 1 else str(newest.get("date", ""))
    besides = f" ({'; '.join(row.told)})" if row.told else ""
    return f"{where} › {_short(row.key_result)}: {row.said}{told}{f', checked in {days}' if days else ''}{besides}"


def _checked_in(checkin: Mapping[str, Yaml]) -> str:
    return f"{checkin['date']}: {checkin['value']}" if "value" in checkin else str(checkin["date"])


def _fields(fields: Mapping[str, Yaml]) -> str:
    """The other fields that are filled in: `, owner Mei, due 2026-12-31`."""
    return "".join(
        f", {name} {_short(' '.join(str(value).split()))}"
        for name, value in fields.items()
        if name not in {"metric", "done", "title"} and value is not None
    )


def _short(text: str) -> str:
    return text if len(text) <= 50 else f"{text[:50]}…"
