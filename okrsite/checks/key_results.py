"""Rules of method that look at how key results are put and measured."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from okrsite.checks.scene import Finding, Measured, Scene, versions
from okrsite.checks.wording import (
    Quantity,
    begins_with_task,
    has_number,
    offered_metric,
    quantities,
    scale_of,
    texts,
    vague_word,
)
from okrsite.goals.arithmetic import at_least, equal, mean
from okrsite.goals.model import KeyResult
from okrsite.source import records
from okrsite.source.inwords import written
from okrsite.source.rows import column
from okrsite.source.values import Metric, Text

__all__ = [
    "baseline_from_first_value", "day_zero", "key_result_is_a_task", "key_result_not_measurable", "no_owner",
    "sandbagging", "title_and_metric_disagree", "vague_words",
]  # fmt: skip

Owned = records.Objective | records.KeyResult | records.Kpi

_TIME_WORDS = (
    "second", "minute", "hour", "day", "week", "month", "quarter", "year", "h ", "min", "秒", "分鐘", "分钟",
    "小時", "小时", "天", "日", "週", "周", "個月", "个月",
)  # fmt: skip


def key_result_not_measurable(scene: Scene) -> Iterator[Finding]:
    """A key result with neither metric nor milestones, and that is no yes or no."""
    for _, key_result, figures in scene.key_results():
        unread = any(scene.unread(key_result.record, field) for field in ("metric", "milestones"))
        if figures.kind in {"none", "progress"} and not unread:
            message, hint = _unmeasured(scene.plain(key_result.record.title), is_felt=figures.kind == "progress")
            yield Finding(key_result.ref, key_result.record.places.at("title"), message, hint)


def _unmeasured(title: str, *, is_felt: bool) -> tuple[str, str]:
    """What is wrong, and what to do: a number in the title is as good as a metric, where it is written as one."""
    if offer := offered_metric(title):
        words, metric = offer
        message = f"{words} only in the title: without a metric nobody can compute how far it is."
        hint = "Say where it started, too: `metric: {}`." if "\u2026" in metric else "Write `metric: {}`."
        return message, hint.format(metric)
    if is_felt:
        message = "This key result is measured by what people feel: it has no metric and no milestones."
    else:
        message = "This key result has no metric and no milestones: nobody can tell when it is reached."
    return message, "Add `metric: from 0 to 10 students`, `milestones:`, or `done:` for a yes or no."


def key_result_is_a_task(scene: Scene) -> Iterator[Finding]:
    """A title that begins with an output verb, where neither it nor the metric names a number."""
    more = scene.words("key-result-is-a-task")
    for key_result, trail, text in _without_number(scene):
        if verb := begins_with_task(text, more):
            message = f"This key result begins with \u201c{verb}\u201d: that is something to do, not something that will be different."
            hint = "Ask what it is for, and measure that; the task itself is an initiative."
            yield Finding(key_result.ref, key_result.record.places.at("title", *trail), message, hint)


def vague_words(scene: Scene) -> Iterator[Finding]:
    """A title with a word that anything satisfies, where neither it nor the metric names a number."""
    more = scene.words("vague-words")
    for key_result, trail, text in _without_number(scene):
        if word := vague_word(text, more):
            message = f"\u201c{word}\u201d without a number can mean anything."
            hint = "Say how much, from where to where: `metric: from 3.2 to 4 points`."
            yield Finding(key_result.ref, key_result.record.places.at("title", *trail), message, hint)


def _without_number(scene: Scene) -> Iterator[tuple[KeyResult, tuple[str, ...], str]]:
    """Key results of which neither title nor metric names a number, by the first language's title."""
    for _, key_result, _ in scene.key_results():
        title = key_result.record.title
        if key_result.record.metric is None and not scene.unread(key_result.record, "metric"):
            said = list(zip(versions(title), texts(title), strict=True))
            if not any(has_number(text) for _, text in said):
                yield key_result, *said[0]


def baseline_from_first_value(scene: Scene) -> Iterator[Finding]:
    """A metric that says where to, and not from where."""
    for _, key_result, figures in scene.key_results():
        metric = key_result.record.metric
        if metric is not None and metric.kind == "move" and metric.start is None:
            to = written(metric.to or 0)
            said = (
                f"the first check-in's {written(figures.origin)}"
                if figures.origin is not None
                else "the first check-in"
            )
            message = f"This metric has no `from`, so its way begins at {said}."
            hint = f"Write where it stood at the start: `from 0 to {to}`."
            yield Finding(key_result.ref, key_result.record.places.at("metric"), message, hint)


