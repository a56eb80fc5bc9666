"""What a site's folder holds once it is read: records beside the files that they came from. Nothing is linked yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from okrsite.frozen import dataclass
from okrsite.source.records import Checkin, ContentTree, CycleFile, KpiFile, Page, Person, Site, Team, Update

__all__ = ["Attachment", "CheckinsAt", "CycleAt", "KpisAt", "PageAt", "Sources", "TeamAt", "Unread", "UpdateAt"]


@dataclass(frozen=True, slots=True)
class TeamAt:
    """A team folder of one tree. `record` None: an overlay's folder that joins a team of an earlier tree."""

    id: str
    tree: int  # index into Sources.trees
    folder: str  # from the site's folder, with `/`
    enclosing: str | None  # id of the nearest team folder around it
    record: Team | None


@dataclass(frozen=True, slots=True)
class CycleAt:
    """A cycle's file, or one objective in a file of its own (`single`)."""

    team: str
    tree: int
    path: str
    cycle: str
    record: CycleFile
    single: bool = False


@dataclass(frozen=True, slots=True)
class KpisAt:
    """A team's kpis.yml; CSV values are read into its KPIs."""

    team: str
    tree: int
    path: str
    record: KpiFile


@dataclass(frozen=True, slots=True)
class CheckinsAt:
    """A file of check-ins: dates, `by` and audiences from its top are in each of them."""

    team: str
    tree: int
    path: str
    checkins: Sequence[Checkin]
    audience: str | None = None


@dataclass(frozen=True, slots=True)
class UpdateAt:
    """An update; `id` is the file's whole stem."""

    team: str
    tree: int
    path: str
    id: str
    record: Update


@dataclass(frozen=True, slots=True)
class PageAt:
    """An extra page (`id` is the file's stem) or the home page's words (`index`)."""

    tree: int
    path: str
    id: str
    record: Page


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a team's folder that is copied beside the team's pages: `name` is its path from that folder."""

    team: str
    tree: int
    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Where something could not be read, which is told already: a reference to nothing there may be right."""

    teams: frozenset[str] = frozenset()  # names of folders that are no teams
    goals: frozenset[tuple[str, str | None]] = frozenset()  # (team, cycle); None: in any cycle
    kpis: frozenset[str] = frozenset()  # of these teams


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that was read. Lists are in order of path, compared as UTF-8 bytes with `/`, tree by tree."""

    site: Site
    trees: tuple[ContentTree, ...]  # those that exist; at least one
    teams: tuple[TeamAt, ...]
    cycles: tuple[CycleAt, ...]
    kpis: tuple[KpisAt, ...]
    checkins: tuple[CheckinsAt, ...]
    updates: tuple[UpdateAt, ...]
    pages: tuple[PageAt, ...]
    index: tuple[PageAt, ...]  # one a tree at most
    people: Mapping[str, Person]
    attachments: tuple[Attachment, ...]
    static: tuple[str, ...]  # paths from static/
    unread: Unread = Unread()
