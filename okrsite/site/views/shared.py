"""What the pages of one edition share: made when it is first asked for, then kept. One object an edition, nothing global."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property

from okrsite.goals.figures import Figures
from okrsite.goals.model import Goals
from okrsite.site import addresses, people
from okrsite.site.edition import Edition
from okrsite.site.pages import PagePlan, plan, tag_ids
from okrsite.site.views.listed import ListedGoals
from okrsite.site.views.parts import Terms
from okrsite.site.views.states import States, states
from okrsite.site.views.stream import Change, changes, checkins_of
from okrsite.site.views.tagged import Tagged, tagged
from okrsite.site.wording import Term, Wording

__all__ = ["Shared", "headings"]


class Shared:
    """An edition with what is found in it once and shown on many pages."""

    def __init__(self, edition: Edition, plans: tuple[PagePlan, ...] | None = None, kin: Shared | None = None) -> None:
        """`plans` are the edition's pages, where they are known already; what is the same in `kin` is taken from there."""
        self.edition = edition
        self._kin = kin
        self.plans = plans
        self.goals: Goals = edition.goals
        self.figures: Figures = edition.figures
        self.words: Wording = edition.words
        self._people: dict[str, people.Shown | None] = {}

    @property
    def day(self) -> dt.date:
        """The as-of day."""
        return self.figures.day

    @cached_property
    def states(self) -> States:
        """Every badge."""
        return states(self.words)

    @cached_property
    def terms(self) -> Terms:
        """What the site calls things."""
        return headings(self.words)

    @cached_property
    def language_names(self) -> Mapping[str, str]:
        """What each of the site's languages calls itself."""
        return {language: self.words.language_name(language) for language in self.edition.languages}

    @cached_property
    def locales(self) -> Mapping[str, str]:
        """Each of the site's languages as Open Graph names it."""
        return {language: self.words.language_and_country(language) for language in self.edition.languages}

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Every page that this edition has."""
        plans = self.plans if self.plans is not None else plan(self.goals, self.figures)
        return frozenset(page.address for page in plans)

    @cached_property
    def last_changed(self) -> dt.date | None:
        """When any of the site's files was last changed in git."""
        return max(self.goals.history.changed.values(), default=None)

    @cached_property
    def has_kpis(self) -> bool:
        """Whether the site speaks of KPIs at all."""
        return addresses.KPIS in self.addresses

    @cached_property
    def has_objectives(self) -> bool:
        """Whether the site speaks of OKRs at all."""
        return bool(self.goals.objectives)

    @cached_property
    def has_balance(self) -> bool:
        """Whether goals are held against KPIs."""
        return addresses.BALANCE in self.addresses

    @cached_property
    def several_teams(self) -> bool:
        """Whether a thing's team needs to be said."""
        return len(self.goals.teams) > 1

    @cached_property
    def is_editable(self) -> bool:
        """Whether this build's audience is shown the repository: source lines, edit links, how to add what is missing."""
        repository, audiences = self.goals.site.repository, self.goals.site.audiences
        if repository is None:
            return False
        least = audiences.index(repository.audience) if repository.audience in audiences else len(audiences) - 1
        return self.goals.audience in audiences and audiences.index(self.goals.audience) >= least

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every dated change, the newest first."""
        return changes(self.goals, self.figures, self.checkins)

    @cached_property
    def checkins(self) -> Mapping[str, tuple[Change, ...]]:
        """What was checked in for each objective."""
        goals, figures, kin = self.goals, self.figures, self._kin
        return {
            ref: kin.checkins[ref]
            if kin
            and kin.goals.objectives.get(ref) is objective
            and kin.figures.objectives[ref] is figures.objectives[ref]
            else checkins_of(goals, figures, ref)
            for ref, objective in goals.objectives.items()
        }

    @cached_property
    def changes_by_month(self) -> Mapping[str, tuple[Change, ...]]:
        """The same by month (`2026-10`), the newest first."""
        months: dict[str, list[Change]] = {}
        day, of_month = None, list[Change]()
        for change in self.changes:
            if change.date != day:
                day = change.date
                of_month = months.setdefault(day.isoformat()[:7], [])
            of_month.append(change)
        return {month: tuple(found) for month, found in months.items()}

    @cached_property
    def directory(self) -> Mapping[str, people.Entry]:
        """Everyone who may be shown, by id."""
        return {entry.who.id: entry for entry in self.entries if entry.who.id}

    @cached_property
    def entries(self) -> tuple[people.Entry, ...]:
        """Everyone who may be shown."""
        if self._kin and people.is_owned_alike(self.goals, self._kin.goals):
            return self._kin.entries
        return people.directory(self.goals)

    @cached_property
    def listed(self) -> ListedGoals:
        """What lists of everything say of each objective."""
        return ListedGoals(self.goals, self.figures)

    @cached_property
    def archived(self) -> frozenset[str]:
        """The teams that are archived by the day."""
        return frozenset(team for team, figures in self.figures.teams.items() if figures.archived)

    @cached_property
    def ties(self) -> Mapping[str, tuple[tuple[str, bool], ...]]:
        """By KPI: the objectives that it drives (False) or guards (True), in the site's order."""
        found: dict[str, list[tuple[str, bool]]] = {}
        for ref, balance in self.figures.balance.items():
            for kpi in balance.drivers:
                found.setdefault(kpi, []).append((ref, False))
            for kpi in balance.guards:
                found.setdefault(kpi, []).append((ref, True))
        return {kpi: tuple(refs) for kpi, refs in found.items()}

    @cached_property
    def tags(self) -> Mapping[str, str]:
        """Every tag as it is written, by its id."""
        return tag_ids(self.goals, self.figures)

    @cached_property
    def tagged(self) -> Mapping[str, Tagged]:
        """What has which tag, by the tag's id."""
        return tagged(self.goals, self.figures)

    @cached_property
    def teams_by_person(self) -> Mapping[str, tuple[str, ...]]:
        """The teams that someone leads or is in, by the person's id; archived ones left out."""
        found: dict[str, list[str]] = {}
        for team in self.goals.teams.values():
            written = () if self.is_archived(team.id) else (team.record.lead, *team.record.members)
            for person in dict.fromkeys(self.goals.names.get(one, one) for one in written if one):
                found.setdefault(person, []).append(team.id)
        return {person: tuple(teams) for person, teams in found.items()}

    @cached_property
    def objectives_by_cycle(self) -> Mapping[str, tuple[str, ...]]:
        """Objectives of teams that are not archived, by cycle; in the site's order."""
        found: dict[str, list[str]] = {}
        for ref, objective in self.goals.objectives.items():
            if not self.is_archived(objective.team):
                found.setdefault(objective.cycle, []).append(ref)
        return {cycle: tuple(refs) for cycle, refs in found.items()}

    @cached_property
    def open_objectives(self) -> tuple[str, ...]:
        """Objectives of open cycles, of teams that are not archived, dropped ones left out; in the site's order."""
        day, cycles = self.day, self.goals.cycles
        return tuple(
            ref
            for ref, objective in self.goals.objectives.items()
            if cycles[objective.cycle].start <= day <= cycles[objective.cycle].end
            and not self.is_archived(objective.team)
            and not self.figures.objectives[ref].dropped
        )

    @cached_property
    def blocked(self) -> tuple[str, ...]:
        """Key results of open objectives that someone said are stuck, and that are neither over, done nor dropped."""
        return tuple(
            key_result.ref
            for ref in self.open_objectives
            for key_result in self.goals.objectives[ref].key_results
            if self._is_blocked(key_result.ref)
        )

    @cached_property
    def alarms(self) -> tuple[str, ...]:
        """Open objectives that are at a cost, then those that are derailing."""
        if not self.has_balance:
            return ()
        verdicts = {ref: self.figures.balance[ref].verdict for ref in self.open_objectives}
        return tuple(
            ref for wanted in ("at-a-cost", "derailing") for ref, verdict in verdicts.items() if verdict == wanted
        )

    def _is_blocked(self, ref: str) -> bool:
        figures = self.figures.key_results[ref]
        return bool(figures.blocked) and not figures.over and figures.status not in {"done", "dropped"}

    def is_archived(self, team: str) -> bool:
        """Whether a team is archived by the day."""
        return team in self.archived

    def shown(self, written: str | None) -> people.Shown | None:
        """What may be shown of the person `written`."""
        if written is None:
            return None
        if written not in self._people:
            self._people[written] = people.shown(self.goals, written)
        return self._people[written]


def headings(words: Wording) -> Terms:
    """What the site calls things, as headings in the language of `words`."""
    names: tuple[Term, ...] = ("objective", "key_result", "kpi", "cycle", "team", "check_in")
    found = Terms()
    for name in names:
        for key, count in ((name, 1), (f"{name}s", 2)):
            term = words.term(name, count)
            found[key] = term[:1].upper() + term[1:]
    return found
