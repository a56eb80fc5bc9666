"""One walk over a folder: what lies in it, whatever order the disk lists it in, and nothing from outside."""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from okrsite.frozen import dataclass
from okrsite.problems import Place, Problem
from okrsite.source.files import printable
from okrsite.source.limits import MAX_FILES, MAX_FOLDER_DEPTH

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["WINDOWS_RESERVED", "Folder", "leads_out", "path_key", "walk"]

WINDOWS_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?", re.IGNORECASE)
_OF_FILES = (".yml", ".yaml", ".md", ".csv")
_NOT_IN_A_NAME = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]|[ .]$')


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder: its path from the site's folder, the names of its files, its folders; both by name as UTF-8 bytes."""

    path: str
    name: str
    files: tuple[str, ...] = ()
    folders: tuple[Folder, ...] = ()


@dataclass(slots=True)
class _Walk:
    """What a walk knows all the way: where it must stay, what it leaves out, what it found wrong."""

    real_root: str
    everything: bool
    leave_out: frozenset[str]
    problems: list[Problem] = field(default_factory=list)
    files: int = 0  # that were found

    def is_full(self, path: str) -> bool:
        """Whether a file more is one too many, which is told once."""
        self.files += 1
        if self.files == MAX_FILES + 1:
            message = f"Here are more than {MAX_FILES:,} files; no more are read."
            self.problem(
                path,
                "too-large",
                message,
                "Fold old check-ins into one file a cycle, and keep what is no goal elsewhere.",
            )
        return self.files > MAX_FILES

    def problem(self, path: str, rule: str, message: str, hint: str) -> None:
        self.problems.append(Problem(Place(printable(path)), rule, message, hint))


def walk(
    root: Path, path: str, *, everything: bool = False, leave_out: Iterable[str] = ()
) -> tuple[Folder, tuple[Problem, ...]]:
    """What lies in the folder `path` of the site's folder `root`.

    README.md and names that start with `_` or `.` are ignored, unless `everything` is wanted; so are folders whose real
    path is in `leave_out` (other content trees). Names that no machine can tell apart or write, and links that lead out
    of the folder or back into a folder around them, are problems.
    """
    real = os.path.realpath(root / path)
    state = _Walk(real, everything, frozenset(leave_out) - {real})
    if leads_out(root, path):
        hint = "Put the folder itself here; content elsewhere is named by its own path under `content:` in site.yml."
        state.problem(path, "path-outside", "This link leads out of the site's folder.", hint)
        return Folder(path, path.rpartition("/")[2]), tuple(state.problems)
    return _folder(str(root / path), path, path.rpartition("/")[2], (real,), state), tuple(state.problems)


def leads_out(root: Path, path: str) -> bool:
    """Whether a path that names something in the site's folder `root` leads out of it by a link."""
    is_inside = Path(os.path.normpath(path)).parts[0] != os.pardir
    return is_inside and not Path(os.path.realpath(root / path)).is_relative_to(os.path.realpath(root))


def path_key(path: str) -> bytes:
    """What paths are ordered by: their UTF-8 bytes, with `/`."""
    return path.encode("utf-8", "surrogateescape")


def _folder(on_disk: str, path: str, name: str, around: tuple[str, ...], state: _Walk) -> Folder:
    """The folder at `on_disk`; `around`: the real paths of the folders around it, and its own."""
    try:
        with os.scandir(on_disk) as listing:
            entries = sorted(listing, key=lambda entry: path_key(entry.name))
    except OSError as error:
        state.problem(path, "unreadable-file", f"This folder can't be read: {error.strerror}.", "Check it.")
        return Folder(path, name)
    entries = [entry for entry in entries if state.everything or not _is_ignored(entry.name)]
    _report_twins(path, entries, state)
    files: list[str] = []
    folders: list[Folder] = []
    for entry in entries:
        inner = f"{path}/{entry.name}"
        if not _is_usable(entry, inner, around, state):
            continue
        if not entry.is_dir():
            if state.is_full(path):
                break
            files.append(entry.name)
        elif len(around) > MAX_FOLDER_DEPTH:
            state.problem(inner, "too-deep", f"Folders lie deeper than {MAX_FOLDER_DEPTH} here.", "Make it flatter.")
        elif not state.leave_out or os.path.realpath(entry.path) not in state.leave_out:
            real = os.path.realpath(entry.path) if entry.is_symlink() else os.path.join(around[-1], entry.name)  # noqa: PTH118
            folders.append(_folder(entry.path, inner, entry.name, (*around, real), state))
    return Folder(path, name, tuple(files), tuple(folders))


def _is_ignored(name: str) -> bool:
    return name[0] in "_." or name.lower() == "readme.md"


def _report_twins(path: str, entries: Iterable[os.DirEntry[str]], state: _Walk) -> None:
    """Names of one folder that differ only in case or Unicode form: on many a disk they are one."""
    first: dict[str, str] = {}
    for entry in entries:
        name = entry.name
        key = name.lower() if name.isascii() else unicodedata.normalize("NFC", name).casefold()
        other = first.setdefault(key, name)
        if other != name:
            message = f"`{printable(name)}` and `{printable(other)}` have the same address."
            state.problem(f"{path}/{name}", "same-address", message, "Rename one of them.")


def _is_usable(entry: os.DirEntry[str], path: str, around: tuple[str, ...], state: _Walk) -> bool:
    """Whether the entry can be read here and written anywhere; reports why not."""
    name = entry.name
    if not _is_utf8(name):
        state.problem(path, "bad-file-name", "This name is not UTF-8.", "Rename it.")
    elif WINDOWS_RESERVED.fullmatch(name) or _NOT_IN_A_NAME.search(name):
        message = f"`{printable(name)}` can't be a file's name on every system."
        state.problem(path, "bad-file-name", message, "Rename it, with letters, digits, `-`, `_` and `.` only.")
    elif entry.is_symlink():
        return _is_usable_link(entry, path, around, state)
    elif not state.everything and entry.is_dir() and name.lower().endswith(_OF_FILES):
        message = f"`{printable(name)}` is a folder, and named like a file."
        state.problem(path, "bad-file-name", message, "Rename the folder, or write a file instead.")
    elif not entry.is_file() and not entry.is_dir():
        state.problem(path, "unreadable-file", "This is neither a file nor a folder.", "Move it away.")
    else:
        return True
    return False


def _is_usable_link(entry: os.DirEntry[str], path: str, around: tuple[str, ...], state: _Walk) -> bool:
    real = os.path.realpath(entry.path)
    if not Path(real).is_relative_to(state.real_root):
        hint = "Put the file itself here, or list its folder under `content:` in site.yml."
        state.problem(path, "path-outside", "This link leads out of the folder that it lies in.", hint)
    elif not os.path.exists(real):  # noqa: PTH110 - a string is at hand, for every entry of every folder
        state.problem(path, "unreadable-file", "This link leads nowhere.", "Remove it, or mend it.")
    elif real in around:
        state.problem(path, "path-outside", "This link leads back into a folder that it lies in.", "Remove it.")
    else:
        return True
    return False


def _is_utf8(name: str) -> bool:
    return name.isascii() or not any("\ud800" <= character <= "\udfff" for character in name)
