"""A theme's files are of a size that a theme has."""

from __future__ import annotations

import pytest

from okrsite.publish.prepare import check
from tests.conftest import WriteSite

SITE = {
    "site.yml": "title: Goals\nlanguages: [en, de]\n",
    "content/a/team.yml": "name: A\n",
    "content/b/team.yml": "nmae: B\n",
}


@pytest.mark.parametrize(
    ("path", "size"),
    [
        ("theme/templates/base.html", 1),
        ("theme/assets/site.css", 1),
        ("theme/locales/de.po", 1),
        ("theme/assets/film.mp4", 20),
    ],
)
def test_a_file_of_a_theme_that_is_too_large_is_told_and_the_content_still_checked(
    path: str, size: int, write_site: WriteSite
) -> None:
    problems = check(write_site({**SITE, path: "x" * (size * 1_000_000 + 1)}))
    assert [problem.rule for problem in problems if problem.place.path == path] == ["too-large"]
    assert "content/b/team.yml" in {problem.place.path for problem in problems}


def test_a_theme_yml_that_is_too_large_is_told(write_site: WriteSite) -> None:
    site = write_site({**SITE, "site.yml": "title: Goals\ntheme: ./mine\n", "mine/theme.yml": "# x\n" * 300_000})
    assert ("mine/theme.yml", "too-large") in {(problem.place.path, problem.rule) for problem in check(site)}


def test_options_that_no_theme_has_are_told_in_bounds(write_site: WriteSite) -> None:
    options = "".join(f"  o{n}: x\n" for n in range(20_000))
    problems = check(write_site({**SITE, "site.yml": f"title: Goals\ntheme_options:\n{options}"}))
    told = [problem for problem in problems if problem.rule == "unknown-option"]
    assert 1 < len(told) < 200
    assert "19,900 more" in told[-1].message
