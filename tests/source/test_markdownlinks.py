import pytest

from okrsite.source.context import Context
from okrsite.source.markdownlinks import tell_forbidden_links
from okrsite.source.marks import mark
from tests.conftest import WriteSite


def told(text: str) -> list[tuple[str, int, int]]:
    context = Context("a.md", text)
    tell_forbidden_links(text, mark(1, 1), context)
    return [(problem.rule, problem.place.line, problem.place.column) for problem in context.problems]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("[x](javascript:alert)", 1, 5),
        ("a\n\n![x]( <DATA:text/html)", 3, 8),
        ("[x][1]\n\n[1]: ftp://example.org", 3, 6),
        ('<a href="vbscript:x">x</a>', 1, 10),
        ("<img src=file:x>", 1, 10),
    ],
)
def test_a_scheme_that_no_link_can_have_is_told_where_it_stands(text: str, line: int, column: int) -> None:
    assert told(text) == [("bad-link", line, column)]


def test_each_one_is_told_at_its_own_place() -> None:
    assert told("[x](tel:1) [y](https://example.org) [z](tel:2)\n[z](tel:3)") == [
        ("bad-link", 1, 5), ("bad-link", 1, 41), ("bad-link", 2, 5),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "[x](https://example.org) [y](mailto:a@example.org) [z](../map/) [#](#a:b)",
        "Note: a javascript: in prose is no link, nor is (this: one).",
        "`[x](javascript:alert)` and ``[x](ftp://a)``",
        "```\n[x](javascript:alert)\n```\n",
        "~~~ text\n[x](javascript:alert)\n~~~",
        "[^1]\n\n[^1]: see https://example.org",
    ],
)
def test_prose_code_and_other_links_are_left_alone(text: str) -> None:
    assert told(text) == []


def test_texts_in_yaml_are_looked_at_too(write_site: WriteSite) -> None:
    from okrsite.source.load import load  # noqa: PLC0415 - the one test that reads a whole site

    text = "name: Academy\nmission: |\n  We teach.\n\n  See [x](javascript:alert).\n"
    (problem,) = load(write_site({"content/academy/team.yml": text})).problems
    assert (problem.rule, str(problem.place)) == ("bad-link", "content/academy/team.yml:5:11")
    assert problem.source == "  See [x](javascript:alert)."
