"""A site goes out as tables or as a workbook and comes in again: nothing is lost but comments and files."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from okrsite import build
from okrsite.cli.main import cli
from tests.conftest import WriteSite
from tests.edit.importing import DAY, run
from tests.edit.whole_site import WHOLE

FILES = (
    "objectives.json", "kpis.json", "teams.json", "people.json", "updates.json", "alignment.json", "balance.json",
    "objectives.csv", "key-results.csv", "checkins.csv", "kpis.csv", "kpi-values.csv", "details.csv",
)  # fmt: skip


def data_of(site: Path, audience: str) -> Path:
    result = build(site, output=site / "public", as_of=DAY, audience=audience)
    assert result.published, result.problems
    return site / "public" / "data"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site, built for its narrowest audience, with the workbook and the archive of its tables beside it."""
    site = tmp_path_factory.mktemp("whole")
    for path, content in WHOLE.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(str(content))
    shutil.make_archive(str(site / "out"), "zip", data_of(site, "board").parent, "data")
    book(site, "board")
    return site


def book(site: Path, audience: str) -> Path:
    file = site / "out.xlsx"
    arguments = ["export", "--format", "xlsx", "-C", str(site), "-o", str(file), "--audience", audience]
    result = CliRunner().invoke(cli, [*arguments, "--as-of", DAY.isoformat()])
    assert result.exit_code == 0, result.output
    return file


def written(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def test_nothing_of_a_whole_site_is_lost(whole: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    result = run(whole / "public" / "data", "-C", copy)
    assert result.exit_code == 0, result.output
    assert "Left out" not in result.output
    before, after = whole / "public", data_of(copy, "board").parent
    for name in FILES:
        assert said_in(after / "data" / name) == said_in(before / "data" / name), name
    pages = [page.relative_to(before) for page in before.rglob("*") if page.suffix in (".html", ".xml", ".ics", ".svg")]
    assert len(pages) > 40
    differing = [str(page) for page in pages if (before / page).read_bytes() != (after / page).read_bytes()]
    # The method page counts what rules find: a KPI's check-in of a day to come is a dated value in the copy, which is none.
    assert [page for page in differing if "-h1" not in page and "method/" not in page] == []


@pytest.mark.parametrize(
    "way", ["out.xlsx", "out.zip", "public", "public/data/kpi-values.csv", "public/data/details.csv"]
)
def test_every_way_in_gives_the_same_files(whole: Path, tmp_path: Path, way: str) -> None:
    for number, source in enumerate((whole / "public" / "data", whole / way)):
        result = run(source, "-C", tmp_path / str(number))
        assert result.exit_code == 0, result.output
    assert written(tmp_path / "1") == written(tmp_path / "0")


def said_in(file: Path) -> str:
    """What a data file says, but for where it was written."""
    return re.sub(r'"source":\{[^}]*\}', "", file.read_text())


def test_what_an_audience_does_not_see_is_not_in_what_goes_out(write_site: WriteSite, tmp_path: Path) -> None:
    site = write_site(WHOLE)
    told = (data_of(site, "staff") / "details.csv").read_text()
    assert all(word not in told for word in ("board", "secret", "Secretary", "merge"))
    assert all(word not in (data_of(site, "public") / "details.csv").read_text() for word in (",staff", "kim", "Zoe"))
    result = run(site / "public" / "data", "-C", tmp_path / "copy")
    assert result.exit_code == 0, result.output
    assert "the numbers of care/autumn/quick#none are not for the audience" in result.output


@pytest.mark.parametrize("audience", ["public", "staff"])
def test_what_is_for_some_stays_for_some(whole: Path, write_site: WriteSite, tmp_path: Path, audience: str) -> None:
    copy = tmp_path / "copy"
    run(whole / "out.zip", "-C", copy)
    before, after = data_of(write_site(WHOLE), audience), data_of(copy, audience)
    for name in FILES[:-1]:
        assert said_in(after / name) == said_in(before / name), name


def test_tables_of_audiences_that_a_site_does_not_have_are_refused(whole: Path, tmp_path: Path) -> None:
    (other := tmp_path / "other" / "content").mkdir(parents=True)
    (other.parent / "site.yml").write_text("title: Other\naudiences: [public, staff]\n")
    result = run(whole / "out.xlsx", "-C", other.parent)
    assert result.exit_code == 1
    assert "only, and site.yml has no such audience" in result.output
    assert list(other.iterdir()) == []


def test_what_was_changed_in_the_tables_is_what_comes_in(whole: Path, tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    shutil.copytree(whole / "public" / "data", data)
    table = data / "key-results.csv"
    table.write_text(table.read_text().replace("Planned,,1,", "Planned anew,,4,"))
    objectives = data / "objectives.csv"
    objectives.write_text(objectives.read_text().replace("Schnelle Hilfe", "Ganz schnelle Hilfe"))
    assert run(data, "-C", copy).exit_code == 0
    text = (copy / "content" / "care" / "autumn.yml").read_text()
    assert "title: Planned anew" in text
    assert "de: Ganz schnelle Hilfe" in text
    assert 'en: "Quick: help #1"' in text


def test_nothing_is_new_the_second_time(whole: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    run(whole / "out.xlsx", "-C", copy)
    before = written(copy)
    result = run(whole / "out.xlsx", "-C", copy)
    assert result.exit_code == 0, result.output
    assert "Nothing to write" in result.output
    assert "Left out" not in result.output
    assert written(copy) == before


def test_a_text_longer_than_a_cell_comes_back_whole(write_site: WriteSite, tmp_path: Path) -> None:
    words = "word  and more,\n\n" * 4000
    site, copy = (
        write_site({"content/a/team.yml": f"name: A\nabout: |\n  {words.replace(chr(10), chr(10) + '  ')}\n"}),
        tmp_path / "copy",
    )
    result = run(book(site, "public"), "-C", copy)
    assert result.exit_code == 0, result.output
    before, after = data_of(site, "public"), data_of(copy, "public")
    assert (after / "details.csv").read_text() == (before / "details.csv").read_text()
    assert max(map(len, (after / "details.csv").read_text().splitlines())) > 20_000


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"kind,ref,field,value\n"])
def test_a_broken_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "out.zip").write_bytes(content)
    result = run(tmp_path / "out.zip", "-C", tmp_path / "copy")
    assert result.exit_code == 1
    assert "out.zip is no ZIP archive" in result.output


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    result = run(tmp_path, "-C", tmp_path / "copy")
    assert result.exit_code == 1
    assert "none of the tables of a built site" in result.output
