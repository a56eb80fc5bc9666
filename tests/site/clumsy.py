"""Sites with everything that is awkward to show, as files."""

from __future__ import annotations

CLUMSY: dict[str, str] = {
    "site.yml": """
title: {en: Goals & <numbers>, zh-Hant: 目標}
description: What we "try" & how far we are.
url: https://goals.example.org/okr/
language: en
languages: [en, zh-Hant]
repository: {url: https://github.com/example/goals, audience: public}
discuss: https://chat.example.org/goals?about={ref}
people: pages
fields:
  objective: {budget: {label: Budget, type: number, unit: EUR}, plan: {type: link}, notes: {type: markdown}, buddy: {type: person}}
footer: [{title: Imprint, url: https://example.org/imprint}]
feedback: mailto:goals@example.org
licence: CC-BY-4.0
audiences: [public, staff]
""",
    "content/index.md": "# Welcome\n\nTo [the school](teams/school/).\n\n## More\n\nWords.\n",
    "content/people.yml": "mei: {name: {en: Mei Lin, zh-Hant: 林美}, title: Head, url: https://example.org/mei}\ntom: {name: Tom}\n",
    "content/pages/about.md": "---\ntitle: About <us>\nmenu: true\naliases: [who-we-are]\n---\n# Big\n\n### Small\n\nText.\n",
    "content/school/team.yml": """
name: {en: School, zh-Hant: 學校}
icon: 🏫
lead: mei
members: [mei, tom, Anna Nobody]
mission: We **teach**.
about: |
  ## Where
  In town.
tags: [top, Top]
links: [https://example.org/school]
""",
    "content/school/2026.yml": """
objectives:
  - {id: grow, title: Grow, key_results: [{title: Reach 1000, metric: reach 1000 students}]}
""",
    "content/school/2026-q3.yml": """
objectives:
  - id: past
    title: What is past
    outcome: {note: "We **learned** it."}
    key_results:
      - {id: a, title: A, metric: from 0 to 10, checkins: [{date: 2026-09-01, value: 8}], outcome: {note: Nearly.}}
""",
    "content/school/2026-q4.yml": """
intro: "Why *these*."
objectives:
  - id: recruit
    title: Recruit "more" students & grow <better> leaders, with a title far longer than anyone would read on a phone
    why: |
      # A heading
      Because.
    owner: mei
    with: [teaching, tom]
    kind: aspirational
    supports: school/2026/grow
    guards: [refunds]
    tags: [growth, Größe]
    aliases: [recruit-students]
    links: [https://example.org/plan, {title: The plan, url: about/}]
    fields: {budget: 20000, plan: https://example.org/p, notes: "Some *notes*", buddy: mei}
    changed: [{date: 2026-10-20, why: A new target.}]
    ignore: {no-why: it has one}
    initiatives:
      - {title: Film day, owner: mei, status: doing, due: 2026-11-30, link: https://example.org/42}
      - {title: Posters, status: dropped}
      - {title: Unsaid}
    key_results:
      - id: main
        title: Students tell in public
        owner: mei
        metric: from 0 to 10 students
        why: Because they are *believed*.
        blocked: The camera is broken
        checkins:
          - {date: 2026-10-14, value: 2, confidence: 0.6, note: "Two, with a [link](../teaching/)", by: mei}
          - {date: 2026-11-04, value: 5, confidence: 0.7, status: at-risk, by: tom}
          - {date: 2026-11-04, note: "Later that day", blocked: "Rain"}
      - {id: cost, title: A lead costs less, metric: {from: 42, to: 25, unit: EUR}, checkins: [{date: 2026-11-10, value: 38}]}
      - {id: exceeded, title: More than enough, metric: from 100 to 60, checkins: [{date: 2026-11-10, value: 50}]}
      - {id: wrong, title: The wrong way, metric: from 10 to 20, checkins: [{date: 2026-11-10, value: 5}]}
      - id: uptime
        title: Online
        metric: keep at least 99.9 %
        checkins: [{date: 2026-10-03, value: 99.95}, {date: 2026-11-02, value: 99.5}]
      - id: course
        title: Training
        milestones:
          - {title: Agreed, due: 2026-10-31, done: 2026-10-28}
          - {title: Certified, due: 2026-11-15, weight: 2}
          - {title: Feast}
      - {id: portal, title: Portal is live, done: }
      - {id: brand, title: More precise marketing}
      - {id: silent, title: No check-in, metric: from 0 to 5}
      - {id: late, title: Late, metric: {from: 0, to: 8, pace: late}, due: 2027-01-31, weight: 0}
      - {id: fed, title: Fed, metric: from 0 to 200, kpi: enrolments, drivers: [enrolments], guards: [refunds]}
      - {id: gone, title: Gone, metric: from 0 to 5, dropped: {date: 2026-11-01, why: Too dear}}
      - {id: secret, title: Secret numbers, metric: from 0 to 5, values_audience: staff, checkins: [{date: 2026-11-04, value: 4711}]}
  - id: dropped
    title: Sell the school
    dropped: {date: 2026-11-15, why: We kept it.}
  - {id: empty, title: Nothing below it}
""",
    "content/school/kpis.yml": """
kpis:
  - id: enrolments
    name: {en: New enrolments, zh-Hant: 新生}
    about: "Who *paid*.\\n\\n## How\\n\\nCounted."
    owner: mei
    unit: students
    every: month
    target: at least 120
    tolerance: at least 100
    supports: [recruit]
    source: https://bi.example.org/enrolments
    values: {2026-08: 90, 2026-09: 104, 2026-10: 121}
  - id: refunds
    name: Refunds
    unit: "%"
    every: month
    target: at most 3
    values: [{period: 2026-09, value: 2}, {period: 2026-10, value: 5, note: "A *bad* month"}]
  - {id: lonely, name: Lonely, every: week, values: {2026-W40: 1}}
  - {id: hidden, name: Hidden values, every: month, values_audience: staff, target: at least 1, values: {2026-10: 4712}}
  - {id: unmeasured, name: Never measured, every: month, target: at least 1}
  - {id: path, name: On a path, every: year, target: from 61 to 40 by 2030, values: {2024: 61, 2025: 58}}
""",
    "content/school/updates/2026-11-20-week-8.md": """---
title: Week 8
by: mei
cycle: 2026-q4
tags: [growth]
---
# Hello

- [x] done
- [ ] not
""",
    "content/school/updates/2026-10-02-retro.md": "---\ntitle: Looking back\nkind: retrospective\ncycle: 2026-q3\n---\n## Good\n\nAll.\n",
    "content/school/teaching/team.yml": "name: Teaching\naliases: [teachers]\n",
    "content/school/teaching/2026-q4.yml": """
objectives:
  - id: quality
    title: {en: Better lessons, zh-Hant: 更好的課}
    supports: school/recruit
    key_results: [{id: rating, title: Rating, metric: from 4 to 5, checkins: [{date: 2026-11-20, value: 4.6}]}]
""",
    "content/school/empty/team.yml": "name: An empty team\n",
    "content/school/old/team.yml": "name: An old team\narchived: 2026-01-01\n",
    "content/school/old/2025-q4.yml": "objectives: [{id: was, title: It was, key_results: [{title: One, metric: reach 5}]}]\n",
}

ONLY_KPIS: dict[str, str] = {
    "content/shop/team.yml": "name: Shop\n",
    "content/shop/kpis.yml": """
kpis:
  - {id: sales, name: Sales, unit: EUR, every: month, target: at least 10, values: {2026-09: 9, 2026-10: 11}}
""",
}

ONLY_OKRS: dict[str, str] = {
    "content/shop/team.yml": "name: Shop\n",
    "content/shop/2026-q4.yml": """
objectives:
  - id: sell
    title: Sell more
    key_results: [{id: s, title: S, metric: from 0 to 4, checkins: [{date: 2026-11-01, value: 1}]}]
""",
}
