"""The check-ins of a row: its current value, and the values in columns for months, weeks or days."""

from __future__ import annotations

import datetime as dt
from itertools import accumulate
from math import isclose
from typing import TYPE_CHECKING, NamedTuple

from okrsite.edit.importing.cellvalues import Reading, day_in, day_of, prose, share, status
from okrsite.edit.importing.measures import Measured, amount_in, in_hours
from okrsite.edit.importing.moments import end_of
from okrsite.edit.importing.sheet import BLANK
from okrsite.source.numbers import whole
from okrsite.source.periods import cycle_period

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsite.edit.importing.columns import Column
    from okrsite.edit.importing.filling import Cells
    from okrsite.edit.importing.goals import Yaml
    from okrsite.edit.importing.sheet import Cell
    from okrsite.source.values import Number

__all__ = ["Timed", "read_checkins", "timed_cells"]


class Timed(NamedTuple):
    """A cell of a column for a time."""

    column: Column
    cell: Cell


def timed_cells(row: Sequence[Cell], times: Sequence[Column]) -> list[Timed]:
    """The cells of a row that hold values of a time."""
    found = [Timed(one, row[one.place] if one.place < len(row) else BLANK) for one in times]
    return [one for one in found if not one.cell.is_blank]


def read_checkins(
    cells: Cells, timed: Sequence[Timed], cycle: str, made: Measured, reading: Reading
) -> list[dict[str, Yaml]]:
    """The check-ins, by day. What the row says now goes with its newest value, where that is the current one too."""
    earlier = _added_up(dict(sorted(_by_time(timed, cycle, made, reading))), cells, reading)
    now = _now(cells, made, reading)
    found: list[dict[str, Yaml]] = [{"date": day, "value": value} for day, value in earlier.items()]
    newest = found[-1] if found else None
    own_day = day_in(cells["date"], cycle, reading) if now else None
    if newest and not own_day and now.get("value", newest["value"]) == newest["value"]:
        newest |= now
    elif now:
        found.append({"date": own_day or day_of(cycle, reading), **now})
    return found


def _added_up(values: dict[dt.date, Number], cells: Cells, reading: Reading) -> dict[dt.date, Number]:
    """Values over time as they stood: what each month added is summed up, where the row's total is the sum."""
    said = cells["total"]
    total = amount_in(said, reading.numbers, reading.ask) if len(values) > 1 else None
    if total is None or isclose(list(values.values())[-1], total.value):
        return values
    sums = dict(zip(values, map(whole, accumulate(map(float, values.values()))), strict=True))
    if isclose(list(sums.values())[-1], total.value, rel_tol=1e-9):
        reading.told.append("values over time add up")
        return sums
    why = "is neither the sum nor the last of the values over time, which are read as they stand."
    reading.ask(said.at, f"`{said.line}` {why}")
    return values


def _now(cells: Cells, made: Measured, reading: Reading) -> dict[str, Yaml]:
    said: dict[str, Yaml] = {"value": made.value}
    if not {"metric", "done"} & made.fields.keys():
        said["progress"] = share(cells["progress"], reading)
    elif not cells["progress"].is_blank and cells["current"].is_blank and "metric" in made.fields:
        reading.ask(
            cells["progress"].at,
            f"The progress `{cells.line('progress')}` is left out: write the current value instead.",
        )
    said["confidence"] = share(cells["confidence"], reading, reading.levels)
    said["status"] = status(cells["status"], reading.ask)
    said["note"] = prose(cells["notes"], reading.ask)
    return {name: one for name, one in said.items() if one not in (None, "")}


def _by_time(timed: Sequence[Timed], cycle: str, made: Measured, reading: Reading) -> Iterator[tuple[dt.date, Number]]:
    """The values of a row's times: each dated by the last day of its time, or today while that is not over."""
    if timed and "metric" not in made.fields:
        why = "it has no target, so there is nothing to measure by"
        reading.ask(f"{timed[0].cell.at}:{timed[-1].cell.at}", f"The values over time are left out: {why}.")
        return
    time = cycle_period(cycle, reading.year_starts)
    for column, cell in timed:
        assert column.moment  # noqa: S101  it stands in a column for a time
        end = end_of(column.moment, time, reading.year_starts, reading.today)
        start = end and end - dt.timedelta(days=_LENGTH[column.moment.kind])
        if end is None or start is None or start > reading.today:
            reading.ask(cell.at, f"A value of {column.header} is left out: that is still to come.")
        elif time and end < time.start:
            reading.ask(cell.at, f"A value of {column.header} is left out: that is before the cycle {cycle}.")
        elif (found := amount_in(in_hours(cell, made.unit or ""), reading.numbers, reading.ask)) is not None:
            unit = made.unit
            if (
                found.unit
                and unit is not None
                and found.unit != unit
                and (made.is_formatted or "%" in (unit, found.unit))
            ):
                reading.ask(
                    cell.at, f"`{cell.line}` has another unit than its target, {unit or 'none'}: make them one."
                )
            elif unit == "%" and not found.unit and made.is_formatted and 0 < abs(found.value) <= 1:
                reading.ask(cell.at, f"`{cell.line}` is a share beside numbers in percent: format it as percent.")
            else:
                yield min(end, day_of(cycle, reading)), found.value


_LENGTH = {"day": 0, "week": 6, "month": 27, "quarter": 89}
