"""Rows of a table → what each says of a team's goals: cells filled from above, read by their columns, doubts left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from okrsite.edit.importing.cellvalues import Reading, day_in, day_of, due_day, people, prose, weight
from okrsite.edit.importing.checkinrows import Timed, read_checkins, timed_cells
from okrsite.edit.importing.columns import Head
from okrsite.edit.importing.filling import Ask, Cells, Defaults, Filled
from okrsite.edit.importing.goals import Yaml
from okrsite.edit.importing.headers import ROLES, Role, unit_of
from okrsite.edit.importing.headings import heading_above, labelled
from okrsite.edit.importing.measures import Measured, is_time, measured, trouble_of_cell
from okrsite.edit.importing.sheet import BLANK, Cell, Sheet
from okrsite.edit.importing.units import unit_word

__all__ = ["Defaults", "RowRead", "Table", "read_rows"]

_TOTALS = frozenset((
    "total", "totals", "sum", "summe", "gesamt", "average", "durchschnitt", "mittelwert", "overall", "合計", "合计",
    "總計", "总计", "平均", "小計", "小计", "subtotal", "sub total", "sub-total", "grand total", "zwischensumme", "gesamtsumme", "mean",
))  # fmt: skip
_PLACEHOLDER = re.compile(r"<[^<>]*>|\[[^\[\]]*\]|\{[^{}]*\}|…|\.\.\.")
_WORDS: tuple[Role, ...] = ("owner", "unit", "status", "notes", "why", "objective_owner", "team", "cycle")
_FOOT = re.compile(
    r"(?:notes?|sources?|legend|key|hinweise?|anmerkung(?:en)?|quellen?|legende|備註|备注|註|注|說明|说明|資料來源|数据来源)\s*[:：]|\*|※",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its head, and how it is read."""

    sheet: Sheet
    head: Head
    reading: Reading


@dataclass(slots=True)
class RowRead:
    """What a row says: of which goal, and the fields that it fills in of the objective, key result and check-in."""

    number: int  # as the spreadsheet counts
    team: str
    cycle: str
    objective: str
    key_result: str = ""
    of_objective: dict[str, Yaml] = field(default_factory=dict)
    of_key_result: dict[str, Yaml] = field(default_factory=dict)
    checkins: list[dict[str, Yaml]] = field(default_factory=list)
    said: str = ""  # the measure, in words
    told: list[str] = field(default_factory=list)  # what else is said of how it was read


def read_rows(table: Table, defaults: Defaults, ask: Ask) -> Iterator[RowRead]:
    """The rows below the head that say something; `ask` is told of each cell and row that is left out."""
    filled = Filled(defaults)
    head = {column.header for column in table.head.columns}
    if "objective" not in table.head.roles and (above := heading_above(table.sheet.rows[: table.head.first])):
        filled.objective = above
    for place in range(table.head.last + 1, len(table.sheet.rows)):
        row = table.sheet.rows[place]
        if all(cell.is_blank for cell in row) or {cell.line for cell in row if not cell.is_blank} <= head:
            continue
        if (label := labelled(row)) and label[0] not in table.head.roles:
            filled.take_label(label[0], label[1], ask)
            continue
        for cells in _parts(row, table):
            if why := _is_no_goal(row, cells):
                ask(f"{place + 1}:{place + 1}", why)
                continue
            if {"type", "name_and_type"} & cells.cells.keys() and not filled.take_typed(cells, place + 1, ask):
                continue
            if filled.take(cells, place + 1, ask):
                _ask_of_troubles(cells, ask)
                yield _read(cells, table, filled, place + 1, timed_cells(row, table.head.times))


def _parts(row: Sequence[Cell], table: Table) -> Iterator[Cells]:
    """The cells of a row; once for each key result where several stand side by side."""
    if (banner := _banner(row)) and "objective" not in table.head.roles:
        yield Cells({"objective": banner})
        return
    cells = {role: _at(row, column.place) for role, column in table.head.roles.items()}
    said = 0
    for group in table.head.groups:
        own = {role: _at(row, column.place) for role, column in group.items()}
        if any(not cell.is_blank for cell in own.values()):
            said += 1
            yield Cells(cells | own)
    if not said:
        yield Cells(cells)


