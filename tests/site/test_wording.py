from __future__ import annotations

import datetime as dt
import gettext
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.goals.model import Cycle
from okrsite.site.wording import NONE, Wording
from okrsite.source.fields import make
from okrsite.source.records import Site
from okrsite.source.values import Texts

if TYPE_CHECKING:
    from okrsite.source.values import Number, Text

TODAY = dt.date(2026, 11, 22)
UNITS = {
    "points": {"": {"one": "point", "other": "points"}},
    "Tag": {"de": {"one": "Tag", "other": "Tage"}},
    "zl": {"pl": {"one": "złoty", "few": "złote", "many": "złotych", "other": "złotego"}},
}


def wording(language: str = "en", catalogue: gettext.NullTranslations | None = None, **site: Any) -> Wording:
    own = make(Site, title="Goals", units=UNITS, **site)
    return Wording(language, "en", catalogue or gettext.NullTranslations(), own)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (None, NONE),
        (0, "0%"),
        (0.57, "57%"),
        (0.575, "58%"),
        (0.36764705882352944, "37%"),
        (1, "100%"),
        (1.18, "118%"),
        (-0.12, "−12%"),
        (0.996, "99%"),
        (0.9999999999999, "100%"),
        (0.004, "1%"),
        (-0.001, "−1%"),
        (1.004, "100%"),
    ],
)
def test_a_percentage_has_no_decimals_and_never_says_all_or_nothing_where_it_is_not(share: float, said: str) -> None:
    assert wording().percent(share) == said


@given(st.floats(0, 2))
def test_a_percentage_says_all_only_where_it_is_reached_and_nothing_only_where_there_is_none(share: float) -> None:
    shown = int(wording().percent(share).removesuffix("%"))
    assert (shown >= 100) == (share >= 1 - 1e-9)
    assert (shown == 0) == (share <= 1e-9)
    assert abs(shown - share * 100) < 1 + 1e-6


@given(st.integers(-(10**15), 10**15) | st.decimals(-(10**6), 10**6, places=4).map(float))
def test_a_written_number_can_be_read_back(value: Number) -> None:
    assert float(wording().number(value).replace(",", "").replace("−", "-")) == value


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, NONE),
        (0, "0"),
        (-0.0, "0"),
        (1204, "1,204"),
        (31.5, "31.5"),
        (99.9995, "99.9995"),
        (-3, "−3"),
        (10**12, "1,000,000,000,000"),
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.3333"),
        (13.382352941176471, "13.38"),
        (12345.678901234, "12,346"),
        (1e-7, "0.0000001"),
    ],
)
def test_a_number_is_as_written_and_a_computed_one_as_far_as_it_counts(value: Number, said: str) -> None:
    assert wording().number(value) == said


@pytest.mark.parametrize(
    ("language", "number", "percent", "minus"),
    [
        ("en", "1,234,567.5", "57%", "−3"),
        ("de", "1.234.567,5", "57\xa0%", "−3"),
        ("zh-Hant", "1,234,567.5", "57%", "−3"),
        ("hi", "12,34,567.5", "57%", "−3"),
        ("tr", "1.234.567,5", "%57", "−3"),
    ],
)
def test_numbers_are_grouped_as_the_language_does(language: str, number: str, percent: str, minus: str) -> None:
    words = wording(language)
    assert (words.number(1234567.5), words.percent(0.57), words.number(-3)) == (number, percent, minus)


