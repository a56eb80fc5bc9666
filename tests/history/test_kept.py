"""What was read of git is kept: one process of git where something is new, none where nothing is, and the same bytes as without."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from okrsite.history.git import Found, Objects, head_of, repository_around
from okrsite.publish.build import BuildResult
from okrsite.publish.build import build as publish
from okrsite.publish.prepare import prepare
from tests.history.conftest import CYCLE, QUARTER, Goals

DAY = dt.date(2026, 12, 20)


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many processes of git were started since the last time one asked."""
    real = shutil.which("git")
    counting = tmp_path / "counting/git"
    counting.parent.mkdir()
    counting.write_text(f'#!/bin/sh\necho x >> {tmp_path}/started\nexec {real} "$@"\n')
    counting.chmod(0o755)
    monkeypatch.setenv("PATH", f"{counting.parent}:{os.environ['PATH']}")

    def count() -> int:
        file = tmp_path / "started"
        lines = len(file.read_text().splitlines()) if file.exists() else 0
        file.unlink(missing_ok=True)
        return lines

    return count


def build(goals: Goals, **options: object) -> BuildResult:
    result = publish(goals.folder, as_of=DAY, **options)  # type: ignore[arg-type]
    assert result.published
    return result


def content(goals: Goals) -> dict[str, bytes]:
    public = goals.folder / "public"
    return {path.relative_to(public).as_posix(): path.read_bytes() for path in public.rglob("*") if path.is_file()}


def test_one_process_reads_what_is_new_and_none_where_nothing_is(goals: Goals, started: Callable[[], int]) -> None:
    goals.change("to 10 students", "to 6 students")
    goals.commit("2026-11-20")
    started()
    build(goals)
    assert started() == 1
    assert build(goals).is_unchanged
    goals.write("content/academy/team.yml", "name: The academy\n")
    assert not build(goals).is_unchanged
    assert started() == 0
    goals.commit("2026-11-21")
    started()
    build(goals)
    assert started() == 1


def test_git_is_not_waited_for_at_every_commit(goals: Goals, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = "".join(
        f"commit refs/heads/main\ncommitter Mei <mei@example.org> {1_791_201_600 + 3600 * number} +0000\ndata 0\n"
        + ("from refs/heads/main^0\n" if not number else "")
        + f"M 100644 inline {CYCLE}\n{_data(QUARTER.replace('to 10 students', f'to {11 + number} students'))}"
        for number in range(300)
    )
    subprocess.run(["git", "fast-import", "--quiet"], cwd=goals.folder, input=stream.encode(), check=True)
    goals.git("reset", "--quiet", "--hard", "main")
    waits: list[int] = []
    many = Objects.many

    def counted(self: Objects, names: Sequence[str], most: int | None = None) -> Iterator[Found | None]:
        waits.append(len(names))
        return many(self, names, most)

    monkeypatch.setattr(Objects, "many", counted)
    ready = prepare(goals.folder, as_of=DAY).ready
    assert ready is not None
    moves = ready.goals.history.moves["academy/2026-q4/recruit#count"]
    assert len(moves) == 300
    assert len(waits) < 60


def _data(text: str) -> str:
    return f"data {len(text.encode())}\n{text}\n"


def test_a_commit_alone_makes_a_new_build_with_the_bytes_of_a_clean_one(goals: Goals) -> None:
    goals.change("to 10 students", "to 6 students")
    build(goals)
    before = content(goals)
    goals.commit("2026-11-20")
    assert not build(goals).is_unchanged
    after = content(goals)
    assert before != after
    shutil.rmtree(goals.folder / ".okrsite")
    shutil.rmtree(goals.folder / "public")
    build(goals)
    assert content(goals) == after
    build(goals, use_cache=False, workers=1)
    assert content(goals) == after


def test_the_same_commits_give_the_same_bytes_in_another_clone(goals: Goals, tmp_path: Path) -> None:
    goals.change("to 10 students", "to 6 students")
    goals.commit("2026-11-20", "Tom")
    build(goals)
    here = content(goals)
    goals.git("gc", "--quiet")
    goals.git("clone", "--quiet", "--branch", "main", str(goals.folder), str(tmp_path / "clone"))
    goals.folder = tmp_path / "clone"
    build(goals)
    assert content(goals) == here


def test_history_that_is_written_anew_leaves_nothing_of_the_old_one(goals: Goals) -> None:
    first = goals.git("rev-parse", "HEAD")
    goals.change("to 10 students", "to 6 students")
    goals.commit("2026-11-20", "Tom")
    build(goals)
    goals.git("reset", "--quiet", "--soft", first)
    goals.commit("2026-11-25", "Ana")
    build(goals)
    after = content(goals)
    shutil.rmtree(goals.folder / ".okrsite")
    build(goals)
    assert content(goals) == after


def test_the_commit_that_is_checked_out_is_read_off_gits_files(goals: Goals, tmp_path: Path) -> None:
    def head(folder: Path) -> str | None:
        found = repository_around(folder)
        return head_of(found) if found else None

    commit = goals.git("rev-parse", "HEAD")
    assert head(goals.folder) == commit
    goals.git("pack-refs", "--all")
    assert head(goals.folder / "content/academy") == commit
    goals.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "other"))
    assert head(tmp_path / "other") == commit
    goals.git("clone", "--quiet", "--bare", str(goals.folder), str(tmp_path / "bare.git"))
    goals.git("-C", str(tmp_path / "bare.git"), "worktree", "add", "--quiet", str(tmp_path / "of-bare"), "main")
    assert head(tmp_path / "of-bare") == commit
    (goals.folder / ".git/HEAD").write_text("ref: ../../../etc/passwd\n")
    assert head(goals.folder) is None


def test_a_submodule_has_its_own_history(goals: Goals, tmp_path: Path) -> None:
    outer = Goals(tmp_path / "outer")
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(goals.folder), "inner")
    outer.write("site.yml", "title: Goals\nurl: https://goals.example.org/\ncontent: inner/content\n")
    outer.commit("2026-12-01")
    prepared = prepare(outer.folder, as_of=DAY)
    assert prepared.goals is not None
    assert prepared.goals.history.changed["inner/content/academy/2026-q4.yml"] == dt.date(2026, 9, 20)
