"""A number that is written is the number that is read, also inside a metric."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from okrsite.source.numbers import LARGEST, number, share
from okrsite.source.values import Bound, Metric, Number
from okrsite.source.words import bound, metric

INTS = st.integers(-LARGEST, LARGEST)
FLOATS = st.floats(-LARGEST, LARGEST, allow_nan=False)
NUMBERS = st.one_of(INTS, FLOATS)


@given(NUMBERS)
def test_a_number_is_read_back(value: Number) -> None:
    assert number(str(value)) == value


@given(INTS)
def test_underscores_change_nothing(value: int) -> None:
    assert number(f"{value:_}") == value


@given(NUMBERS)
def test_whole_values_are_ints(value: Number) -> None:
    read = number(str(value))
    assert isinstance(read, int) == float(value).is_integer()


@given(NUMBERS)
def test_a_percent_sign_changes_nothing(value: Number) -> None:
    assert number(f"{value}%") == value


@given(st.integers(0, 100))
def test_a_share_in_percent_is_a_hundredth(percent: int) -> None:
    assert share(f"{percent}%") == percent / 100


@given(NUMBERS, NUMBERS)
def test_the_numbers_of_a_metric_are_read_back(start: Number, to: Number) -> None:
    assert metric(f"from {start} to {to} students") == Metric("move", start, to, unit="students")
    assert metric(f"reach {to}") == Metric("move", None, to)


@given(NUMBERS)
def test_the_number_of_a_bound_is_read_back(value: Number) -> None:
    assert bound(f"at least {value}") == Bound("at_least", low=value)
    assert bound(f"<= {value} %") == Bound("at_most", high=value)
