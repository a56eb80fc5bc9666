"""Whether a text of a spreadsheet can stand as Markdown on a page."""

from __future__ import annotations

from okrsite.source.context import Context
from okrsite.source.limits import markdown_trouble
from okrsite.source.markdownlinks import tell_forbidden_links
from okrsite.source.marks import mark

__all__ = ["trouble_of"]


def trouble_of(text: str) -> str | None:
    """What keeps a text from a page, as the end of a sentence; None where nothing does."""
    if trouble := markdown_trouble(text):
        return trouble
    context = Context("", text)
    tell_forbidden_links(text, mark(1, 1), context)
    return "has a link that a page can't have" if context.problems else None
