"""A difference for those who are not shown everything: no file, no name that `people:` keeps, no setting that is not theirs."""

from __future__ import annotations

from dataclasses import replace

from okrsite.goals.people import policy
from okrsite.history.changes import Checked, Difference, Effect, FieldChange, GoalChange
from okrsite.problems import Place
from okrsite.source.records import Initiative

__all__ = ["for_readers"]

_OTHERS = {"audience", "values_audience"}  # of goals; and of site.yml:
_NOT_SHOWN = {"audiences", "default_audience", "content", "repository", "people"}
_PEOPLE = {"owner", "lead", "members", "with", "by"}


def for_readers(found: Difference) -> Difference:
    """What of a difference its audience may be told; all of it for the narrowest one."""
    goals = found.head or found.base
    if goals is None or goals.audience == goals.site.audiences[-1]:
        return found
    named = policy(goals) in {"pages", "names"}
    changes = (_told(change, named) for change in found.goals)
    return replace(
        found,
        goals=tuple(change for change in changes if change is not None),
        checkins=tuple((ref, tuple(_said(one, named) for one in these)) for ref, these in found.checkins),
    )


def _told(change: GoalChange, named: bool) -> GoalChange | None:
    """The change without what is not theirs; None where nothing of it is left."""
    fields = tuple(_plain(one, named) for one in change.fields if _is_told(change, one, named))
    is_left = fields or change.happening != "changed" or change.was or change.effect != Effect() or change.reasons
    return replace(change, fields=fields, place=Place("")) if is_left else None


def _is_told(change: GoalChange, field: FieldChange, named: bool) -> bool:
    if change.kind == "site":
        return field.name.partition(".")[0] not in _NOT_SHOWN
    if field.name == "initiatives" and not named:
        return _unnamed(field.before) != _unnamed(field.after)
    return field.name not in _OTHERS and (named or field.name not in _PEOPLE)


def _plain(field: FieldChange, named: bool) -> FieldChange:
    if field.name != "initiatives" or named:
        return field
    return replace(field, before=_unnamed(field.before), after=_unnamed(field.after))


def _unnamed(initiatives: object) -> tuple[object, ...]:
    listed = initiatives if isinstance(initiatives, tuple) else ()
    return tuple(replace(one, owner=None) if isinstance(one, Initiative) else one for one in listed)


def _said(checkin: Checked, named: bool) -> Checked:
    return checkin if named else replace(checkin, by=None)
