"""Shapes of goal sheets other than a row a key result with everything in columns; and what XLSX sheets hide or lack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from okrsite.edit.importing.goals import KeyResult, Understood
from tests.edit.importing import of_csv, understood


def told(read: Understood) -> dict[str, list[tuple[str, object]]]:
    """Objectives with their key results' titles and metrics."""
    return {
        objective.title: [(one.title, one.fields.get("metric")) for one in objective.key_results]
        for listed in read.goals.cycles.values()
        for objective in listed
    }


def key_results(read: Understood) -> list[KeyResult]:
    return [one for listed in read.goals.cycles.values() for objective in listed for one in objective.key_results]


def asked(read: Understood) -> dict[str, str]:
    return {question.at: question.message for question in read.questions}


GROW_AND_HIRE = {
    "Grow": [("Sales", {"from": 0, "to": 10}), ("Leads", {"from": 1, "to": 5})],
    "Hire": [("Offers", {"from": 0, "to": 3})],
}


@pytest.mark.parametrize(
    "text",
    [
        "Objective 1: Grow\nKey result,Start,Target\nSales,0,10\nLeads,1,5\n\nObjective 2: Hire\nKey result,Start,Target\nOffers,0,3\n",
        "Ziel 1: Grow\nSchlüsselergebnis;Startwert;Zielwert\nSales;0;10\nLeads;1;5\nZiel 2: Hire\nOffers;0;3\n",
        "目標1:,Grow\n關鍵結果,起始值,目標值\nSales,0,10\nLeads,1,5\n目標:,Hire\nOffers,0,3\n",
        "目标1：Grow\n关键结果,起始值,目标值\nSales,0,10\nLeads,1,5\n\n目标2：Hire\n关键结果,起始值,目标值\nOffers,0,3\n",
    ],
    ids=["English", "German", "Chinese, in two cells", "simplified Chinese, wide colons"],
)
def test_blocks_stand_below_the_heading_of_their_objective(tmp_path: Path, text: str) -> None:
    assert told(of_csv(tmp_path, text)) == GROW_AND_HIRE


@pytest.mark.parametrize(
    "text",
    [
        (
            "Type,Name,Parent,Start,Target\nObjective,Grow,,,\nObjective,Hire,,,\n"
            "Key Result,Sales,Grow,0,10\nKey Result,Offers,Hire,0,3\nKey Result,Leads,Grow,1,5\n"
        ),
        (
            "Typ;Bezeichnung;Übergeordnetes Ziel;Startwert;Zielwert\nZiel;Grow;;;\nZiel;Hire;;;\n"
            "Schlüsselergebnis;Sales;Grow;0;10\nSchlüsselergebnis;Offers;Hire;0;3\nSchlüsselergebnis;Leads;Grow;1;5\n"
        ),
        "類型,名稱,上層目標,起始值,目標值\n目標,Grow,,,\n目標,Hire,,,\n關鍵結果,Sales,Grow,0,10\n關鍵結果,Offers,Hire,0,3\n關鍵結果,Leads,Grow,1,5\n",
        (
            "ID,Type,Title,Parent ID,Start,Target\n7,Objective,Grow,,,\n8,Objective,Hire,,,\n"
            "9,KR,Sales,7,0,10\n10,KR,Offers,8,0,3\n11,KR,Leads,7,1,5\n"
        ),
    ],
    ids=["English", "German", "Chinese", "by number"],
)
def test_a_column_of_types_says_which_rows_are_objectives(tmp_path: Path, text: str) -> None:
    assert told(of_csv(tmp_path, text)) == GROW_AND_HIRE


def test_a_row_of_another_type_or_an_unknown_parent_is_left_out_and_told(tmp_path: Path) -> None:
    read = of_csv(
        tmp_path,
        "Type,Name,Parent,Start,Target\nObjective,Grow,,,\nInitiative,Call,Grow,,\nKey Result,Lost,Gone,0,1\nKey Result,Sales,Grow,0,10\n",
    )
    assert told(read) == {"Grow": [("Sales", {"from": 0, "to": 10})]}
    assert "`Initiative` is neither objective nor key result" in asked(read)["A3"]
    assert "belongs to `Gone`" in asked(read)["C4"]


