"""The command line as a user and a script meet it: words, files and exit codes."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from okrsite import build
from okrsite.cli.main import cli
from okrsite.edit.init import write_starter
from okrsite.publish.prepare import check
from okrsite.version import __version__
from tests.checks.method import TODAY, WHOLE
from tests.conftest import WriteSite

SMALL: dict[str, str | bytes] = {
    "site.yml": "title: Goals\n",
    "content/academy/team.yml": "name: Academy\n",
    "content/academy/2026-q4.yml": "objectives:\n  - title: Grow\n    key_results:\n      - {title: More, metric: from 0 to 10 students}\n",
}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="okrsite")


def test_the_version_is_told() -> None:
    assert run("--version").output == f"okrsite {__version__}\n"


def test_python_m_okrsite_is_the_same_command() -> None:
    done = subprocess.run([sys.executable, "-m", "okrsite", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"okrsite {__version__}\n"


def test_the_version_loads_nothing_heavy() -> None:
    code = (
        "import sys; from okrsite.cli.main import cli; cli(['--version'], standalone_mode=False);"
        "heavy = {'yaml', 'jinja2', 'markdown', 'babel', 'nh3'} & set(sys.modules); sys.exit(str(heavy) if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


@pytest.mark.parametrize(
    "command",
    ["adds-checkins", "audit", "build", "check", "due", "export", "headers", "import", "init", "schema", "words"],
)
def test_help_teaches_by_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"  okrsite {command}" in result.output


def test_files_are_named_from_the_site_too_and_reports_for_forges_name_them_from_the_repository(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_site({**SMALL, "content/academy/team.yml": "name: Academy\nled: mei\n"})
    monkeypatch.chdir(site.parent)
    assert "content/academy/team.yml:2:1" in run("check", "-C", site.name, "content/academy/team.yml").output
    assert "'content/acadmy' does not exist" in run("check", "-C", site.name, "content/acadmy").output
    (site.parent / ".git").mkdir()
    monkeypatch.chdir(site)
    assert f"file={site.name}/content/academy/team.yml," in run("check", "--format", "github").output


def test_a_mistyped_command_names_the_nearest() -> None:
    result = run("biuld")
    assert result.exit_code == 2
    assert "Did you mean 'build'?" in result.output


def test_a_folder_that_is_named_too_early_is_told_its_place(tmp_path: Path) -> None:
    result = run("-C", tmp_path, "check")
    assert (result.exit_code, "okrsite check -C DIR" in result.output) == (2, True)


def test_build_says_what_it_built(write_site: WriteSite) -> None:
    folder = write_site(SMALL)
    result = run("build", "-C", folder, "--as-of", "2026-11-22")
    assert result.exit_code == 0, result.output
    assert "1 team, 1 objective, 1 key result, 0 KPIs" in result.output
    assert (folder / "public" / "index.html").is_file()


def test_build_says_nothing_when_quiet(write_site: WriteSite) -> None:
    result = run("build", "-C", write_site(WHOLE), "--as-of", TODAY.isoformat(), "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_errors_in_the_content_publish_nothing_and_leave_the_old_site_whole(write_site: WriteSite) -> None:
    folder = write_site(SMALL)
    run("build", "-C", folder)
    before = (folder / "public" / "index.html").read_bytes()
    (folder / "content" / "academy" / "team.yml").write_text("nam: Academy\n")
    result = run("build", "-C", folder)
    assert result.exit_code == 1
    assert "content/academy/team.yml:1:1" in result.output
    assert "Nothing was published" in result.output
    assert (folder / "public" / "index.html").read_bytes() == before
    assert "What was in " in result.output
    shutil.rmtree(folder / "public")
    assert "What was in " not in run("build", "-C", folder).output


def test_strict_lets_no_warning_through(write_site: WriteSite) -> None:
    content = str(SMALL["content/academy/2026-q4.yml"])
    folder = write_site({**SMALL, "content/academy/2026-q4.yml": content + "    why: See #42\n"})
    assert run("build", "-C", folder).exit_code == 0
    result = run("build", "-C", folder, "--strict", "--output", folder / "strict")
    assert result.exit_code == 1
    assert "cut-by-hash" in result.output
    assert not (folder / "strict").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--audience", "nobody"),
        ("--as-of", "yesterday"),
        ("--as-of", "2026-02-30"),
        ("--port", "1"),
        ("-C", "no/such/folder"),
    ],
)
def test_wrong_usage_ends_with_2(write_site: WriteSite, arguments: tuple[str, str]) -> None:
    folder = write_site(SMALL)
    result = run("build", "-C", folder, *arguments)
    assert result.exit_code == 2
    assert "Error" in result.output


def test_a_relative_output_is_from_the_current_folder(
    write_site: WriteSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_site(SMALL)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert run("build", "-C", folder, "--output", "out").exit_code == 0
    assert (elsewhere / "out" / "index.html").is_file()


def test_the_current_folder_can_be_the_output(
    write_site: WriteSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_site(SMALL)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert run("build", "-C", folder, "--output", ".").exit_code == 0
    assert (tmp_path / "here" / "index.html").is_file()


def test_build_refuses_a_folder_with_files_of_someone_else(write_site: WriteSite) -> None:
    folder = write_site({**SMALL, "public/mine.txt": "mine"})
    result = run("build", "-C", folder)
    assert result.exit_code == 1
    assert "mine.txt" in result.output
    assert [path.name for path in (folder / "public").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("output", [".", "content", "content/academy", "static", ".."])
def test_build_never_writes_over_the_sites_own_files(write_site: WriteSite, output: str) -> None:
    folder = write_site(SMALL)
    result = run("build", "-C", folder, "--output", folder / output)
    assert result.exit_code == 1
    assert "own files" in result.output
    assert (folder / "content" / "academy" / "team.yml").is_file()


def test_check_ends_with_0_and_says_so(write_site: WriteSite) -> None:
    result = run("check", "-C", write_site(WHOLE), "--as-of", TODAY.isoformat())
    assert (result.exit_code, result.output) == (0, "No problems.\n")


def test_check_shows_all_problems_of_all_files(write_site: WriteSite) -> None:
    folder = write_site(
        {**SMALL, "content/academy/team.yml": "nam: A\n", "content/other/team.yml": "name: B\nled: x\n"}
    )
    result = run("check", "-C", folder)
    assert result.exit_code == 1
    assert "content/academy/team.yml:1:1" in result.output
    assert "content/other/team.yml:2:1" in result.output
    assert not (folder / "public").exists()


def test_check_for_programs_is_json(write_site: WriteSite) -> None:
    folder = write_site({**SMALL, "content/academy/team.yml": "name: A\nled: x\n"})
    result = CliRunner().invoke(cli, ["check", "-C", str(folder), "--format", "json"])
    (problem,) = [one for one in json.loads(result.stdout)["problems"] if one["severity"] == "error"]
    assert (problem["path"], problem["line"], problem["column"], problem["rule"]) == (
        "content/academy/team.yml",
        2,
        1,
        "unknown-field",
    )
    assert "lead" in problem["hint"]
    assert problem["source"] == "led: x"


def test_a_folder_without_a_site_is_told_how_to_begin(tmp_path: Path) -> None:
    result = run("build", "-C", tmp_path)
    assert result.exit_code == 1
    assert "okrsite init" in result.output


def test_init_writes_a_site_that_builds_and_checks_clean(tmp_path: Path) -> None:
    folder = tmp_path / "goals"
    assert run("init", folder).exit_code == 0
    assert run("check", "-C", folder).exit_code == 0, run("check", "-C", folder).output
    assert run("build", "-C", folder).exit_code == 0
    assert (folder / "public" / "index.html").is_file()


@pytest.mark.parametrize("day", ["2026-01-01", "2024-02-29", "2027-12-31", "2026-04-01"])
def test_the_starter_fits_whatever_day_it_is(tmp_path: Path, day: str) -> None:
    write_starter(tmp_path, dt.date.fromisoformat(day))
    problems = check(tmp_path, dt.date.fromisoformat(day))
    assert [problem for problem in problems if problem.severity.value != "note" and problem.rule != "derailing"] == []


@pytest.mark.parametrize("day", ["2026-01-01", "2024-02-29", "2027-12-31", "2026-11-22", "2026-05-03"])
def test_the_starter_is_alive_on_the_day_it_is_written(tmp_path: Path, day: str) -> None:
    write_starter(tmp_path, dt.date.fromisoformat(day))
    assert build(tmp_path, as_of=dt.date.fromisoformat(day)).published
    data = json.loads((tmp_path / "public" / "data" / "objectives.json").read_text(encoding="utf-8"))
    assert [one["stale"] for one in data["objectives"]] == [False, False]
    assert all(one["progress"] is not None for one in data["objectives"])


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/index.md").write_text("Mine.\n")
    result = run("init", tmp_path)
    assert result.exit_code == 2
    assert "index.md is there already. Name an empty folder." in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_init_sets_up_the_editors_of_a_site_that_is_there_and_nothing_twice(tmp_path: Path) -> None:
    (tmp_path / "site.yml").write_text("title: Mine\ncontent: [goals, more]\n")
    for folder in ("goals", "more"):
        (tmp_path / folder).mkdir()
    assert run("init", tmp_path).exit_code == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        ".okrsite-schemas",
        ".vscode",
        "goals",
        "more",
        "site.yml",
    ]
    kpis = json.loads((tmp_path / ".vscode/settings.json").read_text())["yaml.schemas"][".okrsite-schemas/kpis.json"]
    assert kpis == ["/goals/**/kpis.yml", "/more/**/kpis.yml"]
    (tmp_path / ".okrsite-schemas/site.json").write_text("{}")
    (tmp_path / ".vscode/extensions.json").unlink()
    again = run("init", tmp_path)
    assert (again.exit_code, "wrote" in again.output, "kept" in again.output) == (0, True, True)
    assert (tmp_path / ".okrsite-schemas/site.json").read_text() == "{}"
    third = run("init", tmp_path)
    assert (third.exit_code, "site.yml is there already" in third.output) == (2, True)


@pytest.mark.parametrize(
    ("before", "begins", "ends"),
    [
        (
            '// mine\n{\n  // tabs\n  "editor.tabSize": 2,\n}\n',
            '// mine\n{\n  "yaml',
            '  },\n  // tabs\n  "editor.tabSize": 2,\n}\n',
        ),
        ('{"a": "// {"}', '{\n  "yaml', '  },\n"a": "// {"}'),
        ("\ufeff{\r\n  // nothing\r\n}\r\n", '\ufeff{\r\n  "yaml', "  }\r\n  // nothing\r\n}\r\n"),
        ('{"yaml.schemas": {}}', '{"yaml', "{}}"),
        ("[]", "[]", "[]"),
    ],
)
def test_settings_of_an_editor_that_are_there_get_the_one_entry_that_they_lack(
    tmp_path: Path, before: str, begins: str, ends: str
) -> None:
    (tmp_path / "site.yml").write_text("title: Mine\n")
    settings = tmp_path / ".vscode/settings.json"
    settings.parent.mkdir()
    settings.write_bytes(before.encode())
    said = run("init", tmp_path).output
    after = settings.read_bytes().decode()
    assert after.startswith(begins)
    assert after.endswith(ends)
    assert ("kept  " in said) == (after == before)


def test_init_leaves_the_gitignore_of_a_repository_as_it_is(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.log\n")
    result = run("init", tmp_path)
    assert result.exit_code == 0
    assert "add /public/ and /.okrsite/" in result.output
    assert (tmp_path / ".gitignore").read_text() == "*.log\n"


@pytest.mark.parametrize(("strict", "code"), [((), 0), (("--strict",), 1)])
def test_a_strict_check_fails_on_warnings(write_site: WriteSite, strict: tuple[str, ...], code: int) -> None:
    content = str(SMALL["content/academy/2026-q4.yml"])
    folder = write_site({**SMALL, "content/academy/2026-q4.yml": content + "    why: See #42\n"})
    assert run("check", "-C", folder, *strict).exit_code == code


def test_check_tells_of_the_paths_that_are_named(write_site: WriteSite) -> None:
    folder = write_site(
        {**SMALL, "content/academy/team.yml": "nam: A\n", "content/other/team.yml": "name: B\nled: x\n"}
    )
    result = run("check", "-C", folder, str(folder / "content" / "other"))
    assert result.exit_code == 1
    assert "content/other/team.yml:2:1" in result.output
    assert "content/academy" not in result.output


def test_a_path_below_no_site_is_an_error_and_names_the_site_above(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_site(SMALL)
    monkeypatch.chdir(folder / "content" / "academy")
    result = run("check", "team.yml")
    assert result.exit_code == 1
    assert "There is no site.yml here." in result.output
    assert "`-C ../..`" in result.output


def test_check_tells_of_paths_that_are_no_part_of_the_site(write_site: WriteSite, tmp_path: Path) -> None:
    site = write_site({"content/a/team.yml": "name: A\nnmae: B\n"})
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    result = CliRunner().invoke(cli, ["check", "-C", str(site), str(elsewhere)])
    assert (result.exit_code, f"{elsewhere} is no part of this site" in result.output) == (2, True)
    result = CliRunner().invoke(cli, ["check", "-C", str(site), str(elsewhere), str(site / "content/a/team.yml")])
    assert (result.exit_code, f"{elsewhere} is no part of this site" in result.output) == (1, True)


def test_check_of_a_folder_that_the_site_lies_in_is_of_all_of_it(write_site: WriteSite) -> None:
    site = write_site({"content/a/team.yml": "name: A\nnmae: B\n"})
    (site / "shortcut").symlink_to(site / "content/a")
    for path in (site.parent, site.parent.parent, site, site / "shortcut"):
        assert CliRunner().invoke(cli, ["check", "-C", str(site), str(path)]).exit_code == 1


def test_errors_in_site_yml_are_told_whatever_paths_are_named(write_site: WriteSite) -> None:
    folder = write_site({**SMALL, "site.yml": "titel: Goals\n"})
    result = run("check", "-C", folder, folder / "content" / "academy")
    assert result.exit_code == 1
    assert "site.yml:1:1" in result.output


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 0),
        (("--fail-on", "warning"), 1),
        (("--strict",), 1),
        (("--fail-on", "note"), 1),
        (("--fail-on", "error"), 0),
    ],
)
def test_check_ends_with_1_on_what_it_is_told_to(write_site: WriteSite, options: tuple[str, ...], code: int) -> None:
    folder = write_site(
        {**WHOLE, "content/x/team.yml": "name: X\n", "content/x/kpis.yml": "kpis: [{name: A, owner: mei}]\n"}
    )
    assert run("check", "-C", folder, "--as-of", TODAY.isoformat(), *options).exit_code == code


@pytest.mark.parametrize("form", ["json", "github", "gitlab", "sarif"])
def test_check_writes_each_form_on_standard_output_alone(write_site: WriteSite, form: str) -> None:
    result = run("check", "-C", write_site({**SMALL, "content/academy/team.yml": "nam: A\n"}), "--format", form)
    assert (result.exit_code, result.stderr) == (1, "")
    assert "unknown-field" in result.stdout


def test_rules_are_listed_as_the_site_sets_them(write_site: WriteSite) -> None:
    folder = write_site({**SMALL, "site.yml": "title: G\nrules: {no-why: off, objectives-per-team: {max: 3}}\n"})
    listed = {rule["name"]: rule for rule in json.loads(run("rules", "-C", folder, "--format", "json").stdout)["rules"]}
    assert listed["no-why"]["severity"] == "off"
    assert listed["objectives-per-team"]["limits"] == {"max": 3}
    assert listed["stale"]["severity"] == "warning"
    assert "no-why" in run("rules", "-C", folder).stdout


def test_explain_teaches_a_rule_and_offers_the_nearest_name() -> None:
    taught = run("explain", "key-results-per-objective").stdout
    assert all(part in taught for part in ("Why:", "Instead:", "min: 2, max: 4", "ignore:"))
    wrong = run("explain", "no-ownr")
    assert wrong.exit_code == 2
    assert "Did you mean `no-owner`" in wrong.output
    assert "no setting turns it off" in run("explain", "unknown-field").stdout


def test_a_build_counts_the_remarks_on_method_and_leaves_their_telling_to_the_check(write_site: WriteSite) -> None:
    site = write_site(SMALL)
    checked, built = run("check", "-C", site), run("build", "-C", site, "--as-of", "2026-11-22")
    again, strict = run("build", "-C", site, "--as-of", "2026-11-22"), run("build", "-C", site, "--strict")
    assert "[key-results-per-objective]" in checked.output
    for result in (built, again):
        assert "[key-results-per-objective]" not in result.output
        assert re.search(r"How the goals are set: \d remarks\. `okrsite check` shows them\.\n$", result.output)
    assert strict.exit_code == 1
    assert "[key-results-per-objective]" in strict.output


def test_a_file_with_errors_without_end_does_not_bury_those_of_others(write_site: WriteSite) -> None:
    links = "".join(f"    - x:{n}\n" for n in range(900))
    files = {
        "site.yml": "title: Goals\n",
        "content/a/team.yml": "name: A\n",
        "content/a/2026.yml": f"objectives:\n- title: T\n  links:\n{links}",
        "content/b/team.yml": "nmae: B\n",
    }
    done = run("check", "-C", write_site(files))
    assert "content/b/team.yml" in done.stdout
    assert "704 more problems" in done.stdout
