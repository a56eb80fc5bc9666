"""Who is who: the many ways in which a person is written, and the one address that they mean."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, cast

from okrsite.goals.model import Goals, Kpi, Objective, Person, Team, Update
from okrsite.source.ids import make_id, normalised
from okrsite.source.rows import column

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from okrsite.goals.directory import Directory
    from okrsite.source import records

__all__ = ["Policy", "everyone", "people_in", "person_id", "policy"]

Policy = Literal["pages", "names", "roles", "none"]
"""How much of a person is shown."""


@lru_cache(maxsize=65536)
def person_id(words: str) -> str:
    """The address of a person as written: an id or a name, with a leading `@` or without."""
    return make_id(words.strip().removeprefix("@"))


def everyone(listed: Mapping[str, records.Person], written: Iterable[str]) -> tuple[dict[str, Person], dict[str, str]]:
    """People by address, those `listed` first, then those only named; and the address that each way of writing means.

    Of several spellings with the same address the first in `written` is the name.
    """
    people = {id_: Person(id_, record.name, record) for id_, record in listed.items()}
    named: dict[str, Person] = {}
    names: dict[str, str] = {}
    for words in dict.fromkeys(written):
        id_ = person_id(words)
        if not id_:
            continue
        names[words] = id_
        if id_ not in people and id_ not in named:
            named[id_] = Person(id_, words.strip().removeprefix("@").strip(), None)
    return people | dict(sorted(named.items())), names


def people_in(
    teams: Iterable[Team],
    objectives: Iterable[Objective],
    kpis: Iterable[Kpi],
    updates: Iterable[Update],
    directory: Directory,
) -> Iterator[str]:
    """Every mention of a person, as written, in the order of the site."""
    declared = directory.site.fields
    for team in teams:
        yield from (team.record.lead or "", *team.record.members)
        yield from _in_fields(team.record.fields, declared.get("team", {}))
    for objective in objectives:
        yield from _in_goal(objective.record, directory)
        yield from _in_fields(objective.record.fields, declared.get("objective", {}))
        yield from (initiative.owner or "" for initiative in objective.record.initiatives)
        for key_result in objective.key_results:
            yield from _in_goal(key_result.record, directory)
            yield from _in_fields(key_result.record.fields, declared.get("key_result", {}))
            yield from (by or "" for by in column(key_result.checkins, "by"))
    for kpi in kpis:
        yield kpi.record.owner or ""
        yield from _in_fields(kpi.record.fields, declared.get("kpi", {}))
    for update in updates:
        yield update.record.by or ""


def _in_goal(record: records.Objective | records.KeyResult, directory: Directory) -> Iterator[str]:
    yield record.owner or ""
    yield from (name for name in record.with_ if not directory.team(normalised(name.strip())))


def _in_fields(own: Mapping[str, object], declared: Mapping[str, records.OwnField]) -> Iterator[str]:
    if own and declared:
        yield from (str(own[name]) for name, field in declared.items() if field.type == "person" and name in own)


def policy(goals: Goals) -> Policy:
    """The policy of this build's audience."""
    by_audience, order = goals.site.people, goals.site.audiences
    if "" in by_audience:
        return cast("Policy", by_audience[""])
    wider = order[: order.index(goals.audience) + 1] if goals.audience in order else ()
    return cast("Policy", next((by_audience[name] for name in reversed(wider) if name in by_audience), "names"))
