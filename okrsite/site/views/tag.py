"""Everything with a tag."""

from __future__ import annotations

from dataclasses import replace

from okrsite.frozen import dataclass
from okrsite.site.views.frame import Around
from okrsite.site.views.here import Here
from okrsite.site.views.lines import KeyResultLine, KpiLine, ObjectiveLine, key_result_line, kpi_line, objective_line
from okrsite.site.views.tagged import Tagged
from okrsite.site.views.team_lines import TeamLine, team_line
from okrsite.site.views.update_lines import UpdateLine, update_line

__all__ = ["TagView", "tag"]


@dataclass(frozen=True, slots=True)
class TagView:
    """What has the tag, by kind."""

    title: str
    teams: tuple[TeamLine, ...]
    objectives: tuple[ObjectiveLine, ...]
    key_results: tuple[KeyResultLine, ...]
    kpis: tuple[KpiLine, ...]
    updates: tuple[UpdateLine, ...]


def tag(here: Here) -> tuple[TagView, Around]:
    """The page of the tag that the plan names; what is archived is not on it."""
    tag_id, spelling = here.plan.subject
    found = here.shared.tagged.get(tag_id, Tagged())
    title = here.words.gettext("Tagged “%(tag)s”", tag=spelling)
    view = TagView(
        title=title,
        teams=tuple(team_line(here, ref) for ref in found.teams),
        objectives=tuple(_objective(here, ref) for ref in found.objectives),
        key_results=tuple(key_result_line(here, here.goals.key_result(ref)) for ref in found.key_results),
        kpis=tuple(kpi_line(here, ref, team=True) for ref in found.kpis),
        updates=tuple(update_line(here, ref, team=True) for ref in found.updates),
    )
    return view, Around(heading=title, crumb=spelling)


def _objective(here: Here, ref: str) -> ObjectiveLine:
    """With its cycle: a goal may come back every quarter."""
    cycle = here.goals.cycles[here.goals.objectives[ref].cycle]
    return replace(objective_line(here, ref, team=True), note=here.words.cycle(cycle))
