"""Everything that has a name, by kind: what the jump box looks through, readable without script."""

from __future__ import annotations

from okrsite.frozen import dataclass
from okrsite.site.findable import Findable, findable
from okrsite.site.views.frame import Around
from okrsite.site.views.here import Here
from okrsite.site.views.parts import Badge

__all__ = ["FoundGroup", "FoundLine", "SearchView", "search"]


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A thing by its name, its state, where it belongs, and its parts."""

    title: str
    href: str
    state: Badge | None
    note: str
    below: tuple[FoundLine, ...]


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """Everything of one kind; `id` is its part of the page, `count` how many it has, in words."""

    id: str
    name: str
    count: str
    lines: tuple[FoundLine, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """The whole site by kind. `unfolded` where it is short; else parts are named, not linked."""

    title: str
    groups: tuple[FoundGroup, ...]
    unfolded: bool


def search(here: Here) -> tuple[SearchView, Around]:
    """The index of everything, by kind."""
    title = here.words.gettext("Search")
    groups = tuple(
        FoundGroup(
            f"kind-{position}",
            group.name,
            here.words.number(len(group.entries)),
            tuple(_line(here, one) for one in group.entries),
        )
        for position, group in enumerate(findable(here.shared))
    )
    view = SearchView(title, groups, sum(len(group.lines) for group in groups) <= 200)
    return view, Around(heading=title, description=here.words.gettext("Everything on this site, by kind."))


def _line(here: Here, one: Findable) -> FoundLine:
    return FoundLine(
        one.title, here.to(one.address), one.state, one.note, tuple(_line(here, part) for part in one.below)
    )
