from collections.abc import Sequence
from pathlib import Path

import pytest

from okrsite.problems import Severity
from okrsite.source.discover import Discovered, discover
from okrsite.source.found import SourceFile

TEAM = "content/academy/"


def found(root: Path, *paths: str, contents: Sequence[str] = ("content",), cycles: Sequence[str] = ()) -> Discovered:
    """What is found where files of these paths lie; the teams of `academy` and its files need no team.yml among them."""
    for path in ("content/academy/team.yml", *paths):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("")
    return discover(root, contents, cycles, ["en", "zh-Hant"])


def rules(result: Discovered, severity: Severity = Severity.ERROR) -> list[tuple[str, str]]:
    return [(problem.rule, problem.place.path) for problem in result.problems if problem.severity is severity]


def file_of(result: Discovered, path: str) -> SourceFile:
    return next(file for file in result.files if file.path == path)


def test_every_kind_of_file_is_known_by_its_place(tmp_path: Path) -> None:
    names = {
        "content/index.md": "index",
        "content/people.yml": "people",
        "content/pages/about.md": "page",
        TEAM + "team.yml": "team",
        TEAM + "2026.yml": "cycle",
        TEAM + "2026-Q4.yml": "cycle",
        TEAM + "2026-q4/give-back.md": "objective",
        TEAM + "kpis.yml": "kpis",
        TEAM + "checkins/2026-w47-mei.yml": "checkins",
        TEAM + "checkins/mei/november.csv": "checkins",
        TEAM + "updates/2026-11-20-week-8.md": "update",
    }
    result = found(tmp_path, *names)
    assert {file.path: file.kind for file in result.files} == names
    assert result.problems == ()
    assert {file.cycle for file in result.files if file.kind in {"cycle", "objective"}} == {"2026", "2026-q4"}


def test_files_are_in_order_of_their_paths_as_bytes(tmp_path: Path) -> None:
    result = found(tmp_path, "content/a/team.yml", "content/a-b/team.yml", "content/Z/team.yml", "content/é/team.yml")
    paths = [file.path for file in result.files]
    assert paths == sorted(paths, key=str.encode)
    assert [team.id for team in result.teams] == ["z", "a", "a-b", "academy", "é"]


def test_a_team_in_a_team_and_in_a_folder_that_only_groups(tmp_path: Path) -> None:
    result = found(tmp_path, TEAM + "Teaching/team.md", TEAM + "squads/sales/team.yml", "content/group/hr/team.yml")
    assert {team.id: team.enclosing for team in result.teams} == {
        "academy": None, "teaching": "academy", "sales": "academy", "hr": None,
    }  # fmt: skip
    assert result.problems == ()


def test_team_yml_and_team_md_in_one_folder_is_an_error(tmp_path: Path) -> None:
    assert rules(found(tmp_path, TEAM + "team.md")) == [("two-team-files", TEAM + "team.md")]


def test_a_team_id_is_unique_over_the_site(tmp_path: Path) -> None:
    result = found(tmp_path, "content/b/Academy/team.yml")
    assert rules(result) == [("duplicate-id", "content/b/Academy")]


@pytest.mark.parametrize(
    "path", ["2026-q4.yml", "kpis.yml", "checkins/a.yml", "updates/a.md", "2026-q4/a.md", "2026-q4.yaml"]
)
@pytest.mark.parametrize("folder", ["content", "content/lost", TEAM + "lost"])
def test_goals_in_a_folder_without_a_team_file_are_an_error(tmp_path: Path, folder: str, path: str) -> None:
    result = found(tmp_path, f"{folder}/{path}")
    assert rules(result) == [("no-team-file", folder)]
    assert "team.yml" in next(problem for problem in result.problems).hint


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("content/team.yml", "unknown-file"),
        (TEAM + "2026-q5.yml", "unknown-cycle"),
        (TEAM + "2026-11-20.yml", "unknown-cycle"),
        (TEAM + "2026-q4.yaml", "unknown-file"),
        (TEAM + "notes.md", "unknown-file"),
        (TEAM + "index.md", "unknown-file"),
        (TEAM + "2026-q4/a.yml", "unknown-file"),
        (TEAM + "kpis/a.yml", "unknown-file"),
        (TEAM + "updates/a.yml", "unknown-file"),
        (TEAM + "updates/2026/a.md", "unknown-file"),
        (TEAM + "checkins/a.md", "unknown-file"),
        (TEAM + "checkins/a.yaml", "unknown-file"),
        ("content/pages/more/a.md", "unknown-file"),
        ("content/pages/kpis.md", "reserved-id"),
        ("content/pages/zh-hant.md", "reserved-id"),
        ("content/pages/give_back.md", "bad-file-name"),
        (TEAM + "2026-q4/give back.md", "bad-file-name"),
        (TEAM + "updates/2026-11-20.fr.md", "bad-file-name"),
        (TEAM + "updates/a.zh-Hant.md", "unknown-file"),
    ],
)
def test_what_is_in_the_wrong_place_is_told(tmp_path: Path, path: str, rule: str) -> None:
    assert rules(found(tmp_path, path)) == [(rule, path)]


@pytest.mark.parametrize(
    "folder", ["content/pages", TEAM + "kpis", TEAM + "updates", TEAM + "checkins", TEAM + "2026-q4", "content/2026"]
)
def test_a_team_cannot_be_named_as_something_else_of_that_place(tmp_path: Path, folder: str) -> None:
    assert rules(found(tmp_path, f"{folder}/team.yml")) == [("reserved-id", folder)]


