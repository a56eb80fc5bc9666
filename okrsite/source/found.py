"""What is found in the content folders: teams, files to read, attachments; and how what is amiss is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from okrsite.frozen import dataclass
from okrsite.problems import Place, Problem, Severity
from okrsite.source.ids import is_id, make_id, normalised
from okrsite.source.periods import cycle_period
from okrsite.source.sources import Attachment

if TYPE_CHECKING:
    from okrsite.source.walk import Folder

__all__ = [
    "Csv", "Item", "Kind", "SourceFile", "TeamFolder", "View",
    "id_problem", "misplaced", "problem", "reserved_id", "unused",
]  # fmt: skip

Kind = Literal["team", "cycle", "objective", "kpis", "checkins", "update", "page", "index", "people"]


@dataclass(frozen=True, slots=True)
class TeamFolder:
    """A team's folder of one tree; `joins`: it has no team file, an earlier tree has."""

    id: str
    tree: int
    folder: str
    enclosing: str | None
    joins: bool


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read. `id` is its stem, lowered and NFC; `translations` are its siblings: (site language, path)."""

    kind: Kind
    tree: int
    path: str
    id: str
    team: str = ""
    cycle: str = ""
    folder: str = ""  # the team's folder
    content: str = ""  # the tree's folder
    translations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """What decides which file is what, beside the names: a tree, and what site.yml and earlier trees say."""

    tree: int
    content: str
    languages: tuple[str, ...]
    cycles: frozenset[str]  # ids that site.yml lists
    teams: frozenset[str] = frozenset()  # of earlier trees

    def is_cycle(self, identity: str) -> bool:
        """Whether that is a cycle's id: one that is listed, or that names its own dates."""
        return identity in self.cycles or cycle_period(identity) is not None

    def translated(self, stem: str) -> tuple[str, str] | None:
        """The main file's stem and the site language of a translation's stem; None for a main file's."""
        main, _, suffix = stem.rpartition(".")
        language = next((one for one in self.languages if one.lower() == suffix.lower()), None)
        return (main, language) if main and language else None


@dataclass(frozen=True, slots=True)
class Csv:
    """A file of values that a KPI may name."""

    path: str
    team: str


Item = TeamFolder | SourceFile | Attachment | Csv | Problem


def problem(path: str, rule: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> Problem:
    """A problem of a file or a folder as a whole."""
    return Problem(Place(path), rule, message, hint, severity)


def misplaced(path: str, message: str, hint: str) -> Problem:
    """A file that would be read elsewhere, or under another name."""
    return problem(path, "unknown-file", message, hint)


def unused(path: str, message: str, hint: str) -> Problem:
    """A file that may lie here and goes nowhere."""
    return problem(path, "unused-file", message, hint, Severity.NOTE)


def reserved_id(folder: Folder, why: str) -> Problem:
    """A team's folder with a name that means something else there."""
    message = f"A team can't be named `{normalised(folder.name)}` here: {why}."
    return problem(folder.path, "reserved-id", message, "Rename the folder.")


def id_problem(path: str, name: str, what: str, more: str = "") -> Problem | None:
    """What is wrong with the name of a file or a folder that is an id."""
    if is_id(normalised(name)):
        return None
    made = make_id(name)
    hint = (f"Rename it, say to `{made}`." if made else "Rename it.") + more
    message = f"`{name}` is no id, which {what} must be: 1 to 80 letters, digits and `-`."
    return problem(path, "bad-file-name", message, hint)
