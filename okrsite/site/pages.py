"""The list of pages: the site map as code. Addresses are without language prefix; each language repeats them.

An old address where something stands today has no stub (goals/aliases.py tells). Of two things that stood at one address
the first in the site's order keeps it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from okrsite.frozen import dataclass
from okrsite.goals.alignment import is_aligned
from okrsite.site import addresses
from okrsite.site.people import directory, policy
from okrsite.site.views.stream import months
from okrsite.source.ids import make_id, normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from okrsite.goals.figures import Figures
    from okrsite.goals.model import Goals

__all__ = ["Kind", "PagePlan", "page_alias", "plan", "tag_ids"]

Kind = Literal[
    "home", "teams", "team", "team-cycle", "objective", "kpi", "kpis", "cycles", "cycle", "balance", "updates",
    "updates-month", "update", "people", "person", "tag", "method", "map", "wallboard", "search", "extra", "embed", "stub", "not-found",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page.

    What `subject` holds, by kind: team (team,) · team-cycle (team, cycle) · objective (ref,) · embed (ref,) · kpi (ref,) ·
    cycle (cycle,) · updates-month (`2026-10`,) · update (ref,) · person (id,) · tag (id, spelling) · extra (page id,) ·
    stub (kind of what moved, target address) · the others ().
    """

    address: str
    kind: Kind
    subject: tuple[str, ...] = ()


def plan(goals: Goals, figures: Figures) -> tuple[PagePlan, ...]:
    """Every page of the site in one language, in the order of the site map. A kind without content has no page."""
    pages = [
        PagePlan(addresses.HOME, "home"),
        *_team_pages(goals),
        *_goal_pages(goals),
        *_kpi_pages(goals, figures),
        *_update_pages(goals, figures),
        *_cycle_pages(goals),
        *_people_pages(goals),
        *(PagePlan(addresses.tag(tag), "tag", (tag, spelling)) for tag, spelling in tag_ids(goals, figures).items()),
        *_whole_pages(goals),
        PagePlan(addresses.METHOD, "method"),
        *(PagePlan(addresses.page(page), "extra", (page,)) for page in goals.pages),
        *_embed_pages(goals),
    ]
    return (*pages, *_stubs(goals, pages), PagePlan(addresses.NOT_FOUND, "not-found"))


def tag_ids(goals: Goals, figures: Figures) -> Mapping[str, str]:
    """Every tag's id with its first spelling, in the site's order; tags that make the same id are one."""
    found: dict[str, str] = {}
    for tag in dict.fromkeys(_tags(goals, figures)):
        made = make_id(tag)
        if made:
            found.setdefault(made, tag)
    return found


def page_alias(alias: str) -> str:
    """The address that a page's old address means: `about/team` is a page, `about.html` a file."""
    path = alias.strip("/")
    return path if path.rpartition("/")[2].endswith((".html", ".htm")) else path + "/"


def _team_pages(goals: Goals) -> Iterator[PagePlan]:
    if goals.teams:
        yield PagePlan(addresses.TEAMS, "teams")
    for team in goals.teams:
        yield PagePlan(addresses.team(team), "team", (team,))
    for team, cycle in dict.fromkeys((objective.team, objective.cycle) for objective in goals.objectives.values()):
        yield PagePlan(addresses.team_cycle(team, cycle), "team-cycle", (team, cycle))


def _goal_pages(goals: Goals) -> Iterator[PagePlan]:
    for ref in goals.objectives:
        yield PagePlan(addresses.objective(ref), "objective", (ref,))


def _embed_pages(goals: Goals) -> Iterator[PagePlan]:
    if "embeds" in goals.site.extras:
        for ref in goals.objectives:
            yield PagePlan(addresses.embed(ref), "embed", (ref,))


def _kpi_pages(goals: Goals, figures: Figures) -> Iterator[PagePlan]:
    """What is archived keeps its page, and is in no list and no balance."""
    for ref in goals.kpis:
        yield PagePlan(addresses.kpi(ref), "kpi", (ref,))
    in_use = (
        not figures.kpis[kpi.ref].archived and not figures.teams[kpi.team].archived for kpi in goals.kpis.values()
    )
    if any(in_use):
        yield PagePlan(addresses.KPIS, "kpis")
        if goals.objectives:
            yield PagePlan(addresses.BALANCE, "balance")


