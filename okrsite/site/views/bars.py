"""Progress bars: the share reached, against where it should be today."""

from __future__ import annotations

from functools import lru_cache

from okrsite.goals.figures import KeyResultFigures, ObjectiveFigures, TeamCycleFigures
from okrsite.site.charts.bar import draw_bar
from okrsite.site.charts.drawings import BarDrawing
from okrsite.site.views.parts import Bar
from okrsite.site.views.shared import Shared
from okrsite.site.wording import Wording

__all__ = ["beyond", "key_result_bar", "objective_bar", "team_bar"]


def objective_bar(shared: Shared, ref: str) -> Bar | None:
    """An objective's bar; None where it shows nothing: no progress."""
    figures = shared.figures.objectives[ref]
    if figures.progress is None:
        return None
    is_over = shared.goals.cycles[shared.goals.objectives[ref].cycle].end < shared.day
    return _bar(shared.words, figures.progress, figures.expected, _colour(figures), is_over=is_over)


def key_result_bar(shared: Shared, figures: KeyResultFigures) -> Bar | None:
    """A key result's bar; None without a progress. More than reached, and the wrong way, are said."""
    if figures.progress is None:
        return None
    text = beyond(shared.words, figures.attainment) if figures.kind == "move" else None
    shown = figures.attainment if text else None
    return _bar(shared.words, figures.progress, figures.expected, _colour(figures), shown, text, is_over=figures.over)


def team_bar(shared: Shared, figures: TeamCycleFigures) -> Bar | None:
    """A team's bar in a cycle; None without a progress."""
    if figures.progress is None:
        return None
    goals = shared.goals
    is_over = all(goals.cycles[goals.objectives[ref].cycle].end < shared.day for ref in figures.objectives)
    return _bar(shared.words, figures.progress, figures.expected, "plain", is_over=is_over)


def beyond(words: Wording, attainment: float | None) -> str | None:
    """A move's `exceeded, 118%`, `moved the wrong way, −12%`; None inside the way."""
    if attainment is None or -1e-9 <= attainment <= 1 + 1e-9:
        return None
    if attainment > 1:
        return words.gettext("exceeded, %(share)s", share=words.percent(attainment))
    return words.gettext("moved the wrong way, %(share)s", share=words.percent(attainment))


def _colour(figures: KeyResultFigures | ObjectiveFigures) -> str:
    return "stale" if figures.stale else figures.status


@lru_cache(4096)  # a goal's bar stands on half a dozen pages
def _bar(
    words: Wording,
    progress: float,
    expected: float | None,
    status: str,
    attainment: float | None = None,
    said: str | None = None,
    *,
    is_over: bool,
) -> Bar:
    """`attainment` and `said` where the bar is full, or empty, and that is not the whole truth; over, nothing is expected by today."""
    text = words.percent(progress if attainment is None else attainment)
    reached = said or words.gettext("%(share)s reached", share=text)
    label = reached
    if expected is not None and not is_over:
        label = words.gettext(
            "%(reached)s, %(expected)s expected by today", reached=reached, expected=words.percent(expected)
        )
    return Bar(progress, expected, label, status, text, draw_bar(BarDrawing(label, progress, expected, status)))
