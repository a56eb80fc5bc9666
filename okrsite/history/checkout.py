"""A revision's files written into a folder, for reading: no filter, hook or setting of the repository has a part in it."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from okrsite.history.git import GitError, Objects
from okrsite.history.trees import Entry, entries
from okrsite.source.limits import MAX_FILE_BYTES, MAX_FOLDER_DEPTH

__all__ = ["commit_of", "write_out"]

_NOT_OURS = {"public", ".okrsite", "node_modules", ".venv"}  # at the top: what is made, not written
_NO_SUCH_NAME = {errno.EEXIST, errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ, errno.ENOENT, errno.ENOTDIR}


def commit_of(objects: Objects, revision: str) -> str | None:
    """The id of the commit that a revision names; None where it names none."""
    found = objects.one(f"{revision}^{{commit}}")
    return found.id if found and revision.strip() else None


def write_out(objects: Objects, commit: str, inside: str, target: Path) -> None:
    """Write what `commit` holds in the folder `inside` of its repository into the empty folder `target`.

    A file is cut off behind the size that a site's file may have. Links that lead out of `target`, and names that no folder
    can hold, are left out.
    """
    tree = objects.one(f"{commit}^{{tree}}" if not inside else f"{commit}:{inside}")
    if tree is None or tree.kind != "tree":
        return
    links: list[tuple[Path, str]] = []
    files: list[tuple[Path, str]] = []
    for path, entry in _listed(objects, tree.content, len(tree.id), target):
        if entry.is_folder:
            _try(path.mkdir)
        elif entry.is_file:
            files.append((path, entry.id))
        elif entry.is_link:
            links.append((path, entry.id))
    for (path, _), found in zip(files, objects.many([id_ for _, id_ in files], MAX_FILE_BYTES + 1), strict=True):
        if found is None:
            raise GitError("the clone is partial: some of its files were never fetched")
        _try(partial(_write, path, found.content))
    _link(objects, links, target)


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)


def _try(make: Callable[[], None]) -> None:
    """Make a file or a folder, unless the disk has no place for its name."""
    try:
        make()
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno not in _NO_SUCH_NAME:
            raise


def _listed(objects: Objects, content: bytes, id_length: int, target: Path) -> Iterator[tuple[Path, Entry]]:
    """Everything below a tree, folders before what lies in them; each name once."""
    level = [(target, content)]
    for depth in range(MAX_FOLDER_DEPTH + 10):
        folders: list[tuple[Path, str]] = []
        for folder, listing in level:
            taken: set[str] = set()
            for entry in entries(listing, id_length):
                is_elsewhere = os.sep != "/" and os.sep in entry.name
                if entry.name in taken or is_elsewhere or (not depth and entry.name in _NOT_OURS):
                    continue
                taken.add(entry.name)
                yield folder / entry.name, entry
                if entry.is_folder:
                    folders.append((folder / entry.name, entry.id))
        found = objects.many([id_ for _, id_ in folders])
        level = [(path, tree.content) for (path, _), tree in zip(folders, found, strict=True) if tree]


def _link(objects: Objects, links: list[tuple[Path, str]], target: Path) -> None:
    """Make links, once everything else is there, and take those away that lead out."""
    made = []
    for (path, _), found in zip(links, objects.many([id_ for _, id_ in links], 4096), strict=True):
        to = found.content if found else b""
        if to and b"\0" not in to and not path.exists() and not path.is_symlink():
            try:
                path.symlink_to(os.fsdecode(to))
            except OSError:
                continue
            made.append(path)
    real = os.path.realpath(target)
    for path in made:
        if not Path(os.path.realpath(path)).is_relative_to(real):
            path.unlink()
