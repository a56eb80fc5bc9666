from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from okrsite.site.clashes import clashes
from okrsite.site.pages import PagePlan, plan
from tests.site.sample import Measured, measured

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import WriteSite

TEAM = {"content/a/team.yml": "name: A\n"}
OBJECTIVE = {"content/a/2026-q4.yml": "objectives: [{id: x, title: X}]\n"}
KPI = {"content/a/kpis.yml": "kpis: [{id: k, name: K}]\n"}


def pages(site: Measured) -> dict[str, PagePlan]:
    return {page.address: page for page in plan(*site)}


def test_every_thing_has_its_page(sample: Measured) -> None:
    found = pages(sample)
    assert [page.address for page in found.values() if page.kind != "stub"] == [
        "",
        "teams/",
        "teams/company/",
        "teams/academy/",
        "teams/teaching/",
        "teams/company/2026/",
        "teams/academy/2026-q4/",
        "teams/teaching/2026-q4/",
        "teams/company/2026/grow/",
        "teams/academy/2026-q4/recruit/",
        "teams/academy/2026-q4/run/",
        "teams/teaching/2026-q4/quality/",
        "teams/academy/kpis/enrolments/",
        "teams/academy/kpis/load/",
        "kpis/",
        "balance/",
        "teams/academy/updates/2026-11-20-week-8/",
        "updates/",
        "updates/2026-11/",
        "updates/2026-10/",
        "cycles/",
        "cycles/2026/",
        "cycles/2026-q4/",
        "people/",
        "people/mei/",
        "people/bo/",
        "people/tom-chen/",
        "tags/growth/",
        "map/",
        "wallboard/",
        "search/",
        "method/",
        "about/",
        "404.html",
    ]


@pytest.mark.parametrize(
    ("address", "kind", "subject"),
    [
        ("", "home", ()),
        ("teams/academy/", "team", ("academy",)),
        ("teams/academy/2026-q4/", "team-cycle", ("academy", "2026-q4")),
        ("teams/academy/2026-q4/recruit/", "objective", ("academy/2026-q4/recruit",)),
        ("teams/academy/kpis/enrolments/", "kpi", ("academy/enrolments",)),
        ("teams/academy/updates/2026-11-20-week-8/", "update", ("academy/updates/2026-11-20-week-8",)),
        ("updates/2026-10/", "updates-month", ("2026-10",)),
        ("cycles/2026-q4/", "cycle", ("2026-q4",)),
        ("people/tom-chen/", "person", ("tom-chen",)),
        ("tags/growth/", "tag", ("growth", "growth")),
        ("about/", "extra", ("about",)),
    ],
)
def test_a_page_says_what_it_is_about(sample: Measured, address: str, kind: str, subject: tuple[str, ...]) -> None:
    page = pages(sample)[address]
    assert (page.kind, page.subject) == (kind, subject)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("teams/academy/2026-q4/recruit-students/", "teams/academy/2026-q4/recruit/"),
        ("teams/academy/kpis/signups/", "teams/academy/kpis/enrolments/"),
        ("teams/school/", "teams/academy/"),
        ("teams/school/2026-q4/", "teams/academy/2026-q4/"),
        ("teams/school/2026-q4/recruit/", "teams/academy/2026-q4/recruit/"),
        ("teams/school/2026-q4/recruit-students/", "teams/academy/2026-q4/recruit/"),
        ("teams/school/kpis/enrolments/", "teams/academy/kpis/enrolments/"),
        ("teams/school/kpis/signups/", "teams/academy/kpis/enrolments/"),
        ("teams/school/updates/2026-11-20-week-8/", "teams/academy/updates/2026-11-20-week-8/"),
        ("about.html", "about/"),
        ("old/about/", "about/"),
    ],
)
def test_an_old_address_leads_to_the_new_one(sample: Measured, old: str, new: str) -> None:
    page = pages(sample)[old]
    assert page.kind == "stub"
    assert page.subject[1] == new


@pytest.mark.parametrize(
    ("files", "kinds"),
    [
        ({}, {"home", "method", "not-found"}),
        (TEAM, {"home", "teams", "team", "search", "method", "not-found"}),
        (TEAM | KPI, {"home", "teams", "team", "kpi", "kpis", "search", "method", "not-found"}),
        (
            TEAM | OBJECTIVE,
            {
                "home",
                "teams",
                "team",
                "team-cycle",
                "objective",
                "cycles",
                "cycle",
                "wallboard",
                "search",
                "method",
                "not-found",
            },
        ),
    ],
)
def test_a_kind_without_content_has_no_page(write_site: WriteSite, files: dict[str, str], kinds: set[str]) -> None:
    assert {page.kind for page in pages(measured(write_site(files))).values()} == kinds


