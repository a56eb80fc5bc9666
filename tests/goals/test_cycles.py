from __future__ import annotations

import datetime as dt
import itertools

import pytest

from okrsite.goals.cycles import all_cycles, current_cycles, enclosing_cycles, open_on
from okrsite.goals.model import Cycle
from okrsite.source import records
from okrsite.source.fields import make


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def setting(
    id_: str, start: str | None = None, end: str | None = None, parent: str | None = None
) -> records.CycleSetting:
    return make(
        records.CycleSetting, id=id_, start=day(start) if start else None, end=day(end) if end else None, parent=parent
    )


def site(*cycles: records.CycleSetting, year_starts: int = 1) -> records.Site:
    return make(records.Site, title="Goals", cycles=cycles, year_starts=year_starts)


def cycles_of(*stems: str, settings: tuple[records.CycleSetting, ...] = (), year_starts: int = 1) -> dict[str, Cycle]:
    cycles, problems = all_cycles(site(*settings, year_starts=year_starts), stems)
    assert problems == []
    return cycles


@pytest.mark.parametrize(
    ("stem", "year_starts", "start", "end"),
    [
        ("2026", 1, "2026-01-01", "2026-12-31"),
        ("2026", 4, "2026-04-01", "2027-03-31"),
        ("2026-h2", 1, "2026-07-01", "2026-12-31"),
        ("2026-q4", 1, "2026-10-01", "2026-12-31"),
        ("2026-q4", 4, "2027-01-01", "2027-03-31"),
        ("2026-11", 1, "2026-11-01", "2026-11-30"),
        ("2026-w53", 1, "2026-12-28", "2027-01-03"),
    ],
)
def test_a_file_name_names_its_dates(stem: str, year_starts: int, start: str, end: str) -> None:
    cycle = cycles_of(stem, year_starts=year_starts)[stem]
    assert (cycle.start, cycle.end) == (day(start), day(end))


def test_a_listed_cycle_overrides_the_dates_of_its_name_one_by_one() -> None:
    cycle = cycles_of("2026-q4", settings=(setting("2026-q4", end="2027-01-15"),))["2026-q4"]
    assert (cycle.start, cycle.end) == (day("2026-10-01"), day("2027-01-15"))


def test_a_cycle_lies_in_the_shortest_that_contains_it() -> None:
    cycles = cycles_of("2026", "2026-h2", "2026-q4", "2026-11", "2026-w49")
    parents = {id_: cycle.parent for id_, cycle in cycles.items()}
    assert parents == {
        "2026": None,
        "2026-h2": "2026",
        "2026-q4": "2026-h2",
        "2026-11": "2026-q4",
        "2026-w49": "2026-q4",
    }


def test_a_written_parent_goes_before_the_dates() -> None:
    cycles = cycles_of("2026", "2026-h2", settings=(setting("2026-q4", parent="2026"),))
    assert cycles["2026-q4"].parent == "2026"
    assert enclosing_cycles(cycles)["2026-q4"] == ("2026", "2026-h2")


def test_cycles_of_the_same_days_do_not_lie_in_each_other() -> None:
    cycles = cycles_of("2026-q4", settings=(setting("autumn", "2026-10-01", "2026-12-31"),))
    assert [cycle.parent for cycle in cycles.values()] == [None, None]


def test_which_of_two_equally_long_ones_contains_a_cycle_does_not_depend_on_their_order() -> None:
    wide = (setting("b", "2026-09-01", "2026-12-31"), setting("a", "2026-09-01", "2026-12-31"))
    for order in itertools.permutations(wide):
        assert cycles_of("2026-q4", settings=order)["2026-q4"].parent == "a"


def test_cycles_are_listed_by_start_the_longer_first() -> None:
    assert list(cycles_of("2026-q1", "2026-q4", "2025-q4", "2026")) == ["2025-q4", "2026", "2026-q1", "2026-q4"]


def test_the_chain_around_a_cycle_is_the_shortest_first() -> None:
    around = enclosing_cycles(cycles_of("2026", "2026-h2", "2026-q4", "2026-11"))
    assert around["2026-11"] == ("2026-q4", "2026-h2", "2026")
    assert around["2026"] == ()


def test_a_cycle_whose_parent_does_not_contain_it_is_still_found_by_its_dates() -> None:
    settings = (setting("season", "2026-08-01", "2027-01-31"),)
    around = enclosing_cycles(cycles_of("2026", "2026-q4", settings=settings))
    assert around["2026-q4"] == ("season", "2026")


def test_a_parent_that_the_dates_put_inside_is_a_circle() -> None:
    cycles, problems = all_cycles(site(setting("2026", parent="2026-q4")), ["2026-q4"])
    assert [problem.rule for problem in problems] == ["circular-parent"]
    assert "2026" in problems[0].message
    assert cycles["2026"].parent is None


def test_a_cycle_without_dates_is_none() -> None:
    assert cycles_of("someday") == {}


def test_a_cycle_is_open_on_its_first_and_last_day() -> None:
    cycle = cycles_of("2026-q4")["2026-q4"]
    days = ["2026-09-30", "2026-10-01", "2026-12-31", "2027-01-01"]
    assert [open_on(cycle, day(one)) for one in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("used", "on", "current"),
    [
        (["2026", "2026-q3", "2026-q4"], "2026-11-22", ("2026-q4", "2026")),
        (["2026-q1", "2026-q2"], "2026-11-22", ("2026-q2",)),
        (["2026", "2026-q1"], "2027-02-01", ("2026-q1",)),
        (["2026-q4"], "2026-05-01", ("2026-q4",)),
        (["2026-q3", "2026-q4"], "2026-05-01", ("2026-q3",)),
        (["2026-q1", "2026-q4"], "2026-05-01", ("2026-q1",)),
        ([], "2026-05-01", ()),
    ],
)
def test_a_teams_current_cycles(used: list[str], on: str, current: tuple[str, ...]) -> None:
    cycles = cycles_of("2026", "2026-q1", "2026-q2", "2026-q3", "2026-q4")
    assert current_cycles(cycles, used, day(on)) == current
