import pytest

from okrsite.source.limits import MAX_MARKDOWN_BYTES, markdown_trouble


def test_a_text_of_100_kb_is_read_and_one_byte_more_is_not() -> None:
    assert markdown_trouble("a" * MAX_MARKDOWN_BYTES) is None
    assert "100 KB" in (markdown_trouble("a" * (MAX_MARKDOWN_BYTES + 1)) or "")


def test_size_is_counted_in_bytes() -> None:
    assert markdown_trouble("明" * (MAX_MARKDOWN_BYTES // 3 + 1)) is not None


@pytest.mark.parametrize("piece", ["[", "![", "<a ", "[a](", "[^a", "[ a "])
def test_brackets_that_are_never_closed_are_too_much_in_thousands(piece: str) -> None:
    assert markdown_trouble(piece * 100) is None
    assert "brackets" in (markdown_trouble(piece * 4000) or "")


@pytest.mark.parametrize("piece", ["[a](b) ", "<b>x</b> ", "[a] ", "| [x](y) | a < b |\n\n"])
def test_as_many_brackets_as_one_likes_may_be_closed(piece: str) -> None:
    assert markdown_trouble(piece * 4000) is None


def test_an_unclosed_bracket_reaches_to_the_end_of_its_paragraph_only() -> None:
    assert markdown_trouble("[ ] a [\n\n" * 4000) is None


STARTS = (
    "has too many headings, definitions and the like without blank lines between, which would stall the Markdown parser"
)
FENCES = "has too many code fences that are never closed, which would stall the Markdown parser"


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("# a\n" * 1000, None),
        ("# a\n" * 1001, "has more than 1,000 headings"),
        ("a\n=\n" * 1001, "has more than 1,000 headings"),
        ("* * *\n" * 1000, None),
        ("* * *\n" * 1001, "has more than 1,000 lines across the page"),
        ("***\n\n" * 1001, "has more than 1,000 lines across the page"),
        ("a*" * 20_000, None),
        ("a*" * 20_001, "has more than 20,000 marks such as `*` and `<`, which would stall the Markdown parser"),
        ("[^1] " * 1001, "has more than 1,000 footnotes and definitions"),
        ("a\n: b\n\n" * 1001, "has more than 1,000 footnotes and definitions"),
        ("# a\n" * 800 + "a\n" * 48_000, STARTS),
        ("***\n" * 800 + "a\n" * 48_000, STARTS),
        ("[a]: \n" * 2000, STARTS),
        ("[a]: b\nc\n" * 2000, STARTS),
        ("!!! note\n    a\n" * 4000, STARTS),
        ("[a]: b\n" * 200 + "\n" + "a\n" * 40_000, None),
        ("!!! note\n    a\n\n" * 4000, None),
        ("```a\n" * 3000, FENCES),
        ("~~~a\n" * 3000, FENCES),
        ("```py\na\n```\n" * 3000, None),
        ("~~~a\n" * 3000 + "~~~\n", None),
        ("> " * 50 + "a", None),
        ("> " * 51 + "a", "has quotes or lists inside one another, more than 50 deep"),
        ("1. - + " * 17 + "a", "has quotes or lists inside one another, more than 50 deep"),
    ],
    ids=[
        "headings",
        "too many headings",
        "too many underlined headings",
        "rules",
        "too many rules",
        "too many dashes",
        "marks",
        "too many marks",
        "too many footnotes",
        "too many definitions",
        "headings above a long paragraph",
        "rules above a long paragraph",
        "definitions of nothing",
        "definitions between words",
        "notes without blank lines",
        "definitions above a long paragraph",
        "notes",
        "open fences",
        "open fences of tildes",
        "closed fences",
        "fences that the last line closes",
        "quotes",
        "quotes too deep",
        "lists too deep",
    ],
)
def test_headings_and_quotes_without_end_would_stall_the_parser(text: str, trouble: str | None) -> None:
    assert markdown_trouble(text) == trouble


@pytest.mark.parametrize("piece", ["``\\", "``a`"])
def test_backticks_that_no_others_close_are_too_much_in_thousands(piece: str) -> None:
    assert markdown_trouble(piece * 100) is None
    assert "backticks" in (markdown_trouble(piece * 3000) or "")


@pytest.mark.parametrize("piece", ["`a` ", "`a ``b`` ", "\\`a "])
def test_code_may_stand_in_a_text_as_often_as_one_likes(piece: str) -> None:
    assert markdown_trouble(piece * 4000) is None


@pytest.mark.parametrize("piece", ["<a\n\n", '<a b="\n\n', "<!--\n\n", "</a\n\n"])
def test_a_tag_that_is_never_closed_reaches_beyond_its_paragraph(piece: str) -> None:
    assert markdown_trouble(piece * 100) is None
    assert "brackets" in (markdown_trouble(piece * 4000) or "")


def test_a_smaller_sign_is_no_tag() -> None:
    assert markdown_trouble("1 < 2 and 3 <4\n\n" * 4000) is None


def test_lines_are_lines_however_they_end() -> None:
    assert "lines across" in (markdown_trouble("***\r" * 1001) or "")
    assert "lines across" in (markdown_trouble("***\r\n" * 1001) or "")
