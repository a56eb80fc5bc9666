"""Broken sites as hand-writers make them: one small whole site, and for each case what is written differently.

`python -m tests.checks.broken > tests/golden/problems.txt` writes what `okrsite check` says of each, to be read in a diff.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from okrsite.checks import report_text
from okrsite.problems import Problem
from okrsite.publish.prepare import check
from okrsite.source.method import METHOD

__all__ = ["CASES", "Case", "broken", "report", "write_site"]

CYCLE = "content/academy/2026-q4.yml"
KPIS = "content/academy/kpis.yml"
VALUES = "content/academy/kpis/enrolments.csv"
CHECKINS = "content/academy/checkins/a.yml"
TEAM = "content/academy/team.yml"
SITE = "site.yml"

WHOLE = {
    SITE: "title: Goals\nurl: https://example.org/\nlanguages: [en, zh-Hant]\n",
    TEAM: "name: Academy\n",
    CYCLE: """\
objectives:
  - id: recruit
    title: Recruit more students
    why: Because.
    owner: mei
    key_results:
      - id: count
        title: Ten students
        metric: from 0 to 10 students
""",
    KPIS: """\
kpis:
  - id: enrolments
    name: New enrolments
    unit: students
    every: month
    target: at least 120
    supports: [recruit]
    values: kpis/enrolments.csv
""",
    VALUES: "period,value\n2026-09,104\n2026-10,98\n",
    CHECKINS: "- key_result: academy/2026-q4/recruit#count\n  date: 2026-10-14\n  value: 2\n",
    "content/people.yml": "mei: {name: Mei Lin}\n",
}


def broken(root: Path) -> list[Problem]:
    """What is wrong with the content itself, without what the rules of method say, and what is not translated."""
    return [problem for problem in check(root) if problem.rule not in {*METHOD, "untranslated"}]


class Case(NamedTuple):
    """What is written differently in a file: `old` becomes `new` (nothing: the end of the file). `more`: other files."""

    name: str
    path: str
    old: str
    new: str
    more: tuple[tuple[str, str], ...] = ()

    def files(self) -> dict[str, str]:
        """The site's files by path."""
        text = WHOLE.get(self.path, "")
        if self.old not in text:
            raise ValueError(f"{self.name}: `{self.old}` is not in {self.path}")
        changed = text.replace(self.old, self.new, 1) if self.old else text + self.new
        return {**WHOLE, self.path: changed, **dict(self.more)}


CASES = (
    Case("a colon in an unquoted title", CYCLE, "Recruit more", "Recruit: more"),
    Case("an unquoted percent sign", KPIS, "unit: students", "unit: %"),
    Case("an unquoted at sign", CYCLE, "owner: mei", "owner: @mei"),
    Case("an unquoted comparison", KPIS, "at least 120", ">= 99"),
    Case("brackets in front of a title", CYCLE, "Recruit more", "[Draft] more"),
    Case("a quoted word in front of a title", CYCLE, "Recruit more", '"Recruit" more'),
    Case("a star in front of a title", CYCLE, "Recruit more", "*Recruit* more"),
    Case("a dash in front of a title", CYCLE, "Recruit more", "- Recruit more"),
    Case("a comma in braces", CYCLE, "", "        outcome: {note: Two recorded, fix in Dec}\n"),
    Case("a hash in braces", CYCLE, "", "        outcome: {note: See #42}\n"),
    Case("a tab", CYCLE, "    owner: mei", "\towner: mei"),
    Case("no space after the colon", CYCLE, "owner: mei", "owner:mei"),
    Case("no space after the dash", CYCLE, "  - id: recruit", "  -id: recruit"),
    Case("no colon at all", CYCLE, "owner: mei", "owner mei"),
    Case("an equals sign for the colon", CYCLE, "owner: mei", "owner = mei"),
    Case("a field that stands too deep", CYCLE, "    owner: mei", "      owner: mei"),
    Case("a quote that is not closed", CYCLE, "Recruit more", '"Recruit more'),
    Case("a comment right behind a text", CYCLE, "Because.", "See #42"),
    Case("a decimal comma in a value", CHECKINS, "value: 2", "value: 2,5"),
    Case("a decimal comma in a metric", CYCLE, "to 10 students", "to 10,5 students"),
    Case("a thousands comma in a target", KPIS, "at least 120", "at least 1,200"),
    Case("a number with its unit", CHECKINS, "value: 2", "value: 2 students"),
    Case("a month as a spreadsheet writes it", VALUES, "2026-10", "Oct-26"),
    Case("a day as a spreadsheet numbers it", VALUES, "2026-10", "46296"),
    Case("a day with its year behind", CHECKINS, "2026-10-14", "14.10.2026"),
    Case("a day that is not in the calendar", CHECKINS, "2026-10-14", "2026-02-30"),
    Case("a misspelt field", CYCLE, "owner: mei", "onwer: mei"),
    Case("a misspelt required field", CYCLE, "title: Recruit more", "titel: Recruit more"),
    Case("a title in no language", CYCLE, "title: Recruit more students", "title: {en: }"),
    Case("a field in the wrong place", CYCLE, "", "        progress: 0.5\n"),
    Case("a field twice", CYCLE, "owner: mei", "owner: mei\n    owner: tom"),
    Case("a reference to nothing", KPIS, "[recruit]", "[recruits]"),
    Case("a circle of support", CYCLE, "owner: mei", "supports: recruit"),
    Case("a bare at least", CYCLE, "from 0 to 10", "at least 10"),
    Case("a metric that goes nowhere", CYCLE, "from 0 to 10", "from 10 to 10"),
    Case("a grade without a note", CYCLE, "", "        outcome: {grade: 0.7}\n"),
    Case("a check-in without a date", CYCLE, "", "        checkins: [{value: 3}]\n"),
    Case(
        "a KPI's check-in with a confidence",
        CHECKINS,
        "",
        "- {kpi: enrolments, period: 2026-10, date: 2026-10-15, value: 3, confidence: 60%}\n",
    ),
    Case("a link that runs a script", CYCLE, "", "        links: ['javascript:alert(1)']\n"),
    Case("a mail address without its scheme", SITE, "", "feedback: goals@example.org\n"),
    Case("a host list that is none", SITE, "", "embed_hosts: ['https://a.example; script-src *']\n"),
    Case(
        "a page's old address outside of the site",
        "content/pages/about.md",
        "",
        "---\ntitle: About\naliases: [../../x]\n---\n",
    ),
    Case("an icon that is not there", TEAM, "", "icon: academy.svg\n"),
    Case(
        "an address taken by a file, and another mistake",
        "static/teams/index.html",
        "",
        "x",
        ((TEAM, "nam: Academy\n"),),
    ),
    Case(
        "three broken files",
        CYCLE,
        "Recruit more",
        "Recruit: more",
        ((CHECKINS, "- {date: x}\n"), (KPIS, "kpis: [\n"), (VALUES, "period\n2026-09\n")),
    ),
    Case(
        "a broken site.yml and a broken file", SITE, "title: Goals", "title: Goals: 2026", ((CYCLE, "objectives: [\n"),)
    ),
)


def write_site(case: Case, root: Path) -> None:
    """Writes the site of a case."""
    for path, text in case.files().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="\n")


def report() -> str:
    """What is said of each case."""
    return "\n".join(_reports())


def _reports() -> Iterator[str]:
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            write_site(case, Path(folder))
            yield f"##### {case.name}\n\n{report_text.report(broken(Path(folder)))}\n"


if __name__ == "__main__":
    sys.stdout.write(report())
