"""What carries goals to where people look anyway: feeds and the calendar, once, in the main language; badges in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.site.agenda import agenda
from okrsite.site.badges import badges
from okrsite.site.feeds import feeds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsite.site.views.shared import Shared

__all__ = ["badge_files", "feed_files", "outlets"]


def outlets(shared: Shared) -> Iterator[tuple[str, bytes]]:
    """Each file's address and bytes, from the edition of the main language."""
    yield from feed_files(shared)
    yield from agenda(shared)


def feed_files(shared: Shared) -> Iterator[tuple[str, bytes]]:
    """Each feed's address and bytes."""
    for address, text in feeds(shared):
        yield address, text.encode()


def badge_files(shared: Shared) -> Iterator[tuple[str, bytes]]:
    """Each badge's address and bytes, in the language of `shared`."""
    for address, text in badges(shared):
        yield address, text.encode()
