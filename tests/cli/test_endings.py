"""However a command ends, nobody meets a traceback: interrupted, with nobody reading on, or by a mistake of our own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from okrsite.cli import main as command_line
from tests.conftest import WriteSite

ENDLESS = "{% for _ in range(100000) %}{% for _ in range(100000) %}{% endfor %}{% endfor %}"


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """The command as a process group of its own, as a terminal starts one."""
    command = [sys.executable, "-m", "okrsite", *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals of process groups are POSIX")
def test_an_interrupted_build_leaves_the_old_site_and_says_so_in_a_line(write_site: WriteSite) -> None:
    folder = write_site(
        {"theme/templates/home.html": ENDLESS, "public/.okrsite-manifest": "old.html\n", "public/old.html": ""}
    )
    process = start("build", "-C", folder)
    while not (folder / ".public.okrsite-new").exists():
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert "Interrupted." in errors
    assert (folder / "public" / "old.html").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
def test_a_reader_who_leaves_ends_it_without_a_word(write_site: WriteSite) -> None:
    process = start("check", "-C", write_site({}), "--format", "json")
    assert process.stdout is not None
    process.stdout.close()  # before anything is written: the interpreter is still starting
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.stderr.close()
    process.wait()


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, write_site: WriteSite) -> list[str]:
    """A command line that runs into a mistake of okrsite's own."""

    def stumble(*_: object, **__: object) -> None:
        raise KeyError("a mistake\nof ours")

    monkeypatch.setattr("okrsite.publish.prepare.look", stumble)
    monkeypatch.delitem(sys.modules, "okrsite.cli.check", raising=False)
    return ["check", "-C", str(write_site({}))]


def ended(arguments: list[str]) -> object:
    with pytest.raises(SystemExit) as end:
        command_line.main(arguments)
    return end.value.code


def test_a_mistake_of_our_own_is_told_in_a_line_that_says_what_to_do(
    broken: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(broken) == 70
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("This is a mistake in okrsite")
    assert "KeyError" in line
    assert "OKRSITE_DEBUG=1" in line


def test_the_traceback_is_there_for_whoever_asks(
    broken: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OKRSITE_DEBUG", "1")
    assert ended(broken) == 70
    assert "Traceback" in capsys.readouterr().err


def test_help_and_wrong_usage_end_as_they_should(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(["--help"]) == 0
    assert "okrsite init goals" in capsys.readouterr().out
    assert ended([]) == 2
    assert ended(["build", "--nonsense"]) == 2
    assert "--nonsense" in capsys.readouterr().err
