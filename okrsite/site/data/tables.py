"""The tables: what a CSV file, a sheet of a workbook or a data frame holds, column by column.

They are made from the records of the JSON files, so that the two cannot disagree. A text with translations is still all
of them; whoever writes the table chooses.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from okrsite.site.data.facts import Json

    Row = Mapping[str, Json]

__all__ = ["DATES", "SHARES", "Table", "checkins", "key_results", "kpi_values", "kpis", "objectives"]

DATES: Final = frozenset({"date", "start", "due", "dropped", "last_checkin", "last_news"})
"""The columns that hold days."""

SHARES: Final = frozenset({"attainment", "confidence", "expected", "progress"})
"""The columns that hold shares."""

_OBJECTIVE = (
    "ref", "team", "cycle", "id", "title", "owner", "kind", "weight", "progress", "expected", "status", "reported",
    "confidence", "grade", "verdict", "last_checkin", "last_news", "stale", "url",
)  # fmt: skip
_KEY_RESULT = (
    "ref", "id", "title", "owner", "weight", "kpi", "start", "due", "value", "attainment", "progress", "expected",
    "status", "reported", "confidence", "forecast", "grade", "last_checkin", "last_news", "stale", "blocked",
)  # fmt: skip
_METRIC = ("kind", "from", "to", "at_least", "at_most", "unit")
_CHECKIN = ("date", "value", "progress", "confidence", "status", "note", "by")
_KPI = (
    "ref", "team", "id", "name", "owner", "unit", "every", "total", "value", "period", "health", "trend", "attainment",
    "stale", "data_source", "url",
)  # fmt: skip
_VALUE = ("period", "date", "value", "health", "note")
_BOUND = ("at_least", "at_most")


class Table(NamedTuple):
    """A tidy table: `name` as in `data/<name>.csv`. The rows are there once, cell by cell as `head` names them."""

    name: str
    head: tuple[str, ...]
    rows: Iterable[Iterable[Json]]


def objectives(records: Iterable[Row]) -> Table:
    """A row an objective."""
    cells = itemgetter(*_OBJECTIVE)
    rows = ((*cells(record), _date_of(record["dropped"])) for record in records)
    return Table("objectives", (*_OBJECTIVE, "dropped"), rows)


def key_results(records: Iterable[Row]) -> Table:
    """A row a key result; a range stands as its two ends, `at_least` and `at_most`."""
    head = ("objective", "team", "cycle", *_KEY_RESULT, *_METRIC, "dropped")
    above, cells = itemgetter("ref", "team", "cycle"), itemgetter(*_KEY_RESULT)
    rows = (
        (*above(objective), *cells(of_it), *_spread(of_it["metric"], _METRIC), _date_of(of_it["dropped"]))
        for objective in records
        for of_it in _list(objective["key_results"])
    )
    return Table("key-results", head, rows)


def checkins(records: Iterable[Row]) -> Table:
    """A row a check-in, in the order of the key results."""
    cells = itemgetter(*_CHECKIN)
    rows = (
        (key_result["ref"], *cells(checkin))
        for objective in records
        for key_result in _list(objective["key_results"])
        for checkin in _list(key_result["checkins"])
    )
    return Table("checkins", ("key_result", *_CHECKIN), rows)


def kpis(records: Iterable[Row]) -> Table:
    """A row a KPI."""
    cells = itemgetter(*_KPI)
    rows = ((*cells(kpi), *_spread(kpi["target"], _BOUND)) for kpi in records)
    return Table("kpis", (*_KPI, *_BOUND), rows)


def kpi_values(records: Iterable[Row]) -> Table:
    """A row a known period, with the target that it was held against."""
    cells = itemgetter(*_VALUE)
    rows = (
        (kpi["ref"], *cells(value), *_spread(value["target"], _BOUND))
        for kpi in records
        for value in _list(kpi["values"])
    )
    return Table("kpi-values", ("kpi", *_VALUE, *_BOUND), rows)


def _list(value: Json) -> Sequence[Row]:
    return cast("Sequence[Row]", value)


def _spread(bound: Json, names: Iterable[str]) -> list[Json]:
    """What a metric or target holds under `names`; a range as its two ends."""
    found = cast("dict[str, Json]", bound or {})
    if "between" in found:
        low, high = cast("list[Json]", found["between"])
        found = {**found, "at_least": low, "at_most": high}
    return [found.get(name) for name in names]


def _date_of(dropped: Json) -> Json:
    return dropped["date"] if isinstance(dropped, dict) else None
