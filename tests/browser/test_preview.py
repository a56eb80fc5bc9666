"""An open page follows each save by itself, and keeps what the reader made of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.preview.conftest import GOAL, Running, serve

__all__ = ["serve"]

LONG = "".join(f"Paragraph {number}, which is here to be scrolled past.\n\n" for number in range(60))
FILES = {
    "site.yml": "title: Goals\nurl: https://example.org/\naudiences: [public, staff]\nlanguages: [en, zh-Hant]\n"
    "rules: {key-results-per-objective: off, no-owner: off, stale: off}\n",
    "content/shop/team.yml": "name: Shop\n",
    "content/shop/2026-q4/open.md": f"{GOAL.format(title='Open more shops')}\n{LONG}",
    "content/bakery/team.yml": "name: Bakery\n",
    "theme/templates/method.html": "{% extends 'base.html' %}{% block main %}<h1>One</h1><details><summary>More</summary>"
    "Inside</details><input type='search'><ul><li>a</li></ul><div style='height: 300vh'></div>{% endblock %}",
}
ADDRESS = "teams/shop/2026-q4/open/"


@pytest.fixture
def one(serve: Callable[..., Running]) -> Running:
    return serve(files=FILES)


def opened(visit: Any, address: str, **how: Any) -> Page:
    page: Page = visit(address, **how).page
    expect(page.get_by_role("button", name="No problems")).to_be_visible()
    page.evaluate("window.loaded = 'once'")  # gone when the page is loaded again
    return page


def was_not_loaded_again(page: Page) -> bool:
    return bool(page.evaluate("window.loaded === 'once'"))


def test_the_page_takes_over_a_save_and_keeps_its_place(one: Running, visit: Any) -> None:
    page = opened(visit, one.url + ADDRESS)
    page.evaluate("scrollTo(0, 700)")
    page.wait_for_function("scrollY === 700")
    one.write("content/shop/2026-q4/open.md", f"{GOAL.format(title='Open fewer shops')}\n{LONG}")
    expect(page.locator("h1")).to_contain_text("Open fewer shops")
    assert "Open fewer shops" in page.title()
    assert was_not_loaded_again(page)
    assert page.evaluate("scrollY") == 700


def test_open_details_typed_text_and_focus_stay(one: Running, visit: Any) -> None:
    page = opened(visit, f"{one.url}method/")
    page.locator("summary").click()
    page.locator("input[type=search]").fill("half a word")
    template = FILES["theme/templates/method.html"]
    one.write("theme/templates/method.html", template.replace("One", "Two").replace("<li>a", "<li>new<li>a"))
    expect(page.locator("h1")).to_have_text("Two")
    expect(page.locator("li", has_text="new")).to_be_visible()
    assert page.evaluate("document.querySelector('details').open")
    assert page.locator("input[type=search]").input_value() == "half a word"
    assert page.evaluate("document.activeElement.type") == "search"
    assert was_not_loaded_again(page)


def test_a_style_sheet_is_swapped_without_a_reload(one: Running, visit: Any) -> None:
    page = opened(visit, one.url + ADDRESS)
    one.write("theme/assets/own.css", "h1 { color: rgb(1, 2, 3) }\n")
    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
    expect(page.locator("head link[rel=stylesheet]")).to_have_count(1)
    assert was_not_loaded_again(page)


def test_errors_lie_over_the_last_good_page_until_they_are_mended(one: Running, visit: Any) -> None:
    page = opened(visit, one.url + ADDRESS)
    one.write("content/shop/team.yml", "name: Shop\nlaed: mei\ncolour: [\n")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("1 error")
    link = alert.get_by_role("link", name="content/shop/team.yml").first
    assert str(link.get_attribute("href")).startswith("vscode://file/")
    expect(alert.locator("pre")).to_contain_text("colour: [")
    expect(page.locator("h1")).to_contain_text("Open more shops")
    one.write("content/shop/team.yml", "name: Shop\n")
    expect(alert).to_be_hidden()
    assert was_not_loaded_again(page)


def test_a_page_that_moved_leads_to_where_it_is(one: Running, visit: Any) -> None:
    page = opened(visit, one.url + ADDRESS)
    (one.folder / "content/shop/2026-q4").rename(one.folder / "content/bakery/2026-q4")
    page.get_by_role("link", name="/teams/bakery/2026-q4/open/").click()
    expect(page).to_have_url(f"{one.url}teams/bakery/2026-q4/open/")


def test_the_bar_switches_audience_day_language_and_width(one: Running, visit: Any) -> None:
    page = opened(visit, one.url + ADDRESS)
    page.get_by_label("Audience").select_option("staff")
    page.get_by_label("As of").fill("2026-10-05")
    one.until(lambda: (one.state()["audience"], one.state()["day"]) == ("staff", "2026-10-05"))
    page.get_by_role("button", name="Phone").click()
    framed = page.frame_locator("iframe")
    expect(framed.locator("h1")).to_contain_text("Open more shops")
    expect(framed.get_by_label("Audience")).to_have_count(0)
    page.keyboard.press("Escape")
    page.get_by_role("combobox", name="Language").select_option("zh-Hant")
    expect(page).to_have_url(f"{one.url}zh-hant/{ADDRESS}")


def test_pages_without_a_preview_say_nothing_to_the_console(one: Running, visit: Any) -> None:
    seen = visit(one.url)
    expect(seen.page.get_by_role("button", name="No problems")).to_be_visible()
    assert seen.complaints == []
