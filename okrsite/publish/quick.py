"""A check-in laid over a site that is ready: a few objectives are linked and measured again, and all else stays as it is.

It gives what `prepare` gives, or None where a change reaches farther than it can follow; then all is prepared again.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from okrsite.checks.method import FINDERS, found_by_ref, rules_in_force
from okrsite.checks.scene import Scene
from okrsite.checks.wording import texts
from okrsite.frozen import dataclass
from okrsite.goals.ranks import Ranks, rank_everything
from okrsite.goals.relink import Edit, relink
from okrsite.goals.remeasure import remeasure
from okrsite.goals.solvable import newly_solvable
from okrsite.problems import Problem, has_errors, order_of
from okrsite.publish.prepare import Grounds, Prepared
from okrsite.site.views.stream import changes
from okrsite.source.checkinfiles import Checkins
from okrsite.source.load import finished
from okrsite.source.readers import FileRead, read_file
from okrsite.source.records import CycleFile, KeyResult, Objective
from okrsite.source.sources import CheckinsAt, CycleAt

if TYPE_CHECKING:
    from pathlib import Path

    from okrsite.goals.figures import Figures
    from okrsite.goals.model import Goals
    from okrsite.publish.prepare import Ready
    from okrsite.source.found import SourceFile
    from okrsite.source.memory import Memory
    from okrsite.source.values import Text

__all__ = ["Standing", "quick"]

File = CycleAt | CheckinsAt

_PLAIN_NAME = re.compile(r"[0-9a-z][0-9a-z-]*\.yml")
_LEADS_ELSEWHERE = re.compile(r"[\[<]")  # a link, a picture or HTML, which the rest of the site has to be asked about


@dataclass(frozen=True, slots=True)
class Standing:
    """A site that is ready, with what it was made from."""

    prepared: Prepared
    ready: Ready
    grounds: Grounds
    files: Mapping[str, SourceFile]
    at: Mapping[str, File]  # cycles' files and files of check-ins, as they were read
    ranks: Ranks | None = None  # for whom all is, which no change alters that is laid over a site; None: not asked yet

    @classmethod
    def of(cls, prepared: Prepared, memory: Memory) -> Standing | None:
        """What `prepared` leaves to stand on; None where that is nothing to build on."""
        if prepared.ready is None or prepared.grounds is None:
            return None
        sources = prepared.grounds.sources
        at: dict[str, File] = {file.path: file for file in sources.cycles}
        at |= {file.path: file for file in sources.checkins}
        return cls(prepared, prepared.ready, prepared.grounds, {file.path: file for file in memory.reads}, at)


def quick(
    before: Standing,
    changed: Collection[str],
    site_dir: Path,
    memory: Memory,
    new: Mapping[str, SourceFile] = MappingProxyType({}),
) -> Standing | None:
    """The site after the files at `changed`, and no others, were saved, made or taken away; None: prepare it all again.

    `new` says what files are that were made, where that is known; `memory` learns what the files say now.
    """
    if any(problem.place.path in changed and problem.rule not in FINDERS for problem in before.prepared.problems):
        return None
    files, at = dict(before.files), dict(before.at)
    edits: list[Edit] = []
    for path in changed:
        file = files.get(path)
        if file is None and not (site_dir / path).exists():
            continue  # an editor's own file, that is gone again
        file = file or new.get(path) or _new_file(path, files)
        if file is None or file.kind not in {"cycle", "checkins"} or file.translations:
            return None
        if path not in files and file.kind != "checkins":
            return None
        now = _read(site_dir, file, memory, files, at)
        if now is None:
            return None
        if now.before is not None or now.after is not None:
            edits.append(now)
    return _laid_over(before, edits, files, at, site_dir)


def _new_file(path: str, files: Mapping[str, SourceFile]) -> SourceFile | None:
    """A file that is new beside other files of check-ins; None where its place or its name needs a closer look."""
    folder, _, name = path.rpartition("/")
    if not _PLAIN_NAME.fullmatch(name):
        return None
    beside = (one for one in files.values() if one.kind == "checkins" and one.path.rpartition("/")[0] == folder)
    sibling = next(beside, None)
    return sibling and replace(sibling, path=path, id=name.removesuffix(".yml"), translations=())


def _read(
    site_dir: Path, file: SourceFile, memory: Memory, files: dict[str, SourceFile], at: dict[str, File]
) -> Edit | None:
    """What a file says now beside what it said; None where anything is wrong with it."""
    before = at.pop(file.path, None)
    if not (site_dir / file.path).exists():
        if file.kind != "checkins":
            return None
        files.pop(file.path, None)
        memory.reads.pop(file, None)
        return Edit(before, None)
    read = read_file(site_dir, file, memory.settings)
    memory.reads[file] = read
    if read.problems or not read.is_whole:
        return None
    after = _located(file, read)
    files[file.path] = file
    if after is not None:
        at[file.path] = after
    new = set(_texts(after)) - set(_texts(before))
    return None if any(_LEADS_ELSEWHERE.search(text) for text in new) else Edit(before, after)


def _located(file: SourceFile, read: FileRead) -> File | None:
    if isinstance(read.record, CycleFile):
        return CycleAt(file.team, file.tree, file.path, file.cycle, read.record)
    if isinstance(read.record, Checkins) and read.record.checkins:
        return CheckinsAt(file.team, file.tree, file.path, read.record.checkins, read.record.audience)
    return None


def _texts(file: File | None) -> Iterator[str]:
    """Every text in a file that may hold a link."""
    if isinstance(file, CheckinsAt):
        notes = [text for one in file.checkins for text in (one.note, one.blocked)]
    elif isinstance(file, CycleAt):
        notes = _words_of(file.record.objectives)
        for one in (one for objective in file.record.objectives for one in objective.key_results):
            notes += [*_words_of([one]), one.blocked]
            notes += [step.title for step in one.milestones]
            notes += [text for checkin in one.checkins for text in (checkin.note, checkin.blocked)]
    else:
        notes = []
    return (words for text in notes if text is not None for words in texts(text))


def _words_of(goals: Sequence[Objective | KeyResult]) -> list[Text | None]:
    outcomes = [one.outcome.note for one in goals if one.outcome]
    return [*(one.title for one in goals), *(one.why for one in goals), *outcomes]


def _laid_over(
    before: Standing, edits: list[Edit], files: Mapping[str, SourceFile], at: Mapping[str, File], site_dir: Path
) -> Standing | None:
    relinked = relink(before.grounds.linked, edits)
    if relinked is None:
        return None
    was, ready, goals = before.ready.goals, before.ready, relinked.linked.goals
    ranks = before.ranks
    if len(goals.site.audiences) > 1:
        ranks = ranks or rank_everything(before.grounds.sources, relinked.linked.directory)
        if any(newly_solvable(goals, {goals.objectives[ref].team for ref in relinked.changed}, ranks)):
            return None
    figures, measured = remeasure(goals, ready.figures, relinked.changed)
    if not _is_in_known_months(ready, goals, figures, relinked.changed):
        return None
    only = _looked_at(goals, measured | {ref for ref in relinked.changed if _is_renamed(was, goals, ref)})
    again = {*only, *(goals.objectives[ref].team for ref in only)}
    found = found_by_ref(Scene(goals, figures, only=only))
    new = {ref: found.get(ref, []) for ref in again}
    gone = {problem for ref in again for problem in before.prepared.found.get(ref, ())}
    problems = _exchanged(before.prepared.problems, gone, [one for ref in again for one in new[ref]], site_dir)
    if has_errors(problems):
        return None
    by_ref = {**before.prepared.found, **new}
    rules = rules_in_force(goals.site, (problem for of_one in by_ref.values() for problem in of_one))
    ready = replace(ready, goals=goals, figures=figures, rules=rules)
    grounds = Grounds(before.grounds.sources, relinked.linked)
    prepared = replace(
        before.prepared, ready=ready, problems=problems, goals=goals, figures=figures, grounds=grounds, found=by_ref
    )
    return Standing(prepared, ready, grounds, files, at, ranks)


def _is_in_known_months(ready: Ready, goals: Goals, figures: Figures, changed: Collection[str]) -> bool:
    """Whether the pages of changes by month stay those that there are: no month comes, and none may go."""
    known = {page.subject[0] for page in ready.plans if page.kind == "updates-month"}
    old, new = _months(ready.goals, ready.figures, changed), _months(goals, figures, changed)
    return old <= new and all(month in known for month in new - old)


def _months(goals: Goals, figures: Figures, refs: Collection[str]) -> set[str]:
    of_them = {ref: goals.objectives[ref] for ref in refs}
    return {change.date.isoformat()[:7] for change in changes(replace(goals, objectives=of_them), figures)}


def _is_renamed(was: Goals, goals: Goals, ref: str) -> bool:
    return was.objectives[ref].record.title != goals.objectives[ref].record.title


def _looked_at(goals: Goals, refs: Collection[str]) -> tuple[str, ...]:
    """All objectives of the teams of `refs`, and of the teams whose objectives support them: rules compare these."""
    around: set[str] = set()
    for ref in refs:
        around |= {
            goals.objectives[ref].team,
            *(goals.objectives[by].team for by in goals.objectives[ref].supported_by),
        }
    return tuple(ref for team in sorted(around) for ref in goals.teams[team].objectives)


def _exchanged(
    problems: tuple[Problem, ...], gone: Collection[Problem], new: list[Problem], site_dir: Path
) -> tuple[Problem, ...]:
    """The problems without those that are gone and with the new ones, each in its place and with its line of source."""
    paths = {problem.place.path for problem in gone}
    bare = {_identity(problem) for problem in gone}
    kept = [one for one in problems if one.place.path not in paths or _identity(one) not in bare]
    for problem in finished(new, site_dir):
        insort(kept, problem, key=order_of)
    return tuple(kept)


def _identity(problem: Problem) -> tuple[object, ...]:
    return problem.place, problem.rule, problem.message
