"""Every kind of value that a field may hold, by the name under which records declare it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from okrsite.source import links
from okrsite.source.compoundkinds import ByKey, ListOf, NestedMaps, OneRecord, Plain, RecordList
from okrsite.source.context import Context
from okrsite.source.fields import Kind, Record
from okrsite.source.goalkinds import BoundKind, KpiValuesKind, MetricKind, TargetKind
from okrsite.source.limits import MAX_LISTED
from okrsite.source.method import Subject
from okrsite.source.rulekinds import IgnoredRule, Rules
from okrsite.source.scalarkinds import (
    Choice,
    LinkKind,
    OneText,
    TextKind,
    language_tag,
    read_audience,
    read_boolean,
    read_date,
    read_id,
    read_line,
    read_number,
    read_period,
    read_person,
    read_reference,
    read_share,
    read_weight,
    read_whole,
    timezone,
)
from okrsite.source.sitekinds import ContentTrees, Declarations, OwnFields, PeoplePolicy, Units, Word

Reader = Callable[[str, Context], Any]

_WORDS = {"type": ["string", "number", "boolean"]}  # editors guess types where we do not
_FIGURE = {"type": ["number", "string"]}


def _alone(reader: Callable[[str], Any]) -> Reader:
    return lambda text, context: reader(text)  # noqa: ARG005 - a reader's signature


# --- one text -------------------------------------------------------------------------------------------------------

TEXT = TextKind()
MARKDOWN = TextKind(is_markdown=True)
LINE = OneText("one line", read_line, _WORDS)
ID = OneText("id", read_id, _WORDS)
TAG = OneText("tag", read_line, _WORDS)
DATE = OneText("date", read_date, {"type": "string", "format": "date"})
PERIOD = OneText("period", read_period, {"type": ["string", "integer"]})
NUMBER = OneText("number", read_number, _FIGURE)
SHARE = OneText("share", read_share, _FIGURE)
WEIGHT = OneText("weight", read_weight, _FIGURE)
DAYS = OneText("days", read_whole(1, 3660, "a number of days"), {"type": ["integer", "string"], "minimum": 1})
MONTH = OneText("month", read_whole(1, 12, "a month"), {"type": ["integer", "string"], "minimum": 1, "maximum": 12})
BOOLEAN = OneText("true | false", read_boolean, {"type": ["boolean", "string"]})
PERSON = OneText("person", read_person, {**_WORDS, "$comment": "person"})
GOAL_REFERENCE = OneText("reference", read_reference, {**_WORDS, "$comment": "goal"})
KEY_RESULT_REFERENCE = OneText("reference", read_reference, {**_WORDS, "$comment": "key result"})
KPI_REFERENCE = OneText("reference", read_reference, {**_WORDS, "$comment": "kpi"})
TEAM = OneText("team", read_reference, {**_WORDS, "$comment": "team"})
TEAM_OR_PERSON = OneText("team or person", read_person, {**_WORDS, "$comment": "team or person"})
CYCLE = OneText("cycle", read_id, {**_WORDS, "$comment": "cycle"})
AUDIENCE = OneText("audience", read_audience, {**_WORDS, "$comment": "audience"})
LANGUAGE = OneText("language", _alone(language_tag))
TIMEZONE = OneText("timezone", _alone(timezone))
ORIGIN = OneText("scheme and host", _alone(links.origin))
PAGE_ADDRESS = OneText("an address of this site", _alone(links.page_address))
SITE_URL = OneText("address", _alone(links.site_url))
STATIC_FILE = OneText("a file in static/", _alone(links.inside_folder))
ADDRESS_TEMPLATE = OneText(
    "address with {…}", _alone(lambda text: links.filled_template(text, frozenset({"path", "line", "branch", "ref"})))
)
LINK = LinkKind()


def choice(*words: str) -> Choice:
    """One of a few words."""
    return Choice(words)


def _editor(text: str) -> Any:
    word = text.strip().lower()
    if word in {"vscode", "jetbrains", "vim"}:
        return word
    return links.editor_address(text, frozenset({"path", "line", "column"}))


EDITOR = OneText("vscode | jetbrains | vim, or an address with {path}", _alone(_editor))

# --- measures -------------------------------------------------------------------------------------------------------

METRIC = MetricKind()
BOUND = BoundKind()
TARGET = TargetKind()

# --- several --------------------------------------------------------------------------------------------------------


def records(cls: type[Record], most: int | None = None) -> RecordList:
    """A list of records, of as many as a file holds or of `most`."""
    return RecordList(cls, most=most)


def optional_records(cls: type[Record]) -> RecordList:
    """A list of records that may be absent (None), which is not the same as empty."""
    return RecordList(cls, empty=None)


def menu_items(cls: Callable[[], type[Record]]) -> NestedMaps:
    """Entries of a menu below an entry."""
    return NestedMaps(cls, "[menu item]")


def one(cls: type[Record]) -> OneRecord:
    """One record."""
    return OneRecord(cls)


def one_or_address(cls: type[Record]) -> OneRecord:
    """One record, or just its `url`."""
    return OneRecord(cls, alone="url")


def one_or_file(cls: type[Record]) -> OneRecord:
    """One record, or just its `light`."""
    return OneRecord(cls, alone="light")


def listing(kind: Kind, most: int = MAX_LISTED) -> ListOf:
    """A list of one kind, of at most so many."""
    return ListOf(kind, most=most)


def one_or_more(kind: Kind, most: int = MAX_LISTED) -> ListOf:
    """One value, or a list of at most so many."""
    return ListOf(kind, or_one=True, most=most)


def kpi_values(cls: type[Record]) -> KpiValuesKind:
    """A KPI's values: a path, a map or a list."""
    return KpiValuesKind(cls)


def content_trees(cls: type[Record]) -> ContentTrees:
    """The folder of the content, or several."""
    return ContentTrees(cls)


def own_fields(holder: str) -> OwnFields:
    """Fields of one's own on a kind of record."""
    return OwnFields(holder)


def own_field_declarations(cls: type[Record]) -> Declarations:
    """Which fields of one's own there are."""
    return Declarations(cls)


def ignoring(holder: Subject) -> ByKey:
    """Rules that are silenced on an objective, a key result or a KPI, each with the reason."""
    return ByKey(
        LINE,
        "rule: reason",
        key=IgnoredRule(holder),
        blank=("ignore-without-reason", "`{}` is ignored without a reason.", "Write why: `{}: we sold the school`."),
    )


OPTIONS = ByKey(Plain(), "name: value")
TERMS = ByKey(
    Word(),
    "term: text, or its plural forms",
    ("objective", "key_result", "kpi", "cycle", "team", "check_in"),
    says="The site's own word for: {}.",
)
RULES = Rules()
UNITS = Units()
PEOPLE_POLICY = PeoplePolicy()
