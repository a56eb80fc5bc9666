"""The ledger of goalposts: what git says of metrics, weights and titles that were moved after the start."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from okrsite.goals.history import History, Measure
from okrsite.problems import Problem
from okrsite.publish.prepare import check, prepare
from okrsite.source.values import Metric
from tests.history.conftest import CYCLE, QUARTER, Goals

DAY = dt.date(2026, 12, 20)
COUNT, COST, RECRUIT = "academy/2026-q4/recruit#count", "academy/2026-q4/recruit#cost", "academy/2026-q4/recruit"
Said = tuple[str, str, str | None, tuple[object, ...]]


def history(goals: Goals, day: dt.date = DAY, audience: str | None = None) -> History:
    prepared = prepare(goals.folder, as_of=day, audience=audience)
    assert prepared.goals is not None
    return prepared.goals.history


def moves(goals: Goals, ref: str, day: dt.date = DAY) -> list[Said]:
    """Field, day, author and reasons of each move."""
    found = history(goals, day).moves.get(ref, ())
    return [(one.field, str(one.day)[5:], one.author, one.reasons) for one in found]


def found(goals: Goals, day: dt.date = DAY) -> list[Problem]:
    return [one for one in check(goals.folder, day) if one.rule == "moved-goalpost"]


def move(goals: Goals, old: str, new: str, day: str, author: str = "Mei", path: str = CYCLE) -> None:
    goals.change(old, new, path)
    goals.commit(day, author)


def test_each_change_after_the_start_is_there_with_day_author_and_reason(goals: Goals) -> None:
    move(goals, "to 10 students", "to 8 students", "2026-11-02", "Tom")
    reason = "to 6 students\n        changed: [{date: 2026-11-20, why: Two teachers left.}]"
    move(goals, "to 8 students", reason, "2026-11-20")
    assert moves(goals, COUNT) == [("metric", "11-02", "Tom", ()), ("metric", "11-20", "Mei", ("Two teachers left.",))]
    last = history(goals).moves[COUNT][-1]
    assert (last.before, last.after) == (
        Measure(Metric("move", 0, 8, unit="students")),
        Measure(Metric("move", 0, 6, unit="students")),
    )


def test_titles_and_weights_of_objectives_and_key_results_are_goalposts_too(goals: Goals) -> None:
    move(goals, "title: Recruit more students", "title: Recruit a few students", "2026-11-02")
    move(goals, "    why: Half", "    weight: 2\n    why: Half", "2026-11-03")
    move(goals, "title: A lead costs less", "title: A lead costs a bit less\n        weight: 0.5", "2026-11-04")
    assert [one[:2] for one in moves(goals, RECRUIT)] == [("title", "11-02"), ("weight", "11-03")]
    assert [one[:2] for one in moves(goals, COST)] == [("weight", "11-04"), ("title", "11-04")]


def test_what_is_changed_before_the_start_on_it_or_after_the_day_is_none(goals: Goals) -> None:
    move(goals, "to 10 students", "to 9 students", "2026-09-25")
    move(goals, "to 9 students", "to 8 students", "2026-10-01")
    move(goals, "to 8 students", "to 7 students", "2026-12-01")
    assert moves(goals, COUNT, dt.date(2026, 11, 30)) == []
    assert [one[1] for one in moves(goals, COUNT)] == ["12-01"]


def test_a_key_result_that_begins_later_may_be_set_until_then(goals: Goals) -> None:
    move(goals, "to 10 students", "to 9 students\n        start: 2026-11-15", "2026-10-10")
    move(goals, "to 9 students", "to 8 students", "2026-11-10")
    move(goals, "to 8 students", "to 7 students", "2026-11-20")
    assert [one[1] for one in moves(goals, COUNT)] == ["11-20"]


def test_check_ins_notes_comments_order_and_translations_move_nothing(goals: Goals) -> None:
    move(
        goals,
        "metric: from 0 to 10 students\n",
        "metric: {from: 0, to: 10, unit: students}   # the same\n",
        "2026-11-02",
    )
    move(
        goals,
        "owner: tom\n",
        "owner: tom\n        checkins:\n          - {date: 2026-11-01, value: 40}\n",
        "2026-11-03",
    )
    move(goals, "title: A lead costs less", "title: {en: A lead costs less, de: Ein Lead kostet weniger}", "2026-11-04")
    head, count, cost = QUARTER.split("      - id: ")
    goals.write(CYCLE, f"{head}      - id: {cost}      - id: {count}")
    goals.commit("2026-11-05")
    assert dict(history(goals).moves) == {}


def test_milestones_are_a_measure(goals: Goals) -> None:
    goals.change(
        "metric: from 0 to 10 students", "milestones: [{title: A, due: 2026-11-01}, {title: B, due: 2026-12-01}]"
    )
    goals.commit("2026-09-25")
    move(goals, "{title: A, due: 2026-11-01}", "{title: A, due: 2026-11-01, done: 2026-10-30}", "2026-10-30")
    move(goals, ", {title: B, due: 2026-12-01}", "", "2026-11-10")
    assert [one[:2] for one in moves(goals, COUNT)] == [("metric", "11-10")]


@pytest.mark.parametrize("way", ["folder", "file", "split", "id", "title"])
def test_a_goal_is_followed_through_renames(goals: Goals, way: str) -> None:
    if way == "title":
        goals.write(CYCLE, QUARTER.replace("  - id: recruit\n    title", "  - title"))
        goals.commit("2026-09-25")
    move(goals, "to 10 students", "to 8 students", "2026-11-02")
    ref = COUNT
    match way:
        case "folder":
            goals.git("mv", "content/academy", "content/school")
            goals.change("to 8", "to 6", "content/school/2026-q4.yml")
            ref = "school/2026-q4/recruit#count"
        case "file":
            goals.write("site.yml", "title: Goals\ncycles: [{id: autumn, start: 2026-10-01, end: 2026-12-31}]\n")
            goals.git("mv", CYCLE, "content/academy/autumn.yml")
            ref = "academy/autumn/recruit#count"
        case "split":
            front = "\n".join(line[4:] for line in goals.read(CYCLE).splitlines()[2:])
            (goals.folder / CYCLE).unlink()
            goals.write("content/academy/2026-q4/recruit.md", f"---\n{front}\n---\n".replace("to 8", "to 6"))
        case "id":
            goals.change("- id: count", "- id: students\n        aliases: [count]")
            goals.change("- id: recruit", "- id: grow\n    aliases: [recruit]")
            ref = "academy/2026-q4/grow#students"
        case "title":
            goals.change("title: Recruit more students", "title: Recruit many more students")
            ref = "academy/2026-q4/recruit-many-more-students#count"
    goals.commit("2026-11-20")
    days = [one[1] for one in moves(goals, ref)]
    assert days == (["11-02", "11-20"] if way in {"folder", "split"} else ["11-02"])
    if way == "title":
        assert [one[:2] for one in moves(goals, ref.partition("#")[0])] == [("title", "11-20")]


# --- branches and merges ----------------------------------------------------------------------------------------------


def branched(goals: Goals) -> Iterator[None]:
    """A branch with a move of Tom's, then main with one of Mei's, for the caller to merge."""
    goals.git("checkout", "--quiet", "-b", "change")
    yield
    goals.git("checkout", "--quiet", "main")
    yield


def merge(goals: Goals, *options: str, day: str = "2026-11-20") -> subprocess.CompletedProcess[str] | None:
    facts = {
        "GIT_AUTHOR_DATE": f"{day}T12:00:00Z",
        "GIT_COMMITTER_DATE": f"{day}T12:00:00Z",
        "GIT_AUTHOR_NAME": "Merger",
    }
    goals.git("merge", "--quiet", "--no-ff", "--no-edit", *options, "change", **facts)
    return None


def test_a_merge_keeps_who_moved_what_on_which_side(goals: Goals) -> None:
    on = branched(goals)
    next(on)
    move(goals, "to 10 students", "to 8 students", "2026-11-02", "Tom")
    next(on)
    move(goals, "from 42 to 25 EUR", "from 42 to 30 EUR", "2026-11-03", "Mei")
    merge(goals)
    assert moves(goals, COUNT) == [("metric", "11-02", "Tom", ())]
    assert moves(goals, COST) == [("metric", "11-03", "Mei", ())]


def test_what_a_merge_threw_away_is_not_told(goals: Goals) -> None:
    on = branched(goals)
    next(on)
    move(goals, "to 10 students", "to 8 students", "2026-11-02", "Tom")
    next(on)
    goals.write("README.md", "More.\n")
    goals.commit("2026-11-03")
    merge(goals, "--strategy", "ours")
    assert moves(goals, COUNT) == []


def test_a_conflict_that_is_solved_anew_is_the_mergers_move(goals: Goals) -> None:
    on = branched(goals)
    next(on)
    move(goals, "to 10 students", "to 8 students", "2026-11-02", "Tom")
    next(on)
    move(goals, "to 10 students", "to 7 students", "2026-11-03", "Mei")
    with pytest.raises(subprocess.CalledProcessError):
        merge(goals)
    goals.write(CYCLE, QUARTER.replace("to 10 students", "to 6 students"))
    goals.commit("2026-11-20", "Ana")
    assert moves(goals, COUNT) == [("metric", "11-03", "Mei", ()), ("metric", "11-20", "Ana", ())]


def test_a_side_that_goes_on_in_a_renamed_folder_is_found(goals: Goals) -> None:
    on = branched(goals)
    next(on)
    move(goals, "to 10 students", "to 8 students", "2026-11-02", "Tom")
    next(on)
    goals.git("mv", "content/academy", "content/school")
    goals.commit("2026-11-03")
    merge(goals)
    assert moves(goals, "school/2026-q4/recruit#count") == [("metric", "11-02", "Tom", ())]


@pytest.mark.parametrize("renames_first", [True, False], ids=["where it is merged into", "where it comes from"])
def test_a_side_that_was_edited_on_after_its_folder_was_renamed_is_followed(goals: Goals, renames_first: bool) -> None:
    on = branched(goals)
    for is_renaming in (not renames_first, renames_first):  # the change's side first, then main's
        next(on)
        if is_renaming:
            goals.git("mv", "content/academy", "content/school")
            goals.commit("2026-11-02")
            goals.change("from 42 to 25 EUR", "from 42 to 30 EUR", "content/school/2026-q4.yml")
            goals.commit("2026-11-03", "Mei")
        else:
            move(goals, "to 10 students", "to 8 students", "2026-11-04", "Tom")
    merge(goals)
    assert moves(goals, "school/2026-q4/recruit#count") == [("metric", "11-04", "Tom", ())]
    assert moves(goals, "school/2026-q4/recruit#cost") == [("metric", "11-03", "Mei", ())]


def test_reverting_and_going_back_is_followed(goals: Goals) -> None:
    move(goals, "to 10 students", "to 8 students", "2026-11-02", "Tom")
    before = goals.git("rev-parse", "HEAD~1")
    assert len(moves(goals, COUNT)) == 1
    goals.git("reset", "--quiet", "--hard", before)
    assert moves(goals, COUNT) == []


# --- the rule ---------------------------------------------------------------------------------------------------------


def test_a_silent_move_well_after_the_start_is_a_warning_at_its_field(goals: Goals) -> None:
    move(goals, "to 10 students", "to 6 students", "2026-12-01")
    (problem,) = found(goals)
    assert (str(problem.place), problem.severity.value) == (f"{CYCLE}:10:17", "warning")
    assert (
        "changed on 2026-12-01, 61 days after the start, from `from 0 to 10 students` to `from 0 to 6 students`"
        in problem.message
    )


@pytest.mark.parametrize(("day", "count"), [("2026-10-15", 0), ("2026-10-16", 1)])
def test_fourteen_days_are_for_settling(goals: Goals, day: str, count: int) -> None:
    move(goals, "to 10 students", "to 6 students", day)
    assert len(found(goals)) == count


def test_the_days_are_a_limit_of_the_rule(goals: Goals) -> None:
    goals.change("title: Goals\n", "title: Goals\nrules: {moved-goalpost: {days: 70}}\n", "site.yml")
    move(goals, "to 10 students", "to 6 students", "2026-12-01")
    assert found(goals) == []


def test_a_reason_in_the_same_commit_settles_it_and_an_old_one_does_not(goals: Goals) -> None:
    reason = "to 8 students\n        changed: [{date: 2026-11-20, why: Two teachers left.}]"
    move(goals, "to 10 students", reason, "2026-11-20")
    assert found(goals) == []
    move(goals, "to 8 students", "to 6 students", "2026-12-01")
    assert len(found(goals)) == 1


def test_what_is_ignored_or_was_moved_back_is_not_told(goals: Goals) -> None:
    move(goals, "to 10 students", "to 6 students", "2026-12-01")
    goals.change("to 6 students", "to 6 students\n        ignore: {moved-goalpost: The board decided so.}")
    assert found(goals) == []
    goals.write(CYCLE, QUARTER)
    goals.commit("2026-12-02")
    assert found(goals) == []


# --- without all of it ------------------------------------------------------------------------------------------------


def test_a_site_without_git_has_no_history_and_no_complaint(goals: Goals, tmp_path: Path) -> None:
    (goals.folder / ".git").rename(tmp_path / "elsewhere")
    assert history(goals) == History()
    assert [one.rule for one in check(goals.folder, DAY) if "history" in one.rule] == []


def test_a_repository_without_a_commit_has_none_either(goals: Goals, tmp_path: Path) -> None:
    (goals.folder / ".git").rename(tmp_path / "elsewhere")
    goals.git("init", "--quiet")
    assert history(goals) == History()
    assert [one.rule for one in check(goals.folder, DAY) if "history" in one.rule] == []


def test_a_shallow_clone_is_told_and_dates_that_it_does_not_know_are_left_out(goals: Goals, tmp_path: Path) -> None:
    move(goals, "to 10 students", "to 6 students", "2026-11-20")
    goals.git("clone", "--quiet", "--depth", "1", f"file://{goals.folder}", str(tmp_path / "clone"))
    full = history(goals)
    goals.folder = tmp_path / "clone"
    cut = history(goals)
    assert (full.changed[CYCLE], dict(cut.changed), dict(cut.moves)) == (dt.date(2026, 11, 20), {}, {})
    assert [one.rule for one in check(goals.folder, DAY) if "history" in one.rule] == ["shallow-history"]
    goals.git("fetch", "--quiet", "--unshallow")
    assert history(goals) == full
    assert [one.rule for one in check(goals.folder, DAY) if "history" in one.rule] == []


def test_without_the_program_it_is_a_note(goals: Goals, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(goals.folder))
    (note,) = [one for one in check(goals.folder, DAY) if "history" in one.rule]
    assert (note.rule, note.severity.value) == ("no-history", "note")
    assert "git is not installed" in note.message


def test_days_are_those_of_the_sites_timezone(goals: Goals) -> None:
    goals.change("title: Goals\n", "title: Goals\ntimezone: Pacific/Auckland\n", "site.yml")
    assert ZoneInfo("Pacific/Auckland")
    move(goals, "to 10 students", "to 6 students", "2026-11-20")
    assert history(goals).changed[CYCLE] == dt.date(2026, 11, 21)


def test_a_file_that_was_only_moved_keeps_its_day(goals: Goals) -> None:
    goals.git("mv", "content/academy", "content/school")
    goals.commit("2026-11-20")
    assert history(goals).changed["content/school/2026-q4.yml"] == dt.date(2026, 9, 20)


def test_broken_versions_in_between_are_passed_over(goals: Goals) -> None:
    move(goals, "to 10 students", "to 8 students", "2026-11-01", "Tom")
    move(goals, "objectives:\n", "objectives: [\n", "2026-11-02")
    move(goals, "objectives: [\n", "objectives:\n", "2026-11-03")
    assert moves(goals, COUNT) == [("metric", "11-01", "Tom", ())]


def test_more_versions_than_can_be_read_are_a_note_and_nothing_is_told_by_halves(
    goals: Goals, monkeypatch: pytest.MonkeyPatch
) -> None:
    move(goals, "to 10 students", "to 6 students", "2026-11-20")
    assert history(goals).moves
    monkeypatch.setattr("okrsite.history.stated._MOST", len(QUARTER) + 10)
    assert history(goals) == History()
    (note,) = [one for one in check(goals.folder, DAY) if "history" in one.rule]
    assert (note.rule, note.severity.value) == ("no-history", "note")
    assert "too many or too long" in note.message


@pytest.mark.parametrize("name", [b"M\xfcller", b"\xff\xfe", b"\xe9\x99\xb3\xe6", b"\x1b[31mMei"])
def test_an_author_in_another_encoding_stops_nothing(goals: Goals, name: bytes) -> None:
    goals.change("to 10 students", "to 6 students")
    goals.git("add", ".")
    tree, parent = goals.git("write-tree").strip(), goals.git("rev-parse", "HEAD").strip()
    who = name + b" <x@example.org> 1795176000 +0000"
    lines = (b"tree " + tree.encode(), b"parent " + parent.encode(), b"author " + who, b"committer " + who)
    hashing = ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"]
    made = subprocess.run(
        hashing, cwd=goals.folder, input=b"\n".join(lines) + b"\n\nLe\xe7on \xff\n", capture_output=True, check=True
    )
    goals.git("reset", "--quiet", "--hard", made.stdout.decode().strip())
    ((field, _, author, _),) = moves(goals, COUNT)
    assert field == "metric"
    assert author
    assert "\x1b" not in author
    author.encode()
