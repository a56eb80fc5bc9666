"""An objective's page: why, how far, each key result in full, what it is tied to, what came of it."""

from __future__ import annotations

import datetime as dt

from okrsite.frozen import dataclass
from okrsite.goals.figures import ObjectiveFigures
from okrsite.goals.model import Objective
from okrsite.site.views.bars import objective_bar
from okrsite.site.views.fields import dropped_line, own_fields, tag_links
from okrsite.site.views.frame import Around, team_trail
from okrsite.site.views.here import Here
from okrsite.site.views.how import How, balance_how, objective_how
from okrsite.site.views.key_result import KeyResultView, key_result_view
from okrsite.site.views.lines import KpiLine, ObjectiveLine, kpi_line, objective_line
from okrsite.site.views.measures import grade_figure, share_figure
from okrsite.site.views.moves import changed_lines
from okrsite.site.views.parts import Badge, Bar, Figure, LinkTo, PersonLink, Prose
from okrsite.site.views.said import FieldLine, Named, NoteLine, Said
from okrsite.site.views.sentences import coverage_sentence, stale_words
from okrsite.site.views.sharing import Sharing, share_objective
from okrsite.source.records import Initiative

__all__ = ["BalanceView", "InitiativeLine", "ObjectiveView", "objective", "objective_sentence"]


@dataclass(frozen=True, slots=True)
class InitiativeLine:
    """A piece of work: `state` is to do, doing, done or dropped; None where nobody said."""

    title: Said
    state: Badge | None
    owner: PersonLink | None
    due: str | None
    link: LinkTo | None
    dropped: bool


@dataclass(frozen=True, slots=True)
class BalanceView:
    """How its KPIs stand to it: the verdict and its sentence."""

    verdict: Badge
    sentence: str
    how: How
    method: str
    drivers: tuple[KpiLine, ...]
    guards: tuple[KpiLine, ...]


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """An objective in full. `unmeasured` says what an objective without key results rests on, or that nothing tells."""

    title: Said
    kind: str | None
    team: LinkTo
    cycle: LinkTo
    owner: PersonLink | None
    carriers: tuple[PersonLink, ...]
    status: Badge
    reported: Badge | None
    stale: str | None
    dropped: NoteLine | None
    bar: Bar | None
    sentence: str
    coverage: str | None
    how: How | None
    confidence: Figure | None
    grade: Figure | None
    why: Prose | None
    supports: tuple[Named, ...]
    supported_by: tuple[ObjectiveLine, ...]
    key_results: tuple[KeyResultView, ...]
    unmeasured: str | None
    initiatives: tuple[InitiativeLine, ...]
    balance: BalanceView | None
    outcome: Prose | None
    changed: tuple[NoteLine, ...]
    fields: tuple[FieldLine, ...]
    tags: tuple[LinkTo, ...]
    links: tuple[LinkTo, ...]
    discuss: LinkTo | None
    weight: str | None
    sharing: Sharing | None


def objective(here: Here) -> tuple[ObjectiveView, Around]:
    """The page of the objective that the plan names."""
    found = here.goals.objectives[here.plan.subject[0]]
    figures = here.figures.objectives[found.ref]
    return _view(here, found, figures), _around(here, found, figures)


def _around(here: Here, found: Objective, figures: ObjectiveFigures) -> Around:
    cycle = here.cycle_link(found.cycle, found.team)
    return Around(
        heading=here.text(found.record.title),
        description=objective_sentence(here, figures, here.goals.cycles[found.cycle].end),
        trail=(*team_trail(here, found.team, itself=True), cycle),
        cycle=found.cycle,
        record=found.record,
        tree=found.tree,
        news=figures.last_news,
        data=("objectives.json", "key-results.csv", "checkins.csv"),
    )


