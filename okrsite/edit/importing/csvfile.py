"""CSV files → sheets: comma, semicolon or tab, UTF-8 or UTF-16; nothing in them is run."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from okrsite.edit.importing.sheet import MAX_CELLS, Cell, NotReadError, Sheet, address, clean

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_csv", "read_csv_bytes"]

_MAX_BYTES = 50_000_000
_LINES_LOOKED_AT = 30
_DELIMITERS = ",;\t"


def read_csv(path: Path) -> Sheet:
    """The table in a CSV file; every cell is a text. Raises NotReadError."""
    with path.open("rb") as file:
        return read_csv_bytes(file.read(_MAX_BYTES + 1), path.name)


def read_csv_bytes(data: bytes, name: str) -> Sheet:
    """Likewise of a file's bytes; `name` is for messages."""
    text = _text(data, name)
    delimiter = _delimiter(text)
    rows: list[tuple[Cell, ...]] = []
    cells = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            cells += len(row)
            if cells > MAX_CELLS:
                raise NotReadError(f"{name} has more than {MAX_CELLS:,} cells. Split it into several files.")
            rows.append(tuple(Cell(address(number, column), clean(cell)) for column, cell in enumerate(row)))
    except csv.Error as error:
        raise NotReadError(f"{name} is no CSV file that can be read: row {len(rows) + 1}: {error}.") from error
    return Sheet("", tuple(rows), delimiter == ";")


def _text(data: bytes, name: str) -> str:
    if len(data) > _MAX_BYTES:
        raise NotReadError(f"{name} is over {_MAX_BYTES // 1_000_000} MB. Split it into several files.")
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotReadError(
            f"{name} is not UTF-8: byte 0x{data[error.start]:02x} at position {error.start + 1}. "
            "Save it as “CSV UTF-8” and import that."
        ) from error
    if "\0" in text:
        raise NotReadError(f"{name} holds NUL bytes, which no CSV file has.")
    return text


def _delimiter(text: str) -> str:
    """What stands between the cells: that of the three which is found in most of the first lines, then most often."""
    lines = [line for line in text[:100_000].splitlines()[:_LINES_LOOKED_AT] if line.strip()]
    first = (text[:4000].lower().split("\n")[0]).strip()
    if first.startswith("sep=") and first[4:5] in _DELIMITERS:
        return first[4:5]

    def weight(delimiter: str) -> tuple[int, int]:
        counts = [_outside_quotes(line).count(delimiter) for line in lines]
        return sum(1 for count in counts if count), sum(counts)

    return max(_DELIMITERS, key=weight)


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])
