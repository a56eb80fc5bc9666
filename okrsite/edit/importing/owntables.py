"""The tables of a site that okrsite built, from a folder, an archive, a workbook or one CSV file: their rows by their columns."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from okrsite.edit.importing.csvfile import read_csv, read_csv_bytes
from okrsite.edit.importing.owndetails import Details, read_details
from okrsite.edit.importing.sheet import MAX_CELLS, NotReadError
from okrsite.source.numbers import number, whole
from okrsite.source.periods import date
from okrsite.source.wrong import Wrong

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from okrsite.edit.importing.sheet import Cell, Sheet
    from okrsite.source.values import Number

__all__ = [
    "OwnTables",
    "Row",
    "day_in",
    "day_of",
    "kind_of",
    "number_in",
    "tables_beside",
    "tables_in",
    "tables_of",
    "undone",
]

Row = dict[str, str]

_HEADS = {
    "objectives": frozenset(("ref", "team", "cycle", "verdict", "last_news")),
    "key-results": frozenset(("objective", "team", "cycle", "ref", "kind", "from", "to")),
    "checkins": frozenset(("key_result", "date", "progress", "confidence", "by")),
    "kpis": frozenset(("ref", "team", "every", "total", "health")),
    "kpi-values": frozenset(("kpi", "period", "date", "health")),
    "details": frozenset(("kind", "ref", "field", "value")),
}
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_MAX_UNPACKED = 200_000_000


@dataclass(frozen=True, slots=True)
class OwnTables:
    """The tables that are there, by name, and what `details` says."""

    rows: Mapping[str, list[Row]]
    details: Details = field(default_factory=Details)

    def __getitem__(self, name: str) -> list[Row]:
        return self.rows.get(name, [])


def kind_of(sheet: Sheet) -> str | None:
    """Which of okrsite's own tables a sheet is; None for any other."""
    head = {cell.line for cell in sheet.rows[0]} if sheet.rows else set()
    return next((kind for kind, names in _HEADS.items() if names <= head), None)


def tables_of(sheets: Iterable[Sheet]) -> OwnTables:
    """The tables among some sheets."""
    rows: dict[str, list[Row]] = {}
    for sheet in sheets:
        if (kind := kind_of(sheet)) and kind not in rows:
            rows[kind] = _rows(sheet)
    return OwnTables(rows, read_details(rows.get("details", ())))


def tables_beside(sheet: Sheet, path: Path) -> OwnTables:
    """The table that a CSV file is, and those that lie beside it.

    Without the details only what belongs to it: a table of check-ins stands for itself.

    Raises:
        NotReadError: one of them can't be read.
    """
    own = kind_of(sheet)
    others = {name: path.with_name(f"{name}.csv") for name in _HEADS if name != own}
    there = {name: other for name, other in others.items() if other.is_file()}
    if "details" not in there and own != "details":
        wanted = {"checkins": (), "kpi-values": ("kpis",), "kpis": ("kpi-values",)}.get(own or "", tuple(_HEADS))
        there = {name: other for name, other in there.items() if name in wanted}
    return tables_of([sheet, *map(read_csv, there.values())])


def tables_in(path: Path) -> OwnTables:
    """The tables in a folder (or in its `data`), or in a ZIP archive. Raises NotReadError where there are none."""
    found = tables_of(_in_folder(path) if path.is_dir() else _in_archive(path))
    if not found.rows:
        names = ", ".join(f"{name}.csv" for name in _HEADS)
        raise NotReadError(f"{path.name or path} holds none of the tables of a built site: {names}.")
    return found


def _in_folder(path: Path) -> list[Sheet]:
    folder = next((one for one in (path, path / "data") if (one / "key-results.csv").is_file()), path)
    return [read_csv(file) for name in _HEADS if (file := folder / f"{name}.csv").is_file()]


def _in_archive(path: Path) -> list[Sheet]:
    try:
        with zipfile.ZipFile(path) as archive:
            inside = [one for one in archive.infolist() if PurePosixPath(one.filename).name in _names()]
            if sum(one.file_size for one in inside) > _MAX_UNPACKED:
                raise NotReadError(f"{path.name} unpacks to more than {_MAX_UNPACKED // 1_000_000} MB.")
            return [read_csv_bytes(archive.read(one), one.filename) for one in inside]
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
        raise NotReadError(f"{path.name} is no ZIP archive that can be read: {error}.") from error


def _names() -> set[str]:
    return {f"{name}.csv" for name in _HEADS}


def _rows(sheet: Sheet) -> list[Row]:
    """The rows by their columns' names."""
    if sum(map(len, sheet.rows)) > MAX_CELLS:
        raise NotReadError(f"A table has more than {MAX_CELLS:,} cells.")
    head = [cell.line for cell in sheet.rows[0]] if sheet.rows else []
    return [{name: _text(cell) for name, cell in zip(head, row, strict=False)} for row in sheet.rows[1:] if row]


def _text(cell: Cell) -> str:
    """A cell as a CSV file would hold it."""
    if isinstance(cell.value, bool):
        return "true" if cell.value else "false"
    if isinstance(cell.value, int | float):
        return repr(whole(float(Decimal(repr(cell.value)).scaleb(-2 if cell.unit == "%" else 0))))
    return undone(cell.text)


def undone(text: str) -> str:
    """A text without the apostrophe that keeps a spreadsheet from running it."""
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA else text


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
