"""Links of a site's own that lead to nothing: in texts, in `links:` and their like, in the menu."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from okrsite.problems import Place, Problem, Severity
from okrsite.site import addresses
from okrsite.source.fields import Field, Record
from okrsite.source.markdownlinks import relative_links
from okrsite.source.nearest import did_you_mean
from okrsite.source.scalarkinds import TextKind
from okrsite.source.values import Link, Text, Texts

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


class _Written(NamedTuple):
    """A relative address, the place of the value that it stands in, and the page or folder that it begins at."""

    target: str
    place: Place
    base: str


def dead_links(goals: Goals, files: Iterable[str]) -> Iterator[tuple[Problem, str]]:
    """A warning for each link that leads to nothing, with the words to point at.

    Args:
        goals: Of the narrowest audience: what only it may see is there for it.
        files: Every file that the site holds, with its path from the root.
    """
    known = frozenset(files)
    records = (link for base, record in _records(goals) for link in _of_record(record, base))
    for link in (*records, *_of_intros(goals)):
        if not _is_there(link, known):
            yield _problem(link, known), link.target
    for page, place in _menu(goals):
        address = f"{page.strip('/').removesuffix(_PAGE).strip('/')}/".lstrip("/")
        if addresses.output_path(address) not in known and address not in _WHEN_THERE_IS_SOMETHING:
            pages = sorted(one.removesuffix(f"/{_PAGE}") for one in known if one.endswith(f"/{_PAGE}"))
            message = f"The menu leads to `{page}`, and there is no such page: the entry is left out."
            hint = f"{did_you_mean(page.strip('/'), pages)}Write a page's address, `map` or `about`; `url:` is for other sites."
            yield Problem(place, "dead-link", message, hint, Severity.WARNING), page


def _records(goals: Goals) -> Iterator[tuple[str, Record]]:
    """Every record that may hold links, with what relative ones in its texts begin at."""
    yield addresses.HOME, goals.site
    for team in goals.teams.values():
        yield addresses.team(team.id), team.record
    for objective in goals.objectives.values():
        base = addresses.team(objective.team)
        yield base, objective.record
        for key_result in objective.key_results:
            own = {id(one) for one in key_result.record.checkins}
            yield from ((base, one) for one in key_result.checkins if id(one) not in own)
    for kpi in goals.kpis.values():
        yield addresses.team(kpi.team), kpi.record
    for update in goals.updates.values():
        yield addresses.team(update.team), update.record
    for page in (*goals.pages.values(), *([goals.index] if goals.index else [])):
        yield addresses.HOME, page.record


def _of_intros(goals: Goals) -> Iterator[_Written]:
    """What stands above a team's objectives, which has no place of its own."""
    paths = {(one.team, one.cycle): one.record.places.path for one in reversed(tuple(goals.objectives.values()))}
    for team in goals.teams.values():
        for cycle, intro in team.intros.items():
            place = Place(paths.get((team.id, cycle), team.record.places.path))
            yield from _of_text(intro, place, addresses.team(team.id))


def _of_record(record: Record, base: str) -> Iterator[_Written]:
    for spec in _with_links(type(record)):  # type: ignore[arg-type]  # a class is hashable, whatever its instances are
        value = getattr(record, spec.attribute)
        if not value:
            continue
        if isinstance(spec.kind, TextKind):
            yield from _of_text(value, record.places.at(spec.name), base)
        else:
            yield from _of_value(value, record, (spec.name,), base)
    body: Text = getattr(record, "body", "")
    if body:
        yield from _of_text(body, Place(record.places.path), base)


@cache
def _with_links(cls: type[Any]) -> tuple[Field, ...]:
    """The fields of a record that may hold links; most of a large site's records are check-ins, which have one."""
    return tuple(
        spec
        for spec in cls.declared.values()
        if spec.kind.holds_records or any(word in spec.kind.label for word in ("markdown", "link"))
    )


def _of_value(value: object, record: Record, trail: tuple[str | int, ...], base: str) -> Iterator[_Written]:
    if isinstance(value, Record):
        yield from _of_record(value, base)
    elif isinstance(value, Link):
        if _is_relative(value.url):
            yield _Written(value.url, record.places.at(*trail), addresses.HOME)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for position, one in enumerate(value):
            yield from _of_value(one, record, (*trail, position), base)


def _of_text(text: Text, place: Place, base: str) -> Iterator[_Written]:
    for words in (text,) if isinstance(text, str) else _languages(text):
        yield from (_Written(target, place, base) for target in relative_links(words))


def _languages(text: Texts) -> Iterator[str]:
    return (words for _, words in text.by_language)


def _is_relative(url: str) -> bool:
    return ":" not in url.partition("/")[0] and not url.startswith(("/", "#", "?"))


def _is_there(link: _Written, known: frozenset[str]) -> bool:
    path = _path(link)
    if path.startswith("../") or path == "..":
        return True  # it leaves the site; what stands there nobody here knows
    return path in known or posixpath.join(path, _PAGE).removeprefix("./") in known


def _path(link: _Written) -> str:
    bare = unquote(link.target.partition("#")[0].partition("?")[0])
    return posixpath.normpath(posixpath.join(link.base, bare)) if bare else link.base


def _problem(link: _Written, known: frozenset[str]) -> Problem:
    where = "its team's page" if link.base else "the site's root"
    path = _path(link)
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
