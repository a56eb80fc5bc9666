"""Folding a cycle's files of check-ins into its own file: what was said stays, in one place, in the order that counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING

from okrsite.edit.changes import Change, Changes, edited
from okrsite.edit.readers import ranks_of
from okrsite.edit.yamlinsert import CannotEditError, Trail, append
from okrsite.edit.yamltext import Value
from okrsite.goals.references import Referrer, find_checkin_target
from okrsite.problems import Place
from okrsite.source.marks import place_of
from okrsite.source.nodes import Map, Node, Scalar
from okrsite.source.values import Texts
from okrsite.source.yamltree import parse

if TYPE_CHECKING:
    from okrsite.edit.opened import Opened
    from okrsite.goals.directory import Directory
    from okrsite.goals.ranks import Ranks
    from okrsite.source.records import Checkin
    from okrsite.source.sources import CheckinsAt

__all__ = ["fold"]

Told = list[tuple["Checkin", str]]  # a check-in, and the key result that it is about


def fold(site: Opened, changes: Changes, cycle: str, teams: Collection[str]) -> tuple[Changes, list[str]]:
    """The changes with the cycle's check-in files gone and their check-ins in their key results; and what stays, and why.

    A file stays that also holds something else: KPI values, other cycles, comments, a narrower audience.
    """
    directory, ranks = _directory(site), ranks_of(site)
    files = {file.path: (file, _targets(file, directory)) for file in site.sources.checkins}
    stays = {
        path: why
        for path, (file, told) in files.items()
        if (why := _why_not(site, file, told, cycle, teams, ranks)) is not None
    }
    kept = {(ref, one.date) for path in stays for one, ref in files[path][1]}
    kept_back = []
    for path, (_, told) in files.items():
        if path in stays:
            if stays[path]:
                kept_back.append(f"{path} stays: {stays[path]}.")
            continue
        if any((ref, one.date) in kept for one, ref in told):
            kept_back.append(f"{path} stays: another file that stays has a check-in of the same goal and day.")
            continue
        for one, ref in told:
            key_result = site.goals.key_result(ref)
            if _entry(one) in [
                _entry(known) for known in key_result.record.checkins if known.date and not known.audience
            ]:
                continue  # a command that was killed wrote it there
            where, trail = site.trail_of_key_result(key_result)
            changes = edited(site.root, changes, where, _adding(trail, _entry(one)))
        changes = {**changes, path: Change((site.root / path).read_bytes(), None)}
    return changes, kept_back


def _adding(trail: Trail, entry: dict[str, Value]) -> Callable[[str], str]:
    return lambda text: append(text, trail, "checkins", entry)


def _directory(site: Opened) -> Directory:
    from okrsite.goals.directory import index  # noqa: PLC0415  beside `Directory`, which is only a name here

    return index(site.sources)[0]


def _targets(file: CheckinsAt, directory: Directory) -> Told:
    """Each check-in with the ref of its key result, "" for any other."""
    who = Referrer(file.team, file.tree)
    found: Told = []
    for one in file.checkins:
        target = find_checkin_target(one.key_result, one.date, who, directory) if one.key_result and one.date else None
        found.append((one, target.ref if target else ""))
    return found


def _why_not(
    site: Opened, file: CheckinsAt, told: Told, cycle: str, teams: Collection[str], ranks: Ranks
) -> str | None:
    """Why a file is not folded; "" where it has nothing of the cycle, None where it is."""
    objectives = site.goals.objectives
    own = [
        ref
        for _, ref in told
        if ref and objectives[ref.partition("#")[0]].cycle == cycle and objectives[ref.partition("#")[0]].team in teams
    ]
    if not own:
        return ""
    if len(own) < len(told):
        return "it also holds other check-ins"
    around = ranks.inside(file.tree, file.team, file.audience)
    if any(one.audience for one, _ in told) or any(around > ranks.values[ref] for _, ref in told):
        return "its audience is narrower"
    if any(file.tree != objectives[ref.partition("#")[0]].tree for _, ref in told):
        return "it lies in another content tree"
    if _has_comments((site.root / file.path).read_text(encoding="utf-8-sig"), file.path):
        return "it holds comments"
    site.refuse_broken(file.path)
    return None


def _has_comments(text: str, path: str) -> bool:
    """Whether a `#` begins a comment: one behind a space that no value has in it. A table of values has none."""
    if not path.endswith(".yml"):
        return False
    lines = text.split("\n")
    inside = [(place_of("", one.at), place_of("", one.end)) for one in _scalars(parse(text, path).node)]
    for number, line in enumerate(lines, 1):
        for found in _HASH.finditer(line):
            place = Place("", number, found.end())
            if not any(start <= place < end for start, end in inside):
                return True
    return False


_HASH = re.compile(r"(?:^|\s)#")


def _scalars(node: Node | None) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Map):
        for key, value in node.entries:
            yield key
            yield from _scalars(value)
    elif node is not None:
        for item in node.items:
            yield from _scalars(item)


def _entry(one: Checkin) -> dict[str, Value]:
    if one.date is None:
        raise CannotEditError("A check-in without a date can't be folded.")
    entry: dict[str, Value] = {"date": one.date}
    for name in ("value", "progress", "confidence", "status", "note", "by", "blocked"):
        found = getattr(one, name)
        if found is not None:
            entry[name] = dict(found.by_language) if isinstance(found, Texts) else found
    return entry
