"""The parts that views share: worded figures, links, badges, bars, charts. Each worded thing has its raw value beside it."""

from __future__ import annotations

import datetime as dt

from okrsite.frozen import dataclass
from okrsite.source.values import Number

__all__ = [
    "Badge", "Bar", "Chart", "CycleStrip", "Figure", "Frame", "HealthBadge", "LinkTo", "MenuEntry", "PersonLink", "Picture", "Prose",
    "StatusBadge", "Table", "Terms", "VerdictBadge",
]  # fmt: skip


class Terms(dict[str, str]):
    """What the site calls things, as headings: `objective`, `objectives`, `key_result`, `kpi`, `cycle`, `team`, `check_in` and so on.

    Templates read them as attributes: `frame.terms.kpis`.
    """

    def __getattr__(self, name: str) -> str:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in words (`57%`, `1,204 students`, an en dash for no data) and as it is."""

    text: str
    raw: Number | None


@dataclass(frozen=True, slots=True)
class LinkTo:
    """Words that lead somewhere; `href` is relative to the page, None where there is nothing to lead to."""

    text: str
    href: str | None
    current: bool = False
    language: str | None = None  # hreflang, where it leads to another language


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of static/ with its width and height in pixels, None where its file does not say them."""

    href: str
    width: int | None
    height: int | None


@dataclass(frozen=True, slots=True)
class PersonLink:
    """Someone, as far as the site's policy shows them: a name, or a role."""

    text: str
    href: str | None
    avatar: str | None = None


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown as written. Relative links in it start from `base`, an address from the site's root; `key` keeps footnotes apart."""

    markdown: str
    base: str
    key: str
    lang: str | None = None  # its language, where that is known not to be the page's


@dataclass(frozen=True, slots=True)
class Badge:
    """A state as a word with a shape; `name` is also the class that colours it."""

    name: str
    word: str
    shape: str


# on-track ●, at-risk ◆, off-track ▲, done ✓, partly ◐, missed ✕, no-data ○, not-started –, dropped ⊘, withheld ▨; stale ◌
StatusBadge = Badge
HealthBadge = Badge  # green, amber, red, no-target, no-data, so-far
VerdictBadge = Badge  # aligned, derailing, …


@dataclass(frozen=True, slots=True)
class Bar:
    """A progress bar: `share` filled, a tick at `expected`; both 0-1 or None. `label` says both in words."""

    share: float | None
    expected: float | None
    label: str
    status: str  # colours it
    text: str  # `37%`
    svg: str = ""  # the drawing


@dataclass(frozen=True, slots=True)
class Table:
    """A small table: its caption, the head row, and rows of cells."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with what it says: `svg` is ready markup with title and description in it."""

    svg: str
    sentence: str
    table: Table | None


@dataclass(frozen=True, slots=True)
class CycleStrip:
    """A cycle and where its day stands: `day 53 of 92`."""

    name: str
    href: str | None
    dates: str  # `1 Oct – 31 Dec 2026`
    day: str  # `day 53 of 92`, `begins in 12 days`, `ended on 31 December 2026`
    share: float  # of its days that are gone, 0-1
    state: str  # open | coming | closed


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An entry of the menu, with entries below it."""

    text: str
    href: str
    current: bool
    items: tuple[MenuEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page shows around its content. Every `href` is relative to the page."""

    title: str  # of the page, for <title> and Open Graph
    site_title: str
    description: str
    language: str
    direction: str  # ltr | rtl
    root: str  # the way to the site's root, `../../` or `./` or, on 404.html, a path
    home: str
    canonical: str | None
    og_url: str | None
    site_url: str | None  # the site's root, where `url` says it
    locale: str  # as Open Graph has it, `en_US`
    other_locales: tuple[str, ...]  # of the same page in other languages
    alternates: tuple[
        LinkTo, ...
    ]  # the same page in each language, then `x-default`, for hreflang; only where `url` is set
    feeds: tuple[LinkTo, ...]  # that follow the page, for its head
    switch: tuple[LinkTo, ...]
    menu: tuple[MenuEntry, ...]
    breadcrumbs: tuple[LinkTo, ...]
    strip: CycleStrip | None
    as_of: Figure | None
    as_of_text: str  # `As of 22 November 2026`
    as_of_day: dt.date
    edited: str | None  # when its file, or any of the site's, was last changed in git
    changed: str | None  # `Last news 10 November 2026`
    source: LinkTo | None  # the source line, to the audience of the repository
    edit: LinkTo | None
    checkin: LinkTo | None
    logo_light: Picture | None
    logo_dark: Picture | None
    favicon: str | None
    footer: tuple[LinkTo, ...]
    feedback: LinkTo | None
    licence: LinkTo | None  # of the data; with the address of its text where that is known
    generator: str
    robots: str | None  # `noindex` where the audience is not the widest
    method: str | None  # the way to /method/
    search: str | None  # the way to /search/
    search_index: str | None  # the script that names the search index
    data: tuple[LinkTo, ...]  # this page's data files
    terms: Terms  # what the site calls things
