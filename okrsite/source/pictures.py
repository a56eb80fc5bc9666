"""Logos, icons and avatars: files in static/ that are named and not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.problems import Problem, Severity
from okrsite.source.nearest import MOST_HINTS, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsite.problems import Place
    from okrsite.source.sources import Sources

__all__ = ["pictures_that_are_missing"]


def pictures_that_are_missing(sources: Sources) -> Iterator[Problem]:
    """A warning for each picture that static/ does not have: a page would show a gap."""
    known = frozenset(sources.static)
    missing = ((name, place) for name, place in _named(sources) if name not in known)
    for number, (name, place) in enumerate(missing):
        message = f"There is no file static/{name}."
        hint = f"{did_you_mean(name, sources.static) if number < MOST_HINTS else ''}Put the picture there, or correct its name."
        yield Problem(place, "missing-file", message, hint, Severity.WARNING)


def _named(sources: Sources) -> Iterator[tuple[str, Place]]:
    """The names of pictures, and where they are written."""
    for logo in (sources.site.logo, sources.site.favicon):
        if logo:
            yield logo.light, logo.places.at("light")
        if logo and logo.dark:
            yield logo.dark, logo.places.at("dark")
    for team in sources.teams:
        if team.record and team.record.icon and "." in team.record.icon:
            yield team.record.icon, team.record.places.at("icon")
    for person in sources.people.values():
        if person.avatar:
            yield person.avatar, person.places.at("avatar")
