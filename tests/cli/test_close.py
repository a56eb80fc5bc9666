"""`okrsite close` and `okrsite carry-over`: an archive that never changes, and a copy that begins where the old one stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrsite.edit.opened import open_site
from okrsite.goals.measure import measure
from okrsite.problems import has_errors
from okrsite.publish.prepare import check
from tests.cli.test_commands import run
from tests.conftest import WriteSite
from tests.edit.test_yamlinsert import is_subsequence

OLD = """\
# Done with.
objectives:
- id: recruit       # indented by hand
  title: "Recruit"
  supports: grow
  fields: {}
  key_results:
  - {id: cost,   title: Cost ,  metric: from 42 to 25 EUR, due: 2020-02-20}   # aligned
  - id: told
    title: Told
    metric: {from: 0, to: 10, unit: students}
    milestones:
    checkins:
      - {date: 2020-02-01, value: 3}
  - id: written
    title: Written
    metric: reach 4
    outcome: {grade: 0.5, note: "Half of it, by hand."}
  - {id: live, title: Live, done: 2020-03-01}
  - {id: gone, title: Gone, metric: from 0 to 1, dropped: {date: 2020-02-01, why: Sold.}}
  - id: steps
    title: Steps
    milestones:
      - {title: One, due: 2020-01-31, done: 2020-01-30}
      - {title: Two, due: 2020-03-31}
- id: learn
  title: Learn
  kind: learning
  key_results:
    - {id: share, title: Share}
- id: noted
  title: Noted
  outcome:
    note: |
      It went.

      # so
  key_results:
    - {id: done, title: Done, done: 2020-01-02}
# the end
"""
SITE: dict[str, str | bytes] = {
    "site.yml": "title: Goals\n",
    "content/academy/team.yml": "name: Academy\n",
    "content/academy/2020.yml": "objectives: [{id: grow, title: Grow, key_results: [{id: a, title: A, done: }]}]\n",
    "content/academy/2020-q1.yml": OLD,
    "content/academy/checkins/a.yml": """\
