"""A site's folder → everything that it says: site.yml first, then what lies where, then each file, by path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from okrsite.frozen import dataclass
from okrsite.problems import Place, Problem, Severity, sort_problems
from okrsite.source.checkinfiles import Checkins
from okrsite.source.config import SITE_FILE, Config, read_config
from okrsite.source.copied import files_that_run_script
from okrsite.source.discover import Discovered, discover
from okrsite.source.fields import make
from okrsite.source.files import read_text, with_source_lines
from okrsite.source.found import Kind, SourceFile, TeamFolder
from okrsite.source.pictures import pictures_that_are_missing
from okrsite.source.places import Places
from okrsite.source.readers import FileRead, problems_of_values, read_file
from okrsite.source.records import CycleFile, KpiFile, Page, Person, Site, Team, Update
from okrsite.source.rules import OF_ANY_FILE
from okrsite.source.sent import Reads
from okrsite.source.sources import CheckinsAt, CycleAt, KpisAt, PageAt, Sources, TeamAt, Unread, UpdateAt
from okrsite.source.unread import unread

if TYPE_CHECKING:
    from pathlib import Path

    from okrsite.source.context import Settings
    from okrsite.source.memory import Memory

__all__ = ["Loaded", "finished", "load", "pictured", "recalled"]

FILES_AT_ONCE = 32

Pair = tuple[SourceFile, FileRead]
Chunk = tuple[int, Reads]  # where it begins among the files, what they say
Spread = Callable[[Sequence[Callable[[], Chunk]]], Iterable[Chunk]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read, and everything that is wrong with it. `sources` None: there is no site.yml or no content."""

    sources: Sources | None
    problems: tuple[Problem, ...]
    settings: Settings | None = None  # what it was read with


def _in_turn(tasks: Sequence[Callable[[], Chunk]]) -> Iterable[Chunk]:
    return (task() for task in tasks)


def _tell_nobody(done: int, total: int) -> None:
    pass


def load(
    root: Path,
    *,
    spread: Spread = _in_turn,
    progress: Callable[[int, int], None] = _tell_nobody,
    memory: Memory | None = None,
) -> Loaded:
    """Reads the site in the folder `root`.

    Args:
        root: the folder with site.yml.
        spread: does tasks, which can be pickled, and gives what they give, in any order; default: one after the other.
        progress: told how many of how many files are read.
        memory: what earlier readings of the same folder know; it is brought up to date.
    """
    config = read_config(root)
    if config.site is None or not config.trees:
        return Loaded(None, finished([*config.problems, *_unreadable(root, config)], root))
    contents = [tree.path for tree in config.trees]
    found = discover(root, contents, config.settings.cycles, config.site.languages)
    settings = config.settings
    known = {file: earlier for file in found.files if memory and (earlier := memory.recall(file, settings))}
    others = [file for file in found.files if file not in known]
    known |= zip(others, _read_all(root, others, settings, spread, progress), strict=True)
    read = [(file, known[file]) for file in found.files]
    if memory:
        memory.keep(settings, found, read)
    sources = _put_together(config, config.site, found, read)
    told = chain(config.problems, found.problems, *(result.problems for _, result in read))
    across = chain(
        _duplicate_people(read),
        _unclaimed_csvs(root, found, read, config.settings),
        _unused_csvs(found, read, sources.unread),
        pictures_that_are_missing(sources),
        files_that_run_script(root, sources),
    )
    return Loaded(sources, finished([*told, *across], root), settings)


def recalled(root: Path, memory: Memory) -> Sources | None:
    """What the site in `root`, whose site.yml is as it was, said when `memory` last read it; None where that is not known."""
    config = read_config(root)
    if config.site is None or memory.found is None or config.settings != memory.settings:
        return None
    read = [(file, memory.reads[file]) for file in memory.found.files]
    return _put_together(config, config.site, memory.found, read)


def _read_all(
    root: Path, files: Sequence[SourceFile], settings: Settings, spread: Spread, progress: Callable[[int, int], None]
) -> Iterable[FileRead]:
    """What each file says, in the order of `files`."""
    starts = range(0, len(files), FILES_AT_ONCE)
    tasks = [partial(_read_chunk, root, start, files[start : start + FILES_AT_ONCE], settings) for start in starts]
    read: dict[int, Reads] = {}
    for start, chunk in spread(tasks):
        read[start] = chunk
        progress(len(read) * FILES_AT_ONCE if len(read) < len(tasks) else len(files), len(files))
    return chain.from_iterable(read[start] for start in starts)


def _read_chunk(root: Path, start: int, files: Sequence[SourceFile], settings: Settings) -> Chunk:
    return start, Reads([read_file(root, file, settings) for file in files])


def finished(problems: Iterable[Problem], root: Path) -> tuple[Problem, ...]:
    """The problems in order, each once and with its line of source."""
    return pictured(sort_problems(problems), root)


