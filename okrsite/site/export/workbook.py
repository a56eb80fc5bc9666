"""The tables of the site as one workbook: a sheet each, under the names and columns of the CSV files. Here alone XlsxWriter is imported.

Days are dates, shares percentages, other numbers numbers. Everything else is text and stays text: nothing that people
wrote becomes a formula or a link. The same goals as of the same day give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import unicodedata
from typing import TYPE_CHECKING, Final

import xlsxwriter

from okrsite.frozen import dataclass
from okrsite.site.data import site_tables
from okrsite.site.data.facts import text
from okrsite.site.data.tables import DATES, SHARES
from okrsite.site.export.limits import MOST_LETTERS, MOST_ROWS, TooManyRowsError
from okrsite.site.plain import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from okrsite.site.data.facts import Facts, Json
    from okrsite.site.data.tables import Table

__all__ = ["workbook"]

FIRST_YEAR: Final = 1900  # of the calendar of spreadsheets
NARROWEST, WIDEST = 8, 48  # of a column, in letters
MEASURED = 500  # rows that a column's width is made for


@dataclass(frozen=True, slots=True)
class _Styles:
    head: Format
    day: Format
    share: Format

    @classmethod
    def of(cls, book: Workbook) -> _Styles:
        """The styles of a workbook's cells."""
        return cls(
            head=book.add_format({"bold": True, "bottom": 1}),
            day=book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            share=book.add_format({"num_format": "0%"}),
        )


def workbook(facts: Facts, language: str) -> bytes:
    """The bytes of the .xlsx file, its texts in `language` as far as there are some.

    Raises:
        TooManyRowsError: a table does not fit a sheet.
    """
    out = io.BytesIO()
    site, day = facts.goals.site, facts.figures.day
    languages = (language, site.language)
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        created = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
        book.set_properties({"title": _text(text(site.title), languages), "created": created})
        styles = _Styles.of(book)
        for table in site_tables(facts):
            _sheet(book.add_worksheet(table.name), styles, table, languages)
    return out.getvalue()


def _sheet(sheet: Worksheet, styles: _Styles, table: Table, languages: Sequence[str]) -> None:
    """Fill a sheet: the head stays in sight and filters what is below it."""
    rows = [[_text(cell, languages) for cell in row] for row in table.rows]
    if len(rows) >= MOST_ROWS:
        raise TooManyRowsError(
            f"`{table.name}` has {len(rows):,} rows, and a sheet holds {MOST_ROWS - 1:,} below its head"
        )
    for column, name in enumerate(table.head):
        cells = [row[column] for row in rows]
        sheet.set_column(column, column, _width([name, *cells[:MEASURED]], name))
        sheet.write_string(0, column, name, styles.head)
        for number, cell in enumerate(cells, 1):
            _write(sheet, styles, (number, column), name, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(table.head) - 1)


def _write(sheet: Worksheet, styles: _Styles, at: tuple[int, int], name: str, cell: Json) -> None:
    """Write a cell as what it is; an absent value stays empty."""
    if isinstance(cell, bool):
        sheet.write_boolean(*at, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(*at, cell, styles.share if name in SHARES else None)
    elif isinstance(cell, str):
        day = dt.date.fromisoformat(cell) if name in DATES else None
        if day and day.year >= FIRST_YEAR:
            sheet.write_datetime(*at, day, styles.day)
        else:
            sheet.write_string(*at, cell)


def _text(cell: Json, languages: Sequence[str]) -> Json:
    """A cell with its text in the first of `languages` that it has, as far as a cell holds it."""
    if isinstance(cell, dict):
        cell = next((said for one in languages if (said := cell.get(one))), next(iter(cell.values())))
    if isinstance(cell, str):
        cell = printable(cell)
        return cell if len(cell) <= MOST_LETTERS else cell[: MOST_LETTERS - 2] + " …"
    return cell


def _width(cells: Sequence[Json], name: str) -> int:
    """A column's width: its longest line, within bounds."""
    longest = max(_letters(cell, name) for cell in cells)
    return max(NARROWEST, min(WIDEST, longest + 2))


def _letters(cell: Json, name: str) -> int:
    if isinstance(cell, str):
        first = cell.partition("\n")[0][:WIDEST]
        return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in first)
    if isinstance(cell, float):
        return 5 if name in SHARES else min(10, len(repr(cell)))
    return 0 if cell is None else len(str(cell))