@pytest.mark.parametrize("name", ["people", "kpis", "updates", "static"])
def test_a_team_may_be_named_as_a_page_that_it_does_not_meet(tmp_path: Path, name: str) -> None:
    result = found(tmp_path, f"content/{name}/team.yml", f"content/{name}/2026-q4.yml")
    assert result.problems == ()


def test_a_folder_name_that_is_no_id_is_told_with_one_that_is(tmp_path: Path) -> None:
    result = found(tmp_path, "content/Sales Team/team.yml")
    assert rules(result) == [("bad-file-name", "content/Sales Team")]
    assert "`sales-team`" in result.problems[0].hint


def test_an_unknown_cycle_is_told_with_the_nearest_and_how_to_list_it(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, TEAM + "sumer-2026.yml", cycles=["summer-2026"]).problems
    assert "`summer-2026`" in problem.hint
    assert "cycles:" in problem.hint


def test_a_listed_cycle_names_files_and_folders(tmp_path: Path) -> None:
    result = found(tmp_path, TEAM + "summer.yml", TEAM + "Summer/a.md", cycles=["summer"])
    assert [(file.kind, file.cycle) for file in result.files if file.cycle] == [
        ("objective", "summer"),
        ("cycle", "summer"),
    ]


def test_pictures_and_documents_of_a_team_are_attachments_named_from_its_folder(tmp_path: Path) -> None:
    result = found(tmp_path, TEAM + "logo.svg", TEAM + "plan.pdf", TEAM + "2026-q4/draft.txt", TEAM + "pics/a/b.PNG")
    assert [(item.team, item.name) for item in result.attachments] == [
        ("academy", "2026-q4/draft.txt"), ("academy", "logo.svg"), ("academy", "pics/a/b.PNG"), ("academy", "plan.pdf"),
    ]  # fmt: skip
    assert result.problems == ()


@pytest.mark.parametrize(
    "name",
    [
        "x.html",
        "x.js",
        "x.sh",
        "x.PHP5",
        "x.phar.png",
        "web.config",
        "x.jspx",
        "x.hta",
        "2026-q4.yml~",
        "2026-q4.yml.bak",
        "2026-q4.yml.txt",
        "LICENSE",
    ],
)
def test_what_could_run_or_leak_is_no_attachment(tmp_path: Path, name: str) -> None:
    result = found(tmp_path, TEAM + name)
    assert result.attachments == ()
    assert rules(result, Severity.NOTE) == [("unused-file", TEAM + name)]


def test_csv_files_of_a_team_are_kept_for_its_kpis(tmp_path: Path) -> None:
    result = found(tmp_path, TEAM + "kpis/enrolments.csv", TEAM + "other.csv")
    assert [csv.path for csv in result.csvs] == [TEAM + "kpis/enrolments.csv", TEAM + "other.csv"]
    assert result.attachments == ()


def test_a_translation_lies_beside_its_file(tmp_path: Path) -> None:
    pages = ["content/pages/about.md", "content/pages/about.zh-hant.md", "content/index.md", "content/index.zh-Hant.md"]
    result = found(tmp_path, *pages, TEAM + "2026-q4/grow.md", TEAM + "2026-q4/grow.zh-Hant.md")
    assert result.problems == ()
    assert file_of(result, "content/pages/about.md").translations == (("zh-Hant", "content/pages/about.zh-hant.md"),)
    assert file_of(result, "content/index.md").translations == (("zh-Hant", "content/index.zh-Hant.md"),)
    assert file_of(result, TEAM + "2026-q4/grow.md").id == "grow"


def test_static_keeps_everything(tmp_path: Path) -> None:
    result = found(tmp_path, "static/CNAME", "static/.well-known/security.txt", "static/_headers", "static/README.md")
    assert result.static == (".well-known/security.txt", "CNAME", "README.md", "_headers")


def test_a_folder_of_a_later_tree_joins_the_team_of_an_earlier_one(tmp_path: Path) -> None:
    result = found(tmp_path, "board/academy/2026-q4.yml", "board/new/team.yml", contents=("content", "board"))
    assert [(team.id, team.tree, team.joins) for team in result.teams] == [
        ("academy", 0, False), ("academy", 1, True), ("new", 1, False),
    ]  # fmt: skip
    assert file_of(result, "board/academy/2026-q4.yml").team == "academy"
    assert result.problems == ()


def test_a_folder_of_a_later_tree_joins_nothing_that_is_not_there(tmp_path: Path) -> None:
    result = found(tmp_path, "board/other/2026-q4.yml", contents=("content", "board"))
    assert rules(result) == [("no-team-file", "board/other")]


@pytest.mark.parametrize("name", ["plan.pdf", "updates/news.md"])
def test_two_trees_may_not_put_two_things_on_one_address(tmp_path: Path, name: str) -> None:
    result = found(tmp_path, TEAM + name, f"board/academy/{name}", contents=("content", "board"))
    assert rules(result) == [("same-address", f"board/academy/{name}")]


def test_names_of_okrsites_own_records_are_not_static_files(tmp_path: Path) -> None:
    result = found(tmp_path, TEAM + "team.yml", "static/.okrsite-manifest", "static/.OKRSITE/x", "static/a/.okrsite-x")
    assert result.static == ("a/.okrsite-x",)
    told = {(one.rule, one.place.path) for one in result.problems}
    assert told == {("bad-file-name", "static/.OKRSITE/x"), ("bad-file-name", "static/.okrsite-manifest")}
