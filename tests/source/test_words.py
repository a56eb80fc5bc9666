"""Numbers, shares, metrics and targets as people write them; what is no such thing is told, never guessed."""

from __future__ import annotations

import pytest

from okrsite.source.numbers import number, share
from okrsite.source.periods import period
from okrsite.source.values import Bound, Metric, TargetPath
from okrsite.source.words import bound, metric, target
from okrsite.source.wrong import Wrong


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12), ("12.5", 12.5), ("-3", -3), ("1_000", 1000), ("1e6", 1_000_000), ("1.5M", 1_500_000), ("2k", 2000),
        ("1.1M", 1_100_000), ("45%", 45), ("45 %", 45), ("010", 10), ("12.0", 12), ("+3", 3), (".5", 0.5), ("0", 0),
        ("-0.25", -0.25), ("1e-3", 0.001), ("1e15", 10**15), ("-1e15", -(10**15)), (" 7 ", 7),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_meant(text: str, value: float) -> None:
    assert number(text) == value
    assert type(number(text)) is type(value)


@pytest.mark.parametrize(
    "text",
    ["", "inf", "nan", "-.inf", "0x10", "1e16", "1e400", "1__0", "_1", "12 students", "1/2", "1.2.3", "2m", "٣", "²"],
)
def test_what_is_no_number_is_told(text: str) -> None:
    assert isinstance(number(text), Wrong)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("12,5", "`12.5`"),
        ("1.000,5", "`1000.5`"),
        ("1,000", "`1_000`"),
        ("1 000", "`1_000`"),
        ("−3", "`-3`"),
        ("“5”", "`5`"),
    ],
)
def test_slips_in_numbers_say_what_was_meant(text: str, meant: str) -> None:
    wrong = number(text)
    assert isinstance(wrong, Wrong)
    assert text in wrong.message
    assert meant in wrong.hint


def test_a_table_with_semicolons_has_decimal_commas() -> None:
    assert number("12,5", decimal_comma=True) == 12.5
    assert number("12.5", decimal_comma=True) == 12.5


@pytest.mark.parametrize(("text", "value"), [("0.6", 0.6), ("60%", 0.6), ("0", 0), ("1", 1), ("100%", 1), ("7%", 0.07)])
def test_a_share_goes_from_0_to_1(text: str, value: float) -> None:
    assert share(text) == value


@pytest.mark.parametrize(
    ("text", "hint"), [("60", "60%"), ("101%", "60%"), ("-0.1", "0.6"), ("0,6", "`0.6`"), ("high", "0.6")]
)
def test_what_is_no_share_is_told(text: str, hint: str) -> None:
    wrong = share(text)
    assert isinstance(wrong, Wrong)
    assert hint in wrong.hint


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("from 0 to 10 students", Metric("move", 0, 10, unit="students")),
        ("From 0 To 10", Metric("move", 0, 10)),
        ("from 0% to 10%", Metric("move", 0, 10, unit="%")),
        ("from 0 % to 10 %", Metric("move", 0, 10, unit="%")),
        ("from 0 to 10%", Metric("move", 0, 10, unit="%")),
        ("from 42 to 25.5 EUR", Metric("move", 42, 25.5, unit="EUR")),
        ("from 3 students to 9 students", Metric("move", 3, 9, unit="students")),
        ("from -20 to 10", Metric("move", -20, 10)),
        ("from 1k to 1.5M views", Metric("move", 1000, 1_500_000, unit="views")),
        ("from 0 to 10 位學員", Metric("move", 0, 10, unit="位學員")),
        ("reach 45", Metric("move", None, 45)),
        ("reach 5km", Metric("move", None, 5, unit="km")),
        ("reach 10 students per week", Metric("move", None, 10, unit="students per week")),
        ("keep at least 99.9 %", Metric("keep", bound=Bound("at_least", low=99.9), unit="%")),
        ("keep >= 99.9 %", Metric("keep", bound=Bound("at_least", low=99.9), unit="%")),
        ("keep at most 200 ms", Metric("keep", bound=Bound("at_most", high=200), unit="ms")),
        ("keep <= 200", Metric("keep", bound=Bound("at_most", high=200))),
        ("keep between 40 and 60", Metric("keep", bound=Bound("between", 40, 60))),
    ],
)
def test_a_metric_in_words(text: str, read: Metric) -> None:
    assert metric(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "Grow by 10", "10", "from 0", "to 10", "reach 10 of 20", "from 0 to 10 by 2030", "reach 10 by December",
        "from 10% to 20", "from 5 EUR to 3 USD", "reach 10, or more", "keep 5", "keep at least 4.5/5", "reach ten",
        "from 5 to 3,5", "between", "keep between 60 and 40", "at least many", "reach 1e999",
    ],
)  # fmt: skip
def test_nothing_is_guessed_out_of_prose(text: str) -> None:
    assert isinstance(metric(text), Wrong)


def test_a_metric_that_is_none_shows_the_forms() -> None:
    wrong = metric("Grow by 10")
    assert isinstance(wrong, Wrong)
    assert wrong.rule == "bad-metric"
    assert "`from 0 to 10 students`" in wrong.hint


def test_a_bare_at_least_offers_both_readings() -> None:
    wrong = metric("at least 10 students")
    assert isinstance(wrong, Wrong)
    assert wrong.rule == "bare-at-least"
    assert "`reach 10 students`" in wrong.hint
    assert "`keep at least 10 students`" in wrong.hint


def test_bounds_and_targets_in_words() -> None:
    assert bound("at least 120 students") == Bound("at_least", low=120)
    assert bound(">=120") == Bound("at_least", low=120)
    assert target("at most 5 %") == Bound("at_most", high=5)
    assert target("between 40 and 60") == Bound("between", 40, 60)


def test_a_target_that_moves_has_an_end() -> None:
    by = period("2030")
    assert not isinstance(by, Wrong)
    assert target("from 61 to 40 by 2030") == TargetPath(61, 40, by)


def test_a_target_follows_the_fiscal_year() -> None:
    path = target("from 61 to 40 by 2030", year_starts=4)
    assert isinstance(path, TargetPath)
    assert path.by.end.isoformat() == "2031-03-31"


@pytest.mark.parametrize(
    ("text", "hint"), [("120", "`at least 120`"), ("soon", "`at least 120`"), ("from 1 to 2 by soon", "by 2030")]
)
def test_a_target_that_is_none_is_told(text: str, hint: str) -> None:
    wrong = target(text)
    assert isinstance(wrong, Wrong)
    assert hint in wrong.hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("from 1.000,5 to 2", "`from 1000.5 to 2`"),
        ("from 1,000.5 to 2", "Write `from 1_000.5 to 2`."),
        ("from 1,000 to 2", "`from 1_000 to 2`, or `from 1.000 to 2`"),
    ],
)
def test_a_number_with_a_comma_is_written_as_it_was_meant(text: str, hint: str) -> None:
    found = metric(text)
    assert isinstance(found, Wrong)
    assert hint in found.hint
