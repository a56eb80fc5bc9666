"""YAML text with something added at its place, every other byte as it was; or, where that is not sure, a refusal.

Places come from the reader's own nodes. What was written is read again and compared with what was meant: where an anchor,
a comment or a style that was not thought of gets in the way, nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from okrsite.edit.yamltext import Value, as_read, block, block_items, flow, inline
from okrsite.problems import has_errors
from okrsite.source.marks import place_of
from okrsite.source.nodes import List, Map, Node, Scalar
from okrsite.source.yamltree import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["CannotEditError", "Trail", "append", "node_at", "set_key"]

Trail = tuple[str | int, ...]  # keys and positions from the top: ("objectives", 0, "key_results", 2)

_LINE = re.compile("([^\r\n]*)(\r\n|\r|\n|$)")
_BLANK = re.compile(r"\s*(?:#.*)?")


class CannotEditError(Exception):
    """A text can't be changed without touching more than was asked for; says why, and what to add by hand."""

    def __init__(self, message: str, snippet: str = "") -> None:
        super().__init__(message)
        self.message, self.snippet = message, snippet


class _Spot(NamedTuple):
    """A line and a column, both from 0."""

    line: int
    column: int


class _Text:
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

    def with_inline(self, spot: _Spot, added: str, until: _Spot | None = None) -> str:
        """With text put at a spot of a line, in place of what stands there up to `until`."""
        lines = [list(line) for line in self.lines]
        line = lines[spot.line][0]
        if until is not None and until.line != spot.line:
            raise CannotEditError("The value there goes over several lines.")
        lines[spot.line][0] = line[: spot.column] + added + line[until.column if until else spot.column :]
        return _joined(lines)

    def last_line(self, node: Node) -> int:
        """The last line that something of a block node stands in, with the comments that belong to it."""
        end = _spot(node.end)
        last = end.line if self.line(end.line)[: end.column].strip() else end.line - 1
        floor = self.floor(node)
        while last > floor and _BLANK.fullmatch(self.line(last)):
            last -= 1
        column = _spot(node.at).column
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
            start, end = _spot(node.at), _spot(node.end)
            if node.style not in {"|", ">"}:
                return end.line
            last = end.line if end.column else end.line - 1
            last = min(last, len(self.lines) - 1)
            while last > start.line and not self.line(last).strip():
                last -= 1
            return last
        if isinstance(node, Map):
            own = [part for pair in node.entries for part in pair if _is_inside(part, node)]
        else:
            own = [item for item in node.items if _is_inside(item, node)]
        return max((self.floor(part) for part in own), default=_spot(node.at).line)

    def line(self, number: int) -> str:
        """The text of a line; "" past the end."""
        return self.lines[number][0] if number < len(self.lines) else ""


def _joined(lines: Iterable[list[str]]) -> str:
    return "".join(part for line in lines for part in line)


def set_key(text: str, trail: Trail, key: str, value: Value) -> str:
    """The text with `key: value` in the map at `trail`: behind its last key, or filled in where it stands blank.

    Raises:
        CannotEditError: the text would not read as it did, but for this key.
    """
    draft = _Text(text)
    snippet = "\n".join(block({key: value}))
    meant = _plain(draft.root)
    target = _at(meant, trail, snippet)
    if not isinstance(target, dict):
        raise CannotEditError("There is no map to add to.", snippet)
    target[key] = as_read(value)
    try:
        written = _with_key(draft, trail, key, value)
    except CannotEditError as error:
        raise CannotEditError(error.message, snippet) from None
    return _sure(written, meant, snippet)


def append(text: str, trail: Trail, key: str, item: Value) -> str:
    """The text with `item` behind the last one of the list `key` in the map at `trail`; the list is made where it is none.

    Raises:
        CannotEditError: the text would not read as it did, but for this item.
    """
    draft = _Text(text)
    snippet = "\n".join([f"{key}:", *(f"  {line}" for line in block_items([item]))])
    meant = _plain(draft.root)
    target = _at(meant, trail, snippet)
    if not isinstance(target, dict) or not isinstance(target.get(key) or [], list):
        raise CannotEditError(f"`{key}` is no list.", snippet)
    target[key] = [*(target.get(key) or []), as_read(item)]
    try:
        written = _with_item(draft, trail, key, item)
    except CannotEditError as error:
        raise CannotEditError(error.message, snippet) from None
    return _sure(written, meant, snippet)


