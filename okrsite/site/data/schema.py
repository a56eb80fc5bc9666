"""JSON Schema (2020-12) of each JSON data file: strict, so that a field more or less is a finding."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args

from okrsite.goals.figures import Health, Status, Verdict
from okrsite.site import addresses
from okrsite.source.values import Every

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["SCHEMAS", "schema_files"]

Schema = dict[str, Any]


def _object(**fields: Schema) -> Schema:
    """An object with exactly these fields; a trailing `_` keeps a name apart from Python's words."""
    named = {name.removesuffix("_"): schema for name, schema in fields.items()}
    return {"type": "object", "properties": named, "required": list(named), "additionalProperties": False}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _one_of(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}


def _choice(*values: str) -> Schema:
    return {"enum": list(values)}


STRING: Schema = {"type": "string"}
BOOLEAN: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "number"}
COUNT: Schema = {"type": "integer", "minimum": 0}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
WEIGHT: Schema = {"type": "number", "minimum": 0}
DATE: Schema = {"type": "string", "format": "date"}
REF: Schema = {"type": "string", "minLength": 1}
REFS: Schema = _list(REF)
URL: Schema = {"type": "string", "pattern": "/$", "description": "an address from the site's root"}
TEXT: Schema = _one_of(STRING, {"type": "object", "additionalProperties": STRING, "minProperties": 1})
PERSON = TEXT  # an id, a name, or with the policy `roles` a title
STATUS = _choice(*get_args(Status))
REPORTED = _maybe(_choice("on-track", "at-risk", "off-track"))
HEALTH = _choice(*get_args(Health))
VERDICT = _choice(*get_args(Verdict))
SOURCE = _maybe(_object(path=STRING, line=COUNT))
BETWEEN: Schema = {"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2}
BOUND = _one_of(_object(at_least=NUMBER), _object(at_most=NUMBER), _object(between=BETWEEN))
DROPPED = _maybe(_object(date=DATE, why=TEXT))
OWN_FIELDS: Schema = {"type": "object", "additionalProperties": _one_of(TEXT, NUMBER, {"type": "null"})}

UNIT = _maybe(TEXT)
METRIC = _one_of(
    _object(kind=_choice("move"), from_=_maybe(NUMBER), to=NUMBER, unit=UNIT),
    _object(kind=_choice("keep"), at_least=NUMBER, unit=UNIT),
    _object(kind=_choice("keep"), at_most=NUMBER, unit=UNIT),
    _object(kind=_choice("keep"), between=BETWEEN, unit=UNIT),
    _object(kind=_choice("milestones", "done", "progress", "none")),
)

CHECKIN = _object(
    date=DATE,
    value=_maybe(NUMBER),
    progress=_maybe(SHARE),
    confidence=_maybe(SHARE),
    status=REPORTED,
    note=_maybe(TEXT),
    by=_maybe(PERSON),
)

KEY_RESULT = _object(
    ref=REF,
    id=REF,
    title=TEXT,
    owner=_maybe(PERSON),
    weight=WEIGHT,
    kpi=_maybe(REF),
    metric=METRIC,
    milestones=_list(_object(title=TEXT, due=_maybe(DATE), done=_maybe(DATE), weight=WEIGHT)),
    start=DATE,
    due=DATE,
    value=_maybe(NUMBER),
    attainment=_maybe(NUMBER),
    progress=_maybe(SHARE),
    expected=_maybe(SHARE),
    status=STATUS,
    reported=REPORTED,
    confidence=_maybe(SHARE),
    forecast=_maybe(NUMBER),
    last_checkin=_maybe(DATE),
    last_news=_maybe(DATE),
    stale=BOOLEAN,
    blocked=_maybe(TEXT),
    dropped=DROPPED,
    grade=_maybe(SHARE),
    checkins=_list(CHECKIN),
)

INITIATIVE = _object(
    title=TEXT,
    status=_maybe(_choice("todo", "doing", "done", "dropped")),
    owner=_maybe(PERSON),
    due=_maybe(DATE),
    link=_maybe(STRING),
)

OBJECTIVE = _object(
    ref=REF,
    team=REF,
    cycle=REF,
    id=REF,
    title=TEXT,
    why=_maybe(TEXT),
    owner=_maybe(PERSON),
    with_=_list(PERSON),
    kind=_maybe(_choice("committed", "aspirational", "learning")),
    url=URL,
    source=SOURCE,
    supports=REFS,
    supported_by=REFS,
    tags=_list(STRING),
    weight=WEIGHT,
    progress=_maybe(SHARE),
    expected=_maybe(SHARE),
    coverage={"type": "array", "items": COUNT, "minItems": 2, "maxItems": 2},
    status=STATUS,
    reported=REPORTED,
    confidence=_maybe(SHARE),
    grade=_maybe(SHARE),
    verdict=_maybe(VERDICT),
    drivers=REFS,
    guards=REFS,
    last_checkin=_maybe(DATE),
    last_news=_maybe(DATE),
    stale=BOOLEAN,
    dropped=DROPPED,
    outcome=_maybe(_object(grade=_maybe(SHARE), note=_maybe(TEXT))),
    initiatives=_list(INITIATIVE),
    fields=OWN_FIELDS,
    key_results=_list(KEY_RESULT),
)

KPI_VALUE = _object(
    period=STRING, date=DATE, value=_maybe(NUMBER), target=_maybe(BOUND), health=_maybe(HEALTH), note=_maybe(TEXT)
)

KPI = _object(
    ref=REF,
    team=REF,
    id=REF,
    name=TEXT,
    about=_maybe(TEXT),
    owner=_maybe(PERSON),
    unit=_maybe(TEXT),
    every=_maybe(_choice(*get_args(Every))),
    total=_choice("last", "sum", "mean"),
    url=URL,
    source=SOURCE,
    data_source=_maybe(STRING),
    tags=_list(STRING),
    target=_maybe(BOUND),
    tolerance=_maybe(BOUND),
    value=_maybe(NUMBER),
    period=_maybe(STRING),
    health=_maybe(HEALTH),
    trend=_maybe(NUMBER),
    attainment=_maybe(NUMBER),
    stale=BOOLEAN,
    supports=REFS,
    guards=REFS,
    values=_list(KPI_VALUE),
)

TEAM = _object(
    ref=REF,
    id=REF,
    name=TEXT,
    parent=_maybe(REF),
    children=REFS,
    lead=_maybe(PERSON),
    members=_list(PERSON),
    url=URL,
    cycle=_maybe(REF),
    progress=_maybe(SHARE),
    expected=_maybe(SHARE),
    statuses={"type": "object", "propertyNames": STATUS, "additionalProperties": COUNT},
    objectives=COUNT,
    kpis=COUNT,
    archived=BOOLEAN,
)

PERSON_ENTRY = _object(
    id=_maybe(REF),
    name=_maybe(TEXT),
    title=_maybe(TEXT),
    url=_maybe(URL),
    objectives=REFS,
    key_results=REFS,
    kpis=REFS,
)

UPDATE = _object(
    ref=REF,
    team=REF,
    title=TEXT,
    date=DATE,
    by=_maybe(PERSON),
    kind=_choice("update", "retrospective"),
    cycle=_maybe(REF),
    url=URL,
    tags=_list(STRING),
)

BALANCE = _object(
    ref=REF,
    status=STATUS,
    drivers=REFS,
    guards=REFS,
    drivers_health=_maybe(HEALTH),
    guards_health=_maybe(HEALTH),
    verdict=VERDICT,
)

CYCLE = _object(id=REF, name=TEXT, start=DATE, end=DATE, parent=_maybe(REF), open=BOOLEAN)
COUNTS = _object(teams=COUNT, objectives=COUNT, key_results=COUNT, kpis=COUNT, checkins=COUNT, updates=COUNT)


def _file(**lists: Schema) -> Schema:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_object(as_of=DATE, audience=STRING, **lists)}


