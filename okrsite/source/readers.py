"""One content file → its record and its problems: a pure function of its bytes and of the settings.

A Markdown file is read with its translations, kpis.yml with the CSV files of its values. Tasks and results can be
pickled, so that worker processes can read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from operator import is_
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from okrsite.frozen import dataclass
from okrsite.problems import Place, Problem
from okrsite.source import periods
from okrsite.source.checkinfiles import Checkins, checkins_of_csv, checkins_of_plain, checkins_of_yaml
from okrsite.source.context import Context, Settings, TooManyErrors
from okrsite.source.fields import Record, make, read_record
from okrsite.source.files import decode, digest, read_bytes, read_text, real_path, shortened
from okrsite.source.frontmatter import Document, read_document, with_body
from okrsite.source.ids import is_id, make_id, normalised
from okrsite.source.kpivalues import check_periods, read_values
from okrsite.source.marks import mark
from okrsite.source.nodes import Map, Node, Scalar
from okrsite.source.places import Places
from okrsite.source.plainrecords import plain_record
from okrsite.source.records import CycleFile, Kpi, KpiFile, Objective, Page, Person, Team, Update
from okrsite.source.translations import merge_body, merge_texts
from okrsite.source.values import Bound
from okrsite.source.wrong import Wrong
from okrsite.source.yamltree import parse

if TYPE_CHECKING:
    from okrsite.source.found import Kind, SourceFile

__all__ = ["FileRead", "People", "Read", "problems_of_values", "read_file", "read_goals"]

People = Mapping[str, Person]
Read = Team | CycleFile | KpiFile | Checkins | Update | Page | People
R = TypeVar("R", bound=Record)

_DAY_IN_NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_NO_FIELDS = Map((), mark(1, 1), mark(1, 1))


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a file says (None: nothing that can be used), what is wrong with it, and all paths that were read for it.

    `digests` are of those paths' contents as they were read; None: what was read hangs on more than them, on a file that is missing, say.
    """

    record: Read | None
    problems: tuple[Problem, ...]
    paths: tuple[str, ...]
    is_whole: bool = True  # False: others may refer to something in it that could not be read
    digests: tuple[bytes, ...] | None = None


class _Reading:
    """One file being read: opens it and what belongs to it, and keeps their problems."""

    def __init__(self, root: Path, file: SourceFile, settings: Settings, given: bytes | None = None) -> None:
        self.root, self.file, self.settings = root, file, settings
        self.given = given  # what the file holds, where that is not what the disk has
        self.paths: list[str] = []
        self.digests: list[bytes] = []
        self.is_repeatable = True
        self.contexts: list[Context] = []

    def open(self, path: str) -> Context | None:
        """The context of a file, or None where it can't be read."""
        data, problems = read_bytes(self.root, path) if self.given is None else (self.given, ())
        text, problems = (None, problems) if data is None else decode(data, path)
        context = Context(path, text or "", self.settings, problems=list(problems))
        self.paths.append(path)
        self.digests.append(digest(data))
        self.contexts.append(context)
        return None if text is None else context

    def yaml(self, context: Context) -> Node | None:
        """The context's text as YAML: an empty one as no fields, a broken one as None."""
        parsed = parse(context.text, context.path)
        context.problems += parsed.problems
        context.is_whole = not parsed.has_errors
        is_blank = parsed.node is None or (isinstance(parsed.node, Scalar) and parsed.node.is_blank)
        return (None if parsed.problems else _NO_FIELDS) if is_blank else parsed.node

    def markdown(self) -> tuple[Document | None, Context | None]:
        """The file as Markdown."""
        context = self.open(self.file.path)
        return (read_document(context), context) if context else (None, None)


def read_file(root: Path, file: SourceFile, settings: Settings) -> FileRead:
    """Reads one file of the site's folder `root`, with its translations and values."""
    reading = _Reading(root, file, settings)
    try:
        record = _READERS[file.kind](reading)
    except TooManyErrors:
        record = None
    problems = tuple(problem for context in reading.contexts for problem in context.problems)
    is_whole = record is not None and all(context.is_whole for context in reading.contexts)
    digests = tuple(reading.digests) if reading.is_repeatable and all(reading.digests) else None
    return FileRead(record, problems, tuple(reading.paths), is_whole, digests)


