import pytest

from okrsite.source.context import Context, Settings
from okrsite.source.fields import read_record
from okrsite.source.nodes import Node
from okrsite.source.records import Objective
from okrsite.source.translations import merge_body, merge_texts
from okrsite.source.values import Texts
from okrsite.source.yamltree import parse

MAIN = """
id: grow
title: Grow
owner: mei
outcome: {note: Well done.}
key_results:
  - {id: a, title: First}
  - {id: b, title: {en: Second, fr: Deuxième}}
"""


def node_of(text: str) -> Node:
    node = parse(text, "grow.de.md").node
    assert node is not None
    return node


def merged(translation: str) -> tuple[Objective, Context]:
    settings = Settings("en", ("en", "de", "fr"))
    main = read_record(Objective, node_of(MAIN), Context("grow.md", MAIN, settings))
    assert main
    context = Context("grow.de.md", translation, settings)
    return merge_texts(main, node_of(translation), "de", context), context


def both(english: str, german: str) -> Texts:
    return Texts((("en", english), ("de", german)))


def test_texts_stand_beside_those_of_the_main_file() -> None:
    objective, context = merged("title: Wachsen\nwhy: Darum.\noutcome: {note: Gut gemacht.}\n")
    assert not context.problems
    assert objective.title == both("Grow", "Wachsen")
    assert objective.why == Texts((("de", "Darum."),))
    assert objective.outcome
    assert objective.outcome.note == both("Well done.", "Gut gemacht.")
    assert objective.owner == "mei"


@pytest.mark.parametrize("listed", ["[{id: B, title: Zweites}]", "[{}, {title: Zweites}]"])
def test_key_results_are_matched_by_id_or_by_their_place(listed: str) -> None:
    objective, context = merged(f"key_results: {listed}\n")
    assert not context.problems
    assert objective.key_results[0].title == "First"
    assert objective.key_results[1].title == Texts((("en", "Second"), ("fr", "Deuxième"), ("de", "Zweites")))


@pytest.mark.parametrize(
    ("translation", "line"),
    [
        ("title: Wachsen\nowner: tom\n", 2),
        ("titel: Wachsen\n", 1),
        ("key_results: [{id: c, title: Drittes}]\n", 1),
        ("key_results: viele\n", 1),
        ("outcome: gut\n", 1),
        ("title: {de: Wachsen}\n", 1),
        ("title: x\nkey_results:\n  - title: Eins\n  - {}\n  - title: Drei\n", 5),
    ],
)
def test_what_is_no_translated_text_is_told(translation: str, line: int) -> None:
    _, context = merged(translation)
    assert [(problem.rule, problem.place.path, problem.place.line) for problem in context.problems] == [
        ("translation", "grow.de.md", line)
    ]


def test_a_text_that_the_main_file_translates_too_is_told() -> None:
    settings = Settings("en", ("en", "de"))
    main_text = "id: grow\ntitle: {en: Grow, de: Wachsen}\n"
    main = read_record(Objective, node_of(main_text), Context("grow.md", main_text, settings))
    assert main
    context = Context("grow.de.md", "", settings)
    merge_texts(main, node_of("title: Größer"), "de", context)
    assert [problem.rule for problem in context.problems] == ["written-twice"]


def test_a_body_is_merged_like_a_text() -> None:
    assert merge_body("Hello", "Hallo", "de", "en") == both("Hello", "Hallo")
    assert merge_body("", "Hallo", "de", "en") == Texts((("de", "Hallo"),))
