"""How much is too much: the bounds of a file and of a Markdown text, so that no input can stall a build."""

from __future__ import annotations

import re

__all__ = ["MAX_FILE_BYTES", "MAX_FOLDER_DEPTH", "MAX_MARKDOWN_BYTES", "markdown_trouble"]

MAX_FILE_BYTES = 5_000_000
MAX_MARKDOWN_BYTES = 100_000
MAX_FOLDER_DEPTH = 50
MAX_BRACKET_STEPS = 1_000_000
"""Characters that a Markdown parser may walk in vain. From each bracket that is never closed it reads to the end of the
paragraph: 1,000 `[` in a row are 500,000 steps and take it 0.2 s; 4,000 are 8,000,000 and take 5 s."""

MAX_HEADINGS = 1000
"""Each heading gets an address that is compared with those before it: 24,000 of one name take minutes."""
MAX_QUOTE_DEPTH = 50
MAX_RULES = 1000
"""Lines across the page: each makes the parser read the rest of the paragraph anew, and 15,000 take it half a minute."""
MAX_NOTES = 1000
"""Footnotes, and lines that define a term: each is looked for from the start; 12,000 take half a minute."""
MAX_MARKS = 20_000
"""Characters that may mean something to a Markdown parser; 45,000 in a row take it 5 s."""

_HEADING = re.compile(r"^ {0,3}#|^ {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$", re.MULTILINE)
_NOTE = re.compile(r"\[\^|^[ \t]{0,3}:[ \t]", re.MULTILINE)
_MARKS = "*_`[<\\&!>"
_DEEP = re.compile(
    rf"^(?:[ \t]*+(?:>|[-+*](?=[ \t])|\d++\.(?=[ \t]))){{{MAX_QUOTE_DEPTH + 1}}}", re.MULTILINE
)  # quotes and lists
_PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n")
_PAIRS = tuple(
    (opening, closing, re.compile(f"{re.escape(opening)}|{re.escape(closing)}"))
    for opening, closing in (("[", "]"), ("](", ")"), ("<", ">"))
)


def markdown_trouble(text: str) -> str | None:
    """What makes a Markdown text too much for a page, as the end of a sentence; None where it is fine."""
    if len(text) * 4 > MAX_MARKDOWN_BYTES and (size := len(text.encode("utf-8", "replace"))) > MAX_MARKDOWN_BYTES:
        return f"is {size / 1000:,.0f} KB long; at most {MAX_MARKDOWN_BYTES // 1000} KB are read as Markdown"
    if len(_HEADING.findall(text)) > MAX_HEADINGS:
        return f"has more than {MAX_HEADINGS:,} headings"
    if text.count("\n") > MAX_RULES and len(_RULE.findall(text)) > MAX_RULES:
        return f"has more than {MAX_RULES:,} lines across the page"
    if len(text) > MAX_MARKS and sum(map(text.count, _MARKS)) > MAX_MARKS:
        return f"has more than {MAX_MARKS:,} marks such as `*` and `<`, which would stall the Markdown parser"
    if _DEEP.search(text):
        return f"has quotes or lists inside one another, more than {MAX_QUOTE_DEPTH} deep"
    if _bracket_steps(text) > MAX_BRACKET_STEPS:
        return "has too many brackets that are never closed, which would stall the Markdown parser"
    if len(text) > MAX_RULES and len(_NOTE.findall(text)) > MAX_NOTES:
        return f"has more than {MAX_NOTES:,} footnotes and definitions"
    return None


def _bracket_steps(text: str) -> int:
    """How many characters a parser would walk from unclosed brackets to the ends of their paragraphs."""
    if (text.count("[") + text.count("<")) * len(text) <= MAX_BRACKET_STEPS:
        return 0
    return sum(_unclosed_steps(block, *pair) for block in _PARAGRAPH_BREAK.split(text) for pair in _PAIRS)


def _unclosed_steps(block: str, opening: str, closing: str, either: re.Pattern[str]) -> int:
    """The distance to the block's end, summed over each `opening` without its `closing`."""
    open_at: list[int] = []
    for match in either.finditer(block):
        if match.group() == opening:
            open_at.append(match.start())
        elif match.group() == closing and open_at:
            open_at.pop()
    return sum(len(block) - position for position in open_at)
