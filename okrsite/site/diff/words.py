"""Changes in words, the same for a terminal and for a pull request; in English, with the site's own terms as written."""

from __future__ import annotations

import datetime as dt
import gettext
from collections.abc import Iterable, Iterator, Mapping

from okrsite.goals.model import Goals
from okrsite.history.changes import Checked, Effect, FieldChange, GoalChange, Measured, Shift
from okrsite.site.plain import one_line
from okrsite.site.views.measures import bound_words, metric_words, target_words
from okrsite.site.wording import NONE, Wording
from okrsite.source.fields import Record
from okrsite.source.records import Initiative, Milestone
from okrsite.source.values import Bound, Link, Metric, Steps, TargetPath, Text, Texts, in_language

__all__ = ["PARTIAL", "Teller", "plural"]

_LONGEST = 160  # characters of a text of people's that are told
_KINDS = {
    "site": "site",
    "team": "team",
    "objective": "objective",
    "key-result": "key result",
    "kpi": "KPI",
    "update": "update",
}
_HAPPENED = {"new": "new", "gone": "removed", "dropped": "given up", "changed": "changed"}
_NAMES = {"supports", "drivers", "guards", "with", "tags", "members"}  # lists of which what came and went is told
PARTIAL = (
    "Errors keep part of it from being read: what they touch is not compared, and figures that hang on it may be off."
)
_LONG = {"why", "outcome", "about"}  # texts that are told to have changed, and not what they say
_BIDI = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def plural(count: int, one: str, many: str = "") -> str:
    """`1 objective`, `3 objectives`."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


class Teller:
    """Words what differs; `goals` are those of the head, or of the base where the head has none."""

    def __init__(self, goals: Goals | None) -> None:
        self._site = goals.site if goals else None
        self._words = Wording("en", goals.site.language, gettext.NullTranslations(), goals.site) if goals else None

    def text(self, text: Text, most: int = _LONGEST) -> str:
        """What people wrote, in the site's language, on one line, shortened."""
        language = self._site.language if self._site else "en"
        line = one_line(in_language(text, language, language)).translate(_BIDI)
        return line if len(line) <= most else line[:most].rstrip() + " …"

    def what(self, change: GoalChange) -> str:
        """`objective given up`, `key result changed`."""
        return f"{_KINDS[change.kind]} {_HAPPENED[change.happening]}"

    def sentences(self, change: GoalChange) -> list[str]:
        """What happened to it, each thing in a few words."""
        told = [f"was `{change.was}`"] if change.was else []
        told += [self._field(change, field) for field in change.fields if field.name != "dropped"]
        if any(field.name == "dropped" and field.after is None for field in change.fields):
            told.append("taken up again")
        told += self.effect(change.effect)
        if change.happening == "gone" and change.kind in {"objective", "key-result"} and change.begun:
            told.append("after it began; `dropped: {date, why}` would keep it in sight")
        told += [f"because: {self.text(reason)}" for reason in change.reasons]
        return told

    def checkin(self, one: Checked, unit: Text | None) -> str:
        """`2026-11-20: 5 students, confidence 60%, by mei`."""
        said = []
        if one.value is not None and self._words:
            said.append(self._words.quantity(one.value, unit))
        if one.progress is not None and self._words:
            said.append(self._words.percent(one.progress))
        if one.status:
            said.append(f"reported {one.status.replace('-', ' ')}")
        if one.confidence is not None and self._words:
            said.append(f"confidence {self._words.percent(one.confidence)}")
        if one.blocked:
            said.append(f"blocked: {self.text(one.blocked)}")
        if one.by:
            said.append(f"by {self.text(one.by)}")
        head = "" if one.happening == "new" else f"{_HAPPENED[one.happening]}: "
        return f"{head}{one.date}: {', '.join(said) or 'a note'}"

    def measured(self, values: Iterable[Measured], unit: Text | None) -> str:
        """`2026-10: 98 students; 2026-11: 90 → 95 students`."""
        return "; ".join(self._value(one, unit) for one in values)

    def _value(self, one: Measured, unit: Text | None) -> str:
        quantity = self._words.quantity if self._words else lambda value, _: str(value)
        if one.before is None:
            return f"{one.period}: {quantity(one.after, unit)}"
        after = "not measured" if one.after is None else quantity(one.after, unit)
        return f"{one.period}: {quantity(one.before, unit)} → {after}"

    def _field(self, change: GoalChange, field: FieldChange) -> str:
        label = f"`{field.name}`" if change.kind == "site" else field.name.replace("_", " ")
        tone = f" {field.tone}" if field.tone != "other" else ""
        late = ""
        if change.begun and not change.reasons and field.name in {"metric", "weight", "title", "milestones"}:
            late = ", after it began, and no `changed` says why"
        if field.name in _LONG and isinstance(field.before, str | Texts) and isinstance(field.after, str | Texts):
            return f"{label} reworded"
        before, after = self._said(field.before), self._said(field.after)
        if field.name in _LONG:
            return f"{label} {'added' if field.before is None else 'removed'}"
        if field.name in _NAMES or (change.kind == "site" and _are_words(field.before) and _are_words(field.after)):
            return f"{label}: {_came_and_went(field)}"
        if field.name == "initiatives":
            return f"initiatives {before} → {after}" if before != after else "initiatives changed"
        if field.name == "milestones" and before == after:
            return f"{label} changed{tone and f', {field.tone}'}{late}"
        return f"{label}{tone}: {before} → {after}{late}"

    def effect(self, effect: Effect) -> Iterator[str]:
        """What it does to the figures."""
        if effect.verdict:
            yield f"verdict: {_state(effect.verdict)}"
        if effect.status:
            yield f"status: {_state(effect.status)}"
        if effect.health:
            yield f"health: {_state(effect.health)}"
        if effect.progress:
            yield f"progress: {self._share(effect.progress.before)} → {self._share(effect.progress.after)}"

    def _share(self, share: str | float | None) -> str:
        return self._words.percent(share) if self._words and isinstance(share, int | float) else "no data"

    def _said(self, value: object) -> str:
        """A field's value."""
        match value:
            case None | ():
                return "none"
            case bool():
                return "yes" if value else "no"
            case str() | Texts():
                return self.text(value)
            case dt.date():
                return value.isoformat()
            case Link():
                return self.text(value.url)
            case tuple():
                return self._listed(value)
            case Mapping():
                return self._mapped(value)
            case Record():
                return self._mapped({name: getattr(value, spec.attribute) for name, spec in value.declared.items()})
        return self._measure(value)

    def _listed(self, values: tuple[object, ...]) -> str:
        if isinstance(values[0], Milestone | Initiative):
            done = sum(1 for one in values if _is_done(one))
            return f"{plural(len(values), 'step')}, {done} done" if done else plural(len(values), "step")
        return ", ".join(self._said(value) for value in values)

    def _mapped(self, values: Mapping[str, object]) -> str:
        """`severity: off, max: 5`; what has no name of its own, as the word of a term in every language, without it."""
        said = ((name, self._said(value)) for name, value in values.items() if value not in (None, (), {}))
        return self.text(", ".join(words if name in {"", "other"} else f"{name}: {words}" for name, words in said))

    def _measure(self, value: object) -> str:
        if self._words is None:
            return str(value)
        match value:
            case int() | float():
                return self._words.number(value)
            case Metric():
                return metric_words(self._words, value, None)
            case Bound():
                return bound_words(self._words, value, None)
            case Steps() | TargetPath():
                return target_words(self._words, value, None) or NONE
        return str(value)


def _came_and_went(field: FieldChange) -> str:
    """`now also `a`, no longer `b``."""
    before, after = (tuple(map(str, side)) if isinstance(side, tuple) else () for side in (field.before, field.after))
    parts = (
        ("now also", [one for one in after if one not in before]),
        ("no longer", [one for one in before if one not in after]),
    )
    told = [f"{words} {', '.join(f'`{one}`' for one in names)}" for words, names in parts if names]
    return ", ".join(told) or "in another order"


def _are_words(values: object) -> bool:
    return isinstance(values, tuple) and all(isinstance(one, str) for one in values)


def _is_done(one: object) -> bool:
    return one.done is not None if isinstance(one, Milestone) else isinstance(one, Initiative) and one.status == "done"


def _state(shift: Shift) -> str:
    return " → ".join(str(one).replace("-", " ") if one is not None else "none" for one in (shift.before, shift.after))
