"""Plain YAML's values on one line: texts, and maps and lists in braces and brackets, as the tree that `plainyaml` makes of a file.

At anything that is out of the ordinary, `Unusual` is raised.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from okrsite.source.marks import MASK

__all__ = [
    "DEEPEST", "KEY", "NOT_FIRST", "Fields", "Items", "Unusual", "Value",
    "alike", "flow", "inline", "is_name", "key_mark", "marked", "unquoted", "value_mark",
]  # fmt: skip

DEEPEST = 20
KEY = r"\w[\w./-]{0,99}"
NOT_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`")  # what an unquoted text can't begin with
_WHOLE_KEY = re.compile(KEY)

# An unquoted text in braces; it has no spaces at its end, where that is looked at.
_PLAIN = (
    r"(?:[^\s,\[\]{}:?#&*!|>'\"%@`-]|-(?=[^\s,\[\]{}:?#]))"
    r"[^,\[\]{}:?#]*+(?:(?::(?=[^\s,\[\]{}?#])|(?<![ ])#)[^,\[\]{}:?#]*+)*+"
)
_SIMPLE = r"([^\s,:#\[\]{}?&*!|>'\"%@`-][^,:#\[\]{}?&*!|>'\"%@`]*+(?:(?<! )#[^,:#\[\]{}?&*!|>'\"%@`]*+)*+)(?<! )"
_MOST_ALIKE = 20  # names of a map that a pattern is made for
_SIGN = re.compile(r"[\[\]{}\"'&*!|>%@`?]")
_NAME = re.compile(rf"({KEY}): ")
_TEXT = re.compile(rf"\"([^\"\\]*)\"|'([^']*)'(?!')|({_PLAIN})")
_BEHIND = re.compile(r"(?: +(?:#.*)?)?\Z")
_tuple = tuple.__new__


class Unusual(Exception):  # noqa: N818 - no error: the parser reads the file
    """A file is left to the parser."""


class Fields(NamedTuple):
    """A map. Each offset, from `at`, is where the value begins, or the name of a blank one (``); `at`: where the map does."""

    names: tuple[str, ...]
    values: Sequence[Value]
    offsets: tuple[int, ...]
    at: int
    is_flow: bool
    is_flat: bool  # no value has anything inside


class Items(NamedTuple):
    """A list of what is not blank."""

    items: list[Value]
    marks: list[int]


Value = str | Fields | Items


def is_name(text: str) -> bool:
    """Whether a text can be a field's name here."""
    return _WHOLE_KEY.fullmatch(text) is not None


def key_mark(node: Fields, index: int) -> int:
    """Where the name of a field begins that is blank, or has its value on the same line."""
    at = node.at + node.offsets[index]
    if not node.values[index]:
        return at
    return at - len(node.names[index]) - 2 if node.is_flow else at & ~MASK | node.at & MASK


def value_mark(node: Fields, index: int) -> int:
    """Where a value stands; a blank one stands behind the colon, in braces behind the space."""
    at = node.at + node.offsets[index]
    return at if node.values[index] else at + len(node.names[index]) + 1 + node.is_flow


def inline(text: str, at: int) -> Value:
    """A value that is written on one line."""
    if text[0] in NOT_FIRST:
        return marked(text, at)
    return unquoted(text) if ": " in text or " #" in text or text[-1] in ": " else text


def unquoted(text: str) -> str:
    """An unquoted text, without the comment behind it."""
    text = text.partition(" #")[0].rstrip(" ")
    if ": " in text or text[-1] == ":":
        raise Unusual
    return text


def marked(text: str, at: int) -> Value:
    """A value that begins with a quote, a bracket, a brace or a sign."""
    first = text[0]
    if first in "{[":
        return flow(text, at)
    if first == "-" and text[1:2] not in {"", " ", "-"}:
        return unquoted(text)
    match = _TEXT.match(text)
    if match is None or first not in "\"'" or not _BEHIND.match(text, match.end()):
        raise Unusual
    return _quoted(match)


def _quoted(match: re.Match[str]) -> str:
    """What a quoted text says; a blank one is left to the parser."""
    double, single, plain = match.groups()
    found: str = double or single or plain or ""
    if not found or found.isspace():
        raise Unusual
    return found


