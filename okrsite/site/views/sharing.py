"""How to show a goal elsewhere: what to copy into a wiki or README, and where to subscribe."""

from __future__ import annotations

from html import escape

from okrsite.frozen import dataclass
from okrsite.site import addresses
from okrsite.site.plain import one_line
from okrsite.site.views.here import Here
from okrsite.site.views.parts import LinkTo

__all__ = ["Sharing", "Snippet", "feed_links", "share_kpi", "share_objective", "subscriptions"]

_MARKDOWN = str.maketrans({letter: f"\\{letter}" for letter in "\\[]*_`<>"})


@dataclass(frozen=True, slots=True)
class Snippet:
    """Something to copy, and what it is: `Badge (Markdown)`."""

    label: str
    code: str


@dataclass(frozen=True, slots=True)
class Sharing:
    """What a page offers to copy; `badge` is its badge as the page shows it, None without that extra."""

    badge: str | None
    snippets: tuple[Snippet, ...]


def share_objective(here: Here, ref: str) -> Sharing | None:
    """An objective's snippets; None without the extras, or without the site's `url` to point to."""
    title = here.text(here.goals.objectives[ref].record.title)
    page, badge = addresses.objective(ref), addresses.objective_badge(ref)
    return _sharing(here, title, page, badge, addresses.embed(ref))


def share_kpi(here: Here, ref: str) -> Sharing | None:
    """A KPI's snippets; likewise."""
    title = here.text(here.goals.kpis[ref].record.name)
    return _sharing(here, title, addresses.kpi(ref), addresses.kpi_badge(ref), None)


def feed_links(here: Here) -> tuple[LinkTo, ...]:
    """The feeds that follow this page, for its head: the site's on home and updates, a team's on the team's pages."""
    goals, kind = here.goals, here.plan.kind
    if not goals.site.url:
        return ()
    if kind in ("home", "updates", "updates-month"):
        return (LinkTo(here.text(goals.site.title), here.to_file(addresses.FEED)),)
    if kind in ("team", "team-cycle") and "team-feeds" in goals.site.extras:
        team = here.plan.subject[0]
        return (LinkTo(here.team_link(team).text, here.to_file(addresses.team_feed(team))),)
    return ()


def subscriptions(here: Here) -> tuple[LinkTo, ...]:
    """Links for readers who want to be told: the feed and the calendar."""
    gettext = here.words.gettext
    feed = [LinkTo(gettext("News feed (Atom)"), here.to_file(addresses.FEED))] if here.goals.site.url else []
    calendar = LinkTo(gettext("Calendar of dates (iCalendar)"), here.to_file(addresses.CALENDAR))
    return (*feed, *([calendar] if here.goals.objectives else []))


def _sharing(here: Here, title: str, page: str, badge: str, embed: str | None) -> Sharing | None:
    site, gettext = here.goals.site, here.words.gettext
    if not site.url:
        return None
    name, target = one_line(title), _absolute(here, site.url, page)
    snippets = []
    if embed and "embeds" in site.extras:
        card = _absolute(here, site.url, embed)
        snippets.append(Snippet(gettext("Card (HTML)"), _frame(name, card)))
        snippets.append(Snippet(gettext("Card (Markdown, as a link)"), f"[{name.translate(_MARKDOWN)}]({card})"))
    if "badges" in site.extras:
        picture = _absolute(here, site.url, badge)
        html = f'<a href="{escape(target)}"><img src="{escape(picture)}" alt="{escape(name)}"></a>'
        snippets.append(Snippet(gettext("Badge (HTML)"), html))
        markdown = f"[![{name.translate(_MARKDOWN)}]({picture})]({target})"
        snippets.append(Snippet(gettext("Badge (Markdown)"), markdown))
    shown = here.to(badge) if "badges" in site.extras else None
    return Sharing(shown, tuple(snippets)) if snippets else None


def _frame(title: str, address: str) -> str:
    return f'<iframe src="{escape(address)}" title="{escape(title)}" width="480" height="480" loading="lazy"></iframe>'


def _absolute(here: Here, url: str, address: str) -> str:
    """A page or badge in this language."""
    edition = here.shared.edition
    return addresses.absolute(url, addresses.localized(address, edition.language, edition.default_language))
