"""Real sites, read, linked, measured and shown by the real theme: what tests of views and of whole pages share."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from okrsite.goals.audience import narrow
from okrsite.goals.link import link
from okrsite.goals.measure import measure
from okrsite.problems import Severity
from okrsite.site import addresses
from okrsite.site.edition import Edition
from okrsite.site.pages import PagePlan, plan
from okrsite.site.views.parts import Frame
from okrsite.site.views.registry import view
from okrsite.site.views.shared import Shared
from okrsite.site.wording import Wording
from okrsite.source.load import load
from okrsite.theme.catalogue import read_catalogue
from okrsite.theme.environment import Renderer
from okrsite.theme.theme import Theme, load_theme

DAY = dt.date(2026, 11, 22)


@dataclass(frozen=True)
class Printed:
    """A site in one language."""

    shared: Shared
    theme: Theme
    renderer: Renderer
    plans: tuple[PagePlan, ...]

    @cached_property
    def by_address(self) -> dict[str, PagePlan]:
        return {one.address: one for one in self.plans}

    def view(self, address: str) -> object:
        """What the template of a page is given."""
        return view(self.shared, self.by_address[address])[1]

    def frame(self, address: str) -> Frame:
        return view(self.shared, self.by_address[address])[2]

    def html(self, address: str) -> str:
        template, content, frame = view(self.shared, self.by_address[address])
        return self.renderer.render(template, content, frame)

    def pages(self) -> Iterator[tuple[str, str]]:
        """Each page's file and its HTML."""
        edition = self.shared.edition
        for one in self.plans:
            address = addresses.localized(one.address, edition.language, edition.default_language)
            yield addresses.output_path(address), self.html(one.address)


@lru_cache(maxsize=1)
def _cache() -> Path:
    """A folder for compiled templates, for the whole run of the tests."""
    return Path(tempfile.mkdtemp(prefix="okrsite-tests-"))


def printed(root: Path, *, audience: str | None = None, language: str | None = None, day: dt.date = DAY) -> Printed:
    """The site in `root`, whose content must be without errors."""
    loaded = load(root)
    assert loaded.sources is not None, loaded.problems
    site = loaded.sources.site
    for_whom = audience or site.audiences[0]
    linked = link(narrow(loaded.sources, for_whom), for_whom)
    wrong = [one for one in (*loaded.problems, *linked.problems) if one.severity is Severity.ERROR]
    assert not wrong, wrong
    assert linked.goals is not None
    figures = measure(linked.goals, day)
    theme, problems = load_theme(root, linked.goals.site)
    assert theme is not None, problems
    tag = language or site.language
    catalogue, _ = read_catalogue(theme.chain, tag)
    words = Wording(tag, site.language, catalogue, linked.goals.site)
    languages = tuple(dict.fromkeys((site.language, *site.languages)))
    shared = Shared(Edition(linked.goals, figures, words, languages, "okrsite 0.1"))
    renderer = Renderer(
        theme.chain, theme.assets, words.catalogue, options=theme.options, raw_html=site.html == "safe", cache=_cache()
    )
    return Printed(shared, theme, renderer, plan(linked.goals, figures))
