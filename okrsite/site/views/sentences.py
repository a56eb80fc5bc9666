"""What a key result's and an objective's figures say, as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from okrsite.goals.figures import KeyResultFigures, ObjectiveFigures
from okrsite.goals.model import KeyResult, Kpi
from okrsite.site.views.bars import beyond
from okrsite.site.views.measures import bound_words, metric_words, rounded
from okrsite.site.wording import Wording
from okrsite.source.records import Checkin

__all__ = [
    "confidence_words",
    "coverage_sentence",
    "key_result_sentence",
    "measure_sentence",
    "pace_sentence",
    "stale_words",
]


def key_result_sentence(
    words: Wording, key_result: KeyResult, figures: KeyResultFigures, kpis: Mapping[str, Kpi]
) -> str:
    """Where it stands: `5 of 10 students; at this pace 13 by 31 December 2026`. `kpis`: the site's, by reference."""
    source = kpis[key_result.kpi] if key_result.kpi and figures.progress is None else None
    if figures.status == "withheld" or (source and source.record.withheld):
        return words.gettext("The numbers are not published.")
    if figures.kind == "milestones":
        return _milestones(words, key_result, figures)
    if figures.kind == "done":
        return _done(words, key_result, figures)
    if figures.kind == "none":
        return words.gettext("No metric: nobody will be able to tell whether it was reached.")
    if figures.progress is None:
        return _no_value(words, key_result)
    if figures.kind == "progress":
        return words.gettext("%(share)s by its owner’s own account.", share=words.percent(figures.progress))
    return _keep(words, key_result, figures) if figures.kind == "keep" else _move(words, key_result, figures)


def measure_sentence(words: Wording, key_result: KeyResult, figures: KeyResultFigures) -> str | None:
    """What it is measured by, in words; None where its kind says nothing more."""
    metric = key_result.record.metric
    if metric:
        return metric_words(words, metric, figures.origin)
    if figures.kind == "milestones":
        return words.ngettext("%(num)s milestone", "%(num)s milestones", len(key_result.record.milestones))
    if figures.kind == "done":
        return words.gettext("yes or no")
    return None


def pace_sentence(words: Wording, key_result: KeyResult, figures: KeyResultFigures) -> str | None:
    """What is left to do a day, beside what was done a day; None where it cannot be said."""
    metric, required = key_result.record.metric, figures.required_pace
    if metric is None or required is None or figures.over or figures.status == "done":
        return None
    needed = words.difference(rounded(required, required), metric.unit)
    if figures.pace_so_far is None:
        return words.gettext("Required from here: %(needed)s a day.", needed=needed)
    so_far = words.number(rounded(figures.pace_so_far, figures.pace_so_far))
    return words.gettext("Required from here: %(needed)s a day; so far %(so_far)s a day.", needed=needed, so_far=so_far)


def stale_words(words: Wording, figures: KeyResultFigures | ObjectiveFigures) -> str | None:
    """The stale mark with the last news, of an objective with how many are stale where not all are; None where nothing is."""
    if not figures.stale or figures.status == "dropped":
        return None
    parts = [one for one in figures.key_results if one.counts] if isinstance(figures, ObjectiveFigures) else []
    if parts and (stale := sum(one.stale for one in parts)) < len(parts):
        return words.gettext(
            "stale: %(num)s of %(all)s {key results}", num=words.number(stale), all=words.number(len(parts))
        )
    if figures.last_news is None:
        return words.gettext("stale: no news yet")
    return words.gettext("stale: last news %(day)s", day=words.short_day(figures.last_news))


def confidence_words(words: Wording, checkin: Checkin) -> str | None:
    """A check-in's confidence as `60% sure`; None where it says none."""
    return None if checkin.confidence is None else _sure(words, checkin.confidence)


@lru_cache(256)  # few shares, on every row of a log
def _sure(words: Wording, confidence: float) -> str:
    return words.gettext("%(share)s sure", share=words.percent(confidence))


