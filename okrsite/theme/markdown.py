"""Markdown → safe HTML that fits into a page: sanitised, its headings, ids and links made to match where it stands.

The only importer of Markdown's and nh3's packages. A parser serves one thread, so each thread makes its own.
"""

from __future__ import annotations

import html as entities
import re
import threading
from collections.abc import Callable
from functools import lru_cache, partial
from typing import TYPE_CHECKING

import nh3

from okrsite.frozen import dataclass
from okrsite.source.limits import markdown_trouble
from okrsite.theme.plainprose import plain_prose

if TYPE_CHECKING:
    import markdown

__all__ = ["Markdown", "MarkdownWords"]

LinkRewriter = Callable[[str], str]
SizeFinder = Callable[[str], tuple[int, int] | None]

_KEY = "okrsite-text-key"
"""Stands for a text's key in remembered HTML."""

_REMEMBERED = 4096
_EXTENSIONS = ("tables", "fenced_code", "attr_list", "admonition", "sane_lists", "def_list", "pymdownx.tasklist")
_CLASSES = frozenset("""
    admonition admonition-title attention caution danger error footnote footnote-backref footnote-ref hint important
    note task-list task-list-item tip warning
""".split())  # fmt: skip  # noqa: SIM905
_TAGS = frozenset("""
    a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4
    h5 h6 hr i img input ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th
    thead tr u ul var wbr
""".split())  # fmt: skip  # noqa: SIM905
_ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"href", "hreflang"},
    "col": {"span"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "input": {"checked", "type"},
    "ol": {"reversed", "start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_SCHEMES = {"http", "https", "mailto"}
_ALIGNED = re.compile(r'<(t[hd]) style="text-align: (left|center|right);">')
_HEADING = re.compile(r"<(/?)h([1-6])(?=[ >])")
_IMAGE = re.compile(r"<img\b([^>]*)>")
_ATTRIBUTE = re.compile(r'\b(src|alt)="([^"]*)"')
_SOURCE = re.compile(r'\bsrc="([^"]*)"')
_LENGTH = re.compile(r' (width|height)="([^"]*)"')
_PIXELS = re.compile(r"[1-9][0-9]{0,4}")
_CHECKBOX = re.compile(r"<input\b([^>]*)>")
_ADDRESS = re.compile(r'\b(href|src)="([^"]*)"')
_TAG = re.compile(r"<[a-z][^<>]*>")  # the sanitiser escapes < and > in attributes
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MarkdownWords:
    """What the HTML itself has to say, in the reader's language."""

    table: str = "Table"
    done: str = "done"
    not_done: str = "not done"
    back: str = "Back to the text"


class Markdown:
    """Writes texts as HTML; what it has written it remembers."""

    def __init__(self, words: MarkdownWords | None = None, *, raw_html: bool = True) -> None:
        """`raw_html` False: tags in a text are shown as they were written."""
        self._words = words or MarkdownWords()
        self._raw_html = raw_html
        self._local = threading.local()
        self._remembered = lru_cache(_REMEMBERED)(self._written)

    def render(
        self,
        text: str,
        *,
        key: str = "",
        level: int = 2,
        link: LinkRewriter | None = None,
        size: SizeFinder = lambda _: None,
    ) -> str:
        """The HTML of `text`.

        Args:
            text: Markdown. One that would stall the parser is shown as it is.
            key: put before the ids in it, so that they never meet those of another text on the page.
            level: of its first heading, 2-6; those below it follow without a gap.
            link: given a relative address, says what it is on the page.
            size: given that of a picture, says its width and height.
        """
        text = text.strip()
        if not text:
            return ""
        written = plain_prose(text)
        if written is None:
            written = self._remembered(text, level)
            if _KEY in written:
                written = written.replace(_KEY, key or "text")
        if link and ('href="' in written or 'src="' in written):
            written = _with_links(written, link)
        return _IMAGE.sub(partial(_with_size, size), written) if "<img" in written else written

    def _written(self, text: str, level: int) -> str:
        if markdown_trouble(text):
            return _as_written(text)
        parser = self._parser()
        parser.reset()
        try:
            return self._fitted(_sanitised(parser.convert(text)), level)
        except (
            Exception
        ):  # the parser stumbles over some texts (`# A {: id }`, lists too deep): no text may stop a build
            self._local.parser = None
            return _as_written(text)

    def _parser(self) -> markdown.Markdown:
        parser: markdown.Markdown | None = getattr(self._local, "parser", None)
        if parser is None:
            parser = self._local.parser = _new_parser(self._words.back, raw_html=self._raw_html)
        return parser

    def _fitted(self, html: str, level: int) -> str:
        """Sanitised HTML as a page can have it."""
        if "<h" in html:
            html = _with_levels(html, level)
        if "<img" in html:
            html = _IMAGE.sub(_image, html)
        if "<input" in html:
            html = _CHECKBOX.sub(self._checkbox, html)
        if "<table" in html:
            label = entities.escape(self._words.table)
            html = html.replace("<table", f'<div class="scroll" role="group" tabindex="0" aria-label="{label}"><table')
            html = html.replace("</table>", "</table></div>")
        return html.strip()

    def _checkbox(self, match: re.Match[str]) -> str:
        done = "checked" in match[1]
        word = entities.escape(self._words.done if done else self._words.not_done)
        return f'<span class="task" role="img" aria-label="{word}">{"☑" if done else "☐"}</span>'


def _as_written(text: str) -> str:
    return f"<pre>{entities.escape(text, quote=False)}</pre>"


def _new_parser(back: str, *, raw_html: bool) -> markdown.Markdown:
    import markdown  # noqa: PLC0415 - heavy, and many sites have plain texts only
    from markdown.extensions.footnotes import FootnoteExtension  # noqa: PLC0415
    from markdown.extensions.toc import TocExtension  # noqa: PLC0415

    footnotes = FootnoteExtension(SEPARATOR="-", BACKLINK_TITLE=back.replace("{", "").replace("}", ""))
    parser = markdown.Markdown(extensions=[*_EXTENSIONS, footnotes, TocExtension(marker="", slugify=_slug)])
    if not raw_html:
        parser.preprocessors.deregister("html_block")
        parser.inlinePatterns.deregister("html")
    return parser


def _slug(words: str, separator: str) -> str:
    """A heading's id: its words in any script."""
    return re.sub(r"[^\w]+", separator, words.lower()).strip(separator) or "section"


def _sanitised(html: str) -> str:
    return nh3.clean(
        _ALIGNED.sub(r'<\1 class="\2">', html),
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        attribute_filter=_attribute,
        link_rel=None,
        clean_content_tags={"script", "style"},
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Ids get the text's key in front, links to them too; classes are only those that the theme styles."""
    if name == "id":
        return f"{_KEY}-{value}" if value and not value.split()[1:] else None
    if name == "href" and value.startswith("#") and len(value) > 1:
        return f"#{_KEY}-{value[1:]}"
    if name == "class":
        return " ".join(one for one in value.split() if _is_known(tag, one)) or None
    return value


def _is_known(tag: str, name: str) -> bool:
    if tag in {"td", "th"}:
        return name in {"left", "center", "right"}
    return name in _CLASSES or (tag == "code" and name.startswith("language-"))


def _with_levels(html: str, level: int) -> str:
    """Headings from `level` on, none skipped: each is one below the nearest before it that was written higher."""
    open_levels: list[tuple[int, int]] = []  # (as written, as shown), outermost first

    def shown(match: re.Match[str]) -> str:
        written = int(match[2])
        if not match[1]:
            while open_levels and open_levels[-1][0] >= written:
                open_levels.pop()
            below = open_levels[-1][1] + 1 if open_levels else level
            open_levels.append((written, min(below, 6)))
        return f"<{match[1]}h{open_levels[-1][1] if open_levels else level}"

    return _HEADING.sub(shown, html)


def _image(match: re.Match[str]) -> str:
    """An image that loads when it is seen; one of another host as a link, since pages ask nobody else for anything."""
    found: dict[str, str] = dict(_ATTRIBUTE.findall(match[1]))
    source = found.get("src", "")
    if not source:
        return found.get("alt", "")
    if _ELSEWHERE.match(source):
        return f'<a href="{source}">{found.get("alt") or source}</a>'
    missing = "" if "alt" in found else ' alt=""'
    return f'<img{match[1]}{missing} loading="lazy" decoding="async">'


def _with_size(size: SizeFinder, match: re.Match[str]) -> str:
    """A picture with its shape, so that nothing moves when it comes; a width that somebody wrote stays."""
    written = dict(_LENGTH.findall(match[1]))
    source = _SOURCE.search(match[1])
    found = size(entities.unescape(source[1])) if source else None
    if found is None or len(written) > 1 or not all(_PIXELS.fullmatch(one) for one in written.values()):
        return match[0]
    width, height = found
    if "width" in written:
        width, height = int(written["width"]), max(1, round(int(written["width"]) * height / width))
    elif "height" in written:
        width, height = max(1, round(int(written["height"]) * width / height)), int(written["height"])
    return f'<img{_LENGTH.sub("", match[1])} width="{width}" height="{height}">'


def _with_links(html: str, link: LinkRewriter) -> str:
    """`html` with its relative addresses as `link` has them."""

    def rewritten(match: re.Match[str]) -> str:
        target = match[2]
        if not target or _ELSEWHERE.match(target):
            return match[0]
        return f'{match[1]}="{entities.escape(link(entities.unescape(target)))}"'

    return _TAG.sub(lambda tag: _ADDRESS.sub(rewritten, tag[0]), html)
