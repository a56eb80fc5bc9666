"""The output folder: written beside, then swapped in, so that a reader sees the old site or the new one and never a mixture.

The folder is okrsite's alone. It is known by its manifest, a list of the files that the last build made; a file that stands in the
folder and not in the manifest stops a build before anything is touched.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from okrsite.problems import Place, Problem
from okrsite.publish import journal
from okrsite.publish.journal import MANIFEST, manifest
from okrsite.publish.swap import exchange

__all__ = ["Staging", "beside", "fingerprint", "foreign_files", "nameless", "obstacles", "recover"]

_BY_LOOKING = {".DS_Store", "Thumbs.db", "desktop.ini"}  # file managers write them where someone has looked
_AT_ONCE = 1 << 20  # bytes that are copied
_NAMED = 3  # foreign files that a refusal names


def fingerprint(digests: Mapping[str, bytes]) -> str:
    """A hash of files by their paths and SHA-256: the same ones give the same, in whatever order they come."""
    total = hashlib.sha256()
    for path in sorted(digests):
        total.update(path.encode())
        total.update(b"\0")
        total.update(digests[path])
    return total.hexdigest()[:32]


def beside(output: Path, role: str) -> Path:
    """A path of our own beside the output folder: `new`, `old` or `lock`; in it where it is a mount in what cannot be written to."""
    if not os.access(output.parent, os.W_OK) and os.access(output, os.W_OK):
        return output / f".okrsite-{role}"
    return output.with_name(f".{output.name}.okrsite-{role}")


def _walk(folder: str, inside: str = "") -> Iterator[str]:
    """Paths of all files below `folder`, with `/`, links to folders not followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{inside}{entry.name}/")
            else:
                yield inside + entry.name


def obstacles(output: Path, site_dir: Path, own: Iterable[Path], *, is_ours: bool = False) -> list[Problem]:
    """Why a site cannot be written to `output`: it holds what no build made, or it is where the site's `own` folders are.

    What an interrupted build left there is put right first. With `is_ours` all that it holds is known to be as a build left it.
    """
    target = output.resolve()
    folders = [folder.resolve() for folder in own]
    if site_dir.resolve().is_relative_to(target) or any(
        target.is_relative_to(folder) or folder.is_relative_to(target) for folder in folders
    ):
        return [
            _refusal(output, "the site's own files are there", "Name a folder of its own with `output:` or --output.")
        ]
    if ".git" in target.parts:
        return [_refusal(output, "that is git's own folder", "Name a folder of its own with `output:` or --output.")]
    recover(output)
    return [] if is_ours else foreign_files(output)


def nameless(output: Path) -> list[Problem]:
    """A problem where `output` has no name that anything could be written beside: the root of a disk."""
    if output.name:
        return []
    return [_refusal(output, "it has no name of its own", "Name a folder of its own with --output.")]


def foreign_files(output: Path) -> list[Problem]:
    """A problem for what no build made in `output`; nothing where all of it is ours, or it is not there."""
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        return [
            _refusal(output, "it is not a folder of its own", "Name another folder with --output, or move it away.")
        ]
    ours = manifest(output) | {MANIFEST, ".okrsite-lock"}
    found = _walk(str(output)) if output.is_dir() else ()
    foreign = sorted(path for path in found if path not in ours and path.rpartition("/")[2] not in _BY_LOOKING)
    if not foreign:
        return []
    more = f" and {len(foreign) - _NAMED} more" if len(foreign) > _NAMED else ""
    why = f"it holds files that okrsite did not make: {', '.join(foreign[:_NAMED])}{more}"
    return [
        _refusal(output, why, "Move them away (what is published as it is belongs in static/), or name another folder.")
    ]


def _refusal(output: Path, why: str, hint: str) -> Problem:
    message = f"Nothing is written to {output.as_posix()}: {why}"
    return Problem(Place(output.as_posix()), "output-not-ours", message, hint)


def recover(output: Path) -> None:
    """Finish what an interrupted build left: its journal, the old site where the new one had not come yet, half-made folders."""
    if output.is_dir():
        journal.finish(output)
    old, new = beside(output, "old"), beside(output, "new")
    if old.is_dir() and not output.exists():
        old.rename(output)
    for leftover in (old, new):
        if leftover.is_dir() and not leftover.is_symlink():
            shutil.rmtree(leftover)


