"""Putting changes on the disk: all of them or none, whatever comes in between."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from okrsite.edit.changes import Change, write
from okrsite.edit.leftovers import staged_file
from okrsite.edit.yamlinsert import CannotEditError


def everything(root: Path) -> dict[str, bytes | None]:
    return {str(path.relative_to(root)): None if path.is_dir() else path.read_bytes() for path in root.rglob("*")}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "a.yml").write_text("before")
    (tmp_path / "b.yml").write_text("goes")
    return tmp_path


ALL = {
    "a.yml": Change(b"before", b"after"),
    "new/deep/c.yml": Change(None, b"new"),
    "b.yml": Change(b"goes", None),
}


def test_all_changes_are_written(root: Path) -> None:
    write(root, ALL)
    assert everything(root) == {"a.yml": b"after", "new": None, "new/deep": None, "new/deep/c.yml": b"new"}


def test_a_disk_without_room_for_all_gets_none(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, real, made = everything(root), tempfile.mkstemp, []

    def full(*, dir: Path, prefix: str) -> tuple[int, str]:  # noqa: A002  its own name
        made.append(dir)
        if len(made) > 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(dir=str(dir), prefix=prefix)

    monkeypatch.setattr(tempfile, "mkstemp", full)
    with pytest.raises(OSError, match=r"No space left on device: 'new/deep/c\.yml'"):
        write(root, ALL)
    assert everything(root) == before


@pytest.mark.parametrize("method", ["replace", "unlink"])
def test_a_command_that_is_broken_off_leaves_what_was_there(
    root: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """Whichever of its moves it is: the last one of `replace` is that of c.yml, behind a.yml's."""
    before, moves, real = everything(root), [], getattr(Path, method)

    def broken_off(self: Path, *words: object, **options: object) -> object:
        moves.append(self)
        if len(moves) == (2 if method == "replace" else 1):
            raise KeyboardInterrupt
        return real(self, *words, **options)

    monkeypatch.setattr(Path, method, broken_off)
    with pytest.raises(KeyboardInterrupt):
        write(root, ALL)
    assert everything(root) == before


def test_what_someone_else_changed_in_the_meantime_stays(root: Path) -> None:
    (root / "b.yml").write_text("theirs")
    before = everything(root)
    with pytest.raises(CannotEditError, match="someone else"):
        write(root, ALL)
    assert everything(root) == before


def test_what_a_command_that_was_killed_left_is_removed_and_what_another_is_about_to_write_stays(
    tmp_path: Path,
) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    folder = tmp_path / "content/company/deep"
    folder.mkdir(parents=True)
    _, staged = staged_file(folder)
    old, theirs = (folder / name for name in (f".okrsite-edit-{ended.pid}-abc", f".okrsite-edit-{os.getpid()}-old"))
    for path in (old, theirs):
        path.write_text("half")
    os.utime(theirs, (0, 0))  # of a process whose number another has today
    write(tmp_path, {"content/a.yml": Change(None, b"new")})
    assert {*everything(tmp_path)} == {
        "content", "content/a.yml", "content/company", "content/company/deep", str(Path(staged).relative_to(tmp_path))
    }  # fmt: skip
