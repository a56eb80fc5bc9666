"""Markdown files: front matter between two lines of `---`, then the body; both with their lines in the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from okrsite.source.limits import markdown_trouble
from okrsite.source.markdownlinks import tell_forbidden_links
from okrsite.source.marks import mark
from okrsite.source.nodes import Map, Scalar
from okrsite.source.yamltree import parse

if TYPE_CHECKING:
    from okrsite.source.context import Context

__all__ = ["Document", "read_document", "with_body"]

_FENCE = re.compile(r"---[ \t]*(?:\n|\Z)")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


class Document(NamedTuple):
    """A Markdown file: the map of its front matter (empty without one) and its body, None where there is none."""

    front: Map
    body: Scalar | None


def read_document(context: Context) -> Document | None:
    """Splits the context's text; None, with the context told, when the front matter can't be read."""
    text = context.text
    opening = _FENCE.match(text)
    if not opening:
        return Document(_empty_map(), _body(text, 1, context))
    closing = _END.search(text, opening.end())
    if not closing:
        hint = "End the fields with a line of `---`; what follows is the body."
        context.problem(mark(1, 1), "front-matter", "The front matter begins here and does not end.", hint)
        return None
    parsed = parse(text[opening.end() : closing.start()], context.path, first_line=2)
    context.problems += parsed.problems
    context.is_whole = not parsed.has_errors
    body = _body(text[closing.end() :], text.count("\n", 0, closing.end()) + 1, context)
    if isinstance(parsed.node, Map):
        return Document(parsed.node, body)
    if parsed.node is None and parsed.problems:
        return None
    if parsed.node is not None and not (isinstance(parsed.node, Scalar) and parsed.node.is_blank):
        hint = "Write one field a line: `title: What happened`."
        context.problem(parsed.node, "front-matter", "Front matter is fields and their values.", hint)
        return None
    return Document(_empty_map(), body)


def with_body(document: Document, name: str, context: Context) -> Map:
    """The front matter with the body as its field `name`, which must not be written twice."""
    if document.body is None:
        return document.front
    for key, value in document.front.entries:
        if key.text == name and not (isinstance(value, Scalar) and value.is_blank):
            message = f"`{name}` is written here and as the body of the file."
            context.problem(key, "written-twice", message, "Keep one of the two.")
            return document.front
    others = tuple(entry for entry in document.front.entries if entry[0].text != name)
    return document.front._replace(entries=(*others, (Scalar(name, document.body.at, document.body.at), document.body)))


def _body(text: str, first_line: int, context: Context) -> Scalar | None:
    """The text without the blank lines around it, at its place in the file."""
    blank = re.match(r"(?:[ \t]*\n)*", text)
    skipped = blank.end() if blank else 0
    body = text[skipped:].rstrip()
    if not body.strip():
        return None
    line = first_line + text.count("\n", 0, skipped)
    if trouble := markdown_trouble(body):
        hint = "Shorten it, or split it; put code with many brackets into an attachment."
        context.problem(mark(line, 1), "too-large", f"This text {trouble}.", hint)
        return None
    tell_forbidden_links(body, mark(line, 1), context)
    return Scalar(body, mark(line, 1), mark(line, 1), "|")


def _empty_map() -> Map:
    return Map((), mark(1, 1), mark(1, 1))
