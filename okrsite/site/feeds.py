"""Atom feeds (RFC 4287) of what changed: one of the site, and with the extra `team-feeds` one of each team.

They are in the site's main language and show of people what its pages show. A check-in, an update, a cycle's end has a
day and no hour, so its date is that day's beginning where the site is: never in the future, and the same in every build.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from okrsite.frozen import dataclass
from okrsite.site import addresses
from okrsite.site.landing import feed_places
from okrsite.site.pages import PagePlan
from okrsite.site.plain import one_line, paragraphs, printable
from okrsite.site.views.here import Here
from okrsite.site.views.stream_lines import change_line
from okrsite.site.views.team_lines import status_counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from okrsite.goals.figures import Status
    from okrsite.goals.model import Goals
    from okrsite.site.views.shared import Shared
    from okrsite.site.views.stream import Change
    from okrsite.site.views.stream_lines import ChangeLine
    from okrsite.source.records import Dropped
    from okrsite.source.values import Text

__all__ = ["feeds"]

_NEWEST = 50
_MOST_TEXT = 5000  # characters of a text; the rest is on the page


def feeds(shared: Shared) -> Iterator[tuple[str, str]]:
    """Each feed's address and its XML; none without the site's `url`. `shared` is the edition of the main language."""
    url = shared.goals.site.url
    if not url:
        return
    press = _Press(Here.at(shared, PagePlan(addresses.HOME, "home")), url, ZoneInfo(shared.goals.site.timezone))
    here = press.here
    title = here.text(shared.goals.site.title)
    head = _Head(addresses.FEED, addresses.HOME, title, title)
    yield addresses.FEED, press.feed(head, _numbered(shared.changes[:_NEWEST]))
    if "team-feeds" not in shared.goals.site.extras:
        return
    by_team = _by_team(shared.goals, _numbered(shared.changes))
    for team in shared.goals.teams.values():
        address, name = addresses.team_feed(team.id), here.text(team.record.name)
        feed = press.feed(_Head(address, addresses.team(team.id), f"{name} · {title}", name), by_team.get(team.id, ()))
        for place in feed_places(shared.goals, team.id):
            yield place, feed


@dataclass(frozen=True, slots=True)
class _Head:
    """What a feed says of itself: its own address, the page that it follows, its title and author."""

    address: str
    page: str
    title: str
    author: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """A change, and which of its kind it is on that day (1, 2 …)."""

    change: Change
    number: int


def _numbered(changes: Iterable[Change]) -> tuple[_Entry, ...]:
    seen: Counter[tuple[str, str, dt.date]] = Counter()
    entries = []
    for change in changes:
        key = change.kind, change.ref, change.date
        seen[key] += 1
        entries.append(_Entry(change, seen[key]))
    return tuple(entries)


def _by_team(goals: Goals, entries: Iterable[_Entry]) -> dict[str, list[_Entry]]:
    """Each team's changes, with the ends of cycles in which it has objectives."""
    in_cycle: dict[str, dict[str, None]] = {}
    for objective in goals.objectives.values():
        in_cycle.setdefault(objective.cycle, {})[objective.team] = None
    found: dict[str, list[_Entry]] = {}
    for entry in entries:
        team = entry.change.team
        for one in (team,) if team else in_cycle.get(entry.change.ref, ()):
            found.setdefault(one, []).append(entry)
    return found


