"""Cycles, days, headers and ids as spreadsheets write them."""

from __future__ import annotations

import datetime as dt

import pytest

from okrsite.edit.importing.amounts import Doubt
from okrsite.edit.importing.cyclenames import cycle_in, cycle_of
from okrsite.edit.importing.days import day, order_of
from okrsite.edit.importing.headers import Role, meanings
from okrsite.edit.importing.names import team_id, unique_id


@pytest.mark.parametrize(
    ("text", "cycle"),
    [
        ("Q4 2026", "2026-q4"),
        ("2026-Q4", "2026-q4"),
        ("2026 q4", "2026-q4"),
        ("Q4/2026", "2026-q4"),
        ("4. Quartal 2026", "2026-q4"),
        ("2026年第四季", "2026-q4"),
        ("2026年第4季度", "2026-q4"),
        ("2. Halbjahr 2026", "2026-h2"),
        ("2026年下半年", "2026-h2"),
        ("H1 2026", "2026-h1"),
        ("Okt 2026", "2026-10"),
        ("October 2026", "2026-10"),
        ("2026年10月", "2026-10"),
        ("2026-10", "2026-10"),
        ("2026-W47", "2026-w47"),
        ("FY2026", "2026"),
        ("OKRs 2026", "2026"),
        ("2026年目標", "2026"),
        ("Q5 2026", None),
        ("Q4", None),
        ("Sales Q4 2026", None),
        ("2025 to 2026", None),
    ],
)
def test_a_text_that_names_a_cycle(text: str, cycle: str | None) -> None:
    assert cycle_of(text) == cycle


def test_a_cycle_inside_a_name_leaves_the_rest() -> None:
    assert cycle_in("Sales – Q4 2026") == ("2026-q4", "Sales")


def test_a_cycle_that_the_site_lists_is_known_by_its_id() -> None:
    assert cycle_of("Autumn Term", {"autumn-term"}) == "autumn-term"


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-05",
        "2026/11/5",
        "2026年11月5日",
        "5.11.2026",
        "05.11.2026",
        "5 Nov 2026",
        "5. November 2026",
        "Nov 5, 2026",
    ],
)
def test_a_day_as_it_is_shown(text: str) -> None:
    assert day(text, None) == dt.date(2026, 11, 5)


def test_a_day_with_slashes_is_read_by_what_other_days_show() -> None:
    assert isinstance(day("05/11/2026", None), Doubt)
    assert day("05/11/2026", order_of(["20/11/2026"])) == dt.date(2026, 11, 5)
    assert day("05/11/2026", order_of(["11/20/2026"])) == dt.date(2026, 5, 11)
    assert isinstance(day("05/11/2026", order_of(["11/20/2026", "20/11/2026"])), Doubt)


@pytest.mark.parametrize("text", ["2026-13-01", "31.02.2026"])
def test_a_day_of_no_calendar_is_told(text: str) -> None:
    assert isinstance(day(text, None), Doubt)


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        ("Team", {"team"}),
        ("Key Result", {"key_result"}),
        ("KEY-RESULT", {"key_result"}),
        ("Target (%)", {"target"}),
        ("Schlüsselergebnis", {"key_result"}),
        ("Ziel", {"objective", "target"}),
        ("Ziel / Target", {"target"}),
        ("關鍵結果", {"key_result"}),
        ("关键结果 (KR)", {"key_result"}),
        ("目標值 Target", {"target"}),
        ("負責人", {"owner"}),
        ("Lunch", set()),
    ],
)
def test_what_a_header_can_mean(header: str, roles: set[Role]) -> None:
    assert meanings(header) == roles


def test_ids_are_unique_and_never_empty() -> None:
    assert unique_id("Grow", {"grow"}, "objective") == "grow-2"
    assert unique_id("!!!", {"objective"}, "objective") == "objective-2"
    assert len(unique_id("a" * 80, {"a" * 80}, "objective")) == 80


@pytest.mark.parametrize("name", ["2026", "kpis", "Q4", "con"])
def test_a_team_is_never_named_as_something_else_is(name: str) -> None:
    made = team_id(name, (), {"q4"})
    assert made == f"team-{name.lower()}"
