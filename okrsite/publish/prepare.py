"""A site's folder → everything that pages are made of, with all problems of all files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from posixpath import normpath
from zoneinfo import ZoneInfo

from okrsite.checks.ignored import ignored
from okrsite.checks.method import RuleInForce, rules_in_force
from okrsite.checks.scene import Scene
from okrsite.checks.untranslated import untranslated
from okrsite.frozen import dataclass
from okrsite.goals.figures import Figures
from okrsite.goals.history import History
from okrsite.goals.link import Linked, link
from okrsite.goals.measure import measure
from okrsite.goals.model import Goals
from okrsite.goals.repositories import forge_of
from okrsite.goals.solvable import SOLVABLE
from okrsite.goals.withheld import Withheld, withheld
from okrsite.history.remembered import Remembered
from okrsite.history.told import Request, Told, history_of
from okrsite.problems import Problem, Severity, has_errors
from okrsite.publish.cache import FOLDER as CACHE_FOLDER
from okrsite.publish.cache import open_cache
from okrsite.publish.clock import now
from okrsite.publish.judge import judged
from okrsite.publish.sizes import picture_sizes
from okrsite.publish.workers import nothing_collected, spread
from okrsite.site.edition import languages_of
from okrsite.site.pages import PagePlan
from okrsite.site.staticfiles import withheld_files
from okrsite.source.load import Loaded, finished, load
from okrsite.source.memory import Memory
from okrsite.source.records import Site
from okrsite.source.sources import Sources
from okrsite.theme.gaps import gaps
from okrsite.theme.theme import Theme, load_theme

__all__ = [
    "Grounds",
    "Origin",
    "Prepared",
    "Progress",
    "Ready",
    "UnknownAudience",
    "absent_trees",
    "audit",
    "check",
    "look",
    "own_folders",
    "prepare",
    "silence",
]

Finish = Callable[[Iterable[Problem], Path], tuple[Problem, ...]]

Progress = Callable[[str, int, int], None]
"""Told of a stage (`Reading`), how many things of it are done, and how many there are."""


def silence(stage: str, done: int, total: int) -> None:
    """Tells nobody."""


class UnknownAudience(ValueError):  # noqa: N818  a wrong word of the caller's, not a failure
    """An audience was asked for that the site does not have."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What a site is rendered from."""

    goals: Goals
    figures: Figures
    plans: tuple[PagePlan, ...]
    theme: Theme
    ignored: tuple[tuple[str, str, str], ...]  # (ref, rule, reason)
    folders: tuple[Path, ...]  # where the site's own files are
    withheld: tuple[Withheld, ...] = ()  # what is not for this audience; for the terminal only
    rules: tuple[RuleInForce, ...] = ()  # what is looked at, and how often it was found in what this audience sees
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # of pictures, in pixels, by path on the site


@dataclass(frozen=True, slots=True)
class Prepared:
    """`ready` is None where errors stand in the way; `problems` are of the whole content, whoever the site is for.

    `output` is the folder that site.yml names, from the site's folder. `goals` and their `figures` are as much as could be
    read, errors or not; None without a site.yml or content.
    """

    ready: Ready | None
    problems: tuple[Problem, ...]
    output: str = "public"
    goals: Goals | None = None
    figures: Figures | None = None
    grounds: Grounds | None = None
    found: Mapping[str, list[Problem]] = field(default_factory=dict)  # what rules of method find in them, by what at


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a site that is ready was made from, where all of it is for the reader: a small change can be laid over it."""

    sources: Sources
    linked: Linked


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a site's history is found, for one that lies elsewhere: the folder that it was taken from, and the commit."""

    folder: Path
    commit: str | None = None


def check(
    site_dir: Path, as_of: dt.date | None = None, *, everything: bool = False, memory: Memory | None = None
) -> list[Problem]:
    """All problems of a site's content, for every audience, and what the rules of method find; nothing is written.

    With `everything` those look at long closed cycles too. `memory` knows what earlier readings of the folder gave.
    """
    return list(look(site_dir, as_of, everything=everything, memory=memory).problems)


