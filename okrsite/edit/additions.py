"""Whether a change only adds check-ins: what a workflow asks before it merges without a person."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

__all__ = ["GitError", "beside_checkins"]

_CHECKINS = re.compile(r"(?:.+/)?checkins/(?:[^/]+/)*[^/]+\.(?:yml|csv)")
_PLAIN_FILE = "100644"


class GitError(Exception):
    """git could not say it; the argument is its own sentence."""


def beside_checkins(folder: Path, base: str, head: str) -> tuple[int, list[str]]:
    """How many check-in files the site in `folder` gains from `base` to `head`, and every other path that changes between them.

    Compared is `head` with where it left `base`. A check-in file is a plain file that is new and lies in a folder `checkins`
    of the site; renames, links and programs are none. Only the list of changes is read, no file of either side.

    Raises:
        GitError: there is no git, no repository or no such revision.
    """
    inside = _git(folder, "rev-parse", "--show-prefix").rstrip("\n")
    raw = _git(folder, "diff", "--raw", "-z", "--no-renames", "--end-of-options", f"{base}...{head}", "--")
    parts = raw.split("\0")
    added, others = 0, []
    for facts, path in zip(parts[0::2], parts[1::2], strict=False):
        _, mode, _, _, status = facts.lstrip(":").split(" ")
        within = path.startswith(inside) and _CHECKINS.fullmatch(path.removeprefix(inside))
        if status == "A" and mode == _PLAIN_FILE and within:
            added += 1
        else:
            others.append(path)
    return added, others


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603  fixed words; a revision can be no option behind --end-of-options
            ["git", "-C", str(folder), *arguments],  # noqa: S607  the user's own git
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=True,
        )
    except FileNotFoundError as error:
        raise GitError("git is not installed") from error
    except subprocess.CalledProcessError as error:
        raise GitError(str(error.stderr).strip().partition("\n")[0]) from error
    return done.stdout
