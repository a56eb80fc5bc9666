"""Values → lines of YAML that read back as the same values, in the style of the lines around them."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence

from okrsite.source.nodes import List, Map, Node

__all__ = ["AsWritten", "InFlow", "Value", "as_read", "as_written", "block", "block_items", "flow", "inline"]


class AsWritten(str):
    """A text that is written as it stands, since someone wrote it so."""

    __slots__ = ()


class InFlow(dict[str, "Value"]):
    """A map that is written in braces, as someone wrote it."""

    __slots__ = ()


Value = str | int | float | dt.date | None | Sequence["Value"] | Mapping[str, "Value"]

_PLAIN = re.compile(r"[^\W\d_](?:[\w .,/()+&;?'’-]*[\w.)?])?")
_PLAIN_IN_FLOW = re.compile(r"[^\W\d_](?:[\w ./()+&;'’-]*[\w.)])?")
_REFERENCE = re.compile(r"[^\W\d_][\w-]*(?:/[\w-]+)*(?:#[\w-]+)?")
_SAFE = re.compile(r"[\w+.-][^,\[\]{}\n\t]*")
_PERIOD = re.compile(r"[0-9]{4}(?:-[A-Za-z]?[0-9]{1,2})?")
_NAME = re.compile(r"[\w-]+")
_WORDS = frozenset(["y", "n", "yes", "no", "true", "false", "on", "off", "null", "none", "inf", "nan"])
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def inline(text: str, *, in_flow: bool = False) -> str:
    """A text in one line: plain where nothing can be mistaken, else in double quotes."""
    if isinstance(text, AsWritten):
        return str(text)
    plain = _PLAIN_IN_FLOW if in_flow else _PLAIN
    is_plain = plain.fullmatch(text) or _REFERENCE.fullmatch(text) or (_PERIOD.fullmatch(text) and "-" in text)
    if is_plain and text.lower() not in _WORDS and text.isprintable() and "  " not in text:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def flow(value: Value) -> str:
    """A value in one line: maps in braces, lists in brackets."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(flow, value)) + "]"
    return _scalar(value, in_flow=True)


def block(value: Mapping[str, Value], step: int = 2) -> Iterator[str]:
    """The lines of a map in block style, each level `step` columns deeper; texts of several lines as they are."""
    for key, item in value.items():
        yield from _entry(f"{_key(key)}:", item, step)


def block_items(items: Sequence[Value], step: int = 2) -> Iterator[str]:
    """The lines of a list in block style, from its dashes on."""
    for item in items:
        if isinstance(item, Mapping) and item and not isinstance(item, InFlow):
            first, *others = block(item, step)
            yield f"- {first}"
            yield from (f"  {line}" if line else "" for line in others)
        else:
            yield f"- {flow(item)}".rstrip()


def as_read(value: Value) -> object:
    """What the reader makes of a value: texts, lists and maps."""
    if isinstance(value, Mapping):
        return {key: as_read(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [as_read(item) for item in value]
    return value if isinstance(value, str) else _scalar(value, in_flow=False)


def as_written(node: Node) -> Value:
    """A node as a value that is written again in its own words: what was plain stays plain, where that is safe."""
    if isinstance(node, Map):
        copy = {key.text: as_written(value) for key, value in node.entries}
        return InFlow(copy) if node.is_flow else copy
    if isinstance(node, List):
        return [as_written(item) for item in node.items]
    if node.is_blank and not node.style:
        return None
    is_plain = not node.style and _SAFE.fullmatch(node.text) and not node.text.endswith(":")
    return AsWritten(node.text) if is_plain and ": " not in node.text and " #" not in node.text else node.text


def _entry(begin: str, item: Value, step: int) -> Iterator[str]:
    deeper = " " * step
    if isinstance(item, str) and _is_block(item):
        yield f"{begin} |" if item.endswith("\n") else f"{begin} |-"
        yield from (f"{deeper}{line}" if line else "" for line in item.removesuffix("\n").split("\n"))
    elif isinstance(item, Mapping) and item and not isinstance(item, InFlow):
        yield begin
        yield from (f"{deeper}{line}" if line else "" for line in block(item, step))
    elif isinstance(item, Sequence) and not isinstance(item, str) and any(isinstance(one, Mapping) for one in item):
        yield begin
        yield from (f"{deeper}{line}" if line else "" for line in block_items(item, step))
    else:
        text = inline(item) if isinstance(item, str) else flow(item)
        yield f"{begin} {text}".rstrip()


def _key(key: str) -> str:
    return key if _NAME.fullmatch(key) and key.isascii() else inline(key, in_flow=True)


def _scalar(value: Value, *, in_flow: bool) -> str:
    if isinstance(value, str):
        return inline(value, in_flow=in_flow)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    return "" if value is None else repr(value)


def _is_block(text: str) -> bool:
    """Whether a text can stand as a block: several lines, none of which YAML would take for indentation or trim."""
    lines = text.removesuffix("\n").split("\n")
    if "\n" not in text or lines[0][:1] in {"", " "} or not lines[-1]:
        return False
    return all(line.isprintable() and line == line.rstrip() for line in lines)
