"""The rules of method: their permanent names, how much each matters where site.yml does not say, their limits, and where they look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

__all__ = ["METHOD", "Limit", "MethodRule", "Severities", "Subject"]

Limit = int | float | tuple[str, ...]
"""A number, or words that are added to the built-in ones."""
Severities = Literal["error", "warning", "note", "off"]
Subject = Literal["objective", "key_result", "kpi"]
_GOALS: tuple[Subject, ...] = ("objective", "key_result")
_ALL: tuple[Subject, ...] = ("objective", "key_result", "kpi")


@dataclass(frozen=True, slots=True)
class MethodRule:
    """One rule: what it finds, in a sentence; `on`: on which records `ignore:` can silence it."""

    sentence: str
    severity: Severities = "note"
    on: tuple[Subject, ...] = ("objective",)
    limits: Mapping[str, Limit] = field(default_factory=dict)


METHOD: Mapping[str, MethodRule] = MappingProxyType(
    {
        "at-a-cost": MethodRule("A goal is reached while a KPI that guards it is red.", "warning"),
        "baseline-from-first-value": MethodRule(
            "A key result reaches a number and does not say from where.", "note", _GOALS
        ),
        "blocked": MethodRule("A key result is stuck for more than a check-in.", "note", _GOALS),
        "carried-over": MethodRule(
            "An objective of the same title stands in several cycles running.", limits={"cycles": 3}
        ),
        "checkin-in-future": MethodRule("A check-in is dated after today.", "warning", _ALL),
        "checkin-outside-cycle": MethodRule(
            "A check-in is dated before its key result starts or after it ends.", "warning", _GOALS
        ),
        "closed-without-outcome": MethodRule(
            "A cycle has been over for a while, and an objective does not say what came of it.", limits={"days": 14}
        ),
        "copies-parent": MethodRule(
            "An objective has nearly the same title as what it supports.", limits={"similarity": 0.9}
        ),
        "day-zero": MethodRule("A key result is met at its start.", "warning", _GOALS),
        "decoupled": MethodRule("A goal moves while a KPI that should drive it is red.", "warning"),
        "derailing": MethodRule("All KPIs that drive a goal are good, and it is not being reached.", "warning"),
        "key-result-is-a-task": MethodRule(
            "A key result begins like a task and names no number.", "note", _GOALS, {"words": ()}
        ),
        "key-result-not-measurable": MethodRule(
            "A key result has nothing that it could be measured by.", "warning", _GOALS
        ),
        "key-results-per-objective": MethodRule(
            "An objective has too few key results, or too many.", "warning", limits={"min": 2, "max": 4}
        ),
        "kpi-aimless": MethodRule("A KPI drives and guards nothing.", "warning", ("kpi",)),
        "kpi-and-goal-disagree": MethodRule(
            "A KPI and the key result that takes its value differ in unit or direction.", "warning", _GOALS
        ),
        "kpi-no-source": MethodRule("A KPI does not say where its number comes from.", "note", ("kpi",)),
        "kpi-no-target": MethodRule("A KPI has no target.", "warning", ("kpi",)),
        "kpi-red-no-goal": MethodRule(
            "A KPI has been red for several periods, and no open objective is driven by it.",
            "warning",
            ("kpi",),
            {"periods": 2},
        ),
        "kpi-stale": MethodRule("A KPI's newest value is overdue.", "warning", ("kpi",)),
        "moved-goalpost": MethodRule(
            "A metric, weight or title was changed well after the start, without saying why.",
            "warning",
            _GOALS,
            {"days": 14},
        ),
        "no-owner": MethodRule("Nobody answers for a goal or a KPI, or a team does.", "warning", _ALL),
        "no-why": MethodRule("An objective gives no reason."),
        "objective-is-a-number": MethodRule("An objective's title holds a number, as a key result's does."),
        "objectives-per-team": MethodRule("A team has too many objectives in a cycle.", "warning", limits={"max": 5}),
        "orphan-objective": MethodRule("An objective below the top supports nothing."),
        "pasted-note": MethodRule("Check-ins repeat the same note.", "note", _GOALS, {"times": 3}),
        "reported-better-than-computed": MethodRule(
            "People report a goal as much better than its numbers say.", "warning", _GOALS, {"confidence": 0.7}
        ),
        "sandbagging": MethodRule(
            "A key result is done long before its end, or a team reaches everything every time.",
            "note",
            _GOALS,
            {"time": 0.5, "cycles": 3, "progress": 0.95},
        ),
        "stale": MethodRule("An open key result has had no check-in for too long.", "warning", _GOALS),
        "title-and-metric-disagree": MethodRule(
            "A key result's title names a number that its metric has not.", "warning", _GOALS
        ),
        "vague-words": MethodRule(
            "A key result uses words that anything satisfies, and no number.", "note", _GOALS, {"words": ()}
        ),
    }
)
"""Rule → declaration, by name."""
