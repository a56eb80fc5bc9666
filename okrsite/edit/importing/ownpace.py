"""The pace of a key result, which key-results.csv holds only as what it expects on its day."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from okrsite.edit.importing.owntables import Row, day_in, number_in
from okrsite.goals.pace import time_gone

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from okrsite.edit.importing.goals import Yaml

__all__ = ["pace_of"]


def pace_of(row: Row, day: dt.date | None, ask: Callable[[str], None]) -> dict[str, Yaml]:
    """The fields `pace` or `plan` of a move's metric, nothing for a linear one.

    Args:
        row: of key-results.csv.
        day: the day that the table is of; without it nothing can be told.
        ask: told where only a point of a plan is known.
    """
    start, due, expected = day_in(row, "start"), day_in(row, "due"), number_in(row, "expected")
    if day is None or start is None or due is None or day < start or row.get("status") == "withheld":
        return {}
    if expected is None:
        return {"pace": "none"}
    gone = time_gone(start, due, day)
    if math.isclose(expected, gone, rel_tol=1e-9, abs_tol=1e-12):
        return {}
    if math.isclose(expected, gone**2, rel_tol=1e-9):
        return {"pace": "late"}
    origin, to = number_in(row, "from"), number_in(row, "to")
    if origin is None or to is None or not start < day < due:
        return {}
    ask(f"The plan of {row['ref']} is known for {day} only: its other days are straight lines now.")
    return {"plan": {day.isoformat(): origin + expected * (to - origin)}}
