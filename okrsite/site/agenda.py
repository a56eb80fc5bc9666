"""The calendar (RFC 5545): when cycles start and end, when milestones are due, and key results that have a due date written.

Every event is a whole day. What is dropped, or of an archived team, is not in it; a milestone that is reached has a ✓.
A milestone has no id, so its event is known by its title.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from okrsite.site import addresses
from okrsite.site.pages import PagePlan
from okrsite.site.plain import one_line
from okrsite.site.views.here import Here
from okrsite.source.ids import make_id
from okrsite.source.values import in_language

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from okrsite.goals.model import KeyResult, Objective
    from okrsite.site.views.shared import Shared

__all__ = ["agenda"]

_LINE = 75  # octets, says the standard
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,"})


class _Event(NamedTuple):
    """A day on which something is due: `uid` without the site's name, `address` the page that says more."""

    day: dt.date
    uid: str
    summary: str
    about: str
    address: str


def agenda(shared: Shared) -> Iterator[tuple[str, bytes]]:
    """The calendar's address and bytes; none for a site without objectives. `shared` is the edition of the main language."""
    if shared.goals.objectives:
        here = Here.at(shared, PagePlan(addresses.HOME, "home"))
        events = sorted((*_cycles(here), *_goals(here)), key=lambda event: event.day)
        lines = _calendar(here, _numbered(events))
        yield addresses.CALENDAR, b"".join(_folded(line) for line in lines)


def _cycles(here: Here) -> Iterator[_Event]:
    """Start and end of each cycle that has a page."""
    gettext = here.words.gettext
    for cycle in here.goals.cycles.values():
        address = addresses.cycle(cycle.id)
        if address in here.shared.addresses:
            name = here.words.cycle(cycle)
            about = here.words.days(cycle.start, cycle.end)
            yield _Event(cycle.start, f"start/{cycle.id}", gettext("%(cycle)s begins", cycle=name), about, address)
            yield _Event(cycle.end, f"end/{cycle.id}", gettext("%(cycle)s ends", cycle=name), about, address)


def _goals(here: Here) -> Iterator[_Event]:
    for objective in here.goals.objectives.values():
        if not (here.shared.is_archived(objective.team) or here.figures.objectives[objective.ref].dropped):
            for key_result in objective.key_results:
                if _has_days(key_result) and here.figures.key_results[key_result.ref].status != "dropped":
                    yield from _key_result(here, objective, key_result)


def _has_days(key_result: KeyResult) -> bool:
    return key_result.record.due is not None or any(one.due for one in key_result.record.milestones)


def _key_result(here: Here, objective: Objective, key_result: KeyResult) -> Iterator[_Event]:
    record, address = key_result.record, addresses.key_result(key_result.ref)
    title, goal = here.text(record.title), here.text(objective.record.title)
    where = f"{goal} · {here.team_link(objective.team).text}"
    if record.due:
        summary = here.words.gettext("Due: %(what)s", what=title)
        yield _Event(record.due, f"due/{key_result.ref}", summary, where, address)
    for milestone in record.milestones:
        if milestone.due:
            reached = milestone.done is not None and milestone.done <= here.figures.day
            summary = ("✓ " if reached else "") + here.text(milestone.title)
            main = in_language(milestone.title, here.words.default, here.words.default)
            uid = f"milestone/{key_result.ref}/{make_id(main)}"
            yield _Event(milestone.due, uid, summary, f"{title} · {where}", address)


def _numbered(events: Iterable[_Event]) -> Iterator[_Event]:
    """Events whose names are their own: of two milestones with one title the later one gets a number."""
    seen: Counter[str] = Counter()
    for event in events:
        seen[event.uid] += 1
        yield event._replace(uid=f"{event.uid}/{seen[event.uid]}") if seen[event.uid] > 1 else event


def _calendar(here: Here, events: Iterable[_Event]) -> Iterator[str]:
    site, edition = here.goals.site, here.shared.edition
    url, title = site.url, _text(here.text(site.title))
    host = urlsplit(url or "").hostname or "okrsite"
    stamp = f"{here.figures.day.isoformat().replace('-', '')}T000000Z"
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//okrsite//{edition.generator}//{edition.language.upper()}"
    yield "CALSCALE:GREGORIAN"
    yield f"NAME:{title}"
    yield f"X-WR-CALNAME:{title}"
    if url:
        yield f"URL:{addresses.absolute(url, addresses.HOME)}"
    for event in events:
        yield "BEGIN:VEVENT"
        yield f"UID:{_text(event.uid)}@{host}"
        yield f"DTSTAMP:{stamp}"
        yield f"DTSTART;VALUE=DATE:{event.day.isoformat().replace('-', '')}"
        yield f"SUMMARY:{_text(event.summary)}"
        yield f"DESCRIPTION:{_text(event.about)}"
        if url:
            yield f"URL:{addresses.absolute(url, event.address)}"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"
    yield "END:VCALENDAR"


def _text(text: str) -> str:
    """A value of the type TEXT, on one line."""
    return one_line(text).translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """A content line in UTF-8, in pieces of at most 75 octets that cut no letter."""
    data, pieces = line.encode(), []
    while len(data) > _LINE:
        end = _LINE
        while data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[:end])
        data = b" " + data[end:]
    return b"\r\n".join([*pieces, data]) + b"\r\n"
