"""The data files: every figure of the site for machines, as site-map describes them field by field.

A file exists also where there is nothing to put into it; its lists are empty then. Where the contract leaves a choice:

- a person is the id of someone in people.yml, else the name as written; whom the policy withholds is null (people.py);
- a link is its address; own fields are strings, numbers, ISO dates, addresses or people, as declared;
- `teams.json`: `objectives` and `kpis` count all that the team has; `statuses` leaves out what none has;
- `alignment.json` is between objectives: a link of a key result is one of its objective; `level` is 0 for one that
  supports nothing, else one more than the deepest that it supports;
- `balance.json` leaves out objectives of coming cycles and of archived teams;
- `source` is shown to the audience of the repository, which is the narrowest where nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from okrsite.site import addresses
from okrsite.site.data import kpis, objectives, relations, tables, teams
from okrsite.site.data.about import site_json
from okrsite.site.data.details import details, details_in_stretches
from okrsite.site.data.encode import json_file, json_with_tables
from okrsite.site.data.facts import gather
from okrsite.site.data.schema import schema_files
from okrsite.site.data.standard import robots, sitemaps
from okrsite.site.reads import names_of
from okrsite.site.stretches import Stretched, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsite.goals.figures import Figures
    from okrsite.goals.model import Goals
    from okrsite.site.data.facts import Facts
    from okrsite.site.data.tables import Table
    from okrsite.site.pages import PagePlan

__all__ = ["data_files", "data_groups", "site_json", "site_tables"]


Files = Iterator[tuple[str, bytes]]


def data_groups(
    goals: Goals, figures: Figures, plans: Sequence[PagePlan], languages: Sequence[str]
) -> dict[str, Callable[[], Files | Stretched]]:
    """What makes the data files, by name, except data/site.json, which is made last (site_json): each file's address and bytes.

    `plans` are the pages of one language, `languages` all of the site's, the default first.
    """
    made: dict[str, Callable[[], Files | Stretched]] = {
        name: partial(_of_facts, make, goals, figures) for name, make in _GROUPS.items()
    }
    return {**made, "schemas": schema_files, "standard": partial(_standard, goals, plans, languages)}


def data_files(goals: Goals, figures: Figures, plans: Sequence[PagePlan], languages: Sequence[str]) -> Files:
    """The files of all groups, one after the other and never all in memory."""
    for make in data_groups(goals, figures, plans, languages).values():
        made = make()
        yield from joined(made) if isinstance(made, Stretched) else made


def _of_facts(make: Callable[[Facts], Files | Stretched], goals: Goals, figures: Figures) -> Files | Stretched:
    made = make(gather(goals, figures))
    if isinstance(made, Stretched):
        return Stretched(tuple(map(addresses.data_file, made.paths)), made.stretches)
    return ((addresses.data_file(name), content) for name, content in made)


def _standard(goals: Goals, plans: Sequence[PagePlan], languages: Sequence[str]) -> Files:
    yield addresses.ROBOTS, robots(goals)
    yield from sitemaps(goals, plans, languages)


def site_tables(facts: Facts) -> tuple[Table, ...]:
    """Every table of the site, in the order in which its data are listed."""
    goal_records, kpi_records = list(objectives.objectives(facts)), list(kpis.kpis(facts))
    return (
        tables.objectives(goal_records),
        tables.key_results(goal_records),
        tables.checkins(goal_records),
        tables.kpis(kpi_records),
        tables.kpi_values(kpi_records),
        details(facts),
    )


def _goal_files(facts: Facts) -> Stretched:
    sheets = (tables.objectives, tables.key_results, tables.checkins)
    return json_with_tables(facts, "objectives", names_of(facts.goals.objectives), objectives.objective_record, sheets)


def _kpi_files(facts: Facts) -> Stretched:
    sheets = (tables.kpis, tables.kpi_values)
    return json_with_tables(facts, "kpis", names_of(facts.goals.kpis), kpis.kpi_record, sheets)


def _alignment(facts: Facts) -> Files:
    yield "alignment.json", json_file(facts, nodes=relations.nodes(facts), edges=relations.edges(facts))


def _balance(facts: Facts) -> Files:
    yield "balance.json", json_file(facts, objectives=relations.balance(facts), aimless_kpis=facts.figures.aimless)


_GROUPS: Mapping[str, Callable[[Facts], Files | Stretched]] = {
    "goals": _goal_files,
    "kpis": _kpi_files,
    "teams": lambda facts: iter([("teams.json", json_file(facts, teams=teams.teams(facts)))]),
    "people": lambda facts: iter([("people.json", json_file(facts, people=teams.people(facts)))]),
    "updates": lambda facts: iter([("updates.json", json_file(facts, updates=teams.updates(facts)))]),
    "alignment": _alignment,
    "details": details_in_stretches,
    "balance": _balance,
}
