"""What earlier builds left makes a build quick, and never wrong."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from okrsite.cli.main import cli
from okrsite.publish.build import BuildResult, build
from okrsite.publish.cache import _of_this_version, open_cache
from okrsite.source.method import METHOD
from tests.conftest import WriteSite
from tests.publish.test_engine import CYCLE, DAY, FILES, published


def built(site: Path, **options: object) -> BuildResult:
    result = build(site, **{"as_of": DAY, "workers": 1, **options})  # type: ignore[arg-type]
    assert result.published, result.problems
    return result


def files(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {path: content for path, content in found.items() if not path.startswith(".okrsite")}


def test_a_second_build_of_the_same_finds_nothing_to_do(write_site: WriteSite) -> None:
    site = write_site(FILES)
    first = built(site)
    second = built(site)
    assert not first.is_unchanged
    assert second.is_unchanged
    assert (second.pages, second.counts, second.problems) == (first.pages, first.counts, first.problems)


def test_a_build_believes_what_its_own_version_left(write_site: WriteSite, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = open_cache(write_site(FILES))
    assert cache
    cache.write("kept", 1)
    with monkeypatch.context() as installed:  # another version, while this one runs
        installed.setattr("okrsite.publish.cache.__version__", "another")
        assert cache.read("kept") == 1
        _of_this_version.cache_clear()
        assert cache.read("kept") is None  # and that one does not believe this one
    _of_this_version.cache_clear()


def test_the_command_says_that_nothing_has_changed(write_site: WriteSite) -> None:
    site = write_site(FILES)
    for said in ("Built", "Nothing has changed:"):
        result = CliRunner().invoke(cli, ["build", "-C", str(site), "--as-of", "2026-11-22"])
        assert f"\n{said} " in f"\n{result.output}"
    again = CliRunner().invoke(cli, ["build", "-C", str(site), "--as-of", "2026-11-22", "--no-cache"])
    assert "\nBuilt " in f"\n{again.output}"


def _reads_the_same_second(site: Path) -> None:
    file = site / "content/academy/kpis/enrolments.csv"
    times = file.stat()
    file.write_text(file.read_text().replace("98", "97"))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def _touch_output(site: Path) -> None:
    (site / "public/index.html").write_text("someone else was here")


def _spoil_a_page_unseen(site: Path) -> None:
    page = site / "public/teams/index.html"
    times = page.stat()
    page.write_bytes(page.read_bytes()[:-2] + b"\n\n")
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
    _checkin(site)


def _lose_a_page(site: Path) -> None:
    (site / "public/teams/index.html").unlink()


def _checkin(site: Path) -> None:
    (site / "content/academy/2026-q4.yml").write_text(CYCLE + "          - {date: 2026-11-04, value: 5}\n")


def _empty_folder_becomes_team(site: Path) -> None:
    (site / "content/new").mkdir()
    (site / "content/new/team.yml").write_text("name: New\n")


def _own_template(site: Path) -> None:
    (site / "theme/templates").mkdir(parents=True)
    (site / "theme/templates/not_found.html").write_text("gone")


def _static(site: Path) -> None:
    (site / "static/more.txt").write_text("more")


def _title(site: Path) -> None:
    (site / "site.yml").write_text("title: Other goals\n")


@pytest.mark.parametrize(
    "change",
    [
        _reads_the_same_second, _touch_output, _spoil_a_page_unseen, _lose_a_page, _checkin, _empty_folder_becomes_team, _own_template,
        _static, _title,
    ],
    ids=lambda change: change.__name__.strip("_"),
)  # fmt: skip
def test_after_any_change_the_next_build_writes_what_a_clean_one_does(
    write_site: WriteSite, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    site = write_site(FILES)
    built(site)
    change(site)
    assert not built(site).is_unchanged
    assert files(site / "public") == published(site, tmp_path / "clean")


def test_another_day_audience_or_strictness_is_another_build(write_site: WriteSite) -> None:
    rules = ", ".join(f"{rule}: off" for rule in METHOD)
    settings = f"title: Goals\nurl: https://a.example/\naudiences: [public, staff]\nrules: {{{rules}}}\n"
    site = write_site({**FILES, "site.yml": settings})
    built(site)
    assert not built(site, as_of=DAY + dt.timedelta(days=1)).is_unchanged
    assert not built(site, audience="staff").is_unchanged
    assert not built(site, strict=True).is_unchanged
    assert not built(site).is_unchanged, "what stands there is another build's"


def _garbage(content: bytes) -> bytes:
    return b"\x80\x05garbage" + content[10:]


def _half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _flipped(content: bytes) -> bytes:
    return content[:-3] + bytes([content[-3] ^ 1]) + content[-2:]


def _empty(content: bytes) -> bytes:
    return content[:0]


@pytest.mark.parametrize("damage", [_garbage, _half, _flipped, _empty], ids=lambda damage: damage.__name__.strip("_"))
def test_a_damaged_cache_is_thrown_away(
    write_site: WriteSite, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    site = write_site(FILES)
    built(site)
    cache = open_cache(site)
    assert cache is not None
    entries = [path for path in cache.folder.rglob("*") if path.is_file()]
    assert {entry.name.partition("-")[0] for entry in entries} >= {"found", "reads", "built", "book"}
    assert any(entry.suffix == ".jinja" for entry in entries)
    for entry in entries:
        entry.write_bytes(damage(entry.read_bytes()))
    _checkin(site)
    assert not built(site).is_unchanged
    assert files(site / "public") == published(site, tmp_path / "clean")


def test_an_entry_that_lies_where_another_did_is_thrown_away(write_site: WriteSite) -> None:
    site = write_site(FILES)
    built(site)
    cache = open_cache(site)
    assert cache is not None
    (cache.folder / "digests").replace(cache.folder / "found")
    _checkin(site)
    assert not built(site).is_unchanged


def test_a_cache_that_came_with_the_files_is_not_believed(write_site: WriteSite, tmp_path: Path) -> None:
    site = write_site(FILES)
    built(site)
    shutil.copytree(site, tmp_path / "checkout", copy_function=shutil.copy2)
    theirs, ours = open_cache(site), open_cache(tmp_path / "checkout")
    assert theirs is not None
    assert ours is not None
    assert ours.folder.name != theirs.folder.name
    assert [path.name for path in ours.folder.parent.iterdir() if path.is_dir()] == [ours.folder.name]
    assert ours.read("reads") is None
    assert not list(ours.templates.iterdir())


def test_a_cache_folder_that_leads_elsewhere_is_not_used(write_site: WriteSite, tmp_path: Path) -> None:
    site = write_site(FILES)
    (tmp_path / "elsewhere").mkdir()
    (site / ".okrsite").symlink_to(tmp_path / "elsewhere")
    assert open_cache(site) is None
    built(site)
    assert not list((tmp_path / "elsewhere").iterdir())
