"""YAML text with something added at its place, every other byte as it was; or, where that is not sure, a refusal.

Places come from the reader's own nodes. What was written is read again and compared with what was meant: where an anchor,
a comment or a style that was not thought of gets in the way, nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from okrsite.edit.draft import CannotEditError, Draft, Spot, is_inside, spot_of
from okrsite.edit.yamltext import Value, as_read, block, block_items, flow, inline
from okrsite.source.nodes import List, Map, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["CannotEditError", "Trail", "append", "node_at", "set_key"]

Trail = tuple[str | int, ...]  # keys and positions from the top: ("objectives", 0, "key_results", 2)

_ALIAS_AT_END = re.compile(r"\*[^\s,\[\]{}]+(?=\s*,?\s*$)")


def set_key(text: str, trail: Trail, key: str, value: Value) -> str:
    """The text with `key: value` in the map at `trail`: behind its last key, or filled in where it stands blank.

    Raises:
        CannotEditError: the text would not read as it did, but for this key.
    """
    snippet = "\n".join(block({key: value}))

    def mean(target: dict[str, object]) -> None:
        target[key] = as_read(value)

    return _edited(text, trail, snippet, mean, lambda draft: _with_key(draft, trail, key, value))


def append(text: str, trail: Trail, key: str, item: Value) -> str:
    """The text with `item` behind the last one of the list `key` in the map at `trail`; the list is made where it is none.

    Raises:
        CannotEditError: the text would not read as it did, but for this item.
    """
    snippet = "\n".join([f"{key}:", *(f"  {line}" for line in block_items([item]))])

    def mean(target: dict[str, object]) -> None:
        old = target.get(key) or []
        if not isinstance(old, list):
            raise CannotEditError(f"`{key}` is no list.")
        target[key] = [*old, as_read(item)]

    return _edited(text, trail, snippet, mean, lambda draft: _with_item(draft, trail, key, item))


def _edited(
    text: str,
    trail: Trail,
    snippet: str,
    mean: Callable[[dict[str, object]], None],
    insert: Callable[[Draft], str],
) -> str:
    """What `insert` makes of the text, once it is read again and says what `mean` makes of the map at the trail."""
    draft = Draft(text)
    meant = _plain(draft.root)
    try:
        target = _at(meant, trail)
        if not isinstance(target, dict):
            raise CannotEditError("There is no map to add to.")
        mean(target)
        return _sure(insert(draft), meant)
    except CannotEditError as error:
        raise CannotEditError(error.message, snippet, _line_at(draft, trail)) from None


# --- maps -------------------------------------------------------------------------------------------------------------


def _with_key(draft: Draft, trail: Trail, key: str, value: Value) -> str:
    node = draft.root
    if node is None or (isinstance(node, Scalar) and node.is_blank):
        return draft.with_lines(_last_filled(draft), block({key: value}))
    found = node_at(node, trail)
    if not isinstance(found, Map):
        raise CannotEditError("There is no map to add to.")
    for own, old in found.entries:
        if own.text == key and is_inside(own, found):
            return _filled(draft, own, old, value, is_flow=found.is_flow)
    if found.is_flow:
        return _into_flow(draft, found, f"{key}: {flow(value)}")
    indent = " " * _column(draft, found)
    _refuse_tab(draft, found)
    lines = block({key: value}, _step(node))
    return draft.with_lines(draft.last_line(found), (f"{indent}{line}" if line else "" for line in lines))


def _filled(draft: Draft, key: Scalar, old: Node, value: Value, *, is_flow: bool) -> str:
    """With a value behind its key, where nothing or a single word stands."""
    if (
        not isinstance(old, Scalar)
        or old.style in {"|", ">"}
        or not (old.is_blank or spot_of(old.at) >= spot_of(key.end))
    ):
        raise CannotEditError(f"`{key.text}` is written already.")
    one_line = flow(value) if is_flow or not isinstance(value, str) else inline(value)
    if not old.is_blank or old.style:
        return draft.with_inline(spot_of(old.at), one_line, spot_of(old.end))
    spot = spot_of(key.end)
    colon = draft.line(spot.line).find(":", spot.column)
    if colon < 0:
        raise CannotEditError(f"`{key.text}` stands without its colon.")
    return draft.with_inline(Spot(spot.line, colon + 1), f" {one_line}")


# --- lists ------------------------------------------------------------------------------------------------------------


def _with_item(draft: Draft, trail: Trail, key: str, item: Value) -> str:
    node = draft.root
    found = node_at(node, trail) if node is not None else None
    if not isinstance(found, Map):
        return _with_key(draft, trail, key, [item])
    entry = next(((own, old) for own, old in found.entries if own.text == key and is_inside(own, found)), None)
    if entry is None:
        return _with_key(draft, trail, key, [item])
    own, old = entry
    if isinstance(old, List) and not spot_of(old.at) >= spot_of(own.end):
        raise CannotEditError(f"`{key}` stands for a list that is written elsewhere.")
    if isinstance(old, List) and old.is_flow:
        return _into_flow(draft, old, flow(item))
    _refuse_tab(draft, found)
    if isinstance(old, List):
        indent = " " * _column(draft, old)
        lines = _like_the_last(old, item, _step(node))
        return draft.with_lines(draft.last_line(old), (f"{indent}{line}" if line else "" for line in lines))
    if found.is_flow:
        return _filled(draft, own, old, [item], is_flow=True)
    step = _step(node)
    indent = " " * (_column(draft, found) + step)
    lines = block_items([item], step)
    return draft.with_lines(spot_of(own.end).line, (f"{indent}{line}" if line else "" for line in lines))


def _like_the_last(old: List, item: Value, step: int) -> Iterable[str]:
    """The lines of an item: in braces where the last one is."""
    last = old.items[-1] if old.items else None
    if isinstance(last, Map) and last.is_flow and not _has_long_text(item):
        return [f"- {flow(item)}"]
    return block_items([item], step)


def _has_long_text(item: Value) -> bool:
    return isinstance(item, Mapping) and any(isinstance(one, str) and "\n" in one for one in item.values())


# --- braces and brackets ----------------------------------------------------------------------------------------------


def _into_flow(draft: Draft, node: Map | List, added: str) -> str:
    """With something behind the last thing in braces or brackets: on its line, or on one of its own where they are."""
    parts = (
        [value if _after(value, key) else key for key, value in node.entries] if isinstance(node, Map) else node.items
    )
    start, close = spot_of(node.at), spot_of(node.end)
    if not parts:
        return draft.with_inline(Spot(start.line, start.column + 1), added)
    if alias := _ALIAS_AT_END.search(draft.line(close.line)[: close.column - 1]):
        return draft.with_inline(Spot(close.line, alias.end()), f", {added}")
    end = _behind(draft, parts[-1])
    if not start <= end <= close:
        raise CannotEditError("The last value there stands for one that is written elsewhere.")
    if isinstance(node, Map) and not _after(node.entries[-1][1], node.entries[-1][0]):
        return _behind_blank(draft, node, added)
    rest = draft.line(end.line)[end.column :]
    if isinstance(node, Map) or close.line == end.line or spot_of(parts[0].at).line == start.line:
        return draft.with_inline(end, f", {added}")
    indent = re.match(r"\s*", draft.line(spot_of(parts[-1].at).line))
    line = f"{indent[0] if indent else ''}{added}"
    if rest.lstrip().startswith(","):
        return draft.with_lines(end.line, [f"{line},"])
    return Draft(draft.with_inline(end, ",")).with_lines(end.line, [line])


def _behind_blank(draft: Draft, node: Map, added: str) -> str:
    """With something behind a last key that stands blank: `{done: }`."""
    key, value = node.entries[-1]
    spot = spot_of(key.end)
    colon = re.match(r"\s*:", draft.line(spot.line)[spot.column :])
    if not isinstance(value, Scalar) or not value.is_blank or value.style or not colon:
        raise CannotEditError("The last value there stands for one that is written elsewhere.")
    return draft.with_inline(Spot(spot.line, spot.column + colon.end()), f" , {added}")


def _behind(draft: Draft, node: Node) -> Spot:
    """The spot behind a node; without the spaces that a reader may count to an unquoted text."""
    end = spot_of(node.end)
    if isinstance(node, Scalar) and not node.style:
        before = draft.line(end.line)[: end.column]
        return Spot(end.line, len(before.rstrip()))
    return end


# --- nodes ------------------------------------------------------------------------------------------------------------


def _column(draft: Draft, node: Map | List) -> int:
    """The column that a block's keys or dashes stand in; an anchor before them (`key: &name`) counts to the node."""
    if isinstance(node, Map):
        own = next((key for key, _ in node.entries if is_inside(key, node)), None)
        return spot_of(own.at if own else node.at).column
    first = spot_of(node.items[0].at) if node.items else spot_of(node.at)
    before = draft.line(first.line)[: first.column].rstrip()
    return len(before) - 1 if before.endswith("-") else spot_of(node.at).column