def pictured(told: Sequence[Problem], root: Path) -> tuple[Problem, ...]:
    """The problems, each with its line of source: files are read again for it, so do it for those that are shown."""
    return with_source_lines(told, lambda path: read_text(root, path)[0])


# --- putting together -------------------------------------------------------------------------------------------------


def _put_together(config: Config, site: Site, found: Discovered, read: Sequence[Pair]) -> Sources:
    records = {file.folder: record for file, record in _of(read, Team)}
    return Sources(
        site=site,
        trees=config.trees,
        teams=tuple(_team(folder, records) for folder in found.teams),
        cycles=tuple(
            CycleAt(file.team, file.tree, file.path, file.cycle, record, single=file.kind == "objective")
            for file, record in _cycle_files(read)
        ),
        kpis=tuple(KpisAt(file.team, file.tree, file.path, record) for file, record in _of(read, KpiFile)),
        checkins=tuple(
            CheckinsAt(file.team, file.tree, file.path, record.checkins, record.audience)
            for file, record in _of(read, Checkins)
            if record.checkins
        ),
        updates=tuple(UpdateAt(file.team, file.tree, file.path, file.id, record) for file, record in _of(read, Update)),
        pages=_pages(read, "page"),
        index=_pages(read, "index"),
        people=_people(read),
        attachments=found.attachments,
        static=found.static,
        unread=unread(found, read),
    )


def _of(read: Iterable[Pair], cls: type[T]) -> Iterable[tuple[SourceFile, T]]:
    return ((file, result.record) for file, result in read if isinstance(result.record, cls))


def _cycle_files(read: Iterable[Pair]) -> Iterable[tuple[SourceFile, CycleFile]]:
    """The cycles' files; of a broken one, which is told already, that its team has the cycle."""
    for file, result in read:
        if isinstance(result.record, CycleFile):
            yield file, result.record
        elif file.kind in {"cycle", "objective"}:
            yield file, make(CycleFile, Places(file.path))


def _pages(read: Iterable[Pair], kind: Kind) -> tuple[PageAt, ...]:
    return tuple(PageAt(file.tree, file.path, file.id, record) for file, record in _of(read, Page) if file.kind == kind)


def _team(folder: TeamFolder, records: dict[str, Team]) -> TeamAt:
    """The team of a folder. One whose file is broken, which is told already, goes by its id, so that others find it."""
    record = None if folder.joins else records.get(folder.folder)
    if record is None and not folder.joins:
        record = make(Team, Places(f"{folder.folder}/team.yml"), name=folder.id)
    return TeamAt(folder.id, folder.tree, folder.folder, folder.enclosing, record)


def _people(read: Iterable[Pair]) -> dict[str, Person]:
    """Everyone who is listed; who is listed twice is as the first tree says."""
    people: dict[str, Person] = {}
    for file, result in read:
        if file.kind == "people" and isinstance(result.record, dict):
            people |= {identity: person for identity, person in result.record.items() if identity not in people}
    return people


def _duplicate_people(read: Iterable[Pair]) -> Iterable[Problem]:
    known: dict[str, Place] = {}
    for file, result in read:
        for identity, person in result.record.items() if isinstance(result.record, dict) else ():
            first = known.setdefault(identity, person.places.at())
            if first.path != file.path:
                message = f"`{identity}` is listed in {first.path} already."
                yield Problem(person.places.at(), "duplicate-id", message, "Keep one of them.")


def _unreadable(root: Path, config: Config) -> Iterable[Problem]:
    """What is wrong with the files of the usual content folder whatever site.yml, which can't be read, says."""
    if config.site is not None or not (root / SITE_FILE).is_file() or not (root / "content").is_dir():
        return
    for file in discover(root, ["content"], (), ()).files:
        told = read_file(root, file, config.settings).problems
        yield from (problem for problem in told if problem.rule in OF_ANY_FILE)


def _unclaimed_csvs(root: Path, found: Discovered, read: Iterable[Pair], settings: Settings) -> Iterable[Problem]:
    """What is wrong with CSV files that no KPI names, where the KPIs that may name them could not be read."""
    used = {path for _, result in read for path in result.paths}
    broken = {file.team for file, result in read if file.kind == "kpis" and not result.is_whole}
    for csv in found.csvs:
        if csv.team in broken and csv.path not in used:
            yield from problems_of_values(root, csv.path, settings)


def _unused_csvs(found: Discovered, read: Iterable[Pair], unread: Unread) -> Iterable[Problem]:
    used = {path for _, result in read for path in result.paths}
    for csv in found.csvs:
        if csv.path not in used and csv.team not in unread.kpis:
            message, hint = (
                "No KPI takes its values from this file.",
                "Name it in kpis.yml: `values: kpis/enrolments.csv`.",
            )
            yield Problem(Place(csv.path), "unused-file", message, hint, Severity.NOTE)
