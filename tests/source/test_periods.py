"""Periods and days by their names."""

from __future__ import annotations

import datetime as dt

import pytest

from okrsite.source.periods import containing, cycle_period, date, following, period
from okrsite.source.values import Every, Period
from okrsite.source.wrong import Wrong


def ends(text: str, year_starts: int = 1) -> tuple[str, str, str, str]:
    found = period(text, year_starts)
    assert isinstance(found, Period)
    return found.id, found.every, found.start.isoformat(), found.end.isoformat()


@pytest.mark.parametrize(
    ("text", "id_", "every", "start", "end"),
    [
        ("2026", "2026", "year", "2026-01-01", "2026-12-31"),
        ("2026-H2", "2026-H2", "half", "2026-07-01", "2026-12-31"),
        ("2026-h1", "2026-H1", "half", "2026-01-01", "2026-06-30"),
        ("2026-q4", "2026-Q4", "quarter", "2026-10-01", "2026-12-31"),
        ("2026-02", "2026-02", "month", "2026-02-01", "2026-02-28"),
        ("2024-02", "2024-02", "month", "2024-02-01", "2024-02-29"),
        ("2026-w47", "2026-W47", "week", "2026-11-16", "2026-11-22"),
        ("2026-W01", "2026-W01", "week", "2025-12-29", "2026-01-04"),
        ("2026-W53", "2026-W53", "week", "2026-12-28", "2027-01-03"),
        ("2026-11-20", "2026-11-20", "day", "2026-11-20", "2026-11-20"),
    ],
)
def test_a_period_by_its_name(text: str, id_: str, every: str, start: str, end: str) -> None:
    assert ends(text) == (id_, every, start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026", "2026-04-01", "2027-03-31"),
        ("2026-H1", "2026-04-01", "2026-09-30"),
        ("2026-H2", "2026-10-01", "2027-03-31"),
        ("2026-Q1", "2026-04-01", "2026-06-30"),
        ("2026-Q4", "2027-01-01", "2027-03-31"),
        ("2026-11", "2026-11-01", "2026-11-30"),
    ],
)
def test_years_halves_and_quarters_follow_the_fiscal_year(text: str, start: str, end: str) -> None:
    assert ends(text, 4)[2:] == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "26",
        "2026-Q5",
        "2026-H3",
        "2026-13",
        "2026-00",
        "2027-W53",
        "2026-W00",
        "2026-W1",
        "2026-02-30",
        "0000",
        "Q4",
        "2026 Q4",
    ],
)
def test_what_is_no_period_is_told(text: str) -> None:
    assert isinstance(period(text), Wrong)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Oct-26", "2026-10"),
        ("Oct 2026", "2026-10"),
        ("1-Oct-26", "2026-10"),
        ("2026-1", "2026-01"),
        ("2026/10", "2026-10"),
    ],
)
def test_a_mangled_period_says_what_was_meant(text: str, meant: str) -> None:
    wrong = period(text)
    assert isinstance(wrong, Wrong)
    assert text in wrong.message
    assert f"`{meant}`" in wrong.hint


def test_a_date_has_one_form() -> None:
    assert date("2026-11-20") == dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2026-1-5", "`2026-01-05`"),
        ("2026-02-30", "`2026-11-20`"),
        ("2026-11-20T10:00", "`2026-11-20`"),
        ("20.11.2026", "`2026-11-20`"),
        ("2026-11", "`2026-11-20`"),
        ("0001-01-01", "year"),
        ("tomorrow", "`2026-11-20`"),
    ],
)
def test_what_is_no_date_is_told(text: str, hint: str) -> None:
    wrong = date(text)
    assert isinstance(wrong, Wrong)
    assert hint in wrong.hint


@pytest.mark.parametrize(
    ("stem", "every"),
    [("2026", "year"), ("2026-h2", "half"), ("2026-q4", "quarter"), ("2026-11", "month"), ("2026-w47", "week")],
)
def test_a_cycles_name_is_its_time(stem: str, every: str) -> None:
    found = cycle_period(stem)
    assert found is not None
    assert found.every == every


@pytest.mark.parametrize("stem", ["spring", "2026-11-20", "kpis", "2026-q9"])
def test_other_cycles_name_no_time(stem: str) -> None:
    assert cycle_period(stem) is None


@pytest.mark.parametrize("every", ["day", "week", "month", "quarter", "half", "year"])
@pytest.mark.parametrize("year_starts", [1, 4, 12])
def test_periods_follow_one_another_without_a_gap(every: Every, year_starts: int) -> None:
    this = containing(dt.date(2024, 12, 30), every, year_starts)
    for _ in range(60):
        after = following(this, year_starts)
        assert after.start == this.end + dt.timedelta(days=1)
        assert period(after.id, year_starts) == after
        this = after


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("46296", "`2026-10`"),
        ("26-Oct", "`2026-10`"),
        ("10/2026", "`2026-10`"),
        ("01/10/2026", "`2026-01-10` or `2026-10-01`"),
        ("31.10.2026", "`2026-10-31`"),
        ("10/31/2026", "`2026-10-31`"),
    ],
)
def test_a_period_from_a_spreadsheet_is_told_with_what_it_may_be(text: str, meant: str) -> None:
    found = period(text)
    assert isinstance(found, Wrong)
    assert meant in found.hint


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("20.11.2026", "`2026-11-20`"),
        ("11/20/2026", "`2026-11-20`"),
        ("3/4/2026", "`2026-03-04` or `2026-04-03`"),
        ("yes", "leave it blank"),
    ],
)
def test_a_day_in_another_form_is_told_with_its_own(text: str, meant: str) -> None:
    found = date(text)
    assert isinstance(found, Wrong)
    assert meant in found.hint
