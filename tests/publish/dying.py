"""Runs `okrsite build` over and over, each time until its n-th change to the disk, where it is killed as by a power cut.

A program of its own, since it forks: `dying.py SITE OUTPUT BEFORE mount|folder STEP`. BEFORE is a published site that OUTPUT begins as;
as a `mount`, OUTPUT cannot be renamed. Prints a JSON list of [n, what OUTPUT held after the kill, what it held after another build],
each as a hash; the last n is the first that no build reaches.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "os.link", "os.symlink"}
EXCHANGE = "renameat2"


def hash_of(folder: Path) -> str:
    """All paths and bytes of a folder; a journal that is to be finished is told."""
    if (folder / ".okrsite-journal").exists():
        return "journal"
    if not folder.is_dir():
        return "nothing"
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and ".okrsite-" not in str(path)):
        total.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return total.hexdigest()


def watch(left: int, mount: Path | None) -> None:
    """Have this process killed at its n-th change; as a mount, `mount` cannot be renamed."""

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if mount is not None and event == "ctypes.dlsym" and arguments[1] == EXCHANGE:
            raise AttributeError(EXCHANGE)
        if mount is not None and event == "os.rename" and Path(os.fsdecode(arguments[0])) == mount:
            raise OSError(errno.EBUSY, "busy", str(mount))
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if event in CHANGES or writes or (event == "ctypes.dlsym" and arguments[1] == EXCHANGE):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def run(site: Path, output: Path, left: int, mount: Path | None) -> int:
    """Build in a process of its own; how it ended."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  until the process ends
        from okrsite.cli.main import main  # noqa: PLC0415

        watch(left, mount)
        main(["build", "-C", str(site), "--output", str(output), "--as-of", "2026-11-22"])
    except SystemExit as ended:
        os._exit(int(ended.code or 0))
    finally:
        os._exit(99)


def states(site: Path, output: Path, before: Path, kind: str, step: int) -> list[tuple[int, str, str]]:
    """What became of OUTPUT, for each n."""
    import okrsite.publish.build  # noqa: F401, PLC0415  once, for all children

    mount = output if kind == "mount" else None
    found: list[tuple[int, str, str]] = []
    left, ended = 1, -signal.SIGKILL
    while ended == -signal.SIGKILL:
        shutil.rmtree(output, ignore_errors=True)
        shutil.copytree(before, output)
        ended = run(site, output, left, mount)
        after_kill = hash_of(output)
        if run(site, output, 0, mount) != 0:
            raise RuntimeError(f"the build after the one killed at {left} did not work")
        found.append((left, after_kill, hash_of(output)))
        left += step
    return found


if __name__ == "__main__":
    SITE, OUTPUT, BEFORE = map(Path, sys.argv[1:4])
    print(json.dumps(states(SITE, OUTPUT, BEFORE, sys.argv[4], int(sys.argv[5]))))  # noqa: T201
