"""What each kind of value accepts, and what it says of the rest."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from okrsite.source import kinds
from okrsite.source.context import Context, Settings
from okrsite.source.fields import Kind, make
from okrsite.source.nodes import Map
from okrsite.source.periods import period
from okrsite.source.records import ContentTree, KpiValue, Logo, MenuItem, OwnField, Repository, Site
from okrsite.source.values import Bound, Link, Metric, Period, Steps, TargetPath, Texts
from okrsite.source.yamltree import parse

SETTINGS = Settings(languages=("en", "zh-Hant"), audiences=("public", "staff", "board"))


def read(kind: Kind, text: str) -> tuple[Any, list[str]]:
    """The value of a YAML text, and the rules of what was told."""
    parsed = parse(f"x: {text}\n", "a.yml")
    assert parsed.problems == ()
    assert isinstance(parsed.node, Map)
    context = Context("a.yml", settings=SETTINGS)
    value = kind.read(parsed.node.entries[0][1], context)
    return value, [problem.rule for problem in context.problems]


def a_period(text: str) -> Period:
    found = period(text)
    assert isinstance(found, Period)
    return found


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (kinds.TEXT, "no", "no"),
        (kinds.TEXT, "2026", "2026"),
        (kinds.TEXT, "{en: One, zh-Hant: 一}", Texts((("en", "One"), ("zh-Hant", "一")))),
        (kinds.TEXT, "{en: One, zh-Hant: }", Texts((("en", "One"),))),
        (kinds.TEXT, ">\n  folded\n  line\n", "folded line"),
        (kinds.MARKDOWN, "|\n  One\n\n  two\n", "One\n\ntwo"),
        (kinds.ID, "Recruit", "recruit"),
        (kinds.PERSON, "'@mei'", "mei"),
        (kinds.PERSON, "Mei Lin", "Mei Lin"),
        (kinds.GOAL_REFERENCE, "Teaching/2026-Q3/Quality#Trainings", "teaching/2026-q3/quality#trainings"),
        (kinds.AUDIENCE, "Staff", "staff"),
        (kinds.BOOLEAN, "Yes", True),
        (kinds.BOOLEAN, "off", False),
        (kinds.DAYS, "14", 14),
        (kinds.MONTH, "4", 4),
        (kinds.LANGUAGE, "zh-hant", "zh-Hant"),
        (kinds.LANGUAGE, "en-gb", "en-GB"),
        (kinds.TIMEZONE, "Asia/Taipei", "Asia/Taipei"),
        (kinds.TIMEZONE, "UTC", "UTC"),
        (kinds.SHARE, "60%", 0.6),
        (kinds.WEIGHT, "0", 0),
        (kinds.choice("on-track", "at-risk"), "On track", "on-track"),
        (kinds.LINK, "https://example.org/a?b=c#d", Link("https://example.org/a?b=c#d")),
        (kinds.LINK, "{title: Plan, url: ../plan/}", Link("../plan/", "Plan")),
        (kinds.LINK, "mailto:a@example.org", Link("mailto:a@example.org")),
        (kinds.one_or_more(kinds.LINK), "[a/, {url: b/}]", (Link("a/"), Link("b/"))),
        (kinds.one_or_more(kinds.TAG), "growth", ("growth",)),
        (kinds.listing(kinds.PERSON), "[mei, tom]", ("mei", "tom")),
        (kinds.SITE_URL, "https://goals.example.org/okr/", "https://goals.example.org/okr/"),
        (kinds.STATIC_FILE, "./img/logo.svg", "img/logo.svg"),
        (kinds.ADDRESS_TEMPLATE, "'https://x.org/{branch}/{path}#L{line}'", "https://x.org/{branch}/{path}#L{line}"),
        (kinds.EDITOR, "VSCode", "vscode"),
        (kinds.EDITOR, "'zed://file/{path}:{line}'", "zed://file/{path}:{line}"),
        (kinds.ignoring("objective"), "{no-why: it is plain}", {"no-why": "it is plain"}),
        (kinds.OPTIONS, "{accent: '#0b6e4f', list: [1, {a: b}]}", {"accent": "#0b6e4f", "list": ["1", {"a": "b"}]}),
        (kinds.TERMS, "{objective: Goal, kpi: {en: Gauge, zh-hant: {other: 錶}}}",
         {"objective": {"": {"other": "Goal"}}, "kpi": {"en": {"other": "Gauge"}, "zh-Hant": {"other": "錶"}}}),
        (kinds.TERMS, "{team: {one: Crew, other: Crews}}", {"team": {"": {"one": "Crew", "other": "Crews"}}}),
        (kinds.RULES, "{no-why: off, sandbagging: {cycles: 2}}", {"no-why": {"severity": "off"}, "sandbagging": {"cycles": 2}}),
        (kinds.UNITS, "{points: {one: point, other: points}}", {"points": {"": {"one": "point", "other": "points"}}}),
        (kinds.UNITS, "{p: {en: {other: ps}, zh-hant: 分}}", {"p": {"en": {"other": "ps"}, "zh-Hant": {"other": "分"}}}),
        (kinds.PEOPLE_POLICY, "pages", {"": "pages"}),
        (kinds.PEOPLE_POLICY, "{public: roles, staff: pages}", {"public": "roles", "staff": "pages"}),
        (kinds.one_or_file(Logo), "logo.svg", make(Logo, light="logo.svg")),
        (kinds.one_or_file(Logo), "{light: a.svg, dark: b.svg}", make(Logo, light="a.svg", dark="b.svg")),
        (kinds.one_or_address(Repository), "https://x.org/y", make(Repository, url=Link("https://x.org/y"))),
        (kinds.content_trees(ContentTree), "goals", (make(ContentTree, path="goals"),)),
        (kinds.content_trees(ContentTree), "[a, {path: b}]", (make(ContentTree, path="a"), make(ContentTree, path="b"))),
        (kinds.own_field_declarations(OwnField), "{objective: {budget: {type: number}, x: }}",
         {"objective": {"budget": make(OwnField, type="number"), "x": make(OwnField)}}),
    ],
)  # fmt: skip
def test_what_a_kind_accepts(kind: Kind, text: str, value: object) -> None:
    assert read(kind, text) == (value, [])


@pytest.mark.parametrize(
    ("kind", "text", "rule"),
    [
        (kinds.TEXT, "[a]", "wrong-type"),
        (kinds.TEXT, "{title: a}", "unknown-field"),
        (kinds.TEXT, "|\n  a\n  b\n", "wrong-type"),
        (kinds.MARKDOWN, "x" * 100_001, "too-large"),
        (kinds.MARKDOWN, "字" * 33_334, "too-large"),
        (kinds.ID, "two words", "wrong-type"),
        (kinds.AUDIENCE, "stuff", "wrong-type"),
        (kinds.BOOLEAN, "maybe", "wrong-type"),
        (kinds.DAYS, "0", "wrong-type"),
        (kinds.DAYS, "1.5", "wrong-type"),
        (kinds.MONTH, "13", "wrong-type"),
        (kinds.LANGUAGE, "English", "wrong-type"),
        (kinds.TIMEZONE, "Taipei", "wrong-type"),
        (kinds.TIMEZONE, "../../etc/passwd", "wrong-type"),
        (kinds.WEIGHT, "-1", "bad-weight"),
        (kinds.NUMBER, "[1]", "wrong-type"),
        (kinds.choice("on-track", "at-risk"), "ontrack", "wrong-type"),
        (kinds.listing(kinds.PERSON), "mei", "wrong-type"),
        (kinds.LINK, "{title: x}", "missing-field"),
        (kinds.LINK, "{url: a/, href: b}", "unknown-field"),
        (kinds.SITE_URL, "goals/", "bad-link"),
        (kinds.SITE_URL, "https://x.org/?a", "bad-link"),
        (kinds.STATIC_FILE, "../secret.svg", "path-outside"),
        (kinds.STATIC_FILE, "/etc/passwd", "path-outside"),
        (kinds.STATIC_FILE, "'C:/x.svg'", "path-outside"),
        (kinds.ADDRESS_TEMPLATE, "'https://x.org/{file}'", "wrong-type"),
        (kinds.ADDRESS_TEMPLATE, "'javascript:{path}'", "bad-link"),
        (kinds.EDITOR, "'javascript:open({path})'", "wrong-type"),
        (kinds.EDITOR, "emacs", "wrong-type"),
        (kinds.TERMS, "{objectives: Goals}", "unknown-field"),
        (kinds.RULES, "{no-why: loud}", "wrong-type"),
        (kinds.PEOPLE_POLICY, "faces", "wrong-type"),
        (kinds.METRIC, "[1, 2]", "bad-metric"),
        (kinds.METRIC, "{from: 1}", "bad-metric"),
        (kinds.METRIC, "{to: 9, keep: {at_least: 3}}", "bad-metric"),
        (kinds.METRIC, "{keep: {at_least: 3, at_most: 4}}", "bad-metric"),
        (kinds.METRIC, "{keep: {between: [3]}}", "bad-metric"),
        (kinds.METRIC, "{keep: {between: [4, 3]}}", "bad-metric"),
        (kinds.METRIC, "{to: 9, pace: late, plan: {2026-11-01: 3}}", "bad-metric"),
        (kinds.METRIC, "{to: 9, plan: {soon: 3}}", "wrong-type"),
        (kinds.METRIC, "{to: many}", "wrong-type"),
        (kinds.METRIC, "{to: 9, goal: 9}", "unknown-field"),
        (kinds.TARGET, "120", "wrong-type"),
        (kinds.TARGET, "{from: 61, to: 40}", "missing-field"),
        (kinds.TARGET, "{from: 40, to: 40, by: 2030}", "from-equals-to"),
        (kinds.TARGET, "{from: 61, to: 40, start: 2031, by: 2030}", "bad-period"),
        (kinds.TARGET, "{2026-Q3: at least 100, 2026-q3: at least 120}", "period-twice"),
        (kinds.TARGET, "{2026-Q5: at least 100}", "bad-period"),
        (kinds.kpi_values(KpiValue), "{2026-09: lots}", "wrong-type"),
    ],
)  # fmt: skip
def test_what_a_kind_refuses(kind: Kind, text: str, rule: str) -> None:
    assert read(kind, text)[1] == [rule]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", "java\\tscript:alert(1)", " javascript:x", "\\x01javascript:x",
        "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//evil.example", "\\\\\\\\evil.example", "/\\\\evil.example",
        "https:example.org", "http://", "ftp://x.org", "a b", "x\\u200by",
    ],
)  # fmt: skip
def test_an_address_that_runs_or_misleads_is_no_link(address: str) -> None:
    for text in (f'"{address}"', f'{{title: T, url: "{address}"}}'):
        value, rules = read(kinds.LINK, text)
        assert (value, rules) == (None, ["bad-link"])


@pytest.mark.parametrize(
    "address", ["map/", "../a/b.html", "#part", "?q=1", "/root/", "HTTPS://Example.org", "a:b".replace(":", "%3A")]
)
def test_relative_addresses_are_links(address: str) -> None:
    assert read(kinds.LINK, f'"{address}"') == (Link(address), [])


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("{from: 0, to: 10, unit: students}", Metric("move", 0, 10, unit="students")),
        ("{to: 45}", Metric("move", None, 45)),
        ("{keep: {at_least: 99.9}, unit: '%'}", Metric("keep", bound=Bound("at_least", low=99.9), unit="%")),
        ("{keep: {between: [40, 60]}}", Metric("keep", bound=Bound("between", 40, 60))),
        ("{from: 0, to: 9, pace: late}", Metric("move", 0, 9, pace="late")),
        (
            "{from: 0, to: 9, plan: {2026-12-01: 6, 2026-11-01: 3}}",
            Metric("move", 0, 9, plan=((dt.date(2026, 11, 1), 3), (dt.date(2026, 12, 1), 6))),
        ),
        (
            "{to: 3, unit: {en: talks, zh-Hant: 場}}",
            Metric("move", None, 3, unit=Texts((("en", "talks"), ("zh-Hant", "場")))),
        ),
    ],
)
def test_a_metric_as_a_map(text: str, metric: Metric) -> None:
    assert read(kinds.METRIC, text) == (metric, [])


def test_a_target_in_each_of_its_forms() -> None:
    at_least = Bound("at_least", low=100)
    assert read(kinds.TARGET, "at least 100") == (at_least, [])
    assert read(kinds.TARGET, "{at_least: 100}") == (at_least, [])
    steps = Steps(((a_period("2026-Q3"), at_least), (a_period("2026-Q4"), Bound("at_most", high=9))))
    assert read(kinds.TARGET, "{2026-q4: {at_most: 9}, 2026-Q3: at least 100}") == (steps, [])
    path = TargetPath(61, 40, a_period("2030"), a_period("2024"))
    assert read(kinds.TARGET, "{from: 61, to: 40, start: 2024, by: 2030}") == (path, [])


def test_the_values_of_a_kpi_in_each_of_their_forms() -> None:
    kind = kinds.kpi_values(KpiValue)
    september = make(KpiValue, period=a_period("2026-09"), value=104)
    october = make(KpiValue, period=a_period("2026-10"), value=None)
    assert read(kind, "kpis/enrolments.csv") == ("kpis/enrolments.csv", [])
    assert read(kind, "{2026-09: 104, 2026-10: }") == ((september, october), [])
    assert read(kind, "[{period: 2026-09, value: 104}, {period: 2026-10}]") == ((september, october), [])


def test_a_menu_may_have_entries_below_entries() -> None:
    kind = kinds.optional_records(MenuItem)
    (item,), rules = read(kind, "[{title: Wiki, url: https://x.org, items: [{title: Map, page: map}]}]")
    assert rules == []
    assert (item.title, item.url) == ("Wiki", Link("https://x.org"))
    assert item.items == ({"title": "Map", "page": "map", "url": None, "items": ()},)


def test_a_menu_that_is_written_empty_is_not_an_absent_one() -> None:
    assert read(kinds.optional_records(MenuItem), "[]") == ((), [])
    assert make(Site, title="T").menu is None


def test_the_contracts_site_file_is_read_whole() -> None:
    text = """
