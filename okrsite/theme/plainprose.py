"""Texts as most people write them, as the HTML that the Markdown parser makes of them, in a twentieth of the time.

That is paragraphs and flat lists of words that mean nothing to the parser, some of them `**strong**`, `*stressed*`, `code` or
`[links](…)`. Whatever else stands in a text leaves all of it to the parser. A law in the tests holds the two together.
"""

from __future__ import annotations

import re

__all__ = ["plain_prose"]

_LINE = re.compile(r"(?![-+:=#]|!!!|\d+[.)]|\s)[^*_`\[\]<>&\\{}~|^\n\r\t\x00-\x1f\x7f]+")
"""One line of words."""

_STRANGE = re.compile(
    r"[_<>&\\{}~|^\x00-\x09\x0b-\x1f\x7f-\xa0\u2028\u2029]|^(?!- )(?:[-+:=#]|!!!|\d+[.)]|[^\S\n])|[^\S\n]$",
    re.MULTILINE,
)
"""What may mean more to the parser than words: these characters, and these beginnings and ends of lines."""

_STARTS = re.compile(r"[-+:=#\s]|!!!|\d+[.)]")
"""How an item of a list begins that is more than words."""

_WORDS = r"(?!\s)[^*`\[\]\n]+(?<!\s)"
_LABEL = r"[a-z0-9]+(?:-[a-z0-9]+)*"  # of a host that the sanitiser sees nothing wrong with: no `xn--`, no number
_HOST = rf"{_LABEL}(?:\.(?=[a-z]){_LABEL})+"
_ADDRESS = rf"https?://{_HOST}(?:/[A-Za-z0-9.,;:/?@!$+=%#-]*)?|(?!/)[A-Za-z0-9.,/+=%-]+(?:#[A-Za-z0-9-]+)?"
_MARKED = re.compile(rf"\*\*({_WORDS})\*\*|\*({_WORDS})\*|`({_WORDS})`|(?<!!)\[({_WORDS})\]\(({_ADDRESS})\)")
_OPEN = re.compile(r"[*`\[\]]|\0\0")
"""A mark that nothing closes, or two marks without words between them."""


def plain_prose(text: str) -> str | None:
    """The HTML of a text without white space around it; None where it has to be parsed."""
    if _LINE.fullmatch(text):
        return f"<p>{text}</p>"
    if _STRANGE.search(text) or _OPEN.search(_MARKED.sub("\0", text)):
        return None
    blocks, was_list = [], False
    for block in re.split(r"\n\n+", text):
        if is_list := block.startswith("- "):
            items = block[2:].split("\n- ")
            if was_list or any("\n" in item or _STARTS.match(item) for item in items):
                return None
            blocks.append("<ul>\n<li>" + "</li>\n<li>".join(items) + "</li>\n</ul>")
        elif "\n- " in block:
            return None
        else:
            blocks.append(f"<p>{block}</p>")
        was_list = is_list
    return _MARKED.sub(_marked, "\n".join(blocks))


def _marked(match: re.Match[str]) -> str:
    strong, stressed, code, words, address = match.groups()
    if strong:
        return f"<strong>{strong}</strong>"
    if stressed:
        return f"<em>{stressed}</em>"
    return f"<code>{code}</code>" if code else f'<a href="{address}">{words}</a>'
