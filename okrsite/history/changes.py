"""What differs between two versions of a site, in goals: values only."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from okrsite.frozen import dataclass
from okrsite.goals.model import Goals
from okrsite.history.harder import Tone
from okrsite.problems import Place, Problem
from okrsite.source.values import Number, Text

__all__ = [
    "Checked",
    "Difference",
    "Effect",
    "FieldChange",
    "GoalChange",
    "Happening",
    "Measured",
    "Shift",
    "ThingKind",
]

ThingKind = Literal["site", "team", "objective", "key-result", "kpi", "update", "page", "person"]
Happening = Literal["new", "gone", "dropped", "changed"]


@dataclass(frozen=True, slots=True)
class Shift:
    """A figure, a status, a verdict or a health before and after; None: there was none."""

    before: str | float | None
    after: str | float | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that was written anew, each side as it is read; `tone`: of a target, whether it asks for more or for less."""

    name: str
    before: object
    after: object
    tone: Tone = "other"


@dataclass(frozen=True, slots=True)
class Effect:
    """What the change does to figures of the day; only those that differ."""

    progress: Shift | None = None
    status: Shift | None = None
    verdict: Shift | None = None
    health: Shift | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether no figure differs."""
        return self == Effect()


@dataclass(frozen=True, slots=True)
class GoalChange:
    """The settings of the site, or a team, goal, KPI, update, page or person, that is new, gone, dropped or changed.

    `was` is its reference in the base where that is another. `place` is where it stands in the head, of what is gone in the base.
    `begun`: its time had begun by the day. `reasons` are those that its new `changed` entries, or its `dropped`, give.
    """

    kind: ThingKind
    ref: str
    title: Text
    happening: Happening
    place: Place
    was: str | None = None
    fields: tuple[FieldChange, ...] = ()
    effect: Effect = Effect()
    begun: bool = False
    reasons: tuple[Text, ...] = ()

    @property
    def is_easier(self) -> bool:
        """Whether a target of it asks for less."""
        return any(one.tone == "easier" for one in self.fields)


@dataclass(frozen=True, slots=True)
class Checked:
    """A check-in that is new, gone or changed."""

    happening: Happening
    date: dt.date
    value: Number | None
    progress: Number | None
    confidence: Number | None
    status: str | None
    note: Text | None
    by: str | None
    blocked: Text | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A KPI's value of a period before and after; None: not measured."""

    period: str
    before: Number | None
    after: Number | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs, in the order of the site: what is gone stands where the base had it, behind the rest."""

    day: dt.date
    base: Goals | None
    head: Goals | None
    goals: tuple[GoalChange, ...]
    checkins: tuple[tuple[str, tuple[Checked, ...]], ...]  # by key result of the head
    values: tuple[tuple[str, tuple[Measured, ...]], ...]  # by KPI of the head
    introduced: tuple[Problem, ...]
    solved: tuple[Problem, ...]
    is_partial: bool = False  # errors kept something of a side from being read, so not all is compared

    @property
    def is_nothing(self) -> bool:
        """Whether nothing differs."""
        return not (self.goals or self.checkins or self.values or self.introduced or self.solved)
