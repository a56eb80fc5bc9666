"""One declaration serves reading, JSON Schema and the reference page; problems are gathered and stand at the very value."""

from __future__ import annotations

import datetime as dt
import pickle
import re
from typing import TypeVar

import jsonschema
import pytest
import yaml

from okrsite.problems import Place, Severity
from okrsite.source import records
from okrsite.source.context import Context, Settings
from okrsite.source.fields import Record, make, read_cells, read_record, read_records
from okrsite.source.records import (
    Checkin,
    CycleFile,
    KeyResult,
    Kpi,
    KpiFile,
    KpiValue,
    Milestone,
    Objective,
    OwnField,
    Person,
    Site,
    Team,
)  # fmt: skip
from okrsite.source.reference import reference
from okrsite.source.schemas import json_schema
from okrsite.source.values import Texts
from okrsite.source.yamltree import parse

ALL = [one for one in vars(records).values() if isinstance(one, type) and issubclass(one, Record) and one is not Record]


def context_of(text: str, settings: Settings | None = None) -> Context:
    return Context("a.yml", text, settings or Settings())


def told(cls: type[Record], text: str, settings: Settings | None = None) -> list[tuple[str, int, int]]:
    """The problems of a text as (rule, line, column)."""
    context = context_of(text, settings)
    node = parse(text, "a.yml").node
    assert node is not None
    read_record(cls, node, context)
    return [(problem.rule, problem.place.line, problem.place.column) for problem in context.problems]


R = TypeVar("R", bound=Record)


def read(cls: type[R], text: str, settings: Settings | None = None) -> R:
    """The record of a text without problems."""
    context = context_of(text, settings)
    node = parse(text, "a.yml").node
    assert node is not None
    record = read_record(cls, node, context)
    assert context.problems == []
    assert record is not None
    return record


def test_a_record_holds_what_was_written_with_defaults() -> None:
    milestone = read(Milestone, "title: Curriculum agreed\ndue: 2026-10-31\n")
    assert milestone == make(Milestone, title="Curriculum agreed", due=dt.date(2026, 10, 31), done=None, weight=1)


def test_every_value_knows_its_place() -> None:
    kpi = read(Kpi, "id: x\nname: X\nsupports: [a,\n  b/c]\ntags: t\n")
    at = kpi.places.at
    assert at("name") == Place("a.yml", 2, 7)
    assert at("supports", 1) == Place("a.yml", 4, 3)
    assert at("tags", 0) == at("tags") == Place("a.yml", 5, 7)
    assert at("owner") == at() == Place("a.yml", 1, 1)


def test_the_places_of_a_map_and_of_records_in_records() -> None:
    text = "title: T\nkey_results:\n  - title: K\n    metric: {from: 0, to: 9, plan: {2026-11-01: 4}}\n"
    objective = read(Objective, text)
    (key_result,) = objective.key_results
    assert objective.places.at("key_results", 0) == key_result.places.at() == Place("a.yml", 3, 5)
    assert key_result.places.at("metric", "to") == Place("a.yml", 4, 27)
    assert key_result.places.at("metric", "plan", "2026-11-01") == Place("a.yml", 4, 49)


def test_a_blank_optional_field_is_an_absent_one() -> None:
    key_result = read(KeyResult, "title: K\nowner:\nmetric:\ntags: ''\n")
    assert (key_result.owner, key_result.metric, key_result.tags) == (None, None, ())
    assert not key_result.is_yes_or_no


@pytest.mark.parametrize(("done", "day"), [("done:", None), ("done: 2026-11-12", dt.date(2026, 11, 12))])
def test_a_blank_done_says_that_a_key_result_is_of_this_kind(done: str, day: dt.date | None) -> None:
    key_result = read(KeyResult, f"title: K\n{done}\n")
    assert key_result.is_yes_or_no
    assert key_result.done == day


def test_a_field_called_with_is_read() -> None:
    key_result = read(KeyResult, "title: K\nwith: [teaching, '@tom']\n")
    assert key_result.with_ == ("teaching", "tom")
    assert key_result.places.at("with_", 1) == key_result.places.at("with", 1) == Place("a.yml", 2, 18)