def title_and_metric_disagree(scene: Scene) -> Iterator[Finding]:
    """A number in the title that is none of the metric's, where the metric's target is not in the title either."""
    for _, key_result, _ in scene.key_results():
        metric, title = key_result.record.metric, key_result.record.title
        if metric is None:
            continue
        for trail, text in zip(versions(title), texts(title), strict=True):
            if odd := _odd_number(text, metric, scene):
                message = f"The title says {odd}, and the metric does not ({_numbers(metric)})."
                hint = "Bring the two together; a title need not repeat its numbers."
                yield Finding(key_result.ref, key_result.record.places.at("title", *trail), message, hint)
                break


def _odd_number(text: str, metric: Metric, scene: Scene) -> str | None:
    """A number in a title that is none of the metric's; None where the metric's target is in the title too."""
    unit = scene.plain(metric.unit) if metric.unit is not None else ""
    is_time, is_share = unit.lower().startswith(_TIME_WORDS), unit.strip() == "%"
    bound = (metric.bound.low, metric.bound.high) if metric.bound else ()
    targets = [one for one in (metric.to, *bound) if one is not None]
    found = quantities(text)
    if any(_is_one_of(quantity, targets, unit) for quantity in found):
        return None
    known = _known_numbers(metric)
    for quantity in found:
        is_span = quantity.after.lstrip(" -").lower().startswith(_TIME_WORDS) and not is_time
        is_all = quantity.words.replace(" ", "") == "100%" and not is_share
        is_percent = "%" in quantity.words or quantity.after.lstrip(" -").lower().startswith(("percent", "per cent"))
        percents = [100 * one for one in known if is_percent or abs(one) < 1]
        if not is_span and not is_all and not _is_one_of(quantity, [*known, *percents], unit):
            return quantity.words
    return None


def _is_one_of(quantity: Quantity, numbers: Iterable[float], unit: str) -> bool:
    """Whether a number may mean one of some, which are in a unit that may itself be thousands."""
    scales = {1.0, scale_of(unit)}
    return any(equal(value, one * scale) for value in quantity.values for one in numbers for scale in scales)


def _known_numbers(metric: Metric) -> list[float]:
    """The metric's numbers, and what lies between: by how much, by how many percent, how often."""
    bound = (metric.bound.low, metric.bound.high) if metric.bound else ()
    plain = [
        float(one) for one in (metric.start, metric.to, *bound, *(value for _, value in metric.plan)) if one is not None
    ]
    known = [*plain, *(abs(one) for one in plain)]
    if metric.start is not None and metric.to is not None:
        change = abs(metric.to - metric.start)
        known.append(change)
        if metric.start:
            known += [round(abs(100 * change / metric.start)), abs(metric.to / metric.start)]
        if metric.to:
            known.append(abs(metric.start / metric.to))
    return known


def _numbers(metric: Metric) -> str:
    if metric.bound is not None:
        ends = [written(one) for one in (metric.bound.low, metric.bound.high) if one is not None]
        return f"keep {metric.bound.kind.replace('_', ' ')} {' and '.join(ends)}"
    begin = "" if metric.start is None else f"from {written(metric.start)} "
    return f"{begin}to {written(metric.to or 0)}"


def no_owner(scene: Scene) -> Iterator[Finding]:
    """Objectives, key results and KPIs without an owner, or with a team as one; where nothing in an objective has one it is told once."""
    for objective in scene.objectives():
        key_results = [one for one in objective.key_results if one.record.dropped is None]
        of_it: list[Owned] = [objective.record, *(one.record for one in key_results)]
        if key_results and not any(one.owner or scene.unread(one, "owner") for one in of_it):
            message = f"Nobody answers for this objective, nor for its {len(key_results)} key result{'s' * (len(key_results) > 1)}."
            yield Finding(objective.ref, objective.record.places.at("title"), message, _OWNER)
        else:
            yield from _unowned(scene, objective.ref, "objective", objective.record)
            for key_result in key_results:
                yield from _unowned(scene, key_result.ref, "key result", key_result.record)
    for kpi, _ in scene.kpis():
        yield from _unowned(scene, kpi.ref, "KPI", kpi.record, "name")


_OWNER = "Add `owner: mei`: one person who is asked how it goes."


def _unowned(scene: Scene, ref: str, what: str, record: Owned, title: str = "title") -> Iterator[Finding]:
    owner, places = record.owner, record.places
    if owner is None:
        if not scene.unread(record, "owner"):
            yield Finding(ref, places.at(title), f"Nobody answers for this {what}.", _OWNER)
    elif _is_team(scene, owner):
        message = f"`{owner}` is a team: where all answer for this {what}, nobody does."
        yield Finding(ref, places.at("owner"), message, "Name one person, and the team in `with:`.")


