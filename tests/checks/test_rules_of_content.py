"""Each rule of broken content is told at the very value, and of nothing that only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrsite.source.rules import RULES
from tests.checks.broken import WHOLE, broken
from tests.checks.broken_cases import RULE_CASES, RuleCase

ELSEWHERE = {"untranslated", "unknown-message"}  # in test_untranslated.py
HARMLESS = {
    "too-deep",  # what is just inside of this limit is tested in tests/source/test_limits.py
    "too-many-errors",  # and of this one in test_very_broken.py
}


def written(case: RuleCase, root: Path) -> list[str]:
    """Writes the site of a case without its marks, and gives the places that were marked."""
    expected = list(case.of_files)
    for path, content in {**WHOLE, **case.files}.items():
        if content is None:
            continue
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str) and "^" in content:
            for number, line in enumerate(content.split("\n"), 1):
                parts = line.split("^")
                expected += [f"{path}:{number}:{len(''.join(parts[:at])) + 1}" for at in range(1, len(parts))]
        file.write_bytes(content.replace("^", "").encode() if isinstance(content, str) else content)
    return sorted(expected)


@pytest.mark.parametrize("case", RULE_CASES, ids=lambda case: f"{case.rule}: {case.name}")
def test_a_rule_of_content_points_at_the_value_or_is_silent(case: RuleCase, tmp_path: Path) -> None:
    expected = written(case, tmp_path)
    found = broken(tmp_path)
    told = [problem for problem in found if problem.rule == case.rule]
    assert sorted(str(problem.place) for problem in told) == expected
    assert all(problem.hint for problem in told)
    assert expected or found == []


def test_every_rule_of_content_has_a_case_that_it_finds_and_one_that_it_leaves_in_peace() -> None:
    finding = {case.rule for case in RULE_CASES if is_found(case)}
    silent = {case.rule for case in RULE_CASES if not is_found(case)}
    assert finding == silent | HARMLESS == set(RULES) - ELSEWHERE


def is_found(case: RuleCase) -> bool:
    return bool(case.of_files) or any(isinstance(text, str) and "^" in text for text in case.files.values())
