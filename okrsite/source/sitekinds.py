"""The kinds of value that stand in site.yml, and the fields of one's own that it declares."""

from __future__ import annotations

from typing import Any

from okrsite.frozen import dataclass
from okrsite.source.compoundkinds import ByKey, is_blank, short_form
from okrsite.source.context import Context
from okrsite.source.fields import Definitions, Kind, Record, nearest, read_record, what_stands
from okrsite.source.nodes import List, Map, Node, Scalar
from okrsite.source.scalarkinds import (
    Choice,
    LinkKind,
    OneText,
    TextKind,
    known_language,
    read_date,
    read_line,
    read_number,
    read_person,
)
from okrsite.source.schemas import reference_to

__all__ = ["FIELD_HOLDERS", "ContentTrees", "Declarations", "OwnFields", "PeoplePolicy", "Units", "Word"]

FIELD_HOLDERS = ("objective", "key_result", "kpi", "team")

_PLURALS = ("zero", "one", "two", "few", "many", "other")
_POLICY = Choice(("pages", "names", "roles", "none"))
_LINE = OneText("one line", read_line)
_FORMS = ByKey(_LINE, "plural form: word", _PLURALS, says="The word in the plural form `{}`, as languages have it.")
_OWN: dict[str, Kind] = {
    "text": TextKind(),
    "markdown": TextKind(is_markdown=True),
    "number": OneText("number", read_number),
    "date": OneText("date", read_date),
    "link": LinkKind(),
    "person": OneText("person", read_person),
}


def _no_map(node: Node, wanted: str, example: str, context: Context) -> None:
    context.problem(node, "wrong-type", f"Here stands {what_stands(node)}, where {wanted} should.", f"Write {example}.")


@dataclass(frozen=True, slots=True)
class OwnFields:
    """Fields of one's own on a record: those that site.yml declares for its kind, of the types declared there."""

    holder: str
    label: str = "name: value, as site.yml declares"
    holds_records: bool = False

    @property
    def empty(self) -> dict[str, Any]:
        """None."""
        return {}

    def read(self, node: Node, context: Context) -> dict[str, Any] | None:
        """The values, by name."""
        if not isinstance(node, Map):
            _no_map(node, "a map of fields", "`fields: {budget: 20000}`", context)
            return None
        declared = context.settings.own_fields.get(self.holder, {})
        found: dict[str, Any] = {}
        for key, value in node.entries:
            if key.text not in declared:
                self._tell_undeclared(key, tuple(declared), context)
            elif not is_blank(value):
                found[key.text] = _OWN[declared[key.text].type].read(value, context)
        return {name: value for name, value in found.items() if value is not None}

    def _tell_undeclared(self, key: Scalar, declared: tuple[str, ...], context: Context) -> None:
        near = nearest(key.text, declared)
        hint = (
            f"Did you mean `{near}`?"
            if near
            else f"Declare it in site.yml: `fields: {{{self.holder}: {{{key.text}: {{label: …}}}}}}`."
        )
        context.problem(key, "unknown-field", f"site.yml declares no field `{key.text}` for {self.holder}.", hint)

    def schema(self, definitions: Definitions) -> dict[str, Any]:  # noqa: ARG002 - only site.yml knows them
        """A map."""
        return {"type": "object"}


@dataclass(frozen=True, slots=True)
class Declarations:
    """Fields of one's own, as site.yml declares them: by the kind that has them, then by name."""

    type: type[Record]
    label: str = "kind: {name: own field}"
    holds_records: bool = True

    @property
    def empty(self) -> dict[str, Any]:
        """None."""
        return {}

    def read(self, node: Node, context: Context) -> Any:
        """The declarations; a field without settings is a text."""
        return ByKey(_OneDeclared(self.type), self.label, FIELD_HOLDERS).read(node, context)

    def schema(self, definitions: Definitions) -> dict[str, Any]:
        """A map of maps."""
        named = {"type": "object", "additionalProperties": reference_to(self.type, definitions)}
        properties = {
            holder: {"description": f"Fields of one's own of each {holder.replace('_', ' ')}, by name.", **named}
            for holder in FIELD_HOLDERS
        }
        return {"type": "object", "properties": properties, "additionalProperties": False}


@dataclass(frozen=True, slots=True)
class _OneDeclared:
    type: type[Record]
    label: str = "name: own field"
    empty: None = None
    holds_records: bool = True

    def read(self, node: Node, context: Context) -> dict[str, Any] | None:
        if not isinstance(node, Map):
            _no_map(node, "a map of fields", "`{budget: {label: Budget, type: number}}`", context)
            return None
        read = {
            key.text: read_record(self.type, Map((), key.at, key.end) if is_blank(value) else value, context)
            for key, value in node.entries
        }
        return {name: value for name, value in read.items() if value is not None}

    def schema(self, definitions: Definitions) -> dict[str, Any]:
        return reference_to(self.type, definitions)


