"""Ids: what they are made of and how one is made."""

from __future__ import annotations

import pytest

from okrsite.source.ids import is_id, make_id, normalised


@pytest.mark.parametrize("text", ["a", "recruit", "2026-q4", "招生", "größe", "a" * 80, "हिन्दी", "-"])
def test_letters_of_any_script_digits_and_dashes_make_an_id(text: str) -> None:
    assert is_id(normalised(text))


@pytest.mark.parametrize("text", ["", "A", "a b", "a_b", "a.b", "a/b", "a" * 81, "a#b", "²", "a\u200bb", "😀"])
def test_anything_else_makes_none(text: str) -> None:
    assert not is_id(text)


def test_ids_are_compared_in_lower_case_and_composed() -> None:
    assert normalised("Recruit") == "recruit"
    assert normalised("Cafe\u0301") == "caf\u00e9"
    assert normalised("ÄRGER") == "ärger"


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Recruit more students & grow", "recruit-more-students-grow"),
        ("  10 % fewer -- errors!", "10-fewer-errors"),
        ("招收更多學員，培養領導", "招收更多學員-培養領導"),
        ("Größe zählt", "größe-zählt"),
        ("Cafe\u0301 society", "caf\u00e9-society"),
        ("snake_case", "snake-case"),
        ("!!!", ""),
    ],
)
def test_an_id_is_made_from_a_title(title: str, made: str) -> None:
    assert make_id(title) == made


def test_a_long_title_is_cut_at_a_word() -> None:
    assert make_id("word " * 30) == "-".join(["word"] * 16)
    assert make_id("x" * 79 + " yes") == "x" * 79
    assert make_id("x" * 200) == "x" * 80


def test_a_title_of_exactly_the_longest_length_is_kept() -> None:
    assert make_id("a" * 40 + " " + "b" * 39) == "a" * 40 + "-" + "b" * 39
