"""What goals, KPIs and teams have in common: fields of the site's own, tags, and dated remarks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from okrsite.site import addresses
from okrsite.site.views.here import Here
from okrsite.site.views.parts import LinkTo
from okrsite.site.views.said import FieldLine, NoteLine
from okrsite.source.ids import make_id
from okrsite.source.records import Dropped, OwnField
from okrsite.source.values import Link, Texts

__all__ = ["archived_sentence", "dropped_line", "field_line", "own_fields", "tag_links"]


def own_fields(here: Here, kind: str, fields: Mapping[str, object], team: str, key: str) -> tuple[FieldLine, ...]:
    """The fields of one's own that are filled in, in the order in which site.yml declares them."""
    declared = here.goals.site.fields.get(kind, {})
    return tuple(
        field_line(here, name, field, fields[name], team, f"{key}-{name}")
        for name, field in declared.items()
        if fields.get(name) is not None
    )


def field_line(here: Here, name: str, field: OwnField, value: object, team: str, key: str) -> FieldLine:
    """What one field says. `key` is an anchor for headings in it."""
    label = here.text(field.label) if field.label else name
    if isinstance(value, Link):
        return FieldLine(label, link=here.link(value))
    if isinstance(value, dt.date):
        return FieldLine(label, text=here.words.day(value))
    if isinstance(value, int | float):
        return FieldLine(label, text=here.words.quantity(value, field.unit))
    if field.type == "person":
        return FieldLine(label, person=here.person(str(value)))
    text = value if isinstance(value, Texts) else str(value)
    if field.type == "markdown":
        return FieldLine(label, prose=here.prose(text, team, key))
    return FieldLine(label, text=here.text(text))


def tag_links(here: Here, tags: tuple[str, ...]) -> tuple[LinkTo, ...]:
    """Tags with their pages."""
    return tuple(LinkTo(tag, here.to_page(addresses.tag(make_id(tag)))) for tag in tags)


def archived_sentence(here: Here, archived: dt.date | None) -> str | None:
    """Since when a team or KPI is archived; None while it is not."""
    if archived is None or archived > here.figures.day:
        return None
    return here.words.gettext("Archived on %(day)s.", day=here.words.day(archived))


def dropped_line(here: Here, dropped: Dropped | None) -> NoteLine | None:
    """When and why a goal was given up; None while it is not."""
    if dropped is None or dropped.date > here.figures.day:
        return None
    return NoteLine(here.words.day(dropped.date), dropped.date.isoformat(), here.said(dropped.why))
