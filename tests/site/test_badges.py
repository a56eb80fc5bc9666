from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrsite.site.badges import badges
from okrsite.site.charts.width import shortened, text_width
from okrsite.site.edition import Edition
from okrsite.site.landing import badge_addresses
from okrsite.site.plain import one_line
from okrsite.site.views.shared import Shared
from okrsite.theme.colours import contrast, parse_colour
from tests.site.clumsy import CLUMSY
from tests.site.printing import printed
from tests.site.sample import FILES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import WriteSite

SVG = "{http://www.w3.org/2000/svg}"
EXTRA = "extras: [badges]\n"
ALLOWED = {
    "viewBox", "width", "height", "role", "rx", "fill", "d", "x", "y", "stroke", "font-family", "font-size",
    "text-anchor", "textLength", "lengthAdjust", "direction", "{http://www.w3.org/XML/1998/namespace}lang",
}  # fmt: skip


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    root = tmp_path_factory.mktemp("badges")
    for path, text in {**FILES, "site.yml": FILES["site.yml"] + EXTRA}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="\n")
    return printed(root, audience="staff").shared


def made(shared: Shared) -> dict[str, str]:
    found = dict(badges(shared))
    language = shared.words.language
    is_main = language == shared.goals.site.language
    whole = list(badge_addresses(shared.goals))
    assert list(found) == [
        one for one in whole if one.startswith("badges/" if is_main else f"{language.lower()}/badges/")
    ]
    return found


def drawing(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def words(svg: str) -> list[str]:
    return [one.text or "" for one in drawing(svg).iter(f"{SVG}text")]


def of(write_site: WriteSite, files: Mapping[str, str], audience: str | None = None) -> dict[str, str]:
    return made(printed(write_site(files), audience=audience).shared)


def test_an_objectives_badge_says_its_title_state_and_share(shared: Shared) -> None:
    svg = made(shared)["badges/academy/2026-q4/recruit.svg"]
    assert words(svg) == ["Recruit more students", "◆ at risk · 37% · ◌ stale"]
    assert drawing(svg).findtext(f"{SVG}title") == (
        "Recruit more students: at risk, 37% reached, 57% expected by today, stale: 1 of 2 key results"
        " (As of 22 November 2026)"
    )


def test_a_kpis_badge_says_its_value(shared: Shared) -> None:
    assert words(made(shared)["badges/academy/kpis/enrolments.svg"]) == [
        "New enrolments",
        "● target met · 121 students",
    ]


def test_a_dropped_goal_has_no_share(shared: Shared) -> None:
    assert words(made(shared)["badges/academy/2026-q4/run.svg"]) == ["Run well", "⊘ dropped"]


def test_everything_has_a_badge_also_at_its_old_addresses(shared: Shared) -> None:
    found = made(shared)
    now = found["badges/academy/2026-q4/recruit.svg"]
    assert found["badges/school/2026-q4/recruit.svg"] == now
    assert found["badges/academy/2026-q4/recruit-students.svg"] == now
    assert found["badges/school/kpis/signups.svg"] == found["badges/academy/kpis/enrolments.svg"]
    assert set(shared.goals.objectives) <= {path.removeprefix("badges/").removesuffix(".svg") for path in found}


def test_each_language_has_badges_of_its_own(write_site: WriteSite) -> None:
    """The main one's at the root, as its pages are."""
    files = {**FILES, "site.yml": FILES["site.yml"] + EXTRA}
    chinese = made(printed(write_site(files), audience="staff", language="zh-Hant").shared)
    svg = chinese["zh-hant/badges/academy/2026-q4/recruit.svg"]
    assert 'xml:lang="zh-Hant"' in svg
    assert words(svg)[1] != "◆ at risk · 37% · ◌ stale"
    assert not any(path.startswith("badges/") for path in chinese)


def test_without_the_extra_there_are_none(write_site: WriteSite) -> None:
    assert of(write_site, FILES) == {}


def test_withheld_values_are_on_no_badge(write_site: WriteSite) -> None:
    found = of(write_site, {**CLUMSY, "site.yml": CLUMSY["site.yml"] + EXTRA}, "public")
    whole = "".join(found.values())
    assert "4711" not in whole
    assert "4,711" not in whole
    assert "not published" in whole


def test_a_badge_keeps_the_strictest_policy(shared: Shared) -> None:
    for svg in made(shared).values():
        for part in drawing(svg).iter():
            assert part.tag.removeprefix(SVG) in {"svg", "title", "rect", "path", "g", "text"}
            assert part.attrib.keys() <= ALLOWED


def test_white_words_can_be_read_on_every_badge(shared: Shared) -> None:
    grounds = {
        part.attrib["fill"]
        for svg in made(shared).values()
        for part in drawing(svg).iter()
        if part.tag in {f"{SVG}rect", f"{SVG}path"} and part.attrib["fill"] != "none"
    }
    assert len(grounds) > 3
    for ground in grounds:
        colour = parse_colour(ground)
        assert colour
        assert contrast(colour, (255, 255, 255)) >= 4.5


@settings(max_examples=80, deadline=None)
@given(title=st.text(min_size=1))
def test_any_title_fits_its_badge(shared: Shared, title: str) -> None:
    ref = "academy/2026-q4/recruit"
    objective = shared.goals.objectives[ref]
    named = replace(objective, record=replace(objective.record, title=title))
    goals = replace(shared.goals, objectives={**shared.goals.objectives, ref: named})
    edition = Edition(goals, shared.figures, shared.words, shared.edition.languages, "okrsite 0.1")
    svg = drawing(made(Shared(edition))[f"badges/{ref}.svg"])
    left, right = svg.iter(f"{SVG}text")
    room = [float(one.attrib.get("textLength", 0)) for one in (left, right)]
    assert sum(room) + 28 <= float(svg.attrib["width"]) <= 620
    assert (left.text or "").removesuffix("…") in one_line(title)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("招生", 22, 24), ("il.", 8, 13), ("0123456789", 65, 75), ("e\u0301", 6, 8), ("WWW", 30, 36), ("", 0, 0)],
)
def test_words_are_as_wide_as_their_letters(text: str, least: float, most: float) -> None:
    assert least <= text_width(text, 11) <= most


@given(st.text(), st.integers(30, 300))
def test_what_is_cut_is_no_wider_than_its_room(text: str, most: int) -> None:
    cut = shortened(text, 11, most)
    assert text_width(cut, 11) <= most
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))


def test_a_cut_leaves_marks_with_their_letters() -> None:
    families = "👩‍👩‍👧" * 20
    cut = shortened(families, 11, 100).removesuffix("…")
    assert cut
    assert cut == "👩‍👩‍👧" * (len(cut) // 5)
    assert not shortened("n\u0303" * 100, 11, 50).removesuffix("…").endswith("n")


def test_words_that_run_from_right_to_left_say_so(write_site: WriteSite) -> None:
    files = {
        "site.yml": f"title: T\n{EXTRA}",
        "content/a/team.yml": "name: A\n",
        "content/a/2026-q4.yml": "objectives: [{id: x, title: 12 عربي}, {id: y, title: Latin عربي}]\n",
    }
    found = of(write_site, files)
    runs = [
        [one.get("direction") for one in drawing(found[f"badges/a/2026-q4/{id_}.svg"]).iter(f"{SVG}text")]
        for id_ in "xy"
    ]
    assert runs == [["rtl", None], [None, None]]
