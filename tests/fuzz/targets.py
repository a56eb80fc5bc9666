"""What is fuzzed: each target takes bytes and must give values or problems, never an exception."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from okrsite.goals.directory import Directory, index
from okrsite.goals.references import Referrer, find_checkin_target, find_goals, find_kpi, unknown_goal, unknown_kpi
from okrsite.publish.prepare import prepare
from okrsite.source import ids, links, numbers, periods, words
from okrsite.source.context import Context
from okrsite.source.csvtable import read_table
from okrsite.source.fields import read_record
from okrsite.source.files import decode
from okrsite.source.frontmatter import read_document
from okrsite.source.load import load
from okrsite.source.plainrecords import plain_record
from okrsite.source.records import Checkin, CycleFile, KpiFile, Page, Person, Site, Team, Update
from okrsite.source.yamltree import parse
from okrsite.theme.markdown import Markdown

__all__ = ["SITE", "TARGETS"]

DAY = dt.date(2026, 11, 22)
RECORDS = (Checkin, CycleFile, KpiFile, Page, Person, Site, Team, Update)
SITE = {
    "site.yml": "title: Goals\nurl: https://example.org/\naudiences: [public, staff]\nlanguages: [en, zh-Hant]\n",
    "content/people.yml": "mei: {name: Mei, audience: staff}\n",
    "content/index.md": "Where we **stand**.\n",
    "content/a/team.yml": "name: Academy\nlead: mei\n",
    "content/a/2026-q4.yml": (
        "objectives:\n  - id: goal\n    title: Grow\n    drivers: [k]\n    key_results:\n"
        "      - {id: kr, title: More, metric: from 0 to 10 students, checkins: [{date: 2026-10-14, value: 2}]}\n"
        "      - {id: steps, title: Steps, milestones: [{title: One, due: 2026-10-31, done: 2026-10-28}]}\n"
    ),
    "content/a/2026-q4/own.md": "---\ntitle: Own\nsupports: goal\n---\nWhy.\n",
    "content/a/kpis.yml": "kpis:\n  - {id: k, name: K, every: month, target: at least 3, supports: [goal], values: kpis/k.csv}\n",
    "content/a/kpis/k.csv": "period,value,date,target,note\n2026-09,4,2026-10-01,3,ok\n2026-10,5,,,\n",
    "content/a/checkins/w.yml": "- {key_result: goal#kr, date: 2026-11-01, value: 5, note: x}\n"
    "- {kpi: k, period: 2026-11, value: 7, date: 2026-11-20}\n",
    "content/a/checkins/w.csv": "date,key_result,value,note\n2026-11-02,a/2026-q4/goal#kr,6,x\n",
    "content/a/updates/2026-11-20-x.md": "---\ntitle: X\nby: mei\n---\nAll *well*.\n",
}
_MARKDOWN = Markdown()


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


@cache
def _folder() -> Path:
    """A site on disk, whole."""
    root = Path(tempfile.mkdtemp(prefix="okrsite-fuzz-"))
    for path, text in SITE.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def site(data: bytes) -> None:
    """One file of a site becomes the input, and the site is read, linked and measured for each audience."""
    paths = sorted(SITE)
    path = _folder() / paths[data[0] % len(paths)] if data else _folder() / paths[0]
    before = path.read_bytes()
    try:
        path.write_bytes(data[1:])
        problems = prepare(_folder(), as_of=DAY, workers=1).problems
        assert all(problem.message and problem.rule for problem in problems)
    finally:
        path.write_bytes(before)


def record(data: bytes) -> None:
    """A YAML file of each kind."""
    text, _ = decode(data[1:], "a.yml")
    parsed = parse(text or "", "a.yml")
    if parsed.node is not None:
        read_record(RECORDS[data[0] % len(RECORDS)], parsed.node, Context("a.yml", text or ""))


def plain(data: bytes) -> None:
    """The same, read line by line: what is read so is what the parser reads."""
    text, _ = decode(data[1:], "a.yml")
    cls = RECORDS[data[0] % len(RECORDS)] if data else RECORDS[0]
    found = plain_record(cls, Context("a.yml", text or ""))
    if found is None:
        return
    context, parsed = Context("a.yml", text or ""), parse(text or "", "a.yml")
    assert parsed.node is not None
    assert read_record(cls, parsed.node, context) == found
    assert not context.problems
    assert not parsed.problems


def table(data: bytes) -> None:
    """A CSV file, and a Markdown file's front matter."""
    text, _ = decode(data, "a.csv")
    if text is not None:
        read_table(Context("a.csv", text), ("period", "value", "note"), ("period", "value"))
        read_document(Context("a.md", text))


def value(data: bytes) -> None:
    """Numbers, periods, dates, metrics in words, links, ids."""
    text = _text(data)
    numbers.number(text)
    numbers.number(text, decimal_comma=True)
    numbers.share(text)
    words.metric(text)
    words.target(text)
    periods.period(text, 4)
    periods.date(text)
    links.address(text)
    links.site_url(text)
    links.origin(text)
    links.page_address(text)
    made = ids.make_id(text)
    assert made == "" or ids.is_id(made)


def markdown(data: bytes) -> None:
    """A Markdown text; what comes out holds no element or attribute that runs."""
    html = _MARKDOWN.render(_text(data), key="k", link=lambda address: address).lower()
    assert "<script" not in html
    assert "<iframe" not in html


@cache
def _directory() -> Directory:
    sources = load(_folder()).sources
    if sources is None:
        raise RuntimeError("the site that is fuzzed cannot be read")
    return index(sources)[0]


def reference(data: bytes) -> None:
    """A reference to a goal or a KPI, with a cycle and without."""
    text, directory = _text(data), _directory()
    for who in (Referrer("a", 0), Referrer("a", 0, "2026-q4"), Referrer("nobody", 0)):
        find_goals(text, who, directory)
        find_kpi(text, who, directory)
        find_checkin_target(text, DAY, who, directory)
        unknown_goal(text, who, directory)
        unknown_kpi(text, who, directory)


TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one for one in (site, record, plain, table, value, markdown, reference)
}
