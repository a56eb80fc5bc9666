"""The page for an address that leads nowhere: what to do next. A server shows it at any depth."""

from __future__ import annotations

from okrsite.frozen import dataclass
from okrsite.site import addresses
from okrsite.site.views.frame import Around
from okrsite.site.views.here import Here
from okrsite.site.views.parts import LinkTo

__all__ = ["NotFoundView", "not_found"]


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """Why one may be here, and where to go on."""

    title: str
    sentence: str
    links: tuple[LinkTo, ...]


def not_found(here: Here) -> tuple[NotFoundView, Around]:
    """The page 404.html."""
    gettext = here.words.gettext
    title = gettext("There is no page at this address")
    sentence = gettext("It may have been renamed, or its address was cut off on the way. Go on from one of these:")
    places = (
        (gettext("Where we stand"), addresses.HOME),
        (gettext("All {teams}"), addresses.TEAMS),
        (gettext("All {cycles}"), addresses.CYCLES),
        (gettext("All {kpis}"), addresses.KPIS),
    )
    links = tuple(LinkTo(text, here.to(at)) for text, at in places if at in here.shared.addresses)
    return NotFoundView(title, sentence, links), Around(heading=title, description=sentence)
