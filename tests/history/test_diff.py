"""`okrsite diff` tells what changes in goals, not in lines."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.history.conftest import CHECKINS, CYCLE, QUARTER, SITE, Goals

COUNT = "academy/2026-q4/recruit#count"


def goal(found: Any, ref: str) -> Any:
    """The one change of a goal."""
    (change,) = [one for one in found["goals"] if one["ref"] == ref]
    return change


def field(found: Any, ref: str, name: str) -> Any:
    """The one change of a field."""
    (change,) = [one for one in goal(found, ref)["fields"] if one["field"] == name]
    return change


def test_nothing_changes_in_a_folder_that_is_as_it_was_committed(goals: Goals) -> None:
    result = goals.diff()
    assert (result.exit_code, result.output.splitlines()[0][:31]) == (0, "Nothing changes in the goals. (")


def test_lines_that_move_and_comments_change_nothing(goals: Goals) -> None:
    goals.write(
        CYCLE,
        "# A comment\n"
        + QUARTER.replace("\n    owner: mei\n", "\n").replace("\n    why:", "\n    owner: mei\n    why:"),
    )
    assert goals.diff().output.startswith("Nothing changes")


@pytest.mark.parametrize(
    ("old", "new", "target"),
    [
        ("from 0 to 10 students", "from 0 to 6 students", "easier"),
        ("from 0 to 10 students", "from 0 to 12 students", "harder"),
        ("from 42 to 25 EUR", "from 42 to 20 EUR", "harder"),
        ("from 42 to 25 EUR", "from 42 to 30 EUR", "easier"),
        ("from 42 to 25 EUR", "from 42 to 25 USD", None),
        ("from 0 to 10 students", "keep at least 10 students", None),
        ("from 0 to 10 students", "from 20 to 10 students", None),
    ],
)
def test_a_moved_target_asks_for_more_or_for_less(goals: Goals, old: str, new: str, target: str | None) -> None:
    goals.change(old, new)
    ref = COUNT if "students" in old else "academy/2026-q4/recruit#cost"
    assert field(goals.difference(), ref, "metric")["target"] == target


@pytest.mark.parametrize(
    ("before", "after", "target"),
    [
        ("keep at least 90 %", "keep at least 95 %", "harder"),
        ("keep at most 200 ms", "keep at most 300 ms", "easier"),
        ("keep between 40 and 60", "keep between 45 and 55", "harder"),
        ("keep between 40 and 60", "keep between 45 and 65", None),
    ],
)
def test_a_moved_bound_lets_more_or_less_through(goals: Goals, before: str, after: str, target: str | None) -> None:
    goals.change("from 0 to 10 students", before)
    goals.commit()
    goals.change(before, after)
    assert field(goals.difference(), COUNT, "metric")["target"] == target


def test_a_reworded_title_is_the_same_goal(goals: Goals) -> None:
    goals.write(CYCLE, QUARTER.replace("  - id: recruit\n    title", "  - title"))
    goals.commit()
    goals.change("title: Recruit more students", "title: Recruit many more students")
    change = goal(goals.difference(), "academy/2026-q4/recruit-many-more-students")
    assert (change["change"], change["was"]) == ("changed", "academy/2026-q4/recruit-more-students")


def test_another_goal_in_its_place_is_new_and_the_old_one_gone(goals: Goals) -> None:
    goals.write(
        CYCLE,
        "objectives:\n  - title: Cook lunch together\n    key_results:\n      - {title: Meals, metric: from 0 to 90}\n",
    )
    found = goals.difference()
    assert goal(found, "academy/2026-q4/recruit")["change"] == "gone"
    assert goal(found, "academy/2026-q4/cook-lunch-together")["change"] == "new"


def test_a_renamed_team_takes_its_goals_along(goals: Goals) -> None:
    goals.check_in("one", "2026-11-20", 5)
    goals.commit()
    goals.git("mv", "content/academy", "content/school")
    found = goals.difference()
    assert [(one["kind"], one["was"], one["ref"]) for one in found["goals"]] == [("team", "academy", "school")]
    assert found["problems"]["introduced"] == found["problems"]["solved"] == found["checkins"] == []


def test_an_objective_that_gets_a_file_of_its_own_stays_itself(goals: Goals) -> None:
    goals.write("content/academy/2026-q4/recruit.md", "---\n" + "\n".join(
        line[4:] for line in QUARTER.splitlines()[2:] if "why:" not in line
    ) + "\n---\nHalf of our rooms are empty.\n")  # fmt: skip
    (goals.folder / CYCLE).unlink()
    assert goals.difference()["goals"] == []


def test_check_ins_are_told_with_what_they_do(goals: Goals) -> None:
    goals.check_in("one", "2026-11-20", 5)
    found = goals.difference()
    assert found["checkins"][0]["key_result"] == COUNT
    assert [(one["change"], one["date"], one["value"]) for one in found["checkins"][0]["changes"]] == [
        ("new", "2026-11-20", 5)
    ]
    assert goal(found, COUNT)["progress"] == {"before": None, "after": 0.5}
    assert goal(found, COUNT)["status"] == {"before": "no-data", "after": "on-track"}
    assert (
        "20 Nov 2026: 5 students; status: no data → on track; progress: no data → 50%"
        in goals.diff("--format", "markdown").output
    )
    text = goals.diff().output
    assert "20 Nov 2026: 5 students\n    status: no data → on track\n    progress: no data → 50%\n" in text


def test_a_contradiction_that_comes_to_light_stands_among_what_got_worse(goals: Goals) -> None:
    goals.write(
        "content/academy/kpis.yml",
        "kpis:\n  - {id: leads, name: Leads, every: month, target: at least 1, supports: [recruit], values: {2026-10: 5}}\n",
    )
    goals.commit()
    goals.check_in("one", "2026-11-20", 1)
    text = goals.diff().output
    assert "verdict: not judged yet → derailing" in text[: text.index("Check-ins")]
    assert text.index("Worse") < text.index("derailing")


def test_a_corrected_and_a_removed_check_in_are_told_as_such(goals: Goals) -> None:
    goals.check_in("one", "2026-11-02", 4)
    goals.check_in("two", "2026-11-09", 5)
    goals.commit()
    goals.check_in("one", "2026-11-02", 3)
    (goals.folder / f"{CHECKINS}two.yml").unlink()
    changes = goals.difference()["checkins"][0]["changes"]
    assert [(one["change"], one["value"]) for one in changes] == [("changed", 3), ("gone", 5)]


def test_both_sides_are_of_the_same_day(goals: Goals) -> None:
    goals.check_in("one", "2026-10-05", 1)
    goals.commit()
    for day in ("2026-10-06", "2026-12-20"):
        assert goals.diff(day=day).output.startswith("Nothing changes")


def test_kpi_values_and_verdicts_that_flip(goals: Goals) -> None:
    kpis = "kpis:\n  - {{id: leads, name: Leads, every: month, target: at least 100, supports: [recruit], values: {{2026-10: {}}}}}\n"
    goals.write("content/academy/kpis.yml", kpis.format(120))
    goals.check_in("one", "2026-11-20", 9)
    goals.check_in("cost", "2026-11-20", 27, "recruit#cost")
    goals.commit()
    goals.write("content/academy/kpis.yml", kpis.format(80))
    found = goals.difference()
    assert found["values"] == [{"kpi": "academy/leads", "changes": [{"period": "2026-10", "before": 120, "after": 80}]}]
    assert goal(found, "academy/leads")["health"] == {"before": "green", "after": "red"}
    assert goal(found, "academy/2026-q4/recruit")["verdict"] == {"before": "aligned", "after": "decoupled"}
    assert "October 2026: 120 → 80" in goals.diff().output


def test_settings_of_the_site_that_alter_figures_or_what_is_shown_are_told(goals: Goals) -> None:
    goals.write(
        "site.yml",
        (goals.folder / "site.yml").read_text()
        + "status: {at_risk: 0.2, off_track: 0.25}\ncheckin_every: 7\nterms: {objective: Goal}\naudiences: [public, staff]\n"
        "rules: {no-why: off}\ncycles: [{id: 2026-q4, end: 2026-12-20}]\nlanguages: [en, de]\noutput: elsewhere\n",
    )
    change = goal(goals.difference(), "site.yml")
    assert (change["kind"], change["path"]) == ("site", "site.yml")
    assert [line for line in change["text"] if not line.startswith("`repository")] == [
        "`languages`: now also `de`",
        "`terms.objective`: none → Goal",
        "`cycles.2026-q4`: none → id: 2026-q4, end: 2026-12-20",
        "`audiences`: now also `staff`",
        "`status.at_risk` easier: 0.1 → 0.2",
        "`checkin_every` harder: 14 → 7",
        "`rules.no-why`: none → severity: off",
    ]


def test_a_cycle_that_gets_other_days_is_told_once(goals: Goals) -> None:
    goals.write("site.yml", (goals.folder / "site.yml").read_text() + "cycles: [{id: 2026-q4, end: 2026-12-20}]\n")
    found = goals.difference()
    (told,) = goal(found, "site.yml")["fields"]
    assert (told["field"], told["before"], told["after"]["end"]) == ("cycles.2026-q4", None, "2026-12-20")
    assert [one for one in found["goals"] if one["fields"] and one["kind"] != "site"] == []


def test_where_less_is_asked_of_everyone_the_site_stands_among_what_got_worse(goals: Goals) -> None:
    goals.write("site.yml", (goals.folder / "site.yml").read_text() + "status: {at_risk: 0.2}\n")
    assert "Worse\n  site changed: Goals\n    `status.at_risk` easier" in goals.diff().output


def test_dropping_tells_why_and_removing_says_how_to_drop(goals: Goals) -> None:
    goals.change(
        "    owner: mei\n    key", "    owner: mei\n    dropped: {date: 2026-11-20, why: The school closes.}\n    key"
    )
    assert "objective given up: Recruit more students\n" in goals.diff().output
    assert "because: The school closes." in goals.diff().output
    goals.write(CYCLE, "objectives: []\n")
    assert "objective removed: Recruit more students\n    after it began" in goals.diff().output


def test_a_reason_is_told_and_a_missing_one_too(goals: Goals) -> None:
    goals.change("from 0 to 10 students", "from 0 to 6 students")
    assert "after it began, and no `changed` says why" in goals.diff().output
    goals.change("to 6 students", "to 6 students\n        changed: [{date: 2026-11-20, why: Two teachers left.}]")
    assert "because: Two teachers left." in goals.diff().output
    assert "no `changed`" not in goals.diff().output
    assert "no `changed`" not in goals.diff(day="2026-09-25").output


def test_weights_owners_and_what_it_supports(goals: Goals) -> None:
    goals.write("content/academy/2026.yml", "objectives:\n  - {id: grow, title: Grow}\n")
    goals.commit()
    goals.change("owner: tom", "owner: mei\n        weight: 2")
    goals.change("    why:", "    supports: grow\n    why:")
    found = goals.difference()
    cost = "academy/2026-q4/recruit#cost"
    assert (field(found, cost, "weight")["before"], field(found, cost, "weight")["after"]) == (1, 2)
    assert field(found, cost, "owner")["after"] == "mei"
    assert "supports: now also `grow`" in goals.diff().output


def test_problems_are_those_that_the_change_introduces(goals: Goals) -> None:
    before = goals.difference()
    goals.change("owner: tom", "owner: tom\n        note_of_mine: x")
    goals.change("    why: Half of our rooms are empty.\n", "")
    found = goals.difference()["problems"]
    assert before["problems"]["introduced"] == []
    assert sorted(one["rule"] for one in found["introduced"]) == ["no-why", "unknown-field"]
    goals.commit()
    goals.change("\n        note_of_mine: x", "")
    assert [one["rule"] for one in goals.difference()["problems"]["solved"]] == ["unknown-field"]


def test_a_problem_that_only_moves_or_is_reworded_is_no_new_one(goals: Goals) -> None:
    goals.change("A lead costs less", "Improve the lead")
    goals.commit()
    goals.change("Improve the lead", "Improve the leads")
    goals.change("objectives:\n", "objectives:\n\n\n")
    found = goals.difference()["problems"]
    assert (found["introduced"], found["solved"]) == ([], [])


@pytest.mark.parametrize(("limit", "code"), [(None, 0), ("error", 0), ("warning", 1), ("note", 1)])
def test_fail_on_counts_only_what_is_new(goals: Goals, limit: str | None, code: int) -> None:
    goals.change("        owner: tom\n", "")
    goals.commit()
    options = ["--fail-on", limit] if limit else []
    assert goals.diff(*options).exit_code == 0
    goals.change("        owner: mei\n        metric", "        metric")
    assert goals.diff(*options).exit_code == code


def test_a_side_with_errors_is_compared_as_far_as_it_can_be_read(goals: Goals) -> None:
    goals.write(CYCLE, QUARTER + "\t- broken: [\n")
    result = goals.diff("--fail-on", "error")
    assert result.exit_code == 1
    assert "removed" not in result.output
    assert "Errors keep part of it from being read" in result.output


AROUND = {
    "content/people.yml": "mei: {name: Mei}\n",
    f"{CHECKINS}one.yml": "- {key_result: recruit#count, date: 2026-11-02, value: 4}\n",
    "content/academy/kpis.yml": "kpis: [{id: k, name: K, every: month, values: kpis/k.csv}]\n",
    "content/academy/kpis/k.csv": "period,value\n2026-09,3\n",
}


@pytest.mark.parametrize(
    ("path", "broken"),
    [
        ("content/academy/team.yml", "name: [\n"),
        ("content/people.yml", "mei: [\n"),
        (f"{CHECKINS}one.yml", "- {key_result: [\n"),
        ("content/academy/kpis.yml", "kpis: [\n"),
        ("content/academy/kpis/k.csv", "period,valu\n2026-09,3\n"),
        ("site.yml", f"{SITE}titel: x\n"),
        (CYCLE, QUARTER.replace("from 0 to 10", "at least 10")),
    ],
)
def test_what_an_error_hides_is_neither_gone_nor_changed_nor_solved_nor_new_when_it_is_mended(
    goals: Goals, path: str, broken: str
) -> None:
    for name, text in AROUND.items():
        goals.write(name, text)
    goals.commit()
    goals.write(path, broken)
    found = goals.difference()
    assert (found["partial"], found["checkins"], found["values"], found["problems"]["solved"]) == (True, [], [], [])
    assert {one["change"] for one in found["goals"]} <= {"changed"}
    assert [field for one in found["goals"] for field in one["fields"]] == []
    assert {one["severity"] for one in found["problems"]["introduced"]} == {"error"}
    goals.commit()
    goals.git("checkout", "--quiet", "HEAD~1", "--", ".")
    assert goals.diff("--fail-on", "note").exit_code == 0
    found = goals.difference()
    assert [one["change"] for one in found["goals"] if one["fields"] or one["change"] != "changed"] == []
    assert {one["severity"] for one in found["problems"]["solved"]} == {"error"}


def test_an_objective_that_goes_to_another_team_stays_itself(goals: Goals) -> None:
    goals.write("content/shop/team.yml", "name: Shop\n")
    goals.commit()
    goals.git("rm", "--quiet", CYCLE)
    goals.write("content/shop/2026-q4.yml", QUARTER.replace("id: recruit", "id: students"))
    found = goals.difference()
    assert [(one["change"], one["was"], one["ref"]) for one in found["goals"] if one["kind"] == "objective"] == [
        ("changed", "academy/2026-q4/recruit", "shop/2026-q4/students")
    ]
    assert found["problems"]["introduced"] == []


def test_a_site_that_was_not_there_is_new(goals: Goals) -> None:
    goals.git("rm", "--quiet", "-r", "site.yml", "content")
    goals.commit()
    goals.git("revert", "--no-edit", "HEAD")
    found = goals.difference("HEAD~1", "HEAD")
    assert goal(found, "academy/2026-q4/recruit")["change"] == "new"
    assert goal(goals.difference("HEAD", "HEAD~1"), "academy/2026-q4/recruit")["change"] == "gone"


# --- what is compared -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_an_audience_is_told_what_it_may_read_and_nothing_else(goals: Goals, form: str) -> None:
    settings = (goals.folder / "site.yml").read_text() + "audiences: [public, staff]\npeople: {public: roles}\n"
    goals.write("site.yml", settings)
    goals.write("content/academy/team.yml", "name: Academy\naudience: public\n")
    goals.write("content/vault/team.yml", "name: Vault\naudience: staff\n")
    goals.write("content/vault/2026-q4.yml", "objectives: [{id: deal, title: Deal}]\n")
    goals.commit("2026-10-02")
    goals.write("site.yml", settings + "default_audience: staff\n")
    goals.change("title: Deal", "title: Bargain", "content/vault/2026-q4.yml")
    goals.change("from 42 to 25 EUR", "from 42 to 30 EUR\n        values_audience: staff")
    goals.change("owner: tom", "owner: ines")
    goals.write(
        f"{CHECKINS}b.yml",
        "- {key_result: recruit#count, date: 2026-11-20, value: 3, by: ines, confidence: 0.4}\n"
        "- {key_result: recruit#cost, date: 2026-11-20, value: 37.25}\n"
        "- {key_result: recruit#count, date: 2026-11-21, value: 7.7, audience: staff}\n",
    )
    everything = goals.diff("--format", form).output
    told = goals.diff("--format", form, "--audience", "public").output
    hidden = ("Bargain", "deal", "ines", "37.25", "7.7", "staff", "content/", "default_audience")
    assert [word for word in hidden if word not in everything] == []
    assert [word for word in hidden if word in told] == []
    assert "easier" in told
    assert re.search("2026-11-20|20 Nov", told)
    assert "There is no audience 'board'; the site has public, staff." in goals.diff("--audience", "board").output


def test_a_branch_is_compared_with_where_it_left_main(goals: Goals) -> None:
    goals.git("checkout", "--quiet", "-b", "change")
    goals.check_in("one", "2026-11-20", 5)
    goals.commit()
    goals.git("checkout", "--quiet", "main")
    goals.change("owner: tom", "owner: ana")
    goals.commit()
    for arguments in (("main", "change"), ("main...change",)):
        found = goals.difference(*arguments)
        assert [one["key_result"] for one in found["checkins"]] == [COUNT]
        assert not any(one["fields"] for one in found["goals"])
    assert field(goals.difference("main..change"), "academy/2026-q4/recruit#cost", "owner")["after"] == "tom"


def test_the_way_back_is_told_too(goals: Goals) -> None:
    goals.check_in("one", "2026-11-20", 5)
    goals.commit()
    assert goals.difference("HEAD", "HEAD~1")["checkins"][0]["changes"][0]["change"] == "gone"


def test_two_folders_need_no_git(goals: Goals, tmp_path: Path) -> None:
    before = tmp_path / "before"
    (before / "content/academy").mkdir(parents=True)
    for path in ("site.yml", "content/academy/team.yml", CYCLE):
        (before / path).write_text((goals.folder / path).read_text())
    goals.change("to 10 students", "to 6 students")
    assert field(goals.difference(before, goals.folder), COUNT, "metric")["target"] == "easier"


def test_a_site_below_the_top_of_its_repository(goals: Goals) -> None:
    (goals.folder / "deep/er").mkdir(parents=True)
    goals.git("mv", "site.yml", "content", "deep/er")
    goals.commit()
    goals.folder = goals.folder / "deep/er"
    goals.check_in("one", "2026-11-20", 5)
    goals.commit()
    assert [one["key_result"] for one in goals.difference("HEAD~1", "HEAD")["checkins"]] == [COUNT]


def test_tags_linked_worktrees_and_ids_are_revisions(goals: Goals, tmp_path: Path) -> None:
    goals.git("tag", "--annotate", "--message", "v1", "v1")
    first = goals.git("rev-parse", "HEAD")
    goals.git("worktree", "add", "--quiet", str(tmp_path / "other"), "-b", "other")
    goals.folder = tmp_path / "other"
    goals.check_in("one", "2026-11-20", 5)
    for base in ("v1", first[:10], "main", "HEAD"):
        assert len(goals.difference(base)["checkins"]) == 1


@pytest.mark.parametrize("name", ["nowhere", "--output=x", "content", "a\nb", "", "-x", "HEAD:site.yml", "$(touch x)"])
def test_what_is_neither_is_wrong_usage(goals: Goals, name: str) -> None:
    result = goals.diff("--", name)
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert not (goals.folder / "x").exists()


def test_a_mistyped_branch_or_tag_names_the_nearest(goals: Goals) -> None:
    goals.git("tag", "quarter-begins")
    assert "Did you mean 'main'?" in goals.diff("mian").output
    goals.git("pack-refs", "--all")
    assert "Did you mean 'quarter-begins'?" in goals.diff("quarter-begin").output


def test_where_nothing_is_committed_yet_there_is_nothing_to_compare_with(goals: Goals) -> None:
    goals.git("checkout", "--quiet", "--orphan", "fresh")
    assert "Nothing is committed here yet" in goals.diff().output


def test_a_folder_without_git_and_without_a_second_one_is_told(tmp_path: Path, goals: Goals) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare/site.yml").write_text("title: x\n")
    goals.folder = tmp_path / "bare"
    result = goals.diff("main")
    assert result.exit_code == 2
    assert "is not under git" in result.output


# --- the comment ------------------------------------------------------------------------------------------------------


def test_the_comment_is_short_and_what_got_worse_stands_first(goals: Goals) -> None:
    goals.change("from 0 to 10 students", "from 0 to 6 students")
    goals.change("A lead costs less", "A lead costs much less")
    goals.check_in("one", "2026-11-20", 1)
    said = goals.diff("--format", "markdown").stdout
    first, rest = said.split("\n", 1)
    assert first == "**1 target easier, 2 key results changed, 1 check-in; 1 problem solved**"
    assert (
        rest.index("#### Worse") < rest.index("<details><summary>Changed (2)</summary>") < rest.index("Check-ins (1)")
    )
    assert said.count("<details>") == said.count("</details>")


def test_nothing_that_people_write_is_markup_a_mention_or_a_command(goals: Goals) -> None:
    evil = "</details><img src=x> @everyone #1 !2 ~bug $3 [a](javascript:x) **b** https://evil.example www.evil.example \\<b> | x"
    goals.change("title: A lead costs less", f"title: '{evil}'")
    goals.check_in("one", "2026-11-20", 1)
    goals.change("}\n", ", note: '/close', by: '@mei'}\n", f"{CHECKINS}one.yml")
    said = goals.diff("--format", "markdown").stdout
    bare = re.sub(r"`[^`\n]*`", "", said)
    assert not re.search(r"(?<!\\)<(?!/?(?:details|summary|sub)>)", bare)
    assert bare.count("<details>") == bare.count("</details>")
    assert not re.search(r"[@#]\w|https?://|www\.|(?<!\\)[!~$\[|](?!\w*\])", bare)
    assert not re.search(r"^/", said, re.MULTILINE)


def test_a_comment_of_a_huge_change_fits_into_a_comment(goals: Goals) -> None:
    one = "  - {{id: g{0}, title: {1}{0}, key_results: [{{id: a, title: A{0}, metric: from 0 to 9}}]}}\n"
    goals.write(CYCLE, "objectives:\n" + "".join(one.format(i, "x" * 300) for i in range(700)))
    said = goals.diff("--format", "markdown").stdout
    assert len(said.encode()) < 60_000
    assert "and 640 more" in said
    assert said.endswith("</sub>\n")
