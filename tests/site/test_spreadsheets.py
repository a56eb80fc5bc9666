"""LibreOffice opens the tables and sees the same numbers, days and words. It has to be installed (`.ci/programs`)."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from okrsite.site.data import data_files
from okrsite.site.data.facts import gather
from okrsite.site.export.workbook import workbook
from tests.site.sample import Measured

TABLES = ("objectives", "key-results", "checkins", "kpis", "kpi-values")
AS_UTF_8 = "CSV:44,34,76,1"  # commas, double quotes, the encoding's number, from the first line on


@pytest.fixture(scope="module")
def folder(sample: Measured, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The CSV files and the workbook, and what LibreOffice makes of them in `saved`."""
    office = shutil.which("soffice")
    assert office, "install LibreOffice (Debian: apt install libreoffice-calc-nogui)"
    root = tmp_path_factory.mktemp("office")
    for address, content in data_files(*sample, (), ["en"]):
        if address.endswith(".csv"):
            (root / Path(address).name).write_bytes(content)
    (root / "goals.xlsx").write_bytes(workbook(gather(*sample), "en"))
    command = [office, f"-env:UserInstallation={(root / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx"]
    command += ["--outdir", str(root / "saved")]
    tables = [str(root / f"{table}.csv") for table in TABLES]
    subprocess.run([*command, f"--infilter={AS_UTF_8}", *tables], check=True, capture_output=True)
    subprocess.run([*command, str(root / "goals.xlsx")], check=True, capture_output=True)
    return root


def seen(value: object) -> object:
    """A cell as LibreOffice has it: numbers with the 15 digits that it keeps."""
    match value:
        case bool():
            return str(value).upper()
        case int() | float():
            return float(f"{value:.15g}")
        case dt.datetime():
            return value.date()
    return value or ""


def meant(cell: str) -> object:
    """A cell of a CSV file as the number, day, truth or text that it stands for."""
    if cell in {"true", "false"}:
        return cell.upper()
    for kind in (float, dt.date.fromisoformat):
        try:
            return seen(kind(cell))
        except ValueError:
            continue
    return cell


def cells(file: Path, sheet: str) -> list[list[object]]:
    book = openpyxl.load_workbook(file, data_only=True)  # LibreOffice writes a truth as a formula with its value
    return [[seen(cell) for cell in row] for row in book[sheet].iter_rows(values_only=True)]


@pytest.mark.parametrize("table", TABLES)
def test_a_csv_file_is_read_as_it_is_meant(folder: Path, table: str) -> None:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        wanted = [[meant(cell) for cell in line] for line in csv.reader(file)]
    assert cells(folder / "saved" / f"{table}.xlsx", table) == wanted
    assert any(isinstance(cell, float) for row in wanted for cell in row)


@pytest.mark.parametrize("table", TABLES)
def test_the_workbook_is_read_as_it_was_written(folder: Path, table: str) -> None:
    assert cells(folder / "saved" / "goals.xlsx", table) == cells(folder / "goals.xlsx", table)
