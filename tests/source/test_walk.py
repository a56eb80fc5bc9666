import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from okrsite.publish.prepare import check
from okrsite.source.walk import Folder, walk


def paths(folder: Folder) -> list[str]:
    return [f"{folder.path}/{name}" for name in folder.files] + [
        path for inner in folder.folders for path in paths(inner)
    ]


def write(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")


def test_readme_and_names_with_an_underscore_or_a_dot_are_ignored(tmp_path: Path) -> None:
    write(
        tmp_path,
        "c/README.md",
        "c/a.yml",
        "c/_b.yml",
        "c/.c.yml",
        "c/_d/e.yml",
        "c/.git/f",
        "c/g/readme.md",
        "c/g/h.yml",
    )
    assert paths(walk(tmp_path, "c")[0]) == ["c/a.yml", "c/g/h.yml"]
    assert len(paths(walk(tmp_path, "c", everything=True)[0])) == 8


def test_the_order_of_a_listing_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, *(f"c/{name}" for name in ("b", "a", "é", "Z", "d/x", "d-e")))
    expected = walk(tmp_path, "c")
    scandir = os.scandir

    class Backwards:
        def __init__(self, path: str) -> None:
            self.listing = scandir(path)

        def __enter__(self) -> Iterator[os.DirEntry[str]]:
            return iter(sorted(self.listing, key=lambda entry: entry.name, reverse=True))

        def __exit__(self, *_: object) -> None:
            self.listing.close()

    monkeypatch.setattr(os, "scandir", Backwards)
    assert walk(tmp_path, "c") == expected
    assert expected[0].files == ("Z", "a", "b", "d-e", "é")


@pytest.mark.parametrize(("one", "other"), [("A.yml", "a.yml"), ("é.png", "e\u0301.png")])
def test_names_that_differ_in_case_or_unicode_form_only_have_one_address(tmp_path: Path, one: str, other: str) -> None:
    write(tmp_path, f"c/{one}", f"c/{other}")
    if len(list((tmp_path / "c").iterdir())) == 1:
        pytest.skip("this disk takes them for one")
    (problem,) = walk(tmp_path, "c")[1]
    assert problem.rule == "same-address"


@pytest.mark.parametrize("name", ["aux.yml", "COM1", "a:b.png", "a?.md", "end."])
def test_names_that_windows_cannot_write_are_told(tmp_path: Path, name: str) -> None:
    if os.name == "nt":
        pytest.skip("can't be written here")
    write(tmp_path, f"c/{name}", "c/auxiliary.yml")
    folder, (problem,) = walk(tmp_path, "c")
    assert problem.rule == "bad-file-name"
    assert folder.files == ("auxiliary.yml",)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
class TestLinks:
    def test_a_link_out_of_the_folder_is_not_followed(self, tmp_path: Path) -> None:
        write(tmp_path, "secret.yml", "c/a.yml")
        (tmp_path / "c/b.yml").symlink_to(tmp_path / "secret.yml")
        folder, (problem,) = walk(tmp_path, "c")
        assert (folder.files, problem.rule, problem.place.path) == (("a.yml",), "path-outside", "c/b.yml")

    @pytest.mark.parametrize("name", ["content", "static", "theme", "site.yml"])
    def test_what_the_site_itself_is_made_of_is_no_link_out_of_its_folder(self, tmp_path: Path, name: str) -> None:
        write(tmp_path, "far/content/a/team.yml", "far/static/a.png", "far/theme/templates/a.html", "far/site.yml")
        site = tmp_path / "site"
        write(site, "content/a/team.yml", "static/a.png", "theme/templates/a.html", "site.yml")
        (site / "site.yml").write_text("title: Goals\n")
        (site / "content/a/team.yml").write_text("name: A\n")
        (site / name).rename(tmp_path / "before")
        (site / name).symlink_to(tmp_path / "far" / name)
        assert [(one.rule, one.place.path) for one in check(site) if one.severity.value == "error"] == [
            ("path-outside", name)
        ]
        (site / name).unlink()
        (tmp_path / "before").rename(site / f"{name}-here")
        (site / name).symlink_to(f"{name}-here")
        assert "path-outside" not in [one.rule for one in check(site)]

    def test_a_link_within_the_folder_is(self, tmp_path: Path) -> None:
        write(tmp_path, "c/a.png")
        (tmp_path / "c/b.png").symlink_to("a.png")
        assert walk(tmp_path, "c")[0].files == ("a.png", "b.png")

    def test_a_link_to_a_folder_around_it_ends_nowhere(self, tmp_path: Path) -> None:
        write(tmp_path, "c/d/a.yml")
        (tmp_path / "c/d/again").symlink_to(tmp_path / "c")
        folder, (problem,) = walk(tmp_path, "c")
        assert (paths(folder), problem.rule) == (["c/d/a.yml"], "path-outside")

    def test_a_link_to_nothing_is_told(self, tmp_path: Path) -> None:
        write(tmp_path, "c/a.yml")
        (tmp_path / "c/b.yml").symlink_to("gone.yml")
        assert [problem.rule for problem in walk(tmp_path, "c")[1]] == ["unreadable-file"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are none there")
def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    write(tmp_path, "c/a.yml")
    os.mkfifo(tmp_path / "c/b.yml")
    folder, (problem,) = walk(tmp_path, "c")
    assert (folder.files, problem.rule) == (("a.yml",), "unreadable-file")


def test_folders_deeper_than_50_are_told(tmp_path: Path) -> None:
    write(tmp_path, "c/" + "d/" * 51 + "a.yml")
    assert [problem.rule for problem in walk(tmp_path, "c")[1]] == ["too-deep"]


def test_other_content_folders_inside_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, "c/a.yml", "c/board/b.yml")
    assert paths(walk(tmp_path, "c", leave_out=[os.path.realpath(tmp_path / "c/board")])[0]) == ["c/a.yml"]


def test_files_without_end_are_told_once_and_read_no_further(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("okrsite.source.walk.MAX_FILES", 5)
    for folder in ("a", "b"):
        (tmp_path / "content" / folder).mkdir(parents=True)
        for number in range(4):
            (tmp_path / "content" / folder / f"{number}.yml").touch()
    found, problems = walk(tmp_path, "content")
    assert [len(folder.files) for folder in found.folders] == [4, 1]
    assert [(problem.place.path, problem.rule) for problem in problems] == [("content/b", "too-large")]
