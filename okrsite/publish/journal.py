"""Replacing files inside an output folder that cannot be swapped: stage all, write down what is to be done, do it, forget the note.

An interrupted replacement is finished by whoever finds the journal: each step may be done twice.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

__all__ = ["MANIFEST", "finish", "is_inside", "lay_over", "manifest", "stage", "sync"]

MANIFEST = ".okrsite-manifest"
_JOURNAL = ".okrsite-journal"
_NEXT = ".okrsite-next"


def manifest(folder: Path) -> frozenset[str]:
    """The files that the build which made `folder` wrote; none where no build did."""
    try:
        return frozenset((folder / MANIFEST).read_text(encoding="utf-8").split("\n")) - {""}
    except (OSError, UnicodeDecodeError):
        return frozenset()


def stage(new: Path, output: Path) -> None:
    """Copy the site in `new` into `output`, out of sight, and write the journal once all of it is on disk."""
    shutil.rmtree(output / _NEXT, ignore_errors=True)
    _copy(new, output)
    _write_down(output, manifest(new), filter(is_inside, manifest(output) - manifest(new)))


def lay_over(new: Path, output: Path, put: Iterable[str], drop: Iterable[str]) -> None:
    """Put the files `put` and the manifest, which are in the folder `new`, into the site in `output`, and take `drop` away."""
    following = output / _NEXT
    shutil.rmtree(following, ignore_errors=True)
    try:
        new.rename(following)
    except OSError:  # a mount
        _copy(new, output)
    _write_down(output, put, drop)
    finish(output)


def _copy(new: Path, output: Path) -> None:
    """Copy the folder `new` into `output`, out of sight; all of it or, where there is no room, nothing."""
    try:
        shutil.copytree(new, output / _NEXT)
    except OSError as error:
        shutil.rmtree(output / _NEXT, ignore_errors=True)
        if isinstance(error, shutil.Error):  # it names every file that it could not copy
            _, target, why = error.args[0][0]
            raise OSError(f"{why.partition(': ')[0].rpartition('] ')[2]} ({target})") from error
        raise


def _write_down(output: Path, put: Iterable[str], drop: Iterable[str]) -> None:
    sync(output / _NEXT)
    steps = [*(f"put {path}" for path in sorted(put, key=_order)), f"put {MANIFEST}"]
    steps += [f"drop {path}" for path in sorted(drop)]
    note = output / f"{_JOURNAL}.part"
    with note.open("w", encoding="utf-8", newline="\n") as file:
        file.write("".join(f"{step}\n" for step in steps))
        file.flush()
        os.fsync(file.fileno())
    note.replace(output / _JOURNAL)


def sync(folder: Path) -> None:
    """Have the file system of `folder` write what it holds back, so that a power cut after the swap finds whole files."""
    if not sys.platform.startswith("linux"):
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        ctypes.CDLL(None).syncfs(descriptor)
    except AttributeError:
        os.sync()
    finally:
        os.close(descriptor)


def _order(path: str) -> tuple[bool, str]:
    """Data and assets before the pages that name them."""
    return path.endswith(".html"), path


def finish(output: Path) -> None:
    """Do what the journal in `output` says, where there is one, and drop what was staged without one.

    A journal that no build can have written stays where it is, as other files that are not ours do.
    """
    note = output / _JOURNAL
    if note.is_symlink() or note.is_file():
        steps = _steps(note)
        if steps is None:
            return
        for action, path in steps:
            if action == "put":
                _put(output, path)
            else:
                _drop(output, path)
        note.unlink()
    shutil.rmtree(output / _NEXT, ignore_errors=True)
    (output / f"{_JOURNAL}.part").unlink(missing_ok=True)


def _steps(note: Path) -> list[tuple[str, str]] | None:
    """What a journal says is to be done; None where that is not what a build writes down: it may have come from anybody."""
    if note.is_symlink():
        return None
    try:
        lines = note.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except UnicodeDecodeError:
        return None
    steps = [(action, path) for action, _, path in (line.partition(" ") for line in lines)]
    is_ours = all(action in {"put", "drop"} and is_inside(path) for action, path in steps)
    return steps if is_ours else None


def is_inside(path: str) -> bool:
    """Whether a path, with `/`, leads to a file below the folder that it begins in."""
    parts = path.split("/")
    return all(parts) and not {".", ".."} & set(parts) and "\\" not in path and "\0" not in path


def _put(output: Path, path: str) -> None:
    staged = output / _NEXT / path
    if staged.is_file():  # else an interrupted run has put it already
        target = output / path
        _clear_the_way(output, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        staged.replace(target)


def _clear_the_way(output: Path, path: str) -> None:
    """Remove what an older site had where `path` needs a folder, or a folder where it is a file."""
    target = output / path
    for folder in target.relative_to(output).parents[:-1]:
        if (output / folder).is_file() or (output / folder).is_symlink():
            (output / folder).unlink()
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)


def _drop(output: Path, path: str) -> None:
    target = output / path
    around = target.relative_to(output).parents[:-1]
    if any((output / folder).is_symlink() for folder in around):
        return
    if not target.is_file() and not target.is_symlink():  # the new site may have a folder there
        return
    target.unlink()
    for folder in around:
        try:
            (output / folder).rmdir()
        except OSError:
            return
