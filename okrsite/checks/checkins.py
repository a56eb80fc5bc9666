"""Rules of method that look at what is checked in, and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, islice

from okrsite.checks.scene import Finding, Measured, Scene
from okrsite.goals.arithmetic import at_least
from okrsite.source.records import KeyResult
from okrsite.source.rows import backwards, column, last
from okrsite.source.values import Text

__all__ = [
    "blocked", "checkin_in_future", "checkin_outside_cycle", "pasted_note", "reported_better_than_computed", "stale",
]  # fmt: skip

_NEWS: Mapping[str, str] = {  # what a check-in of each kind says
    "move": " VALUE",
    "keep": " VALUE",
    "milestones": " done --milestone {}",
    "done": " done",
    "progress": " 60%",
    "none": ' --note "…"',
}
_LEVELS = {"on-track": 0, "at-risk": 1, "off-track": 2, "missed": 2}


def checkin_outside_cycle(scene: Scene) -> Iterator[Finding]:
    """A check-in before its key result's start or after its end."""
    for _, key_result, _ in scene.key_results():
        start, due = key_result.start, key_result.due
        days = column(key_result.checkins, "date")
        for checkin in () if not days or start <= days[0] <= days[-1] <= due else key_result.checkins:
            if checkin.date is not None and checkin.date <= scene.day and not start <= checkin.date <= due:
                side = (
                    f"before its key result starts, on {start}"
                    if checkin.date < start
                    else f"after its key result ended, on {due}"
                )
                message = f"This check-in of {checkin.date} is dated {side}."
                hint = "Correct the date, or give the key result `start:` or `due:` of its own."
                yield Finding(key_result.ref, checkin.places.at("date"), message, hint)


def checkin_in_future(scene: Scene) -> Iterator[Finding]:
    """A check-in of a day that has not come yet, of a key result or of a KPI."""
    of_goals = ((key_result.ref, key_result.checkins) for _, key_result, _ in scene.key_results())
    of_kpis = ((kpi.ref, kpi.checkins) for kpi, _ in scene.kpis())
    for ref, checkins in chain(of_goals, of_kpis):
        newest = last(checkins, "date")
        for checkin in () if newest is None or newest <= scene.day else checkins:
            if checkin.date is not None and checkin.date > scene.day:
                message = f"This check-in is dated {checkin.date}, after {scene.day}: it does not count yet."
                yield Finding(ref, checkin.places.at("date"), message, "Correct the date.")


def stale(scene: Scene) -> Iterator[Finding]:
    """An open key result whose last news is more than its check-in time ago."""
    for _, key_result, figures in scene.key_results():
        if figures.stale and key_result.kpi is None:
            since = max(figures.last_news or key_result.start, key_result.start)
            said = f"since {since}" if figures.last_news else f"since it began on {key_result.start}"
            message = f"No news of this key result {said}, {(scene.day - since).days} days; {key_result.checkin_every} are agreed."
            news = _NEWS[figures.kind].format(_next_milestone(key_result.record))
            hint = f"Say how it goes: `okrsite checkin {key_result.ref}{news}`, or a file in checkins/."
            yield Finding(key_result.ref, key_result.record.places.at("title"), message, hint)


def _next_milestone(record: KeyResult) -> int:
    """The number of the first milestone that is not done; 1 without milestones."""
    return next((number for number, step in enumerate(record.milestones, 1) if step.done is None), 1)


def pasted_note(scene: Scene) -> Iterator[Finding]:
    """The same note in the last `times` check-ins that have one."""
    times = int(scene.number("pasted-note", "times"))
    for _, key_result, figures in scene.key_results():
        said = (note for note in backwards(figures.checkins, "note") if note is not None)
        notes = list(islice(said, max(times, 0))) if times > 1 else []
        if notes and len(notes) == times and _are_the_same(scene, notes):
            newest = next(one for one in reversed(figures.checkins) if one.note is not None)
            message = f"The last {times} check-ins have the same note."
            hint = "Say what is new since the last time, or leave the note away."
            yield Finding(key_result.ref, newest.places.at("note"), message, hint)


def _are_the_same(scene: Scene, notes: list[Text]) -> bool:
    newest = _bare(scene, notes[0])
    return all(_bare(scene, one) == newest for one in notes[1:])


def _bare(scene: Scene, note: Text) -> str:
    return " ".join(scene.plain(note).split()).casefold()


def blocked(scene: Scene) -> Iterator[Finding]:
    """A key result that said twice running that it is stuck, or said it once and no more for its check-in time."""
    for one in scene.key_results():
        key_result, figures = one.key_result, one.figures
        if figures.blocked is None or figures.over or figures.status in {"done", "not-started"}:
            continue
        last = figures.checkins[-2:]
        since = max(figures.last_checkin or key_result.start, key_result.start)
        twice = sum(checkin.blocked is not None for checkin in last) + (key_result.record.blocked is not None) >= 2
        if twice or (scene.day - since).days > key_result.checkin_every:
            record = last[-1] if key_result.record.blocked is None else key_result.record
            message = f"This key result is stuck for more than a check-in: \u201c{scene.plain(figures.blocked)}\u201d."
            hint = "Take it to whoever can clear the way; take `blocked` away when it moves again."
            yield Finding(key_result.ref, record.places.at("blocked"), message, hint)


def reported_better_than_computed(scene: Scene) -> Iterator[Finding]:
    """Reported two levels better than computed, or sure of it while the forecast misses by more than `at_risk`."""
    for one in scene.key_results():
        figures = one.figures
        said = _LEVELS.get(figures.reported or "")
        computed = _LEVELS.get(figures.status)
        if said is not None and computed is not None and computed - said >= 2:
            checkin = next(c for c in reversed(figures.checkins) if c.status is not None)
            words = {"off-track": "off track", "missed": "missed"}[figures.status]
            message = f"Reported as {(figures.reported or '').replace('-', ' ')}, and {words} by the numbers."
            hint = "Say in a note what the numbers don't show, or report what they do."
            yield Finding(one.key_result.ref, checkin.places.at("status"), message, hint)
        elif share := _missing_forecast(scene, one):
            checkin = next(c for c in reversed(figures.checkins) if c.confidence is not None)
            message = (
                f"Confidence is {figures.confidence:.0%}, and at the pace so far {share:.0%} of the way will be done."
            )
            hint = "Say in a note what will change the pace, or lower the confidence."
            yield Finding(one.key_result.ref, checkin.places.at("confidence"), message, hint)


def _missing_forecast(scene: Scene, one: Measured) -> float | None:
    """The share of the way that the forecast comes to, where people are sure and it misses clearly."""
    metric, figures = one.key_result.record.metric, one.figures
    sure = scene.number("reported-better-than-computed", "confidence")
    if figures.confidence is None or not at_least(figures.confidence, sure) or figures.status == "done":
        return None
    if metric is None or metric.to is None or figures.forecast is None or figures.origin in {None, metric.to}:
        return None
    origin = figures.origin or 0
    share = (figures.forecast - origin) / (metric.to - origin)
    return None if at_least(share, 1 - scene.goals.site.status.at_risk) else max(share, 0.0001)
