"""The records of KPIs and their values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from okrsite.problems import Severity
from okrsite.source import kinds
from okrsite.source.fields import Context, Record, field, record
from okrsite.source.values import Bound, Every, Link, Number, Period, Target, Text

__all__ = ["Kpi", "KpiFile", "KpiValue"]


@record
class KpiValue(Record):
    """One value of a KPI; `value` None: not measured. It is known from `date` on, by default the period's first day."""

    in_columns: ClassVar[bool] = True

    period: Period = field(kinds.PERIOD, "What it measures.", required=True, example="2026-10")
    value: Number | None = field(kinds.NUMBER, "The value; blank: not measured.", example="98")
    date: dt.date | None = field(kinds.DATE, "The day from which it is known.", example="2026-11-03")
    note: Text | None = field(kinds.MARKDOWN, "What to know about it.", example="Without trial students.")
    target: Target | None = None  # a CSV row's own: always a Bound


@record
class Kpi(Record):
    """A number that says how the machinery runs."""

    id: str = field(kinds.ID, "Made from the name where none is given.", example="enrolments", made_from="name")
    name: Text = field(kinds.TEXT, "What is counted.", required=True, example="New enrolments")
    about: Text | None = field(kinds.MARKDOWN, "How it is counted.", example="Students who paid the first month.")
    owner: str | None = field(kinds.PERSON, "Who answers for it.", example="mei")
    unit: Text | None = field(kinds.TEXT, "What the number is of: a word, a currency, %.", example="students")
    every: Every | None = field(
        kinds.choice("day", "week", "month", "quarter", "half", "year"),
        "How often it is measured; required once it has values.",
    )
    target: Target | None = field(
        kinds.TARGET, "What it should be: in words, as a map, by period, or a path.", example="at least 120"
    )
    tolerance: Bound | None = field(kinds.BOUND, "Amber down to here, red past it.", example="at least 100")
    total: Literal["last", "sum", "mean"] = field(
        kinds.choice("last", "sum", "mean"), "How periods add up over a cycle.", default="last"
    )
    leads: bool = field(kinds.BOOLEAN, "A leading indicator.", default=False)
    supports: tuple[str, ...] = field(
        kinds.one_or_more(kinds.GOAL_REFERENCE), "Goals that it drives.", example="[recruit]"
    )
    guards: tuple[str, ...] = field(
        kinds.one_or_more(kinds.GOAL_REFERENCE),
        "Goals that must not be reached at its cost.",
        example="[teaching/quality]",
    )
    source: Link | None = field(kinds.LINK, "Where the number comes from.", example="https://bi.example.org/enrolments")
    values_audience: str | None = field(kinds.AUDIENCE, "From which audience on its values show.", example="staff")
    values: Sequence[KpiValue] = field(
        kinds.kpi_values(KpiValue),
        "A CSV file's path from the team's folder, a map, or a list.",
        example="kpis/enrolments.csv",
        as_text="values_path",
    )
    archived: dt.date | None = field(
        kinds.DATE, "From this day it is in no list, rule or balance.", example="2026-12-31"
    )
    order: Number | None = field(kinds.NUMBER, "Its place among the team's KPIs; default as written.", example="1")
    audience: str | None = field(kinds.AUDIENCE, "Who may see it.", example="staff")
    tags: tuple[str, ...] = field(kinds.one_or_more(kinds.TAG), "Words to find it by.", example="[growth]")
    links: tuple[Link, ...] = field(
        kinds.one_or_more(kinds.LINK), "Where to read more.", example='["https://example.org/plan"]'
    )
    aliases: tuple[str, ...] = field(kinds.one_or_more(kinds.ID), "Old ids.", example="[sign-ups]")
    fields: Mapping[str, object] = field(kinds.own_fields("kpi"), "Fields of one's own, as site.yml declares them.")
    ignore: Mapping[str, str] = field(
        kinds.ignoring("kpi"),
        "Rules that do not apply here, each with the reason.",
        example="{kpi-no-target: We only watch it.}",
    )
    values_path: str | None = None  # as written, where the values lie in a file
    withheld: bool = False  # its values are not for this audience

    def check(self, context: Context) -> None:
        """Tells the context what does not fit together."""
        if (self.values or self.values_path) and not self.places.is_filled("every"):
            context.problem(
                self.places.mark_of("values"),
                "missing-field",
                "This KPI has values, and does not say how often it is measured.",
                "Add `every: month`, or day, week, quarter, half, year.",
            )
        if (
            isinstance(self.target, Bound)
            and self.tolerance is not None
            and not _is_looser(self.tolerance, self.target)
        ):
            context.problem(
                self.places.mark_of("tolerance"),
                "tolerance-side",
                "This tolerance is no looser than the target, so nothing is ever amber.",
                "Amber lies between the two: with `target: at least 120`, write `tolerance: at least 100`.",
                Severity.WARNING,
            )


def _is_looser(tolerance: Bound, target: Bound) -> bool:
    """Whether the tolerance lets more through than the target, and nothing less."""
    if tolerance == target or target.kind not in {tolerance.kind, "between"}:
        return False
    lows = tolerance.low is None or (target.low is not None and tolerance.low <= target.low)
    highs = tolerance.high is None or (target.high is not None and tolerance.high >= target.high)
    return lows and highs


@record
class KpiFile(Record):
    """A team's KPIs."""

    audience: str | None = field(kinds.AUDIENCE, "Who may see everything in this file.", example="staff")
    kpis: tuple[Kpi, ...] = field(
        kinds.records(Kpi),
        "The team's KPIs.",
        example="[{id: enrolments, name: New enrolments, every: month, target: at least 120}]",
    )
