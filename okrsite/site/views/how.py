"""How a figure of this very case comes about: the formula with its numbers, and the way to what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.frozen import dataclass
from okrsite.goals.arithmetic import total
from okrsite.site.views.measures import bound_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsite.goals.figures import Balance, KeyResultFigures, KpiFigures, ObjectiveFigures
    from okrsite.goals.model import KeyResult, Kpi, Objective
    from okrsite.site.views.here import Here

__all__ = ["How", "balance_how", "key_result_how", "kpi_how", "objective_how"]


@dataclass(frozen=True, slots=True)
class How:
    """Sentences with numbers; `method` leads to the paragraph that explains them."""

    lines: tuple[str, ...]
    method: str


def key_result_how(here: Here, key_result: KeyResult, figures: KeyResultFigures) -> How | None:
    """Progress, pace and status of a key result; None without a progress."""
    if figures.progress is None:
        return None
    lines = (*_progress(here, key_result, figures), *_pace(here, key_result, figures), *_gap(here, figures))
    return How(lines, here.method("progress"))


def objective_how(here: Here, objective: Objective, figures: ObjectiveFigures) -> How | None:
    """An objective's progress from those of its key results; None without one, or without key results."""
    parts = [
        (one.record.weight, of.progress)
        for one, of in zip(objective.key_results, figures.key_results, strict=True)
        if of.counts and of.progress is not None
    ]
    if figures.progress is None or not parts:
        return None
    words = here.words
    equal = all(weight == 1 for weight, _ in parts)
    shares = " + ".join(
        words.percent(share) if equal else f"{words.number(weight)} × {words.percent(share)}" for weight, share in parts
    )
    line = words.gettext(
        "Progress, the mean of the {key results}: (%(shares)s) / %(sum)s = %(share)s",
        shares=shares,
        sum=words.number(total(weight for weight, _ in parts)),
        share=words.percent(figures.progress),
    )
    return How((line, *_gap(here, figures), *_held_back(here, figures)), here.method("progress"))


def kpi_how(here: Here, kpi: Kpi, figures: KpiFigures) -> How | None:
    """A KPI's health, attainment and trend; None where there is nothing to judge."""
    judged = next((one for one in reversed(figures.values) if one.period == figures.judged), None)
    if kpi.record.withheld or judged is None or judged.value is None:
        return None
    words, unit, lines = here.words, kpi.record.unit, []
    health = here.shared.states.healths[figures.health or "no-data"].word
    when, value = words.during(judged.period), words.quantity(judged.value, unit)
    if judged.target is None:
        lines.append(words.gettext("Health: %(value)s %(when)s, and no target", value=value, when=when))
    else:
        wanted = bound_words(words, judged.target, unit)
        lines.append(
            words.gettext(
                "Health: %(value)s %(when)s, wanted %(target)s: %(health)s",
                value=value,
                when=when,
                target=wanted,
                health=health,
            )
        )
        if judged.tolerance is not None:
            lines.append(words.gettext("Tolerated: %(bound)s", bound=bound_words(words, judged.tolerance, unit)))
    if judged.target and judged.target.kind != "between" and figures.attainment is not None:
        low, high = (
            (judged.value, judged.target.low)
            if judged.target.kind == "at_least"
            else (judged.target.high, judged.value)
        )
        formula = f"{words.number(low)} / {words.number(high)} = {words.percent(figures.attainment)}"
        lines.append(words.gettext("Attainment: %(formula)s", formula=formula))
    if figures.trend is not None:
        formula = f"{words.number(judged.value)} − {words.number(judged.value - figures.trend)} = {words.change(figures.trend)}"
        lines.append(words.gettext("Change: %(formula)s", formula=formula))
    return How(tuple(lines), here.method("kpi-health"))


def balance_how(here: Here, objective: ObjectiveFigures, balance: Balance) -> How:
    """What a verdict was judged by."""
    gettext, states = here.words.gettext, here.shared.states
    none = gettext("none with a value and a target")

    def worst(health: str | None) -> str:
        return states.healths[health].word if health else none

    lines = (
        gettext("The {objective|goal}: %(status)s", status=states.statuses[objective.status].word),
        gettext("Its drivers, by the worst of them: %(health)s", health=worst(balance.drivers_health)),
        gettext("Its guards, by the worst of them: %(health)s", health=worst(balance.guards_health)),
    )
    return How(lines, here.method("verdict"))


def _progress(here: Here, key_result: KeyResult, figures: KeyResultFigures) -> Iterator[str]:
    words, metric, share = here.words, key_result.record.metric, here.words.percent(figures.progress)
    if figures.kind == "move" and metric and metric.to is not None and figures.origin is not None:
        value, origin, to = (words.number(one) for one in (figures.value, figures.origin, metric.to))
        attained = words.percent(figures.attainment) if figures.attainment is not None else share
        formula = f"({value} − {origin}) / ({to} − {origin}) = {attained}"
        yield words.gettext("Progress, the way gone of the whole way: %(formula)s", formula=formula)
    elif figures.kind == "keep":
        yield words.gettext(
            "Progress, the days on which it held of all days since the first value: %(share)s", share=share
        )
    elif figures.kind == "milestones":
        steps = key_result.record.milestones
        done = total(step.weight for step in steps if step.done and step.done <= here.figures.day)
        formula = f"{words.number(done)} / {words.number(total(step.weight for step in steps))} = {share}"
        yield words.gettext("Progress, the weight of the milestones reached: %(formula)s", formula=formula)


def _pace(here: Here, key_result: KeyResult, figures: KeyResultFigures) -> Iterator[str]:
    """Days, where the pace is by them."""
    words, metric = here.words, key_result.record.metric
    by_days = figures.kind in {"move", "progress"} and not (metric and (metric.pace != "linear" or metric.plan))
    if figures.expected is None or not by_days or figures.over:
        return
    gone, whole = (here.figures.day - key_result.start).days, (key_result.due - key_result.start).days
    formula = f"{words.number(gone)} / {words.number(whole)} = {words.percent(figures.expected)}"
    yield words.gettext("Expected by today, the days gone of all days: %(formula)s", formula=formula)


def _held_back(here: Here, figures: ObjectiveFigures) -> Iterator[str]:
    """Why an objective that keeps its pace is at risk all the same."""
    gap = (figures.expected or 0) - (figures.progress or 0)
    short = any(one.counts and one.status in {"off-track", "missed"} for one in figures.key_results)
    if figures.status == "at-risk" and short and gap <= here.goals.site.status.at_risk:
        yield here.words.gettext(
            "One of its {key results} is “%(off_track)s” or “%(missed)s”: it is “%(at_risk)s” and not “%(on_track)s”",
            **here.shared.states.words,
        )


def _gap(here: Here, figures: KeyResultFigures | ObjectiveFigures) -> Iterator[str]:
    """The status, where the gap decides it."""
    if (
        figures.progress is None
        or figures.expected is None
        or figures.status not in {"on-track", "at-risk", "off-track"}
    ):
        return
    words, limits = here.words, here.goals.site.status
    expected, progress = words.percent(figures.expected), words.percent(figures.progress)
    yield words.gettext(
        "Behind its pace by %(formula)s: up to %(near)s is “%(on_track)s”, up to %(far)s “%(at_risk)s”",
        formula=f"{expected} − {progress} = {words.percent(figures.expected - figures.progress)}",
        near=words.percent(limits.at_risk),
        far=words.percent(limits.off_track),
        **here.shared.states.words,
    )
