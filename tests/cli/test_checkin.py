"""`okrsite checkin`: files that merge, words that fit, and a site that still checks."""

from __future__ import annotations

import datetime as dt
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from okrsite.problems import has_errors
from okrsite.publish.prepare import check
from tests.cli.test_commands import run
from tests.conftest import WriteSite

CYCLE = """\
# Kept as it is.
objectives:
  - id: recruit
    title: Recruit
    key_results:
      - id: testimonials
        title: Students tell
        metric: from 0 to 10 students
        checkins:
          - {date: 2026-10-14, value: 2, confidence: 0.6}
      - {id: cost,   title: Cost ,  metric: {from: 42, to: 25, unit: EUR}}   # by hand
      - id: course
        title: The course
        milestones:
          - {title: Agreed, due: 2026-10-31, done: 2026-10-28}
          - {title: "All certified, at last", due: 2026-12-15}
          - title: Used
      - id: portal
        title: Portal
        done:            # not yet
      - {id: brand, title: Brand}
      - {id: fed, title: Fed, metric: from 0 to 5, kpi: enrolments}
"""
SITE: dict[str, str | bytes] = {
    "site.yml": "title: Goals\n",
    "content/academy/team.yml": "name: Academy\n",
    "content/academy/2026-q4.yml": CYCLE,
    "content/academy/kpis.yml": "kpis:\n  - {id: enrolments, name: Enrolments, every: month, unit: students, values: {2026-09: 5}}\n",
}
ON = ("--date", "2026-11-20")


@pytest.fixture
def site(write_site: WriteSite) -> Path:
    return write_site(SITE)


def written(site: Path) -> str:
    (file,) = (site / "content/academy/checkins").iterdir()
    return file.read_text()


def clean(site: Path) -> bool:
    return not has_errors(check(site))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["testimonials", "9"], "key_result: academy/2026-q4/recruit#testimonials\nvalue: 9\n"),
        (["recruit#testimonials", "9 students"], "key_result: academy/2026-q4/recruit#testimonials\nvalue: 9\n"),
        (["academy/recruit#cost", "EUR 31.50"], "key_result: academy/2026-q4/recruit#cost\nvalue: 31.5\n"),
        (["academy/2026-q4/recruit#cost", "€31"], "key_result: academy/2026-q4/recruit#cost\nvalue: 31\n"),
        (["cost", "-3"], "key_result: academy/2026-q4/recruit#cost\nvalue: -3\n"),
        (["brand", "60%"], "key_result: academy/2026-q4/recruit#brand\nprogress: 0.6\n"),
        (["enrolments", "104"], "kpi: academy/enrolments\nperiod: 2026-10\nvalue: 104\n"),
        (["academy/enrolments", "90", "--period", "2026-09"], "kpi: academy/enrolments\nperiod: 2026-09\nvalue: 90\n"),
        (["fed", "--confidence", "40%"], "key_result: academy/2026-q4/recruit#fed\nconfidence: 0.4\n"),
        (
            ["cost", "30", "--by", "mei", "--status", "at-risk", "--note", "See #42: yes\n\n- more"],
            "by: mei\nkey_result: academy/2026-q4/recruit#cost\nvalue: 30\nstatus: at-risk\nnote: |-\n  See #42: yes\n\n  - more\n",
        ),
    ],
)
def test_a_checkin_is_a_file_of_its_own(site: Path, words: list[str], expected: str) -> None:
    result = run("checkin", "-C", site, *ON, *words)
    assert result.exit_code == 0, result.output
    assert written(site) == f"date: 2026-11-20\n{expected}"
    assert (site / "content/academy/2026-q4.yml").read_text() == CYCLE
    assert ":1 (new)" in result.output
    assert clean(site)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["testimonial", "9"], "Did you mean 'academy/2026-q4/recruit#testimonials'?"),
        (["recruit", "9"], "a check-in is of a key result:\n  academy/2026-q4/recruit#testimonials"),
        (["cost", "1,204"], "Write '1_204', or '1.204'"),
        (["cost", "9 students"], "It is measured in EUR, not in 'students'"),
        (["cost", "1e400"], "too large"),
        (["cost", "0x10"], "'0x10' is not a number"),
        (["cost", "a lot"], "'a lot' is not a number"),
        (["cost", "30", "--confidence", "70"], "Did you mean '70%'?"),
        (["cost", "30", "--period", "2026-10"], "--period is for KPIs"),
        (["cost"], "Say something of"),
        (["course", "3"], "measured by its milestones, not by a number"),
        (["course", "done"], "2. All certified, at last\n  3. Used"),
        (["course", "done", "--milestone", "1"], "was done on 2026-10-28 already"),
        (["brand", "dropped"], "Say why"),
        (["fed", "4"], "okrsite checkin academy/enrolments 4"),
        (["enrolments", "4", "--period", "2026-Q3"], "Write it like 2026-11"),
        (["enrolments", "4", "--confidence", "1"], "A KPI has no confidence"),
        (["cost", "3", "--date", "20.11.2026"], "write it like 2026-11-20"),
        (["cost", "3", "--confidnce", "1"], "No such option"),
        ([], "Name what you check in"),
    ],
)
def test_words_that_fit_nothing_are_wrong_usage_and_write_nothing(site: Path, words: list[str], said: str) -> None:
    result = run("checkin", "-C", site, *(() if "--date" in words else ON), *words)
    assert result.exit_code == 2, result.output
    assert said in result.output
    assert not (site / "content/academy/checkins").exists()
    assert (site / "content/academy/2026-q4.yml").read_text() == CYCLE


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        (["course", "done", "--milestone", "2"], "due: 2026-12-15}", "due: 2026-12-15, done: 2026-11-20}"),
        (["course", "done", "--milestone", "used"], "title: Used\n", "title: Used\n            done: 2026-11-20\n"),
        (["portal", "done"], "done:            #", "done: 2026-11-20            #"),
        (
            ["brand", "dropped", "--note", "We sold it, all"],
            "title: Brand}",
            'title: Brand, dropped: {date: 2026-11-20, why: "We sold it, all"}}',
        ),
    ],
)
def test_what_is_reached_or_dropped_is_written_where_the_goal_stands(
    site: Path, words: list[str], old: str, new: str
) -> None:
    result = run("checkin", "-C", site, *ON, *words)
    assert result.exit_code == 0, result.output
    assert (site / "content/academy/2026-q4.yml").read_text() == CYCLE.replace(old, new)
    assert clean(site)


