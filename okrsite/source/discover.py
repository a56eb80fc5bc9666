"""What lies in the content folders and in static/: which file is what, whose it is, and what is in the wrong place.

Nothing is read here. A folder with a team file is a team; what its files are follows from their names alone.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from okrsite.frozen import dataclass
from okrsite.problems import Problem
from okrsite.source.filenames import all_files, kpis_or_cycle, list_it, markdown_files, other_file, source_file, strays
from okrsite.source.found import (
    Csv,
    Item,
    SourceFile,
    TeamFolder,
    View,
    id_problem,
    misplaced,
    problem,
    reserved_id,
    unused,
)
from okrsite.source.ids import normalised
from okrsite.source.nearest import did_you_mean
from okrsite.source.sources import Attachment
from okrsite.source.walk import Folder, path_key, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["Discovered", "discover"]

TEAM_FILES = ("team.yml", "team.md")
OWN_FOLDERS = ("checkins", "kpis", "updates")


@dataclass(frozen=True, slots=True)
class Discovered:
    """All that was found, each list by path as UTF-8 bytes, tree by tree."""

    teams: tuple[TeamFolder, ...]
    files: tuple[SourceFile, ...]
    csvs: tuple[Csv, ...]
    attachments: tuple[Attachment, ...]
    static: tuple[str, ...]
    problems: tuple[Problem, ...]


def discover(root: Path, contents: Iterable[str], cycles: Iterable[str], languages: Iterable[str]) -> Discovered:
    """What lies in the site's folder `root`.

    Args:
        root: the site's folder.
        contents: the content folders, from `root`, in the order of site.yml; they exist.
        cycles: ids of the cycles that site.yml lists; those that name their own dates need not be among them.
        languages: the site's languages, for translations of Markdown files.
    """
    contents = tuple(contents)
    real = [os.path.realpath(root / content) for content in contents]
    items: list[Item] = []
    for tree, content in enumerate(contents):
        folder, problems = walk(root, content, leave_out=real)
        teams = frozenset(item.id for item in items if isinstance(item, TeamFolder))
        view = View(tree, content, tuple(languages), frozenset(cycles), teams)
        found = [*problems, *_content_items(folder, view)]
        items += sorted(found, key=_order)
    static, problems = _static(root)
    items += problems
    items += _collisions(items)
    return Discovered(
        teams=tuple(item for item in items if isinstance(item, TeamFolder)),
        files=tuple(item for item in items if isinstance(item, SourceFile)),
        csvs=tuple(item for item in items if isinstance(item, Csv)),
        attachments=tuple(item for item in items if isinstance(item, Attachment)),
        static=static,
        problems=tuple(item for item in items if isinstance(item, Problem)),
    )


def _order(item: Item) -> bytes:
    if isinstance(item, Problem):
        return path_key(item.place.path)
    return path_key(item.folder if isinstance(item, TeamFolder) else item.path)


def _static(root: Path) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Paths from static/, which may be missing."""
    if not (root / "static").is_dir():
        return (), ()
    folder, problems = walk(root, "static", everything=True)
    paths = sorted((path.removeprefix("static/") for path in all_files(folder)), key=path_key)
    taken = tuple(_taken(path) for path in paths if _is_okrsites(path))
    return tuple(path for path in paths if not _is_okrsites(path)), (*problems, *taken)


def _is_okrsites(path: str) -> bool:
    """Whether a path from static/ is one that okrsite keeps its own records under."""
    return path.lower().startswith(".okrsite")


def _taken(path: str) -> Problem:
    message = f"okrsite keeps its own records under names such as `{path.partition('/')[0]}`."
    return problem(f"static/{path}", "bad-file-name", message, "Rename it.")


# --- a content folder, and the folders in it --------------------------------------------------------------------------


