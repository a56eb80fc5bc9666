"""Which goal of one version of a site is which of another: by its id, its old ids, else by what it says; pure."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import Protocol, TypeVar

from okrsite.frozen import dataclass
from okrsite.goals.model import Goals, KeyResult, Kpi, Objective, Team
from okrsite.source.ids import normalised
from okrsite.source.values import Metric, Text, in_language

__all__ = ["Pairs", "alike", "paired", "pairs_of"]

_ALIKE = 0.6  # of 1: titles that share so much are one reworded
_LONGEST = 200  # characters of a title that are looked at
_MOST = 4_000  # pairs of titles that are compared; where there are more, only equal ones are found


class _Named(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Named)


@dataclass(frozen=True, slots=True)
class Pairs:
    """What each thing of the base is called in the head, by its ref; what is gone is not in it."""

    teams: dict[str, str] = field(default_factory=dict)
    objectives: dict[str, str] = field(default_factory=dict)
    key_results: dict[str, str] = field(default_factory=dict)
    kpis: dict[str, str] = field(default_factory=dict)

    def ref(self, base: str) -> str:
        """What a full reference of the base is in the head; itself where nothing is known of it."""
        for known in (self.key_results, self.objectives, self.kpis, self.teams):
            if base in known:
                return known[base]
        return base


def pairs_of(base: Goals, head: Goals) -> Pairs:
    """Everything that is in both, be it renamed, moved or reworded."""
    found = Pairs()
    _teams(base, head, found)
    _objectives(base, head, found)
    for ref, new in found.objectives.items():
        olds, news = base.objectives[ref].key_results, head.objectives[new].key_results
        for old, other in paired(olds, news, _aliases, _key_results_alike(base, head)):
            found.key_results[old.ref] = other.ref
    for team, renamed in found.teams.items():
        old_kpis = [base.kpis[ref] for ref in base.teams[team].kpis]
        new_kpis = [head.kpis[ref] for ref in head.teams[renamed].kpis]
        for kpi, other_kpi in paired(old_kpis, new_kpis, _aliases, _kpis_alike(base, head)):
            found.kpis[kpi.ref] = other_kpi.ref
    return found


def paired(
    olds: Sequence[T], news: Sequence[T], aliases: Callable[[T], Iterable[str]], likeness: Callable[[T, T], float]
) -> list[tuple[T, T]]:
    """Those of two lists that are the same: by id, by an old id, then the most alike first."""
    by_id = {one.id: one for one in news}
    by_alias = {normalised(alias): one for one in reversed(news) for alias in aliases(one)}
    made: list[tuple[T, T]] = []
    taken: set[str] = set()
    left: list[T] = []
    for old in olds:
        new = by_id.get(old.id)
        if new is not None:
            made.append((old, new))
            taken.add(new.id)
        else:
            left.append(old)
    rest = []
    for old in left:
        new = by_alias.get(old.id)
        if new is not None and new.id not in taken:
            made.append((old, new))
            taken.add(new.id)
        else:
            rest.append(old)
    free = [one for one in news if one.id not in taken]
    return made + _most_alike(rest, free, likeness)


def alike(one: str, other: str) -> float:
    """How alike two titles are, from 0 to 1."""
    first, second = (" ".join(text.split()).casefold()[:_LONGEST] for text in (one, other))
    if first == second:
        return 1
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0


def _most_alike(olds: list[T], news: list[T], likeness: Callable[[T, T], float]) -> list[tuple[T, T]]:
    if not olds or not news or len(olds) * len(news) > _MOST:
        return []
    scored = [(-likeness(a, b), i, j) for i, a in enumerate(olds) for j, b in enumerate(news)]
    made: list[tuple[T, T]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for score, i, j in sorted(scored):
        if -score >= _ALIKE and i not in used[0] and j not in used[1]:
            made.append((olds[i], news[j]))
            used[0].add(i)
            used[1].add(j)
    return made


def _teams(base: Goals, head: Goals, found: Pairs) -> None:
    def likeness(one: Team, other: Team) -> float:
        same_name = _plain(base, one.record.name) == _plain(head, other.record.name)
        goals = ({ref.partition("/")[2] for ref in team.objectives} for team in (one, other))
        return max(float(same_name), _shared(*goals))

    old, new = list(base.teams.values()), list(head.teams.values())
    for one, other in paired(old, new, _aliases, likeness):
        found.teams[one.id] = other.id


def _objectives(base: Goals, head: Goals, found: Pairs) -> None:
    def likeness(one: Objective, other: Objective) -> float:
        ids = ({key_result.id for key_result in objective.key_results} for objective in (one, other))
        titles = alike(_plain(base, one.record.title), _plain(head, other.record.title))
        return max(titles, _shared(*ids))

    old, new = _by_place(base.objectives), _by_place(head.objectives)
    for (team, cycle), objectives in old.items():
        there = new.get((found.teams.get(team, team), cycle), [])
        for one, other in paired(objectives, there, _aliases, likeness):
            found.objectives[one.ref] = other.ref
    _moved(base, head, found)


def _moved(base: Goals, head: Goals, found: Pairs) -> None:
    """Objectives that went to another team or cycle: the same title and id, else the same title, and nothing left behind."""
    for key in (_id_and_title, _plain_title):
        free: dict[Hashable, list[str]] = {}
        taken = set(found.objectives.values())
        for ref, objective in head.objectives.items():
            if ref not in taken:
                free.setdefault(key(head, objective), []).append(ref)
        left: dict[Hashable, list[str]] = {}
        for ref, objective in base.objectives.items():
            if ref not in found.objectives:
                left.setdefault(key(base, objective), []).append(ref)
        for known, refs in left.items():
            places = free.get(known, [])
            if len(refs) == 1 and len(places) == 1:
                found.objectives[refs[0]] = places[0]


def _id_and_title(goals: Goals, objective: Objective) -> Hashable:
    return objective.id, _plain(goals, objective.record.title)


def _plain_title(goals: Goals, objective: Objective) -> Hashable:
    return _plain(goals, objective.record.title)


def _by_place(objectives: Mapping[str, Objective]) -> dict[tuple[str, str], list[Objective]]:
    found: dict[tuple[str, str], list[Objective]] = {}
    for objective in objectives.values():
        found.setdefault((objective.team, objective.cycle), []).append(objective)
    return found


def _key_results_alike(base: Goals, head: Goals) -> Callable[[KeyResult, KeyResult], float]:
    def likeness(one: KeyResult, other: KeyResult) -> float:
        titles = alike(_plain(base, one.record.title), _plain(head, other.record.title))
        metric: Metric | None = one.record.metric
        is_same_measure = metric is not None and metric == other.record.metric and metric.kind == "move"
        return max(titles, _ALIKE if is_same_measure and one.record.owner == other.record.owner else 0)

    return likeness


def _kpis_alike(base: Goals, head: Goals) -> Callable[[Kpi, Kpi], float]:
    return lambda one, other: alike(_plain(base, one.record.name), _plain(head, other.record.name))


def _aliases(one: Team | Objective | KeyResult | Kpi) -> tuple[str, ...]:
    return one.record.aliases


def _shared(one: set[str], other: set[str]) -> float:
    """How much two sets share."""
    return len(one & other) / len(one | other) if one and other else 0


def _plain(goals: Goals, text: Text) -> str:
    return in_language(text, goals.site.language, goals.site.language)