def _after(value: Node, key: Scalar) -> bool:
    """Whether something of a value stands behind its key."""
    return spot_of(value.at) >= spot_of(key.end) and spot_of(value.end) > spot_of(value.at)


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
        if not is_inside(inner, node):
            raise CannotEditError("The place is an alias (`*name`) of something that is written elsewhere.")
        node = inner
    return node


def _line_at(draft: Draft, trail: Trail) -> int:
    """The line, from 1, of the node at a trail, or of the last one on the way there that is written in its place."""
    node = draft.root
    for length in range(len(trail), -1, -1):
        try:
            found = node_at(node, trail[:length]) if node is not None else None
        except CannotEditError:
            continue
        if found is not None:
            return spot_of(found.at).line + 1
    return 0


def _at(value: object, trail: Trail) -> object:
    for step in trail:
        try:
            value = value[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            raise CannotEditError("The place is not there any more.") from None
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
            column = spot_of(one.at).column
            for _, value in one.entries:
                if not isinstance(value, Scalar) and not value.is_flow and spot_of(value.at).column > column:
                    return spot_of(value.at).column - column
            pending += [value for _, value in one.entries[:8]]
    return 2


def _last_filled(draft: Draft) -> int:
    """Where to begin in a file of nothing but comments: behind all of them."""
    filled = [number for number, (line, _) in enumerate(draft.lines) if line.strip()]
    return filled[-1] if filled else -1


def _refuse_tab(draft: Draft, node: Map) -> None:
    if "\t" in draft.line(spot_of(node.at).line)[: spot_of(node.at).column]:
        raise CannotEditError("It is indented with tabs.")


def _sure(written: str, meant: object) -> str:
    """The text, once it is read again and says what was meant."""
    try:
        found = _plain(Draft(written).root)
    except CannotEditError:
        raise CannotEditError("The way this file is written leaves no safe place for it.") from None
    if found != meant:
        raise CannotEditError(
            "Something else would read differently too, by an anchor (`&name`) or the way it is written."
        )
    return written
