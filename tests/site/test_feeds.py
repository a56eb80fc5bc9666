"""The feeds, read by feedparser and by an XML parser."""

from __future__ import annotations

import datetime as dt
import importlib
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrsite.site.edition import Edition
from okrsite.site.feeds import feeds
from okrsite.site.landing import feed_addresses
from okrsite.site.plain import one_line
from okrsite.site.views.shared import Shared
from tests.site.clumsy import CLUMSY
from tests.site.printing import printed
from tests.site.sample import FILES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.conftest import WriteSite

feedparser: Any = importlib.import_module("feedparser")

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "title: Goals\nurl: https://goals.example.org/okr/\n"
TEAM = {"content/a/team.yml": "name: A\n"}
GOAL = "objectives: [{{id: x, title: X, key_results: [{{id: k, title: K, metric: from 0 to 9, checkins: [{}]}}]}}]\n"


@pytest.fixture(scope="module")
def shared(sample_root: Path) -> Shared:
    return printed(sample_root, audience="staff").shared


def made(root: Path, **options: Any) -> dict[str, str]:
    shared = printed(root, **options).shared
    found = dict(feeds(shared))
    assert list(found) == list(feed_addresses(shared.goals))
    return found


def read(xml: str) -> Any:
    feed = feedparser.parse(xml.encode())
    assert not feed.bozo, feed.bozo_exception
    root = ET.fromstring(xml)  # noqa: S314 - our own feed
    assert [one.findtext(f"{ATOM}id") for one in root.iter(f"{ATOM}entry")] == [one.id for one in feed.entries]
    return feed


def site_of(files: Mapping[str, str], site: str = SITE) -> dict[str, str | bytes]:
    return {"site.yml": site, **TEAM, **files}


def checkins(*days: str) -> dict[str, str]:
    return {"content/a/2026-q4.yml": GOAL.format(", ".join(f"{{date: {day}, value: 1}}" for day in days))}


def test_the_site_has_a_feed_of_every_kind_of_change_the_newest_first(sample_root: Path) -> None:
    feed = read(made(sample_root, audience="staff")["feed.xml"])
    assert [(one.updated[:10], one.tags[0].term, one.title) for one in feed.entries[:5]] == [
        ("2026-11-20", "update", "Week 8"),
        ("2026-11-15", "dropped", "Run well: goal dropped"),
        ("2026-11-10", "checkin", "A lead costs less: EUR 38, 50% sure"),
        ("2026-11-04", "checkin", "Students tell in public what changed for them: 5 students, 70% sure"),
        ("2026-10-28", "milestone", "Every teacher finishes the training: Curriculum agreed"),
    ]
    assert (feed.feed.title, feed.feed.language, feed.feed.updated) == (
        "Lantern Academy",
        "en",
        "2026-11-20T00:00:00+00:00",
    )


def test_entries_lead_to_what_changed_by_absolute_addresses(sample_root: Path) -> None:
    feed = read(made(sample_root, audience="staff")["feed.xml"])
    assert feed.feed.id == "https://goals.example.org/okr/feed.xml"
    assert [one.link for one in feed.entries[:3]] == [
        "https://goals.example.org/okr/teams/academy/updates/2026-11-20-week-8/",
        "https://goals.example.org/okr/teams/academy/2026-q4/run/",
        "https://goals.example.org/okr/teams/academy/2026-q4/recruit/#cost",
    ]


def test_ids_are_tags_that_name_site_day_and_thing(sample_root: Path) -> None:
    entries = read(made(sample_root, audience="staff")["feed.xml"]).entries
    assert entries[2].id == "tag:goals.example.org,2026-11-10:okr/checkin/academy/2026-q4/recruit/cost"
    assert len({one.id for one in entries}) == len(entries)
    assert all(re.fullmatch(r"tag:[a-z.]+,\d{4}-\d\d-\d\d:[\w/.~%-]+", one.id, re.ASCII) for one in entries)


def test_a_later_checkin_changes_no_id(write_site: WriteSite) -> None:
    before = read(made(write_site(site_of(checkins("2026-10-05", "2026-10-05"))))["feed.xml"])
    after = read(made(write_site(site_of(checkins("2026-10-05", "2026-10-05", "2026-10-06"))))["feed.xml"])
    assert [one.id for one in after.entries[1:]] == [one.id for one in before.entries]
    assert [one.id.rpartition("x/k")[2] for one in before.entries] == ["", "/2"]