def _update_pages(goals: Goals, figures: Figures) -> Iterator[PagePlan]:
    for update in goals.updates.values():
        if update.date <= figures.day:
            yield PagePlan(addresses.update(update.ref), "update", (update.ref,))
    changed = months(goals, figures)
    if changed:
        yield PagePlan(addresses.UPDATES, "updates")
    for year, month in changed:
        name = f"{year:04}-{month:02}"
        yield PagePlan(addresses.updates_month(name), "updates-month", (name,))


def _cycle_pages(goals: Goals) -> Iterator[PagePlan]:
    """Cycles that have objectives, and those around them."""
    used: set[str | None] = {objective.cycle for objective in goals.objectives.values()}
    for cycle in list(used):
        around = goals.cycles[cycle].parent if cycle else None
        while around and around not in used:
            used.add(around)
            around = goals.cycles[around].parent
    if used:
        yield PagePlan(addresses.CYCLES, "cycles")
    for cycle in goals.cycles:
        if cycle in used:
            yield PagePlan(addresses.cycle(cycle), "cycle", (cycle,))


def _whole_pages(goals: Goals) -> Iterator[PagePlan]:
    """Pages that show the whole site in one picture or list."""
    if is_aligned(goals):
        yield PagePlan(addresses.MAP, "map")
    if goals.objectives:
        yield PagePlan(addresses.WALLBOARD, "wallboard")
    if goals.teams or goals.pages or directory(goals):
        yield PagePlan(addresses.SEARCH, "search")


def _people_pages(goals: Goals) -> Iterator[PagePlan]:
    if not directory(goals):
        return
    yield PagePlan(addresses.PEOPLE, "people")
    if policy(goals) == "pages":
        for person in goals.people:
            yield PagePlan(addresses.person(person), "person", (person,))


def _tags(goals: Goals, figures: Figures) -> Iterator[str]:
    for team in goals.teams.values():
        yield from team.record.tags
    for objective in goals.objectives.values():
        yield from objective.record.tags
        for key_result in objective.key_results:
            yield from key_result.record.tags
    for kpi in goals.kpis.values():
        yield from kpi.record.tags
    for update in goals.updates.values():
        if update.date <= figures.day:
            yield from update.record.tags


def _stubs(goals: Goals, pages: Iterable[PagePlan]) -> Iterator[PagePlan]:
    """Old addresses; those of a renamed team for each of its pages, and for the old addresses among them."""
    taken = {page.address for page in pages} | {addresses.NOT_FOUND}
    moved = [*_old_goals(goals), *_old_pages(goals)]
    for old, kind, target in (*moved, *_under_old_teams(goals, pages, moved)):
        if old not in taken:
            taken.add(old)
            yield PagePlan(old, "stub", (kind, target))


def _old_goals(goals: Goals) -> Iterator[tuple[str, Kind, str]]:
    for objective in goals.objectives.values():
        for alias in objective.record.aliases:
            old = f"{objective.team}/{objective.cycle}/{normalised(alias)}"
            yield addresses.objective(old), "objective", addresses.objective(objective.ref)
            if "embeds" in goals.site.extras:
                yield addresses.embed(old), "embed", addresses.embed(objective.ref)
    for kpi in goals.kpis.values():
        for alias in kpi.record.aliases:
            yield addresses.kpi(f"{kpi.team}/{normalised(alias)}"), "kpi", addresses.kpi(kpi.ref)


def _old_pages(goals: Goals) -> Iterator[tuple[str, Kind, str]]:
    for page in goals.pages.values():
        for alias in page.record.aliases:
            yield page_alias(alias), "extra", addresses.page(page.id)


def _under_old_teams(
    goals: Goals, pages: Iterable[PagePlan], moved: Iterable[tuple[str, Kind, str]]
) -> Iterator[tuple[str, Kind, str]]:
    renamed = {team.id: team.record.aliases for team in goals.teams.values() if team.record.aliases}
    if not renamed:
        return
    living = [(page.address, page.kind, page.address) for page in pages]
    for address, kind, target in (*living, *moved):
        folder, _, inside = address.partition("/")
        team, _, rest = inside.partition("/")
        if f"{folder}/" in (addresses.TEAMS, addresses.EMBEDS):
            for alias in renamed.get(team, ()):
                yield f"{folder}/{normalised(alias)}/{rest}", kind, target