@pytest.mark.parametrize(
    ("language", "value", "unit", "said"),
    [
        ("en", None, "students", NONE),
        ("en", 1204, None, "1,204"),
        ("en", 1204, "students", "1,204 students"),
        ("en", 31.5, "EUR", "EUR 31.50"),
        ("en", 42, "EUR", "EUR 42"),
        ("en", -42, "EUR", "EUR −42"),
        ("en", 0.0042, "EUR", "EUR 0.0042"),
        ("de", 31.5, "EUR", "31,50 EUR"),
        ("zh-Hant", 31.5, "TWD", "TWD 31.50"),
        ("en", 99.9, "%", "99.9%"),
        ("de", 99.9, "%", "99,9\xa0%"),
        ("en", 1, "points", "1 point"),
        ("en", 1.5, "points", "1.5 points"),
        ("en", -1, "points", "−1 point"),
        ("zh-Hant", 1, "points", "1 points"),
        ("de", 2, "Tag", "2 Tage"),
        ("en", 2, "Tag", "2 Tag"),
        ("pl", 1, "zl", "1 złoty"),
        ("pl", 3, "zl", "3 złote"),
        ("pl", 5, "zl", "5 złotych"),
        ("zh-Hant", 3, Texts((("en", "students"), ("zh-Hant", "名學生"))), "3 名學生"),
    ],
)
def test_a_quantity_has_its_unit(language: str, value: Number | None, unit: Text | None, said: str) -> None:
    assert wording(language).quantity(value, unit) == said


def test_a_unit_named_in_the_main_language_helps_its_translations() -> None:
    words = wording("de", languages=("en", "de"))
    assert words.unit(Texts((("en", "points"), ("de", "Punkte"))), 1) == "point"


def test_a_computed_quantity_has_three_digits_that_count() -> None:
    words = wording()
    assert words.about(13.382352941176471, "students") == "13.4 students"
    assert words.about(0.12820512820512822) == "0.128"
    assert words.about(123456.7, "EUR") == "EUR 123,457"
    assert words.about(None) == NONE


def test_a_charts_numbers_are_short() -> None:
    assert [wording().compact(value) for value in (9999, 12_345, 1_234_567, 10**12, -20_000)] == [
        "9,999",
        "12.3K",
        "1.2M",
        "1T",
        "−20K",
    ]
    assert wording("zh-Hant").compact(1_234_567) == "123.5萬"


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (17, "students", "+17 students"),
        (-3, None, "−3"),
        (0, None, "±0"),
        (1, "points", "+1 point"),
        (2.5, "%", "+2.5 percentage points"),
        (-1, "%", "−1 percentage point"),
        (-54.7, "TWD", "TWD −54.70"),
        (None, "students", NONE),
    ],
)
def test_a_change_has_its_sign(value: Number | None, unit: str | None, said: str) -> None:
    assert wording().change(value, unit) == said


@pytest.mark.parametrize(
    ("language", "day", "short", "month", "days"),
    [
        ("en", "22 November 2026", "22 Nov 2026", "November 2026", "1 Oct – 31 Dec 2026"),
        ("de", "22. November 2026", "22. Nov. 2026", "November 2026", "1. Okt. – 31. Dez. 2026"),
        ("zh-Hant", "2026年11月22日", "2026年11月22日", "2026年11月", "2026年10月1日至12月31日"),
    ],
)
def test_days_are_written_as_the_language_does(language: str, day: str, short: str, month: str, days: str) -> None:
    words = wording(language)
    assert (words.day(TODAY), words.short_day(TODAY), words.month(TODAY)) == (day, short, month)
    assert words.days(dt.date(2026, 10, 1), dt.date(2026, 12, 31)) == days


@pytest.mark.parametrize(
    ("period", "english", "chinese"),
    [
        ("2026", "2026", "2026年"),
        ("2026-Q4", "Q4 2026", "2026年第4季"),
        ("2026-q4", "Q4 2026", "2026年第4季"),
        ("2026-H2", "H2 2026", "H2 2026"),
        ("2026-11", "November 2026", "2026年11月"),
        ("2026-W47", "week 47, 2026", "week 47, 2026"),
        ("2026-11-20", "20 Nov 2026", "2026年11月20日"),
        ("sprint-7", "sprint-7", "sprint-7"),
    ],
)
def test_a_period_is_worded_from_its_id(period: str, english: str, chinese: str) -> None:
    assert (wording().period(period), wording("zh-Hant").period(period)) == (english, chinese)