def test_an_id_is_made_from_the_title_in_the_default_language() -> None:
    settings = Settings(language="zh-Hant", languages=("en", "zh-Hant"))
    assert read(Objective, "title: {en: Recruit more, zh-Hant: 招生}\n", settings).id == "招生"
    assert read(Kpi, "name: New enrolments\n").id == "new-enrolments"


def test_a_title_that_makes_no_id_asks_for_one() -> None:
    assert told(Objective, "title: '!!!'\n") == [("missing-field", 1, 8)]


# --- problems -------------------------------------------------------------------------------------------------------


def test_all_problems_of_a_file_are_gathered() -> None:
    text = (
        "kpis:\n  - name: A\n    owners: x\n    weight: 2\n  - every: soon\n  - 3\n  - name: B\n    archived: never\n"
    )
    assert told(KpiFile, text) == [
        ("unknown-field", 3, 5),
        ("unknown-field", 4, 5),
        ("wrong-type", 5, 12),
        ("missing-field", 5, 5),
        ("wrong-type", 6, 5),
        ("wrong-type", 8, 15),
    ]


def test_a_problem_shows_its_line_and_the_end_of_its_value() -> None:
    text = "title: K\nweight: heavy # very\n"
    context = context_of(text)
    node = parse(text, "a.yml").node
    assert node is not None
    read_record(KeyResult, node, context)
    (problem,) = context.problems
    assert (problem.source, problem.place.column, problem.end_column) == ("weight: heavy # very", 9, 14)
    assert "`heavy`" in problem.message
    assert problem.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("title: O\nkey-results: []\n", "Did you mean `key_results`?"),
        ("title: O\nKey results: []\n", "Did you mean `key_results`?"),
        ("title: O\nownr: x\n", "Did you mean `owner`?"),
        ("title: O\nresponsible: x\n", "Did you mean `owner`?"),
        ("title: O\nDescription: x\n", "Did you mean `why`?"),
        ("title: O\nkpis: []\n", "`kpis` stands in a file of its own in the team's folder: `kpis.yml`."),
        ("title: O\nmetric: reach 3\n", "`metric` is a field of key results"),
        ("title: O\nqqqqq: x\n", "It may have: id, title"),
    ],
)
def test_an_unknown_field_names_the_nearest_known_one(text: str, hint: str) -> None:
    context = context_of(text)
    node = parse(text, "a.yml").node
    assert node is not None
    read_record(Objective, node, context)
    (problem,) = context.problems
    assert problem.message.startswith("An objective has no field")
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("cls", "text", "problem"),
    [
        (Milestone, "due: 2026-10-31\n", ("missing-field", 1, 1)),
        (Milestone, "due: 2026-10-31\ntitle:\n", ("missing-field", 2, 1)),
        (KeyResult, "title: K\ndropped: {date: 2026-11-15}\n", ("missing-field", 2, 11)),
        (KeyResult, "title: K\noutcome: {grade: 0.7}\n", ("grade-without-note", 2, 18)),
        (KeyResult, "title: K\noutcome: {grade: 0.7, note: }\n", ("grade-without-note", 2, 18)),
        (KeyResult, "title: K\nmetric: reach 3\ndone:\n", ("two-measures", 3, 1)),
        (KeyResult, "title: K\nmetric: reach 3\nmilestones: [{title: M}]\n", ("two-measures", 3, 13)),
        (KeyResult, "title: K\nkpi: enrolments\n", ("kpi-without-metric", 2, 6)),
        (KeyResult, "title: K\nmilestones: [{title: M, weight: 0}]\n", ("bad-weight", 2, 33)),
        (KeyResult, "title: K\nweight: -1\n", ("bad-weight", 2, 9)),
        (KeyResult, "title: K\nmetric: at least 3\n", ("bare-at-least", 2, 9)),
        (KeyResult, "title: K\nmetric: from 3 to 3\n", ("from-equals-to", 2, 9)),
        (KeyResult, "title: K\nmetric: {from: 3, to: 3}\n", ("from-equals-to", 2, 9)),
        (KeyResult, "title: K\nmetric: 3 more\n", ("bad-metric", 2, 9)),
        (KeyResult, "title: K\nignore: {stale: }\n", ("ignore-without-reason", 2, 10)),
        (KeyResult, "title: K\nlinks: [javascript:x]\n", ("bad-link", 2, 9)),
        (Objective, "title: O\nkey_results: [{title: K, weight: 0}]\n", ("bad-weight", 2, 34)),
        (Objective, "title: O\nkey_results: {title: K}\n", ("wrong-type", 2, 14)),
        (Objective, "title: [Draft]\nid: x\n", ("wrong-type", 1, 8)),
        (Kpi, "name: N\nvalues: {2026-10: 3}\n", ("missing-field", 2, 9)),
        (Kpi, "name: N\nvalues: kpis/n.csv\n", ("missing-field", 2, 9)),
        (Kpi, "name: N\nevery: month\nvalues: {Oct-26: 3}\n", ("bad-period", 3, 10)),
        (Checkin, "confidence: 7\n", ("wrong-type", 1, 13)),
        (CycleFile, "objectives: many\n", ("wrong-type", 1, 13)),
        (Team, "Teaching\n", ("wrong-type", 1, 1)),
    ],
)
def test_broken_content_is_told_at_the_very_value(cls: type[Record], text: str, problem: tuple[str, int, int]) -> None:
    assert told(cls, text) == [problem]


