"""A small site that has a bit of everything, and how tests of the site's pages and data read one."""

from __future__ import annotations

import datetime as dt
import gettext
from pathlib import Path
from typing import NamedTuple

from okrsite.goals.audience import narrow
from okrsite.goals.figures import Figures
from okrsite.goals.link import link
from okrsite.goals.measure import measure
from okrsite.goals.model import Goals
from okrsite.problems import Severity
from okrsite.site.wording import Wording
from okrsite.source.load import load

TODAY = dt.date(2026, 11, 22)

SITE = """\
title: {en: Lantern Academy, zh-Hant: 明燈學院}
url: https://goals.example.org/okr/
languages: [en, zh-Hant]
audiences: [public, staff]
people: {public: roles, staff: pages}
fields:
  objective:
    budget: {type: number, unit: EUR}
    sponsor: {type: person}
    opens: {type: date}
    plan: {type: link}
"""

ACADEMY = """\
objectives:
  - id: recruit
    title: {en: Recruit more students, zh-Hant: 招收更多學生}
    why: With our platform we can.
    owner: mei
    with: [teaching, Tom Chen]
    kind: aspirational
    supports: company/2026/grow
    drivers: [enrolments]
    audience: public
    tags: [Growth]
    aliases: [recruit-students]
    fields: {budget: 20000, sponsor: mei, opens: 2026-12-01, plan: "https://example.org/plan"}
    initiatives:
      - {title: Film day, owner: mei, status: doing, due: 2026-11-30, link: https://example.org/42}
    key_results:
      - id: testimonials
        title: Students tell in public what changed for them
        owner: mei
        metric: from 0 to 10 students
        aliases: [voices]
        checkins:
          - {date: 2026-10-14, value: 2, confidence: 0.6, note: "Two recorded.", by: mei}
          - {date: 2026-11-04, value: 5, confidence: 0.7}
      - id: cost
        title: A lead costs less
        metric: {from: 42, to: 25, unit: EUR}
        checkins: [{date: 2026-11-10, value: 38, confidence: 0.5}]
  - id: run
    title: Run well
    aliases: [kept]
    dropped: {date: 2026-11-15, why: We sold the school.}
    key_results:
      - {id: uptime, title: Lessons stay online, metric: keep at least 99.9 %, checkins: [{date: 2026-10-03, value: 99.95}]}
      - {id: range, title: Load stays in its range, metric: keep between 40 and 60}
      - id: course
        title: Every teacher finishes the training
        milestones:
          - {title: Curriculum agreed, due: 2026-10-31, done: 2026-10-28}
          - {title: All teachers certified, due: 2026-12-15, weight: 2, done: 2026-12-01}
      - {id: portal, title: The partner portal is live, done: }
      - {id: brand, title: More precise marketing}
"""

KPIS = """\
kpis:
  - id: enrolments
    name: New enrolments
    owner: mei
    unit: students
    every: month
    target: at least 120
    tolerance: at least 100
    aliases: [signups]
    source: https://bi.example.org/enrolments
    values: {2026-09: 98, 2026-10: 104, 2026-11: 121, 2026-12: 130}
  - {id: load, name: Load, every: quarter, target: between 40 and 60, values: {2026-Q3: 50}}
"""

FILES = {
    "site.yml": SITE,
    "content/people.yml": "mei: {name: Mei Lin, title: {en: Head, zh-Hant: 校長}}\nbo: {name: Bo}\n",
    "content/company/team.yml": "name: The company\nlead: mei\n",
    "content/company/2026.yml": "objectives:\n  - {id: grow, title: Grow}\n",
    "content/academy/team.yml": "name: Academy\nparent: company\nmembers: [mei, bo]\naliases: [school]\ntags: [growth]\n",
    "content/academy/2026-q4.yml": ACADEMY,
    "content/academy/kpis.yml": KPIS,
    "content/academy/updates/2026-11-20-week-8.md": "---\ntitle: Week 8\nby: mei\ncycle: 2026-q4\n---\nFilmed.\n",
    "content/academy/updates/2026-12-20-later.md": "---\ntitle: Later\n---\nNot yet.\n",
    "content/academy/teaching/team.yml": "name: Teaching\narchived: 2026-11-01\n",
    "content/academy/teaching/2026-q4.yml": """\
objectives:
  - id: quality
    title: Better lessons
    key_results:
      - {id: hours, title: Hours, metric: from 0 to 4, supports: "academy/recruit#testimonials"}
""",
    "content/pages/about.md": "---\ntitle: About us\naliases: [about.html, old/about]\n---\nWho we are.\n",
}


class Measured(NamedTuple):
    """A site as of a day."""

    goals: Goals
    figures: Figures


def measured(root: Path, day: dt.date = TODAY, audience: str | None = None) -> Measured:
    """The site in `root` for an audience, by default the narrowest; its content has no errors."""
    loaded = load(root)
    assert loaded.sources, loaded.problems
    audience = audience or loaded.sources.site.audiences[-1]
    linked = link(narrow(loaded.sources, audience), audience)
    errors = [problem for problem in (*loaded.problems, *linked.problems) if problem.severity is Severity.ERROR]
    assert not errors
    return Measured(linked.goals, measure(linked.goals, day))


def wordings(goals: Goals) -> list[Wording]:
    """The site's languages without translations, the default first."""
    site = goals.site
    languages = dict.fromkeys((site.language, *site.languages))
    return [Wording(language, site.language, gettext.NullTranslations(), site) for language in languages]