# --- maps -------------------------------------------------------------------------------------------------------------


def _with_key(draft: _Text, trail: Trail, key: str, value: Value) -> str:
    node = draft.root
    if node is None or (isinstance(node, Scalar) and node.is_blank):
        return draft.with_lines(_last_filled(draft), block({key: value}))
    found = node_at(node, trail)
    if not isinstance(found, Map):
        raise CannotEditError("There is no map to add to.")
    for own, old in found.entries:
        if own.text == key and _is_inside(own, found):
            return _filled(draft, own, old, value, is_flow=found.is_flow)
    if found.is_flow:
        return _into_flow(draft, found, f"{key}: {flow(value)}")
    indent = " " * _spot(found.at).column
    _refuse_tab(draft, found)
    lines = block({key: value}, _step(node))
    return draft.with_lines(draft.last_line(found), (f"{indent}{line}" if line else "" for line in lines))


def _filled(draft: _Text, key: Scalar, old: Node, value: Value, *, is_flow: bool) -> str:
    """With a value behind its key, where nothing or a single word stands."""
    if not isinstance(old, Scalar) or old.style in {"|", ">"} or not (old.is_blank or _spot(old.at) >= _spot(key.end)):
        raise CannotEditError(f"`{key.text}` is written already.")
    one_line = flow(value) if is_flow or not isinstance(value, str) else inline(value)
    if not old.is_blank or old.style:
        return draft.with_inline(_spot(old.at), one_line, _spot(old.end))
    spot = _spot(key.end)
    colon = draft.line(spot.line).find(":", spot.column)
    if colon < 0:
        raise CannotEditError(f"`{key.text}` stands without its colon.")
    return draft.with_inline(_Spot(spot.line, colon + 1), f" {one_line}")


# --- lists ------------------------------------------------------------------------------------------------------------


def _with_item(draft: _Text, trail: Trail, key: str, item: Value) -> str:
    node = draft.root
    found = node_at(node, trail) if node is not None else None
    if not isinstance(found, Map):
        return _with_key(draft, trail, key, [item])
    entry = next(((own, old) for own, old in found.entries if own.text == key and _is_inside(own, found)), None)
    if entry is None:
        return _with_key(draft, trail, key, [item])
    own, old = entry
    if isinstance(old, List) and not _spot(old.at) >= _spot(own.end):
        raise CannotEditError(f"`{key}` stands for a list that is written elsewhere.")
    if isinstance(old, List) and old.is_flow:
        return _into_flow(draft, old, flow(item))
    _refuse_tab(draft, found)
    if isinstance(old, List):
        indent = " " * _spot(old.at).column
        lines = _like_the_last(old, item, _step(node))
        return draft.with_lines(draft.last_line(old), (f"{indent}{line}" if line else "" for line in lines))
    if found.is_flow:
        return _filled(draft, own, old, [item], is_flow=True)
    step = _step(node)
    indent = " " * (_spot(found.at).column + step)
    lines = block_items([item], step)
    return draft.with_lines(_spot(own.end).line, (f"{indent}{line}" if line else "" for line in lines))


def _like_the_last(old: List, item: Value, step: int) -> Iterable[str]:
    """The lines of an item: in braces where the last one is."""
    last = old.items[-1] if old.items else None
    if isinstance(last, Map) and last.is_flow and not _has_long_text(item):
        return [f"- {flow(item)}"]
    return block_items([item], step)


def _has_long_text(item: Value) -> bool:
    return isinstance(item, Mapping) and any(isinstance(one, str) and "\n" in one for one in item.values())


# --- braces and brackets ----------------------------------------------------------------------------------------------


def _into_flow(draft: _Text, node: Map | List, added: str) -> str:
    """With something behind the last thing in braces or brackets: on its line, or on one of its own where they are."""
    parts = (
        [value if _after(value, key) else key for key, value in node.entries] if isinstance(node, Map) else node.items
    )
    start, close = _spot(node.at), _spot(node.end)
    if not parts:
        return draft.with_inline(_Spot(start.line, start.column + 1), added)
    end = _behind(draft, parts[-1])
    if not start <= end <= close:
        raise CannotEditError("The last value there stands for one that is written elsewhere.")
    if isinstance(node, Map) and not _after(node.entries[-1][1], node.entries[-1][0]):
        return _behind_blank(draft, node, added)
    rest = draft.line(end.line)[end.column :]
    if isinstance(node, Map) or close.line == end.line or _spot(parts[0].at).line == start.line:
        return draft.with_inline(end, f", {added}")
    indent = re.match(r"\s*", draft.line(_spot(parts[-1].at).line))
    line = f"{indent[0] if indent else ''}{added}"
    if rest.lstrip().startswith(","):
        return draft.with_lines(end.line, [f"{line},"])
    return _Text(draft.with_inline(end, ",")).with_lines(end.line, [line])