def test_a_goal_without_a_title_still_stands_for_its_id() -> None:
    context = context_of("")
    node = parse("id: recruit\n", "a.yml").node
    assert node is not None
    record = read_record(Objective, node, context)
    assert record is not None
    assert record.id == "recruit"
    assert [problem.rule for problem in context.problems] == ["missing-field"]


def test_a_missing_space_is_no_wrong_type() -> None:
    context = context_of("name:Teaching\n")
    node = parse("name:Teaching\n", "a.yml").node
    assert node is not None
    assert read_record(Team, node, context) is None
    assert "`name: Teaching`" in context.problems[0].hint


def test_texts_in_a_language_that_the_site_has_not_are_a_warning() -> None:
    settings = Settings(languages=("en", "zh-Hant"))
    context = context_of("name: {en: A, zh-hant: 乙, fr: C}\n", settings)
    node = parse(context.text, "a.yml").node
    assert node is not None
    person = read_record(Person, node, context)
    assert person is not None
    assert person.name == Texts((("en", "A"), ("zh-Hant", "乙"), ("fr", "C")))
    assert [(p.rule, p.severity) for p in context.problems] == [("unknown-language", Severity.WARNING)]


def test_own_fields_are_typed_as_the_site_declares() -> None:
    own = {"objective": {"budget": make(OwnField, type="number"), "until": make(OwnField, type="date")}}
    settings = Settings(own_fields=own)
    assert read(Objective, "title: O\nfields: {budget: 2k, until: 2026-11-20}\n", settings).fields == {
        "budget": 2000,
        "until": dt.date(2026, 11, 20),
    }
    assert told(Objective, "title: O\nfields: {budgt: 3}\n", settings) == [("unknown-field", 2, 10)]
    assert told(Objective, "title: O\nfields: {budget: much}\n", settings) == [("wrong-type", 2, 18)]


def test_a_list_leaves_out_blank_entries() -> None:
    node = parse("- title: A\n-\n- title: B\n", "a.yml").node
    assert node is not None
    context = context_of("")
    assert [item.title for item in read_records(Milestone, node, context)] == ["A", "B"]
    assert context.problems == []


# --- CSV --------------------------------------------------------------------------------------------------------------


