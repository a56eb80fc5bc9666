"""XLSX files → sheets, merged cells filled, numbers with the units of their formats."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from okrsite.edit.importing.amounts import percent
from okrsite.edit.importing.formats import Formats, read_formats
from okrsite.edit.importing.sheet import Cell, NotReadError, Sheet, address, clean
from okrsite.source.numbers import whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from python_calamine import CalamineSheet

    from okrsite.source.values import Number

__all__ = ["read_xlsx"]

Raw = object  # what calamine gives for a cell


def read_xlsx(path: Path) -> list[Sheet]:
    """The worksheets of a file; hidden ones without their rows. Raises NotReadError, also where python-calamine is not installed."""
    try:
        import python_calamine as calamine  # noqa: PLC0415  an extra, and only for XLSX files
    except ImportError as error:
        raise NotReadError(
            "Reading XLSX files takes python-calamine: run `pip install 'okrsite[excel]'`, or save the sheet as “CSV UTF-8”."
        ) from error
    formats = read_formats(path)
    try:
        with calamine.load_workbook(path) as book:
            return [
                _sheet(book.get_sheet_by_name(one.name), formats[one.name])
                if one.visible == calamine.SheetVisibleEnum.Visible
                else Sheet(one.name, (), is_hidden=True)
                for one in book.sheets_metadata
                if one.name in formats
            ]
    except calamine.CalamineError as error:
        raise NotReadError(f"{path.name} is no XLSX file that can be read: {error}.") from error


def _sheet(sheet: CalamineSheet, formats: Formats) -> Sheet:
    rows = [
        [_cell(value, row, column, formats) for column, value in enumerate(values)]
        for row, values in enumerate(sheet.to_python(skip_empty_area=False))
    ]
    _fill(rows, sheet.merged_cell_ranges or ())
    said = tuple(_hidden(formats, len(rows)))
    return Sheet(sheet.name, tuple(tuple(row) for row in rows), notes=said)


def _hidden(formats: Formats, rows: int) -> Iterator[str]:
    """What a sheet does not show and is read all the same, and what it shows beside its cells."""
    columns = [address(0, column)[:-1] for column in formats.hidden_columns]
    numbers = [str(row + 1) for row in formats.hidden_rows if row < rows]
    for what, hidden in (("column", columns), ("row", numbers)):
        if hidden:
            several = len(hidden) > 1
            more = f" and {len(hidden) - 12} more" if len(hidden) > 12 else ""
            yield f"The hidden {what}{'s' * several} {', '.join(hidden[:12])}{more} {'are' if several else 'is'} read too."
    if formats.comments:
        more = f" and {len(formats.comments) - 12} more" if len(formats.comments) > 12 else ""
        yield f"Comments beside cells are not read: {', '.join(formats.comments[:12])}{more}."


def _fill(rows: list[list[Cell]], ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Gives each row of a merged range the cell that the range shows; only in its first column."""
    for (top, left), (bottom, right) in ranges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        first = rows[top][left]
        shown = Cell(first.at, first.text, first.value, first.unit, first.trouble, right - left + 1)
        for row in rows[top : bottom + 1]:
            row[left] = shown


def _cell(value: Raw, row: int, column: int, formats: Formats) -> Cell:
    at, here = address(row, column), (row, column)
    if here in formats.errors:
        return Cell(at, trouble=formats.errors[here])
    if value == "" or value is None:
        return Cell(at, trouble=formats.formulas.get(here, ""))
    if isinstance(value, bool):
        return Cell(at, "TRUE" if value else "FALSE", value)
    if isinstance(value, int | float):
        return _number(value, at, formats.units.get(here, ""))
    if isinstance(value, dt.time | dt.timedelta):
        return _duration(value, at, formats.units.get(here, "h"))
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return Cell(at, value.isoformat(), value)
    return Cell(at, clean(str(value)))


def _number(value: Number, at: str, unit: str) -> Cell:
    shown = percent(value) if unit == "%" else whole(float(value))
    return Cell(at, f"{shown} {unit}".strip(), shown, unit)


def _duration(value: dt.time | dt.timedelta, at: str, unit: str) -> Cell:
    """A time of hours or, in a format of minutes and seconds, of minutes: `4:30` is 4.5 h."""
    time = (
        value
        if isinstance(value, dt.timedelta)
        else dt.timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    )
    seconds = round(time.total_seconds())
    (big, small), least = divmod(seconds // 60, 60), seconds % 60
    if unit == "min":
        return Cell(at, f"{seconds // 60}:{least:02}", whole(round(seconds / 60, 6)), unit)
    return Cell(at, f"{big}:{small:02}" + (f":{least:02}" if least else ""), whole(round(seconds / 3600, 6)), "h")
