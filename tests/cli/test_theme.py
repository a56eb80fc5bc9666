"""`okrsite theme`: the files of a theme, to be copied and changed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from click.testing import CliRunner, Result

from okrsite import build
from okrsite.cli.main import cli
from tests.conftest import WriteSite

SITE = {"site.yml": "title: Goals\ntheme: plain\n", "content/shop/team.yml": "name: Shop\n"}


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["theme", *arguments, "-C", str(folder)], prog_name="okrsite")


def test_every_file_is_listed_with_the_theme_that_it_comes_from(write_site: WriteSite) -> None:
    folder = write_site({**SITE, "theme/templates/kpi.html": "Mine."})
    lines = dict(line.split() for line in run(folder).output.splitlines())
    assert (lines["templates/base.html"], lines["templates/team.html"]) == ("plain", "default")
    assert lines["templates/kpi.html"] not in {"plain", "default"}
    assert "assets/jump.js" not in lines  # plain has no use for it
    assert run(folder, "templates/kpi.html").output == "Mine."


def test_a_printed_file_that_is_changed_takes_its_place(write_site: WriteSite) -> None:
    folder = write_site(SITE)
    own = folder / "theme/templates/teams.html"
    own.parent.mkdir(parents=True)
    own.write_text(run(folder, "templates/teams.html").output.replace("view.title", '"Our shops"'), encoding="utf-8")
    assert build(folder, as_of=dt.date(2026, 11, 22)).published
    assert "Our shops" in (folder / "public/teams/index.html").read_text(encoding="utf-8")


def test_a_file_that_is_not_there_is_wrong_usage_with_the_nearest_name(write_site: WriteSite) -> None:
    result = run(write_site(SITE), "templates/kpo.html")
    assert result.exit_code == 2
    assert "`templates/kpi.html`" in result.output


def test_a_template_that_asks_for_a_field_that_is_not_there_is_told_the_nearest(write_site: WriteSite) -> None:
    folder = write_site({**SITE, "theme/templates/teams.html": "\n{{ view.titel }}"})
    (problem,) = [one for one in build(folder).problems if one.rule == "broken-template"]
    assert problem.message == "The template `teams.html` cannot be shown: a TeamsView has no `titel`."
    assert "Did you mean `title`" in (problem.hint or "")
