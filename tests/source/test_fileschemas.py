"""The schemas of files: valid ones, in which every field says what it is for, and every example is one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from okrsite.source.fileschemas import KINDS, file_schema


def fields(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property anywhere in a schema."""
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    if isinstance(schema, dict) and isinstance(schema.get("additionalProperties"), bool | dict):
        yield from schema.get("properties", {}).items()
    for one in inner:
        yield from fields(one)


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_and_every_field_in_it_says_what_it_is_for(kind: str) -> None:
    schema = file_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["title"]
    assert schema["description"]
    found = list(fields(schema))
    assert found
    assert [name for name, one in found if not one.get("description")] == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_example_is_a_value_that_its_field_takes(kind: str) -> None:
    schema = file_schema(kind)
    for name, one in fields(schema):
        whole = jsonschema.Draft202012Validator({**one, "$defs": schema.get("$defs", {})})
        for example in one.get("examples", ()):
            assert whole.is_valid(example), (name, example)


def test_where_the_ids_of_a_site_are_offered_no_made_up_one_stands_beside_them() -> None:
    objective = file_schema("cycle", {"person": ["ada"], "kpi": ["leads"]})["$defs"]["Objective"]["properties"]
    assert "ada" in str(objective["owner"])
    assert "examples" not in objective["owner"]
    assert "examples" not in objective["drivers"]
    assert objective["title"]["examples"]


def test_an_example_in_braces_is_a_list_or_a_map_and_no_text() -> None:
    examples = [one["examples"] for name, one in fields(file_schema("cycle")) if name in {"between", "keep", "plan"}]
    assert examples == [[[40, 60]], [{"at_least": 99.9}], [{"2026-11-15": 3}]]
