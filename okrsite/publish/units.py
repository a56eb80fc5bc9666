"""What there is to make of a site: its pages, and files that are made together; each tells what it asked of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from okrsite.frozen import dataclass
from okrsite.problems import Problem
from okrsite.publish.book import Laid, Unit
from okrsite.publish.differences import Differences
from okrsite.publish.output import Staging
from okrsite.publish.prepare import Ready
from okrsite.publish.render import Job, Press
from okrsite.publish.workers import chunked, nothing_collected
from okrsite.site.agenda import agenda
from okrsite.site.data import data_groups
from okrsite.site.findable import index_files
from okrsite.site.outlets import badge_files, feed_files
from okrsite.site.reads import Reads, merged
from okrsite.site.stretches import Stretch, Stretched
from okrsite.site.views.shared import Shared
from okrsite.site.views.watched import WatchedShared
from okrsite.theme.environment import BrokenTemplate

__all__ = ["Group", "Made", "Stood", "groups", "jobs", "tasks"]

_PAGES_AT_ONCE = 64
_OF_ONE = frozenset({"team", "team-cycle", "objective", "kpi", "update", "person", "tag", "embed", "stub"})
"""Kinds of pages that show one thing; the others show all of a site, and each is work for itself."""

Made = tuple[list[Unit], list[Problem]]
T = TypeVar("T")
_NONE: Mapping[str, Stood] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Group:
    """Files that are made in one go from an edition."""

    name: str
    make: Callable[[], Iterator[tuple[str, bytes]] | Stretched]
    shared: Shared


@dataclass(frozen=True, slots=True)
class Stood:
    """A group as it stands in the output folder, with how what its stretches asked for differs now."""

    unit: Unit
    output: Path
    differences: Differences


def jobs(ready: Ready, press: Press) -> list[Job]:
    """Every page in every language: first those that show much, then what is of one team side by side."""
    return sorted((Job(plan, language) for language in press.languages for plan in ready.plans), key=_order)


def _order(job: Job) -> tuple[bool, str]:
    """One process has a team's records at hand for all of its pages, and copies those of no other teams into its memory."""
    return job.plan.kind in _OF_ONE, job.plan.address


def groups(ready: Ready, press: Press) -> list[Group]:
    """Everything that is made and no page, those that take longest first."""
    main = press.main
    makers = data_groups(main.goals, main.figures, ready.plans, tuple(press.languages))
    made = [Group(f"data {name}", make, main) for name, make in makers.items()]
    made += [Group("feeds", partial(feed_files, main), main), Group("agenda", partial(agenda, main), main)]
    for language, (shared, _) in press.languages.items():
        made.append(Group(f"badges {language}", partial(badge_files, shared), shared))
        made.append(Group(f"index {language}", partial(index_files, shared), shared))
    return made


def tasks(
    press: Press, staging: Staging, pages: Sequence[Job], others: Sequence[Group], stood: Mapping[str, Stood] = _NONE
) -> list[Callable[[], Made]]:
    """Writing them, in parts that are worth handing out, those that touch all goals last.

    Groups that `stood`, by name, are made again only where something is new.
    """
    short = chunked([job for job in pages if job.plan.kind in _OF_ONE], _PAGES_AT_ONCE)
    long = [[job] for job in pages if job.plan.kind not in _OF_ONE]
    made: list[Callable[[], Made]] = [partial(_write_pages, staging, press, some) for some in (*short, *long)]
    return made + [partial(_write_group, staging, group, stood.get(group.name)) for group in reversed(others)]


def _write_group(staging: Staging, group: Group, stood: Stood | None) -> Made:
    _asked(group.shared)
    with nothing_collected():
        made = group.make()
        if isinstance(made, Stretched):
            return [_written(staging, group, made, _asked(group.shared), stood)], []
        digests = {path: staging.put(path, content) for path, content in made}
    return [Unit(group.name, digests, _asked(group.shared))], []


def _written(staging: Staging, group: Group, made: Stretched, reads: Reads, stood: Stood | None) -> Unit:
    """Files made stretch by stretch, where they can be from those that stand."""
    if stood and tuple(stood.unit.digests) != made.paths:
        stood = None
    laid: list[Laid] = []

    def parts() -> Iterator[Sequence[bytes]]:
        for one, kept in _matched(made.stretches, stood):
            if kept:
                known, content = kept
                laid.append(known)
            else:
                content = one.make()
                laid.append(Laid(one.of, tuple(map(len, content)), _asked(group.shared)))
            yield content

    digests = staging.put_side_by_side(made.paths, parts())
    return Unit(group.name, digests, reads, tuple(laid))


def _matched(
    stretches: Sequence[Stretch], stood: Stood | None
) -> Iterator[tuple[Stretch, tuple[Laid, Sequence[bytes]] | None]]:
    """Each stretch with what it was and what files have of it, where that is still so."""
    if stood is None or stood.differences.touch(stood.unit.reads):
        yield from ((one, None) for one in stretches)
        return
    known = dict(_at(stood.unit.stretches))
    with ExitStack() as stack:
        files = [stack.enter_context((stood.output / path).open("rb")) for path in stood.unit.digests]
        for one in stretches:
            laid, places = known.get(one.of, (None, ()))
            if laid is None or stood.differences.touch(laid.reads):
                yield one, None
                continue
            for file, place in zip(files, places, strict=True):
                file.seek(place)
            yield one, (laid, [file.read(size) for file, size in zip(files, laid.sizes, strict=True)])


def _at(stretches: Sequence[Laid]) -> Iterator[tuple[tuple[str, ...], tuple[Laid, Sequence[int]]]]:
    """Each stretch by what it is of, with where it begins in each file."""
    places = [0] * len(stretches[0].sizes) if stretches else []
    for one in stretches:
        yield one.of, (one, places)
        places = [place + size for place, size in zip(places, one.sizes, strict=True)]


def _write_pages(staging: Staging, press: Press, pages: Sequence[Job]) -> Made:
    """Print pages into the staging folder.

    What all of them show is found first, kind by kind, then all are printed, then written: a processor is quicker at what it is at
    already, and one page after the other takes a sixth longer.
    """
    units: list[Unit] = []
    problems: list[Problem] = []
    with nothing_collected():  # pages leave nothing to collect
        shown = [(job, *_with_reads(press, job, partial(press.shown, job))) for job in sorted(pages, key=_kind)]
        printed = []
        for job, page, reads in shown:
            try:
                file, more = _with_reads(press, job, partial(press.printed, job, page))
            except BrokenTemplate as error:
                problems.append(error.problem)
                continue
            printed.append((file, merged(reads, more)))
        for (path, content), reads in printed:
            units.append(Unit(path, {path: staging.put(path, content)}, reads))
    return units, problems


def _kind(job: Job) -> str:
    return job.plan.kind


def _with_reads(press: Press, job: Job, make: Callable[[], T]) -> tuple[T, Reads]:
    """What is made, and what that asked of the site."""
    return make(), _asked(press.languages[job.language][0])


def _asked(shared: Shared) -> Reads:
    return shared.taken() if isinstance(shared, WatchedShared) else {}