def test_a_dry_run_shows_all_and_writes_nothing(site: Path) -> None:
    result = run("checkin", "-C", site, *ON, "--dry-run", "portal", "done")
    assert result.exit_code == 0
    assert "content/academy/2026-q4.yml:20 (changed)" in result.output
    assert "+        done: 2026-11-20            # not yet" in result.output
    assert (site / "content/academy/2026-q4.yml").read_text() == CYCLE


def test_a_name_that_several_goals_have_lists_them(write_site: WriteSite) -> None:
    other = {
        "content/sales/team.yml": "name: Sales\n",
        "content/sales/2026-q4.yml": CYCLE.replace(
            "      - {id: fed, title: Fed, metric: from 0 to 5, kpi: enrolments}\n", ""
        ),
    }
    result = run("checkin", "-C", write_site({**SITE, **other}), *ON, "cost", "3")
    assert result.exit_code == 2
    assert "academy/2026-q4/recruit#cost\n  sales/2026-q4/recruit#cost" in result.output


def test_the_new_value_counts_after_one_of_the_same_day_whatever_its_file_is_called(write_site: WriteSite) -> None:
    earlier = "- {date: 2026-11-20, key_result: recruit#cost, value: 40}\n"
    site = write_site({**SITE, "content/academy/checkins/zoe.yml": earlier})
    assert run("checkin", "-C", site, *ON, "cost", "30").exit_code == 0
    from okrsite.edit.opened import open_site  # noqa: PLC0415

    checkins = open_site(site).goals.key_result("academy/2026-q4/recruit#cost").checkins
    assert [one.value for one in checkins] == [40, 30]
    assert run("checkin", "-C", site, *ON, "cost", "29").exit_code == 0
    checkins = open_site(site).goals.key_result("academy/2026-q4/recruit#cost").checkins
    assert [one.value for one in checkins] == [40, 30, 29]
    assert max(len(file.name) for file in (site / "content/academy/checkins").iterdir()) == len("zoe_123456789.yml")


def test_a_broken_file_elsewhere_is_told_and_stops_nothing(write_site: WriteSite) -> None:
    site = write_site({**SITE, "content/sales/team.yml": "nam: Sales\n"})
    result = run("checkin", "-C", site, *ON, "cost", "30")
    assert result.exit_code == 0, result.output
    assert "before, and still has" in result.output


def test_a_goal_in_a_file_that_can_not_be_read_is_not_only_called_unknown(write_site: WriteSite) -> None:
    site = write_site({**SITE, "content/academy/2026-q4.yml": "objectives:\n\t- x\n"})
    result = run("checkin", "-C", site, *ON, "recruit#cost", "30")
    assert result.exit_code == 2
    assert "content/academy/2026-q4.yml:2:1: A tab stands where YAML wants spaces." in result.output


