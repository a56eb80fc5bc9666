"""Write a made-up organisation to measure with: the same number of teams always gives the same bytes.

Each team has two objectives of three key results with eight weekly check-ins each, and two KPIs with two years of monthly values.
"""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

__all__ = ["write_organisation"]

VERBS = ["grow", "shorten", "double", "steady", "simplify", "open", "mend", "teach", "welcome", "measure"]
THINGS = [
    "visits",
    "answers",
    "repairs",
    "lessons",
    "orders",
    "returns",
    "letters",
    "queues",
    "invoices",
    "journeys",
    "harvests",
]
FIRST_DAY = dt.date(2026, 10, 1)
PER_DIVISION = 50


def write_organisation(folder: Path, teams: int, *, weekly: bool = False) -> None:
    """Write a site with `teams` teams: a company, divisions of fifty, and the teams in them.

    With `weekly` check-ins stand in a file a team and week, as the documentation teaches.
    """
    chance = random.Random(teams)  # noqa: S311  the same organisation each time is what is wanted
    _write(folder / "site.yml", "title: Goals\nurl: https://goals.example.org/\nlanguage: en\n")
    company = folder / "content" / "company"
    _team(company, 0, "", chance, weekly=weekly)
    for number in range(1, teams):
        division = company / f"division-{number // PER_DIVISION}"
        if number == 1 or number % PER_DIVISION == 0:
            _team(division, number, "company", chance, weekly=weekly)
        else:
            _team(division / f"team-{number}", number, division.name, chance, weekly=weekly)


def _team(folder: Path, number: int, parent: str, chance: random.Random, *, weekly: bool) -> None:
    mission = f"mission: |\n  We {_words(chance, 8)}.\n\n  - {_words(chance, 4)}\n  - **{_words(chance, 3)}**\n"
    name = folder.name.replace("-", " ").capitalize()
    _write(folder / "team.yml", f"name: {name}\nlead: person-{number}\n{mission}")
    cycle = "objectives:\n" + "".join(_objective(i, number, parent, chance) for i in range(2))
    if weekly:
        cycle = _apart(folder / "checkins", cycle)
    _write(folder / "2026-q4.yml", cycle)
    _write(folder / "kpis.yml", "kpis:\n" + "".join(_kpi(i, chance) for i in range(2)))


def _objective(index: int, number: int, parent: str, chance: random.Random) -> str:
    supports = f"    supports: {parent}/goal-{index}\n" if parent else ""
    why = f"    why: |\n      {_words(chance, 18)}.\n\n      See *{_words(chance, 2)}* and [the plan](https://example.org/{number}).\n"
    head = f"  - id: goal-{index}\n    title: {_words(chance, 6)}\n    owner: person-{number}\n    kind: aspirational\n"
    return head + supports + why + "    key_results:\n" + "".join(_key_result(k, number, chance) for k in range(3))


def _key_result(index: int, number: int, chance: random.Random) -> str:
    low, high = chance.randint(0, 40), chance.randint(60, 200)
    lines = [
        f"      - id: result-{index}",
        f"        title: {_words(chance, 6)}",
        f"        owner: person-{number}",
        f"        metric: {{from: {low}, to: {high}, unit: points}}",
        "        checkins:",
    ]
    value = low
    for week in range(8):
        value += chance.randint(0, (high - low) // 6)
        day, confidence = FIRST_DAY + dt.timedelta(7 * week), chance.randint(2, 9) / 10
        lines.append(
            f"          - {{date: {day}, value: {value}, confidence: {confidence}, note: {_words(chance, 6)}}}"
        )
    return "\n".join(lines) + "\n"


def _apart(folder: Path, cycle: str) -> str:
    """Put the check-ins of a cycle's text into a file a week; the text without them."""
    weeks: dict[str, list[str]] = {}
    rest: list[str] = []
    goal = result = ""
    for line in cycle.splitlines(keepends=True):
        if line.startswith("  - id: "):
            goal = line.split()[-1]
        if line.startswith("      - id: "):
            result = line.split()[-1]
        if line.startswith("          - {"):
            day, said = line.strip()[len("- {date: ") :].split(", ", 1)
            weeks.setdefault(day, []).append(f"- {{key_result: {goal}#{result}, date: {day}, {said}\n")
        elif line.strip() != "checkins:":
            rest.append(line)
    for day, lines in weeks.items():
        _write(folder / f"{day}.yml", "".join(lines))
    return "".join(rest)


def _kpi(index: int, chance: random.Random) -> str:
    head = f"  - id: kpi-{index}\n    name: {_words(chance, 3)}\n    unit: '%'\n    every: month\n    target: {{at_least: 80}}\n"
    months = [(2024 + (m + 10) // 12, (m + 10) % 12 + 1) for m in range(24)]
    values = "".join(f"      {year}-{month:02}: {chance.randint(50, 100)}\n" for year, month in months)
    return f"{head}    tolerance: {{at_least: 60}}\n    supports: [goal-{index}]\n    values:\n{values}"


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(VERBS if i % 2 else THINGS) for i in range(count)).capitalize()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
