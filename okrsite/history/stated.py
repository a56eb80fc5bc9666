"""What a version of a cycle's file states that must not move unseen: titles, metrics and weights; remembered by content."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import field

from okrsite.frozen import dataclass
from okrsite.goals.history import Measure
from okrsite.history.git import GitError, Objects
from okrsite.history.versions import Version
from okrsite.source.context import Settings
from okrsite.source.files import decode
from okrsite.source.found import Kind, SourceFile
from okrsite.source.limits import MAX_FILE_BYTES
from okrsite.source.readers import read_goals
from okrsite.source.records import Changed, KeyResult, Objective
from okrsite.source.values import Number, Text

__all__ = ["Goal", "Known", "Stated", "Statements"]

_MOST = 250_000_000  # characters of all versions that are looked at: 10,000 of them have 25,000 each
_AHEAD = 16  # texts that are read together
_RECENT = 64  # texts that are kept to compare the next version with
_CHECKIN = re.compile(
    r"\s*(?:#.*|-?\s*\{\s*date:[^{}]*\}|checkins:|-\s+date:\s*[\d-]+|(?:value|confidence|progress|status|by|note):\s*[^|>&*!\s][^|>]*)?\s*"
)


@dataclass(frozen=True, slots=True)
class Goal:
    """An objective (`key_result` empty) or a key result, as far as it must not move unseen."""

    objective: str
    key_result: str
    aliases: tuple[str, ...]
    title: Text
    weight: Number
    measure: Measure
    changed: tuple[tuple[dt.date, Text], ...]

    @property
    def id(self) -> str:
        """Its id among those of its kind in its file."""
        return f"{self.objective}#{self.key_result}"


Stated = tuple[Goal, ...]
Known = dict[tuple[str, str], tuple[Stated, int]]


@dataclass(slots=True)
class Statements:
    """What versions state, each content read once; `known` is by content and name of the file, with its length."""

    settings: Settings
    objects: Objects
    known: Known = field(default_factory=dict)
    is_new: bool = False  # something was read that was not known
    _length: int = 0  # of all that was asked for, known or not: the same for any `known`
    _texts: dict[str, str] = field(default_factory=dict)
    _of: dict[Version, Stated] = field(default_factory=dict)
    _equal: dict[Stated, Stated] = field(default_factory=dict)

    def of(self, version: Version, near: Version | None = None) -> Stated:
        """What a version states; `near`: one before or after it, which it is likely to share much with. Equal ones are one object.

        Raises:
            GitError: with this one it is more than can be read in some seconds.
        """
        found = self._of.get(version)
        if found is not None:
            return found
        key = (version.blob, _kind_and_id(version.path)[1])
        entry = self.known.get(key)
        if entry is None:
            if not self._equal:
                self._equal = {one: one for one, _ in self.known.values()}
            self.is_new = True
            read, length = self._read(version, near)
            entry = self.known[key] = self._equal.setdefault(read, read), length
        self._of[version] = entry[0]
        self._length += entry[1]
        if self._length > _MOST:
            raise GitError("the versions of the goals' files are too many or too long to be read each time")
        return entry[0]

    def text(self, version: Version) -> str:
        """The text of a version; empty for what is none. It is read with those before it, which are mostly asked for next."""
        if version.blob not in self._texts:
            wanted = self._with_those_before(version)
            blobs = [one.blob for one in wanted]
            for one, found in zip(wanted, self.objects.many(blobs, MAX_FILE_BYTES + 1), strict=True):
                if len(self._texts) >= _RECENT:
                    del self._texts[next(iter(self._texts))]
                self._texts[one.blob] = decode(found.content, one.path)[0] or "" if found else ""
        return self._texts[version.blob]

    def _with_those_before(self, version: Version) -> list[Version]:
        """The version and some before it of which nothing is known yet."""
        found = {version.blob: version}
        at = version
        while len(found) < _AHEAD and len(at.befores) == 1:
            at = at.befores[0]
            if (at.blob, _kind_and_id(at.path)[1]) in self.known:
                break
            if at.blob not in self._texts:
                found[at.blob] = at
        return list(found.values())

    def _read(self, version: Version, near: Version | None) -> tuple[Stated, int]:
        text = self.text(version)
        if near is not None and near.path == version.path and _differ_in_checkins(self.text(near), text):
            return self.of(near), len(text)
        kind, id_ = _kind_and_id(version.path)
        file = SourceFile(kind, 0, version.path, id_)
        record = read_goals(file, text.encode("utf-8", "surrogateescape"), self.settings)
        goals = tuple(goal for objective in (record.objectives if record else ()) for goal in _goals(objective))
        return goals, len(text)


def _kind_and_id(path: str) -> tuple[Kind, str]:
    stem, _, extension = path.rpartition("/")[2].rpartition(".")
    return ("objective", stem.lower()) if extension.lower() == "md" else ("cycle", "")


def _goals(objective: Objective) -> list[Goal]:
    goals = [
        Goal(
            objective.id,
            "",
            objective.aliases,
            objective.title,
            objective.weight,
            Measure(),
            _changed(objective.changed),
        )
    ]
    return goals + [
        Goal(objective.id, one.id, one.aliases, one.title, one.weight, _measure(one), _changed(one.changed))
        for one in objective.key_results
    ]


def _measure(key_result: KeyResult) -> Measure:
    steps = tuple((step.title, step.due, step.weight) for step in key_result.milestones)
    return Measure(key_result.metric, steps)


def _changed(entries: tuple[Changed, ...]) -> tuple[tuple[dt.date, Text], ...]:
    return tuple((one.date, one.why) for one in entries)


def _differ_in_checkins(one: str, other: str) -> bool:
    """Whether two texts differ in lines of check-ins alone, which state nothing: most versions of a file with check-ins inside."""
    first, second = one.split("\n"), other.split("\n")
    start, most = 0, min(len(first), len(second))
    while start < most and first[start] == second[start]:
        start += 1
    end = 0
    while end < most - start and first[-1 - end] == second[-1 - end]:
        end += 1
    changed = first[start : len(first) - end] + second[start : len(second) - end]
    return all(_CHECKIN.fullmatch(line) and "why:" not in line for line in changed)
