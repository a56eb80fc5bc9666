"""What git says of the goals: when a file was last changed, and how a target, a weight or a title was moved; values only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from okrsite.frozen import dataclass
from okrsite.source.values import Metric, Number, Text

__all__ = ["History", "Measure", "Move", "MovedField"]

MovedField = Literal["metric", "weight", "title"]


@dataclass(frozen=True, slots=True)
class Measure:
    """What a key result is measured by: a metric, or milestones as (title, due, weight)."""

    metric: Metric | None = None
    milestones: tuple[tuple[Text, dt.date | None, Number], ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """A commit that gave a field of a goal another value after its start.

    `author` is the id of someone in people.yml, else a plain name; None for who is not shown. `reasons` are those that the same
    commit added under `changed`.
    """

    field: MovedField
    day: dt.date
    before: Measure | Number | Text
    after: Measure | Number | Text
    author: str | None
    reasons: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """Empty without git, and for an audience that is not shown the repository.

    `changed` has the day of the last change by file, `moves` those of an objective or a key result by its reference, the earliest first.
    `inside` is the way from the top of the site's repository to the site's folder, ending in `/`; empty at the top.
    """

    changed: Mapping[str, dt.date] = field(default_factory=dict)
    moves: Mapping[str, tuple[Move, ...]] = field(default_factory=dict)
    inside: str = ""
