"""The goal that someone means by a few words: its full name, or as much of it as is needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from okrsite.goals.model import Goals, KeyResult, Kpi, Objective
from okrsite.source.ids import normalised
from okrsite.source.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["UnknownNameError", "find_objective", "find_target"]

Named = TypeVar("Named", Objective, KeyResult | Kpi)

LATE_DAYS = 30  # how long after its end a cycle is still meant by a name that says none
MOST_LISTED = 12


class UnknownNameError(Exception):
    """Words that name nothing, or several things; the message says which there are."""


def find_target(words: str, goals: Goals, day: dt.date) -> KeyResult | Kpi:
    """The key result or KPI that `words` mean on a day: `team/cycle/objective#key-result`, `objective#key-result`,
    `key-result`; `team/kpi`, `kpi`.

    Without a cycle it is of the shortest that is open, or ended at most 30 days before, else of any.

    Raises:
        UnknownNameError: nothing is called so, or several things are.
    """
    path, hash_, key_result = normalised(words.strip()).removeprefix("@").partition("#")
    found: list[KeyResult | Kpi] = []
    key_results = [one for objective in goals.objectives.values() for one in objective.key_results]
    if hash_:
        objectives = {one.ref for one in _objectives(path, goals)} if path else set(goals.objectives)
        found += [
            one for one in key_results if one.objective in objectives and _is_called(key_result, one.id, one.record)
        ]
    elif path:
        found += _kpis(path, goals)
        if "/" not in path:
            found += [one for one in key_results if _is_called(path, one.id, one.record)]
    near = _nearest_in_time(
        found, lambda one: goals.objectives[one.objective].cycle if isinstance(one, KeyResult) else "", goals, day
    )
    if len(near) == 1:
        return near[0]
    if near:
        raise UnknownNameError(_several(words, [one.ref for one in near]))
    raise UnknownNameError(_nothing(words, goals, day, is_objective=not hash_))


def find_objective(words: str, goals: Goals, day: dt.date) -> Objective:
    """The objective that `words` mean on a day: `team/cycle/objective`, `team/objective`, `objective`.

    Raises:
        UnknownNameError: nothing is called so, or several things are.
    """
    path = normalised(words.strip())
    near = _nearest_in_time(_objectives(path, goals), lambda one: one.cycle, goals, day)
    if len(near) == 1:
        return near[0]
    if near:
        raise UnknownNameError(_several(words, [one.ref for one in near]))
    raise UnknownNameError(f"There is no objective '{words}'.{_did_you_mean(path, goals.objectives)}")


def _objectives(path: str, goals: Goals) -> list[Objective]:
    """Those that `objective`, `team/objective` or `team/cycle/objective` may mean."""
    if path in goals.objectives:
        return [goals.objectives[path]]
    *before, name = path.split("/")
    return [
        one
        for one in goals.objectives.values()
        if _is_called(name, one.id, one.record)
        and (not before or _is_called(before[0], one.team, goals.teams[one.team].record))
        and (len(before) < 2 or before[1] == one.cycle)
        and len(before) <= 2
    ]


def _kpis(path: str, goals: Goals) -> list[Kpi]:
    team, _, name = path.rpartition("/")
    return [
        one
        for one in goals.kpis.values()
        if _is_called(name, one.id, one.record)
        and (not team or _is_called(team, one.team, goals.teams[one.team].record))
    ]


def _is_called(word: str, id_: str, record: object) -> bool:
    aliases: Sequence[str] = getattr(record, "aliases", ())
    return word == id_ or any(word == normalised(alias) for alias in aliases)


def _nearest_in_time(found: list[Named], cycle_of: Callable[[Named], str], goals: Goals, day: dt.date) -> list[Named]:
    """Those of open cycles, else of the ones just over, else all; of one goal in several such cycles that of the shortest."""

    def late(one: Named) -> bool:
        cycle = goals.cycles.get(cycle_of(one))
        return cycle is None or 0 <= (day - cycle.end).days <= LATE_DAYS

    def is_open(one: Named) -> bool:
        cycle = goals.cycles.get(cycle_of(one))
        return cycle is None or cycle.start <= day <= cycle.end

    chosen = [one for one in found if is_open(one)] or [one for one in found if late(one)] or found
    best: dict[str, Named] = {}
    for one in sorted(chosen, key=lambda one: goals.cycles[cycle_of(one)].days if cycle_of(one) else 0):
        ref = one.ref
        name = ref.replace(f"/{cycle_of(one)}/", "/") if cycle_of(one) else ref
        best.setdefault(name if chosen is not found else ref, one)
    return list(best.values())


def _several(words: str, refs: Sequence[str]) -> str:
    shown = "".join(f"\n  {ref}" for ref in refs[:MOST_LISTED])
    more = f"\n  … and {len(refs) - MOST_LISTED} more" if len(refs) > MOST_LISTED else ""
    return f"'{words}' may mean {len(refs)} things; write more of the name:{shown}{more}"


def _nothing(words: str, goals: Goals, day: dt.date, *, is_objective: bool) -> str:
    path = normalised(words.strip())
    meant = _objectives(path, goals) if is_objective and path else []
    if meant:
        objective = next(
            (one for one in meant if goals.cycles[one.cycle].start <= day <= goals.cycles[one.cycle].end), meant[0]
        )
        shown = "".join(f"\n  {one.ref}" for one in objective.key_results) or " It has none yet."
        return f"'{words}' is an objective; a check-in is of a key result:{shown}"
    refs = [*(one.ref for objective in goals.objectives.values() for one in objective.key_results), *goals.kpis]
    return f"There is no key result or KPI '{words}'.{_did_you_mean(path, refs)}"


def _did_you_mean(path: str, refs: Iterable[str]) -> str:
    """The nearest full names: compared as written, and by their last parts."""
    refs = list(refs)
    by_last: dict[str, str] = {}
    for ref in refs:
        by_last.setdefault(ref.rpartition("#")[2].rpartition("/")[2], ref)
        by_last.setdefault(ref.rpartition("/")[2], ref)
    last = path.rpartition("/")[2]
    near = [*nearest(path, refs), *(by_last[name] for name in nearest(last, by_last))]
    shown = " or ".join(f"'{ref}'" for ref in list(dict.fromkeys(near))[:3])
    return f" Did you mean {shown}?" if shown else " `okrsite checkin` without words lists what is open."