@dataclass(frozen=True, slots=True)
class ContentTrees:
    """The folder of the content, or several: paths, or maps."""

    type: type[Record]
    label: str = "path, or [path | content tree]"
    empty: tuple[()] = ()
    holds_records: bool = True

    def read(self, node: Node, context: Context) -> tuple[Record, ...]:
        """The trees, in order."""
        items = node.items if isinstance(node, List) else (node,)
        read = [read_record(self.type, short_form(item, "path"), context) for item in items if not is_blank(item)]
        return tuple([tree for tree in read if tree is not None])

    def schema(self, definitions: Definitions) -> dict[str, Any]:
        """A text, a map, or a list of them."""
        one = {"anyOf": [{"type": "string"}, reference_to(self.type, definitions)]}
        return {"anyOf": [*one["anyOf"], {"type": "array", "items": one}]}


@dataclass(frozen=True, slots=True)
class Units:
    """Names of units: by plural form, or by language and then by plural form; one word stands for all forms."""

    label: str = "unit: {one: …, other: …}, per language too"
    holds_records: bool = False

    @property
    def empty(self) -> dict[str, Any]:
        """None."""
        return {}

    def read(self, node: Node, context: Context) -> dict[str, dict[str, dict[str, str]]] | None:
        """unit → language ("" for any) → plural form → word."""
        if not isinstance(node, Map):
            _no_map(node, "a map of units", "`units: {points: {one: point, other: points}}`", context)
            return None
        return {key.text: self._unit(value, context) for key, value in node.entries if not is_blank(value)}

    def _unit(self, node: Node, context: Context) -> dict[str, dict[str, str]]:
        if isinstance(node, Map) and set(_PLURALS).isdisjoint(node.keys()):
            found = ((known_language(key, context), value) for key, value in node.entries)
            return {language: self._forms(value, context) for language, value in found if language}
        return {"": self._forms(node, context)}

    def _forms(self, node: Node, context: Context) -> dict[str, str]:
        return _FORMS.read(short_form(node, "other"), context) or {}

    def schema(self, definitions: Definitions) -> dict[str, Any]:
        """A map of maps."""
        forms = _FORMS.schema(definitions)
        by_language = {"type": "object", "additionalProperties": {"anyOf": [{"type": "string"}, forms]}}
        return {"type": "object", "additionalProperties": {"anyOf": [{"type": "string"}, forms, by_language]}}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the site's own for something: a text, or its plural forms; per language too."""

    label: str = "text or {one: …, other: …}"
    empty: None = None
    holds_records: bool = False

    def read(self, node: Node, context: Context) -> dict[str, dict[str, str]] | None:
        """language ("" for any) → plural form → word; a text without forms is `other`."""
        if not isinstance(node, Map) or not set(_PLURALS).isdisjoint(node.keys()):
            forms = _FORMS.read(short_form(node, "other"), context)
            return {"": forms} if forms else None
        found: dict[str, dict[str, str]] = {}
        for key, value in node.entries:
            language = known_language(key, context)
            forms = None if language is None or is_blank(value) else _FORMS.read(short_form(value, "other"), context)
            if language and forms:
                found[language] = forms
        return found or None

    def schema(self, definitions: Definitions) -> dict[str, Any]:
        """A text, a map of forms, or a map from language to either."""
        text = {"type": ["string", "number", "boolean"]}
        forms = _FORMS.schema(definitions)
        by_language = {
            "type": "object",
            "additionalProperties": {"anyOf": [{**text, "type": [*text["type"], "null"]}, forms]},
        }
        return {"anyOf": [text, forms, by_language]}


@dataclass(frozen=True, slots=True)
class PeoplePolicy:
    """How much of a person is shown: one word, or one for each audience."""

    label: str = "pages | names | roles | none, or audience: …"
    holds_records: bool = False

    @property
    def empty(self) -> dict[str, Any]:
        """Nothing said."""
        return {}

    def read(self, node: Node, context: Context) -> dict[str, str] | None:
        """The policy by audience, or under "" for all."""
        if isinstance(node, Map):
            return ByKey(_POLICY, self.label).read(node, context)
        policy = _POLICY.read(node, context)
        return None if policy is None else {"": policy}

    def schema(self, definitions: Definitions) -> dict[str, Any]:
        """A word, or a map of words."""
        word = _POLICY.schema(definitions)
        return {"anyOf": [word, {"type": "object", "additionalProperties": word}]}
