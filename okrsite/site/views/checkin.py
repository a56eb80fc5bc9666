"""The `Check in` part of a team's page: the forge's page for a new file, filled in where the forge takes it, and the text to copy."""

from __future__ import annotations

import posixpath

from okrsite.frozen import dataclass
from okrsite.goals.repositories import is_shown, repository_of
from okrsite.site.checkinform import CheckinForm, checkin_forms
from okrsite.site.views.forge import inside, new_file
from okrsite.site.views.here import Here
from okrsite.site.views.parts import LinkTo

__all__ = ["ANCHOR", "CheckinView", "checkin_link", "checkins", "to_checkins"]

ANCHOR = "_check-in"  # of the part, on the team's page


@dataclass(frozen=True, slots=True)
class CheckinView:
    """A check-in to be written. `stem` and `day` are in the address and text, for the script to put the day and time there that
    it is in `zone`.

    `href` is None without a known forge; `is_filled`: that page has the text in it already.
    """

    href: str | None
    is_filled: bool
    path: str
    stem: str
    day: str
    zone: str
    text: str
    rows: int


def checkins(here: Here, team: str) -> tuple[CheckinView, ...]:
    """The team's check-ins to be written, for the audience of the repository; none where nothing is open."""
    return tuple(_view(here, form) for form in _forms(here, team))


def _forms(here: Here, team: str) -> tuple[CheckinForm, ...]:
    goals = here.goals
    shown = [tree for tree in range(len(goals.trees)) if repository_of(goals, tree) and is_shown(goals, tree)]
    forms = checkin_forms(goals, here.figures, here.words, team) if shown else ()
    return tuple(form for form in forms if form.tree in shown)


def checkin_link(here: Here, team: str) -> LinkTo | None:
    """The way to that part of the team's page; None where there is nothing to check in on."""
    return to_checkins(here, team) if _forms(here, team) else None


def to_checkins(here: Here, team: str) -> LinkTo:
    """The way to that part of the team's page, which is there."""
    page = here.team_link(team).href
    return LinkTo(here.words.gettext("{Check-in|Check in}"), f"{page}#{ANCHOR}")


def _view(here: Here, form: CheckinForm) -> CheckinView:
    repository, tree = repository_of(here.goals, form.tree), here.goals.trees[form.tree]
    path = posixpath.relpath(form.path, tree.path) if tree.repository else form.path
    address = new_file(repository, path, form.text, inside(here, form.tree)) if repository else None
    return CheckinView(
        href=address.href if address else None,
        is_filled=address.is_filled if address else False,
        path=path,
        stem=posixpath.basename(path).removesuffix(".yml"),
        day=here.figures.day.isoformat(),
        zone=here.goals.site.timezone,
        text=form.text,
        rows=min(18, form.text.count("\n") + 1),
    )