date: 2020-02-10
by: mei
checkins:
  - {key_result: recruit#cost, value: 40, note: "Up, see # 42 now"}
  - {key_result: recruit#written, value: 1}
""",
    "content/academy/checkins/b.csv": """\
date,key_result,value,confidence,note
2020-02-10,recruit#cost,38,60%,
2020-03-01,learn#share,,0.5,x
""",
    "content/academy/checkins/c.yml": "# why\n- {date: 2020-02-12, key_result: recruit#written, value: 2}\n",
    "content/academy/checkins/d.yml": "- {date: 2020-05-12, key_result: academy/2020/grow#a, note: x}\n",
}


@pytest.fixture
def site(write_site: WriteSite) -> Path:
    return write_site(SITE)


def grades(site: Path) -> dict[str, float | None]:
    opened = open_site(site)
    figures = measure(opened.goals, opened.today)
    found = {ref: one.grade for ref, one in figures.objectives.items()}
    return found | {ref: one.grade and round(one.grade, 4) for ref, one in figures.key_results.items()}


def test_closing_writes_every_computed_grade_and_changes_no_figure(site: Path) -> None:
    before = grades(site)
    result = run("close", "-C", site, "2020-Q1")
    assert result.exit_code == 0, result.output
    after = (site / "content/academy/2020-q1.yml").read_text()
    assert is_subsequence(OLD, after)
    assert [line for line in OLD.splitlines() if line not in after.splitlines()] == [
        "  - {id: cost,   title: Cost ,  metric: from 42 to 25 EUR, due: 2020-02-20}   # aligned",
        "  - {id: live, title: Live, done: 2020-03-01}",
        "    - {id: done, title: Done, done: 2020-01-02}",
    ]
    assert grades(site) == before
    assert "academy/2020-q1/learn is for learning" in result.output
    assert not has_errors(check(site))


def test_no_later_change_of_weights_or_metrics_moves_a_closed_grade(site: Path) -> None:
    run("close", "-C", site, "2020-q1")
    before = {ref: grade for ref, grade in grades(site).items() if "recruit" in ref}
    file = site / "content/academy/2020-q1.yml"
    file.write_text(file.read_text().replace("to: 10,", "to: 99,").replace("title: Told", "title: Told\n    weight: 7"))
    assert {ref: grade for ref, grade in grades(site).items() if "recruit" in ref} == before


def test_closing_twice_writes_nothing_more(site: Path) -> None:
    run("close", "-C", site, "2020-q1", "--fold")
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    result = run("close", "-C", site, "2020-q1", "--fold")
    assert result.exit_code == 0
    assert "closed already" in result.output
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_folding_moves_check_ins_and_keeps_what_else_a_file_holds(site: Path) -> None:
    before = grades(site)
    result = run("close", "-C", site, "2020-q1", "--fold")
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (site / "content/academy/checkins").iterdir()) == ["c.yml", "d.yml"]
    assert "c.yml stays: it holds comments" in result.output
    key_results = open_site(site).goals
    cost = key_results.key_result("academy/2020-q1/recruit#cost").checkins
    assert [(one.value, one.by, one.confidence) for one in cost] == [(40, "mei", None), (38, None, 0.6)]
    assert [one.value for one in key_results.key_result("academy/2020-q1/recruit#written").checkins] == [1, 2]
    assert cost[0].note == "Up, see # 42 now"
    assert grades(site) == before
    assert is_subsequence(OLD, (site / "content/academy/2020-q1.yml").read_text())


def test_folding_goes_on_where_it_was_killed(site: Path) -> None:
    """With check-ins in the cycle's file that are still in files of their own."""
    checkins = site / "content/academy/checkins"
    left = {path: path.read_text() for path in (checkins / "a.yml", checkins / "b.csv")}
    run("close", "-C", site, "2020-q1", "--fold")
    folded = (site / "content/academy/2020-q1.yml").read_text()
    for path, text in left.items():
        path.write_text(text)
    result = run("close", "-C", site, "2020-q1", "--fold")
    assert result.exit_code == 0, result.output
    assert (site / "content/academy/2020-q1.yml").read_text() == folded
    assert sorted(path.name for path in checkins.iterdir()) == ["c.yml", "d.yml"]


SECRETS: dict[str, str | bytes] = {
    "site.yml": "title: G\naudiences: [public, staff]\ncontent: [content, {path: vault, audience: staff}]\n",
    "content/a/team.yml": "name: A\n",
    "content/a/2020-q1.yml": """\
objectives:
  - id: open
    title: Open
    key_results:
      - {id: told, title: T, metric: from 0 to 10, checkins: [{date: 2020-02-01, value: 4}]}
      - {id: kept, title: K, metric: from 0 to 10, values_audience: staff, checkins: [{date: 2020-02-01, value: 8}]}
""",
    "content/a/2020.yml": "audience: staff\nobjectives: [{id: hid, title: H, key_results: [{id: k, title: K, done: }]}]\n",
    "vault/a/2020-q1.yml": "objectives: [{id: deal, title: D, key_results: [{id: k, title: K, done: }]}]\n",
    "vault/a/checkins/x.yml": "{date: 2020-02-02, key_result: a/2020-q1/open#told, confidence: 0.3}\n",
}


def test_closing_writes_no_grade_that_tells_of_values_which_its_readers_are_not_shown(write_site: WriteSite) -> None:
    site = write_site(SECRETS)
    result = run("close", "-C", site, "2020-q1", "--fold")
    assert result.exit_code == 0, result.output
    assert "a/2020-q1/open gets no grade: it would tell 'public' of values that are withheld from it." in result.output
    assert "vault/a/checkins/x.yml stays: its audience is narrower" in result.output
    goal = open_site(site).goals.objectives["a/2020-q1/open"]
    grades = [one.record.outcome and one.record.outcome.grade for one in goal.key_results]
    assert (goal.record.outcome, grades) == (None, [0.4, 0.8])
    assert "withheld-shown" not in {problem.rule for problem in check(site)}


def test_what_is_carried_over_is_for_no_wider_audience_and_stays_in_its_tree(write_site: WriteSite) -> None:
    site = write_site(SECRETS)
    told = [run("carry-over", "-C", site, ref, "2020-q2") for ref in ("a/2020-q1/open", "a/2020/hid", "a/2020-q1/deal")]
    assert [one.exit_code for one in told] == [0, 0, 0]
    goals = open_site(site).goals
    starts = [one.record.metric.start for one in goals.objectives["a/2020-q2/open"].key_results if one.record.metric]
    assert starts == [4, 0]
    assert (
        "open#kept begins where it began: its last value is withheld from some who read its metric." in told[0].output
    )
    assert goals.objectives["a/2020-q2/hid"].record.audience == "staff"
    assert goals.objectives["a/2020-q2/deal"].tree == 1
    assert "withheld-shown" not in {problem.rule for problem in check(site)}


def test_a_cycle_with_a_file_that_can_not_be_read_is_not_closed(write_site: WriteSite) -> None:
    site = write_site(
        {**SITE, "content/other/team.yml": "name: Other\n", "content/other/2020-q1.yml": "objectives: [\n"}
    )
    result = run("close", "-C", site, "2020-q1")
    assert (result.exit_code, "content/other/2020-q1.yml" in result.output) == (1, True)


def test_a_running_cycle_is_closed_only_anyway(write_site: WriteSite) -> None:
    now = "objectives: [{id: a, title: A, key_results: [{id: b, title: B, done: 2020-01-01}]}]\n"
    files = {
        "site.yml": "title: G\ncycles: [{id: now, start: 2000-01-01, end: 2199-12-31}]\n",
        "content/x/team.yml": "name: X\n",
    }
    site = write_site({**files, "content/x/now.yml": now})
    result = run("close", "-C", site, "now")
    assert result.exit_code == 1
    assert "runs until 2199-12-31" in result.output
    assert (site / "content/x/now.yml").read_text() == now
    assert run("close", "-C", site, "now", "--anyway").exit_code == 0
    assert "outcome: {grade: 1" in (site / "content/x/now.yml").read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["close", "2020-q9"], "Did you mean '2020-q1'"),
        (["close", "2020-q1", "--team", "sales"], "There is no team 'sales'"),
        (["carry-over", "recrut", "2020-q2"], "Did you mean 'academy/2020-q1/recruit'?"),
        (["carry-over", "recruit", "soon"], "Write one like 2026-q4"),
        (["carry-over", "recruit", "2020-q1"], "is of that cycle"),
        (["carry-over", "academy/2020-q1/recruit", "2019-q4"], "2019-q4 ended before 2020-q1 began"),
    ],
)
def test_words_that_fit_nothing_are_wrong_usage(site: Path, words: list[str], said: str) -> None:
    result = run(words[0], "-C", site, *words[1:])
    assert result.exit_code == 2, result.output
    assert said in result.output


