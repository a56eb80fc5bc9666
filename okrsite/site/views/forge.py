"""Where a piece of content is read and edited: the forge's pages, for the audience of the repository."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from urllib.parse import quote, quote_plus

from okrsite.frozen import dataclass
from okrsite.goals.repositories import forge_of, is_shown
from okrsite.problems import Place
from okrsite.site.views.here import Here
from okrsite.site.views.parts import LinkTo
from okrsite.source.fields import Record
from okrsite.source.records import Objective, Page, Repository, Team, Update
from okrsite.source.values import Texts

__all__ = ["NewFile", "address", "edit_link", "inside", "new_file", "source_link"]

_READ: Mapping[str, str] = {
    "github": "{url}/blob/{branch}/{path}{plain}#L{line}",
    "gitlab": "{url}/-/blob/{branch}/{path}{plain}#L{line}",
    "gitea": "{url}/src/branch/{branch}/{path}{display}#L{line}",
}
_NEW: Mapping[str, str] = {
    "github": "{url}/new/{branch}?filename={whole}",
    "gitlab": "{url}/-/new/{branch}?file_name={whole}",
    "gitea": "{url}/_new/{branch}/{folder}?filename={name}",
}
_BODIES: Mapping[type[Record], str] = {
    Update: "body",
    Page: "body",
    Objective: "why",
    Team: "about",
}  # a Markdown file's text
_TAKES_TEXT = {"github", "gitea"}  # as `&value=…`
_LONGEST = 7500  # bytes of an address; GitHub and most proxies end at 8 KB
_EDIT: Mapping[str, str] = {
    "github": "{url}/edit/{branch}/{path}#L{line}",
    "gitlab": "{url}/-/edit/{branch}/{path}#L{line}",
    "gitea": "{url}/_edit/{branch}/{path}",
}


@dataclass(frozen=True, slots=True)
class NewFile:
    """The forge's page for a new file; `is_filled`: with the text in it."""

    href: str
    is_filled: bool


def source_link(here: Here, record: Record, tree: int) -> LinkTo | None:
    """`content/academy/2026-q4.yml:3`, leading to that line; None for who is not shown the repository."""
    found = _where(here, record, tree)
    if found is None:
        return None
    repository, place = found
    target = address(repository, "source", place, inside(here, tree))
    return LinkTo(f"{place.path}:{place.line}" if place.line else place.path, target)


def edit_link(here: Here, record: Record, tree: int) -> LinkTo | None:
    """The forge's editor at the file of `record`, of a Markdown file at its translation; None where there is none."""
    found = _where(here, record, tree)
    place = _in_language(here, record, found[1]) if found else None
    target = address(found[0], "edit", place, inside(here, tree)) if found and place else None
    return LinkTo(here.words.gettext("Edit this page"), target) if target else None


def _in_language(here: Here, record: Record, place: Place) -> Place:
    """The place, or the translation beside a Markdown file whose words the page shows."""
    edition = here.shared.edition
    name = _BODIES.get(type(record))
    text = getattr(record, name) if name else None
    stem, ending = posixpath.splitext(place.path)
    if ending != ".md" or not name or not isinstance(text, Texts) or edition.language == edition.default_language:
        return place
    is_in_the_file = record.places.mark_of(name, edition.language) != record.places.mark_of(name)
    if is_in_the_file or edition.language not in dict(text.by_language):
        return place
    return Place(f"{stem}.{edition.language}{ending}", 1)


def inside(here: Here, tree: int) -> str:
    """The way from the top of a tree's repository to the folder that paths begin in, as far as git knows it."""
    return "" if here.goals.trees[tree].repository else here.goals.history.inside


def address(repository: Repository, purpose: str, place: Place, inside: str = "") -> str | None:
    """The address that reads (`source`) or edits (`edit`) a place: by the repository's own template, else by its forge.

    A forge is asked for the path from the repository's top, behind `inside`; a template of one's own says itself where that is.
    """
    own = repository.source if purpose == "source" else repository.edit
    forge = forge_of(repository)
    template = own or ((_READ if purpose == "source" else _EDIT)[forge] if forge else None)
    if template is None:
        return None
    is_markdown = place.path.endswith(".md")
    values = {
        **_base(repository),
        "path": quote(place.path if own else inside + place.path),
        "line": str(place.line or 1),
        "plain": "?plain=1" if is_markdown else "",
        "display": "?display=source" if is_markdown else "",
    }
    return _filled(template, values)


def new_file(repository: Repository, path: str, text: str, inside: str = "") -> NewFile | None:
    """The page that writes a new file at `path`, by the repository's own template, else by its forge, with the text if it takes one.

    A forge is asked for the path behind `inside`, as `address` does.

    Where the address would be longer than forges read, the text is left out of it.
    """
    forge = forge_of(repository)
    template = repository.new or (_NEW[forge] if forge else None)
    if template is None:
        return None
    path = path if repository.new else inside + path
    folder, _, name = path.rpartition("/")
    values = {
        **_base(repository),
        "path": quote(path),
        "line": "1",
        "whole": quote_plus(path, safe="/"),
        "folder": quote(folder),
        "name": quote_plus(name),
    }
    bare = _filled(template, values)
    filled = f"{bare}&value={quote_plus(text)}" if forge in _TAKES_TEXT and not repository.new else bare
    is_filled = filled != bare and len(filled) <= _LONGEST
    return NewFile(filled if is_filled else bare, is_filled)


def _base(repository: Repository) -> dict[str, str]:
    return {
        "url": repository.url.url.rstrip("/").removesuffix(".git") if repository.url else "",
        "branch": quote(repository.branch, safe="/"),
    }


def _filled(template: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        template = template.replace("{" + name + "}", value)
    return template


def _where(here: Here, record: Record, tree: int) -> tuple[Repository, Place] | None:
    """The repository of a record's tree and its place in it; a tree with a repository of its own is that one's root."""
    content, site = here.goals.trees[tree], here.goals.site.repository
    if (content.repository is None and site is None) or not is_shown(here.goals, tree):
        return None
    place = record.places.at()
    if content.repository is None:
        return (site, place) if site else None
    return content.repository, Place(posixpath.relpath(place.path, content.path), place.line, place.column)