def read_goals(file: SourceFile, content: bytes, settings: Settings) -> CycleFile | None:
    """The objectives of a cycle's file, or of one objective's, that holds `content`; without its translations."""
    record = _READERS[file.kind](_Reading(Path(), replace(file, translations=()), settings, content))
    return record if isinstance(record, CycleFile) else None


# --- YAML files -------------------------------------------------------------------------------------------------------


def _yaml_record(cls: type[R], reading: _Reading) -> R | None:
    """The record that the file is: read as plain YAML, or with all due care."""
    context = reading.open(reading.file.path)
    if context is None:
        return None
    if (plain := plain_record(cls, context)) is not None:
        return plain
    node = reading.yaml(context)
    return read_record(cls, node, context) if node is not None else None


def _read_cycle(reading: _Reading) -> CycleFile | None:
    return _yaml_record(CycleFile, reading)


def _read_people(reading: _Reading) -> People | None:
    """People by id."""
    context = reading.open(reading.file.path)
    node = reading.yaml(context) if context else None
    if node is None or context is None:
        return None
    if not isinstance(node, Map):
        context.problem(node, "wrong-type", "people.yml is a map: `mei: {name: Mei Lin}`.", "Write one person a line.")
        return None
    people: dict[str, Person] = {}
    for key, value in node.entries:
        identity = normalised(key.text)
        person = read_record(Person, value, context)
        if not is_id(identity):
            made = make_id(key.text)
            hint = (
                f"Write it say as `{made}`; the name goes under `name`." if made else "Write letters, digits and `-`."
            )
            context.problem(key, "bad-id", f"`{shortened(key.text)}` is no id: letters, digits and `-`.", hint)
        elif identity in people:
            context.problem(key, "duplicate-id", f"There is another person `{identity}`.", "Change one of the two ids.")
        elif person is not None:
            people[identity] = person
    return people


def _read_checkins(reading: _Reading) -> Checkins | None:
    context = reading.open(reading.file.path)
    if context is None:
        return None
    if reading.file.path.lower().endswith(".csv"):
        return checkins_of_csv(context)
    if (plain := checkins_of_plain(context)) is not None:
        return plain
    node = reading.yaml(context)
    return checkins_of_yaml(node, context) if node is not None else None


# --- KPIs and their values --------------------------------------------------------------------------------------------


def _read_kpis(reading: _Reading) -> KpiFile | None:
    record = _yaml_record(KpiFile, reading)
    if record is None:
        return None
    kpis = tuple([_with_values(kpi, reading) for kpi in record.kpis])
    return record if all(map(is_, kpis, record.kpis)) else replace(record, kpis=kpis)


def _with_values(kpi: Kpi, reading: _Reading) -> Kpi:
    """The KPI with the values of the CSV file that it names, if it names one; its periods are checked."""
    context = reading.contexts[0]
    if kpi.values_path is not None:
        opened = _open_csv(kpi, kpi.values_path, reading)
        if opened is None:
            reading.is_repeatable = False
            return kpi
        context = opened
        kpi = replace(kpi, values=read_values(context, kpi))
    check_periods(kpi, kpi.values, context)
    return kpi


def _open_csv(kpi: Kpi, written: str, reading: _Reading) -> Context | None:
    """The CSV file at a path from the team's folder, which must lie in the content folder."""
    context, place = reading.contexts[0], kpi.places.at("values")
    path = os.path.normpath(f"{reading.file.folder}/{written}").replace(os.sep, "/")
    real, content = real_path(reading.root, path), real_path(reading.root, reading.file.content)
    name = shortened(written)
    if not written.lower().endswith(".csv"):
        hint = "Name a .csv file, or write the values here: `{2026-10: 98}`."
        context.problem(place, "wrong-type", f"`{name}` is no CSV file.", hint)
    elif real and content and (written.startswith("/") or not real.is_relative_to(content)):
        hint = "Put the file into the team's folder, say into kpis/."
        context.problem(place, "path-outside", f"`{name}` lies outside of {reading.file.content}/.", hint)
    elif real is None or not real.is_file():
        hint = f"The path is from the team's folder, {reading.file.folder}/: `kpis/enrolments.csv`."
        context.problem(place, "missing-file", f"There is no file `{name}`.", hint)
    else:
        return reading.open(path)
    return None


