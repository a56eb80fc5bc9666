"""Real workbooks: titles above the head, merged cells, formats, several sheets, three languages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter

from okrsite.edit.importing.sheet import NotReadError
from okrsite.edit.importing.xlsx import read_xlsx
from okrsite.source.values import Metric
from tests.edit.importing import objectives, run, understood

Fill = Callable[[xlsxwriter.Workbook], None]


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[[Fill], Path]:
    def write(fill: Fill) -> Path:
        path = tmp_path / "goals.xlsx"
        with xlsxwriter.Workbook(path) as book:
            fill(book)
        return path

    return write


def english(book: xlsxwriter.Workbook) -> None:
    percent, ntd = book.add_format({"num_format": "0%"}), book.add_format({"num_format": '"NT$" #,##0'})
    day = book.add_format({"num_format": "d mmm yyyy"})
    sheet = book.add_worksheet("Sheet1")
    sheet.write("A1", "Lantern Academy: OKRs Q4 2026")
    sheet.write("A2", "Internal")
    sheet.write_row(
        "B4", ["Objective", "Key Result", "Baseline", "Target", "Actual", "Owner", "Due date", "Team", "Notes"]
    )
    sheet.merge_range("B5:B7", "Recruit more: #1")
    sheet.merge_range("I5:I8", "Teaching")
    sheet.write_row("C5", ["Attendance", 0.8, 0.9, 0.85, "@mei"])
    for column, share in (("D5", 0.8), ("E5", 0.9), ("F5", 0.85)):
        sheet.write(column, share, percent)
    sheet.write_datetime("H5", dt.datetime(2026, 12, 15), day)
    sheet.write("C6", "Donations")
    for column, value in (("D6", 3000), ("E6", 50000), ("F6", 12000)):
        sheet.write(column, value, ntd)
    sheet.write("J6", "No: a gala.\nSecond line")
    sheet.write("C7", "Portal is live")
    sheet.write_boolean("E7", True)
    sheet.write_boolean("F7", False)
    sheet.write_row("B8", ["Calm finances", "Debt falls", 100, 60])
    sheet.write_formula("F8", "=1/0", None, "#DIV/0!")


def test_a_goal_sheet_is_imported_as_its_owner_would(workbook: Callable[[Fill], Path], tmp_path: Path) -> None:
    result = run(workbook(english), "-C", tmp_path / "site")
    assert result.exit_code == 0, result.output
    first, second = objectives(tmp_path / "site", "teaching", "2026-q4")
    assert (first.title, second.title) == ("Recruit more: #1", "Calm finances")
    attendance, donations, portal = first.key_results
    assert attendance.metric == Metric("move", 80, 90, unit="%")
    assert (attendance.owner, attendance.due, attendance.checkins[0].value) == ("mei", dt.date(2026, 12, 15), 85)
    assert donations.metric == Metric("move", 3000, 50000, unit="TWD")
    assert donations.checkins[0].note == "No: a gala.\nSecond line"
    assert portal.is_yes_or_no
    assert portal.done is None
    assert second.key_results[0].metric == Metric("move", 100, 60)
    assert second.key_results[0].checkins == ()


def test_what_was_understood_and_what_not_is_told_with_addresses(workbook: Callable[[Fill], Path]) -> None:
    output = run(workbook(english), "--dry-run").output
    assert "D4    Baseline → start value" in output
    assert "Cycle: 2026-q4, from A1." in output
    assert "Row 5: Teaching, 2026-q4 › Recruit more: #1 › Attendance: from 80 to 90 %, now 85" in output
    assert "F8: `#DIV/0!` is a spreadsheet's error." in output


def test_a_dry_run_writes_nothing(workbook: Callable[[Fill], Path], tmp_path: Path) -> None:
    result = run(workbook(english), "-C", tmp_path / "site", "--dry-run")
    assert result.exit_code == 0
    assert "would write" in result.output
    assert not (tmp_path / "site").exists()


def test_nothing_is_ever_overwritten(workbook: Callable[[Fill], Path], tmp_path: Path) -> None:
    path, site = workbook(english), tmp_path / "site"
    (site / "content" / "teaching").mkdir(parents=True)
    (site / "content" / "teaching" / "2026-q4.yml").write_text("objectives: []\n")
    result = run(path, "-C", site)
    assert result.exit_code == 2
    assert "content/teaching/2026-q4.yml is there already" in result.output
    assert not (site / "site.yml").exists()
    assert (site / "content" / "teaching" / "2026-q4.yml").read_text() == "objectives: []\n"


def two_sheets(book: xlsxwriter.Workbook) -> None:
    euro = book.add_format({"num_format": "#,##0.00 [$€-407]"})
    german = book.add_worksheet("Vertrieb Q4 2026")
    german.write_row(
        0, 0, ["Ziel", "Schlüsselergebnis", "Startwert", "Zielwert", "Ist", "Verantwortlich", "Fällig", "Ampel"]
    )
    german.write_row(
        1, 0, ["Wachsen", "Umsatz", "1.234,50 €", "2.000,00 €", "1.500 €", "Jana Groß", "31.12.2026", "gelb"]
    )
    german.write_row(2, 0, ["", "Kosten"])
    german.write(2, 2, 10.5, euro)
    german.write(2, 3, 9, euro)
    chinese = book.add_worksheet("教務 2026年第四季")
    chinese.write_row(0, 0, ["目標", "關鍵結果", "起始值", "目標", "目前值", "負責人", "狀態", "信心"])
    chinese.write_row(1, 0, ["學生更投入", "出席率", "80%", "90%", "85%", "王小美", "落後", "60%"])
    book.add_worksheet("Notes").write("A1", "Nothing to see")
    book.add_worksheet("secret").hide()


def test_each_sheet_is_a_team_and_a_cycle_where_its_name_says_so(
    workbook: Callable[[Fill], Path], tmp_path: Path
) -> None:
    result = run(workbook(two_sheets), "-C", tmp_path / "site")
    assert result.exit_code == 0, result.output
    assert "It is hidden" in result.output
    (german,) = objectives(tmp_path / "site", "vertrieb", "2026-q4")
    revenue, cost = german.key_results
    assert revenue.metric == Metric("move", 1234.5, 2000, unit="EUR")
    assert (revenue.checkins[0].value, revenue.checkins[0].status) == (1500, "at-risk")
    assert cost.metric == Metric("move", 10.5, 9, unit="EUR")
    (chinese,) = objectives(tmp_path / "site", "教務", "2026-q4")
    (attendance,) = chinese.key_results
    assert attendance.metric == Metric("move", 80, 90, unit="%")
    assert (attendance.owner, attendance.checkins[0].confidence) == ("王小美", 0.6)


def test_a_head_of_two_rows_is_one(workbook: Callable[[Fill], Path]) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Sheet1")
        sheet.merge_range("A1:A2", "Objective")
        sheet.merge_range("B1:B2", "Key result")
        sheet.merge_range("C1:E1", "Values")
        sheet.write_row("C2", ["Start", "Target", "Current"])
        sheet.write_row("A3", ["Grow", "More", 0, 10, 4])

    read = understood(workbook(fill))
    ((objective,),) = read.goals.cycles.values()
    assert objective.key_results[0].fields == {"metric": {"from": 0, "to": 10}}
    assert objective.key_results[0].checkins[0]["value"] == 4


@pytest.mark.parametrize("has_column", [False, True])
def test_a_heading_over_the_table_is_the_objective_where_no_column_is(
    workbook: Callable[[Fill], Path], has_column: bool
) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Sheet1")
        sheet.write_row("A1", ["Key result", "Start", "Target", "Objective" if has_column else "Owner"])
        sheet.merge_range("A2:D2", "Grow")
        sheet.write_row("A3", ["More", 0, 10, "Shrink" if has_column else "mei"])

    read = understood(workbook(fill))
    ((objective,),) = read.goals.cycles.values()
    assert objective.title == ("Shrink" if has_column else "Grow")
    assert [one.title for one in objective.key_results] == ["More"]
    assert ("2:2" in {question.at for question in read.questions}) == has_column


def test_a_broken_workbook_is_a_clear_message(tmp_path: Path) -> None:
    for number, data in enumerate((b"", b"hello", b"PK\x03\x04junk", bytes(5000))):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(data)
        result = run(path, "-C", tmp_path)
        assert result.exit_code == 1
        assert "is no XLSX file that can be read" in result.output


def test_every_way_to_cut_a_workbook_short_is_told(workbook: Callable[[Fill], Path], tmp_path: Path) -> None:
    data = workbook(english).read_bytes()
    path = tmp_path / "cut.xlsx"
    for length in range(0, len(data), 251):
        path.write_bytes(data[:length])
        with pytest.raises(NotReadError):
            read_xlsx(path)


def test_a_sheet_that_reaches_too_far_is_refused_before_it_is_laid_out(workbook: Callable[[Fill], Path]) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Far")
        sheet.write("A1", "Objective")
        sheet.write("XFD1048576", "end")

    with pytest.raises(NotReadError, match="XFD1048576"):
        read_xlsx(workbook(fill))


def test_cells_and_rows_without_their_addresses_stand_beside_and_below_each_other(
    workbook: Callable[[Fill], Path], tmp_path: Path
) -> None:
    """As some programs write them; the format leaves it open."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["Key result", "Target"])
        sheet.write_row("A2", ["Reach", 0.5], book.add_format({"num_format": "0%"}))

    bare = tmp_path / "bare.xlsx"
    with ZipFile(workbook(fill)) as old, ZipFile(bare, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb'(<(?:c|row)) r="[^"]*"', rb"\1", old.read(name)))
    assert read_xlsx(bare) == read_xlsx(tmp_path / "goals.xlsx")


def test_a_document_type_in_a_part_is_refused(workbook: Callable[[Fill], Path], tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with ZipFile(workbook(english)) as old, ZipFile(bomb, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/workbook.xml":
                text = text.replace(b"<workbook ", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook ', 1)
            new.writestr(name, text)
    with pytest.raises(NotReadError):
        read_xlsx(bomb)


def test_a_workbook_of_sheets_without_end_is_refused(workbook: Callable[[Fill], Path]) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        for number in range(501):
            book.add_worksheet(f"S{number}")

    with pytest.raises(NotReadError, match="more than 500 sheets"):
        read_xlsx(workbook(fill))
