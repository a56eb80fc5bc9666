"""What merges without a person only adds check-ins."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from okrsite.cli.main import cli
from tests.forge.conftest import Repository

NEW = "content/company/checkins/2026-11-20-company-101500.yml"


def asked(folder: Path, *revisions: str) -> Result:
    return CliRunner().invoke(cli, ["adds-checkins", "-C", str(folder), *revisions])


def test_new_checkin_files_merge(repository: Repository) -> None:
    repository.write(NEW, "[]\n")
    repository.write("content/company/checkins/2026/w47.csv", "date,key_result,value\n")
    repository.commit()
    result = asked(repository.folder, "main")
    assert (result.exit_code, result.output) == (0, "This only adds check-ins: 2 files.\n")


def test_main_may_have_moved_on(repository: Repository) -> None:
    repository.write(NEW, "[]\n")
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    repository.write("README.md", "More.\n")
    repository.commit()
    assert asked(repository.folder, "main", "change").exit_code == 0


@pytest.mark.parametrize(
    "path",
    [
        "site.yml",
        "content/company/2026.yml",
        "content/company/checkins.yml",
        "checkins.yml",
        "content/company/checkins/run.sh",
        ".github/workflows/checkins/x.yaml",
        ".gitea/workflows/checkins/x.yml",
        "infra/checkins/x.yml",
        "static/checkins/x.csv",
        "content/.gitea/checkins/x.yml",
        "content/company/checkins/.gitlab-ci.yml",
    ],
)
def test_anything_else_waits_for_a_person_and_is_named(repository: Repository, path: str) -> None:
    repository.write(NEW, "[]\n")
    repository.write(path, "new: 1\n")
    repository.commit()
    result = asked(repository.folder, "main")
    assert result.exit_code == 1
    assert path in result.output


def test_changing_removing_and_renaming_a_checkin_waits_for_a_person(repository: Repository) -> None:
    repository.write(NEW, "[]\n" * 20)
    repository.git("checkout", "--quiet", "main")
    repository.commit()
    for change in (("mv", NEW, NEW.replace("10", "11")), ("rm", "--quiet", NEW)):
        repository.git("checkout", "--quiet", "-B", "change", "main")
        repository.git(*change)
        repository.commit()
        assert asked(repository.folder, "main").exit_code == 1
    repository.git("checkout", "--quiet", "-B", "change", "main")
    repository.write(NEW, "- {}\n")
    repository.commit()
    assert asked(repository.folder, "main").exit_code == 1


def test_a_link_or_a_program_is_no_checkin(repository: Repository) -> None:
    repository.write(NEW, "[]\n")
    (repository.folder / NEW).chmod(0o755)
    repository.commit()
    assert asked(repository.folder, "main").exit_code == 1
    (repository.folder / NEW).unlink()
    (repository.folder / NEW).symlink_to("/etc/passwd")
    repository.commit()
    assert asked(repository.folder, "main").exit_code == 1


def test_nothing_new_is_nothing_to_merge(repository: Repository) -> None:
    result = asked(repository.folder, "main")
    assert (result.exit_code, result.output) == (1, "This adds no check-in.\n")


def test_a_site_in_a_folder_of_the_repository_has_only_its_own(repository: Repository) -> None:
    repository.write("goals/site.yml", "title: Goals\n")
    repository.write("goals/content/company/team.yml", "name: Company\n")
    repository.git("checkout", "--quiet", "main")
    repository.commit()
    repository.git("checkout", "--quiet", "-B", "change")
    repository.write(f"goals/{NEW}", "[]\n")
    repository.commit()
    assert asked(repository.folder / "goals", "main").exit_code == 0
    repository.write(NEW, "[]\n")
    repository.commit()
    assert asked(repository.folder / "goals", "main").exit_code == 1


@pytest.mark.parametrize("base", ["nowhere", "--output=x"])
def test_what_git_does_not_know_is_wrong_usage(repository: Repository, base: str) -> None:
    result = asked(repository.folder, "--", base)
    assert result.exit_code == 2
    assert not (repository.folder / "x").exists()


def test_a_folder_without_a_site_is_told(repository: Repository) -> None:
    result = asked(repository.folder / "content", "main")
    assert (result.exit_code, "There is no site.yml here." in result.output) == (2, True)


def test_a_folder_without_git_is_told(tmp_path: Path) -> None:
    (tmp_path / "site.yml").write_text("title: Goals\n")
    result = asked(tmp_path, "main")
    assert result.exit_code == 2
    assert "not under git" in result.output
