"""Rules of method that tell the balance's verdicts: whether the KPIs drive the goals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from okrsite.checks.scene import Finding, Scene, quoted

if TYPE_CHECKING:
    from okrsite.goals.figures import Balance, Verdict
    from okrsite.goals.model import Objective

__all__ = ["at_a_cost", "decoupled", "derailing"]


def derailing(scene: Scene) -> Iterator[Finding]:
    """All drivers are good and the goal is not being reached."""
    for objective, balance in _judged(scene, "derailing"):
        message = f"All KPIs that drive this objective are good ({quoted(list(balance.drivers))}), and it is not being reached."
        hint = "They measure the wrong thing, or too late: ask what would have to move, and drive it by that."
        yield Finding(objective.ref, objective.record.places.at("title"), message, hint)


def at_a_cost(scene: Scene) -> Iterator[Finding]:
    """The goal is reached and something that matters suffers."""
    for objective, balance in _judged(scene, "at-a-cost"):
        names = _red(scene, balance.guards)
        message = f"This objective is being reached while what guards it is red: {names}."
        hint = "Ask whether it is worth the price; if so, say why in a note."
        yield Finding(objective.ref, objective.record.places.at("title"), message, hint)


def decoupled(scene: Scene) -> Iterator[Finding]:
    """The goal moves and what should drive it does not."""
    for objective, balance in _judged(scene, "decoupled"):
        names = _red(scene, balance.drivers)
        message = f"This objective moves though what should drive it is red: {names}."
        hint = "Find out what moves it instead, and make that its driver."
        yield Finding(objective.ref, objective.record.places.at("title"), message, hint)


def _judged(scene: Scene, verdict: Verdict) -> Iterator[tuple[Objective, Balance]]:
    for objective in scene.objectives():
        balance = scene.figures.balance[objective.ref]
        if balance.verdict == verdict:
            yield objective, balance


def _red(scene: Scene, refs: tuple[str, ...]) -> str:
    """Those that are red now; all of them where they have recovered since the cycle's end."""
    return quoted([ref for ref in refs if scene.figures.kpis[ref].health == "red"] or list(refs))
