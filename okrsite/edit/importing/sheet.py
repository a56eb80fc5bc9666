"""A spreadsheet as it is read: typed cells with their addresses, whatever file they came from."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from okrsite.source.values import Number

__all__ = ["BLANK", "MAX_CELLS", "Cell", "NotReadError", "Question", "Sheet", "address", "clean"]

MAX_CELLS = 2_000_000  # of a sheet, from A1 to its last cell

_NO_TEXT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


class NotReadError(Exception):
    """A file that can't be read at all; its text is for people."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell. `text` is what it shows, in whole words; `value` its typed value, None for a text or a blank.

    A number in a percent format is the number that is shown (0.45 is 45) with the unit `%`. `trouble` is a spreadsheet's
    own error (`#DIV/0!`), or a formula whose value is not in the file. `columns` counts how many columns a merged cell covers.
    """

    at: str
    text: str = ""
    value: Number | bool | dt.date | None = None
    unit: str = ""
    trouble: str = ""
    columns: int = 1

    @property
    def line(self) -> str:
        """The text in one line, runs of space as one."""
        return " ".join(self.text.split())

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.text and not self.trouble


BLANK = Cell("")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows from its first one; rows may differ in length.

    `semicolons`: a CSV file with them. `notes`: what there is to say of how it was read.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    semicolons: bool = False
    is_hidden: bool = False
    notes: tuple[str, ...] = ()


class Question(NamedTuple):
    """What was left out, and why: a cell's address (or ""), and a sentence that says what to do."""

    at: str
    message: str


def address(row: int, column: int) -> str:
    """The address of a cell whose row and column count from 0: `B7`."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def clean(text: str) -> str:
    """A cell's text without what no file of text holds; line ends are `\\n`, ends are trimmed."""
    if text.isprintable():
        return text.strip()
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.rstrip() for line in _NO_TEXT.sub(" ", lines).split("\n")).strip()
