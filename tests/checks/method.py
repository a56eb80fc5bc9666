"""A small site that no rule of method has a word to say about, and ways to write something else in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

__all__ = ["CYCLE", "KPIS", "PARENT", "SITE", "TODAY", "WHOLE", "Case", "write"]

TODAY = dt.date(2026, 11, 22)
SITE = "site.yml"
CYCLE = "content/school/academy/2026-q4.yml"
PARENT = "content/school/2026-q4.yml"
KPIS = "content/school/academy/kpis.yml"

WHOLE = {
    SITE: "title: Goals\nurl: https://example.org/\n",
    "content/school/team.yml": "name: School\n",
    "content/school/academy/team.yml": "name: Academy\n",
    PARENT: """\
objectives:
  - id: grow
    title: The school is known all over town
    why: Half of our rooms are empty.
    owner: tom
    key_results:
      - id: heard
        title: Neighbours have heard of us
        owner: tom
        metric: from 20 to 40 %
        checkins: [{date: 2026-11-20, value: 32}]
      - id: papers
        title: Papers write about us
        owner: tom
        metric: from 0 to 4 articles
        checkins: [{date: 2026-11-20, value: 3}]
""",
    CYCLE: """\
objectives:
  - id: recruit
    title: Recruit more students
    why: Evening classes live from a full room.
    owner: mei
    supports: school/grow
    key_results:
      - id: count
        title: New students join
        owner: mei
        metric: from 0 to 10 students
        checkins:
          - {date: 2026-10-20, value: 2, note: Two came.}
          - {date: 2026-11-10, value: 6, confidence: 0.7, note: Four more.}
      - id: films
        title: Students tell in public what changed
        owner: mei
        metric: from 0 to 8 films
        checkins: [{date: 2026-11-15, value: 5}]
""",
    KPIS: """\
kpis:
  - id: enrolments
    name: New enrolments
    owner: mei
    unit: students
    every: month
    target: at least 120
    source: https://bi.example.org/enrolments
    supports: [recruit]
    values: {2026-08: 121, 2026-09: 124, 2026-10: 130}
""",
}


class Case(NamedTuple):
    """`old` of a file becomes `new`, in which a `^` stands before each value that `rule` must point at; `more`: other files."""

    rule: str
    name: str
    path: str
    old: str
    new: str
    more: tuple[tuple[str, str], ...] = ()

    def files(self) -> dict[str, str]:
        """The whole site, with the marks."""
        assert WHOLE[self.path].count(self.old) >= 1, self.old
        before, _, after = WHOLE[self.path].partition(self.old) if self.old else ("", "", WHOLE[self.path])
        return {**WHOLE, self.path: f"{before}{self.new}{after}" if self.old else after + self.new, **dict(self.more)}

    def marked(self) -> list[str]:
        """The places that must be found, as file:line:column."""
        found = []
        for path, text in self.files().items():
            for number, line in enumerate(text.split("\n"), 1):
                bare = line.split("^")
                found += [f"{path}:{number}:{len(''.join(bare[: at + 1])) + 1}" for at in range(len(bare) - 1)]
        return sorted(found)


def write(files: Mapping[str, str], root: Path) -> None:
    """Writes a site, without its marks."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text.replace("^", ""), encoding="utf-8", newline="\n")
