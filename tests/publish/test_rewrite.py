"""A build over a site that stands makes only the pages that show something of what has changed."""

from __future__ import annotations

import datetime as dt
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from okrsite.publish.build import build
from okrsite.publish.cache import Cache
from tests.conftest import WriteSite

DAY = dt.date(2026, 11, 22)
CYCLE = """objectives:
  - id: grow
    title: Grow
    key_results:
      - {id: visits, title: Visits, metric: from 0 to 10, checkins: [{date: 2026-10-08, value: 3}]}
"""
KPIS = "kpis:\n  - {id: cost, name: Cost, every: month, target: at most 5, values: {2026-09: 4, 2026-10: 4}}\n"
FILES: dict[str, str | bytes] = {"site.yml": "title: Goals\nurl: https://goals.example.org/\nlanguages: [en, de]\n"}
for team in ("academy", "lab", "school", "shop", "store", "works"):
    FILES[f"content/{team}/team.yml"] = f"name: {team.title()}\n"
    FILES[f"content/{team}/2026-q4.yml"] = CYCLE
    FILES[f"content/{team}/kpis.yml"] = KPIS


class Told:
    """Counts the pages that a build makes."""

    def __init__(self) -> None:
        self.pages = 0

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage == "Rendering pages" and done:
            self.pages = total


def published(site: Path) -> dict[str, int]:
    """Every file with its number on the disk."""
    public = site / "public"
    return {path.relative_to(public).as_posix(): path.stat().st_ino for path in public.rglob("*") if path.is_file()}


def built_again(site: Path) -> tuple[set[str], int]:
    """The files that another build writes, and how many pages it makes."""
    before, told = published(site), Told()
    assert build(site, as_of=DAY, workers=1, progress=told).published
    after = published(site)
    return {path for path in before | after if before.get(path) != after.get(path)}, told.pages


@pytest.fixture
def site(write_site: WriteSite) -> Path:
    site = write_site(FILES)
    assert build(site, as_of=DAY, workers=1).published
    return site


def test_a_check_in_leaves_the_pages_of_other_teams_alone(site: Path) -> None:
    checkin = "- {key_result: grow#visits, date: 2026-11-20, value: 9}\n"
    (site / "content/lab/checkins").mkdir()
    (site / "content/lab/checkins/w47.yml").write_text(checkin)
    written, pages = built_again(site)
    assert {"teams/lab/2026-q4/grow/index.html", "de/teams/lab/2026-q4/grow/index.html", "index.html"} <= written
    assert {"data/checkins.csv", "data/site.json", ".okrsite-manifest"} <= written
    assert not any(f"teams/{team}/" in path for team in ("academy", "school", "shop", "works") for path in written)
    assert not {path for path in written if "kpis" in path}
    assert pages < 40  # of both languages' 110


