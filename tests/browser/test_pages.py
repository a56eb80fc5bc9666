"""The example site in a real browser: every kind of page, light and dark, wide and narrow, with and without script."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Seen, visiting

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


@pytest.fixture(scope="module", params=list(PAGES.values()), ids=list(PAGES))
def wide(request: pytest.FixtureRequest, browser: Browser, served: str) -> Iterator[Seen]:
    """A page on a desk, opened once for all tests that only look at it."""
    with visiting(browser) as visit:
        yield visit(served + request.param)


def findings(page: Page, only: Sequence[str] = ()) -> list[str]:
    """What axe finds; of `only` some rules, where they are named."""
    page.evaluate(AXE)
    wanted = {"type": "rule", "values": only} if only else {"type": "tag", "values": TAGS}
    found = page.evaluate("wanted => axe.run({runOnly: wanted})", wanted)
    return [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]]


def test_axe_finds_nothing(wide: Seen) -> None:
    assert findings(wide.page) == []


@pytest.mark.parametrize("name", DARK)
def test_axe_finds_nothing_in_the_dark(visit: Visit, served: str, name: str) -> None:
    assert findings(visit(served + PAGES[name], dark=True).page, ["color-contrast", "link-in-text-block"]) == []


def test_a_page_keeps_the_strict_policy_and_asks_no_other_host(wide: Seen, served: str) -> None:
    assert wide.complaints == []
    assert [url for url in wide.requests if not url.startswith(served)] == []


def test_all_words_are_there_without_script(wide: Seen, visit: Visit) -> None:
    words = "document.querySelector('main').innerText.split(/\\s+/).join(' ')"
    plain = visit(wide.page.url, script=False).page.locator("main").inner_text().split()
    assert plain == wide.page.evaluate(words).split()


def test_a_narrow_phone_needs_no_sideways_scrolling(wide: Seen) -> None:
    wide.page.set_viewport_size({"width": 320, "height": 900})
    width = wide.page.evaluate("document.documentElement.scrollWidth")
    wide.page.set_viewport_size({"width": 1280, "height": 900})
    assert width <= 320


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


def test_a_phone_has_the_menu_behind_one_button_also_without_script(visit: Visit, served: str) -> None:
    page = visit(served + "kpis/", width=390, script=False).page
    assert not page.get_by_role("link", name="Balance").is_visible()
    page.get_by_role("button", name="Menu").press("Enter")
    assert page.get_by_role("link", name="中文 (繁體)").is_visible()
    page.get_by_role("link", name="Balance").click()
    assert page.url == served + "balance/"


@pytest.mark.parametrize("where", ["balance/", "kpis/", "teams/growth/kpis/enrolments/", "cycles/"])
def test_nothing_on_a_phone_has_to_be_scrolled_sideways(visit: Visit, served: str, where: str) -> None:
    page = visit(served + where, width=360).page
    wide = "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.getAttribute('aria-label'))"
    assert page.eval_on_selector_all(".scroll", wide) == []


def test_checking_in_today_needs_one_click_and_no_git(visit: Visit, served: str) -> None:
    page = visit(f"{served}teams/growth/").page
    page.get_by_role("contentinfo").get_by_role("link", name="Check in").click()
    link = page.locator("#_check-in a.button")
    stamp = page.evaluate("new Date().toLocaleDateString('sv-SE', {timeZone: 'Asia/Taipei'})")
    query = parse_qs(urlsplit(link.get_attribute("href") or "").query)
    assert re.fullmatch(rf"content/academy/growth/checkins/{stamp}-growth-\d{{6}}\.yml", query["filename"][0])
    assert f"\ndate: {stamp}\n" in query["value"][0]
    page.locator("#_check-in summary").click()
    assert page.locator("#_check-in textarea").input_value() == query["value"][0]
    page.locator("#_check-in button").click()
    page.get_by_role("button", name="Copied").wait_for()
    page.wait_for_timeout(1100)
    link.evaluate("one => { one.addEventListener('click', event => event.preventDefault()); one.click(); }")
    assert parse_qs(urlsplit(link.get_attribute("href") or "").query)["filename"] > query["filename"]


def test_checking_in_works_without_script(visit: Visit, served: str) -> None:
    page = visit(f"{served}teams/growth/", script=False).page
    query = parse_qs(urlsplit(page.locator("#_check-in a.button").get_attribute("href") or "").query)
    assert query["filename"] == ["content/academy/growth/checkins/2026-11-22-growth-000000.yml"]
    assert page.get_by_text("put your name into it").is_visible()
    assert not page.locator("#_check-in button").is_visible()


def jumped(page: Page, words: str) -> list[str]:
    """What the jump box offers for `words`, best first."""
    page.keyboard.press("/")
    box = page.get_by_role("combobox")
    box.fill(words)
    page.wait_for_selector("[role=option]")
    return page.locator("[role=option] span").all_inner_texts()


def test_the_jump_box_finds_a_team_with_a_typo_and_leads_there_by_keyboard(visit: Visit, served: str) -> None:
    page = visit(f"{served}kpis/").page
    assert "Growth" in jumped(page, "grwoth")[0]
    assert findings(page) == []
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served}teams/growth/")


def test_the_jump_box_finds_chinese_by_pairs_of_letters(visit: Visit, served: str) -> None:
    page = visit(f"{served}zh-hant/teams/growth/").page
    assert any("學員" in title for title in jumped(page, "學員"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served}zh-hant/**")


def test_the_jump_box_says_of_what_is_alike_where_it_belongs(visit: Visit, served: str) -> None:
    page = visit(f"{served}wallboard/").page
    jumped(page, "a lead costs less")
    told = page.locator("[role=option] small").all_inner_texts()
    assert told == ["✓ done · Growth · Q4 2026", "✕ missed · Growth · Q3 2026"]


@pytest.mark.parametrize(
    ("words", "kind", "title"),
    [
        ("studnets", "Tags", "students"),
        ("nguyen", "People", "Nguyễn Minh Anh"),
        ("enrollments", "KPIs", "New enrolments"),
        ("off track growth", "Key results", "Trial students who work nights or weekends"),
        ("about", "Pages", "About this site"),
    ],
)
def test_the_jump_box_finds_every_kind_of_thing(visit: Visit, served: str, words: str, kind: str, title: str) -> None:
    page = visit(f"{served}kpis/").page
    assert title in jumped(page, words)
    assert page.get_by_role("group", name=kind, exact=True).get_by_role("option", name=title).count()


def test_the_jump_box_opens_from_files_too(visit: Visit, portable: Path) -> None:
    page = visit((portable / "teams" / "index.html").as_uri()).page
    jumped(page, "recruit more students")
    page.keyboard.press("Enter")
    page.wait_for_url("file://*/**/index.html")


def test_the_index_is_not_fetched_before_it_is_asked_for(visit: Visit, served: str) -> None:
    assert [url for url in visit(served).requests if "search/" in url] == []


def test_the_map_shows_the_path_of_the_goal_in_the_address(visit: Visit, served: str) -> None:
    page = visit(f"{served}map/#academy/2026-q4/recruit").page
    assert page.locator(".node.on").count() > 2
    assert page.locator("li:target").is_visible()


def test_the_wallboard_never_reloads_into_an_error(visit: Visit, served: str) -> None:
    page = visit(f"{served}teams/").page
    page.clock.install()
    builds = iter(["one", "two", "three"])
    page.route("**/data/site.json", lambda route: route.fulfill(json={"build": next(builds, "four")}))
    page.goto(f"{served}wallboard/")
    page.evaluate("window.untouched = true")
    page.route(
        "**/wallboard/", lambda route: route.fulfill(status=200, content_type="text/html", body="<p>Sign in</p>")
    )
    page.clock.run_for(61_000)
    page.wait_for_timeout(200)
    assert page.evaluate("window.untouched")
    page.unroute("**/wallboard/")
    with page.expect_event("load"):
        page.clock.run_for(61_000)
    assert page.evaluate("window.untouched === undefined")


def test_a_table_sorts_and_says_so(visit: Visit, served: str) -> None:
    page = visit(f"{served}balance/").page
    page.get_by_role("button", name="Verdict").first.click()
    assert page.locator("th[aria-sort=ascending]").count() == 1


def test_a_table_is_sorted_by_keyboard_and_the_other_way_at_the_second_press(visit: Visit, served: str) -> None:
    page = visit(f"{served}cycles/").page
    button = page.get_by_role("columnheader", name="Objectives").get_by_role("button")
    cells = "table:first-of-type tbody td.num:nth-of-type(2)"
    button.focus()
    page.keyboard.press("Enter")
    up = [int(text) for text in page.locator(cells).all_inner_texts()]
    page.keyboard.press("Space")
    down = [int(text) for text in page.locator(cells).all_inner_texts()]
    assert (up, down) == (sorted(up), sorted(down, reverse=True))
    assert len(set(up)) > 2


def test_a_list_is_filtered_as_one_types(visit: Visit, served: str) -> None:
    page = visit(f"{served}kpis/").page
    rows = page.locator("li.row.kpi")
    before = rows.count()
    page.get_by_role("searchbox").fill("enrol")
    shown = rows.filter(visible=True).all_inner_texts()
    assert 0 < len(shown) < before
    assert all("enrol" in text.lower() for text in shown)
    assert page.get_by_role("status").get_by_text(f"{len(shown)} found").count() == 1
    page.get_by_role("searchbox").fill("")
    assert rows.filter(visible=True).count() == before


def test_a_charts_values_are_read_off_by_pointer_and_by_keyboard(visit: Visit, served: str) -> None:
    page = visit(f"{served}teams/growth/kpis/enrolments/").page
    chart, said = page.locator("svg.kpi-chart"), page.locator(".read-off")
    chart.focus()
    assert said.inner_text() == "November 2026: 71 students"
    page.keyboard.press("ArrowLeft")
    assert page.get_by_role("status").get_by_text("October 2026: 104 students").count()
    page.keyboard.press("Home")
    assert said.inner_text() == "January 2025: 88 students"
    assert findings(page) == []
    page.keyboard.press("Tab")
    assert not said.is_visible()
    chart.hover(position={"x": 2, "y": 60})
    assert said.inner_text() == "January 2025: 88 students"
    page.mouse.move(0, 0)
    assert not said.is_visible()


def test_from_a_value_of_a_chart_enter_leads_to_its_check_in(visit: Visit, served: str) -> None:
    page = visit(f"{served}teams/academy/2026-q4/recruit/").page
    page.locator("#testimonials svg.key-result-chart").focus()
    page.keyboard.press("Enter")
    assert "20 November 2026" in page.locator("li:target").inner_text()
    assert findings(page) == []


def test_on_the_map_the_picture_follows_the_list(visit: Visit, served: str) -> None:
    page = visit(f"{served}map/").page
    page.locator("main li[id='academy/2026-q4/recruit'] a").first.focus()
    assert page.locator(".node.on").count() > 2


def test_the_theme_is_switched_by_keyboard_and_says_so(visit: Visit, served: str) -> None:
    page = visit(served, dark=True).page
    switch = page.get_by_role("button", name="Dark colours")
    assert switch.get_attribute("aria-pressed") == "true"
    switch.focus()
    page.keyboard.press("Space")
    assert switch.get_attribute("aria-pressed") == "false"
    assert page.evaluate("document.documentElement.dataset.theme") == "light"


def test_without_script_there_is_no_button_that_does_nothing(visit: Visit, served: str) -> None:
    page = visit(served, script=False).page
    assert not page.locator(".theme-switch").is_visible()
    page.get_by_role("link", name="Search").click()
    page.wait_for_url(f"{served}search/")


def test_the_frame_of_a_page_weighs_less_than_14_kb(example: Path) -> None:
    page = (example / "teams/growth/index.html").read_text(encoding="utf-8")
    frame = re.sub(r"<main.*</main>", "", page, flags=re.DOTALL).encode()
    assets = [next(example.glob(f"assets/{name}")).read_bytes() for name in ("site.*.css", "site.*.js", "reading.*.js")]
    assert sum(len(gzip.compress(one)) for one in (frame, *assets)) < 14_000


def test_all_scripts_together_weigh_less_than_15_kb(example: Path) -> None:
    assert sum(len(gzip.compress(one.read_bytes())) for one in example.glob("assets/*.js")) < 15_000


def test_nothing_moves_while_a_page_loads(visit: Visit, served: str) -> None:
    page = visit(f"{served}404.html").page
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => { window.moved += entry.value; }))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    for where in (
        "",
        "teams/academy/2026-q4/recruit/",
        "teams/growth/kpis/enrolments/",
        "balance/",
        "map/",
        "zh-hant/",
        "kpis/",
        "cycles/",
        "search/",
        "tags/staff/",
    ):
        page.set_viewport_size({"width": 390 if where == "cycles/" else 1280, "height": 900})
        page.goto(f"{served}{where}")
        page.wait_for_timeout(500)  # the scripts that come after the page is painted among it
        assert page.evaluate("window.moved") == 0, where


def test_the_link_to_a_heading_is_copied(visit: Visit, served: str) -> None:
    page = visit(f"{served}teams/growth/kpis/enrolments/").page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#_values h2 a").click()
    page.get_by_role("status").get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{served}teams/growth/kpis/enrolments/#_values"


def test_a_heading_is_called_by_its_words_and_the_link_to_it_says_whose_it_is(visit: Visit, served: str) -> None:
    page = visit(f"{served}teams/growth/kpis/enrolments/").page
    page.wait_for_selector(".anchor")
    assert page.get_by_role("heading", name="Values", exact=True).count() == 1
    assert page.get_by_role("link", name="Copy the link to this part (Values)").count() == 1


def test_one_finds_ones_team_by_keyboard_alone(visit: Visit, served: str) -> None:
    page = visit(served).page
    page.get_by_role("link", name="Teams", exact=True).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served}teams/")
    page.get_by_role("link", name="Growth", exact=True).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served}teams/growth/")


def test_one_sees_why_an_objective_is_behind(visit: Visit, served: str) -> None:
    page = visit(f"{served}teams/academy/2026-q4/recruit/").page
    how = page.locator("details.how-made").first
    how.locator("summary").focus()
    page.keyboard.press("Enter")
    assert "=" in how.inner_text()
    assert how.get_by_role("link").get_attribute("href") == "../../../../method/#progress"


def test_a_kpis_values_can_be_read_as_a_table(visit: Visit, served: str) -> None:
    page = visit(f"{served}teams/growth/kpis/enrolments/").page
    assert page.get_by_role("table").get_by_role("row").count() > 3


def pages_of(pdf: bytes) -> int:
    return pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page/") + pdf.count(b"/Type /Page ")


def test_an_objective_is_printed_on_one_sheet(visit: Visit, served: str) -> None:
    page = visit(f"{served}teams/growth/2026-q4/reach/").page
    assert pages_of(page.pdf(format="A4")) == 1


def test_a_cycle_is_printed_as_a_booklet_with_everything_unfolded(visit: Visit, served: str) -> None:
    page = visit(f"{served}cycles/2026-q3/").page
    folded = page.locator("#_main .row.key-result").first
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.is_visible()
    assert pages_of(page.pdf(format="A4")) > 2


@pytest.mark.parametrize("where", ["", "map/", "balance/", "teams/academy/2026-q4/recruit/"])
def test_twice_the_text_needs_no_sideways_scrolling(visit: Visit, served: str, where: str) -> None:
    page = visit(served + where, width=640).page
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page.evaluate("document.styleSheets[0].insertRule('html { font-size: 200% }')")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    assert page.locator("h1").is_visible()
