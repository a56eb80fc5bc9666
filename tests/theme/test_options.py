"""A theme's options: their types, and colours that stay readable."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrsite.problems import Place, Severity
from okrsite.theme.colours import contrast, parse_colour, readable_on, written
from okrsite.theme.declaration import Option
from okrsite.theme.finding import find_theme
from okrsite.theme.options import CONTRAST, read_options, tokens_css

ACCENT = Option("accent", "colour", "#0b5f6b", "", (), ("#ffffff", "#111111"))
DECLARED = {
    "accent": ACCENT,
    "columns": Option("columns", "number", "2", ""),
    "shadow": Option("shadow", "flag", "false", ""),
    "density": Option("density", "choice", "calm", "", ("calm", "tight")),
    "motto": Option("motto", "text", "", ""),
}
COLOURS = st.tuples(*[st.integers(0, 255)] * 3)


def at(name: str) -> Place:
    return Place("site.yml", len(name), 1)


def test_without_anything_given_the_defaults_hold() -> None:
    values, problems = read_options(DECLARED, {}, at)
    assert values == {"accent": "#0b5f6b", "columns": 2.0, "shadow": False, "density": "calm", "motto": ""}
    assert not problems


@pytest.mark.parametrize(
    ("name", "given_value", "value"),
    [
        ("accent", "#0B6", "#00bb66"),
        ("columns", "3", 3.0),
        ("columns", 4, 4.0),
        ("shadow", "Yes", True),
        ("density", "tight", "tight"),
        ("motto", " Onwards ", "Onwards"),
    ],
)
def test_a_value_is_read_as_the_option_declares(name: str, given_value: object, value: object) -> None:
    values, problems = read_options(DECLARED, {name: given_value}, at)
    assert values[name] == value
    assert not [p for p in problems if p.severity is not Severity.NOTE]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("accent", "red"),
        ("columns", "many"),
        ("columns", "nan"),
        ("shadow", "perhaps"),
        ("density", "loose"),
        ("motto", ["a"]),
    ],
)
def test_a_value_of_another_type_is_an_error_and_the_default_holds(name: str, value: object) -> None:
    values, problems = read_options(DECLARED, {name: value}, at)
    assert [(p.rule, p.place, p.severity) for p in problems] == [("wrong-type", at(name), Severity.ERROR)]
    assert values[name] == read_options(DECLARED, {}, at)[0][name]


def test_an_unknown_option_names_the_nearest() -> None:
    _, problems = read_options(DECLARED, {"acent": "#000"}, at)
    assert [p.rule for p in problems] == ["unknown-option"]
    assert "`accent`" in problems[0].hint


def test_an_accent_that_cannot_be_read_is_made_darker_and_the_build_says_so() -> None:
    values, problems = read_options(DECLARED, {"accent": "#ffe600"}, at)
    assert [(p.rule, p.severity) for p in problems] == [("accent-contrast", Severity.NOTE)]
    used = tokens_css(DECLARED, values).split("light-dark(")[1][:7]
    assert used in problems[0].message
    colour = parse_colour(used)
    assert colour is not None
    assert contrast(colour, (255, 255, 255)) >= CONTRAST


def test_an_accent_that_can_be_read_is_used_as_it_is() -> None:
    values, problems = read_options(DECLARED, {"accent": "#9c3d0a"}, at)
    assert not problems
    assert "light-dark(#9c3d0a, " in tokens_css(DECLARED, values)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#fff", 21.0), ("#fff", "#fff", 1.0), ("#767676", "#ffffff", 4.54), ("#ff0000", "#ffffff", 4.0)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    first, second = parse_colour(one), parse_colour(other)
    assert first is not None
    assert second is not None
    assert contrast(first, second) == pytest.approx(ratio, abs=0.005)


@settings(deadline=None)
@given(COLOURS, st.sampled_from([(255, 255, 255), (246, 244, 238), (36, 40, 45), (0, 0, 0)]))
def test_any_colour_becomes_readable(colour: tuple[int, int, int], ground: tuple[int, int, int]) -> None:
    assert contrast(readable_on(colour, ground, CONTRAST), ground) >= CONTRAST


@settings(deadline=None)
@given(COLOURS)
def test_a_colour_reads_back_as_it_was_written(colour: tuple[int, int, int]) -> None:
    assert parse_colour(written(colour)) == colour


def test_the_default_theme_checks_its_accent_against_its_own_grounds(tmp_path: Path) -> None:
    chain, _ = find_theme(tmp_path, "default", Place("site.yml"))
    assert chain is not None
    on = chain.options["accent"].on
    assert on is not None
    path = chain.file("assets/tokens.css")
    assert path is not None
    grounds = [line for line in path.read_text(encoding="utf-8").splitlines() if "--paper" in line or "--sunk" in line]
    light, dark = parse_colour(on[0]), parse_colour(on[1])
    assert light is not None
    assert dark is not None
    assert len(grounds) == 2
    for line in grounds:
        shown = [parse_colour(part.strip(" );")) for part in line.split("light-dark(")[1].split(",")]
        assert shown[0] is not None
        assert shown[1] is not None
        assert contrast((0, 0, 0), shown[0]) >= contrast((0, 0, 0), light) - 0.01
        assert contrast((255, 255, 255), shown[1]) >= contrast((255, 255, 255), dark) - 0.01
