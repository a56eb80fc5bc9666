"""CSV text → rows of cells, each with its line and column: comma, semicolon or tab, quoted or not.

The delimiter is what the header shows. A hand-written file may end a row early and have empty lines; a row with more
cells than the header is a problem, since one of them is a number that was cut in two.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from okrsite.source.marks import mark
from okrsite.source.nearest import did_you_mean
from okrsite.source.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from okrsite.source.context import Context

__all__ = ["Cell", "Row", "Table", "read_table"]

_NAMES = {",": "comma", ";": "semicolon", "\t": "tab"}
MAX_CELLS = 1000  # in a row
MAX_ROWS = 100_000
_BLANK_LINES = {delimiter: re.compile(rf"(?:[ {delimiter}]*+\n)++") for delimiter in _NAMES}
_CELL = {
    delimiter: re.compile(rf'[ ]*"((?:[^"]++|"")*+)"[ ]*(?={delimiter}|\n|\Z)|([^{delimiter}\n]*)')
    for delimiter in _NAMES
}


class Cell(NamedTuple):
    """A cell's text, without quotes and the space around it, and the line and column of its first character."""

    text: str
    line: int
    column: int


class Row(NamedTuple):
    """A row that is not empty: its cells by column name; cells that the row does not have are missing."""

    line: int
    cells: Mapping[str, Cell]

    def read_as(self, but: Collection[str] = ()) -> dict[str, tuple[str, int]]:
        """Text and column by name, as `fields.read_cells` takes them, without the columns in `but`."""
        return {name: (cell.text, cell.column) for name, cell in self.cells.items() if name not in but}


class Table(NamedTuple):
    """The rows under a header; with a semicolon or a tab between cells a comma is the decimal sign."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    decimal_comma: bool


def read_table(context: Context, known: Collection[str], required: Collection[str]) -> Table | None:
    """Reads the context's text as CSV; tells the context of what is wrong with header and rows.

    Args:
        context: the file; it is told of problems and of the decimal comma.
        known: the names that columns may have; anything else is a problem with the nearest name.
        required: the columns that must be there, and that each row must reach.

    Returns:
        None when there is no header to read the rows by.
    """
    lines = _rows(context, _delimiter(context.text))
    header = next(lines, None)
    if header is None:
        message, hint = "This file is empty.", f"Begin it with a line of column names: `{','.join(required)}`."
        context.problem(mark(1, 1), "csv-header", message, hint)
        return None
    columns = _columns(header, known, required, context)
    if columns is None:
        return None
    decimal_comma = _delimiter(context.text) != ","
    context.decimal_comma = decimal_comma
    reach = max(columns.index(name) for name in required) + 1 if required else 1
    rows = tuple(row for cells in islice(lines, MAX_ROWS) if (row := _row(cells, columns, reach, context)))
    if more := next(lines, None):
        message = f"This file has more than {MAX_ROWS:,} rows."
        context.problem(mark(more[0].line, 1), "too-large", message, "Split it into several files.")
    return Table(columns, rows, decimal_comma)


def _delimiter(text: str) -> str:
    """What stands between the names of the header: a tab, else a semicolon, else a comma."""
    header = text.lstrip().partition("\n")[0]
    return next((delimiter for delimiter in "\t;" if delimiter in header), ",")


def _rows(context: Context, delimiter: str) -> Iterator[list[Cell]]:
    """The rows that are not empty; a quote in the wrong place ends them, since nothing after it can be trusted."""
    cell_at, blank_at = _CELL[delimiter].match, _BLANK_LINES[delimiter].match
    text, at, line, line_start = context.text, 0, 1, 0
    cells: list[Cell] = []
    while at <= len(text):
        if at == line_start and (blank := blank_at(text, at)):
            at = line_start = blank.end()
            line += text.count("\n", blank.start(), at)
        match = cell_at(text, at)
        if match is None:  # can't be: the second form matches anything
            return
        cell = Cell(_cell_text(match), line, at - line_start + 1)
        if cell.text.startswith('"') and match[1] is None:
            _tell_quote(cell, context)
            return
        cells.append(cell)
        if len(cells) > MAX_CELLS:
            message = f"This row has more than {MAX_CELLS:,} cells."
            context.problem(
                mark(line, 1), "too-large", message, "Is it the file that was meant? What follows was not read."
            )
            return
        if match[1] is not None and (breaks := match[0].count("\n")):
            line += breaks
            line_start = at + match[0].rfind("\n") + 1
        at = match.end() + 1
        if match.end() == len(text) or text[match.end()] == "\n":
            if any(cell.text for cell in cells):
                yield cells
            cells, line, line_start = [], line + 1, at


def _cell_text(match: re.Match[str]) -> str:
    return match[2].strip() if match[1] is None else match[1].replace('""', '"').strip()


def _tell_quote(cell: Cell, context: Context) -> None:
    context.problem(
        mark(cell.line, cell.column),
        "csv-syntax",
        "A quoted cell begins here, and its closing quote is missing or not at its end.",
        'Close it with `"`; inside of it write a quote twice: `"She said ""yes"""`. What follows was not read.',
    )


def _columns(
    header: list[Cell], known: Collection[str], required: Collection[str], context: Context
) -> tuple[str, ...] | None:
    """The names of the columns, "" for one that is not known; None for a header without the required ones."""
    written = [re.sub(r"[ -]+", "_", cell.text.lower()) for cell in header]
    missing = [name for name in required if name not in written]
    if missing and not set(written).intersection(known):
        _tell_header("The first line does not name the columns.", header, required, context)
        return None
    names: list[str] = []
    for cell, name in zip(header, written, strict=True):
        if name and (name not in known or name in names):
            _tell_column(cell, name, known, context)
        names.append(name if name in known and name not in names else "")
    if missing and all(name in known for name in written if name):
        absent = " and ".join(f"`{name}`" for name in missing)
        _tell_header(f"The header has no column {absent}.", header, required, context)
    return None if missing else tuple(names)


def _tell_column(cell: Cell, name: str, known: Collection[str], context: Context) -> None:
    if name in known:
        context.problem(_node(cell), "duplicate-column", f"There are two columns `{name}`.", "Keep one of them.")
        return
    hint = f"{did_you_mean(name, known)}It may have: {', '.join(known)}."
    context.problem(_node(cell), "unknown-column", f"`{cell.text}` is no column of this file.", hint)


def _tell_header(message: str, header: list[Cell], required: Collection[str], context: Context) -> None:
    hint = f"Begin the file with a line of column names: `{','.join(required)}`."
    context.problem(mark(header[0].line, 1), "csv-header", message, hint)


def _row(cells: list[Cell], columns: tuple[str, ...], reach: int, context: Context) -> Row | None:
    """The row by column; None, with the context told, when its cells can't be the columns'."""
    line = cells[0].line
    over = [cell for cell in cells[len(columns) :] if cell.text]
    if over or len(cells) < reach:
        where = over[0] if over else cells[-1]
        counted = "one cell" if len(cells) == 1 else f"{len(cells)} cells"
        message = f"This row has {counted}, the header has {len(columns)}."
        hint = _HINT_OVER if over else "Write the delimiter for each cell, be it empty: `2026-10,`."
        context.problem(_node(where), "csv-row", message, hint)
        return None
    named = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
    return Row(line, named) if any(cell.text for cell in named.values()) else None


_HINT_OVER = "Put a text with a delimiter in quotes; between commas a number takes a decimal point: `1.5`, not `1,5`."


def _node(cell: Cell) -> Scalar:
    return Scalar(cell.text, mark(cell.line, cell.column), mark(cell.line, cell.column + max(1, len(cell.text))))
