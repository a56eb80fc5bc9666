"""What each rule teaches: why it matters, for those of method also who says so, an example that it finds, and the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from okrsite.checks.catalogue import RULES
from okrsite.checks.content_lessons import CONTENT_LESSONS, Lesson
from okrsite.source.method import METHOD

__all__ = ["LESSONS", "Lesson", "help_of", "lesson_text"]


_BALANCE = "KPIs should follow from goals (the idea behind this tool): "

LESSONS: Mapping[str, Lesson] = MappingProxyType(
    {
        "at-a-cost": Lesson(
            _BALANCE
            + "a goal that is reached while something it must not harm turns red may cost more than it is worth.",
            "The objective is on track, and `guards: [refunds]` is red.",
            "Ask whether it is worth the price. If it is, ignore the rule there and say why.",
        ),
        "baseline-from-first-value": Lesson(
            "Progress is the way from one number to another. Without a start, the first check-in becomes one, and the way before it "
            "is lost.",
            "metric: reach 45",
            "metric: from 30 to 45",
        ),
        "blocked": Lesson(
            "What is stuck twice running does not come loose by itself; GitLab and PostHog both ask that blocks be raised in the weekly "
            "look at the goals.",
            "Two check-ins running have `blocked: waiting for the contract`.",
            "Take it to whoever can decide, and say so in the next check-in.",
        ),
        "carried-over": Lesson(
            "An objective that stands in cycle after cycle is no goal any more but a wish, or daily work (re:Work: drop what keeps "
            "slipping, or say why it still matters).",
            "`Move to the new platform` in 2026-q1, 2026-q2 and 2026-q3",
            "Drop it, cut it down to what a cycle can reach, or watch it as a KPI.",
        ),
        "checkin-in-future": Lesson(
            "A value of a day that has not come is a slip of the pen; it counts only from that day on.",
            "date: 2027-11-20",
            "date: 2026-11-20",
        ),
        "checkin-outside-cycle": Lesson(
            "A value from before the start or after the end usually belongs to another cycle, and moves this one's progress.",
            "A check-in of 2026-09-20 on a key result of 2026-q4.",
            "Correct the date, or give the key result `start:` or `due:` of its own.",
        ),
        "closed-without-outcome": Lesson(
            "Grades are for learning (re:Work, What Matters): what came of a goal, and what would be done differently, is forgotten "
            "within weeks.",
            "A cycle that ended 20 days ago, and an objective without `outcome`.",
            "outcome: {note: The film drew twice as many as the fair.}",
        ),
        "copies-parent": Lesson(
            "Goals are aligned, not handed down (What Matters, Perdoo): a copy adds no choice about how a team contributes.",
            "title: Grow the school     # and it supports company/2026/grow, `Grow the school`",
            "title: Every evening class has a waiting list",
        ),
        "day-zero": Lesson(
            "What is met at its start shows progress that nobody made.",
            "metric: from 0 to 10     # and the check-in of the first day says 12",
            "metric: from 12 to 20",
        ),
        "decoupled": Lesson(
            _BALANCE + "where the goal moves and its driver does not, it was not the driver that moved it.",
            "The objective is on track, and its only driver is red.",
            "Find out what moves it, and make that its driver.",
        ),
        "derailing": Lesson(
            _BALANCE + "a KPI that is reached while its goal is missed measures the wrong thing, and calms everyone.",
            "Enrolments are green, and the objective that they drive is off track.",
            "Ask what would have to move for the goal to be reached, and drive it by that.",
        ),
        "key-result-is-a-task": Lesson(
            "Key results are outcomes, not output (re:Work, GitLab): a task can be done and change nothing.",
            "title: Launch the newsletter",
            "title: Readers come back every week\n  metric: from 0 to 400 readers",
        ),
        "key-result-not-measurable": Lesson(
            "A key result is how anyone would know (re:Work: measurable, and easy to grade with a number).",
            "title: More precise marketing",
            "title: A lead costs less\n  metric: from 42 to 25 EUR",
        ),
        "key-results-per-objective": Lesson(
            "Two to four key results are few enough to watch and enough to tell (re:Work says about three; Perdoo two to four).",
            "An objective with seven key results, or with one.",
            "Keep those that would show it best; the others are initiatives or KPIs.",
        ),
        "kpi-aimless": Lesson(
            _BALANCE + "a number that no goal asked for is collected, shown and argued about for nothing.",
            "id: page-views     # and no goal names it",
            "supports: [recruit]     # or archived: 2026-11-20",
        ),
        "kpi-and-goal-disagree": Lesson(
            "A key result that takes its value from a KPI is about the same number, so both should speak of it alike.",
            "metric: {from: 42, to: 25, unit: EUR}     # and the KPI is in USD, or wants at least 50",
            "Write the same unit in both, and turn the one that is the wrong way round.",
        ),
        "kpi-no-source": Lesson(
            "A number that nobody can look up again dies with whoever counted it.",
            "id: enrolments     # without source",
            "source: https://bi.example.org/enrolments",
        ),
        "kpi-no-target": Lesson(
            "A KPI is a number with a target (Quantive, Perdoo); without one nobody can say whether it is well.",
            "id: enrolments     # without target",
            "target: at least 120",
        ),
        "kpi-red-no-goal": Lesson(
            _BALANCE + "what has been red for a while should be somebody's goal, or nobody needs its target.",
            "Refunds are red in September and October, and no open objective has them as a driver.",
            "supports: [keep-students]     # or a target that is meant",
        ),
        "kpi-stale": Lesson(
            "An old number looks like today's to whoever reads the page.",
            "every: month     # and the newest value is of August, in November",
            "Add the value, or `archived:` where nobody needs it.",
        ),
        "moved-goalpost": Lesson(
            "A target that moves quietly makes every figure before it meaningless; moving it with a reason is fine.",
            "metric: from 0 to 10     # on 1 December made `from 0 to 6`",
            "changed: [{date: 2026-12-01, why: Two teachers left.}]",
        ),
        "no-owner": Lesson(
            "One person is asked how it goes (What Matters, PostHog); where all answer, nobody does.",
            "owner: teaching     # a team, or none at all",
            "owner: mei\n  with: [teaching]",
        ),
        "no-why": Lesson(
            "Who knows why can choose how; who does not can only carry out (GitLab asks each objective for its reason).",
            "title: Recruit more students     # without why",
            "why: Half of our rooms are empty on weekdays.",
        ),
        "objective-is-a-number": Lesson(
            "An objective says in words what will be different; the number is how one would know (re:Work).",
            "title: Reach 500 students",
            "title: Every evening class is full\n  # and 500 students as a key result",
        ),
        "objectives-per-team": Lesson(
            "Three to five objectives are what a team can keep in mind (re:Work, What Matters).",
            "A team with nine objectives in a quarter.",
            "Leave those for later that could wait a quarter.",
        ),
        "orphan-objective": Lesson(
            "Most goals of a team should serve one above it (What Matters); the rest deserve a word why.",
            "An objective of `teaching`, inside `academy`, without supports.",
            "supports: academy/2026/grow",
        ),
        "pasted-note": Lesson(
            "A note that is copied from week to week says that nobody looked.",
            "Three check-ins running say `Going well.`",
            "Say what is new, or leave the note away.",
        ),
        "reported-better-than-computed": Lesson(
            "A status that people set by hand stays green for long; the gap between it and the numbers is what to talk about.",
            "status: on-track     # and the numbers say off track",
            "Say in the note what the numbers don't show, or report what they do.",
        ),
        "sandbagging": Lesson(
            "Goals that are always reached were no stretch (re:Work: 60 to 70 % is a good average grade).",
            "A key result that was done in the third of thirteen weeks, or three cycles running at 95 % and more.",
            "Raise it while there is time, or aim higher next time.",
        ),
        "stale": Lesson(
            "Goals that nobody looks at weekly are forgotten by the end of the quarter (What Matters, PostHog).",
            "The last check-in is 20 days old, and 14 are agreed.",
            "okrsite checkin academy/2026-q4/recruit#count 5",
        ),
        "title-and-metric-disagree": Lesson(
            "Titles repeat their numbers, and drift when the metric is changed; a reader can't tell which one holds.",
            "title: Get to 12 students\n  metric: from 0 to 10 students",
            "title: More students tell their story\n  metric: from 0 to 10 students",
        ),
        "vague-words": Lesson(
            "Anything is better than nothing: a word like that is reached by whoever says so (re:Work).",
            "title: Improve the lessons",
            "title: Students rate lessons higher\n  metric: from 3.8 to 4.4 points",
        ),
    }
)


def lesson_text(rule: str) -> str:
    """A rule of method as a few paragraphs; how to change and how to ignore it last."""
    declared = METHOD[rule]
    settings = ", ".join(("severity: off", *(f"{name}: {_written(limit)}" for name, limit in declared.limits.items())))
    places = " or ".join(
        {"objective": "an objective", "key_result": "a key result", "kpi": "a KPI"}[one] for one in declared.on
    )
    return (
        f"{_taught(declared.sentence, LESSONS[rule])}\n\n"
        f"By default {'an' if declared.severity == 'error' else 'a'} {declared.severity}. Change it for the whole site in site.yml:\n\n"
        f"  rules: {{{rule}: {{{settings}}}}}\n\nIgnore it at one place, on {places}:\n\n"
        f"  ignore: {{{rule}: why it does not apply here}}"
    )


def _taught(sentence: str, lesson: Lesson) -> str:
    return f"{sentence}\n\nWhy: {lesson.why}\n\nFound:\n\n  {lesson.example}\n\nInstead:\n\n  {lesson.remedy}"


def _written(limit: object) -> str:
    return "[…]" if isinstance(limit, tuple) else f"{limit}"


def help_of(rule: str) -> str:
    """What a rule means in plain text, of any rule."""
    if rule in LESSONS:
        return lesson_text(rule)
    return _taught(RULES[rule], CONTENT_LESSONS[rule]) if rule in CONTENT_LESSONS else RULES.get(rule, rule)
