"""`okrsite new`: each thing in the file where people look for it, everything else as it was."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from okrsite.edit.opened import Opened, open_site
from okrsite.problems import has_errors
from okrsite.publish.prepare import check
from tests.cli.test_commands import run
from tests.conftest import WriteSite

QUARTER = """\
# The quarter.
objectives:
- id: recruit       # indented by hand
  title: Recruit
  key_results:
  - {id: cost,   title: Cost ,  metric: from 42 to 25}   # aligned
# the end
"""
SITE: dict[str, str | bytes] = {
    "site.yml": "title: Goals   # ours\ncycles: [{id: now, start: 2000-01-01, end: 2199-12-31}]\n",
    "content/academy/team.yml": "name: The Academy\n",
    "content/academy/now.yml": QUARTER,
    "content/academy/kpis.yml": "kpis: [ {id: a, name: A} ]   # one line",
    "content/academy/teaching/team.md": "---\nname: Teaching\n---\n",
    "content/academy/teaching/now/quality.md": "---\r\ntitle: Quality   # title\r\n---\r\n\r\nWhy.\r\n",
}


@pytest.fixture
def site(write_site: WriteSite) -> Path:
    return write_site(SITE)


def new(site: Path, *words: str) -> Opened:
    result = run("new", words[0], "-C", site, *words[1:])
    assert result.exit_code == 0, result.output
    assert not has_errors(check(site))
    return open_site(site)


def test_an_objective_goes_behind_the_last_one_of_the_running_cycle(site: Path) -> None:
    opened = new(
        site, "objective", "Better lessons: for all", "--team", "The Academy", "--owner", "mei", "--supports", "recruit"
    )
    added = '- id: better-lessons-for-all\n  title: "Better lessons: for all"\n  owner: mei\n  supports: recruit\n'
    assert (site / "content/academy/now.yml").read_text() == QUARTER.replace("# the end", f"{added}# the end")
    assert opened.goals.objectives["academy/now/better-lessons-for-all"].supports == ("academy/now/recruit",)


def test_an_objective_is_a_file_of_its_own_where_the_team_keeps_them_so(site: Path) -> None:
    new(site, "objective", "更好的課程", "--team", "teaching", "--why", "Because.")
    assert (
        site / "content/academy/teaching/now/更好的課程.md"
    ).read_text() == "---\ntitle: 更好的課程\n---\n\nBecause.\n"


def test_the_first_objective_of_a_cycle_is_a_file_of_its_own_too_where_the_latest_cycle_is_so_written(
    site: Path,
) -> None:
    new(site, "objective", "Later", "--team", "teaching", "--cycle", "2199-q4")
    assert (site / "content/academy/teaching/2199-q4/later.md").read_text() == "---\ntitle: Later\n---\n"


@pytest.mark.parametrize("words", [("-C", "{}", "objective"), ("objective", "-C", "{}")])
def test_the_folder_stands_before_what_is_new_or_behind_it(site: Path, words: tuple[str, ...]) -> None:
    where = [word.replace("{}", str(site)) for word in words]
    assert run("new", *where, "Grow", "--team", "academy").exit_code == 0
    assert "title: Grow" in (site / "content/academy/now.yml").read_text()


def test_a_mistyped_kind_is_told_the_nearest(site: Path) -> None:
    result = run("new", "objectiv", "Grow", "-C", site)
    assert (result.exit_code, "Did you mean 'objective'?" in result.output) == (2, True)


def test_an_objective_of_a_new_cycle_makes_its_file(site: Path) -> None:
    new(site, "objective", "Grow", "--team", "academy", "--cycle", "2026-Q4")
    assert (site / "content/academy/2026-q4.yml").read_text() == "objectives:\n  - id: grow\n    title: Grow\n"


def test_a_key_result_goes_into_its_objective_wherever_that_stands(site: Path) -> None:
    new(site, "key-result", "Ten tell", "--objective", "recruit", "--metric", "from 0 to 10 students")
    added = "  - {id: ten-tell, title: Ten tell, metric: from 0 to 10 students}\n"
    assert (site / "content/academy/now.yml").read_text() == QUARTER.replace("# the end", f"{added}# the end")
    opened = new(
        site, "key-result", "Trained", "--objective", "teaching/quality", "--milestone", "One", "--milestone", "Two: x"
    )
    text = (site / "content/academy/teaching/now/quality.md").read_bytes().decode()
    added = 'key_results:\n  - id: trained\n    title: Trained\n    milestones:\n      - title: One\n      - title: "Two: x"\n'
    assert text == "---\r\ntitle: Quality   # title\r\n" + added.replace("\n", "\r\n") + "---\r\n\r\nWhy.\r\n"
    assert len(opened.goals.key_result("teaching/now/quality#trained").record.milestones) == 2


def test_a_key_result_of_yes_or_no_is_one(site: Path) -> None:
    opened = new(site, "key-result", "Live", "--objective", "recruit", "--yes-or-no")
    assert opened.goals.key_result("academy/now/recruit#live").record.is_yes_or_no


def test_a_kpi_goes_into_the_teams_file_and_keeps_its_missing_last_line_end(site: Path) -> None:
    new(site, "kpi", "Refunds", "--team", "academy", "--every", "month", "--target", "at most 5")
    expected = "kpis: [ {id: a, name: A}, {id: refunds, name: Refunds, every: month, target: at most 5} ]   # one line"
    assert (site / "content/academy/kpis.yml").read_text() == expected
    new(site, "kpi", "退款", "--team", "teaching", "--every", "week")
    assert (
        site / "content/academy/teaching/kpis.yml"
    ).read_text() == "kpis:\n  - id: 退款\n    name: 退款\n    every: week\n"


def test_a_team_is_a_folder_in_the_folder_of_the_team_above(site: Path) -> None:
    opened = new(site, "team", "Coaching & more", "--parent", "teaching", "--lead", "mei")
    assert (
        site / "content/academy/teaching/coaching-more/team.yml"
    ).read_text() == "name: Coaching & more\nlead: mei\n"
    assert opened.goals.teams["coaching-more"].parent == "teaching"


def test_an_update_is_a_file_named_for_its_day(site: Path) -> None:
    new(site, "update", "Week: 8", "--team", "academy", "--date", "2026-11-20", "--text", "Film day.")
    text = (site / "content/academy/updates/2026-11-20-week-8.md").read_text()
    assert text == '---\ntitle: "Week: 8"\n---\n\nFilm day.\n'


def test_a_cycle_whose_name_says_its_dates_is_files_and_nothing_in_site_yml(site: Path) -> None:
    new(site, "cycle", "2027-Q1", "--team", "academy")
    assert (site / "site.yml").read_text() == SITE["site.yml"]
    assert "2027-q1" in open_site(site).goals.cycles
    again = run("new", "cycle", "-C", site, "2027-q1", "--team", "academy")
    assert (again.exit_code, "there already" in again.output) == (0, True)


def test_any_other_cycle_is_listed_with_its_dates(site: Path) -> None:
    new(site, "cycle", "summer-2026", "--start", "2026-06-01", "--end", "2026-08-31", "--name", "Summer")
    expected = "end: 2199-12-31}, {id: summer-2026, name: Summer, start: 2026-06-01, end: 2026-08-31}]"
    assert (site / "site.yml").read_text() == str(SITE["site.yml"]).replace("end: 2199-12-31}]", expected)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["team"], "Give it its NAME"),
        (["team", "🎉"], "give it an --id"),
        (["team", "Academy"], "There is a team 'academy' already"),
        (["team", "Updates"], "can't be called 'updates'"),
        (["objective", "Grow"], "Name it with --team"),
        (["objective", "Grow", "--team", "acadmy"], "Did you mean 'academy'?"),
        (["objective", "Recruit", "--team", "academy"], "There is an objective 'recruit' already"),
        (["objective", "Grow", "--team", "academy", "--cycle", "soon"], "Write one like 2026-q4"),
        (["key-result", "Ten"], "Name it with --objective"),
        (["key-result", "Ten", "--objective", "recrut"], "Did you mean 'academy/now/recruit'?"),
        (["key-result", "Ten", "--objective", "recruit", "--metric", "at least 5"], "reach 5"),
        (["key-result", "Ten", "--objective", "recruit", "--metric", "reach 5", "--yes-or-no"], "measured in one way"),
        (["kpi", "Refunds", "--team", "academy"], "Name it with --every"),
        (["cycle", "summer"], "add --start and --end"),
        (["cycle", "now", "--start", "2026-01-01"], "lists the cycle 'now' already"),
        (["cycle", "a b"], "is no name of a cycle"),
    ],
)
def test_what_is_missing_or_wrong_is_named_and_nothing_is_written(site: Path, words: list[str], said: str) -> None:
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    result = run("new", words[0], "-C", site, *words[1:])
    assert result.exit_code == 2, result.output
    assert said in result.output
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_what_would_bring_an_error_is_taken_back(site: Path) -> None:
    result = run("new", "objective", "-C", site, "Grow", "--team", "academy", "--supports", "nothing-there")
    assert result.exit_code == 1
    assert "Nothing was written" in result.output
    assert (site / "content/academy/now.yml").read_text() == QUARTER


def test_on_a_terminal_what_is_missing_is_asked_for(site: Path) -> None:
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "okrsite", "new", "key-result", "-C", str(site)]
    process = subprocess.Popen(command, stdin=child, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    os.write(parent, b"recruit\nTen tell\nfrom 0 to 10\n")
    output = process.communicate(timeout=60)[0].decode()
    os.close(child)
    os.close(parent)
    assert process.returncode == 0, output
    assert "title: Ten tell, metric: from 0 to 10}" in (site / "content/academy/now.yml").read_text()
