"""A site's goals and its repositories → what git says of them to the build's audience."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from okrsite.frozen import dataclass
from okrsite.goals.directory import index
from okrsite.goals.history import History, Move
from okrsite.goals.model import Goals, Objective
from okrsite.goals.people import person_id
from okrsite.goals.ranks import rank_everything
from okrsite.goals.repositories import is_shown
from okrsite.history.git import GitError, Objects, Repository, head_of, repository_around
from okrsite.history.ledger import Ledger, Sought
from okrsite.history.log import Log
from okrsite.history.remembered import Book, Remembered, past_at
from okrsite.history.seen import Sight, sight_of
from okrsite.history.stated import Statements
from okrsite.history.versions import Version
from okrsite.problems import Place, Problem, Severity
from okrsite.source.config import SITE_FILE
from okrsite.source.context import Settings
from okrsite.source.files import printable
from okrsite.source.sources import Sources
from okrsite.source.values import Text, Texts

__all__ = ["Told", "commits", "history_of"]


@dataclass(frozen=True, slots=True)
class Told:
    """What git says, and what it could not."""

    history: History
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Root:
    """A part of the site that is in one repository: what is in `folder`, under the paths that begin with `prefix`."""

    repository: Repository
    folder: Path
    prefix: str
    tops: tuple[str, ...]
    trees: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """For whom, of which day, and of which commit (None: what is checked out)."""

    goals: Goals
    day: dt.date
    commit: str | None = None


def history_of(site_dir: Path, sources: Sources, settings: Settings, request: Request, remembered: Remembered) -> Told:
    """What git says of the site in `site_dir` to the audience of `request.goals`, of files whose repository it is shown.

    `remembered` is what earlier builds read; it is brought up to date. One process of git for each repository, none where nothing is new.
    """
    changed: dict[str, dt.date] = {}
    moves: dict[str, tuple[Move, ...]] = {}
    problems: list[Problem] = []
    is_new, inside = False, ""
    goals = request.goals
    shown = [bool(tree.path) and is_shown(goals, number) for number, tree in enumerate(goals.trees)]
    for root in roots(site_dir, [tree.path for tree in sources.trees], shown.__getitem__):
        way = root.repository.inside(root.folder)
        book = remembered.book(root.repository, way, root.tops)
        days: dict[str, dt.date] = {}
        found: dict[str, tuple[Move, ...]] = {}
        with Objects(root.repository) as objects:
            reading = _Reading(root, book, objects, sources, settings, request)
            try:
                reading.fill(days, found)
                changed |= days
                moves |= found
            except GitError as error:
                problems.append(_unreadable(error))
            is_new = is_new or reading.is_new
        if way and not root.prefix and SITE_FILE in changed:  # else the site only happens to lie there
            inside = f"{way}/"
        if book.log.edges:
            problems.append(_shallow())
    if is_new:
        remembered.keep()
    return Told(History(changed, moves, inside), tuple(dict.fromkeys(problems)))


def commits(site_dir: Path, trees: Iterable[str]) -> tuple[str, ...]:
    """What of git a build hangs on: the commit that is checked out of each repository, and where its history is cut."""
    found = roots(site_dir, list(trees), lambda _: True)
    return tuple(f"{root.prefix} {_head(root.repository)} {root.repository.shallow!r}" for root in found)


def _head(repository: Repository) -> str | None:
    """The commit that is checked out; None where there is none yet, or git can't be asked."""
    plain = head_of(repository)
    if plain is not None:
        return plain
    try:
        with Objects(repository) as objects:
            found = objects.one("HEAD^{commit}")
    except GitError:
        return None
    return found.id if found else None


def roots(site_dir: Path, trees: list[str], shown: Callable[[int], bool]) -> Iterator[Root]:
    """The repositories of the content trees that are shown: the site's own, and those of trees that lie elsewhere or are their own."""
    own = repository_around(site_dir)
    inside: list[int] = []
    for position, path in enumerate(trees):
        if not shown(position):
            continue
        folder = site_dir / path
        repository = repository_around(folder)
        if repository is None:
            continue
        if own == repository and not path.startswith(("..", "/")):
            inside.append(position)
        else:
            yield Root(repository, folder, f"{path.rstrip('/')}/", (), (position,))
    if own is not None and inside:
        tops = dict.fromkeys(
            os.path.normpath(trees[position]).replace(os.sep, "/").split("/")[0] for position in inside
        )
        yield Root(own, site_dir, "", (SITE_FILE, *tops), tuple(inside))


