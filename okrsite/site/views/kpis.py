"""All KPIs, by team, with sparkline, health and target."""

from __future__ import annotations

from okrsite.frozen import dataclass
from okrsite.site.views.field_tables import FieldTable, field_table
from okrsite.site.views.frame import Around
from okrsite.site.views.here import Here
from okrsite.site.views.lines import KpiLine, kpi_line
from okrsite.site.views.parts import Badge
from okrsite.site.views.said import Named
from okrsite.site.views.team_lines import StatusCount, status_count

__all__ = ["KpisView", "TeamKpis", "kpis"]

_SHORT = 300  # KPIs that one reads down a page


@dataclass(frozen=True, slots=True)
class TeamKpis:
    """A team's KPIs."""

    team: Named
    kpis: tuple[KpiLine, ...]


@dataclass(frozen=True, slots=True)
class KpisView:
    """Every KPI that is not archived; `counts` says how many are in each health."""

    title: str
    summary: str
    counts: tuple[StatusCount, ...]
    teams: tuple[TeamKpis, ...]
    method: str
    fields: tuple[FieldTable, ...]
    unfolded: bool  # False: so many that teams are folded, and sparklines are on the teams' pages


def kpis(here: Here) -> tuple[KpisView, Around]:
    """The list of all KPIs."""
    words = here.words
    teams, badges = [], []
    is_short = len(here.goals.kpis) <= _SHORT
    for team in here.goals.teams.values():
        lines = () if here.shared.is_archived(team.id) else _lines(here, team.kpis, spark=is_short)
        if lines:
            teams.append(TeamKpis(here.team(team.id), lines))
            badges += [line.health for line in lines if line.health]
    title = here.shared.terms["kpis"]
    summary = words.ngettext("%(num)s {kpi}", "%(num)s {kpis}", sum(len(team.kpis) for team in teams))
    view = KpisView(
        title, summary, _counts(here, badges), tuple(teams), here.method("kpi-health"), _fields(here), is_short
    )
    return view, Around(heading=title, description=summary, data=("kpis.json", "kpis.csv", "kpi-values.csv"))


def _lines(here: Here, refs: tuple[str, ...], *, spark: bool) -> tuple[KpiLine, ...]:
    return tuple(kpi_line(here, ref, spark=spark) for ref in refs if not here.figures.kpis[ref].archived)


def _fields(here: Here) -> tuple[FieldTable, ...]:
    """What the fields of the site's own say of KPIs that are not archived."""
    shown = (one for one in here.goals.kpis.values() if not here.figures.kpis[one.ref].archived)
    alive = (one for one in shown if not here.shared.is_archived(one.team))
    table = field_table(
        here, "kpi", here.shared.terms["kpis"], ((here.kpi(one.ref), one.team, one.record.fields) for one in alive)
    )
    return (table,) if table else ()


def _counts(here: Here, badges: list[Badge]) -> tuple[StatusCount, ...]:
    """How many of each health, what needs a look first."""
    healths = here.shared.states.healths
    order = [healths[name] for name in ("red", "amber", "green", "so-far", "no-target", "no-data", "withheld")]
    counted = ((badge, sum(1 for one in badges if one is badge)) for badge in order)
    return tuple(status_count(here, badge, count) for badge, count in counted if count)
