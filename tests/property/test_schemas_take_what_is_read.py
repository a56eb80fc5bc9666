"""Whatever is read without a problem passes the schema of its kind of file: an editor underlines nothing that is right."""

from __future__ import annotations

from typing import Any

import jsonschema
import yaml
from hypothesis import given
from hypothesis import strategies as st

from okrsite.problems import Severity
from okrsite.source.checkinfiles import checkins_of_yaml
from okrsite.source.fields import Context, Record, Settings, read_record
from okrsite.source.fileschemas import file_schema
from okrsite.source.records import CycleFile, KpiFile
from okrsite.source.yamltree import parse


class _AsEditorsDo(yaml.SafeLoader):
    """YAML 1.2's types, as editors have them: no dates."""


_AsEditorsDo.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class _Blank(yaml.SafeDumper):
    """Writes what is absent as nothing at all."""


_Blank.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))

numbers = st.integers(0, 1000) | st.sampled_from(["1.5M", "2k", "1_000", "45%", -3, 0.25])
titles = st.sampled_from(["Grow", 2026, True, {"en": "Grow"}, "Mehr: Geld"])
blank = st.none()
metrics = st.sampled_from(
    ["from 0 to 10 students", "reach 45", "keep at least 99.9 %", "keep >= 3", "keep between 40 and 60"]
) | st.sampled_from(
    [
        {"from": 0, "to": "1.5M", "unit": "EUR"},
        {"to": 45, "pace": "late"},
        {"keep": {"at_least": 99.9}, "unit": "%"},
        {"keep": {"between": [40, 60]}},
        {"from": 1, "to": 9, "plan": {"2026-10-15": 3}},
    ]
)
targets = st.sampled_from(
    [
        "at least 120",
        {"at_most": 4},
        {"2026-Q3": "at least 100", "2026-Q4": {"at_least": 120}},
        "from 61 to 40 by 2030",
        {"from": 61, "to": 40, "start": 2024, "by": 2030},
    ]
)
links = st.sampled_from(["https://example.org/x", {"title": "Plan", "url": "https://example.org/x"}])
checkins = st.fixed_dictionaries(
    {"date": st.just("2026-10-14"), "value": numbers | blank},
    optional={
        "confidence": st.sampled_from([0.6, "60%", 1]) | blank,
        "status": st.sampled_from(["on-track", "off-track"]),
        "note": titles | blank,
        "by": st.sampled_from(["mei", "Tom Chen"]),
    },
)
key_results = st.fixed_dictionaries(
    {"title": titles},
    optional={
        "metric": metrics,
        "weight": st.sampled_from([1, "2", 0.5]),
        "owner": st.sampled_from(["mei", 7]) | blank,
        "due": st.just("2026-12-15"),
        "checkins": st.lists(checkins | blank, max_size=2),
        "links": links | st.lists(links, max_size=2),
        "checkin_every": st.sampled_from([7, "14"]),
        "dropped": st.just({"date": "2026-11-15", "why": "We sold it."}),
        "ignore": st.just({"no-owner": "Nobody left."}),
        "supports": st.sampled_from(["a/b", ["a/b", "c"]]),
    },
) | st.fixed_dictionaries(
    {"title": titles},
    optional={
        "milestones": st.just([{"title": "One", "done": "2026-10-28"}, None, {"title": "Two", "weight": 2}]),
        "id": st.sampled_from(["one", 2026]),
    },
)
objectives = st.fixed_dictionaries(
    {"title": titles},
    optional={
        "key_results": st.lists(key_results | blank, max_size=3) | blank,
        "kind": st.sampled_from(["committed", "learning"]) | blank,
        "tags": st.sampled_from(["growth", ["growth", 2026, None]]),
        "outcome": st.just({"grade": "70%", "note": "Learned."}),
        "initiatives": st.just([{"title": "Film day", "status": "doing", "link": "https://example.org"}]),
    },
)
kpis = st.fixed_dictionaries(
    {"name": titles, "every": st.just("month")},
    optional={
        "target": targets,
        "tolerance": st.sampled_from(["at least 100", {"at_least": 3}]),
        "leads": st.sampled_from([True, "yes"]),
        "values": st.sampled_from(
            ["kpis/x.csv", {"2026-09": 104, "2026-10": None}, [{"period": "2026-10", "value": "1.5k"}]]
        ),
        "source": links,
    },
)


def read(kind: str, data: Any) -> list[str]:
    """The errors that reading tells of a file."""
    text = yaml.dump(data, Dumper=_Blank, allow_unicode=True, sort_keys=False)
    node = parse(text, "a.yml").node
    assert node is not None
    context = Context("a.yml", text, Settings(languages=("en",)))
    records: dict[str, type[Record]] = {"cycle": CycleFile, "kpis": KpiFile}
    if kind == "checkins":
        checkins_of_yaml(node, context)
    else:
        read_record(records[kind], node, context)
    return [problem.message for problem in context.problems if problem.severity is Severity.ERROR]


def takes(kind: str, data: Any) -> None:
    assert read(kind, data) == []
    seen = yaml.load(yaml.safe_dump(data, allow_unicode=True), _AsEditorsDo)  # noqa: S506  a SafeLoader
    jsonschema.Draft202012Validator(file_schema(kind)).validate(seen)


@given(st.lists(objectives, max_size=2))
def test_files_of_objectives(written: list[Any]) -> None:
    takes("cycle", {"objectives": written, "intro": None})


@given(st.lists(kpis, max_size=2))
def test_files_of_kpis(written: list[Any]) -> None:
    takes("kpis", {"kpis": written})


@given(st.lists(checkins | blank, min_size=1, max_size=3), st.sampled_from(["list", "map", "one"]))
def test_files_of_checkins(written: list[Any], form: str) -> None:
    entries = [one and {**one, "key_result": "a/2026-q4/b#c"} for one in written]
    if form == "one":
        takes("checkins", entries[0] or {"key_result": "a#b", "date": "2026-11-01"})
    else:
        takes("checkins", entries if form == "list" else {"date": "2026-11-20", "by": None, "checkins": entries})