def test_check_ins_are_laid_over_what_the_last_build_knew(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkins = site / "content/lab/checkins"
    cycle = site / "content/works/2026-q4.yml"
    with monkeypatch.context() as alone:
        alone.delattr("okrsite.publish.build.prepare")  # nothing is prepared as a whole
        checkins.mkdir()
        (checkins / "w46.yml").write_text("- {key_result: grow#visits, date: 2026-10-13, value: 8}\n")
        assert built_again(site)[1] < 40
        (checkins / "w47.yml").write_text("- {key_result: grow#visits, date: 2026-10-20, value: 9}\n")
        assert built_again(site)[1] < 40
        cycle.write_text(cycle.read_text().replace("value: 3", "value: 4, note: so"))
        assert built_again(site)[1] < 40
        (checkins / "w46.yml").unlink()
        assert built_again(site)[1] < 40
    left = {path: (site / "public" / path).read_bytes() for path in published(site)}
    assert build(site, as_of=DAY, workers=1, use_cache=False).published
    assert left == {path: (site / "public" / path).read_bytes() for path in published(site)}


def test_sites_that_are_built_in_turn_from_one_folder_are_each_laid_over(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside, checkins = tmp_path / "beside", site / "content/lab/checkins"
    assert build(site, output=beside, as_of=DAY, workers=1).published
    checkins.mkdir()
    with monkeypatch.context() as alone:
        alone.delattr("okrsite.publish.build.prepare")  # nothing is prepared as a whole
        for value, week in ((8, "w46"), (9, "w47"), (7, "w46")):
            (checkins / f"{week}.yml").write_text(f"- {{key_result: grow#visits, date: 2026-10-13, value: {value}}}\n")
            for output in (None, beside) if week == "w46" else (None,):
                told = Told()
                assert build(site, output=output, as_of=DAY, workers=1, progress=told).published
                assert told.pages < 40
        (checkins / "w46.yml").unlink()
        assert built_again(site)[1] < 40
        told = Told()
        assert build(site, output=beside, as_of=DAY, workers=1, progress=told).published
        assert told.pages < 40
    left = {path: (beside / path).read_bytes() for path in published(site)}
    assert build(site, as_of=DAY, workers=1, use_cache=False).published
    assert left == {path: (site / "public" / path).read_bytes() for path in published(site)}


def test_what_a_file_said_is_believed_only_with_the_settings_that_it_was_read_with(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, file, beside = site / "site.yml", site / "content/lab/2026-q4.yml", tmp_path / "beside"

    def with_memo(kind: str, memo: str) -> None:
        settings.write_text(f"{FILES['site.yml']!s}fields: {{objective: {{memo: {{type: {kind}}}}}}}\n")
        file.write_text(CYCLE.replace("title: Grow\n", f"title: Grow\n    fields: {{memo: '{memo}'}}\n"))

    def as_made_anew(output: Path | None) -> bool:
        assert build(site, output=output, as_of=DAY, workers=1).published
        clean = tmp_path / "clean"
        assert build(site, output=clean, as_of=DAY, workers=1, use_cache=False).published
        left = output or site / "public"
        return all((left / path).read_bytes() == (clean / path).read_bytes() for path in published(site))

    with_memo("text", "@mei")
    assert as_made_anew(beside)
    with_memo("person", "@mei")  # which is read as mei
    assert as_made_anew(None)
    with_memo("text", "mei")
    assert as_made_anew(None)
    assert as_made_anew(beside)
    with_memo("text", "@mei")
    assert as_made_anew(None)
    with_memo("person", "@mei")
    with monkeypatch.context() as dying:
        dying.setattr("okrsite.publish.cache.Cache.write", _until_told_what_was_found(Cache.write))
        with pytest.raises(KeyboardInterrupt):
            build(site, as_of=DAY, workers=1)
    with_memo("text", "@mei")
    (site / "content/shop/2026-q4.yml").write_text(CYCLE.replace("Visits", "Guests"))
    assert as_made_anew(None)


def _until_told_what_was_found(write: Callable[[Cache, str, object], None]) -> Callable[[Cache, str, object], None]:
    def dying(cache: Cache, name: str, value: object) -> None:
        if name == "found":
            raise KeyboardInterrupt
        write(cache, name, value)

    return dying


def test_a_kpis_value_leaves_goals_that_it_is_not_tied_to_alone(site: Path) -> None:
    file = site / "content/lab/kpis.yml"
    file.write_text(file.read_text().replace("2026-10: 4", "2026-10: 7"))
    written, _ = built_again(site)
    assert {"teams/lab/kpis/cost/index.html", "data/kpis.json", "kpis/index.html"} <= written
    assert not {path for path in written if "2026-q4" in path or "objectives" in path or "checkins" in path}


def test_lines_that_move_are_shown_where_pages_lead_to_them(write_site: WriteSite) -> None:
    forge = FILES["site.yml"] + "repository: https://github.com/example/goals\n"  # type: ignore[operator]
    site = write_site({**FILES, "site.yml": forge})
    assert build(site, as_of=DAY, workers=1).published
    file = site / "content/lab/2026-q4.yml"
    file.write_text("# ours\n" + file.read_text())
    written, _ = built_again(site)
    assert "teams/lab/2026-q4/grow/index.html" in written
    assert "teams/shop/2026-q4/grow/index.html" not in written


def test_a_goal_that_goes_takes_its_pages_along(site: Path) -> None:
    (site / "content/lab/2026-q4.yml").unlink()
    written, _ = built_again(site)
    gone = {"teams/lab/2026-q4/grow/index.html", "teams/lab/2026-q4/index.html"}
    assert gone <= written
    assert not gone & published(site).keys()


def png(width: int) -> bytes:
    """A white picture of one row."""
    parts = (
        b"IHDR" + struct.pack(">IIBBBBB", width, 1, 8, 0, 0, 0, 0),
        b"IDAT" + zlib.compress(b"\0" + b"\xff" * width),
        b"IEND",
    )
    chunks = (struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def test_a_logo_of_another_shape_reaches_every_page(write_site: WriteSite) -> None:
    settings = FILES["site.yml"] + "logo: logo.png\n"  # type: ignore[operator]
    about = "name: Shop\nabout: '![Plan](plan.png) ![Hall](/a%20hall.png)'\n"
    pictures = {"static/logo.png": png(4), "static/a hall.png": png(5), "content/shop/plan.png": png(7)}
    site = write_site({**FILES, "site.yml": settings, "content/shop/team.yml": about, **pictures})
    assert build(site, as_of=DAY, workers=1).published
    page = (site / "public/teams/shop/index.html").read_text()
    assert ('width="7" height="1"' in page, 'width="5" height="1"' in page) == (True, True)
    (site / "static/logo.png").write_bytes(png(9))
    written, _ = built_again(site)
    assert {"index.html", "teams/shop/index.html", "logo.png"} <= written


def test_what_is_copied_is_written_only_where_it_is_new(site: Path) -> None:
    (site / "content/lab/plan.txt").write_text("attached")
    (site / "static").mkdir()
    (site / "static/more.txt").write_text("more")
    built_again(site)
    (site / "static/more.txt").write_text("another")
    assert built_again(site)[0] == {"more.txt", "data/site.json", ".okrsite-manifest"}


def test_a_check_in_that_gives_away_a_withheld_value_is_told(write_site: WriteSite) -> None:
    cycle = "objectives:\n  - id: grow\n    title: Grow\n    key_results:\n      - {{id: visits, title: Visits, metric: {}{}}}\n"
    site = write_site(
        {
            "site.yml": "title: Goals\naudiences: [public, staff]\n",
            "content/lab/team.yml": "name: Lab\n",
            "content/lab/2026-q3.yml": cycle.format("from 0 to 10", ", values_audience: staff"),
            "content/lab/2026-q4.yml": cycle.format("from 7 to 20", ""),
            "content/lab/checkins/w30.yml": "- {key_result: lab/2026-q3/grow#visits, date: 2026-09-20, value: 6}\n",
        }
    )
    assert build(site, audience="staff", as_of=DAY, workers=1).published
    file = site / "content/lab/checkins/w30.yml"
    file.write_text(file.read_text().replace("value: 6", "value: 7"))
    again = build(site, audience="staff", as_of=DAY, workers=1)
    assert "withheld-shown" in {problem.rule for problem in again.problems}