def _is_team(scene: Scene, owner: str) -> bool:
    bare = owner.strip().lstrip("@").lower()
    person = scene.goals.people.get(scene.goals.names.get(owner, ""))
    return bare in scene.goals.teams and (person is None or person.record is None)


def day_zero(scene: Scene) -> Iterator[Finding]:
    """A key result that was met when it started."""
    for one in scene.key_results():
        if _met_at_start(scene, one):
            places = one.key_result.record.places
            message = f"This key result was met when it started, on {one.key_result.start}."
            hint = "Aim higher, or drop it: what is reached already steers nothing."
            field = next((name for name in ("metric", "milestones", "done") if places.is_filled(name)), "title")
            yield Finding(one.key_result.ref, places.at(field), message, hint)


def _met_at_start(scene: Scene, one: Measured) -> bool:
    key_result, record = one.key_result, one.key_result.record
    if scene.day < key_result.start:
        return False
    if one.figures.kind == "move" and record.metric is not None:
        value = _value_at_start(scene, key_result)
        return value is not None and _reaches(record.metric, value)
    if one.figures.kind == "milestones":
        return all(step.done is not None and step.done <= key_result.start for step in record.milestones)
    return record.done is not None and record.done <= key_result.start


def _value_at_start(scene: Scene, key_result: KeyResult) -> float | None:
    start = key_result.start
    if key_result.kpi is None:
        days, values = column(key_result.checkins, "date"), column(key_result.checkins, "value")
        dated = [value for day, value in zip(days, values, strict=True) if day and day <= start and value is not None]
    else:
        kpi = scene.goals.kpis[key_result.kpi]
        if kpi.record.total != "last":
            return None
        dated = [
            one.value for one in kpi.points if one.end < start and one.known <= scene.day and one.value is not None
        ]
    return dated[-1] if dated else None


def _reaches(metric: Metric, value: float) -> bool:
    if metric.to is None:
        return False
    if metric.start is None:
        return equal(value, metric.to)
    return at_least(value, metric.to) if metric.to > metric.start else at_least(-value, -metric.to)


def sandbagging(scene: Scene) -> Iterator[Finding]:
    """A key result that is done before `time` of its time, or a team that closed `cycles` cycles at `progress` or more."""
    share = scene.number("sandbagging", "time")
    for one in scene.key_results():
        key_result, reached = one.key_result, _reached_on(one)
        span = (key_result.due - key_result.start).days
        if reached is None or span <= 0 or not key_result.start < reached or _met_at_start(scene, one):
            continue
        if (reached - key_result.start).days < share * span:
            message = (
                f"This key result was done on {reached}, {(reached - key_result.start).days} days into its {span}."
            )
            hint = "Raise it while there is time, or aim higher next time."
            yield Finding(key_result.ref, key_result.record.places.at("title"), message, hint)
    yield from _easy_teams(scene)


def _reached_on(one: Measured) -> dt.date | None:
    """The day from which a key result that is done was so; None for what is not, or is a bound to keep."""
    record, figures = one.key_result.record, one.figures
    if figures.status != "done" or figures.kind == "keep":
        return None
    if figures.kind == "milestones":
        return max((step.done for step in record.milestones if step.done), default=None)
    if record.metric is None:
        return record.done
    reached = None
    for day, value in reversed(figures.series):
        if not _reaches(record.metric, value):
            break
        reached = day
    return reached


def _easy_teams(scene: Scene) -> Iterator[Finding]:
    many, least = int(scene.number("sandbagging", "cycles")), scene.number("sandbagging", "progress")
    goals, figures = scene.goals, scene.figures
    for team in scene.teams():
        closed = dict.fromkeys(
            goals.objectives[ref].cycle
            for ref in team.objectives
            if goals.cycles[goals.objectives[ref].cycle].end < scene.day
        )
        latest = list(closed)[:many]
        progress = [figures.team_cycles[team.id, cycle].progress for cycle in latest]
        if many < 1 or len(latest) < many or team.record.archived or scene.is_archived(team.id):
            continue
        if all(one is not None and at_least(one, least) for one in progress):
            average = mean((1, one) for one in progress if one is not None) or 0
            message = (
                f"This team reached {average:.0%} of its goals in {', '.join(reversed(latest))}: they were no stretch."
            )
            yield Finding(team.id, team.record.places.at("name"), message, "Aim where about 70 % is a good result.")


def unit_text(scene: Scene, unit: Text | None) -> str:
    """A unit in the site's language."""
    return scene.plain(unit).strip() if unit is not None else ""
