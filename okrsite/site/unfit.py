"""Ids that make a folder which not every disk can hold: those that Windows keeps for itself, and those that are too long in bytes.

Names of files, and so of cycles, are looked at where they are found; an id, a tag or a person becomes a folder in the site alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from okrsite.problems import Place, Problem, Severity
from okrsite.source.ids import make_id
from okrsite.source.walk import WINDOWS_RESERVED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from okrsite.goals.model import Goals
    from okrsite.site.pages import PagePlan
    from okrsite.source import records

    Tagged: TypeAlias = records.Team | records.Objective | records.KeyResult | records.Kpi | records.Update

__all__ = ["unfit_names"]

MAX_BYTES = 240
"""Of a folder's name: disks hold 255, and a badge puts `.svg` behind it."""
_WHAT = {"objective": "objective", "kpi": "KPI", "tag": "tag", "person": "person"}


def unfit_names(goals: Goals, plans: Iterable[PagePlan]) -> Iterator[Problem]:
    """A problem for each page of `plans` whose folder could not be written everywhere."""
    for page in plans:
        if page.kind not in _WHAT:
            continue
        name = page.address.rstrip("/").rpartition("/")[2]
        if len(name) * 4 > MAX_BYTES and (size := len(name.encode())) > MAX_BYTES:
            message = f"The id of this {_WHAT[page.kind]} is {size} bytes long; a folder's name can have {MAX_BYTES}."
            yield Problem(_place(goals, page), "bad-file-name", message, _hint(page))
        elif WINDOWS_RESERVED.fullmatch(name):
            message = f"The id of this {_WHAT[page.kind]} is `{name}`, which can't be a folder's name on every system."
            severity = Severity.WARNING if page.kind in {"tag", "person"} else Severity.ERROR
            yield Problem(_place(goals, page), "bad-file-name", message, _hint(page), severity)


def _hint(page: PagePlan) -> str:
    return "Write it otherwise." if page.kind in {"tag", "person"} else "Give it another `id`."


def _place(goals: Goals, page: PagePlan) -> Place:
    """Where the id is written, or what it is made from."""
    subject = page.subject[0]
    match page.kind:
        case "objective":
            return _id_of(goals.objectives[subject].record, "title")
        case "kpi":
            return _id_of(goals.kpis[subject].record, "name")
        case "person":
            record = goals.people[subject].record
            return record.places.at() if record else goals.site.places.at("people")
        case _:
            return next(_tagged(goals, subject), goals.site.places.at())


def _id_of(record: records.Objective | records.Kpi, made_from: str) -> Place:
    return record.places.at("id" if record.places.is_filled("id") else made_from)


def _tagged(goals: Goals, tag: str) -> Iterator[Place]:
    objectives = goals.objectives.values()
    things: tuple[Tagged, ...] = (
        *(team.record for team in goals.teams.values()),
        *(objective.record for objective in objectives),
        *(key_result.record for objective in objectives for key_result in objective.key_results),
        *(kpi.record for kpi in goals.kpis.values()),
        *(update.record for update in goals.updates.values()),
    )
    for thing in things:
        yield from (thing.places.at("tags", at) for at, one in enumerate(thing.tags) if make_id(one) == tag)
