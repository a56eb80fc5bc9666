"""What the check says of broken sites: all of it, at the right place, and nothing that merely follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.broken import CASES, WHOLE, Case, broken, report, write_site

GOLDEN = Path(__file__).parent.parent / "golden" / "problems.txt"


def test_what_is_said_of_broken_sites_is_as_reviewed() -> None:
    assert report() == GOLDEN.read_text(encoding="utf-8"), "see tests/checks/broken.py on how to write it anew"


def test_the_site_that_the_cases_break_is_whole(tmp_path: Path) -> None:
    write_site(Case("whole", "content/index.md", "", "Hello.\n"), tmp_path)
    assert broken(tmp_path) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_problem_stands_in_a_file_that_was_broken_and_shows_its_line(case: Case, tmp_path: Path) -> None:
    write_site(case, tmp_path)
    found = broken(tmp_path)
    assert found
    assert {problem.place.path for problem in found} <= {case.path, *(path for path, _ in case.more)}
    assert all(problem.hint for problem in found)
    assert all(problem.source is not None for problem in found if problem.place.line)


@pytest.mark.parametrize("path", [path for path in WHOLE if path.endswith((".yml", ".csv")) and path != "site.yml"])
@pytest.mark.parametrize("damage", [b"\xff\xfe", b"\x00", b"a: [", b"- b\n\tc"], ids=["utf-16", "nul", "open", "tab"])
def test_a_file_that_cannot_be_read_is_one_problem(path: str, damage: bytes, tmp_path: Path) -> None:
    write_site(Case("whole", "content/index.md", "", "Hello.\n"), tmp_path)
    (tmp_path / path).write_bytes(damage)
    assert {problem.place.path for problem in broken(tmp_path)} == {path}


@pytest.mark.parametrize(
    "site",
    ["", "- a\n", "title: [\n", "title: Goals\naudiences: [public, board]\n"],
    ids=["empty", "list", "broken", "two audiences"],
)
def test_no_site_file_hides_what_is_wrong_elsewhere(site: str, tmp_path: Path) -> None:
    write_site(Case("tab", "content/academy/2026-q4.yml", "    owner: mei", "\towner: mei"), tmp_path)
    (tmp_path / "site.yml").write_text(site)
    assert "content/academy/2026-q4.yml" in {problem.place.path for problem in broken(tmp_path)}


def test_two_narrow_things_on_one_address_are_told_though_the_public_sees_neither(tmp_path: Path) -> None:
    page = ("content/pages/wiki.md", "---\ntitle: Wiki\naudience: board\n---\n")
    audiences = "audiences: [public, board]\n"
    write_site(Case("narrow", "site.yml", "", audiences, (page, ("static/Wiki/index.html", "x"))), tmp_path)
    (problem,) = broken(tmp_path)
    assert (problem.rule, problem.place.path) == ("same-address", "static/Wiki/index.html")


def test_an_address_that_is_told_already_is_told_once(tmp_path: Path) -> None:
    write_site(Case("language", "content/pages/zh-hant.md", "", "---\ntitle: x\n---\n"), tmp_path)
    (problem,) = broken(tmp_path)
    assert problem.rule == "reserved-id"
