"""An old address: leads to the new one."""

from __future__ import annotations

from okrsite.frozen import dataclass
from okrsite.site import addresses
from okrsite.site.views.frame import Around
from okrsite.site.views.here import Here

__all__ = ["StubView", "stub"]


@dataclass(frozen=True, slots=True)
class StubView:
    """Where the page has gone: `href` from here, `canonical` for search engines."""

    title: str
    sentence: str
    href: str
    canonical: str


def stub(here: Here) -> tuple[StubView, Around]:
    """The stub of an old address; its plan names the new one."""
    edition, url = here.shared.edition, here.goals.site.url
    target = here.plan.subject[1]
    localized = addresses.localized(target, edition.language, edition.default_language)
    title = here.words.gettext("This page has moved")
    view = StubView(
        title=title,
        sentence=here.words.gettext("It now has a new address:"),
        href=here.to(target),
        canonical=addresses.absolute(url, localized) if url else here.to(target),
    )
    return view, Around(heading=title, description=f"{view.sentence} {view.canonical}")
