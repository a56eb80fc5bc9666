"""YAML text as lines, with its nodes and where each of them stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from okrsite.problems import has_errors
from okrsite.source.marks import place_of
from okrsite.source.nodes import Map, Node, Scalar
from okrsite.source.yamltree import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["CannotEditError", "Draft", "Spot", "is_inside", "spot_of"]

_LINE = re.compile("([^\r\n]*)(\r\n|\r|\n|$)")
_KEEPS = re.compile(r"[|>][1-9]?\+")  # a block whose blank lines at the end are part of its text
_BLANK = re.compile(r"\s*(?:#.*)?")


class CannotEditError(Exception):
    """A text can't be changed without touching more than was asked for; says why, and what to add by hand, near which line."""

    def __init__(self, message: str, snippet: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.message, self.snippet, self.line = message, snippet, line


class Spot(NamedTuple):
    """A line and a column, both from 0."""

    line: int
    column: int


class Draft:
    """A text as lines with their ends, and its nodes."""

    def __init__(self, text: str) -> None:
        self.lines = [[match[1], match[2]] for match in _LINE.finditer(text)]
        if len(self.lines) > 1 and self.lines[-1] == ["", ""]:
            self.lines.pop()
        ends = [end for _, end in self.lines if end]
        self.newline = max(set(ends), key=ends.count) if ends else "\n"
        parsed = parse("\n".join(line for line, _ in self.lines) + "\n", "")
        if has_errors(parsed.problems):
            raise CannotEditError(f"It has an error: {parsed.problems[0].message}")
        self.root = parsed.node

    def with_lines(self, after: int, added: Iterable[str]) -> str:
        """With lines put behind the line `after` (-1: on top)."""
        new = [[line, self.newline] for line in added]
        lines = [list(line) for line in self.lines]
        if 0 <= after < len(lines) and not lines[after][1]:
            lines[after][1], new[-1][1] = self.newline, ""
        return _joined([*lines[: after + 1], *new, *lines[after + 1 :]])

    def with_inline(self, spot: Spot, added: str, until: Spot | None = None) -> str:
        """With text put at a spot of a line, in place of what stands there up to `until`."""
        lines = [list(line) for line in self.lines]
        line = lines[spot.line][0]
        if until is not None and until.line != spot.line:
            raise CannotEditError("The value there goes over several lines.")
        lines[spot.line][0] = line[: spot.column] + added + line[until.column if until else spot.column :]
        return _joined(lines)

    def last_line(self, node: Node) -> int:
        """The last line that something of a block node stands in, with the comments that belong to it."""
        end = spot_of(node.end)
        last = end.line if self.line(end.line)[: end.column].strip() else end.line - 1
        floor = self.floor(node)
        while last > floor and _BLANK.fullmatch(self.line(last)):
            last -= 1
        column = spot_of(node.at).column
        deeper = [number for number in range(last + 1, end.line) if self.is_comment(number, column + 1)]
        last = max([last, *deeper])
        while last + 1 < end.line and self.is_comment(last + 1, column or 1):
            last += 1
        return last

    def is_comment(self, line: int, column: int) -> bool:
        """Whether a line holds a comment, indented at least so far, and nothing else."""
        text = self.line(line)
        return text.lstrip().startswith("#") and len(text) - len(text.lstrip()) >= column

    def floor(self, node: Node) -> int:
        """The last line that is known to hold something of the node itself; text in a block may look like comments."""
        if isinstance(node, Scalar):
            start, end = spot_of(node.at), spot_of(node.end)
            if node.style not in {"|", ">"}:
                return end.line
            last = end.line if end.column else end.line - 1
            last = min(last, len(self.lines) - 1)
            if _KEEPS.match(self.line(start.line)[start.column :]):
                return last
            while last > start.line and not self.line(last).strip():
                last -= 1
            return last
        if isinstance(node, Map):
            own = [part for pair in node.entries for part in pair if is_inside(part, node)]
        else:
            own = [item for item in node.items if is_inside(item, node)]
        return max((self.floor(part) for part in own), default=spot_of(node.at).line)

    def line(self, number: int) -> str:
        """The text of a line; "" past the end."""
        return self.lines[number][0] if number < len(self.lines) else ""


def _joined(lines: Iterable[list[str]]) -> str:
    return "".join(part for line in lines for part in line)


def spot_of(packed: int) -> Spot:
    """The spot that a node keeps as one number."""
    place = place_of("", packed)
    return Spot(place.line - 1, place.column - 1)


def is_inside(part: Node, whole: Node) -> bool:
    """Whether a node stands where it is read, and not where an alias or a merge key takes it from."""
    return spot_of(whole.at) <= spot_of(part.at) and spot_of(part.end) <= spot_of(whole.end)
