"""News and retrospectives as lines of a list."""

from __future__ import annotations

from okrsite.frozen import dataclass
from okrsite.site import addresses
from okrsite.site.views.here import Here
from okrsite.site.views.parts import LinkTo, PersonLink
from okrsite.site.views.said import Said

__all__ = ["UpdateLine", "update_kind", "update_line"]


@dataclass(frozen=True, slots=True)
class UpdateLine:
    """An update in a list; `kind` in words."""

    title: Said
    href: str
    day: str
    iso: str
    kind: str
    team: LinkTo | None
    by: PersonLink | None


def update_line(here: Here, ref: str, *, team: bool = False) -> UpdateLine:
    """An update in a list; with its team where wanted."""
    update = here.goals.updates[ref]
    return UpdateLine(
        title=here.said(update.record.title),
        href=here.to(addresses.update(ref)),
        day=here.words.day(update.date),
        iso=update.date.isoformat(),
        kind=update_kind(here, update.record.kind),
        team=here.team_link(update.team) if team and here.shared.several_teams else None,
        by=here.person(update.record.by),
    )


def update_kind(here: Here, kind: str) -> str:
    """What an update is, in words."""
    gettext = here.words.gettext
    return gettext("retrospective") if kind == "retrospective" else gettext("update")