@pytest.mark.parametrize(
    ("zone", "day", "begins"),
    [
        ("Asia/Taipei", "2026-10-05", "2026-10-05T00:00:00+08:00"),
        ("Europe/Berlin", "2026-10-05", "2026-10-05T00:00:00+02:00"),
        ("Europe/Berlin", "2026-11-05", "2026-11-05T00:00:00+01:00"),
        ("America/St_Johns", "2026-11-05", "2026-11-05T00:00:00-03:30"),
        ("UTC", "2026-10-05", "2026-10-05T00:00:00+00:00"),
    ],
)
def test_a_change_is_dated_at_the_beginning_of_its_day_where_the_site_is(
    write_site: WriteSite, zone: str, day: str, begins: str
) -> None:
    feed = read(made(write_site(site_of(checkins(day), f"{SITE}timezone: {zone}\n")))["feed.xml"])
    assert [one.updated for one in feed.entries] == [begins]
    assert feed.feed.updated == begins
    assert dt.datetime.fromisoformat(begins).isoformat() == begins


def test_a_site_without_an_address_has_no_feed(write_site: WriteSite) -> None:
    assert made(write_site(site_of(checkins("2026-10-05"), "title: Goals\nextras: [team-feeds]\n"))) == {}


def test_an_empty_feed_is_dated_by_the_day(write_site: WriteSite) -> None:
    feed = read(made(write_site(site_of({})))["feed.xml"])
    assert (feed.entries, feed.feed.updated) == ([], "2026-11-22T00:00:00+00:00")


def test_a_feed_has_the_newest_fifty(write_site: WriteSite) -> None:
    days = [(dt.date(2026, 10, 1) + dt.timedelta(number % 50)).isoformat() for number in range(60)]
    entries = read(made(write_site(site_of(checkins(*days))))["feed.xml"]).entries
    assert len(entries) == 50
    assert entries[0].updated > entries[-1].updated


def test_what_ended_says_how_its_goals_went(write_site: WriteSite) -> None:
    files = {"content/a/2026-q3.yml": GOAL.format("{date: 2026-09-30, value: 9}")}
    (ended, _) = read(made(write_site(site_of(files)))["feed.xml"]).entries
    assert (ended.title, ended.link) == ("Q3 2026: cycle ended", "https://goals.example.org/okr/cycles/2026-q3/")
    assert ended.summary == "<p>1 done</p>"


@pytest.mark.parametrize(("policy", "names"), [("names", ["Mei Lin"]), ("roles", ["Head"]), ("none", [])])
def test_who_says_so_is_shown_as_far_as_the_policy_goes(write_site: WriteSite, policy: str, names: list[str]) -> None:
    files = {
        "content/people.yml": "mei: {name: Mei Lin, title: Head}\n",
        "content/a/2026-q4.yml": GOAL.format("{date: 2026-10-05, value: 1, by: mei}"),
    }
    xml = made(write_site(site_of(files, f"{SITE}people: {policy}\n")))["feed.xml"]
    (entry,) = ET.fromstring(xml).iter(f"{ATOM}entry")  # noqa: S314
    assert [one.text for one in entry.iter(f"{ATOM}name")] == names
    assert ("Mei" in xml) == (policy == "names")


def test_withheld_values_and_what_others_may_see_are_in_no_feed(write_site: WriteSite) -> None:
    site = CLUMSY["site.yml"] + "extras: [team-feeds]\n"
    whole = "".join(made(write_site({**CLUMSY, "site.yml": site}), audience="public").values())
    assert "<entry>" in whole
    assert not re.search(r"4,?71[12]", whole)


KPI = "kpis: [{{id: new, name: New students, every: month, unit: students, values: {{2026-09: 104}}{}}}]\n"
CORRECTED = "- {kpi: a/new, period: 2026-09, date: 2026-10-05, value: 98, note: Counted again.}\n"


