"""Which changes matter most: what got worse comes first."""

from __future__ import annotations

from okrsite.frozen import dataclass
from okrsite.history.changes import Difference, GoalChange, Shift
from okrsite.problems import Problem

__all__ = ["Sorted", "is_worse", "sorted_out"]

_STATUS = ("done", "on-track", "partly", "at-risk", "off-track", "missed")
_VERDICT = ("aligned", "blind", "decoupled", "behind", "derailing", "at-a-cost")
_CONTRADICTIONS = _VERDICT[_VERDICT.index("derailing") :]  # told first also where nothing was judged before
_HEALTH = ("green", "amber", "red")


@dataclass(frozen=True, slots=True)
class Sorted:
    """The changes of a difference by how much they matter."""

    worse: tuple[GoalChange, ...]
    changed: tuple[GoalChange, ...]
    better: tuple[GoalChange, ...]
    new: tuple[GoalChange, ...]
    beside: tuple[GoalChange, ...]  # people and pages, which are no goals
    introduced: tuple[Problem, ...]  # the worst first


def sorted_out(found: Difference) -> Sorted:
    """The changes, what got worse by how much it matters, the rest in the order of the site."""
    kinds: dict[str, list[GoalChange]] = {"worse": [], "changed": [], "better": [], "new": [], "beside": []}
    checked = {ref for ref, _ in found.checkins}
    for change in found.goals:
        kind = _kind(change)
        is_told_there = change.ref in checked and not change.fields and not change.was
        if kind == "worse" or not is_told_there:  # else beside its check-ins
            kinds[kind].append(change)
    kinds["worse"].sort(key=_weight)
    introduced = tuple(sorted(found.introduced, key=lambda problem: problem.severity.rank))
    names = ("worse", "changed", "better", "new", "beside")
    worse, changed, better, new, beside = (tuple(kinds[kind]) for kind in names)
    return Sorted(worse, changed, better, new, beside, introduced)


def is_worse(shift: Shift | None) -> bool | None:
    """Whether a status, a verdict or a health got worse (False: better); None where that can't be said."""
    if shift is None:
        return None
    for scale in (_STATUS, _VERDICT, _HEALTH):
        if shift.before in scale and shift.after in scale:
            return scale.index(str(shift.after)) > scale.index(str(shift.before))
    return True if shift.after in _CONTRADICTIONS else None


def _kind(change: GoalChange) -> str:
    if change.kind in {"page", "person"}:
        return "beside"
    if change.happening == "new":
        return "new"
    shifts = {is_worse(one) for one in (change.effect.status, change.effect.verdict, change.effect.health)}
    if change.happening in {"gone", "dropped"} or change.is_easier or True in shifts:
        return "worse"
    return "better" if False in shifts and not change.fields else "changed"


def _weight(change: GoalChange) -> int:
    """The less, the sooner told: given up, flipped to a bad verdict, made easier after the start, worse."""
    if change.happening in {"gone", "dropped"}:
        return 0 if change.kind in {"objective", "key-result"} else 3
    if is_worse(change.effect.verdict):
        return 1
    if change.is_easier:
        return 2 if change.begun and not change.reasons else 3
    return 4