def test_what_is_carried_over_begins_at_the_last_value_and_leaves_behind_what_is_over(site: Path) -> None:
    result = run("carry-over", "-C", site, "recruit", "2020-q2")
    assert result.exit_code == 0, result.output
    assert "2020-q2 has been over since 2020-06-30" in result.output
    opened = open_site(site)
    copy = opened.goals.objectives["academy/2020-q2/recruit"]
    assert [one.id for one in copy.key_results] == ["cost", "told", "written", "steps"]
    starts = [one.record.metric.start for one in copy.key_results if one.record.metric]
    assert starts == [38, 3, 2]
    assert [step.title for step in copy.key_results[3].record.milestones] == ["Two"]
    assert copy.supports == ("academy/2020/grow",)
    assert copy.record.outcome is None
    assert all(one.record.due is None and not one.checkins and one.record.outcome is None for one in copy.key_results)
    assert "#live stays behind: it is reached" in result.output
    assert "#gone stays behind: it is dropped" in result.output
    assert "- {id: cost, title: Cost, metric: from 38 to 25 EUR}" in (site / "content/academy/2020-q2.yml").read_text()
    added = "  outcome:\n    note: Carried over to academy/2020-q2/recruit.\n"
    if added not in (site / "content/academy/2020-q1.yml").read_text():
        added = added.replace("    note", "      note")
    assert (site / "content/academy/2020-q1.yml").read_text() == OLD.replace("- id: learn\n", f"{added}- id: learn\n")
    assert not has_errors(check(site))


def test_an_id_that_is_taken_gets_a_number_and_a_written_outcome_stays(write_site: WriteSite) -> None:
    taken = "objectives:\n  - {id: noted, title: Other}   # here\n"
    done = OLD.replace("{id: done, title: Done, done: 2020-01-02}", "{id: open, title: Open, done: }")
    site = write_site({**SITE, "content/academy/2020-q1.yml": done, "content/academy/2020-q2.yml": taken})
    result = run("carry-over", "-C", site, "academy/2020-q1/noted", "2020-q2")
    assert result.exit_code == 0, result.output
    assert (site / "content/academy/2020-q1.yml").read_text() == done
    assert (site / "content/academy/2020-q2.yml").read_text().startswith(taken)
    assert "academy/2020-q2/noted-2" in open_site(site).goals.objectives
    assert "outcome already" in result.output


def test_what_is_all_reached_is_not_carried_over(site: Path) -> None:
    result = run("carry-over", "-C", site, "noted", "2020-q2")
    assert result.exit_code == 1
    assert "nothing to carry over" in result.output
    assert not (site / "content/academy/2020-q2.yml").exists()


def test_nothing_is_carried_over_twice(site: Path) -> None:
    assert run("carry-over", "-C", site, "recruit", "2020-q2").exit_code == 0
    again = run("carry-over", "-C", site, "academy/2020-q1/recruit", "2020-q2")
    assert (again.exit_code, "already" in again.output) == (1, True)


def test_what_is_written_is_said_in_each_language_of_the_site(write_site: WriteSite) -> None:
    result = "key_results: [{id: k, title: K, metric: from 0 to 10, checkins: [{date: 2020-02-01, value: 5}]}]"
    site = write_site(
        {
            "site.yml": "title: Goals\nlanguages: [en, zh-Hant]\n",
            "content/a/team.yml": "name: A\n",
            "content/a/2020-q1.yml": f"objectives:\n  - id: o\n    title: O\n    {result}\n",
        }
    )
    assert run("carry-over", "-C", site, "a/2020-q1/o", "2020-q2").exit_code == 0
    assert run("close", "-C", site, "2020-q1").exit_code == 0
    written = (site / "content/a/2020-q1.yml").read_text(encoding="utf-8")
    assert "en: Carried over to a/2020-q2/o.\n" in written
    assert "延續到 a/2020-q2/o。" in written
    assert "note: {en: As computed when it was closed on " in written
    assert "結束時依數據計算。" in written
