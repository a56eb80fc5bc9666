"""Problems of a word inside a text: from the place where the text begins to the place where the word stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrsite.problems import Place, Problem
from okrsite.source.files import read_text
from okrsite.source.marks import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["pointed"]


def pointed(found: Iterable[tuple[Problem, str]], root: Path) -> Iterator[Problem]:
    """The problems, each at its word: the first one from its place on that no problem before it was given.

    A problem whose word is not there as it is (written with escapes, or in a translation's file) keeps its place.
    """
    files: dict[str, list[str]] = {}
    behind: dict[tuple[Place, str], Place] = {}
    for problem, word in found:
        path = problem.place.path
        if path not in files:
            files[path] = lines_of(read_text(root, path)[0] or "")
        place = _found(files[path], behind.get((problem.place, word), problem.place), word)
        if place is None:
            yield problem
        else:
            behind[problem.place, word] = Place(path, place.line, place.column + 1)
            yield replace(problem, place=place, end_column=place.column + len(word))


def _found(lines: list[str], after: Place, word: str) -> Place | None:
    for number in range(max(after.line, 1), len(lines) + 1):
        column = lines[number - 1].find(word, max(after.column - 1, 0) if number == after.line else 0)
        if column >= 0:
            return Place(after.path, number, column + 1)
    return None
