"""The YAML that hands write, read line by line: a fraction of the time that the parser takes, and the same values and places.

Most files hold nothing but fields one a line, lists, maps and lists in braces that end on their line, quotes without escapes,
and texts behind `|`. They become a tree of texts here. At anything else `Unusual` is raised, also where something is wrong:
the parser (`yamltree`) then reads the whole file, and what it says holds. A law of tests/property/ holds the two together.
"""

from __future__ import annotations

import re

from okrsite.source.marks import BITS
from okrsite.source.plaininline import (
    DEEPEST,
    KEY,
    NOT_FIRST,
    Fields,
    Items,
    Unusual,
    Value,
    alike,
    flow,
    inline,
    is_name,
    key_mark,
    marked,
    unquoted,
    value_mark,
)  # fmt: skip

__all__ = ["Fields", "Items", "Unusual", "Value", "is_name", "key_mark", "tree", "value_mark"]

_LARGEST = 1_000_000  # characters; so no column is cut off in a mark

_ROW = re.compile(rf"^(( *)(- +)?(?:({KEY}):(?: +|$))?)(.*)$", re.MULTILINE)
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]| [^\\S \n]")
_CUT_BY_HASH = re.compile(r"\S #[^\W_]")

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
    if depth > DEEPEST or len(indent) <= around:
        raise Unusual
    if dash:
        return _list(rows, line, len(indent), depth)
    if name:
        return _map(rows, line, len(indent), depth)
    if around < 0 and value[0] == "{":
        return flow(value, (line + 1) << BITS | len(indent) + 1), _content(rows, line + 1)
    raise Unusual


def _map(rows: _Rows, line: int, column: int, depth: int) -> tuple[Fields, int]:
    """The map whose names stand in `column`, the first of them in a line, maybe behind a dash."""
    names: list[str] = []
    values: list[Value] = []
    offsets: list[int] = []
    count = len(rows)
    start = (line + 1) << BITS | column + 1
    is_flat = True
    while True:
        before, _, _, name, text = rows[line]
        if not name:
            raise Unusual
        line += 1
        if text and text[0] not in NOT_FIRST:
            values.append(unquoted(text) if ": " in text or " #" in text or text[-1] in ": " else text)
            offsets.append((line << BITS | len(before) + 1) - start)
        else:
            value, line, at = _out_of_line(rows, line, column, depth)
            is_flat = is_flat and type(value) is str
            values.append(value)
            offsets.append(at - start)
        names.append(name)
        if line < count and not rows[line][3]:
            line = _content(rows, line)
        deep = len(rows[line][1]) if line < count else -1
        if deep < column:
            break
        if deep > column or rows[line][2]:
            raise Unusual
    return _tuple(Fields, (tuple(names), values, tuple(offsets), start, False, is_flat)), line


def _out_of_line(rows: _Rows, line: int, column: int, depth: int) -> tuple[Value, int, int]:
    """The value of the field in the line before `line` that is no unquoted text, the line behind it, and its mark."""
    before, _, _, _, text = rows[line - 1]
    at = line << BITS | len(before) + 1
    if text and text[0] == "|":
        return *_literal(rows, line, text, column), at
    if text and text[0] != "#":
        return marked(text, at), line, at
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
    item: Value = ""
    while True:
        _, indent, dash, name, text = rows[line]
        inner = column + len(dash)
        if name:
            marks.append((line + 1) << BITS | inner + 1)
            item, line = _map(rows, line, inner, depth + 1)
        elif text and text[0] not in "|#":
            marks.append((line + 1) << BITS | inner + 1)
            item = (
                (alike(text, marks[-1], item) or flow(text, marks[-1])) if text[0] == "{" else inline(text, marks[-1])
            )
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
