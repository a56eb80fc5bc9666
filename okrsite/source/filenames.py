"""What a file of a content folder is, by its name and the folder that it lies in."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from okrsite.source.found import Csv, Item, Kind, SourceFile, TeamFolder, View, id_problem, misplaced, problem, unused
from okrsite.source.ids import normalised
from okrsite.source.nearest import did_you_mean
from okrsite.source.sources import Attachment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsite.problems import Problem
    from okrsite.source.walk import Folder

__all__ = ["all_files", "kpis_or_cycle", "list_it", "markdown_files", "other_file", "source_file", "strays"]

SITE_PAGES = frozenset(
    {"assets", "badges", "balance", "cycles", "data", "embed", "kpis", "map", "method", "people", "search", "tags"}
    | {"teams", "updates", "wallboard"}
)
READ = frozenset({".csv", ".markdown", ".md", ".yaml", ".yml"})
RUN = frozenset(
    {".ashx", ".asmx", ".asp", ".aspx", ".bat", ".cfm", ".cgi", ".cjs", ".cmd", ".config", ".css", ".desktop", ".exe", ".hta", ".htc"}
    | {".htm", ".html", ".inc", ".jar", ".js", ".jsp", ".jspx", ".jsx", ".lnk", ".mht", ".mhtml", ".mjs", ".phar", ".php", ".php3"}
    | {".php4", ".php5", ".php7", ".php8", ".phps", ".pht", ".phtml", ".pl", ".ps1", ".py", ".rb", ".rhtml", ".scr", ".sh", ".shtml"}
    | {".stm", ".swf", ".ts", ".tsx", ".url", ".vbs", ".wasm", ".xbl", ".xht", ".xhtml", ".xml", ".xsl", ".xslt"}
)  # fmt: skip
LEFT_BEHIND = frozenset({".bak", ".orig", ".rej", ".swp", ".tmp"})
NEVER_COPIED = READ | RUN | LEFT_BEHIND
"""Suffixes of no attachment: what okrsite reads, what a browser, a server or a shell runs, what editors leave behind."""

_PLACES = "Markdown is read from index.md and pages/, and in a team's folder from team.md, updates/ and <cycle>/."


def source_file(
    kind: Kind,
    folder: Folder,
    name: str,
    view: View,
    team: TeamFolder | None = None,
    cycle: str = "",
    translations: tuple[tuple[str, str], ...] = (),
) -> SourceFile:
    """The file `name` of a folder, as a file to read; its id is its stem."""
    return SourceFile(
        kind=kind,
        tree=view.tree,
        path=f"{folder.path}/{name}",
        id=normalised(name.rpartition(".")[0]),
        team=team.id if team else "",
        cycle=cycle,
        folder=team.folder if team else "",
        content=view.content,
        translations=translations,
    )


def kpis_or_cycle(folder: Folder, name: str, team: TeamFolder, view: View) -> Item:
    """A .yml file directly in a team's folder, other than the team's own."""
    stem = normalised(name.rpartition(".")[0])
    if stem == "kpis":
        return source_file("kpis", folder, name, view, team)
    if view.is_cycle(stem):
        return source_file("cycle", folder, name, view, team, cycle=stem)
    meant = did_you_mean(stem, ("team", "kpis", *sorted(view.cycles)))
    message = f"`{stem}` is no cycle: a team's .yml files are team.yml, kpis.yml and one for each cycle."
    return problem(f"{folder.path}/{name}", "unknown-cycle", message, meant + list_it(stem))


def list_it(stem: str) -> str:
    """How to make a cycle of a name, as a sentence."""
    return (
        f"To have a cycle `{stem}`, list it under `cycles:` in site.yml, with id, start and end"
        " (2026, 2026-h2, 2026-q4, 2026-11 and 2026-w47 name their own dates)."
    )


def markdown_files(
    folder: Folder,
    kind: Kind,
    view: View,
    team: TeamFolder | None = None,
    only: tuple[str, ...] | None = None,
    cycle: str = "",
) -> Iterator[Item]:
    """The Markdown files directly in a folder, each with its translations; `only`: the stems that may stand there."""
    stems = {name[:-3]: name for name in folder.files if name.lower().endswith(".md")}
    main = {stem: name for stem, name in stems.items() if view.translated(stem) is None}
    translations: dict[str, list[tuple[str, str]]] = {}
    for stem, name in stems.items():
        if (split := view.translated(stem)) is None:
            continue
        if split[0] in main:
            translations.setdefault(split[0], []).append((split[1], f"{folder.path}/{name}"))
        else:
            hint = f"Write {split[0]}.md in the site's main language beside it."
            yield misplaced(f"{folder.path}/{name}", f"This translates {split[0]}.md, which is not there.", hint)
    for stem, name in main.items():
        if only is not None and stem.lower() not in only:
            yield misplaced(f"{folder.path}/{name}", "A Markdown file of this name has no meaning here.", _PLACES)
        else:
            if kind not in {"index", "team"}:
                yield from _stem_problems(f"{folder.path}/{name}", stem, kind, view)
            yield source_file(kind, folder, name, view, team, cycle, tuple(translations.get(stem, ())))


def _stem_problems(path: str, stem: str, kind: Kind, view: View) -> Iterator[Problem]:
    """What is wrong with a Markdown file's stem, which is an id and part of an address."""
    more = " A translation is named <stem>.<language of the site>.md."
    if trouble := id_problem(path, stem, "the file's name", more):
        yield trouble
    elif kind == "page" and normalised(stem) in SITE_PAGES.union(language.lower() for language in view.languages):
        yield problem(path, "reserved-id", f"/{normalised(stem)}/ is a page of the site itself.", "Rename the file.")


def other_file(path: str, team: TeamFolder, hint: str = "") -> Iterator[Item]:
    """A file that is not read as it stands: an attachment, values for a KPI, or out of place."""
    name = path.rpartition("/")[2]
    suffixes = [suffix.lower() for suffix in PurePosixPath(name).suffixes]
    last = suffixes[-1] if suffixes else ""
    if last == ".csv":
        yield Csv(path, team.id)
    elif last == ".yaml":
        yield misplaced(path, "Files that end in .yaml are not read.", f"Rename it to {name[:-5]}.yml.")
    elif last in {".yml", ".md"}:
        yield misplaced(path, f"A {last} file has no meaning here.", hint or _PLACES)
    elif not last or name.endswith("~") or NEVER_COPIED.intersection(suffixes):
        yield unused(path, "This file is not copied to the site.", "Images, PDFs and the like are. Move it away.")
    else:
        yield Attachment(team.id, team.tree, path, unicodedata.normalize("NFC", path.removeprefix(f"{team.folder}/")))


def strays(folder: Folder, read: tuple[str, ...], hint: str) -> Iterator[Item]:
    """Files below a folder that are not read and have no team to be attached to."""
    for name in folder.files:
        if not name.lower().endswith(read):
            yield unused(f"{folder.path}/{name}", "This file is not copied to the site.", hint)
    for inner in folder.folders:
        yield from (misplaced(path, "This file is not read here.", hint) for path in all_files(inner))


def all_files(folder: Folder) -> Iterator[str]:
    """The paths of all files in a folder and the folders in it."""
    yield from (f"{folder.path}/{name}" for name in folder.files)
    for inner in folder.folders:
        yield from all_files(inner)