@pytest.mark.parametrize(
    "head",
    [
        "Objective,KR1,KR1 Start,KR1 Target,KR2,KR2 Start,KR2 Target",
        (
            "Ziel,Schlüsselergebnis 1,Schlüsselergebnis 1 Startwert,Schlüsselergebnis 1 Zielwert,"
            "Schlüsselergebnis 2,Schlüsselergebnis 2 Startwert,Schlüsselergebnis 2 Zielwert"
        ),
        "目標,關鍵結果1,關鍵結果1 起始值,關鍵結果1 目標值,關鍵結果2,關鍵結果2 起始值,關鍵結果2 目標值",
    ],
    ids=["English", "German", "Chinese"],
)
def test_key_results_side_by_side_are_each_one(tmp_path: Path, head: str) -> None:
    assert told(of_csv(tmp_path, f"{head}\nGrow,Sales,0,10,Leads,1,5\nHire,Offers,0,3,,,\n")) == GROW_AND_HIRE


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("115/12/20", dt.date(2026, 12, 20)),
        ("民國115年12月20日", dt.date(2026, 12, 20)),
        ("20-Dec-26", dt.date(2026, 12, 20)),
        ("31.12.26", dt.date(2026, 12, 31)),
        ("Nov 2026", dt.date(2026, 11, 30)),
        ("Q1 2027", dt.date(2027, 3, 31)),
        ("2027年第一季", dt.date(2027, 3, 31)),
        ("1. Halbjahr 2027", dt.date(2027, 6, 30)),
    ],
)
def test_a_due_day_is_read_as_it_is_written(tmp_path: Path, cell: str, due: dt.date) -> None:
    (one,) = key_results(of_csv(tmp_path, f"Objective,Key result,Target,Due\nGrow,Sales,10,{cell}\n"))
    assert one.fields["due"] == due


def test_a_due_quarter_that_is_the_cycle_itself_says_nothing_new(tmp_path: Path) -> None:
    read = of_csv(tmp_path, "Objective,Key result,Target,Due\nGrow,Sales,10,Q4 2026\n")
    assert "due" not in key_results(read)[0].fields
    assert not read.questions


Fill = Callable[[xlsxwriter.Workbook, "xlsxwriter.worksheet.Worksheet"], None]


@pytest.fixture
def sheet_of(tmp_path: Path) -> Callable[[Fill], Understood]:
    def read(fill: Fill) -> Understood:
        path = tmp_path / "goals.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("Sheet1")
            sheet.write_row(0, 0, ["Objective", "Key result", "Start", "Target", "Current"])
            sheet.write_row(1, 0, ["Grow", "Sales", 0, 10, 4])
            fill(book, sheet)
        return understood(path)

    return read


def test_hidden_rows_and_columns_are_read_and_named(sheet_of: Callable[[Fill], Understood]) -> None:
    def hide(_: object, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_row(2, 0, ["Grow", "Leads", 1, 5])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("E:E", None, None, {"hidden": True})

    read = sheet_of(hide)
    assert [one.title for one in key_results(read)] == ["Sales", "Leads"]
    assert "  The hidden row 3 is read too." in read.lines
    assert "  The hidden column E is read too." in read.lines


def test_a_formula_without_a_saved_value_is_told_and_not_taken_for_blank(
    sheet_of: Callable[[Fill], Understood],
) -> None:
    read = sheet_of(lambda _, sheet: sheet.write_formula("E2", "=SUM(F2:G2)", None, ""))
    assert key_results(read)[0].checkins == []
    assert "=SUM(F2:G2)" in asked(read)["E2"]


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ("0%", "%"),
        ('"NT$" #,##0', "TWD"),
        ("#,##0.00 [$€-407]", "EUR"),
        ('0 "days"', "days"),
        ('0.0,,"M"', None),
        ('#,##0,"k"', None),
        ('"$"0.0,,"M"', "$"),
    ],
)
def test_the_number_format_names_the_unit_and_a_scale_is_none(
    sheet_of: Callable[[Fill], Understood], code: str, unit: str | None
) -> None:
    def formatted(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        shown = book.add_format({"num_format": code})
        for column, value in enumerate((1500000, 3000000, 2000000), 2):
            sheet.write(1, column, value, shown)

    metric = key_results(sheet_of(formatted))[0].fields["metric"]
    assert isinstance(metric, dict)
    assert metric.get("unit") == unit
    assert metric["to"] == (300000000 if unit == "%" else 3000000)
