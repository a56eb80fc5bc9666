"""The menu: that of site.yml, else what the site has. It never lists what grows with the content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from okrsite.site import addresses
from okrsite.site.views.here import Here
from okrsite.site.views.parts import MenuEntry
from okrsite.source.values import Link, Text

__all__ = ["menu"]

_SECTIONS: Mapping[str, str] = {  # kinds of page → the section that is marked in the menu
    "team": addresses.TEAMS,
    "team-cycle": addresses.TEAMS,
    "objective": addresses.TEAMS,
    "kpi": addresses.KPIS,
    "cycle": addresses.CYCLES,
    "update": addresses.UPDATES,
    "updates-month": addresses.UPDATES,
    "person": addresses.PEOPLE,
}


def menu(here: Here) -> tuple[MenuEntry, ...]:
    """The entries of the page's menu; the one that it belongs to is current."""
    items = here.goals.site.menu
    if items is None:
        return _usual(here)
    entries = (_entry(here, item.title, item.page, item.url, item.items) for item in items)
    return tuple(entry for entry in entries if entry)


def _usual(here: Here) -> tuple[MenuEntry, ...]:
    gettext, terms, section = here.words.gettext, here.shared.terms, _SECTIONS.get(here.plan.kind, here.plan.address)
    usual = (
        (terms["teams"], addresses.TEAMS),
        (terms["cycles"], addresses.CYCLES),
        (terms["kpis"], addresses.KPIS),
        (gettext("Map"), addresses.MAP),
        (gettext("Balance"), addresses.BALANCE),
        (gettext("Updates"), addresses.UPDATES),
        (gettext("People"), addresses.PEOPLE),
    )
    entries = [MenuEntry(text, here.to(at), at == section) for text, at in usual if at in here.shared.addresses]
    pages = sorted(
        (page for page in here.goals.pages.values() if page.record.menu and page.record.title),
        key=lambda page: (page.record.order is None, page.record.order or 0, page.id),
    )
    for page in pages:
        at = addresses.page(page.id)
        entries.append(MenuEntry(here.text(page.record.title or page.id), here.to(at), at == section))
    return tuple(entries)


def _entry(here: Here, title: Text, page: str | None, url: Link | None, items: object) -> MenuEntry | None:
    """An entry as written; one whose page this site does not have is left out."""
    below = cast("tuple[Mapping[str, object], ...]", items or ())
    found = tuple(entry for entry in (_below(here, item) for item in below) if entry)
    if url is not None:
        return MenuEntry(here.text(title), here.to_any(url.url), False, found)
    address = _address(page or "")
    href = here.to_page(address)
    return MenuEntry(here.text(title), href, address == here.plan.address, found) if href else None


def _below(here: Here, item: Mapping[str, object]) -> MenuEntry | None:
    url = item.get("url")
    link = Link(url) if isinstance(url, str) else cast("Link | None", url)
    return _entry(here, cast("Text", item["title"]), cast("str | None", item.get("page")), link, item.get("items"))


def _address(page: str) -> str:
    """`map`, `/map/` and `map/index.html` all name one page."""
    name = page.strip("/").removesuffix("index.html").strip("/")
    return f"{name}/" if name else addresses.HOME
