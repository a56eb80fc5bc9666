"""However editors save: after the dust settles the preview is what a clean build of the last state writes, file by file."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from okrsite.preview.inject import without_script
from okrsite.publish.build import build
from tests.preview.conftest import GOAL, Running

DAY = dt.date(2026, 11, 22)
GOAL_FILE = "content/shop/2026-q4/open.md"
Way = Callable[[Running], None]


def goal(title: str) -> str:
    return GOAL.format(title=title)


def in_place(one: Running) -> None:
    one.write(GOAL_FILE, goal("Written in place"))


def by_a_new_file_under_the_old_name(one: Running) -> None:
    for number in range(3):
        one.write("content/shop/2026-q4/.open.md.tmp", goal(f"Renamed over it {number}"))
        (one.folder / "content/shop/2026-q4/.open.md.tmp").replace(one.folder / GOAL_FILE)


def by_moving_the_old_one_away_first(one: Running) -> None:
    (one.folder / GOAL_FILE).rename(one.folder / "content/shop/2026-q4/open.md~")
    one.write(GOAL_FILE, goal("Backed up first"))
    (one.folder / "content/shop/2026-q4/open.md~").unlink()


def deleted_and_made_again(one: Running) -> None:
    (one.folder / GOAL_FILE).unlink()
    one.write(GOAL_FILE, goal("Made again"))


def again_and_again_10_ms_apart(one: Running) -> None:
    for number in range(30):
        one.write(GOAL_FILE, goal(f"Open {number} shops"))
        time.sleep(0.01)  # how the editor saves, not how the test waits


def in_two_halves(one: Running) -> None:
    whole = goal("Written in two halves")
    with (one.folder / GOAL_FILE).open("w", encoding="utf-8") as file:
        file.write(whole[: len(whole) // 2])
        file.flush()
        one.until(lambda: one.state()["broken"])
        file.write(whole[len(whole) // 2 :])


def with_the_time_of_the_old_one(one: Running) -> None:
    stat = (one.folder / GOAL_FILE).stat()
    one.write(GOAL_FILE, goal("Of another length and the same time"))
    os.utime(one.folder / GOAL_FILE, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def in_a_renamed_folder(one: Running) -> None:
    (one.folder / "content/shop").rename(one.folder / "content/store")
    (one.folder / "content/bakery").rename(one.folder / "content/shop")


def in_a_content_folder_made_anew(one: Running) -> None:
    shutil.move(one.folder / "content", one.folder.with_name("aside"))
    one.until(lambda: one.state()["broken"])
    shutil.copytree(one.folder.with_name("aside"), one.folder / "content")
    one.write(GOAL_FILE, goal("In a folder made anew"))


def in_deep_folders_at_once(one: Running) -> None:
    for number in range(5):
        one.write(f"content/shop/a{number}/b/c{number}/team.yml", f"name: Deep {number}\n")
        one.write(f"content/shop/a{number}/b/c{number}/2026-q4/goal.md", goal(f"Deep goal {number}"))


def in_site_and_theme_and_static(one: Running) -> None:
    one.write("site.yml", "title: Other goals\naudiences: [public, staff]\n")
    one.write("theme/assets/own.css", "h1 { color: red }\n")
    one.write("theme/templates/method.html", "{% extends 'base.html' %}{% block main %}<h1>Ours</h1>{% endblock %}")
    one.write("static/.well-known/security.txt", "Contact: mailto:a@example.org\n")
    (one.folder / "static/note.txt").unlink()


def by_checking_out_a_branch_of_a_thousand_files(one: Running) -> None:
    def git(*words: str) -> None:
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *identity, *words], cwd=one.folder, check=True, capture_output=True)

    git("init", "--quiet", "--initial-branch", "main")
    git("add", ".")
    git("commit", "--quiet", "-m", "before")
    git("checkout", "--quiet", "-b", "many")
    for number in range(500):
        one.write(f"content/team-{number}/team.yml", f"name: Team {number}\n")
        one.write(f"content/team-{number}/2026-q4/goal.md", goal(f"Goal {number}"))
    git("add", ".")
    git("commit", "--quiet", "-m", "many")
    git("checkout", "--quiet", "main")
    git("checkout", "--quiet", "many")
    git("checkout", "--quiet", "main")
    one.write(GOAL_FILE, goal("After the checkout"))
    git("stash", "--quiet")


WAYS: list[Way] = [
    in_place,
    by_a_new_file_under_the_old_name,
    by_moving_the_old_one_away_first,
    deleted_and_made_again,
    again_and_again_10_ms_apart,
    in_two_halves,
    with_the_time_of_the_old_one,
    in_a_renamed_folder,
    in_a_content_folder_made_anew,
    in_deep_folders_at_once,
    in_site_and_theme_and_static,
    by_checking_out_a_branch_of_a_thousand_files,
]


def differing(one: Running, output: Path) -> list[str]:
    """The files that the preview gives otherwise than the build in `output`."""
    paths = sorted(path for path in output.rglob("*") if path.is_file() and path.name != ".okrsite-manifest")
    return [
        path.relative_to(output).as_posix()
        for path in paths
        if without_script(one.get(quote(path.relative_to(output).as_posix()))[1]) != path.read_bytes()
    ]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_after_the_dust_settles_the_preview_is_what_a_build_writes(
    serve: Callable[..., Running], tmp_path: Path, way: Way
) -> None:
    one = serve()
    way(one)
    result = build(one.folder, output=tmp_path / "built", as_of=DAY)
    assert result.published, result.problems
    one.until(lambda: not differing(one, tmp_path / "built"))
    was = one.state()["id"]
    one.write("static/settled.txt", "The last save of all.\n")
    one.until(lambda: one.state()["id"] != was)
