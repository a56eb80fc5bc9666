"""Trees of plain YAML (`plainyaml`) → records, by the same declarations as in `fields`, and without words for what may be wrong.

Where anything is wrong, or out of the ordinary, `Unusual` is raised, and the file is read with all due care instead.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from okrsite.source.fields import Record
from okrsite.source.ids import make_id
from okrsite.source.places import Places, Shape, Trail, shape_of
from okrsite.source.plainvalues import Making, Reader, a_map, by_text_alone, reader_of
from okrsite.source.plainyaml import Fields, Items, Unusual, Value, tree, value_mark
from okrsite.source.rows import Column, defaults, packed, rows
from okrsite.source.values import in_language

if TYPE_CHECKING:
    from okrsite.source.context import Context

__all__ = ["plain_record", "plain_records"]

R = TypeVar("R", bound=Record)
T = TypeVar("T")
Top = TypeVar("Top", bound=Record)
Slot = Callable[[Any, Any], None]  # sets an attribute of a new record

_WORTH = 4  # records from which on columns take less room

_new = object.__new__
_tuple = tuple.__new__
_NAMES, _VALUES, _IS_FLAT = attrgetter("names"), attrgetter("values"), attrgetter("is_flat")


def plain_record(cls: type[R], context: Context) -> R | None:
    """The record that the context's text is; None, with nothing told, where it is not all plain."""
    return _tried(lambda node: _record(cls, a_map(node), context), context)


def plain_records(cls: type[R], context: Context, top: type[Top], unless: frozenset[str]) -> Sequence[R] | Top | None:
    """The records that the context's text is a list of; of a map the `top` that it is, or one record where it has `unless`.

    None, with nothing told, where it is not all plain.
    """

    def read(node: Value) -> Sequence[R] | Top:
        if type(node) is not Fields:
            return _records(cls, node, context)
        if unless.isdisjoint(node.names):
            return _record(top, node, context)
        return (_record(cls, node, context),)

    return _tried(read, context)


def _tried(read: Callable[[Value], T], context: Context) -> T | None:
    told = len(context.problems)
    try:
        found = read(tree(context.text))
        if len(context.problems) == told:
            return found
    except Unusual:
        pass
    del context.problems[told:]
    context.is_whole = True
    return None


# --- records ----------------------------------------------------------------------------------------------------------


class _Plan(NamedTuple):
    """How a record with certain fields is made."""

    names: tuple[str, ...]
    fields: tuple[
        tuple[Slot, Callable[[str], Any] | None, Reader, Any], ...
    ]  # of each: its slot, how a text is read that needs nothing else, how it is read, what a blank one holds
    always: tuple[tuple[Slot, Any], ...]  # what the other attributes hold
    places: Slot
    required: frozenset[str]
    depths: tuple[int, ...]  # how deep the places of each value are kept
    id: tuple[Slot, str] | None  # of an id that is made where it is blank: its slot, the attribute that it is made from
    as_text: (
        tuple[str, Slot, Slot, Any] | None
    )  # whose value belongs elsewhere if it is a text: it, both slots, its default
    checks: bool
    attributes: tuple[str, ...]  # of the fields


def _new_plan(cls: type[Record], names: tuple[str, ...]) -> _Plan:
    """Raises Unusual for names that the record does not have, has twice, or lacks."""
    if len(set(names)) < len(names) or not cls.declared.keys() >= set(names):
        raise Unusual
    slots: dict[str, Slot] = {item.name: getattr(cls, item.name).__set__ for item in dataclasses.fields(cls)}
    specs = [cls.declared[name] for name in names]
    here = {spec.attribute for spec in specs}
    if any(spec.attribute not in here and not spec.made_from for spec in cls.to_fill):
        raise Unusual
    kind: Any = cls
    always = defaults(kind) | {spec.written: True for spec in specs if spec.written}
    made_id = next(((slots[spec.attribute], spec.made_from) for spec in cls.to_fill if spec.made_from), None)
    as_text = next(
        ((spec.attribute, slots[spec.attribute], slots[spec.as_text], spec.default) for spec in specs if spec.as_text),
        None,
    )
    return _Plan(
        names,
        tuple(
            [
                (slots[spec.attribute], by_text_alone(spec.kind), reader_of(spec.kind, _MAKING), spec.default)
                for spec in specs
            ]
        ),
        tuple([(slots[name], value) for name, value in always.items() if name not in here]),
        slots["places"],
        frozenset(spec.name for spec in specs if spec.required),
        tuple([1 if spec.kind.holds_records else 50 for spec in specs]),
        made_id,
        as_text,
        cls.check is not Record.check,
        tuple([spec.attribute for spec in specs]),
    )


_plan: Callable[[Any, tuple[str, ...]], _Plan] = lru_cache(maxsize=4096)(_new_plan)


def _record(cls: type[R], node: Fields, context: Context) -> R:
    return _made(cls, _plan(cls, node.names), node, context)


def _made(cls: type[R], plan: _Plan, node: Fields, context: Context) -> R:
    made = _new(cls)
    for slot, default in plan.always:
        slot(made, default)
    _, values, offsets, at, _, is_flat = node
    blanks: tuple[str, ...] = ()
    for (slot, quick, read, empty), value in zip(plan.fields, values):  # noqa: B905 - for every value of a site
        if value:
            slot(made, quick(value) if quick and type(value) is str else read(value, context))
        else:
            slot(made, empty)
            blanks = tuple([name for name, one in zip(plan.names, values, strict=True) if not one])
    if blanks and not plan.required.isdisjoint(blanks):
        raise Unusual
    trails, offsets = (plan.names, offsets) if is_flat else _with_inside(node, plan)
    plan.places(made, _tuple(Places, (context.path, at, shape_of(trails, offsets, blanks))))
    if plan.id:
        _fill_id(made, *plan.id, context)
    if plan.as_text:
        _move_text(made, *plan.as_text)
    if plan.checks:
        made.check(context)
    return made


