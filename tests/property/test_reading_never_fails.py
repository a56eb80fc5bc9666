"""Whatever stands in a file, reading gives values and problems, never an exception."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.source import ids, links, numbers, periods, words
from okrsite.source.context import Context
from okrsite.source.fields import Record, read_record
from okrsite.source.records import Checkin, CycleFile, KpiFile, Site, Team
from okrsite.source.yamltree import parse

YAML_LIKE = st.lists(
    st.sampled_from(
        [
            "\n", "  ", "- ", ": ", "title", "objectives:", "key_results:", "metric: ", "from 0 to 9", "{", "}", "[", "]", ",",
            "'", '"', "#", "&a ", "*a", "<<: ", "|\n", ">", "!", "%", "@", "\t",
            "kpis:", "values: ", "2026-10", "1_0", "id: ", "---", "done:",
            "\0", "é", "招", "\u2028", "? ", "weight: ", "0", "plan: ", "keep: ", "at_least: ", "target: ", "by: ", "links: ", "fields: ",
        ]
    ),
    max_size=40,
).map("".join)  # fmt: skip
ANY = st.one_of(YAML_LIKE, st.text(st.characters(exclude_categories=()), max_size=200))


@given(ANY)
@pytest.mark.parametrize("cls", [Checkin, CycleFile, KpiFile, Site, Team])
def test_any_text_is_read_or_told(cls: type[Record], text: str) -> None:
    parsed = parse(text, "a.yml")
    context = Context("a.yml", text)
    record = None if parsed.node is None else read_record(cls, parsed.node, context)
    for problem in (*parsed.problems, *context.problems):
        assert problem.message
        assert problem.rule
        assert problem.place.path == "a.yml"
        assert problem.place.line >= 1
    assert record is not None or parsed.node is None or context.problems


@given(ANY)
def test_any_value_is_read_or_told(text: str) -> None:
    numbers.number(text)
    numbers.number(text, decimal_comma=True)
    numbers.share(text)
    words.metric(text)
    words.target(text)
    periods.period(text, 4)
    periods.date(text)
    links.address(text)
    made = ids.make_id(text)
    assert made == "" or ids.is_id(made)
    assert ids.normalised(made) == made
