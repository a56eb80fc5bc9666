"""The ledger of goalposts: each change of a metric, a weight or a title after the start, found in the versions of a goal's file.

Each field is followed by itself: where a merge joins two sides, it comes from the side that has it as the merge does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import field
from typing import NamedTuple

from okrsite.frozen import dataclass
from okrsite.goals.history import Measure, Move, MovedField
from okrsite.history.log import Log
from okrsite.history.matching import alike, paired
from okrsite.history.seen import Sight
from okrsite.history.stated import Goal, Stated, Statements
from okrsite.history.versions import Past, Version
from okrsite.source.ids import normalised
from okrsite.source.values import Number, Text, in_language

__all__ = ["Ledger", "Sought"]

_FIELDS: tuple[MovedField, ...] = ("metric", "weight", "title")


class Sought(NamedTuple):
    """A goal whose moves are wanted: its file, its id there (`objective#key-result`), when it starts."""

    path: str
    id: str
    start: dt.date


_Step = tuple[Version, list[tuple[Version, Goal]]]
_Steps = dict[
    tuple[Version, str], _Step
]  # of one goal, by its id there; its fields go the same way but where a merge joins sides


@dataclass(slots=True)
class Ledger:
    """Finds moves in a past.

    `day_of` gives a commit's day, `author` who is shown for one; `sight` says what may be looked at.
    """

    past: Past
    log: Log
    statements: Statements
    language: str
    day_of: Callable[[str], dt.date]
    author: Callable[[str], str | None]
    sight: Sight
    _settled: dict[tuple[Version, dt.date], Version] = field(default_factory=dict)
    _pairs: dict[tuple[int, int, bool], dict[str, Goal]] = field(default_factory=dict)

    def moves(self, sought: Sought, day: dt.date) -> tuple[Move, ...]:
        """The moves of a goal up to `day`, the earliest first."""
        version = self.past.files.get(sought.path)
        if version is None or not self.sight.may(version):
            return ()
        goal = next((one for one in self.statements.of(version) if one.id == sought.id), None)
        if goal is None:
            return ()
        steps: _Steps = {}
        found = [
            (self.past.order[at.commit], number, move)
            for number, name in enumerate(_FIELDS)
            for at, move in self._of_field(name, version, goal, sought.start, steps)
            if move.day <= day
        ]
        return tuple(move for _, _, move in sorted(found, key=lambda one: (one[2].day, *one[:2])))

    def _of_field(
        self, name: MovedField, version: Version, goal: Goal, start: dt.date, steps: _Steps
    ) -> Iterator[tuple[Version, Move]]:
        """The newest first."""
        while True:
            at = (version, goal.id)
            if at not in steps:
                steps[at] = self._step(version, goal, start)
            version, earlier = steps[at]
            if not earlier:
                return
            value = self._value(goal, name)
            same = next((one for one in earlier if self._value(one[1], name) == value), None)
            if same is None:
                yield version, self._move(name, version, goal, earlier[0][1])
            version, goal = same or earlier[0]

    def _step(self, version: Version, goal: Goal, start: dt.date) -> _Step:
        """The earliest version that states the same, and the goal before that; nothing before the start, or out of sight."""
        settled = self._settle(version, start)
        if self.day_of(settled.commit) <= start or not self.sight.may_step(settled):
            return settled, []
        return settled, list(self._earlier(settled, goal))

    def _move(self, name: MovedField, version: Version, goal: Goal, before: Goal) -> Move:
        reasons = tuple(why for entry in goal.changed if entry not in before.changed for why in entry[1:])
        texts: tuple[Text, ...] = tuple(one for one in reasons if not isinstance(one, dt.date))
        return Move(
            name,
            self.day_of(version.commit),
            _field(before, name),
            _field(goal, name),
            self.author(version.commit),
            texts,
        )

    def _settle(self, version: Version, start: dt.date) -> Version:
        """The earliest version that states the same, with nothing else between."""
        path = []
        at = version
        while (at, start) not in self._settled:
            path.append(at)
            before = at.befores[0] if len(at.befores) == 1 else None
            if before is None or self.day_of(at.commit) <= start or not self._may_go(at, before):
                break
            if self.statements.of(before, at) is not self.statements.of(at):
                break
            at = before
        settled = self._settled.get((at, start), at)
        self._settled.update(((one, start), settled) for one in path)
        return settled

    def _earlier(self, version: Version, goal: Goal) -> Iterator[tuple[Version, Goal]]:
        """The goal as it was on each side that the version was made from, else in another file that the commit wrote anew."""
        found = False
        for before in map(self._readable, version.befores):
            if self.sight.may(before) and (one := self._paired(before, version).get(goal.id)):
                found = True
                yield before, one
        if found or version.commit in self.log.edges:
            return
        for other in self.past.replaced.get(version.commit, ()):
            if other not in version.befores and _is_of_same_cycle(other.path, version.path) and self.sight.may(other):
                names = {goal.objective} | ({normalised(one) for one in goal.aliases} if not goal.key_result else set())
                for one in self.statements.of(other):
                    if one.objective in names and one.key_result == goal.key_result:
                        yield other, one
                        return

    def _readable(self, version: Version) -> Version:
        """The version, or for one that states nothing, broken say, the one before it that does."""
        at = version
        while len(at.befores) == 1 and self._may_go(at, at.befores[0]) and not self.statements.of(at):
            at = at.befores[0]
        return at

    def _may_go(self, version: Version, before: Version) -> bool:
        return self.sight.may_step(version) and self.sight.may(version) and self.sight.may(before)

    def _paired(self, before: Version, after: Version) -> dict[str, Goal]:
        """By id in `after` each goal as `before` has it."""
        old, new = self.statements.of(before, after), self.statements.of(after)
        is_same_file = before.path == after.path
        key = (id(old), id(new), is_same_file)
        if key not in self._pairs:
            self._pairs[key] = self._pair(old, new, is_same_file=is_same_file)
        return self._pairs[key]

    def _pair(self, old: Stated, new: Stated, *, is_same_file: bool) -> dict[str, Goal]:
        def likeness(one: Goal, other: Goal) -> float:
            return alike(self._plain(one.title), self._plain(other.title)) if is_same_file else 0

        found: dict[str, Goal] = {}
        by_objective = [_inside(side) for side in (old, new)]
        objectives = [[inside[0] for inside in side.values()] for side in by_objective]
        for one, other in paired(objectives[0], objectives[1], _aliases, likeness):
            found[other.id] = one
            of_old, of_new = by_objective[0][one.objective][1:], by_objective[1][other.objective][1:]
            named = ([_Named(goal) for goal in of_old], [_Named(goal) for goal in of_new])
            for was, is_now in paired(named[0], named[1], _own_aliases, lambda a, b: likeness(a.goal, b.goal)):
                found[is_now.goal.id] = was.goal
        return found

    def _value(self, goal: Goal, name: MovedField) -> object:
        """What is compared: of a title only the site's language, so that a translation moves nothing."""
        return self._plain(goal.title) if name == "title" else _field(goal, name)

    def _plain(self, text: Text) -> str:
        return in_language(text, self.language, self.language)


@dataclass(frozen=True, slots=True)
class _Named:
    """A key result under its own id."""

    goal: Goal

    @property
    def id(self) -> str:
        return self.goal.key_result


def _field(goal: Goal, name: MovedField) -> Measure | Number | Text:
    return {"metric": goal.measure, "weight": goal.weight, "title": goal.title}[name]


def _aliases(goal: Goal) -> tuple[str, ...]:
    return tuple(f"{normalised(alias)}#" for alias in goal.aliases)


def _own_aliases(named: _Named) -> tuple[str, ...]:
    return named.goal.aliases


def _inside(stated: Stated) -> dict[str, list[Goal]]:
    """By objective it and its key results; of two with one id the first."""
    found: dict[str, list[Goal]] = {}
    for goal in stated:
        if goal.key_result:
            found[goal.objective].append(goal)
        elif goal.objective not in found:
            found[goal.objective] = [goal]
    return found


def _is_of_same_cycle(one: str, other: str) -> bool:
    """Whether two files are of one team's cycle: `2026-q4.yml` and `2026-q4/recruit.md`."""
    return _cycle(one) == _cycle(other)


def _cycle(path: str) -> str:
    return path.rpartition("/")[0] if path.lower().endswith(".md") else path.rpartition(".")[0]
