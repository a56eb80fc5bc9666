"""The whole of a site behind the door: its things in the site's order, found by their names, and as data frames."""

from __future__ import annotations

import datetime as dt
import importlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from okrsite.site.data import site_tables
from okrsite.site.data.tables import DATES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsite.door.records import Cycle, KeyResult, Kpi, Objective, Team
    from okrsite.site.data.facts import Facts, Json
    from okrsite.site.data.tables import Table

__all__ = ["Goals"]


@dataclass(frozen=True, slots=True)
class Goals:
    """The linked goals of a site for one audience, with every figure as of a day."""

    title: str
    as_of: dt.date
    audience: str
    cycles: tuple[Cycle, ...]
    teams: tuple[Team, ...]
    objectives: tuple[Objective, ...]
    key_results: tuple[KeyResult, ...]
    kpis: tuple[Kpi, ...]
    _facts: Facts = field(repr=False, compare=False)
    _by_ref: Mapping[tuple[str, str], Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        refs = {
            **{("cycle", one.id): one for one in self.cycles},
            **{("team", one.id): one for one in self.teams},
            **{("objective", one.ref): one for one in self.objectives},
            **{("key result", one.ref): one for one in self.key_results},
            **{("KPI", one.ref): one for one in self.kpis},
        }
        object.__setattr__(self, "_by_ref", refs)

    def cycle(self, id: str) -> Cycle:  # noqa: A002 - what it is called everywhere else
        """A cycle by its id; KeyError where there is none."""
        found: Cycle = self._by_ref["cycle", id]
        return found

    def team(self, id: str) -> Team:  # noqa: A002 - as above
        """A team by its id; KeyError where there is none."""
        found: Team = self._by_ref["team", id]
        return found

    def objective(self, ref: str) -> Objective:
        """The objective `team/cycle/objective`; KeyError where there is none."""
        found: Objective = self._by_ref["objective", ref]
        return found

    def key_result(self, ref: str) -> KeyResult:
        """The key result `team/cycle/objective#key-result`; KeyError where there is none."""
        found: KeyResult = self._by_ref["key result", ref]
        return found

    def kpi(self, ref: str) -> Kpi:
        """The KPI `team/kpi`; KeyError where there is none."""
        found: Kpi = self._by_ref["KPI", ref]
        return found

    def to_frames(self) -> dict[str, Any]:
        """The tables of `data/*.csv` as pandas data frames, by the name of the file; days are timestamps.

        Raises:
            ModuleNotFoundError: pandas is not installed.
        """
        try:
            pandas = importlib.import_module("pandas")
        except ModuleNotFoundError as error:
            if error.name != "pandas":
                raise
            raise ModuleNotFoundError("to_frames() needs pandas: pip install pandas", name="pandas") from error
        language = self._facts.goals.site.language
        return {table.name: _frame(pandas, table, language) for table in site_tables(self._facts)}


def _frame(pandas: Any, table: Table, language: str) -> Any:
    rows = [[_plain(cell, language) for cell in row] for row in table.rows]
    frame = pandas.DataFrame(rows, columns=list(table.head))
    for column in DATES.intersection(table.head):
        frame[column] = pandas.to_datetime(frame[column], errors="coerce")
    return frame


def _plain(cell: Json, language: str) -> Json:
    """A cell, of a text with translations the one in `language`, else its first."""
    return cell.get(language) or next(iter(cell.values())) if isinstance(cell, dict) else cell
