"""What `parse` makes of a text: nodes with places, and one clear problem for what is broken."""

from __future__ import annotations

import pytest

from okrsite.source import yamltree
from okrsite.source.marks import place_of
from okrsite.source.nodes import List, Map, Node, Scalar
from okrsite.source.yamltree import parse


def plain(node: Node | None) -> object:
    """A node as texts, lists and dicts."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, List):
        return [plain(item) for item in node.items]
    if isinstance(node, Map):
        return {key.text: plain(value) for key, value in node.entries}
    return None


def read(text: str) -> object:
    parsed = parse(text, "a.yml")
    assert parsed.problems == ()
    return plain(parsed.node)


def where(node: Scalar) -> tuple[int, int, int]:
    start, end = place_of("", node.at), place_of("", node.end)
    return start.line, start.column, end.column


def only_problem(text: str) -> tuple[str, int, int]:
    problems = parse(text, "a.yml").problems
    assert len(problems) == 1, problems
    return problems[0].rule, problems[0].place.line, problems[0].place.column


@pytest.mark.parametrize(
    "text", ["no", "2026", "2026-10", "1:30", "010", "~", "null", "1_000", "0x1f", "2026-01-01", "yes", ".inf"]
)
def test_every_scalar_stays_the_text_that_was_written(text: str) -> None:
    assert read(f"a: {text}\nb: [{text}]\n") == {"a": text, "b": [text]}


def test_a_value_knows_where_it_begins_and_ends() -> None:
    node = parse("title: x\nwhy:  'two words'\n", "a.yml").node
    assert isinstance(node, Map)
    assert [where(value) for _, value in node.entries if isinstance(value, Scalar)] == [(1, 8, 9), (2, 7, 18)]


def test_columns_count_characters_not_bytes() -> None:
    node = parse("標題: 明燈\n", "a.yml").node
    assert isinstance(node, Map)
    assert where(node.entries[0][0]) == (1, 1, 3)
    assert isinstance(node.entries[0][1], Scalar)
    assert where(node.entries[0][1]) == (1, 5, 7)


def test_front_matter_counts_lines_from_where_it_stands() -> None:
    parsed = parse("a: 1\na: 2\n", "a.md", first_line=2)
    assert (parsed.problems[0].place.line, parsed.problems[0].source) == (3, "a: 2")


def test_style_tells_quoted_from_unquoted_from_blank() -> None:
    node = parse("a: x\nb: 'x'\nc: |\n  x\nd:\n", "a.yml").node
    assert isinstance(node, Map)
    values = [value for _, value in node.entries if isinstance(value, Scalar)]
    assert [value.style for value in values] == ["", "'", "|", ""]
    assert [value.is_blank for value in values] == [False, False, False, True]


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "\ufeff", "---\n"])
def test_an_empty_file_has_no_problems(text: str) -> None:
    parsed = parse(text, "a.yml")
    assert parsed.problems == ()
    assert plain(parsed.node) in (None, "")


@pytest.mark.parametrize("text", ["\ufeffa: 1\n", "a: 1\r\n", "---\na: 1\n"])
def test_marks_line_ends_and_a_leading_line_of_dashes_do_not_matter(text: str) -> None:
    assert read(text) == {"a": "1"}


def test_aliases_stand_for_what_they_name() -> None:
    assert read("a: &x [1, 2]\nb: *x\n") == {"a": ["1", "2"], "b": ["1", "2"]}


def test_written_keys_win_over_merged_ones() -> None:
    text = "base: &b {x: 1, y: 2}\nother: &o {y: 3, z: 4}\none:\n  y: own\n  <<: [*b, *o]\n"
    assert read(text) == {
        "base": {"x": "1", "y": "2"},
        "other": {"y": "3", "z": "4"},
        "one": {"y": "own", "x": "1", "z": "4"},
    }


def test_a_merge_of_something_else_is_a_problem() -> None:
    assert only_problem("a:\n  <<: 3\n") == ("yaml-syntax", 2, 7)


@pytest.mark.parametrize(
    ("text", "rule", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1),
        ("a: {b: 1, b: 2}\n", "duplicate-key", 1, 11),
        ("a: !!str x\n", "yaml-syntax", 1, 4),
        ("a: !important\n", "yaml-syntax", 1, 4),
        ("a: ! x\n", "yaml-syntax", 1, 4),
        ("a: !x [1]\n", "yaml-syntax", 1, 4),
        ("? [a]\n: b\n", "yaml-syntax", 1, 3),
        ("a: 1\n---\nb: 2\n", "yaml-syntax", 2, 1),
        ("a: *x\n", "yaml-syntax", 1, 4),
        ("a: 1\nb: x\0y\n", "yaml-syntax", 2, 5),
        ("a: x\x07\n", "yaml-syntax", 1, 5),
        ("a: \ud800\n", "yaml-syntax", 1, 4),
        ("a:\t1\n", "yaml-syntax", 1, 3),
        ("a:\n\tb: 1\n", "yaml-syntax", 2, 1),
        ("&a [*a]\n", "too-large", 1, 1),
    ],
)
def test_what_has_no_meaning_here_is_told_at_its_place(text: str, rule: str, line: int, column: int) -> None:
    assert only_problem(text) == (rule, line, column)


@pytest.mark.parametrize("unit", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_deep_nesting_is_refused_before_it_can_overflow(unit: str) -> None:
    for count in (60, 30_000):
        assert [problem.rule for problem in parse(unit * count, "a.yml").problems] == ["too-deep"]


def test_fifty_levels_are_fine_and_one_more_is_not() -> None:
    assert parse("[" * 50 + "x" + "]" * 50, "a.yml").problems == ()
    assert only_problem("[" * 51 + "x" + "]" * 51)[0] == "too-deep"


def test_brackets_in_quotes_hide_no_depth() -> None:
    assert [problem.rule for problem in parse('[ "]", ' * 20_000, "a.yml").problems] == ["too-deep"]


def test_brackets_in_a_text_are_no_depth() -> None:
    assert read("a: |\n  " + "[" * 200 + "\n") == {"a": "[" * 200 + "\n"}


@pytest.mark.parametrize("key", ["", "<<: "])
def test_a_bomb_of_aliases_is_refused(key: str) -> None:
    open_, close = ("{", "}") if key else ("[", "]")
    first = "a0: &a0 {k0: 1, k1: 2}" if key else "a0: &a0 [1, 2]"
    lines = [first]
    for level in range(1, 30):
        many = ", ".join([f"*a{level - 1}"] * 9)
        lines.append(f"a{level}: &a{level} {open_}{key}[{many}]{close}")
    assert [problem.rule for problem in parse("\n".join(lines), "a.yml").problems] == ["too-large"]


def test_a_broken_line_does_not_hide_the_others() -> None:
    problems = parse("title: A: B\nunit: %\nowner: @mei\n", "a.yml").problems
    assert [problem.place.line for problem in problems] == [1, 2, 3]


def test_the_line_is_shown_as_it_stands() -> None:
    (problem,) = parse("a: 1\nowner: @mei\n", "a.yml").problems
    assert (problem.source, problem.place.column, problem.end_column) == ("owner: @mei", 8, 12)


@pytest.mark.parametrize(
    "text", ['a: "x', "a: [1", "a: {b: 1", "a: 1\n b: 2\n", "%", "a: |x\n  y", ": :", "- a\nb: 1\n"]
)
def test_what_is_broken_in_other_ways_is_one_problem(text: str) -> None:
    parsed = parse(text, "a.yml")
    assert parsed.node is None
    assert [problem.rule for problem in parsed.problems] == ["yaml-syntax"]


def test_line_separators_of_other_scripts_do_not_shift_the_lines() -> None:
    parsed = parse("a: 'x\u2028y'\nb: 1\nb: 2\n", "a.yml")
    assert parsed.problems[0].place.line == 3


class TestWithoutTheCParser:
    """The pure parser reads the same."""

    @pytest.fixture(autouse=True)
    def _pure(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(yamltree, "_Loader", yamltree._PureLoader)

    def test_nodes_and_places_are_the_same(self) -> None:
        text = "a: x\nb: ['y', {c: z}]\nd: |\n  text\n"
        assert read(text) == {"a": "x", "b": ["y", {"c": "z"}], "d": "text\n"}
        node = parse("title: x\n", "a.yml").node
        assert isinstance(node, Map)
        assert where(node.entries[0][0]) == (1, 1, 6)

    def test_depth_and_slips_are_told(self) -> None:
        assert only_problem("[" * 300)[0] == "too-deep"
        assert only_problem("owner: @mei\n") == ("yaml-syntax", 1, 8)
