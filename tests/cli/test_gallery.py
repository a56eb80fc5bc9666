"""`okrsite gallery`: a theme's components on one page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from okrsite.cli.main import cli
from okrsite.theme.finding import builtin_folder
from tests.conftest import WriteSite


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["gallery", "-C", str(folder), "--output", str(folder / "look"), *arguments])


def page(folder: Path) -> str:
    return (folder / "look/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", ["default", "plain"])
def test_every_component_is_called_by_its_name_with_clumsy_data_and_nothing_inline(
    write_site: WriteSite, theme: str
) -> None:
    folder = write_site({})
    result = run(folder, "--theme", theme)
    assert result.exit_code == 0, result.output
    html = page(folder)
    templates = [builtin_folder() / "default/templates" / name for name in ("components.html", "goals.html")]
    macros = {name for path in templates for name in re.findall(r"macro (\w+)\(", path.read_text(encoding="utf-8"))}
    assert {name for name in macros if not re.search(rf"\b{name}\b", re.sub(r"<[^>]*>", " ", html))} == set()
    assert all(
        words in html for words in ("讓每一位", "نمو", "1,000,000,000,000", "−42", "118%", "&lt;angle brackets&gt;")
    )
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script>", html)
    assert (folder / "look" / re.findall(r'rel="stylesheet" href="\./([^"]+)"', html)[0]).is_file()


def test_a_component_of_the_sites_own_is_the_one_that_is_shown(write_site: WriteSite) -> None:
    original = (builtin_folder() / "default/templates/components.html").read_text(encoding="utf-8")
    folder = write_site({"theme/templates/components.html": original.replace('class="mark"', 'class="mark mine"')})
    assert run(folder).exit_code == 0
    assert 'class="mark mine"' in page(folder)


def test_a_broken_component_is_told_with_its_line_and_other_files_are_left_alone(write_site: WriteSite) -> None:
    folder = write_site({"theme/templates/components.html": "{% macro badge(", "look/mine.txt": "Mine."})
    assert run(folder).exit_code == 2
    assert [path.name for path in (folder / "look").iterdir()] == ["mine.txt"]
    (folder / "look/mine.txt").unlink()
    result = run(folder)
    assert (result.exit_code, "theme/templates/components.html:1" in result.output) == (1, True)


def test_a_theme_that_is_not_there_is_told_where_it_was_asked_for(write_site: WriteSite) -> None:
    result = run(write_site({}), "--theme", "plian")
    assert result.exit_code == 2
    assert "--theme: There is no theme `plian`. Did you mean `plain`?" in result.output
