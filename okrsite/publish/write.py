"""Every file of a site into the staging folder: pages, assets, what is copied, data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from okrsite.frozen import dataclass
from okrsite.problems import Problem
from okrsite.publish.book import Unit
from okrsite.publish.cache import Cache
from okrsite.publish.output import Staging
from okrsite.publish.prepare import Progress, Ready
from okrsite.publish.render import GENERATOR, Press, make_press
from okrsite.publish.units import Made, groups, jobs, tasks
from okrsite.publish.workers import spread
from okrsite.site import addresses
from okrsite.site.data import site_json

__all__ = ["Beside", "Means", "copied", "copy", "end", "make", "write_site"]

Beside = Sequence[Callable[[], None]]
"""Work that can be done while files are made, in another process."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a site is written with. `workers` None: as many processes as there are cores; `watching`: what pages ask is noted."""

    site_dir: Path
    progress: Progress
    workers: int | None = None
    cache: Cache | None = None
    watching: bool = False


def write_site(ready: Ready, staging: Staging, means: Means, beside: Beside = ()) -> tuple[list[Unit], list[Problem]]:
    """Write all files of the site: what was made, and what is wrong with templates and catalogues. Raises OSError."""
    staging.open()
    press, problems = make_press(ready, means.cache.templates if means.cache else None, watching=means.watching)
    copy(ready, means.site_dir, staging)
    pages = jobs(ready, press)
    units, wrong = make(tasks(press, staging, pages, groups(ready, press)), staging, means, len(pages), beside)
    end(ready, press, staging)
    return units, problems + wrong


def make(
    todo: Sequence[Callable[[], Made]], staging: Staging, means: Means, pages: int, beside: Beside = ()
) -> tuple[list[Unit], list[Problem]]:
    """Do what is to be done on all cores, among it `pages` pages: what was made, and what went wrong."""
    units: list[Unit] = []
    problems: list[Problem] = []
    done = 0
    all_tasks: list[Callable[[], Made]] = [*todo, *(partial(_done, work) for work in beside)]
    # This process helps: one that only waited would hold all goals, and have each worker copy what it touches.
    for made, wrong in spread(all_tasks, means.workers, helping=True):
        units += made
        problems += wrong
        done += len(wrong) + sum(unit.name.endswith(".html") for unit in made)
        means.progress("Rendering pages", done, pages)
    for unit in units:
        staging.adopt(unit.digests)
    return units, list(dict.fromkeys(problems))


def _done(work: Callable[[], None]) -> Made:
    work()
    return [], []


def end(ready: Ready, press: Press, staging: Staging) -> None:
    """Write the one file that hangs on all others."""
    site = site_json(ready.goals, ready.figures, press.wordings, GENERATOR, build=staging.fingerprint())
    staging.write(addresses.data_file("site.json"), site)


def copy(ready: Ready, site_dir: Path, staging: Staging) -> None:
    """Write what is published as it is."""
    for path, content in copied(ready, site_dir):
        if isinstance(content, Path):
            staging.copy(path, content)
        else:
            staging.write(path, content)


def copied(ready: Ready, site_dir: Path) -> Iterator[tuple[str, bytes | Path]]:
    """What is published as it is: its address, and its bytes or the file that has them."""
    yield from sorted(ready.theme.assets.files.items())
    for path in ready.goals.static:
        yield path, site_dir / "static" / path
    for team in ready.goals.teams.values():
        for name, path in team.attachments:
            yield addresses.attachment(team.id, name), site_dir / path
