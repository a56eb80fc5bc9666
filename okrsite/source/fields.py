"""The mechanism of the records: a field is declared once; reading, JSON Schema and the reference page follow from it.

@record
class Milestone(Record):
    title: Text = field(kinds.TEXT, "What is reached.", required=True, example="Curriculum agreed")
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import Any, ClassVar, Protocol, TypeVar, dataclass_transform

from okrsite.frozen import dataclass
from okrsite.source import slips
from okrsite.source.context import Context, Settings
from okrsite.source.ids import make_id
from okrsite.source.marks import mark
from okrsite.source.nearest import nearest as nearest_names
from okrsite.source.nearest import of_other_words
from okrsite.source.nodes import List, Map, Node, Scalar
from okrsite.source.places import NOWHERE, Places, Trail, placed
from okrsite.source.values import in_language

__all__ = [
    "NOWHERE", "Context", "Field", "Kind", "Places", "Record", "Settings",
    "field", "make", "nearest", "read_cells", "read_record", "read_records", "record",
    "what_stands", "words_of",
]  # fmt: skip

Definitions = dict[str, dict[str, Any]]  # name → schema, of a JSON Schema's $defs


class Kind(Protocol):
    """What a field may hold."""

    @property
    def label(self) -> str:
        """What it accepts, for the reference page and for messages."""

    @property
    def empty(self) -> Any:
        """What an absent field of the kind holds: None, `()` or an empty mapping."""

    @property
    def holds_records(self) -> bool:
        """Whether what it reads keeps its own places."""

    def read(self, node: Node, context: Context) -> Any:
        """The value, or None once the context has been told why there is none. `node` is not blank."""

    def schema(self, definitions: Definitions) -> dict[str, Any]:
        """The JSON Schema of what it accepts; records that it holds go to `definitions`."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field's declaration. `name` is what people write."""

    name: str
    attribute: str
    kind: Kind
    doc: str
    required: bool = False
    default: Any = None
    example: str | None = None
    made_from: str | None = None  # an id that is made from this attribute's text
    written: str | None = None  # the attribute that says whether the field is written, be it blank
    as_text: str | None = None  # the attribute that takes the value where it is one text


