"""A build that is killed or has no room, at any point: the site is the old one or the new one once the next command has run."""

from __future__ import annotations

import errno
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from okrsite.problems import Severity
from okrsite.publish.build import build
from tests.conftest import WriteSite
from tests.publish.dying import hash_of
from tests.publish.test_build import SITE, built, contents

DYING = Path(__file__).with_name("dying.py")
STEP = int(os.environ.get("OKRSITE_KILL_EVERY", "47"))
"""Kill at every 47th change to the disk; `make attack` does so at every one."""


@pytest.mark.parametrize("kind", ["folder", "mount"])
def test_killed_at_any_change_to_the_disk_a_build_leaves_the_old_site_or_the_new_one(
    write_site: WriteSite, tmp_path: Path, kind: str
) -> None:
    site = write_site(SITE)
    before, wanted, output = tmp_path / "before", tmp_path / "wanted", tmp_path / "public"
    built(site, output=before)
    goals = str(SITE["content/academy/2026-q4.yml"]).replace("Recruit more students", "Grow")
    site = write_site({**SITE, "content/academy/2026-q4.yml": goals, "content/school/team.yml": "name: School\n"})
    (site / "content/academy/teaching/team.yml").unlink()
    (site / "content/academy/teaching").rmdir()
    built(site, output=wanted)
    command = [sys.executable, str(DYING), str(site), str(output), str(before), kind, str(STEP)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    states = json.loads(done.stdout)
    assert len(states) > 3
    allowed = {hash_of(before), hash_of(wanted), *(["journal"] if kind == "mount" else [])}
    assert [n for n, after_kill, _ in states if after_kill not in allowed] == []
    assert [n for n, _, after_next in states if after_next != hash_of(wanted)] == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["before", "public", "site", "wanted"]


def limited(size: int) -> None:
    """As a full disk: no file may grow over `size` bytes."""
    import signal  # noqa: PLC0415  in the child

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [0, 100, 5000])
def test_without_room_nothing_is_published_and_the_old_site_stays(
    write_site: WriteSite, tmp_path: Path, size: int
) -> None:
    site = write_site(SITE)
    built(site, output=tmp_path / "public")
    before = contents(tmp_path / "public")
    site = write_site({**SITE, "content/index.md": "New words.\n" * 2000})
    command = [sys.executable, "-m", "okrsite", "build", "-C", str(site), "--output", str(tmp_path / "public")]
    done = subprocess.run(command, check=False, capture_output=True, text=True, preexec_fn=lambda: limited(size))
    assert done.returncode == 1, done.stderr
    assert "not-written" in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(tmp_path / "public") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["public", "site"]


def test_a_mount_without_room_keeps_its_site_and_nothing_half_made(tmp_path: Path) -> None:
    new, output = tmp_path / "new", tmp_path / "public"
    for folder in (new, output):
        folder.mkdir()
    for name in ("index.html", "other.html"):
        (new / name).write_text("new" * 1000)
    (output / "index.html").write_text("old")
    code = f"from pathlib import Path; from okrsite.publish import journal; journal.stage(Path({str(new)!r}), Path({str(output)!r}))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, check=False, capture_output=True, text=True, preexec_fn=lambda: limited(100))
    assert "OSError: File too large (" in done.stderr
    assert contents(output) == {"index.html": b"old"}


def test_a_cache_without_room_is_no_failure(write_site: WriteSite, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("okrsite.theme.environment.TemporaryDirectory", full)
    monkeypatch.setattr("okrsite.publish.cache._checked", full)
    built(write_site(SITE))


def test_the_root_of_a_disk_is_no_folder_to_publish_into(write_site: WriteSite) -> None:
    problems = build(write_site(SITE), output=Path("/")).problems
    assert [one.rule for one in problems if one.severity is Severity.ERROR] == ["output-not-ours"]
