"""Where a view stands: the page it makes and the edition around it. Links, texts and people are worded through it."""

from __future__ import annotations

from urllib.parse import quote

from okrsite.frozen import dataclass
from okrsite.goals.figures import Figures
from okrsite.goals.model import Goals
from okrsite.site import addresses
from okrsite.site.pages import PagePlan
from okrsite.site.views.parts import LinkTo, PersonLink, Prose
from okrsite.site.views.said import Named, Said
from okrsite.site.views.shared import Shared
from okrsite.site.wording import Wording
from okrsite.source.values import Link, Text

__all__ = ["Here"]


@dataclass(frozen=True, slots=True)
class Here:
    """A page of an edition: its linked site, the figures of the day, the page's language.

    `address` is where its file lies: with `prefix`, the language's.
    """

    shared: Shared
    plan: PagePlan
    prefix: str
    address: str
    goals: Goals
    figures: Figures
    words: Wording

    @classmethod
    def at(cls, shared: Shared, plan: PagePlan) -> Here:
        """The page of `plan` in the edition of `shared`."""
        edition = shared.edition
        prefix = addresses.localized(addresses.HOME, edition.language, edition.default_language)
        return cls(shared, plan, prefix, prefix + plan.address, shared.goals, shared.figures, shared.words)

    # links

    def to(self, address: str) -> str:
        """The way to a page in this language, or to a part of one."""
        return self.to_file(self.prefix + address)

    def to_file(self, address: str) -> str:
        """The way to what exists once for all languages: a data file, something in static/."""
        if self.plan.kind == "not-found":
            return addresses.rooted(self.goals.site.url, address)
        return addresses.relative(self.address, address, self.goals.site.portable)

    @property
    def root(self) -> str:
        """The way to the folder of the whole site, for what is joined to it."""
        if self.plan.kind == "not-found":
            return addresses.rooted(self.goals.site.url, addresses.HOME)
        return addresses.relative(self.address, addresses.HOME)

    def to_any(self, link: str) -> str:
        """The way to an address that someone wrote: relative ones start from the site's root."""
        head = link.partition("/")[0]
        return link if ":" in head or link.startswith(("/", "#")) else self.to_file(link)

    def to_page(self, address: str) -> str | None:
        """The way to a page that may not exist: None then."""
        return self.to(address) if address in self.shared.addresses else None

    def method(self, anchor: str) -> str:
        """The paragraph that says how a figure is computed."""
        return self.to(f"{addresses.METHOD}#{anchor}")

    # people's words

    def said(self, text: Text) -> Said:
        """`text` in this language, else in another one that is then named."""
        if isinstance(text, str):
            return Said(text)
        edition = self.shared.edition
        exact = text.get(edition.language)
        if exact is not None:
            return Said(exact)
        default = text.get(edition.default_language)
        if default is not None:
            return Said(default, edition.default_language)
        language, first = text.by_language[0]
        return Said(first, language)

    def text(self, text: Text) -> str:
        """`text` in this language as far as there is one."""
        return text if isinstance(text, str) else self.said(text).text

    def prose(self, text: Text | None, team: str | None, key: str) -> Prose | None:
        """Markdown of a team (its relative links start from the team page) or of the site; `key` is its own on the page."""
        if not text:
            return None
        said = self.said(text)
        return Prose(said.text, addresses.team(team) if team else addresses.HOME, f"_{key}", said.lang)

    def person(self, written: str | None) -> PersonLink | None:
        """Someone, as far as the policy shows them."""
        who = self.shared.shown(written)
        if who is None:
            return None
        href = self.to_page(who.address) if who.address else None
        avatar = self.to_file(who.avatar) if who.avatar else None
        return PersonLink(self.text(who.text), href, avatar)

    def people(self, written: tuple[str, ...]) -> tuple[PersonLink, ...]:
        """Those of several who may be shown."""
        return tuple(person for person in map(self.person, written) if person)

    def carriers(self, written: tuple[str, ...]) -> tuple[PersonLink, ...]:
        """Others who carry a goal: teams by their names, people as far as the policy shows them."""
        found = (self._team_carrier(one) if one in self.goals.teams else self.person(one) for one in written)
        return tuple(one for one in found if one)

    def _team_carrier(self, team_id: str) -> PersonLink:
        link = self.team_link(team_id)
        return PersonLink(link.text, link.href)

    # things by their names

    def team(self, team_id: str) -> Named:
        """A team."""
        return Named(self.said(self.goals.teams[team_id].record.name), self.to(addresses.team(team_id)))

    def team_link(self, team_id: str) -> LinkTo:
        """A team, in plain words."""
        return LinkTo(self.text(self.goals.teams[team_id].record.name), self.to(addresses.team(team_id)))

    def goal(self, ref: str) -> Named:
        """An objective or one of its key results."""
        objective = self.goals.objectives[ref.partition("#")[0]]
        record = self.goals.key_result(ref).record if "#" in ref else objective.record
        figures = self.figures.key_results[ref] if "#" in ref else self.figures.objectives[ref]
        return Named(self.said(record.title), self.to(addresses.goal(ref)), figures.status == "dropped")

    def kpi(self, ref: str) -> Named:
        """A KPI."""
        return Named(self.said(self.goals.kpis[ref].record.name), self.to(addresses.kpi(ref)))

    def cycle_link(self, cycle_id: str, team: str | None = None) -> LinkTo:
        """A cycle, of one team where `team` is given; without a page of its own in plain words."""
        name = self.words.cycle(self.goals.cycles[cycle_id])
        address = addresses.team_cycle(team, cycle_id) if team else addresses.cycle(cycle_id)
        return LinkTo(name, self.to_page(address))

    def links(self, links: tuple[Link, ...]) -> tuple[LinkTo, ...]:
        """Links as written; a bare one shows its address."""
        return tuple(self.link(one) for one in links)

    def link(self, link: Link) -> LinkTo:
        """A link as written."""
        return LinkTo(self.text(link.title) if link.title else _bare(link.url), self.to_any(link.url))

    def discuss(self, ref: str) -> LinkTo | None:
        """The `ask about this goal` link."""
        template = self.goals.site.discuss
        if template is None:
            return None
        return LinkTo(
            self.words.gettext("Ask about this {objective|goal}"), template.replace("{ref}", quote(ref, safe=""))
        )


def _bare(url: str) -> str:
    """An address as one would say it."""
    return url.removeprefix("https://").removeprefix("http://").removeprefix("mailto:").rstrip("/") or url
