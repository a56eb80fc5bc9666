"""Which content files each commit changed, read out of git's commits and trees; what was read stays read.

A commit is compared with its first parent. A commit's id names all that it holds, so what is known of one never changes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import NamedTuple

from okrsite.frozen import dataclass
from okrsite.history.git import GitError, Objects
from okrsite.history.treediff import differing, marks_of
from okrsite.history.trees import Commit, Entry, Line, entry, lines, parsed_commit

__all__ = ["Change", "Log", "Scope", "read_log"]

_AHEAD = 512  # commits that are asked for together
_AT_ONCE = 256  # commits whose trees are held in memory together
_SMALL = 1 << 14  # bytes of trees that are read as a whole
_OF_CONTENT = (".yml", ".yaml", ".md", ".csv")
_PARTIAL = "the clone is partial: some of its commits or folders were never fetched"


class Change(NamedTuple):
    """A file that a commit made or wrote anew (`blob`: its content's id), or took away (None). `path` is from the site's folder."""

    path: str
    blob: str | None


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at: the site's folder in its repository, and what in it by first names (none: all).

    `shallow` is git's note of commits whose parents were not fetched.
    """

    inside: str
    tops: frozenset[str]
    shallow: bytes = b""


@dataclass(slots=True)
class Log:
    """Commits by id, and what each changed; `edges` are those whose parents were not fetched."""

    scope: Scope
    commits: dict[str, Commit] = field(default_factory=dict)
    changes: dict[str, tuple[Change, ...]] = field(default_factory=dict)
    edges: set[str] = field(default_factory=set)


def read_log(objects: Objects, head: str, log: Log) -> None:
    """Add to `log` what it lacks of `head` and all before it.

    Raises:
        GitError: the repository lacks what it names, or git failed.
    """
    new = _commits(objects, head, log)
    for start in range(0, len(new), _AT_ONCE):
        chunk = new[start : start + _AT_ONCE]
        pairs = {id_: (_parent_tree(log, id_), log.commits[id_].tree) for id_ in chunk}
        log.changes.update(_Differ(objects, log.scope, len(head)).changes(pairs))


def _commits(objects: Objects, head: str, log: Log) -> list[str]:
    """Ids of the commits that were not known, now in the log; a parent that is not there makes its child an edge.

    Each is asked for with those before it (`id~1`, `id~2`), more and more of them: one by one git would be waited for each time.
    """
    new: list[str] = []
    asked: dict[str, str] = {} if head in log.changes else {head: ""}  # id → the child that names it
    missing: set[str] = set()
    ahead = 1
    while asked:
        reach = max(1, ahead // len(asked))
        names = [f"{id_}~{steps}" for id_ in asked for steps in range(reach)]
        following: dict[str, str] = {}
        for name, found in zip(names, objects.many(names), strict=True):
            commit = parsed_commit(found.content) if found else None
            if found is None or commit is None:
                id_ = name.removesuffix("~0")
                if id_ in asked:
                    _mark_missing(asked[id_], log)
                    missing.add(id_)
            elif found.id not in log.commits:
                log.commits[found.id] = commit
                new.append(found.id)
                following.update((parent, found.id) for parent in commit.parents)
        asked = {id_: child for id_, child in following.items() if id_ not in log.commits and id_ not in missing}
        ahead = min(ahead * 2, _AHEAD)
    _mark_edges(new, log)
    return new


def _mark_missing(child: str, log: Log) -> None:
    if not log.scope.shallow:
        raise GitError(_PARTIAL)
    log.edges.add(child)


def _mark_edges(new: Iterable[str], log: Log) -> None:
    """Of two children of a missing parent only one asked for it."""
    for id_ in new:
        if any(parent not in log.commits for parent in log.commits[id_].parents):
            log.edges.add(id_)


def _parent_tree(log: Log, id_: str) -> str | None:
    parents = log.commits[id_].parents
    parent = log.commits.get(parents[0]) if parents else None
    return parent.tree if parent else None


class _Differ:
    """Compares pairs of trees, all pairs of a level at once."""

    def __init__(self, objects: Objects, scope: Scope, id_length: int) -> None:
        self._objects, self._scope, self._id_length = objects, scope, id_length
        self._known: dict[str, bytes] = {}
        self._marks: dict[str, list[int]] = {}  # of trees that were compared: where some of their lines begin

    def changes(self, pairs: Mapping[str, tuple[str | None, str]]) -> dict[str, tuple[Change, ...]]:
        """By commit the files that differ between its two trees, by path."""
        found: dict[str, list[Change]] = {id_: [] for id_ in pairs}
        level = [(id_, "", old, new) for id_, (old, new) in self._inside(pairs).items() if old != new]
        depth = 0
        while level:
            self._read(tree for _, _, old, new in level for tree in (old, new))
            level = [pair for one in level for pair in self._of_folder(*one, found[one[0]], depth)]
            depth += 1
        return {id_: tuple(sorted(changes)) for id_, changes in found.items()}

    def _inside(self, pairs: Mapping[str, tuple[str | None, str]]) -> dict[str, tuple[str | None, str | None]]:
        """The same pairs for the site's folder."""
        at: dict[str | None, str | None] = {tree: tree for pair in pairs.values() for tree in pair}
        for name in self._scope.inside.split("/") if self._scope.inside else ():
            self._read(at.values())
            at = {tree: self._folder(now, name) for tree, now in at.items()}
        return {id_: (at[old], at[new]) for id_, (old, new) in pairs.items()}

    def _folder(self, tree: str | None, name: str) -> str | None:
        named = os.fsencode(name) + b"\0"
        every = lines(self._known[tree], self._id_length) if tree else []
        own = (line for line in every if line.partition(b" ")[2].startswith(named))
        found = next(map(entry, own), None)
        return found.id if found and found.is_folder else None

    def _read(self, trees: Iterable[str | None]) -> None:
        wanted: Sequence[str] = [tree for tree in dict.fromkeys(trees) if tree and tree not in self._known]
        for tree, found in zip(wanted, self._objects.many(wanted), strict=True):
            if found is None:
                raise GitError(_PARTIAL)
            self._known[tree] = found.content

    def _of_folder(
        self, commit: str, folder: str, old: str | None, new: str | None, found: list[Change], depth: int
    ) -> list[tuple[str, str, str | None, str | None]]:
        """Notes the files that differ in a folder, and gives its folders that do."""
        olds, news = map(_named, self._differing(old, new))
        folders = []
        for name in sorted(olds.keys() | news.keys()):
            if not depth and self._scope.tops and name not in self._scope.tops:
                continue
            one, other = olds.get(name), news.get(name)
            path = f"{folder}{name}"
            was, is_now = (side.id if side and side.is_folder else None for side in (one, other))
            if was or is_now:
                folders.append((commit, f"{path}/", was, is_now))
            had, has = (side.id if side and side.is_file else None for side in (one, other))
            if had != has and name.lower().endswith(_OF_CONTENT):
                found.append(Change(path, has))
        return folders

    def _differing(self, old: str | None, new: str | None) -> tuple[frozenset[Line], frozenset[Line]]:
        """The lines that only one of two trees has. Of one of them it must be known where lines begin, then it is of the other."""
        if new in self._marks and old not in self._marks:
            of_new, of_old = self._differing(new, old)
            return of_old, of_new
        one, other = (self._known[tree] if tree else b"" for tree in (old, new))
        if len(one) + len(other) < _SMALL:
            before, after = (frozenset(lines(tree, self._id_length)) for tree in (one, other))
            return before - after, after - before
        marks = self._marks.get(old or "") or marks_of(one, self._id_length)
        found = differing(one, marks, other, self._id_length)
        self._marks.update({old or "": marks, new or "": found.marks})
        return found.of_one, found.of_other


def _named(lines_: Iterable[Line]) -> dict[str, Entry]:
    return {found.name: found for line in lines_ if (found := entry(line))}
