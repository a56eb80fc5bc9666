"""The output folder: whole or not at all, and nothing in it that okrsite did not make."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tracemalloc
from contextlib import ExitStack
from pathlib import Path

import pytest

from okrsite.publish import journal, lock
from okrsite.publish.journal import MANIFEST
from okrsite.publish.lock import held
from okrsite.publish.output import Staging, beside, foreign_files, recover


def publish(output: Path, files: dict[str, bytes]) -> str:
    staging = Staging(output)
    staging.open()
    for path, content in files.items():
        staging.write(path, content)
    staging.publish()
    return staging.fingerprint()


def content_of(folder: Path) -> dict[str, bytes]:
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    files.pop(MANIFEST, None)
    return files


def siblings(output: Path) -> list[str]:
    return sorted(path.name for path in output.parent.iterdir())


def test_a_first_build_makes_the_folder_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    publish(tmp_path / "deep" / "public", {"index.html": b"one", "a/b/c.html": b"two"})
    assert content_of(tmp_path / "deep" / "public") == {"index.html": b"one", "a/b/c.html": b"two"}
    assert siblings(tmp_path / "deep" / "public") == ["public"]


def test_the_bytes_of_a_first_site_are_on_disk_before_it_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[str, bool]] = []
    monkeypatch.setattr(journal, "sync", lambda folder: synced.append((folder.name, (tmp_path / "public").exists())))
    publish(tmp_path / "public", {"index.html": b"one"})
    assert synced == [(".public.okrsite-new", False)]


def test_a_second_build_forgets_what_is_stale(tmp_path: Path) -> None:
    publish(tmp_path / "public", {"index.html": b"one", "old/index.html": b"old"})
    publish(tmp_path / "public", {"index.html": b"two"})
    assert content_of(tmp_path / "public") == {"index.html": b"two"}
    assert siblings(tmp_path / "public") == ["public"]


def test_a_mount_in_what_cannot_be_written_to_is_published_into_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "public"
    output.mkdir()
    monkeypatch.setattr("okrsite.publish.output.os.access", lambda path, _: path != tmp_path)
    monkeypatch.setattr("okrsite.publish.swap._exchange_at_once", lambda *_: False)
    monkeypatch.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(PermissionError))
    publish(output, {"index.html": b"one", "old/index.html": b"old"})
    with held(beside(output, "lock")) as alone:
        assert alone
        assert foreign_files(output) == []
        beside(output, "new").mkdir()
        (beside(output, "new") / "half.html").write_bytes(b"left by a build that was killed")
        publish(output, {"index.html": b"two"})
    assert content_of(output) == {"index.html": b"two"}
    assert siblings(output / MANIFEST) == [MANIFEST, "index.html"]


def test_until_it_is_published_the_old_site_stands(tmp_path: Path) -> None:
    publish(tmp_path / "public", {"index.html": b"one"})
    with Staging(tmp_path / "public") as staging:
        staging.open()
        staging.write("index.html", b"two")
        assert content_of(tmp_path / "public") == {"index.html": b"one"}
    assert siblings(tmp_path / "public") == ["public"]


def test_the_fingerprint_does_not_depend_on_the_order_of_writing(tmp_path: Path) -> None:
    one = publish(tmp_path / "one", {"a": b"1", "b": b"2"})
    two = publish(tmp_path / "two", {"b": b"2", "a": b"1"})
    other = publish(tmp_path / "other", {"a": b"2", "b": b"1"})
    assert one == two
    assert one != other


@pytest.mark.parametrize("path", ["../out", "a/../../out", "/absolute", "a//b", "", "a\\b", MANIFEST, "./a"])
def test_nothing_is_written_outside_the_folder(tmp_path: Path, path: str) -> None:
    staging = Staging(tmp_path / "public")
    staging.open()
    with pytest.raises(ValueError, match=re.escape(path) or "^$"):
        staging.write(path, b"x")


def test_a_file_of_any_size_is_copied_in_parts_and_only_where_it_is_another(tmp_path: Path) -> None:
    with (tmp_path / "big").open("wb") as file:
        file.truncate(64_000_000)
    first = Staging(tmp_path / "public")
    first.open()
    tracemalloc.start()
    first.copy("big", tmp_path / "big")
    first.write("small", b"small")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16_000_000
    assert (first.folder / "big").stat().st_size == 64_000_000
    again = Staging(tmp_path / "again", first.digests)
    again.open()
    again.copy("big", tmp_path / "big")
    (tmp_path / "big").write_bytes(b"small")
    again.copy("small", tmp_path / "big")
    assert again.digests == first.digests
    assert list(again.folder.iterdir()) == []


def test_a_file_is_written_once(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "public")
    staging.open()
    staging.write("a", b"1")
    with pytest.raises(ValueError, match="a"):
        staging.write("a", b"2")


def test_a_file_that_no_build_made_is_a_refusal_that_names_it(tmp_path: Path) -> None:
    output = tmp_path / "public"
    publish(output, {"index.html": b"one"})
    (output / "notes.txt").write_text("mine")
    (problem,) = foreign_files(output)
    assert "notes.txt" in problem.message


def test_an_empty_or_missing_folder_and_an_own_one_are_fine(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    publish(tmp_path / "own", {"index.html": b"one"})
    assert [foreign_files(tmp_path / name) for name in ("empty", "missing", "own")] == [[], [], []]


def test_a_file_or_a_link_in_the_place_of_the_folder_is_a_refusal(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert len(foreign_files(tmp_path / "file")) == 1
    assert len(foreign_files(tmp_path / "link")) == 1


def test_an_old_site_without_its_new_one_comes_back(tmp_path: Path) -> None:
    output = tmp_path / "public"
    publish(output, {"index.html": b"one"})
    output.rename(tmp_path / ".public.okrsite-old")
    (tmp_path / ".public.okrsite-new").mkdir()
    recover(output)
    assert content_of(output) == {"index.html": b"one"}
    assert siblings(output) == ["public"]


def journalled(tmp_path: Path, old: dict[str, bytes], new: dict[str, bytes]) -> Path:
    """An output folder in which the replacement of `old` by `new` has been staged, and its journal written."""
    publish(tmp_path / "public", old)
    publish(tmp_path / "next", new)
    journal.stage(tmp_path / "next", tmp_path / "public")
    return tmp_path / "public"


OLD = {"index.html": b"one", "gone/deep/index.html": b"gone", "clash": b"file", "folder/x": b"x"}
NEW = {"index.html": b"two", "data/a.json": b"{}", "clash/index.html": b"page", "folder": b"file"}


def test_what_is_staged_inside_a_folder_changes_nothing_that_a_reader_sees(tmp_path: Path) -> None:
    output = journalled(tmp_path, OLD, NEW)
    assert {path: content_of(output)[path] for path in OLD} == OLD


def test_a_journal_is_carried_out_by_whoever_finds_it(tmp_path: Path) -> None:
    output = journalled(tmp_path, OLD, NEW)
    recover(output)
    assert content_of(output) == NEW
    assert foreign_files(output) == []
    assert not (output / "gone").exists()


@pytest.mark.parametrize("done", range(1, 6))
def test_a_journal_may_be_interrupted_at_any_step_and_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, done: int
) -> None:
    output = journalled(tmp_path, OLD, NEW)
    left = iter(range(done))
    put = journal._put

    def put_until_the_power_fails(folder: Path, path: str) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        put(folder, path)

    monkeypatch.setattr(journal, "_put", put_until_the_power_fails)
    try:
        recover(output)
    except KeyboardInterrupt:
        monkeypatch.undo()
        recover(output)
    assert content_of(output) == NEW


def test_staged_files_without_a_journal_are_dropped(tmp_path: Path) -> None:
    output = journalled(tmp_path, OLD, NEW)
    (output / ".okrsite-journal").unlink()
    recover(output)
    assert content_of(output) == OLD


@pytest.mark.parametrize(
    "steps",
    [
        b"drop ../mine", b"drop folder/../../mine", b"drop %s/mine", b"drop index.html\ndrop ../mine", b"put ../mine", b"put ../../mine",
        b"drop ./index.html", b"burn index.html", b"\xff", b"", b"drop ..\\mine",
    ],
)  # fmt: skip
def test_a_journal_that_no_build_wrote_does_nothing_and_is_told(tmp_path: Path, steps: bytes) -> None:
    output = tmp_path / "public"
    publish(output, OLD)
    for mine in (tmp_path / "mine", output / ".okrsite-next/mine"):
        mine.parent.mkdir(exist_ok=True)
        mine.write_text("mine")
    (output / ".okrsite-journal").write_bytes(steps.replace(b"%s", os.fsencode(tmp_path)) + b"\n")
    before = content_of(tmp_path)
    recover(output)
    assert content_of(tmp_path) == before
    (problem,) = foreign_files(output)
    assert ".okrsite-journal" in problem.message


def test_a_journal_follows_no_link_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "elsewhere/deep").mkdir(parents=True)
    for name in ("index.html", "deep/index.html"):
        (tmp_path / "elsewhere" / name).write_text("mine")
    output = journalled(tmp_path, {"a": b"a"}, {"gone/index.html": b"new"})
    (output / ".okrsite-journal").write_text(
        "put gone/index.html\nput .okrsite-manifest\ndrop linked/index.html\ndrop linked/deep/index.html\n"
    )
    for name in ("gone", "linked"):
        (output / name).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    recover(output)
    assert content_of(tmp_path / "elsewhere") == {"index.html": b"mine", "deep/index.html": b"mine"}
    assert (output / "gone/index.html").read_bytes() == b"new"


def test_of_two_that_wait_for_a_lock_one_gets_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, locked, other = tmp_path / "lock", lock._locked, ExitStack()

    def when_its_holder_removed_it_and_another_came(descriptor: int) -> bool:
        monkeypatch.setattr(lock, "_locked", locked)
        path.unlink()
        assert other.enter_context(held(path))
        return locked(descriptor)

    monkeypatch.setattr(lock, "_PATIENCE", 0)
    monkeypatch.setattr(lock, "_locked", when_its_holder_removed_it_and_another_came)
    with held(path) as alone:
        assert not alone
    assert path.exists()
    other.close()
    assert not path.exists()
    with held(path) as alone:
        assert alone


def test_a_lock_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to(tmp_path / "made")
    with pytest.raises(OSError, match="lock"), held(tmp_path / "lock"):
        pass
    assert not (tmp_path / "made").exists()


def test_workers_of_a_killed_build_write_nothing_more(tmp_path: Path) -> None:
    code = (
        "import pathlib, sys, time\n"
        "from okrsite.publish.lock import held; from okrsite.publish.workers import spread\n"
        "def work(): print(flush=True); time.sleep(60)\n"
        "with held(pathlib.Path(sys.argv[1])): list(spread([work] * 4, 2))"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "lock")], stdout=subprocess.PIPE) as killed:
        assert killed.stdout is not None
        for _ in range(2):
            killed.stdout.readline()
        killed.kill()
    with held(tmp_path / "lock") as alone:
        assert alone  # they had it too: had they not ended, it would be theirs for a minute
