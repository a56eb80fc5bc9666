"""Numbers as people show them: read where they can be read in one way, asked about where not."""

from __future__ import annotations

import pytest

from okrsite.edit.importing.amounts import Amount, Convention, Doubt, amount, convention, percent
from okrsite.edit.importing.units import unit_in_format

POINT, COMMA, UNKNOWN = Convention(".", True), Convention(",", True), Convention()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", Amount(12)),
        ("45 %", Amount(45, "%")),
        ("45%", Amount(45, "%")),
        ("45％", Amount(45, "%")),
        ("１２", Amount(12)),
        ("(5)", Amount(-5)),
        ("(1,234.50 €)", Amount(-1234.5, "EUR")),
        ("-3", Amount(-3)),
        ("−3.5", Amount(-3.5)),
        ("1.234,50 €", Amount(1234.5, "EUR")),
        ("1,234.50", Amount(1234.5)),
        ("1’234.50", Amount(1234.5)),
        ("1 234,5", Amount(1234.5)),
        ("1\u202f234\u202f567", Amount(1234567)),
        ("1,234,567", Amount(1234567)),
        ("1.234.567", Amount(1234567)),
        ("NT$ 3,000", Amount(3000, "TWD")),
        ("$1,200", Doubt),
        ("USD 500", Amount(500, "USD")),
        ("500 eur", Amount(500, "EUR")),
        ("0,5", Amount(0.5)),
        ("0.125", Amount(0.125)),
        ("2k", Amount(2000)),
        ("1.5M", Amount(1_500_000)),
        ("1e6", Amount(1_000_000)),
        ("12 students", Amount(12, "students")),
        ("5 m²", Amount(5, "m²")),
        ("1,234", Doubt),
        ("1.234", Doubt),
        ("9" * 20, Doubt),
        ("1,23,4", Doubt),
        ("Q4", None),
        ("2026-10-01", None),
        ("5 of 10", None),
        ("five", None),
        ("12 by Friday", None),
        ("=1+1", None),
        ("", None),
    ],
)
def test_a_number_that_is_shown_is_read_or_asked_about(text: str, expected: Amount | type[Doubt] | None) -> None:
    found = amount(text, UNKNOWN)
    assert isinstance(found, Doubt) if expected is Doubt else found == expected


@pytest.mark.parametrize(
    ("text", "known", "value"),
    [
        ("1,234", POINT, 1234),
        ("1,234", COMMA, 1.234),
        ("1.234", POINT, 1.234),
        ("1.234", COMMA, 1234),
        ("1,234", Convention(".", False), 1234),
        ("1.234", Convention(",", False), 1234),
    ],
)
def test_a_lone_sign_before_three_digits_is_read_as_the_table_writes(
    text: str, known: Convention, value: float
) -> None:
    assert amount(text, known) == Amount(value)


def test_a_language_alone_does_not_make_a_decimal_of_a_lone_sign() -> None:
    assert isinstance(amount("1.234", Convention(".", False)), Doubt)


def test_numbers_that_can_be_read_in_one_way_tell_how_the_others_are_written() -> None:
    assert convention(["1,234", "0,5", "x", "12"])[:2] == (",", True)
    assert convention(["1,234,567"])[:2] == (".", True)
    assert convention(["1,234", "12"]) == UNKNOWN


def test_numbers_written_in_two_ways_tell_nothing() -> None:
    found = convention(["0,5", "0.5"])
    assert (found.decimal, found.firm) == (None, True)
    assert "in two ways" in found.why


@pytest.mark.parametrize(("share", "shown"), [(0.07, 7), (0.45, 45), (0.29, 29), (1, 100), (0.999, 99.9)])
def test_a_percentage_is_the_number_that_is_shown(share: float, shown: float) -> None:
    assert percent(share) == shown


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ("General", ""),
        ("0%", "%"),
        ("0.00%;[Red]-0.00%", "%"),
        ("#,##0.00 [$€-407]", "EUR"),
        ('#,##0.00\\ "€"', "EUR"),
        ('"NT$" #,##0;("NT$" #,##0)', "TWD"),
        ("[$$-409]#,##0", "USD"),
        ("[$¥-411]#,##0", "JPY"),
        ("$#,##0", "$"),
        ('0 "students"', "students"),
        ('_-* #,##0.00 "kr"_-', "kr"),
        ("dd.mm.yyyy", ""),
        ("[h]:mm", ""),
        ("@", ""),
        ("#,##0;-#,##0", ""),
    ],
)
def test_the_unit_that_a_number_format_shows(code: str, unit: str) -> None:
    assert unit_in_format(code) == unit
