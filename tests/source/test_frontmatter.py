import pytest

from okrsite.source.context import Context
from okrsite.source.frontmatter import Document, read_document, with_body
from okrsite.source.limits import MAX_MARKDOWN_BYTES
from okrsite.source.marks import place_of


def read(text: str) -> tuple[Document | None, Context]:
    context = Context("a.md", text)
    return read_document(context), context


def fields(document: Document) -> dict[str, object]:
    return {key.text: getattr(value, "text", value) for key, value in document.front.entries}


def test_fields_and_body_keep_their_lines_in_the_file() -> None:
    document, context = read("---\ntitle: Week 8\nby: mei\n---\n\n\nHello\n\n- a\n\n")
    assert document
    assert not context.problems
    assert fields(document) == {"title": "Week 8", "by": "mei"}
    assert place_of("a.md", document.front.entries[1][1].at).line == 3
    assert document.body
    assert document.body.text == "Hello\n\n- a"
    assert place_of("a.md", document.body.at).line == 7


@pytest.mark.parametrize("text", ["Hello", "\nHello\n", "---\n---\nHello", "---\n# nothing\n---\n\nHello"])
def test_front_matter_may_be_missing_or_empty(text: str) -> None:
    document, context = read(text)
    assert document
    assert document.body
    assert (fields(document), document.body.text, context.problems) == ({}, "Hello", [])


@pytest.mark.parametrize("text", ["", "\n \n", "---\ntitle: x\n---", "---\ntitle: x\n---\n \n\n"])
def test_a_body_of_blank_lines_is_none(text: str) -> None:
    document, _ = read(text)
    assert document
    assert document.body is None


def test_an_indented_first_line_keeps_its_indentation() -> None:
    document, _ = read("---\ntitle: x\n---\n\n    code\n")
    assert document
    assert document.body
    assert document.body.text == "    code"


def test_front_matter_that_does_not_end_is_told() -> None:
    document, context = read("---\ntitle: x\n\nHello\n")
    assert document is None
    assert [problem.rule for problem in context.problems] == ["front-matter"]


def test_a_rule_of_dashes_in_the_body_ends_nothing() -> None:
    document, _ = read("---\ntitle: x\n---\nA\n\n---\n\nB")
    assert document
    assert document.body
    assert document.body.text == "A\n\n---\n\nB"


def test_broken_fields_are_told_on_their_line_in_the_file() -> None:
    document, context = read("---\ntitle: x\nwhy: a: b\n---\nbody")
    assert document is None
    assert [problem.place.line for problem in context.problems] == [3]


@pytest.mark.parametrize("front", ["just words", "- a list"])
def test_front_matter_without_fields_is_told(front: str) -> None:
    document, context = read(f"---\n{front}\n---\nbody")
    assert document is None
    assert [(problem.rule, problem.place.line) for problem in context.problems] == [("front-matter", 2)]


def test_the_body_becomes_a_field() -> None:
    document, context = read("---\ntitle: x\n---\nBecause.")
    assert document
    assert [key.text for key, _ in with_body(document, "why", context).entries] == ["title", "why"]


def test_a_blank_field_gives_way_to_the_body() -> None:
    document, context = read("---\nwhy:\ntitle: x\n---\nBecause.")
    assert document
    assert [key.text for key, _ in with_body(document, "why", context).entries] == ["title", "why"]
    assert not context.problems


def test_a_field_that_the_body_says_again_is_told() -> None:
    document, context = read("---\nwhy: So.\n---\nBecause.")
    assert document
    with_body(document, "why", context)
    assert [(problem.rule, problem.place.line) for problem in context.problems] == [("written-twice", 2)]


@pytest.mark.parametrize("body", ["a" * (MAX_MARKDOWN_BYTES + 1), "[" * 4000])
def test_a_body_that_would_stall_the_parser_is_told(body: str) -> None:
    _, context = read(f"---\ntitle: x\n---\n\n{body}")
    assert [(problem.rule, problem.place.line) for problem in context.problems] == [("too-large", 5)]
