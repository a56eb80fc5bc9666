"""Which row heads a table, and what each column means: by its header, by the other columns, by what stands in it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from okrsite.edit.importing.amounts import Convention, amount
from okrsite.edit.importing.days import day
from okrsite.edit.importing.headers import ROLES, Role, language_of, meanings, numbered, unit_of
from okrsite.edit.importing.headings import kind_by_number
from okrsite.edit.importing.moments import Moment, header_moment, one_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from okrsite.edit.importing.sheet import Cell, Sheet

__all__ = ["Column", "Head", "find_head", "find_kpi_head"]

_ROWS_LOOKED_AT = 60
_CELLS_LOOKED_AT = 300
_NUMBERS: frozenset[Role] = frozenset(("start", "target", "current", "weight", "confidence", "progress", "total"))
_DATES: frozenset[Role] = frozenset(("begins", "due", "date"))
_TITLES: frozenset[Role] = frozenset(("objective", "key_result"))
_NUMBER = re.compile(
    r"(?:KR|O|Obj\.?|Objective|Key Result|Ziel|SE)?\s*#?\d{1,2}(?:\.\d{1,2})*[.):]?|KR|\d[.)]", re.IGNORECASE
)
_CLOCK = re.compile(r"\d{1,4}(?::\d\d){1,2}")
_NOTHING = frozenset(("", "-", "–", "—", "n/a", "N/A", "k.A.", "無"))
_NAMES: frozenset[Role] = frozenset(("name", "why", "number"))
_OF_OBJECTIVE: dict[Role, Role] = {"owner": "objective_owner", "weight": "objective_weight"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header with its address, and what it means; `role` None: it is not read, and `why` says why.

    A column for a time, `Oct`, has a `moment` and no role.
    """

    at: str
    header: str
    place: int  # from 0
    options: frozenset[Role]
    role: Role | None = None
    why: str = ""
    group: int = 0  # of which of several key results in one row it is
    moment: Moment | None = None  # whose values stand in it

    @property
    def unit(self) -> str:
        """The unit that the header names in brackets."""
        return unit_of(self.header)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: `first` and `last` of its rows, from 0; `language`: that of most of its words."""

    first: int
    last: int
    columns: tuple[Column, ...]
    language: str

    @property
    def roles(self) -> Mapping[Role, Column]:
        """The columns that are read, by what they mean."""
        return {column.role: column for column in self.columns if column.role and not column.group}

    @property
    def measures_objectives(self) -> bool:
        """Whether objectives have targets themselves, since nothing is for key results."""
        roles = self.roles.keys()
        return {"objective", "target"} <= roles and not {"key_result", "type"} & roles and not self.groups

    @property
    def times(self) -> Sequence[Column]:
        """The columns that each hold the values of a time."""
        return [column for column in self.columns if column.moment]

    @property
    def groups(self) -> Sequence[Mapping[Role, Column]]:
        """The columns of each of several key results that stand side by side in a row."""
        numbers = sorted({column.group for column in self.columns} - {0})
        return [{one.role: one for one in self.columns if one.role and one.group == number} for number in numbers]


def find_head(sheet: Sheet) -> Head | None:
    """The head of a sheet's table; None where no row heads objectives or key results."""
    best, score = -1, 1
    for row, cells in enumerate(sheet.rows[:_ROWS_LOOKED_AT]):
        known = [roles for cell in cells if (roles := _meanings(cell))]
        if len(known) > score and _has_titles(known):
            best, score = row, len(known)
    head = _head_at(sheet, best) if best >= 0 else None
    return head if head and _holds_goals(head) else None


def _holds_goals(head: Head) -> bool:
    """Whether some column holds objectives or key results, or may: a list of names and owners is none of goals."""
    return any(column.options & (_TITLES | {"name_and_type"}) or column.role == "name" for column in head.columns)


