"""A file → what an import of it would write: which kind of table it is, and who reads that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.edit.importing.csvfile import read_csv
from okrsite.edit.importing.goals import Understood
from okrsite.edit.importing.opensdg import is_indicator, read_indicator
from okrsite.edit.importing.owndata import read_checkins, read_key_results
from okrsite.edit.importing.ownkpis import kpis_beside, read_kpi_values
from okrsite.edit.importing.ownsite import read_teams
from okrsite.edit.importing.owntables import beside, kind_of, rows_of
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


def read_file(path: Path, target: Target, defaults: Defaults) -> Understood:
    """Reads a CSV or XLSX file: okrsite's own tables, an indicator of Open SDG, or sheets of goals.

    Raises:
        NotReadError: nothing in it can be read, and why.
    """
    understood = Understood()
    match path.suffix.lower():
        case ".csv" | ".tsv" | ".txt":
            sheet = read_csv(path)
            if not _read_known(sheet, path, target, defaults, understood):
                _read_sheets([sheet], path, defaults, understood)
        case ".xlsx" | ".xlsm":
            _read_sheets(read_xlsx(path), path, defaults, understood)
        case _:
            raise NotReadError(f"{path.name} is neither CSV nor XLSX: save it as one of them.")
    return understood


def _read_known(sheet: Sheet, path: Path, target: Target, defaults: Defaults, into: Understood) -> bool:
    """Reads a table whose head is known as a whole; False for any other."""
    kind = kind_of(sheet)
    goals = set(target.goals.objectives) if target.goals else set()
    if kind in ("key-results", "kpi-values"):
        read_teams(path, target, into.goals)
    if kind == "key-results":
        there = set(target.goals.kpis) if target.goals else set()
        into.lines.append("  The key results of a site that okrsite built.")
        read_key_results(rows_of(sheet), path, target, there | set(kpis_beside(path)), into)
        goals |= {f"{team}/{cycle}/{one.id}" for (team, cycle), listed in into.goals.cycles.items() for one in listed}
        if kpis_beside(path):
            read_kpi_values(beside(path, "kpi-values.csv"), path, target, goals, into)
    elif kind == "checkins":
        into.lines.append("  The check-ins of a site that okrsite built.")
        read_checkins(rows_of(sheet), target, into)
    elif kind == "kpi-values":
        into.lines.append("  The KPIs' values of a site that okrsite built.")
        read_kpi_values(rows_of(sheet), path, target, goals, into)
    elif is_indicator(sheet):
        read_indicator(sheet, defaults.team, path.stem, into)
    else:
        return False
    return True


def _read_sheets(sheets: list[Sheet], path: Path, defaults: Defaults, into: Understood) -> None:
    found = 0
    for sheet in sheets:
        into.sheet = sheet.name if len(sheets) > 1 else ""
        if sheet.name:
            into.lines.append(f"Sheet “{sheet.name}”")
        if sheet.is_hidden:
            into.lines.append("  It is hidden, so nothing of it is read.")
        elif understand(sheet, defaults, path.stem, into):
            found += 1
        elif any(not cell.is_blank for row in sheet.rows for cell in row):
            into.lines.append("  No table of goals is here, so nothing of it is read.")
    into.sheet = ""
    if not found:
        raise NotReadError(f"No table of goals was found in {path.name}. {_HEADERS}")
