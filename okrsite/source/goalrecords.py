"""The records of a cycle: objectives, key results, and what is checked in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from okrsite.problems import Severity
from okrsite.source import kinds
from okrsite.source.fields import Context, Record, field, record
from okrsite.source.limits import MAX_LISTED
from okrsite.source.rows import Rows
from okrsite.source.values import Link, Metric, Number, Period, Text

__all__ = [
    "Changed",
    "Checkin",
    "CheckinFile",
    "CycleFile",
    "Dropped",
    "Initiative",
    "KeyResult",
    "Milestone",
    "Objective",
    "Outcome",
]

ReportedStatus = Literal["on-track", "at-risk", "off-track"]
GoalKind = Literal["committed", "aspirational", "learning"]


@record
class Dropped(Record):
    """A goal that was given up."""

    date: dt.date = field(kinds.DATE, "From this day it is in no figure.", required=True, example="2026-11-15")
    why: Text = field(kinds.TEXT, "Why it was given up.", required=True, example="We sold the school.")


@record
class Changed(Record):
    """A target, weight or title that was changed after the cycle began."""

    date: dt.date = field(kinds.DATE, "When it was changed.", required=True, example="2026-11-02")
    why: Text = field(kinds.TEXT, "Why.", required=True, example="The first figure counted trial students.")


@record
class Outcome(Record):
    """What came of a goal, written at its end."""

    grade: Number | None = field(kinds.SHARE, "The grade, where it differs from the computed one.", example="0.7")
    note: Text | None = field(kinds.MARKDOWN, "What was learned; required with a grade.", example="What we learned.")

    def check(self, context: Context) -> None:
        """Tells the context what does not fit together."""
        if self.grade is not None and self.note is None and not self.places.is_filled("note"):
            context.problem(
                self.places.mark_of("grade"),
                "grade-without-note",
                "This grade differs from the computed one, and no `note` says why.",
                "Add `note: what was learned`, or remove the grade to keep the computed one.",
            )


@record
class Initiative(Record):
    """A piece of work that should move an objective."""

    title: Text = field(kinds.TEXT, "What is done.", required=True, example="Film day")
    owner: str | None = field(kinds.PERSON, "Who does it.", example="mei")
    status: Literal["todo", "doing", "done", "dropped"] | None = field(
        kinds.choice("todo", "doing", "done", "dropped"), "Where it stands."
    )
    due: dt.date | None = field(kinds.DATE, "When it should be done.", example="2026-11-30")
    link: Link | None = field(kinds.LINK, "Where the work is tracked.", example="https://example.org/42")


@record
class Milestone(Record):
    """A step of a key result that is measured by its steps."""

    title: Text = field(kinds.TEXT, "What is reached.", required=True, example="Curriculum agreed")
    due: dt.date | None = field(kinds.DATE, "When it should be reached.", example="2026-10-31")
    done: dt.date | None = field(kinds.DATE, "When it was reached.", example="2026-10-28")
    weight: Number = field(kinds.WEIGHT, "How much of the key result it is.", default=1, example="2")


@record
class Checkin(Record):
    """One check-in, inline or in a file of its own: what is known of a key result, or of a KPI's period, on a day."""

    in_columns: ClassVar[bool] = True

    key_result: str | None = field(
        kinds.KEY_RESULT_REFERENCE,
        "The key result, in a check-in file.",
        example="academy/2026-q4/recruit#testimonials",
    )
    kpi: str | None = field(kinds.KPI_REFERENCE, "The KPI, in a check-in file.", example="academy/enrolments")
    period: Period | None = field(kinds.PERIOD, "The KPI's period.", example="2026-10")
    date: dt.date | None = field(kinds.DATE, "The day; required, here or on top of the file.", example="2026-10-14")
    value: Number | None = field(kinds.NUMBER, "The value on that day.", example="2")
    progress: Number | None = field(
        kinds.SHARE, "Only for key results without metric, milestones or done.", example="60%"
    )
    confidence: Number | None = field(kinds.SHARE, "How sure one is to reach it.", example="0.6")
    status: ReportedStatus | None = field(
        kinds.choice("on-track", "at-risk", "off-track"), "A person's own judgement, shown beside the computed one."
    )
    note: Text | None = field(kinds.MARKDOWN, "What happened.", example="Two recorded.")
    by: str | None = field(kinds.PERSON, "Who says so.", example="mei")
    blocked: Text | None = field(kinds.TEXT, "What stops it.", example="The vendor has not answered.")
    audience: str | None = field(kinds.AUDIENCE, "Who may see it.", example="staff")

    @property
    def says_something(self) -> bool:
        """Whether anything is filled in that a check-in is written for."""
        return not (
            self.value is None
            and self.note is None
            and self.confidence is None
            and self.progress is None
            and self.status is None
            and self.blocked is None
        )

    @classmethod
    def needs_a_look(cls, names: frozenset[str]) -> bool:
        """Whether `check` may have something to tell of one with the fields `names`."""
        return "kpi" in names or names >= {"key_result", "period"}

    def check(self, context: Context) -> None:
        """Tells the context of what has no meaning beside the rest."""
        if (self.kpi is None) == (self.key_result is None):
            return
        without = ("period",) if self.kpi is None else ("progress", "confidence", "status", "blocked")
        what = "a key result" if self.kpi is None else "a KPI"
        for name in without:
            if getattr(self, name) is not None:
                message = f"A check-in of {what} has no `{name}`, so this one is left out."
                hint = "Remove it; a KPI's check-in has `period`, `value`, `note`, `date`, `by` and `audience`."
                context.problem(self.places.mark_of(name), "unknown-field", message, hint, Severity.WARNING)