SCHEMAS: dict[str, Schema] = {
    "site": _file(
        build=STRING,
        generator=STRING,
        version=STRING,
        title=TEXT,
        description=_maybe(TEXT),
        url=_maybe(STRING),
        languages=_list(STRING),
        cycles=_list(CYCLE),
        counts=COUNTS,
    ),
    "objectives": _file(objectives=_list(OBJECTIVE)),
    "kpis": _file(kpis=_list(KPI)),
    "teams": _file(teams=_list(TEAM)),
    "people": _file(people=_list(PERSON_ENTRY)),
    "updates": _file(updates=_list(UPDATE)),
    "alignment": _file(
        nodes=_list(_object(ref=REF, level=COUNT, status=STATUS)), edges=_list(_object(from_=REF, to=REF))
    ),
    "balance": _file(objectives=_list(BALANCE), aimless_kpis=REFS),
}
"""The schema of each data file, by the file's stem."""


def schema_files() -> Iterator[tuple[str, bytes]]:
    """Each schema's address and bytes."""
    for name, schema in SCHEMAS.items():
        titled = {"$schema": schema["$schema"], "title": f"data/{name}.json", **schema}
        yield addresses.schema_file(name), (json.dumps(titled, ensure_ascii=False, indent=1) + "\n").encode()