def test_breaking_off_while_the_site_is_checked_takes_back_what_was_written(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("okrsite.publish.prepare.check", broken_off)
    assert run("checkin", "-C", site, *ON, "cost", "30").exit_code == 1
    assert not (site / "content/academy/checkins").exists()


def test_a_file_that_can_not_be_edited_safely_is_left_alone_and_the_line_is_given(write_site: WriteSite) -> None:
    cycle = "x: &k {id: portal, title: P, done: }\n".replace(
        "x: &k ", "objectives: [{id: a, title: A, key_results: [&k "
    ).rstrip()
    cycle += "]}, {id: b, title: B, key_results: [*k]}]\n"
    site = write_site({**SITE, "content/academy/2026-q4.yml": cycle, "content/academy/kpis.yml": ""})
    result = run("checkin", "-C", site, *ON, "b#portal", "done")
    assert result.exit_code == 1, result.output
    assert "Add this there by hand:\n\ndone: 2026-11-20" in result.output
    assert (site / "content/academy/2026-q4.yml").read_text() == cycle


def test_two_people_who_check_in_on_one_day_merge_without_a_conflict(site: Path) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main")
        subprocess.run(["git", "-C", str(site), *who, *words], check=True, capture_output=True)

    git("init")
    git("add", "-A")
    git("commit", "-m", "Goals")
    for branch, value in (("mei", "3"), ("tom", "4")):
        git("checkout", "-b", branch, "main")
        for name in ("testimonials", "cost", "enrolments"):
            assert run("checkin", "-C", site, *ON, name, value).exit_code == 0
        git("add", "-A")
        git("commit", "-m", branch)
    git("merge", "mei")
    assert len(list((site / "content/academy/checkins").iterdir())) == 6
    assert clean(site)


def test_on_a_terminal_it_asks_goal_by_goal_and_shows_the_last_value(site: Path) -> None:
    answers = [
        "mei",
        "9 teachers",
        "9",
        "70%",
        "Two more.",
        "31.5",
        "",
        "",
        "2",
        "",
        "",
        "-",
        "40%",
        "No news from the printer.",
        *[""] * 8,
    ]
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "okrsite", "checkin", "-C", str(site), *ON],
        stdin=child,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    os.write(parent, "".join(f"{answer}\n" for answer in answers).encode())
    output = process.communicate(timeout=60)[0].decode()
    os.close(child)
    os.close(parent)
    assert process.returncode == 0, output
    assert "from 0 to 10 students; last 2 students on 2026-10-14, confidence 0.6" in output
    assert "measured in students, not in 'teachers'" in output
    assert (
        "- key_result: academy/2026-q4/recruit#testimonials\n    value: 9\n    confidence: 0.7\n    note: Two more.\n"
        in written(site)
    )
    assert "by: mei\n" in written(site)
    assert "value: 31.5" in written(site)
    assert "    confidence: 0.4\n    note: No news from the printer.\n" in written(site)
    assert output.count("Confidence:") == 4
    assert "due: 2026-12-15, done: 2026-11-20}" in (site / "content/academy/2026-q4.yml").read_text()
    assert clean(site)


def test_a_day_after_the_end_is_told_and_written(site: Path) -> None:
    result = run("checkin", "-C", site, "testimonials", "9", "--date", "2027-01-02")
    assert result.exit_code == 0, result.output
    assert "#testimonials was over on 20" in result.output
    assert "was over" not in run("checkin", "-C", site, "cost", "30", *ON).output


def test_today_is_that_of_the_site(write_site: WriteSite) -> None:
    site = write_site(
        {**SITE, "site.yml": "title: Goals\ntimezone: Pacific/Kiritimati\ncycles: [{id: 2026-q4, end: 2199-01-01}]\n"}
    )
    before = dt.datetime.now(dt.UTC) + dt.timedelta(hours=14)
    assert run("checkin", "-C", site, "cost", "30").exit_code == 0
    after = dt.datetime.now(dt.UTC) + dt.timedelta(hours=14)
    assert written(site).splitlines()[0] in {f"date: {before.date()}", f"date: {after.date()}"}


def test_what_people_wrote_gives_the_terminal_no_orders(write_site: WriteSite) -> None:
    words = "\\e]0;mine\\a\\e[31m"
    goal = f'{{id: k, title: "T{words}", milestones: [{{title: "M{words}"}}]}}'
    files = {
        "content/a/team.yml": "name: A\n",
        "content/a/2026-q4.yml": f"objectives: [{{id: o, title: O, key_results: [{goal}]}}]\n",
    }
    folder = str(write_site(files))
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "okrsite", "checkin", "-C", folder, *ON]
    process = subprocess.Popen(command, stdin=child, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    os.write(parent, b"\n" * 8)
    asked = process.communicate(timeout=60)[0].decode()
    os.close(parent)
    os.close(child)
    named = run("checkin", "-C", folder, *ON, "a/2026-q4/o#k", "done", "--milestone", "x")
    assert "T\\x1b]0;mine" in asked
    assert "M\\x1b]0;mine" in named.output
    assert "\x1b" not in asked + named.output
    assert "\x07" not in asked + named.output
