"""A site's pages, and what is wrong with them and with its goals: looked at on all cores where there is much of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from okrsite.checks.method import FINDERS, found_by_ref
from okrsite.checks.scene import Scene
from okrsite.goals.figures import Figures
from okrsite.goals.model import Goals
from okrsite.problems import Problem, has_errors
from okrsite.publish.workers import spread
from okrsite.site.clashes import clashes, written
from okrsite.site.deadlinks import dead_links
from okrsite.site.edition import languages_of
from okrsite.site.pages import PagePlan, plan
from okrsite.site.unfit import unfit_names
from okrsite.source.pointing import pointed
from okrsite.theme.theme import Theme

__all__ = ["Layout", "judged"]

_MANY = 500  # objectives from which on it pays to have two processes look at them
_PARTS = 8  # that the rules are looked at in


class Layout:
    """The pages of a site, and what is wrong with their addresses and links."""

    def __init__(self) -> None:
        self.plans: tuple[PagePlan, ...] = ()
        self.problems: list[Problem] = []

    def make(self, goals: Goals, figures: Figures, theme: Theme, told: Sequence[Problem], linked: Path | None) -> None:
        """Plan the pages. `linked`: the folder of the site, where links are to be followed, which needs all of its content."""
        languages, files = languages_of(goals.site), theme.assets.files
        self.plans = plan(goals, figures)
        self.problems += [*clashes(goals, self.plans, languages, files, told), *unfit_names(goals, self.plans)]
        if linked is not None and not has_errors([*told, *self.problems]):
            self.problems += pointed(dead_links(goals, written(goals, self.plans, languages, files)), linked)


def judged(
    scene: Scene, theme: Theme, told: Sequence[Problem], linked: Path | None, workers: int | None
) -> tuple[Layout, dict[str, list[Problem]]]:
    """The site's pages, and what the rules of method find."""
    layout = Layout()
    lay_out = partial(layout.make, scene.goals, scene.figures, theme, told, linked)
    by_ref = _found(scene, workers, lay_out)
    if has_errors(layout.problems):  # else what is missing on their account would be told
        by_ref = found_by_ref(replace(scene, is_whole=False))
    return layout, by_ref


def _found(scene: Scene, workers: int | None, meanwhile: Callable[[], None]) -> dict[str, list[Problem]]:
    """What the rules of method find, on all cores where there is much to look at; `meanwhile` something else is done here."""
    parts = _PARTS if len(scene.goals.objectives) >= _MANY else 1
    rules = list(FINDERS)
    tasks = [partial(found_by_ref, scene, rules[start::parts]) for start in range(parts)]
    found: dict[str, list[Problem]] = {}
    for part in spread(tasks, workers if parts > 1 else 1, helping=True, meanwhile=meanwhile):
        for ref, problems in part.items():
            found.setdefault(ref, []).extend(problems)
    return found
