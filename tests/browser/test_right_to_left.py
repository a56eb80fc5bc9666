"""A page in a script that runs from right to left: the layout turns round, and what shows time does not."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from okrsite.publish.build import build
from tests.browser.conftest import DAY, REPOSITORY
from tests.theme.pseudo import LANGUAGE, PSEUDO, catalogue

OBJECTIVE = "teams/academy/2026-q4/recruit/"
KPI = "teams/growth/kpis/leads/"
PAGES = ["", OBJECTIVE, KPI, "balance/", "map/", "wallboard/"]

OUTSIDE = """() => [...document.querySelectorAll("main svg:not([aria-hidden]) text")].filter((text) => {
  const box = text.getBoundingClientRect();
  return box.width && !text.closest(".scroll") && (box.left < 0 || box.right > innerWidth);
}).map((text) => text.textContent)"""
"""Words of drawings that the window cuts off."""

IN_BOXES = """() => [...document.querySelectorAll(".map-picture .node")].filter((node) => {
  const box = node.querySelector(".box").getBoundingClientRect();
  return [...node.querySelectorAll("text")].some((text) => {
    const words = text.getBoundingClientRect();
    return words.left < box.left || words.right > box.right + 1;
  });
}).length"""

BARS = """() => [...document.querySelectorAll("svg.bar-line:has(.fill)")].map((bar) => {
  const track = bar.querySelector(".track").getBoundingClientRect();
  const fill = bar.querySelector(".fill").getBoundingClientRect();
  return Math.abs(fill.right - track.right) < 1;
})"""


@pytest.fixture(scope="session")
def turned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with the pseudo-locale beside English."""
    folder = tmp_path_factory.mktemp("right-to-left")
    for name in ("content", "static"):
        shutil.copytree(REPOSITORY / name, folder / name)
    text = (REPOSITORY / "site.yml").read_text(encoding="utf-8")
    settings = re.sub(r"(?m)^languages: .*$", f"languages: [en, zh-Hant, {LANGUAGE}]\nportable: true", text)
    (folder / "site.yml").write_text(settings, encoding="utf-8")
    words = folder / PSEUDO
    words.parent.mkdir(parents=True)
    words.write_text(catalogue(), encoding="utf-8")
    result = build(folder, as_of=DAY)
    assert result.published, result.problems
    return folder / "public" / LANGUAGE


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_turns_round_and_keeps_its_drawings_whole(
    turned: Path, visit: Callable[..., Any], address: str, width: int
) -> None:
    page = visit((turned / address / "index.html").as_uri(), width=width).page
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OUTSIDE) == []
    assert len(page.screenshot()) > 5_000  # a picture of a page, not of nothing


def test_bars_fill_from_where_reading_begins(turned: Path, visit: Callable[..., Any]) -> None:
    bars = visit((turned / "index.html").as_uri()).page.evaluate(BARS)
    assert (len(bars) > 3, all(bars)) == (True, True)


def test_the_maps_words_stand_in_their_boxes(turned: Path, visit: Callable[..., Any]) -> None:
    page = visit((turned / "map" / "index.html").as_uri()).page
    assert page.locator(".map-picture .node").count() > 5
    assert page.evaluate(IN_BOXES) == 0


def test_the_charts_time_runs_to_the_right(turned: Path, visit: Callable[..., Any]) -> None:
    page = visit((turned / KPI / "index.html").as_uri()).page
    assert page.evaluate("getComputedStyle(document.querySelector('.chart')).direction") == "ltr"


def test_words_in_another_script_keep_their_own_direction(turned: Path, visit: Callable[..., Any]) -> None:
    page = visit((turned / "index.html").as_uri()).page
    ends = """() => [...document.querySelectorAll(".prose p")].map((one) => {
      const range = document.createRange(), text = one.lastChild;
      range.setStart(text, text.length - 1); range.setEnd(text, text.length);
      const before = document.createRange();
      before.setStart(text, text.length - 2); before.setEnd(text, text.length - 1);
      return range.getBoundingClientRect().left >= before.getBoundingClientRect().left;
    })"""
    assert all(page.evaluate(ends))
