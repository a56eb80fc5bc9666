"""The example site in a real browser: every kind of page, light and dark, wide and narrow, with and without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Seen

Visit = Callable[..., Seen]

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

PAGES = {
    "home": "",
    "teams": "teams/",
    "team": "teams/growth/",
    "empty team": "teams/alumni/",
    "closed cycle of a team": "teams/academy/2026-q1/",
    "objective": "teams/academy/2026-q4/recruit/",
    "objective with a long title": "teams/growth/2026-q4/reach/",
    "dropped objective": "teams/growth/2026-q4/english-corner/",
    "KPI": "teams/growth/kpis/enrolments/",
    "KPIs": "kpis/",
    "cycles": "cycles/",
    "cycle": "cycles/2026-q4/",
    "balance": "balance/",
    "updates": "updates/",
    "map": "map/",
    "search": "search/",
    "wallboard": "wallboard/",
    "people": "people/",
    "person": "people/mei/",
    "method": "method/",
    "extra page": "about/",
    "not found": "404.html",
    "home in Chinese": "zh-hant/",
    "objective in Chinese": "zh-hant/teams/academy/2026-q4/recruit/",
}

# Together they show every colour, shape and drawing; dark differs from light in nothing else.
DARK = [
    "home",
    "closed cycle of a team",
    "objective",
    "dropped objective",
    "KPI",
    "cycle",
    "balance",
    "method",
    "map",
    "search",
    "wallboard",
]


@pytest.fixture(params=list(PAGES.values()), ids=list(PAGES))
def address(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def findings(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run({runOnly: tags})", TAGS)
    return [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]]


def test_axe_finds_nothing(visit: Visit, served: str, address: str) -> None:
    assert findings(visit(served + address).page) == []


@pytest.mark.parametrize("name", DARK)
def test_axe_finds_nothing_in_the_dark(visit: Visit, served: str, name: str) -> None:
    assert findings(visit(served + PAGES[name], dark=True).page) == []


def test_a_page_keeps_the_strict_policy_and_asks_no_other_host(visit: Visit, served: str, address: str) -> None:
    seen = visit(served + address)
    assert seen.complaints == []
    assert [url for url in seen.requests if not url.startswith(served)] == []


def test_a_narrow_phone_needs_no_sideways_scrolling(visit: Visit, served: str, address: str) -> None:
    page = visit(served + address, width=320).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_all_words_are_there_without_script(visit: Visit, served: str, address: str) -> None:
    words = "document.querySelector('main').innerText.split(/\\s+/).join(' ')"
    assert visit(served + address, script=False).page.locator("main").inner_text().split() == (
        visit(served + address).page.evaluate(words).split()
    )


def test_a_page_opens_from_files(visit: Visit, portable: Path, address: str) -> None:
    if address == "404.html":
        return  # only a server shows it
    seen = visit((portable / address / "index.html").as_uri())
    links = seen.page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
    local = {link.partition("#")[0] for link in links if ":" not in link}
    assert local
    assert [link for link in local if link.endswith("/")] == []
    assert [url for url in seen.requests if not url.startswith("file:")] == []


def test_the_first_tab_leads_past_the_menu(visit: Visit, served: str) -> None:
    page = visit(served).page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('main') !== null || location.hash !== ''")


def test_the_theme_switch_is_remembered(visit: Visit, served: str) -> None:
    page = visit(served).page
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.locator("button.theme-switch, [data-theme-switch]").first.click()
    dark = page.evaluate(ground)
    assert dark != light
    page.goto(f"{served}teams/")
    assert page.evaluate(ground) == dark


def test_one_finds_the_way_from_home_to_the_check_in_behind_a_figure(visit: Visit, served: str) -> None:
    page = visit(served).page
    page.get_by_role("link", name="Recruit more students and grow better leaders").first.click()
    assert page.url.startswith(f"{served}teams/academy/2026-q4/recruit/")
    assert page.locator("h1").inner_text() == "Recruit more students and grow better leaders"
    page.locator("main svg a").first.click()
    row = page.locator(":target")
    assert row.locator("time, .date").count() or row.inner_text()


def test_the_language_switch_stays_on_the_page(visit: Visit, served: str) -> None:
    page = visit(f"{served}teams/growth/").page
    page.locator("a[hreflang='zh-Hant']").first.click()
    assert page.url == f"{served}zh-hant/teams/growth/"
    assert page.locator("html").get_attribute("lang") == "zh-Hant"


def test_checking_in_today_needs_one_click_and_no_git(visit: Visit, served: str) -> None:
    page = visit(f"{served}teams/growth/").page
    page.get_by_role("contentinfo").get_by_role("link", name="Check in").click()
    link = page.locator("#_check-in a.button")
    today = page.evaluate("(now => [now.getFullYear(), now.getMonth() + 1, now.getDate()])(new Date())")
    stamp = "-".join(f"{part:02}" for part in today)
    query = parse_qs(urlsplit(link.get_attribute("href") or "").query)
    assert re.fullmatch(rf"content/academy/growth/checkins/{stamp}-growth-\d{{6}}\.yml", query["filename"][0])
    assert f"\ndate: {stamp}\n" in query["value"][0]
    page.locator("#_check-in summary").click()
    assert page.locator("#_check-in textarea").input_value() == query["value"][0]
    page.locator("#_check-in button").click()
    page.get_by_role("button", name="Copied").wait_for()


def test_checking_in_works_without_script(visit: Visit, served: str) -> None:
    page = visit(f"{served}teams/growth/", script=False).page
    query = parse_qs(urlsplit(page.locator("#_check-in a.button").get_attribute("href") or "").query)
    assert query["filename"] == ["content/academy/growth/checkins/2026-11-22-growth.yml"]
    assert not page.locator("#_check-in button").is_visible()
