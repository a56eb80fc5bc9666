"""The whole build: a site's folder becomes a published site."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from copy import copy
from dataclasses import replace
from functools import partial
from pathlib import Path

from okrsite.frozen import dataclass
from okrsite.goals.withheld import Withheld
from okrsite.history.remembered import Remembered
from okrsite.problems import Place, Problem, Severity, has_errors, sort_problems
from okrsite.publish.again import laid_over, taken_up
from okrsite.publish.book import Book, Unit
from okrsite.publish.cache import Cache, open_cache
from okrsite.publish.inputs import Inputs, inputs_of
from okrsite.publish.journal import MANIFEST
from okrsite.publish.lock import held
from okrsite.publish.output import Staging, beside, nameless, obstacles
from okrsite.publish.prepare import Prepared, Progress, Ready, absent_trees, prepare, silence
from okrsite.publish.rewrite import Earlier, rewrite_site
from okrsite.publish.standing import (
    Standing,
    book_of,
    contents_of,
    digests_of,
    enter,
    files_after,
    files_in,
    is_as_left,
    keep_digests,
    memory_of,
    recalled,
    remember,
    settle,
    standing,
)
from okrsite.publish.workers import Apart
from okrsite.publish.write import Beside, Means, write_site
from okrsite.source.memory import Digests, Memory, News

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
    result = _build_or_find(order, cache) if cache else _build(order, Memory(Digests(site_dir)))[0]
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
    digests = digests_of(cache, order.site_dir)
    left = standing(cache, order.options)
    look = Apart(partial(_looked_at, order, digests, left), order.workers)
    memory = recalled(cache, digests, lambda: look.is_done and _is_same(left, *look.result()[:2]))
    inputs, is_there, news = look.result()
    digests.learn(news)
    if left and inputs and _is_same(left, inputs, is_there) and isinstance(left.result, BuildResult):
        keep_digests(cache, digests)
        return replace(left.result, is_unchanged=True)
    known = copy(memory)
    before = _earlier(order, cache, inputs, left, memory) if left and inputs and is_there else None
    now = laid_over(before.prepared, before.book, inputs, order.site_dir, before.memory) if before and inputs else None
    if before and now:
        memory = before.memory
    result, written = _build(order, memory, before, now, partial(remember, cache, memory, known))
    if inputs and written:
        booked = Apart(partial(enter, cache, order.options, _book(written, inputs, memory)), order.workers)
        if inputs_of(order.site_dir, order.options, digests) == inputs:
            output = Path(result.output)
            files = files_after(left.files, output, *written.news) if left and written.news else files_in(output)
            keep_digests(cache, digests)
            settle(cache, order.options, Standing(inputs.whole, output, files, result))
        booked.result()
    return result


def _looked_at(order: _Order, digests: Digests, left: Standing | None) -> tuple[Inputs | None, bool, News]:
    """What the site is made of now, whether what was `left` still stands, and which digests are new."""
    known = dict(digests.known)
    inputs = inputs_of(order.site_dir, order.options, digests)
    return inputs, left is not None and inputs is not None and is_as_left(left), digests.since(known)


def _is_same(left: Standing | None, inputs: Inputs | None, is_there: bool) -> bool:
    return left is not None and inputs is not None and is_there and left.whole == inputs.whole


def _book(written: _Written, inputs: Inputs, memory: Memory) -> Book:
    ready, prepared = written.ready, written.prepared
    return Book(
        inputs.whole,
        inputs.frame,
        contents_of(memory),
        ready.goals.history,
        ready.goals.static,
        ready.sizes,
        ready.plans,
        written.digests,
        {unit.name: unit for unit in written.units},
        inputs.commits,
        inputs.files,
        prepared.problems,
        prepared.found if prepared.grounds else None,
    )


def _earlier(order: _Order, cache: Cache, inputs: Inputs, left: Standing, memory: Memory) -> Earlier | None:
    """What the site that stands shows and was made of; None where that is not known, or something changed that all pages hang on."""
    book, result = book_of(cache, order.options, left.whole), left.result
    if book is None or not isinstance(result, BuildResult) or result.as_of is None:
        return None
    then = memory_of(cache, copy(memory), book) if book.frame == inputs.frame else None
    if then is None:
        return None
    known = taken_up(order.site_dir, then, book, result.audience, result.as_of, result.withheld)
    if known is None or known.goals is None or known.figures is None:
        return None
    return Earlier(book, known.goals, known.figures, known, then)


@dataclass(frozen=True, slots=True)
class _Written:
    """A site that was published, and how; `news`: the files that were put over one that stood, and those taken away."""

    prepared: Prepared
    ready: Ready
    news: tuple[Sequence[str], Sequence[str]] | None
    digests: Mapping[str, bytes]
    units: Sequence[Unit]


def _build(
    order: _Order,
    memory: Memory,
    before: Earlier | None = None,
    now: Prepared | None = None,
    *works: Callable[[], None],
) -> tuple[BuildResult, _Written | None]:
    """Prepare the site, unless it is known as it is `now`, and publish it, over the one that stood `before`."""
    site_dir = order.site_dir
    prepared = now or prepare(
        site_dir,
        audience=order.audience,
        as_of=order.as_of,
        progress=order.progress,
        workers=order.workers,
        memory=memory,
        remembered=Remembered(order.cache),
    )
    ready, problems = prepared.ready, list(prepared.problems)
    target = Path(os.path.normpath(order.output or site_dir / prepared.output))
    written = None
    if ready is not None and not _bars(problems, order.strict):
        problems += absent_trees(ready.goals)
        problems += nameless(target)
    if ready is not None and not _bars(problems, order.strict):
        try:
            with held(beside(target, "lock")) as alone:
                problems += (
                    obstacles(target, site_dir, ready.folders, is_ours=before is not None)
                    if alone
                    else [_occupied(target)]
                )
                if not has_errors(problems):
                    written = _publish(prepared, ready, target, problems, order, before, works)
        except OSError as error:
            problems.append(_unwritable(error, target))
    result = BuildResult(
        written is not None,
        tuple(sort_problems(problems)),
        target.as_posix(),
        ready.goals.audience if ready else "",
        ready.figures.day if ready else None,
        sum(path.endswith(".html") for path in written.digests) if written else 0,
        _counts(ready) if ready else None,
        0,
        ready.withheld if ready else (),
    )
    return result, written


def _publish(
    prepared: Prepared,
    ready: Ready,
    target: Path,
    problems: list[Problem],
    order: _Order,
    before: Earlier | None,
    works: Beside,
) -> _Written | None:
    """Write the site and swap it in, or what is new of it over what stands, unless what is wrong with it, added to `problems`, bars it."""
    means = Means(order.site_dir, order.progress, order.workers, order.cache, watching=order.cache is not None)
    made = None
    with ExitStack() as stack:
        if before is not None:
            staging = stack.enter_context(Staging(target, before.book.digests))
            made = rewrite_site(ready, before, staging, means, works)
        if made is None:
            staging = stack.enter_context(Staging(target))
            made = write_site(ready, staging, means, works)
        units, wrong = made
        problems += wrong
        if _bars(problems, order.strict):
            return None
        staging.publish()
        news = ([MANIFEST, *staging.new], staging.gone) if staging.standing else None
        return _Written(prepared, ready, news, staging.digests, units)


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