def field(
    kind: Kind,
    doc: str,
    *,
    required: bool = False,
    default: Any = dataclasses.MISSING,
    example: str | None = None,
    name: str | None = None,
    made_from: str | None = None,
    written: str | None = None,
    as_text: str | None = None,
) -> Any:
    """Declares a field; without a `default` an absent one holds what its kind holds then."""
    value = kind.empty if default is dataclasses.MISSING else default
    spec = Field(name or "", "", kind, doc, required, value, example, made_from, written, as_text)
    metadata = {"field": spec}
    if required:
        return dataclasses.field(metadata=metadata)
    if isinstance(value, dict):
        return dataclasses.field(default_factory=dict, metadata=metadata)
    return dataclasses.field(default=value, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What all records share: the places of their values, which are no part of what they say."""

    declared: ClassVar[Mapping[str, Field]] = {}
    to_fill: ClassVar[tuple[Field, ...]] = ()  # what has to be there: required fields, then ids that can be made
    setters: ClassVar[
        tuple[Callable[[Any, Any], None], ...]
    ] = ()  # of all attributes, `places` last; past the refusal of a frozen record
    as_tuple: ClassVar[Callable[[Any], tuple[Any, ...]]] = tuple  # the values of all attributes, in that order
    in_columns: ClassVar[bool] = (
        False  # whether lists of it are kept as columns (`rows`): there may be a hundred thousand of it
    )
    places: Places = dataclasses.field(compare=False, repr=False)

    def check(self, context: Context) -> None:
        """Tells the context what is wrong with the fields taken together."""

    @classmethod
    def needs_a_look(cls, names: frozenset[str]) -> bool:
        """Whether `check` may have something to tell of one with the fields `names`."""
        return bool(names) and cls.check is not Record.check

    def __reduce__(self) -> Any:
        """For workers that send records, and caches: a third of the time that a dataclass takes to ask itself for its fields."""
        cls = type(self)
        *values, places = cls.as_tuple(self)
        return _restored, (cls, values, tuple(places))


def _restored(cls: type[R], values: list[Any], places: tuple[Any, ...]) -> R:
    made = object.__new__(cls)
    setters = cls.setters
    for put, value in zip(setters, values):  # noqa: B905 - the last one is for the places
        put(made, value)
    setters[-1](made, tuple.__new__(Places, places))
    return made


R = TypeVar("R", bound=Record)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def record(cls: type[R]) -> type[R]:
    """Makes a class of declared fields a frozen record."""
    made: type[R] = dataclass(frozen=True, slots=True, kw_only=True)(cls)
    declared: dict[str, Field] = {}
    for item in dataclasses.fields(made):
        spec = item.metadata.get("field")
        if isinstance(spec, Field):
            written = spec.name or item.name
            declared[written] = dataclasses.replace(spec, name=written, attribute=item.name)
    made.declared = declared
    required = [spec for spec in declared.values() if spec.required]
    made.to_fill = (*required, *(spec for spec in declared.values() if spec.made_from))
    names = [*(item.name for item in dataclasses.fields(made) if item.name != "places"), "places"]
    made.setters = tuple(getattr(made, name).__set__ for name in names)
    made.as_tuple = attrgetter(*names)
    return made


def make(cls: type[R], places: Places = NOWHERE, **values: Any) -> R:
    """A record of given values, by attribute, with defaults for the others."""
    return cls(places=places, **values)


# --- reading --------------------------------------------------------------------------------------------------------


def read_record(cls: type[R], node: Node, context: Context) -> R | None:
    """Reads a map into a record; None when too little of it can be read, which the context then knows."""
    if not isinstance(node, Map):
        _tell_no_map(cls, node, context)
        _lost(cls, context)
        return None
    values: dict[str, Any] = {}
    declared = cls.declared
    meant: list[str] = []
    for key, value in node.entries:
        spec = declared.get(key.text)
        if spec is None:
            meant += _tell_unknown(cls, key, context)
            continue
        if spec.written:
            values[spec.written] = True
        if type(value) is Scalar and (not value.text or value.text.isspace()):
            continue
        got = spec.kind.read(value, context)
        if got is not None:
            values[spec.as_text if spec.as_text and isinstance(got, str) else spec.attribute] = got
    return _finished(cls, node, values, _places(cls, node, context), context, meant)


def _places(cls: type[Record], node: Map, context: Context) -> Places:
    """Where the fields of a record stand, and what lies inside them; of a blank one the name's place."""
    trails: list[Trail] = []
    marks: list[int] = []
    blanks: list[str] = []
    for key, value in node.entries:
        name, spec = key.text, cls.declared.get(key.text)
        if spec is None:
            continue
        trails.append(name)
        if not isinstance(value, Scalar):
            marks.append(value.at)
            _add_inside((name,), value, 1 if spec.kind.holds_records else 50, trails, marks)
        elif not value.text or value.text.isspace():
            marks.append(key.at)
            blanks.append(name)
        else:
            marks.append(value.at)
    return placed(context.path, node.at, tuple(trails), marks, tuple(blanks))


def _finished(
    cls: type[R], node: Map, values: dict[str, Any], places: Places, context: Context, meant: list[str]
) -> R | None:
    """The record of what was read, its id made, its missing fields told, its own check done; `meant`: misspelt ones."""
    for spec in cls.to_fill:
        if spec.attribute in values:
            continue
        if spec.made_from:
            has_id = _fill_id(spec, values, places, context)
            if not has_id or places.is_filled(spec.name):
                _lost(cls, context)
            if not has_id:
                return None
            continue
        if _says_nothing(node.get(spec.name)) and spec.name not in meant:
            _tell_missing(cls, spec, node, context)
        if spec.kind.label != "text":
            _lost(cls, context)
            return None
        values[spec.attribute] = ""
    made = cls(places=places, **values)
    made.check(context)
    return made


def _lost(cls: type[Record], context: Context) -> None:
    """Notes that a record that others may refer to could not be read."""
    if "id" in cls.declared:
        context.is_whole = False


def _fill_id(spec: Field, values: dict[str, Any], places: Places, context: Context) -> bool:
    text = values.get(spec.made_from or "")
    made = make_id(in_language(text, context.settings.language, context.settings.language)) if text else ""
    if text and not made:
        context.problem(
            places.mark_of(spec.made_from or ""),
            "missing-field",
            f"No id can be made from the {spec.made_from}: it has no letters or digits.",
            "Give it an `id` of its own: `id: recruit`.",
        )
    values[spec.attribute] = made
    return bool(made)


def _is_blank(node: Node | None) -> bool:
    return node is None or (isinstance(node, Scalar) and node.is_blank)


def _says_nothing(node: Node | None) -> bool:
    """Whether nothing is written, or a text in no language."""
    return _is_blank(node) or (isinstance(node, Map) and all(_is_blank(value) for _, value in node.entries))


def _add_inside(
    trail: tuple[str | int, ...], node: Map | List, depth: int, trails: list[Trail], marks: list[int]
) -> None:
    """Adds the places of what lies inside a value."""
    steps: Iterable[tuple[str | int, Node]]
    if isinstance(node, List):
        steps = enumerate(item for item in node.items if not _is_blank(item))
    else:
        steps = [(key.text, value) for key, value in node.entries]
    for step, value in steps:
        trails.append((*trail, step))
        marks.append(value.at)
        if depth > 1 and not isinstance(value, Scalar):
            _add_inside((*trail, step), value, depth - 1, trails, marks)


def read_records(cls: type[R], node: Node, context: Context) -> tuple[R, ...]:
    """Reads a list of maps; what cannot be read is told and left out, blank entries are left out."""
    if not isinstance(node, List):
        context.problem(
            node,
            "wrong-type",
            f"Here stands {what_stands(node)}, where a list of {words_of(cls, plural=True)} should.",
            "Begin each one with a dash: `- title: …`." if "title" in cls.declared else "Begin each one with a dash.",
        )
        _lost(cls, context)
        return ()
    read = (read_record(cls, item, context) for item in node.items if not _is_blank(item))
    return tuple([item for item in read if item is not None])


def read_cells(cls: type[R], cells: Mapping[str, tuple[str, int]], context: Context, line: int) -> R | None:
    """Reads a row of a CSV file: for each column's name the text and the column (from 1) that it begins in."""
    entries = []
    for name, (text, column) in cells.items():
        at = mark(line, column)
        entries.append((Scalar(name, at, at), Scalar(text.strip(), at, mark(line, column + len(text)), '"')))
    start = min((column for _, column in cells.values()), default=1)
    return read_record(cls, Map(tuple(entries), mark(line, start), mark(line, start)), context)


# --- what is told ---------------------------------------------------------------------------------------------------


def words_of(cls: type[Record], plural: bool = False) -> str:
    """A record type in words: `key result`, `check-ins`."""
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", cls.__name__).lower().replace("checkin", "check-in").replace("kpi", "KPI")
    words = f"{words} entry" if words in {"changed", "dropped"} else words
    if not plural:
        return words
    return {"person": "people", "own field": "own fields"}.get(
        words, f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"
    )


def _with_article(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word that is most like it, if one is."""
    return next(iter(nearest_names(word, words, at_most=1)), None)


_OWN_FILES = {
    "kpis": "stands in a file of its own in the team's folder: `kpis.yml`.",
    "objectives": "stands in the file of its cycle in the team's folder: `2026-q4.yml`.",
}


def what_stands(node: Node) -> str:
    """A node in words, for messages."""
    if isinstance(node, Scalar):
        short = node.text if len(node.text) <= 60 else f"{node.text[:60]}…"
        return f"the text `{short}`" if short else "nothing"
    return "a list" if isinstance(node, List) else "a map"


def _tell_no_map(cls: type[Record], node: Node, context: Context) -> None:
    if isinstance(node, Scalar) and (slip := slips.missing_space(node.text)):
        context.problem(node, "wrong-type", *slip)
        return
    some = next((spec for spec in cls.declared.values() if spec.required), next(iter(cls.declared.values())))
    hint = f"Write it as fields, one a line: `{some.name}: {some.example or '…'}`."
    if isinstance(node, List) and not cls.to_fill:
        hint = next(
            (f"Put it under `{spec.name}:`." for spec in cls.declared.values() if spec.kind.holds_records), hint
        )
    message = f"Here stands {what_stands(node)}, where {_with_article(words_of(cls))} should."
    context.problem(node, "wrong-type", message, hint)


def _tell_unknown(cls: type[Record], key: Scalar, context: Context) -> list[str]:
    """Tells of a field that the record does not have; gives the field that was probably meant, if any."""
    name = key.text
    plain = name.lower().replace("-", "_").replace(" ", "_")
    other_word = of_other_words(plain, cls.declared)
    near = other_word or nearest_names(plain, cls.declared, at_most=1)
    elsewhere = sorted({words_of(other, plural=True) for other in Record.__subclasses__() if name in other.declared})
    hints = []
    if near:
        hints.append(f"Did you mean `{near[0]}`?")
    if name in _OWN_FILES:
        hints.append(f"`{name}` {_OWN_FILES[name]}")
    elif elsewhere and not other_word and not (near and near[0].replace("_", "") == name.replace("-", "")):
        hints.append(f"`{name}` is a field of {_listed(elsewhere)}: check the indentation.")
    if slip := slips.missing_space(name):
        hints = [slip[1]]
    if not hints:
        hints.append(f"It may have: {', '.join(cls.declared)}.")
    who = _with_article(words_of(cls))
    message = f"{who[0].upper()}{who[1:]} has no field `{name}`."
    context.problem(key, "unknown-field", message, " ".join(hints))
    if near and cls.declared[near[0]].kind.holds_records:
        context.is_whole = False
    return near


def _listed(words: list[str]) -> str:
    shown = words[:3]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _tell_missing(cls: type[Record], spec: Field, node: Map, context: Context) -> None:
    where: Node = next((key for key, _ in node.entries if key.text == spec.name), node)
    if where is node and node.entries:
        where = node.entries[0][0]
    context.problem(
        where,
        "missing-field",
        f"This {words_of(cls)} has no `{spec.name}`.",
        f"Add `{spec.name}: {spec.example or '…'}`." + (f" {spec.doc}" if spec.doc else ""),
    )