class _Reading:
    """One repository being read for one build."""

    def __init__(
        self, root: Root, book: Book, objects: Objects, sources: Sources, settings: Settings, request: Request
    ) -> None:
        self._root, self._objects, self._sources, self._request = root, objects, sources, request
        self._book = book
        if book.settings != settings:
            book.settings, book.statements = settings, {}
        self._statements = Statements(settings, objects, book.statements)
        self._zone = ZoneInfo(sources.site.timezone)
        self._days: dict[str, dt.date] = {}
        self._has_new_commits = False
        self._audiences = len(book.audiences)

    @property
    def is_new(self) -> bool:
        """Whether something was read that was not known."""
        found_audiences = len(self._book.audiences) > self._audiences
        return self._has_new_commits or self._statements.is_new or found_audiences

    def fill(self, changed: dict[str, dt.date], moves: dict[str, tuple[Move, ...]]) -> None:
        """Add what this repository says."""
        head = self._request.commit or _head(self._root.repository)
        if head is None:
            return
        past, self._has_new_commits = past_at(self._book, self._objects, head)
        sight = sight_of(self._sources, self._request.goals.audience, past, self._statements.text, self._book.audiences)
        for path, version in past.files.items():
            last = self._last(version, sight)
            if last is not None:
                changed[self._root.prefix + path] = last
        ledger = Ledger(
            past,
            self._book.log,
            self._statements,
            self._sources.site.language,
            self._day,
            _Authors(self._sources, self._request.goals.audience, self._book.log).of,
            sight,
        )
        for ref, sought in self._sought():
            found = ledger.moves(sought, self._request.day)
            if found:
                moves[ref] = found

    def _day(self, commit: str) -> dt.date:
        if commit not in self._days:
            self._days[commit] = self._book.log.commits[commit].day(self._zone)
        return self._days[commit]

    def _last(self, version: Version, sight: Sight) -> dt.date | None:
        """When a file last came to say what it says, up to the day; None where that is not known, or not to be told."""
        waiting, met, last = [version], {version}, None
        while waiting:
            at = waiting.pop()
            if not sight.may_date(at):
                return None
            day = self._day(at.commit)
            if day <= self._request.day and not at.is_same:
                if at.commit in self._book.log.edges:
                    continue
                last = max(last or day, day)
                continue
            for before in at.befores:
                if before not in met and not (at.is_same and before.blob != at.blob):
                    met.add(before)
                    waiting.append(before)
        return last

    def _sought(self) -> Iterator[tuple[str, Sought]]:
        """Objectives and key results that stand in this repository."""
        goals, prefix = self._request.goals, self._root.prefix
        for objective in goals.objectives.values():
            path = objective.record.places.path
            if objective.tree in self._root.trees and path.startswith(prefix):
                yield from _of_objective(goals, objective, path.removeprefix(prefix))


def _of_objective(goals: Goals, objective: Objective, path: str) -> Iterator[tuple[str, Sought]]:
    start = goals.cycles[objective.cycle].start
    yield objective.ref, Sought(path, f"{objective.id}#", start)
    for one in objective.key_results:
        yield one.ref, Sought(path, f"{objective.id}#{one.id}", max(start, one.start))


class _Authors:
    """Who an author is among the site's people, as far as the audience may see them."""

    def __init__(self, sources: Sources, audience: str, log: Log) -> None:
        self._log, self._ids = log, set(sources.people)
        self._by_name: dict[str, str] = {}
        for id_, person in sources.people.items():
            for name in _versions(person.name):
                self._by_name.setdefault(name.casefold().strip(), id_)
        self._hidden: set[str] = set()
        audiences = sources.site.audiences
        if audience != audiences[-1]:
            ranks = rank_everything(sources, index(sources)[0]).people
            self._hidden = {id_ for id_, rank in ranks.items() if rank > audiences.index(audience)}

    def of(self, commit: str) -> str | None:
        """The author's id in people.yml, else the name; None for none, and for someone who is not shown."""
        name = printable(" ".join(self._log.commits[commit].author.split()))
        made = person_id(name)
        known = self._by_name.get(name.casefold()) or (made if made in self._ids else None)
        if known is not None:
            return None if known in self._hidden else known
        return name or None


def _versions(text: Text) -> tuple[str, ...]:
    return tuple(words for _, words in text.by_language) if isinstance(text, Texts) else (text,)


def _shallow() -> Problem:
    message = "This clone of the repository holds only its latest commits: what changed before them is not told."
    hint = "Fetch all of it: `git fetch --unshallow`; in a workflow `fetch-depth: 0`."
    return Problem(Place(SITE_FILE), "shallow-history", message, hint, Severity.NOTE)


def _unreadable(error: GitError) -> Problem:
    message = f"git does not say when the goals changed: {error}."
    hint = "The site is built without its history; see docs/history.md."
    return Problem(Place(SITE_FILE), "no-history", message, hint, Severity.NOTE)