def test_a_cycle_has_its_own_name_or_that_of_its_id() -> None:
    start, end = dt.date(2026, 10, 1), dt.date(2026, 12, 31)
    assert wording().cycle(Cycle("2026-q4", None, start, end, None)) == "Q4 2026"
    assert wording().cycle(Cycle("2026-q4", "Autumn", start, end, None)) == "Autumn"


def test_a_day_is_told_from_today() -> None:
    words = wording()
    assert words.ago(TODAY, TODAY) == "today"
    assert words.ago(dt.date(2026, 11, 10), TODAY) == "12 days ago"
    assert words.ago(dt.date(2026, 8, 1), TODAY) == "113 days ago"
    assert words.ago(dt.date(2026, 11, 25), TODAY) == "in 3 days"
    assert wording("zh-Hant").ago(dt.date(2026, 11, 10), TODAY) == "12 天前"


def test_lists_are_joined_as_the_language_does() -> None:
    assert wording().listing(["a", "b", "c"]) == "a, b and c"
    assert wording().listing([]) == ""
    assert wording("zh-Hant").listing(["a", "b", "c"]) == "a、b和c"


def test_the_direction_is_the_scripts() -> None:
    assert (wording("en").direction, wording("ar").direction) == ("ltr", "rtl")


def test_a_language_that_cldr_does_not_know_is_worded_like_its_nearest() -> None:
    assert wording("de-Qaaa").number(1.5) == "1,5"
    assert wording("tlh").number(1.5) == "1.5"


class Catalogue(gettext.NullTranslations):
    """Says everything in capitals."""

    def gettext(self, message: str) -> str:
        return message.upper().replace("(NAME)S", "(name)s")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return (msgid1 if n == 1 else msgid2).replace("days", "DAYS")


def test_messages_come_from_the_catalogue_with_their_values_filled_in() -> None:
    words = wording(catalogue=Catalogue())
    assert words.gettext("100% of it") == "100% OF IT"
    assert words.gettext("of %(name)s", name="Mei") == "OF Mei"
    assert words.ngettext("%(num)s day", "%(num)s days", 1204) == "1,204 DAYS"
    assert words.ngettext("%(num)s day", "%(num)s days", 1) == "1 day"


def test_terms_are_the_sites_own_where_it_has_them() -> None:
    words = wording("zh-Hant", terms={"objective": {"en": {"other": "Goal"}, "zh-Hant": {"other": "目標"}}})
    assert words.term("objective") == "目標"
    assert (words.term("key_result"), words.term("key_result", 2)) == ("key result", "key results")


def test_the_tool_starts_without_loading_babel() -> None:
    code = "import sys, okrsite, okrsite.site.addresses; assert 'babel' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(("language", "said"), [("en", ["0.0", "0.7", "1.0"]), ("de", ["0,0", "0,7", "1,0"])])
def test_a_grade_has_its_one_decimal(language: str, said: list[str]) -> None:
    words = wording(language)
    assert [words.grade(grade) for grade in (0, 0.7, 1.0)] == said


def test_a_grade_that_lies_between_two_is_rounded_up() -> None:
    assert [wording("en").grade(grade) for grade in (0.25, 0.65, 0.75, 0.7499)] == ["0.3", "0.7", "0.8", "0.7"]


@pytest.mark.parametrize(
    ("grade", "shown"), [(1, "1.0"), (0.7, "0.7"), (0.926, "0.93"), (0.999, "0.99"), (0, "0.0"), (0.05, "0.05")]
)
def test_a_grade_that_is_not_rounded_has_two_decimals_at_most(grade: float, shown: str) -> None:
    assert wording().exact_grade(grade) == shown


@pytest.mark.parametrize(("unit", "shown"), [("EUR", "EUR 42"), ("%", "42%"), ("students", "42"), (None, "42")])
def test_of_two_numbers_with_a_sign_each_has_it(unit: str | None, shown: str) -> None:
    assert wording().first(42, unit) == shown
