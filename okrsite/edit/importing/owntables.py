"""The data files of a built site as tables: a CSV file's rows by their columns, and the JSON file that lies beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from okrsite.edit.importing.csvfile import read_csv
from okrsite.source.numbers import number
from okrsite.source.periods import date
from okrsite.source.wrong import Wrong

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from okrsite.edit.importing.sheet import Sheet
    from okrsite.source.values import Number

__all__ = [
    "OwnKind", "Row", "beside", "day_in", "day_of", "json_beside", "json_file", "kind_of", "number_in", "rows_of",
]  # fmt: skip

OwnKind = Literal["key-results", "checkins", "kpi-values"]
Row = dict[str, str]

_HEADS: dict[OwnKind, frozenset[str]] = {
    "key-results": frozenset(("objective", "team", "cycle", "ref", "kind", "from", "to")),
    "checkins": frozenset(("key_result", "date", "progress", "confidence", "by")),
    "kpi-values": frozenset(("kpi", "period", "date", "health")),
}
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def kind_of(sheet: Sheet) -> OwnKind | None:
    """Which of okrsite's own data files a table is; None for any other."""
    head = {cell.line for cell in sheet.rows[0]} if sheet.rows else set()
    return next((kind for kind, names in _HEADS.items() if names <= head), None)


def rows_of(sheet: Sheet) -> list[Row]:
    """The rows by their columns' names; the apostrophe that keeps a text from being run as a formula is taken off."""
    head = [cell.line for cell in sheet.rows[0]] if sheet.rows else []
    return [{name: _undone(cell.text) for name, cell in zip(head, row, strict=False)} for row in sheet.rows[1:] if row]


def beside(path: Path, name: str) -> list[Row]:
    """The rows of another data file in the same folder; none where it is not there. Raises NotReadError."""
    other = path.with_name(name)
    return rows_of(read_csv(other)) if other.is_file() else []


def json_file(path: Path, name: str) -> dict[str, Any]:
    """A JSON data file in the same folder; empty where it is not there or can't be read."""
    try:
        read = json.loads(path.with_name(name).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def json_beside(path: Path, name: str, key: str) -> list[dict[str, Any]]:
    """The records of a JSON data file in the same folder."""
    records = json_file(path, name).get(key)
    return [record for record in records if isinstance(record, dict)] if isinstance(records, list) else []


def number_in(row: Row, name: str) -> Number | None:
    """The number in a cell; None for a blank one and for what is no number."""
    found = number(row.get(name, ""))
    return None if isinstance(found, Wrong) else found


def day_in(row: Row, name: str) -> dt.date | None:
    """The day in a cell; likewise."""
    return day_of(row.get(name))


def day_of(value: object) -> dt.date | None:
    """The day that a text is, if it is one."""
    found = date(value) if isinstance(value, str) else None
    return None if isinstance(found, Wrong) else found


def _undone(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA else text