@record
class CheckinFile(Record):
    """A file of check-ins: a list, one map, or a map with `checkins`.

    What stands on top holds for each that says nothing: the reader copies it into them, and leaves out entries with
    nothing filled in.
    """

    date: dt.date | None = field(
        kinds.DATE, "The day of all check-ins of the file that name none.", example="2026-11-20"
    )
    by: str | None = field(kinds.PERSON, "Who says so, of all that name none.", example="mei")
    audience: str | None = field(kinds.AUDIENCE, "Who may see them, of all that say nothing.", example="staff")
    checkins: Sequence[Checkin] = field(
        kinds.records(Checkin),
        "The check-ins.",
        example="[{key_result: academy/2026-q4/recruit#testimonials, value: 5}]",
    )


@record
class KeyResult(Record):
    """How one would know that an objective is reached."""

    id: str = field(kinds.ID, "Made from the title where none is given.", example="testimonials", made_from="title")
    title: Text = field(
        kinds.TEXT,
        "What is true when it is reached.",
        required=True,
        example="Students tell in public what changed for them",
    )
    why: Text | None = field(kinds.MARKDOWN, "Why this one.", example="People believe people.")
    owner: str | None = field(kinds.PERSON, "Who answers for it.", example="mei")
    with_: tuple[str, ...] = field(
        kinds.listing(kinds.TEAM_OR_PERSON),
        "Others who carry it: a team's id first, then a person.",
        name="with",
        example="[teaching, tom]",
    )
    metric: Metric | None = field(
        kinds.METRIC, "How it is measured, as a map or in words.", example="from 0 to 10 students"
    )
    milestones: tuple[Milestone, ...] = field(
        kinds.records(Milestone, MAX_LISTED),
        "The steps that it is measured by.",
        example="[{title: Curriculum agreed, due: 2026-10-31}]",
    )
    done: dt.date | None = field(
        kinds.DATE, "Yes or no: the day it was reached; blank: not yet.", example="2026-11-12", written="is_yes_or_no"
    )
    kpi: str | None = field(kinds.KPI_REFERENCE, "The KPI that its value is taken from.", example="cost-per-lead")
    start: dt.date | None = field(kinds.DATE, "When it begins; default the cycle's start.", example="2026-10-01")
    due: dt.date | None = field(kinds.DATE, "When it ends; default the cycle's end.", example="2026-12-15")
    weight: Number = field(
        kinds.WEIGHT,
        "How much of the objective it is; 0 shows it and leaves it out of every figure.",
        default=1,
        example="2",
    )
    checkins: Sequence[Checkin] = field(
        kinds.records(Checkin),
        "Few and early; usually in files of their own.",
        example="[{date: 2026-10-14, value: 2}]",
    )
    supports: tuple[str, ...] = field(
        kinds.one_or_more(kinds.GOAL_REFERENCE), "Goals that it supports.", example="company/2026/grow"
    )
    drivers: tuple[str, ...] = field(
        kinds.one_or_more(kinds.KPI_REFERENCE), "KPIs that should move it.", example="[enrolments]"
    )
    guards: tuple[str, ...] = field(
        kinds.one_or_more(kinds.KPI_REFERENCE), "KPIs that it must not harm.", example="[refunds]"
    )
    checkin_every: int | None = field(kinds.DAYS, "How often a check-in is expected, in days.", example="7")
    blocked: Text | None = field(kinds.TEXT, "What stops it.", example="The vendor has not answered.")
    dropped: Dropped | None = field(
        kinds.one(Dropped), "Given up, when and why.", example="{date: 2026-11-15, why: We sold the school.}"
    )
    outcome: Outcome | None = field(
        kinds.one(Outcome), "What came of it.", example="{grade: 0.7, note: What we learned.}"
    )
    changed: tuple[Changed, ...] = field(
        kinds.records(Changed, MAX_LISTED),
        "Why it was changed after the cycle began.",
        example="[{date: 2026-11-02, why: The first figure counted trial students.}]",
    )
    audience: str | None = field(kinds.AUDIENCE, "Who may see it.", example="staff")
    values_audience: str | None = field(kinds.AUDIENCE, "From which audience on its numbers show.", example="staff")
    tags: tuple[str, ...] = field(kinds.one_or_more(kinds.TAG), "Words to find it by.", example="[growth]")
    links: tuple[Link, ...] = field(
        kinds.one_or_more(kinds.LINK), "Where to read more.", example='["https://example.org/plan"]'
    )
    aliases: tuple[str, ...] = field(kinds.one_or_more(kinds.ID), "Old ids.", example="[stories]")
    fields: Mapping[str, object] = field(
        kinds.own_fields("key_result"),
        "Fields of one's own, as site.yml declares them.",
    )
    ignore: Mapping[str, str] = field(
        kinds.ignoring("key_result"),
        "Rules that do not apply here, each with the reason.",
        example="{no-owner: The whole team does.}",
    )
    is_yes_or_no: bool = False  # `done` is written, be it blank
    withheld: bool = False  # its values are not for this audience

    def check(self, context: Context) -> None:
        """Tells the context what does not fit together."""
        filled = self.places.is_filled
        measures = [name for name in ("metric", "milestones") if filled(name)] + ["done"] * self.is_yes_or_no
        if len(measures) > 1:
            context.problem(
                self.places.mark_of(measures[1]),
                "two-measures",
                f"This key result is measured in {len(measures)} ways: {' and '.join(f'`{name}`' for name in measures)}.",
                "Keep one of them, or make it several key results.",
            )
        if self.kpi is not None and "metric" not in measures:
            context.problem(
                self.places.mark_of("kpi"),
                "kpi-without-metric",
                "This key result takes a KPI's value, and has no `metric` to hold it against.",
                "Add `metric: from 42 to 25`.",
            )
        _weights(self.milestones, "milestones", context)
        for checkin in self.checkins if _may_be_wrong_inline(self.checkins) else ():
            if checkin.date is None or not _OF_A_FILE.isdisjoint(checkin.places.shape.trails):
                _check_inline(checkin, context)