def test_a_row_is_read_by_the_same_fields() -> None:
    context = context_of("")
    cells = {"period": ("2026-10", 1), "value": ("98,5", 9), "note": ("", 14), "date": ("2026-11-03", 15)}
    context.decimal_comma = True
    value = read_cells(KpiValue, cells, context, 7)
    assert value is not None
    assert (value.period.id, value.value, value.note, value.date) == ("2026-10", 98.5, None, dt.date(2026, 11, 3))
    assert value.places.at("value") == Place("a.yml", 7, 9)


def test_a_wrong_cell_is_told_at_its_place() -> None:
    context = context_of("period,value\nOct-26,3\n")
    assert read_cells(KpiValue, {"period": ("Oct-26", 1), "value": ("3", 8)}, context, 2) is None
    (problem,) = context.problems
    assert (problem.rule, problem.place, problem.end_column) == ("bad-period", Place("a.yml", 2, 1), 7)
    assert "`2026-10`" in problem.hint


# --- what follows from a declaration ------------------------------------------------------------------------------------


@pytest.mark.parametrize("cls", ALL)
def test_every_record_has_a_valid_schema_that_refuses_unknown_fields(cls: type[Record]) -> None:
    schema = json_schema(cls)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$defs"][cls.__name__]["additionalProperties"] is False
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"no such field": 1}, schema)


@pytest.mark.parametrize("cls", ALL)
def test_every_field_is_documented_once(cls: type[Record]) -> None:
    rows = reference(cls)
    assert [row.name for row in rows] == list(cls.declared)
    assert all(row.doc.endswith(".") and row.type for row in rows)


@pytest.mark.parametrize("cls", ALL)
def test_every_field_shows_an_example_unless_its_values_are_listed(cls: type[Record]) -> None:
    listed = re.compile(r"'(?:enum|const)'|boolean|as site.yml declares them")
    shown = json_schema(cls)["$defs"][cls.__name__]["properties"]
    assert [name for name, one in shown.items() if "examples" not in one and not listed.search(str(one))] == []


_OF_SEVERAL = {"missing-field", "grade-without-note", "kpi-without-metric"}  # an example stands alone


@pytest.mark.parametrize(
    ("cls", "row"),
    [(cls, row) for cls in ALL for row in reference(cls) if row.example is not None],
    ids=lambda value: getattr(value, "name", getattr(value, "__name__", "")),
)
def test_every_example_is_read_without_a_problem(cls: type[Record], row: object) -> None:
    name, example = getattr(row, "name", ""), getattr(row, "example", "")
    node = parse(f"{name}: {example}\n", "a.yml").node
    assert node is not None
    context = context_of("")
    read_record(cls, node, context)
    assert [problem.message for problem in context.problems if problem.rule not in _OF_SEVERAL] == []


def test_what_reads_also_passes_the_schema() -> None:
    text = """
    objectives:
      - title: {en: O, zh-Hant: 乙}
        owner: mei
        supports: company/2026/grow
        key_results:
          - {title: A, metric: from 0 to 10 students, weight: 2, done: }
          - {title: B, metric: {keep: {at_least: 99.9}, unit: "%"}, confidence: }
    """
    loaded = yaml.safe_load(text)
    loaded["objectives"][0]["key_results"][1].pop("confidence")
    jsonschema.validate(loaded, json_schema(CycleFile))
    loaded["objectives"][0]["ownr"] = "x"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(loaded, json_schema(CycleFile))


def test_records_travel_between_processes() -> None:
    site = read(Site, "title: T\ncontent: [content, {path: more, audience: board}]\n")
    again = pickle.loads(pickle.dumps(site))  # noqa: S301 - our own bytes
    assert again == site
    assert again.places == site.places


def test_records_are_equal_wherever_they_stand() -> None:
    assert read(Person, "name: Mei\n") == read(Person, "\n\nname:   Mei\n")


def test_a_thousand_problems_are_told_in_reasonable_work() -> None:
    text = "".join(f"- {{title: T, weight: x{number}}}\n" for number in range(1000))
    context = context_of(text)
    node = parse(text, "a.yml").node
    assert node is not None
    assert len(read_records(Milestone, node, context)) == 1000
    assert len(context.problems) == 1000
    assert context.problems[-1].source == "- {title: T, weight: x999}"
