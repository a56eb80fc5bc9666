"""Rows of a table → what each says of a team's goals: cells filled from above, read by their columns, doubts left out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from okrsite.edit.importing.amounts import Convention, Doubt
from okrsite.edit.importing.columns import Head
from okrsite.edit.importing.cyclenames import cycle_of
from okrsite.edit.importing.days import Order, day
from okrsite.edit.importing.filling import Ask, Cells, Defaults, Filled
from okrsite.edit.importing.goals import Yaml
from okrsite.edit.importing.headers import ROLES
from okrsite.edit.importing.headings import heading_above, labelled
from okrsite.edit.importing.measures import amount_in, is_yes, measured, trouble_of_cell
from okrsite.edit.importing.notes import trouble_of
from okrsite.edit.importing.sheet import BLANK, Cell, Sheet
from okrsite.source.periods import cycle_period

__all__ = ["Defaults", "RowRead", "Table", "read_rows"]

_TOTALS = frozenset((
    "total", "totals", "sum", "summe", "gesamt", "average", "durchschnitt", "mittelwert", "overall", "合計", "合计",
    "總計", "总计", "平均", "小計",
))  # fmt: skip
_FOOT = re.compile(
    r"(?:notes?|sources?|legend|key|hinweise?|anmerkung(?:en)?|quellen?|legende|備註|备注|註|注|說明|说明|資料來源|数据来源)\s*[:：]|\*|※",
    re.IGNORECASE,
)
_LEVELS = {"%": 100, "": 1}
_STATUSES = {
    "on-track": "on track | green | good | ok | grün | im plan | auf kurs | planmäßig"
    " | 正常 | 順利 | 顺利 | 綠 | 绿 | 綠燈 | 绿灯 | 🟢 | 如期",
    "at-risk": "at risk | yellow | amber | gelb | gefährdet | risiko"
    " | 有風險 | 有风险 | 風險 | 风险 | 黃 | 黄 | 黃燈 | 黄灯 | 🟡",
    "off-track": "off track | red | behind | rot | kritisch | im verzug | 落後 | 落后 | 紅 | 红 | 紅燈 | 红灯 | 🔴 | 延遲 | 延迟",
}
_REPORTED = {word: status for status, words in _STATUSES.items() for word in words.split(" | ")}


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its head and how it writes numbers and days."""

    sheet: Sheet
    head: Head
    numbers: Convention
    order: Order | None


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
    checkin: dict[str, Yaml] = field(default_factory=dict)
    said: str = ""  # the measure, in words


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
            if "type" in cells.cells and not filled.take_typed(cells, place + 1, ask):
                continue
            if filled.take(cells, place + 1, ask):
                _ask_of_troubles(cells, ask)
                yield _read(cells, table, filled, place + 1, defaults, ask)


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
    if not cells.line("key_result") and first.lower().rstrip(":：") in _TOTALS:
        return f"The row of `{first}` is left out: okrsite works totals out itself."
    if _FOOT.match(first) and sum(1 for cell in row if not cell.is_blank) == 1:
        return f"`{first[:60]}` is a remark below the table, so the row is left out."
    return ""


def _ask_of_troubles(cells: Cells, ask: Ask) -> None:
    """Tells of cells for words that hold an error or a formula alone; those for numbers are told where they are read."""
    for role in (
        "owner",
        "unit",
        "status",
        "notes",
        "why",
        "objective_owner",
        "due",
        "begins",
        "date",
        "team",
        "cycle",
    ):
        if (cell := cells[role]).trouble and role not in ("due", "begins", "date"):
            ask(cell.at, trouble_of_cell(cell))


def _banner(row: Sequence[Cell]) -> Cell | None:
    """The one cell of a row that stands over several columns: in a table without a column for it, the objective."""
    filled = [cell for cell in row if not cell.is_blank]
    return filled[0] if len(filled) == 1 and filled[0].columns > 2 else None


def _read(cells: Cells, table: Table, filled: Filled, number: int, defaults: Defaults, ask: Ask) -> RowRead:
    row = RowRead(number, filled.team or filled.defaults.team, filled.cycle or filled.defaults.cycle, filled.objective)
    row.key_result = cells.line("key_result")
    _read_objective(cells, row, table, ask)
    if row.key_result:
        _read_key_result(cells, row, table, defaults, ask)
    return row


def _read_objective(cells: Cells, row: RowRead, table: Table, ask: Ask) -> None:
    """What the row says of its objective: all of it where it names no key result."""
    owner, weight = cells["objective_owner"], cells["objective_weight"]
    if not row.key_result:
        owner, weight = (owner if owner.text else cells["owner"]), (weight if weight.text else cells["weight"])
        _add(row.of_objective, "why", _prose(cells["why"] if cells["why"].text else cells["notes"], ask))
        for role in ("start", "target", "current", "due", "confidence", "status"):
            if not cells[role].is_blank:
                ask(cells[role].at, f"An objective has no {ROLES[role]}: it belongs to a key result.")
    _add(row.of_objective, "owner", _person(owner))
    _add(row.of_objective, "weight", _weight(weight, table.numbers, ask))


