"""The team tree, with each team's state."""

from __future__ import annotations

from okrsite.frozen import dataclass
from okrsite.site import addresses
from okrsite.site.views.field_tables import FieldTable, field_table
from okrsite.site.views.frame import Around
from okrsite.site.views.here import Here
from okrsite.site.views.parts import LinkTo
from okrsite.site.views.team_lines import TeamLine, team_line

__all__ = ["TeamsView", "teams"]


@dataclass(frozen=True, slots=True)
class TeamsView:
    """Top teams with those under them; `summary` counts them, `wallboard` shows them on a wall."""

    title: str
    summary: str
    teams: tuple[TeamLine, ...]
    wallboard: LinkTo | None
    fields: tuple[FieldTable, ...]


def teams(here: Here) -> tuple[TeamsView, Around]:
    """The team tree; archived teams are not in it."""
    words, goals = here.words, here.goals
    living = [team for team in goals.teams.values() if not here.shared.is_archived(team.id)]
    tops = tuple(team_line(here, team.id, tree=True) for team in living if team.parent is None)
    summary = words.ngettext("%(num)s {team}", "%(num)s {teams}", len(living))
    title = here.shared.terms["teams"]
    board = here.to_page(addresses.WALLBOARD)
    wallboard = LinkTo(words.gettext("For a screen on the wall"), board) if board else None
    table = field_table(here, "team", title, ((here.team(one.id), one.id, one.record.fields) for one in living))
    return TeamsView(title, summary, tops, wallboard, (table,) if table else ()), Around(
        heading=title, description=summary, data=("teams.json",)
    )
