"""A small change to a site that a build left: what that build knew is taken up, and the change laid over it, as in the preview."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from okrsite.checks.ignored import ignored
from okrsite.checks.method import rules_in_force
from okrsite.goals.link import link
from okrsite.goals.measure import measure
from okrsite.goals.withheld import Withheld
from okrsite.publish.book import Book
from okrsite.publish.inputs import FOLDER, Inputs
from okrsite.publish.prepare import Grounds, Prepared, Ready, own_folders
from okrsite.publish.quick import Standing, quick
from okrsite.publish.workers import nothing_collected
from okrsite.source.discover import Discovered, discover
from okrsite.source.load import recalled
from okrsite.source.memory import Memory
from okrsite.source.sources import Sources
from okrsite.theme.theme import load_theme

__all__ = ["laid_over", "taken_up"]

_FEW = 100  # files; where more have changed, all cores are quicker


def taken_up(
    site_dir: Path, memory: Memory, book: Book, audience: str, day: dt.date, gone: tuple[Withheld, ...] = ()
) -> Prepared | None:
    """The site as `book` has it, for an audience as of a day; None: `memory` does not know what it was made of.

    It has `grounds` where a change can be laid over it. `gone` is what was withheld.
    """
    with nothing_collected():
        sources = recalled(site_dir, memory)
        if sources is None or audience not in sources.site.audiences:
            return None
        linked = link(sources, audience)
        goals = replace(linked.goals, history=book.history, static=book.static)
        figures = measure(goals, day)
        standing = Prepared(None, book.problems, sources.site.output, goals, figures)
        theme, _ = load_theme(site_dir, sources.site)
        if theme is None or book.found is None:
            return standing
        found = (problem for of_one in book.found.values() for problem in of_one)
        rules = rules_in_force(sources.site, found)
        folders = own_folders(site_dir, sources)
        ready = Ready(goals, figures, book.pages, theme, ignored(goals), folders, gone, rules, book.sizes)
        return replace(standing, ready=ready, grounds=Grounds(sources, replace(linked, goals=goals)), found=book.found)


def laid_over(before: Prepared, book: Book, inputs: Inputs, site_dir: Path, memory: Memory) -> Prepared | None:
    """The site after what has changed since `book` was written; None: that reaches too far, and all has to be prepared.

    `memory` learns what the files say now.
    """
    changed = _changed(book.files, inputs.files)
    if before.grounds is None or not 0 < len(changed) <= _FEW or book.commits != inputs.commits:
        return None
    if book.history.moves and not all("/checkins/" in path for path in changed):
        return None
    found = _found(changed, before.grounds.sources, book, inputs, site_dir, memory)
    if found is None:
        return None
    memory.reads = dict(memory.reads)
    with nothing_collected():
        standing = Standing.of(before, memory)
        new = {file.path: file for file in found.files if file.path not in book.files}
        now = quick(standing, changed, site_dir, memory, new) if standing else None
    if now is None:
        return None
    memory.found = found
    memory.reads = {file: memory.reads[file] for file in found.files}
    return now.prepared


def _changed(was: Mapping[str, bytes], now: Mapping[str, bytes]) -> frozenset[str]:
    """The files that are not the same any more; whether a folder is there says nothing by itself."""
    differ = {path for path in was.keys() | now.keys() if was.get(path) != now.get(path)}
    return frozenset(path for path in differ if {was.get(path), now.get(path)} != {None, FOLDER})


def _found(
    changed: Collection[str], sources: Sources, book: Book, inputs: Inputs, site_dir: Path, memory: Memory
) -> Discovered | None:
    """What lies in the content folders now; None where more than files of goals and check-ins came, went or changed."""
    known = memory.found
    if known is None:
        return None
    came = {path for path in changed if path not in book.files}
    went = {path for path in changed if path not in inputs.files}
    if not {file.path for file in known.files} >= {*changed} - came:
        return None
    if not came and not went:
        return known
    trees = [tree.path for tree in sources.trees]
    found = discover(site_dir, trees, memory.settings.cycles, sources.site.languages)
    is_like_it = replace(found, files=known.files) == known
    kept = [file for file in known.files if file.path not in went]
    return found if is_like_it and [file for file in found.files if file.path not in came] == kept else None
