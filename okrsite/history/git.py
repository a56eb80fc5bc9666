"""git's objects, read through one process that runs nothing of what a repository's own settings name.

`git cat-file --batch` is handed names and gives bytes: no hook, filter, pager, signature check or file-system monitor has a part in it,
and a name is never an option. Fetching what a partial clone lacks is switched off.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple

__all__ = [
    "Found",
    "GitError",
    "Objects",
    "Repository",
    "head_of",
    "merge_base",
    "names_in",
    "repository_around",
    "said",
]

_AT_ONCE = 128  # names that are asked for before the first answer is read; they fit into a pipe
_PIECE = 1 << 20
_NAMED = ("refs/heads", "refs/remotes", "refs/tags")
_LINKS = 5  # names of branches that name others, one after the other
_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_SAFE = (
    "--no-pager", "--no-replace-objects", "--no-optional-locks",
    "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "safe.bareRepository=explicit",
)  # fmt: skip
_KEPT = (
    "GIT_CONFIG",
    "GIT_CEILING_DIRECTORIES",
    "GIT_EXEC_PATH",
)  # of what the environment tells git: never which repository


class GitError(Exception):
    """git could not say it; the argument is a sentence without a full stop."""


class Found(NamedTuple):
    """An object: its id in hex, its kind, its bytes."""

    id: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Repository:
    """A working tree under git: its top folder, and where its own files lie; a linked worktree shares all but its HEAD."""

    top: Path
    own: Path
    common: Path

    def inside(self, folder: Path) -> str:
        """The way from the top to a folder in it, with `/`; empty for the top."""
        way = Path(os.path.realpath(folder)).relative_to(self.top).as_posix()
        return "" if way == "." else way

    @property
    def shallow(self) -> bytes:
        """What git notes of commits whose parents were not fetched; empty where all were."""
        try:
            return (self.common / "shallow").read_bytes()
        except OSError:
            return b""


def repository_around(folder: Path) -> Repository | None:
    """The repository whose working tree holds `folder`; None where there is none."""
    real = Path(os.path.realpath(folder))
    for top in (real, *real.parents):
        dot_git = top / ".git"
        if dot_git.is_dir():
            return Repository(top, dot_git, dot_git)
        if dot_git.is_file():
            own = top / _text(dot_git).removeprefix("gitdir:").strip()
            return Repository(top, own, own / (_text(own / "commondir").strip() or "."))
    return None


def _text(file: Path) -> str:
    """What stands in a small file of git's; empty where there is none."""
    try:
        return file.read_text(encoding="utf-8", errors="surrogateescape")
    except (OSError, ValueError):
        return ""


def head_of(repository: Repository) -> str | None:
    """The id of the commit that is checked out, as far as git's plain files say it: without a process."""
    said = _text(repository.own / "HEAD").strip()
    for _ in range(_LINKS):
        if not said.startswith("ref:"):
            break
        name = said.removeprefix("ref:").strip()
        if not name.startswith("refs/") or ".." in name:
            return None
        said = _text(repository.common / name).strip() or _packed(repository, name)
    return said if _ID.fullmatch(said) else None


def names_in(repository: Repository) -> list[str]:
    """The branches and tags that can be named, those of other repositories as `origin/main`."""
    found: dict[str, None] = {}
    for kind in _NAMED:
        folder = repository.common / kind
        try:
            loose = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]
        except OSError:
            loose = []
        packed = [line.partition(f" {kind}/")[2] for line in _text(repository.common / "packed-refs").splitlines()]
        found |= dict.fromkeys(name for name in (*loose, *packed) if name)
    return list(found)


def _packed(repository: Repository, name: str) -> str:
    lines = _text(repository.common / "packed-refs").splitlines()
    return next((line.split(" ", 1)[0] for line in lines if line.endswith(f" {name}")), "")


class Objects:
    """A repository's objects; to be used in a `with`. git is started when the first of them is asked for."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Objects:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        process = self._process
        if process is None:
            return
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    process.kill()
        process.wait()

    def one(self, name: str, most: int | None = None) -> Found | None:
        """The object of a name or an id, of it at most so many bytes; None where there is none."""
        return next(self.many([name], most))

    def many(self, names: Sequence[str], most: int | None = None) -> Iterator[Found | None]:
        """The objects of several names, in their order; of each at most so many bytes."""
        asked, answered = self._pipes()
        for start in range(0, len(names), _AT_ONCE):
            chunk = names[start : start + _AT_ONCE]
            try:
                asked.write(b"".join(map(_line, chunk)))
                asked.flush()
            except OSError as error:
                raise self._failure() from error
            for _ in chunk:
                yield self._answer(answered, most)

    def _answer(self, answered: IO[bytes], most: int | None) -> Found | None:
        head = answered.readline()
        parts = head.split()
        if not head.endswith(b"\n"):
            raise self._failure()
        if parts[-1] in {b"missing", b"ambiguous", b"submodule"} or len(parts) != 3 or not parts[2].isdigit():
            return None
        size = int(parts[2])
        content = answered.read(size if most is None else min(size, most))
        left = size - len(content) + 1  # a line end follows
        while left and (skipped := len(answered.read(min(left, _PIECE)))):
            left -= skipped
        if left:
            raise self._failure()
        return Found(parts[0].decode(), parts[1].decode(), content)

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            self._process = self._started()
        if self._process.stdin is None or self._process.stdout is None:
            raise GitError("git is not running")
        return self._process.stdin, self._process.stdout

    def _started(self) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(  # noqa: S603  fixed words
                _command(self.repository.top, "cat-file", "--batch"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=_environment(),
            )
        except OSError as error:
            raise GitError("git is not installed") from error

    def _failure(self) -> GitError:
        """What git said before it ended."""
        process = self._process
        said = process.stderr.read().decode("utf-8", "replace") if process and process.stderr else ""
        return GitError(_first_line(said) or "git ended early")


def merge_base(repository: Repository, one: str, other: str) -> str | None:
    """The id of the commit in which two, given by their ids, part; None where they have none in common."""
    return said(repository, "merge-base", one, other, fine=frozenset({0, 1})).strip() or None


def said(repository: Repository, *words: str, fine: frozenset[int] = frozenset({0})) -> str:
    """What git prints of a repository, for words that no stranger's name can make an option.

    Raises:
        GitError: it is not installed, or ends with a code that is not `fine`.
    """
    try:
        done = subprocess.run(  # noqa: S603  see above
            _command(repository.top, *words), capture_output=True, env=_environment(), check=False
        )
    except OSError as error:
        raise GitError("git is not installed") from error
    if done.returncode not in fine:
        raise GitError(_first_line(done.stderr.decode("utf-8", "replace")))
    return done.stdout.decode("utf-8", "surrogateescape")


def _command(top: Path, *words: str) -> list[str]:
    return ["git", "-C", str(top), *_SAFE, *words]


def _environment() -> dict[str, str]:
    """The environment without what points git elsewhere, as it does within a hook."""
    kept: Iterable[tuple[str, str]] = (
        (name, value) for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith(_KEPT)
    )
    return {
        **dict(kept),
        "LC_ALL": "C",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }


def _line(name: str) -> bytes:
    encoded = name.encode("utf-8", "surrogateescape")
    return (b"" if b"\n" in encoded or b"\0" in encoded else encoded) + b"\n"


def _first_line(said: str) -> str:
    line = said.strip().partition("\n")[0].removeprefix("fatal: ").removeprefix("error: ")
    return line.rstrip(".")
