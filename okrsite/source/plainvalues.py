"""How the value of each kind of field is read from a tree of plain YAML (`plainyaml`).

What a kind has no short way for is read by the kind itself, from nodes made for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from okrsite.source import numbers, periods
from okrsite.source.compoundkinds import ListOf, OneRecord, RecordList
from okrsite.source.fields import Kind
from okrsite.source.goalkinds import BoundKind, Keep, KpiValuesKind, MetricKind, MetricMap, TargetKind
from okrsite.source.limits import MAX_LINE, MAX_QUOTE_DEPTH, markdown_trouble
from okrsite.source.markdownlinks import tell_forbidden_links
from okrsite.source.marks import MASK
from okrsite.source.nodes import List, Map, Node, Scalar
from okrsite.source.places import Shape, shape_of
from okrsite.source.plainyaml import Fields, Items, Unusual, Value, is_name, key_mark, value_mark
from okrsite.source.rows import rows
from okrsite.source.scalarkinds import Choice, OneText, TextKind, read_date, read_number, read_share
from okrsite.source.wrong import Wrong

if TYPE_CHECKING:
    from okrsite.source.context import Context
    from okrsite.source.values import Period

__all__ = ["Making", "Reader", "a_map", "by_text_alone", "reader_of"]

Reader = Callable[[Any, "Context"], Any]
"""What a value that is not blank holds: never None. Raises Unusual where that is not to be told in short."""


class Making(NamedTuple):
    """How records inside of a value are made: one, or those of a list."""

    one: Callable[[Any, Fields, Context], Any]
    several: Callable[[Any, Value, Context], Sequence[Any]]


Factory = Callable[[Any, Making], Reader]

_PERIOD_AND_VALUE = ("period", "value")
_SIDES = frozenset(Keep.declared)

_BY_TEXT_ALONE: dict[Any, Callable[[str], Any]] = {
    read_date: periods.date,
    read_number: numbers.number,
    read_share: numbers.share,
}


def by_text_alone(kind: Kind) -> Callable[[str], Any] | None:
    """What reads the texts of a kind whose values hang on nothing else, and remembers them. Raises Unusual."""
    reader = _BY_TEXT_ALONE.get(kind.reader) if isinstance(kind, OneText) else None
    return None if reader is None else _remembering(reader)


@lru_cache(maxsize=64)
def _remembering(reader: Callable[[str], Any]) -> Callable[[str], Any]:
    @lru_cache(maxsize=4096)
    def read(text: str) -> Any:
        got = reader(text) if len(text) <= MAX_LINE else None
        if got is None or type(got) is Wrong:
            raise Unusual
        return got

    return read


def _one_text(kind: OneText, _making: Making) -> Reader:
    reader = kind.reader
    remembered = by_text_alone(kind)
    if remembered is not None:
        return lambda value, context: remembered(value) if type(value) is str else _left_out(value, context)

    def read(value: Value, context: Context) -> Any:
        got = reader(value, context) if type(value) is str and len(value) <= MAX_LINE else None
        if got is None or type(got) is Wrong:
            raise Unusual
        return got

    return read


def _text(kind: TextKind, _making: Making) -> Reader:
    in_languages = _by_nodes(kind)

    def read_line(value: Value, context: Context) -> Any:
        if type(value) is not str:
            return in_languages(value, context)
        if "\n" in value or len(value) > MAX_LINE:
            raise Unusual
        return value.strip()

    def read_markdown(value: Value, context: Context) -> Any:
        if type(value) is not str:
            return in_languages(value, context)
        text = value.strip("\n").rstrip()
        if len(text) > MAX_QUOTE_DEPTH and markdown_trouble(text):
            raise Unusual
        if ":" in text:
            tell_forbidden_links(text, 0, context)
        return text

    return read_markdown if kind.is_markdown else read_line


def _choice(kind: Choice, _making: Making) -> Reader:
    words = {word: word for word in kind.words}
    otherwise = _by_nodes(kind)
    return lambda value, context: words[value] if type(value) is str and value in words else otherwise(value, context)


def _list_of(kind: ListOf, making: Making) -> Reader:
    read_item, or_one, most = reader_of(kind.item, making), kind.or_one, kind.most

    def read(value: Value, context: Context) -> Any:
        if type(value) is Items:
            if len(value.items) > most:
                raise Unusual
            return tuple([read_item(item, context) for item in value.items])
        if not or_one:
            raise Unusual
        return (read_item(value, context),)

    return read


def _record_list(kind: RecordList, making: Making) -> Reader:
    cls, most = kind.type, kind.most
    if most is None:
        return lambda value, context: making.several(cls, value, context)

    def read(value: Value, context: Context) -> Any:
        if type(value) is Items and len(value.items) > most:
            raise Unusual
        return making.several(cls, value, context)

    return read


def _one_record(kind: OneRecord, making: Making) -> Reader:
    cls = kind.type
    return lambda value, context: making.one(cls, a_map(value), context)


def a_map(value: Value) -> Fields:
    """The value, which has to be a map."""
    if type(value) is not Fields:
        raise Unusual
    return value


def _bound(kind: BoundKind, making: Making) -> Reader:
    in_words = _by_nodes(kind)
    return lambda value, context: _held(value, making, context) if type(value) is Fields else in_words(value, context)


def _held(value: Fields, making: Making, context: Context) -> Any:
    bound = making.one(Keep, value, context).bound(context)
    if bound is None:
        raise Unusual
    return bound


def _target(kind: TargetKind, making: Making) -> Reader:
    otherwise = _by_nodes(kind)

    def read(value: Value, context: Context) -> Any:
        if type(value) is Fields and _SIDES.issuperset(value.names):
            return _held(value, making, context)
        return otherwise(value, context)

    return read


def _metric(kind: MetricKind, making: Making) -> Reader:
    in_words = _by_nodes(kind)

    def read(value: Value, context: Context) -> Any:
        if type(value) is not Fields:
            return in_words(value, context)
        metric = making.one(MetricMap, value, context).metric(context)
        if metric is None or (metric.kind == "move" and metric.start == metric.to):
            raise Unusual
        return metric

    return read


def _kpi_values(kind: KpiValuesKind, making: Making) -> Reader:
    cls = kind.type

    def by_period(node: Fields, context: Context) -> Any:
        values = tuple([numbers.number(text) if text else None for text in node.values if type(text) is str])
        if len(values) < len(node.names) or Wrong in set(map(type, values)):
            raise Unusual
        found = _periods(node.names, context.settings.year_starts)
        written = tuple(map(bool, node.values))
        further, shapes = _entries(node.names, written, node.offsets, node.at & MASK, node.is_flow)
        return found and rows(cls, _PERIOD_AND_VALUE, (found, values), context.path, node.at, further, shapes)

    def read(value: Value, context: Context) -> Any:
        if type(value) is str:
            return value.strip()
        if type(value) is Items:
            return making.several(cls, value, context)
        if type(value) is not Fields or not _are_names(value.names):
            raise Unusual
        return by_period(value, context)

    return read


@lru_cache(maxsize=1024)
def _periods(names: tuple[str, ...], year_starts: int) -> tuple[Period, ...]:
    """The periods of these names; KPIs that are measured alike share them."""
    found = tuple(map(periods.period, names, repeat(year_starts)))
    if Wrong in set(map(type, found)):
        raise Unusual
    return cast("tuple[Period, ...]", found)


@lru_cache(maxsize=1024)
def _entries(
    names: tuple[str, ...], written: tuple[bool, ...], offsets: tuple[int, ...], column: int, is_flow: bool
) -> tuple[tuple[int, ...], tuple[Shape, ...]]:
    """Where the entries of a map stand, from its begin on, and the shape of each; `written`: those that are not blank."""
    node = Fields(names, ["x" if one else "" for one in written], offsets, column, is_flow, is_flat=True)
    keys = [key_mark(node, index) for index in range(len(names))]
    shapes = [shape_of(_PERIOD_AND_VALUE, (0, value_mark(node, index) - key), ()) for index, key in enumerate(keys)]
    return tuple([key - column for key in keys]), tuple(shapes)


def _by_nodes(kind: Kind) -> Reader:
    """The reader of a kind that keeps no places: what it reads itself from nodes whose ends nobody asks for."""

    def read(value: Value, context: Context) -> Any:
        got = kind.read(_node(value), context)
        if got is None:
            raise Unusual
        return got

    return read


def _node(value: Value) -> Node:
    if type(value) is str:
        return Scalar(value, 0, 0, '"')
    if type(value) is Items:
        return List(tuple([_node(item) for item in value.items]), 0, 0)
    assert type(value) is Fields  # noqa: S101  there is no other
    if not _are_names(value.names):
        raise Unusual
    entries = [(Scalar(name, 0, 0), _node(item)) for name, item in zip(value.names, value.values, strict=True)]
    return Map(tuple(entries), 0, 0)


@lru_cache(maxsize=1024)
def _are_names(names: tuple[str, ...]) -> bool:
    """Whether a map's names are such, and each stands there once."""
    return len(set(names)) == len(names) and all(is_name(name) for name in names)


_READERS: dict[type[Any], Factory] = {
    BoundKind: _bound,
    Choice: _choice,
    KpiValuesKind: _kpi_values,
    ListOf: _list_of,
    MetricKind: _metric,
    OneRecord: _one_record,
    OneText: _one_text,
    RecordList: _record_list,
    TargetKind: _target,
    TextKind: _text,
}


def reader_of(kind: Kind, making: Making) -> Reader:
    """The reader of a kind."""
    known = _READERS.get(type(kind))
    if known is not None:
        return known(kind, making)
    return _left_out if kind.holds_records else _by_nodes(kind)


def _left_out(value: Value, context: Context) -> Any:  # noqa: ARG001 - a reader's signature
    raise Unusual
