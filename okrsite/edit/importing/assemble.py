"""What the rows of a table say → objectives with their key results, each once, in the order in which they came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.edit.importing.goals import Goals, KeyResult, Objective, Yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from okrsite.edit.importing.rows import RowRead

__all__ = ["assemble"]


def assemble(rows: Iterable[RowRead], goals: Goals, ask: Callable[[str, str], None]) -> None:
    """Adds rows to `goals`: an objective that several rows name is one, and so is a key result with another day's check-in."""
    objectives: dict[tuple[str, str, str], Objective] = {}
    key_results: dict[tuple[str, str, str, str], KeyResult] = {}
    for row in rows:
        where = (row.team, row.cycle)
        objective = objectives.get((*where, row.objective))
        if objective is None:
            listed = goals.cycles.setdefault(where, [])
            objective = next((one for one in listed if one.title == row.objective), None) or Objective(row.objective)
            if objective not in listed:
                listed.append(objective)
            objectives[*where, row.objective] = objective
        _merge(objective.fields, row.of_objective, f"objective “{row.objective}”", row.number, ask)
        if row.key_result:
            known = key_results.get((*where, row.objective, row.key_result))
            if known and _is_next_checkin(known, row):
                known.checkins.extend(row.checkins)
                continue
            if known and known.fields == row.of_key_result and known.checkins == row.checkins:
                ask(
                    f"{row.number}:{row.number}",
                    f"“{row.key_result}” stands here again in the same words: once is enough.",
                )
                continue
            if known:
                ask(
                    f"{row.number}:{row.number}",
                    f"“{row.key_result}” stands here again: it is written as a second one.",
                )
            key_result = KeyResult(row.key_result, row.of_key_result, row.checkins)
            objective.key_results.append(key_result)
            key_results[*where, row.objective, row.key_result] = key_result
    _without_zero_weights(goals, ask)


def _is_next_checkin(known: KeyResult, row: RowRead) -> bool:
    """Whether a row is a known key result on another day: the same in all but its check-in."""
    days = {checkin["date"] for checkin in known.checkins}
    return (
        row.of_key_result == known.fields
        and bool(row.checkins)
        and not any(one["date"] in days for one in row.checkins)
    )


def _merge(
    fields: dict[str, Yaml], more: dict[str, Yaml], what: str, number: int, ask: Callable[[str, str], None]
) -> None:
    """Adds what a further row says of an objective; what is said already stays."""
    for name, value in more.items():
        if fields.setdefault(name, value) != value:
            ask(
                f"{number}:{number}",
                f"The {what} has another {name} in an earlier row, which is kept: `{fields[name]}`.",
            )


def _without_zero_weights(goals: Goals, ask: Callable[[str, str], None]) -> None:
    """Takes the weights away from key results of which none would count."""
    for objectives in goals.cycles.values():
        for objective in objectives:
            weights = [one.fields.get("weight", 1) for one in objective.key_results]
            if weights and not any(weights):
                ask("", f"All weights of “{objective.title}” are 0, so they are left out.")
                for one in objective.key_results:
                    one.fields.pop("weight", None)
