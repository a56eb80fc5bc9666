"""The YAML that hands write, read line by line: a fraction of the time that the parser takes, and the same values and places.

Most files hold nothing but fields one a line, lists, maps and lists in braces that end on their line, quotes without escapes,
and texts behind `|`. They become a tree of texts here. At anything else `Unusual` is raised, also where something is wrong:
the parser (`yamltree`) then reads the whole file, and what it says holds. A law of tests/property/ holds the two together.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from okrsite.source.marks import BITS, MASK

__all__ = ["Fields", "Items", "Unusual", "Value", "is_name", "key_mark", "tree", "value_mark"]

_DEEPEST = 20
_LARGEST = 1_000_000  # characters; so no column is cut off in a mark

_KEY = r"\w[\w./-]{0,99}"
_WHOLE_KEY = re.compile(_KEY)
_ROW = re.compile(rf"^(( *)(- +)?(?:({_KEY}):(?: +|$))?)(.*)$", re.MULTILINE)
_NOT_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`")  # what an unquoted text can't begin with
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]| [^\\S \n]")
_CUT_BY_HASH = re.compile(r"\S #[^\W_]")

# An unquoted text in braces; it has no spaces at its end, where that is looked at.
_PLAIN = (
    r"(?:[^\s,\[\]{}:?#&*!|>'\"%@`-]|-(?=[^\s,\[\]{}:?#]))"
    r"[^,\[\]{}:?#]*+(?:(?::(?=[^\s,\[\]{}?#])|(?<![ ])#)[^,\[\]{}:?#]*+)*+"
)
_SIGN = re.compile(r"[\[\]{}\"'&*!|>%@`?]")
_NAME = re.compile(rf"({_KEY}): ")
_TEXT = re.compile(rf"\"([^\"\\]*)\"|'([^']*)'(?!')|({_PLAIN})")
_BEHIND = re.compile(r"(?: +(?:#.*)?)?\Z")


class Unusual(Exception):  # noqa: N818 - no error: the parser reads the file
    """A file is left to the parser."""


class Fields(NamedTuple):
    """A map. Each mark is where the value begins, or the name of a blank one (``); `at`: where the map does."""

    names: tuple[str, ...]
    values: list[Value]
    marks: tuple[int, ...]
    at: int
    is_flow: bool
    is_flat: bool  # no value has anything inside


class Items(NamedTuple):
    """A list of what is not blank."""

    items: list[Value]
    marks: list[int]


Value = str | Fields | Items
_Rows = list[
    tuple[str, str, str, str, str]
]  # of each line all in front of its value, the spaces, the dash, the name, the value
_tuple = tuple.__new__


def tree(text: str) -> Value:
    """What a file says. Raises Unusual for one that is not all plain, says nothing, or has something wrong in it."""
    flat = text.replace("\n", "")
    if (
        len(text) > _LARGEST
        or not (flat.isprintable() or not _UNSEEN.search(text))
        or (" #" in flat and _CUT_BY_HASH.search(text))
    ):
        raise Unusual
    rows: _Rows = _ROW.findall(text)
    line = _content(rows, 0)
    if line == len(rows):
        raise Unusual
    value, line = _block(rows, line, -1, 0)
    if line < len(rows):
        raise Unusual
    return value


def is_name(text: str) -> bool:
    """Whether a text can be a field's name here."""
    return _WHOLE_KEY.fullmatch(text) is not None


def key_mark(node: Fields, index: int) -> int:
    """Where the name of a field begins that is blank, or has its value on the same line."""
    at = node.marks[index]
    if not node.values[index]:
        return at
    return at - len(node.names[index]) - 2 if node.is_flow else at & ~MASK | node.at & MASK


def value_mark(node: Fields, index: int) -> int:
    """Where a value stands; a blank one stands behind the colon, in braces behind the space."""
    return node.marks[index] if node.values[index] else node.marks[index] + len(node.names[index]) + 1 + node.is_flow


# --- lines ------------------------------------------------------------------------------------------------------------


def _content(rows: _Rows, line: int) -> int:
    """The first line from `line` on that is neither blank nor a comment."""
    count = len(rows)
    while line < count:
        _, _, dash, name, value = rows[line]
        if name or dash or (value and value[0] != "#"):
            break
        line += 1
    return line


def _block(rows: _Rows, line: int, around: int, depth: int) -> tuple[Value, int]:
    """The map or list that begins in a line and lies deeper than the column `around` (from 0), and the line behind it."""
    _, indent, dash, name, value = rows[line]
    if depth > _DEEPEST or len(indent) <= around:
        raise Unusual
    if dash:
        return _list(rows, line, len(indent), depth)
    if name:
        return _map(rows, line, len(indent), depth)
    if around < 0 and value[0] == "{":
        return _flow(value, (line + 1) << BITS | len(indent) + 1), _content(rows, line + 1)
    raise Unusual


def _map(rows: _Rows, line: int, column: int, depth: int) -> tuple[Fields, int]:
    """The map whose names stand in `column`, the first of them in a line, maybe behind a dash."""
    names: list[str] = []
    values: list[Value] = []
    marks: list[int] = []
    count = len(rows)
    start = (line + 1) << BITS | column + 1
    is_flat = True
    while True:
        before, _, _, name, text = rows[line]
        if not name:
            raise Unusual
        line += 1
        if text and text[0] not in _NOT_FIRST:
            values.append(_unquoted(text) if ": " in text or " #" in text or text[-1] in ": " else text)
            marks.append(line << BITS | len(before) + 1)
        else:
            value, line, at = _out_of_line(rows, line, column, depth)
            is_flat = is_flat and type(value) is str
            values.append(value)
            marks.append(at)
        names.append(name)
        if line < count and not rows[line][3]:
            line = _content(rows, line)
        deep = len(rows[line][1]) if line < count else -1
        if deep < column:
            break
        if deep > column or rows[line][2]:
            raise Unusual
    return _tuple(Fields, (tuple(names), values, tuple(marks), start, False, is_flat)), line


