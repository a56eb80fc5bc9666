"""A row of a table with what the rows above it say: teams, cycles and objectives hold until another one comes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from okrsite.edit.importing.cyclenames import cycle_of, has_cycle_without_year
from okrsite.edit.importing.headers import Role, meanings
from okrsite.edit.importing.headings import kind_by_number
from okrsite.edit.importing.sheet import BLANK, Cell

__all__ = ["Ask", "Cells", "Defaults", "Filled"]

Ask = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a row is filled with that says nothing: a team, a cycle; the day of values; the site's own cycles and teams.

    `year`: that of a quarter that is written without one.
    """

    team: str = ""
    cycle: str = ""
    today: dt.date = dt.date.min
    listed: frozenset[str] = frozenset()
    year_starts: int = 1
    teams: tuple[str, ...] = ()
    year: str = ""


class Cells:
    """The cells of a row by what their columns mean; a column that is not there is blank."""

    def __init__(self, cells: Mapping[Role, Cell]) -> None:
        self.cells = dict(cells)

    def __getitem__(self, role: Role) -> Cell:
        return self.cells.get(role, BLANK)

    def line(self, role: Role) -> str:
        """The text of a cell in one line."""
        return self[role].line


class Filled:
    """The team, cycle and objective of the row before, which a blank cell repeats."""

    def __init__(self, defaults: Defaults) -> None:
        self.defaults = defaults
        self.team, self.cycle, self.objective = "", "", ""
        self.cycle_is_known = True
        self.objectives: dict[str, str] = {}  # in a table of types: by number or title

    def take_label(self, role: Role, cell: Cell, ask: Ask) -> None:
        """Takes in a line above some rows, such as `Team: Sales`: the rows below are of it."""
        if role == "objective":
            self.objective = cell.line
        else:
            self._take_group(Cells({role: cell}), ask)

    def take_typed(self, cells: Cells, number: int, ask: Ask) -> bool:
        """Puts the name of a row into the column that its type says; False, with the reason told, where it is of no known one."""
        kinds, name, parent = meanings(cells.line("type")), cells["name"], cells.line("parent")
        if found := kind_by_number(cells.line("name_and_type") or cells.line("type")):
            kinds = frozenset((found[0],))
            name = replace(cells["name_and_type"], text=found[2]) if found[2] else name
        if "key_result" in kinds:
            cells.cells["key_result"] = name
            if parent and parent not in self.objectives:
                ask(
                    cells["parent"].at,
                    f"Row {number} belongs to `{parent[:60]}`, which no row above it is: it is left out.",
                )
                return False
            self.objective = self.objectives.get(parent, self.objective)
            return True
        if "objective" in kinds:
            cells.cells["objective"] = name
            self.objectives |= {one: name.line for one in (name.line, cells.line("number")) if one}
            return True
        said = cells["type"] if "type" in cells.cells else cells["name_and_type"]
        ask(
            said.at,
            f"`{said.line[:60]}` is neither objective nor key result, so row {number} is left out.",
        )
        return False

    def take(self, cells: Cells, number: int, ask: Ask) -> bool:
        """Takes in a row; False, with the reason told, where it is of no goal that is known."""
        self._take_group(cells, ask)
        objective = cells.line("objective")
        if objective:
            self.objective = objective
        if not cells.line("key_result") and not objective:
            others = [
                cell.at for role, cell in cells.cells.items() if role not in ("team", "cycle") and not cell.is_blank
            ]
            if others:
                ask(f"{number}:{number}", "It names neither an objective nor a key result, so the row is left out.")
            return False
        for missing, value, how in (
            ("team", self.team or self.defaults.team, "name one with --team"),
            ("cycle", (self.cycle or self.defaults.cycle) if self.cycle_is_known else "", "name one with --cycle"),
            ("objective", self.objective, "write it in its column"),
        ):
            if not value:
                ask(f"{number}:{number}", f"No {missing} is known for this row, so it is left out: {how}.")
                return False
        return True

    def _take_group(self, cells: Cells, ask: Ask) -> None:
        if (team := cells.line("team")) and team != self.team:
            self.team, self.objective = team, ""
        if text := cells.line("cycle"):
            year = f" {self.defaults.year}" if self.defaults.year and has_cycle_without_year(text) else ""
            cycle = cycle_of(text + year, self.defaults.listed)
            self.cycle_is_known = cycle is not None
            if cycle is None:
                ask(cells["cycle"].at, f"`{text}` is no cycle that is known: write it like 2026-Q4.")
            elif cycle != self.cycle:
                self.objective = self.objective if not self.cycle else ""
                self.cycle = cycle
