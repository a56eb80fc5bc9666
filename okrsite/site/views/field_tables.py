"""The fields of a site's own side by side: a table of what they say of each goal, KPI or team, to be sorted and searched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from okrsite.frozen import dataclass
from okrsite.site.views.fields import field_line
from okrsite.site.views.here import Here
from okrsite.site.views.said import FieldLine, Named
from okrsite.source.records import OwnField

__all__ = ["FieldCell", "FieldRow", "FieldTable", "WithFields", "field_table", "objective_fields"]

WithFields = tuple[Named, str, Mapping[str, object]]
"""(what has the fields, its team, name → value)."""


@dataclass(frozen=True, slots=True)
class FieldCell:
    """What a field says, None where it is blank; `sort` is the number and `iso` the day that it is sorted by."""

    field: FieldLine | None
    sort: str | None = None
    iso: str | None = None


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One thing with its fields, in the order of the table's head."""

    thing: Named
    cells: tuple[FieldCell, ...]


@dataclass(frozen=True, slots=True)
class FieldTable:
    """`id` is its anchor; `name` is what the things are called, `head` what the fields are, `numeric` which of those are numbers."""

    id: str
    name: str
    head: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[FieldRow, ...]


def field_table(here: Here, kind: str, name: str, things: Iterable[WithFields]) -> FieldTable | None:
    """The table of those `things` of a `kind` that say something; fields that nobody filled in have no column. None without any."""
    filled = [(thing, team, fields) for thing, team, fields in things if any(_is_said(one) for one in fields.values())]
    declared = {
        key: field
        for key, field in here.goals.site.fields.get(kind, {}).items()
        if any(_is_said(fields.get(key)) for _, _, fields in filled)
    }
    if not declared:
        return None
    return FieldTable(
        id=f"_fields-{kind.replace('_', '-')}",
        name=name,
        head=tuple(here.text(field.label) if field.label else key for key, field in declared.items()),
        numeric=tuple(field.type == "number" for field in declared.values()),
        rows=tuple(
            FieldRow(thing, tuple(_cell(here, key, field, fields.get(key), team) for key, field in declared.items()))
            for thing, team, fields in filled
        ),
    )


def objective_fields(here: Here, refs: Iterable[str]) -> tuple[FieldTable, ...]:
    """The tables of objectives and of their key results."""
    objectives = [here.goals.objectives[ref] for ref in refs]
    of_objectives = ((here.goal(one.ref), one.team, one.record.fields) for one in objectives)
    of_results = ((here.goal(kr.ref), one.team, kr.record.fields) for one in objectives for kr in one.key_results)
    terms = here.shared.terms
    found = (
        field_table(here, "objective", terms["objectives"], of_objectives),
        field_table(here, "key_result", terms["key_results"], of_results),
    )
    return tuple(table for table in found if table)


def _cell(here: Here, key: str, field: OwnField, value: object, team: str) -> FieldCell:
    if not _is_said(value):
        return FieldCell(None)
    line = field_line(here, key, field, value, team, f"table-{key}")
    if isinstance(value, dt.date):
        return FieldCell(line, iso=value.isoformat())
    return FieldCell(line, str(value) if isinstance(value, int | float) else None)


def _is_said(value: object) -> bool:
    return value is not None and value != ""
