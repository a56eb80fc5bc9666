"""What each rule of method must find (a `^` before the very value) and what it must not: one row a case, by rule."""

from __future__ import annotations

from tests.checks.method import CYCLE, KPIS, PARENT, SITE, Case

__all__ = ["CASES"]

NAMES_WITH_NUMBERS = (
    "Move everyone to Windows 11",
    "Windows 11 migration runs smoothly",
    "Be ready for iPhone 15",
    "Recover from Covid-19",
    "Bring Web 2.0 to our members",
    "Support is there 24/7",
    "5G and the A1 reach rural areas",
    "Move our people to Windows 11 laptops",
    "Win Fortune 500 customers",
    "Cut Scope 3 emissions",
    "Make the first 1000 days of life count",
    "升級到 Windows 11",
    "Establish the 8086 as the best family of processors",
    "Nail the 0 to 1 experience",
    "推動999計畫",
)
TITLES_WITH_COUNTS = (
    "Hire And Train 50 Teachers",
    "Reach NPS 60",
    "Open 12 Stores In Spain",
    "Score 4.5 in the app store",
    "Hire 11",
    "達成 KPI 10 項",
    "Grow from 0 to 1 hospital",
    "Make sure that the 40 hospitals open",
)
TITLE, COUNT, FILMS = (
    "title: Recruit more students",
    "title: New students join",
    "title: Students tell in public what changed",
)
METRIC = "metric: from 0 to 10 students"
FILM_METRIC = "        metric: from 0 to 8 films\n        checkins: [{date: 2026-11-15, value: 5}]\n"
CHECKINS = "          - {date: 2026-11-10, value: 6, confidence: 0.7, note: Four more.}\n"
VALUES = "values: {2026-08: 121, 2026-09: 124, 2026-10: 130}"


def key_results(number: int, marked: int = 0) -> str:
    """More key results, the one of that place marked."""
    return "".join(
        f"      - {{id: more-{at}, title: {'^' * (at == marked)}More of it, owner: mei, done: }}\n"
        for at in range(1, number + 1)
    )


def objectives(number: int, mark: bool = False) -> str:
    """More objectives for the academy, the last one marked."""
    return "".join(
        f"  - id: more-{at}\n    title: {'^' * (mark and at == number)}More {'abcdefg'[at]}\n"
        "    why: x\n    owner: mei\n    supports: school/grow\n"
        "    key_results: [{id: a, title: A, owner: mei, done: }, {id: b, title: B, owner: mei, done: }]\n"
        for at in range(1, number + 1)
    )


def kpi(id_: str, name: str, target: str, values: str, more: str = "") -> str:
    """A KPI with all that the rules ask for, but for ties; `more` fields end in a comma."""
    fields = f"id: {id_}, name: {name}, owner: mei, every: month, target: {target}, {more} source: https://x.org"
    return f"  - {{{fields}, values: {{{values}}}}}\n"


def only_kpi(id_: str, name: str, target: str, values: str, more: str = "") -> str:
    """A file with just that KPI."""
    return "kpis:\n" + kpi(id_, name, target, values, more)


def earlier(cycle: str, title: str, done: str = "2026-09-29") -> tuple[str, str]:
    """The academy in an earlier cycle, with one objective that was reached."""
    key_results = f"[{{title: A, owner: mei, done: {done}}}, {{title: B, owner: mei, done: {done}}}]"
    objective = f"{{title: {title}, why: x, owner: mei, outcome: {{note: x}}, key_results: {key_results}}}"
    return f"content/school/academy/{cycle}.yml", f"objectives: [{objective}]\n"