def look(
    site_dir: Path,
    as_of: dt.date | None = None,
    *,
    everything: bool = False,
    origin: Origin | None = None,
    finish: Finish = finished,
    reader: Callable[[Site], str] = lambda site: site.audiences[-1],
    memory: Memory | None = None,
) -> Prepared:
    """The same problems, with the goals of an audience (`reader`; the narrowest) and their figures, whatever is wrong with them.

    `finish` puts the problems in order, and gives each its line of source.
    """
    cache = open_cache(site_dir) if origin is None and (site_dir / CACHE_FOLDER).is_dir() else None
    with nothing_collected():
        return _prepared(
            site_dir,
            reader,
            as_of,
            silence,
            None,
            memory,
            everything=everything,
            further=_languages,
            remembered=Remembered(cache),
            origin=origin,
            finish=finish,
        )


def _languages(sources: Sources, theme: Theme) -> list[Problem]:
    """What a site lacks in its languages. (A build says what it can.)"""
    site = sources.site
    places = {language: site.places.at("languages", index) for index, language in enumerate(site.languages)}
    words = gaps(theme.chain, languages_of(site), lambda language: places.get(language) or site.places.at("language"))
    return [*untranslated(sources), *words]


def _nothing(sources: Sources, theme: Theme) -> list[Problem]:  # noqa: ARG001 - a build asks for nothing more
    return []


def audit(site_dir: Path, audience: str | None) -> tuple[str, tuple[Withheld, ...], tuple[Problem, ...]]:
    """For whom a build is (default: the widest audience), what it holds back, and the problems of reading.

    Among them is what gives away a withheld value, in what people wrote themselves.

    Raises:
        UnknownAudience: `audience` is none of the site's.
    """
    with nothing_collected():
        loaded = load(site_dir)
    if loaded.sources is None:
        return audience or "", (), loaded.problems
    sources, reader = loaded.sources, _audience(loaded.sources.site, audience)
    with nothing_collected():
        whole = link(sources, sources.site.audiences[-1])
        files = _files_for_others(sources, whole.goals, link(sources, reader).goals)
        shown = [one for one in whole.problems if one.rule == SOLVABLE and reader != sources.site.audiences[-1]]
    return reader, withheld(sources, reader, files), (*loaded.problems, *finished(shown, site_dir))


def prepare(
    site_dir: Path,
    *,
    audience: str | None = None,
    as_of: dt.date | None = None,
    progress: Progress = silence,
    workers: int | None = None,
    memory: Memory | None = None,
    remembered: Remembered | None = None,
) -> Prepared:
    """Read, link and measure a site for one audience (default: the widest) as of a day (default: today where the site is).

    `workers` processes read; default: as `spread` sees fit. `memory` knows what earlier readings of the folder gave,
    `remembered` what was read of git.

    Raises:
        UnknownAudience: `audience` is none of the site's.
    """
    with nothing_collected():
        return _prepared(
            site_dir, partial(_audience, wanted=audience), as_of, progress, workers, memory, remembered=remembered
        )


def _prepared(
    site_dir: Path,
    audience: Callable[[Site], str],
    as_of: dt.date | None,
    progress: Progress,
    workers: int | None,
    memory: Memory | None = None,
    everything: bool = False,
    further: Callable[[Sources, Theme], list[Problem]] = _nothing,
    remembered: Remembered | None = None,
    origin: Origin | None = None,
    finish: Finish = finished,
) -> Prepared:
    loaded = load(
        site_dir,
        spread=partial(spread, workers=workers, helping=True),
        progress=partial(progress, "Reading"),
        memory=memory,
    )
    progress("Working out figures", 0, 1)
    if loaded.sources is None:
        return Prepared(None, loaded.problems)
    sources, site = loaded.sources, loaded.sources.site
    reader = audience(site)
    whole = link(sources, site.audiences[-1])
    theme, wrong = load_theme(site_dir, site)
    problems = [*loaded.problems, *whole.problems, *wrong]
    goals = whole.goals if reader == site.audiences[-1] else link(sources, reader).goals
    day = as_of or today(site)
    told = _told(loaded, sources, goals, day, origin or Origin(site_dir), remembered or Remembered())
    gone = withheld_files(whole.goals, goals)
    goals = replace(goals, history=told.history, static=tuple(path for path in goals.static if path not in gone))
    if reader == site.audiences[-1]:
        whole = replace(whole, goals=goals)
    figures = measure(goals, day)
    problems += told.problems
    ready: Ready | None = None
    by_ref: Mapping[str, list[Problem]] = {}
    if theme is not None:
        scene = Scene(goals, figures, everything, is_whole=not has_errors(problems))
        linked = site_dir if reader == site.audiences[-1] else None
        layout, by_ref = judged(scene, theme, problems, linked, workers)
        problems += layout.problems
        found = [problem for of_one in by_ref.values() for problem in of_one]
        problems += [*found, *further(sources, theme)]
        if not has_errors(problems):
            problems += [*_without_address(site), *_without_forge(site)]
            ready = Ready(
                goals,
                figures,
                layout.plans,
                theme,
                ignored(goals),
                own_folders(site_dir, sources),
                withheld(sources, reader, _files_for_others(sources, whole.goals, goals)),
                rules_in_force(site, found),
                picture_sizes(site_dir, goals),
            )
    grounds = Grounds(sources, whole) if ready and goals is whole.goals and not whole.problems else None
    return Prepared(ready, finish(problems, site_dir), site.output, goals, figures, grounds, by_ref)


