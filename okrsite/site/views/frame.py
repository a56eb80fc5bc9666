"""What every page shows around its content: menu, breadcrumbs, cycle strip, day, source and edit links, languages, footer."""

from __future__ import annotations

import datetime as dt

from okrsite.frozen import dataclass
from okrsite.goals.model import Cycle
from okrsite.site import addresses
from okrsite.site.licences import licence_address
from okrsite.site.plain import one_line, paragraphs
from okrsite.site.views.forge import edit_link, source_link
from okrsite.site.views.here import Here
from okrsite.site.views.menu import menu
from okrsite.site.views.parts import CycleStrip, Frame, LinkTo, Picture
from okrsite.site.views.sharing import feed_links
from okrsite.source.fields import Record
from okrsite.source.values import Text

__all__ = ["Around", "cycle_strip", "frame", "team_trail"]

_DESCRIPTION = 200


@dataclass(frozen=True, slots=True)
class Around:
    """What a page says of itself to its frame.

    `description` is a sentence on it; without one, `text` is Markdown whose beginning will do.

    `trail` leads to the page, without the page itself; `crumb`, or else `heading`, ends it. `record` is what the page was
    written in, of content tree `tree`; `checkin` leads to where its team checks in.
    `news` is the day of its latest change; `data` are its data files by name.
    """

    heading: str
    description: str = ""
    crumb: str = ""
    trail: tuple[LinkTo, ...] = ()
    cycle: str | None = None
    record: Record | None = None
    tree: int = 0
    checkin: LinkTo | None = None
    news: dt.date | None = None
    data: tuple[str, ...] = ()
    text: Text | None = None


def frame(here: Here, around: Around) -> Frame:
    """The frame of the page at `here`."""
    site, words, edition = here.goals.site, here.words, here.shared.edition
    is_home = here.plan.kind == "home"
    canonical = _canonical(here)
    return Frame(
        title=around.heading,
        site_title=here.text(site.title),
        description=_description(here, around),
        language=edition.language,
        direction=words.direction,
        root=here.root,
        home=here.to(addresses.HOME),
        canonical=canonical,
        og_url=addresses.absolute(site.url, here.address) if site.url else None,
        site_url=addresses.absolute(site.url, addresses.HOME) if site.url else None,
        locale=here.shared.locales[edition.language],
        other_locales=tuple(one for name, one in here.shared.locales.items() if name != edition.language),
        alternates=_alternates(here),
        feeds=feed_links(here),
        switch=_switch(here),
        menu=menu(here),
        breadcrumbs=() if is_home else (*around.trail, LinkTo(around.crumb or around.heading, None, current=True)),
        strip=cycle_strip(here, around.cycle) if around.cycle else None,
        as_of=None,
        as_of_text=words.gettext("As of %(day)s", day=words.day(here.figures.day)),
        as_of_day=here.figures.day,
        changed=words.gettext("Last news %(day)s", day=words.day(around.news)) if around.news else None,
        edited=_edited(here, around),
        source=source_link(here, around.record, around.tree) if around.record else None,
        edit=edit_link(here, around.record, around.tree) if around.record else None,
        checkin=around.checkin,
        logo_light=_picture(here, site.logo.light) if site.logo else None,
        logo_dark=_picture(here, site.logo.dark) if site.logo and site.logo.dark else None,
        favicon=here.to_file(site.favicon.light) if site.favicon else None,
        footer=here.links(site.footer),
        feedback=_feedback(here),
        licence=LinkTo(site.licence, licence_address(site.licence)) if site.licence else None,
        generator=edition.generator,
        robots="noindex" if here.goals.audience != site.audiences[0] else None,
        search=here.to_page(addresses.SEARCH),
        search_index=_search_index(here),
        method=None if here.plan.kind == "method" else here.to(addresses.METHOD),
        data=tuple(LinkTo(name, here.to_file(addresses.data_file(name))) for name in around.data),
        terms=here.shared.terms,
    )