CASES = (
    Case(
        "key-results-per-objective",
        "one",
        CYCLE,
        "",
        "  - {id: a, title: ^Teach, why: x, owner: m, supports: school/grow, "
        "key_results: [{title: A, owner: m, done: }]}\n",
    ),
    Case(
        "key-results-per-objective",
        "none, and nothing supports it",
        PARENT,
        "",
        "  - {id: b, title: ^Teach, why: x, owner: m}\n",
    ),
    Case(
        "key-results-per-objective",
        "none, and something supports it",
        CYCLE,
        "supports: school/grow",
        "supports: school/b",
        ((PARENT, "objectives: [{id: b, title: Teach, why: x, owner: m}]\n"),),
    ),
    Case("key-results-per-objective", "two", CYCLE, COUNT, COUNT),
    Case("key-results-per-objective", "four", CYCLE, "", key_results(2)),
    Case("key-results-per-objective", "five", CYCLE, "", key_results(3, marked=3)),
    Case(
        "key-results-per-objective",
        "five where that is fine",
        CYCLE,
        "",
        key_results(3),
        ((SITE, "title: G\nurl: https://x.org/\nrules: {key-results-per-objective: {max: 5}}\n"),),
    ),
    Case("key-result-not-measurable", "nothing", CYCLE, "", "      - {id: x, title: ^More brand, owner: mei}\n"),
    Case(
        "key-result-not-measurable",
        "a felt share",
        CYCLE,
        "",
        "      - {id: x, title: ^More brand, owner: mei, checkins: [{date: 2026-11-20, progress: 0.5}]}\n",
    ),
    Case(
        "key-result-not-measurable",
        "yes or no",
        CYCLE,
        "",
        "      - {id: x, title: The portal is live, owner: mei, done: }\n",
    ),
    Case(
        "key-result-not-measurable",
        "milestones",
        CYCLE,
        "",
        "      - {id: x, title: The portal is live, owner: mei, milestones: [{title: a}]}\n",
    ),
    Case(
        "key-result-is-a-task", "a task", CYCLE, "", "      - {id: x, title: ^Launch the portal, owner: mei, done: }\n"
    ),
    Case(
        "key-result-is-a-task",
        "a task in Chinese",
        CYCLE,
        "",
        "      - {id: x, title: ^推出新網站, owner: mei, done: }\n",
    ),
    Case(
        "key-result-is-a-task",
        "with a number",
        CYCLE,
        "",
        "      - {id: x, title: Launch 3 portals, owner: mei, done: }\n",
    ),
    Case(
        "key-result-is-a-task",
        "with a number in words",
        CYCLE,
        "",
        "      - {id: x, title: Launch three portals, owner: mei, done: }\n",
    ),
    Case("key-result-is-a-task", "with a metric", CYCLE, COUNT, "title: Run evening classes"),
    Case(
        "key-result-is-a-task",
        "a word that only begins so",
        CYCLE,
        "",
        "      - {id: x, title: Runners come back, owner: mei, done: }\n",
    ),
    Case(
        "key-result-is-a-task",
        "a verb of one's own",
        CYCLE,
        "",
        "      - {id: x, title: ^Film the fair, owner: mei, done: }\n",
        ((SITE, "title: G\nurl: https://x.org/\nrules: {key-result-is-a-task: {words: [film]}}\n"),),
    ),
    Case(
        "key-result-is-a-task",
        "a sentence that says how something is",
        CYCLE,
        "",
        "      - {id: x, title: Release notes are read by everyone, owner: mei, done: }\n",
    ),
    Case(
        "key-result-is-a-task",
        "a task with such a sentence in it",
        CYCLE,
        "",
        "      - {id: x, title: ^Write texts that are clear, owner: mei, done: }\n",
    ),
    Case("vague-words", "maximise", CYCLE, "", "      - {id: x, title: ^Maximise the reach, owner: mei, done: }\n"),
    Case("vague-words", "improve", CYCLE, "", "      - {id: x, title: ^Improve the lessons, owner: mei, done: }\n"),
    Case(
        "vague-words", "as needed", CYCLE, "", "      - {id: x, title: ^Help is there as needed, owner: mei, done: }\n"
    ),
    Case("vague-words", "in Chinese", CYCLE, "", "      - {id: x, title: ^改善課程, owner: mei, done: }\n"),
    Case("vague-words", "with a metric", CYCLE, COUNT, "title: Improve the lessons"),
    Case("vague-words", "with a number", CYCLE, "", "      - {id: x, title: Improve 4 lessons, owner: mei, done: }\n"),
    Case("objective-is-a-number", "a number", CYCLE, TITLE, "title: ^Recruit 500 students"),
    Case("objective-is-a-number", "a percentage", CYCLE, TITLE, "title: ^Grow by 20%"),
    Case("objective-is-a-number", "in Chinese", CYCLE, TITLE, "title: ^招收100位學員"),
    Case(
        "objective-is-a-number",
        "in the second language",
        CYCLE,
        TITLE,
        "title: {en: Recruit, zh-Hant: ^招收100位學員}",
        ((SITE, "title: G\nurl: https://x.org/\nlanguages: [en, zh-Hant]\n"),),
    ),
    Case("objective-is-a-number", "a year", CYCLE, TITLE, "title: Be ready for 2027"),
    Case("objective-is-a-number", "a name", CYCLE, TITLE, "title: Prepare for Q4, phase 2, B2B and ISO 27001"),
    *(Case("objective-is-a-number", name, CYCLE, TITLE, f"title: {name}") for name in NAMES_WITH_NUMBERS),
    *(Case("objective-is-a-number", title, CYCLE, TITLE, f"title: ^{title}") for title in TITLES_WITH_COUNTS),
    Case("objective-is-a-number", "a day of the calendar", CYCLE, TITLE, "title: Be open by 30 September"),
    Case("objective-is-a-number", "a plan's length", CYCLE, TITLE, "title: Agree on a 3 year plan"),
    Case("objectives-per-team", "five", CYCLE, "", objectives(4)),
    Case("objectives-per-team", "six", CYCLE, "", objectives(5, mark=True)),
    Case(
        "no-owner",
        "objective",
        CYCLE,
        f"{TITLE}\n    why: Evening classes live from a full room.\n    owner: mei\n",
        "title: ^Recruit more students\n    why: Evening classes live from a full room.\n",
    ),
    Case("no-owner", "key result", CYCLE, f"{COUNT}\n        owner: mei\n", "title: ^New students join\n"),
    Case(
        "no-owner",
        "nobody at all, told once",
        CYCLE,
        "",
        "  - {id: y, title: ^Teach, why: x, supports: school/grow, "
        "key_results: [{title: A, done: }, {title: B, done: }]}\n",
    ),
    Case("no-owner", "KPI", KPIS, "name: New enrolments\n    owner: mei\n", "name: ^New enrolments\n"),
    Case("no-owner", "a team", CYCLE, "    owner: mei\n", "    owner: ^academy\n"),
    Case("no-owner", "a person", CYCLE, "    owner: mei\n", "    owner: Mei Lin\n"),
    Case(
        "orphan-objective",
        "below the top",
        CYCLE,
        TITLE + "\n    why: Evening classes live from a full room.\n    owner: mei\n    supports: school/grow\n",
        "title: ^Recruit more students\n    why: x\n    owner: mei\n",
    ),
    Case(
        "orphan-objective",
        "a key result supports",
        CYCLE,
        "    supports: school/grow\n    key_results:\n      - id: count\n",
        "    key_results:\n      - id: count\n        supports: school/grow#heard\n",
    ),
    Case(
        "copies-parent",
        "the same title",
        CYCLE,
        TITLE + "\n    why: Evening classes live from a full room.\n    owner: mei\n    supports: school/grow\n",
        "title: The school is known all over Town!\n    why: x\n    owner: mei\n    supports: ^school/grow\n",
    ),
    Case("copies-parent", "another title", CYCLE, TITLE, "title: The school is known for its evening classes"),
    Case(
        "no-why",
        "no reason",
        CYCLE,
        f"{TITLE}\n    why: Evening classes live from a full room.\n",
        "title: ^Recruit more students\n",
    ),
    Case("no-why", "a reason", CYCLE, TITLE, TITLE),
    Case(
        "day-zero",
        "met on the first day",
        CYCLE,
        METRIC + "\n        checkins:\n",
        "metric: ^from 0 to 10 students\n        checkins:\n          - {date: 2026-10-01, value: 10}\n",
    ),
    Case(
        "day-zero",
        "met later",
        CYCLE,
        METRIC + "\n        checkins:\n",
        METRIC + "\n        checkins:\n          - {date: 2026-10-02, value: 10}\n",
    ),
    Case(
        "day-zero",
        "done before it began",
        CYCLE,
        "",
        "      - {id: x, title: The portal is live, owner: mei, done: ^2026-10-01}\n",
    ),
    Case(
        "sandbagging",
        "done before half its time",
        CYCLE,
        "",
        "      - {id: x, title: ^The portal is live, owner: mei, done: 2026-11-15}\n",
    ),
    Case(
        "sandbagging",
        "done at half its time",
        CYCLE,
        "",
        "      - {id: x, title: The portal is live, owner: mei, done: 2026-11-16}\n",
    ),
    Case(
        "sandbagging",
        "a team that reaches everything",
        CYCLE,
        COUNT,
        COUNT,
        (
            earlier("2026-q1", "A", "2026-03-30"),
            earlier("2026-q2", "B", "2026-06-29"),
            earlier("2026-q3", "C"),
            ("content/school/academy/team.yml", "name: ^Academy\n"),
        ),
    ),
    Case(
        "sandbagging",
        "twice is no habit",
        CYCLE,
        COUNT,
        COUNT,
        (earlier("2026-q2", "B", "2026-06-29"), earlier("2026-q3", "C")),
    ),
    Case(
        "checkin-outside-cycle",
        "before the start",
        CYCLE,
        CHECKINS,
        CHECKINS + "          - {date: ^2026-09-30, value: 1}\n",
    ),
    Case(
        "checkin-outside-cycle",
        "on the first day",
        CYCLE,
        CHECKINS,
        CHECKINS + "          - {date: 2026-10-01, value: 1}\n",
    ),
    Case(
        "checkin-outside-cycle",
        "after a due date of its own",
        CYCLE,
        FILM_METRIC,
        "        metric: from 0 to 8 films\n        due: 2026-11-14\n        checkins: [{date: ^2026-11-15, value: 5}]\n",
    ),
    Case("checkin-in-future", "tomorrow", CYCLE, CHECKINS, CHECKINS + "          - {date: ^2026-11-23, value: 7}\n"),
    Case(
        "checkin-in-future",
        "of a KPI",
        CYCLE,
        "",
        "",
        (
            (
                "content/school/academy/checkins/k.yml",
                "- {date: ^2026-11-23, kpi: enrolments, period: 2026-11, value: 130}\n",
            ),
        ),
    ),
    Case("checkin-in-future", "today", CYCLE, CHECKINS, CHECKINS + "          - {date: 2026-11-22, value: 7}\n"),
    Case(
        "stale",
        "15 days",
        CYCLE,
        f"{FILMS}\n        owner: mei\n{FILM_METRIC}",
        f"title: ^Films\n        owner: mei\n{FILM_METRIC}".replace("11-15", "11-07"),
    ),
    Case("stale", "14 days", CYCLE, FILM_METRIC, FILM_METRIC.replace("11-15", "11-08")),
    Case(
        "pasted-note",
        "three times",
        CYCLE,
        CHECKINS,
        "".join(
            f"          - {{date: 2026-11-{day}, value: 6, note: {mark}Going well.}}\n"
            for day, mark in (("02", ""), ("09", ""), ("16", "^"))
        ),
    ),
    Case(
        "pasted-note",
        "twice",
        CYCLE,
        CHECKINS,
        "".join(f"          - {{date: 2026-11-{day}, value: 6, note: Going well.}}\n" for day in ("09", "16")),
    ),
    Case(
        "reported-better-than-computed",
        "two levels",
        CYCLE,
        CHECKINS,
        "          - {date: 2026-11-10, value: 2, status: ^on-track}\n",
    ),
    Case(
        "reported-better-than-computed",
        "one level",
        CYCLE,
        CHECKINS,
        "          - {date: 2026-11-10, value: 4, status: on-track}\n",
    ),
    Case(
        "reported-better-than-computed",
        "sure of a miss",
        CYCLE,
        CHECKINS,
        "          - {date: 2026-11-10, value: 3, confidence: ^0.7}\n",
    ),
    Case(
        "reported-better-than-computed",
        "not sure",
        CYCLE,
        CHECKINS,
        "          - {date: 2026-11-10, value: 3, confidence: 0.69}\n",
    ),
    Case(
        "closed-without-outcome",
        "15 days over",
        CYCLE,
        COUNT,
        COUNT,
        (
            (SITE, "title: G\nurl: https://x.org/\ncycles: [{id: past, start: 2026-10-01, end: 2026-11-08}]\n"),
            (
                "content/school/past.yml",
                "objectives:\n  - {title: ^A, why: x, owner: m, key_results: [{title: A, done: , owner: m}, {title: B, done: }]}\n",
            ),
        ),
    ),
    Case(
        "closed-without-outcome",
        "13 days over",
        CYCLE,
        COUNT,
        COUNT,
        (
            (SITE, "title: G\nurl: https://x.org/\ncycles: [{id: past, start: 2026-10-01, end: 2026-11-09}]\n"),
            (
                "content/school/past.yml",
                "objectives:\n  - {title: A, why: x, owner: m, key_results: [{title: A, done: , owner: m}, {title: B, done: }]}\n",
            ),
        ),
    ),
    Case(
        "carried-over",
        "three cycles",
        CYCLE,
        TITLE,
        "title: ^Recruit more students",
        (earlier("2026-q2", "Recruit more students", "2026-06-29"), earlier("2026-q3", "recruit more Students")),
    ),
    Case("carried-over", "two cycles", CYCLE, TITLE, TITLE, (earlier("2026-q3", "Recruit more students"),)),
    Case(
        "carried-over",
        "with a pause",
        CYCLE,
        TITLE,
        TITLE,
        (
            earlier("2026-q1", "Recruit more students", "2026-03-30"),
            earlier("2026-q2", "Recruit more students", "2026-06-29"),
            earlier("2026-q3", "Other"),
        ),
    ),
    Case("title-and-metric-disagree", "drifted", CYCLE, COUNT, "title: ^Get to 12 students"),
    Case("title-and-metric-disagree", "a hundred times", CYCLE, COUNT, "title: ^Get to 1,000 students"),
    Case("title-and-metric-disagree", "in agreement", CYCLE, COUNT, "title: Get to 10 students in 3 schools"),
    Case(
        "title-and-metric-disagree",
        "another way to say it",
        CYCLE,
        FILMS + "\n        owner: mei\n        metric: from 0 to 8 films",
        "title: Grow by 25%\n        owner: mei\n        metric: from 4 to 5 films",
    ),
    *(
        Case(
            "title-and-metric-disagree",
            title,
            CYCLE,
            f"{COUNT}\n        owner: mei\n        metric: from 0 to 10 students",
            f"title: {title}\n        owner: mei\n        metric: {metric}",
        )
        for title, metric in (
            ("Plant 3.8 million trees", "from 0 to 3_800_000 trees"),
            ("Spend $2m at $250 each", "from 0 to 2M USD"),
            ("Answer 9 out of 10 calls", "from 62 to 90 %"),
            ("Build 300,000 homes", "from 0 to 300 thousand homes"),
            ("^Build 400,000 homes", "from 0 to 300 thousand homes"),
            ("社會住宅達1.1萬戶", "from 0 to 11000 戶"),
            ("^社會住宅達1.2萬戶", "from 0 to 11000 戶"),
            ("肺癌篩檢5萬7,935人次", "from 0 to 57_935 人次"),
            ("By September 30 all have joined", "from 0 to 25 students"),
            ("100% of the staff is trained", "from 0 to 25 people"),
            ("^100% of lessons are online", "keep at least 99.9 %"),
            ("Access is right on Day 1", "from 50 to 100 %"),
        )
    ),
    Case("title-and-metric-disagree", "a time within which", CYCLE, COUNT, "title: New students join within 14 days"),
    Case("title-and-metric-disagree", "a share of all", CYCLE, COUNT, "title: 40% of 25 guests become students"),
    Case("title-and-metric-disagree", "another share", CYCLE, COUNT, "title: ^50% of 25 guests become students"),
    Case("title-and-metric-disagree", "half of all", CYCLE, COUNT, "title: Half of the 20 guests become students"),
    Case("baseline-from-first-value", "reach", CYCLE, METRIC, "metric: ^reach 10 students"),
    Case("baseline-from-first-value", "from", CYCLE, METRIC, METRIC),
    Case(
        "blocked",
        "twice running",
        CYCLE,
        CHECKINS,
        "          - {date: 2026-11-10, value: 6, blocked: No room.}\n          - {date: 2026-11-17, value: 6, blocked: ^No room.}\n",
    ),
    Case(
        "blocked", "once", CYCLE, CHECKINS, CHECKINS + "          - {date: 2026-11-17, value: 6, blocked: No room.}\n"
    ),
    Case(
        "blocked",
        "once, and silence since",
        CYCLE,
        CHECKINS,
        "          - {date: 2026-11-05, value: 6, blocked: ^No room.}\n",
    ),
    Case(
        "kpi-no-target",
        "none",
        KPIS,
        "name: New enrolments\n    owner: mei\n    unit: students\n    every: month\n    target: at least 120\n",
        "name: ^New enrolments\n    owner: mei\n    unit: students\n    every: month\n",
    ),
    Case("kpi-no-target", "by period", KPIS, "target: at least 120", "target: {2026: at least 120}"),
    Case(
        "kpi-no-source",
        "none",
        KPIS,
        "name: New enrolments\n    owner: mei\n    unit: students\n    every: month\n    target: at least 120\n    source: https://bi.example.org/enrolments\n",
        "name: ^New enrolments\n    owner: mei\n    unit: students\n    every: month\n    target: at least 120\n",
    ),
    Case("kpi-no-source", "one", KPIS, "unit: students", "unit: students"),
    Case(
        "kpi-stale",
        "October is missing",
        KPIS,
        "",
        kpi("b", "^Old", "at least 1", "2026-09: 3", "supports: [recruit],"),
    ),
    Case(
        "kpi-stale",
        "October is there",
        KPIS,
        "",
        kpi("b", "New", "at least 1", "2026-10: 3", "supports: [recruit],"),
    ),
    Case(
        "kpi-aimless",
        "for nothing",
        KPIS,
        "",
        kpi("b", "^Views", "at least 1", "2026-10: 3"),
    ),
    Case(
        "kpi-aimless",
        "named by a key result",
        CYCLE,
        "",
        "      - {id: x, title: More join, owner: mei, kpi: enrolments, metric: from 100 to 150 students}\n",
        (
            (
                KPIS,
                only_kpi("enrolments", "E", "at least 1", "2026-10: 3"),
            ),
        ),
    ),
    Case(
        "kpi-red-no-goal",
        "twice red",
        KPIS,
        "",
        kpi("b", "^Refunds", "at most 5", "2026-09: 8, 2026-10: 9", "guards: [recruit],"),
    ),
    Case(
        "kpi-red-no-goal",
        "once red",
        KPIS,
        "",
        kpi("b", "Refunds", "at most 5", "2026-09: 5, 2026-10: 9", "guards: [recruit],"),
    ),
    Case(
        "kpi-red-no-goal",
        "a goal is driven by it",
        KPIS,
        "",
        kpi("b", "Refunds", "at most 5", "2026-09: 8, 2026-10: 9", "supports: [recruit],"),
    ),
    Case(
        "kpi-and-goal-disagree",
        "another unit",
        CYCLE,
        "",
        "      - {id: x, title: More join, owner: mei, kpi: enrolments, metric: ^from 100 to 150 EUR}\n",
    ),
    Case(
        "kpi-and-goal-disagree",
        "the other way",
        CYCLE,
        "",
        "      - {id: x, title: Fewer join, owner: mei, kpi: enrolments, metric: ^from 150 to 100 students}\n",
    ),
    Case(
        "kpi-and-goal-disagree",
        "alike",
        CYCLE,
        "",
        "      - {id: x, title: More join, owner: mei, kpi: enrolments, metric: from 100 to 150 students}\n",
    ),
    Case(
        "derailing",
        "behind while all is green",
        CYCLE,
        "",
        "  - {id: z, title: ^Teach, why: x, owner: m, supports: school/grow, drivers: [enrolments], key_results: "
        "[{title: A, owner: m, metric: from 0 to 9, checkins: [{date: 2026-11-20, value: 1}]}, "
        "{title: B, owner: m, metric: from 0 to 9, checkins: [{date: 2026-11-20, value: 1}]}]}\n",
    ),
    Case("derailing", "on track", CYCLE, COUNT, COUNT),
    Case(
        "at-a-cost",
        "a guard is red",
        CYCLE,
        TITLE,
        "title: ^Recruit more students",
        (
            (
                KPIS,
                only_kpi("b", "R", "at most 5", "2026-10: 9", "guards: [recruit],"),
            ),
        ),
    ),
    Case(
        "at-a-cost",
        "a guard is green",
        CYCLE,
        TITLE,
        TITLE,
        (
            (
                KPIS,
                only_kpi("b", "R", "at most 5", "2026-10: 4", "guards: [recruit],"),
            ),
        ),
    ),
    Case(
        "decoupled",
        "a driver is red",
        CYCLE,
        TITLE,
        "title: ^Recruit more students",
        (
            (
                KPIS,
                only_kpi("b", "R", "at most 5", "2026-10: 9", "supports: [recruit],"),
            ),
        ),
    ),
    Case(
        "decoupled",
        "a driver is amber",
        CYCLE,
        TITLE,
        TITLE,
        (
            (
                KPIS,
                only_kpi("b", "R", "at most 5", "2026-10: 9", "tolerance: at most 9, supports: [recruit],"),
            ),
        ),
    ),
)
