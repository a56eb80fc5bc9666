"""Which files' history a build's audience may see: of files that hold nothing narrower, now or then.

A date, an old title or an author must not tell of what is withheld. So where something narrower stands in a file, or stood there, or
could have (a team's or the site's audiences were others), its history is not told to wider audiences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from okrsite.frozen import dataclass
from okrsite.goals.audience import narrow
from okrsite.history.versions import Past, Version
from okrsite.source.records import Checkin, KeyResult, Kpi, Objective
from okrsite.source.sources import KpisAt, Sources

__all__ = ["Sight", "sight_of", "whole_files"]

_AUDIENCE = re.compile(r"^.*(?:audience|\bparent\s*:).*$", re.MULTILINE | re.IGNORECASE)
_NAMED = re.compile(r"audience[\"']?\s*[:,;\t]\s*[\"']?([^\s\"',}#]+)", re.IGNORECASE)
_DECIDES = ("site.yml", "team.yml", "team.md")


@dataclass(frozen=True, slots=True)
class Sight:
    """What may be looked at; of the narrowest audience everything."""

    paths: frozenset[str] | None = None  # None: all
    audiences: frozenset[str] = frozenset()  # those that the build is for
    since: int = -1  # place in time of the last commit that changed who may see what
    order: Callable[[str], int] = lambda _: 0
    named: Callable[[Version], frozenset[str]] = lambda _: frozenset()

    def may(self, version: Version) -> bool:
        """Whether what a version holds may be told."""
        return self.paths is None or (version.path in self.paths and self.named(version) <= self.audiences)

    def may_step(self, version: Version) -> bool:
        """Whether what came with a version may be told: nobody changed since who may see what.

        What it was made from was in sight then, where that holds nothing narrower.
        """
        return self.paths is None or self.order(version.commit) > self.since

    def may_date(self, version: Version) -> bool:
        """Whether the day that a version was made may be told."""
        return self.may(version) and self.may_step(version) and all(map(self.may, version.befores))


def sight_of(
    sources: Sources, audience: str, past: Past, text: Callable[[Version], str], known: dict[str, frozenset[str]]
) -> Sight:
    """What an audience may see of a past whose site is `sources` today; `known`: audiences that contents name, by content."""
    audiences = sources.site.audiences
    if audience == audiences[-1]:
        return Sight()
    since = -1
    for path, version in past.files.items():
        if path.rpartition("/")[2].lower() in _DECIDES:
            since = max(since, _last_decision(version, past, text))
    seen = frozenset(audiences[: audiences.index(audience) + 1])

    def named(version: Version) -> frozenset[str]:
        if version.blob not in known:
            known[version.blob] = frozenset(_NAMED.findall(text(version)))
        return known[version.blob]

    return Sight(whole_files(sources, audience), seen, since, past.order.__getitem__, named)


def _last_decision(version: Version, past: Past, text: Callable[[Version], str]) -> int:
    """The place in time of the last commit that changed a file's lines about audiences or parents; -1: none did."""
    last = -1
    waiting, met = [version], {version}
    while waiting:
        at = waiting.pop()
        for before in at.befores:
            is_moved = before.path != at.path
            if is_moved or _AUDIENCE.findall(text(before)) != _AUDIENCE.findall(text(at)):
                last = max(last, past.order[at.commit])
            elif before not in met:
                met.add(before)
                waiting.append(before)
    return last


def whole_files(sources: Sources, audience: str) -> frozenset[str]:
    """Files of which an audience sees all: each thing, each value, each reference."""
    every, seen = dict(_signatures(sources)), dict(_signatures(narrow(sources, audience)))
    return frozenset(path for path, signature in every.items() if seen.get(path) == signature)


def _signatures(sources: Sources) -> Iterator[tuple[str, object]]:
    """By path how much of what a file holds."""
    for team in sources.teams:
        if team.record:
            yield team.record.places.path, (bool(team.record.lead), len(team.record.members), len(team.record.fields))
    for cycle in sources.cycles:
        yield cycle.path, tuple(map(_of_objective, cycle.record.objectives))
    for kpis in sources.kpis:
        yield from _of_kpis(kpis)
    for checkins in sources.checkins:
        yield checkins.path, _told(checkins.checkins)
    for update in sources.updates:
        yield update.path, (update.record.by, update.record.cycle)
    yield from ((page.path, True) for page in (*sources.pages, *sources.index))
    yield from Counter(person.places.path for person in sources.people.values()).items()


def _of_kpis(kpis: KpisAt) -> Iterator[tuple[str, object]]:
    """The file, and those of its KPIs' values."""
    yield kpis.path, tuple(map(_of_kpi, kpis.record.kpis))
    for kpi in kpis.record.kpis:
        if kpi.values and kpi.values[0].places.path != kpis.path:
            yield kpi.values[0].places.path, len(kpi.values)


def _of_objective(one: Objective) -> object:
    initiatives = tuple(bool(initiative.owner) for initiative in one.initiatives)
    return (
        _of_goal(one),
        initiatives,
        tuple((_of_goal(k), bool(k.kpi), k.withheld, _told(k.checkins)) for k in one.key_results),
    )


def _of_goal(one: Objective | KeyResult) -> object:
    ties = (len(one.with_), len(one.supports), len(one.drivers), len(one.guards), len(one.fields))
    return bool(one.owner), ties


def _of_kpi(one: Kpi) -> object:
    return bool(one.owner), len(one.supports), len(one.guards), len(one.values), one.withheld, len(one.fields)


def _told(checkins: Iterable[Checkin]) -> object:
    return tuple(map(_of_checkin, checkins))


def _of_checkin(one: Checkin) -> object:
    return bool(one.by), one.date
