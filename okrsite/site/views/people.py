"""Who owns what, and one person's own page, as far as the site's policy shows people."""

from __future__ import annotations

from dataclasses import replace

from okrsite.frozen import dataclass
from okrsite.goals.model import KeyResult
from okrsite.site import addresses
from okrsite.site import people as policy
from okrsite.site.views.frame import Around
from okrsite.site.views.here import Here
from okrsite.site.views.lines import KeyResultLine, KpiLine, ObjectiveLine, key_result_line, kpi_line, objective_line
from okrsite.site.views.parts import LinkTo, PersonLink
from okrsite.site.views.said import Said

__all__ = ["OwnerLine", "PeopleView", "PersonView", "people", "person"]


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """Someone, or with `people: roles` all who have one title, how much they own, and how much of it waits for news."""

    person: PersonLink
    title: Said | None
    owns: str
    owes: str | None


@dataclass(frozen=True, slots=True)
class PeopleView:
    """Everyone who may be shown."""

    title: str
    lead: str
    people: tuple[OwnerLine, ...]


@dataclass(frozen=True, slots=True)
class PersonView:
    """What someone owns: open and coming first, then what is over."""

    name: Said
    title: Said | None
    avatar: str | None
    link: LinkTo | None
    teams: tuple[LinkTo, ...]
    objectives: tuple[ObjectiveLine, ...]
    key_results: tuple[KeyResultLine, ...]
    kpis: tuple[KpiLine, ...]
    earlier: tuple[ObjectiveLine, ...]
    owed: tuple[KeyResultLine | KpiLine, ...]  # what waits for news: stale key results and KPIs


def people(here: Here) -> tuple[PeopleView, Around]:
    """The list of people."""
    words = here.words
    title = words.gettext("People")
    lead = words.gettext("Who answers for what.")
    view = PeopleView(title, lead, tuple(_line(here, entry) for entry in here.shared.entries))
    return view, Around(heading=title, description=lead, data=("people.json",))


def person(here: Here) -> tuple[PersonView, Around]:
    """The page of the person that the plan names."""
    entry = here.shared.directory[here.plan.subject[0]]
    who, name = entry.who, here.said(entry.who.text)
    current, earlier = _by_time(here, entry.objectives)
    view = PersonView(
        name=name,
        title=here.said(who.title) if who.title else None,
        avatar=here.to_file(who.avatar) if who.avatar else None,
        link=here.link(who.link) if who.link else None,
        teams=tuple(here.team_link(team) for team in here.shared.teams_by_person.get(entry.who.id or "", ())),
        objectives=tuple(_dated(here, ref) for ref in current),
        key_results=tuple(
            key_result_line(here, here.goals.key_result(ref)) for ref in _by_time(here, entry.key_results)[0]
        ),
        kpis=tuple(kpi_line(here, ref, team=True) for ref in entry.kpis if _is_listed_kpi(here, ref)),
        earlier=tuple(_dated(here, ref) for ref in earlier),
        owed=_owed_lines(here, entry),
    )
    trail = (LinkTo(here.words.gettext("People"), here.to(addresses.PEOPLE)),)
    return view, Around(heading=name.text, description=_owns(here, entry), trail=trail, data=("people.json",))


def _line(here: Here, entry: policy.Entry) -> OwnerLine:
    who = entry.who
    href = here.to_page(who.address) if who.address else None
    avatar = here.to_file(who.avatar) if who.avatar else None
    title = here.said(who.title) if who.title and who.id else None
    key_results, kpis = _owed(here, entry)
    count = len(key_results) + len(kpis)
    owes = here.words.ngettext("%(num)s waits for news", "%(num)s wait for news", count) if count else None
    return OwnerLine(PersonLink(here.text(who.text), href, avatar), title, _owns(here, entry), owes)


def _owns(here: Here, entry: policy.Entry) -> str:
    """`2 objectives, 3 key results`, of what is open or coming."""
    words = here.words
    objectives, key_results = (len(_by_time(here, refs)[0]) for refs in (entry.objectives, entry.key_results))
    kpis = sum(1 for ref in entry.kpis if _is_listed_kpi(here, ref))
    parts = (
        (objectives, words.term("objective", objectives)),
        (key_results, words.term("key_result", key_results)),
        (kpis, words.term("kpi", kpis)),
    )
    owned = words.gettext(", ").join(words.counted(count, term) for count, term in parts if count)
    return owned or words.gettext("nothing open")


def _by_time(here: Here, refs: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Open and then coming, and over; archived teams' goals are in neither."""
    current: list[str] = []
    coming: list[str] = []
    earlier: list[str] = []
    for ref in refs:
        team, cycle_id, _ = ref.split("/", 2)
        if not here.shared.is_archived(team):
            cycle, day = here.goals.cycles[cycle_id], here.figures.day
            (earlier if cycle.end < day else coming if cycle.start > day else current).append(ref)
    return [*current, *coming], earlier


def _dated(here: Here, ref: str) -> ObjectiveLine:
    cycle = here.goals.cycles[here.goals.objectives[ref].cycle]
    return replace(objective_line(here, ref, team=True), owner=None, note=here.words.cycle(cycle))


def _owed_lines(here: Here, entry: policy.Entry) -> tuple[KeyResultLine | KpiLine, ...]:
    key_results, kpis = _owed(here, entry)
    lines = (key_result_line(here, one) for one in key_results)
    return (*lines, *(kpi_line(here, ref, spark=False) for ref in kpis))


def _owed(here: Here, entry: policy.Entry) -> tuple[list[KeyResult], list[str]]:
    """Key results that are theirs, or nobody's in an objective of theirs, and KPIs, of which no news came for too long."""
    goals, figures = here.goals, here.figures
    own = [goals.key_result(ref) for ref in _by_time(here, entry.key_results)[0]]
    inside = (one for ref in _by_time(here, entry.objectives)[0] for one in goals.objectives[ref].key_results)
    wanted = {one.ref: one for one in (*own, *(one for one in inside if not one.record.owner))}
    stale = [one for ref, one in wanted.items() if figures.key_results[ref].stale]
    return stale, [ref for ref in entry.kpis if _is_listed_kpi(here, ref) and figures.kpis[ref].stale]


def _is_listed_kpi(here: Here, ref: str) -> bool:
    return not here.figures.kpis[ref].archived and not here.shared.is_archived(here.goals.kpis[ref].team)
