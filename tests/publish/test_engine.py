"""A site kept at hand shows, after any save, what a clean build of the same files would publish."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from okrsite.publish.build import build
from okrsite.publish.engine import Engine
from tests.conftest import WriteSite

DAY = dt.date(2026, 11, 22)
TEAM = "name: Academy\n"
CYCLE = """objectives:
  - id: recruit
    title: Recruit
    key_results:
      - id: students
        title: Students
        metric: from 0 to 10 students
        checkins:
          - {date: 2026-10-14, value: 2}
"""
KPIS = """kpis:
  - {id: enrolments, name: Enrolments, unit: students, every: month, values: kpis/enrolments.csv, supports: recruit}
"""
FILES: dict[str, str | bytes] = {
    "site.yml": "title: Goals\nurl: https://goals.example.org/\nlanguages: [en, zh-Hant]\n",
    "content/academy/team.yml": TEAM,
    "content/academy/2026-q4.yml": CYCLE,
    "content/academy/kpis.yml": KPIS,
    "content/academy/kpis/enrolments.csv": "period,value\n2026-09,90\n2026-10,98\n",
    "static/hello.txt": "hello\n",
}


def published(site: Path, output: Path) -> dict[str, bytes]:
    """Every file of a clean build."""
    shutil.rmtree(output, ignore_errors=True)
    assert build(site, output=output, as_of=DAY, workers=1).published
    files = {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    return {path: content for path, content in files.items() if not path.startswith(".okrsite")}


def shown(engine: Engine) -> dict[str, bytes | None]:
    snapshot = engine.update(as_of=DAY)
    assert snapshot.contents is not None, snapshot.problems
    return {path: snapshot.file(path) for path in snapshot.contents.paths()}


def _checkin(site: Path) -> None:
    file = site / "content/academy/2026-q4.yml"
    file.write_text(file.read_text() + "          - {date: 2026-11-04, value: 5}\n")


def _csv(site: Path) -> None:
    (site / "content/academy/kpis/enrolments.csv").write_text("period,value\n2026-09,90\n2026-10,77\n")


def _same_size_same_second(site: Path) -> None:
    file = site / "content/academy/kpis/enrolments.csv"
    file.write_text(file.read_text().replace("98", "99"))


def _new_team(site: Path) -> None:
    (site / "content/teaching").mkdir()
    (site / "content/teaching/team.yml").write_text("name: Teaching\n")


def _rename_team(site: Path) -> None:
    (site / "content/academy").rename(site / "content/school")


def _drop(site: Path) -> None:
    (site / "content/academy/kpis.yml").unlink()
    shutil.rmtree(site / "content/academy/kpis")


def _settings(site: Path) -> None:
    (site / "site.yml").write_text("title: Ours\nterms: {objective: aim}\nchecking: {}\n".replace("checking: {}\n", ""))


def _static(site: Path) -> None:
    (site / "static/hello.txt").write_text("good day\n")


def _theme(site: Path) -> None:
    (site / "theme/templates").mkdir(parents=True)
    (site / "theme/templates/not_found.html").write_text("gone\n")


@pytest.mark.parametrize(
    "edit",
    [_checkin, _csv, _same_size_same_second, _new_team, _rename_team, _drop, _settings, _static, _theme],
    ids=lambda edit: edit.__name__.strip("_"),
)
def test_after_an_edit_the_site_at_hand_is_what_a_clean_build_publishes(
    write_site: WriteSite, tmp_path: Path, edit: Callable[[Path], None]
) -> None:
    site = write_site(FILES)
    engine = Engine(site, workers=1)
    before = shown(engine)
    assert before == published(site, tmp_path / "before")
    edit(site)
    after = shown(engine)
    assert after == published(site, tmp_path / "after")
    assert after != before


def test_a_broken_file_leaves_no_site_and_a_mended_one_brings_it_back(write_site: WriteSite) -> None:
    site = write_site(FILES)
    engine = Engine(site, workers=1)
    before = shown(engine)
    file = site / "content/academy/2026-q4.yml"
    whole = file.read_text()
    file.write_text(whole.replace("metric:", "metrik:"))
    broken = engine.update(as_of=DAY)
    assert not broken.is_ready
    assert "unknown-field" in {problem.rule for problem in broken.problems}
    file.write_text(whole)
    assert shown(engine) == before


def test_a_missing_file_of_values_is_found_once_it_is_there(write_site: WriteSite) -> None:
    site = write_site(FILES)
    csv = site / "content/academy/kpis/enrolments.csv"
    values = csv.read_bytes()
    csv.unlink()
    engine = Engine(site, workers=1)
    assert not engine.update(as_of=DAY).is_ready
    csv.write_bytes(values)
    assert engine.update(as_of=DAY).is_ready