def find_kpi_head(sheet: Sheet) -> Head | None:
    """The head of a table of KPIs: a column for their names, and columns for times, or one for values and one for when."""
    for row, cells in enumerate(sheet.rows[:_ROWS_LOOKED_AT]):
        if any("metric" in _meanings(cell) for cell in cells):
            head = _head_at(sheet, row)
            named = "metric" in head.roles
            if named and (head.times or ("current" in head.roles and {"cycle", "date"} & head.roles.keys())):
                return head
    return None


def _head_at(sheet: Sheet, best: int) -> Head:
    first, last = best - _is_half_head(sheet, best, best - 1), best + _is_half_head(sheet, best, best + 1)
    columns = _headers(sheet.rows[first : last + 1], best - first)
    resolved = _resolved(columns, sheet.rows[last + 1 : last + 1 + _CELLS_LOOKED_AT])
    return Head(first, last, tuple(resolved), language_of([column.header for column in columns]))


def _has_titles(known: Sequence[frozenset[Role]]) -> bool:
    """Whether some column can hold objectives or key results: each in its own, or both in one beside their type."""
    can = frozenset[Role]().union(*known)
    return bool(can & _TITLES) or "name" in can


def _meanings(cell: Cell) -> frozenset[Role]:
    if cell.value is not None or not cell.text:
        return frozenset()
    of_several = numbered(cell.text)
    return of_several[1] if of_several else meanings(cell.text)


def _is_half_head(sheet: Sheet, head: int, other: int) -> bool:
    """Whether the row beside a head adds headers to it, and holds nothing else; a cell merged over both shows it."""
    if not 0 <= other < len(sheet.rows):
        return False
    above = {cell.at for cell in sheet.rows[head] if not cell.is_blank}
    filled = [cell for cell in sheet.rows[other] if not cell.is_blank]
    if any(cell.at in above for cell in filled):
        return True
    if len(filled) > 1 and any(cell.columns > 1 for cell in filled) and all(map(_meanings, filled)):
        return True  # what the headers below it are of
    added = [
        cell for place, cell in enumerate(sheet.rows[other])
        if not cell.is_blank and cell.at not in above and not _known_at(sheet.rows[head], place)
    ]  # fmt: skip
    others = [
        cell for place, cell in enumerate(sheet.rows[other])
        if not cell.is_blank and _known_at(sheet.rows[head], place) and not _meanings(cell) and cell.columns == 1
    ]  # fmt: skip
    return bool(added) and not others and all(_meanings(cell) or header_moment(cell) for cell in added)


def _known_at(row: Sequence[Cell], place: int) -> bool:
    return place < len(row) and bool(_meanings(row[place]))


def _headers(rows: Sequence[Sequence[Cell]], best: int) -> list[Column]:
    """A column for each place with a header: that of the row that knows most, else of the row beside it."""
    ordered = [rows[best], *(row for place, row in enumerate(rows) if place != best)]
    found = []
    for place in range(max(map(len, rows))):
        cells = [row[place] for row in ordered if place < len(row) and not row[place].is_blank]
        known = [cell for cell in cells if _meanings(cell) or header_moment(cell)]
        cell = next((cell for cell in known if cell.columns == 1), next(iter(known or cells), None))
        if cell:
            of_several = numbered(cell.text)
            column = Column(cell.at, cell.line, place, _meanings(cell), group=of_several[0] if of_several else 0)
            found.append(_under(replace(column, moment=None if column.options else header_moment(cell)), cell, rows))
    return found


def _under(column: Column, cell: Cell, others: Sequence[Sequence[Cell]]) -> Column:
    """A column below a header that stands over several: whose title, owner or weight it is, or of which time."""
    above = next((found for row in others if (found := _covering(row, column.place)) and found != cell), None)
    over = _meanings(above) if above else frozenset[Role]()
    if over & _TITLES and column.options and column.options <= _NAMES:
        return replace(column, options=over & _TITLES, why="by the header above it")
    of_objective = _OF_OBJECTIVE.get(next(iter(column.options))) if len(column.options) == 1 else None
    if "objective" in over and of_objective:
        return replace(column, options=frozenset((of_objective,)), why="by the header above it")
    if above and (moment := header_moment(above)) and "current" in column.options:
        return replace(column, options=frozenset(), moment=moment)
    if above and header_moment(above) and column.options:
        return replace(column, options=frozenset(), why="of a time only the actual value is read")
    return column


