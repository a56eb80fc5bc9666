"""Sums: exact, and the same in every Python."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from okrsite.goals.arithmetic import total


@given(st.lists(st.floats(0, 1e12)))
def test_a_sum_is_the_true_one_rounded_once(numbers: list[float]) -> None:
    assert total(numbers) == float(sum(map(Fraction, numbers)))


def test_whole_numbers_add_up_to_a_whole_one() -> None:
    assert isinstance(total([1, 2]), int)


def test_tenths_add_up() -> None:
    assert total([0.1] * 10) == 1
