"""The output folder: whole or not at all, and nothing in it that okrsite did not make."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from okrsite.publish import journal
from okrsite.publish.journal import MANIFEST
from okrsite.publish.output import Staging, foreign_files, recover


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


def test_a_second_build_forgets_what_is_stale(tmp_path: Path) -> None:
    publish(tmp_path / "public", {"index.html": b"one", "old/index.html": b"old"})
    publish(tmp_path / "public", {"index.html": b"two"})
    assert content_of(tmp_path / "public") == {"index.html": b"two"}
    assert siblings(tmp_path / "public") == ["public"]


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