@record
class Objective(Record):
    """A goal: where one wants to be at the end of a cycle."""

    id: str = field(
        kinds.ID,
        "Made from the title where none is given; give one so that links survive a change of title.",
        example="recruit",
        made_from="title",
    )
    title: Text = field(
        kinds.TEXT, "The goal in one line.", required=True, example="Recruit more students and grow better leaders"
    )
    why: Text | None = field(kinds.MARKDOWN, "Why it matters.", example="Half of our rooms are empty.")
    owner: str | None = field(kinds.PERSON, "Who answers for it.", example="mei")
    with_: tuple[str, ...] = field(
        kinds.listing(kinds.TEAM_OR_PERSON),
        "Others who carry it: a team's id first, then a person.",
        name="with",
        example="[teaching, tom]",
    )
    kind: GoalKind | None = field(kinds.choice("committed", "aspirational", "learning"), "How its grade is read.")
    supports: tuple[str, ...] = field(
        kinds.one_or_more(kinds.GOAL_REFERENCE), "Goals that it supports.", example="company/2026/grow"
    )
    drivers: tuple[str, ...] = field(
        kinds.one_or_more(kinds.KPI_REFERENCE), "KPIs that should move it.", example="[enrolments]"
    )
    guards: tuple[str, ...] = field(
        kinds.one_or_more(kinds.KPI_REFERENCE), "KPIs that it must not harm.", example="[refunds]"
    )
    weight: Number = field(kinds.WEIGHT, "How much of its team's progress it is.", default=1, example="2")
    order: Number | None = field(
        kinds.NUMBER,
        "Its place among the team's objectives; default as written, files of their own after.",
        example="1",
    )
    key_results: tuple[KeyResult, ...] = field(
        kinds.records(KeyResult, MAX_LISTED),
        "How one would know.",
        example="[{title: Ten students tell, metric: from 0 to 10 students}]",
    )
    initiatives: tuple[Initiative, ...] = field(
        kinds.records(Initiative, MAX_LISTED),
        "The work that should move it.",
        example="[{title: Film day, owner: mei, status: doing}]",
    )
    dropped: Dropped | None = field(
        kinds.one(Dropped), "Given up, when and why.", example="{date: 2026-11-15, why: We sold the school.}"
    )
    outcome: Outcome | None = field(
        kinds.one(Outcome), "What came of it.", example="{grade: 0.7, note: What we learned.}"
    )
    changed: tuple[Changed, ...] = field(
        kinds.records(Changed, MAX_LISTED),
        "Why it was changed after the cycle began.",
        example="[{date: 2026-11-02, why: The first figure counted trial students.}]",
    )
    audience: str | None = field(kinds.AUDIENCE, "Who may see it.", example="staff")
    tags: tuple[str, ...] = field(kinds.one_or_more(kinds.TAG), "Words to find it by.", example="[growth]")
    links: tuple[Link, ...] = field(
        kinds.one_or_more(kinds.LINK), "Where to read more.", example='["https://example.org/plan"]'
    )
    aliases: tuple[str, ...] = field(kinds.one_or_more(kinds.ID), "Old ids.", example="[recruit-students]")
    fields: Mapping[str, object] = field(
        kinds.own_fields("objective"),
        "Fields of one's own, as site.yml declares them.",
    )
    ignore: Mapping[str, str] = field(
        kinds.ignoring("objective"),
        "Rules that do not apply here, each with the reason.",
        example="{no-why: It is in the plan of the year.}",
    )

    def check(self, context: Context) -> None:
        """Tells the context what does not fit together."""
        _weights(self.key_results, "key_results", context)


