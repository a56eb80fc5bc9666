"""Every page of small clumsy sites: valid HTML, one h1, no skipped heading, unique ids, no dead link, nothing inline."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import html5lib
import pytest

from tests.site.clumsy import CLUMSY, ONLY_KPIS, ONLY_OKRS
from tests.site.printing import printed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import WriteSite

Tree = Any  # an lxml element; lxml has no types

ENGLISH = CLUMSY["site.yml"].replace("languages: [en, zh-Hant]", "")

SITES: dict[str, tuple[Mapping[str, str], str | None]] = {
    "clumsy": (CLUMSY, "public"),
    "clumsy, for staff": (CLUMSY, "staff"),
    "with all extras": (
        {**CLUMSY, "site.yml": CLUMSY["site.yml"] + "extras: [badges, embeds, team-feeds]\n"},
        "public",
    ),
    "portable": ({**CLUMSY, "site.yml": ENGLISH + "portable: true\n"}, None),
    "without address": ({**CLUMSY, "site.yml": ENGLISH.replace("url: https://goals", "# ")}, None),
    "only KPIs": (ONLY_KPIS, None),
    "only OKRs": (ONLY_OKRS, None),
    "nothing": ({}, None),
}


@pytest.fixture(params=list(SITES))
def pages(request: pytest.FixtureRequest, write_site: WriteSite) -> dict[str, str]:
    """Every page of a site in all its languages: its file and its HTML."""
    files, audience = SITES[request.param]
    return rendered(write_site(files), audience)


def rendered(root: Path, audience: str | None) -> dict[str, str]:
    first = printed(root, audience=audience)
    languages = first.shared.edition.languages
    return {
        path: html
        for language in languages
        for path, html in printed(root, audience=audience, language=language).pages()
    }


def test_every_page_is_sound(pages: dict[str, str]) -> None:
    parsers = {
        path: html5lib.HTMLParser(html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False) for path in pages
    }
    trees = {path: parser.parse(pages[path]).getroot() for path, parser in parsers.items()}
    ids = {path: [one.get("id") for one in tree.iter() if one.get("id")] for path, tree in trees.items()}
    wrong = []
    for path, tree in trees.items():
        found = [
            *parse_errors(parsers[path], pages[path]),
            *heading_errors(tree),
            *(f"id {one} twice" for one in set(ids[path]) if ids[path].count(one) > 1),
            *inline_errors(tree),
            *name_errors(tree),
            *link_errors(path, tree, ids),
        ]
        wrong += [f"{path}: {error}" for error in found]
    assert not wrong, "\n".join(sorted(wrong)[:40])


def test_withheld_numbers_are_on_no_page(write_site: WriteSite) -> None:
    whole = "".join(rendered(write_site(CLUMSY), "public").values())
    assert "4711" not in whole
    assert "4,711" not in whole
    assert "4712" not in whole
    assert "4,712" not in whole
    assert "not published" in whole


def parse_errors(parser: html5lib.HTMLParser, html: str) -> Iterator[str]:
    for (line, column), code, _ in parser.errors:
        yield f"{code} at {line}:{column}: {html.splitlines()[line - 1][max(0, column - 60) : column + 20]}"


def heading_errors(tree: Tree) -> Iterator[str]:
    levels = [
        (int(one.tag[1]), "".join(one.itertext()).strip()) for one in elements(tree) if re.fullmatch("h[1-6]", one.tag)
    ]
    if [level for level, _ in levels].count(1) != 1:
        yield f"not one h1: {levels}"
    for (before, _), (level, text) in zip([(0, ""), *levels], levels, strict=False):
        if level > before + 1:
            yield f"heading skipped before {text!r} ({before} → {level})"
        if not text:
            yield "empty heading"


def inline_errors(tree: Tree) -> Iterator[str]:
    for one in elements(tree):
        if one.get("style") is not None or one.tag == "style":
            yield f"inline style in <{one.tag}>"
        if any(name.startswith("on") for name in one.attrib):
            yield f"event handler in <{one.tag}>"
        if one.tag == "script" and not one.get("src"):
            yield "inline script"


def name_errors(tree: Tree) -> Iterator[str]:
    """Links, images and tables that say nothing to who cannot see them."""
    for one in elements(tree):
        if one.tag == "a" and not "".join(one.itertext()).strip() and not one.get("aria-label"):
            yield f"link without words to {one.get('href')}"
        if one.tag == "img" and one.get("alt") is None:
            yield "image without alt"
        if one.tag == "table" and one.find("thead") is not None and one.find("caption") is None:
            yield "table without caption"
        if one.tag in {"ul", "ol", "dl", "p"} and not "".join(one.itertext()).strip() and len(one) == 0:
            yield f"empty <{one.tag}>"


def link_errors(path: str, tree: Tree, ids: Mapping[str, list[str]]) -> Iterator[str]:
    """Links to pages and fragments that are not there; data files, assets and static files are for others to check."""
    for one in elements(tree):
        href = one.get("href")
        if one.tag != "a" or href is None:
            continue
        parts = urlsplit(href)
        if parts.scheme or parts.netloc or path == "404.html" or path.endswith("/404.html"):
            continue
        target = (
            posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
        )
        if parts.path and (parts.path.endswith("/") or target == "."):
            target = posixpath.normpath(f"{target}/index.html")
        if target.startswith("data/") or target in {"feed.xml", "calendar.ics"}:
            continue
        if target not in ids:
            yield f"dead link {href}"
        elif parts.fragment and unquote(parts.fragment) not in ids[target]:
            yield f"dead fragment {href}"


def elements(tree: Tree) -> Iterator[Tree]:
    return (one for one in tree.iter() if isinstance(one.tag, str))
