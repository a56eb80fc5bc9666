"""Checking in from a team's page: the form is right, each forge gets it, and what comes of it is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs, urlsplit

import pytest

from okrsite.problems import Severity
from okrsite.site.views.checkin import CheckinView
from okrsite.site.views.forge import new_file
from okrsite.site.views.team import TeamView
from okrsite.source.fields import make
from okrsite.source.load import load
from okrsite.source.records import Repository
from okrsite.source.values import Link
from tests.site.printing import Printed

Make = Callable[..., Printed]

CYCLE = """\
objectives:
  - id: grow
    title: Grow
    key_results:
      - {id: students, title: 'More # students: many', metric: from 0 to 10 students,
         checkins: [{date: 2026-11-04, value: 5, confidence: 0.7}]}
      - {id: calm, title: Calm, checkins: [{date: 2026-11-03, progress: 50%}]}
      - {id: steps, title: Steps, milestones: [{title: One}, {title: Two, done: 2026-11-01}]}
      - {id: fed, title: Fed, metric: from 0 to 10, kpi: visits}
      - {id: gone, title: Gone, metric: from 0 to 10, dropped: {date: 2026-11-01, why: No.}}
      - {id: later, title: Later, metric: from 0 to 10, start: 2026-12-01}
"""
KPIS = """\
kpis:
  - {id: visits, name: Visits, every: month, values: {2026-09: 4}}
  - {id: known, name: Known, every: month, values: {2026-10: 4}}
  - {id: old, name: Old, every: month, archived: 2026-01-01, values: {2025-10: 4}}
