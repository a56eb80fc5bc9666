"""A file → what an import of it would write: which kind of table it is, and who reads that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.edit.importing.csvfile import read_csv
from okrsite.edit.importing.goals import Understood
from okrsite.edit.importing.kpisheet import understand_kpis
from okrsite.edit.importing.opensdg import is_indicator, read_indicator
from okrsite.edit.importing.owndata import read_checkins, read_key_results
from okrsite.edit.importing.ownkpis import read_kpis
from okrsite.edit.importing.ownsite import read_site
from okrsite.edit.importing.owntables import OwnTables, kind_of, tables_beside, tables_in, tables_of
from okrsite.edit.importing.sheet import NotReadError, Sheet
from okrsite.edit.importing.table import understand
from okrsite.edit.importing.xlsx import read_xlsx

if TYPE_CHECKING:
    from pathlib import Path

    from okrsite.edit.importing.rows import Defaults
    from okrsite.edit.importing.site import Target

__all__ = ["read_file"]

_HEADERS = (
    "The head of a table of goals has a column for objectives or key results, and one more: "
    "team, objective, key result, start, target, current, unit, owner, due, weight, status, confidence, notes "
    "(docs/importing.md lists the words)."
)


def read_file(path: Path, target: Target, defaults: Defaults, encoding: str = "") -> Understood:
    """Reads a CSV or XLSX file: okrsite's own tables, an indicator of Open SDG, or sheets of goals.

    A folder or a ZIP archive of okrsite's own tables is read too. `encoding` is that of a CSV file, "" for UTF.

    Raises:
        NotReadError: nothing in it can be read, and why.
    """
    understood = Understood()
    if path.is_dir() or path.suffix.lower() == ".zip":
        _read_own(tables_in(path), target, understood)
        return understood
    match path.suffix.lower():
        case ".csv" | ".tsv" | ".txt":
            sheet = read_csv(path, encoding)
            if kind_of(sheet):
                _read_own(tables_beside(sheet, path), target, understood)
            elif is_indicator(sheet):
                read_indicator(sheet, defaults.team, path.stem, understood)
            else:
                _read_sheets([sheet], path, defaults, understood)
        case ".xlsx" | ".xlsm":
            sheets = read_xlsx(path)
            own = tables_of(sheets)
            if "key-results" in own.rows or "kpi-values" in own.rows:
                _read_own(own, target, understood)
            else:
                _read_sheets(sheets, path, defaults, understood)
        case _:
            raise NotReadError(f"{path.name} is neither CSV nor XLSX: save it as one of them.")
    return understood


def _read_own(tables: OwnTables, target: Target, into: Understood) -> None:
    """Reads the tables of a site that okrsite built, as many as there are."""
    into.lines.append(f"  Of a site that okrsite built: {', '.join(tables.rows)}.")
    if tables.details.is_there:
        read_site(tables.details, target, into)
    if tables["kpis"] or tables["kpi-values"]:
        read_kpis(tables, target, into)
    if tables["key-results"] or tables["objectives"]:
        there = set(target.goals.kpis) if target.goals else set()
        new = {f"{team}/{kpi.id}" for team, kpis in into.goals.kpis.items() for kpi in kpis}
        read_key_results(tables, target, there | new, into)
    elif tables["checkins"]:
        read_checkins(tables["checkins"], target, into)


def _read_sheets(sheets: list[Sheet], path: Path, defaults: Defaults, into: Understood) -> None:
    found = 0
    for sheet in sheets:
        into.sheet = sheet.name if len(sheets) > 1 else ""
        if sheet.name:
            into.lines.append(f"Sheet “{sheet.name}”")
        if sheet.is_hidden:
            into.lines.append("  It is hidden, so nothing of it is read.")
        elif understand(sheet, defaults, path.stem, into) or understand_kpis(sheet, defaults, path.stem, into):
            found += 1
        elif any(not cell.is_blank for row in sheet.rows for cell in row):
            into.lines.append("  No table of goals is here, so nothing of it is read.")
    into.sheet = ""
    if not any(not cell.is_blank for sheet in sheets for row in sheet.rows for cell in row):
        raise NotReadError(f"{path.name} is empty: no cell of it holds anything.")
    if not found:
        raise NotReadError(f"No table of goals was found in {path.name}. {_HEADERS}")
