"""The workbook holds the tables of the site as a spreadsheet wants them: opened by a reader that has nothing to do with its writer."""

from __future__ import annotations

import csv
import datetime as dt
import io
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from okrsite.site.data import data_files
from okrsite.site.data.facts import gather
from okrsite.site.export import workbook as module
from okrsite.site.export.limits import MOST_LETTERS, TooManyRowsError
from okrsite.site.export.workbook import workbook
from tests.site.sample import TODAY, Measured, measured

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook

    from tests.conftest import WriteSite

TABLES = ("objectives", "key-results", "checkins", "kpis", "kpi-values", "details")
TEAM = {"content/a/team.yml": "name: A\n"}


def written(site: Measured, language: str = "en") -> bytes:
    return workbook(gather(*site), language)


def opened(site: Measured, language: str = "en") -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(written(site, language)))


def column(book: Workbook, table: str, name: str) -> list[Any]:
    """The cells of a column, below its head."""
    cells = next(cells for cells in book[table].iter_cols() if cells[0].value == name)
    return list(cells[1:])


def as_in_a_csv_file(value: object) -> str:
    """A cell as the CSV file has it, numbers with the 15 digits that spreadsheets keep."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return f"{value:.15g}"
        case dt.datetime():
            return value.date().isoformat()
    return str(value)


def rounded(cell: str) -> str:
    """A cell of a CSV file with as many digits."""
    try:
        return f"{float(cell):.15g}"
    except ValueError:
        return cell


@pytest.mark.parametrize("table", TABLES)
def test_every_sheet_says_what_its_csv_file_says(sample: Measured, table: str) -> None:
    files = dict(data_files(*sample, (), ["en"]))
    lines = csv.reader(io.StringIO(files[f"data/{table}.csv"].decode(), newline=""))
    wanted = [[rounded(cell) for cell in line] for line in lines]
    rows = [[as_in_a_csv_file(cell) for cell in row] for row in opened(sample)[table].iter_rows(values_only=True)]
    assert rows == wanted
    assert len(rows) > 1


def test_there_is_a_sheet_for_each_table_and_no_other(sample: Measured) -> None:
    assert tuple(opened(sample).sheetnames) == TABLES


@pytest.mark.parametrize("table", TABLES)
def test_the_head_stays_in_sight_and_filters_every_row(sample: Measured, table: str) -> None:
    sheet = opened(sample)[table]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert all(cell.font.b for cell in sheet[1])


def test_days_are_days_and_shares_are_percentages(sample: Measured) -> None:
    book = opened(sample)
    starts = column(book, "key-results", "start")
    assert {cell.value for cell in starts} >= {dt.datetime(2026, 10, 1)}
    assert {cell.number_format for cell in starts} == {"yyyy-mm-dd"}
    progress = [cell for cell in column(book, "key-results", "progress") if cell.value is not None]
    assert 0.5 in [cell.value for cell in progress]
    assert {cell.number_format for cell in progress} == {"0%"}


def test_periods_stay_text(sample: Measured) -> None:
    assert {cell.data_type for cell in column(opened(sample), "kpi-values", "period")} == {"s"}


def test_truths_are_truths(sample: Measured) -> None:
    assert {cell.data_type for cell in column(opened(sample), "objectives", "stale")} == {"b"}


def test_nothing_that_people_wrote_becomes_a_formula_or_a_link(write_site: WriteSite) -> None:
    titles = ["=1+1", "@SUM(A1)", "+1", "-1", "https://example.org/x", "{=A1}", "007", "2026-10-01"]
    goals = "".join(f"  - {{id: g{number}, title: '{title}'}}\n" for number, title in enumerate(titles))
    book = opened(measured(write_site({**TEAM, "content/a/2026-q4.yml": f"objectives:\n{goals}"})))
    cells = column(book, "objectives", "title")
    assert [cell.value for cell in cells] == titles
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_texts_are_in_the_language_that_is_asked_for(sample: Measured) -> None:
    assert "Recruit more students" in [cell.value for cell in column(opened(sample), "objectives", "title")]
    assert "招收更多學生" in [cell.value for cell in column(opened(sample, "zh-Hant"), "objectives", "title")]


def test_a_text_longer_than_a_cell_is_cut(write_site: WriteSite) -> None:
    checkin = "{date: 2026-10-05, value: 1, note: " + "a" * (MOST_LETTERS + 1) + "}"
    goals = f"objectives:\n  - title: Grow\n    key_results: [{{title: More, metric: from 0 to 9, checkins: [{checkin}]}}]\n"
    book = opened(measured(write_site({**TEAM, "content/a/2026-q4.yml": goals})))
    (note,) = column(book, "checkins", "note")
    assert len(note.value) == MOST_LETTERS
    assert note.value.endswith(" …")


def test_a_day_before_the_calendar_of_spreadsheets_is_text(write_site: WriteSite) -> None:
    goals = "objectives:\n  - title: Grow\n    key_results: [{title: More, metric: from 0 to 9, start: 1889-03-31}]\n"
    book = opened(measured(write_site({**TEAM, "content/a/2026-q4.yml": goals})))
    assert [cell.value for cell in column(book, "key-results", "start")] == ["1889-03-31"]


def test_a_site_without_goals_gives_empty_tables(write_site: WriteSite) -> None:
    book = opened(measured(write_site(TEAM)))
    assert [book[table].max_row for table in TABLES if table != "details"] == [1] * 5


def test_a_table_that_does_not_fit_a_sheet_is_refused(sample: Measured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 2)
    with pytest.raises(TooManyRowsError, match="`objectives` has"):
        written(sample)


def test_the_same_goals_give_the_same_bytes_in_another_process(sample: Measured, sample_root: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.site.sample import measured;"
        "from tests.site.test_export_workbook import written;"
        "sys.stdout.buffer.write(written(measured(Path(sys.argv[1]))))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(sample_root)], capture_output=True, check=True)
    assert done.stdout == written(sample)


def test_the_workbook_is_as_old_as_its_figures(sample: Measured) -> None:
    assert opened(sample).properties.created == dt.datetime(TODAY.year, TODAY.month, TODAY.day)
