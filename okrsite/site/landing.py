"""Where the files land that are no pages: feeds, badges, the calendar, data. Known without what it takes to make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.site import addresses
from okrsite.source.ids import normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from okrsite.goals.model import Goals

__all__ = [
    "agenda_addresses",
    "badge_addresses",
    "badge_places",
    "feed_addresses",
    "feed_places",
    "file_addresses",
    "outlet_addresses",
]

_RECORDS = ("site", "objectives", "kpis", "teams", "people", "updates", "alignment", "balance")
_TABLES = ("objectives", "key-results", "checkins", "kpis", "kpi-values", "details")


def file_addresses(goals: Goals) -> Iterator[str]:
    """Where all data files land, data/site.json with them."""
    for name in _RECORDS:
        yield addresses.data_file(f"{name}.json")
        yield addresses.schema_file(name)
    yield from (addresses.data_file(f"{name}.csv") for name in _TABLES)
    yield addresses.ROBOTS
    if goals.site.url:
        yield addresses.SITEMAP


def outlet_addresses(goals: Goals) -> Iterator[str]:
    """Where feeds, badges and the calendar land."""
    yield from feed_addresses(goals)
    yield from badge_addresses(goals)
    yield from agenda_addresses(goals)


def feed_addresses(goals: Goals) -> Iterator[str]:
    """Where feeds land."""
    if goals.site.url:
        yield addresses.FEED
        if "team-feeds" in goals.site.extras:
            for team in goals.teams:
                yield from feed_places(goals, team)


def feed_places(goals: Goals, team: str) -> Iterator[str]:
    """A team's feed, also at its old addresses: nothing else could lead a feed reader to the new one."""
    old = map(normalised, goals.teams[team].record.aliases)
    return (addresses.team_feed(one) for one in (team, *(one for one in old if one not in goals.teams)))


def badge_addresses(goals: Goals) -> Iterator[str]:
    """Where badges land, in each language."""
    if "badges" in goals.site.extras:
        for language in dict.fromkeys((goals.site.language, *goals.site.languages)):
            for address in badge_places(goals):
                yield addresses.localized(address, language, goals.site.language)


def badge_places(goals: Goals) -> dict[str, str]:
    """Address → ref: of everything where it is, then at its old addresses, since a picture cannot lead on."""
    found = {addresses.objective_badge(ref): ref for ref in goals.objectives}
    found |= {addresses.kpi_badge(ref): ref for ref in goals.kpis}
    for objective in goals.objectives.values():
        for team, own in _names(goals, objective.team, objective.id, objective.record.aliases):
            found.setdefault(addresses.objective_badge(f"{team}/{objective.cycle}/{own}"), objective.ref)
    for kpi in goals.kpis.values():
        for team, own in _names(goals, kpi.team, kpi.id, kpi.record.aliases):
            found.setdefault(addresses.kpi_badge(f"{team}/{own}"), kpi.ref)
    return found


def _names(goals: Goals, team: str, own: str, aliases: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every name that a team's thing has or had."""
    for one in (own, *map(normalised, aliases)):
        for under in (team, *map(normalised, goals.teams[team].record.aliases)):
            yield under, one


def agenda_addresses(goals: Goals) -> Iterator[str]:
    """Where it lands."""
    if goals.objectives:
        yield addresses.CALENDAR
