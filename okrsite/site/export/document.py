"""A document in blocks, and how it is printed as Markdown: the one place where words are escaped.

Blocks hold plain words, which come out exactly as they are, whatever marks are in them. What people wrote as Markdown is
quoted: a block quote ends whatever is left open in it, be it code, a list or a table.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsite.frozen import dataclass
from okrsite.site.plain import one_line, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Block", "Heading", "Item", "Items", "Paragraph", "Quote", "escaped", "markdown", "quoted"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the document's own is of level 1."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or several."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Markdown that someone wrote."""

    markdown: str


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list: a `name` that stands out, words, and Markdown that someone wrote about it."""

    text: str
    name: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Item, ...]


Block = Heading | Paragraph | Quote | Items

# Marks that every Markdown lets one take back with a backslash; the others as entities, which all read.
_SPECIAL = re.compile(r"[\\`*_\[\]{}#]")
_ENTITIES = (
    ("&", re.compile(r"&(?=#?\w+;)"), "&amp;"),
    ("<", re.compile("<"), "&lt;"),
    ("~", re.compile("~"), "&#126;"),
)
_OPENING = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=[-+>]))")  # what makes a line a list or a quote
# A tag, a comment or a declaration; `<https://…>` is a link and stays one.
_TAG = re.compile(r"<(?=[a-zA-Z/!?])(?!(?:https?://|mailto:)[^\s<>]*>)")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^( {0,3}#{1,6})(?=\s|$)")


def markdown(blocks: Iterable[Block]) -> str:
    """The blocks as one Markdown text, with a blank line between two."""
    return "\n\n".join("\n".join(_lines(block)) for block in blocks) + "\n"


def escaped(text: str) -> str:
    """Plain words on one line, as Markdown that shows exactly them, also at the start of a line."""
    said = _SPECIAL.sub(r"\\\g<0>", one_line(text))
    for mark, pattern, entity in _ENTITIES:
        said = pattern.sub(entity, said) if mark in said else said
    return _OPENING.sub(r"\1\\", "&#58;" + said[1:] if said.startswith(":") else said)


def quoted(text: str, level: int) -> list[str]:
    """The lines of Markdown that someone wrote as a block quote, its headings below those of `level`.

    HTML is shown instead of run, also in code: a text cannot be trusted to say where its code ends.
    """
    lines = _TAG.sub("&lt;", printable(text)).strip("\n").split("\n")
    return [f"> {line}".rstrip() for line in _lowered(lines, level)]


def _lowered(lines: Iterable[str], level: int) -> Iterator[str]:
    """Headings `level` deeper, as far as there are levels; code stays as it is."""
    fence = ""
    for line in lines:
        found = _FENCE.match(line)
        if found and not fence:
            fence = found[1]
        elif found and found[1].startswith(fence):
            fence = ""
        yield line if fence else _HEADING.sub(lambda mark: mark[1].ljust(min(6, len(mark[1]) + level), "#"), line)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield f"{'#' * level} {escaped(text)}"
        case Paragraph(text):
            yield escaped(text)
        case Quote(text):
            yield from quoted(text, 4)
        case Items(items):
            for number, item in enumerate(items):
                yield from _item(item, is_last=number == len(items) - 1)


def _item(item: Item, *, is_last: bool) -> Iterator[str]:
    parts = (f"**{escaped(item.name)}**" if item.name else "", escaped(item.text))
    yield "- " + " – ".join(part for part in parts if part)
    if item.quote:
        yield ""
        yield from (f"  {line}" for line in quoted(item.quote, 4))
        yield from () if is_last else ("",)
