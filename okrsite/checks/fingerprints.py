"""A name for each problem that stays while lines above it come and go, so that programs know it again."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from okrsite.problems import Problem

__all__ = ["fingerprints"]


def fingerprints(problems: Sequence[Problem]) -> list[str]:
    """A name for each, made of file, rule and the line's text; of equal ones the first, second … are told apart."""
    seen: Counter[tuple[str, str, str]] = Counter()
    names = []
    for problem in problems:
        key = problem.place.path, problem.rule, (problem.source or problem.message).strip()
        names.append(
            hashlib.sha256("\0".join((*key, str(seen[key]))).encode("utf-8", "surrogateescape")).hexdigest()[:32]
        )
        seen[key] += 1
    return names