def test_a_value_of_a_kpi_that_is_checked_in_is_news_of_the_kpi(write_site: WriteSite) -> None:
    files = {"content/a/kpis.yml": KPI.format(""), "content/a/checkins/x.yml": CORRECTED}
    (entry,) = read(made(write_site(site_of(files)))["feed.xml"]).entries
    assert (entry.title, entry.link) == (
        "New students: September 2026: 98 students",
        "https://goals.example.org/okr/teams/a/kpis/new/",
    )
    assert "<p>Counted again.</p>" in entry.summary
    assert entry.id == "tag:goals.example.org,2026-10-05:okr/value/a/new"


def test_a_withheld_value_of_a_kpi_is_no_news(write_site: WriteSite) -> None:
    files = {
        "content/a/kpis.yml": KPI.format(", values_audience: board"),
        "content/a/checkins/x.yml": CORRECTED,
    }
    root = write_site(site_of(files, f"{SITE}audiences: [public, board]\n"))
    assert read(made(root, audience="public")["feed.xml"]).entries == []
    assert len(read(made(root, audience="board")["feed.xml"]).entries) == 1


def test_archived_teams_are_not_in_the_news(write_site: WriteSite) -> None:
    files = checkins("2026-10-05") | {"content/a/team.yml": "name: A\narchived: 2026-11-01\n"}
    assert read(made(write_site(site_of(files)))["feed.xml"]).entries == []


def test_a_team_has_a_feed_of_its_own_also_at_its_old_address(write_site: WriteSite) -> None:
    files = {**FILES, "site.yml": FILES["site.yml"] + "extras: [team-feeds]\n"}
    found = made(write_site(files), audience="staff")
    assert [address for address in found if address != "feed.xml"] == [
        "teams/company/feed.xml",
        "teams/academy/feed.xml",
        "teams/school/feed.xml",
        "teams/teaching/feed.xml",
    ]
    assert found["teams/school/feed.xml"] == found["teams/academy/feed.xml"]
    feed = read(found["teams/academy/feed.xml"])
    assert feed.feed.title == "Academy · Lantern Academy"
    assert feed.feed.author == "Academy"
    assert all("/academy/" in one.link for one in feed.entries)
    assert read(found["teams/company/feed.xml"]).entries == []


def test_a_feed_is_the_same_every_time(sample_root: Path) -> None:
    assert made(sample_root) == made(sample_root)


def test_words_of_another_language_are_marked(write_site: WriteSite) -> None:
    files = {"content/a/updates/2026-10-05-x.md": "---\ntitle: {zh-Hant: 新聞}\n---\n"}
    xml = made(write_site(site_of(files, f"{SITE}languages: [en, zh-Hant]\n")))["feed.xml"]
    assert '<title xml:lang="zh-Hant">新聞</title>' in xml


@settings(max_examples=60, deadline=None)
@given(title=st.text(), body=st.text())
def test_any_words_make_a_feed_that_says_them(shared: Shared, title: str, body: str) -> None:
    update = next(one for one in shared.goals.updates.values() if one.date <= shared.day)
    changed = replace(update, record=replace(update.record, title=title, body=body))
    goals = replace(shared.goals, updates={update.ref: changed})
    edition = Edition(goals, shared.figures, shared.words, shared.edition.languages, "okrsite 0.1")
    root = ET.fromstring(dict(feeds(Shared(edition)))["feed.xml"])  # noqa: S314
    entry = next(root.iter(f"{ATOM}entry"))
    assert entry.findtext(f"{ATOM}title") == one_line(title)
    content = entry.findtext(f"{ATOM}content") or ""
    ET.fromstring(f"<div>{content.replace('<br>', '<br/>')}</div>")  # noqa: S314 - well-formed HTML is XML here


def test_markup_in_peoples_words_stays_text(write_site: WriteSite) -> None:
    body = "]]> <script>alert(1)</script> & <b onclick=x>fine</b> 👩‍👩‍👧 \u202bعربي\u202c"
    files = {"content/a/updates/2026-10-05-x.md": f'---\ntitle: "A <b>bold</b> & ]]> title"\n---\n{body}\n'}
    (entry,) = read(made(write_site(site_of(files)))["feed.xml"]).entries
    assert entry.title == "A <b>bold</b> & ]]> title"
    assert "<script" not in entry.content[0].value
    assert "👩‍👩‍👧" in entry.content[0].value