def _at(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if place < len(row) else BLANK


def _is_no_goal(row: Sequence[Cell], cells: Cells) -> str:
    """Why a row is no goal: a total, or a banner over the whole width; "" for one that may be."""
    if (banner := _banner(row)) and cells.cells.get("objective") != banner:
        return f"`{banner.line}` is a heading over several columns, so the row is left out."
    first = next(cell.line for cell in row if not cell.is_blank)
    title = cells.line("key_result") or first
    if title.lower().rstrip(":： ") in _TOTALS:
        return f"The row of `{title}` is left out: okrsite works totals out itself."
    if all(_PLACEHOLDER.fullmatch(cell.line) for cell in row if not cell.is_blank and cell.value is None):
        return f"`{first[:60]}` is to be filled in, so the row is left out."
    if _FOOT.match(first) and sum(1 for cell in row if not cell.is_blank) == 1:
        return f"`{first[:60]}` is a remark below the table, so the row is left out."
    return ""


def _ask_of_troubles(cells: Cells, ask: Ask) -> None:
    """Tells of cells for words that hold an error or a formula alone; those for numbers and days are told where they are read."""
    for role in _WORDS:
        if (cell := cells[role]).trouble:
            ask(cell.at, trouble_of_cell(cell))


def _banner(row: Sequence[Cell]) -> Cell | None:
    """The one cell of a row that stands over several columns: in a table without a column for it, the objective."""
    filled = [cell for cell in row if not cell.is_blank]
    return filled[0] if len(filled) == 1 and filled[0].columns > 2 else None


def _read(cells: Cells, table: Table, filled: Filled, number: int, timed: Sequence[Timed]) -> RowRead:
    row = RowRead(number, filled.team or filled.defaults.team, filled.cycle or filled.defaults.cycle, filled.objective)
    row.key_result = cells.line("key_result")
    if table.head.measures_objectives and not cells["target"].is_blank:
        row.key_result = row.objective
    reading = replace(table.reading, told=row.told)
    _read_objective(cells, row, reading)
    if row.key_result:
        made = _read_key_result(cells, row, table, reading)
        row.checkins = read_checkins(cells, timed, row.cycle, made, reading)
    return row


def _read_objective(cells: Cells, row: RowRead, reading: Reading) -> None:
    """What the row says of its objective: all of it where it names no key result."""
    owner, of_it = cells["objective_owner"], cells["objective_weight"]
    if not row.key_result or row.key_result == row.objective:
        owner, of_it = (owner if owner.text else cells["owner"]), (of_it if of_it.text else cells["weight"])
    if not row.key_result:
        _add(row.of_objective, "why", prose(cells["why"] if cells["why"].text else cells["notes"], reading.ask))
        for role in ("start", "target", "current", "due", "confidence", "status"):
            if not cells[role].is_blank:
                reading.ask(cells[role].at, f"An objective has no {ROLES[role]}: it belongs to a key result.")
    _add_people(row.of_objective, owner, reading)
    _add(row.of_objective, "weight", weight(of_it, reading))


def _read_key_result(cells: Cells, row: RowRead, table: Table, reading: Reading) -> Measured:
    three = cells["start"], cells["target"], cells["current"]
    made = measured(*three, _unit(cells, table), reading.numbers, day_of(row.cycle, reading), reading.ask)
    row.said = made.said
    fields = row.of_key_result
    _add_people(fields, cells["owner"], reading)
    fields.update(made.fields)
    _add(fields, "start", day_in(cells["begins"], row.cycle, reading))
    _add(fields, "due", due_day(cells["due"], row.cycle, reading))
    if "start" in fields and "due" in fields and str(fields["start"]) > str(fields["due"]):
        reading.ask(cells["due"].at, f"It is due on {fields.pop('due')}, before it starts on {fields.pop('start')}.")
    if row.key_result != row.objective:
        _add(fields, "weight", weight(cells["weight"], reading))
    _add(fields, "why", prose(cells["why"], reading.ask))
    _ask_of_words(cells["metric"], reading.ask)
    return made


def _add_people(fields: dict[str, Yaml], cell: Cell, reading: Reading) -> None:
    """Adds the owner, and whoever else is named there."""
    names = people(cell)
    if names:
        fields["owner"] = names[0]
    if len(names) > 1:
        fields["with"] = names[1:]
    if "@" in cell.text and not any("@" in name for name in names):
        reading.told.append("the mail address is left out")


def _add(fields: dict[str, Yaml], name: str, value: Yaml) -> None:
    if value is not None and value != "":
        fields[name] = value


# --- cells ------------------------------------------------------------------------------------------------------------


def _unit(cells: Cells, table: Table) -> str:
    if said := cells.line("unit"):
        return said if unit_word(said) != "" else ""
    if (unit := unit_word(cells.line("metric"))) is not None:
        return unit
    if is_time(unit_of(cells.line("key_result"))):
        return unit_of(cells.line("key_result"))
    named = [table.head.roles[role].unit for role in ("target", "current", "start") if role in table.head.roles]
    return next((unit for unit in named if unit and len(unit) <= 12), "")


def _ask_of_words(cell: Cell, ask: Ask) -> None:
    """Tells of a column that says in prose how a key result is measured."""
    if cell.text and unit_word(cell.line) is None:
        ask(
            cell.at,
            f"`{cell.line[:60]}` says in words how it is measured; start, target and unit are read, this is not.",
        )
