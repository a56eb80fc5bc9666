"""Pages say when their file was last changed and what was moved after a goal's start, to those who may see the repository."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from okrsite.publish.build import build
from tests.history.conftest import CYCLE, SITE, Goals
from tests.history.test_seen import DAY

PAGE = "teams/academy/2026-q4/recruit/index.html"


def page(goals: Goals, output: Path, audience: str | None = None, path: str = PAGE) -> str:
    assert build(goals.folder, output=output, as_of=DAY, audience=audience).published
    return (output / path).read_text(encoding="utf-8")


def test_an_objectives_page_says_what_was_moved_when_and_by_whom_and_its_chart_marks_the_day(
    goals: Goals, tmp_path: Path
) -> None:
    goals.check_in("w41", "2026-10-08", 2)
    goals.change("to 10 students", "to 6 students")
    goals.commit("2026-11-20", "Mei")
    shown = page(goals, tmp_path / "public")
    assert "The target “from 0 to 10 students” became “from 0 to 6 students” (Mei)" in shown
    assert "<title>20 Nov 2026: The target “from 0 to 10" in shown
    drawn = re.search(r'class="former"[^>]* d="M0 ([\d.]+)L([\d.]+) \1"', shown)  # level, to the day on which it moved
    assert drawn is not None
    assert 0 < float(drawn[2]) < 1000
    assert re.search(r'class="former-label"[^>]*>10 students<', shown)


def test_a_page_says_when_its_file_was_last_changed_and_a_list_when_any_was(goals: Goals, tmp_path: Path) -> None:
    goals.write("content/academy/team.yml", "name: The academy\n")
    goals.commit("2026-10-05")
    assert "Last changed 20 September 2026" in page(goals, tmp_path / "public")
    assert "Last changed 5 October 2026" in page(goals, tmp_path / "public", path="teams/academy/index.html")
    assert "Last changed 5 October 2026" in page(goals, tmp_path / "public", path="cycles/index.html")


def test_neither_is_there_for_others_and_no_name_where_people_are_not_shown(goals: Goals, tmp_path: Path) -> None:
    goals.write(
        "site.yml",
        "title: Goals\nurl: https://goals.example.org/\naudiences: [public, staff]\npeople: none\n"
        "repository: {url: https://github.com/example/goals, audience: staff}\n",
    )
    goals.commit("2026-09-21")
    goals.change("to 10 students", "to 6 students")
    goals.commit("2026-11-20", "Mei")
    for_all, for_staff = page(goals, tmp_path / "public"), page(goals, tmp_path / "staff", "staff")
    assert "10 students" not in for_all
    assert "Last changed" not in for_all
    assert "from 0 to 10 students” became “from 0 to 6 students”<" in for_staff


def test_a_site_that_names_no_repository_shows_nothing_of_what_was_written_before(goals: Goals, tmp_path: Path) -> None:
    goals.write("site.yml", SITE.replace("repository: https://github.com/example/goals\n", ""))
    goals.change("to 10 students", "to 6 students")
    goals.commit("2026-11-20", "Mei")
    assert "10 students" not in page(goals, tmp_path / "public")
    assert CYCLE not in page(goals, tmp_path / "public")


def test_a_site_in_a_folder_of_its_repository_is_read_edited_and_checked_in_there(goals: Goals, tmp_path: Path) -> None:
    (goals.folder / "deep").mkdir()
    goals.git("mv", "site.yml", "content", "deep")
    goals.commit("2026-11-01")
    deep = goals.folder / "deep"
    assert build(deep, output=tmp_path / "public", as_of=DAY).published
    shown = (tmp_path / "public" / PAGE).read_text(encoding="utf-8")
    forge = "https://github.com/example/goals"
    assert f'href="{forge}/blob/main/deep/content/academy/2026-q4.yml#L' in shown
    assert f'href="{forge}/edit/main/deep/content/academy/2026-q4.yml#L' in shown
    team = (tmp_path / "public/teams/academy/index.html").read_text(encoding="utf-8")
    assert f"{forge}/new/main?filename=deep/content/academy/checkins/" in team
    data = json.loads((tmp_path / "public/data/objectives.json").read_text(encoding="utf-8"))
    assert data["objectives"][0]["source"]["path"] == "content/academy/2026-q4.yml"


def test_a_site_that_only_happens_to_lie_in_a_repository_is_none_of_its_folders(goals: Goals, tmp_path: Path) -> None:
    shutil.copytree(goals.folder / "content", goals.folder / "build/site/content")
    shutil.copy(goals.folder / "site.yml", goals.folder / "build/site/site.yml")
    assert build(goals.folder / "build/site", output=tmp_path / "public", as_of=DAY).published
    shown = (tmp_path / "public" / PAGE).read_text(encoding="utf-8")
    assert "/blob/main/content/academy/2026-q4.yml#L" in shown
