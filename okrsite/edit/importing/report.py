"""An import in words: what was understood, row by row, and what was left out, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsite.edit.importing.goals import Goals, Understood

__all__ = ["report", "summary"]


def report(understood: Understood) -> Iterator[str]:
    """The lines of the report."""
    yield from understood.lines
    if understood.questions:
        yield ""
        yield "Left out, please look:"
        for at, message in understood.questions:
            yield f"  {f'{at}: ' if at else ''}{message}"


def summary(goals: Goals, questions: int) -> str:
    """What there is, counted: `2 objectives, 5 key results, 3 check-ins; 1 question`."""
    objectives = [objective for listed in goals.cycles.values() for objective in listed]
    key_results = [one for objective in objectives for one in objective.key_results]
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