def _content_items(folder: Folder, view: View) -> Iterator[Item]:
    """What a content folder holds: the index, people, pages, and folders of teams."""
    homeless: list[str] = []
    for name in folder.files:
        low = name.lower()
        if low == "people.yml":
            yield source_file("people", folder, name, view)
        elif low in TEAM_FILES:
            hint = f"Put it into a folder of its own, `{folder.path}/<team>/{low}`: the folder's name is the team's id."
            yield misplaced(f"{folder.path}/{name}", "A team's file lies in the content folder itself.", hint)
        elif low.endswith((".yml", ".yaml")):
            homeless.append(name)
    yield from markdown_files(folder, "index", view, only=("index",))
    homeless += [
        inner.name for inner in folder.folders if _is_own_folder(inner, view) and inner.name.lower() != "pages"
    ]
    yield from _no_team_file(folder, homeless)
    for inner in folder.folders:
        if inner.name.lower() == "pages":
            yield from _pages(inner, view)
        elif inner.name not in homeless:
            yield from _folder_items(inner, None, view)


def _pages(folder: Folder, view: View) -> Iterator[Item]:
    if _team_files(folder):
        yield reserved_id(folder, "pages/ holds the site's extra pages")
        return
    yield from markdown_files(folder, "page", view)
    yield from strays(folder, (".md",), "Pages are Markdown files directly in pages/; pictures go into static/.")


def _folder_items(folder: Folder, team: TeamFolder | None, view: View) -> Iterator[Item]:
    """What a folder holds that is none of a team's own folders: a team, or a group of teams."""
    files = _team_files(folder)
    identity = normalised(folder.name)
    if files or identity in view.teams:
        new = TeamFolder(identity, view.tree, folder.path, team.id if team else None, joins=not files)
        yield new
        yield from _team_id_problems(folder, view)
        if len(files) > 1:
            hint = "Keep one of them; the body of team.md is the team's `about`."
            yield problem(
                f"{folder.path}/{files[1]}", "two-team-files", "This team has both team.yml and team.md.", hint
            )
        yield from _team_items(folder, new, view)
        return
    homeless = [name for name in folder.files if name.lower().endswith((".yml", ".yaml"))]
    homeless += [inner.name for inner in folder.folders if _is_own_folder(inner, view)]
    yield from _no_team_file(folder, homeless)
    yield from _group_files(folder, team, view)
    for inner in folder.folders:
        if inner.name not in homeless:
            yield from _folder_items(inner, team, view)


def _team_items(folder: Folder, team: TeamFolder, view: View) -> Iterator[Item]:
    """What a team's folder holds."""
    file = next(iter(_team_files(folder)), None)
    for name in folder.files:
        low = name.lower()
        if name == file and low == "team.yml":
            yield source_file("team", folder, name, view, team)
        elif low.endswith(".yml") and low != "team.yml":
            yield kpis_or_cycle(folder, name, team, view)
        elif not low.endswith((".md", ".yml")):
            yield from other_file(f"{folder.path}/{name}", team)
    for item in markdown_files(folder, "team", view, team, only=("team",)):
        if not isinstance(item, SourceFile) or item.path == f"{folder.path}/{file}":
            yield item
    for inner in folder.folders:
        yield from _inner_items(inner, team, view)


def _inner_items(folder: Folder, team: TeamFolder, view: View) -> Iterator[Item]:
    """What a folder in a team's folder holds."""
    name = normalised(folder.name)
    is_cycle = view.is_cycle(name)
    if not is_cycle and name not in OWN_FOLDERS:
        yield from _folder_items(folder, team, view)
    elif _team_files(folder):
        yield reserved_id(folder, f"in a team's folder, {folder.name}/ holds that team's files")
    elif is_cycle:
        yield from markdown_files(folder, "objective", view, team, cycle=name)
        yield from _own_files(
            folder, team, (".md",), "Objectives of a cycle are Markdown files directly in its folder."
        )
    elif name == "updates":
        yield from markdown_files(folder, "update", view, team)
        yield from _own_files(folder, team, (".md",), "Updates are Markdown files directly in updates/.")
    elif name == "checkins":
        yield from _checkins(folder, team, view)
    else:
        yield from _own_files(
            folder, team, (), "KPIs are in kpis.yml of the team's folder; kpis/ holds their CSV files."
        )


def _checkins(folder: Folder, team: TeamFolder, view: View) -> Iterator[Item]:
    for name in folder.files:
        if name.lower().endswith((".yml", ".csv")):
            yield source_file("checkins", folder, name, view, team)
        else:
            yield from other_file(f"{folder.path}/{name}", team, "Check-ins are .yml or .csv files.")
    for inner in folder.folders:
        yield from _checkins(inner, team, view)


