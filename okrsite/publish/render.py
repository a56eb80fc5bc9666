"""Plans → pages: one renderer a language, each page a pure function of its plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from gettext import NullTranslations
from pathlib import Path

from okrsite.frozen import dataclass
from okrsite.problems import Problem
from okrsite.publish.prepare import Ready
from okrsite.site import addresses
from okrsite.site.edition import Edition, languages_of
from okrsite.site.pages import PagePlan
from okrsite.site.terms import Termed
from okrsite.site.views.registry import Shown, view
from okrsite.site.views.shared import Shared
from okrsite.site.views.watched import WatchedShared
from okrsite.site.wording import Wording
from okrsite.theme.catalogue import read_catalogue
from okrsite.theme.environment import LinkMaker, Renderer, relative_link
from okrsite.version import __version__

__all__ = ["GENERATOR", "Job", "Press", "make_press", "make_shared"]

GENERATOR = f"okrsite {__version__}"


@dataclass(frozen=True, slots=True)
class Job:
    """One page in one language."""

    plan: PagePlan
    language: str


@dataclass(frozen=True, slots=True)
class Press:
    """What pages are printed with, by language."""

    languages: Mapping[str, tuple[Shared, Renderer]]
    default: str

    @property
    def wordings(self) -> list[Wording]:
        """The words of each language, the default first."""
        return [shared.words for shared, _ in self.languages.values()]

    @property
    def main(self) -> Shared:
        """The edition of the default language."""
        return self.languages[self.default][0]

    def renewed(self, ready: Ready) -> Press:
        """A press for the same pages in the same words, whose goals and figures are others."""
        languages = {
            language: (
                Shared(
                    replace(shared.edition, goals=ready.goals, figures=ready.figures, rules=ready.rules), ready.plans
                ),
                renderer,
            )
            for language, (shared, renderer) in self.languages.items()
        }
        return Press(languages, self.default)

    def page(self, job: Job) -> tuple[str, bytes]:
        """The file of a page: its path and its bytes. Raises BrokenTemplate."""
        return self.printed(job, self.shown(job))

    def shown(self, job: Job) -> Shown:
        """What a page shows."""
        return view(self.languages[job.language][0], job.plan)

    def printed(self, job: Job, shown: Shown) -> tuple[str, bytes]:
        """The file of a page that shows that: its path and its bytes. Raises BrokenTemplate."""
        address = addresses.localized(job.plan.address, job.language, self.default)
        return addresses.output_path(address), self.languages[job.language][1].render(*shown).encode()


def make_press(ready: Ready, cache: Path | None, *, watching: bool = False) -> tuple[Press, list[Problem]]:
    """A press for every language of the site, and what is wrong with the catalogues; `cache` is for compiled templates.

    With `watching` its editions note what pages ask of them.
    """
    site = ready.goals.site
    languages: dict[str, tuple[Shared, Renderer]] = {}
    problems: list[Problem] = []
    for language in languages_of(site):
        shared, wrong = make_shared(ready, language)
        problems += wrong
        if watching:
            shared = WatchedShared(shared)
        renderer = Renderer(
            ready.theme.chain,
            ready.theme.assets,
            _in_templates(shared.words.catalogue),
            options=ready.theme.options,
            raw_html=site.html == "safe",
            link=_link_maker(shared),
            sizes=ready.sizes,
            cache=cache,
        )
        languages[language] = shared, renderer
    return Press(languages, site.language), problems


def _in_templates(catalogue: NullTranslations) -> NullTranslations:
    return catalogue.in_templates() if isinstance(catalogue, Termed) else catalogue


def make_shared(ready: Ready, language: str) -> tuple[Shared, list[Problem]]:
    """What the pages of one language share, and what is wrong with its catalogues."""
    site = ready.goals.site
    catalogue, problems = read_catalogue(ready.theme.chain, language)
    words = Wording(language, site.language, catalogue, site)
    edition = Edition(
        ready.goals, ready.figures, words, languages_of(site), GENERATOR, ready.ignored, ready.rules, ready.sizes
    )
    return Shared(edition, ready.plans), problems


def _link_maker(shared: Shared) -> LinkMaker:
    """Links in texts: one to a page leads to it in the reader's language, and names index.html in a portable site.

    What lies in a team's folder is named from there, or from the folder of the file that the text stands in.
    """
    site, language = shared.goals.site, shared.words.language
    folders = ("", "updates/", *(f"{cycle}/" for cycle in shared.goals.cycles))
    teams = shared.goals.teams.values()
    attached = {addresses.attachment(team.id, name) for team in teams for name, _ in team.attachments}

    def link(base: str, target: str, root: str) -> str:
        page, mark, anchor = relative_link(base, target, "").partition("#")
        if page not in shared.addresses:
            named = (relative_link(base + folder, target, "") for folder in folders)
            file = next((address for address in named if address in attached), None)
            return f"{root}{file or f'{page}{mark}{anchor}'}"
        leaf = "index.html" if site.portable else ""
        return f"{root}{addresses.localized(page, language, site.language)}{leaf}{mark}{anchor}"

    return link
