"""A KPI's page: its history, what it should be, the goals that it drives or guards and how these stand."""

from __future__ import annotations

from dataclasses import replace

from okrsite.frozen import dataclass
from okrsite.goals.figures import KpiFigures, PeriodFigures
from okrsite.goals.model import Kpi
from okrsite.site import addresses
from okrsite.site.views.fields import archived_sentence, own_fields, tag_links
from okrsite.site.views.frame import Around, team_trail
from okrsite.site.views.here import Here
from okrsite.site.views.how import How, kpi_how
from okrsite.site.views.kpi_chart import kpi_chart
from okrsite.site.views.lines import ObjectiveLine, kpi_health, kpi_stale, kpi_value, objective_line
from okrsite.site.views.measures import bound_words, share_figure, target_words
from okrsite.site.views.parts import Badge, Chart, Figure, LinkTo, PersonLink, Prose
from okrsite.site.views.said import FieldLine, Said
from okrsite.site.views.sharing import Sharing, share_kpi
from okrsite.site.wording import Wording

__all__ = ["KpiView", "ValueRow", "kpi"]

_MANY, _SHOWN = 120, 60  # from how many values on the older ones are folded, and how many are shown then

_Lines = tuple[ObjectiveLine, ...]


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A period in the table of values, the newest first; `health` None: nothing to judge."""

    period: str
    value: str
    target: str | None
    health: Badge | None
    note: Prose | None


@dataclass(frozen=True, slots=True)
class KpiView:
    """A KPI in full.

    `judged` is the period that health, change and attainment speak of, where it is not the newest. `drives` and `guards` are
    objectives of open and coming cycles, `earlier` those of closed ones.
    """

    name: Said
    team: LinkTo
    owner: PersonLink | None
    about: Prose | None
    every: str | None
    value: Figure
    period: str | None
    health: Badge
    change: Figure | None
    change_label: str
    judged: str | None
    attainment: Figure | None
    stale: str | None
    withheld: bool
    archived: str | None
    leads: bool
    sentence: str
    how: How | None
    target: str | None
    tolerance: str | None
    total: str
    chart: Chart | None
    rows: tuple[ValueRow, ...]
    older: tuple[ValueRow, ...]  # of very many, those that are folded
    older_label: str
    has_notes: bool
    drives: tuple[ObjectiveLine, ...]
    guards: tuple[ObjectiveLine, ...]
    earlier: tuple[ObjectiveLine, ...]
    aimless: bool
    source: LinkTo | None
    fields: tuple[FieldLine, ...]
    tags: tuple[LinkTo, ...]
    links: tuple[LinkTo, ...]
    discuss: LinkTo | None
    sharing: Sharing | None


def kpi(here: Here) -> tuple[KpiView, Around]:
    """The page of the KPI that the plan names."""
    found = here.goals.kpis[here.plan.subject[0]]
    figures = here.figures.kpis[found.ref]
    view = _view(here, found, figures)
    around = Around(
        heading=here.text(found.record.name),
        description=view.sentence,
        trail=(*team_trail(here, found.team, itself=True), LinkTo(here.shared.terms["kpis"], here.to(addresses.KPIS))),
        record=found.record,
        tree=found.tree,
        news=figures.values[-1].date if figures.values and not found.record.withheld else None,
        data=("kpis.json", "kpi-values.csv"),
    )
    return view, around


def _view(here: Here, found: Kpi, figures: KpiFigures) -> KpiView:
    record, words = found.record, here.words
    sentence = _sentence(here, found, figures)
    rows = () if record.withheld else _rows(here, found, figures)
    drives, guards, earlier = _ties(here, found)
    return KpiView(
        name=here.said(record.name),
        team=here.team_link(found.team),
        owner=here.person(record.owner),
        about=here.prose(record.about, found.team, "about"),
        every=_every(here, record.every),
        value=kpi_value(here, found, figures),
        period=_period(words, figures),
        health=kpi_health(here, found, figures),
        change=None if figures.trend is None else Figure(words.change(figures.trend, record.unit), figures.trend),
        change_label=_change_label(here, figures.direction),
        judged=words.period(figures.judged) if figures.judged and figures.judged != figures.period else None,
        attainment=share_figure(words, figures.attainment),
        stale=kpi_stale(here, figures),
        withheld=record.withheld,
        archived=archived_sentence(here, record.archived),
        leads=record.leads,
        sentence=sentence,
        target=target_words(words, record.target, record.unit),
        tolerance=bound_words(words, record.tolerance, record.unit) if record.tolerance else None,
        total=_total(here, record.total),
        how=kpi_how(here, found, figures),
        chart=kpi_chart(here, found, figures, sentence),
        rows=rows[:_SHOWN] if len(rows) > _MANY else rows,
        older=rows[_SHOWN:] if len(rows) > _MANY else (),
        older_label=words.ngettext("%(num)s earlier", "%(num)s earlier", max(len(rows) - _SHOWN, 0)),
        has_notes=any(row.note for row in rows),
        drives=drives,
        guards=guards,
        earlier=earlier,
        aimless=found.ref in here.figures.aimless and here.shared.has_objectives,
        source=here.link(record.source) if record.source else None,
        fields=own_fields(here, "kpi", record.fields, found.team, "kpi"),
        tags=tag_links(here, record.tags),
        links=here.links(record.links),
        discuss=here.discuss(found.ref),
        sharing=share_kpi(here, found.ref),
    )


def _period(words: Wording, figures: KpiFigures) -> str | None:
    """When the value was measured: `November 2026`, and `so far in November 2026` of a period that is not over."""
    if figures.period is None:
        return None
    if figures.so_far:
        return words.gettext("so far %(when)s", when=words.during(figures.period))
    return words.period(figures.period)


def _sentence(here: Here, found: Kpi, figures: KpiFigures) -> str:
    """`121 students in November 2026; the target is at least 120 students: target met.`"""
    words = here.words
    if found.record.withheld:
        return words.gettext("Its values are not published.")
    if figures.value is None or figures.period is None:
        return words.gettext("No value yet.")
    value, when = words.quantity(figures.value, found.record.unit), words.during(figures.period)
    if figures.so_far:
        return words.gettext("%(value)s so far %(when)s.", value=value, when=when) + _judged(here, found, figures)
    if figures.target is None:
        return words.gettext("%(value)s %(when)s; there is no target to hold it against.", value=value, when=when)
    return words.gettext(
        "%(value)s %(when)s; wanted: %(target)s (%(health)s).",
        value=value,
        when=when,
        target=bound_words(words, figures.target, found.record.unit),
        health=kpi_health(here, found, figures).word,
    )


def _change_label(here: Here, direction: str | None) -> str:
    gettext = here.words.gettext
    labels = {
        "better": gettext("better than the value before"),
        "worse": gettext("worse than the value before"),
        "level": gettext("level with the value before"),
    }
    return labels.get(direction or "", gettext("since the value before"))


def _judged(here: Here, found: Kpi, figures: KpiFigures) -> str:
    """What the last finished period says, behind a value so far."""
    judged = next((one for one in figures.values if one.period == figures.judged), None)
    if judged is None or judged.so_far:
        return ""
    sentence = here.words.gettext(
        "%(period)s: %(value)s (%(health)s).",
        period=here.words.period(judged.period),
        value=here.words.quantity(judged.value, found.record.unit),
        health=kpi_health(here, found, figures).word,
    )
    return f" {sentence}"


def _rows(here: Here, found: Kpi, figures: KpiFigures) -> tuple[ValueRow, ...]:
    """Each period, the newest first. Most have the target of the one beside them, which is worded once."""
    words, healths, unit = here.words, here.shared.states.healths, found.record.unit
    not_measured, so_far = words.gettext("not measured"), healths["so-far"]
    rows = []
    target, wanted = None, None
    for period in reversed(figures.values):
        if period.target is not target:
            target, wanted = period.target, bound_words(words, period.target, unit) if period.target else None
        row = ValueRow(
            period=words.period(period.period),
            value=not_measured if period.value is None else words.quantity(period.value, unit),
            target=wanted,
            health=_row_health(so_far, healths.get(period.health or ""), period),
            note=here.prose(period.note, found.team, f"note-{period.period.lower()}") if period.note else None,
        )
        rows.append(row)
    return tuple(rows)


def _row_health(so_far: Badge, judged: Badge | None, period: PeriodFigures) -> Badge | None:
    if period.value is None:
        return None
    return judged or (so_far if period.so_far else None)


def _ties(here: Here, found: Kpi) -> tuple[_Lines, _Lines, _Lines]:
    """The objectives that it drives, those that it guards, and both of closed cycles; archived teams' left out."""
    drives: list[ObjectiveLine] = []
    guards: list[ObjectiveLine] = []
    earlier: list[ObjectiveLine] = []
    for ref, is_guard in here.shared.ties.get(found.ref, ()):
        objective = here.goals.objectives[ref]
        if here.shared.is_archived(objective.team):
            continue
        cycle = here.goals.cycles[objective.cycle]
        line = replace(objective_line(here, ref, team=True), note=here.words.cycle(cycle))
        (earlier if cycle.end < here.figures.day else guards if is_guard else drives).append(line)
    return tuple(drives), tuple(guards), tuple(earlier)


def _every(here: Here, every: str | None) -> str | None:
    gettext = here.words.gettext
    return {
        "day": gettext("every day"),
        "week": gettext("every week"),
        "month": gettext("every month"),
        "quarter": gettext("every quarter"),
        "half": gettext("every half-year"),
        "year": gettext("every year"),
    }.get(every or "")


def _total(here: Here, total: str) -> str:
    gettext = here.words.gettext
    return {
        "last": gettext("the last value of a {cycle} counts"),
        "sum": gettext("the values of a {cycle} are added up"),
        "mean": gettext("the mean of the values of a {cycle} counts"),
    }[total]
