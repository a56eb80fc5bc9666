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

from itertools import chain
from typing import TYPE_CHECKING

from okrsite.site import addresses
from okrsite.site.data import kpis, objectives, relations, tables, teams
from okrsite.site.data.about import site_json
from okrsite.site.data.details import details
from okrsite.site.data.encode import csv_file, json_file
from okrsite.site.data.facts import gather
from okrsite.site.data.schema import schema_files
from okrsite.site.data.standard import robots, sitemaps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsite.goals.figures import Figures
    from okrsite.goals.model import Goals
    from okrsite.site.data.facts import Facts
    from okrsite.site.data.tables import Table
    from okrsite.site.pages import PagePlan

__all__ = ["data_files", "site_json", "site_tables"]


def data_files(
    goals: Goals, figures: Figures, plans: Sequence[PagePlan], languages: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    """Each file's address and bytes, except data/site.json, which is made last (site_json).

    `plans` are the pages of one language, `languages` all of the site's, the default first.
    """
    facts = gather(goals, figures)
    for name, content in chain(_goal_files(facts), _kpi_files(facts), _other_files(facts)):  # never all in memory
        yield addresses.data_file(name), content
    yield from schema_files()
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


def _goal_files(facts: Facts) -> Iterator[tuple[str, bytes]]:
    records, language = list(objectives.objectives(facts)), facts.goals.site.language
    yield "objectives.json", json_file(facts, objectives=records)
    yield _csv(tables.objectives(records), language)
    yield _csv(tables.key_results(records), language)
    yield _csv(tables.checkins(records), language)


def _kpi_files(facts: Facts) -> Iterator[tuple[str, bytes]]:
    records, language = list(kpis.kpis(facts)), facts.goals.site.language
    yield "kpis.json", json_file(facts, kpis=records)
    yield _csv(tables.kpis(records), language)
    yield _csv(tables.kpi_values(records), language)


def _csv(table: Table, language: str) -> tuple[str, bytes]:
    return f"{table.name}.csv", csv_file(table.head, table.rows, language)


def _other_files(facts: Facts) -> Iterator[tuple[str, bytes]]:
    yield "teams.json", json_file(facts, teams=teams.teams(facts))
    yield "people.json", json_file(facts, people=teams.people(facts))
    yield "updates.json", json_file(facts, updates=teams.updates(facts))
    yield "alignment.json", json_file(facts, nodes=relations.nodes(facts), edges=relations.edges(facts))
    yield _csv(details(facts), facts.goals.site.language)
    yield "balance.json", json_file(facts, objectives=relations.balance(facts), aimless_kpis=facts.figures.aimless)
