"""Fonts of a site's own come from static/, by an option of the theme."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrsite.problems import Place, Problem
from okrsite.publish.build import build
from okrsite.theme.declaration import Option
from okrsite.theme.fonts import font_faces
from okrsite.theme.options import read_options, tokens_css
from tests.conftest import WriteSite

FONT = {"font": Option("font", "font", "", "")}


def options(value: object, *there: str) -> tuple[object, list[Problem]]:
    values, problems = read_options(FONT, {"font": value}, lambda _: Place("site.yml", 3, 1), there.__contains__)
    return values["font"], problems


@pytest.mark.parametrize(
    ("value", "files"),
    [
        ("brand/Inter.woff2", ("brand/Inter.woff2",)),
        ("static/Inter.woff2", ("Inter.woff2",)),
        (["Inter.woff2", "Inter-Bold.woff2"], ("Inter.woff2", "Inter-Bold.woff2")),
        ("", ()),
    ],
)
def test_a_font_is_a_file_of_static_or_several(value: object, files: tuple[str, ...]) -> None:
    assert options(value, *files) == (files, [])


@pytest.mark.parametrize("value", ["Inter", "Inter.svg", "../Inter.woff2", "/Inter.woff2", ["Inter.woff2", "x.css"]])
def test_what_is_no_font_file_is_told(value: object) -> None:
    (problem,) = options(value)[1]
    assert (problem.rule, "woff2" in problem.hint) == ("wrong-type", True)


def test_a_font_that_is_not_there_is_told_with_its_place() -> None:
    (problem,) = options(["Inter.woff2", "Bold.woff2"], "Inter.woff2")[1]
    assert (str(problem.place), problem.message) == (
        "site.yml:3:1",
        "`font` names `Bold.woff2`, and there is no static/Bold.woff2.",
    )


@pytest.mark.parametrize(
    ("file", "weight", "style"),
    [
        ("Inter.woff2", "400", "normal"),
        ("Inter-Regular.woff2", "400", "normal"),
        ("Inter-BoldItalic.otf", "700", "italic"),
        ("Inter_SemiBold.woff", "600", "normal"),
        ("Inter-ExtraLight.ttf", "200", "normal"),
        ("inter[wght].woff2", "100 900", "normal"),
    ],
)
def test_weight_and_slant_are_read_off_the_name(file: str, weight: str, style: str) -> None:
    css = font_faces("x", [file])
    assert (f"font-weight: {weight};" in css, f"font-style: {style};" in css) == (True, True)


def test_an_address_in_a_style_sheet_is_escaped() -> None:
    assert 'url(../My%20%22Font%22%29.woff2) format("woff2")' in font_faces("x", ['My "Font").woff2'])


def test_without_fonts_the_style_sheet_says_nothing_of_them() -> None:
    assert tokens_css(FONT, {"font": ()}) == ""


def test_a_built_site_has_its_fonts_and_names_them(write_site: WriteSite) -> None:
    site = {
        "site.yml": "title: Goals\ntheme_options: {font: fonts/Ours.woff2}\n",
        "content/shop/team.yml": "name: Shop\n",
        "static/fonts/Ours.woff2": "not looked into",
    }
    folder = write_site(site)
    assert build(folder).published
    (sheet,) = Path(folder / "public/assets").glob("site.*.css")
    css = sheet.read_text(encoding="utf-8")
    assert ('url(../fonts/Ours.woff2) format("woff2")' in css, '--font:"site font"' in css) == (True, True)
    assert (folder / "public/fonts/Ours.woff2").is_file()
