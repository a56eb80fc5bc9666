"""site.yml → the site, with defaults filled in and checked across fields, and what reading the content needs of it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from okrsite.frozen import dataclass
from okrsite.problems import Place, Problem
from okrsite.source.context import Context, Settings, TooManyErrors
from okrsite.source.fields import NOWHERE, make, read_record
from okrsite.source.files import read_text, real_path, shortened
from okrsite.source.ids import normalised
from okrsite.source.marks import mark
from okrsite.source.nearest import did_you_mean
from okrsite.source.nodes import Map, Node
from okrsite.source.periods import cycle_period
from okrsite.source.records import ContentTree, CycleSetting, MenuItem, Repository, Site
from okrsite.source.walk import leads_out
from okrsite.source.yamltree import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["SITE_FILE", "Config", "read_config"]

SITE_FILE = "site.yml"

_MOST_TREES = 100
_MOST_IN_MENU = 500
_NAMED = 3  # cycles of a circle


@dataclass(frozen=True, slots=True)
class Config:
    """What site.yml says. `site` None: it can't be read at all."""

    site: Site | None
    settings: Settings
    trees: tuple[ContentTree, ...]  # those that exist
    problems: tuple[Problem, ...]


def read_config(root: Path) -> Config:
    """Reads the site.yml of the site's folder `root`."""
    if not (root / SITE_FILE).is_file():
        return _without_site(root)
    if leads_out(root, SITE_FILE):
        message, hint = "This link leads out of the site's folder.", "Put the file itself here."
        return Config(None, Settings(), (), (Problem(Place(SITE_FILE), "path-outside", message, hint),))
    text, problems = read_text(root, SITE_FILE)
    if text is None:
        return Config(None, Settings(), (), problems)
    parsed = parse(text, SITE_FILE)
    if parsed.node is None and parsed.problems:
        return Config(None, Settings(), (), parsed.problems)
    node = parsed.node or Map((), mark(1, 1), mark(1, 1))
    settings = _settings(node, text)
    context = Context(SITE_FILE, text, settings, problems=list(parsed.problems))
    try:
        site = read_record(Site, node, context)
    except TooManyErrors:
        site = None
    if site is None:
        return Config(None, settings, (), tuple(context.problems))
    site = _with_defaults(site)
    trees: list[ContentTree] = []
    with suppress(TooManyErrors):
        site = _bounded(site, context)
        trees += _existing_trees(site, root, context)
        _check(site, context)
    return Config(site, settings, tuple(trees), tuple(context.problems))


def _without_site(root: Path) -> Config:
    """What to do in a folder without a site.yml."""
    if not root.is_dir():
        problem = Problem(Place(SITE_FILE), "no-site", "The site's folder does not exist.", "Check the path given.")
    elif (root / "site.yaml").is_file():
        problem = Problem(Place("site.yaml"), "no-site", "There is no site.yml here.", "Rename site.yaml to site.yml.")
    else:
        above = next((folder for folder in root.resolve().parents if (folder / SITE_FILE).is_file()), None)
        hint = (
            f"There is one above: run the command there, or with `-C {os.path.relpath(above)}`."
            if above
            else "Run `okrsite init` to begin a site here, or name the site's folder with `-C DIR`."
        )
        problem = Problem(Place(SITE_FILE), "no-site", "There is no site.yml here.", hint)
    return Config(None, Settings(), (), (problem,))


def _settings(node: Node, text: str) -> Settings:
    """What all content, and site.yml itself the second time, is read by; what is wrong is told that second time."""
    try:
        site = read_record(Site, node, Context(SITE_FILE, text))
    except TooManyErrors:
        site = None
    if site is None:
        return Settings()
    return Settings(
        language=site.language,
        languages=site.languages or (site.language,),
        audiences=site.audiences or ("public",),
        year_starts=site.year_starts,
        cycles=frozenset(normalised(cycle.id) for cycle in site.cycles),
        own_fields=site.fields,
    )