@dataclass
class Staging:
    """A new site on its way: files are written beside `output`, and `publish` swaps them in.

    Use it in a `with` block: what was not published by its end is forgotten, and the old site stays as it was.
    """

    output: Path
    standing: Mapping[str, bytes] = field(
        default_factory=dict
    )  # files that `output` holds, which need not be written again
    _digests: dict[str, bytes] = field(default_factory=dict)
    _folders: set[str] = field(default_factory=set)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @cached_property
    def folder(self) -> Path:
        """Where the new site is written."""
        return beside(self.output, "new")

    def open(self) -> None:
        """Begin with an empty folder."""
        self.output.parent.mkdir(parents=True, exist_ok=True)
        recover(self.output)
        self.folder.mkdir()

    def write(self, path: str, content: bytes) -> None:
        """Add the file `path`; ValueError as of `place`."""
        self._digests[path] = self.put(path, content)

    def put(self, path: str, content: bytes) -> bytes:
        """Write the file `path` and give its SHA-256, for `adopt` in the process that keeps count; ValueError as of `place`."""
        digest = hashlib.sha256(content).digest()
        if self.standing.get(path) != digest:
            with open(self._placed(path), "wb") as file:  # noqa: PTH123 - to make a Path takes as long
                file.write(content)
        return digest

    def put_side_by_side(self, paths: Sequence[str], parts: Iterable[Sequence[bytes]]) -> dict[str, bytes]:
        """As `put`, several files at once, each from what it has of the parts; they are never all in memory."""
        hashes = [hashlib.sha256() for _ in paths]
        with ExitStack() as stack:
            files = [stack.enter_context(self.place(path).open("wb")) for path in paths]
            for some in parts:
                for part, file, so_far in zip(some, files, hashes, strict=True):
                    file.write(part)
                    so_far.update(part)
        made = {path: so_far.digest() for path, so_far in zip(paths, hashes, strict=True)}
        for path, digest in made.items():
            if self.standing.get(path) == digest:
                self.place(path).unlink()
        return made

    def copy(self, path: str, source: Path) -> None:
        """Add the file `path` with what is in `source`, however much that is; ValueError as of `place`. Raises OSError."""
        with source.open("rb") as file:
            if path in self.standing and hashlib.file_digest(file, "sha256").digest() == self.standing[path]:
                self._digests[path] = self.standing[path]
                return
            file.seek(0)
            digest = hashlib.sha256()
            with self.place(path).open("wb") as target:
                while part := file.read(_AT_ONCE):
                    digest.update(part)
                    target.write(part)
        self._digests[path] = digest.digest()

    def place(self, path: str) -> Path:
        """Where `path` is written, in a folder that exists; ValueError where it is there already or leads out of the folder."""
        return Path(self._placed(path))

    def _placed(self, path: str) -> str:
        if path in self._digests or path == MANIFEST or not journal.is_inside(path):
            raise ValueError(path)
        self._add_folder(path.rpartition("/")[0])
        return f"{self.folder}/{path}"

    def _add_folder(self, inside: str) -> None:
        if inside and inside not in self._folders:
            self._add_folder(inside.rpartition("/")[0])
            with suppress(FileExistsError):  # another process has made it
                os.mkdir(f"{self.folder}/{inside}")  # noqa: PTH102 - as above
            self._folders.add(inside)

    def adopt(self, digests: Mapping[str, bytes]) -> None:
        """Note files that another process has written into the folder, or that stay as they stand, with their SHA-256."""
        self._digests.update(digests)

    @property
    def digests(self) -> Mapping[str, bytes]:
        """The SHA-256 of every file of the new site."""
        return self._digests

    @property
    def new(self) -> list[str]:
        """The files that are not `standing` as they are now."""
        return [path for path, digest in self._digests.items() if self.standing.get(path) != digest]

    @property
    def gone(self) -> list[str]:
        """The files that stood and are no more."""
        return [path for path in self.standing if path not in self._digests]

    def fingerprint(self) -> str:
        """A hash of everything written so far."""
        return fingerprint(self._digests)

    def publish(self) -> int:
        """Swap the new site in, or lay what is new over what is `standing`; the number of its pages."""
        (self.folder / MANIFEST).write_bytes("".join(f"{path}\n" for path in sorted(self._digests)).encode())
        if self.standing:
            journal.lay_over(self.folder, self.output, self.new, self.gone)
        else:
            exchange(self.folder, self.output, beside(self.output, "old"))
        return sum(path.endswith(".html") for path in self._digests)