def coverage_sentence(words: Wording, figures: ObjectiveFigures) -> str | None:
    """How many key results the progress rests on, where that is not all of them."""
    known, counting = figures.coverage
    if known == counting or not counting:
        return None
    if not known:
        return None  # that there is no data is said already
    return words.ngettext(
        "Rests on %(known)s of %(all)s {key results}: the other has no data.",
        "Rests on %(known)s of %(all)s {key results}: the others have no data.",
        counting - known,
        known=words.number(known),
        all=words.number(counting),
    )


def _no_value(words: Wording, key_result: KeyResult) -> str:
    if key_result.kpi:
        return words.gettext("What it is taken from has no value yet.")
    return words.gettext("No {check-ins} yet.")


def _milestones(words: Wording, key_result: KeyResult, figures: KeyResultFigures) -> str:
    steps = key_result.record.milestones
    news = figures.last_news
    done = sum(1 for step in steps if step.done is not None and news is not None and step.done <= news)
    return words.ngettext(
        "%(done)s of %(num)s milestone reached.",
        "%(done)s of %(num)s milestones reached.",
        len(steps),
        done=words.number(done),
    )


def _done(words: Wording, key_result: KeyResult, figures: KeyResultFigures) -> str:
    if figures.progress and key_result.record.done:
        return words.gettext("Done on %(day)s.", day=words.day(key_result.record.done))
    return words.gettext("Not done.") if figures.over else words.gettext("Not done yet.")


def _keep(words: Wording, key_result: KeyResult, figures: KeyResultFigures) -> str:
    metric = key_result.record.metric
    if metric is None or metric.bound is None:
        return words.gettext("No {check-ins} yet.")
    return words.gettext(
        "%(value)s now; %(bound)s held on %(share)s of the days.",
        value=words.quantity(figures.value, metric.unit),
        bound=bound_words(words, metric.bound, metric.unit),
        share=words.percent(figures.progress),
    )


def _move(words: Wording, key_result: KeyResult, figures: KeyResultFigures) -> str:
    parts = [
        _standing(words, key_result, figures),
        beyond(words, figures.attainment),
        _outlook(words, key_result, figures),
    ]
    return words.gettext("%(parts)s.", parts=words.gettext("; ").join(part for part in parts if part))


def _standing(words: Wording, key_result: KeyResult, figures: KeyResultFigures) -> str:
    """`5 of 10 students` from 0 upwards, else `38 on the way from 42 to 25 hours`, `50, wanted from 42 to 25 hours`."""
    metric = key_result.record.metric
    if metric is None or metric.to is None:
        return words.number(figures.value)
    value, target = words.first(figures.value, metric.unit), words.quantity(metric.to, metric.unit)
    if figures.origin == 0 and metric.to > 0:
        return words.gettext("%(value)s of %(target)s", value=value, target=target)
    if figures.origin is None:
        return words.gettext("%(value)s, to reach %(target)s", value=value, target=target)
    start = words.first(figures.origin, metric.unit)
    if figures.over or (figures.attainment is not None and not 0 <= figures.attainment < 1):
        return words.gettext("%(value)s, wanted from %(start)s to %(target)s", value=value, start=start, target=target)
    return words.gettext("%(value)s on the way from %(start)s to %(target)s", value=value, start=start, target=target)


def _outlook(words: Wording, key_result: KeyResult, figures: KeyResultFigures) -> str | None:
    """`at this pace 13 by 31 December 2026`."""
    metric = key_result.record.metric
    if metric is None or metric.to is None or figures.forecast is None or figures.status == "done":
        return None
    forecast = words.first(rounded(figures.forecast, metric.to - (figures.origin or 0)), metric.unit)
    return words.gettext("at this pace %(forecast)s by %(day)s", forecast=forecast, day=words.day(key_result.due))
