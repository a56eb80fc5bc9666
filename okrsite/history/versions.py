"""Commits and what each changed → each file's versions, from the one of today back to its first; pure.

What git's own history simplification finds: where a merge took a file over from one side, only that side's versions are in its past.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from okrsite.frozen import dataclass
from okrsite.history.log import Change, Log

__all__ = ["Past", "Version", "past_of"]

_State = dict[str, "Version"]  # by path
_MOST_STEPS = 1000  # versions that are gone back to find a file's older names


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """A file's content since a commit, and the versions that it was made from: none for a new file, several for a merge."""

    commit: str
    path: str
    blob: str
    befores: tuple[Version, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether the file was only moved."""
        return any(one.blob == self.blob for one in self.befores)


@dataclass(frozen=True, slots=True)
class Past:
    """The files of a commit by path, each with its versions; by commit those that it replaced; and each commit's place in time."""

    files: Mapping[str, Version] = field(default_factory=dict)
    replaced: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    order: Mapping[str, int] = field(default_factory=dict)


def past_of(log: Log, head: str) -> Past:
    """The past of everything that `head` holds."""
    order = _parents_first(log, head)
    uses: dict[str, int] = {}
    for id_ in order:
        for parent in log.commits[id_].parents:
            uses[parent] = uses.get(parent, 0) + 1
    states: dict[str, _State] = {}
    replaced: dict[str, tuple[Version, ...]] = {}
    for id_ in order:
        parents = [parent for parent in log.commits[id_].parents if parent in states]
        first = states[parents[0]] if parents else {}
        others = [states[parent] for parent in parents[1:]]
        new, gone = _applied(id_, first, others, log.changes[id_])
        if gone:
            replaced[id_] = gone
        state = first if parents and uses[parents[0]] == 1 else dict(first)
        for path, version in new.items():
            if version is None:
                state.pop(path, None)
            else:
                state[path] = version
        for parent in parents:
            uses[parent] -= 1
            if not uses[parent]:
                del states[parent]
        states[id_] = state
    return Past(states.get(head, {}), replaced, {id_: place for place, id_ in enumerate(order)})


def _applied(
    commit: str, first: _State, others: list[_State], changes: Iterable[Change]
) -> tuple[dict[str, Version | None], tuple[Version, ...]]:
    """What a commit makes of the files of its first parent (None: gone), and the versions that it replaced."""
    changed = dict(changes)
    before = {path: first[path] for path in changed if path in first}
    sources = {} if others else _moved(changed, before)
    new: dict[str, Version | None] = {}
    for path, blob in changed.items():
        if blob is None:
            new[path] = None
            continue
        taken = next((state[path] for state in others if path in state and state[path].blob == blob), None)
        sides = _Sides(path, [first, *others], changed)
        befores = sides.befores() if others else [found for found in (before.get(path) or sources.get(path),) if found]
        new[path] = taken or Version(commit, path, blob, tuple(befores))
    return new, tuple(before.values()) + tuple(_only_others(changed, others))


@dataclass(frozen=True, slots=True)
class _Sides:
    """The sides of a merge that states a file anew; `changed`: what the merge makes of the first one."""

    path: str
    states: list[_State]
    changed: Mapping[str, str | None]

    def befores(self) -> list[Version]:
        """What the file was made from on each side; where one side renamed it, the other may still have it by an old name."""
        known = [state[self.path] for state in self.states if self.path in state]
        if len(known) == len(self.states):
            return list(dict.fromkeys(known))
        old = [
            name for name in dict.fromkeys(name for one in known for name in _older_names(one)) if self._is_gone(name)
        ]
        found = []
        for state in self.states:
            name = next((name for name in (self.path, *old) if name in state), None)
            found += [state[name]] if name is not None else []
        return list(dict.fromkeys(found))

    def _is_gone(self, name: str) -> bool:
        return self.changed.get(name) is None and (name in self.changed or name not in self.states[0])


def _older_names(version: Version) -> Iterator[str]:
    """The names that a file had before, the latest first."""
    at = version
    for _ in range(_MOST_STEPS):
        if not at.befores:
            return
        if at.befores[0].path != at.path:
            yield at.befores[0].path
        at = at.befores[0]


def _only_others(changed: Mapping[str, str | None], others: list[_State]) -> Iterator[Version]:
    for state in others:
        yield from (state[path] for path in changed if path in state)


def _moved(changed: Mapping[str, str | None], before: Mapping[str, Version]) -> dict[str, Version]:
    """By new path the version that was moved there: of the same content, else of the same name where its folder moved."""
    gone = [before[path] for path, blob in changed.items() if blob is None and path in before]
    fresh = [path for path, blob in changed.items() if blob is not None and path not in before]
    if not gone or not fresh:
        return {}
    by_blob: dict[str, list[Version]] = {}
    by_name: dict[str, list[Version]] = {}
    for version in gone:
        by_blob.setdefault(version.blob, []).append(version)
        by_name.setdefault(_name(version.path), []).append(version)
    found: dict[str, Version] = {}
    folders: dict[str, str] = {}
    for path in fresh:
        same = by_blob.get(changed[path] or "", [])
        best = next((one for one in same if _name(one.path) == _name(path)), same[0] if same else None)
        if best is not None:
            found[path] = best
            folders[_folder(path)] = _folder(best.path)
    taken = {version.path for version in found.values()}
    for path in fresh:
        if path not in found:
            named = [one for one in by_name.get(_name(path), []) if one.path not in taken]
            there = [one for one in named if _folder(one.path) == folders.get(_folder(path))] or named
            if len(there) == 1:
                found[path] = there[0]
                taken.add(there[0].path)
    return found


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _parents_first(log: Log, head: str) -> list[str]:
    """Every commit that `head` rests on, and itself, each behind its parents; else the earlier first."""
    reached: dict[str, int] = {}
    children: dict[str, list[str]] = {}
    waiting = [head]
    while waiting:
        id_ = waiting.pop()
        if id_ in reached:
            continue
        known = [parent for parent in dict.fromkeys(log.commits[id_].parents) if parent in log.commits]
        reached[id_] = len(known)
        for parent in known:
            children.setdefault(parent, []).append(id_)
        waiting += known
    ready = [(log.commits[id_].seconds, id_) for id_, count in reached.items() if not count]
    heapq.heapify(ready)
    order = []
    while ready:
        _, id_ = heapq.heappop(ready)
        order.append(id_)
        for child in children.get(id_, ()):
            reached[child] -= 1
            if not reached[child]:
                heapq.heappush(ready, (log.commits[child].seconds, child))
    return order
