"""The records of teams, people, updates and pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from okrsite.source import kinds
from okrsite.source.fields import Record, field, record
from okrsite.source.values import Link, Number, Text

__all__ = ["Page", "Person", "Team", "Update"]


@record
class Team(Record):
    """A team: a folder with team.yml, or team.md whose body is `about`. Its id is the folder's name."""

    name: Text = field(kinds.TEXT, "What it is called.", required=True, example="Teaching")
    parent: str | None = field(
        kinds.TEAM, "The team above; default the nearest enclosing team folder.", example="academy"
    )
    lead: str | None = field(kinds.PERSON, "Who leads it.", example="mei")
    members: tuple[str, ...] = field(kinds.listing(kinds.PERSON, 10_000), "Who is in it.", example="[mei, tom]")
    mission: Text | None = field(kinds.MARKDOWN, "What it is there for.", example="Everyone who wants to learn can.")
    about: Text | None = field(kinds.MARKDOWN, "More about it.", example="We teach in the evening.")
    links: tuple[Link, ...] = field(
        kinds.one_or_more(kinds.LINK), "Where to read more.", example='["https://example.org/plan"]'
    )
    icon: str | None = field(kinds.STATIC_FILE, "An emoji, or a file in static/.", example="🏮")
    tags: tuple[str, ...] = field(kinds.one_or_more(kinds.TAG), "Words to find it by.", example="[growth]")
    audience: str | None = field(kinds.AUDIENCE, "Who may see it and all inside.", example="staff")
    order: Number | None = field(kinds.NUMBER, "Its place among its siblings.", example="1")
    archived: dt.date | None = field(
        kinds.DATE,
        "From this day it is in no menu, list, home, reminder, rule or balance; addresses stay.",
        example="2026-12-31",
    )
    checkin_every: int | None = field(kinds.DAYS, "How often a check-in is expected, in days.", example="7")
    aliases: tuple[str, ...] = field(kinds.one_or_more(kinds.ID), "Old ids.", example="[sales]")
    fields: Mapping[str, object] = field(kinds.own_fields("team"), "Fields of one's own, as site.yml declares them.")


@record
class Update(Record):
    """News or a retrospective: updates/*.md. Its id is the file's whole stem."""

    title: Text = field(kinds.TEXT, "What happened.", required=True, example="Week 8")
    date: dt.date | None = field(
        kinds.DATE, "The day; default from the file's name; required where that has none.", example="2026-11-20"
    )
    by: str | None = field(kinds.PERSON, "Who writes.", example="mei")
    cycle: str | None = field(kinds.CYCLE, "The cycle that it is about.", example="2026-q4")
    kind: Literal["update", "retrospective"] = field(
        kinds.choice("update", "retrospective"), "What it is.", default="update"
    )
    audience: str | None = field(kinds.AUDIENCE, "Who may see it.", example="staff")
    tags: tuple[str, ...] = field(kinds.one_or_more(kinds.TAG), "Words to find it by.", example="[growth]")
    body: Text = ""  # Markdown, of the file and its translations


@record
class Page(Record):
    """An extra page: pages/*.md, and index.md for the home page's words."""

    title: Text | None = field(kinds.TEXT, "Its heading; required, except in index.md.", example="About us")
    menu: bool = field(kinds.BOOLEAN, "Whether it stands in the menu.", default=False)
    order: Number | None = field(kinds.NUMBER, "Its place in the menu.", example="1")
    audience: str | None = field(kinds.AUDIENCE, "Who may see it.", example="staff")
    aliases: tuple[str, ...] = field(kinds.one_or_more(kinds.PAGE_ADDRESS), "Old addresses.", example="[about-us]")
    body: Text = ""


@record
class Person(Record):
    """Someone in people.yml."""

    name: Text = field(kinds.TEXT, "What they are called.", required=True, example="Mei Lin")
    title: Text | None = field(kinds.TEXT, "What they do.", example="Head of school")
    avatar: str | None = field(kinds.STATIC_FILE, "A picture in static/.", example="people/mei.jpg")
    url: Link | None = field(kinds.LINK, "A page about them.", example="https://example.org/mei")
    audience: str | None = field(kinds.AUDIENCE, "Who may see them.", example="staff")
