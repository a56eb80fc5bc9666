"""The table `details`: all that people wrote and that no other table has a column for, a row a field.

With it the tables hold a site whole: what goes out as CSV or as a workbook comes in again and loses nothing but comments
and files. A value is as it would be written in the files; a list or a map is JSON, and so is a text that a cell would
not keep as it is.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from okrsite.site.data.encode import csv_rows, json_text
from okrsite.site.data.facts import day, text
from okrsite.site.data.tables import Table
from okrsite.site.data.written import target_in_words, written
from okrsite.site.people import policy
from okrsite.site.reads import names_of
from okrsite.site.stretches import Stretch, Stretched, runs
from okrsite.source.values import Metric

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from okrsite.goals.model import KeyResult, Kpi, Objective
    from okrsite.site.data.facts import Facts, Json
    from okrsite.source.records import Checkin, Page, Update
    from okrsite.source.values import Text

    Rows = Iterator[tuple[Json, ...]]
    Refs = tuple[str, ...]

__all__ = ["HEAD", "details", "details_in_stretches"]

HEAD = ("kind", "ref", "field", "value")
_OPENING = frozenset("[{\"'")
_MOST = 30_000  # letters of a cell; a longer value goes on in the next row
_NOT_OF_SITE = frozenset((
    "content", "output", "repository", "theme", "logo", "favicon", "editor", "trust_files", "audiences", "default_audience",
    "people",
))  # fmt: skip
_IN_TABLES = {
    "objective": frozenset(("id", "title", "owner", "kind", "weight", "key_results", "audience")),
    "key_result": frozenset(
        ("id", "title", "owner", "weight", "kpi", "start", "due", "metric", "checkins", "audience", "values_audience")
    ),
    "kpi": frozenset(("id", "name", "owner", "unit", "every", "total", "values", "audience", "values_audience")),
}
Field = tuple[str, str, str, "Json"]  # kind, ref, field, value
T = TypeVar("T")


def details(facts: Facts) -> Table:
    """What the other tables do not hold."""
    rows = (row for _, rows in _in_parts(facts) for row in rows())
    return Table("details", HEAD, rows)


def details_in_stretches(facts: Facts) -> Stretched:
    """The same as a file."""
    language = facts.goals.site.language

    def made(rows: Callable[[], Rows]) -> list[bytes]:
        return [csv_rows(rows(), language)]

    parts = [((".",), lambda: iter([HEAD])), *_in_parts(facts)]
    return Stretched(("details.csv",), tuple(Stretch(of, partial(made, rows)) for of, rows in parts))


def _in_parts(facts: Facts) -> Iterator[tuple[tuple[str, ...], Callable[[], Rows]]]:
    """The rows in parts, each with what it is about."""
    goals = facts.goals
    yield ("",), lambda: _rows(chain(_site(facts), _people(facts), _teams(facts)))
    for refs in runs(names_of(goals.objectives)):
        yield refs, partial(_each, _objective, facts, goals.objectives, refs)
    for refs in runs(names_of(goals.kpis)):
        yield ("kpis", *refs), partial(_each, _kpi, facts, goals.kpis, refs)
    yield ("texts",), lambda: _rows(_texts(facts))


def _each(fields: Callable[[Facts, T], Iterator[Field]], facts: Facts, table: Mapping[str, T], refs: Refs) -> Rows:
    return _rows(field for ref in refs for field in fields(facts, table[ref]))


def _rows(fields: Iterable[Field]) -> Rows:
    return (part for field in fields for part in _parts(*field))


def _people(facts: Facts) -> Iterator[Field]:
    for person in facts.goals.people.values():
        if person.record and policy(facts.goals) in ("pages", "names"):
            fields = written(facts, person.record, ("avatar", "audience"))
            yield from _all("person", person.id, fields | _audience(facts, f"person:{person.id}"))


def _teams(facts: Facts) -> Iterator[Field]:
    for team in facts.goals.teams.values():
        files = ("icon",) if "." in (team.record.icon or "") else ()
        fields = written(facts, team.record, ("parent", "audience", *files))
        yield from _all("team", team.id, {**fields, "parent": team.parent, **_audience(facts, team.id)})
        for cycle, intro in team.intros.items():
            yield "cycle", f"{team.id}/{cycle}", "intro", text(intro)


def _texts(facts: Facts) -> Iterator[Field]:
    """Updates up to the day, and pages."""
    goals = facts.goals
    for update in goals.updates.values():
        if update.date <= facts.figures.day:
            fields = _prose(facts, update.record) | {"date": day(update.date)}
            yield from _all("update", update.ref, fields | _audience(facts, update.ref, _whom(facts, update.team)))
    for page in goals.pages.values():
        yield from _all("page", page.id, _prose(facts, page.record) | _audience(facts, f"page:{page.id}"))
    if goals.index:
        yield from _all("index", "", _prose(facts, goals.index.record) | _audience(facts, "index"))


def _prose(facts: Facts, record: Update | Page) -> dict[str, Json]:
    return written(facts, record, ("audience",)) | {"body": text(record.body) or None}


def _site(facts: Facts) -> Iterator[Field]:
    """The settings that figures and pages come from; of audiences those up to this one."""
    site, audience = facts.goals.site, facts.goals.audience
    seen = site.audiences[: site.audiences.index(audience) + 1]
    yield "site", "", "as_of", day(facts.figures.day)
    yield from _all("site", "", written(facts, site, _NOT_OF_SITE))
    if len(seen) > 1:
        yield "site", "", "audiences", list(seen)
        if site.default_audience in seen:
            yield "site", "", "default_audience", site.default_audience
    people: dict[str, Json] = {name: how for name, how in site.people.items() if name in seen}
    if policy(facts.goals) not in ("pages", "names"):  # what stands in for people here is no name any more
        yield "site", "", "people", "names"
    elif people or "" in site.people:
        yield "site", "", "people", people or site.people[""]


def _objective(facts: Facts, objective: Objective) -> Iterator[Field]:
    record = objective.record
    fields = written(facts, record, _IN_TABLES["objective"]) | _translated(title=record.title)
    inside = _whom(facts, objective.team)
    yield from _all("objective", objective.ref, fields | _audience(facts, objective.ref, inside))
    for key_result in objective.key_results:
        yield from _key_result(facts, key_result)


def _key_result(facts: Facts, key_result: KeyResult) -> Iterator[Field]:
    ref, record = key_result.ref, key_result.record
    fields = written(facts, record, _IN_TABLES["key_result"]) | _translated(title=record.title)
    inside = _whom(facts, key_result.objective)
    yield from _all("key_result", ref, fields | _audience(facts, ref, inside) | _of_values(facts, ref))
    if record.metric:
        yield from _all("metric", ref, _metric(record.metric))
    seen: dict[str, int] = {}
    for checkin in facts.figures.key_results[ref].checkins:
        date = str(day(checkin.date))
        seen[date] = seen.get(date, 0) + 1
        if checkin.blocked is None and checkin.audience is None and _is_one_cell(checkin.note):
            continue  # as nearly all: the table of check-ins tells all of it
        number = f" {seen[date]}" if seen[date] > 1 else ""
        yield from _all("checkin", f"{ref} {date}{number}", _checkin(checkin))


def _metric(metric: Metric) -> dict[str, Json]:
    """What the columns of a metric do not tell: its pace, and that it begins with its first value."""
    fields: dict[str, Json] = {"from": "first value"} if metric.kind == "move" and metric.start is None else {}
    if metric.plan:
        fields["plan"] = {date.isoformat(): value for date, value in metric.plan}
    elif metric.kind == "move":
        fields["pace"] = metric.pace
    return fields | _translated(unit=metric.unit)


def _checkin(checkin: Checkin) -> dict[str, Json]:
    return {"blocked": text(checkin.blocked), "audience": checkin.audience, **_translated(note=checkin.note)}


def _kpi(facts: Facts, kpi: Kpi) -> Iterator[Field]:
    record, ref = kpi.record, kpi.ref
    fields = written(facts, record, _IN_TABLES["kpi"])
    bound = target_in_words(record.target)
    fields |= _translated(name=record.name, unit=record.unit) | ({"target": bound} if bound else {})
    inside = _whom(facts, kpi.team)
    yield from _all("kpi", ref, fields | _audience(facts, ref, inside) | _of_values(facts, ref))
    known = [point for point in kpi.points if point.known <= facts.figures.day]
    own: dict[str, Json] = {point.period: target_in_words(point.target) for point in known if point.target}
    if own:
        yield "kpi", ref, "targets_of_periods", own
    often = Counter(point.period for point in known)
    who = {(one.period.id, one.date): facts.person(one.by) for one in kpi.checkins if one.by and one.period}
    corrected: list[Json] = [
        {"period": point.period, "value": point.value, "date": day(point.known), "note": text(point.note)}
        | ({"by": name} if (name := who.get((point.period, point.known))) else {})
        for point in known
        if (point.period, point.known) in who or often[point.period] > 1 or not _is_one_cell(point.note)
    ]
    if corrected:
        yield "kpi", ref, "corrected", corrected


def _of_values(facts: Facts, ref: str) -> dict[str, Json]:
    """Whom the numbers are for, where that is not everyone who sees the thing; of unseen numbers nothing is said."""
    found = _audience(facts, f"values:{ref}", _whom(facts, ref))
    return {"values_audience": found["audience"]} if found else {}


def _audience(facts: Facts, key: str, inside: str | None = None) -> dict[str, Json]:
    """Whom a thing is for, unless that is who what it stands in is for; nobody narrower than the reader is named."""
    order, own = facts.goals.site.audiences, _whom(facts, key)
    is_seen = order.index(own) <= order.index(facts.goals.audience)
    is_one_of_many = facts.goals.audience != order[0]
    return {"audience": own} if is_one_of_many and is_seen and own != inside else {}


def _whom(facts: Facts, key: str) -> str:
    return facts.goals.audiences.get(key, facts.goals.site.audiences[0])


def _translated(**texts: Text | None) -> dict[str, Json]:
    """Those of the texts that a column does not keep: the ones in several languages, or with spaces at their ends."""
    return {name: text(said) for name, said in texts.items() if said and not _is_one_cell(said)}


def _is_one_cell(said: Text | None) -> bool:
    return said is None or (isinstance(said, str) and _is_kept(said))


def _all(kind: str, ref: str, fields: dict[str, Json]) -> Iterator[Field]:
    return ((kind, ref, name, value) for name, value in fields.items() if value is not None)


# --- cells --------------------------------------------------------------------------------------------------------------


def _parts(kind: str, ref: str, field: str, value: Json) -> Iterator[tuple[Json, ...]]:
    """The rows of a field: several for a value that no cell of a spreadsheet holds."""
    cell = _cell(value)
    if not isinstance(cell, str) or len(cell) <= _MOST:
        yield kind, ref, field, cell
        return
    cell = json_text(value)
    while cell:
        end = _MOST
        while end < len(cell) and cell[end - 1 : end + 1].strip() != cell[end - 1 : end + 1]:
            end -= 1  # a cell keeps no space at its ends
        yield kind, ref, field, cell[:end]
        cell = cell[end:]


def _cell(value: Json) -> Json:
    if isinstance(value, list | dict):
        return json_text(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) and not _is_kept(value) else value


def _is_kept(said: str) -> bool:
    """Whether a cell keeps a text as it is, and it can't be taken for JSON."""
    if said[:1] in _OPENING:
        return False
    if said.isprintable():  # and so one line
        return said.strip() == said
    lines = said.split("\n")
    return said.strip() == said and all(line == line.rstrip() and line.isprintable() for line in lines)
