"""What reading a file needs to know of its site, and where the problems go that are found on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any

from okrsite.frozen import dataclass
from okrsite.problems import Place, Problem, Severity
from okrsite.source.files import value_end
from okrsite.source.marks import lines_of, place_of

if TYPE_CHECKING:
    from okrsite.source.nodes import Node

__all__ = ["MOST_ERRORS", "Context", "Settings", "TooManyErrors"]

MOST_ERRORS = 1000
"""Errors of one file that are told; a file that has more is no text that somebody wrote."""


class TooManyErrors(Exception):  # noqa: N818  it ends the reading of a file, whose problems say why
    """A file has more than `MOST_ERRORS`, and is read no further."""


_CURLY = ("“", "”", "„", "‟", "‘", "’")  # what a word processor makes of quotes
_SAID = "Curly quotes do not count as quotes."


@dataclass(frozen=True, slots=True)
class Settings:
    """What site.yml says that reading depends on. Empty `languages`, `audiences`: any will do (site.yml itself)."""

    language: str = "en"
    languages: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    year_starts: int = 1
    cycles: frozenset[str] = frozenset()  # ids that site.yml lists
    own_fields: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # kind → name → records.OwnField


@dataclass(slots=True)
class Context:
    """One file being read: its text as it stands (for the source lines), the site's settings, the problems so far."""

    path: str
    text: str = ""
    settings: Settings = Settings()
    decimal_comma: bool = False  # a CSV file with semicolons or tabs
    problems: list[Problem] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)  # of `text`, once a problem has asked for them
    errors: int = 0
    is_whole: bool = True  # False: something that others may refer to could not be read, and they can't be blamed

    def problem(
        self,
        where: Node | Place | int,
        rule: str,
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Notes a problem at a node, a place or a mark, with the line as it stands in the file. Raises TooManyErrors."""
        self.errors += severity is Severity.ERROR
        if self.errors > MOST_ERRORS:
            message = f"This file has more than {MOST_ERRORS:,} errors; the rest of it was not read."
            self.problems.append(
                Problem(Place(self.path), "too-many-errors", message, "Is it the file that was meant?")
            )
            raise TooManyErrors
        place, end_column = self._spot(where)
        source = None
        if self.text and place.line:
            self.lines = self.lines or lines_of(self.text)
            source = self.lines[place.line - 1] if place.line <= len(self.lines) else None
            if source is not None and end_column is None:
                end_column = value_end(source, place.column)
            if source is not None and source[max(place.column - 1, 0) :].startswith(_CURLY) and _SAID not in message:
                message = f"{message} {_SAID}"
        self.problems.append(Problem(place, rule, message, hint, severity, end_column, source))

    def _spot(self, where: Node | Place | int) -> tuple[Place, int | None]:
        if isinstance(where, Place):
            return where, None
        if isinstance(where, int):
            return place_of(self.path, where), None
        place, end = place_of(self.path, where.at), place_of(self.path, where.end)
        return place, end.column if end.line == place.line else None
