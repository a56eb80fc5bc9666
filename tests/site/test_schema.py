from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from okrsite.site.data import data_files, site_json
from okrsite.site.data.schema import SCHEMAS, schema_files
from okrsite.site.pages import plan
from tests.site.sample import measured, wordings

if TYPE_CHECKING:
    from pathlib import Path


def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(SCHEMAS[name], format_checker=jsonschema.FormatChecker())


@pytest.fixture(params=["staff", "public"])
def files(sample_root: Path, request: pytest.FixtureRequest) -> dict[str, Any]:
    """Every JSON file of the sample by its stem."""
    site = measured(sample_root, audience=request.param)
    made = dict(data_files(*site, plan(*site), ["en", "zh-Hant"]))
    made["data/site.json"] = site_json(*site, wordings(site.goals), "okrsite 0.1.0", "abc")
    return {stem: json.loads(made[f"data/{stem}.json"]) for stem in SCHEMAS}


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_file_passes_its_schema(files: dict[str, Any], name: str) -> None:
    assert [error.message for error in validator(name).iter_errors(files[name])] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", ["objectives", "kpis", "teams", "people", "updates"])
def test_a_field_more_or_less_is_a_finding(files: dict[str, Any], name: str) -> None:
    record = files[name][name][0]
    assert validator(name).is_valid(files[name])
    record["more"] = 1
    assert not validator(name).is_valid(files[name])
    del record["more"], record["url"]
    assert not validator(name).is_valid(files[name])


@pytest.mark.parametrize(
    ("metric", "valid"),
    [
        ({"kind": "move", "from": None, "to": 5, "unit": None}, True),
        ({"kind": "keep", "at_most": 5, "unit": {"en": "ms"}}, True),
        ({"kind": "keep", "at_most": 5, "at_least": 1, "unit": None}, False),
        ({"kind": "keep", "unit": None}, False),
        ({"kind": "done"}, True),
        ({"kind": "done", "to": 1}, False),
    ],
)
def test_a_metric_has_the_fields_of_its_kind(files: dict[str, Any], metric: dict[str, object], valid: bool) -> None:
    files["objectives"]["objectives"][1]["key_results"][0]["metric"] = metric
    assert validator("objectives").is_valid(files["objectives"]) == valid


def test_every_schema_is_written_as_a_file() -> None:
    written = dict(schema_files())
    assert set(written) == {f"data/schema/{name}.json" for name in SCHEMAS}
    for name, schema in SCHEMAS.items():
        content = json.loads(written[f"data/schema/{name}.json"])
        assert content["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert content["required"] == schema["required"]
