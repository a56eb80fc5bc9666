"""What stands around every page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from okrsite.problems import Place
from okrsite.site.views.forge import address
from okrsite.source.fields import make
from okrsite.source.records import Repository
from okrsite.source.values import Link
from tests.site.printing import printed

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import WriteSite
    from tests.site.printing import Printed

RECRUIT = "teams/school/2026-q4/recruit/"
GITHUB = "https://github.com/example/goals"


def test_the_menu_is_what_the_site_has(clumsy: Printed, only_kpis: Printed, only_okrs: Printed) -> None:
    assert [one.text for one in clumsy.frame("").menu] == [
        "Teams", "Cycles", "KPIs", "Map", "Balance", "Updates", "People", "About <us>",
    ]  # fmt: skip
    assert [one.text for one in only_kpis.frame("").menu] == ["Teams", "KPIs"]
    assert [one.text for one in only_okrs.frame("").menu] == ["Teams", "Cycles", "Updates"]


def test_things_are_called_what_the_site_calls_them(site: Callable[..., Printed]) -> None:
    printed = site(
        {
            "site.yml": "title: Goals\nterms: {objective: Aim, key_result: Measure, team: Squad}\n",
            "content/shop/team.yml": "name: Shop\n",
            "content/shop/2026-q4.yml": "objectives: [{id: a, title: A, key_results: [{title: B, metric: reach 5}]}]\n",
        }
    )
    html = printed.html("teams/shop/2026-q4/a/")
    assert "<h2>Measures</h2>" in html
    assert "<dt>Squad</dt>" in html
    assert printed.frame("").menu[0].text == "Squads"


def test_the_menu_marks_the_section_that_a_page_belongs_to(clumsy: Printed) -> None:
    assert [one.text for one in clumsy.frame(RECRUIT).menu if one.current] == ["Teams"]
    assert [one.text for one in clumsy.frame("teams/school/kpis/refunds/").menu if one.current] == ["KPIs"]


def test_a_menu_of_ones_own_takes_its_place(site: Callable[..., Printed]) -> None:
    menu = "menu: [{title: Groups, page: teams}, {title: Nowhere, page: nowhere}, {title: Wiki, url: https://wiki.example.org}]\n"
    printed = site({"site.yml": f"title: Goals\n{menu}", "content/shop/team.yml": "name: Shop\n"})
    assert [(one.text, one.href) for one in printed.frame("teams/shop/").menu] == [
        ("Groups", "../"),
        ("Wiki", "https://wiki.example.org"),
    ]


def test_breadcrumbs_lead_down_the_teams(clumsy: Printed) -> None:
    crumbs = clumsy.frame("teams/teaching/2026-q4/quality/").breadcrumbs
    assert [(one.text, one.href) for one in crumbs] == [
        ("Teams", "../../../"),
        ("School", "../../../school/"),
        ("Teaching", "../../"),
        ("Q4 2026", "../"),
        ("Better lessons", None),
    ]


def test_the_strip_says_the_day_of_the_cycle(clumsy: Printed) -> None:
    strip = clumsy.frame(RECRUIT).strip
    assert strip is not None
    assert (strip.name, strip.dates, strip.day, strip.state) == (
        "Q4 2026",
        "1 Oct – 31 Dec 2026",
        "day 53 of 92",
        "open",
    )
    closed = clumsy.frame("teams/school/2026-q3/").strip
    assert closed is not None
    assert (closed.day, closed.share) == ("ended on 30 September 2026", 1)


def test_the_frame_says_its_day_and_the_last_news(clumsy: Printed) -> None:
    frame = clumsy.frame(RECRUIT)
    assert frame.as_of_text == "As of 22 November 2026"
    assert frame.changed == "Last news 10 November 2026"


def test_source_and_edit_lead_to_the_forge(clumsy: Printed) -> None:
    frame = clumsy.frame(RECRUIT)
    assert frame.source is not None
    assert frame.source.text == "content/school/2026-q4.yml:4"
    assert frame.source.href == f"{GITHUB}/blob/main/content/school/2026-q4.yml#L4"
    assert frame.edit is not None
    assert frame.edit.href == f"{GITHUB}/edit/main/content/school/2026-q4.yml#L4"


def test_who_is_not_shown_the_repository_sees_no_source(site: Callable[..., Printed]) -> None:
    files = {
        "site.yml": f"title: Goals\naudiences: [public, staff]\nrepository: {GITHUB}\n",
        "content/shop/team.yml": "name: Shop\naudience: public\n",
    }
    public, staff = site(files), site(files, audience="staff")
    assert public.frame("teams/shop/").source is None
    assert "github.com" not in public.html("teams/shop/")
    assert staff.frame("teams/shop/").source is not None


@pytest.mark.parametrize(
    ("written", "purpose", "expected"),
    [
        ({"url": GITHUB}, "source", f"{GITHUB}/blob/main/a%20b/x.md?plain=1#L3"),
        ({"url": "https://gitlab.example.org/g/p"}, "edit", "https://gitlab.example.org/g/p/-/edit/main/a%20b/x.md#L3"),
        ({"url": "https://codeberg.org/g/p.git"}, "edit", "https://codeberg.org/g/p/_edit/main/a%20b/x.md"),
        ({"url": "https://git.example.org/g"}, "source", None),
        (
            {"url": GITHUB, "edit": "https://e.org/?f={path}&l={line}&b={branch}"},
            "edit",
            "https://e.org/?f=a%20b/x.md&l=3&b=main",
        ),
    ],
)
def test_a_forge_is_guessed_or_its_addresses_are_given(
    written: dict[str, str], purpose: str, expected: str | None
) -> None:
    place = Place("a b/x.md", 3, 1)
    repository = make(Repository, url=Link(written["url"]), edit=written.get("edit"))
    assert address(repository, purpose, place) == expected


def test_each_language_knows_the_others(clumsy: Printed, chinese: Printed) -> None:
    assert [(one.language, one.href) for one in clumsy.frame("kpis/").alternates] == [
        ("en", "https://goals.example.org/okr/kpis/"),
        ("zh-Hant", "https://goals.example.org/okr/zh-hant/kpis/"),
        ("x-default", "https://goals.example.org/okr/kpis/"),
    ]
    assert [(one.href, one.current) for one in chinese.frame("kpis/").switch] == [("../../kpis/", False), ("./", True)]


def test_canonical_addresses_need_an_address_of_the_site(clumsy: Printed, only_kpis: Printed) -> None:
    assert clumsy.frame("kpis/").canonical == "https://goals.example.org/okr/kpis/"
    assert only_kpis.frame("kpis/").canonical is None


def test_only_the_widest_audience_is_indexed(clumsy: Printed, site: Callable[..., Printed]) -> None:
    staff = site({"site.yml": "title: Goals\naudiences: [public, staff]\n"}, audience="staff")
    assert clumsy.frame("").robots is None
    assert staff.frame("").robots == "noindex"


def test_portable_links_name_their_files(site: Callable[..., Printed]) -> None:
    printed = site({"site.yml": "title: Goals\nportable: true\n", "content/shop/team.yml": "name: Shop\n"})
    frame = printed.frame("teams/shop/")
    assert frame.home == "../../index.html"
    assert frame.root == "../../"


def test_the_page_for_lost_readers_links_from_the_servers_root(clumsy: Printed) -> None:
    frame = clumsy.frame("404.html")
    assert (frame.home, frame.root) == ("/okr/", "/okr/")


def test_a_page_of_a_translated_file_is_edited_there(write_site: WriteSite) -> None:
    folder = "content/shop/"
    site = write_site(
        {
            "site.yml": f"title: Goals\nlanguages: [en, de]\nrepository: {GITHUB}\n",
            f"{folder}team.yml": "name: Shop\nabout: {en: Words, de: Worte}\n",
            f"{folder}2026-q4/sell.md": "---\ntitle: Sell\n---\nWhy.\n",
            f"{folder}2026-q4/sell.de.md": "---\ntitle: Verkaufen\n---\nWarum.\n",
            f"{folder}2026-q4/keep.md": "---\ntitle: Keep\nwhy: {en: Why, de: Warum}\n---\n",
        }
    )
    frames = {language: printed(site, language=language) for language in ("en", "de")}

    def edit(language: str, address: str) -> str:
        link = frames[language].frame(f"teams/shop/{address}").edit
        assert link is not None
        assert link.href is not None
        return link.href.removeprefix(f"{GITHUB}/edit/main/content/shop/")

    assert edit("en", "2026-q4/sell/") == "2026-q4/sell.md#L2"
    assert edit("de", "2026-q4/sell/") == "2026-q4/sell.de.md#L1"
    assert edit("de", "2026-q4/keep/") == "2026-q4/keep.md#L2"
    assert edit("de", "") == "team.yml#L1"


@pytest.mark.parametrize(
    ("language", "locale"),
    [("en", "en_US"), ("en-GB", "en_GB"), ("de", "de_DE"), ("zh-Hant", "zh_TW"), ("pt-BR", "pt_BR"), ("ar", "ar_EG")],
)
def test_open_graph_names_a_language_with_its_country(site: Callable[..., Printed], language: str, locale: str) -> None:
    printed = site({"site.yml": f"title: Goals\nlanguage: {language}\n", "content/shop/team.yml": "name: Shop\n"})
    assert printed.frame("").locale == locale


def test_every_page_says_what_it_is_where_its_address_is_shared(clumsy: Printed, chinese: Printed) -> None:
    wanted = ["title", "description", "type", "site_name", "locale", "locale:alternate", "url", "image", "image:alt"]
    for pages in (clumsy, chinese):
        for path, html in pages.pages():
            said = dict(re.findall(r'<meta property="og:([^"]+)" content="([^"]*)">', html))
            assert [name for name in wanted if not said.get(name)] == [], path
            assert said["image"].startswith("https://goals.example.org/okr/assets/share."), path
            assert said["url"] == f"https://goals.example.org/okr/{quote(path.removesuffix('index.html'))}"


def test_a_page_is_described_by_how_it_begins(site: Callable[..., Printed]) -> None:
    printed = site(
        {
            "site.yml": "title: Goals\ndescription: What we want.\n",
            "content/shop/team.yml": "name: Shop\nmission: We **sell** bread.\n",
            "content/mill/team.yml": "name: Mill\n",
            "content/pages/about.md": "---\ntitle: About\n---\n\n# Who\n\nAll of [us](https://example.org).\n",
        }
    )
    assert printed.frame("teams/shop/").description == "We sell bread."
    assert printed.frame("teams/mill/").description == "What we want."
    assert printed.frame("about/").description == "Who"
