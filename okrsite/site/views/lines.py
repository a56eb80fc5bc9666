"""A goal or a KPI as one line of a list."""

from __future__ import annotations

from okrsite.frozen import dataclass
from okrsite.goals.figures import KpiFigures
from okrsite.goals.model import KeyResult, Kpi
from okrsite.site import addresses
from okrsite.site.charts.drawings import SparklineDrawing
from okrsite.site.charts.sparkline import draw_sparkline
from okrsite.site.views.bars import key_result_bar, objective_bar
from okrsite.site.views.here import Here
from okrsite.site.views.measures import bound_words
from okrsite.site.views.parts import Badge, Bar, Figure, LinkTo, PersonLink
from okrsite.site.views.said import Said
from okrsite.site.views.sentences import key_result_sentence, stale_words

__all__ = [
    "KeyResultLine", "KpiLine", "ObjectiveLine", "key_result_line", "kpi_change", "kpi_health", "kpi_line", "kpi_stale",
    "kpi_value", "objective_line",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeyResultLine:
    """A key result in a list: `now` says where it stands."""

    title: Said
    href: str
    status: Badge
    bar: Bar | None
    now: str
    stale: str | None
    blocked: Said | None
    dropped: bool


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
    """An objective in a list. `verdict` only where it calls for a look: at a cost, derailing; `below` counts its key results."""

    title: Said
    href: str
    status: Badge
    bar: Bar | None
    team: LinkTo | None
    owner: PersonLink | None
    verdict: Badge | None
    stale: str | None
    dropped: bool
    note: str | None = None
    key_results: tuple[KeyResultLine, ...] = ()
    below: str = ""


@dataclass(frozen=True, slots=True)
class KpiLine:
    """A KPI in a list. `health` None, `value` in words: not published. `note` says how it is tied to the goal of the page."""

    name: Said
    href: str
    value: Figure
    change: str | None
    health: Badge | None
    spark: str
    target: str | None
    team: LinkTo | None
    stale: str | None


def objective_line(here: Here, ref: str, *, team: bool = False, key_results: bool = False) -> ObjectiveLine:
    """An objective in a list; with its team, with its key results below it where wanted and not given up."""
    objective, figures, shared = here.goals.objectives[ref], here.figures.objectives[ref], here.shared
    verdict = here.figures.balance[ref].verdict if shared.has_balance else None
    shown = objective.key_results if key_results and not figures.dropped else ()
    return ObjectiveLine(
        title=here.said(objective.record.title),
        href=here.to(addresses.objective(ref)),
        status=shared.states.statuses[figures.status],
        bar=objective_bar(shared, ref),
        team=here.team_link(objective.team) if team and shared.several_teams else None,
        owner=here.person(objective.record.owner),
        verdict=shared.states.verdicts[verdict] if verdict in {"at-a-cost", "derailing"} else None,
        stale=stale_words(here.words, figures),
        dropped=figures.dropped,
        key_results=tuple(key_result_line(here, one) for one in shown),
        below=here.words.counted(len(shown), here.words.term("key_result", len(shown))) if shown else "",
    )


def key_result_line(here: Here, key_result: KeyResult) -> KeyResultLine:
    """A key result in a list."""
    figures = here.figures.key_results[key_result.ref]
    return KeyResultLine(
        title=here.said(key_result.record.title),
        href=here.to(addresses.key_result(key_result.ref)),
        status=here.shared.states.statuses[figures.status],
        bar=key_result_bar(here.shared, figures),
        now=here.words.gettext("No metric.")
        if figures.kind == "none"
        else key_result_sentence(here.words, key_result, figures, here.goals.kpis),
        stale=stale_words(here.words, figures),
        blocked=here.said(figures.blocked) if figures.blocked and not figures.over else None,
        dropped=figures.status == "dropped",
    )


def kpi_line(here: Here, ref: str, *, team: bool = False, spark: bool = True) -> KpiLine:
    """A KPI in a list, with its sparkline and its team where wanted."""
    kpi, figures = here.goals.kpis[ref], here.figures.kpis[ref]
    return KpiLine(
        name=here.said(kpi.record.name),
        href=here.to(addresses.kpi(ref)),
        value=kpi_value(here, kpi, figures),
        change=kpi_change(here, kpi, figures),
        health=kpi_health(here, kpi, figures),
        spark=_spark(here, kpi, figures) if spark else "",
        target=bound_words(here.words, figures.target, kpi.record.unit) if figures.target else None,
        team=here.team_link(kpi.team) if team and here.shared.several_teams else None,
        stale=kpi_stale(here, figures),
    )


def kpi_value(here: Here, kpi: Kpi, figures: KpiFigures) -> Figure:
    """The newest value with its unit, or the words that stand for its absence."""
    if kpi.record.withheld:
        return Figure(here.words.gettext("not published"), None)
    if figures.value is None:
        return Figure(here.words.gettext("no value yet"), None)
    return Figure(here.words.quantity(figures.value, kpi.record.unit), figures.value)


def kpi_change(here: Here, kpi: Kpi, figures: KpiFigures) -> str | None:
    """`+17 students, better`; None without two values to compare."""
    if figures.trend is None:
        return None
    gettext = here.words.gettext
    change = here.words.change(figures.trend, kpi.record.unit)
    directions = {"better": gettext("better"), "worse": gettext("worse"), "level": gettext("level")}
    judged = directions.get(figures.direction or "")
    return here.words.gettext("%(change)s, %(judged)s", change=change, judged=judged) if judged else change


def kpi_health(here: Here, kpi: Kpi, figures: KpiFigures) -> Badge:
    """The health's badge; a KPI whose values are withheld has none to show and says so."""
    healths = here.shared.states.healths
    if kpi.record.withheld:
        return healths["withheld"]
    return healths[figures.health] if figures.health else healths["so-far" if figures.so_far else "no-data"]


def kpi_stale(here: Here, figures: KpiFigures) -> str | None:
    """The stale mark with the newest period; None where the values are up to date."""
    if not figures.stale:
        return None
    if figures.period is None:
        return here.words.gettext("stale")
    return here.words.gettext("stale: last value is of %(period)s", period=here.words.period(figures.period))


def _spark(here: Here, kpi: Kpi, figures: KpiFigures) -> str:
    values = tuple((point.end, point.value) for point in figures.values[-24:] if point.value is not None)
    if len(values) < 2:
        return ""
    title = here.words.gettext(
        "%(name)s: the last %(count)s values", name=here.text(kpi.record.name), count=len(values)
    )
    return draw_sparkline(SparklineDrawing(title, values, figures.health or "no-data"))
