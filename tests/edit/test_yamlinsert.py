"""Added at its place, every other byte as it was: comments, order, quotes, line ends, indentation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.edit.yamlinsert import CannotEditError, append, set_key
from okrsite.edit.yamltext import Value, as_read, block, block_items, flow
from okrsite.source.nodes import List, Map, Node
from okrsite.source.yamltree import parse
from tests.edit.test_written_reads_back import TEXTS

BY_HAND = """\
# Our quarter.\t(tabs here)
audience: staff      # of everything
objectives:
    # the first
    - id: a
      title: "A"   # keep
      key_results:
      -   {id: k,   title: K ,  metric: from 0 to 10}     # aligned by hand
      -   id: m
          title: 'M'
          why: |
            text

            # a heading, no comment
      # - {id: old}

    # the second
    - &x {id: b, title: B, tags: [a,
         b ] }
    - id: c
      title: C
      <<: {owner: mei}
      links: [
        "https://example.org/1",
        "https://example.org/2"   # last
      ]
      outcome:
# the end
"""
NEW: Value = {"id": "new", "title": "New: one", "note": "two\nlines"}
EDITS = [
    ("set", ("objectives", 0), "weight", 2),
    ("set", ("objectives", 0), "outcome", {"grade": 0.5, "note": "x, y"}),
    ("set", ("objectives", 0, "key_results", 0), "done", "2026-11-20"),
    ("set", ("objectives", 0, "key_results", 1), "owner", "mei"),
    ("set", ("objectives", 1), "outcome", {"grade": 0.5, "note": "x, y"}),
    ("set", ("objectives", 2), "kind", "committed"),
    ("set", ("objectives", 2), "outcome", {"note": "n"}),
    ("set", (), "intro", "Words: of it"),
    ("append", (), "objectives", NEW),
    ("append", ("objectives", 0), "key_results", NEW),
    ("append", ("objectives", 0), "initiatives", NEW),
    ("append", ("objectives", 1), "tags", "c"),
    ("append", ("objectives", 1), "key_results", NEW),
    ("append", ("objectives", 2), "links", "https://example.org/3"),
    ("append", ("objectives", 2), "key_results", {"id": "z"}),
]
LINE_ENDS = ["\n", "\r\n", "\r"]


def edit(text: str, how: str, trail: tuple[str | int, ...], key: str, value: Value) -> str:
    return (set_key if how == "set" else append)(text, trail, key, value)


@pytest.mark.parametrize("newline", LINE_ENDS, ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("final", [True, False], ids=["ended", "unended"])
@pytest.mark.parametrize(("how", "trail", "key", "value"), EDITS)
def test_every_byte_outside_the_addition_is_as_it_was(
    how: str, trail: tuple[str | int, ...], key: str, value: Value, newline: str, final: bool
) -> None:
    text = (BY_HAND if final else BY_HAND.rstrip("\n")).replace("\n", newline)
    after = edit(text, how, trail, key, value)
    assert is_subsequence(text, after)
    assert after.endswith(newline) is final
    assert set(after.replace(newline, "")) & {"\n", "\r"} == set()
    changed = [line for line in text.split(newline) if line not in after.split(newline)]
    assert len(changed) <= 1


def is_subsequence(before: str, after: str) -> bool:
    """Whether nothing of `before` is missing or moved."""
    left = iter(after)
    return all(char in left for char in before)


def test_a_list_goes_on_in_the_style_of_its_last_item() -> None:
    text = "checkins:\n  - {date: 2026-10-01, value: 1}   # one\nmore: x\n"
    added = "  - {date: 2026-10-02, value: 2}\n"
    expected = text.replace("more", f"{added}more")
    assert append(text, (), "checkins", {"date": "2026-10-02", "value": 2}) == expected.replace(
        "2026-10-02", '"2026-10-02"'
    )


def test_a_blank_field_is_filled_in_where_it_stands() -> None:
    assert (
        set_key("a: 1\ndone:    # not yet\nb: 2\n", (), "done", "yes it is")
        == "a: 1\ndone: yes it is    # not yet\nb: 2\n"
    )


def test_behind_a_blank_field_in_braces_there_is_room_too() -> None:
    assert set_key("a: {id: x, done:  }\n", ("a",), "owner", "mei") == "a: {id: x, done: , owner: mei  }\n"


def test_a_comment_that_belongs_to_the_last_item_stays_with_it() -> None:
    text = "list:\n  - id: a\n\n    # - {id: old}\n# far left"
    assert append(text, (), "list", {"id": "b"}) == "list:\n  - id: a\n\n    # - {id: old}\n  - id: b\n# far left"


@pytest.mark.parametrize("header", ["|+", ">+", "|2+", "|+2", ">-", "|"])
def test_blank_lines_that_a_text_keeps_stay_in_it(header: str) -> None:
    text = f"list:\n  - id: a\n    why: {header}\n      so\n\n      # no comment\n\n\n  - id: b\n"
    done = set_key(text, ("list", 0), "done", "yes it is")
    keeps = "+" in header
    before, behind = ("\n\n", "") if keeps else ("", "\n\n")
    assert f"# no comment\n{before}    done: yes it is\n{behind}  - id: b\n" in done


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a: &k\n  - x: 1\n", "a: &k\n  - x: 1\n  - x: 2\n"),
        ("a: &k   # c\n-   &z {x: 1}\nb:\n", "a: &k   # c\n-   &z {x: 1}\n- {x: 2}\nb:\n"),
        ("w: &w {x: 1}\na: [*w]\n", "w: &w {x: 1}\na: [*w, {x: 2}]\n"),
        ("w: &w {x: 1}\na: [\n  *w , # c\n  *w ]\n", "w: &w {x: 1}\na: [\n  *w , # c\n  *w, {x: 2} ]\n"),
    ],
)
def test_a_list_with_an_anchor_or_an_alias_goes_on_too(text: str, after: str) -> None:
    assert append(text, (), "a", {"x": 2}) == after


def test_a_map_with_an_anchor_or_an_alias_goes_on_too() -> None:
    assert set_key("a: &k\n    x: 1\nb:\n", ("a",), "y", 2) == "a: &k\n    x: 1\n    y: 2\nb:\n"
    assert set_key("w: &w mei\na: {x: *w}\n", ("a",), "y", 2) == "w: &w mei\na: {x: *w, y: 2}\n"


def test_a_refusal_names_the_line() -> None:
    with pytest.raises(CannotEditError) as error:
        set_key("a:\n- &k {x: 1}\n- <<: *k\n  z: 1\n", ("a", 0), "y", 2)
    assert (error.value.line, "anchor" in error.value.message) == (2, True)


def test_a_file_of_comments_begins_behind_them() -> None:
    assert append("# Nothing yet.\n", (), "kpis", {"id": "a"}) == "# Nothing yet.\nkpis:\n  - id: a\n"
    assert append("", (), "kpis", {"id": "a"}) == "kpis:\n  - id: a\n"


@pytest.mark.parametrize(
    ("text", "trail"),
    [
        ("one: &a {id: x}\ntwo: *a\n", ("two",)),
        ("one: &a {id: x}\ntwo: *a\n", ("one",)),
        ("one: &a\n  id: x\ntwo:\n  <<: *a\n", ("one",)),
        ("one: [a\n", ()),
        ("one: text\n", ("one",)),
        ("one: {a: 1}\n", ("two",)),
        ("one: {a: 1, b: *a}\nx: &a y\n", ("one",)),
    ],
)
def test_where_it_is_not_sure_nothing_is_changed_and_the_lines_are_given(
    text: str, trail: tuple[str | int, ...]
) -> None:
    with pytest.raises(CannotEditError):
        set_key(text, trail, "done", "x")


def test_a_refusal_says_what_to_add_by_hand() -> None:
    with pytest.raises(CannotEditError) as caught:
        append("one: &a {id: x}\ntwo: *a\n", ("two",), "items", {"id": "new"})
    assert caught.value.snippet == "items:\n  - id: new"


VALUES: st.SearchStrategy[Value] = st.recursive(
    TEXTS | st.integers(-5, 5) | st.floats(0, 1),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3) | st.dictionaries(TEXTS.filter(bool), inner, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(TEXTS.filter(lambda text: text not in {"", "<<"}), VALUES, min_size=1, max_size=3))
def test_every_value_is_read_back_as_it_was(value: dict[str, Value]) -> None:
    for text in ("\n".join(block(value)), "\n".join(block(value, 4)), flow(value), "\n".join(block_items([value]))):
        parsed = parse(text + "\n", "x.yml")
        assert [problem.message for problem in parsed.problems] == []
        expected = as_read(value)
        assert plain(parsed.node) == (
            [expected] if text.startswith("-") and isinstance(parsed.node, List) else expected
        )


@given(st.data())
def test_whatever_is_added_anywhere_is_all_that_changes(data: st.DataObject) -> None:
    how, trail, key, _ = data.draw(st.sampled_from([one for one in EDITS if one[1]]))
    value = data.draw(VALUES.filter(lambda value: value != ""))
    newline = data.draw(st.sampled_from(LINE_ENDS))
    text = BY_HAND.replace("\n", newline)
    try:
        after = edit(text, how, trail, key, value)
    except CannotEditError:
        return
    assert is_subsequence(text, after)


def plain(node: Node | None) -> object:
    if isinstance(node, Map):
        return {key.text: plain(value) for key, value in node.entries}
    if isinstance(node, List):
        return [plain(item) for item in node.items]
    return node.text if node else ""