def _view(here: Here, found: Objective, figures: ObjectiveFigures) -> ObjectiveView:
    record, words, statuses = found.record, here.words, here.shared.states.statuses
    return ObjectiveView(
        title=here.said(record.title),
        kind=_kind(here, record.kind),
        team=here.team_link(found.team),
        cycle=here.cycle_link(found.cycle, found.team),
        owner=here.person(record.owner),
        carriers=here.carriers(record.with_),
        status=statuses[figures.status],
        reported=statuses.get(figures.reported) if figures.reported else None,
        stale=stale_words(words, figures),
        dropped=dropped_line(here, record.dropped),
        bar=objective_bar(here.shared, found.ref),
        sentence=objective_sentence(here, figures, here.goals.cycles[found.cycle].end),
        coverage=coverage_sentence(words, figures),
        how=objective_how(here, found, figures),
        confidence=share_figure(words, figures.confidence),
        grade=grade_figure(words, figures.grade),
        why=here.prose(record.why, found.team, "why"),
        supports=tuple(here.goal(ref) for ref in _all_supports(found)),
        supported_by=tuple(objective_line(here, ref, team=True) for ref in found.supported_by),
        key_results=tuple(key_result_view(here, found, one) for one in found.key_results),
        unmeasured=None if found.key_results else _unmeasured(here, found),
        initiatives=tuple(_initiative(here, one) for one in record.initiatives),
        balance=_balance(here, found),
        outcome=here.prose(record.outcome.note, found.team, "outcome") if record.outcome else None,
        changed=changed_lines(here, found.ref, record.changed),
        fields=own_fields(here, "objective", record.fields, found.team, "objective"),
        tags=tag_links(here, record.tags),
        links=here.links(record.links),
        discuss=here.discuss(found.ref),
        weight=words.number(record.weight) if record.weight != 1 else None,
        sharing=share_objective(here, found.ref),
    )


def objective_sentence(here: Here, figures: ObjectiveFigures, end: dt.date) -> str:
    """`37% reached, 57% expected by today.`, once the cycle is over `37% reached by 31 December 2026.`, or why there is no figure."""
    words = here.words
    if figures.dropped:
        return words.gettext("Given up: it is in no figure.")
    if figures.progress is None:
        return words.gettext("No data yet: nothing says how far it is.")
    if end < here.figures.day:
        return words.gettext("%(share)s reached by %(day)s.", share=words.percent(figures.progress), day=words.day(end))
    if figures.expected is None:
        return words.gettext("%(share)s reached.", share=words.percent(figures.progress))
    return words.gettext(
        "%(share)s reached, %(expected)s expected by today.",
        share=words.percent(figures.progress),
        expected=words.percent(figures.expected),
    )


def _all_supports(found: Objective) -> tuple[str, ...]:
    """What it supports itself or through a key result, each once."""
    through = (ref for one in found.key_results for ref in one.supports)
    return tuple(dict.fromkeys((*found.supports, *through)))


def _unmeasured(here: Here, found: Objective) -> str:
    if found.supported_by:
        return here.words.gettext(
            "It has no {key results} of its own: its progress is the mean of the {objectives|goals} that support it."
        )
    return here.words.gettext(
        "It has no {key results}, and nothing supports it: there is no way to tell how far it is."
    )


def _kind(here: Here, kind: str | None) -> str | None:
    gettext = here.words.gettext
    kinds = {
        "committed": gettext("committed"),
        "aspirational": gettext("aspirational"),
        "learning": gettext("learning"),
    }
    return kinds.get(kind or "")


def _initiative(here: Here, initiative: Initiative) -> InitiativeLine:
    gettext = here.words.gettext
    states = {
        "todo": Badge("not-started", gettext("to do"), "○"),
        "doing": Badge("doing", gettext("doing"), "◐"),
        "done": Badge("done", gettext("done"), "✓"),
        "dropped": Badge("dropped", gettext("dropped"), "⊘"),
    }
    return InitiativeLine(
        title=here.said(initiative.title),
        state=states.get(initiative.status or ""),
        owner=here.person(initiative.owner),
        due=here.words.day(initiative.due) if initiative.due else None,
        link=here.link(initiative.link) if initiative.link else None,
        dropped=initiative.status == "dropped",
    )


def _balance(here: Here, found: Objective) -> BalanceView | None:
    """None where the site holds no goals against KPIs."""
    balance, states = here.figures.balance.get(found.ref), here.shared.states
    if not here.shared.has_balance or balance is None or balance.verdict is None:
        return None
    return BalanceView(
        verdict=states.verdicts[balance.verdict],
        sentence=states.verdict_sentences[balance.verdict],
        how=balance_how(here, here.figures.objectives[found.ref], balance),
        method=here.method("verdict"),
        drivers=tuple(kpi_line(here, ref) for ref in balance.drivers),
        guards=tuple(kpi_line(here, ref) for ref in balance.guards),
    )
