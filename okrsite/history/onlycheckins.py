"""Whether a change only adds check-ins: what a workflow asks before it merges without a person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from posixpath import normpath

from okrsite.history.git import GitError, repository_around, said

__all__ = ["beside_checkins"]

_PART = r"[^/._][^/]*"  # of a path that okrsite reads
_CHECKINS = re.compile(rf"(?:{_PART}/)+checkins/(?:{_PART}/)*{_PART}\.(?:yml|csv)")
_PLAIN_FILE = "100644"


def beside_checkins(folder: Path, trees: Iterable[str], base: str, head: str) -> tuple[int, list[str]]:
    """How many check-in files the site in `folder` gains from `base` to `head`, and every other path that changes between them.

    Compared is `head` with where it left `base`. A check-in file is a plain file that is new and lies where the site reads it: in
    a folder `checkins` of a team in one of its content folders, `trees`; renames, links and programs are none. Only the list of
    changes is read, no file of either side.

    Raises:
        GitError: there is no git, no repository or no such revision.
    """
    repository = repository_around(folder)
    if repository is None:
        raise GitError("the folder is not under git")
    inside = f"{way}/" if (way := repository.inside(folder)) else ""
    content = [f"{normpath(inside + tree)}/" for tree in trees]
    words = ("diff", "--raw", "-z", "--no-renames", "--end-of-options", f"{base}...{head}", "--")
    raw = said(repository, *words)
    parts = raw.split("\0")
    added, others = 0, []
    for facts, path in zip(parts[0::2], parts[1::2], strict=False):
        _, mode, _, _, status = facts.lstrip(":").split(" ")
        within = any(path.startswith(one) and _CHECKINS.fullmatch(path.removeprefix(one)) for one in content)
        if status == "A" and mode == _PLAIN_FILE and within:
            added += 1
        else:
            others.append(path)
    return added, others