def _read_key_result(cells: Cells, row: RowRead, table: Table, defaults: Defaults, ask: Ask) -> None:
    today = defaults.today
    made = measured(cells["start"], cells["target"], cells["current"], _unit(cells, table), table.numbers, today, ask)
    row.said = made.said
    fields = row.of_key_result
    _add(fields, "owner", _person(cells["owner"]))
    fields.update(made.fields)
    _add(fields, "start", _day(cells["begins"], table.order, ask))
    _add(fields, "due", _due(cells["due"], row.cycle, table.order, defaults.year_starts, ask))
    if "start" in fields and "due" in fields and str(fields["start"]) > str(fields["due"]):
        ask(cells["due"].at, f"It is due on {fields.pop('due')}, before it starts on {fields.pop('start')}.")
    _add(fields, "weight", _weight(cells["weight"], table.numbers, ask))
    _add(fields, "why", _prose(cells["why"], ask))
    _ask_of_words(cells["metric"], ask)
    _read_checkin(cells, row, table, made.value, today, ask)


def _read_checkin(cells: Cells, row: RowRead, table: Table, value: Yaml, today: dt.date, ask: Ask) -> None:
    checkin: dict[str, Yaml] = {}
    _add(checkin, "value", value)
    if not {"metric", "done"} & row.of_key_result.keys():
        _add(checkin, "progress", _share(cells["progress"], table.numbers, ask))
    elif not cells["progress"].is_blank and cells["current"].is_blank and "metric" in row.of_key_result:
        ask(
            cells["progress"].at,
            f"The progress `{cells.line('progress')}` is left out: write the current value instead.",
        )
    _add(checkin, "confidence", _share(cells["confidence"], table.numbers, ask))
    _add(checkin, "status", _status(cells["status"], ask))
    _add(checkin, "note", _prose(cells["notes"], ask))
    if checkin:
        row.checkin = {"date": _day(cells["date"], table.order, ask) or today, **checkin}


def _add(fields: dict[str, Yaml], name: str, value: Yaml) -> None:
    if value is not None and value != "":
        fields[name] = value


# --- cells ------------------------------------------------------------------------------------------------------------


def _unit(cells: Cells, table: Table) -> str:
    if cells.line("unit"):
        return cells.line("unit")
    named = [table.head.roles[role].unit for role in ("target", "current", "start") if role in table.head.roles]
    return next((unit for unit in named if unit and len(unit) <= 12), "")


def _person(cell: Cell) -> str:
    return cell.line.removeprefix("@").strip()


def _prose(cell: Cell, ask: Ask) -> str:
    """A text of several lines; one that no page can show is left out."""
    if cell.text and (trouble := trouble_of(cell.text)):
        ask(cell.at, f"This text {trouble}, so it is left out.")
        return ""
    return cell.text


def _weight(cell: Cell, known: Convention, ask: Ask) -> Yaml:
    """A weight; in percent it is the share, so that 50 % weighs as much as 0.5."""
    found = amount_in(cell, known, ask)
    if found and found.value < 0:
        ask(cell.at, f"The weight `{cell.line}` is negative.")
        return None
    if found and found.unit == "%":
        return round(found.value / 100, 12)
    return found.value if found else None


def _share(cell: Cell, known: Convention, ask: Ask) -> Yaml:
    """A share from 0 to 1: `0.6`, `60 %`, `6/10`."""
    if fraction := re.fullmatch(r"(\d{1,2})\s*/\s*(10|100|5)", cell.text):
        value, unit = int(fraction[1]) / int(fraction[2]), ""
    else:
        found = amount_in(cell, known, ask)
        if found is None:
            return None
        value, unit = float(found.value), found.unit
    share = value / _LEVELS.get(unit, 1)
    if unit in _LEVELS and 0 <= share <= 1:
        return int(share) if share.is_integer() else round(share, 12)
    ask(cell.at, f"`{cell.line}` is no share: write it as 0.6 or 60 %.")
    return None


def _status(cell: Cell, ask: Ask) -> Yaml:
    if cell.is_blank:
        return None
    word = " ".join(re.sub(r"[-_]", " ", cell.line.lower()).split())
    if word in _REPORTED:
        return _REPORTED[word]
    more = " okrsite works it out itself." if is_yes(cell) is not None else ""
    ask(cell.at, f"The status `{cell.line[:60]}` is none of on-track, at-risk, off-track.{more}")
    return None


def _day(cell: Cell, order: Order | None, ask: Ask) -> dt.date | None:
    if cell.is_blank:
        return None
    if isinstance(cell.value, dt.date):
        found: dt.date | Doubt | None = cell.value
    else:
        found = day(cell.text, order) if cell.value is None else None
    if isinstance(found, dt.date) and 1000 <= found.year <= 2999:
        return found
    shown = (cell.line or cell.trouble)[:60]
    ask(cell.at, found.message if isinstance(found, Doubt) else f"`{shown}` is no day: write it like 2026-11-20.")
    return None


def _due(cell: Cell, cycle: str, order: Order | None, year_starts: int, ask: Ask) -> dt.date | None:
    """The day that it is due: of a quarter or a month its last one; the cycle's own name says nothing new."""
    named = cycle_of(cell.line) if cell.value is None and cell.text else None
    if named == cycle:
        return None
    if named and (time := cycle_period(named, year_starts)):
        return time.end
    return _day(cell, order, ask)


def _ask_of_words(cell: Cell, ask: Ask) -> None:
    """Tells of a column that says in prose how a key result is measured."""
    if cell.text:
        ask(
            cell.at,
            f"`{cell.line[:60]}` says in words how it is measured; start, target and unit are read, this is not.",
        )
