"""The records of site.yml."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from okrsite.source import kinds
from okrsite.source.fields import Context, Record, field, make, record
from okrsite.source.values import Link, Number, Text

__all__ = ["ContentTree", "CycleSetting", "Logo", "MenuItem", "OwnField", "Repository", "Site", "StatusLimits"]


@record
class Repository(Record):
    """Where the content is edited."""

    url: Link | None = field(kinds.LINK, "The repository's address.", example="https://github.com/example/goals")
    branch: str = field(kinds.LINE, "The branch that is published.", default="main")
    forge: Literal["github", "gitlab", "gitea"] | None = field(
        kinds.choice("github", "gitlab", "gitea"), "Guessed from the address where it is not given."
    )
    edit: str | None = field(kinds.ADDRESS_TEMPLATE, "An address of one's own with {path}, {line}, {branch}.")
    source: str | None = field(kinds.ADDRESS_TEMPLATE, "Likewise, to read the file.")
    new: str | None = field(kinds.ADDRESS_TEMPLATE, "Likewise, to write a new one.")
    audience: str | None = field(
        kinds.AUDIENCE, "Whose builds have these links, source lines and git facts; default the narrowest."
    )

    def check(self, context: Context) -> None:
        """Tells the context of an address that no other site's page can link to."""
        if self.url and not self.url.url.lower().startswith(("https://", "http://")):
            message = f"`{self.url.url}` is no address of a repository."
            hint = "Write `https://github.com/example/goals`."
            context.problem(self.places.mark_of("url"), "bad-link", message, hint)


@record
class ContentTree(Record):
    """A folder of content, and the widest audience that anything in it may have."""

    path: str = field(kinds.LINE, "The folder, from the site's folder.", required=True)
    audience: str | None = field(kinds.AUDIENCE, "Nothing in it is wider than this.")
    repository: Repository | None = field(kinds.one_or_address(Repository), "Where this tree is edited.")


@record
class CycleSetting(Record):
    """A cycle: a stretch of time that goals are set for."""

    id: str = field(kinds.ID, "Its name in file names.", required=True, example="2026-q4")
    name: Text | None = field(kinds.TEXT, "What it is called; default made from the id.")
    start: dt.date | None = field(kinds.DATE, "Its first day; required unless the id names it.")
    end: dt.date | None = field(kinds.DATE, "Its last day; required unless the id names it.")
    parent: str | None = field(kinds.CYCLE, "The cycle that it lies in; default the shortest that contains it.")
    checkin_every: int | None = field(kinds.DAYS, "How often a check-in is expected, in days.")


@record
class OwnField(Record):
    """A field of one's own."""

    label: Text | None = field(kinds.TEXT, "What it is called; default its name.")
    type: Literal["text", "markdown", "number", "date", "link", "person"] = field(
        kinds.choice("text", "markdown", "number", "date", "link", "person"), "What it holds.", default="text"
    )
    unit: Text | None = field(kinds.TEXT, "A number's unit.")


@record
class StatusLimits(Record):
    """How far behind pace a goal may be before it counts so, as shares."""

    at_risk: Number = field(kinds.SHARE, "Up to this gap: on track.", default=0.10)
    off_track: Number = field(kinds.SHARE, "Up to this gap: at risk; beyond: off track.", default=0.25)

    def check(self, context: Context) -> None:
        """Tells the context where a goal would be off track before it is at risk."""
        if self.at_risk > self.off_track:
            message = f"A goal would be off track at {self.off_track}, before it is at risk at {self.at_risk}."
            hint = "Write the smaller share at `at_risk`: `{at_risk: 0.10, off_track: 0.25}`."
            context.problem(self.places.start, "wrong-type", message, hint)


@record
class Logo(Record):
    """A picture in static/, or two for light and dark."""

    light: str = field(kinds.STATIC_FILE, "On light ground.", required=True)
    dark: str | None = field(kinds.STATIC_FILE, "On dark ground.")


@record
class MenuItem(Record):
    """An entry of the menu: a page's address, or any address, with entries below."""

    title: Text = field(kinds.TEXT, "What it says.", required=True)
    page: str | None = field(kinds.LINE, "An address of this site.", example="map")
    url: Link | None = field(kinds.LINK, "Any address.")
    items: tuple[Mapping[str, object], ...] = field(kinds.menu_items(lambda: MenuItem), "Entries below it.")


