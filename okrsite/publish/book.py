"""What is kept of a build, so that the next one makes only what has changed: each file's digest, and what each page was made of."""

from __future__ import annotations

from collections.abc import Mapping

from okrsite.frozen import dataclass
from okrsite.goals.history import History
from okrsite.problems import Problem
from okrsite.site.pages import PagePlan
from okrsite.site.reads import Reads

__all__ = ["Book", "Laid", "Unit"]


@dataclass(frozen=True, slots=True)
class Laid:
    """A stretch of files as it was made: of what (as of Stretch), how long it is in each of them, and what it asked of the site."""

    of: tuple[str, ...]
    sizes: tuple[int, ...]
    reads: Reads


@dataclass(frozen=True, slots=True)
class Unit:
    """Files that are made in one go, a page or a group of others; by `reads`, what they asked of the site, beside their stretches."""

    name: str  # of a page: its path
    digests: Mapping[str, bytes]  # by path; in the order of the stretches' sizes
    reads: Reads
    stretches: tuple[Laid, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A site as it was published. `pages` are those of one language, `digests` those of all its files."""

    whole: bytes  # as of Inputs, as is `frame`; a site that was left with another one is not this
    frame: bytes
    contents: bytes  # as of contents_of
    history: History
    static: tuple[str, ...]  # what was copied from static/
    sizes: Mapping[str, tuple[int, int]]  # of pictures, by path on the site
    pages: tuple[PagePlan, ...]
    digests: Mapping[str, bytes]
    units: Mapping[str, Unit]
    commits: tuple[str, ...]  # as of Inputs, as are `files`
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    found: Mapping[str, list[Problem]] | None  # as of Prepared; None: no change can be laid over it