def _own_files(folder: Folder, team: TeamFolder, but: tuple[str, ...], hint: str) -> Iterator[Item]:
    """The files of one of a team's own folders that are neither read (`but`) nor in a place of their own."""
    for name in folder.files:
        if not (but and name.lower().endswith(but)):
            yield from other_file(f"{folder.path}/{name}", team, hint)
    for inner in folder.folders:
        yield from _own_files(inner, team, (), hint)


def _group_files(folder: Folder, team: TeamFolder | None, view: View) -> Iterator[Item]:
    """The files of a folder that is no team: attachments of the team around it, if there is one."""
    for name in folder.files:
        path = f"{folder.path}/{name}"
        if name.lower().endswith(".md"):
            yield misplaced(path, "A Markdown file has no meaning here.", _markdown_hint(folder, team, view))
        elif name.lower().endswith((".yml", ".yaml")):
            continue  # told of the folder
        elif team:
            yield from other_file(path, team)
        else:
            yield unused(path, "This file belongs to no team.", "Put it into a team's folder or into static/.")


def _markdown_hint(folder: Folder, team: TeamFolder | None, view: View) -> str:
    if team is None:
        return "Pages go into pages/, updates into updates/ of a team's folder."
    meant = did_you_mean(normalised(folder.name), (*sorted(view.cycles), *OWN_FOLDERS))
    places = "Objectives go into a folder named as their cycle, updates into updates/."
    return f"{meant}{places} {list_it(normalised(folder.name))}"


# --- rules of names ---------------------------------------------------------------------------------------------------


def _team_files(folder: Folder) -> list[str]:
    """The team files of a folder: team.yml before team.md."""
    return sorted((name for name in folder.files if name.lower() in TEAM_FILES), reverse=True)


def _is_own_folder(folder: Folder, view: View) -> bool:
    """Whether a folder that lies in no team looks like one of a team's own, with something in it to read."""
    name = normalised(folder.name)
    if _team_files(folder) or not (name in OWN_FOLDERS or view.is_cycle(name)):
        return False
    return any(path.lower().endswith((".yml", ".md", ".csv")) for path in all_files(folder)) and not any(
        _team_files(inner) for inner in folder.folders
    )


def _no_team_file(folder: Folder, homeless: list[str]) -> Iterator[Problem]:
    if homeless:
        some = ", ".join(homeless[:3]) + (", …" if len(homeless) > 3 else "")
        message = f"This folder holds goals or their like ({some}) but no team file."
        hint = f"Write {folder.path}/team.yml with the team's `name:`, or move these files into a team's folder."
        yield problem(folder.path, "no-team-file", message, hint)


def _team_id_problems(folder: Folder, view: View) -> Iterator[Problem]:
    identity = normalised(folder.name)
    if trouble := id_problem(folder.path, folder.name, "a team folder's name", " What it is called is its `name:`."):
        yield trouble
    elif view.is_cycle(identity):
        yield reserved_id(folder, f"`{identity}` is the name of a cycle")


def _collisions(items: list[Item]) -> Iterator[Problem]:
    """Teams with the same id, and things of different trees on one address."""
    first: dict[tuple[str, ...], str] = {}
    told = {item.place.path for item in items if isinstance(item, Problem) and item.rule == "same-address"}
    for item in items:
        key, path = _address(item)
        if not key or first.setdefault(key, path) == path or path in told:
            continue
        if isinstance(item, TeamFolder):
            message = f"There is another team `{item.id}`, in {first[key]}."
            yield problem(path, "duplicate-id", message, "Rename one of the two folders: ids are unique over the site.")
        else:
            yield problem(path, "same-address", f"This has the same address as {first[key]}.", "Rename one of them.")


def _address(item: Item) -> tuple[tuple[str, ...], str]:
    """What must be unique over all trees, and where the item is; an empty key for what may repeat."""
    if isinstance(item, TeamFolder):
        return (() if item.joins else ("team", item.id)), item.folder
    if isinstance(item, Attachment):
        return ("attachment", item.team, normalised(item.name)), item.path
    if isinstance(item, SourceFile) and item.kind in ("update", "page"):
        return (item.kind, item.team, item.id), item.path
    return (), ""
