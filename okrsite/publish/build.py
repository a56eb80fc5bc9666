"""The whole build: a site's folder becomes a published site."""

from __future__ import annotations

import datetime as dt
import os
import time
from dataclasses import dataclass
from pathlib import Path

from okrsite.goals.withheld import Withheld
from okrsite.problems import Place, Problem, Severity, has_errors, sort_problems
from okrsite.publish.lock import held
from okrsite.publish.output import Staging, beside, obstacles
from okrsite.publish.prepare import Progress, Ready, absent_trees, prepare, silence
from okrsite.publish.write import write_site

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


def build(
    site_dir: Path,
    *,
    output: Path | None = None,
    audience: str | None = None,
    as_of: dt.date | None = None,
    strict: bool = False,
    progress: Progress = silence,
    workers: int | None = None,
) -> BuildResult:
    """Build the site in `site_dir` into `output` (default: what site.yml names), for `audience` (default: the widest), as of a day.

    Everything is written beside the output folder and swapped in when all of it is there. With errors in the content, or with
    `strict` warnings, nothing is published. What is written is the same for any number of `workers` (default: as many as there are cores).

    Raises:
        UnknownAudience: `audience` is none of the site's.
    """
    began = time.monotonic()
    prepared = prepare(site_dir, audience=audience, as_of=as_of, progress=progress, workers=workers)
    ready, problems, pages = prepared.ready, list(prepared.problems), 0
    target = Path(os.path.normpath(output or site_dir / prepared.output))
    published = False
    if ready is not None and not _bars(problems, strict):
        problems += absent_trees(ready.goals)
        try:
            with held(beside(target, "lock")) as alone:
                problems += obstacles(target, site_dir, ready.folders) if alone else [_occupied(target)]
                if not has_errors(problems):
                    published, pages = _publish(ready, site_dir, target, problems, strict, progress, workers)
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
        time.monotonic() - began,
        ready.withheld if ready else (),
    )


def _publish(
    ready: Ready,
    site_dir: Path,
    target: Path,
    problems: list[Problem],
    strict: bool,
    progress: Progress,
    workers: int | None,
) -> tuple[bool, int]:
    """Write the site and swap it in, unless what is wrong with it, added to `problems`, bars it; whether, and how many pages."""
    with Staging(target) as staging:
        problems += write_site(ready, site_dir, staging, progress, workers)
        return (False, 0) if _bars(problems, strict) else (True, staging.publish())


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