def problems_of_values(root: Path, path: str, settings: Settings) -> tuple[Problem, ...]:
    """What is wrong with a CSV file of values, whichever KPI they are of."""
    text, problems = read_text(root, path)
    context = Context(path, text or "", settings, problems=list(problems))
    if text is None:
        return problems
    with suppress(TooManyErrors):
        read_values(context, make(Kpi, id="any", name="any", target=Bound("at_least", low=0)))
    return tuple(context.problems)


# --- Markdown files ---------------------------------------------------------------------------------------------------


def _translations(record: R, reading: _Reading, body_field: str | None) -> R:
    """The record with the texts of its file's translations; their bodies are the text `body_field`, or else `body`."""
    for language, path in reading.file.translations:
        context = reading.open(path)
        document = read_document(context) if context else None
        if context is None or document is None:
            continue
        if body_field:
            record = merge_texts(record, with_body(document, body_field, context), language, context)
        else:
            record = _with_body_in(merge_texts(record, document.front, language, context), document, language, reading)
    return record


def _with_body_in(record: R, document: Document, language: str, reading: _Reading) -> R:
    if document.body is None or not isinstance(record, Update | Page):
        return record
    return replace(record, body=merge_body(record.body, document.body.text, language, reading.settings.language))


def _read_team(reading: _Reading) -> Team | None:
    if reading.file.path.lower().endswith(".yml"):
        return _yaml_record(Team, reading)
    document, context = reading.markdown()
    team = read_record(Team, with_body(document, "about", context), context) if document and context else None
    return _translations(team, reading, "about") if team else None


def _read_objective(reading: _Reading) -> CycleFile | None:
    """One objective in a file of its own, as a cycle's file of that objective."""
    document, context = reading.markdown()
    if document is None or context is None:
        return None
    objective = read_record(Objective, _with_stem_as_id(with_body(document, "why", context), reading, context), context)
    if objective is None:
        return None
    objective = _translations(objective, reading, "why")
    return make(CycleFile, Places(context.path, mark(1, 1)), objectives=(objective,))


def _with_stem_as_id(node: Map, reading: _Reading, context: Context) -> Map:
    """The objective's fields with the file's stem as its id; another id written there is a problem."""
    stem = reading.file.id if is_id(reading.file.id) else make_id(reading.file.id) or "unnamed"  # told already
    for key, value in node.entries:
        if key.text == "id" and isinstance(value, Scalar) and normalised(value.text) not in ("", stem):
            message = f"This objective's id is its file's name, `{stem}`, not `{value.text}`."
            context.problem(value, "written-twice", message, "Remove `id`, or rename the file.")
    others = tuple(entry for entry in node.entries if entry[0].text != "id")
    start = others[0][0].at if others else node.at
    return node._replace(entries=(*others, (Scalar("id", start, start), Scalar(stem, start, start, '"'))))


def _read_update(reading: _Reading) -> Update | None:
    document, context = reading.markdown()
    update = read_record(Update, document.front, context) if document and context else None
    if document is None or context is None or update is None:
        return None
    if update.date is None and not update.places.is_filled("date"):
        named = _DAY_IN_NAME.match(reading.file.id)
        day = periods.date(named[0]) if named else None
        if day is None or isinstance(day, Wrong):
            hint = "Add `date: 2026-11-20`, or begin the file's name with the day: `2026-11-20-week-8.md`."
            context.problem(update.places.at("date"), "missing-field", "This update has no `date`.", hint)
        else:
            update = replace(update, date=day)
    body = document.body.text if document.body else ""
    return _translations(replace(update, body=body), reading, None)


def _read_page(reading: _Reading) -> Page | None:
    document, context = reading.markdown()
    page = read_record(Page, document.front, context) if document and context else None
    if document is None or context is None or page is None:
        return None
    if page.title is None and reading.file.kind == "page":
        hint = "Begin the file with `---`, `title: About us`, `---`."
        context.problem(Place(context.path, 1, 1), "missing-field", "This page has no `title`.", hint)
    body = document.body.text if document.body else ""
    return _translations(replace(page, body=body), reading, None)


_READERS: Mapping[Kind, Callable[[_Reading], Read | None]] = {
    "team": _read_team,
    "cycle": _read_cycle,
    "objective": _read_objective,
    "kpis": _read_kpis,
    "checkins": _read_checkins,
    "update": _read_update,
    "page": _read_page,
    "index": _read_page,
    "people": _read_people,
}