@dataclass(frozen=True, slots=True)
class _Press:
    """Makes feeds: words and links as the home page has them, the site's address and its timezone."""

    here: Here
    url: str
    zone: ZoneInfo

    def feed(self, head: _Head, entries: Sequence[_Entry]) -> str:
        """A whole feed of the newest of `entries`."""
        newest = entries[:_NEWEST]
        edition = self.here.shared.edition
        name, _, version = edition.generator.partition(" ")
        updated = newest[0].change.date if newest else self.here.figures.day
        lines = [
            '<?xml version="1.0" encoding="utf-8"?>',
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_xml(edition.language)}">',
            f"<id>{_xml(self._absolute(head.address))}</id>",
            f"<title>{_words(head.title)}</title>",
            f"<updated>{_instant(updated, self.zone)}</updated>",
            f"<author><name>{_words(head.author)}</name></author>",
            self._link("self", "application/atom+xml", head.address),
            self._link("alternate", "text/html", head.page),
            f'<generator version="{_xml(version)}">{_xml(name)}</generator>',
            *map(self._entry, newest),
            "</feed>",
        ]
        return "\n".join(lines) + "\n"

    def _entry(self, entry: _Entry) -> str:
        change = entry.change
        line = change_line(self.here, change, entry.number)
        lang = _lang("xml:lang", line.about.title.lang)
        by = f"<author><name>{_words(line.by.text)}</name></author>\n" if line.by else ""
        return (
            f"<entry>\n<id>{_xml(self._tag(entry))}</id>\n"
            f"<title{lang}>{_words(self._title(change, line))}</title>\n"
            f"<updated>{_instant(change.date, self.zone)}</updated>\n{by}"
            f"{self._link('alternate', 'text/html', _address(change))}\n"
            f'<category term="{change.kind}" label="{_words(line.what)}"/>\n'
            f'<content type="html">{_xml("".join(self._content(change, line)))}</content>\n</entry>'
        )

    def _title(self, change: Change, line: ChangeLine) -> str:
        """`Students tell in public: 5 students, 70% sure`."""
        title = line.about.title.text
        return title if change.kind == "update" else title + self.here.words.gettext(": ") + (line.text or line.what)

    def _content(self, change: Change, line: ChangeLine) -> Iterator[str]:
        """The change in paragraphs of HTML."""
        goals, colon = self.here.goals, self.here.words.gettext(": ")
        if line.text:
            yield _paragraph(line.text)
        if line.reported:
            badge = f"{line.reported.shape} {line.reported.word}"
            yield _paragraph(self.here.words.gettext("reported") + colon + badge)
        if change.kind == "closed":
            yield _paragraph(self._states(change.ref))
        elif change.kind == "update":
            yield from self._prose(goals.updates[change.ref].record.body, change.team)
        elif change.checkin:
            yield from self._prose(change.checkin.note, change.team)
        elif dropped := _dropped(goals, change.ref):
            yield from self._prose(dropped.why, change.team)
        yield self._context(change, line)

    def _prose(self, text: Text | None, team: str | None) -> Iterator[str]:
        prose = self.here.prose(text, team, "feed")
        if prose:
            lang = _lang("lang", prose.lang)
            for part in paragraphs(prose.markdown, _MOST_TEXT):
                yield f"<p{lang}>{escape(part).replace(chr(10), '<br>')}</p>"

    def _states(self, cycle: str) -> str:
        """How many of a cycle's goals ended in which state."""
        refs = self.here.shared.objectives_by_cycle.get(cycle, ())
        statuses: Counter[Status] = Counter(self.here.figures.objectives[ref].status for ref in refs)
        return self.here.words.gettext(", ").join(count.text for count in status_counts(self.here, statuses))

    def _context(self, change: Change, line: ChangeLine) -> str:
        """Where the change belongs: its objective and team, each with a link."""
        parts = []
        if "#" in change.ref:
            ref = change.ref.partition("#")[0]
            parts.append((self.here.goal(ref).title.text, addresses.objective(ref)))
        if change.team and line.team:
            parts.append((line.team.text, addresses.team(change.team)))
        links = (
            f'<a href="{escape(self._absolute(address))}">{escape(one_line(words))}</a>' for words, address in parts
        )
        found = " · ".join(links)
        return f"<p>{found}</p>" if found else ""

    def _tag(self, entry: _Entry) -> str:
        """A name for good (RFC 4151): of the site, the day and what changed, whatever page shows it."""
        change, site = entry.change, urlsplit(self.url)
        path = quote(site.path.strip("/"))
        what = quote(f"{change.kind}/{change.ref.replace('#', '/')}")
        again = f"/{entry.number}" if entry.number > 1 else ""
        place = f"{path}/{what}" if path else what
        return f"tag:{quote(site.hostname or '')},{change.date.isoformat()}:{place}{again}"

    def _link(self, rel: str, kind: str, address: str) -> str:
        return f'<link rel="{rel}" type="{kind}" href="{_xml(self._absolute(address))}"/>'

    def _absolute(self, address: str) -> str:
        return addresses.absolute(self.url, address)


def _address(change: Change) -> str:
    """The page, or the part of one, that tells of the change."""
    if change.kind == "update":
        return addresses.update(change.ref)
    if change.kind == "value":
        return addresses.kpi(change.ref)
    return addresses.cycle(change.ref) if change.kind == "closed" else addresses.goal(change.ref)


def _dropped(goals: Goals, ref: str) -> Dropped | None:
    return goals.key_result(ref).record.dropped if "#" in ref else goals.objectives[ref].record.dropped


@lru_cache(maxsize=1024)
def _instant(day: dt.date, zone: ZoneInfo) -> str:
    """The beginning of a day as RFC 3339 has it; its offset knows no seconds, which a zone's oldest offsets have."""
    offset = zone.utcoffset(dt.datetime.combine(day, dt.time())) or dt.timedelta()
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{day.isoformat()}T00:00:00{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _paragraph(text: str) -> str:
    return f"<p>{escape(one_line(text))}</p>"


def _words(text: str) -> str:
    return escape(one_line(text))


def _xml(text: str) -> str:
    return escape(printable(text))


def _lang(attribute: str, language: str | None) -> str:
    return f' {attribute}="{escape(language)}"' if language else ""
