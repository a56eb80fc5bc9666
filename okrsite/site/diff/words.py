"""Changes in words, the same for a terminal and for a pull request, in the language of `words`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping

from okrsite.history.changes import Checked, Effect, FieldChange, GoalChange, Measured, Shift
from okrsite.problems import Severity
from okrsite.site.diff.names import Names
from okrsite.site.plain import one_line
from okrsite.site.views.measures import bound_words, metric_words, target_words
from okrsite.site.wording import NONE, Wording
from okrsite.source.fields import Record
from okrsite.source.records import Initiative, Milestone
from okrsite.source.values import Bound, Link, Metric, Steps, TargetPath, Text, Texts

__all__ = ["Teller"]

_LONGEST = 160  # characters of a text of people's that are told
_NAMES = {"supports", "drivers", "guards", "with", "tags", "members"}  # lists of which what came and went is told
_LONG = {
    "why",
    "outcome",
    "about",
    "mission",
    "intro",
    "body",
}  # texts that are told to have changed, and not what they say
_MUST_NOT_MOVE = {"metric", "weight", "title", "milestones"}  # unseen, once it began
_BIDI = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


class Teller:
    """Words what differs."""

    def __init__(self, words: Wording) -> None:
        self.words = words
        self.names = Names(words)

    def text(self, text: Text, most: int = _LONGEST) -> str:
        """What people wrote, on one line, shortened."""
        line = one_line(self.words.text(text)).translate(_BIDI)
        return line if len(line) <= most else line[:most].rstrip() + " …"

    def labelled(self, label: str, said: str) -> str:
        """`metric: from 0 to 10`."""
        return label + self.words.gettext(": ") + said

    def what(self, change: GoalChange) -> str:
        """`objective given up`, `key result changed`."""
        thing, happened = self.names.kind(change.kind), self.names.happened(change.happening)
        return self.words.gettext("%(thing)s %(happened)s", thing=thing, happened=happened)

    def severity(self, severity: Severity) -> str:
        """`warning`."""
        gettext = self.words.gettext
        match severity:
            case Severity.ERROR:
                return gettext("error")
            case Severity.WARNING:
                return gettext("warning")
            case Severity.NOTE:
                return gettext("note")

    def sides(self, base: str, head: str, day: dt.date) -> str:
        """What was compared, by what the two sides are called (the second one empty: the folder that was not named)."""
        gettext = self.words.gettext
        return gettext(
            "%(base)s → %(head)s, both as of %(day)s",
            base=base,
            head=head or gettext("this folder"),
            day=self.words.short_day(day),
        )

    def nothing(self) -> str:
        """That nothing differs."""
        return self.words.gettext("Nothing changes in the {objectives|goals}.")

    def partial(self) -> str:
        """That not all could be compared."""
        return self.words.gettext(
            "Errors keep part of it from being read: what they touch is not compared, and figures that hang on it may be off."
        )

    def sentences(self, change: GoalChange) -> list[str]:
        """What happened to it, each thing in a few words."""
        gettext = self.words.gettext
        told = [gettext("was %(ref)s", ref=f"`{change.was}`")] if change.was else []
        told += [self._field(change, field) for field in change.fields if field.name != "dropped"]
        if any(field.name == "dropped" and field.after is None for field in change.fields):
            told.append(gettext("taken up again"))
        told += self.effect(change.effect)
        if change.happening == "gone" and change.kind in {"objective", "key-result"} and change.begun:
            told.append(gettext("after it began; %(code)s would keep it in sight", code="`dropped: {date, why}`"))
        told += [gettext("because: %(why)s", why=self.text(reason)) for reason in change.reasons]
        return told

    def checkin(self, one: Checked, unit: Text | None) -> str:
        """`20 Nov 2026: 5 students, confidence 60%, by mei`."""
        words = self.words
        said = []
        if one.value is not None:
            said.append(words.quantity(one.value, unit))
        if one.progress is not None:
            said.append(words.percent(one.progress))
        if one.status:
            said.append(words.gettext("reported: %(status)s", status=self.names.state(one.status)))
        if one.confidence is not None:
            said.append(words.gettext("confidence %(share)s", share=words.percent(one.confidence)))
        if one.blocked:
            said.append(words.gettext("blocked: %(why)s", why=self.text(one.blocked)))
        if one.by:
            said.append(words.gettext("by %(who)s", who=self.text(one.by)))
        told = self.labelled(words.short_day(one.date), words.gettext(", ").join(said) or words.gettext("a note"))
        return told if one.happening == "new" else self.labelled(self.names.happened(one.happening), told)

    def measured(self, values: Iterable[Measured], unit: Text | None) -> str:
        """`October 2026: 98 students; November 2026: 90 → 95 students`."""
        return self.words.gettext("; ").join(self._value(one, unit) for one in values)

    def _value(self, one: Measured, unit: Text | None) -> str:
        words = self.words
        period = words.period(one.period)
        if one.before is None:
            return self.labelled(period, words.quantity(one.after, unit))
        after = words.gettext("not measured") if one.after is None else words.quantity(one.after, unit)
        return self.labelled(period, f"{words.quantity(one.before, unit)} → {after}")

    def _field(self, change: GoalChange, field: FieldChange) -> str:
        gettext = self.words.gettext
        label = f"`{field.name}`" if change.kind == "site" else self.names.field(field.name, change.kind)
        is_late = change.begun and not change.reasons and field.name in _MUST_NOT_MOVE
        late = gettext(", after it began, and no %(code)s says why", code="`changed`") if is_late else ""
        if field.name in _LONG:
            return self._long(label, field)
        before, after = self._said(field.before), self._said(field.after)
        if field.name in _NAMES or (change.kind == "site" and _are_words(field.before) and _are_words(field.after)):
            return self.labelled(label, self._came_and_went(field))
        if tone := self.names.tone(field.tone):
            label = gettext("%(field)s %(tone)s", field=label, tone=tone)
        if before == after:
            return gettext("%(field)s changed", field=label) + late
        return self.labelled(label, f"{before} → {after}") + late

    def _long(self, label: str, field: FieldChange) -> str:
        gettext = self.words.gettext
        if not field.before:
            return gettext("%(field)s added", field=label)
        if not field.after:
            return gettext("%(field)s removed", field=label)
        return gettext("%(field)s reworded", field=label)

    def effect(self, effect: Effect) -> Iterator[str]:
        """What it does to the figures."""
        field, state = self.names.field, self.names.state
        if effect.verdict:
            yield self.labelled(field("verdict"), _to(effect.verdict, state))
        if effect.status:
            yield self.labelled(field("status"), _to(effect.status, state))
        if effect.health:
            yield self.labelled(field("health"), _to(effect.health, self.names.health))
        if effect.progress:
            yield self.labelled(field("progress"), _to(effect.progress, self._share))

    def _share(self, share: object) -> str:
        return self.words.percent(share) if isinstance(share, int | float) else self.words.gettext("no data")

    def _said(self, value: object) -> str:
        """A field's value."""
        match value:
            case None | ():
                return self.words.gettext("none")
            case bool():
                return self.words.gettext("yes") if value else self.words.gettext("no")
            case str() | Texts():
                return self.text(value)
            case dt.date():
                return self.words.short_day(value)
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
            steps = self.words.ngettext("%(num)s step", "%(num)s steps", len(values))
            done = sum(1 for one in values if _is_done(one))
            return self.words.gettext("%(steps)s, %(done)s done", steps=steps, done=done) if done else steps
        return ", ".join(self._said(value) for value in values)

    def _mapped(self, values: Mapping[str, object]) -> str:
        """`severity: off, max: 5`; what has no name of its own, as the word of a term in every language, without it."""
        said = (
            (name, value.isoformat() if isinstance(value, dt.date) else self._said(value))
            for name, value in values.items()
            if value not in (None, (), {})
        )
        return self.text(", ".join(words if name in {"", "other"} else f"{name}: {words}" for name, words in said))

    def _measure(self, value: object) -> str:
        match value:
            case int() | float():
                return self.words.number(value)
            case Metric():
                return metric_words(self.words, value, None)
            case Bound():
                return bound_words(self.words, value, None)
            case Steps() | TargetPath():
                return target_words(self.words, value, None) or NONE
        return str(value)

    def _came_and_went(self, field: FieldChange) -> str:
        """`now also `a`, no longer `b``."""
        gettext = self.words.gettext
        before, after = (
            tuple(map(str, side)) if isinstance(side, tuple) else () for side in (field.before, field.after)
        )
        came = ", ".join(f"`{one}`" for one in after if one not in before)
        went = ", ".join(f"`{one}`" for one in before if one not in after)
        told = [gettext("now also %(names)s", names=came)] if came else []
        told += [gettext("no longer %(names)s", names=went)] if went else []
        return gettext(", ").join(told) or gettext("in another order")


def _are_words(values: object) -> bool:
    return isinstance(values, tuple) and all(isinstance(one, str) for one in values)


def _is_done(one: object) -> bool:
    return one.done is not None if isinstance(one, Milestone) else isinstance(one, Initiative) and one.status == "done"


def _to(shift: Shift, said: Callable[[object], str]) -> str:
    return f"{said(shift.before)} → {said(shift.after)}"
