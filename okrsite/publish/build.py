"""The whole build: a site's folder becomes a published site."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from okrsite.frozen import dataclass
from okrsite.goals.withheld import Withheld
from okrsite.history.remembered import Remembered
from okrsite.problems import Place, Problem, Severity, has_errors, sort_problems
from okrsite.publish.cache import Cache, open_cache
from okrsite.publish.inputs import inputs_key
from okrsite.publish.lock import held
from okrsite.publish.output import Staging, beside, obstacles
from okrsite.publish.prepare import Progress, Ready, absent_trees, prepare, silence
from okrsite.publish.standing import recalled, remember, settle, standing
from okrsite.publish.write import write_site
from okrsite.source.memory import Digests, Memory

__all__ = ["BuildResult", "Counts", "build"]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each the site shows."""

    teams: int
    objectives: int
    key_results: int
    kpis: int


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What came of a build. `published` False: errors stood in the way, and the old site stays as it was; there are no counts then."""

    published: bool
    problems: tuple[Problem, ...]
    output: str
    audience: str
    as_of: dt.date | None
    pages: int
    counts: Counts | None
    seconds: float
    withheld: tuple[Withheld, ...] = ()
    is_unchanged: bool = False  # the last build's site still stands, and nothing was written


def build(
    site_dir: Path,
    *,
    output: Path | None = None,
    audience: str | None = None,
    as_of: dt.date | None = None,
    strict: bool = False,
    progress: Progress = silence,
    workers: int | None = None,
    use_cache: bool = True,
) -> BuildResult:
    """Build the site in `site_dir` into `output` (default: what site.yml names), for `audience` (default: the widest), as of a day.

    Everything is written beside the output folder and swapped in when all of it is there. With errors in the content, or with
    `strict` warnings, nothing is published. What is written is the same for any number of `workers` (default: as many as there are cores),
    and whether or not `use_cache` has what earlier builds found looked up in `.okrsite/`.

    Raises:
        UnknownAudience: `audience` is none of the site's.
    """
    began = time.monotonic()
    cache = open_cache(site_dir) if use_cache and site_dir.is_dir() else None
    order = _Order(site_dir, output, audience, as_of, strict, progress, workers, cache)
    result = _build_or_find(order, cache) if cache else _build(order, Memory(Digests(site_dir)))
    return replace(result, seconds=time.monotonic() - began)


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be built."""

    site_dir: Path
    output: Path | None
    audience: str | None
    as_of: dt.date | None
    strict: bool
    progress: Progress
    workers: int | None
    cache: Cache | None

    @property
    def options(self) -> tuple[str, ...]:
        """What decides on the result beside the site's files."""
        output = os.path.abspath(self.output or "")  # noqa: PTH100 - a Path cannot take `..` away
        return (output, str(self.output), str(self.audience), str(self.as_of), str(self.strict))


def _build_or_find(order: _Order, cache: Cache) -> BuildResult:
    """The result of the last build where nothing has changed since and all that it wrote still stands; else of one now."""
    digests = Digests(order.site_dir)
    key = inputs_key(order.site_dir, order.options, digests)
    earlier = standing(cache, order.options, key) if key else None
    if isinstance(earlier, BuildResult):
        return replace(earlier, is_unchanged=True)
    memory = recalled(cache, digests)
    known = dict(memory.reads)
    result = _build(order, memory, partial(remember, cache, memory, known))
    if key and result.published and inputs_key(order.site_dir, order.options, digests) == key:
        settle(cache, order.options, key, Path(result.output), result)
    return result


def _build(order: _Order, memory: Memory, *works: Callable[[], None]) -> BuildResult:
    site_dir = order.site_dir
    prepared = prepare(
        site_dir,
        audience=order.audience,
        as_of=order.as_of,
        progress=order.progress,
        workers=order.workers,
        memory=memory,
        remembered=Remembered(order.cache),
    )
    ready, problems, pages = prepared.ready, list(prepared.problems), 0
    target = Path(os.path.normpath(order.output or site_dir / prepared.output))
    published = False
    if ready is not None and not _bars(problems, order.strict):
        problems += absent_trees(ready.goals)
        try:
            with held(beside(target, "lock")) as alone:
                problems += obstacles(target, site_dir, ready.folders) if alone else [_occupied(target)]
                if not has_errors(problems):
                    published, pages = _publish(ready, target, problems, order, works)
        except OSError as error:
            problems.append(_unwritable(error, target))
    return BuildResult(
        published,
        tuple(sort_problems(problems)),
        target.as_posix(),
        ready.goals.audience if ready else "",
        ready.figures.day if ready else None,
        pages,
        _counts(ready) if ready else None,
        0,
        ready.withheld if ready else (),
    )


def _publish(
    ready: Ready, target: Path, problems: list[Problem], order: _Order, works: Sequence[Callable[[], None]]
) -> tuple[bool, int]:
    """Write the site and swap it in, unless what is wrong with it, added to `problems`, bars it; whether, and how many pages."""
    with Staging(target) as staging:
        problems += write_site(ready, order.site_dir, staging, order.progress, order.workers, order.cache, works)
        return (False, 0) if _bars(problems, order.strict) else (True, staging.publish())


def _occupied(target: Path) -> Problem:
    message = f"Another build is writing to {target.as_posix()}"
    return Problem(Place(target.as_posix()), "not-written", message, "Wait for it to end, or name another folder.")


def _unwritable(error: OSError, target: Path) -> Problem:
    message = f"{error.filename or target}: {error.strerror or error}"
    return Problem(Place(target.as_posix()), "not-written", message, "Nothing was published.")


def _bars(problems: list[Problem], strict: bool) -> bool:
    """Whether anything stands in the way of publishing."""
    return has_errors(problems) or (strict and any(problem.severity is Severity.WARNING for problem in problems))


def _counts(ready: Ready) -> Counts:
    goals = ready.goals
    key_results = sum(len(objective.key_results) for objective in goals.objectives.values())
    return Counts(len(goals.teams), len(goals.objectives), key_results, len(goals.kpis))
