"""What two trees hold otherwise is found without reading what they share."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from okrsite.history.treediff import differing, marks_of
from okrsite.history.trees import lines

NAMES = st.sampled_from(["a", "a.yml", "100644 a", "40000 b", "2026-w47-mei.yml", "中文"])
IDS = st.binary(min_size=20, max_size=20) | st.sampled_from([b"100644 a\0" + b"x" * 11, b"\n" * 20])
LINES = st.builds(
    lambda name, number, id_: b"100644 " + f"{name}{number}".encode() + b"\0" + id_, NAMES, st.integers(0, 300), IDS
)


@st.composite
def histories(draw: st.DrawFn) -> list[bytes]:
    """A tree and what becomes of it, line by line."""
    tree = draw(st.lists(LINES, max_size=300))
    found = [b"".join(tree)]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(tree)))
        tree = tree[:at] + draw(st.lists(LINES, max_size=3)) + tree[at + draw(st.integers(0, 2)) :]
        found.append(b"".join(tree))
    return found


@given(histories())
def test_the_differing_lines_are_those_of_both_read_as_a_whole(trees: list[bytes]) -> None:
    marks = marks_of(trees[0], 40)
    for one, other in pairwise(trees):
        found = differing(one, marks, other, 40)
        before, after = set(lines(one, 40)), set(lines(other, 40))
        assert found.of_one - after == before - after
        assert found.of_other - before == after - before
        marks = found.marks
        assert marks[0] == 0
        assert marks == sorted(marks)
        assert all(b"".join(lines(other[mark:], 40)) == other[mark:] for mark in marks)