@record
class Site(Record):
    """site.yml."""

    title: Text = field(kinds.TEXT, "What the site is called.", required=True)
    description: Text | None = field(kinds.TEXT, "What it is, in a sentence.")
    url: str | None = field(kinds.SITE_URL, "Where it will be served; sub-paths are honoured.")
    language: str = field(kinds.LANGUAGE, "The main language; its pages are at the root.", default="en")
    languages: tuple[str, ...] = field(
        kinds.one_or_more(kinds.LANGUAGE, 200), "All languages; the others at /zh-hant/…."
    )
    timezone: str = field(kinds.TIMEZONE, "What `today` means.", default="UTC")
    year_starts: int = field(kinds.MONTH, "The month that years, halves and quarters begin with.", default=1)
    logo: Logo | None = field(kinds.one_or_file(Logo), "The logo, in static/.")
    favicon: Logo | None = field(kinds.one_or_file(Logo), "The favicon, in static/.")
    theme: str = field(kinds.LINE, "A built-in or installed theme's name, or a path.", default="default")
    theme_options: Mapping[str, object] = field(kinds.OPTIONS, "What the theme declares.")
    content: tuple[ContentTree, ...] = field(kinds.content_trees(ContentTree), "The folder of the content, or several.")
    output: str = field(kinds.LINE, "Where the site is written.", default="public")
    portable: bool = field(
        kinds.BOOLEAN, "Whether links name index.html, so that the site opens from files.", default=False
    )
    repository: Repository | None = field(kinds.one_or_address(Repository), "Where the content is edited.")
    discuss: str | None = field(kinds.ADDRESS_TEMPLATE, "An `ask about this goal` address with {ref}.")
    people: Mapping[str, str] = field(
        kinds.PEOPLE_POLICY, "How much of a person is shown: pages, names, roles or none; or per audience."
    )  # {"": policy} or {audience: policy}
    terms: Mapping[str, Mapping[str, Mapping[str, str]]] = field(
        kinds.TERMS, "Other words for objective, key_result, kpi, cycle, team, check_in: a text, or its plural forms."
    )  # term → language ("" any) → plural form → word
    fields: Mapping[str, Mapping[str, OwnField]] = field(
        kinds.own_field_declarations(OwnField), "Fields of one's own, by the kind that has them."
    )
    cycles: tuple[CycleSetting, ...] = field(
        kinds.records(CycleSetting, 2000), "Adds to, or overrides, the cycles that file names imply."
    )
    audiences: tuple[str, ...] = field(kinds.one_or_more(kinds.ID, 100), "Widest first.", default=("public",))
    default_audience: str | None = field(
        kinds.AUDIENCE, "Of what says nothing and stands in nothing; default the widest."
    )
    units: Mapping[str, Mapping[str, Mapping[str, str]]] = field(
        kinds.UNITS, "Names of units by plural form; per language too."
    )  # unit → language ("" any) → plural form → word
    status: StatusLimits = field(
        kinds.one(StatusLimits), "How far behind pace a goal may be.", default=make(StatusLimits)
    )
    checkin_every: int = field(kinds.DAYS, "How often a check-in is expected, in days.", default=14)
    rules: Mapping[str, Mapping[str, object]] = field(kinds.RULES, "Severity and limits of the rules of method.")
    html: Literal["safe", "off"] = field(kinds.choice("safe", "off"), "Raw HTML in Markdown.", default="safe")
    trust_files: bool = field(
        kinds.BOOLEAN, "Whether copied files (pages, SVG) may run script on the site's origin.", default=False
    )
    editor: str | None = field(kinds.EDITOR, "What opens files from the preview.")
    footer: tuple[Link, ...] = field(kinds.one_or_more(kinds.LINK, 200), "Links at the foot of every page.")
    feedback: Link | None = field(kinds.LINK, "Where to say something about the site.")
    licence: str | None = field(
        kinds.LINE, "Of the data: an SPDX name (`CC-BY-4.0`), an address, or words. The first two become links."
    )
    extras: tuple[str, ...] = field(
        kinds.one_or_more(kinds.choice("badges", "embeds", "team-feeds")), "What else to write."
    )
    embed_hosts: tuple[str, ...] = field(kinds.one_or_more(kinds.ORIGIN), "Who may frame /embed/.")
    menu: tuple[MenuItem, ...] | None = field(kinds.optional_records(MenuItem), "Default: what the site has.")
