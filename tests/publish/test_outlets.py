"""Feeds, calendar, badges and cards, as a build writes them."""

from __future__ import annotations

from okrsite.publish.build import build
from tests.conftest import WriteSite
from tests.publish.test_build import DAY, SITE, built, contents

ALL: dict[str, str | bytes] = {**SITE, "site.yml": f"{SITE['site.yml']!s}extras: [badges, embeds, team-feeds]\n"}
PLAIN = {"feed.xml", "calendar.ics"}
EXTRA = {
    "teams/academy/feed.xml",
    "teams/teaching/feed.xml",
    "badges/academy/2026-q4/recruit.svg",
    "badges/academy/kpis/enrolments.svg",
    "embed/academy/2026-q4/recruit/index.html",
    "zh-hant/embed/academy/2026-q4/recruit/index.html",
}


def test_feed_and_calendar_are_always_there_and_the_rest_where_it_is_asked_for(write_site: WriteSite) -> None:
    folder = write_site(SITE)
    built(folder)
    assert contents(folder / "public").keys() >= PLAIN
    assert not EXTRA & contents(folder / "public").keys()
    built(write_site(ALL))
    assert contents(folder / "public").keys() >= PLAIN | EXTRA


def test_all_of_it_is_in_the_main_language(write_site: WriteSite) -> None:
    site = str(ALL["site.yml"]).replace("url:", "language: zh-Hant\nurl:")
    folder = write_site({**ALL, "site.yml": site})
    built(folder)
    files = contents(folder / "public")
    assert "2026年第4季開始" in files["calendar.ics"].decode()
    assert 'xml:lang="zh-Hant"' in files["feed.xml"].decode()


def test_a_file_of_ones_own_in_their_place_is_told(write_site: WriteSite) -> None:
    result = build(write_site({**ALL, "static/feed.xml": "<x/>", "static/badges": "x"}), as_of=DAY)
    assert not result.published
    assert [problem.place.path for problem in result.problems if problem.rule == "same-address"] == [
        "static/badges",
        "static/feed.xml",
    ]


def test_what_is_for_others_is_in_none_of_it(write_site: WriteSite) -> None:
    folder = write_site(ALL)
    built(folder)
    assert b"Wage talks" not in b"".join(contents(folder / "public").values())
    built(folder, audience="staff")
    assert b"Wage talks" in contents(folder / "public")["embed/academy/2026-q4/recruit/index.html"]
