"""`okrsite export` as a user and a script meet it: files, words and exit codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from python_calamine import CalamineWorkbook

from okrsite.cli.main import cli
from tests.conftest import WriteSite

SITE: dict[str, str | bytes] = {
    "site.yml": "title: Goals\nlanguages: [en, zh-Hant]\naudiences: [public, staff]\n",
    "content/a/team.yml": "name: {en: Academy, zh-Hant: 學院}\n",
    "content/a/2026-q3.yml": (
        "objectives:\n  - title: Grow\n    key_results: [{title: More, metric: from 0 to 10 students, checkins: "
        "[{date: 2026-09-01, value: 7}]}]\n  - {title: Hidden, audience: staff}\n"
    ),
}
DAY = ("--as-of", "2026-11-22")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["export", *(str(argument) for argument in arguments)], prog_name="okrsite")


@pytest.fixture
def site(write_site: WriteSite, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site's folder; the current one is beside it."""
    folder = write_site(SITE)
    monkeypatch.chdir(folder.parent)
    return folder


def titles(file: Path) -> list[object]:
    rows = CalamineWorkbook.from_path(file).get_sheet_by_name("objectives").to_python()
    return [row[rows[0].index("title")] for row in rows[1:]]


def test_a_workbook_is_written_into_this_folder(site: Path) -> None:
    result = run("--format", "xlsx", "-C", site, *DAY)
    assert (result.exit_code, result.output) == (0, "Wrote goals.xlsx.\n")
    assert titles(Path("goals.xlsx")) == ["Grow"]


def test_a_file_that_nobody_named_is_not_replaced(site: Path) -> None:
    Path("goals.xlsx").write_text("mine")
    result = run("--format", "xlsx", "-C", site)
    assert result.exit_code == 2
    assert "-o goals.xlsx" in result.output
    assert Path("goals.xlsx").read_text() == "mine"


def test_a_file_that_is_named_is_replaced(site: Path) -> None:
    Path("mine.xlsx").write_text("old")
    assert run("--format", "xlsx", "-C", site, "-o", "mine.xlsx", "--audience", "staff").exit_code == 0
    assert titles(Path("mine.xlsx")) == ["Grow", "Hidden"]


def test_a_workbook_goes_to_standard_output_where_that_is_asked_for(site: Path) -> None:
    result = run("--format", "xlsx", "-C", site, "-o", "-", *DAY)
    assert result.stdout_bytes.startswith(b"PK")
    assert list(Path().glob("*.xlsx")) == []


def test_a_cycle_is_written_to_standard_output_and_nothing_else(site: Path) -> None:
    result = run("--format", "markdown", "2026-q3", "-C", site, *DAY)
    assert result.exit_code == 0
    assert result.stdout.startswith("# Goals, Q3 2026\n\n1 Jul – 30 Sept 2026 · As of 22 November 2026\n")
    assert "7 of 10 students" in result.stdout
    assert "Hidden" not in result.stdout
    assert result.stderr == ""


def test_a_cycle_is_written_in_the_language_that_is_asked_for(site: Path) -> None:
    result = run("--format", "markdown", "2026-Q3", "-C", site, "-o", "q3.md", "--language", "zh-Hant", *DAY)
    assert result.exit_code == 0
    assert "## 學院" in Path("q3.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--format"),
        (("--format", "pdf"), "pdf"),
        (("--format", "markdown"), "Name the cycle"),
        (("--format", "xlsx", "2026-q3"), "leave the cycle away"),
        (("--format", "markdown", "2026-q2"), "Did you mean '2026-q3'?"),
        (("--format", "markdown", "sprint"), "The site has 2026-q3."),
        (("--format", "markdown", "2026-q3", "--language", "de"), "The site has en, zh-Hant."),
        (("--format", "markdown", "2026-q3", "--audience", "board"), "board"),
        (("--format", "xlsx", "-o", "no/such/folder.xlsx"), "Nothing was written"),
        (("--format", "xlsx", "--as-of", "soon"), "soon"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_right(site: Path, arguments: tuple[str, ...], words: str) -> None:
    result = run("-C", site, *arguments)
    assert result.exit_code == 2
    assert words in result.output
    assert [path.name for path in Path().iterdir()] == [site.name]


def test_errors_in_the_content_end_with_1(site: Path) -> None:
    (site / "content" / "a" / "team.yml").write_text("nam: A\n")
    result = run("--format", "xlsx", "-C", site)
    assert result.exit_code == 1
    assert "content/a/team.yml:1:1" in result.stderr
    assert "Nothing was written: " in result.stderr
    assert not Path("goals.xlsx").exists()


def test_without_xlsxwriter_one_line_says_how_to_get_it(site: Path) -> None:
    code = (
        "import sys; sys.modules['xlsxwriter'] = None; from okrsite.cli.main import main;"
        f"main(['export', '--format', 'xlsx', '-C', {str(site)!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "A workbook needs XlsxWriter: install it with `pip install 'okrsite[excel]'`.\n"


def test_a_document_needs_no_extra(site: Path) -> None:
    code = (
        "import sys; sys.modules['xlsxwriter'] = None; from okrsite.cli.main import main;"
        f"main(['export', '--format', 'markdown', '2026-q3', '-C', {str(site)!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.startswith(b"# Goals")


def test_help_teaches_by_example() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert "  okrsite export --format markdown 2026-q3" in result.output
