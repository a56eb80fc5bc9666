"""What scripts and notebooks may rely on: `okrsite.build` and its result."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

import okrsite
from okrsite.edit.init import write_starter

DAY = dt.date(2026, 11, 22)


def test_build_renders_a_site_and_tells_what_came_of_it(tmp_path: Path) -> None:
    write_starter(tmp_path, DAY)
    result = okrsite.build(str(tmp_path), output=str(tmp_path / "out"), as_of=DAY, strict=True)
    assert isinstance(result, okrsite.BuildResult)
    assert (result.published, result.problems, result.as_of) == (True, (), DAY)
    assert result.pages == len(list((tmp_path / "out").rglob("*.html")))


def test_errors_in_the_content_are_values(tmp_path: Path) -> None:
    result = okrsite.build(tmp_path)
    assert not result.published
    assert [problem.rule for problem in result.problems] == ["no-site"]


def test_an_unknown_audience_is_refused(tmp_path: Path) -> None:
    write_starter(tmp_path, DAY)
    with pytest.raises(ValueError, match="nobody"):
        okrsite.build(tmp_path, audience="nobody")


def test_importing_the_package_loads_nothing_of_it() -> None:
    code = "import sys, okrsite; print([name for name in sys.modules if name.startswith('okrsite.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['okrsite.version']"


def test_the_package_has_nothing_else() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        okrsite.nothing  # type: ignore[attr-defined]  # noqa: B018
