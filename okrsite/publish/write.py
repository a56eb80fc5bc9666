"""Every file of a site into the staging folder: pages, assets, what is copied, data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from okrsite.problems import Problem
from okrsite.publish.cache import Cache
from okrsite.publish.output import Staging
from okrsite.publish.prepare import Progress, Ready
from okrsite.publish.render import GENERATOR, Job, Press, make_press
from okrsite.publish.workers import chunked, spread
from okrsite.site import addresses
from okrsite.site.data import data_files, site_json
from okrsite.site.findable import index_files
from okrsite.site.outlets import badge_files, outlets
from okrsite.theme.environment import BrokenTemplate

__all__ = ["copied", "write_site"]

Written = tuple[dict[str, bytes], list[Problem]]
"""The digests of files by path, and what was wrong."""

_PAGES_AT_ONCE = 64


def write_site(
    ready: Ready,
    site_dir: Path,
    staging: Staging,
    progress: Progress,
    workers: int | None = None,
    cache: Cache | None = None,
    beside: Sequence[Callable[[], None]] = (),
) -> list[Problem]:
    """Write all files of the site; what is wrong with its templates and catalogues comes back as problems. Raises OSError.

    `beside` is work that can be done at the same time, in another process.
    """
    staging.open()
    press, problems = make_press(ready, cache.templates if cache else None)
    for path, content in copied(ready, site_dir):
        staging.write(path, content())
    problems += _spread(press, ready, staging, progress, workers, beside)
    site = site_json(ready.goals, ready.figures, press.wordings, GENERATOR, build=staging.fingerprint())
    staging.write(addresses.data_file("site.json"), site)
    return problems


def _spread(
    press: Press,
    ready: Ready,
    staging: Staging,
    progress: Progress,
    workers: int | None,
    beside: Sequence[Callable[[], None]],
) -> list[Problem]:
    """Make pages and data on all cores."""
    jobs = [Job(plan, language) for language in press.languages for plan in ready.plans]
    data = data_files(ready.goals, ready.figures, ready.plans, tuple(press.languages))
    editions = [shared for shared, _ in press.languages.values()]
    made = (data, outlets(press.main), *map(badge_files, editions), *map(index_files, editions))
    tasks: list[Callable[[], Written]] = [partial(_write_files, staging, files) for files in made]
    tasks += [partial(_done, work) for work in beside]
    tasks += [partial(_write_pages, staging, press, chunk) for chunk in chunked(jobs, _PAGES_AT_ONCE)]
    problems: list[Problem] = []
    done = 0
    for digests, wrong in spread(tasks, workers):
        staging.adopt(digests)
        problems += wrong
        done += len(wrong) + sum(path.endswith(".html") for path in digests)
        progress("Rendering pages", done, len(jobs))
    return list(dict.fromkeys(problems))


def _done(work: Callable[[], None]) -> Written:
    work()
    return {}, []


def _write_pages(staging: Staging, press: Press, jobs: Sequence[Job]) -> Written:
    """Print pages into the staging folder."""
    digests: dict[str, bytes] = {}
    problems: list[Problem] = []
    for job in jobs:
        try:
            path, content = press.page(job)
        except BrokenTemplate as error:
            problems.append(error.problem)
            continue
        digests[path] = staging.put(path, content)
    return digests, problems


def _write_files(staging: Staging, files: Iterable[tuple[str, bytes]]) -> Written:
    return {path: staging.put(path, content) for path, content in files}, []


def copied(ready: Ready, site_dir: Path) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """What is published as it is: its address, and what gives its bytes."""
    for address, content in sorted(ready.theme.assets.files.items()):
        yield address, partial(bytes, content)
    for path in ready.goals.static:
        yield path, (site_dir / "static" / path).read_bytes
    for team in ready.goals.teams.values():
        for name, path in team.attachments:
            yield addresses.attachment(team.id, name), (site_dir / path).read_bytes
