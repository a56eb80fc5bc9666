"""People's words for files that are no pages: without control characters, on one line, without Markdown's marks."""

from __future__ import annotations

import re

__all__ = ["harmless", "inert", "inert_part", "one_line", "paragraphs", "printable"]

# What XML 1.0 has no way to write, and line ends of other systems.
_UNPRINTABLE = re.compile(r"[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x84\x86-\x9f]")
_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_GAP = re.compile(r"\n[ \t]*\n\s*")
_MARK = re.compile(r"[\[<#>*`+-]")  # most notes have none
_MARKS = (
    (re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)"), r"\1"),  # links and pictures: their words
    (re.compile(r"<((?:https?|mailto):[^<>\s]*)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>]*>"), ""),
    (re.compile(r"(?m)^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?)"), ""),
    (re.compile(r"(?m)^[ \t]*[-*+][ \t]+"), "• "),
    (re.compile(r"\*\*([^*\n]+)\*\*"), r"\1"),
    (re.compile(r"(?<![\w*])\*([^*\s][^*\n]*)\*(?![\w*])"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
)
_MEANING = re.compile(r"([\\`*_{}\[\]<>|~$]|!(?=\S))")
JOINED = "\N{WORD JOINER}"
_CALLS = re.compile(r"[@#]|(?<=:)(?=//)|(?<=www)(?=\.)")


def printable(text: str) -> str:
    """`text` with nothing in it that XML could not hold; its line ends are `\\n`."""
    return text if text.isprintable() else _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """`text` on one line, each gap a single space."""
    return " ".join(printable(text).split())


def harmless(line: str) -> str:
    """A line of a terminal or a log: no order to the terminal, nor (`::error::`) to the machine that reads along; indented as it was."""
    said = one_line(line)
    if said.startswith("::"):
        said = f":{JOINED}{said[1:]}"
    return " " * (len(line) - len(line.lstrip(" "))) + said


def inert(text: str) -> str:
    """`text` for a forge's Markdown, on one line: nothing of it is a link, a tag, a mention or a command there."""
    plain = _MEANING.sub(r"\\\1", one_line(text).replace("&", "&amp;"))
    return _CALLS.sub(lambda found: found[0] + JOINED, plain)


def inert_part(part: str) -> str:
    """The same for a part of a line: with the space before it and behind it."""
    before, after = " " * part[:1].isspace(), " " * part[-1:].isspace()
    return f"{before}{inert(part)}{after}" if part.strip() else before


def paragraphs(markdown: str, most: int) -> list[str]:
    """The paragraphs of a Markdown text in plain words, cut behind about `most` characters; never an empty one."""
    cut = printable(markdown)
    text = cut if len(cut) <= most else cut[:most].rstrip() + " …"
    for pattern, words in _MARKS if _MARK.search(text) else ():
        text = pattern.sub(words, text)
    return [found for part in _GAP.split(text) if (found := part.strip())]
