"""Laws of writing: whatever texts stand in cells, what is written reads back the same, and checks without errors."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from okrsite.edit.changes import write
from okrsite.edit.importing.goals import Understood, Yaml
from okrsite.edit.importing.sheet import clean
from okrsite.edit.importing.site import Target
from okrsite.edit.importing.writing import changes_of
from okrsite.edit.importing.yamlwriter import document
from okrsite.problems import has_errors
from okrsite.publish.prepare import check
from okrsite.source.load import load
from okrsite.source.nodes import List, Map, Scalar
from okrsite.source.yamltree import parse
from tests.edit.importing import DAY, understood

SPECIAL = st.sampled_from((
    "yes", "No", "~", "null", "2026", "1e5", "0x1f", "1:30", "- a", "a: b", "a #b", "@x", "`x", "%", "&a", "*a", "!t", "|",
    ">", "{a}", "[a]", "'", '"', "\\", '"a"', "a\\nb", "---", "...", "? a", "=1+1", "+1", "-1", "<b>", "[x](javascript:y)",
    "明燈", "é", "e\u0301", "🟢", "a\u2028b", "a\x85b", "\u200f", "\ufeffa", "x" * 300, "con", "kpis", "2026-q4", "İ", "ß",
))  # fmt: skip
TEXTS = (
    SPECIAL
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
    | st.tuples(SPECIAL, SPECIAL).map("\n".join)
)


@given(st.text(max_size=60) | TEXTS)
@example("a\n\n  b\n")
@example(" a\nb")
@example("a\n\tb")
@example("a\n# b\n- c: d")
def test_every_text_is_read_back_as_it_was(text: str) -> None:
    written = document({"one": text, "list": [{"two": text, "three": 1}, text], "map": {text: text}})
    parsed = parse(written, "x.yml")
    assert parsed.problems == ()
    node = parsed.node
    assert isinstance(node, Map)
    one, listed, inner = node.get("one"), node.get("list"), node.get("map")
    assert isinstance(one, Scalar)
    assert isinstance(listed, List)
    assert isinstance(inner, Map)
    first, second = listed.items
    assert isinstance(first, Map)
    found = [one, first.get("two"), second, inner.entries[0][0], inner.entries[0][1]]
    assert [at.text if isinstance(at, Scalar) else at for at in found] == [text] * 5


@pytest.mark.parametrize(
    ("text", "plain"),
    [("More students", True), ("明燈學院", True), ("yes", False), ("a: b", False), ("2026", False), ("", False)],
)
def test_a_text_is_quoted_only_where_it_must_be(text: str, plain: bool) -> None:
    assert document({"title": text}) == (f"title: {text}\n" if plain else f'title: "{text}"\n')


ROWS = st.lists(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS), min_size=1, max_size=6)


@given(ROWS)
@example([("Academy", "Grow", "More", "10", "2", ",", "so")])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_stands_in_cells_is_written_as_a_site_that_reads_back_the_same(rows: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        table, site = Path(folder) / "table.csv", Path(folder) / "site"
        with table.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(
                [("Team", "Objective", "Key result", "Target", "Current", "Owner", "Notes"), *rows]
            )
        read = understood(table)
        if read.goals.is_empty:
            return
        write(site, changes_of(read.goals, Target(), site, "Goals", DAY))
        (site / "content").mkdir(exist_ok=True)
        problems = check(site, DAY)
        assert not has_errors(problems), problems
        assert read_back(site) == said(read)
        cells = {" ".join(clean(cell).split()) for row in rows for cell in row}
        assert {title for title, _ in read_back(site)} <= cells


def said(read: Understood) -> list[tuple[str, list[tuple[str, object, object]]]]:
    """Objectives with their key results, owners and notes, as an import understood them."""
    return sorted(
        (
            (one.title, [(kr.title, kr.fields.get("owner"), _note(kr.checkins)) for kr in one.key_results])
            for listed in read.goals.cycles.values()
            for one in listed
        ),
        key=repr,
    )


def _note(checkins: list[dict[str, Yaml]]) -> object:
    return checkins[0].get("note") if checkins else None


def read_back(site: Path) -> list[tuple[str, list[tuple[str, object, object]]]]:
    """The same, as they stand in the site."""
    sources = load(site).sources
    assert sources is not None
    return sorted(
        (
            (
                str(one.title),
                [(str(kr.title), kr.owner, kr.checkins[0].note if kr.checkins else None) for kr in one.key_results],
            )
            for at in sources.cycles
            for one in at.record.objectives
        ),
        key=repr,
    )
