"""The calendar, read by icalendar."""

from __future__ import annotations

import datetime as dt
import importlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrsite.site.agenda import agenda
from okrsite.site.edition import Edition
from okrsite.site.landing import agenda_addresses
from okrsite.site.plain import one_line
from okrsite.site.views.shared import Shared
from tests.site.printing import printed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.conftest import WriteSite

icalendar: Any = importlib.import_module("icalendar")

TEAM = {"content/a/team.yml": "name: A\n"}
MILESTONES = """\
objectives:
  - id: x
    title: X
    key_results:
      - id: course
        title: Course
        milestones:
          - {title: Twice, due: 2026-10-31, done: 2026-10-28}
          - {title: Twice, due: 2026-12-01, done: 2026-12-01}
          - {title: No day}
      - {id: early, title: Early, due: 2026-11-30, metric: from 0 to 1}
      - {id: gone, title: Gone, due: 2026-11-30, dropped: {date: 2026-11-01, why: No.}}
      - {id: later, title: Dropped later, due: 2026-12-15, dropped: {date: 2026-12-01, why: No.}}
  - {id: y, title: Y, dropped: {date: 2026-11-01, why: No.}, key_results: [{title: Z, due: 2026-11-05}]}
"""


@pytest.fixture(scope="module")
def shared(sample_root: Path) -> Shared:
    return printed(sample_root, audience="staff").shared


def calendar(shared: Shared) -> bytes:
    ((address, data),) = agenda(shared)
    assert [address] == list(agenda_addresses(shared.goals)) == ["calendar.ics"]
    return data


def events(shared: Shared) -> list[Any]:
    read = icalendar.Calendar.from_ical(calendar(shared))
    assert not any(part.errors for part in read.walk())
    return list(read.walk("VEVENT"))


def of(write_site: WriteSite, files: Mapping[str, str]) -> Shared:
    return printed(write_site({**TEAM, **files})).shared


def dates(found: list[Any]) -> list[tuple[str, str]]:
    return [(one["DTSTART"].dt.isoformat(), str(one["SUMMARY"])) for one in found]


def test_cycles_milestones_and_due_dates_are_days(write_site: WriteSite) -> None:
    found = events(of(write_site, {"content/a/2026-q4.yml": MILESTONES}))
    assert dates(found) == [
        ("2026-10-01", "Q4 2026 begins"),
        ("2026-10-31", "✓ Twice"),
        ("2026-11-30", "Due: Early"),
        ("2026-12-01", "Twice"),
        ("2026-12-15", "Due: Dropped later"),
        ("2026-12-31", "Q4 2026 ends"),
    ]
    assert all(type(one["DTSTART"].dt) is dt.date for one in found)


def test_every_event_has_a_name_of_its_own_that_stays(write_site: WriteSite) -> None:
    names = [str(one["UID"]) for one in events(of(write_site, {"content/a/2026-q4.yml": MILESTONES}))]
    assert names == [
        "start/2026-q4@okrsite",
        "milestone/a/2026-q4/x#course/twice@okrsite",
        "due/a/2026-q4/x#early@okrsite",
        "milestone/a/2026-q4/x#course/twice/2@okrsite",
        "due/a/2026-q4/x#later@okrsite",
        "end/2026-q4@okrsite",
    ]


def test_with_an_address_events_lead_to_their_pages(shared: Shared) -> None:
    found = {str(one["SUMMARY"]): str(one["URL"]) for one in events(shared)}
    assert found["Q4 2026 begins"] == "https://goals.example.org/okr/cycles/2026-q4/"
    assert found["2026 ends"] == "https://goals.example.org/okr/cycles/2026/"


def test_without_an_address_there_is_no_link(write_site: WriteSite) -> None:
    assert b"URL" not in calendar(of(write_site, {"content/a/2026-q4.yml": MILESTONES}))


def test_what_is_dropped_or_of_an_archived_team_is_not_in_it(shared: Shared, write_site: WriteSite) -> None:
    assert "Curriculum agreed" not in {str(one["SUMMARY"]).removeprefix("✓ ") for one in events(shared)}
    archived = {"content/a/team.yml": "name: A\narchived: 2026-11-01\n", "content/a/2026-q4.yml": MILESTONES}
    assert dates(events(of(write_site, archived))) == [
        ("2026-10-01", "Q4 2026 begins"),
        ("2026-12-31", "Q4 2026 ends"),
    ]


def test_withheld_milestones_are_due_and_do_not_say_whether_they_are_reached(write_site: WriteSite) -> None:
    files = {
        "site.yml": "title: T\naudiences: [public, staff]\n",
        "content/a/2026-q4.yml": MILESTONES.replace(
            "title: Course\n", "title: Course\n        values_audience: staff\n"
        ),
    }
    assert ("2026-10-31", "Twice") in dates(events(of(write_site, files)))


def test_it_is_stamped_with_the_day_and_the_same_every_time(shared: Shared) -> None:
    assert {one["DTSTAMP"].dt.isoformat() for one in events(shared)} == {"2026-11-22T00:00:00+00:00"}
    assert calendar(shared) == calendar(shared)


def test_a_site_without_objectives_has_none(write_site: WriteSite) -> None:
    assert list(agenda(of(write_site, {}))) == []


AWKWARD = st.text(st.sampled_from('a,;\\\n\r\t\u2028\x85é漢👩‍👩‍👧ع:"'), max_size=200)


@settings(max_examples=40, deadline=None)
@given(name=(AWKWARD | st.text()).filter(one_line))
def test_any_words_are_read_back_from_lines_that_are_short_enough(shared: Shared, name: str) -> None:
    cycles = {one.id: replace(one, name=name) for one in shared.goals.cycles.values()}
    goals = replace(shared.goals, cycles=cycles, site=replace(shared.goals.site, title=name))
    changed = Shared(Edition(goals, shared.figures, shared.words, shared.edition.languages, "okrsite 0.1"))
    data = calendar(changed)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    begins = {str(one["SUMMARY"]) for one in events(changed) if "start/" in str(one["UID"])}
    assert begins == {one_line(f"{name} begins")}
