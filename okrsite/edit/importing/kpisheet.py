"""A sheet of KPIs, a row a KPI and a column a month, or a row a value → KPIs with their values by period."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from okrsite.edit.importing.amounts import convention
from okrsite.edit.importing.cellvalues import people, prose
from okrsite.edit.importing.columns import find_kpi_head
from okrsite.edit.importing.cyclenames import cycle_of
from okrsite.edit.importing.filling import Cells, Filled
from okrsite.edit.importing.goals import KpiSeries, Understood, Yaml
from okrsite.edit.importing.headers import ROLES
from okrsite.edit.importing.measures import amount_in, bound_words, in_hours
from okrsite.edit.importing.moments import Moment, end_of
from okrsite.edit.importing.names import unique_id
from okrsite.edit.importing.sheet import BLANK
from okrsite.edit.importing.surroundings import with_surroundings
from okrsite.source import words
from okrsite.source.ids import make_id
from okrsite.source.periods import containing, cycle_period, period
from okrsite.source.values import Period
from okrsite.source.wrong import Wrong

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsite.edit.importing.amounts import Amount, Convention
    from okrsite.edit.importing.columns import Column, Head
    from okrsite.edit.importing.filling import Defaults
    from okrsite.edit.importing.sheet import Cell, Sheet

__all__ = ["understand_kpis"]


def understand_kpis(sheet: Sheet, defaults: Defaults, file_stem: str, into: Understood) -> bool:
    """Reads a sheet of KPIs into `into`; False where no row of it heads a table of KPIs."""
    head = find_kpi_head(sheet)
    if head is None:
        return False
    into.lines += [f"  {note}" for note in sheet.notes]
    into.lines += _about(head)
    filled, lines = with_surroundings(sheet, head, defaults, file_stem)
    into.lines += lines
    rows = sheet.rows[head.last + 1 :]
    numbers = convention(cell.line for row in rows for cell in row if cell.value is None and cell.text)
    _Reader(head, filled, numbers, into).read(sheet)
    return True


class _Reader:
    """Takes in a table of KPIs, row by row."""

    def __init__(self, head: Head, defaults: Defaults, numbers: Convention, into: Understood) -> None:
        self.head, self.defaults, self.numbers, self.into = head, defaults, numbers, into
        self.filled = Filled(defaults)
        self.name = ""
        self.kpis: dict[tuple[str, str], KpiSeries] = {}

    def read(self, sheet: Sheet) -> None:
        """Reads all rows, then says what each KPI was understood as."""
        for number, row in enumerate(sheet.rows[self.head.last + 1 :], self.head.last + 2):
            cells = Cells({role: _at(row, column.place) for role, column in self.head.roles.items()})
            if any(not cell.is_blank for cell in row):
                self._row(cells, row, number)
        for (team, _), kpi in self.kpis.items():
            kpi.values.sort(key=lambda value: str(value["period"]))
            target = f", target {kpi.fields['target']}" if "target" in kpi.fields else ""
            unit = f" {kpi.fields['unit']}" if "unit" in kpi.fields else ""
            values = ", ".join(f"{value['period']}: {value['value']}" for value in kpi.values) or "no value"
            self.into.lines.append(f"  KPI {team} › {kpi.fields['name']}{unit}{target}: {values}")

    def _row(self, cells: Cells, row: Sequence[Cell], number: int) -> None:
        self.filled.team = cells.line("team") or self.filled.team
        self.name = cells.line("metric") or self.name
        team = self.filled.team or self.defaults.team
        if not team or not self.name:
            missing, how = ("name", "write it in its column") if team else ("team", "name one with --team")
            self.into.ask(f"{number}:{number}", f"No {missing} is known for this row, so it is left out: {how}.")
            return
        values = list(self._values(cells, row))
        kpi = self._kpi(team, cells)
        for cell, time, found in values:
            self._take(kpi, cell, time, found)

    def _kpi(self, team: str, cells: Cells) -> KpiSeries:
        known = self.kpis.get((team, self.name))
        if known is None:
            listed = self.into.goals.kpis.setdefault(team, [])
            known = KpiSeries(make_id(self.name), {"name": self.name})
            known.id = unique_id(self.name, {one.id for one in listed}, "kpi")
            listed.append(known)
            self.kpis[team, self.name] = known
        for name, value in (
            ("about", prose(cells["why"], self.into.ask)),
            ("owner", next(iter(people(cells["owner"])), "")),
            ("unit", cells.line("unit")),
            ("target", self._target(cells["target"])),
        ):
            if value:
                known.fields.setdefault(name, value)
        return known

    def _target(self, cell: Cell) -> str:
        """A target that says which way it holds; of a bare number that is asked."""
        if cell.is_blank:
            return ""
        said = bound_words(cell.line)
        if cell.value is None and not isinstance(words.bound(said), Wrong):
            return said
        self.into.ask(
            cell.at,
            f"The target `{cell.line[:60]}` can be the least or the most: write `at least` or `at most` before it.",
        )
        return ""

    def _values(self, cells: Cells, row: Sequence[Cell]) -> Iterator[tuple[Cell, Period, Amount]]:
        """The values of a row with their periods."""
        timed = [(_at(row, column.place), self._period(column)) for column in self.head.times]
        if not self.head.times:
            when = cells["cycle"] if not cells["cycle"].is_blank else cells["date"]
            timed = [(cells["current"], self._named(when))]
        for cell, time in timed:
            if cell.is_blank:
                continue
            if time is None:
                self.into.ask(
                    cell.at, "It is not known of which period this value is: write the year beside the month."
                )
            elif found := amount_in(in_hours(cell, cells.line("unit")), self.numbers, self.into.ask):
                yield cell, time, found

    def _period(self, column: Column) -> Period | None:
        moment: Moment | None = column.moment
        year = self.defaults.year or (self.defaults.cycle[:4] if self.defaults.cycle[:4].isdecimal() else "")
        if moment is None or not (moment.year or year):
            return None
        around = cycle_period(year, self.defaults.year_starts)
        end = end_of(moment, around, self.defaults.year_starts, self.defaults.today)
        return containing(end, moment.kind, self.defaults.year_starts) if end else None

    def _named(self, cell: Cell) -> Period | None:
        if isinstance(cell.value, dt.date):
            is_month = cell.value.day == 1
            return containing(cell.value, "month" if is_month else "day", self.defaults.year_starts)
        text = (
            cell.line
            if re.search(r"20\d\d", cell.line) or not self.defaults.year
            else f"{cell.line} {self.defaults.year}"
        )
        found = period(cycle_of(text) or cell.line, self.defaults.year_starts)
        return None if isinstance(found, Wrong) else found

    def _take(self, kpi: KpiSeries, cell: Cell, time: Period, found: Amount) -> None:
        every: Yaml = kpi.fields.setdefault("every", time.every)
        unit: Yaml = kpi.fields.setdefault("unit", found.unit) if found.unit else kpi.fields.get("unit", "")
        if every != time.every:
            self.into.ask(cell.at, f"`{time.id}` is no {every}, as the other values of {self.name} are.")
        elif found.unit and unit != found.unit:
            self.into.ask(cell.at, f"`{cell.line}` has another unit than the other values of {self.name}, {unit}.")
        elif any(value["period"] == time.id for value in kpi.values):
            self.into.ask(cell.at, f"{self.name} has a value for {time.id} already, which is kept.")
        else:
            kpi.values.append({"period": time.id, "value": found.value})


def _about(head: Head) -> Iterator[str]:
    yield f"  The head of a table of KPIs is row {head.last + 1}:"
    for column in head.columns:
        said = "KPI" if column.role == "metric" else ROLES[column.role] if column.role else ""
        if column.moment:
            said = f"the value of that {column.moment.kind}"
        yield f"    {column.at:<5} {column.header[:40]} → {said or f'not read: {column.why}'}"


def _at(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if place < len(row) else BLANK
