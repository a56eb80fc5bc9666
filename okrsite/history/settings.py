"""What differs between two versions of site.yml, setting by setting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from okrsite.goals.model import Goals
from okrsite.history import harder
from okrsite.history.changes import FieldChange, GoalChange
from okrsite.source.fields import Record
from okrsite.source.records import CycleSetting

__all__ = ["of_site"]

_ABOUT_THE_MACHINE = {"output", "editor"}  # neither a figure nor a page hangs on them
_LENIENT = {"status.at_risk", "status.off_track", "checkin_every"}  # the larger, the later a goal is told to be behind


def of_site(base: Goals, head: Goals) -> GoalChange | None:
    """What site.yml says otherwise; None where it says the same."""
    old, new = base.site, head.site
    fields: list[FieldChange] = []
    for name, spec in type(new).declared.items():
        if name not in _ABOUT_THE_MACHINE:
            fields += _changes(name, getattr(old, spec.attribute), getattr(new, spec.attribute))
    if not fields:
        return None
    return GoalChange("site", "site.yml", new.title, "changed", new.places.at(), fields=tuple(fields))


def _changes(name: str, before: object, after: object) -> Iterator[FieldChange]:
    """What differs of a setting: of a map each of its names, of a record each field, of cycles each by its id."""
    if before == after:
        return
    one, other = _by_name(before), _by_name(after)
    if one is None or other is None:
        yield FieldChange(name, before, after, _tone(name, before, after))
        return
    for key in dict.fromkeys((*other, *one)):
        inside = f"{name}.{key}" if key else name
        if isinstance(one.get(key), Record) or not isinstance(before, Mapping):
            yield from _changes(inside, one.get(key), other.get(key))
        elif one.get(key) != other.get(key):
            yield FieldChange(inside, one.get(key), other.get(key))


def _tone(name: str, before: object, after: object) -> harder.Tone:
    if name not in _LENIENT or not isinstance(before, int | float) or not isinstance(after, int | float):
        return "other"
    return "easier" if after > before else "harder"


def _by_name(value: object) -> Mapping[str, object] | None:
    """The parts of a setting that has parts with names."""
    if isinstance(value, Mapping):
        return value
    if isinstance(value, Record):
        return {name: getattr(value, spec.attribute) for name, spec in type(value).declared.items()}
    if isinstance(value, tuple) and all(isinstance(one, CycleSetting) for one in value):
        return {one.id: one for one in value}
    return None