@pytest.mark.parametrize(
    ("policy", "addresses"),
    [
        ("pages", ["people/", "people/mei/"]),
        ("names", ["people/"]),
        ("roles", []),
        ("none", []),
    ],
)
def test_people_have_pages_as_far_as_the_policy_goes(write_site: WriteSite, policy: str, addresses: list[str]) -> None:
    owned = {"content/a/2026-q4.yml": "objectives: [{id: x, title: X, owner: mei}]\n"}
    site = measured(write_site(TEAM | owned | {"site.yml": f"title: Goals\npeople: {policy}\n"}))
    assert [address for address in pages(site) if address.startswith("people/")] == addresses


def test_what_is_dated_later_has_no_page_yet(sample_root: Path) -> None:
    later = "teams/academy/updates/2026-12-20-later/"
    assert later not in pages(measured(sample_root))
    assert later in pages(measured(sample_root, dt.date(2026, 12, 20)))


def test_an_archived_team_keeps_its_addresses(sample: Measured) -> None:
    assert sample.figures.teams["teaching"].archived
    assert "teams/teaching/2026-q4/quality/" in pages(sample)


def test_kpis_that_are_all_archived_have_pages_and_no_list(write_site: WriteSite) -> None:
    kpis = {"content/a/kpis.yml": "kpis: [{id: k, name: K, archived: 2026-11-22}]\n"}
    found = pages(measured(write_site(TEAM | OBJECTIVE | kpis)))
    assert "teams/a/kpis/k/" in found
    assert not {"kpis/", "balance/"} & found.keys()


def test_tags_of_one_address_are_one_page_under_the_first_spelling(write_site: WriteSite) -> None:
    content = "objectives: [{id: x, title: X, tags: [Big Bets, big-bets]}, {id: y, title: Y, tags: [成長]}]\n"
    found = pages(measured(write_site(TEAM | {"content/a/2026-q4.yml": content})))
    assert [page.subject for page in found.values() if page.kind == "tag"] == [
        ("big-bets", "Big Bets"),
        ("成長", "成長"),
    ]


def test_a_cycle_around_others_has_a_page(write_site: WriteSite) -> None:
    cycles = "cycles: [{id: plan, start: 2026-01-01, end: 2027-12-31}, {id: '2029'}]\n"
    site = measured(write_site(TEAM | OBJECTIVE | {"site.yml": f"title: Goals\n{cycles}"}))
    assert [address for address in pages(site) if address.startswith("cycles/")] == [
        "cycles/",
        "cycles/plan/",
        "cycles/2026-q4/",
    ]


def told(site: Measured, files: tuple[str, ...] = ("assets/style.css",)) -> list[tuple[str, str]]:
    languages = dict.fromkeys((site.goals.site.language, *site.goals.site.languages))
    found = clashes(site.goals, plan(*site), languages, files)
    assert {problem.rule for problem in found} <= {"same-address"}
    return [(problem.place.path, problem.message) for problem in found]


def test_a_site_without_clashes_has_none(sample: Measured) -> None:
    assert told(sample) == []


@pytest.mark.parametrize(
    ("files", "path", "names"),
    [
        ({"static/zh-hant/index.html": "x"}, "static/zh-hant/index.html", ("the home page (zh-Hant)",)),
        ({"static/teams/a/kpis/k": "x"}, "static/teams/a/kpis/k", ("the page of kpi `a/k`",)),
        ({"static/index.html": "x"}, "static/index.html", ("the home page (en)",)),
        ({"static/teams/a/index.html": "x"}, "static/teams/a/index.html", ("the page of team `a`",)),
        ({"static/method": "x"}, "static/method", ("the page on the method (en)",)),
        ({"static/robots.txt": "x"}, "static/robots.txt", ("the file robots.txt",)),
        ({"static/data/kpis.csv": "x"}, "static/data/kpis.csv", ("the file data/kpis.csv",)),
        ({"static/assets/style.css": "x"}, "static/assets/style.css", ("the file assets/style.css",)),
        ({"static/assets": "x"}, "static/assets", ("the file assets/style.css",)),
        (
            {"content/pages/about.md": "---\ntitle: T\naliases: [teams]\n---\n"},
            "content/pages/about.md",
            ("the list of teams", "the old address `teams` of page `about`"),
        ),
    ],
)
def test_two_things_on_one_address_are_told_with_both_names(
    write_site: WriteSite, files: dict[str, str], path: str, names: tuple[str, ...]
) -> None:
    site = measured(write_site(TEAM | KPI | files | {"site.yml": "title: Goals\nlanguages: [en, zh-Hant]\n"}))
    ((where, message),) = told(site)
    assert where == path
    assert all(name in message for name in names)


def test_an_old_address_that_is_taken_has_no_stub(write_site: WriteSite) -> None:
    page = {"content/pages/about.md": "---\ntitle: T\naliases: [teams]\n---\n"}
    assert pages(measured(write_site(TEAM | page)))["teams/"].kind == "teams"
