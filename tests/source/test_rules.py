"""Every rule that reading and linking tell of is documented, once."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import okrsite
from okrsite.source.rules import RULES

PACKAGE = Path(okrsite.__file__).parent
MODULES = sorted([*PACKAGE.glob("source/*.py"), *PACKAGE.glob("goals/*.py")])


def rules_of(module: Path) -> Iterator[str]:
    """The second argument of each problem that a module makes, where it is written out."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and len(node.args) > 1:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            rule = node.args[1]
            if name.lower() == "problem" and isinstance(rule, ast.Constant):
                yield str(rule.value)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_every_rule_is_documented(module: Path) -> None:
    assert [rule for rule in rules_of(module) if rule not in RULES] == []


def test_names_are_words_with_dashes_and_documentation_is_a_sentence() -> None:
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", rule) for rule in RULES)
    assert all(sentence.endswith(".") and "\n" not in sentence for sentence in RULES.values())