def _fill_id(made: Any, slot: Slot, source: str, context: Context) -> None:
    if made.id:
        return
    language = context.settings.language
    found = make_id(in_language(getattr(made, source), language, language))
    if not found:
        raise Unusual
    slot(made, found)


def _move_text(made: Any, attribute: str, slot: Slot, text_slot: Slot, default: Any) -> None:
    value = getattr(made, attribute)
    if type(value) is str:
        slot(made, default)
        text_slot(made, value)


def _records(cls: type[R], node: Value, context: Context) -> Sequence[R]:
    if type(node) is not Items:
        raise Unusual
    made = []
    plan = None
    if cls.in_columns and len(node.items) >= _WORTH and (alike := _in_columns(cls, node, context)):
        return alike
    for item in node.items:
        if type(item) is not Fields:
            raise Unusual
        if plan is None or plan.names != item.names:
            plan = _plan(cls, item.names)
        made.append(_made(cls, plan, item, context))
    return tuple(made)


def _in_columns(cls: type[R], node: Items, context: Context) -> Sequence[R] | None:
    """The records that a list is of, as columns; None where they are not all alike, or have to be looked at one by one."""
    items = cast("list[Fields]", node.items)
    if set(map(type, items)) != {Fields} or len(set(map(_NAMES, items))) > 1 or not all(map(_IS_FLAT, items)):
        return None
    plan = _plan(cls, items[0].names)
    if plan.id or plan.as_text or cls.needs_a_look(frozenset(plan.names)):
        return None
    columns: list[Column] = []
    for (_, quick, read, empty), texts in zip(plan.fields, zip(*map(_VALUES, items), strict=True), strict=True):
        if quick and "" not in texts:
            values = tuple(map(quick, texts))
            columns.append(_shared(values) if isinstance(values[0], dt.date) else values)
        else:
            columns.append(packed([read(text, context) if text else empty for text in texts]))
    first = node.marks[0]
    return rows(
        cls,
        plan.attributes,
        tuple(columns),
        context.path,
        first,
        _shared(tuple([mark - first for mark in node.marks])),
        tuple([_shape_of_flat(plan, item) for item in items]),
    )


def _shape_of_flat(plan: _Plan, node: Fields) -> Shape:
    """The shape of a record without anything inside of its values. Raises Unusual where it lacks what it needs."""
    if "" not in node.values:
        return shape_of(plan.names, node.offsets, ())
    blanks = tuple([name for name, one in zip(plan.names, node.values, strict=True) if not one])
    if not plan.required.isdisjoint(blanks):
        raise Unusual
    return shape_of(plan.names, node.offsets, blanks)


@lru_cache(maxsize=1024)
def _shared(values: T) -> T:
    """The same one for the same values: lists of a record a line begin their records alike, and many are of the same days."""
    return values


_MAKING = Making(_record, _records)


# --- places -----------------------------------------------------------------------------------------------------------


_Shape = tuple[Any, ...] | int | str
"""What lies inside a value, less the values: of a text ``, of a list how long it is, or of each item, of a map the same by name."""


def _with_inside(node: Fields, plan: _Plan) -> tuple[tuple[Trail, ...], tuple[int, ...]]:
    """The trails of a record's values and of what lies inside them, and where these stand, from the record on."""
    offsets: list[int] = []
    shapes: list[_Shape] = []
    for value, offset, depth in zip(node.values, node.offsets, plan.depths, strict=True):
        offsets.append(offset)
        shapes.append("" if type(value) is str else _shape(value, depth, offsets, node.at))
    return _trails(plan.names, tuple(shapes)), tuple(offsets)


def _shape(node: Value, depth: int, offsets: list[int], start: int) -> _Shape:
    """The shape of a map or list; where what lies in it stands, from `start` on, is added to `offsets`."""
    values: Sequence[Value]
    if type(node) is Items:
        values, names = node.items, None
        places = [mark - start for mark in node.marks]
        is_flat = depth == 1 or all(type(value) is str for value in values)
    else:
        assert type(node) is Fields  # noqa: S101  a text has no inside
        values, names, is_flat = node.values, node.names, depth == 1 or node.is_flat
        places = [value_mark(node, index) - start for index in range(len(names))]
    if is_flat:
        offsets += places
        return len(values) if names is None else (names, ())
    shapes: list[_Shape] = []
    for value, place in zip(values, places, strict=True):
        offsets.append(place)
        shapes.append("" if type(value) is str else _shape(value, depth - 1, offsets, start))
    return names, tuple(shapes)


@lru_cache(maxsize=4096)
def _trails(names: tuple[str, ...], shapes: tuple[_Shape, ...]) -> tuple[Trail, ...]:
    """The trails of a record's values, and of what lies inside them, in the order of their marks."""
    found: list[Trail] = []
    for name, shape in zip(names, shapes, strict=True):
        found.append(name)
        _add_trails((name,), shape, found)
    return tuple(found)


def _add_trails(trail: tuple[str | int, ...], shape: _Shape, found: list[Trail]) -> None:
    if type(shape) is int:
        found += [(*trail, step) for step in range(shape)]
    elif type(shape) is tuple:
        names, inner = shape
        steps = names or range(len(inner))
        for index, step in enumerate(steps):
            found.append((*trail, step))
            if inner:
                _add_trails((*trail, step), inner[index], found)
