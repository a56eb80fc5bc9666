"""What the laws are tried on: numbers, days, metrics, key results, objectives, KPIs and whole sites."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from okrsite.goals.model import Cycle
from okrsite.source import records
from okrsite.source.fields import make
from okrsite.source.values import Bound, Metric, Number, Pace
from tests.goals.build import END, START, key_result, kpi, month, objective, point, site

if TYPE_CHECKING:
    from okrsite.goals.model import Goals, KeyResult, Kpi, KpiPoint, Objective

YEAR = Cycle("2026", None, dt.date(2026, 1, 1), dt.date(2026, 12, 31), None)
QUARTERS = (
    Cycle("2026-q3", None, dt.date(2026, 7, 1), dt.date(2026, 9, 30), "2026"),
    Cycle("2026-q4", None, START, END, "2026"),
)
CYCLES = (YEAR, *QUARTERS)

numbers = st.integers(-1000, 1000) | st.floats(-1e6, 1e6).map(lambda number: round(number, 3))
anything = numbers | st.floats(-1e15, 1e15)
weights = st.sampled_from([0, 0.5, 1, 1, 2, 7])
shares = st.integers(0, 20).map(lambda twentieth: twentieth / 20)
days = st.dates(dt.date(2026, 6, 1), dt.date(2027, 3, 31))
paces: st.SearchStrategy[Pace] = st.sampled_from(["linear", "late", "none"])


@st.composite
def bounds(draw: st.DrawFn, values: st.SearchStrategy[Number] = numbers) -> Bound:
    low, high = sorted([draw(values), draw(values)])
    return draw(st.sampled_from([Bound("at_least", low=low), Bound("at_most", high=high), Bound("between", low, high)]))


@st.composite
def moves(draw: st.DrawFn, values: st.SearchStrategy[Number] = numbers) -> Metric:
    start, to = draw(st.tuples(values, values).filter(lambda ends: ends[0] != ends[1]))
    return Metric("move", start=draw(st.sampled_from([start, None])), to=to, pace=draw(paces))


metrics = moves() | bounds().map(lambda bound: Metric("keep", bound=bound))


@st.composite
def checkins(draw: st.DrawFn, *, with_value: bool, with_share: bool = False) -> records.Checkin:
    """A check-in with any of what one may say."""
    return make(
        records.Checkin,
        date=draw(days),
        value=draw(st.none() | anything) if with_value else None,
        progress=draw(st.none() | shares) if with_share else None,
        confidence=draw(st.none() | shares),
        status=draw(st.sampled_from([None, "on-track", "at-risk", "off-track"])),
        blocked=draw(st.sampled_from([None, "No room."])),
    )


@st.composite
def milestones(draw: st.DrawFn) -> records.Milestone:
    return make(
        records.Milestone,
        title="A step",
        due=draw(st.none() | days),
        done=draw(st.none() | days),
        weight=draw(st.sampled_from([0.5, 1, 3])),
    )


@st.composite
def measures(draw: st.DrawFn) -> dict[str, object]:
    """Fields of a key result's record that say how it is measured, and the check-ins that fit."""
    kind = draw(st.sampled_from(["metric", "metric", "milestones", "done", "share", "none"]))
    said = st.lists(checkins(with_value=kind == "metric", with_share=kind == "share"), max_size=5)
    fields: dict[str, object] = {"checkins": draw(said)}
    if kind == "metric":
        fields["metric"] = draw(metrics)
    elif kind == "milestones":
        fields["milestones"] = tuple(draw(st.lists(milestones(), min_size=1, max_size=4)))
    elif kind == "done":
        fields |= {"done": draw(st.none() | days), "is_yes_or_no": True}
    return fields


@st.composite
def key_results(draw: st.DrawFn, id_: str = "result", objective_ref: str = "academy/2026-q4/recruit") -> KeyResult:
    start, due = sorted([draw(days), draw(days)])
    return key_result(
        id_=id_,
        objective=objective_ref,
        start=start.isoformat(),
        due=due.isoformat(),
        weight=draw(weights),
        dropped=draw(st.none() | days.map(_dropped)),
        withheld=draw(st.sampled_from([False, False, False, True])),
        outcome=draw(st.none() | shares.map(_outcome)),
        **draw(measures()),  # type: ignore[arg-type]
    )


def _dropped(day: dt.date) -> records.Dropped:
    return make(records.Dropped, date=day, why="We sold the school.")


def _outcome(grade: Number) -> records.Outcome:
    return make(records.Outcome, grade=grade, note="What we learned.")


@st.composite
def points(draw: st.DrawFn, periods: tuple[str, ...]) -> list[KpiPoint]:
    """Values of some of `periods` (months, in order), some of them corrected later."""
    found: list[KpiPoint] = []
    for period in periods:
        known = sorted(draw(st.lists(days, max_size=2)))
        found += [point(period, draw(st.none() | numbers), known=day.isoformat()) for day in known]
    return found


@st.composite
def kpis(draw: st.DrawFn, id_: str = "enrolments") -> Kpi:
    months = ("2026-07", "2026-08", "2026-09", "2026-10", "2026-11", "2026-12")
    return kpi(
        draw(points(months)),
        id_=id_,
        target=draw(st.none() | bounds()),
        tolerance=draw(st.none() | bounds()),
        total=draw(st.sampled_from(["last", "sum", "mean"])),
        archived=draw(st.none() | days),
        withheld=draw(st.sampled_from([False, False, False, True])),
    )


@st.composite
def objectives(draw: st.DrawFn, id_: str = "recruit") -> Objective:
    cycle = draw(st.sampled_from(CYCLES)).id
    ref = f"academy/{cycle}/{id_}"
    refs = st.sets(st.sampled_from(["academy/a", "academy/b"])).map(lambda drawn: tuple(sorted(drawn)))
    return objective(
        *[draw(key_results(f"r{n}", ref)) for n in range(draw(st.integers(0, 3)))],
        id_=id_,
        cycle=cycle,
        drivers=draw(refs),
        guards=draw(refs),
        weight=draw(weights),
        kind=draw(st.sampled_from([None, "committed", "aspirational", "learning"])),
        dropped=draw(st.none() | days.map(_dropped)),
        outcome=draw(st.none() | shares.map(_outcome)),
    )


@st.composite
def sites(draw: st.DrawFn) -> Goals:
    """Up to three objectives, of which the later support the first, with two KPIs, of which one may feed a key result."""
    first, *others = [draw(objectives(f"o{n}")) for n in range(draw(st.integers(1, 3)))]
    first = replace(first, supported_by=tuple(other.ref for other in others))
    fed = key_result(draw(metrics), id_="fed", objective=first.ref, kpi="academy/a")
    if draw(st.booleans()):
        first = replace(first, key_results=(*first.key_results, fed))
    return site([first, *others], [draw(kpis("a")), draw(kpis("b"))], cycles=CYCLES)


__all__ = [
    "anything",
    "bounds",
    "days",
    "key_results",
    "kpis",
    "month",
    "moves",
    "numbers",
    "objectives",
    "shares",
    "sites",
]