def _with_defaults(site: Site) -> Site:
    """The site with what it leaves unsaid filled in from what it says."""
    audiences = site.audiences or ("public",)
    return replace(
        site,
        languages=site.languages or (site.language,),
        audiences=audiences,
        default_audience=site.default_audience or audiences[0],
        content=site.content or (make(ContentTree, NOWHERE, path="content"),),
        repository=_shown_to(site.repository, audiences[-1]),
    )


def _shown_to(repository: Repository | None, narrowest: str) -> Repository | None:
    if repository is None or repository.audience:
        return repository
    return replace(repository, audience=narrowest)


def _bounded(site: Site, context: Context) -> Site:
    """The site with as many content folders, and entries of its menu, as are read; other lists are bounded where they are declared."""
    if len(site.content) > _MOST_TREES:
        _tell_too_many(site, "content", len(site.content), _MOST_TREES, context)
        site = replace(site, content=site.content[:_MOST_TREES])
    entries = sum(map(_entries, site.menu or ()))
    if entries > _MOST_IN_MENU:
        _tell_too_many(site, "menu", entries, _MOST_IN_MENU, context)
        site = replace(site, menu=None)
    return site


def _tell_too_many(site: Site, name: str, count: int, most: int, context: Context) -> None:
    message = f"`{name}` has {count:,} entries; at most {most:,} are read."
    context.problem(site.places.at(name), "too-large", message, "Take some away.")


def _entries(item: MenuItem | Mapping[str, Any]) -> int:
    """An entry of the menu with those below it."""
    below = item.items if isinstance(item, MenuItem) else item["items"]
    return 1 + sum(map(_entries, below))


# --- checks across fields ---------------------------------------------------------------------------------------------


def _check(site: Site, context: Context) -> None:
    """Tells the context what does not fit together."""
    if site.language not in site.languages:
        hint = f"Add it: `languages: [{', '.join((site.language, *site.languages))}]`."
        message = f"The site's main language, `{site.language}`, is not among its languages."
        context.problem(site.places.at("languages"), "unknown-language", message, hint)
    for name in ("languages", "audiences"):
        for at in _twice(normalised(one) for one in getattr(site, name)):
            message = f"`{getattr(site, name)[at]}` stands here twice."
            context.problem(site.places.at(name, at), "duplicate-id", message, "Keep one of them.")
    for at in _twice(normalised(cycle.id) for cycle in site.cycles):
        cycle = site.cycles[at]
        message = f"There are two cycles `{cycle.id}`."
        context.problem(cycle.places.at("id"), "duplicate-id", message, "Keep one of them.")
    for audience in site.people:
        if audience and audience not in site.audiences:
            message = f"The site has no audience `{audience}`."
            hint = f"{did_you_mean(audience, site.audiences)}It has: {', '.join(site.audiences)}."
            context.problem(site.places.at("people", audience), "unknown-field", message, hint)
    known = {normalised(cycle.id): cycle for cycle in site.cycles}
    sound: set[str] = set()
    for cycle in site.cycles:
        _check_dates(cycle, site.year_starts, context)
        _check_parent(cycle, known, sound, context)


def _twice(names: Iterable[str]) -> list[int]:
    """The places of names that stood before."""
    seen: set[str] = set()
    again = []
    for place, name in enumerate(names):
        if name in seen:
            again.append(place)
        seen.add(name)
    return again


def _check_dates(cycle: CycleSetting, year_starts: int, context: Context) -> None:
    own = cycle_period(normalised(cycle.id), year_starts)
    start = cycle.start or (own.start if own else None)
    end = cycle.end or (own.end if own else None)
    for name, day in (("start", start), ("end", end)):
        if day is None and not cycle.places.is_filled(name):
            example = "2026-10-01" if name == "start" else "2026-12-31"
            hint = f"Add `{name}: {example}`; only ids like 2026-q4 name their own dates."
            context.problem(cycle.places.at("id"), "missing-field", f"The cycle `{cycle.id}` has no `{name}`.", hint)
    if start and end and end < start:
        message = f"The cycle `{cycle.id}` ends on {end}, before it starts on {start}."
        context.problem(cycle.places.at("end"), "ends-before-start", message, "Check the two dates.")


