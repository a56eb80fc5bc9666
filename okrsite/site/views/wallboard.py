"""The wallboard: how the teams stand, in type that is read from across a corridor."""

from __future__ import annotations

from dataclasses import replace

from okrsite.frozen import dataclass
from okrsite.site import addresses
from okrsite.site.views.frame import Around, cycle_strip
from okrsite.site.views.here import Here
from okrsite.site.views.lines import ObjectiveLine, objective_line
from okrsite.site.views.parts import CycleStrip
from okrsite.site.views.team_lines import TeamLine, team_line

__all__ = ["WallTeam", "WallboardView", "wallboard"]

_MOST = 24  # teams whose goals fit a rotation that anyone waits for


@dataclass(frozen=True, slots=True)
class WallTeam:
    """A team and its goals of its shortest current cycle; of very many teams only how they stand."""

    team: TeamLine
    objectives: tuple[ObjectiveLine, ...]


@dataclass(frozen=True, slots=True)
class WallboardView:
    """`build` is where the site says which build it is; the page looks there for a newer one."""

    title: str
    strips: tuple[CycleStrip, ...]
    teams: tuple[WallTeam, ...]
    build: str


def wallboard(here: Here) -> tuple[WallboardView, Around]:
    """Teams that have goals now; where there are very many, the top ones and those under them."""
    figures, teams = here.figures.teams, here.goals.teams
    used = [team for team in teams if figures[team].now.objectives and not figures[team].archived]
    many = len(used) > _MOST
    cycles = dict.fromkeys(cycle for team in used if (cycle := figures[team].cycle))
    shown = [team for team in used if teams[team].depth < 2][:_MOST] if many else used
    view = WallboardView(
        title=here.text(here.goals.site.title),
        strips=tuple(cycle_strip(here, cycle) for cycle in cycles)[:3],
        teams=tuple(
            WallTeam(
                team_line(here, team),
                () if many else _lines(here, figures[team].now.objectives),
            )
            for team in shown
        ),
        build=here.to_file(addresses.data_file("site.json")),
    )
    return view, Around(heading=here.words.gettext("Wallboard"))


def _lines(here: Here, refs: tuple[str, ...]) -> tuple[ObjectiveLine, ...]:
    """What is still pursued: what was given up is no news for a corridor."""
    lines = (objective_line(here, ref) for ref in refs)
    return tuple(replace(line, owner=None) for line in lines if not line.dropped)
