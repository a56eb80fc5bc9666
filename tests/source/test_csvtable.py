import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.source.context import Context
from okrsite.source.csvtable import Cell, Table, read_table

KNOWN = ("period", "value", "note")


def read(text: str, required: tuple[str, ...] = ("period", "value")) -> tuple[Table | None, Context]:
    context = Context("a.csv", text)
    return read_table(context, KNOWN, required), context


def cells(table: Table | None) -> list[dict[str, str]]:
    assert table
    return [{name: cell.text for name, cell in row.cells.items()} for row in table.rows]


def told(context: Context) -> list[tuple[str, int, int]]:
    return [(problem.rule, problem.place.line, problem.place.column) for problem in context.problems]


@pytest.mark.parametrize(("delimiter", "comma"), [(",", False), (";", True), ("\t", True)])
def test_comma_semicolon_and_tab_are_read_off_the_header(delimiter: str, comma: bool) -> None:
    table, context = read("period,value\n2026-10,98\n".replace(",", delimiter))
    assert cells(table) == [{"period": "2026-10", "value": "98"}]
    assert context.decimal_comma is comma
    assert not context.problems


def test_every_cell_knows_its_line_and_column() -> None:
    table, _ = read('period,value,note\n\n2026-09,104,"two\nlines"\n2026-10, 98,x\n')
    assert table
    first, second = table.rows
    assert first.cells["note"] == Cell("two\nlines", 3, 13)
    assert second.cells["note"] == Cell("x", 5, 13)


def test_quotes_keep_delimiters_and_quotes() -> None:
    table, _ = read('period,value,note\n2026-10,98,"a, ""b"""\n')
    assert cells(table)[0]["note"] == 'a, "b"'


def test_names_of_columns_may_have_capitals_and_spaces_around() -> None:
    assert cells(read("Period , VALUE\n2026-10,98")[0]) == [{"period": "2026-10", "value": "98"}]


@pytest.mark.parametrize("text", ["period,value\n,\n\n2026-10,98\n , \n", "\n\nperiod,value\n2026-10,98"])
def test_empty_lines_are_no_rows(text: str) -> None:
    table, context = read(text)
    assert cells(table) == [{"period": "2026-10", "value": "98"}]
    assert not context.problems


def test_a_row_may_end_where_the_rest_is_empty() -> None:
    table, context = read("period,value,note\n2026-10,98\n2026-11,99,,,\n")
    assert [row["value"] for row in cells(table)] == ["98", "99"]
    assert not context.problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("csv-header", 1, 1)),
        ("2026-10,98\n", ("csv-header", 1, 1)),
        ("period,values\n", ("unknown-column", 1, 8)),
        ("period,note\n", ("csv-header", 1, 1)),
        ("period,value,value\n", ("duplicate-column", 1, 14)),
        ("period,value\n2026-10,1,5\n", ("csv-row", 2, 11)),
        ("period,value\n2026-10\n", ("csv-row", 2, 1)),
        ('period,value\n2026-10,"98\n2026-11,9\n', ("csv-syntax", 2, 9)),
        ('period,value,note\n2026-10,9,"a" b\n', ("csv-syntax", 2, 11)),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(text: str, expected: tuple[str, int, int]) -> None:
    assert told(read(text)[1]) == [expected]


def test_an_unknown_column_is_told_with_the_nearest() -> None:
    assert "`value`" in read("period,vlaue\n")[1].problems[0].hint


def test_the_rows_around_a_wrong_one_are_read() -> None:
    table, _ = read("period,value\n2026-09,1,5\n2026-10,98\n")
    assert [row["period"] for row in cells(table)] == ["2026-10"]


def test_a_very_long_cell_is_read() -> None:
    table, _ = read(f"period,value,note\n2026-10,98,{'x' * 300_000}\n")
    assert len(cells(table)[0]["note"]) == 300_000


TEXT = st.text(st.sampled_from('ab",;\n x1'), max_size=8)


@given(st.lists(st.tuples(st.just("p"), TEXT, TEXT), max_size=5), st.sampled_from([",", ";"]))
def test_what_a_spreadsheet_writes_is_read_back(rows: list[tuple[str, str, str]], delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows([KNOWN, *rows])
    table, context = read(out.getvalue())
    assert [tuple(row.values()) for row in cells(table)] == [tuple(cell.strip() for cell in row) for row in rows]
    assert not context.problems


@pytest.mark.parametrize("line", ["\n", ",\n", ", ,\n"])
def test_blank_lines_by_the_thousand_are_no_rows_and_lines_are_counted(line: str) -> None:
    table, context = read(f"period,value\n{line * 5000}2026-10,98\n{line * 5000}")
    assert table
    assert [row.line for row in table.rows] == [5002]
    assert not context.problems


@pytest.mark.parametrize(("text", "line"), [("period,value\n2026-10,98\n" + "," * 5000, 3), ("," * 5000, 1)])
def test_a_row_of_cells_without_end_is_told_and_read_no_further(text: str, line: int) -> None:
    _, context = read(text)
    assert ("too-large", line, 1) in told(context)


def test_rows_without_end_are_told_once() -> None:
    table, context = read("period,value\n" + "2026-10,98\n" * 100_001)
    assert table
    assert len(table.rows) == 100_000
    assert told(context) == [("too-large", 100_002, 1)]