def _check_parent(cycle: CycleSetting, known: Mapping[str, CycleSetting], sound: set[str], context: Context) -> None:
    """Whether the cycle that it lies in exists, and does not lie in it; `sound` are those that lie in no circle."""
    name = normalised(cycle.id)
    if cycle.parent and normalised(cycle.parent) not in known and cycle_period(normalised(cycle.parent)) is None:
        hint = "List it under `cycles:` too, with id, start and end."
        context.problem(cycle.places.at("parent"), "unknown-cycle", f"There is no cycle `{cycle.parent}`.", hint)
    above: dict[str, None] = {}
    while name not in above and name not in sound:
        above[name] = None
        parent = known[name].parent if name in known else None
        if not parent:
            break
        name = normalised(parent)
    else:
        if name in above:
            _tell_circle(cycle, [*above, name], context)
            return
    sound |= above.keys()


def _tell_circle(cycle: CycleSetting, names: list[str], context: Context) -> None:
    if len(names) > 2 * _NAMED + 1:
        names = [*names[:_NAMED], "…", *names[-_NAMED:]]
    message = f"The cycle `{cycle.id}` lies in itself: {' in '.join(f'`{one}`' for one in names)}."
    context.problem(cycle.places.at("parent"), "circular-parent", message, "Change one of the parents.")


# --- content folders --------------------------------------------------------------------------------------------------


def _existing_trees(site: Site, root: Path, context: Context) -> tuple[ContentTree, ...]:
    """The content folders that are there, each once; an overlay with an audience may be missing."""
    trees: list[ContentTree] = []
    seen: list[Path] = []
    for place, tree in enumerate(site.content):
        where = tree.places.at("path") if tree.places.path else site.places.at("content", place)
        path, real = _normal_path(tree.path), real_path(root, tree.path)
        if problem := _path_trouble(tree.path, real, root, seen):
            context.problem(where, "bad-path", problem, "Name folders from the site's folder, each once: `content`.")
        elif real and real.is_dir():
            trees.append(replace(tree, path=path))
            _check_output(site, real, root, context)
        elif tree.audience is None or place == 0:
            hint = "Create it, name another under `content:`, or run `okrsite init` in an empty folder for an example."
            context.problem(where, "no-content", f"There is no folder `{shortened(path)}`.", hint)
        seen += [real] if real else []
    return tuple(trees)


_NO_CONTENT = {
    "static": "is published as it is, for everyone",
    "theme": "holds what pages are made with",
    ".okrsite": "is okrsite's cache",
}


def _path_trouble(written: str, real: Path | None, root: Path, seen: list[Path]) -> str | None:
    """What is wrong with a content folder's path, be the folder there or not."""
    if real is None or Path(written).is_absolute():
        return f"`{shortened(written)}` is no path from the site's folder."
    if real == real_path(root, "."):
        return "This is the site's folder itself; its content lies in a folder of its own."
    for name, why in _NO_CONTENT.items():
        other = real_path(root, name)
        if other is not None and real.is_relative_to(other):
            return f"Content can't lie there: {name}/ {why}."
    return "This folder is listed twice." if real in seen else None


def _normal_path(path: str) -> str:
    """A path with `/` and without `.` or a slash at its end."""
    return os.path.normpath(path.strip()).replace(os.sep, "/")


def _check_output(site: Site, content: Path, root: Path, context: Context) -> None:
    output = real_path(root, site.output)
    others = [content, *(real for name in ("static", "theme") if (real := real_path(root, name)))]
    is_above = output is not None and content.is_relative_to(output)
    if output is None or is_above or any(output.is_relative_to(other) for other in others):
        message = f"The site can't be written to `{shortened(site.output)}`."
        hint = "Name a folder apart from the content, such as `public`."
        context.problem(site.places.at("output"), "bad-path", message, hint)
