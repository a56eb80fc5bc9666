"""The values that fields hold once they are read: texts, periods, metrics, targets. Immutable, comparable, and nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from okrsite.frozen import dataclass

__all__ = [
    "Bound",
    "Every",
    "Link",
    "Metric",
    "Number",
    "Pace",
    "Period",
    "Steps",
    "Target",
    "TargetPath",
    "Text",
    "Texts",
    "in_language",
]

Number = int | float  # an int where the value is whole
Every = Literal["day", "week", "month", "quarter", "half", "year"]
Pace = Literal["linear", "late", "none"]


@dataclass(frozen=True, slots=True)
class Texts:
    """One text in several languages, in the order written; never empty."""

    by_language: tuple[tuple[str, str], ...]

    def languages(self) -> tuple[str, ...]:
        """The languages, in the order written."""
        return tuple(language for language, _ in self.by_language)

    def get(self, language: str) -> str | None:
        """The text in exactly that language."""
        return dict(self.by_language).get(language)


Text = str | Texts


def in_language(text: Text, language: str, default: str) -> str:
    """The text in `language`, else in the site's `default` language, else in the first that there is."""
    if isinstance(text, str):
        return text
    return text.get(language) or text.get(default) or text.by_language[0][1]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days with a name: `id` as written in its canonical form (`2026-Q4`), both ends included."""

    id: str
    every: Every
    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound to hold: `at_least` uses low, `at_most` high, `between` both; a value exactly on it holds."""

    kind: Literal["at_least", "at_most", "between"]
    low: Number | None = None
    high: Number | None = None


@dataclass(frozen=True, slots=True)
class Metric:
    """How a key result is measured. `move` from → to (`start` None: the first value); `keep` holds `bound`."""

    kind: Literal["move", "keep"]
    start: Number | None = None
    to: Number | None = None
    bound: Bound | None = None
    unit: Text | None = None
    pace: Pace = "linear"
    plan: tuple[tuple[dt.date, Number], ...] = ()  # by date; not empty: it is the pace


@dataclass(frozen=True, slots=True)
class Steps:
    """A target by period, each holding until the next; by start."""

    steps: tuple[tuple[Period, Bound], ...]


@dataclass(frozen=True, slots=True)
class TargetPath:
    """A target on a straight line from one period's end to another's (`start` None: the first value's period)."""

    origin: Number
    to: Number
    by: Period
    start: Period | None = None


Target = Bound | Steps | TargetPath


@dataclass(frozen=True, slots=True)
class Link:
    """An address with a title, or bare (`title` None); its scheme is allowed or it would not be here."""

    url: str
    title: Text | None = None