def _told(loaded: Loaded, sources: Sources, goals: Goals, day: dt.date, origin: Origin, remembered: Remembered) -> Told:
    """What git says of the goals to their audience."""
    if loaded.settings is None:
        return Told(History())
    return history_of(origin.folder, sources, loaded.settings, Request(goals, day, origin.commit), remembered)


def _files_for_others(sources: Sources, everything: Goals, seen: Goals) -> dict[str, str]:
    """The files of static/ that `seen` goes without, each with the widest audience that is shown what names it."""
    audiences = sources.site.audiences
    files: dict[str, str] = {}
    left = withheld_files(everything, seen)
    for audience in audiences[audiences.index(seen.audience) + 1 :]:
        if left:
            still = withheld_files(
                everything, everything if audience == audiences[-1] else link(sources, audience).goals
            )
            files |= dict.fromkeys(left - still, audience)
            left = still
    return files


def absent_trees(goals: Goals) -> list[Problem]:
    """A problem for each content tree that the audience of `goals` should see and whose folder is not there.

    A check, and a build for a wider audience, do not miss it.
    """
    site, there = goals.site, {tree.path for tree in goals.trees}
    seen = site.audiences[: site.audiences.index(goals.audience) + 1]
    return [
        Problem(
            site.places.at("content", position),
            "no-content",
            f"The folder `{tree.path}` is not there, and this build is for its audience.",
            "Check it out beside this one, or build for a wider audience.",
        )
        for position, tree in enumerate(site.content)
        if normpath(tree.path) not in there and (tree.audience or seen[0]) in seen
    ]


def _without_address(site: Site) -> list[Problem]:
    """A note where a site does not know where it is served; one that opens from files need not."""
    if site.url or site.portable:
        return []
    message = "site.yml does not say where the site is served: it has no canonical addresses, sitemap or feeds"
    return [Problem(site.places.at(), "no-url", message, "Add `url: https://goals.example.org/`.", Severity.NOTE)]


def _without_forge(site: Site) -> list[Problem]:
    """A note where a repository's address does not say how its pages are called, so that nothing can link to them."""
    return [
        Problem(
            repository.places.at("url"),
            "unknown-forge",
            f"Which forge serves `{repository.url.url}` can't be told by its name, so pages have no links to its files.",
            "Say `forge: github`, `gitlab` or `gitea` (Forgejo too), or give `source`, `edit` and `new` templates of your own.",
            Severity.NOTE,
        )
        for repository in (site.repository, *(tree.repository for tree in site.content))
        if repository is not None
        and repository.url is not None
        and forge_of(repository) is None
        and not (repository.source or repository.edit or repository.new)
    ]


def today(site: Site) -> dt.date:
    """The day that it is where the site is, or the one of SOURCE_DATE_EPOCH."""
    return now(ZoneInfo(site.timezone)).date()


def _audience(site: Site, wanted: str | None) -> str:
    if wanted is None:
        return site.audiences[0]
    if wanted not in site.audiences:
        raise UnknownAudience(f"There is no audience '{wanted}'; the site has {', '.join(site.audiences)}.")
    return wanted


def own_folders(site_dir: Path, sources: Sources) -> tuple[Path, ...]:
    """Where the site's own files are."""
    return (
        *(site_dir / tree.path for tree in sources.trees),
        *(site_dir / name for name in ("static", "theme", CACHE_FOLDER)),
    )
