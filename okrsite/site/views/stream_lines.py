"""Changes as lines of a list."""

from __future__ import annotations

import datetime as dt

from okrsite.frozen import dataclass
from okrsite.site import addresses
from okrsite.site.views.here import Here
from okrsite.site.views.parts import Badge, LinkTo, PersonLink, Prose
from okrsite.site.views.said import Named
from okrsite.site.views.sentences import confidence_words
from okrsite.site.views.stream import Change
from okrsite.source.records import Checkin

__all__ = ["ChangeLine", "change_line", "checkins_line"]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change: `what` says its kind, `about` leads to what changed, `text` says a check-in's figures, a milestone, a reason."""

    day: str
    iso: str
    kind: str
    what: str
    about: Named
    team: LinkTo | None
    by: PersonLink | None
    text: str | None
    reported: Badge | None
    note: Prose | None


def change_line(here: Here, change: Change, number: int, *, notes: bool = True) -> ChangeLine:
    """The line of a change; `number` is its own on the page. Notes in full only where wanted."""
    checkin = change.checkin
    note = here.prose(checkin.note, change.team, f"note-{number}") if checkin and notes else None
    statuses = here.shared.states.statuses
    return ChangeLine(
        day=here.words.day(change.date),
        iso=change.date.isoformat(),
        kind=change.kind,
        what=_what(here, change),
        about=_about(here, change),
        team=here.team_link(change.team) if change.team and here.shared.several_teams else None,
        by=_by(here, change),
        text=_text(here, change),
        reported=statuses[checkin.status] if checkin and checkin.status else None,
        note=note,
    )


def checkins_line(here: Here, day: dt.date, team: str, count: int) -> ChangeLine:
    """A team's check-ins of a day in one line."""
    return ChangeLine(
        day=here.words.day(day),
        iso=day.isoformat(),
        kind="checkin",
        what=here.words.counted(count, here.words.term("check_in", count)),
        about=here.team(team),
        team=None,
        by=None,
        text=None,
        reported=None,
        note=None,
    )


def _what(here: Here, change: Change) -> str:
    gettext = here.words.gettext
    if change.is_checkin:
        return here.words.term("check_in")
    if change.kind == "closed":
        return gettext("{cycle} ended")
    goals = {
        "dropped": gettext("{objective|goal} dropped"),
        "done": gettext("{objective|goal} reached"),
        "milestone": gettext("milestone reached"),
        "changed": gettext("{objective|goal} changed"),
    }
    if change.kind in goals:
        return goals[change.kind]
    kind = here.goals.updates[change.ref].record.kind
    return gettext("retrospective") if kind == "retrospective" else gettext("update")


def _about(here: Here, change: Change) -> Named:
    if change.kind == "update":
        return Named(here.said(here.goals.updates[change.ref].record.title), here.to(addresses.update(change.ref)))
    if change.kind == "closed":
        cycle = here.cycle_link(change.ref)
        return Named(here.said(cycle.text), cycle.href)
    return here.kpi(change.ref) if change.kind == "value" else here.goal(change.ref)


def _by(here: Here, change: Change) -> PersonLink | None:
    if change.kind == "update":
        return here.person(here.goals.updates[change.ref].record.by)
    return here.person(change.checkin.by) if change.checkin else None


def _text(here: Here, change: Change) -> str | None:
    if change.checkin and change.kind == "value":
        return _value_text(here, change.ref, change.checkin)
    if change.checkin:
        return _checkin_text(here, change.ref, change.checkin)
    return here.text(change.said) if change.said else None


def _value_text(here: Here, ref: str, checkin: Checkin) -> str | None:
    """`October 2026: 104 students`."""
    words = here.words
    period = words.period(checkin.period.id) if checkin.period else ""
    if checkin.value is None:
        return period or None
    return period + words.gettext(": ") + words.quantity(checkin.value, here.goals.kpis[ref].record.unit)


def _checkin_text(here: Here, ref: str, checkin: Checkin) -> str | None:
    """`5 students, 60% sure`."""
    words, metric = here.words, here.goals.key_result(ref).record.metric
    parts = []
    if checkin.value is not None:
        parts.append(words.quantity(checkin.value, metric.unit if metric else None))
    if checkin.progress is not None:
        parts.append(words.percent(checkin.progress))
    if sure := confidence_words(words, checkin):
        parts.append(sure)
    if checkin.blocked:
        parts.append(words.gettext("blocked: %(why)s", why=here.text(checkin.blocked)))
    return words.gettext(", ").join(parts) or None
