"""Markdown: nothing in it can run, and it fits into the page that it stands on."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from okrsite.source.limits import MAX_MARKDOWN_BYTES
from okrsite.theme.markdown import Markdown, MarkdownWords, _new_parser, _sanitised
from okrsite.theme.plainprose import plain_prose

MARKDOWN = Markdown()

VECTORS = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<IMG SRC=javascript:alert(1)>",
    "<svg onload=alert(1)><path/></svg>",
    "<svg><style>*{x:expression(alert(1))}</style></svg>",
    "<math><mtext></mtext><mglyph><style><img src onerror=alert(1)></style></mglyph></math>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](javascript:alert(1))",
    '[x](https://example.org){: onclick="alert(1)" style="color:red"}',
    "<javascript:alert(1)>",
    "<iframe src='https://example.org'></iframe>",
    "<object data='x.swf'></object><embed src='x.swf'>",
    "<form action='https://example.org'><button formaction='javascript:alert(1)'>x</button></form>",
    "<base href='https://example.org/'>",
    "<meta http-equiv='refresh' content='0;url=https://example.org'>",
    "<link rel='stylesheet' href='https://example.org/x.css'>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<div style='position:fixed;inset:0'>x</div>",
    "<p style=\"background:url('javascript:alert(1)')\">x</p>",
    "<video><source onerror=alert(1)></video>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    "[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
    "# <img src=x onerror=alert(1)>",
    "!!! note \"<img src=x onerror=alert(1)>\"\n    x",
    "- [ ] <img src=x onerror=alert(1)>",
    "<input type=image src=x onerror=alert(1) autofocus onfocus=alert(1)>",
]  # fmt: skip
SCHEMES = {"", "http", "https", "mailto"}


class Element(NamedTuple):
    tag: str
    attributes: dict[str, str]

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")


def elements(html: str) -> list[Element]:
    found: list[Element] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append(Element(tag, {name: value or "" for name, value in attrs}))

    reader = Reader()
    reader.feed(html)
    reader.close()
    return found


def assert_harmless(html: str) -> None:
    for one in elements(html):
        assert one.tag not in {"script", "style", "iframe", "object", "embed", "form", "base", "meta", "link", "svg"}
        for name, value in one.attributes.items():
            assert not name.startswith("on")
            assert name not in {"style", "formaction", "srcdoc"}
            if name in {"href", "src"}:
                scheme = re.match(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):", value)
                assert (scheme[1].lower() if scheme else "") in SCHEMES


@pytest.mark.parametrize("text", VECTORS)
@pytest.mark.parametrize("raw_html", [True, False])
def test_nothing_in_a_text_can_run(text: str, raw_html: bool) -> None:
    assert_harmless(Markdown(raw_html=raw_html).render(text))


@settings(deadline=None)
@given(st.lists(st.sampled_from([*VECTORS, "\n", "\n\n", "*", "`", "    ", "> ", "x"]), max_size=5).map("".join))
def test_nothing_in_a_mixture_of_texts_can_run(text: str) -> None:
    assert_harmless(MARKDOWN.render(text))


@pytest.mark.parametrize(
    "text", ["[" * 4000, "![" * 4000, "<a " * 4000, "[x](" * 4000, "x" * (MAX_MARKDOWN_BYTES + 1) + "*"]
)
def test_a_text_that_would_stall_the_parser_is_shown_as_it_is(text: str) -> None:
    assert MARKDOWN.render(text) == f"<pre>{escape(text.strip(), quote=False)}</pre>"


def test_what_people_write_looks_as_they_expect() -> None:
    html = MARKDOWN.render(
        "A *word* and `code`.\n\n- one\n- two\n\n1. first\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n> said\n\n```py\nx = 1\n```\n"
        "\nTerm\n:   meaning\n\n!!! note \"Mind\"\n    this\n"
    )  # fmt: skip
    tags = [one.tag for one in elements(html)]
    assert {"em", "code", "ul", "ol", "table", "blockquote", "pre", "dl"} <= set(tags)
    assert '<td class="right">2</td>' in html
    assert '<p class="admonition-title">Mind</p>' in html


def test_raw_html_is_shown_as_written_where_the_site_turns_it_off() -> None:
    assert "<b>" in Markdown().render("a <b>word</b>")
    html = Markdown(raw_html=False).render("a <b>word</b>\n\n<div>block</div>")
    assert "<b>" not in html
    assert "&lt;b&gt;" in html
    assert "&lt;div&gt;" in html


@pytest.mark.parametrize(
    ("text", "level", "levels"),
    [
        ("# a", 3, [3]),
        ("## a\n\n## b", 2, [2, 2]),
        ("# a\n\n### b\n\n##### c\n\n## d\n\n# e", 2, [2, 3, 4, 3, 2]),
        ("### a\n\n# b\n\n## c", 4, [4, 4, 5]),
        ("# a\n\n## b\n\n### c\n\n#### d", 5, [5, 6, 6, 6]),
        ("<h1>raw</h1>\n\n#### b", 2, [2, 3]),
    ],
)
def test_headings_start_where_they_are_asked_to_and_skip_no_level(text: str, level: int, levels: list[int]) -> None:
    found = [int(tag) for tag in re.findall(r"<h([1-6])", MARKDOWN.render(text, level=level))]
    assert found == levels


def test_ids_in_two_texts_of_a_page_never_meet() -> None:
    text = "# Why\n\nSo.[^1] [up](#why)\n\n[^1]: Because.\n\nx {: #main}"
    first, second = MARKDOWN.render(text, key="a"), MARKDOWN.render(text, key="b")
    ids = [{one.get("id") for one in elements(html)} - {""} for html in (first, second)]
    assert ids[0]
    assert not ids[0] & ids[1]
    assert "main" not in ids[0]
    for html, found in zip((first, second), ids, strict=True):
        targets = {one.get("href")[1:] for one in elements(html) if one.get("href").startswith("#")}
        assert targets <= found


def test_relative_addresses_are_rewritten_and_others_are_left() -> None:
    text = "[a](plan.pdf) [b](https://example.org/x) [c](#here) [d](mailto:a@example.org) ![e](p%20q.png?a=1&b=2)"
    html = MARKDOWN.render(text, link=lambda target: f"../up/{target}")
    addresses = [one.get("href") or one.get("src") for one in elements(html) if one.tag in {"a", "img"}]
    assert addresses[:2] == ["../up/plan.pdf", "https://example.org/x"]
    assert addresses[3:] == ["mailto:a@example.org", "../up/p%20q.png?a=1&b=2"]


def test_an_image_waits_until_it_is_seen_and_always_has_words() -> None:
    assert (
        MARKDOWN.render("![A hall](hall.jpg)")
        == '<p><img alt="A hall" src="hall.jpg" loading="lazy" decoding="async"></p>'
    )
    assert 'alt=""' in MARKDOWN.render("x <img src='hall.jpg'>")


def test_an_image_of_another_host_becomes_a_link_since_pages_ask_no_other_host() -> None:
    html = MARKDOWN.render("![A hall](https://example.org/hall.jpg)")
    assert "<img" not in html
    assert '<a href="https://example.org/hall.jpg">A hall</a>' in html


def test_a_list_of_tasks_says_which_are_done_without_a_form() -> None:
    html = Markdown(MarkdownWords(done="erledigt", not_done="offen")).render("- [x] one\n- [ ] two")
    assert "<input" not in html
    assert [one.get("aria-label") for one in elements(html) if one.get("role") == "img"] == ["erledigt", "offen"]


def test_a_wide_table_scrolls_in_a_place_that_the_keyboard_reaches() -> None:
    html = MARKDOWN.render("| a |\n|---|\n| b |")
    assert '<div class="scroll" role="group" tabindex="0" aria-label="Table"><table>' in html
    assert html.count("<table") == html.count("</table></div>") == 1


PIECES = [
    "a", "b c", "wörd", "中文。", "\u3000", "\xa0", "\u2028", "1", "12.", "1)", "- ", "-", "+ ", "* ", "*", "**", "`", "``",
    "[", "]", "(", ")", "!", "!!! note", "# ", " ", "    ", "\n", "\n\n", "\n\n\n", "\n- ", "\n\n- ", "\n1. ", ": ", "=",
    "---", "%", "&", "&amp;", "<b>", "_", "~~", "|", '"', "*x*", "**s**", "`c`", "[^1]", "[ ] ", "[a]: b", "Term\n:   d",
    "[x](https://example.org/a)", "[x y](a/b.pdf#c)", "[x](#a)", "[x](a:b)", "[x](//a)", "[x](https://1.2.3.999/)",
    "[x](https://xn--a.de)", "[x](https://ex.org/a:80/b?c=d,e;f@g!#h%20%zz)", "https://example.org",
]  # fmt: skip


@settings(deadline=None)
@given(
    st.text(st.characters(codec="utf-8"), max_size=60) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.booleans(),
)
@example("It cost 12.50 - a lot (really)! 中文也可以。", True)
@example("# no heading", True)
@example("1. no list", True)
@example("AT&T", True)
@example("- a\n- **b** c\n\nd\ne", True)
def test_the_short_way_for_plain_words_writes_what_the_parser_would(text: str, raw_html: bool) -> None:
    stripped = text.strip()
    written = plain_prose(stripped) if stripped else None
    if written is not None:
        parser = _new_parser("", raw_html=raw_html)
        assert written == _sanitised(parser.convert(stripped)).strip().replace("&nbsp;", "\xa0")


@pytest.mark.parametrize(
    "text",
    [
        "Words, more - and more.",
        "One.\n\nTwo,\nstill two.",
        "So:\n\n- **a** b\n- *c*",
        "See [the plan](https://example.org/p?q=1) and `x`.",
    ],
)
def test_what_most_people_write_takes_the_short_way(text: str) -> None:
    assert plain_prose(text) == MARKDOWN.render(text)


def test_threads_do_not_mix_their_texts_up() -> None:
    shared = Markdown()
    texts = [f"# Title {number}\n\n[^n]: note {number}\n\nText[^n] *{number}*" for number in range(40)]
    expected = [Markdown().render(text) for text in texts]
    with ThreadPoolExecutor(8) as executor:
        assert list(executor.map(shared.render, texts)) == expected


def test_an_empty_text_is_nothing() -> None:
    assert not MARKDOWN.render(" \n ")


def test_lists_deeper_than_the_parser_can_go_are_shown_as_they_are() -> None:
    text = (
        "\n".join(f"{'    ' * depth}- a" for depth in range(200))
        + "\n\n    "
        + "".join("\t1. " for _ in range(2000))
        + "<b>"
    )
    html = Markdown().render(text)
    assert html.startswith("<pre>")
    assert "&lt;b&gt;" in html


def test_a_text_that_the_parser_stumbles_over_is_shown_as_it_is() -> None:
    assert Markdown().render("# A {: id }\n\n*b*") == "<pre># A {: id }\n\n*b*</pre>"


@pytest.mark.parametrize(
    ("written", "attributes"),
    [
        ("![A hall](hall.jpg)", 'width="300" height="20"'),
        ('<img src="hall.jpg" alt="A hall" width="60">', 'width="60" height="4"'),
        ('<img src="hall.jpg" alt="A hall" height="4">', 'width="60" height="4"'),
        ('<img src="hall.jpg" alt="A hall" width="50%">', 'width="50%"'),
        ('<img src="hall.jpg" alt="A hall" width="5" height="6">', 'width="5" height="6"'),
        ("![A yard](yard.jpg)", ""),
    ],
)
def test_a_picture_of_known_size_keeps_its_place(written: str, attributes: str) -> None:
    html = MARKDOWN.render(written, link=lambda target: f"../{target}", size={"../hall.jpg": (300, 20)}.get)
    assert " ".join(re.findall(r'(?:width|height)="[^"]*"', html)) == attributes
