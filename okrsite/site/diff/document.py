"""A difference for a program: one JSON document."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

from okrsite.history.changes import Checked, Difference, GoalChange, Shift
from okrsite.problems import Problem, Severity
from okrsite.site.diff.english import english
from okrsite.site.diff.words import Teller
from okrsite.source.fields import Record
from okrsite.source.values import Texts

__all__ = ["as_json"]


def as_json(found: Difference, base: str, head: str) -> str:
    """All of it: `{version, as_of, base, head, partial, goals, checkins, values, problems: {introduced, solved, counts}}`.

    It is the same whatever the site's language: each `text` is in English.
    """
    teller = Teller(english(found))
    severities = [one.severity for one in found.introduced]
    document = {
        "version": 1,
        "as_of": found.day,
        "base": base,
        "head": head or "this folder",
        "partial": found.is_partial,
        "goals": [_goal(one, teller) for one in found.goals],
        "checkins": [{"key_result": ref, "changes": [_checkin(one) for one in these]} for ref, these in found.checkins],
        "values": [{"kpi": ref, "changes": [dataclasses.asdict(one) for one in these]} for ref, these in found.values],
        "problems": {
            "introduced": [_problem(one) for one in found.introduced],
            "solved": [_problem(one) for one in found.solved],
            "counts": {severity.value: severities.count(severity) for severity in Severity},
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=2, default=_plain)


def _goal(change: GoalChange, teller: Teller) -> dict[str, object]:
    effect = {field.name: _shift(getattr(change.effect, field.name)) for field in dataclasses.fields(change.effect)}
    return {
        "kind": change.kind,
        "ref": change.ref,
        "was": change.was,
        "title": change.title,
        "change": change.happening,
        "path": change.place.path,
        "line": change.place.line or None,
        "begun": change.begun,
        "fields": [
            {
                "field": one.name,
                "before": one.before,
                "after": one.after,
                "target": one.tone if one.tone != "other" else None,
            }
            for one in change.fields
        ],
        **effect,
        "reasons": list(change.reasons),
        "text": teller.sentences(change),
    }


def _shift(shift: Shift | None) -> dict[str, object] | None:
    return {"before": shift.before, "after": shift.after} if shift else None


def _checkin(one: Checked) -> dict[str, object]:
    said = {field.name: getattr(one, field.name) for field in dataclasses.fields(one)}
    return {"change": said.pop("happening"), **said}


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.place.path,
        "line": problem.place.line or None,
        "column": problem.place.column or None,
        "rule": problem.rule,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
    }


def _plain(value: object) -> object:
    """What JSON has no form for: days, texts in several languages, records without their places."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Texts):
        return dict(value.by_language)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [
            one.name for one in dataclasses.fields(value) if not (isinstance(value, Record) and one.name == "places")
        ]
        return {name: getattr(value, name) for name in names}
    return str(value)
