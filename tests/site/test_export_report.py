"""A cycle's document says what its pages say, of all teams in tree order, and only to whom it may be said."""

from __future__ import annotations

import datetime as dt
import gettext
from typing import TYPE_CHECKING

import pytest

from okrsite.site.edition import Edition, languages_of
from okrsite.site.export.report import report
from okrsite.site.views.shared import Shared
from okrsite.site.wording import Wording
from tests.site.sample import TODAY, Measured, measured

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import WriteSite

AFTER = dt.date(2027, 1, 20)

CLOSED: dict[str, str | bytes] = {
    "site.yml": "title: Goals\naudiences: [public, staff]\n",
    "content/people.yml": "mei: {name: Mei Lin}\n",
    "content/a/team.yml": "name: Academy\n",
    "content/a/2026-q4.yml": """\
intro: Two goals, no more.
objectives:
  - id: grow
    title: "Grow | *fast*"
    owner: mei
    why: The rooms are *empty*.
    outcome: {grade: 0.5, note: "# Learned\\nStart earlier."}
    initiatives: [{title: Film day, status: done, owner: mei}]
    key_results:
      - title: More students
        metric: from 0 to 10 students
        outcome: {note: Nine said yes.}
        checkins:
          - {date: 2026-10-14, value: 2, confidence: 0.6, note: "```", by: mei}
          - {date: 2026-12-30, value: 6}
      - {title: Cost, metric: from 42 to 25, audience: staff}
""",
    "content/a/kpis.yml": """\
kpis:
  - {id: fees, name: Fees, unit: EUR, every: month, total: sum, target: at least 100, values: {2026-09: 1, 2026-10: 90, 2026-12: 120}}
  - {id: old, name: Old, every: month, values: {2026-09: 1}}
""",
    "content/a/updates/2027-01-07-look-back.md": (
        "---\ntitle: Look back\nkind: retrospective\ncycle: 2026-q4\nby: mei\n---\nWe <b>tried</b>.\n"
    ),
    "content/a/updates/2027-02-07-later.md": "---\ntitle: Too late\ncycle: 2026-q4\n---\n",
    "content/a/b/team.yml": "name: Below\n",
    "content/a/b/2026-q4.yml": "objectives:\n  - {title: Help, supports: a/grow}\n",
    "content/c/team.yml": "name: Empty\n",
}


def document(site: Measured, cycle: str = "2026-q4") -> str:
    settings = site.goals.site
    words = Wording(settings.language, settings.language, gettext.NullTranslations(), settings)
    return report(Shared(Edition(*site, words, languages_of(settings), "okrsite")), cycle)


@pytest.fixture
def closed(write_site: WriteSite) -> Path:
    return write_site(CLOSED)


def test_a_closed_cycle_reads_from_top_to_bottom(closed: Path) -> None:
    text, _, legend = document(measured(closed, AFTER, "public")).partition("\n## What the words mean\n")
    assert legend.count("- **") == 5
    assert text == (
        """\
# Goals, Q4 2026

1 Oct – 31 Dec 2026 · As of 20 January 2027

2 objectives: 1 partly and 1 no data.

## Academy

60% reached.

> Two goals, no more.

### Grow | \\*fast\\*

partly · Grade: 0.5 · 60% reached · Owner: Mei Lin

> The rooms are *empty*.

#### More students

missed · from 0 to 10 students · Grade: 0.6

6 of 10 students. 60% reached.

- **14 October 2026** – 2 students · 60% sure · Mei Lin

  > ```

- **30 December 2026** – 6 students

What came of it:

> Nine said yes.

#### Initiatives

- **Film day** – done · Mei Lin

#### Do its KPIs drive it?

blind: No KPIs with a value and a target drive it: there is no number to steer by.

#### What came of it

> ##### Learned
> Start earlier.

### KPIs

- **Fees** – EUR 210 (the values of a cycle are added up); EUR 120 in December 2026; wanted: at least EUR 100 (target met).

### Look back

retrospective, 7 January 2027, Mei Lin

> We &lt;b>tried&lt;/b>.

## Academy › Below

### Help

no data · Supports: Grow | \\*fast\\*

It has no key results, and nothing supports it: there is no way to tell how far it is.
"""
    )


def test_what_is_for_staff_is_in_their_document_alone(closed: Path) -> None:
    assert "Cost" in document(measured(closed, AFTER, "staff"))
    assert "Cost" not in document(measured(closed, AFTER, "public"))


def test_an_open_cycle_stands_as_of_the_day(sample: Measured) -> None:
    text = document(sample)
    assert "As of 22 November 2026" in text
    assert "at risk · 37% reached · aspirational · Owner: Mei Lin · With: Teaching, Tom Chen · Supports: Grow" in text
    assert "Dropped on 15 November 2026: We sold the school." in text
    assert "- **budget** – EUR 20,000" in text
    assert "- **✓ Curriculum agreed** – reached on 28 October 2026" in text
    assert "Filmed." in text


def test_a_cycle_without_objectives_says_so(write_site: WriteSite) -> None:
    site = "title: Goals\ncycles: [{id: 2025-q1}]\n"
    text = document(measured(write_site({"site.yml": site, "content/a/team.yml": "name: A\n"})), "2025-q1")
    assert "No objectives are set for this cycle itself." in text
    assert "## " not in text


def test_people_are_shown_as_far_as_the_site_shows_them(closed: Path) -> None:
    (closed / "site.yml").write_text("title: Goals\naudiences: [public, staff]\npeople: none\n")
    assert "Mei" not in document(measured(closed, AFTER))


def test_withheld_values_stay_withheld(write_site: WriteSite) -> None:
    goals = (
        "objectives:\n  - title: Grow\n    key_results:\n      - {title: More, metric: from 0 to 10, values_audience: staff, "
        "checkins: [{date: 2026-10-14, value: 7, note: Seven.}]}\n"
    )
    files: dict[str, str | bytes] = {
        "site.yml": "title: Goals\naudiences: [public, staff]\n",
        "content/a/team.yml": "name: A\n",
        "content/a/2026-q4.yml": goals,
    }
    text = document(measured(write_site(files), TODAY, "public"))
    assert "The numbers are not published." in text
    assert "7" not in text.partition("## A")[2].partition("## What the words mean")[0]
    assert "Seven" not in text
