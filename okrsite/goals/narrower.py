"""References from wider to narrower things: allowed, gone from wider builds, and worth a warning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.goals.people import person_id
from okrsite.goals.ranks import Ranks, rank_everything
from okrsite.goals.references import Referrer, find_goals, find_kpi
from okrsite.problems import Problem, Severity
from okrsite.source import records
from okrsite.source.ids import normalised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsite.goals.directory import Directory
    from okrsite.source.sources import Sources

__all__ = ["narrower_references"]

_Record = records.Objective | records.KeyResult | records.Kpi


def narrower_references(sources: Sources, directory: Directory) -> Iterator[Problem]:
    """A warning for each reference to something narrower; of people those count whose own audience is written."""
    if len(sources.site.audiences) < 2:
        return
    ranks = rank_everything(sources, directory)
    marked = {id_: ranks.people[id_] for id_, person in sources.people.items() if person.audience}
    for kpi in directory.kpis.values():
        if ranks.tables.get(kpi.ref, 0) > ranks.values[kpi.ref]:
            yield _warning(kpi.record, "values", 0, kpi.record.values_path or "")
    for record, who, rank in _referrers(directory, ranks):
        for field, position, refs in _references(record, who, directory):
            for ref in refs:
                if ranks.of_ref(ref) > rank:
                    yield _warning(record, field, position, ref)
        for field, position, name in _carriers(record):
            team = directory.team(normalised(name.strip())) if field == "with" else None
            if (ranks.teams[team] if team else marked.get(person_id(name), 0)) > rank:
                yield _warning(record, field, position, name)


def _referrers(directory: Directory, ranks: Ranks) -> Iterator[tuple[_Record, Referrer, int]]:
    for goal in directory.goals.values():
        who = Referrer(goal.team, goal.tree, goal.cycle)
        yield goal.record, who, ranks.goals[goal.ref]
        for id_, record in goal.key_results.items():
            yield record, who, ranks.key_results[f"{goal.ref}#{id_}"]
    for kpi in directory.kpis.values():
        yield kpi.record, Referrer(kpi.team, kpi.tree), ranks.kpis[kpi.ref]


def _references(record: _Record, who: Referrer, directory: Directory) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """Field, position and full refs of each reference to a goal or a KPI."""
    to_goals = {"supports": record.supports}
    to_kpis: dict[str, tuple[str, ...]] = {}
    if isinstance(record, records.Kpi):
        to_goals["guards"] = record.guards
    else:
        to_kpis = {"drivers": record.drivers, "guards": record.guards}
    if isinstance(record, records.KeyResult) and record.kpi:
        to_kpis["kpi"] = (record.kpi,)
    for field, names in to_goals.items():
        for position, words in enumerate(names):
            yield field, position, tuple(target.ref for target in find_goals(words, who, directory))
    for field, names in to_kpis.items():
        for position, words in enumerate(names):
            kpi = find_kpi(words, who, directory)
            yield field, position, (kpi.ref,) if kpi else ()


def _carriers(record: _Record) -> Iterator[tuple[str, int, str]]:
    """Field, position and name of each team or person that it names."""
    if record.owner:
        yield "owner", 0, record.owner
    if not isinstance(record, records.Kpi):
        for position, name in enumerate(record.with_):
            yield "with", position, name


def _warning(record: _Record, field: str, position: int, name: str) -> Problem:
    message = f"`{name}` is for a narrower audience than what refers to it here."
    hint = "Wider builds leave this reference out. Narrow the one, or widen the other, if that is not meant."
    return Problem(record.places.at(field, position), "narrower-reference", message, hint, Severity.WARNING)
