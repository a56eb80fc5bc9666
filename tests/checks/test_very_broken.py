"""Files that are broken a hundred thousand times over: told in bounded time and length, the rest still checked."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from okrsite.checks import report_json
from okrsite.problems import Problem
from okrsite.publish.prepare import check
from tests.conftest import WriteSite

SITE = {"site.yml": "title: Goals\n", "content/a/team.yml": "name: A\n", "content/b/team.yml": "nmae: B\n"}
PERIODS = [f"2026-{month:02d}" for month in range(1, 13)]


def objectives(count: int, supports: Callable[[int], list[str]]) -> str:
    made = [{"id": f"objective-number-{n}", "title": "T", "supports": supports(n)} for n in range(count)]
    return json.dumps({"objectives": made})


def one(**fields: object) -> str:
    return json.dumps({"objectives": [{"id": "one", "title": "One", **fields}]})


MANY = {
    "unknown fields": ("content/a/team.yml", "name: A\n" + "".join(f"k{n}: 1\n" for n in range(10_000))),
    "unknown fields in braces": ("content/a/team.yml", "{name: A, " + "".join(f"k{n}: 1, " for n in range(30_000)) + "}"),
    "values": ("content/a/team.yml", "{" + "a," * 600_000 + "}"),
    "entries": ("content/a/2026.yml", "-\n" * 600_000),
    "keys twice": ("content/a/team.yml", "name: A\n" * 20_000),
    "links": ("content/a/2026.yml", one(links=[f"x:{n}" for n in range(50_000)])),
    "fields of one's own": ("content/a/2026.yml", one(fields={f"f{n}": 1 for n in range(50_000)})),
    "references": ("content/a/2026.yml", one(supports=[f"goal-{n}" for n in range(20_000)])),
    "references to many": ("content/a/2026.yml", objectives(2000, lambda n: [f"objectiv-numbr-{n}x"])),
    "circles": ("content/a/2026.yml", objectives(300, lambda n: [f"objective-number-{m}" for m in range(300) if m != n])),
    "a long circle": ("content/a/2026.yml", objectives(3000, lambda n: [f"objective-number-{(n + 1) % 3000}"])),
    "check-ins": (
        "content/a/checkins/w.yml",
        "".join(f"- {{key_result: one#k{n}, date: 2026-11-01, value: 5}}\n" for n in range(20_000)),
    ),
    "rows": ("content/a/checkins/w.csv", "date,key_result,value\n" + "x,y,z\n" * 20_000),
    "periods": (
        "content/a/kpis.yml",
        json.dumps({"kpis": [{"id": f"k{n}", "name": "K", "every": "day", "values": dict.fromkeys(PERIODS, 1)} for n in range(1500)]}),
    ),
    "people": ("content/people.yml", "".join(f"p{n}: {{name: P, audience: bad{n}}}\n" for n in range(10_000))),
    "cycles": (
        "site.yml",
        "title: Goals\ncycles:\n"
        + "".join(f"- {{id: c{n}, start: 2026-01-01, end: 2026-12-31, parent: c{n + 1}}}\n" for n in range(300)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", MANY)
def test_a_file_with_errors_without_end_is_told_and_the_others_are_still_checked(
    what: str, write_site: WriteSite
) -> None:
    path, text = MANY[what]
    problems = check(write_site({**SITE, path: text}))
    errors = [problem for problem in problems if problem.severity.value == "error"]
    assert {problem.place.path for problem in errors} >= {path, "content/b/team.yml"}
    assert len(report_json.report(errors)) < 40_000_000
    assert max(len(problem.message) + len(problem.hint) for problem in errors) < 5000


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("tags", "t{}"),
        ("links", "https://example.org/{}"),
        ("aliases", "old-{}"),
        ("supports", "goal-{}"),
        ("with", "w{}"),
    ],
)
def test_a_list_of_a_hundred_thousand_is_one_problem(name: str, entry: str, write_site: WriteSite) -> None:
    entries = [entry.format(n) for n in range(100_000)]
    problems = check(write_site({**SITE, "content/a/2026.yml": one(**{name: entries})}))
    assert told_in(problems, "content/a/2026.yml").count("too-large") == 1
    assert told_in(problems, "content/b/team.yml")


@pytest.mark.parametrize("name", ["key_results", "initiatives", "changed"])
def test_records_in_an_objective_are_a_thousand_at_most(name: str, write_site: WriteSite) -> None:
    entry = {"date": "2026-11-01", "why": "W"} if name == "changed" else {"title": "T"}
    made = [dict(entry, id=f"k{n}") if name == "key_results" else entry for n in range(1001)]
    problems = check(write_site({**SITE, "content/a/2026.yml": one(**{name: made})}))
    assert told_in(problems, "content/a/2026.yml").count("too-large") == 1
    problems = check(write_site({**SITE, "content/a/2026.yml": one(**{name: made[:1000]})}))
    assert "too-large" not in told_in(problems, "content/a/2026.yml")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/a/2026.yml", one(title="T" * 5001)),
        ("content/a/2026.yml", one(owner="T" * 5001)),
        ("content/a/2026.yml", one(links=["https://example.org/" + "T" * 5001])),
        ("content/a/2026.yml", one(supports="T" * 5001)),
        ("site.yml", f"title: {'T' * 4_000_000}\n"),
        ("site.yml", f"title: T\ndescription: {'T ' * 2_000_000}\n"),
    ],
    ids=["title", "owner", "link", "reference", "site's title", "description"],
)
def test_a_line_without_end_is_told_and_stands_on_no_page(path: str, text: str, write_site: WriteSite) -> None:
    problems = check(write_site({**SITE, path: text}))
    assert told_in(problems, path).count("too-large") == 1


def test_teams_above_each_other_without_end_are_told_once(write_site: WriteSite) -> None:
    teams = {f"content/t{n}/team.yml": f"name: T\n{f'parent: t{n - 1}' if n else ''}\n" for n in range(300)}
    problems = check(write_site({**SITE, **teams}))
    assert [problem.place.path for problem in problems if problem.rule == "too-deep"] == ["content/t50/team.yml"]


def told_in(problems: list[Problem], path: str) -> list[str]:
    return [problem.rule for problem in problems if problem.place.path == path]


def test_a_thousand_errors_of_a_file_are_all_told_and_then_that_there_are_more(write_site: WriteSite) -> None:
    two = [{"id": id_, "title": "T", "links": [f"x:{n}" for n in range(500)]} for id_ in ("one", "two")]
    problems = check(write_site({**SITE, "content/a/2026.yml": json.dumps({"objectives": two})}))
    assert told_in(problems, "content/a/2026.yml").count("bad-link") == 1000
    assert "too-many-errors" not in told_in(problems, "content/a/2026.yml")
    three = [*two, {"id": "three", "title": "T", "links": ["x:more"]}]
    problems = check(write_site({**SITE, "content/a/2026.yml": json.dumps({"objectives": three})}))
    assert told_in(problems, "content/a/2026.yml").count("bad-link") == 1000
    assert "too-many-errors" in told_in(problems, "content/a/2026.yml")


def test_site_yml_with_errors_without_end_is_no_traceback(write_site: WriteSite) -> None:
    text = "title: Goals\n" + "".join(f"k{n}: 1\n" for n in range(2000))
    assert "too-many-errors" in told_in(check(write_site({**SITE, "site.yml": text})), "site.yml")
