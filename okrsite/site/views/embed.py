"""An objective as a card for other sites' pages (the extra `embeds`): no script, and every link leaves the frame."""

from __future__ import annotations

from okrsite.frozen import dataclass
from okrsite.site import addresses
from okrsite.site.views.bars import objective_bar
from okrsite.site.views.fields import dropped_line
from okrsite.site.views.frame import Around
from okrsite.site.views.here import Here
from okrsite.site.views.lines import KeyResultLine, key_result_line
from okrsite.site.views.objective import objective_sentence
from okrsite.site.views.parts import Badge, Bar, LinkTo
from okrsite.site.views.said import NoteLine, Said
from okrsite.site.views.sentences import coverage_sentence, stale_words

__all__ = ["EmbedView", "embed"]


@dataclass(frozen=True, slots=True)
class EmbedView:
    """A card: `href` leads to the whole page, `canonical` is that page for search engines, None without the site's `url`."""

    title: Said
    href: str
    canonical: str | None
    team: LinkTo
    cycle: LinkTo
    status: Badge
    stale: str | None
    dropped: NoteLine | None
    bar: Bar | None
    sentence: str
    coverage: str | None
    key_results: tuple[KeyResultLine, ...]


def embed(here: Here) -> tuple[EmbedView, Around]:
    """The card of the objective that the plan names."""
    found = here.goals.objectives[here.plan.subject[0]]
    figures, edition, url = here.figures.objectives[found.ref], here.shared.edition, here.goals.site.url
    page = addresses.objective(found.ref)
    view = EmbedView(
        title=here.said(found.record.title),
        href=here.to(page),
        canonical=addresses.absolute(url, addresses.localized(page, edition.language, edition.default_language))
        if url
        else None,
        team=here.team_link(found.team),
        cycle=here.cycle_link(found.cycle, found.team),
        status=here.shared.states.statuses[figures.status],
        stale=stale_words(here.words, figures),
        dropped=dropped_line(here, found.record.dropped),
        bar=objective_bar(here.shared, found.ref),
        sentence=objective_sentence(here, figures, here.goals.cycles[found.cycle].end),
        coverage=coverage_sentence(here.words, figures),
        key_results=tuple(key_result_line(here, one) for one in found.key_results),
    )
    return view, Around(heading=view.title.text, description=view.sentence)