def _covering(row: Sequence[Cell], place: int) -> Cell | None:
    """The header of a row that is merged over a place and others."""
    return next(
        (cell for at, cell in enumerate(row[: place + 1]) if cell.columns > 1 and place < at + cell.columns), None
    )


def _resolved(columns: list[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    columns = _with_times(columns)
    if any(column.group for column in columns):
        groups = sorted({column.group for column in columns})
        parts = [_resolved_part([one for one in columns if one.group == group], rows) for group in groups]
        return sorted((column for part in parts for column in part), key=lambda column: column.place)
    return _resolved_part(_beside_numbers(_with_types(_types_by_number(columns, rows)), rows), rows)


def _with_times(columns: list[Column]) -> list[Column]:
    """Columns for times, where there are several or none else holds values; a lone `Q4` beside those is no such column."""
    times = [column for column in columns if column.moment]
    has_current = any("current" in column.options for column in columns)
    if len(times) == 1 and (has_current or times[0].moment.kind == "quarter"):  # type: ignore[union-attr]  # it has one
        return [replace(column, moment=None) for column in columns]
    read = iter(one_kind([column.moment for column in columns if column.moment]))
    return [replace(column, moment=next(read)) if column.moment else column for column in columns]


def _types_by_number(columns: list[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """Where nothing else says what a row is, its number does: `O1`, `KR1.2`, in a column of its own or before the title."""
    can = frozenset[Role]().union(*(column.options for column in columns))
    if "name" not in can or "type" in can or can & {"objective", "key_result"}:
        return columns
    for column in columns:
        kinds = [kind_by_number(cell.line) for cell in _cells(column, rows)]
        if len({kind[0] for kind in kinds if kind}) == 2:
            options: frozenset[Role] = frozenset(("name_and_type" if column.options == {"name"} else "type",))
            return [replace(one, options=options) if one is column else one for one in columns]
    return columns


def _beside_numbers(columns: list[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """Where a column for titles holds numbers alone, `KR 1`, the titles stand in the one behind it that has no header."""
    found = list(columns)
    headed = {column.place for column in columns}
    for at, column in enumerate(columns):
        cells = [cell.line for cell in _cells(column, rows)]
        if len(column.options) != 1 or not column.options <= _TITLES or not cells:
            continue
        is_numbered = all(_NUMBER.fullmatch(line) for line in cells) and column.place + 1 not in headed
        if is_numbered and any(not cell.is_blank for row in rows for cell in row[column.place + 1 : column.place + 2]):
            found[at] = replace(column, place=column.place + 1, why="the column behind it, which holds the titles")
    return found


def _cells(column: Column, rows: Sequence[Sequence[Cell]]) -> list[Cell]:
    """What stands in a column, but for blanks and the head again."""
    cells = [row[column.place] for row in rows if column.place < len(row)]
    return [
        cell for cell in cells
        if not cell.is_blank and cell.line != column.header and not (numbered(cell.line) is None and meanings(cell.line))
    ]  # fmt: skip


def _with_types(columns: list[Column]) -> list[Column]:
    """A column of types tells something where one column holds objectives and key results, and is none else."""
    can = frozenset[Role]().union(*(column.options for column in columns))
    known = {next(iter(column.options)) for column in columns if len(column.options) == 1}
    is_typed = "name_and_type" in can or ({"type", "name"} <= can and not known & _TITLES)
    unused: frozenset[Role] = frozenset() if is_typed else frozenset(("type", "name", "parent"))
    return [replace(column, options=column.options - unused) for column in columns]


def _resolved_part(columns: list[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    columns = _by_elimination(columns)
    columns = [_by_content(column, rows) for column in columns]
    columns = _by_place(_by_elimination(columns))
    return list(_told(columns))


def _by_elimination(columns: list[Column]) -> list[Column]:
    """Takes from each column what another one is for certain, until nothing changes."""
    while True:
        certain = {next(iter(column.options)) for column in columns if len(column.options) == 1}
        left = [
            replace(column, options=column.options - certain or column.options) if len(column.options) > 1 else column
            for column in columns
        ]
        if left == columns:
            return columns
        columns = left


def _by_content(column: Column, rows: Sequence[Sequence[Cell]]) -> Column:
    """Keeps of several meanings those that fit what stands in the column, where all of it is of one kind."""
    if len(column.options) < 2:
        return column
    cells = [row[column.place] for row in rows if column.place < len(row)]
    kinds = {_kind(cell) for cell in cells if cell.text not in _NOTHING and cell.line != column.header}
    if len(kinds) != 1:
        return column
    kind = kinds.pop()
    fitting = frozenset(role for role in column.options if kind == _kind_of(role))
    return replace(column, options=fitting, why=f"its cells are {kind}s") if fitting else column


def _kind(cell: Cell) -> str:
    if isinstance(cell.value, dt.date) or day(cell.text, None) is not None:
        return "day"
    if cell.value is not None or amount(cell.text, Convention()) is not None or _CLOCK.fullmatch(cell.text):
        return "number"
    return "text"


def _kind_of(role: Role) -> str:
    return "number" if role in _NUMBERS else "day" if role in _DATES else "text"


def _by_place(columns: list[Column]) -> list[Column]:
    """Of two owners or weights, the one between the objective and the key result is the objective's.

    Where no column is for key results, beside one for objectives, that for metrics is.
    """
    places = {next(iter(column.options)): column.place for column in columns if len(column.options) == 1}
    for at, column in enumerate(columns):
        if column.options == {"total", "current"}:  # year to date
            has_times = any(one.moment for one in columns)
            columns[at] = replace(column, options=frozenset(("total",) if has_times else ("current",)))
        if column.options == {"unit", "team"}:  # 單位 is both
            is_team = column.place < places.get("objective", places.get("key_result", 0))
            meant: frozenset[Role] = frozenset(("team",) if is_team else ("unit",))
            columns[at] = replace(column, options=meant, why="by where it stands")
    metrics = [column for column in columns if column.options == {"metric"}]
    if "objective" in places and len(metrics) == 1 and not any("key_result" in column.options for column in columns):
        at = columns.index(metrics[0])
        columns[at] = replace(metrics[0], options=frozenset(("key_result",)), why="no other column is for them")
        places["key_result"] = columns[at].place
    if not {"objective", "key_result"} <= places.keys():
        return columns
    for role, of_objective in _OF_OBJECTIVE.items():
        both = [column for column in columns if column.options == {role}]
        between = [one for one in both if places["objective"] < one.place < places["key_result"]]
        if len(both) == 2 and len(between) == 1:
            at = columns.index(between[0])
            columns[at] = replace(between[0], options=frozenset((of_objective,)), why="it stands before the key result")
    return columns


def _is_latest(column: Column, columns: list[Column]) -> bool:
    """Whether of several columns with days this one alone is that of check-ins, and not of any change."""
    checked_in = [one for one in columns if one.options == {"date"} and "check" in one.header.lower()]
    return checked_in == [column]


def _told(columns: list[Column]) -> Iterator[Column]:
    """The columns with their roles, or why they have none."""
    counts = Counter(next(iter(column.options)) for column in columns if len(column.options) == 1)
    for column in columns:
        if column.moment or (column.why and not column.options):
            yield column
        elif not column.options:
            yield replace(column, why="not a header that is known")
        elif len(column.options) > 1:
            names = " or ".join(sorted(ROLES[role] for role in column.options))
            yield replace(column, why=f"it can be {names}: rename it")
        elif counts[role := next(iter(column.options))] > 1 and not _is_latest(column, columns):
            others = [one.at for one in columns if one.options == {role} and one.at != column.at]
            yield replace(column, why=f"{', '.join(others)} says {ROLES[role]} too: keep one")
        else:
            yield replace(column, role=role)
