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
    branch: str = field(kinds.LINE, "The branch that is published.", default="main", example="main")
    forge: Literal["github", "gitlab", "gitea"] | None = field(
        kinds.choice("github", "gitlab", "gitea"), "Guessed from the address where it is not given."
    )
    edit: str | None = field(
        kinds.ADDRESS_TEMPLATE,
        "An address of one's own with {path}, {line}, {branch}.",
        example="https://git.example.org/goals/edit?f={path}&b={branch}",
    )
    source: str | None = field(
        kinds.ADDRESS_TEMPLATE,
        "Likewise, to read the file.",
        example="https://git.example.org/goals/show?f={path}&line={line}",
    )
    new: str | None = field(
        kinds.ADDRESS_TEMPLATE,
        "Likewise, to write a new one.",
        example="https://git.example.org/goals/new?f={path}&b={branch}",
    )
    audience: str | None = field(
        kinds.AUDIENCE,
        "Whose builds have these links, source lines and git facts; default the narrowest.",
        example="staff",
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

    path: str = field(kinds.LINE, "The folder, from the site's folder.", required=True, example="../board-goals")
    audience: str | None = field(kinds.AUDIENCE, "Nothing in it is wider than this.", example="board")
    repository: Repository | None = field(
        kinds.one_or_address(Repository), "Where this tree is edited.", example="https://github.com/example/board-goals"
    )


@record
class CycleSetting(Record):
    """A cycle: a stretch of time that goals are set for."""

    id: str = field(kinds.ID, "Its name in file names.", required=True, example="2026-q4")
    name: Text | None = field(kinds.TEXT, "What it is called; default made from the id.", example="Q4 2026")
    start: dt.date | None = field(kinds.DATE, "Its first day; required unless the id names it.", example="2026-10-01")
    end: dt.date | None = field(kinds.DATE, "Its last day; required unless the id names it.", example="2026-12-31")
    parent: str | None = field(
        kinds.CYCLE, "The cycle that it lies in; default the shortest that contains it.", example="2026"
    )
    checkin_every: int | None = field(kinds.DAYS, "How often a check-in is expected, in days.", example="7")


@record
class OwnField(Record):
    """A field of one's own."""

    label: Text | None = field(kinds.TEXT, "What it is called; default its name.", example="Budget")
    type: Literal["text", "markdown", "number", "date", "link", "person"] = field(
        kinds.choice("text", "markdown", "number", "date", "link", "person"), "What it holds.", default="text"
    )
    unit: Text | None = field(kinds.TEXT, "A number's unit.", example="EUR")


@record
class StatusLimits(Record):
    """How far behind pace a goal may be before it counts so, as shares."""

    at_risk: Number = field(kinds.SHARE, "Up to this gap: on track.", default=0.10, example="0.10")
    off_track: Number = field(kinds.SHARE, "Up to this gap: at risk; beyond: off track.", default=0.25, example="0.25")

    def check(self, context: Context) -> None:
        """Tells the context where a goal would be off track before it is at risk."""
        if self.at_risk > self.off_track:
            message = f"A goal would be off track at {self.off_track}, before it is at risk at {self.at_risk}."
            hint = "Write the smaller share at `at_risk`: `{at_risk: 0.10, off_track: 0.25}`."
            context.problem(self.places.start, "wrong-type", message, hint)


@record
class Logo(Record):
    """A picture in static/, or two for light and dark."""

    light: str = field(kinds.STATIC_FILE, "On light ground.", required=True, example="logo.svg")
    dark: str | None = field(kinds.STATIC_FILE, "On dark ground.", example="logo-dark.svg")


@record
class MenuItem(Record):
    """An entry of the menu: a page's address, or any address, with entries below."""

    title: Text = field(kinds.TEXT, "What it says.", required=True, example="Map")
    page: str | None = field(kinds.LINE, "An address of this site.", example="map")
    url: Link | None = field(kinds.LINK, "Any address.", example="https://wiki.example.org")
    items: tuple[Mapping[str, object], ...] = field(
        kinds.menu_items(lambda: MenuItem), "Entries below it.", example="[{title: Map, page: map}]"
    )


@record
class Site(Record):
    """site.yml."""

    title: Text = field(kinds.TEXT, "What the site is called.", required=True, example="Lantern Academy")
    description: Text | None = field(
        kinds.TEXT, "What it is, in a sentence.", example="What we are trying to achieve, and how far we are."
    )
    url: str | None = field(
        kinds.SITE_URL, "Where it will be served; sub-paths are honoured.", example="https://goals.example.org/okr/"
    )
    language: str = field(
        kinds.LANGUAGE, "The main language; its pages are at the root.", default="en", example="zh-Hant"
    )
    languages: tuple[str, ...] = field(
        kinds.one_or_more(kinds.LANGUAGE, 200),
        "All languages; the others at /zh-hant/….",
        example="[en, zh-Hant]",
    )
    timezone: str = field(kinds.TIMEZONE, "What `today` means.", default="UTC", example="Asia/Taipei")
    year_starts: int = field(
        kinds.MONTH, "The month that years, halves and quarters begin with.", default=1, example="4"
    )
    logo: Logo | None = field(kinds.one_or_file(Logo), "The logo, in static/.", example="logo.svg")
    favicon: Logo | None = field(kinds.one_or_file(Logo), "The favicon, in static/.", example="favicon.svg")
    theme: str = field(
        kinds.LINE, "A built-in or installed theme's name, or a path.", default="default", example="plain"
    )
    theme_options: Mapping[str, object] = field(
        kinds.OPTIONS, "What the theme declares.", example='{accent: "#0b6e4f"}'
    )
    content: tuple[ContentTree, ...] = field(
        kinds.content_trees(ContentTree), "The folder of the content, or several.", example="content"
    )
    output: str = field(kinds.LINE, "Where the site is written.", default="public", example="public")
    portable: bool = field(
        kinds.BOOLEAN, "Whether links name index.html, so that the site opens from files.", default=False
    )
    repository: Repository | None = field(
        kinds.one_or_address(Repository), "Where the content is edited.", example="https://github.com/example/goals"
    )
    discuss: str | None = field(
        kinds.ADDRESS_TEMPLATE,
        "An `ask about this goal` address with {ref}.",
        example="https://chat.example.org/goals?about={ref}",
    )
    people: Mapping[str, str] = field(
        kinds.PEOPLE_POLICY,
        "How much of a person is shown: pages, names, roles or none; or per audience.",
        example="pages",
    )  # {"": policy} or {audience: policy}
    terms: Mapping[str, Mapping[str, Mapping[str, str]]] = field(
        kinds.TERMS,
        "Other words for objective, key_result, kpi, cycle, team, check_in: a text, or its plural forms.",
        example="{objective: Goal}",
    )  # term → language ("" any) → plural form → word
    fields: Mapping[str, Mapping[str, OwnField]] = field(
        kinds.own_field_declarations(OwnField),
        "Fields of one's own, by the kind that has them.",
        example="{objective: {budget: {label: Budget, type: number, unit: EUR}}}",
    )
    cycles: tuple[CycleSetting, ...] = field(
        kinds.records(CycleSetting, 2000),
        "Adds to, or overrides, the cycles that file names imply.",
        example="[{id: trial, start: 2026-06-01, end: 2026-08-31}]",
    )
    audiences: tuple[str, ...] = field(
        kinds.one_or_more(kinds.ID, 100), "Widest first.", default=("public",), example="[public, staff, board]"
    )
    default_audience: str | None = field(
        kinds.AUDIENCE,
        "Of what says nothing and stands in nothing; default the widest.",
        example="staff",
    )
    units: Mapping[str, Mapping[str, Mapping[str, str]]] = field(
        kinds.UNITS,
        "Names of units by plural form; per language too.",
        example="{points: {one: point, other: points}}",
    )  # unit → language ("" any) → plural form → word
    status: StatusLimits = field(
        kinds.one(StatusLimits),
        "How far behind pace a goal may be.",
        default=make(StatusLimits),
        example="{at_risk: 0.10, off_track: 0.25}",
    )
    checkin_every: int = field(kinds.DAYS, "How often a check-in is expected, in days.", default=14, example="7")
    rules: Mapping[str, Mapping[str, object]] = field(
        kinds.RULES, "Severity and limits of the rules of method.", example="{no-why: warning}"
    )
    html: Literal["safe", "off"] = field(kinds.choice("safe", "off"), "Raw HTML in Markdown.", default="safe")
    trust_files: bool = field(
        kinds.BOOLEAN, "Whether copied files (pages, SVG) may run script on the site's origin.", default=False
    )
    editor: str | None = field(kinds.EDITOR, "What opens files from the preview.", example="vscode")
    footer: tuple[Link, ...] = field(
        kinds.one_or_more(kinds.LINK, 200),
        "Links at the foot of every page.",
        example='[{title: Imprint, url: "https://example.org/imprint"}]',
    )
    feedback: Link | None = field(
        kinds.LINK, "Where to say something about the site.", example="mailto:goals@example.org"
    )
    licence: str | None = field(
        kinds.LINE,
        "Of the data: an SPDX name (`CC-BY-4.0`), an address, or words. The first two become links.",
        example="CC-BY-4.0",
    )
    extras: tuple[str, ...] = field(
        kinds.one_or_more(kinds.choice("badges", "embeds", "team-feeds")),
        "What else to write.",
        example="[badges, embeds]",
    )
    embed_hosts: tuple[str, ...] = field(
        kinds.one_or_more(kinds.ORIGIN), "Who may frame /embed/.", example='["https://wiki.example.org"]'
    )
    menu: tuple[MenuItem, ...] | None = field(
        kinds.optional_records(MenuItem), "Default: what the site has.", example="[{title: Map, page: map}]"
    )
