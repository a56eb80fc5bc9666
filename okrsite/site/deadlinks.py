"""Links of a site's own that lead to nothing: in texts, in `links:` and their like, in the menu."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from okrsite.problems import Place, Problem, Severity
from okrsite.site import addresses
from okrsite.site.ownlinks import Written, own_links, path_of
from okrsite.source.nearest import did_you_mean

if TYPE_CHECKING:
    from okrsite.goals.model import Goals

__all__ = ["dead_links"]

_PAGE = "index.html"
_WHEN_THERE_IS_SOMETHING = frozenset(  # pages that a site gets with its first KPI, update, tie …
    {
        *(addresses.TEAMS, addresses.CYCLES, addresses.KPIS, addresses.MAP, addresses.BALANCE, addresses.UPDATES),
        *(addresses.PEOPLE, addresses.WALLBOARD, addresses.SEARCH),
    }
)


def dead_links(goals: Goals, files: Iterable[str]) -> Iterator[tuple[Problem, str]]:
    """A warning for each link that leads to nothing, with the words to point at.

    Args:
        goals: Of the narrowest audience: what only it may see is there for it.
        files: Every file that the site holds, with its path from the root; not asked for where nothing is linked.
    """
    links = [link for link in own_links(goals) if _is_relative(link.target)]
    menu = tuple(_menu(goals))
    known = frozenset(files if links or menu else ())
    for link in links:
        if not _is_there(link, known):
            yield _problem(link, known), link.target
    for page, place in menu:
        address = f"{page.strip('/').removesuffix(_PAGE).strip('/')}/".lstrip("/")
        if addresses.output_path(address) not in known and address not in _WHEN_THERE_IS_SOMETHING:
            pages = sorted(one.removesuffix(f"/{_PAGE}") for one in known if one.endswith(f"/{_PAGE}"))
            message = f"The menu leads to `{page}`, and there is no such page: the entry is left out."
            hint = f"{did_you_mean(page.strip('/'), pages)}Write a page's address, `map` or `about`; `url:` is for other sites."
            yield Problem(place, "dead-link", message, hint, Severity.WARNING), page


def _is_relative(url: str) -> bool:
    return ":" not in url.partition("/")[0] and not url.startswith(("/", "#", "?", "\\"))


def _is_there(link: Written, known: frozenset[str]) -> bool:
    path = path_of(link)
    if path.startswith("../") or path == "..":
        return True  # it leaves the site; what stands there nobody here knows
    return path in known or posixpath.join(path, _PAGE).removeprefix("./") in known


def _problem(link: Written, known: frozenset[str]) -> Problem:
    where = "its team's page" if link.base else "the site's root"
    path = path_of(link)
    message = f"This link leads to nothing: the site has no `{path}`."
    folder, _, name = path.rpartition("/")
    beside = {one.removesuffix(f"/{_PAGE}") for one in known}
    near = did_you_mean(name, sorted(one.rpartition("/")[2] for one in beside if one.rpartition("/")[0] == folder))
    hint = f"{near}Put the file there, or correct the link: a relative one begins at {where}."
    return Problem(link.place, "dead-link", message, hint, Severity.WARNING)


def _menu(goals: Goals) -> Iterator[tuple[str, Place]]:
    """The pages that the menu names, and where."""
    for item in goals.site.menu or ():
        if item.page is not None and item.url is None:
            yield item.page, item.places.at("page")
        yield from _below(item.items, item.places.at("items"))


def _below(items: Iterable[Mapping[str, object]], place: Place) -> Iterator[tuple[str, Place]]:
    for item in items:
        if item.get("url") is None and isinstance(page := item.get("page"), str):
            yield page, place
        inner = item.get("items")
        if isinstance(inner, list | tuple):
            yield from _below(inner, place)
