"""The cache: `.okrsite/` in the site's folder. Whatever is in it may be thrown away at any time.

It lies where everyone who may change the site's files can put something, and holds code. So what is believed lies in a folder
named for its seal: number and times of a file that was made here, which nobody knows who writes files elsewhere. A copied or
checked out cache has another seal, and is thrown away.
"""

from __future__ import annotations

import functools
import hashlib
import os
import pickle
import shutil
import stat
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from okrsite.frozen import dataclass
from okrsite.publish.workers import nothing_collected
from okrsite.version import __version__

__all__ = ["Cache", "open_cache"]

FOLDER = ".okrsite"
_SEAL = "seal"
_DIGEST = 32


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder for what is quicker to look up than to make again."""

    folder: Path

    @property
    def templates(self) -> Path:
        """Where compiled templates lie."""
        return self.folder / "templates"

    def read(self, name: str) -> Any:
        """What was last written under `name` by this very version; None where that is missing, damaged or another's."""
        try:
            content = (self.folder / name).read_bytes()
        except OSError:
            return None
        payload = memoryview(content)[_DIGEST:]
        if content[:_DIGEST] != _checked(name, payload):
            return None
        with nothing_collected():
            return pickle.loads(payload)  # noqa: S301 - what this tool wrote on this machine, as seal and digest say

    def write(self, name: str, value: object) -> None:
        """Keep `value` under `name`; a disk that cannot take it is no failure."""
        payload = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        part = self.folder / f"{name}.{os.getpid()}"
        try:
            with part.open("wb") as file:
                file.write(_checked(name, memoryview(payload)))
                file.write(payload)
            part.replace(self.folder / name)
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def open_cache(site_dir: Path) -> Cache | None:
    """The cache of the site in `site_dir`; None where none can be kept (a read-only checkout, a link to elsewhere)."""
    around = site_dir / FOLDER
    try:
        if around.is_symlink():
            return None
        around.mkdir(exist_ok=True)
        cache = Cache(around / _seal(around))
        for other in around.iterdir():
            if other.is_dir() and not other.is_symlink() and other != cache.folder:
                shutil.rmtree(other, ignore_errors=True)
        cache.templates.mkdir(parents=True, exist_ok=True)
        ignore = around / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
    except OSError:
        return None
    return cache if os.access(cache.templates, os.W_OK) else None


def _seal(folder: Path) -> str:
    file = folder / _SEAL
    if file.is_symlink() or (file.exists() and not file.is_file()):
        raise OSError(file)
    if not file.exists():
        with suppress(FileExistsError), file.open("x"):
            pass
    found = file.lstat()
    return hashlib.sha256(f"{found.st_dev} {found.st_ino} {found.st_ctime_ns}".encode()).hexdigest()[:16]


def _checked(name: str, payload: memoryview) -> bytes:
    total = hashlib.blake2b(f"{name}\0".encode(), digest_size=_DIGEST, key=_of_this_version())
    total.update(payload)
    return total.digest()


@functools.cache
def _of_this_version() -> bytes:
    """A hash of what a result hangs on beside the site: Python, this package, what else is installed.

    Taken once: a preview that goes on while another version is installed runs what it began with, and believes only that.
    """
    package = Path(__file__).resolve().parent.parent
    installed = sysconfig.get_path("purelib")
    parts = [__version__, sys.version, *_stamps(package)]
    with suppress(OSError):
        parts.append(str(os.stat(installed).st_mtime_ns))  # noqa: PTH116
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=32).digest()


def _stamps(folder: Path) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            found = entry.stat()
            if stat.S_ISDIR(found.st_mode):
                if entry.name != "__pycache__":
                    yield from _stamps(Path(entry.path))
            else:
                yield f"{entry.name} {found.st_size} {found.st_mtime_ns}"
