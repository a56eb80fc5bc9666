"""Cards for other sites' pages, and what pages offer to copy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import pytest

from okrsite.site.data.standard import sitemaps
from tests.site.clumsy import CLUMSY, ONLY_KPIS
from tests.site.sample import FILES

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsite.site.views.embed import EmbedView
    from okrsite.site.views.kpi import KpiView
    from okrsite.site.views.objective import ObjectiveView
    from okrsite.site.views.updates import UpdatesView
    from tests.site.printing import Printed

CARD = "embed/academy/2026-q4/recruit/"


def with_extras(files: dict[str, str], extras: str) -> dict[str, str]:
    return {**files, "site.yml": f"{files['site.yml']}extras: [{extras}]\n"}


@pytest.fixture
def school(site: Callable[..., Printed]) -> Printed:
    return site(with_extras(FILES, "badges, embeds, team-feeds"), "staff")


def test_a_card_says_where_the_objective_stands(school: Printed) -> None:
    view = cast("EmbedView", school.view(CARD))
    assert (view.title.text, view.status.word) == ("Recruit more students", "at risk")
    assert view.sentence == "37% reached, 57% expected by today."
    assert [one.title.text for one in view.key_results] == [
        "Students tell in public what changed for them",
        "A lead costs less",
    ]


def test_a_card_needs_no_script_and_its_links_leave_the_frame(school: Printed) -> None:
    html = school.html(CARD)
    assert "<script" not in html
    assert '<base target="_top">' in html
    assert 'href="../../../../teams/academy/2026-q4/recruit/"' in html


def test_search_engines_are_sent_to_the_page_and_not_to_the_card(school: Printed) -> None:
    html = school.html(CARD)
    assert '<meta name="robots" content="noindex">' in html
    assert '<link rel="canonical" href="https://goals.example.org/okr/teams/academy/2026-q4/recruit/">' in html
    places = b"".join(content for _, content in sitemaps(school.shared.goals, school.plans, ["en"]))
    assert b"/teams/academy/2026-q4/recruit/" in places
    assert b"embed/" not in places


def test_a_card_of_a_dropped_goal_says_so(school: Printed) -> None:
    html = school.html("embed/academy/2026-q4/run/")
    assert "<s>Run well</s>" in html
    assert "We sold the school." in html


@pytest.mark.parametrize("old", ["embed/school/2026-q4/recruit/", "embed/academy/2026-q4/recruit-students/"])
def test_an_old_address_leads_to_the_card(school: Printed, old: str) -> None:
    assert school.by_address[old].kind == "stub"
    assert school.by_address[old].subject == ("embed", CARD)


def test_without_the_extra_there_is_no_card_and_nothing_to_copy(site: Callable[..., Printed]) -> None:
    plain = site(FILES, "staff")
    assert not [one for one in plain.plans if one.address.startswith("embed/")]
    assert cast("ObjectiveView", plain.view("teams/academy/2026-q4/recruit/")).sharing is None
    assert "<textarea" not in plain.html("teams/academy/2026-q4/recruit/")


def test_an_objective_offers_its_card_and_its_badge(school: Printed) -> None:
    sharing = cast("ObjectiveView", school.view("teams/academy/2026-q4/recruit/")).sharing
    assert sharing
    assert sharing.badge == "../../../../badges/academy/2026-q4/recruit.svg"
    root = "https://goals.example.org/okr/"
    page, badge = f"{root}teams/academy/2026-q4/recruit/", f"{root}badges/academy/2026-q4/recruit.svg"
    assert [(one.label, one.code) for one in sharing.snippets] == [
        (
            "Card (HTML)",
            f'<iframe src="{root}{CARD}" title="Recruit more students" width="480" height="480" loading="lazy"></iframe>',
        ),
        ("Card (Markdown, as a link)", f"[Recruit more students]({root}{CARD})"),
        ("Badge (HTML)", f'<a href="{page}"><img src="{badge}" alt="Recruit more students"></a>'),
        ("Badge (Markdown)", f"[![Recruit more students]({badge})]({page})"),
    ]


def test_a_kpi_offers_its_badge(school: Printed) -> None:
    sharing = cast("KpiView", school.view("teams/academy/kpis/enrolments/")).sharing
    assert sharing
    assert [one.label for one in sharing.snippets] == ["Badge (HTML)", "Badge (Markdown)"]


def test_a_snippet_leads_to_the_page_in_the_readers_language(site: Callable[..., Printed]) -> None:
    chinese = site(with_extras(FILES, "embeds, badges"), "staff", "zh-Hant")
    sharing = cast("ObjectiveView", chinese.view("teams/academy/2026-q4/recruit/")).sharing
    assert sharing
    assert f'src="https://goals.example.org/okr/zh-hant/{CARD}"' in sharing.snippets[0].code
    assert sharing.badge == "../../../../badges/academy/2026-q4/recruit.svg"
    assert 'src="https://goals.example.org/okr/zh-hant/badges/academy/2026-q4/recruit.svg"' in sharing.snippets[2].code


def test_a_title_with_marks_stays_a_title_in_a_snippet(site: Callable[..., Printed]) -> None:
    printed = site(with_extras(CLUMSY, "badges"), "public")
    sharing = cast("ObjectiveView", printed.view("teams/school/2026-q4/recruit/")).sharing
    assert sharing
    html, markdown = (one.code for one in sharing.snippets)
    assert 'alt="Recruit &quot;more&quot; students &amp; grow &lt;better&gt; leaders' in html
    assert r"[![Recruit " in markdown
    assert r"\<better\>" in markdown


def test_without_an_address_there_is_nothing_to_copy(site: Callable[..., Printed]) -> None:
    files = with_extras({**FILES, "site.yml": FILES["site.yml"].replace("url: https://goals", "# ")}, "badges, embeds")
    printed = site(files, "staff")
    assert cast("ObjectiveView", printed.view("teams/academy/2026-q4/recruit/")).sharing is None
    assert "canonical" not in printed.html(CARD)


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("", "feed.xml"),
        ("updates/", "../feed.xml"),
        ("updates/2026-11/", "../../feed.xml"),
        ("teams/academy/", "feed.xml"),
        ("teams/academy/2026-q4/", "../feed.xml"),
        ("kpis/", None),
    ],
)
def test_pages_name_the_feed_that_follows_them(school: Printed, address: str, href: str | None) -> None:
    found = re.findall(
        r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)">', school.html(address)
    )
    assert found == ([href] if href else [])


def test_the_feed_exists_once_for_all_languages(site: Callable[..., Printed]) -> None:
    chinese = site(FILES, "staff", "zh-Hant")
    assert chinese.frame("updates/").feeds[0].href == "../../feed.xml"


def test_the_updates_lead_to_feed_and_calendar(school: Printed) -> None:
    view = cast("UpdatesView", school.view("updates/"))
    assert [one.href for one in view.subscribe] == ["../feed.xml", "../calendar.ics"]


def test_a_site_of_kpis_alone_has_no_calendar_to_offer(site: Callable[..., Printed]) -> None:
    update = {"content/shop/updates/2026-11-20-x.md": "---\ntitle: X\n---\n"}
    files = {**ONLY_KPIS, **update, "content/shop/team.yml": "name: Shop\n"}
    assert cast("UpdatesView", site(files).view("updates/")).subscribe == ()
