"""The kinds that hold others: records, lists of them, and maps with keys that people choose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from okrsite.frozen import dataclass
from okrsite.source.context import Context
from okrsite.source.fields import Definitions, Kind, Record, nearest, read_record, read_records, what_stands, words_of
from okrsite.source.limits import MAX_LISTED
from okrsite.source.nodes import List, Map, Node, Scalar
from okrsite.source.schemas import or_blank, reference_to

__all__ = ["ByKey", "ListOf", "NestedMaps", "OneRecord", "Plain", "RecordList", "is_blank", "short_form"]


def is_blank(node: Node) -> bool:
    """Whether nothing is written there."""
    return type(node) is Scalar and node.is_blank


def bounded(node: List, most: int, context: Context) -> Sequence[Node]:
    """As many entries of a list as are read; the context is told of more."""
    if len(node.items) > most:
        message = f"This list has {len(node.items):,} entries; at most {most:,} are read."
        context.problem(node, "too-large", message, "Take some away.")
    return node.items[:most]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one kind; with `or_one` a single value counts as a list of it."""

    item: Kind
    or_one: bool = False
    most: int = MAX_LISTED
    empty: tuple[()] = ()
    holds_records: bool = False

    @property
    def label(self) -> str:
        """The items' label, in brackets."""
        return f"{self.item.label} or [{self.item.label}]" if self.or_one else f"[{self.item.label}]"

    def read(self, node: Node, context: Context) -> tuple[Any, ...] | None:
        """The values that could be read, in order."""
        if not isinstance(node, List):
            if self.or_one:
                got = self.item.read(node, context)
                return None if got is None else (got,)
            stands = what_stands(node)
            hint = f"Write `[{node.text}]`." if isinstance(node, Scalar) else "Begin each one with a dash."
            context.problem(node, "wrong-type", f"Here stands {stands}, where a list should.", hint)
            return None
        items = bounded(node, self.most, context)
        read = [self.item.read(item, context) for item in items if not is_blank(item)]
        return tuple([value for value in read if value is not None])

    def schema(self, definitions: Definitions) -> dict[str, Any]:
        """A list, or one."""
        item = self.item.schema(definitions)
        several = {"type": "array", "items": or_blank(item)}
        return {"anyOf": [item, several]} if self.or_one else several


@dataclass(frozen=True, slots=True)
class RecordList:
    """A list of records."""

    type: type[Record]
    empty: tuple[()] | None = ()
    most: int | None = None
    holds_records: bool = True

    @property
    def label(self) -> str:
        """The records' type, in brackets."""
        return f"[{words_of(self.type)}]"

    def read(self, node: Node, context: Context) -> tuple[Record, ...]:
        """The records that could be read, in order."""
        if isinstance(node, List) and self.most is not None:
            node = node._replace(items=tuple(bounded(node, self.most, context)))
        return read_records(self.type, node, context)

    def schema(self, definitions: Definitions) -> dict[str, Any]:
        """A list of them."""
        return {"type": "array", "items": or_blank(reference_to(self.type, definitions))}


@dataclass(frozen=True, slots=True)
class NestedMaps:
    """A list of records of the very type that has the field, as maps from attribute to value."""

    type: Callable[[], type[Record]]
    label: str
    empty: tuple[()] = ()
    holds_records: bool = True

    def read(self, node: Node, context: Context) -> tuple[dict[str, Any], ...]:
        """The maps that could be read, in order."""
        names = [spec.attribute for spec in self.type().declared.values()]
        return tuple(
            [{name: getattr(item, name) for name in names} for item in read_records(self.type(), node, context)]
        )

    def schema(self, definitions: Definitions) -> dict[str, Any]:
        """A list of them."""
        return {"type": "array", "items": or_blank(reference_to(self.type(), definitions))}


@dataclass(frozen=True, slots=True)
class OneRecord:
    """One record. With `alone`, a single text stands for a record that has only that field."""

    type: type[Record]
    alone: str | None = None
    empty: None = None
    holds_records: bool = True

    @property
    def label(self) -> str:
        """The record's type."""
        return f"{words_of(self.type)} or {self.alone}" if self.alone else words_of(self.type)

    def read(self, node: Node, context: Context) -> Record | None:
        """The record."""
        return read_record(self.type, short_form(node, self.alone), context)

    def schema(self, definitions: Definitions) -> dict[str, Any]:
        """The record, or the text."""
        record = reference_to(self.type, definitions)
        return {"anyOf": [record, {"type": "string"}]} if self.alone else record


def short_form(node: Node, name: str | None) -> Node:
    """The map `{name: node}` that a single text stands for."""
    if name is None or not isinstance(node, Scalar):
        return node
    return Map(((Scalar(name, node.at, node.at), node),), node.at, node.end)


@dataclass(frozen=True, slots=True)
class ByKey:
    """A map whose keys people choose (`keys` None), or pick from a few, and whose values are all of one kind."""

    value: Kind
    label: str
    keys: tuple[str, ...] | None = None
    key: Kind | None = None  # what a chosen key must be
    blank: tuple[str, str, str] | None = None  # rule, message and hint where a value is blank
    says: str = ""  # of each of a few keys, `{}`, what it is for: editors show it
    holds_records: bool = False

    @property
    def empty(self) -> dict[str, Any]:
        """A map without keys."""
        return {}

    def read(self, node: Node, context: Context) -> dict[str, Any] | None:
        """The values that could be read, by key."""
        if not isinstance(node, Map):
            stands = what_stands(node)
            context.problem(
                node,
                "wrong-type",
                f"Here stands {stands}, where a map should.",
                "Write it as `name: value`, one a line.",
            )
            return None
        found: dict[str, Any] = {}
        for key, value in node.entries:
            if self.keys is not None and key.text not in self.keys:
                near = nearest(key.text, self.keys)
                hint = f"Did you mean `{near}`? " if near else ""
                context.problem(
                    key, "unknown-field", f"There is no `{key.text}` here.", f"{hint}There are: {', '.join(self.keys)}."
                )
                continue
            name = key.text if self.key is None else self.key.read(key, context)
            if name is None or self._is_blank(key, value, context):
                continue
            got = self.value.read(value, context)
            if got is not None:
                found[name] = got
        return found

    def _is_blank(self, key: Scalar, value: Node, context: Context) -> bool:
        if not is_blank(value):
            return False
        if self.blank:
            rule, message, hint = self.blank
            context.problem(key, rule, message.format(key.text), hint.format(key.text))
        return True

    def schema(self, definitions: Definitions) -> dict[str, Any]:
        """A map."""
        value = or_blank(self.value.schema(definitions))
        if self.keys is None:
            return {"type": "object", "additionalProperties": value}
        properties = {key: {"description": self.says.format(key.replace("_", " ")), **value} for key in self.keys}
        return {"type": "object", "properties": properties, "additionalProperties": False}


@dataclass(frozen=True, slots=True)
class Plain:
    """Anything, as plain texts, lists and dicts: whoever declares the options reads them."""

    label: str = "anything"
    empty: None = None
    holds_records: bool = False

    def read(self, node: Node, context: Context) -> Any:
        """Texts, lists and dicts."""
        if isinstance(node, Scalar):
            return node.text
        if isinstance(node, List):
            return [self.read(item, context) for item in node.items]
        return {key.text: self.read(value, context) for key, value in node.entries}

    def schema(self, definitions: Definitions) -> dict[str, Any]:  # noqa: ARG002 - it holds no records
        """Anything."""
        return {}