def _description(here: Here, around: Around) -> str:
    """What the page is, in a sentence or two; never empty."""
    beginning = paragraphs(here.text(around.text), _DESCRIPTION) if around.text and not around.description else ()
    said = around.description or next(iter(beginning), "") or _text(here, here.goals.site.description)
    return one_line(said) or around.heading


def _edited(here: Here, around: Around) -> str | None:
    """When the file that a page was written in was last changed in git; of a page of many files, when any of them was."""
    changed = here.goals.history.changed
    day = changed.get(around.record.places.path) if around.record else here.shared.last_changed
    return here.words.gettext("Last changed %(day)s", day=here.words.day(day)) if day else None


def team_trail(here: Here, team: str, *, itself: bool) -> tuple[LinkTo, ...]:
    """Breadcrumbs from the list of teams down to a team; without the team itself where that is the page."""
    ancestors = []
    at: str | None = team if itself else here.goals.teams[team].parent
    while at is not None:
        ancestors.append(here.team_link(at))
        at = here.goals.teams[at].parent
    return (LinkTo(here.shared.terms["teams"], here.to(addresses.TEAMS)), *reversed(ancestors))


def cycle_strip(here: Here, cycle_id: str) -> CycleStrip:
    """A cycle and where the day stands in it."""
    cycle, words, day = here.goals.cycles[cycle_id], here.words, here.figures.day
    gone = (day - cycle.start).days
    return CycleStrip(
        name=words.cycle(cycle),
        href=here.to_page(addresses.cycle(cycle_id)),
        dates=words.days(cycle.start, cycle.end),
        day=_day_of(here, cycle),
        share=min(1.0, max(0.0, gone / max(1, cycle.days - 1))),
        state="coming" if gone < 0 else "closed" if day > cycle.end else "open",
    )


def _day_of(here: Here, cycle: Cycle) -> str:
    words, day = here.words, here.figures.day
    if day < cycle.start:
        return words.ngettext("begins in %(num)s day", "begins in %(num)s days", (cycle.start - day).days)
    if day > cycle.end:
        return words.gettext("ended on %(day)s", day=words.day(cycle.end))
    number = words.number((day - cycle.start).days + 1)
    return words.gettext("day %(number)s of %(days)s", number=number, days=words.number(cycle.days))


def _canonical(here: Here) -> str | None:
    url = here.goals.site.url
    if url is None or here.plan.kind == "not-found":
        return None
    return addresses.absolute(url, here.address)


def _alternates(here: Here) -> tuple[LinkTo, ...]:
    """The same page in each language, itself included, as search engines want it; without `url` there is no way to say it."""
    url, edition = here.goals.site.url, here.shared.edition
    if url is None or len(edition.languages) < 2 or here.plan.kind == "not-found":
        return ()
    default = edition.default_language
    named = [(name, name) for name in edition.languages]
    return tuple(
        LinkTo(name, addresses.absolute(url, addresses.localized(here.plan.address, language, default)), language=name)
        for name, language in [*named, ("x-default", default)]
    )


def _switch(here: Here) -> tuple[LinkTo, ...]:
    edition, address = here.shared.edition, here.plan.address
    if len(edition.languages) < 2:
        return ()
    return tuple(
        LinkTo(
            here.shared.language_names[name],
            here.to_file(addresses.localized(address, name, edition.default_language)),
            current=name == edition.language,
            language=name,
        )
        for name in edition.languages
    )


def _picture(here: Here, name: str) -> Picture:
    width, height = here.shared.edition.sizes.get(name, (None, None))
    return Picture(here.to_file(name), width, height)


def _search_index(here: Here) -> str | None:
    if addresses.SEARCH not in here.shared.addresses:
        return None
    edition = here.shared.edition
    return here.to_file(addresses.search_pointer(edition.language, edition.default_language))


def _feedback(here: Here) -> LinkTo | None:
    feedback = here.goals.site.feedback
    if feedback is None:
        return None
    title = here.text(feedback.title) if feedback.title else here.words.gettext("Feedback")
    return LinkTo(title, here.to_any(feedback.url))


def _text(here: Here, text: Text | None) -> str:
    return here.text(text) if text else ""
