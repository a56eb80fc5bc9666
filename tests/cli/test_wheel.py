"""What is installed holds all that a site needs: themes, words, the starter; and the source archive what the tests need."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive, built without network."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    return folder


@pytest.fixture
def wheel(made: Path) -> zipfile.ZipFile:
    (path,) = made.glob("*.whl")
    return zipfile.ZipFile(path)


def below(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"
    }


def test_the_wheel_has_every_file_of_the_package_and_of_the_themes(wheel: zipfile.ZipFile) -> None:
    with wheel:
        names = set(wheel.namelist())
    assert {f"okrsite/{path}" for path in below(ROOT / "okrsite")} <= names
    assert {f"okrsite/themes/{path}" for path in below(ROOT / "themes")} <= names


def test_the_wheel_has_nothing_else(wheel: zipfile.ZipFile) -> None:
    with wheel:
        assert {name.partition("/")[0].partition("-")[0] for name in wheel.namelist()} == {"okrsite"}


def test_a_site_can_be_begun_built_and_checked_from_the_wheel_alone(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    with wheel:
        wheel.extractall(tmp_path / "installed")  # noqa: S202  our own archive
    run = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import okrsite; from okrsite.cli.main import main;"
        "assert 'installed' in okrsite.__file__; main(sys.argv[1:])"
    )
    for command in (["init", "goals"], ["build", "-C", "goals"], ["check", "-C", "goals"]):
        called = [sys.executable, "-c", run, str(tmp_path / "installed"), *command]
        done = subprocess.run(called, cwd=tmp_path, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "goals" / "public" / "index.html").is_file()


def test_the_source_archive_has_what_the_tests_use(made: Path) -> None:
    (path,) = made.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        folders = {name.split("/")[1] for name in archive.getnames() if name.count("/") > 1}
    assert {"okrsite", "themes", "tests", "tools", "bench", "content", "static", "docs", "requirements"} <= folders
