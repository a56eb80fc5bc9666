"""Values that are withheld from some who can still read them, or work them out, from what they are shown: worth a warning.

A build leaves out what is withheld; it can't leave out what people wrote for a wider audience beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.goals.ranks import rank_everything
from okrsite.problems import Place, Problem, Severity
from okrsite.source.rows import column

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from okrsite.goals.directory import Directory
    from okrsite.goals.model import Goals, KeyResult, Objective
    from okrsite.goals.ranks import Ranks
    from okrsite.source.sources import Sources

__all__ = ["SOLVABLE", "newly_solvable", "solvable_values"]

SOLVABLE = "withheld-shown"


def solvable_values(sources: Sources, directory: Directory, goals: Goals) -> Iterator[Problem]:
    """A problem for each place that gives away a withheld value, in the goals of the narrowest audience."""
    if len(sources.site.audiences) < 2:
        return
    ranks = rank_everything(sources, directory)
    known = {ref: _known(ranks, ref) for ref in goals.kpis}
    yield from _shared_tables(goals, known, sources.site.audiences)
    yield from _in_objectives(list(goals.objectives.values()), goals, ranks, known)


def newly_solvable(goals: Goals, teams: Collection[str], ranks: Ranks) -> Iterator[Problem]:
    """The same after a change of nothing but words, numbers and check-ins of these teams' goals, where there were none before."""
    objectives = [objective for objective in goals.objectives.values() if objective.team in teams]
    fed_by = {one.kpi for objective in objectives for one in objective.key_results}
    yield from _in_objectives(objectives, goals, ranks, {ref: _known(ranks, ref) for ref in fed_by if ref})


def _in_objectives(
    objectives: Sequence[Objective], goals: Goals, ranks: Ranks, known: Mapping[str, int]
) -> Iterator[Problem]:
    names = goals.site.audiences
    for objective in objectives:
        for key_result in objective.key_results:
            yield from _fed(key_result, ranks, known, names)
        yield from _graded(objective, ranks, names)
    yield from _carried(objectives, goals, ranks, known)


def _known(ranks: Ranks, kpi: str) -> int:
    return max(ranks.values[kpi], ranks.tables.get(kpi, 0))


def _fed(key_result: KeyResult, ranks: Ranks, known: Mapping[str, int], names: tuple[str, ...]) -> Iterator[Problem]:
    """A key result whose values are withheld from some who are shown the KPI that they come from."""
    ref, kpi = key_result.ref, key_result.kpi
    if kpi is None or not max(ranks.key_results[ref], known[kpi]) < ranks.values[ref]:
        return
    message = (
        f"The values of this key result are for `{names[ranks.values[ref]]}`, and the KPI `{kpi}` "
        f"that they come from shows the same ones to `{names[known[kpi]]}`."
    )
    hint = "Give the KPI the same `values_audience`, or take it away here."
    yield _problem(key_result.record.places.at("values_audience"), message, hint)


def _shared_tables(goals: Goals, known: Mapping[str, int], names: tuple[str, ...]) -> Iterator[Problem]:
    """A KPI whose values are withheld from some who are shown another one that takes them from the same file."""
    by_file: dict[str, list[str]] = {}
    for ref, kpi in goals.kpis.items():
        if kpi.record.values_path and kpi.record.values:
            by_file.setdefault(kpi.record.values[0].places.path, []).append(ref)
    for path, refs in by_file.items():
        widest = min(refs, key=lambda ref: known[ref])
        for ref in refs:
            if known[ref] > known[widest]:
                message = (
                    f"The values of this KPI are for `{names[known[ref]]}`, and the KPI `{widest}` "
                    f"shows those of the same file, `{path}`, to `{names[known[widest]]}`."
                )
                hint = "Give both the same audience, or each a file of its own."
                yield _problem(goals.kpis[ref].record.places.at("values"), message, hint)


def _graded(objective: Objective, ranks: Ranks, names: tuple[str, ...]) -> Iterator[Problem]:
    """A grade that someone wrote for an objective, where not all that it may rest on is for those who read it."""
    outcome, rank = objective.record.outcome, ranks.goals[objective.ref]
    if outcome is None or outcome.grade is None:
        return
    for one in objective.key_results:
        if one.record.weight and one.record.dropped is None and ranks.values[one.ref] > rank:
            message = (
                f"This grade is for `{names[rank]}`, and the values of `{one.id}` are for `{names[ranks.values[one.ref]]}`: "
                "if it is worked out from them, it tells of them."
            )
            hint = "Write a grade that rests on what its readers are shown, or only a note."
            yield _problem(outcome.places.at("grade"), message, hint, Severity.NOTE)
            return


def _carried(
    objectives: Sequence[Objective], goals: Goals, ranks: Ranks, known: Mapping[str, int]
) -> Iterator[Problem]:
    """A metric that begins where a key result of the same name stopped in an earlier cycle, whose values are withheld from some."""
    names = goals.site.audiences
    begins: dict[tuple[str, str, float], list[KeyResult]] = {}
    for objective in objectives:
        for one in objective.key_results:
            start = one.record.metric.start if one.record.metric else None
            if start is not None:
                begins.setdefault((objective.team, one.id, float(start)), []).append(one)
    for objective in objectives:
        for one in objective.key_results:
            rank = max(ranks.values[one.ref], known[one.kpi] if one.kpi else 0)
            last = _last_value(goals, one) if rank else None
            for later in begins.get((objective.team, one.id, float(last)), ()) if last is not None else ():
                if later.start > one.start and ranks.key_results[later.ref] < rank:
                    message = (
                        f"This metric begins at the last value of `{one.ref}`, which is for `{names[rank]}`; "
                        f"metrics are shown to `{names[ranks.key_results[later.ref]]}`."
                    )
                    hint = "Begin at a number that may be known, or narrow the `audience` of this key result."
                    yield _problem(later.record.places.at("metric"), message, hint)


def _last_value(goals: Goals, key_result: KeyResult) -> float | None:
    if key_result.kpi is not None:
        values = [point.value for point in goals.kpis[key_result.kpi].points if point.start <= key_result.due]
    else:
        values = list(column(key_result.checkins, "value"))
    return next((float(value) for value in reversed(values) if value is not None), None)


def _problem(place: Place, message: str, hint: str, severity: Severity = Severity.WARNING) -> Problem:
    return Problem(place, SOLVABLE, message, hint, severity)
