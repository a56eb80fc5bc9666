"""Links inside Markdown texts: their schemes are those of any other link, and one that is not is told where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsite.problems import Place
from okrsite.source.links import SCHEMES
from okrsite.source.marks import lines_of, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsite.source.context import Context

__all__ = ["links_in", "may_link", "tell_forbidden_links"]

_SCHEME = r"(?P<{}>[a-zA-Z][a-zA-Z0-9+.-]{{0,30}}):"
_LINK = re.compile(
    rf"\]\([ \n]{{0,3}}<?{_SCHEME.format('inline')}"
    rf"|^ {{0,3}}\[[^\]\n]{{1,200}}\]:[ \t]{{0,9}}<?{_SCHEME.format('listed')}"
    rf"|\b(?:href|src)[ ]?=[ ]?[\"']?[ ]?{_SCHEME.format('html')}",
    re.MULTILINE | re.IGNORECASE,
)
_USUAL = ("https://", "http://", "mailto:")
_CODE = re.compile(
    r"^(?P<fence>`{3,9}|~{3,9})[^\n]*\n(?:.*?\n)??(?P=fence)[^\n]*$|(?<!`)(?P<ticks>`{1,3})(?!`)[^`\n]+(?P=ticks)",
    re.MULTILINE | re.DOTALL,
)


_TARGET = re.compile(
    r"\]\([ \n]{0,3}(?:<(?P<angled>[^<>\n]{1,500})>|(?P<inline>[^\s()<>]{1,500}))"
    r"|^ {0,3}\[[^\]\n]{1,200}\]:[ \t]{0,9}<?(?P<listed>[^\s<>]{1,500})"
    r"|\b(?:href|src)=[\"'](?P<html>[^\"'\n]{1,500})[\"']",
    re.MULTILINE,
)


def may_link(text: str) -> bool:
    """Whether anything in `text` looks like a link; most texts have none."""
    return "](" in text or "]:" in text or "href" in text or "src" in text


def links_in(text: str) -> list[str]:
    """The addresses that `text` links to or shows, as written and in order."""
    if not may_link(text):
        return []
    bare = _CODE.sub("", text) if "`" in text or "~~~" in text else text
    return [match["angled"] or match["inline"] or match["listed"] or match["html"] for match in _TARGET.finditer(bare)]


def tell_forbidden_links(text: str, at: int, context: Context) -> None:
    """Tells the context of each link in `text` (whose place in the file begins at the mark `at`) that no page may have."""
    if ":" not in text or _has_usual_links(text):
        return
    place = place_of(context.path, at)
    for scheme in _forbidden(text):
        found = _found(f"{scheme}:", place, context)
        context.problem(
            found or place,
            "bad-link",
            f"This link begins with `{scheme}:`, which a link here can't have.",
            "Link to an `https:`, `http:` or `mailto:` address, or to a page of this site; put code between backticks.",
        )
        if found is None:
            return
        place = Place(found.path, found.line, found.column + 1)


def _has_usual_links(text: str) -> bool:
    """Whether a text has no links but `[…](https://…)` and the like, for certain: a short way for most of them."""
    if "]:" in text or "=" in text:
        return False
    return all(text.startswith(_USUAL, at) for at in _found_all("](", text))


def _found_all(part: str, text: str) -> Iterator[int]:
    """Where `text` goes on behind each `part`."""
    at = text.find(part)
    while at >= 0:
        yield at + len(part)
        at = text.find(part, at + len(part))


def _forbidden(text: str) -> Iterator[str]:
    """The schemes of links that can't be, as written and in order; code has no links."""
    for match in _LINK.finditer(_CODE.sub("", text) if "`" in text or "~~~" in text else text):
        scheme = match["inline"] or match["listed"] or match["html"]
        if scheme.lower() not in SCHEMES:
            yield scheme


def _found(scheme: str, after: Place, context: Context) -> Place | None:
    """Where a scheme stands in the file, from a place on; None where it is written with escapes."""
    lines = lines_of(context.text)
    for number in range(max(after.line, 1), len(lines) + 1):
        column = lines[number - 1].find(scheme, max(after.column - 1, 0) if number == after.line else 0)
        if column >= 0:
            return Place(after.path, number, column + 1)
    return None
