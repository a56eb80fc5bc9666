"""What carries goals to where people look anyway: feeds, the calendar, badges. Each exists once, in the main language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.site.agenda import agenda, agenda_addresses
from okrsite.site.badges import badge_addresses, badges
from okrsite.site.feeds import feed_addresses, feeds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsite.goals.model import Goals
    from okrsite.site.views.shared import Shared

__all__ = ["outlet_addresses", "outlets"]


def outlets(shared: Shared) -> Iterator[tuple[str, bytes]]:
    """Each file's address and bytes, from the edition of the main language."""
    for address, text in (*feeds(shared), *badges(shared)):
        yield address, text.encode()
    yield from agenda(shared)


def outlet_addresses(goals: Goals) -> Iterator[str]:
    """Where all of them land."""
    yield from feed_addresses(goals)
    yield from badge_addresses(goals)
    yield from agenda_addresses(goals)
