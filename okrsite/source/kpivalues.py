"""A KPI's values from its CSV file, and what a KPI's values must be wherever they are written."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from okrsite.source import numbers, words
from okrsite.source.csvtable import Cell, Row, read_table
from okrsite.source.fields import read_cells
from okrsite.source.marks import mark
from okrsite.source.records import Kpi, KpiValue
from okrsite.source.rows import column
from okrsite.source.values import Bound, Number, Target, TargetPath
from okrsite.source.wrong import Wrong

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsite.source.context import Context

__all__ = ["check_periods", "read_values"]

_COLUMNS = ("period", "value", "date", "target", "note")
_EXAMPLES = {
    "year": "2026",
    "half": "2026-H2",
    "quarter": "2026-Q4",
    "month": "2026-11",
    "week": "2026-W47",
    "day": "2026-11-20",
}


def read_values(context: Context, kpi: Kpi) -> tuple[KpiValue, ...]:
    """The rows of a CSV file (`period,value[,date][,target][,note]`) as values of `kpi`; problems go to the context."""
    table = read_table(context, _COLUMNS, ("period", "value"))
    if table is None:
        return ()
    values = (_value(row, kpi, context) for row in table.rows)
    return tuple(value for value in values if value is not None)


def _value(row: Row, kpi: Kpi, context: Context) -> KpiValue | None:
    value = read_cells(KpiValue, row.read_as(but=("target",)), context, row.line)
    cell = row.cells.get("target")
    if value is None or cell is None or not cell.text:
        return value
    target = _target(cell, kpi.target, context)
    if isinstance(target, Wrong):
        context.problem(mark(cell.line, cell.column), target.rule, target.message, target.hint)
        return value
    return replace(value, target=target)


def _target(cell: Cell, form: Target | None, context: Context) -> Bound | Wrong:
    """A target cell: words, or a number in the form of the KPI's own target."""
    text = re.sub(r"(?<=\d),(?=\d)", ".", cell.text) if context.decimal_comma else cell.text
    value = numbers.number(text)
    return words.bound(text) if isinstance(value, Wrong) else _bound_like(form, value)


def _bound_like(form: Target | None, value: Number) -> Bound | Wrong:
    if isinstance(form, TargetPath):
        falls = form.to < form.origin
        return Bound("at_most", high=value) if falls else Bound("at_least", low=value)
    bound = form if form is None or isinstance(form, Bound) else form.steps[0][1]
    if bound is None or bound.kind == "between":
        message = f"`{value}` alone does not say what the target is."
        return Wrong(message, f"Write it in words: `at least {value}`, or give the KPI a `target`.", "bad-target")
    return Bound("at_least", low=value) if bound.kind == "at_least" else Bound("at_most", high=value)


def check_periods(kpi: Kpi, values: Sequence[KpiValue], context: Context) -> None:
    """Tells the context of periods that are not of the KPI's `every`, and of those that stand twice."""
    names = {period.id for period in column(values, "period") if period.every == kpi.every}
    if len(names) == len(values):
        return
    first: dict[str, KpiValue] = {}
    for value in values:
        period = value.period
        if kpi.every and period.every != kpi.every:
            message = f"`{period.id}` is a {period.every}, but this KPI is measured every {kpi.every}."
            hint = f"Write it like `{_EXAMPLES[kpi.every]}`, or change the KPI's `every`."
            context.problem(value.places.at("period"), "period-not-every", message, hint)
        elif period.id in first:
            line = first[period.id].places.at("period").line
            message = f"The period {period.id} stands here twice, first in line {line}."
            hint = "Keep one of the two; check-ins may correct it later."
            context.problem(value.places.at("period"), "period-twice", message, hint)
        first.setdefault(period.id, value)