@record
class CycleFile(Record):
    """A team's OKRs of a cycle, which the file's stem names; one objective in `<cycle>/<id>.md` is one of these too."""

    intro: Text | None = field(kinds.MARKDOWN, "What stands above the objectives.", example="Why these.")
    audience: str | None = field(kinds.AUDIENCE, "Who may see everything in this file.", example="staff")
    objectives: tuple[Objective, ...] = field(
        kinds.records(Objective),
        "The team's objectives in this cycle.",
        example="[{title: Recruit more students, owner: mei}]",
    )


_OF_A_FILE = frozenset({"key_result", "kpi", "period"})  # what a check-in says only in a file of its own


def _may_be_wrong_inline(checkins: Sequence[Checkin]) -> bool:
    """Whether any of the check-ins in a key result has no date, or says what only one in a file of its own does."""
    return not isinstance(checkins, Rows) or None in checkins.column("date") or checkins.were_written(_OF_A_FILE)


def _check_inline(checkin: Checkin, context: Context) -> None:
    """Tells the context what is wrong with a check-in that stands in its key result."""
    filled = checkin.places.is_filled
    for name in ("key_result", "kpi", "period"):
        if filled(name):
            message = f"A check-in inside a key result is about that one, so it has no `{name}`."
            hint = "Remove it, or move the check-in into a file in checkins/."
            context.problem(checkin.places.mark_of(name), "unknown-field", message, hint)
    if checkin.says_something and not filled("date"):
        hint = "Add `date: 2026-11-20`."
        context.problem(checkin.places.start, "missing-field", "This check-in has no `date`.", hint)


def _weights(weighed: Sequence[Milestone | KeyResult], name: str, context: Context) -> None:
    if weighed and not any(one.weight for one in weighed):
        context.problem(
            weighed[0].places.mark_of("weight"),
            "bad-weight",
            f"All weights of these {name.replace('_', ' ')} are 0: nothing is left to count.",
            "Give at least one of them a weight above 0.",
        )
