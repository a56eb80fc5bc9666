"""Which problems a change introduces, and which it solves: those that only one of two versions has; pure."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Callable, Hashable, Sequence

from okrsite.goals.model import Goals
from okrsite.history.matching import Pairs
from okrsite.problems import Problem
from okrsite.source.places import Places

__all__ = ["new_and_solved"]


def new_and_solved(
    before: Sequence[Problem], after: Sequence[Problem], base: Goals | None, head: Goals | None, pairs: Pairs
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Problems that came with the head, and those that went with the base.

    One stays when its rule is found again with the same words on the same line's text, else once as often on the same goal, else
    in the same file as a whole: a line that only moved, or was reworded and is no better, introduces nothing.
    """
    there, here = _Owners(base, pairs), _Owners(head, Pairs())
    moved = _Moved(base, head, pairs)

    def path(problem: Problem) -> str:
        return moved.path(problem.place.path)

    olds: list[Problem] = list(before)
    news: list[Problem] = list(after)
    steps: tuple[tuple[Callable[[Problem], Hashable], Callable[[Problem], Hashable]], ...] = (
        (
            lambda one: (path(one), one.rule, one.message, _text(one)),
            lambda one: (one.place.path, one.rule, one.message, _text(one)),
        ),
        (lambda one: (path(one), one.rule, _text(one)), lambda one: (one.place.path, one.rule, _text(one))),
        (lambda one: (one.rule, there.of(one)), lambda one: (one.rule, here.of(one))),
        (
            lambda one: (path(one), one.rule) if not one.place.line else one,
            lambda one: (one.place.path, one.rule) if not one.place.line else one,
        ),
    )
    for key_of_old, key_of_new in steps:
        olds, news = _without_common(olds, news, key_of_old, key_of_new)
    return tuple(news), tuple(olds)


def _without_common(
    olds: list[Problem],
    news: list[Problem],
    key_of_old: Callable[[Problem], Hashable],
    key_of_new: Callable[[Problem], Hashable],
) -> tuple[list[Problem], list[Problem]]:
    """What is left of both when those with equal keys are taken away in pairs."""
    common = Counter(map(key_of_old, olds)) & Counter(map(key_of_new, news))
    return _left(olds, key_of_old, common), _left(news, key_of_new, common)


def _left(problems: list[Problem], key: Callable[[Problem], Hashable], common: Counter[Hashable]) -> list[Problem]:
    taken = Counter(common)
    left = []
    for problem in problems:
        if taken[key(problem)] > 0:
            taken[key(problem)] -= 1
        else:
            left.append(problem)
    return left


def _text(problem: Problem) -> str:
    return (problem.source or "").strip()


class _Owners:
    """To which goal a line belongs: the last one that begins at or above it."""

    def __init__(self, goals: Goals | None, pairs: Pairs) -> None:
        starts: dict[str, list[tuple[int, str]]] = {}
        for ref, places in _records(goals) if goals else ():
            place = places.at()
            starts.setdefault(place.path, []).append((place.line, pairs.ref(ref)))
        self._starts = {path: sorted(found) for path, found in starts.items()}

    def of(self, problem: Problem) -> Hashable:
        """The goal's reference; where there is none, the problem itself."""
        found = self._starts.get(problem.place.path, [])
        at = bisect.bisect_right(found, (problem.place.line, "\U0010ffff")) - 1
        return found[at][1] if at >= 0 and problem.place.line else problem


def _records(goals: Goals) -> list[tuple[str, Places]]:
    found = []
    for ref, objective in goals.objectives.items():
        found.append((ref, objective.record.places))
        found += [(one.ref, one.record.places) for one in objective.key_results]
    return found + [(ref, kpi.record.places) for ref, kpi in goals.kpis.items()]


class _Moved:
    """Where files of the base are in the head: where most of what they held is now, else in the folder of the same team."""

    def __init__(self, base: Goals | None, head: Goals | None, pairs: Pairs) -> None:
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        if base is None or head is None:
            return
        votes: dict[str, Counter[str]] = {}
        for old, new in pairs.objectives.items():
            was, is_now = base.objectives[old].record.places.path, head.objectives[new].record.places.path
            votes.setdefault(was, Counter())[is_now] += 1
        for old, new in pairs.kpis.items():
            votes.setdefault(base.kpis[old].record.places.path, Counter())[head.kpis[new].record.places.path] += 1
        for old, new in pairs.teams.items():
            self._folders[base.teams[old].folders[0]] = head.teams[new].folders[0]
        self._files = {path: found.most_common(1)[0][0] for path, found in votes.items()}

    def path(self, path: str) -> str:
        """Where a file of the base is now."""
        if path not in self._files:
            self._files[path] = self._in_its_folder(path)
        return self._files[path]

    def _in_its_folder(self, path: str) -> str:
        folder, inside = path, ""
        while folder and folder not in self._folders:
            folder, _, last = folder.rpartition("/")
            inside = f"/{last}{inside}"
        return f"{self._folders[folder]}{inside}" if folder else path
