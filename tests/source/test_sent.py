"""What readers send arrives as it was: values, places, and what is one object on both sides."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

from okrsite.source.config import read_config
from okrsite.source.discover import discover
from okrsite.source.fields import Record
from okrsite.source.readers import FileRead, read_file
from okrsite.source.rows import Lazy
from okrsite.source.sent import Reads
from tests.conftest import WriteSite

EXAMPLE = Path(__file__).parents[2]


def read(root: Path) -> list[FileRead]:
    config = read_config(root)
    assert config.site is not None
    found = discover(root, ["content"], config.settings.cycles, config.site.languages)
    return [read_file(root, file, config.settings) for file in found.files]


def inside(value: Any) -> Any:
    """A value with its type and all places, which records leave out when they are compared."""
    if isinstance(value, Record):
        return type(value), [inside(one) for one in type(value).as_tuple(value)]
    if isinstance(value, tuple | list | Lazy):
        return type(value), [inside(item) for item in value]
    return {key: inside(item) for key, item in value.items()} if isinstance(value, dict) else (type(value), value)


def arrived(reads: list[FileRead]) -> Reads:
    again: Reads = pickle.loads(pickle.dumps(Reads(reads), pickle.HIGHEST_PROTOCOL))  # noqa: S301
    return again


def test_the_example_arrives_as_it_was_read() -> None:
    reads = read(EXAMPLE)
    again = arrived(reads)
    assert list(again) == reads
    assert [inside(one.record) for one in again] == [inside(one.record) for one in reads]


def test_equal_values_of_other_types_stay_what_they_are(write_site: WriteSite) -> None:
    kpis = "kpis:\n  - {name: A, every: month, order: 1, values: {2026-10: 1, 2026-11: 1.5}}\n  - {name: B, leads: true, values: b.csv}\n"
    files = {"content/a/team.yml": "name: A\n", "content/a/kpis.yml": kpis, "content/a/checkins/w.yml": "[]\n"}
    reads = read(write_site(files))
    assert [inside(one.record) for one in arrived(reads)] == [inside(one.record) for one in reads]


def test_no_files_are_nothing() -> None:
    assert arrived([]) == []
