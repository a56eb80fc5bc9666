"""JSON Schema (2020-12) of the record types, for editors; made of the same declarations that reading uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from okrsite.source.nodes import List, Map
from okrsite.source.numbers import number
from okrsite.source.wrong import Wrong
from okrsite.source.yamltree import parse

if TYPE_CHECKING:
    from okrsite.source.fields import Definitions, Field, Record
    from okrsite.source.nodes import Node

__all__ = ["json_schema", "or_blank", "reference_to"]


def json_schema(cls: type[Record]) -> dict[str, Any]:
    """The schema of a file or value that holds one record of that type."""
    definitions: Definitions = {}
    top = reference_to(cls, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": cls.__name__,
        **top,
        "$defs": {name: definitions[name] for name in sorted(definitions)},
    }


def reference_to(cls: type[Record], definitions: Definitions) -> dict[str, Any]:
    """A `$ref` to the record type, which `definitions` then has."""
    name = cls.__name__
    if name not in definitions:
        definitions[name] = {}  # holds the place while the type's own fields may refer to it
        definitions[name] = _object(cls, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _object(cls: type[Record], definitions: Definitions) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "type": "object",
        "description": (cls.__doc__ or "").strip().split("\n")[0],
        "properties": {spec.name: _property(spec, definitions) for spec in cls.declared.values()},
        "additionalProperties": False,
    }
    required = [spec.name for spec in cls.declared.values() if spec.required]
    return {**schema, "required": required} if required else schema


def _property(spec: Field, definitions: Definitions) -> dict[str, Any]:
    inner = spec.kind.schema(definitions)
    if not spec.required:
        inner = or_blank(inner)
    schema = {"description": spec.doc, **inner}
    if isinstance(spec.default, bool | int | float | str):
        schema["default"] = spec.default
    if spec.example is not None:
        is_value = spec.example[:1] in "[{" or spec.example.replace(".", "").isdecimal()
        schema["examples"] = [_value(parse(spec.example, "").node) if is_value else spec.example]
    return schema


def _value(node: Node | None) -> Any:
    """A number, or a list or map in braces, as JSON has it."""
    if isinstance(node, Map):
        return {key.text: _value(value) for key, value in node.entries}
    if isinstance(node, List):
        return [_value(item) for item in node.items]
    text = node.text if node else ""
    amount = number(text)
    return text if isinstance(amount, Wrong) else amount


def or_blank(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of what may be left blank: an optional field, an entry of a list."""
    if isinstance(schema.get("type"), str):
        values = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
        return {**schema, "type": [schema["type"], "null"], **values}
    if isinstance(schema.get("type"), list):
        return {**schema, "type": [*schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}
