"""Every dated change in one stream: the newest first on one page, and a page for each month."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from okrsite.frozen import dataclass
from okrsite.site import addresses
from okrsite.site.reads import names_of
from okrsite.site.views.frame import Around
from okrsite.site.views.here import Here
from okrsite.site.views.parts import LinkTo
from okrsite.site.views.sharing import subscriptions
from okrsite.site.views.stream import Change
from okrsite.site.views.stream_lines import ChangeLine, change_line, checkins_line

__all__ = ["UpdatesView", "updates", "updates_month"]

_NEWEST = 50
_IN_FULL = 1000  # changes of a month; where there are more, check-ins are counted by day and team


@dataclass(frozen=True, slots=True)
class UpdatesView:
    """A stretch of the stream. `months` leads to each month's page, the newest first; the page's own is current.

    `subscribe` leads to the feed and the calendar.
    """

    title: str
    lead: str
    changes: tuple[ChangeLine, ...]
    months: tuple[LinkTo, ...]
    subscribe: tuple[LinkTo, ...]


def updates(here: Here) -> tuple[UpdatesView, Around]:
    """The newest changes."""
    title = here.words.gettext("Updates")
    lead = here.words.gettext(
        "{Check-ins}, news, {cycles} that ended and {objectives|goals} that were dropped, the newest first."
    )
    newest = here.shared.changes[:_NEWEST]
    view = UpdatesView(title, lead, _lines(here, newest), _months(here, None), subscriptions(here))
    news = newest[0].date if newest else None
    return view, Around(heading=title, description=lead, news=news, data=("updates.json", "checkins.csv"))


def updates_month(here: Here) -> tuple[UpdatesView, Around]:
    """All changes of the month that the plan names."""
    month = here.plan.subject[0]
    found, words = here.shared.changes_by_month[month], here.words
    name = words.month(dt.date.fromisoformat(f"{month}-01"))
    title = words.gettext("Updates of %(month)s", month=name)
    lead = words.ngettext("%(num)s change, the newest first.", "%(num)s changes, the newest first.", len(found))
    trail = (LinkTo(words.gettext("Updates"), here.to(addresses.UPDATES)),)
    lines = _lines(here, found) if len(found) <= _IN_FULL else _counted(here, found)
    view = UpdatesView(title, lead, lines, _months(here, month), subscriptions(here))
    return view, Around(heading=title, crumb=name, description=lead, trail=trail, news=found[0].date)


def _lines(here: Here, changes: tuple[Change, ...]) -> tuple[ChangeLine, ...]:
    return tuple(change_line(here, one, number) for number, one in enumerate(changes))


def _counted(here: Here, changes: tuple[Change, ...]) -> tuple[ChangeLine, ...]:
    """Check-ins as one line a day and team, everything else as it is: what a large site's reader can still read."""
    checkins = Counter((one.date, one.team) for one in changes if one.is_checkin)
    lines: list[ChangeLine] = []
    for number, one in enumerate(changes):
        if not one.is_checkin or one.team is None:
            lines.append(change_line(here, one, number))
        elif count := checkins.pop((one.date, one.team), 0):
            lines.append(checkins_line(here, one.date, one.team, count))
    return tuple(lines)


def _months(here: Here, current: str | None) -> tuple[LinkTo, ...]:
    months = here.shared.changes_by_month
    return tuple(
        LinkTo(
            here.words.month(dt.date.fromisoformat(f"{month}-01")),
            here.to(addresses.updates_month(month)),
            current=month == current,
        )
        for month in names_of(months)
    )
