"""In an editor: the real YAML language server, set up by `okrsite init` alone, knows the content format."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from okrsite.cli.main import cli
from tests.editors.lsp import LanguageServer

REPOSITORY = Path(__file__).parent.parent.parent
PROGRAM = Path.home() / ".cache/okrsite-tests/node_modules/yaml-language-server/bin/yaml-language-server"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site just made by `okrsite init`, with the example's content beside its own."""
    folder = tmp_path_factory.mktemp("editor") / "goals"
    assert CliRunner().invoke(cli, ["init", str(folder)]).exit_code == 0
    shutil.copytree(REPOSITORY / "content", folder / "content", dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def server(workspace: Path) -> Iterator[LanguageServer]:
    assert PROGRAM.is_file(), "this test needs the YAML language server: run `sh .ci/programs`"
    found = LanguageServer(PROGRAM, workspace)
    yield found
    found.close()


CYCLE = "content/academy/2026-q4.yml"


def test_nothing_is_underlined_in_any_file_of_the_example(server: LanguageServer, workspace: Path) -> None:
    files = sorted(path for path in (workspace / "content").rglob("*.yml"))
    assert len(files) > 50
    texts = {path.relative_to(workspace).as_posix(): path.read_text(encoding="utf-8") for path in files} | {
        "site.yml": (REPOSITORY / "site.yml").read_text(encoding="utf-8")
    }
    found = server.problems_of_all(texts)
    assert {path: said for path, said in found.items() if said} == {}


@pytest.mark.parametrize(
    ("path", "text", "line", "word"),
    [
        (CYCLE, "objectives:\n  - title: A\n    ownr: mei\n", 2, "ownr"),
        (CYCLE, "objectives:\n  - title: A\n    weight: [1]\n", 2, ""),
        (CYCLE, "objectives:\n  - title: A\n    kind: commited\n", 2, ""),
        ("content/academy/team.yml", "name: A\nled: mei\n", 1, "led"),
        ("content/academy/kpis.yml", "kpis:\n  - name: A\n    every: fortnight\n", 2, ""),
        (
            "content/academy/checkins/x.yml",
            "date: 2026-11-20\ncheckins:\n  - key_result: a#b\n    valeu: 2\n",
            3,
            "valeu",
        ),
        ("content/people.yml", "mei: {name: Mei}\ntom: {nam: Tom}\n", 1, "nam"),
        ("site.yml", "title: A\nthem: x\n", 1, "them"),
    ],
)
def test_a_mistake_is_underlined_on_its_line(
    server: LanguageServer, path: str, text: str, line: int, word: str
) -> None:
    found = server.problems(path, text)
    assert {problem["range"]["start"]["line"] for problem in found} == {line}
    assert word in " ".join(problem["message"] for problem in found)


def labels(found: Any) -> set[str]:
    return {item["label"] for item in found["items"]}


def test_fields_are_completed(server: LanguageServer) -> None:
    text = "objectives:\n  - title: A\n    \n"
    offered = labels(server.at("completion", CYCLE, text, 2, 4))
    assert {"why", "owner", "key_results", "supports", "outcome"} <= offered
    assert "name" not in offered


def test_words_are_completed(server: LanguageServer) -> None:
    text = "objectives:\n  - title: A\n    kind: \n"
    assert {"committed", "aspirational", "learning"} <= labels(server.at("completion", CYCLE, text, 2, 10))


def test_a_field_explains_itself(server: LanguageServer) -> None:
    text = "objectives:\n  - title: A\n    supports: x/y\n"
    hover = server.at("hover", CYCLE, text, 2, 6)
    assert "oals that it supports" in hover["contents"]["value"]


def test_the_ids_of_the_site_are_offered_where_they_are_asked_for(workspace: Path, tmp_path: Path) -> None:
    folder = tmp_path / "goals"
    shutil.copytree(workspace, folder)
    done = CliRunner().invoke(
        cli, ["schema", "--all", str(folder / ".okrsite-schemas"), "--with-ids", "-C", str(REPOSITORY)]
    )
    assert done.exit_code == 0, done.output
    server = LanguageServer(PROGRAM, folder)
    try:
        text = "objectives:\n  - title: A\n    owner: \n    supports: \n"
        assert "mei" in labels(server.at("completion", CYCLE, text, 2, 11))
        assert "academy/2026-q4/recruit" in labels(server.at("completion", CYCLE, text, 3, 14))
        text = "objectives:\n  - title: A\n    drivers: \n"
        offered = labels(server.at("completion", CYCLE, text, 2, 13))
        assert ("growth/leads" in offered, "academy/2026-q4/recruit" in offered) == (True, False)
        text = "date: 2026-11-20\ncheckins:\n  - key_result: \n    value: 2\n"
        offered = labels(server.at("completion", "content/academy/checkins/x.yml", text, 2, 16))
        assert ("growth/2026-q4/reach#share" in offered, "growth/leads" in offered) == (True, False)
        assert server.problems(CYCLE, "objectives:\n  - {title: A, owner: Someone New}\n") == []
    finally:
        server.close()
