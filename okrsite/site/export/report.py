"""A cycle as one document: what its pages say, of all teams in tree order, for the archive and for whoever leaves this tool.

It is made from the views of the pages, so that it says what they say, in their words and as far as their audience goes.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from okrsite.goals.periods import figure_in, known_periods
from okrsite.site import addresses
from okrsite.site.export.document import Block, Heading, Item, Items, Paragraph, Quote, markdown
from okrsite.site.export.legend import legend
from okrsite.site.export.report_goals import objective_blocks
from okrsite.site.pages import PagePlan
from okrsite.site.views.frame import team_trail
from okrsite.site.views.here import Here
from okrsite.site.views.measures import bound_words
from okrsite.site.views.team_lines import status_counts
from okrsite.site.views.update_lines import update_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from okrsite.goals.figures import PeriodFigures, Status
    from okrsite.goals.model import Cycle, Kpi, Update
    from okrsite.site.views.shared import Shared

__all__ = ["report"]


def report(shared: Shared, cycle: str) -> str:
    """The Markdown of a cycle (KeyError where there is none), in the language of `shared`."""
    here = Here.at(shared, PagePlan(addresses.cycle(cycle), "cycle", (cycle,)))
    found = here.goals.cycles[cycle]
    teams = [block for team in here.goals.teams for block in _team(here, team, found)]
    return markdown([*_opening(here, found), *teams, *(legend(here) if teams else ())])


def _opening(here: Here, cycle: Cycle) -> Iterator[Block]:
    """What it is, of which days, as of which day, and how the objectives went."""
    words = here.words
    site, name = here.text(here.goals.site.title), words.cycle(cycle)
    refs = [ref for ref, one in here.goals.objectives.items() if one.cycle == cycle.id]
    as_of = words.gettext("As of %(day)s", day=words.day(here.figures.day))
    yield Heading(1, words.gettext("%(team)s, %(cycle)s", team=site, cycle=name))
    yield Paragraph(f"{words.days(cycle.start, cycle.end)} · {as_of}")
    if refs:
        yield Paragraph(_counted(here, refs))
    else:
        yield Paragraph(words.gettext("No {objectives} are set for this {cycle} itself."))


def _counted(here: Here, refs: Iterable[str]) -> str:
    """`3 objectives: 1 done and 2 missed.`"""
    words = here.words
    statuses: Counter[Status] = Counter(here.figures.objectives[ref].status for ref in refs)
    return words.gettext(
        "%(objectives)s: %(states)s.",
        objectives=words.counted(statuses.total(), words.term("objective", statuses.total())),
        states=words.listing(count.text for count in status_counts(here, statuses)),
    )


def _team(here: Here, team: str, cycle: Cycle) -> Iterator[Block]:
    """A team's part, under the names of those above it; nothing where it has nothing in the cycle."""
    found = here.goals.teams[team]
    refs = [ref for ref in found.objectives if here.goals.objectives[ref].cycle == cycle.id]
    blocks = [
        *_intro(here, team, cycle),
        *(block for ref in refs for block in objective_blocks(here, ref)),
        *_kpis(here, found.kpis, cycle),
        *(block for update in _updates(here, team, cycle) for block in _news(here, update)),
    ]
    if blocks:
        yield Heading(2, " › ".join(link.text for link in team_trail(here, team, itself=True)[1:]))
        figures = here.figures.team_cycles.get((team, cycle.id))
        if figures and figures.progress is not None:
            yield Paragraph(here.words.gettext("%(share)s reached.", share=here.words.percent(figures.progress)))
        yield from blocks


def _intro(here: Here, team: str, cycle: Cycle) -> Iterator[Block]:
    intro = here.goals.teams[team].intros.get(cycle.id)
    if intro:
        yield Quote(here.text(intro))


def _kpis(here: Here, refs: Iterable[str], cycle: Cycle) -> Iterator[Block]:
    """A team's KPIs with their figures in the cycle, those that have one."""
    items = [item for ref in refs if (item := _kpi(here, here.goals.kpis[ref], cycle))]
    if items:
        yield Heading(3, here.shared.terms["kpis"])
        yield Items(tuple(items))


def _kpi(here: Here, kpi: Kpi, cycle: Cycle) -> Item | None:
    """Its figure in the cycle where periods add up to one, and its last period in the cycle; None without a value there."""
    record, words = kpi.record, here.words
    value = figure_in(known_periods(kpi, here.figures.day), record.total, cycle.start, cycle.end)
    if value is None:
        return None
    how = {
        "sum": words.gettext("the values of a {cycle} are added up"),
        "mean": words.gettext("the mean of the values of a {cycle} counts"),
    }.get(record.total)
    added_up = words.about(value, record.unit) if record.total == "mean" else words.quantity(value, record.unit)
    parts = [added_up + words.gettext(" (%(remark)s)", remark=how)] if how else []
    periods = (one for one in here.figures.kpis[kpi.ref].values if cycle.start <= one.start <= cycle.end)
    last = [one for one in periods if one.value is not None][-1:]
    return Item(words.gettext("; ").join([*parts, *(_last(here, kpi, one) for one in last)]), here.text(record.name))


def _last(here: Here, kpi: Kpi, period: PeriodFigures) -> str:
    """`121 students in September 2026; wanted: at least 120 students (target met).`"""
    words, unit = here.words, kpi.record.unit
    said = {
        "period": words.period(period.period),
        "value": words.quantity(period.value, unit),
        "health": here.shared.states.healths[period.health or "so-far"].word,
    }
    if period.target is None:
        return words.gettext("%(period)s: %(value)s (%(health)s).", **said)
    target = bound_words(words, period.target, unit)
    return words.gettext(
        "%(value)s %(when)s; wanted: %(target)s (%(health)s).", when=words.during(period.period), target=target, **said
    )


def _updates(here: Here, team: str, cycle: Cycle) -> list[Update]:
    """What a team wrote about the cycle, its retrospectives last."""
    found = (here.goals.updates[ref] for ref in here.goals.teams[team].updates)
    known = [update for update in found if update.record.cycle == cycle.id and update.date <= here.figures.day]
    return sorted(known, key=lambda update: (update.record.kind == "retrospective", update.date))


def _news(here: Here, update: Update) -> Iterator[Block]:
    record, words = update.record, here.words
    kind = update_kind(here, record.kind)
    by = here.person(record.by)
    yield Heading(3, here.text(record.title))
    yield Paragraph(words.gettext(", ").join((kind, words.day(update.date), *((by.text,) if by else ()))))
    if record.body:
        yield Quote(here.text(record.body))
