from __future__ import annotations

import xml.etree.ElementTree as ET
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.site.plain import one_line, paragraphs, printable


@given(st.text())
def test_printable_text_can_stand_in_xml(text: str) -> None:
    said = printable(text)
    assert ET.fromstring(f"<a>{escape(said)}</a>").text == (said or None)  # noqa: S314 - our own text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\r\nb\rc\u2028d\x85e", "a b c d e"),
        ("bell\x07 and\x00 null", "bell and null"),
        ("\ud800half", "half"),
        ("  招生  組 ", "招生 組"),
        ("\x0b", ""),
    ],
)
def test_a_line_has_no_control_characters_and_single_gaps(text: str, line: str) -> None:
    assert one_line(text) == line


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("Two **recorded**, *one* `to` go.", ["Two recorded, one to go."]),
        ("# Head\n\n- one\n- two\n", ["Head", "• one\n• two"]),
        ("See [the plan](plan.pdf) and ![a picture](x.png).", ["See the plan and a picture."]),
        ("<script>alert(1)</script> <https://example.org>", ["alert(1) https://example.org"]),
        ("> quoted", ["quoted"]),
        ("5 * 3 * 2 < 40 > snake_case_name", ["5 * 3 * 2 < 40 > snake_case_name"]),
        (" \n\n \n", []),
    ],
)
def test_markdown_is_said_without_its_marks(markdown: str, plain: list[str]) -> None:
    assert paragraphs(markdown, 1000) == plain


def test_a_long_text_is_cut() -> None:
    assert paragraphs("word " * 1000, 9) == ["word word …"]