def _out_of_line(rows: _Rows, line: int, column: int, depth: int) -> tuple[Value, int, int]:
    """The value of the field in the line before `line` that is no unquoted text, the line behind it, and its mark."""
    before, _, _, _, text = rows[line - 1]
    at = line << BITS | len(before) + 1
    if text and text[0] == "|":
        return *_literal(rows, line, text, column), at
    if text and text[0] != "#":
        return _marked(text, at), line, at
    return _below(rows, line, column, depth)


def _below(rows: _Rows, line: int, column: int, depth: int) -> tuple[Value, int, int]:
    """What stands under a field in `column` that has nothing behind it, the line behind that, and its mark."""
    below = _content(rows, line)
    if below == len(rows):
        return "", below, line << BITS | column + 1
    _, indent, dash, _, _ = rows[below]
    if len(indent) > column or (dash and len(indent) == column):
        value, behind = _block(rows, below, len(indent) - 1, depth + 1)
        return value, behind, (below + 1) << BITS | len(indent) + 1
    return "", below, line << BITS | column + 1


def _list(rows: _Rows, line: int, column: int, depth: int) -> tuple[Items, int]:
    """The list whose dashes stand in `column`, the first of them in a line."""
    items: list[Value] = []
    marks: list[int] = []
    count = len(rows)
    while True:
        _, indent, dash, name, text = rows[line]
        inner = column + len(dash)
        item: Value
        if name:
            marks.append((line + 1) << BITS | inner + 1)
            item, line = _map(rows, line, inner, depth + 1)
        elif text and text[0] not in "|#":
            marks.append((line + 1) << BITS | inner + 1)
            item = _flow(text, marks[-1]) if text[0] == "{" else _value(text, marks[-1])
            line += 1
        else:
            raise Unusual
        items.append(item)
        if line < count and not rows[line][2]:
            line = _content(rows, line)
        if line == count:
            break
        _, indent, dash, _, _ = rows[line]
        if len(indent) < column or (len(indent) == column and not dash):
            break
        if len(indent) > column:
            raise Unusual
    return Items(items, marks), line


def _literal(rows: _Rows, line: int, sign: str, column: int) -> tuple[str, int]:
    """The text of several lines that begins behind a `|`, deeper than `column`; and the line behind it."""
    sign = sign.rstrip(" ")
    begun, count = line, len(rows)
    if sign not in {"|", "|-"} or line == count:
        raise Unusual
    first = rows[line][0] + rows[line][4]
    deep = len(first) - len(first.lstrip(" "))
    if deep <= column or deep == len(first):
        raise Unusual
    margin, lines = first[:deep], []
    while line < count:
        before, _, _, _, text = rows[line]
        whole = before + text
        if whole.startswith(margin):
            lines.append(whole[deep:])
        elif not whole.strip(" "):
            lines.append("")
        else:
            break
        line += 1
    while lines and not lines[-1]:
        lines.pop()
    if lines[-1].isspace():
        raise Unusual
    return "\n".join(lines) + ("\n" if sign == "|" and begun + len(lines) < count else ""), line


# --- values on one line -----------------------------------------------------------------------------------------------


def _value(text: str, at: int) -> Value:
    if text[0] in _NOT_FIRST:
        return _marked(text, at)
    return _unquoted(text) if ": " in text or " #" in text or text[-1] in ": " else text


def _unquoted(text: str) -> str:
    """An unquoted text, without the comment behind it."""
    text = text.partition(" #")[0].rstrip(" ")
    if ": " in text or text[-1] == ":":
        raise Unusual
    return text


def _marked(text: str, at: int) -> Value:
    """A value that begins with a quote, a bracket, a brace or a sign."""
    first = text[0]
    if first in "{[":
        return _flow(text, at)
    if first == "-" and text[1:2] not in {"", " ", "-"}:
        return _unquoted(text)
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


def _flow(text: str, at: int) -> Value:
    """A map or list in braces or brackets that begins and ends in `text`; `at`: the mark where it does."""
    if found := _flat(text, at):
        return found
    value, end = _nested(text, 0, at, 0)
    if not _BEHIND.match(text, end):
        raise Unusual
    return value


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
    names, values, marks = [], [], []
    at_piece = at + 3  # behind the brace, less the name: a colon and a space
    for piece in pieces:
        name, _, value = piece.partition(": ")
        if not value or value[0] in "-: " or value[-1] in ": ":
            return None
        names.append(name)
        values.append(value)
        marks.append(at_piece + len(name))
        at_piece += len(piece) + 2
    return _tuple(Fields, (tuple(names), values, tuple(marks), at, True, True))


def _nested(text: str, start: int, at: int, depth: int) -> tuple[Value, int]:
    """The map or list whose brace or bracket stands at `start`, and where it ends; `at`: the mark of the text's begin."""
    is_map = text[start] == "{"
    closing = "}" if is_map else "]"
    names: list[str] = []
    items: list[Value] = []
    marks: list[int] = []
    here = _after_spaces(text, start + 1)
    if depth > _DEEPEST:
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
        return Fields(tuple(names), items, tuple(marks), at + start, is_flow=True, is_flat=False), here + 1
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
