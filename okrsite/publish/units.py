"""What there is to make of a site: its pages, and files that are made together; each tells what it asked of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from okrsite.problems import Problem
from okrsite.publish.book import Unit
from okrsite.publish.output import Staging
from okrsite.publish.prepare import Ready
from okrsite.publish.render import Job, Press
from okrsite.publish.workers import chunked, nothing_collected
from okrsite.site.agenda import agenda
from okrsite.site.data import data_groups
from okrsite.site.findable import index_files
from okrsite.site.outlets import badge_files, feed_files
from okrsite.site.reads import Reads
from okrsite.site.views.shared import Shared
from okrsite.site.views.watched import WatchedShared
from okrsite.theme.environment import BrokenTemplate

__all__ = ["Group", "Made", "groups", "jobs", "tasks"]

_PAGES_AT_ONCE = 64
_OF_ONE = frozenset({"team", "team-cycle", "objective", "kpi", "update", "person", "tag", "embed", "stub"})
"""Kinds of pages that show one thing; the others show all of a site, and each is work for itself."""

Made = tuple[list[Unit], list[Problem]]


@dataclass(frozen=True, slots=True)
class Group:
    """Files that are made in one go from an edition."""

    name: str
    make: Callable[[], Iterator[tuple[str, bytes]]]
    shared: Shared


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


def tasks(press: Press, staging: Staging, pages: Sequence[Job], others: Sequence[Group]) -> list[Callable[[], Made]]:
    """Writing them, in parts that are worth handing out, those that touch all goals last."""
    short = chunked([job for job in pages if job.plan.kind in _OF_ONE], _PAGES_AT_ONCE)
    long = [[job] for job in pages if job.plan.kind not in _OF_ONE]
    made: list[Callable[[], Made]] = [partial(_write_pages, staging, press, some) for some in (*short, *long)]
    return made + [partial(_write_group, staging, group) for group in reversed(others)]


def _write_group(staging: Staging, group: Group) -> Made:
    _asked(group.shared)
    digests = {path: staging.put(path, content) for path, content in group.make()}
    return [Unit(group.name, digests, _asked(group.shared))], []


def _write_pages(staging: Staging, press: Press, pages: Sequence[Job]) -> Made:
    """Print pages into the staging folder."""
    units: list[Unit] = []
    problems: list[Problem] = []
    with nothing_collected():  # pages leave nothing to collect
        for job in pages:
            shared, _ = press.languages[job.language]
            try:
                path, content = press.page(job)
            except BrokenTemplate as error:
                problems.append(error.problem)
                continue
            units.append(Unit(path, {path: staging.put(path, content)}, _asked(shared)))
    return units, problems


def _asked(shared: Shared) -> Reads:
    return shared.taken() if isinstance(shared, WatchedShared) else {}
