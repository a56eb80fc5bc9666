"""Open SDG's indicator CSV (`Year`, disaggregations, `Units`, `Value`) → a KPI's values: those of its headline rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsite.edit.importing.amounts import Amount, Convention, amount
from okrsite.edit.importing.goals import KpiSeries, Understood
from okrsite.edit.importing.names import unique_id

if TYPE_CHECKING:
    from okrsite.edit.importing.sheet import Cell, Sheet
    from okrsite.source.values import Number

__all__ = ["is_indicator", "read_indicator"]

_KNOWN = ("year", "value", "units")
_POINT = Convention(".", True)


def is_indicator(sheet: Sheet) -> bool:
    """Whether a table is an indicator: a year comes first, a value last."""
    head = _head(sheet)
    return len(head) > 1 and head[0] == "year" and "value" in head


def read_indicator(sheet: Sheet, team: str, file_stem: str, into: Understood) -> None:
    """Reads an indicator as a KPI of `team`, measured every year. A year without a headline row has no value."""
    if not team:
        into.ask("", "An indicator is a KPI of a team: name the team with --team.")
        return
    head = _head(sheet)
    name = re.sub(r"^indicator[_ -]*", "", file_stem, flags=re.IGNORECASE) or file_stem
    others = [column for column, word in enumerate(head) if word and word not in _KNOWN]
    values: dict[str, tuple[Cell, Number, str]] = {}
    for number, row in enumerate(sheet.rows[1:], 2):
        cells = [row[column] if column < len(row) else None for column in range(len(head))]
        if any((cell := cells[column]) and not cell.is_blank for column in others):
            continue
        _read_row(dict(zip(head, cells, strict=True)), number, values, into)
    units = {unit for _, _, unit in values.values()}
    if len(units) > 1:
        into.ask(
            "", f"The headline rows are in several units ({', '.join(sorted(units))}): keep one of them in the file."
        )
        return
    if values:
        fields = {"name": f"Indicator {name}"} | ({"unit": units.pop()} if units != {""} else {}) | {"every": "year"}
        rows = [{"period": year, "value": value} for year, (_, value, _) in sorted(values.items())]
        into.goals.kpis[team] = [KpiSeries(unique_id(name, (), "indicator"), dict(fields), [dict(row) for row in rows])]
        into.lines.append(
            f"  An indicator of Open SDG: {len(rows)} years, {rows[0]['period']} to {rows[-1]['period']}."
        )
        into.lines += [f"  {cell.at} {year}: {value}" for year, (cell, value, _) in sorted(values.items())]
        if others:
            left = ", ".join(sheet.rows[0][column].line for column in others)
            into.lines.append(f"  Rows with a breakdown are not read ({left}).")


def _head(sheet: Sheet) -> list[str]:
    return [cell.line.lower() for cell in sheet.rows[0]] if sheet.rows else []


def _read_row(
    cells: dict[str, Cell | None], number: int, values: dict[str, tuple[Cell, Number, str]], into: Understood
) -> None:
    year, value, units = (cells.get(name) for name in ("year", "value", "units"))
    if year is None or year.is_blank or value is None or value.is_blank:
        return
    match = re.fullmatch(r"([12]\d{3})(?:\.0+)?", year.line)
    if not match:
        into.ask(year.at, f"`{year.line[:40]}` is no year, so row {number} is left out.")
        return
    found = amount(value.line, _POINT) if value.value is None else None
    if not isinstance(found, Amount):
        into.ask(value.at, f"`{value.line[:40]}` is no number, so row {number} is left out.")
    elif match[1] in values:
        into.ask(value.at, f"The year {match[1]} has a headline row already ({values[match[1]][0].at}), which is kept.")
    else:
        values[match[1]] = (value, found.value, units.line if units else "")
