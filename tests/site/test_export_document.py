"""A printed document shows exactly the words that it was given, and nothing that someone wrote breaks out of its place."""

from __future__ import annotations

import re

import html5lib
import markdown as python_markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.site.export.document import Heading, Item, Items, Paragraph, Quote, escaped, markdown, quoted
from okrsite.site.plain import one_line

EXTENSIONS = ["tables", "fenced_code", "footnotes", "attr_list", "def_list", "sane_lists"]
MARKS = st.text(st.sampled_from("\\`*_[](){}<>#+-.!|~&;:=1 \n\tab/\"'ß漢"), min_size=1, max_size=40)


def shown(text: str) -> list[tuple[str, str]]:
    """The document's parts as a reader sees them: the element and its words."""
    page = html5lib.parse(
        python_markdown.markdown(text, extensions=EXTENSIONS), treebuilder="etree", namespaceHTMLElements=False
    )
    return [(part.tag, "".join(part.itertext()).strip()) for part in page.findall("body/*")]


@pytest.mark.parametrize(
    "words",
    [
        "1. Juli – 30. Sept. 2026",
        "- not a list",
        "# not a heading",
        "> not a quote",
        ": not a definition",
        "~~~",
        "* * *",
        "<script>alert(1)</script>",
        "[a](javascript:b) ![c](d)",
        "R&D, 5 < 6 &lt; 7 &amp;",
        "snake_case_name *and* `code`",
        "C:\\goals\\*.yml",
        "{: .class }",
        "a | b",
    ],
)
def test_words_are_shown_as_they_are(words: str) -> None:
    assert shown(markdown([Heading(2, words), Paragraph(words)])) == [("h2", words), ("p", words)]


@given(MARKS.filter(lambda text: bool(one_line(text))))
def test_any_words_stay_one_heading_one_paragraph_and_one_item(text: str) -> None:
    words = one_line(text)
    document = markdown([Heading(2, text), Paragraph(text), Items((Item(text, "name"),))])
    assert shown(document) == [("h2", words), ("p", words), ("ul", f"name – {words}")]


def test_plain_words_stay_plain_to_read() -> None:
    words = "Ten students tell (in public) what changed for them: 9 of 10, −12%!"
    assert escaped(words) == words


@given(MARKS)
def test_what_someone_wrote_stays_in_its_quote(text: str) -> None:
    found = shown(markdown([Heading(2, "Before"), Quote(text), Paragraph("After")]))
    assert found[0] == ("h2", "Before")
    assert found[-1] == ("p", "After")
    assert {tag for tag, _ in found[1:-1]} <= {"blockquote", "div"}  # a div: footnotes, which go to the end


@pytest.mark.parametrize(
    "open_end", ["```\ncode", "~~~", "<!-- ", "<script>", "<b>", "1. a\n   - b", "| a |\n| --- |", "a\n==="]
)
def test_what_is_left_open_ends_with_the_quote(open_end: str) -> None:
    assert shown(markdown([Quote(open_end), Paragraph("After")]))[-1] == ("p", "After")


@given(MARKS)
def test_nothing_that_someone_wrote_begins_a_tag(text: str) -> None:
    for line in quoted(text, 4):
        assert line.startswith(">")
        assert not re.search(r"<[a-zA-Z/!?]", re.sub(r"<(?:https?://|mailto:)[^\s<>]*>", "", line))


def test_a_link_in_angle_brackets_stays_one() -> None:
    assert quoted("See <https://example.org/a>.", 4) == ["> See <https://example.org/a>."]


def test_headings_in_a_text_are_below_those_around_it() -> None:
    assert quoted("# Went well\n```\n# a comment\n```\n### Next", 4) == [
        "> ##### Went well",
        "> ```",
        "> # a comment",
        "> ```",
        "> ###### Next",
    ]


def test_a_quote_belongs_to_its_item() -> None:
    document = markdown([Items((Item("2 students", "14 October", "One.\n\nTwo."), Item("", "15 October")))])
    assert document == "- **14 October** – 2 students\n\n  > One.\n  >\n  > Two.\n\n- **15 October**\n"
