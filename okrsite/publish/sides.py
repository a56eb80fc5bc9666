"""Two versions of a site, each a folder or a revision of git, made ready to be compared as of one day."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from okrsite.frozen import dataclass
from okrsite.history.checkout import commit_of, write_out
from okrsite.history.compare import Side
from okrsite.history.git import Objects, Repository, merge_base, names_in, repository_around
from okrsite.problems import Place, Severity
from okrsite.publish.clock import now
from okrsite.publish.prepare import Origin, UnknownAudience, look, today
from okrsite.publish.wordings import asked_language, wording
from okrsite.site.wording import Wording
from okrsite.source.config import SITE_FILE, read_config
from okrsite.source.files import printable
from okrsite.source.nearest import nearest
from okrsite.source.records import Site

__all__ = ["NoSuchSide", "Version", "day_of", "named", "read_sides"]

_SHORT = 8  # characters of a commit's id that are shown


class NoSuchSide(ValueError):  # noqa: N818  a wrong word of the caller's, not a failure
    """What was named is neither a folder with a site nor a revision."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the site: a folder (`commit` None), or what a commit holds in the folder `inside` of its repository.

    Without a `label` it is the folder that was not named.
    """

    label: str
    folder: Path
    commit: str | None = None
    repository: Repository | None = None
    inside: str = ""


def named(site: Path, base: str, head: str | None, *, direct: bool = False) -> tuple[Version, Version]:
    """The two versions that were named; `head` None: the folder `site` as it is.

    Of two revisions, or of a revision and the folder, the base is where the two part, so that what only the base went on to
    change is not told as undone; unless `direct`, or the head is an older state of the base.

    Raises:
        NoSuchSide: one of them is nothing that can be read.
        GitError: git could not read the repository.
    """
    first = _version(site, base)
    second = Version("", site) if head is None else _version(site, head)
    repository = first.repository
    if direct or repository is None or first.commit is None:
        return first, second
    with Objects(repository) as objects:
        tip = second.commit or (commit_of(objects, "HEAD") if head is None else None)
    parted = merge_base(repository, first.commit, tip) if tip else None
    if parted is None or parted == tip:
        return first, second
    label = f"{base} ({parted[:_SHORT]})"
    return Version(label, site, parted, repository, first.inside), second


def _version(site: Path, words: str) -> Version:
    folder = Path(words)
    is_folder = bool(words.strip()) and _is_folder(folder)
    if is_folder and (folder / SITE_FILE).is_file():
        return Version(folder.as_posix(), folder)
    repository = repository_around(site)
    if repository is None:
        why = "has no site.yml" if is_folder else f"is no folder, and {site} is not under git"
        raise NoSuchSide(f"'{words}' {why}. Two folders can be compared without git: `okrsite diff BEFORE AFTER`.")
    with Objects(repository) as objects:
        commit = commit_of(objects, words)
        is_empty = commit is None and words != "HEAD" and commit_of(objects, "HEAD") is None
    if commit is None:
        if is_empty or words == "HEAD":
            raise NoSuchSide("Nothing is committed here yet, so there is nothing to compare with.")
        cut = " The clone is shallow: fetch the rest of it (`git fetch --unshallow`)." if repository.shallow else ""
        why = "has no site.yml" if is_folder else "is neither a revision of git nor a folder with a site.yml"
        close = nearest(words, names_in(repository), at_most=1)
        hint = f" Did you mean '{printable(close[0])}'?" if close else cut
        raise NoSuchSide(f"'{words}' {why}.{hint}")
    return Version(f"{words} ({commit[:_SHORT]})", site, commit, repository, repository.inside(site))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def read_sides(
    versions: tuple[Version, Version], as_of: dt.date, language: str | None = None, audience: str | None = None
) -> tuple[Side, Side, Wording | None]:
    """The goals, figures and problems of two versions as of a day, and how the second one's site, else the first one's, says things.

    `language` is one of the site's; default the main one. There are no words where no site can be read. A side holds what
    `audience` is shown, default all there is; a first one that does not know it what everyone is.

    Raises:
        GitError: git could not read it.
        NoSuchSide: a revision's site.yml names a folder that no revision of its repository holds.
        UnknownAudience: the second one's site has no such audience.
        UnknownLanguage: the site has no such language.
    """
    reader = partial(_reader, audience=audience)
    head, words = _read(
        versions[1],
        as_of,
        partial(reader, is_head=True),
        lambda folder, site: wording(folder, site, asked_language(site, language)),
    )
    base, other = _read(
        versions[0],
        as_of,
        partial(reader, is_head=False),
        lambda folder, site: None if words else wording(folder, site, asked_language(site, language)),
    )
    return base, head, words or other


_Speaker = Callable[[Path, Site], "Wording | None"]


_Reader = Callable[[Site], str]


def _reader(site: Site, audience: str | None, *, is_head: bool) -> str:
    if audience is None:
        return site.audiences[-1]
    if audience not in site.audiences and is_head:
        raise UnknownAudience(f"There is no audience '{audience}'; the site has {', '.join(site.audiences)}.")
    return audience if audience in site.audiences else site.audiences[0]


def _read(version: Version, as_of: dt.date, reader: _Reader, speaker: _Speaker) -> tuple[Side, Wording | None]:
    if version.commit is None or version.repository is None:
        return _side(version.folder, as_of, reader, speaker)
    with tempfile.TemporaryDirectory(prefix="okrsite-", ignore_cleanup_errors=True) as folder:
        root = Path(folder) / "version" / "site"
        root.mkdir(parents=True)
        with Objects(version.repository) as objects:
            write_out(objects, version.commit, version.inside, root)
        _stays_inside(root, version)
        return _side(root, as_of, reader, speaker, Origin(version.folder, version.commit))


def _side(
    folder: Path, as_of: dt.date, reader: _Reader, speaker: _Speaker, origin: Origin | None = None
) -> tuple[Side, Wording | None]:
    """A side. To whoever is not shown everything, problems are what rules find in what is shown, under its reference."""
    if not (folder / SITE_FILE).is_file():
        return Side(None, None, is_absent=True), None
    looked = look(folder, as_of, origin=origin, reader=reader)
    words = speaker(folder, looked.goals.site) if looked.goals else None
    if looked.goals is None or looked.goals.audience == looked.goals.site.audiences[-1]:
        return Side(looked.goals, looked.figures, looked.problems), words
    found = [replace(one, place=Place(ref), source=None) for ref, these in looked.found.items() for one in these]
    unread = frozenset(one.place.path for one in looked.problems if one.severity is Severity.ERROR)
    return Side(looked.goals, looked.figures, found, unread=unread), words


def _stays_inside(root: Path, version: Version) -> None:
    """Whoever wrote a revision must not make us read what is no part of it."""
    real = Path(os.path.realpath(root))
    for tree in read_config(root).trees:
        if not Path(os.path.realpath(root / tree.path)).is_relative_to(real):
            raise NoSuchSide(f"{version.label} reads the folder {tree.path!r}, which is not in its repository.")


def day_of(version: Version, as_of: dt.date | None) -> dt.date:
    """The day that both sides are shown as of: the one that is asked for, else today where the folder's site is."""
    if as_of is not None:
        return as_of
    site = read_config(version.folder).site
    return today(site) if site else now(dt.UTC).date()
