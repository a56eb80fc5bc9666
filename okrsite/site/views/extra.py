"""An extra page: Markdown of the site's own."""

from __future__ import annotations

from okrsite.frozen import dataclass
from okrsite.site.views.frame import Around
from okrsite.site.views.here import Here
from okrsite.site.views.parts import Prose
from okrsite.site.views.said import Said

__all__ = ["ExtraView", "extra"]


@dataclass(frozen=True, slots=True)
class ExtraView:
    """A page's title and words."""

    title: Said
    body: Prose | None


def extra(here: Here) -> tuple[ExtraView, Around]:
    """The extra page that the plan names."""
    found = here.goals.pages[here.plan.subject[0]]
    title = here.said(found.record.title or found.id)
    view = ExtraView(title, here.prose(found.record.body, None, "body"))
    return view, Around(heading=title.text, text=found.record.body, record=found.record, tree=found.tree)
