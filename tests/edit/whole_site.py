"""A site that has every field of the content format somewhere, and texts that spreadsheets like to spoil."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WHOLE"]

WHOLE: Mapping[str, str | bytes] = {
    "site.yml": """title: {en: "Goals: #1", de: Ziele}
language: de
languages: [de, en]
timezone: Europe/Berlin
year_starts: 4
audiences: [public, staff, board]
default_audience: staff
people: {public: roles, staff: pages}
checkin_every: 9
status: {at_risk: 0.05, off_track: 0.3}
terms: {objective: {en: {one: Goal, other: Goals}, de: Ziel}}
units: {points: {one: point, other: points}}
fields:
  objective: {budget: {label: Budget, type: number, unit: EUR}, who: {type: person}, when: {type: date}, more: {type: link}}
  key_result: {x: {type: text}}
  kpi: {y: {type: markdown}}
  team: {z: {}}
cycles:
  - {id: autumn, start: 2026-09-15, end: 2026-12-20, checkin_every: 5, name: {en: Autumn, de: Herbst}, parent: "2026"}
rules: {stale: off, key-results-per-objective: {severity: note, min: 1, max: 9}}
extras: [badges, embeds, team-feeds]
embed_hosts: ["https://wiki.example.org"]
url: https://x.example/okr/
footer: [{title: Imprint, url: https://example.org/i}]
menu: [{title: Map, page: map}, {title: Wiki, url: https://wiki.example.org, items: [{title: Home, page: index}]}]
""",
    "content/company/2026.yml": """audience: staff
intro: {de: Warum diese., en: Why these.}
objectives:
  - {id: loved, title: Loved, owner: sam, weight: 2, aliases: [liked]}
""",
    "content/company/care/2026-h1/own.md": """---
title: Own file
owner: Zoe
dropped: {date: 2026-05-15, why: no}
outcome: {grade: 0.3, note: Bad}
---
Why **this**.
""",
    "content/company/care/autumn.yml": """objectives:
  - id: quick
    title: {en: "Quick: help #1", de: Schnelle Hilfe}
    why: "=Because."
    owner: kim
    with: [company, "Zoe"]
    kind: committed
    supports: [company/2026/loved]
    drivers: [wait]
    guards: [path]
    tags: [fast, "2026"]
    links: [{title: {en: Wiki, de: Wiki}, url: "https://example.org/x"}]
    aliases: [fast-help]
    fields: {budget: 20000, who: kim, when: 2026-11-30, more: {title: M, url: https://example.org/m}}
    order: 3
    initiatives:
      - {title: Film day, owner: mei, status: doing, due: 2026-11-30, link: https://example.org/42}
    changed: [{date: 2026-10-02, why: "Because: x"}, {date: 2027-01-01, why: later}]
    ignore: {no-why: "we know"}
    outcome: {note: "Learned\\n\\nmuch"}
    key_results:
      - id: down
        title: "=1+1"
        metric: {from: 95, to: 30, unit: minutes}
        kpi: wait
        why: kr why
        tags: [one]
        links: [https://example.org/kr]
        fields: {x: "'=quoted"}
        supports: company/2026/loved
      - {id: up, title: "'=x", owner: "@kim", weight: 3, metric: from 0.5 to 10 %, due: 2026-12-01, blocked: no staff, checkin_every: 3}
      - id: late
        title: Late
        metric: {from: -20, to: 10, pace: late}
        checkins:
          - {date: 2026-10-01, value: -5, note: "a\\nb  \\nc"}
          - {date: 2026-11-01, value: 1e-7, confidence: 60%, status: at-risk, by: kim, blocked: stuck}
          - {date: 2026-11-01, value: 2, audience: board}
          - {date: 2026-11-01, value: 3, note: {de: Ja, en: "yes"}}
      - id: none
        title: Unpaced
        metric: {from: 1, to: 2, pace: none}
        values_audience: board
        checkins: [{date: 2026-10-01, value: 1.5}]
      - id: plan
        title: Planned
        metric: {from: 0, to: 100, plan: {2026-10-20: 10, 2026-11-01: 80}}
        changed: [{date: 2026-10-10, why: w}]
      - id: held
        title: Held
        metric: {keep: {between: [40, 60]}, unit: {de: Punkte, en: points}}
        checkins: [{date: 2026-10-02, value: 50}]
      - {id: bound, title: Bound, metric: "keep at most 200 ms", audience: board}
      - {id: "yes", title: Done, done: 2026-10-30}
      - {id: "not", title: Not done, done: }
      - {id: soon, title: Done later, done: 2026-12-10}
      - id: steps
        title: Steps
        milestones: [{title: {de: Eins, en: One}, done: 2026-10-20}, {title: Two, due: 2026-12-01, weight: 2, done: 2026-12-01}]
      - {id: share, title: Share, checkins: [{date: 2026-10-03, progress: 40%}]}
      - {id: reach, title: Reach, metric: reach 45 points, checkins: [{date: 2026-10-03, value: 12}]}
      - {id: gone, title: Gone, metric: reach 5, dropped: {date: 2026-11-01, why: "Sold: all"}}
""",
    "content/company/care/checkins/a.yml": """- {kpi: wait, period: 2026-08, value: 93, date: 2026-09-20, note: corrected, by: kim}
- {kpi: wait, period: 2026-06, value: 98, date: 2026-07-02, by: kim}
- {kpi: wait, period: 2026-10, value: 70, date: 2026-11-02}
- {kpi: wait, period: 2026-10, value: 69, date: 2026-12-24}
- {key_result: quick#up, value: 2, date: 2026-11-10, by: Bob Q.}
- {key_result: quick#reach, value: 13, date: 2026-11-10}
""",
    "content/company/care/kpis.yml": """audience: staff
kpis:
  - id: wait
    name: {en: Waiting time, de: Wartezeit}
    unit: minutes
    every: month
    target: {2026-08: at most 90, 2026-10: at most 60}
    tolerance: at most 95
    supports: [quick, company/loved]
    guards: "company/2026/loved"
    leads: true
    source: {title: BI, url: https://bi.example.org}
    tags: [t]
    fields: {y: "*a*"}
    ignore: {kpi-no-source: "why not"}
    values: kpis/wait.csv
  - id: path
    name: Path
    every: year
    total: mean
    target: from 61 to 40 by 2030
    values: {2024: 61, 2025: 58, 2026: 50}
    audience: public
    values_audience: board
  - {id: bare, name: Bare, archived: 2026-10-01}
  - id: noted
    name: N
    every: month
    about: "About\\n\\nit"
    order: 0
    values: [{period: 2026-09, value: 1, note: {de: Eins, en: One}, date: 2026-10-03}]
""",
    "content/company/care/kpis/wait.csv": """period,value,date,target,note
2026-07,99,,,
2026-08,92,2026-09-05,,x
2026-09,80,2026-10-05,at most 85,
2026-10,71,,,"a, b"
2026-11,,,,
""",
    "content/company/care/team.md": """---
name: Care
order: 1.5
icon: 🏥
---
About *care*.

    code
""",
    "content/company/care/updates/2026-11-20-week-8.en.md": """---
title: Week eight
---
Body in English
""",
    "content/company/care/updates/2026-11-20-week-8.md": """---
title: Week 8
by: kim
kind: retrospective
cycle: autumn
tags: [a, b]
---
Body *x*

- y
""",
    "content/company/care/updates/2026-12-20-later.md": """---
title: Later
---
L
""",
    "content/company/secret/autumn.yml": """objectives:
  - {id: merge, title: Merge, supports: company/2026/loved, key_results: [{title: Sign, done: }]}
""",
    "content/company/secret/team.yml": """name: Secret
audience: board
""",
    "content/company/team.yml": """name: Company
audience: public
lead: sam
members: [kim, "@Bob Q.", eve]
mission: |
  Two lines

  - of markdown
links: [{title: Plan, url: https://example.org}, https://example.org/2]
tags: ["2026", growth]
aliases: [firm]
checkin_every: 20
fields: {z: "yes"}
""",
    "content/index.en.md": """Hallo.
""",
    "content/index.md": """---
audience: public
---
# Hello

  indented *text*\x20\x20
with hard break
""",
    "content/pages/about.md": """---
title: Über
menu: true
order: 2
aliases: [old-about]
---
Text with | pipes and "quotes".
""",
    "content/people.yml": """kim: {name: {en: Kim, de: Kim D}, title: Lead, url: https://example.org/kim, audience: public}
sam: {name: Sam, title: Boss}
eve: {name: Eve, title: Secretary, audience: board}
""",
}
