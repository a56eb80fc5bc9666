"""What is read line by line is what the parser reads: the same values at the same places, or it is left to the parser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import okrsite
from okrsite.source.context import Context, Settings
from okrsite.source.fields import Record, read_record, read_records
from okrsite.source.nodes import List
from okrsite.source.plainrecords import plain_record, plain_records
from okrsite.source.plainyaml import tree
from okrsite.source.records import Checkin, CheckinFile, CycleFile, KpiFile, Team
from okrsite.source.rows import Rows
from okrsite.source.yamltree import parse

SETTINGS = Settings(languages=("en", "zh-Hant"), audiences=("public", "staff"))
EXAMPLE = Path(okrsite.__file__).parent.parent / "content"
CYCLE = """\
# what we want
intro: Why these.
objectives:
  - id: recruit
    title: {en: "Recruit, and grow", zh-Hant: 招生}
    why: |
      With our *platform*:

        - we can
      See [it](https://example.org/a?b#c).
    owner: mei # who else
    with: [teaching, tom]
    supports:
    - company/2026/grow#more
    links: [https://example.org/plan, {title: Plan, url: "https://example.org"}]
    outcome: {grade: 0.7, note: 'What we learned.'}
    dropped:
      date: 2026-11-15
      why: We sold the school.
    initiatives:
      - {title: Film day, owner: mei, status: doing, due: 2026-11-30}
    key_results:
      - title: Tell in public
        metric: {from: 0, to: 10, unit: students, plan: {2026-11-15: 3}}
        checkins:
          - {date: 2026-10-14, value: -2, confidence: 60%, note: "Two recorded.", by: mei}
          - {date: 2026-10-21, value: 1_000, note: Dr. No's 3-4 at 10:30}
      - title: Stay online
        metric: keep at least 99.9 %
        weight: 2
        ignore: {no-owner: we all do}
      - {title: The portal is live, done: 2026-11-12}
      - title: Finish
        done:
      - title: Certify
        milestones: []
"""
KPIS = """\
kpis:
  - id: enrolments
    name: New enrolments
    unit: "%"
    every: month
    target: {at_least: 80}
    tolerance: at least 60
    values:
      2026-09:
      2026-10: 98
      2026-11: 1.5M
  - name: Refunds
    every: quarter
    target: {2026-Q1: {between: [3, 5]}, 2026-Q3: {at_most: 3}}
    values: {2026-Q3: 4, 2026-Q4: }
  - {name: Leads, values: kpis/leads.csv, every: week}
"""
CHECKINS = """\
- {key_result: a/2026-q4/b#c, date: 2026-10-08, value: 27, confidence: 0.7, note: Partner churn}
- {kpi: a/enrolments, period: 2026-10, date: 2026-11-02, value: 98}
- key_result: b#d
  date: 2026-10-09
  note: |-
    Two.
"""
TEAM = "name: Teaching\nlead: mei\nmembers: [mei, tom]\norder: 3\ntags: growth\nmission: We teach.\n"
SAMPLES: list[tuple[type[Record], str]] = [(CycleFile, CYCLE), (KpiFile, KPIS), (Checkin, CHECKINS), (Team, TEAM)]
PIECES = [
    "\n", "\n\n", "  ", " ", "- ", "-", ": ", ":", ", ", ",", "{", "}", "[", "]", "{}", "[]", "'", '"', "''", '""', " #", "#", "# x",
    "&a ", "*a", "|", "|-", "|\n", ">", "!", "%", "@", "`", "?", "? ", "\t", "---", "...", "\\", "=", "~", "<<: ", "null", "a", "0",
    "招", "é", "\u3000", "\u00a0", "\u0085", "\u2028", "\ufeff", "\x00", "title: ", "date: 2026-10-10", "  x", "value: ", "\n    ",
    "\n  - ", "\n      more", "http://x", "a:b", "-5", " -", "+1", "(", ".",
]  # fmt: skip
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3), st.sampled_from(PIECES)), max_size=3)


def inside(value: Any) -> Any:
    """A value with all places, which records leave out when they are compared."""
    if isinstance(value, Record):
        return type(value), [inside(one) for one in type(value).as_tuple(value)]
    if isinstance(value, tuple | list | Rows):
        return [inside(item) for item in value]
    return {key: inside(item) for key, item in value.items()} if isinstance(value, dict) else value


def plainly(cls: type[Record], text: str) -> Any:
    context = Context("a.yml", text, SETTINGS)
    if cls is Checkin:
        return plain_records(Checkin, context, CheckinFile, frozenset({"key_result", "kpi"}))
    return plain_record(cls, context)


def carefully(cls: type[Record], text: str) -> Any:
    parsed, context = parse(text, "a.yml"), Context("a.yml", text, SETTINGS)
    assert parsed.node is not None
    if isinstance(parsed.node, List):
        read: Any = read_records(cls, parsed.node, context)
    elif cls is Checkin and not {"key_result", "kpi"}.intersection(parsed.node.keys()):  # type: ignore[union-attr]
        read = read_record(CheckinFile, parsed.node, context)
    else:
        read = read_record(cls, parsed.node, context)
        read = (read,) if cls is Checkin else read
    assert not parsed.problems
    assert not context.problems
    return read


@pytest.mark.parametrize(("cls", "text"), SAMPLES)
def test_what_the_documentation_teaches_is_read_line_by_line(cls: type[Record], text: str) -> None:
    assert inside(plainly(cls, text)) == inside(carefully(cls, text))


@pytest.mark.parametrize(("cls", "text"), SAMPLES)
@given(changes=CHANGES)
def test_a_changed_file_is_read_as_the_parser_reads_it(
    cls: type[Record], text: str, changes: list[tuple[float, int, str]]
) -> None:
    for where, removed, added in changes:
        at = int(where * len(text))
        text = text[:at] + added + text[at + removed :]
    if (found := plainly(cls, text)) is not None:
        assert inside(found) == inside(carefully(cls, text))


@given(st.lists(st.sampled_from([*PIECES, "key_result: ", "note: ", "values: ", "kpi: "]), max_size=30).map("".join))
def test_any_check_ins_are_read_as_the_parser_reads_them(text: str) -> None:
    if (found := plainly(Checkin, text)) is not None:
        assert inside(found) == inside(carefully(Checkin, text))


def test_the_example_is_read_line_by_line() -> None:
    files = [*EXAMPLE.rglob("*.yml")]
    assert files
    for path in files:
        tree(path.read_text(encoding="utf-8"))  # raises Unusual for what is left to the parser


def test_what_is_wrong_is_told_nowhere_but_by_the_parser() -> None:
    context = Context("a.yml", "name: Teaching\norder: many\n", SETTINGS)
    assert plain_record(Team, context) is None
    assert not context.problems
    assert context.is_whole
