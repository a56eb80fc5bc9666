"""Key results, objectives, KPIs and whole sites made directly from the model, for tests of figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from okrsite.goals.measure import key_result_figures
from okrsite.goals.model import Cycle, Goals, KeyResult, Kpi, KpiPoint, Objective, Team
from okrsite.source import records
from okrsite.source.fields import make
from okrsite.source.values import Bound, Metric, Number, Period, Steps, TargetPath

if TYPE_CHECKING:
    from okrsite.goals.figures import KeyResultFigures
    from okrsite.goals.progress import Series

START, END = dt.date(2026, 10, 1), dt.date(2026, 12, 31)
TODAY = dt.date(2026, 11, 22)
CYCLE = Cycle("2026-q4", None, START, END, None)
LIMITS = make(records.StatusLimits)


def on(text: str) -> dt.date:
    """A day of 2026 by month and day (`11-22`), or any day in full."""
    return dt.date.fromisoformat(text if len(text) > 5 else f"2026-{text}")


def at_least(low: Number) -> Bound:
    return Bound("at_least", low=low)


def at_most(high: Number) -> Bound:
    return Bound("at_most", high=high)


def between(low: Number, high: Number) -> Bound:
    return Bound("between", low, high)


def move(start: Number | None, to: Number, **more: Any) -> Metric:
    return Metric("move", start=start, to=to, **more)


def keep(bound: Bound, **more: Any) -> Metric:
    return Metric("keep", bound=bound, **more)


def checkin(day: str, value: Number | None = None, **more: Any) -> records.Checkin:
    return make(records.Checkin, date=on(day), value=value, **more)


def milestone(done: str | None = None, due: str | None = None, weight: Number = 1) -> records.Milestone:
    return make(
        records.Milestone, title="A step", done=on(done) if done else None, due=on(due) if due else None, weight=weight
    )


def dropped(day: str) -> records.Dropped:
    return make(records.Dropped, date=on(day), why="We sold the school.")


def outcome(grade: Number | None = None, note: str | None = "What we learned.") -> records.Outcome:
    return make(records.Outcome, grade=grade, note=note)


def key_result(
    metric: Metric | None = None,
    values: Mapping[str, Number] | None = None,
    *,
    id_: str = "result",
    objective: str = "academy/2026-q4/recruit",
    start: str = "2026-10-01",
    due: str = "2026-12-31",
    kpi: str | None = None,
    checkins: Sequence[records.Checkin] = (),
    checkin_every: int = 14,
    drivers: tuple[str, ...] = (),
    guards: tuple[str, ...] = (),
    **record: Any,
) -> KeyResult:
    """A key result with `values` by day (`11-04`), or with check-ins; what else is given goes into its record."""
    dated = [checkin(day, value) for day, value in (values or {}).items()] + list(checkins)
    return KeyResult(
        ref=f"{objective}#{id_}",
        id=id_,
        record=make(records.KeyResult, id=id_, title="A result", metric=metric, **record),
        objective=objective,
        start=on(start),
        due=on(due),
        kpi=kpi,
        checkins=tuple(sorted(dated, key=lambda c: c.date or dt.date.min)),
        checkin_every=checkin_every,
        supports=(),
        drivers=drivers,
        guards=guards,
    )


def figures(
    result: KeyResult,
    day: dt.date | str = TODAY,
    *,
    fed: Series = (),
    is_kpi_stale: bool | None = None,
    limits: records.StatusLimits = LIMITS,
) -> KeyResultFigures:
    """The figures of a key result on a day."""
    return key_result_figures(result, fed, is_kpi_stale, limits, on(day) if isinstance(day, str) else day)


def objective(
    *key_results: KeyResult,
    id_: str = "recruit",
    team: str = "academy",
    cycle: str = "2026-q4",
    supported_by: tuple[str, ...] = (),
    drivers: tuple[str, ...] = (),
    guards: tuple[str, ...] = (),
    **record: Any,
) -> Objective:
    return Objective(
        ref=f"{team}/{cycle}/{id_}",
        id=id_,
        team=team,
        cycle=cycle,
        record=make(records.Objective, id=id_, title="An objective", **record),
        tree=0,
        key_results=key_results,
        supports=(),
        supported_by=supported_by,
        drivers=drivers,
        guards=guards,
    )


def month(id_: str) -> Period:
    """The month `2026-10`."""
    first = dt.date.fromisoformat(f"{id_}-01")
    after = dt.date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return Period(id_, "month", first, after - dt.timedelta(days=1))


def year(id_: str) -> Period:
    return Period(id_, "year", dt.date(int(id_), 1, 1), dt.date(int(id_), 12, 31))


def point(
    period: str, value: Number | None, known: str | None = None, note: str | None = None, target: Bound | None = None
) -> KpiPoint:
    """One value of a month; known from its first day unless told."""
    of = month(period)
    return KpiPoint(of.start, of.end, of.id, on(known) if known else of.start, value, note, target)


def kpi(
    values: Mapping[str, Number | None] | Iterable[KpiPoint] = (),
    *,
    target: Bound | Steps | TargetPath | None = None,
    id_: str = "enrolments",
    team: str = "academy",
    supports: tuple[str, ...] = (),
    guards: tuple[str, ...] = (),
    every: str = "month",
    **record: Any,
) -> Kpi:
    """A KPI with values by month (`2026-10`), or with points."""
    points = [point(period, value) for period, value in values.items()] if isinstance(values, Mapping) else values
    return Kpi(
        ref=f"{team}/{id_}",
        id=id_,
        team=team,
        record=make(records.Kpi, id=id_, name="A KPI", every=every, target=target, **record),
        tree=0,
        points=tuple(points),
        supports=supports,
        guards=guards,
    )


def site(
    objectives: Iterable[Objective] = (),
    kpis: Iterable[Kpi] = (),
    *,
    cycles: Iterable[Cycle] = (CYCLE,),
    archived: Mapping[str, dt.date] | None = None,
    teams: Iterable[str] = ("academy",),
    intros: Iterable[str] = (),
) -> Goals:
    """A linked site of these goals; `archived`: since when teams are; `intros`: cycles with words in every team."""
    objectives, kpis = list(objectives), list(kpis)
    names = dict.fromkeys([*teams, *(o.team for o in objectives), *(k.team for k in kpis)])
    return Goals(
        site=make(records.Site, title="Lantern Academy"),
        audience="public",
        trees=(),
        cycles={cycle.id: cycle for cycle in cycles},
        teams={name: _team(name, objectives, kpis, (archived or {}).get(name), tuple(intros)) for name in names},
        objectives={o.ref: o for o in objectives},
        kpis={k.ref: k for k in kpis},
        people={},
        names={},
        updates={},
        pages={},
        index=None,
        aliases={},
        static=(),
        audiences={},
    )


def _team(
    name: str, objectives: Iterable[Objective], kpis: Iterable[Kpi], archived: dt.date | None, intros: tuple[str, ...]
) -> Team:
    return Team(
        id=name,
        record=make(records.Team, name=name, archived=archived),
        parent=None,
        children=(),
        depth=0,
        folders=(name,),
        objectives=tuple(o.ref for o in objectives if o.team == name),
        kpis=tuple(k.ref for k in kpis if k.team == name),
        updates=(),
        intros=dict.fromkeys(intros, "Why these."),
        attachments=(),
    )
