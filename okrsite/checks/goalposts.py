"""The rule that looks at git: targets, weights and titles that were moved well after the start, and no word why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from okrsite.checks.scene import Finding, Scene
from okrsite.goals.history import Measure, Move
from okrsite.goals.model import KeyResult, Objective
from okrsite.source.inwords import metric_in_words, written
from okrsite.source.values import Metric, Texts

__all__ = ["moved_goalpost"]


def moved_goalpost(scene: Scene) -> Iterator[Finding]:
    """A metric, a weight or a title that a commit changed more than `days` after the start, without a `changed` entry.

    What was moved back by now is not told.
    """
    days = dt.timedelta(days=scene.number("moved-goalpost", "days"))
    for objective in scene.objectives():
        start = scene.goals.cycles[objective.cycle].start
        yield from _of(scene, objective, start, days)
        for key_result in objective.key_results:
            if scene.figures.key_results[key_result.ref].status != "dropped":
                yield from _of(scene, key_result, max(start, key_result.start), days)


def _of(scene: Scene, goal: Objective | KeyResult, start: dt.date, days: dt.timedelta) -> Iterator[Finding]:
    late = [move for move in scene.goals.history.moves.get(goal.ref, ()) if move.day - start > days]
    for name in ("metric", "weight", "title"):
        moves = [move for move in late if move.field == name]
        silent = [move for move in moves if not move.reasons]
        if silent and _meant(scene, moves[-1].after) != _meant(scene, silent[0].before):
            yield _finding(scene, goal, silent[-1], start)


def _finding(scene: Scene, goal: Objective | KeyResult, move: Move, start: dt.date) -> Finding:
    before, after = _said(scene, move.before), _said(scene, move.after)
    way = f"from `{before}` to `{after}`" if before != after else "in its pace or its milestones"
    message = (
        f"The {move.field} was changed on {move.day}, {(move.day - start).days} days after the start, "
        f"{way}, and that commit has no `changed` entry that says why."
    )
    hint = (
        f"Add `changed: [{{date: {move.day}, why: …}}]` in the same commit; where it is pushed already, "
        "say why with `ignore: {moved-goalpost: …}`."
    )
    field = "milestones" if isinstance(move.after, Measure) and move.after.milestones else move.field
    return Finding(goal.ref, goal.record.places.at(field), message, hint)


def _meant(scene: Scene, value: object) -> object:
    """What is compared: of a text what it says in the site's language."""
    return scene.plain(value) if isinstance(value, str | Texts) else value


def _said(scene: Scene, value: object) -> str:
    """A value as people write it."""
    match value:
        case Measure():
            steps = len(value.milestones)
            return _metric(scene, value.metric) if value.metric or not steps else f"{steps} milestones"
        case int() | float():
            return written(value)
        case str() | Texts():
            return scene.plain(value)
    return str(value)


def _metric(scene: Scene, metric: Metric | None) -> str:
    if metric is None:
        return "no metric"
    return metric_in_words(metric, scene.plain(metric.unit) if metric.unit else "")
