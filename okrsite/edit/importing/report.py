"""An import in words: what was understood, row by row, and what was left out, cell by cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsite.edit.importing.goals import KeyResult, Objective

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsite.edit.importing.goals import Goals, Understood

__all__ = ["report", "summary"]

_PLACE = re.compile(r"((?:.*!)?[A-Z]*)(\d+)(?::(\d+))?")


def report(understood: Understood) -> Iterator[str]:
    """The lines of the report."""
    yield from understood.lines
    if understood.questions:
        yield ""
        yield "Left out, please look:"
        places: dict[str, list[str]] = {}
        for at, message in understood.questions:
            places.setdefault(message, []).append(at)
        for message, found in places.items():
            at = ", ".join(one for one in _runs(found) if one)
            yield f"  {f'{at}: ' if at else ''}{message}"


def _runs(places: list[str]) -> Iterator[str]:
    """Addresses with those of one column, row below row, as one: `L2, L3, L4` are `L2:L4`, and rows `7:7, 8:8` are `7:8`."""
    run: list[tuple[str, int, int]] = []
    for place in [*dict.fromkeys(places), ""]:
        match = _PLACE.fullmatch(place)
        here = (match[1], int(match[2]), int(match[3] or match[2])) if match else (place, 0, 0)
        if run and match and here[0] == run[-1][0] and here[1] == run[-1][2] + 1:
            run[-1] = (here[0], run[-1][1], here[2])
        else:
            run.append(here)
    for column, first, last in run:
        is_row = not column.rpartition("!")[2]
        yield (
            f"{column}{first}:{'' if is_row else column.rpartition('!')[2]}{last}"
            if last > first or (last and is_row)
            else (f"{column}{first}" if first else column)
        )


def summary(goals: Goals, questions: int) -> str:
    """What there is, counted: `2 objectives, 5 key results, 3 check-ins; 1 question`."""
    added = [addition.goal for addition in goals.additions]
    objectives = [objective for listed in goals.cycles.values() for objective in listed]
    objectives += [one for one in added if isinstance(one, Objective)]
    key_results = [one for objective in objectives for one in objective.key_results]
    key_results += [one for one in added if isinstance(one, KeyResult)]
    checkins = sum(len(one.checkins) for one in key_results) + sum(map(len, goals.checkins.values()))
    kpis = [kpi for listed in goals.kpis.values() for kpi in listed]
    counted = [
        (len(objectives), "objective"),
        (len(key_results), "key result"),
        (checkins, "check-in"),
        (len(kpis), "KPI"),
        (sum(len(kpi.values) for kpi in kpis), "KPI value"),
    ]
    parts = [f"{count:,} {noun}{'' if count == 1 else 's'}" for count, noun in counted if count]
    asked = f"; {questions:,} question{'' if questions == 1 else 's'}" if questions else ""
    return (", ".join(parts) or "nothing") + asked
