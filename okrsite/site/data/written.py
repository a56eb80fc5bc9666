"""Records → what people wrote, field by field, as JSON: reading the other way round, as far as the audience may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from okrsite.site.data.facts import bound, text
from okrsite.source import kinds
from okrsite.source.compoundkinds import ListOf
from okrsite.source.fields import Record
from okrsite.source.sitekinds import OwnFields
from okrsite.source.values import Bound, Link, Metric, Steps, TargetPath, Texts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from okrsite.site.data.facts import Facts, Json
    from okrsite.source.fields import Field
    from okrsite.source.values import Target

__all__ = ["target_in_words", "written"]


def written(facts: Facts, record: Record, leave: Collection[str] = ()) -> dict[str, Json]:
    """The fields of a record that say something other than when they are absent, by the names that people write.

    People are shown as far as the policy goes. What is dated after the day is not there yet. Nor are the fields `leave`.
    """
    return dict(_fields(facts, record, leave))


def _fields(facts: Facts, record: Record, leave: Collection[str]) -> Iterator[tuple[str, Json]]:
    for name, spec in record.declared.items():
        value = getattr(record, spec.attribute)
        if value != spec.default and name not in leave and not _is_to_come(facts, value):
            said = _of_kind(facts, spec, value)
            if said not in (None, [], {}):
                yield name, said


def _is_to_come(facts: Facts, value: object) -> bool:
    """Whether a record is of a later day, such as a goal that will be given up."""
    day = getattr(value, "date", None) if isinstance(value, Record) else None
    return day is not None and day > facts.figures.day


def _of_kind(facts: Facts, spec: Field, value: Any) -> Json:
    """A field's value; whose kind is people as they may be shown."""
    kind = spec.kind
    if kind is kinds.PERSON:
        return facts.person(value)
    if isinstance(kind, ListOf) and kind.item is kinds.PERSON:
        return facts.persons(value)
    if isinstance(kind, ListOf) and kind.item is kinds.TEAM_OR_PERSON:
        return facts.carriers(value)
    if isinstance(kind, OwnFields):
        shown = facts.own(kind.holder, value)
        linked = {name: _plain(one) for name, one in value.items() if isinstance(one, Link)}
        return {name: linked.get(name, said) for name, said in shown.items() if said is not None}
    if kind is kinds.DATE and spec.name in ("done", "archived") and value > facts.figures.day:
        return None
    return _value(facts, value)


def _value(facts: Facts, value: Any) -> Json:
    match value:
        case Record():
            return written(facts, value)
        case {"": one} if len(value) == 1:  # said for every language, so none is named
            return _value(facts, one)
        case Mapping():
            return {str(name): _value(facts, one) for name, one in value.items()}
        case list() | tuple():
            return [_value(facts, one) for one in value if not _is_to_come(facts, one)]
    return _plain(value)


def _plain(value: Any) -> Json:
    match value:
        case Link():
            return {"title": text(value.title), "url": value.url} if value.title else value.url
        case dt.date():
            return value.isoformat()
        case Bound():
            return bound(value)
        case Metric():
            return _metric(value)
        case Steps() | TargetPath():
            return _target(value)
        case Texts() | str():
            return text(value)
    return value if isinstance(value, int | float) else None


def _metric(metric: Metric) -> dict[str, Json]:
    moved: dict[str, Json] = {"keep": bound(metric.bound)} if metric.bound else {"from": metric.start, "to": metric.to}
    plan: dict[str, Json] = {day.isoformat(): value for day, value in metric.plan}
    pace = None if plan or metric.pace == "linear" else metric.pace
    return moved | {"unit": text(metric.unit), "pace": pace, "plan": plan or None}


def _target(target: Steps | TargetPath) -> dict[str, Json]:
    if isinstance(target, Steps):
        return {period.id: target_in_words(bound) for period, bound in target.steps}
    start: dict[str, Json] = {"start": target.start.id} if target.start else {}
    return {"from": target.origin, "to": target.to, **start, "by": target.by.id}


def target_in_words(target: Target | None) -> str | None:
    """A bound as people write it: `at least 120`, `between 1 and 2`."""
    if not isinstance(target, Bound):
        return None
    if target.kind == "between":
        return f"between {target.low} and {target.high}"
    return f"at least {target.low}" if target.kind == "at_least" else f"at most {target.high}"
