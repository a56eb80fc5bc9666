"""The hand-writers' slips: each told in words of its own, with the line as it was meant."""

from __future__ import annotations

import pytest

from okrsite.problems import Problem, Severity
from okrsite.source.nodes import Map, Scalar
from okrsite.source.yamltree import parse


def problems(text: str) -> tuple[Problem, ...]:
    return parse(text, "a.yml").problems


@pytest.mark.parametrize(
    ("text", "line", "columns", "meant"),
    [
        ("title: Growth: the plan\n", 1, (8, 24), 'title: "Growth: the plan"'),
        ("- title: Growth: the plan\n", 1, (10, 26), 'title: "Growth: the plan"'),
        ('title: Say "hi": now\n', 1, (8, 21), "title: 'Say \"hi\": now'"),
        ("a: 1\nunit: %\n", 2, (7, 8), 'unit: "%"'),
        ("owner: @mei\n", 1, (8, 12), 'owner: "@mei"'),
        ("owner: @mei # hers\n", 1, (8, 12), 'owner: "@mei"'),
        ("target: >= 99\n", 1, (9, 14), 'target: ">= 99"'),
        ("title: [Draft] x\nwhy: y\n", 1, (8, 17), 'title: "[Draft] x"'),
        ("a: {from: 1, to: 2, unit: %}\n", 1, (27, 28), 'unit: "%"'),
        ("a: {from: 1,\n  to: 2, unit: %}\n", 2, (16, 17), 'unit: "%"'),
        ("a: {by: @mei, value: 2}\n", 1, (9, 13), 'by: "@mei"'),
        ("with: [@mei]\n", 1, (8, 12), '"@mei"'),
        ("title: `code`\n", 1, (8, 14), 'title: "`code`"'),
        ("title: “Growth: x”\n", 1, (8, 19), 'title: "Growth: x"'),
        ("title:Growth\nwhy: x\n", 1, (1, 13), "title: Growth"),
        ("a:\n  - x\n  -y: 1\n", 3, (3, 8), "- y: 1"),
    ],
)
def test_a_slip_shows_the_line_that_was_meant(text: str, line: int, columns: tuple[int, int], meant: str) -> None:
    first = problems(text)[0]
    assert (first.rule, first.place.line) == ("yaml-syntax", line)
    assert (first.place.column, first.end_column) == columns
    assert f"`{meant}`" in first.hint


@pytest.mark.parametrize(
    ("text", "column", "message", "meant"),
    [
        ("a: {note: Two done, fix in Dec}\n", 21, "`fix in Dec` is not a field", 'note: "Two done, fix in Dec"'),
        ("a: {note: “Two, three”}\n", 17, "Curly quotes do not count", 'note: "Two, three"'),
        ("a: {value: 12,5}\n", 15, "`12,5` has a comma where a number takes a point", "value: 12.5"),
        ("a: {date:2026-10-14, value: 2}\n", 5, "A space is missing after `date:`", "date: 2026-10-14"),
        ("a: {alone}\n", 5, "`alone` has no value", "{alone: …}"),
    ],
)
def test_a_slip_in_braces_is_no_unknown_field(text: str, column: int, message: str, meant: str) -> None:
    (problem,) = problems(text)
    assert (problem.rule, problem.place.column) == ("yaml-syntax", column)
    assert message in problem.message
    assert meant in problem.hint


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 'x\n", "A quote is opened here and not closed."),
        ("a: [1\n", "A bracket is opened here, and is not closed"),
        ("a: {b: c: d}\n", "A comma or a closing bracket is missing."),
        ("a: b\n  c: d\n", "`c` stands deeper than `a` above it"),
        ("a: 1\nb\nc: 2\n", "`b` stands among fields and has no colon."),
        ("a:\n  b: 1\n c: 2\n", "This line is no field of the map that it stands in."),
        ("- a\nb: 1\n", "A list goes on here without a dash."),
        ("a: - b\n", "An unquoted text can't begin with `-` and a space."),
        ("a: 1\n---\nb: 1\n", "A second document begins here"),
        ("a: *b\n", "This alias"),
    ],
)
def test_other_broken_yaml_is_told_in_plain_words(text: str, message: str) -> None:
    assert problems(text)[0].message.startswith(message)


def test_a_slip_does_not_accuse_other_lines_of_a_map_in_braces() -> None:
    text = "a: {x: 1,\n  b: 0, c: 10,\n  d: 3}\nowner: @mei\n"
    assert [problem.place.line for problem in problems(text)] == [4]


def test_the_rest_of_the_braces_is_read() -> None:
    node = parse("{note: Two done, fix in Dec, value: 3}\n", "a.yml").node
    assert isinstance(node, Map)
    assert list(node.keys()) == ["note", "value"]


def test_a_blank_value_in_braces_is_no_slip() -> None:
    assert problems("a: {done: , value: }\n") == ()


def test_a_comment_behind_a_colon_is_not_taken_for_its_value() -> None:
    assert [problem.place.line for problem in problems("a: #: x\n  b: 1\nc: @d\n")] == [3]


@pytest.mark.parametrize("text", ["a:\n\tb: 1\n", "a: 1\nb:\n- \t# c\n  c: 1\n"])
def test_a_tab_is_told(text: str) -> None:
    (problem,) = problems(text)
    assert "tab" in problem.message
    assert "spaces" in problem.hint


def test_slips_inside_a_text_of_several_lines_are_text() -> None:
    text = "why: |\n  owner: @mei\n  unit: %\nb: [\n"
    assert all(problem.place.line > 3 for problem in problems(text))


@pytest.mark.parametrize(
    "text", ["note: See #42\n", "- title: Fix bug #7 soon\n", "a: {note: See #42\n }\n", "title: Win #growth\n"]
)
def test_a_text_that_a_comment_cuts_is_a_warning(text: str) -> None:
    (problem,) = problems(text)
    assert (problem.rule, problem.severity) == ("cut-by-hash", Severity.WARNING)
    assert problem.source is not None
    assert problem.source[problem.place.column - 1 :].startswith(("See", "Fix", "Win"))


@pytest.mark.parametrize(
    "text",
    [
        "note: See  # a comment\n",
        "note: See # a comment\n",
        "note: See   #42\n",
        'note: "See" #42\n',
        'note: "See #42"\n',
        "note: See#42\n",
        "value: 12 #first\n",
        "value: 12 #1\n",
        "date: 2026-10-14 #monday\n",
        "status: doing #later\n",
        "a: 1 #-----\n",
        "why: |\n  See #42\n",
        "#42\na: 1\n",
    ],
)
def test_an_ordinary_comment_is_none(text: str) -> None:
    assert problems(text) == ()


@pytest.mark.parametrize(
    "line",
    [
        "a: x" + " " * 100_000 + "y: z",
        "a" + " " * 100_000,
        "," * 100_000,
        "a" * 100_000 + "%",
        "- " * 40 + "x" * 100_000,
    ],
)
def test_a_long_line_is_given_up_on_soon(line: str) -> None:
    assert len(problems(f"{line}\nb: [\n")) >= 1


def test_one_text_with_a_colon_is_still_one_text() -> None:
    node = parse("title:Foo\n", "a.yml").node
    assert isinstance(node, Scalar)
