"""A difference in one line: how much of what."""

from __future__ import annotations

from okrsite.history.changes import Difference, GoalChange
from okrsite.problems import Severity
from okrsite.site.diff.words import plural

__all__ = ["summary"]


def summary(found: Difference) -> str:
    """`1 objective given up, 1 target easier, 3 check-ins; 1 new warning, 2 problems solved`; empty for no difference."""
    goals = ", ".join(part for part in _parts(found) if part)
    news = [problem.severity for problem in found.introduced]
    counts = [(news.count(severity), f"new {severity.value}") for severity in Severity]
    problems = [plural(count, name) for count, name in counts if count]
    problems += [f"{plural(len(found.solved), 'problem')} solved"] if found.solved else []
    return "; ".join(part for part in (goals, ", ".join(problems)) if part)


def _parts(found: Difference) -> list[str]:
    kinds = (("objective", "objective"), ("key-result", "key result"), ("kpi", "KPI"), ("team", "team"))
    words = {"dropped": "given up", "gone": "removed", "new": "new", "changed": "changed"}
    told = []
    for happening in ("dropped", "gone"):
        for kind, name in kinds:
            told.append(
                _counted(
                    [c for c in found.goals if c.kind == kind and c.happening == happening], name, words[happening]
                )
            )
    settings = [field for change in found.goals if change.kind == "site" for field in change.fields]
    moved = [field for change in found.goals if change.kind != "site" for field in change.fields]
    eased = [field for field in moved if field.tone == "easier"]
    raised = [field for field in moved if field.tone == "harder"]
    flipped = [change for change in found.goals if change.effect.verdict]
    told.append(f"{plural(len(eased), 'target')} easier" if eased else "")
    told.append(f"{plural(len(flipped), 'verdict')} flipped" if flipped else "")
    told.append(f"{plural(len(raised), 'target')} harder" if raised else "")
    for happening in ("new", "changed"):
        for kind, name in kinds:
            these = [
                c
                for c in found.goals
                if c.kind == kind and c.happening == happening and (c.fields or c.was or happening == "new")
            ]
            told.append(_counted(these, name, words[happening]))
    told.append(f"{plural(len(settings), 'setting')} changed" if settings else "")
    checkins = sum(len(these) for _, these in found.checkins)
    values = sum(len(these) for _, these in found.values)
    updates = [change for change in found.goals if change.kind == "update"]
    told.append(plural(checkins, "check-in") if checkins else "")
    told.append(plural(values, "KPI value") if values else "")
    told.append(plural(len(updates), "update") if updates else "")
    return told


def _counted(changes: list[GoalChange], name: str, what: str) -> str:
    return f"{plural(len(changes), name)} {what}" if changes else ""
