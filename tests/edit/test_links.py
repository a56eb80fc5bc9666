"""What commands write lands where it is said to: no link in the content takes it elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from okrsite.cli.main import cli
from tests.conftest import WriteSite

FILES = {
    "content/a/team.yml": "name: A\n",
    "content/a/2026-q4.yml": "objectives: [{id: o, title: T, key_results: [{id: k, title: K, metric: from 0 to 9}]}]\n",
}


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("content/a/checkins", ["checkin", "a/2026-q4/o#k", "4"]),
        ("content/a/updates", ["new", "update", "Hello", "--team", "a"]),
        ("content/b", ["new", "team", "b"]),
    ],
)
def test_a_link_takes_nothing_out_of_the_site(
    link: str, words: list[str], write_site: WriteSite, tmp_path: Path
) -> None:
    site, far = write_site(FILES), tmp_path / "far"
    far.mkdir()
    (far / "mine.txt").write_text("mine")
    (site / link).symlink_to(far)
    done = CliRunner().invoke(cli, [*words, "-C", str(site)], prog_name="okrsite")
    assert done.exit_code == 1
    assert "leads out of its folder by a link" in done.output
    assert [path.name for path in far.iterdir()] == ["mine.txt"]
    assert (site / link).is_symlink()


def test_a_content_folder_that_is_a_link_is_written_to(write_site: WriteSite, tmp_path: Path) -> None:
    site = write_site(FILES)
    (site / "content").rename(tmp_path / "goals")
    (site / "content").symlink_to(tmp_path / "goals")
    done = CliRunner().invoke(cli, ["new", "team", "b", "-C", str(site)], prog_name="okrsite")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "goals" / "b" / "team.yml").is_file()
