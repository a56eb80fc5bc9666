"""The records of objectives.json."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.site import addresses
from okrsite.site.data.facts import bound, day, link, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsite.goals.figures import KeyResultFigures
    from okrsite.goals.model import KeyResult, Objective
    from okrsite.site.data.facts import Facts, Json
    from okrsite.source.records import Checkin, Initiative, Milestone, Outcome

__all__ = ["objective_record", "objectives"]


def objectives(facts: Facts) -> Iterator[dict[str, Json]]:
    """Every objective with its key results, in the site's order."""
    return (objective_record(facts, ref) for ref in facts.goals.objectives)


def objective_record(facts: Facts, ref: str) -> dict[str, Json]:
    """An objective with its key results."""
    objective = facts.goals.objectives[ref]
    return {**_words(facts, objective), **_figures(facts, objective), **_rest(facts, objective)}


def _words(facts: Facts, objective: Objective) -> dict[str, Json]:
    record = objective.record
    return {
        "ref": objective.ref,
        "team": objective.team,
        "cycle": objective.cycle,
        "id": objective.id,
        "title": text(record.title),
        "why": text(record.why),
        "owner": facts.person(record.owner),
        "with": facts.carriers(record.with_),
        "kind": record.kind,
        "url": addresses.objective(objective.ref),
        "source": facts.source(record, objective.tree),
        "supports": list(objective.supports),
        "supported_by": list(objective.supported_by),
        "tags": list(record.tags),
        "weight": record.weight,
    }


def _figures(facts: Facts, objective: Objective) -> dict[str, Json]:
    figures = facts.figures.objectives[objective.ref]
    balance = facts.figures.balance.get(objective.ref)
    return {
        "progress": figures.progress,
        "expected": figures.expected,
        "coverage": list(figures.coverage),
        "status": figures.status,
        "reported": figures.reported,
        "confidence": figures.confidence,
        "grade": figures.grade,
        "verdict": balance.verdict if balance else None,
        "drivers": list(balance.drivers if balance else objective.drivers),
        "guards": list(balance.guards if balance else objective.guards),
        "last_checkin": day(figures.last_checkin),
        "last_news": day(figures.last_news),
        "stale": figures.stale,
    }


def _rest(facts: Facts, objective: Objective) -> dict[str, Json]:
    record = objective.record
    figures = facts.figures.objectives[objective.ref].key_results
    return {
        "dropped": facts.dropped(record.dropped),
        "outcome": _outcome(record.outcome),
        "initiatives": [_initiative(facts, initiative) for initiative in record.initiatives],
        "fields": facts.own("objective", record.fields),
        "key_results": [
            _key_result(facts, key_result, of_it)
            for key_result, of_it in zip(objective.key_results, figures, strict=True)
        ],
    }


def _key_result(facts: Facts, key_result: KeyResult, figures: KeyResultFigures) -> dict[str, Json]:
    record = key_result.record
    return {
        "ref": key_result.ref,
        "id": key_result.id,
        "title": text(record.title),
        "owner": facts.person(record.owner),
        "weight": record.weight,
        "kpi": key_result.kpi,
        "metric": _metric(key_result, figures),
        "milestones": [_milestone(facts, milestone) for milestone in record.milestones],
        "start": day(key_result.start),
        "due": day(key_result.due),
        "value": figures.value if figures.kind in ("move", "keep") else None,
        "attainment": figures.attainment,
        "progress": figures.progress,
        "expected": figures.expected,
        "status": figures.status,
        "reported": figures.reported,
        "confidence": figures.confidence,
        "forecast": figures.forecast,
        "last_checkin": day(figures.last_checkin),
        "last_news": day(figures.last_news),
        "stale": figures.stale,
        "blocked": text(figures.blocked),
        "dropped": facts.dropped(record.dropped),
        "grade": figures.grade,
        "checkins": [_checkin(facts, checkin) for checkin in figures.checkins],
    }


def _metric(key_result: KeyResult, figures: KeyResultFigures) -> dict[str, Json]:
    """The kind by its name; a move from the first value where no other is written."""
    metric = key_result.record.metric
    if metric is None:
        return {"kind": figures.kind}
    if metric.kind == "keep":
        return {"kind": "keep", **(bound(metric.bound) or {}), "unit": text(metric.unit)}
    start = figures.origin if metric.start is None else metric.start
    return {"kind": "move", "from": start, "to": metric.to, "unit": text(metric.unit)}


def _milestone(facts: Facts, milestone: Milestone) -> dict[str, Json]:
    done = milestone.done if milestone.done and milestone.done <= facts.figures.day else None
    return {
        "title": text(milestone.title),
        "due": day(milestone.due),
        "done": day(done),
        "weight": milestone.weight,
    }


def _checkin(facts: Facts, checkin: Checkin) -> dict[str, Json]:
    return {
        "date": day(checkin.date),
        "value": checkin.value,
        "progress": checkin.progress,
        "confidence": checkin.confidence,
        "status": checkin.status,
        "note": text(checkin.note),
        "by": facts.person(checkin.by),
    }


def _outcome(outcome: Outcome | None) -> Json:
    return {"grade": outcome.grade, "note": text(outcome.note)} if outcome else None


def _initiative(facts: Facts, initiative: Initiative) -> dict[str, Json]:
    return {
        "title": text(initiative.title),
        "status": initiative.status,
        "owner": facts.person(initiative.owner),
        "due": day(initiative.due),
        "link": link(initiative.link),
    }
