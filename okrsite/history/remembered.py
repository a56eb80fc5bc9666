"""What was read of git, kept from one build to the next: a commit's id names all that it holds, so nothing of it grows old."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from typing import Any, Protocol

from okrsite.frozen import dataclass
from okrsite.history.git import Objects, Repository
from okrsite.history.log import Log, Scope, read_log
from okrsite.history.stated import Known
from okrsite.history.versions import Past, past_of
from okrsite.source.context import Settings

__all__ = ["Book", "Remembered", "Shelf", "past_at"]

_NAME = "history"
_Key = tuple[str, Scope]  # the repository's top folder, and what of it


class Shelf(Protocol):
    """Where something is kept under a name: the cache."""

    def read(self, name: str) -> Any:
        """What was kept; None where nothing was."""

    def write(self, name: str, value: object) -> None:
        """Keep it."""


@dataclass(slots=True)
class Book:
    """What is known of one repository, and the past of the commit that was asked for last."""

    log: Log
    settings: Settings | None = None
    statements: Known = field(default_factory=dict)
    audiences: dict[str, frozenset[str]] = field(default_factory=dict)  # that a content names
    past: tuple[str, Past] | None = None


@dataclass(slots=True)
class Remembered:
    """All books; `shelf` keeps them between runs."""

    shelf: Shelf | None = None
    books: dict[_Key, Book] | None = None

    def book(self, repository: Repository, inside: str, tops: Iterable[str]) -> Book:
        """The book of a site's folder in a repository; an empty one where none was kept."""
        if self.books is None:
            kept = self.shelf.read(_NAME) if self.shelf else None
            self.books = kept if isinstance(kept, dict) else {}
        scope = Scope(inside, frozenset(tops), repository.shallow)
        key = (str(repository.top), scope)
        for other in [one for one in self.books if one[0] == key[0] and one[1].inside == inside and one != key]:
            del self.books[other]
        return self.books.setdefault(key, Book(Log(scope)))

    def keep(self) -> None:
        """Put the books on the shelf."""
        if self.shelf is None or not self.books:
            return
        kept = {key: Book(book.log, book.settings, book.statements, book.audiences) for key, book in self.books.items()}
        self.shelf.write(_NAME, kept)


def past_at(book: Book, objects: Objects, head: str) -> tuple[Past, bool]:
    """The past of a commit, and whether something had to be read for it."""
    if book.past is not None and book.past[0] == head:
        return book.past[1], False
    is_new = head not in book.log.changes
    if is_new:
        read_log(objects, head, book.log)
    past = past_of(book.log, head)
    book.past = (head, past)
    return past, is_new
