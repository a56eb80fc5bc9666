"""What a command is about to write: files as they were and as they will be, told as a small diff, put on the disk whole."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from okrsite.edit.leftovers import remove_leftovers, staged_file
from okrsite.edit.yamlinsert import CannotEditError
from okrsite.source.files import printable

__all__ = ["Change", "Changes", "described", "edited", "put_back", "with_file", "write"]

_BOM = "\ufeff"
_FENCE = re.compile(r"---[ \t]*(?:\r\n|\r|\n|\Z)")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)


class Change(NamedTuple):
    """A file's bytes before (None: there is none) and after (None: it goes)."""

    before: bytes | None
    after: bytes | None


Changes = Mapping[str, Change]  # by path from the site's folder


def edited(root: Path, changes: Changes, path: str, edit: Callable[[str], str]) -> Changes:
    """The changes and one more: what `edit` makes of a file's YAML, of a Markdown file's front matter.

    Raises:
        CannotEditError: the file can't be read, or `edit` raises it.
    """
    before, data = _bytes(root, changes, path)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise CannotEditError(f"{path} is not UTF-8 text.") from None
    mark = _BOM if text.startswith(_BOM) else ""
    head, yaml, tail = _split(text.removeprefix(_BOM), path)
    try:
        after = f"{mark}{head}{edit(yaml)}{tail}"
    except CannotEditError as error:
        line = error.line and head.count("\n") + error.line
        where = f"{path}:{line}" if line else path
        raise CannotEditError(f"{where} can't be edited safely. {error.message}", error.snippet, line) from None
    return {**changes, path: Change(before, after.encode())}


def with_file(root: Path, changes: Changes, path: str, text: str) -> Changes:
    """The changes and a new file. Raises CannotEditError where one is there."""
    if path in changes or os.path.lexists(root / path):
        raise CannotEditError(f"{path} is there already.")
    return {**changes, path: Change(None, text.encode())}


def write(root: Path, changes: Changes) -> None:
    """Puts the changes on the disk: all are written beside their places and then moved there; on an error none of them.

    What a command that was killed left beside its places is removed.

    Raises:
        CannotEditError: a file is not as it was when it was read, or would lie elsewhere.
        OSError: the disk refuses.
    """
    for path, change in changes.items():
        if _leads_out(root, path):
            raise CannotEditError(f"{path} leads out of its folder by a link: nothing is written there.")
        if _on_disk(root / path) != change.before:
            raise CannotEditError(f"{path} was changed by someone else in the meantime. Run the command again.")
    for top in {_top(path) for path in changes}:
        remove_leftovers(root / top)
    staged: dict[str, Path | None] = {}
    done: dict[str, Change] = {}
    try:
        for path, change in changes.items():
            staged[path] = _staged_of(root, path, change.after)
        for path, change in changes.items():
            _put(root / path, staged[path])
            done[path] = change
    except BaseException:  # Ctrl-C too
        for path in changes:
            if file := staged.get(path):
                file.unlink(missing_ok=True)
            _without_empty_folders(root, path)
        put_back(root, done)
        raise


def _leads_out(root: Path, path: str) -> bool:
    """Whether a link takes `path` out of the folder that it begins with: `content`, or `../goals` beside the site."""
    top = _top(path)
    return Path(path) != top and not Path(os.path.realpath(root / path)).is_relative_to(os.path.realpath(root / top))


def _top(path: str) -> Path:
    parts = Path(path).parts
    return Path(*parts[: sum(part == ".." for part in parts) + 1])


def put_back(root: Path, changes: Changes) -> None:
    """Makes the files what they were, and removes folders that were made for them."""
    for path, change in changes.items():
        _put(root / path, _staged(root / path, change.before))
        if change.before is None:
            _without_empty_folders(root, path)


def _without_empty_folders(root: Path, path: str) -> None:
    """Removes the folders around a path that hold nothing."""
    for folder in (root / path).parents:
        if folder == root or (folder.is_dir() and any(folder.iterdir())):
            return
        if folder.is_dir():
            folder.rmdir()


def described(changes: Changes) -> Iterator[str]:
    """What changes: each file with the line of its first change, and the changed lines with one around them."""
    for path, change in changes.items():
        before, after = _lines(change.before), _lines(change.after)
        diff = list(difflib.unified_diff(before, after, n=1, lineterm=""))[2:]
        first = next((int(match[1]) for line in diff if (match := re.match(r"@@ .*\+(\d+)", line))), 0)
        context = 1 if change.before and diff and diff[1].startswith(" ") else 0
        where = f"{printable(path)}:{first + context}" if change.after is not None else printable(path)
        yield f"{where} ({_verb(change)})"
        if change.after is not None:
            yield from (f"  {line}" for line in diff if not line.startswith("@@"))


def _verb(change: Change) -> str:
    return "new" if change.before is None else "removed" if change.after is None else "changed"


def _lines(data: bytes | None) -> list[str]:
    text = (data or b"").decode("utf-8", "replace").removeprefix(_BOM)
    return [
        printable(line) if not line.isprintable() else line for line in re.split("\r\n|\r|\n", text)[: _count(text)]
    ]


def _count(text: str) -> int | None:
    return -1 if text.endswith(("\n", "\r")) or not text else None


def _split(text: str, path: str) -> tuple[str, str, str]:
    """What stands before a file's YAML, the YAML, and what stands behind it."""
    if not path.lower().endswith(".md"):
        return "", text, ""
    opening = _FENCE.match(text)
    closing = _END.search(text, opening.end()) if opening else None
    if not opening or not closing:
        raise CannotEditError(f"{path} has no front matter: begin it with `---`, the fields, `---`.")
    return text[: opening.end()], text[opening.end() : closing.start()], text[closing.start() :]


def _bytes(root: Path, changes: Changes, path: str) -> tuple[bytes | None, bytes]:
    """A file as it was on the disk, and as it stands with the changes."""
    if path in changes:
        before, after = changes[path]
        return before, after or b""
    data = _on_disk(root / path)
    if data is None:
        raise CannotEditError(f"{path} is not there.")
    return data, data


def _on_disk(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CannotEditError(f"{path.as_posix()} can't be read: {error.strerror or error}.") from None


def _staged_of(root: Path, path: str, data: bytes | None) -> Path | None:
    """As `_staged`; what the disk refuses is told with the path that was meant."""
    try:
        return _staged(root / path, data)
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None


def _staged(path: Path, data: bytes | None) -> Path | None:
    """A file beside the place that it is meant for, so that nobody ever reads half of it; None for one that goes."""
    if data is None:
        return None
    real = Path(os.path.realpath(path))
    real.parent.mkdir(parents=True, exist_ok=True)
    handle, name = staged_file(real.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)  # after a power cut the file is the old one or the new one
        Path(name).chmod(real.stat().st_mode & 0o7777 if real.exists() else 0o666 & ~_umask())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _put(path: Path, staged: Path | None) -> None:
    """Moves a staged file to its place; None removes what is there."""
    real = Path(os.path.realpath(path))
    if staged is None:
        real.unlink(missing_ok=True)
    else:
        staged.replace(real)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
