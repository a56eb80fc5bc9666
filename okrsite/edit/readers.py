"""What those who are shown less of a site see: a command writes no figure down for them that rests on more."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from okrsite.goals.directory import index
from okrsite.goals.link import link
from okrsite.goals.measure import measure
from okrsite.goals.ranks import Ranks, rank_everything

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsite.edit.opened import Opened
    from okrsite.goals.figures import Figures

__all__ = ["figures_of_wider", "ranks_of"]


def figures_of_wider(site: Opened, day: dt.date) -> Mapping[str, Figures]:
    """The figures as each audience but the narrowest sees them on a day, the widest first."""
    wider = site.goals.site.audiences[:-1]
    return {audience: measure(link(site.sources, audience).goals, day) for audience in wider}


def ranks_of(site: Opened) -> Ranks:
    """How narrow everything of the site is."""
    return rank_everything(site.sources, index(site.sources)[0])
