"""News or a retrospective."""

from __future__ import annotations

from okrsite.frozen import dataclass
from okrsite.site import addresses
from okrsite.site.views.fields import tag_links
from okrsite.site.views.frame import Around, team_trail
from okrsite.site.views.here import Here
from okrsite.site.views.parts import LinkTo, PersonLink, Prose
from okrsite.site.views.said import Said
from okrsite.site.views.update_lines import update_kind

__all__ = ["UpdateView", "update"]


@dataclass(frozen=True, slots=True)
class UpdateView:
    """An update in full; `cycle` where it is about one."""

    title: Said
    kind: str
    day: str
    iso: str
    team: LinkTo
    by: PersonLink | None
    cycle: LinkTo | None
    body: Prose | None
    tags: tuple[LinkTo, ...]


def update(here: Here) -> tuple[UpdateView, Around]:
    """The page of the update that the plan names."""
    found = here.goals.updates[here.plan.subject[0]]
    record, words = found.record, here.words
    view = UpdateView(
        title=here.said(record.title),
        kind=update_kind(here, record.kind),
        day=words.day(found.date),
        iso=found.date.isoformat(),
        team=here.team_link(found.team),
        by=here.person(record.by),
        cycle=here.cycle_link(record.cycle, found.team) if record.cycle and record.cycle in here.goals.cycles else None,
        body=here.prose(record.body, found.team, "body"),
        tags=tag_links(here, record.tags),
    )
    around = Around(
        heading=here.text(record.title),
        text=record.body,
        trail=(
            *team_trail(here, found.team, itself=True),
            LinkTo(words.gettext("Updates"), here.to(addresses.UPDATES)),
        ),
        record=record,
        tree=found.tree,
        news=found.date,
        data=("updates.json",),
    )
    return view, around
