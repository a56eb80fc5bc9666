"""JSON Schemas of whole files, by the kind of file, and where each kind of file lies: what an editor needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from okrsite.source.records import Checkin, CheckinFile, CycleFile, KpiFile, Objective, Page, Person, Site, Team, Update
from okrsite.source.schemas import json_schema, reference_to

if TYPE_CHECKING:
    from okrsite.source.fields import Definitions, Record

__all__ = ["GLOBS", "KINDS", "file_schema"]

_RECORDS: Mapping[str, type[Record]] = {
    "site": Site,
    "team": Team,
    "cycle": CycleFile,
    "kpis": KpiFile,
    "update": Update,
    "objective": Objective,
    "page": Page,
}
KINDS = (*_RECORDS, "people", "checkins")

# Which files of a site are of which kind; front matter (update, objective, page) stands in Markdown, where editors check nothing.
GLOBS: Mapping[str, tuple[str, ...]] = {
    "site": ("/site.yml",),
    "team": ("/content/**/team.yml",),
    "kpis": ("/content/**/kpis.yml",),
    "people": ("/content/people.yml",),
    "checkins": ("/content/**/checkins/**/*.yml",),
    "cycle": (
        "/content/**/*.yml",
        "!/content/**/team.yml",
        "!/content/**/kpis.yml",
        "!/content/people.yml",
        "!/content/**/checkins/**/*.yml",
    ),
}
_IDS = "$comment"  # in a schema: of what kind the ids are that may stand here


def file_schema(kind: str, ids: Mapping[str, Iterable[str]] | None = None) -> dict[str, Any]:
    """The schema of a kind of file; KeyError for none of KINDS.

    `ids` are the site's own, by what they name (`okrsite.site.ids`): editors offer them, and take any other.
    """
    schema = _schema(kind)
    offered = {name: sorted(found) for name, found in (ids or {}).items()}
    filled: dict[str, Any] = _with_ids(schema, offered)
    return filled


def _schema(kind: str) -> dict[str, Any]:
    if kind not in {"people", "checkins"}:
        whole = json_schema(_RECORDS[kind])
        top = whole["$defs"].pop(whole.pop("$ref").rpartition("/")[2])  # editors resolve no reference at the very top
        return {"$schema": whole.pop("$schema"), **whole, **top}
    definitions: Definitions = {}
    if kind == "people":
        one = reference_to(Person, definitions)
        top = {
            "title": "People",
            "description": "Who is who, by id.",
            "type": ["object", "null"],
            "additionalProperties": {"anyOf": [one, {"type": "null"}]},
        }
    else:
        entry = reference_to(Checkin, definitions)
        several = {"type": "array", "items": {"anyOf": [entry, {"type": "null"}]}}
        top = {
            "title": "Check-ins",
            "description": "A list of check-ins, one, or a map with `checkins` and what they share.",
            "if": {"type": "array"},
            "then": several,
            "else": {
                "if": {"anyOf": [{"required": ["key_result"]}, {"required": ["kpi"]}]},
                "then": entry,
                "else": reference_to(CheckinFile, definitions),
            },
        }
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, **top, "$defs": {name: definitions[name] for name in sorted(definitions)}}


def _with_ids(schema: Any, ids: Mapping[str, list[str]]) -> Any:
    """The schema with the ids offered where they may stand, and without the marks of where that is."""
    if isinstance(schema, list):
        return [_with_ids(one, ids) for one in schema]
    if not isinstance(schema, dict):
        return schema
    filled = {name: _with_ids(value, ids) for name, value in schema.items() if name != _IDS}
    if _offers(schema, ids):
        filled.pop("examples", None)  # editors offer these too, and nobody of the site need be called so
    offered = ids.get(schema.get(_IDS, ""))
    if not offered:
        return filled
    rest = {name: filled.pop(name) for name in ("type", "enum") if name in filled}
    return {**filled, "anyOf": [{"type": "string", "enum": offered}, rest]}


def _offers(schema: Any, ids: Mapping[str, list[str]]) -> bool:
    """Whether ids are offered for a value, or for the entries of a list."""
    if not isinstance(schema, dict):
        return False
    inner = [schema.get("items"), *schema.get("anyOf", ())]
    return bool(ids.get(schema.get(_IDS, ""))) or any(_offers(one, ids) for one in inner)
