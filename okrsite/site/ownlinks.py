"""Every link that the content of a site holds: in texts, in `links:` and their like; where it stands and what it begins at."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from okrsite.problems import Place
from okrsite.site import addresses
from okrsite.source.fields import Field, Record
from okrsite.source.markdownlinks import links_in, may_link
from okrsite.source.rows import Columns
from okrsite.source.scalarkinds import TextKind
from okrsite.source.values import Link, Text, Texts

if TYPE_CHECKING:
    from okrsite.goals.model import Goals

__all__ = ["Written", "own_links", "path_of"]


class Written(NamedTuple):
    """An address as written, the place of the value that it stands in, and the page or folder that a relative one begins at."""

    target: str
    place: Place
    base: str


def own_links(goals: Goals) -> list[Written]:
    """Every link in the content of `goals`; those of people are not among them."""
    found: list[Written] = []
    for base, record in _records(goals):
        _look_into(record, base, found)
    return [*found, *_of_intros(goals)]


def path_of(link: Written) -> str:
    """Where a relative link leads, from the site's root; `../…` where it leaves the site."""
    bare = unquote(link.target.partition("#")[0].partition("?")[0])
    return posixpath.normpath(posixpath.join(link.base, bare)) if bare else link.base


def _records(goals: Goals) -> Iterator[tuple[str, Record]]:
    """Every record that may hold links, with what relative ones in its texts begin at."""
    yield addresses.HOME, goals.site
    for team in goals.teams.values():
        yield addresses.team(team.id), team.record
    for objective in goals.objectives.values():
        base = addresses.team(objective.team)
        yield base, objective.record
        for key_result in objective.key_results:
            if key_result.checkins is not key_result.record.checkins and _may_hold_links(key_result.checkins):
                own = {one.places[:2] for one in key_result.record.checkins}
                yield from ((base, one) for one in key_result.checkins if one.places[:2] not in own)
    for kpi in goals.kpis.values():
        yield addresses.team(kpi.team), kpi.record
    for update in goals.updates.values():
        yield addresses.team(update.team), update.record
    for page in (*goals.pages.values(), *([goals.index] if goals.index else [])):
        yield addresses.HOME, page.record


def _of_intros(goals: Goals) -> Iterator[Written]:
    """What stands above a team's objectives, which has no place of its own."""
    paths = {(one.team, one.cycle): one.record.places.path for one in reversed(tuple(goals.objectives.values()))}
    for team in goals.teams.values():
        for cycle, intro in team.intros.items():
            place = Place(paths.get((team.id, cycle), team.record.places.path))
            yield from _of_text(intro, place, addresses.team(team.id))


def _look_into(record: Record, base: str, found: list[Written]) -> None:
    """Add the links of a record, and of those in it, to those that are `found`."""
    for spec in _with_links(type(record)):  # type: ignore[arg-type]  # a class is hashable, whatever its instances are
        value = getattr(record, spec.attribute)
        if not value or (type(value) is str and not may_link(value)):
            continue
        if isinstance(spec.kind, TextKind):
            found += _of_text(value, record.places.at(spec.name), base)
        else:
            _look_at(value, record, (spec.name,), base, found)
    body: Text = getattr(record, "body", "")
    if body:
        found += _of_text(body, Place(record.places.path), base)


@cache
def _with_links(cls: type[Any]) -> tuple[Field, ...]:
    """The fields of a record that may hold links; most of a large site's records are check-ins, which have one."""
    return tuple(
        spec
        for spec in cls.declared.values()
        if spec.kind.holds_records or any(word in spec.kind.label for word in ("markdown", "link"))
    )


def _look_at(value: object, record: Record, trail: tuple[str | int, ...], base: str, found: list[Written]) -> None:
    if isinstance(value, Record):
        _look_into(value, base, found)
    elif isinstance(value, Link):
        found.append(Written(value.url, record.places.at(*trail), addresses.HOME))
    elif isinstance(value, Columns):
        if _may_hold_links(value):
            for one in value:
                _look_into(one, base, found)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for position, one in enumerate(value):
            if isinstance(one, Record):
                _look_into(one, base, found)
            else:
                _look_at(one, record, (*trail, position), base, found)


def _may_hold_links(records: Sequence[Record]) -> bool:
    """Whether any of the records, of one kind, may hold a link: of those that are kept as columns, that need not be made for it."""
    if not isinstance(records, Columns):
        return bool(records)
    kind: Any = records.kind
    values = chain.from_iterable(records.column(spec.attribute) for spec in _with_links(kind))
    return any(value and (not isinstance(value, str) or may_link(value)) for value in values)


def _of_text(text: Text, place: Place, base: str) -> list[Written]:
    texts = (text,) if isinstance(text, str) else _languages(text)
    return [Written(target, place, base) for words in texts for target in links_in(words)]


def _languages(text: Texts) -> Iterator[str]:
    return (words for _, words in text.by_language)
