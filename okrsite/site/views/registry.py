"""Which view and which template make a page of each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from okrsite.site.pages import PagePlan
from okrsite.site.views.balance import balance
from okrsite.site.views.cycle import cycle
from okrsite.site.views.cycles import cycles
from okrsite.site.views.embed import embed
from okrsite.site.views.extra import extra
from okrsite.site.views.frame import Around, frame
from okrsite.site.views.here import Here
from okrsite.site.views.home import home
from okrsite.site.views.kpi import kpi
from okrsite.site.views.kpis import kpis
from okrsite.site.views.map import map_page
from okrsite.site.views.method import method
from okrsite.site.views.not_found import not_found
from okrsite.site.views.objective import objective
from okrsite.site.views.parts import Frame
from okrsite.site.views.people import people, person
from okrsite.site.views.search import search
from okrsite.site.views.shared import Shared
from okrsite.site.views.stub import stub
from okrsite.site.views.tag import tag
from okrsite.site.views.team import team
from okrsite.site.views.team_cycle import team_cycle
from okrsite.site.views.teams import teams
from okrsite.site.views.update import update
from okrsite.site.views.updates import updates, updates_month
from okrsite.site.views.wallboard import wallboard

__all__ = ["VIEWS", "Shown", "view"]

Shown = tuple[str, object, Frame]
"""What a page shows: the name of its template, what that is given, and the frame around it."""

ViewOf = Callable[[Here], tuple[object, Around]]

VIEWS: Mapping[str, tuple[str, ViewOf]] = {
    "home": ("home.html", home),
    "teams": ("teams.html", teams),
    "team": ("team.html", team),
    "team-cycle": ("team_cycle.html", team_cycle),
    "objective": ("objective.html", objective),
    "kpi": ("kpi.html", kpi),
    "kpis": ("kpis.html", kpis),
    "cycles": ("cycles.html", cycles),
    "cycle": ("cycle.html", cycle),
    "balance": ("balance.html", balance),
    "updates": ("updates.html", updates),
    "updates-month": ("updates.html", updates_month),
    "update": ("update.html", update),
    "people": ("people.html", people),
    "person": ("person.html", person),
    "tag": ("tag.html", tag),
    "method": ("method.html", method),
    "map": ("map.html", map_page),
    "wallboard": ("wallboard.html", wallboard),
    "search": ("search.html", search),
    "extra": ("extra.html", extra),
    "embed": ("embed.html", embed),
    "stub": ("stub.html", stub),
    "not-found": ("not_found.html", not_found),
}


def view(shared: Shared, plan: PagePlan) -> Shown:
    """What a page shows. Make one `shared` an edition and process."""
    template, make = VIEWS[plan.kind]
    here = Here.at(shared, plan)
    content, around = make(here)
    return template, content, frame(here, around)