def flow(text: str, at: int) -> Value:
    """A map or list in braces or brackets that begins and ends in `text`; `at`: the mark where it does."""
    if found := _flat(text, at):
        return found
    value, end = _nested(text, 0, at, 0)
    if not _BEHIND.match(text, end):
        raise Unusual
    return value


def alike(text: str, at: int, one: Value) -> Fields | None:
    """A map in braces of unquoted texts with the same names as the `one` before it, as a list mostly has them; or None."""
    if type(one) is not Fields or not one.is_flat or not (form := _form(one.names)) or not (match := form.match(text)):
        return None
    values = match.groups()
    return _tuple(Fields, (one.names, values, _offsets(one.names, tuple(map(len, values))), at, True, True))


@lru_cache(maxsize=256)
def _form(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """What maps in braces with these names look like, each with an unquoted text that holds no colon."""
    if len(names) > _MOST_ALIKE or not all(map(is_name, names)):
        return None
    return re.compile(rf"\{{{', '.join(f'{re.escape(name)}: {_SIMPLE}' for name in names)}\}}\Z")


@lru_cache(maxsize=4096)
def _offsets(names: tuple[str, ...], lengths: tuple[int, ...]) -> tuple[int, ...]:
    """Where the values of a map in braces stand, from the brace on, by their lengths."""
    offsets, at = [], 1
    for name, length in zip(names, lengths, strict=True):
        offsets.append(at + len(name) + 2)
        at = offsets[-1] + length + 2
    return tuple(offsets)


def _flat(text: str, at: int) -> Fields | None:
    """A map in braces of names and unquoted texts, written as most do; None where a closer look is needed.

    Its names can be anything: whoever reads it looks at them.
    """
    inner = text[1:-1]
    pieces = inner.split(", ")
    count = len(pieces)
    if (
        text[0] != "{"
        or text[-1] != "}"
        or inner.count(": ") != count
        or inner.count(",") != count - 1
        or " #" in inner
        or _SIGN.search(inner)
    ):
        return None
    names, values, offsets = [], [], []
    at_piece = 3  # behind the brace, less the name: a colon and a space
    for piece in pieces:
        name, _, value = piece.partition(": ")
        if not value or value[0] in "-: " or value[-1] in ": ":
            return None
        names.append(name)
        values.append(value)
        offsets.append(at_piece + len(name))
        at_piece += len(piece) + 2
    return _tuple(Fields, (tuple(names), values, tuple(offsets), at, True, True))


def _nested(text: str, start: int, at: int, depth: int) -> tuple[Value, int]:
    """The map or list whose brace or bracket stands at `start`, and where it ends; `at`: the mark of the text's begin."""
    is_map = text[start] == "{"
    closing = "}" if is_map else "]"
    names: list[str] = []
    items: list[Value] = []
    marks: list[int] = []
    here = _after_spaces(text, start + 1)
    if depth > DEEPEST:
        raise Unusual
    while text[here] != closing:
        if is_map:
            name = _NAME.match(text, here)
            if name is None:
                raise Unusual
            names.append(name[1])
            here = name.end()
            if text[here : here + 1] in {",", "}"}:  # blank
                items.append("")
                marks.append(at + name.start(1))
                end = here
        if len(items) < len(names) or not is_map:
            item, end = _in_flow(text, here, at, depth)
            items.append(item)
            marks.append(at + here)
        here = _after_spaces(text, end)
        if text[here] == ",":
            here = _after_spaces(text, here + 1)
        elif text[here] != closing:
            raise Unusual
    if is_map:
        offsets = tuple([mark - at - start for mark in marks])
        return Fields(tuple(names), items, offsets, at + start, is_flow=True, is_flat=False), here + 1
    return Items(items, marks), here + 1


def _in_flow(text: str, here: int, at: int, depth: int) -> tuple[Value, int]:
    """A value in braces or brackets, and where it ends."""
    if text[here : here + 1] in {"{", "["}:
        return _nested(text, here, at, depth + 1)
    match = _TEXT.match(text, here)
    if match is None:
        raise Unusual
    return _quoted(match).rstrip(" ") if match[3] else _quoted(match), match.end()


def _after_spaces(text: str, here: int) -> int:
    """The next place in `text` that is no space."""
    while text[here : here + 1] == " ":
        here += 1
    if here == len(text):
        raise Unusual
    return here
