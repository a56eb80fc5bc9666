"""Two things on one address: found before anything is written, and told with the names of both.

What the tool makes goes first, then what the content makes, then files as they are; the later one is the one at fault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from okrsite.problems import Place, Problem
from okrsite.site import addresses
from okrsite.site.landing import file_addresses, outlet_addresses
from okrsite.site.pages import page_alias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from okrsite.goals.model import Goals
    from okrsite.site.pages import PagePlan

__all__ = ["clashes", "written"]

_OF_ADDRESSES = frozenset({"same-address", "reserved-id", "duplicate-id"})
_OURS = {
    "home": "the home page", "teams": "the list of teams", "kpis": "the list of KPIs", "cycles": "the list of cycles",
    "balance": "the balance", "updates": "the updates", "people": "the list of people",
    "map": "the map", "wallboard": "the wallboard", "search": "the search", "method": "the page on the method",
    "not-found": "the page for what is not found",
}  # fmt: skip


class _Claim(NamedTuple):
    """A file that something wants to be written. `place` None: the tool makes it by itself."""

    path: str
    what: str
    place: Place | None


def clashes(
    goals: Goals,
    plans: Iterable[PagePlan],
    languages: Iterable[str],
    files: Iterable[str] = (),
    told: Iterable[Problem] = (),
) -> list[Problem]:
    """A problem `same-address` for each address that two things land on.

    `plans` are the pages of one language, `languages` all of the site's, `files` addresses of the theme's assets,
    `told` the problems so far: where one of them is of an address or an id already there is no second.
    """
    claims = _claims(goals, plans, languages, files)
    claims.sort(key=lambda claim: claim.place is not None)
    known = {problem.place for problem in told if problem.rule in _OF_ADDRESSES}
    found = (*_twice(claims), *_files_as_folders(claims))
    return [one for one in found if known.isdisjoint({one.place, Place(one.place.path)})]


def written(
    goals: Goals, plans: Iterable[PagePlan], languages: Iterable[str], files: Iterable[str] = ()
) -> Iterator[str]:
    """Every file that a site holds, by its path from the root; arguments as for `clashes`."""
    pages = tuple(plans)
    yield from (claim.path for claim in _claims(goals, pages, languages, files))
    yield from (addresses.output_path(page.address) for page in pages)


def _claims(goals: Goals, plans: Iterable[PagePlan], languages: Iterable[str], files: Iterable[str]) -> list[_Claim]:
    claims = [*_pages(goals, tuple(plans), languages), *_aliases(goals), *_files(goals)]
    ours = (*file_addresses(goals), *outlet_addresses(goals), *files)
    return claims + [_Claim(path, f"the file {path} that okrsite makes", None) for path in ours]


def _pages(goals: Goals, plans: tuple[PagePlan, ...], languages: Iterable[str]) -> Iterator[_Claim]:
    for language in languages:
        for page in plans:
            address = addresses.localized(page.address, language, goals.site.language)
            if page.kind != "stub":
                place = _place(goals, page)
                yield _Claim(addresses.output_path(address), _name(page, place, language), place)


def _place(goals: Goals, page: PagePlan) -> Place | None:
    """Where in the content a page comes from."""
    match page.kind:
        case "team" | "team-cycle":
            return goals.teams[page.subject[0]].record.places.at()
        case "objective":
            return goals.objectives[page.subject[0]].record.places.at()
        case "kpi":
            return goals.kpis[page.subject[0]].record.places.at()
        case "update":
            return goals.updates[page.subject[0]].record.places.at()
        case "extra":
            return goals.pages[page.subject[0]].record.places.at()
        case _:
            return None


def _name(page: PagePlan, place: Place | None, language: str) -> str:
    if page.kind in _OURS:
        return f"{_OURS[page.kind]} ({language})"
    if page.kind == "extra":
        return f"the page {place.path}" if place else "a page"
    return f"the page of {page.kind} `{'/'.join(page.subject)}`"


def _aliases(goals: Goals) -> Iterator[_Claim]:
    """Pages' old addresses: written as addresses, so one that is taken is a slip. Other things' old ids give way."""
    for page in goals.pages.values():
        for position, alias in enumerate(page.record.aliases):
            path = addresses.output_path(page_alias(alias))
            yield _Claim(
                path, f"the old address `{alias}` of page `{page.id}`", page.record.places.at("aliases", position)
            )


def _files(goals: Goals) -> Iterator[_Claim]:
    for team in goals.teams.values():
        for name, path in team.attachments:
            yield _Claim(addresses.attachment(team.id, name), f"the file {path}", Place(path))
    for path in goals.static:
        yield _Claim(path, f"the file static/{path}", Place(f"static/{path}"))


def _twice(claims: Iterable[_Claim]) -> Iterator[Problem]:
    first: dict[str, _Claim] = {}
    for claim in claims:
        other = first.setdefault(claim.path.lower(), claim)  # one file on many a disk
        if other is not claim and claim.place:
            yield _problem(claim.place, claim.path, other.what, claim.what)


def _files_as_folders(claims: list[_Claim]) -> Iterator[Problem]:
    """Files that stand where other things need a folder."""
    inside: dict[str, _Claim] = {}
    for claim in claims:
        folder = claim.path.lower().rpartition("/")[0]
        while folder and folder not in inside:
            inside[folder] = claim
            folder = folder.rpartition("/")[0]
    for claim in claims:
        other = inside.get(claim.path.lower())
        place = other and (claim.place or other.place)
        if other and place:
            yield _problem(place, claim.path, other.what, claim.what)


def _problem(place: Place, path: str, one: str, other: str) -> Problem:
    address = path.removesuffix("index.html") or "/"
    message = f"Two things land on the address `{address}`: {one} and {other}."
    return Problem(place, "same-address", message, "Give one of them another name.")
