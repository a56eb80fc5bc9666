"""Do the KPIs drive the goals? Objectives held against their KPIs, worst first, and the KPIs that no goal asked for."""

from __future__ import annotations

from okrsite.frozen import dataclass
from okrsite.goals.figures import Verdict
from okrsite.site.views.frame import Around
from okrsite.site.views.here import Here
from okrsite.site.views.how import How
from okrsite.site.views.lines import KpiLine, kpi_line
from okrsite.site.views.parts import Badge, Chart, LinkTo
from okrsite.site.views.quadrant import quadrant, quadrant_how
from okrsite.site.views.said import Named
from okrsite.site.views.team_lines import StatusCount, status_count

__all__ = ["BalanceGroup", "BalanceRow", "BalanceView", "balance"]

_ROWS = 300  # rows that one reads down a table; of more, whole verdicts are folded, from the least urgent on

_WORST_FIRST: tuple[Verdict, ...] = ("at-a-cost", "derailing", "behind", "decoupled", "blind", "aligned", "unknown")


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """An objective, its state, its KPIs with theirs, and the verdict."""

    objective: Named
    team: LinkTo
    status: Badge
    drivers: tuple[tuple[Named, Badge], ...]
    guards: tuple[tuple[Named, Badge], ...]
    verdict: Badge


@dataclass(frozen=True, slots=True)
class BalanceGroup:
    """Objectives of one verdict, where there are too many for a table."""

    count: StatusCount
    rows: tuple[BalanceRow, ...]


@dataclass(frozen=True, slots=True)
class BalanceView:
    """Open objectives, the worst first; closed ones judged as of their cycle's end; `explained` pairs verdicts with sentences.

    `folded` and `closed_folded` are what the tables of very many leave out.
    """

    title: str
    lead: str
    counts: tuple[StatusCount, ...]
    chart: Chart | None
    how: How | None
    rows: tuple[BalanceRow, ...]
    folded: tuple[BalanceGroup, ...]
    closed: tuple[BalanceRow, ...]
    closed_folded: tuple[BalanceGroup, ...]
    explained: tuple[tuple[Badge, str], ...]
    aimless: tuple[KpiLine, ...]
    method: str


def balance(here: Here) -> tuple[BalanceView, Around]:
    """The balance of the whole site; archived teams and goals that have not begun are not in it."""
    gettext, states = here.words.gettext, here.shared.states
    day, cycles = here.figures.day, here.goals.cycles
    ended = [ref for ref in _closed(here) if cycles[here.goals.objectives[ref].cycle].end < day]
    rows = _rows(here, here.shared.open_objectives)
    closed = _rows(here, tuple(ended))
    title = gettext("Do the {kpis} drive the {objectives|goals}?")
    view = BalanceView(
        title=title,
        lead=gettext(
            "{Kpis} say how the machinery runs, {objectives|goals} where we want to be. Where they disagree, one of them is wrong."
        ),
        counts=_counts(here, rows),
        chart=quadrant(here, here.shared.open_objectives),
        how=quadrant_how(here, here.shared.open_objectives),
        rows=_table(rows),
        folded=_folded(here, rows),
        closed=_table(closed),
        closed_folded=_folded(here, closed),
        explained=tuple((states.verdicts[name], states.verdict_sentences[name]) for name in _WORST_FIRST),
        aimless=tuple(kpi_line(here, ref) for ref in here.figures.aimless if _is_listed(here, ref)),
        method=here.method("verdict"),
    )
    return view, Around(heading=title, crumb=gettext("Balance"), description=view.lead, data=("balance.json",))


def _closed(here: Here) -> tuple[str, ...]:
    return tuple(ref for refs in here.shared.objectives_by_cycle.values() for ref in refs)


def _rows(here: Here, refs: tuple[str, ...]) -> tuple[BalanceRow, ...]:
    """Rows of what has been judged, by verdict, the worst first."""
    verdicts = {ref: here.figures.balance[ref].verdict for ref in refs}
    return tuple(
        _row(here, ref, wanted) for wanted in _WORST_FIRST for ref, verdict in verdicts.items() if verdict == wanted
    )


def _table(rows: tuple[BalanceRow, ...]) -> tuple[BalanceRow, ...]:
    """Those of the worst verdicts, as many whole ones as a table holds."""
    if len(rows) <= _ROWS:
        return rows
    ends = [at for at in range(1, _ROWS) if rows[at].verdict is not rows[at - 1].verdict]
    return rows[: ends[-1] if ends else 0]


def _folded(here: Here, rows: tuple[BalanceRow, ...]) -> tuple[BalanceGroup, ...]:
    """The others, by verdict."""
    left = rows[len(_table(rows)) :]
    counts = _counts(here, left)
    return tuple(BalanceGroup(one, tuple(row for row in left if row.verdict is one.badge)) for one in counts)


def _row(here: Here, ref: str, verdict: Verdict) -> BalanceRow:
    found, states = here.figures.balance[ref], here.shared.states
    return BalanceRow(
        objective=here.goal(ref),
        team=here.team_link(here.goals.objectives[ref].team),
        status=states.statuses[here.figures.objectives[ref].status],
        drivers=_kpis(here, found.drivers),
        guards=_kpis(here, found.guards),
        verdict=states.verdicts[verdict],
    )


def _kpis(here: Here, refs: tuple[str, ...]) -> tuple[tuple[Named, Badge], ...]:
    """KPIs with the health that they have now."""
    healths = here.shared.states.healths
    return tuple((here.kpi(ref), healths[here.figures.kpis[ref].health or "no-data"]) for ref in refs)


def _counts(here: Here, rows: tuple[BalanceRow, ...]) -> tuple[StatusCount, ...]:
    verdicts = here.shared.states.verdicts
    counted = ((verdicts[name], sum(1 for row in rows if row.verdict is verdicts[name])) for name in _WORST_FIRST)
    return tuple(status_count(here, badge, count) for badge, count in counted if count)


def _is_listed(here: Here, ref: str) -> bool:
    return not here.figures.kpis[ref].archived and not here.shared.is_archived(here.goals.kpis[ref].team)
