"""Whether the KPIs drive the goals: sets, verdicts, and KPIs without an aim."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, get_args

import pytest

from okrsite.goals.balance import verdict, worst_health
from okrsite.goals.figures import Balance, Health, Status
from okrsite.goals.measure import measure
from tests.goals.build import TODAY, at_least, key_result, kpi, move, objective, on, outcome, site

if TYPE_CHECKING:
    import datetime as dt

    from okrsite.goals.model import Kpi, Objective

HEALTHY: tuple[Health | None, ...] = (None, "green", "amber", "red")

VERDICTS = [
    ("no-data", "red", "red", "unknown"),
    ("not-started", "green", None, "unknown"),
    ("dropped", "red", "red", "unknown"),
    ("on-track", "green", "red", "at-a-cost"),
    ("done", "red", "red", "at-a-cost"),
    ("partly", None, "red", "at-a-cost"),
    ("at-risk", "green", "red", "derailing"),
    ("off-track", "amber", None, "derailing"),
    ("missed", "green", None, "derailing"),
    ("on-track", "red", "green", "decoupled"),
    ("done", "red", None, "decoupled"),
    ("partly", "red", "amber", "decoupled"),
    ("at-risk", "red", "green", "behind"),
    ("off-track", "red", "red", "behind"),
    ("missed", "red", None, "behind"),
    ("on-track", "green", "green", "aligned"),
    ("done", "amber", None, "aligned"),
    ("partly", "amber", "amber", "aligned"),
    ("on-track", None, "green", "blind"),
    ("missed", None, "red", "blind"),
    ("at-risk", None, None, "blind"),
]


@pytest.mark.parametrize(("status", "drivers", "guards", "word"), VERDICTS)
def test_the_first_row_that_applies_is_the_verdict(
    status: Status, drivers: Health | None, guards: Health | None, word: str
) -> None:
    assert verdict(status, drivers, guards) == word


def test_every_combination_has_a_verdict() -> None:
    words = {verdict(status, *healths) for status in get_args(Status) for healths in product(HEALTHY, HEALTHY)}
    assert words == {"unknown", "at-a-cost", "derailing", "decoupled", "behind", "aligned", "blind"}


@pytest.mark.parametrize(
    ("healths", "worst"),
    [
        (["green", "red", "amber"], "red"),
        (["green", "amber"], "amber"),
        (["no-target", "green", None], "green"),
        (["no-target", "no-data", None], None),
        ([], None),
    ],
)
def test_a_sets_health_is_its_worst_members(healths: list[Health | None], worst: Health | None) -> None:
    assert worst_health(healths) == worst


def red(id_: str, **more: object) -> Kpi:
    return kpi({"2026-10": 1}, target=at_least(2), id_=id_, **more)  # type: ignore[arg-type]


def green(id_: str, **more: object) -> Kpi:
    return kpi({"2026-10": 3}, target=at_least(2), id_=id_, **more)  # type: ignore[arg-type]


def reached(**more: object) -> Objective:
    return objective(key_result(move(0, 1), {"11-20": 1}), **more)  # type: ignore[arg-type]


def balance(goal: Objective, *kpis: Kpi, day: dt.date = TODAY, archived: dt.date | None = None) -> Balance:
    teams = {"other": archived} if archived else None
    return measure(site([goal], kpis, archived=teams), day).balance[goal.ref]


def test_an_objective_is_judged_by_its_sets() -> None:
    goal = reached(drivers=("academy/a", "academy/b"), guards=("academy/c",))
    found = balance(goal, green("a"), red("b"), green("c"))
    assert found == Balance(("academy/a", "academy/b"), ("academy/c",), "red", "green", "decoupled")


def test_a_site_without_kpis_has_no_verdict() -> None:
    assert balance(reached()) == Balance((), (), None, None, None)


def test_an_objective_that_no_kpi_drives_is_blind() -> None:
    assert balance(reached(), green("a")).verdict == "blind"


def test_a_withheld_kpi_drives_and_guards_nothing() -> None:
    goal = reached(drivers=("academy/a",), guards=("academy/a",))
    assert balance(goal, red("a", withheld=True)) == Balance((), (), None, None, "blind")


def test_an_archived_kpi_and_an_archived_teams_drive_nothing() -> None:
    assert balance(reached(drivers=("academy/a",)), red("a", archived=TODAY)).drivers == ()
    assert balance(reached(drivers=("academy/a",)), red("a", archived=on("11-23"))).drivers == ("academy/a",)
    assert balance(reached(drivers=("other/a",)), red("a", team="other"), archived=TODAY).drivers == ()


def test_a_closed_cycle_is_judged_by_the_kpis_as_they_stood_at_its_end() -> None:
    turned = kpi({"2026-12": 3, "2027-01": 1}, target=at_least(2), id_="a")
    goal = reached(drivers=("academy/a",))
    goals = site([goal], [turned])
    assert measure(goals, on("2027-01-15")).kpis["academy/a"].health == "red"
    assert measure(goals, on("2027-01-15")).balance[goal.ref].drivers_health == "green"
    assert measure(goals, on("12-31")).balance[goal.ref].drivers_health == "green"


def test_a_closed_cycles_status_is_todays() -> None:
    goal = objective(key_result(move(0, 1), {"11-20": 0.1}), drivers=("academy/a",), outcome=outcome(0.9))
    assert balance(goal, green("a"), day=on("2027-01-15")).verdict == "aligned"


# --- aimless --------------------------------------------------------------------------------------------------------


def aimless(goal: Objective, *kpis: Kpi) -> tuple[str, ...]:
    return measure(site([goal], kpis), TODAY).aimless


def test_a_kpi_that_names_nothing_and_is_named_by_nothing_is_aimless() -> None:
    goal = reached(drivers=("academy/b",), guards=("academy/c",))
    supporting, guarding = green("d", supports=(goal.ref,)), green("e", guards=(goal.ref,))
    assert aimless(goal, green("a"), green("b"), green("c"), supporting, guarding) == ("academy/a",)


def test_a_kpi_that_feeds_a_key_result_is_not_aimless() -> None:
    goal = objective(key_result(move(0, 1), kpi="academy/a"))
    assert aimless(goal, green("a")) == ()


def test_a_withheld_kpi_that_a_goal_names_is_not_aimless() -> None:
    assert aimless(reached(drivers=("academy/a",)), green("a", withheld=True)) == ()


def test_an_archived_kpi_is_not_aimless() -> None:
    assert aimless(reached(), green("a", archived=TODAY)) == ()
