"""Builds after any edits, each over what the last one left, publish what a clean build of the last state does, byte for byte."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrsite.publish.build import build

DAY = dt.date(2026, 11, 22)

SITE = """title: Goals
url: https://goals.example.org/
language: en
audiences: [public, staff]
extras: [badges, embeds, team-feeds]
people: pages
"""
CYCLE = """objectives:
  - id: grow
    title: Grow
    why: It has to, see [the news](updates/2026-11-01-open.md) or [the lab](../lab/).
    owner: mei
    {ties}
    key_results:
      - id: visits
        title: Visits
        metric: from 0 to 10
        checkins:
          - {{date: 2026-10-08, value: 3, confidence: 0.5, note: fine, by: tom}}
      - id: fed
        title: Enrolled
        metric: from 80 to 120
        kpi: enrolments
"""
KPIS = """kpis:
  - id: enrolments
    name: Enrolments
    every: month
    target: at least 100
    supports: [grow]
    values: {2026-09: 90, 2026-10: 110}
  - {id: cost, name: Cost, every: month, target: at most 5, audience: staff, values: {2026-10: 4}}
"""
UPDATE = "---\ntitle: Open\n---\nWe are open.\n"
PEOPLE = "mei: {name: Mei, title: Head}\ntom: {name: Tom}\n"

Edit = Callable[[Path], None]


@pytest.fixture(autouse=True)
def _short_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few goals are enough for several stretches of a file."""
    monkeypatch.setattr("okrsite.site.stretches._ABOUT", 2)


def seed(root: Path) -> None:
    files = {"site.yml": SITE, "content/people.yml": PEOPLE, "static/logo.txt": "logo"}
    for team in ("company", "academy", "lab"):
        ties = "supports: company/grow" if team != "company" else "tags: [main]"
        files |= {
            f"content/{team}/team.yml": f"name: {team.title()}\nmembers: [mei, tom]\n",
            f"content/{team}/2026-q4.yml": CYCLE.format(ties=ties),
            f"content/{team}/kpis.yml": KPIS,
            f"content/{team}/updates/2026-11-01-open.md": UPDATE,
        }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def replacing(path: str, old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        if (root / path).is_file():
            (root / path).write_text((root / path).read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    return edit


def writing(path: str, text: str) -> Edit:
    def edit(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")

    return edit


def losing(path: str) -> Edit:
    return lambda root: (root / path).unlink(missing_ok=True)


def moving(path: str, to: str) -> Edit:
    def edit(root: Path) -> None:
        if (root / path).exists() and not (root / to).exists():
            (root / to).parent.mkdir(parents=True, exist_ok=True)
            (root / path).rename(root / to)

    return edit


teams = st.sampled_from(["company", "academy", "lab"])
checkin = "- {{key_result: {}/2026-q4/grow#visits, date: 2026-11-{}, value: {}, note: so, by: {}}}\n"
edits = st.one_of(
    st.builds(
        lambda team, day, value, by: writing(f"content/{team}/checkins/w47.yml", checkin.format(team, day, value, by)),
        teams,
        st.integers(10, 20),
        st.integers(0, 12),
        st.sampled_from(["mei", "tom", "zoe"]),
    ),
    st.builds(losing, st.builds("content/{}/checkins/w47.yml".format, teams)),
    st.builds(
        lambda team, change: replacing(f"content/{team}/2026-q4.yml", *change),
        teams,
        st.sampled_from(
            [
                ("title: Grow", "title: Grow up"),
                ("objectives:\n", "\nobjectives:\n"),
                ("value: 3", "value: 8"),
                ("id: grow", "id: shrink"),
                ("owner: mei", "owner: zoe"),
                ("tags: [main]", "tags: [late, main]"),
                ("supports: company/grow", "supports: lab/grow"),
                ("    kpi: enrolments", "    audience: staff"),
            ]
        ),
    ),
    st.builds(
        lambda team, change: replacing(f"content/{team}/kpis.yml", *change),
        teams,
        st.sampled_from(
            [
                ("2026-10: 110", "2026-10: 70"),
                ("audience: staff, ", ""),
                ("    supports: [grow]\n", ""),
                ("name: Enrolments", "name: Students"),
                ("kpis:\n", "kpis:\n\n"),
            ]
        ),
    ),
    st.builds(
        lambda team, parent: replacing(f"content/{team}/team.yml", "members:", f"parent: {parent}\nmembers:"),
        st.sampled_from(["academy", "lab"]),
        st.just("company"),
    ),
    st.sampled_from(
        [
            moving("content/lab", "content/company/lab"),
            moving("content/lab", "content/workshop"),
            losing("content/academy/kpis.yml"),
            losing("content/lab/updates/2026-11-01-open.md"),
            writing(
                "content/lab/updates/2026-11-20-new.md", "---\ntitle: New\ntags: [late]\n---\nSee [us](../team.md)\n"
            ),
            writing("content/lab/plan.txt", "attached"),
            writing("static/logo.txt", "another"),
            writing("static/more.txt", "more"),
            writing("content/people.yml", PEOPLE.replace("Head", "Dean")),
            writing("content/index.md", "Welcome to *our* goals.\n"),
            writing("content/pages/about.md", "---\ntitle: About\nmenu: true\n---\nUs.\n"),
            writing("theme/templates/not_found.html", "gone\n"),
            writing("site.yml", SITE + "terms: {objective: aim}\n"),
            writing("content/academy/2027-q1.yml", "objectives:\n  - {id: on, title: Go on, key_results: []}\n"),
        ]
    ),
)
steps = st.lists(st.tuples(st.lists(edits, max_size=2), st.sampled_from([0, 0, 0, 0, 1, 40])), min_size=1, max_size=5)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps, st.sampled_from(["staff", "public"]))
def test_any_edits_and_days_end_in_what_a_clean_build_publishes(
    steps: list[tuple[list[Edit], int]], audience: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, day = Path(folder) / "site", DAY
        seed(root)
        assert build(root, audience=audience, as_of=day, workers=1).published
        for edited, days in steps:
            day += dt.timedelta(days=days)
            for edit in edited:
                edit(root)
            again = build(root, audience=audience, as_of=day, workers=1)
            beside = Path(folder) / "clean"
            clean = build(root, output=beside, audience=audience, as_of=day, workers=1, use_cache=False)
            assert again.problems == clean.problems
            assert again.published == clean.published
            if clean.published:
                assert files(root / "public") == files(beside)
                assert (again.pages, again.counts) == (clean.pages, clean.counts)
            shutil.rmtree(beside, ignore_errors=True)
