"""How an XLSX file shows its numbers: the unit in each cell's number format, error cells, and how far a sheet reaches.

python-calamine gives values without their formats, and lays a sheet out in memory as one block from its first to its last
cell: both is asked here first, from the XML, as a stream.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from okrsite.edit.importing.sheet import MAX_CELLS, NotReadError, address
from okrsite.edit.importing.units import unit_in_format

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["Formats", "read_formats"]

_MAX_XML = 200_000_000  # bytes of one part, unpacked
_MAX_SHEETS = 500
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_OWN_FORMATS = {"9": "%", "10": "%", "45": "min", "47": "min"}


@dataclass(slots=True)
class Formats:
    """Of one sheet, by the cell's (row, column) from 0: units of numbers, the errors that cells show, formulas without a value.

    Hidden rows and columns are numbers from 0.
    """

    units: dict[tuple[int, int], str] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)  # addresses of cells with a comment beside them


def read_formats(path: Path) -> dict[str, Formats]:
    """The formats of each worksheet by its name. Raises NotReadError for what is no XLSX file or too large."""
    try:
        with zipfile.ZipFile(path) as book:
            units = _style_units(book)
            return {name: _sheet_formats(book, part, name, units) for name, part in _parts(book).items()}
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        expat.ExpatError,
        KeyError,
        NotImplementedError,
        EOFError,
    ) as error:
        raise NotReadError(_broken(path.name)) from error
    except (RuntimeError, OSError, ValueError) as error:  # an encrypted or truncated part
        raise NotReadError(_broken(path.name)) from error


def _broken(name: str) -> str:
    return (
        f"{name} is no XLSX file that can be read: it is damaged, has a password, or is something else. "
        "Open it in a spreadsheet program and save it as XLSX, or as “CSV UTF-8”."
    )


def _stream(
    book: zipfile.ZipFile,
    part: str,
    start: Callable[[str, dict[str, str]], None],
    text: Callable[[str], None] | None = None,
    end: Callable[[str], None] | None = None,
) -> None:
    """Reads a part's XML, element by element, names without their prefixes; declarations of entities are refused."""
    if book.getinfo(part).file_size > _MAX_XML:
        raise NotReadError(f"The part {part} of the file is over {_MAX_XML // 1_000_000} MB. Split the file.")
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    if text and end:
        parser.CharacterDataHandler = text
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    with book.open(part) as file:
        parser.ParseFile(file)


def _refuse(*_: object) -> None:
    raise ValueError("a document type in a spreadsheet")


def _parts(book: zipfile.ZipFile) -> dict[str, str]:
    """The worksheets' parts, by the sheets' names."""
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []  # its name and its relation's; damaged files name one twice

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            targets[attributes["Id"]] = posixpath.normpath(posixpath.join("/xl", attributes["Target"])).lstrip("/")

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            identity = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            sheets.append((attributes["name"], identity))

    _stream(book, "xl/_rels/workbook.xml.rels", relation)
    _stream(book, "xl/workbook.xml", sheet)
    if len(sheets) > _MAX_SHEETS:
        raise NotReadError(f"The file has more than {_MAX_SHEETS:,} sheets. Split it.")
    return {name: targets[identity] for name, identity in sheets if identity in targets}


def _style_units(book: zipfile.ZipFile) -> list[str]:
    """The unit that each cell style shows, by the style's number; "" for none."""
    if "xl/styles.xml" not in book.namelist():
        return []
    units = dict(_OWN_FORMATS)
    styles: list[str] = []
    reached: list[str] = []  # the list of cell styles, once it is

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "cellXfs":
            reached.append(name)
        elif name == "numFmt":
            units[attributes["numFmtId"]] = unit_in_format(attributes.get("formatCode", ""))
        elif name == "xf" and reached:
            styles.append(units.get(attributes.get("numFmtId", "0"), ""))

    _stream(book, "xl/styles.xml", start)
    return styles


def _sheet_formats(book: zipfile.ZipFile, part: str, name: str, units: list[str]) -> Formats:
    reader = _SheetReader(name, units)
    _stream(book, part, reader.start, reader.words.append, reader.end)
    reader.found.comments = _comments(book, part)
    return reader.found


def _comments(book: zipfile.ZipFile, sheet: str) -> list[str]:
    """The addresses of the cells with comments."""
    folder, name = posixpath.split(sheet)
    relations = f"{folder}/_rels/{name}.rels"
    parts: list[str] = []
    found: list[str] = []

    def relation(element: str, attributes: dict[str, str]) -> None:
        if element == "Relationship" and attributes.get("Type", "").endswith("/comments"):
            parts.append(posixpath.normpath(posixpath.join("/", folder, attributes["Target"])).lstrip("/"))

    def comment(element: str, attributes: dict[str, str]) -> None:
        if element == "comment" and "ref" in attributes:
            found.append(attributes["ref"])

    there = set(book.namelist())
    if relations in there:
        _stream(book, relations, relation)
    for part in parts:
        if part in there:
            _stream(book, part, comment)
    return found


class _SheetReader:
    """Takes in a worksheet's XML, element by element."""

    def __init__(self, name: str, units: list[str]) -> None:
        self.name, self.units, self.found = name, units, Formats()
        self.words: list[str] = []
        self.at = (-1, -1)
        self.formula: str | None = None  # of the open cell
        self.is_error = self.has_value = False
        self.rows = self.columns = 0

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if element in ("v", "f", "t"):
            self.words.clear()
        elif element == "c":
            self._cell(attributes)
        elif element == "row":
            row = int(attributes["r"]) - 1 if "r" in attributes else self.at[0] + 1
            self.at = (row, -1)
            if attributes.get("hidden") in ("1", "true"):
                self.found.hidden_rows.append(row)
        elif element == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self.found.hidden_columns += range(first - 1, min(last, first + 200))

    def _cell(self, attributes: dict[str, str]) -> None:
        next_to_it = (self.at[0], self.at[1] + 1)  # where a cell without an address stands
        at = self.at = _position(attributes["r"]) if "r" in attributes else next_to_it
        self.rows, self.columns = max(self.rows, at[0] + 1), max(self.columns, at[1] + 1)
        if self.rows * self.columns > MAX_CELLS:
            raise NotReadError(
                f"The sheet “{self.name}” reaches to {address(*at)}. Delete what stands far out, or split it."
            )
        style = int(attributes.get("s", "0"))
        if style < len(self.units) and self.units[style]:
            self.found.units[at] = self.units[style]
        self.is_error, self.formula, self.has_value = attributes.get("t") == "e", None, False

    def end(self, element: str) -> None:
        """An element ends."""
        if element == "v":
            self.has_value = bool(self.words)
            if self.is_error:
                self.found.errors[self.at] = "".join(self.words)
        elif element == "f":
            self.formula = "".join(self.words)
        elif element == "c" and self.formula and not self.has_value:
            self.found.formulas[self.at] = f"={self.formula}"


def _position(reference: str) -> tuple[int, int]:
    """Row and column, from 0, of `B7`."""
    match = _CELL.fullmatch(reference)
    if match is None:
        raise ValueError(reference)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1
