"""A repository that somebody else wrote makes git run nothing, and makes nothing read or written outside of it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from okrsite.history.checkout import write_out
from okrsite.history.git import GitError, Objects, repository_around
from tests.history.conftest import CYCLE, Goals


def written(goals: Goals, tree: str, target: Path) -> None:
    """The files of a tree, committed as it is, written out."""
    commit = goals.git("commit-tree", "-m", "A change", tree)
    repository = repository_around(goals.folder)
    assert repository is not None
    target.mkdir(parents=True)
    with Objects(repository) as objects:
        write_out(objects, commit, "", target)


def blob(goals: Goals, text: str) -> str:
    return _stored(goals, "blob", text.encode())


def tree(goals: Goals, *lines: tuple[str, str, str]) -> str:
    """A tree with any names, which `git mktree` would refuse."""
    body = b"".join(f"{mode} {name}\0".encode() + bytes.fromhex(id_) for mode, name, id_ in lines)
    return _stored(goals, "tree", body)


def _stored(goals: Goals, kind: str, content: bytes) -> str:
    done = subprocess.run(
        ["git", "hash-object", "-t", kind, "-w", "--literally", "--stdin"],
        cwd=goals.folder,
        input=content,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().strip()


def test_names_that_lead_out_are_left_out(goals: Goals, tmp_path: Path) -> None:
    file = blob(goals, "x")
    inner = tree(goals, ("100644", "escaped", file))
    names = ["..", ".", ".git", ".GIT", "../up", "a/b", "/abs/path", "fine"]
    written(goals, tree(goals, *(("100644", name, file) for name in names), ("40000", "..", inner)), tmp_path / "a/b")
    assert [path.relative_to(tmp_path / "a").as_posix() for path in (tmp_path / "a").rglob("*")] == ["b", "b/fine"]


def test_a_link_and_a_folder_of_one_name_write_nothing_through_the_link(goals: Goals, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    inner = tree(goals, ("100644", "planted", blob(goals, "x")))
    for lines in ((("120000", "d", blob(goals, str(outside))), ("40000", "d", inner)),):
        written(goals, tree(goals, *lines), tmp_path / "a/b")
        written(goals, tree(goals, *reversed(lines)), tmp_path / "c/d")
    assert list(outside.iterdir()) == []


def test_links_that_lead_out_are_left_out_however_they_do_it(goals: Goals, tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text("title: Secret")
    deep = tree(goals, ("120000", "up", blob(goals, "../../..")))
    for name in ("z", "y", "x"):
        deep = tree(goals, ("40000", name, deep))
    lines = [
        ("120000", "a", blob(goals, "/etc/passwd")),
        ("120000", "b", blob(goals, "../../secret.yml")),
        ("120000", "c", blob(goals, "x/y/z/up/../secret.yml")),
        ("120000", "d", blob(goals, "d")),
        ("100644", "fine", blob(goals, "x")),
        ("120000", "inside", blob(goals, "fine")),
    ]
    written(goals, tree(goals, *lines, ("40000", "x", deep)), tmp_path / "a/b")
    real = (tmp_path / "a/b").resolve()
    links = [path for path in real.rglob("*") if path.is_symlink()]
    assert real / "inside" in links
    assert all(Path(os.path.realpath(path)).is_relative_to(real) for path in links)


def test_a_huge_file_is_cut_off(goals: Goals, tmp_path: Path) -> None:
    written(goals, tree(goals, ("100644", "big.yml", blob(goals, "x" * 6_000_000))), tmp_path / "a/b")
    assert (tmp_path / "a/b/big.yml").stat().st_size == 5_000_001


@pytest.mark.parametrize(
    "name", ['"quoted" name\t.yml', "line\nend.yml", "-rf.yml", "é\u202e.yml", " .yml", "a" * 300 + ".yml"]
)
def test_odd_names_of_files_are_read_as_they_are(goals: Goals, name: str) -> None:
    with_file = tree(goals, ("100644", name, blob(goals, "x")))
    target = goals.folder.parent / "out/put"
    written(goals, with_file, target)
    assert [path.name for path in target.iterdir()] == ([name] if len(name) < 256 else [])


def test_what_a_repository_configures_is_never_run(goals: Goals, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f'#!/bin/sh\necho "$0 $*" >> {tmp_path}/sprung\ncat\n')
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "diff.external", "core.pager", "gpg.program", "core.sshCommand", "diff.evil.textconv",
                 "diff.evil.command", "filter.evil.smudge", "filter.evil.clean", "filter.evil.process", "merge.evil.driver",
                 "core.editor", "uploadpack.packObjectsHook", "core.alternateRefsCommand"):  # fmt: skip
        goals.git("config", name, str(trap))
    goals.git("config", "core.hooksPath", str(tmp_path))
    goals.git("config", "log.showSignature", "true")
    goals.git("config", "filter.evil.required", "false")
    goals.write(".gitattributes", "*.yml diff=evil filter=evil merge=evil\n")
    for hook in ("post-checkout", "post-index-change", "reference-transaction"):
        (tmp_path / hook).symlink_to(trap)
    goals.change("to 10 students", "to 6 students")
    goals.git("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "add", "--all")
    goals.git("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "commit", "--quiet", "--message", "x")
    (tmp_path / "sprung").unlink(missing_ok=True)
    assert "easier" in goals.diff("HEAD~1", "HEAD").output
    assert "easier" in goals.diff("HEAD~1").output
    assert not (tmp_path / "sprung").exists()


def test_a_folder_that_looks_like_a_bare_repository_is_none(goals: Goals, tmp_path: Path) -> None:
    for name in ("objects", "refs"):
        (tmp_path / "site" / name).mkdir(parents=True)
    (tmp_path / "site/HEAD").write_text("ref: refs/heads/main\n")
    (tmp_path / "site/config").write_text("[core]\n\tbare = true\n")
    (tmp_path / "site/site.yml").write_text("title: x\n")
    goals.folder = tmp_path / "site"
    result = goals.diff("main")
    assert (result.exit_code, "is not under git" in result.output) == (2, True)


def test_a_revision_reads_no_folder_outside_of_its_repository(goals: Goals) -> None:
    for folder in ("../../../../../../../../../../etc", "/etc"):
        goals.write("site.yml", f"title: Goals\ncontent: [content, {{path: {folder}}}]\n")
        goals.commit()
        result = goals.diff("HEAD~1", "HEAD")
        assert result.exit_code == 2 or "/etc" in result.output
        assert "passwd" not in result.output


def test_a_damaged_repository_is_told_and_no_traceback(goals: Goals) -> None:
    commit = goals.git("rev-parse", "HEAD")
    object_ = goals.folder / ".git/objects" / commit[:2] / commit[2:]
    object_.chmod(0o644)
    object_.write_bytes(b"nonsense")
    result = goals.diff("HEAD")
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_without_git_it_is_told(goals: Goals, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(goals.folder))
    result = goals.diff("HEAD")
    assert result.exit_code == 2
    assert "git is not installed" in result.output


def test_the_environment_of_a_hook_points_nowhere_else(goals: Goals, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    goals.change("to 10 students", "to 6 students")
    assert "easier" in goals.diff("HEAD").output


def test_windows_line_ends_are_no_change(goals: Goals) -> None:
    text = (goals.folder / CYCLE).read_bytes()
    (goals.folder / CYCLE).write_bytes(text.replace(b"\n", b"\r\n"))
    assert goals.diff("HEAD").output.startswith("Nothing changes")


def test_a_git_that_ends_early_is_an_error_with_its_words(
    goals: Goals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "bin/git"
    fake.parent.mkdir()
    fake.write_text("#!/bin/sh\necho 'fatal: detected dubious ownership in repository' >&2\nexit 128\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake.parent}:{os.environ['PATH']}")
    repository = repository_around(goals.folder)
    assert repository is not None
    with pytest.raises(GitError, match="dubious ownership"), Objects(repository) as objects:
        objects.one("HEAD")
