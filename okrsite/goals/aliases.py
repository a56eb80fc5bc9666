"""Old ids: where each leads now, and those that something else has today."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from okrsite.problems import Problem
from okrsite.source.ids import normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from okrsite.goals.directory import Directory
    from okrsite.goals.model import Page
    from okrsite.source import records

__all__ = ["old_names"]


class _Alias(NamedTuple):
    old: str  # both as `kind:ref`
    new: str
    record: records.Team | records.Objective | records.KeyResult | records.Kpi | records.Page
    position: int


def old_names(directory: Directory, pages: Mapping[str, Page], problems: list[Problem]) -> dict[str, str]:
    """`kind:old ref` → `kind:ref`; kind: team, objective, key-result, kpi or page, whose old address has no outer slashes.

    An old id that something has today, or that two things had, is a problem, and leads where it led first.
    """
    found: dict[str, str] = {}
    for alias in _aliases(directory, pages):
        if alias.old == alias.new:
            continue
        other = alias.old if _exists(alias.old, directory, pages) else found.setdefault(alias.old, alias.new)
        if other != alias.new:
            name, taken = alias.record.aliases[alias.position], other.partition(":")[2]
            place = alias.record.places.at("aliases", alias.position)
            message = f"The old name `{name}` leads to `{taken}` already."
            problems.append(Problem(place, "same-address", message, "Remove it from one of the two."))
    return found


def _aliases(directory: Directory, pages: Mapping[str, Page]) -> Iterator[_Alias]:
    for id_, team in directory.teams.items():
        if team.record:
            yield from _of("team", "", id_, team.record)
    for goal in directory.goals.values():
        yield from _of("objective", f"{goal.team}/{goal.cycle}/", goal.id, goal.record)
        for id_, record in goal.key_results.items():
            yield from _of("key-result", f"{goal.ref}#", id_, record)
    for kpi in directory.kpis.values():
        yield from _of("kpi", f"{kpi.team}/", kpi.id, kpi.record)
    for page in pages.values():
        for position, old in enumerate(page.record.aliases):
            yield _Alias(f"page:{old.strip().strip('/')}", f"page:{page.id}", page.record, position)


def _of(
    kind: str, around: str, id_: str, record: records.Team | records.Objective | records.KeyResult | records.Kpi
) -> Iterable[_Alias]:
    for position, old in enumerate(record.aliases):
        yield _Alias(f"{kind}:{around}{normalised(old)}", f"{kind}:{around}{id_}", record, position)


def _exists(name: str, directory: Directory, pages: Mapping[str, Page]) -> bool:
    kind, _, ref = name.partition(":")
    if kind == "key-result":
        objective, _, key_result = ref.partition("#")
        return key_result in directory.goals[objective].key_results
    things: Mapping[str, object] = {
        "team": directory.teams,
        "objective": directory.goals,
        "kpi": directory.kpis,
        "page": pages,
    }[kind]
    return ref in things
