"""A small change written over a site that stands: only what asks for something that has changed is made again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace

from okrsite.goals.figures import Figures
from okrsite.goals.model import Goals
from okrsite.problems import Problem
from okrsite.publish.book import Book, Unit
from okrsite.publish.differences import Differences
from okrsite.publish.output import Staging
from okrsite.publish.prepare import Prepared, Ready
from okrsite.publish.render import Job, Press, make_press
from okrsite.publish.units import Group, Stood, groups, jobs, tasks
from okrsite.publish.workers import nothing_collected
from okrsite.publish.write import Beside, Means, copy, end, make
from okrsite.site import addresses
from okrsite.site.pages import PagePlan
from okrsite.site.views.shared import Shared
from okrsite.site.views.watched import WatchedShared
from okrsite.source.memory import Memory

__all__ = ["Earlier", "rewrite_site"]

_SMALL = 0.5  # of all pages; where more are to be made, the site is written beside and swapped
_OFTEN = {"method"}  # pages of a few lines that hang on all the rules of all goals
_ALWAYS = {"data standard", "data schemas"}  # files that hang on the list of pages


@dataclass(frozen=True, slots=True)
class Earlier:
    """The site that stands in the output folder: what is known of it, and the goals and figures that it shows."""

    book: Book
    goals: Goals
    figures: Figures
    prepared: Prepared  # with the two, and with grounds where a change can be laid over it
    memory: Memory  # of what was read for it


def rewrite_site(
    ready: Ready, earlier: Earlier, staging: Staging, means: Means, beside: Beside = ()
) -> tuple[list[Unit], list[Problem]] | None:
    """As `write_site`, into a staging folder for what is not `standing` yet; None where so much is new that all may be written.

    What stays as it was is among what was made.
    """
    if _reaches_all(earlier, ready):
        return None
    press, problems = make_press(ready, means.cache.templates if means.cache else None, watching=True)
    now = press.main.plain if isinstance(press.main, WatchedShared) else press.main
    before = Shared(replace(now.edition, goals=earlier.goals, figures=earlier.figures), earlier.book.pages, now)
    differences = Differences(before, now)
    paths, all_groups = {_path(job, press): job for job in jobs(ready, press)}, groups(ready, press)
    with nothing_collected():
        pages = _new_pages(paths, ready.plans, earlier.book, differences)
        others = {group.name: group for group in all_groups if _group_is_new(group, earlier.book, differences)}
    if len(pages) > _SMALL * len(paths):
        return None
    staging.open()
    copy(ready, means.site_dir, staging)
    names = (*paths, *(group.name for group in all_groups))
    kept = [earlier.book.units[name] for name in names if name not in pages and name not in others]
    stood = {
        name: Stood(earlier.book.units[name], staging.output, differences)
        for name in others
        if name in earlier.book.units
    }
    todo = tasks(press, staging, [*pages.values()], [*others.values()], stood)
    made, wrong = make(todo, staging, means, len(pages), beside)
    for unit in kept:
        staging.adopt(unit.digests)
    end(ready, press, staging)
    return kept + made, problems + wrong


def _reaches_all(earlier: Earlier, ready: Ready) -> bool:
    """Whether something differs that any page may show and that is not noted."""
    was, now = earlier.goals, ready.goals
    if list(was.cycles) != list(now.cycles) or _attachments(was) != _attachments(now):
        return True
    if earlier.book.sizes != ready.sizes or was.history.inside != now.history.inside:
        return True
    return _values(was) != _values(now) or _values(earlier.figures) != _values(ready.figures)


def _attachments(goals: Goals) -> list[tuple[str, str]]:
    """What is copied beside teams' pages: links in texts may lead to it."""
    return [(team.id, name) for team in goals.teams.values() for name, _ in team.attachments]


def _values(record: Goals | Figures) -> list[object]:
    """What is no table in it."""
    found = (getattr(record, field.name) for field in fields(record) if field.name != "history")
    return [value for value in found if not isinstance(value, Mapping)]


def _new_pages(
    paths: Mapping[str, Job], plans: tuple[PagePlan, ...], book: Book, differences: Differences
) -> dict[str, Job]:
    """The pages that have to be made."""
    fresh = frozenset() if plans is book.pages else frozenset(plans).difference(book.pages)
    return {path: job for path, job in paths.items() if _page_is_new(job, path, fresh, book, differences)}


def _page_is_new(job: Job, path: str, fresh: Collection[PagePlan], book: Book, differences: Differences) -> bool:
    unit = book.units.get(path)
    if unit is None or job.plan.kind in _OFTEN or (fresh and job.plan in fresh):
        return True
    return differences.touch(unit.reads)


def _group_is_new(group: Group, book: Book, differences: Differences) -> bool:
    unit = book.units.get(group.name)
    if unit is None or group.name in _ALWAYS or differences.touch(unit.reads):
        return True
    return any(differences.touch(stretch.reads) for stretch in unit.stretches)


def _path(job: Job, press: Press) -> str:
    return addresses.output_path(addresses.localized(job.plan.address, job.language, press.default))
