"""A team's page: the team now."""

from __future__ import annotations

import datetime as dt

from okrsite.frozen import dataclass
from okrsite.goals.model import Team
from okrsite.site.views.bars import team_bar
from okrsite.site.views.checkin import CheckinView, checkins, to_checkins
from okrsite.site.views.fields import archived_sentence, own_fields, tag_links
from okrsite.site.views.frame import Around, team_trail
from okrsite.site.views.here import Here
from okrsite.site.views.lines import KpiLine, kpi_line
from okrsite.site.views.parts import Bar, LinkTo, PersonLink, Prose
from okrsite.site.views.said import FieldLine, Said
from okrsite.site.views.team_lines import (
    CycleSection,
    StatusCount,
    TeamLine,
    cycle_section,
    icon_of,
    status_counts,
    team_line,
)  # fmt: skip
from okrsite.site.views.update_lines import UpdateLine, update_line

__all__ = ["PastCycle", "TeamView", "team"]

_UPDATES = 5


@dataclass(frozen=True, slots=True)
class PastCycle:
    """A cycle that is not current: how the team's objectives went."""

    cycle: LinkTo
    dates: str
    bar: Bar | None
    counts: tuple[StatusCount, ...]


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team now. `other_cycles` are past and coming ones, the latest first; `how` tells who may how to add goals.

    `checkins` are what to fill in for the open cycles, for the audience of the repository: a content tree each.
    """

    name: Said
    icon: str | None
    picture: str | None
    mission: Prose | None
    about: Prose | None
    lead: PersonLink | None
    members: tuple[PersonLink, ...]
    archived: str | None
    cycles: tuple[CycleSection, ...]
    checkins: tuple[CheckinView, ...]
    kpis: tuple[KpiLine, ...]
    children: tuple[TeamLine, ...]
    updates: tuple[UpdateLine, ...]
    other_cycles: tuple[PastCycle, ...]
    has_objectives: bool
    has_kpis: bool
    how: str | None
    fields: tuple[FieldLine, ...]
    tags: tuple[LinkTo, ...]
    links: tuple[LinkTo, ...]


def team(here: Here) -> tuple[TeamView, Around]:
    """The page of the team that the plan names."""
    found = here.goals.teams[here.plan.subject[0]]
    view = _view(here, found)
    around = Around(
        heading=here.text(found.record.name),
        text=found.record.mission or found.record.about,
        trail=team_trail(here, found.id, itself=False),
        cycle=here.figures.teams[found.id].cycle,
        record=found.record,
        checkin=to_checkins(here, found.id) if view.checkins else None,
        news=_news(here, found),
        data=(
            "teams.json",
            *(("objectives.json",) if found.objectives else ()),
            *(("kpis.json",) if found.kpis else ()),
        ),
    )
    return view, around


def _view(here: Here, found: Team) -> TeamView:
    record, figures = found.record, here.figures.teams[found.id]
    return TeamView(
        name=here.said(record.name),
        icon=icon_of(record.icon),
        picture=here.to_file(record.icon) if record.icon and not icon_of(record.icon) else None,
        mission=here.prose(record.mission, found.id, "mission"),
        about=here.prose(record.about, found.id, "about"),
        lead=here.person(record.lead),
        members=here.people(record.members),
        archived=archived_sentence(here, record.archived),
        cycles=tuple(cycle_section(here, found.id, cycle) for cycle in figures.current),
        checkins=checkins(here, found.id),
        kpis=tuple(kpi_line(here, ref) for ref in found.kpis if not here.figures.kpis[ref].archived),
        children=tuple(team_line(here, child) for child in found.children if not here.shared.is_archived(child)),
        updates=tuple(update_line(here, ref) for ref in _known_updates(here, found)[:_UPDATES]),
        other_cycles=_other_cycles(here, found),
        has_objectives=here.shared.has_objectives,
        has_kpis=here.shared.has_kpis,
        how=_how(here, found),
        fields=own_fields(here, "team", record.fields, found.id, "team"),
        tags=tag_links(here, record.tags),
        links=here.links(record.links),
    )


def _known_updates(here: Here, found: Team) -> list[str]:
    """The team's updates up to the day, the newest first."""
    known = [here.goals.updates[ref] for ref in found.updates if here.goals.updates[ref].date <= here.figures.day]
    return [update.ref for update in sorted(known, key=lambda update: update.date, reverse=True)]


def _other_cycles(here: Here, found: Team) -> tuple[PastCycle, ...]:
    current = here.figures.teams[found.id].current
    used = dict.fromkeys(here.goals.objectives[ref].cycle for ref in found.objectives)
    return tuple(_past(here, found.id, cycle) for cycle in used if cycle not in current)


def _past(here: Here, team_id: str, cycle_id: str) -> PastCycle:
    figures, cycle = here.figures.team_cycles[team_id, cycle_id], here.goals.cycles[cycle_id]
    return PastCycle(
        cycle=here.cycle_link(cycle_id, team_id),
        dates=here.words.days(cycle.start, cycle.end),
        bar=team_bar(here.shared, figures),
        counts=status_counts(here, figures.statuses),
    )


def _news(here: Here, found: Team) -> dt.date | None:
    days = [here.figures.objectives[ref].last_news for ref in found.objectives]
    days += [here.goals.updates[ref].date for ref in _known_updates(here, found)[:1]]
    return max((day for day in days if day), default=None)


def _how(here: Here, found: Team) -> str | None:
    """Where goals and KPIs are written, for those who may."""
    if not here.shared.is_editable or not found.folders:
        return None
    return here.words.gettext(
        "{Objectives} go into a file named after their {cycle} (%(folder)s/2026-q4.yml), {kpis} into %(folder)s/kpis.yml.",
        folder=found.folders[0],
    )