title: {en: Lantern Academy, zh-Hant: 明燈學院}     # the only required field
url: https://goals.example.org/okr/     # where it will be served
languages: [en, zh-Hant]
timezone: Asia/Taipei
logo: {light: logo.svg, dark: logo-dark.svg}       # or one name
theme_options: {accent: "#0b6e4f"}
repository: {url: https://github.com/example/goals, branch: main, forge: github, audience: staff}
discuss: https://chat.example.org/goals?about={ref}    # an "ask about this goal" link
people: names                           # pages | names
terms: {objective: Goal, key_result: Measure}          # also kpi
fields:
  objective: {budget: {label: Budget, type: number, unit: EUR}}
cycles:
  - {id: 2026-q4, name: Q4 2026, start: 2026-10-01, end: 2026-12-31, parent: "2026", checkin_every: 7}
audiences: [public, staff, board]       # widest first
default_audience: staff
units: {points: {one: point, other: points}}
status: {at_risk: 0.10, off_track: 0.25}
rules: {key-results-per-objective: {severity: warning, min: 2, max: 4}}
editor: vscode
footer: [{title: Imprint, url: https://example.org/imprint}]
feedback: mailto:goals@example.org
licence: CC-BY-4.0
extras: [badges, embeds, team-feeds]
embed_hosts: ["https://wiki.example.org"]
menu: [{title: Map, page: map}, {title: Wiki, url: https://wiki.example.org, items: []}]
"""
    parsed = parse(text, "site.yml")
    assert parsed.problems == ()
    assert parsed.node is not None
    context = Context("site.yml", text, SETTINGS)
    site = kinds.one(Site).read(parsed.node, context)
    assert context.problems == []
    assert isinstance(site, Site)
    assert (site.status.at_risk, site.extras, site.cycles[0].parent) == (
        0.1,
        ("badges", "embeds", "team-feeds"),
        "2026",
    )
