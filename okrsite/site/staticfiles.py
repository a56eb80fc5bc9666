"""Files of static/ that only what is withheld speaks of: a photo of someone, a plan that a page for the board links to.

What lies in static/ is copied as it is; but a file's name tells too, and so does its picture. So a file that the content names
goes where somebody may see what names it. A file that nothing names is copied for everyone: `CNAME`, a favicon, a font.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from okrsite.site import addresses
from okrsite.site.ownlinks import Written, own_links, path_of
from okrsite.site.people import policy

if TYPE_CHECKING:
    from okrsite.goals.model import Goals

__all__ = ["withheld_files"]


def withheld_files(everything: Goals, seen: Goals) -> frozenset[str]:
    """Those of static/ that `everything` names, the goals of the narrowest audience, and `seen`, those of another one, does not."""
    if not everything.static or (seen is everything and _shows_people(seen)):
        return frozenset()
    return _named(everything, avatars=True) - _named(seen, avatars=_shows_people(seen))


def _shows_people(goals: Goals) -> bool:
    """Whether the policy for people lets their pictures be seen."""
    return policy(goals) in {"pages", "names"}


def _named(goals: Goals, *, avatars: bool) -> frozenset[str]:
    """The files of static/ that something in `goals` names."""
    site, there = goals.site, frozenset(goals.static)
    pictures = [file for logo in (site.logo, site.favicon) if logo for file in (logo.light, logo.dark) if file]
    pictures += [team.record.icon for team in goals.teams.values() if team.record.icon]
    people = [person.record for person in goals.people.values() if person.record]
    pictures += [person.avatar for person in people if person.avatar] if avatars else []
    settings = (site.theme_options, [item.items for item in site.menu or ()])
    pictures += [word.removeprefix("static/").removeprefix("./") for word in _words(settings)]
    links = [Written(person.url.url, person.places.at("url"), addresses.HOME) for person in people if person.url]
    own = site.url and site.url.rstrip("/") + "/"
    linked = (path for link in (*links, *own_links(goals)) for path in _leads_to(link, own))
    return there.intersection((*pictures, *linked))


def _words(value: object) -> Iterator[str]:
    """Every word in settings that hold one another."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _words(tuple(value.values()))
    elif isinstance(value, Sequence):
        for one in value:
            yield from _words(one)


def _leads_to(link: Written, own: str | None) -> Iterator[str]:
    """The files, from the site's root, that a link may mean; `own` is the address of the site."""
    target = link.target
    if own and target.startswith(own):
        yield _bare(target.removeprefix(own))
    elif target.startswith("/"):
        bare = _bare(target.lstrip("/"))
        yield from (bare, bare.removeprefix(urlsplit(own or "").path.lstrip("/")))
    else:
        path = path_of(link)
        while path.startswith("../"):
            path = path[3:]
        yield path


def _bare(target: str) -> str:
    return posixpath.normpath(unquote(target.partition("#")[0].partition("?")[0]))
