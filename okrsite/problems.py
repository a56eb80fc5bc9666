"""What is wrong, where, and what to do: values that every stage gathers and no stage raises at a user."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

__all__ = ["Place", "Problem", "Severity", "has_errors", "order_of", "sort_problems"]


class Severity(Enum):
    """How much a problem matters: an error stops a build, the others are told."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return 0 if self is Severity.ERROR else 1 if self is Severity.WARNING else 2


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file: path relative to the site's folder with `/`, line and column counted from 1 (0: the file as a whole)."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(part) for part in (self.line, self.column) if part)])

    def __reduce__(self) -> tuple[object, ...]:
        """Thousands are kept in caches: a third of the time that a dataclass takes to ask itself for its fields."""
        return Place, (self.path, self.line, self.column)


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `rule` is a permanent name; `message` says what is wrong, `hint` what to do.

    `end_column` (exclusive) is where the value ends on its line, where the reader knew; `source` is the line itself.
    """

    place: Place
    rule: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    end_column: int | None = None
    source: str | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """As of a place."""
        said = (self.place, self.rule, self.message, self.hint, self.severity, self.end_column, self.source)
        return Problem, said


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether anything among `problems` stops a build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, by file, worst first within a file, then by line and column."""
    return sorted(dict.fromkeys(problems), key=order_of)


def order_of(problem: Problem) -> tuple[str, int, int, int, str, str]:
    """What problems are sorted by: file, how bad, line and column."""
    place = problem.place
    return place.path, problem.severity.rank, place.line, place.column, problem.rule, problem.message
