"""The kinds of value that measure: a key result's metric, a KPI's target, tolerance and values."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from okrsite.frozen import dataclass
from okrsite.source import words
from okrsite.source.compoundkinds import ByKey, ListOf, OneRecord, is_blank
from okrsite.source.context import Context
from okrsite.source.fields import Definitions, Record, field, make, read_record, read_records, record, what_stands
from okrsite.source.nodes import List, Map, Node, Scalar
from okrsite.source.places import placed
from okrsite.source.scalarkinds import Choice, OneText, TextKind, read_date, read_number, read_period
from okrsite.source.schemas import reference_to
from okrsite.source.values import Bound, Metric, Number, Pace, Period, Steps, Target, TargetPath, Text
from okrsite.source.wrong import Wrong

__all__ = ["BoundKind", "KpiValuesKind", "MetricKind", "TargetKind"]

T = TypeVar("T")

_NUMBER_JSON = {"type": ["number", "string"]}
_NUMBER = OneText("number", read_number, _NUMBER_JSON)
_DATE = OneText("date", read_date)
_PERIOD = OneText("period", read_period, {"type": ["string", "integer"]})
_SIDES = ("at_least", "at_most", "between")


@record
class Keep(Record):
    """A bound to hold: exactly one of its three forms."""

    at_least: Number | None = field(_NUMBER, "Not below this.", example="99.9")
    at_most: Number | None = field(_NUMBER, "Not above this.", example="200")
    between: tuple[Number, ...] = field(
        ListOf(_NUMBER), "Neither below the first nor above the second.", example="[40, 60]"
    )

    def bound(self, context: Context) -> Bound | None:
        """The bound; None once the context has been told why there is none."""
        written = [name for name in _SIDES if self.places.is_filled(name)]
        if len(written) != 1:
            hint = (
                "For both sides write `between: [40, 60]`."
                if written
                else "Write `at_least: 99.9`, `at_most: 200` or `between: [40, 60]`."
            )
            context.problem(self.places.start, "bad-metric", f"A bound takes one of {', '.join(_SIDES)}.", hint)
            return None
        if self.at_least is not None:
            return Bound("at_least", low=self.at_least)
        if self.at_most is not None:
            return Bound("at_most", high=self.at_most)
        return self._between(context)

    def _between(self, context: Context) -> Bound | None:
        place = self.places.mark_of("between")
        if not self.between:
            return None
        if len(self.between) != 2:
            context.problem(place, "bad-metric", "A range has two numbers.", "Write `between: [40, 60]`.")
            return None
        found = words.between(*self.between)
        if isinstance(found, Wrong):
            context.problem(place, "bad-metric", found.message, "Write the lower number first.")
            return None
        bound: Bound = found[0]
        return bound


@dataclass(frozen=True, slots=True)
class BoundKind:
    """A bound: a map, or in words."""

    label: str = "bound, as a map or in words"
    empty: None = None
    holds_records: bool = False

    def read(self, node: Node, context: Context) -> Bound | None:
        """The bound."""
        if isinstance(node, Scalar):
            return told(words.bound(node.text), node, context)
        keep = read_record(Keep, node, context)
        return keep.bound(context) if keep else None

    def schema(self, definitions: Definitions) -> dict[str, Any]:
        """A text or a map."""
        return {"anyOf": [{"type": ["string", "number"]}, reference_to(Keep, definitions)]}


def told(found: T | Wrong, node: Node, context: Context) -> T | None:
    """The value; or None, with what is wrong told at its node."""
    if isinstance(found, Wrong):
        context.problem(node, found.rule, found.message, found.hint)
        return None
    return found


@record
class MetricMap(Record):
    """How a key result is measured, as a map."""

    start: Number | None = field(_NUMBER, "Where it begins; default the first value.", name="from", example="0")
    to: Number | None = field(_NUMBER, "Where it should get.", example="10")
    keep: Keep | None = field(OneRecord(Keep), "A bound to hold instead.", example="{at_least: 99.9}")
    unit: Text | None = field(TextKind(), "What the number is of.", example="students")
    pace: Pace | None = field(
        Choice(("linear", "late", "none")),
        "How it is expected to move: evenly (the default), late, or in no known way.",
    )
    plan: dict[str, Number] = field(
        ByKey(_NUMBER, "date: number, …"), "What is planned by which day.", example="{2026-11-15: 3}"
    )

    def metric(self, context: Context) -> Metric | None:
        """The metric; None once the context has been told why there is none."""
        knows = self.places.is_filled
        if knows("keep"):
            return self._keep(context)
        if not knows("to"):
            self._wrong(
                context, "This metric does not say where to get.", "Add `to: 10`, or write `{keep: {at_least: 10}}`."
            )
            return None
        if knows("pace") and knows("plan"):
            self._wrong(context, "A plan is the pace: there can't be both.", "Remove `pace` or `plan`.")
        if self.to is None or (knows("from") and self.start is None):
            return None
        return Metric("move", self.start, self.to, unit=self.unit, pace=self.pace or "linear", plan=self._plan(context))

    def _keep(self, context: Context) -> Metric | None:
        if self.places.is_filled("to") or self.places.is_filled("from"):
            self._wrong(
                context, "A metric moves a number or keeps one, not both.", "Remove `keep`, or `from` and `to`."
            )
            return None
        bound = self.keep.bound(context) if self.keep else None
        return Metric("keep", bound=bound, unit=self.unit) if bound else None

    def _plan(self, context: Context) -> tuple[tuple[dt.date, Number], ...]:
        steps: dict[dt.date, Number] = {}
        for text, value in self.plan.items():
            place = self.places.mark_of("plan", text)
            day = told(read_date(text, context), Scalar(text, place, place), context)
            if day is not None:
                steps[day] = value
        return tuple(sorted(steps.items()))

    def _wrong(self, context: Context, message: str, hint: str) -> None:
        context.problem(self.places.start, "bad-metric", message, hint)


@dataclass(frozen=True, slots=True)
class MetricKind:
    """How a key result is measured: a map, or in words."""

    label: str = "metric, as a map or in words"
    empty: None = None
    holds_records: bool = False

    def read(self, node: Node, context: Context) -> Metric | None:
        """The metric."""
        found = self._any(node, context)
        if found and found.kind == "move" and found.start is not None and found.start == found.to:
            context.problem(
                node,
                "from-equals-to",
                f"This metric goes from {found.start} to {found.to}: nothing would move.",
                f"To hold a value write `keep at least {found.to}` or `keep at most {found.to}`.",
            )
        return found

    def _any(self, node: Node, context: Context) -> Metric | None:
        if isinstance(node, Scalar):
            found: Metric | None = told(words.metric(node.text), node, context)
            return found
        if isinstance(node, List):
            context.problem(
                node,
                "bad-metric",
                f"Here stands {what_stands(node)}, where a metric should.",
                f"Write {words.METRIC_FORMS}.",
            )
            return None
        read = read_record(MetricMap, node, context)
        return read.metric(context) if read else None

    def schema(self, definitions: Definitions) -> dict[str, Any]:
        """A text or a map."""
        return {"anyOf": [{"type": "string"}, reference_to(MetricMap, definitions)]}


@record
class PathMap(Record):
    """A target on a straight line between two numbers."""

    origin: Number = field(_NUMBER, "Where the line begins.", name="from", required=True, example="61")
    to: Number = field(_NUMBER, "Where it ends.", required=True, example="40")
    start: Period | None = field(
        _PERIOD, "It begins at this period's end; default the first value's period.", example="2024"
    )
    by: Period = field(_PERIOD, "It ends at this period's end.", required=True, example="2030")


@dataclass(frozen=True, slots=True)
class TargetKind:
    """What a KPI should be: a bound, a bound by period, or a path."""

    bound: BoundKind = BoundKind()
    label: str = "target: in words, as a map, by period, or a path"
    empty: None = None
    holds_records: bool = False

    def read(self, node: Node, context: Context) -> Target | None:
        """The target."""
        found = self._any(node, context)
        if isinstance(found, TargetPath):
            self._check(found, node, context)
        return found

    def _any(self, node: Node, context: Context) -> Target | None:
        if isinstance(node, Scalar):
            found = words.target(node.text, context.settings.year_starts)
            if isinstance(found, Wrong):
                return told(found, node, context)
            return found
        names = set(node.keys()) if isinstance(node, Map) else set()
        if names & {"from", "to", "by", "start"}:
            read = read_record(PathMap, node, context)
            return TargetPath(read.origin, read.to, read.by, read.start) if read else None
        if isinstance(node, Map) and any(name[:4].isdigit() for name in names):
            return self._steps(node, context)
        return self.bound.read(node, context)

    def _steps(self, node: Map, context: Context) -> Steps | None:
        steps: dict[Period, Bound] = {}
        for key, value in node.entries:
            period = told(read_period(key.text, context), key, context)
            if period is None or is_blank(value):
                continue
            if period in steps:
                context.problem(key, "period-twice", f"`{key.text}` stands here twice.", "Keep one of them.")
                continue
            bound = self.bound.read(value, context)
            if bound is not None:
                steps[period] = bound
        return Steps(tuple(sorted(steps.items(), key=lambda step: step[0].start))) if steps else None

    def _check(self, path: TargetPath, node: Node, context: Context) -> None:
        if path.origin == path.to:
            hint = f"Write `at least {path.to}` or `at most {path.to}`."
            context.problem(
                node,
                "from-equals-to",
                f"This target goes from {path.origin} to {path.to}: a line that goes nowhere.",
                hint,
            )
        if path.start and path.start.end >= path.by.end:
            hint = "`start` is the earlier period, `by` the later one."
            context.problem(
                node, "bad-period", f"This target begins with {path.start.id} and ends with {path.by.id}.", hint
            )

    def schema(self, definitions: Definitions) -> dict[str, Any]:
        """A text or one of three maps."""
        bound = self.bound.schema(definitions)
        by_period = {"type": "object", "patternProperties": {"^[0-9]{4}": bound}, "additionalProperties": False}
        return {"anyOf": [bound, reference_to(PathMap, definitions), by_period]}


@dataclass(frozen=True, slots=True)
class KpiValuesKind:
    """A KPI's values: a CSV file's path, a map by period, or a list of records."""

    type: type[Record]
    label: str = "a path, a map period: value, or a list"
    empty: tuple[()] = ()
    holds_records: bool = True

    def read(self, node: Node, context: Context) -> tuple[Record, ...] | str | None:
        """The values; or the path, as it was written."""
        if isinstance(node, Scalar):
            return node.text.strip()
        if isinstance(node, List):
            return read_records(self.type, node, context)
        found = [self._of_entry(key, value, context) for key, value in node.entries]
        return tuple([value for value in found if value is not None])

    def _of_entry(self, key: Scalar, value: Node, context: Context) -> Record | None:
        period = told(read_period(key.text, context), key, context)
        number = None if is_blank(value) else _NUMBER.read(value, context)
        if period is None or (number is None and not is_blank(value)):
            return None
        where = placed(context.path, key.at, ("period", "value"), (key.at, value.at))
        return make(self.type, where, period=period, value=number)

    def schema(self, definitions: Definitions) -> dict[str, Any]:
        """A text, a map or a list."""
        by_period = {"type": "object", "additionalProperties": {"type": ["number", "string", "null"]}}
        listed = {"type": "array", "items": reference_to(self.type, definitions)}
        return {"anyOf": [{"type": "string"}, by_period, listed]}
