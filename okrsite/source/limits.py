"""How much is too much: the bounds of a file and of a Markdown text, so that no input can stall a build."""

from __future__ import annotations

import re

__all__ = [
    "MAX_FILES",
    "MAX_FILE_BYTES",
    "MAX_FOLDER_DEPTH",
    "MAX_LINE",
    "MAX_LISTED",
    "MAX_MARKDOWN_BYTES",
    "MAX_QUOTE_DEPTH",
    "MAX_TEAM_DEPTH",
    "markdown_trouble",
]

MAX_FILE_BYTES = 5_000_000
MAX_MARKDOWN_BYTES = 100_000
MAX_FILES = 500_000
"""Of a content folder: a million small ones take a minute, and more than 1 GB."""
MAX_FOLDER_DEPTH = 50
MAX_TEAM_DEPTH = 50
MAX_LINE = 5000
"""Characters of a text that is one line, which stands on many a page."""
MAX_LISTED = 1000
"""Entries of one list of words or addresses: each tag and each old id is a page, and 5 MB of them would be 300,000."""
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
MAX_RESTARTED = 20_000_000
"""Characters that a Markdown parser may read anew. Whatever begins in the middle of a paragraph (a heading, a rule, a definition, a
`!!!`) makes it read the rest of the paragraph again, definitions several times: 1,000 headings above 95 KB take it 3 s."""
DEFINITIONS_COST = 4
MAX_UNFENCED = 10_000_000
"""Characters that it may walk in search of a fence's end: 4,800 fences that nothing closes in 24 KB take it 2 s."""
MAX_MARKS = 20_000
"""Characters that may mean something to a Markdown parser; 45,000 in a row take it 5 s."""

_HEADING = re.compile(r"^ {0,3}#|^ {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$", re.MULTILINE)
_STARTED = re.compile(r"^[ \t]*!!!|^ {0,3}\[[^\[\]\n]*\]:|^[ \t]{0,3}:[ \t]", re.MULTILINE)
_FENCE = re.compile(r"^(`{3,}|~{3,})([^\n]*)", re.MULTILINE)
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
_TAG = _PAIRS[-1]  # a tag is looked for beyond its paragraph
_NO_TAG = re.compile(r"<(?![A-Za-z/!?])")
_BACKTICKS = re.compile(r"\\?(`+)")


def markdown_trouble(text: str) -> str | None:
    """What makes a Markdown text too much for a page, as the end of a sentence; None where it is fine."""
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text  # as the parser does
    if len(text) * 4 > MAX_MARKDOWN_BYTES and (size := len(text.encode("utf-8", "replace"))) > MAX_MARKDOWN_BYTES:
        return f"is {size / 1000:,.0f} KB long; at most {MAX_MARKDOWN_BYTES // 1000} KB are read as Markdown"
    if len(text) > MAX_HEADINGS and len(_HEADING.findall(text)) > MAX_HEADINGS:
        return f"has more than {MAX_HEADINGS:,} headings"
    if text.count("\n") > MAX_RULES and len(_RULE.findall(text)) > MAX_RULES:
        return f"has more than {MAX_RULES:,} lines across the page"
    if len(text) > MAX_MARKS and sum(map(text.count, _MARKS)) > MAX_MARKS:
        return f"has more than {MAX_MARKS:,} marks such as `*` and `<`, which would stall the Markdown parser"
    if _DEEP.search(text):
        return f"has quotes or lists inside one another, more than {MAX_QUOTE_DEPTH} deep"
    return _trouble_of_what_stays_open(text)


def _trouble_of_what_stays_open(text: str) -> str | None:
    """The same, of what makes a parser read to the end of a paragraph, or of the text, in vain."""
    if _bracket_steps(text) > MAX_BRACKET_STEPS:
        return "has too many brackets that are never closed, which would stall the Markdown parser"
    if _backtick_steps(text) > MAX_BRACKET_STEPS:
        return "has too many backticks that are never closed, which would stall the Markdown parser"
    if _restarted(text) > MAX_RESTARTED:
        return "has too many headings, definitions and the like without blank lines between, which would stall the Markdown parser"
    if _unfenced_steps(text) > MAX_UNFENCED:
        return "has too many code fences that are never closed, which would stall the Markdown parser"
    if len(text) > MAX_RULES and len(_NOTE.findall(text)) > MAX_NOTES:
        return f"has more than {MAX_NOTES:,} footnotes and definitions"
    return None


def _restarted(text: str) -> int:
    """How many characters a parser would read anew because something begins in the middle of a paragraph."""
    if DEFINITIONS_COST * text.count("\n") * len(text) <= MAX_RESTARTED:
        return 0
    return sum(_starts(block) * len(block) for block in _PARAGRAPH_BREAK.split(text))


def _starts(block: str) -> int:
    return len(_HEADING.findall(block)) + len(_RULE.findall(block)) + DEFINITIONS_COST * len(_STARTED.findall(block))


def _unfenced_steps(text: str) -> int:
    """The distance to the text's end, summed over each fence that nothing closes."""
    if (text.count("```") + text.count("~~~")) * len(text) <= MAX_UNFENCED:
        return 0
    fences = [(match.start(), match[1], not match[2].strip()) for match in _FENCE.finditer(text)]
    last_end = {fence: start for start, fence, is_end in fences if is_end}
    return sum(len(text) - start for start, fence, _ in fences if last_end.get(fence, 0) <= start)


def _bracket_steps(text: str) -> int:
    """How many characters a parser would walk from unclosed brackets to the ends of their paragraphs."""
    if (text.count("[") + text.count("<")) * len(text) <= MAX_BRACKET_STEPS:
        return 0
    tags = _unclosed_steps(_NO_TAG.sub("", text), *_TAG)
    return tags + sum(_unclosed_steps(block, *pair) for block in _PARAGRAPH_BREAK.split(text) for pair in _PAIRS)


def _unclosed_steps(block: str, opening: str, closing: str, either: re.Pattern[str]) -> int:
    """The distance to the block's end, summed over each `opening` without its `closing`."""
    open_at: list[int] = []
    for match in either.finditer(block):
        if match.group() == opening:
            open_at.append(match.start())
        elif match.group() == closing and open_at:
            open_at.pop()
    return sum(len(block) - position for position in open_at)


def _backtick_steps(text: str) -> int:
    """How many characters a parser would walk from backticks that no others close to the ends of their paragraphs."""
    if text.count("`") * len(text) <= MAX_BRACKET_STEPS:
        return 0
    return sum(map(_backtick_steps_of, _PARAGRAPH_BREAK.split(text)))


def _backtick_steps_of(block: str) -> int:
    """The same of one paragraph. A backslash takes the first of them away, and a run that nothing closes some of the next."""
    runs = [(match.start(1), len(match[1]), match.start() < match.start(1)) for match in _BACKTICKS.finditer(block)]
    last = {length: start for start, length, _ in runs}
    steps, behind, waited_for = 0, 0, 0
    for start, length, is_escaped in runs:
        if waited_for:  # inside of a code span, until its end
            waited_for *= length != waited_for
            continue
        left = length - max(is_escaped, behind - start)
        if left > 0 and last.get(left, start) > start:
            waited_for = left
        elif left > 0:
            steps += len(block) - start
            behind = start + length + left
    return steps
