"""One key result in full, as an objective's page shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from okrsite.frozen import dataclass
from okrsite.goals.figures import KeyResultFigures
from okrsite.goals.model import KeyResult, Objective
from okrsite.site.views.bars import key_result_bar
from okrsite.site.views.fields import dropped_line, own_fields, tag_links
from okrsite.site.views.forge import edit_link, source_link
from okrsite.site.views.here import Here
from okrsite.site.views.how import How, key_result_how
from okrsite.site.views.key_result_chart import key_result_chart
from okrsite.site.views.lines import KpiLine, kpi_line
from okrsite.site.views.measures import exact_grade_figure, share_figure
from okrsite.site.views.moves import changed_lines
from okrsite.site.views.parts import Badge, Bar, Chart, Figure, LinkTo, PersonLink, Prose
from okrsite.site.views.said import FieldLine, Named, NoteLine, Said
from okrsite.site.views.sentences import (
    confidence_words,
    key_result_sentence,
    measure_sentence,
    pace_sentence,
    stale_words,
)
from okrsite.source.records import Checkin

__all__ = ["CheckinRow", "KeyResultView", "MilestoneLine", "key_result_view"]

_NEWEST = 5  # check-ins that are open to see; one more is not worth folding


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A step: `state` is done, late or open, `when` says it with its day."""

    title: Said
    state: Badge
    when: str
    weight: str | None


@dataclass(frozen=True, slots=True)
class CheckinRow:
    """A row of the check-in log; `id` is its anchor."""

    id: str
    day: str
    iso: str
    by: PersonLink | None
    value: str | None
    confidence: str | None
    reported: Badge | None
    note: Prose | None
    blocked: Said | None


@dataclass(frozen=True, slots=True)
class KeyResultView:
    """A key result; its `id` is its anchor. `log` has the newest check-ins, `earlier` the folded rest, the newest first."""

    id: str
    old_ids: tuple[str, ...]  # anchors that lead here too
    title: Said
    owner: PersonLink | None
    carriers: tuple[PersonLink, ...]
    status: Badge
    reported: Badge | None
    stale: str | None
    dropped: NoteLine | None
    bar: Bar | None
    sentence: str
    how: How | None
    measure: str | None
    measurable: bool
    pace: str | None
    dates: str | None
    weight: str | None
    blocked: Said | None
    confidence: Figure | None
    grade: Figure | None
    kpi: Named | None
    chart: Chart | None
    milestones: tuple[MilestoneLine, ...]
    log: tuple[CheckinRow, ...]
    earlier: tuple[CheckinRow, ...]
    earlier_label: str
    why: Prose | None
    outcome: Prose | None
    changed: tuple[NoteLine, ...]
    supports: tuple[Named, ...]
    drivers: tuple[KpiLine, ...]
    guards: tuple[KpiLine, ...]
    fields: tuple[FieldLine, ...]
    tags: tuple[LinkTo, ...]
    links: tuple[LinkTo, ...]
    discuss: LinkTo | None
    source: LinkTo | None
    edit: LinkTo | None


def _old_ids(objective: Objective, key_result: KeyResult) -> tuple[str, ...]:
    """Ids that lead here from old addresses: those that no other key result has, or had before."""
    others = {one.id for one in objective.key_results}
    for one in objective.key_results:
        if one.ref == key_result.ref:
            break
        others.update(one.record.aliases)
    return tuple(dict.fromkeys(old for old in key_result.record.aliases if old not in others))