def _behind_blank(draft: _Text, node: Map, added: str) -> str:
    """With something behind a last key that stands blank: `{done: }`."""
    key, value = node.entries[-1]
    spot = _spot(key.end)
    colon = re.match(r"\s*:", draft.line(spot.line)[spot.column :])
    if not isinstance(value, Scalar) or not value.is_blank or value.style or not colon:
        raise CannotEditError("The last value there stands for one that is written elsewhere.")
    return draft.with_inline(_Spot(spot.line, spot.column + colon.end()), f" , {added}")


def _behind(draft: _Text, node: Node) -> _Spot:
    """The spot behind a node; without the spaces that a reader may count to an unquoted text."""
    end = _spot(node.end)
    if isinstance(node, Scalar) and not node.style:
        before = draft.line(end.line)[: end.column]
        return _Spot(end.line, len(before.rstrip()))
    return end


# --- nodes ------------------------------------------------------------------------------------------------------------


def _spot(packed: int) -> _Spot:
    place = place_of("", packed)
    return _Spot(place.line - 1, place.column - 1)


def _is_inside(part: Node, whole: Node) -> bool:
    """Whether a node stands where it is read, and not where an alias or a merge key takes it from."""
    return _spot(whole.at) <= _spot(part.at) and _spot(part.end) <= _spot(whole.end)


def _after(value: Node, key: Scalar) -> bool:
    """Whether something of a value stands behind its key."""
    return _spot(value.at) >= _spot(key.end) and _spot(value.end) > _spot(value.at)


def node_at(node: Node, trail: Trail) -> Node | None:
    """The node at a trail; None where there is none. Raises CannotEditError where an alias stands in the way."""
    for step in trail:
        inner: Node | None = None
        if isinstance(node, Map) and isinstance(step, str):
            inner = node.get(step)
        elif isinstance(node, List) and isinstance(step, int) and step < len(node.items):
            inner = node.items[step]
        if inner is None:
            return None
        if not _is_inside(inner, node):
            raise CannotEditError("The place is an alias (`*name`) of something that is written elsewhere.")
        node = inner
    return node


def _at(value: object, trail: Trail, snippet: str) -> object:
    for step in trail:
        try:
            value = value[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            raise CannotEditError("The place is not there any more.", snippet) from None
    return value


def _plain(node: Node | None) -> object:
    """A node as lists, maps and texts, to compare."""
    if node is None or (isinstance(node, Scalar) and node.is_blank and not node.style):
        return {} if node is None else ""
    if isinstance(node, Map):
        return {key.text: _plain(value) for key, value in node.entries}
    if isinstance(node, List):
        return [_plain(item) for item in node.items]
    return node.text


def _step(node: Node | None) -> int:
    """How far one level is indented in a file: as its first one that is, else by two."""
    pending = [node]
    while pending:
        one = pending.pop(0)
        if isinstance(one, List):
            pending += one.items[:1]
        elif isinstance(one, Map) and not one.is_flow:
            column = _spot(one.at).column
            for _, value in one.entries:
                if not isinstance(value, Scalar) and not value.is_flow and _spot(value.at).column > column:
                    return _spot(value.at).column - column
            pending += [value for _, value in one.entries[:8]]
    return 2


def _last_filled(draft: _Text) -> int:
    """Where to begin in a file of nothing but comments: behind all of them."""
    filled = [number for number, (line, _) in enumerate(draft.lines) if line.strip()]
    return filled[-1] if filled else -1


def _refuse_tab(draft: _Text, node: Map) -> None:
    if "\t" in draft.line(_spot(node.at).line)[: _spot(node.at).column]:
        raise CannotEditError("It is indented with tabs.")


def _sure(written: str, meant: object, snippet: str) -> str:
    """The text, once it is read again and says what was meant."""
    try:
        found = _plain(_Text(written).root)
    except CannotEditError:
        found = None
    if found != meant:
        raise CannotEditError("The way this file is written leaves no safe place for it.", snippet)
    return written