"""
FILES = {
    "content/shop/team.yml": "name: Shop\n",
    "content/shop/2026-q4.yml": CYCLE,
    "content/shop/2026-q3.yml": "objectives: [{title: Past, key_results: [{title: Past, metric: from 0 to 3}]}]\n",
    "content/shop/kpis.yml": KPIS,
}
GITHUB = "https://github.com/example/goals"


def site_yml(repository: str) -> dict[str, str]:
    return {"site.yml": f"title: Goals\nrepository: {repository}\n", **FILES}


def checkin(site: Printed) -> CheckinView:
    (found,) = cast("TeamView", site.view("teams/shop/")).checkins
    return found


def test_the_form_lists_every_open_key_result_and_due_kpi_with_its_last_value(site: Make) -> None:
    assert checkin(site(site_yml(GITHUB))).text == (
        "# Fill in what is new. What stays blank is skipped.\n"
        "date: 2026-11-22\n"
        "by:\n"
        "checkins:\n"
        "\n"
        "  # More # students: many\n"
        "  - key_result: shop/2026-q4/grow#students\n"
        "    value:  # last: 5 students, 2026-11-04\n"
        "    confidence:  # last: 70%\n"
        "    note:\n"
        "\n"
        "  # Calm\n"
        "  - key_result: shop/2026-q4/grow#calm\n"
        "    progress:  # last: 50%\n"
        "    confidence:\n"
        "    note:\n"
        "\n"
        "  # Steps\n"
        "  - key_result: shop/2026-q4/grow#steps\n"
        "    confidence:\n"
        "    note:\n"
        "\n"
        "  # Visits\n"
        "  - kpi: shop/visits\n"
        "    period: 2026-10\n"
        "    value:  # last: 4, 2026-09\n"
        "    note:\n"
    )


def read(root: Path) -> tuple[list[str], int]:
    loaded = load(root)
    assert loaded.sources is not None
    found = [problem.message for problem in loaded.problems if problem.severity is not Severity.NOTE]
    return found, sum(len(one.checkins) for one in loaded.sources.checkins)


def test_a_form_left_blank_is_read_as_nothing_and_a_filled_one_as_what_was_filled_in(
    site: Make, tmp_path: Path
) -> None:
    form = checkin(site(site_yml(GITHUB)))
    file = tmp_path / form.path
    file.parent.mkdir(parents=True)
    file.write_text(form.text, encoding="utf-8")
    assert read(tmp_path) == ([], 0)
    file.write_text(form.text.replace("value:  # last: 5", "value: 7  # last: 5"), encoding="utf-8")
    assert read(tmp_path) == ([], 1)


def test_github_is_given_the_name_and_the_text(site: Make) -> None:
    form = checkin(site(site_yml(GITHUB)))
    assert form.href is not None
    address = urlsplit(form.href)
    assert (address.netloc, address.path) == ("github.com", "/example/goals/new/main")
    assert parse_qs(address.query) == {
        "filename": ["content/shop/checkins/2026-11-22-shop-000000.yml"],
        "value": [form.text],
    }


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        ("2026-11-22-shop-000000", "2026-11-22-shop-000001"),
        ("2026-11-22-shop-093015123", "2026-11-22-shop-093016"),
        ("2026-11-21-shop-093015", "2026-11-22-shop-000000"),
        ("2026-w47-mei", "2026-11-22-shop-000000"),
    ],
)
def test_without_script_too_a_second_check_in_of_a_day_is_another_file_that_counts_last(
    site: Make, there: str, expected: str
) -> None:
    day = there[:10] if there.startswith("2026-11") else "2026-11-22"
    text = f"{{date: {day}, key_result: grow#students, value: 6}}\n"
    form = checkin(site({**site_yml(GITHUB), f"content/shop/checkins/{there}.yml": text}))
    assert form.path == f"content/shop/checkins/{expected}.yml"


def test_a_kpis_check_in_takes_a_name_too(site: Make) -> None:
    text = "{date: 2026-11-22, kpi: visits, period: 2026-10, value: 6}\n"
    form = checkin(site({**site_yml(GITHUB), "content/shop/checkins/2026-11-22-shop-120000.yml": text}))
    assert form.path == "content/shop/checkins/2026-11-22-shop-120001.yml"


PATH = "content/a b/checkins/2026-11-22-shop.yml"


@pytest.mark.parametrize(
    ("written", "expected", "is_filled"),
    [
        (
            {"url": GITHUB, "branch": "a/b"},
            f"{GITHUB}/new/a/b?filename=content/a+b/checkins/2026-11-22-shop.yml&value=x%3A+1%0A",
            True,
        ),
        (
            {"url": "https://gitlab.example.org/g/p"},
            "https://gitlab.example.org/g/p/-/new/main?file_name=content/a+b/checkins/2026-11-22-shop.yml",
            False,
        ),
        (
            {"url": "https://codeberg.org/g/p.git"},
            "https://codeberg.org/g/p/_new/main/content/a%20b/checkins?filename=2026-11-22-shop.yml&value=x%3A+1%0A",
            True,
        ),
        (
            {"url": GITHUB, "new": "https://e.org/new?at={path}&on={branch}"},
            "https://e.org/new?at=content/a%20b/checkins/2026-11-22-shop.yml&on=main",
            False,
        ),
    ],
)
def test_each_forge_is_asked_in_its_own_way(written: dict[str, str], expected: str, is_filled: bool) -> None:
    repository = make(
        Repository, url=Link(written["url"]), branch=written.get("branch", "main"), new=written.get("new")
    )
    found = new_file(repository, PATH, "x: 1\n")
    assert found is not None
    assert (found.href, found.is_filled) == (expected, is_filled)


def test_no_forge_no_address() -> None:
    assert new_file(make(Repository, url=Link("https://git.example.org/g")), PATH, "x: 1\n") is None


def test_a_text_too_long_for_an_address_is_copied_instead() -> None:
    found = new_file(make(Repository, url=Link(GITHUB)), PATH, "x: 明\n" * 1000)
    assert found is not None
    assert not found.is_filled
    assert len(found.href) < 200


def test_where_the_forge_takes_no_text_it_stands_open_to_be_copied(site: Make) -> None:
    html = site(site_yml("https://gitlab.com/example/goals")).html("teams/shop/")
    assert "<details open>" in html
    assert "shop/2026-q4/grow#students" in html


def test_only_the_audience_of_the_repository_is_asked_to_check_in(site: Make) -> None:
    files = {
        **FILES,
        "site.yml": f"title: Goals\naudiences: [public, staff]\nrepository: {GITHUB}\n",
        "content/shop/team.yml": "name: Shop\naudience: public\n",
    }
    public, staff = site(files), site(files, audience="staff")
    assert cast("TeamView", public.view("teams/shop/")).checkins == ()
    assert public.frame("teams/shop/").checkin is None
    assert "_check-in" not in public.html("teams/shop/")
    assert staff.frame("teams/shop/").checkin is not None


def test_the_open_cycle_leads_to_the_teams_check_in_and_a_closed_one_does_not(site: Make) -> None:
    found = site(site_yml(GITHUB))
    link = found.frame("teams/shop/2026-q4/").checkin
    assert link is not None
    assert link.href == "../#_check-in"
    assert found.frame("teams/shop/2026-q3/").checkin is None


def test_a_team_with_nothing_open_is_asked_nothing(site: Make) -> None:
    found = site({**site_yml(GITHUB), "content/rest/team.yml": "name: Rest\n"})
    assert cast("TeamView", found.view("teams/rest/")).checkins == ()
    assert found.frame("teams/rest/").checkin is None


def test_a_tree_with_a_repository_of_its_own_gets_its_check_ins_there(site: Make) -> None:
    files = {
        **FILES,
        "site.yml": (
            "title: Goals\n"
            f"repository: {GITHUB}\n"
            "content: [content, {path: more, repository: https://codeberg.org/example/more}]\n"
        ),
        "more/shop/2026-q4.yml": "objectives: [{id: x, title: X, key_results: [{id: y, title: Y, metric: reach 3}]}]\n",
    }
    first, second = cast("TeamView", site(files).view("teams/shop/")).checkins
    assert "shop/2026-q4/x" not in first.text
    assert (second.path, "shop/2026-q4/x#y" in second.text) == ("shop/checkins/2026-11-22-shop-000000.yml", True)
    assert second.href is not None
    assert second.href.startswith("https://codeberg.org/example/more/_new/main/shop/checkins?filename=")