def key_result_view(here: Here, objective: Objective, key_result: KeyResult) -> KeyResultView:
    """The key result with everything that is known of it by the day."""
    words, record, figures = here.words, key_result.record, here.figures.key_results[key_result.ref]
    states, team = here.shared.states, objective.team
    given_up = here.figures.objectives[objective.ref].dropped
    rows, anchors = _log(here, objective, key_result, figures)
    sentence = key_result_sentence(words, key_result, figures, here.goals.kpis)
    newest = _NEWEST if len(rows) > _NEWEST + 1 else len(rows)
    return KeyResultView(
        id=key_result.id,
        old_ids=_old_ids(objective, key_result),
        title=here.said(record.title),
        owner=here.person(record.owner),
        carriers=here.carriers(record.with_),
        status=states.statuses["dropped" if given_up else figures.status],
        reported=states.statuses.get(figures.reported) if figures.reported else None,
        stale=None if given_up else stale_words(words, figures),
        dropped=dropped_line(here, record.dropped),
        bar=key_result_bar(here.shared, figures),
        sentence=sentence,
        how=None if given_up else key_result_how(here, key_result, figures),
        measure=measure_sentence(words, key_result, figures),
        measurable=figures.kind != "none",
        pace=None if given_up else pace_sentence(words, key_result, figures),
        dates=_own_dates(here, objective, key_result),
        weight=words.number(record.weight) if record.weight != 1 else None,
        blocked=here.said(figures.blocked) if figures.blocked else None,
        confidence=share_figure(words, figures.confidence),
        grade=exact_grade_figure(words, figures.grade),
        kpi=here.kpi(key_result.kpi) if key_result.kpi else None,
        chart=key_result_chart(here, key_result, figures, sentence, anchors),
        milestones=tuple(_milestone(here, key_result, index) for index in range(len(record.milestones))),
        log=rows[:newest],
        earlier=rows[newest:],
        earlier_label=words.ngettext("%(num)s earlier", "%(num)s earlier", len(rows) - newest),
        why=here.prose(record.why, team, f"{key_result.id}-why"),
        outcome=here.prose(record.outcome.note, team, f"{key_result.id}-outcome") if record.outcome else None,
        changed=changed_lines(here, key_result.ref, record.changed),
        supports=tuple(here.goal(ref) for ref in key_result.supports),
        drivers=tuple(kpi_line(here, ref) for ref in key_result.drivers),
        guards=tuple(kpi_line(here, ref) for ref in key_result.guards),
        fields=own_fields(here, "key_result", record.fields, team, key_result.id),
        tags=tag_links(here, record.tags),
        links=here.links(record.links),
        discuss=here.discuss(key_result.ref),
        source=source_link(here, record, objective.tree),
        edit=edit_link(here, record, objective.tree),
    )


def _own_dates(here: Here, objective: Objective, key_result: KeyResult) -> str | None:
    """Its time, where that is not its cycle's."""
    cycle = here.goals.cycles[objective.cycle]
    if (key_result.start, key_result.due) == (cycle.start, cycle.end):
        return None
    return here.words.days(key_result.start, key_result.due)


def _milestone(here: Here, key_result: KeyResult, index: int) -> MilestoneLine:
    step, words, day = key_result.record.milestones[index], here.words, here.figures.day
    statuses = here.shared.states.statuses
    if step.done and step.done <= day:
        state, when = statuses["done"], words.gettext("reached on %(day)s", day=words.day(step.done))
    elif step.due and step.due < day:
        state, when = statuses["missed"], words.gettext("was due on %(day)s", day=words.day(step.due))
    else:
        state = Badge("open", words.gettext("open"), "○")
        when = words.gettext("due on %(day)s", day=words.day(step.due)) if step.due else words.gettext("no due date")
    weight = words.gettext("weight %(weight)s", weight=words.number(step.weight)) if step.weight != 1 else None
    return MilestoneLine(here.said(step.title), state, when, weight)


def _log(
    here: Here, objective: Objective, key_result: KeyResult, figures: KeyResultFigures
) -> tuple[tuple[CheckinRow, ...], Mapping[dt.date, str]]:
    """The rows, the newest first, and by day the anchor of the one whose value counts."""
    rows, anchors = [], {}
    for number, checkin in enumerate(figures.checkins, 1):
        row = _row(here, objective, key_result, checkin, f"_log_{key_result.id}_{number}")
        rows.append(row)
        if checkin.date and (checkin.value is not None or checkin.progress is not None):
            anchors[checkin.date] = row.id
    return tuple(reversed(rows)), anchors


def _row(here: Here, objective: Objective, key_result: KeyResult, checkin: Checkin, anchor: str) -> CheckinRow:
    words, day = here.words, checkin.date or here.figures.day
    return CheckinRow(
        id=anchor,
        day=words.day(day),
        iso=day.isoformat(),
        by=here.person(checkin.by),
        value=_checkin_value(here, key_result, checkin),
        confidence=confidence_words(words, checkin),
        reported=here.shared.states.statuses[checkin.status] if checkin.status else None,
        note=here.prose(checkin.note, objective.team, anchor.strip("_")),
        blocked=here.said(checkin.blocked) if checkin.blocked else None,
    )


def _checkin_value(here: Here, key_result: KeyResult, checkin: Checkin) -> str | None:
    if checkin.value is not None:
        metric = key_result.record.metric
        return here.words.quantity(checkin.value, metric.unit if metric else None)
    return here.words.percent(checkin.progress) if checkin.progress is not None else None
