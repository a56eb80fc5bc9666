"""The documentation is true: its files build, its links lead somewhere, its tables name what the code has."""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

import okrsite
from okrsite.checks.catalogue import RULES
from okrsite.cli.main import cli
from okrsite.edit.init import write_starter
from okrsite.publish.prepare import check
from okrsite.site.data.schema import SCHEMAS
from okrsite.source import records
from okrsite.source.method import METHOD
from okrsite.theme.finding import builtin_folder
from tools import docs

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("docs/*.md"), *ROOT.glob("*.md")])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"(?:#|<!--) (content/\S+)(?: -->)?\n(.*)", re.DOTALL)
DAY = dt.date(2026, 11, 22)


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def files_of(page: str) -> dict[str, str]:
    """The files that a page shows: those whose first line says where they lie."""
    shown = [FILE.fullmatch(code) for language, code in FENCE.findall(text_of(page)) if language != "sh"]
    return {match[1]: match[2] for match in shown if match}


def test_the_files_of_the_tutorial_build_on_the_starter_and_check_clean(tmp_path: Path) -> None:
    write_starter(tmp_path, DAY)
    files = files_of("docs/writing-goals.md")
    assert len(files) == 7
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert [problem for problem in check(tmp_path, DAY) if problem.rule not in METHOD] == []
    assert okrsite.build(tmp_path, as_of=DAY).published
    assert (tmp_path / "public" / "teams" / "care" / "2026-q4" / "clear" / "index.html").is_file()


def commands() -> Iterator[str]:
    for page in PAGES:
        for language, code in FENCE.findall(page.read_text(encoding="utf-8")):
            if language == "sh":
                yield from (line for line in code.splitlines() if "okrsite " in line and "install" not in line)


@pytest.mark.parametrize("line", sorted(set(commands())))
def test_every_command_that_is_shown_exists_with_its_options(line: str) -> None:
    words = line.partition("#")[0].split()
    name, *arguments = words[words.index("okrsite") + 1 :]
    context = cli.make_context("okrsite", [name, *arguments], resilient_parsing=True)
    command = cli.get_command(context, name)
    if isinstance(command, click.Group):
        command = command.get_command(context, arguments[0])
    assert command is not None
    known = {option for parameter in command.params for option in parameter.opts}
    assert [word for word in arguments if word.startswith("-") and word not in known] == []


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as forges make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_readme_names_every_command_and_leads_to_every_page_of_the_documentation() -> None:
    table, links = text_of("README.md").split("## Commands")[1].split("## Read on")
    assert [name for name in cli.list_commands(click.Context(cli)) if not re.search(f"[` ]{name}[` ]", table)] == []
    assert [page.name for page in ROOT.glob("docs/*.md") if f"(docs/{page.name})" not in links] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_inside_the_documentation_leads_somewhere(page: Path) -> None:
    prose = FENCE.sub("", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        path, _, anchor = target.partition("#")
        if ":" not in target:
            file = (page.parent / path).resolve() if path else page
            assert file.exists(), target
            assert not anchor or anchor in anchors(file), target


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/*.md")), ids=lambda page: page.name)
def test_the_generated_tables_are_up_to_date(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert docs.fresh(text) == text, "run `make docs`"


def test_every_record_of_the_content_format_is_documented() -> None:
    shown = set(re.findall(r"<!-- generated: (\w+) -->", text_of("docs/content-format.md")))
    assert set(records.__all__) - shown == set()


def rules_in(tree: ast.AST) -> Iterator[str]:
    """The second argument of each problem that a module makes, where it is written out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name.lower() == "problem":
                yield str(node.args[1].value)


def test_every_rule_that_the_code_can_tell_of_is_in_the_catalogue() -> None:
    package = Path(okrsite.__file__).parent
    told = {rule for path in package.rglob("*.py") for rule in rules_in(ast.parse(path.read_text(encoding="utf-8")))}
    assert len(told) > 20
    assert told - RULES.keys() == set()


def test_every_rule_has_a_line_in_the_documentation() -> None:
    listed, paragraphs = (
        re.findall(pattern, text_of("docs/problems.md"), re.MULTILINE)
        for pattern in (r"^\| \[`([a-z-]+)`\]", r"^### ([a-z-]+)$")
    )
    taught = re.findall(r"^### ([a-z-]+)$", text_of("docs/rules.md"), re.MULTILINE)
    assert sorted([*listed, *taught]) == list(RULES)
    assert listed == paragraphs
    assert taught == list(METHOD)


def fields_below(heading: str) -> set[str]:
    """The names in the first column of the tables under a heading of docs/data.md."""
    section = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", text_of("docs/data.md"), re.DOTALL | re.MULTILINE)
    assert section, heading
    cells = re.findall(r"^\| (`.+?) \|", section[1], re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def fields_of(schema: dict[str, Any]) -> set[str]:
    return set(schema["properties"]) - {"as_of", "audience"}


@pytest.mark.parametrize("name", [name for name, schema in SCHEMAS.items() if len(fields_of(schema)) == 1])
def test_every_field_of_a_data_file_is_documented_and_no_other(name: str) -> None:
    (listed,) = fields_of(SCHEMAS[name])
    assert fields_below(f"{name}.json") == fields_of(SCHEMAS[name]["properties"][listed]["items"])


@pytest.mark.parametrize("name", [name for name, schema in SCHEMAS.items() if len(fields_of(schema)) > 1])
def test_every_top_field_of_a_data_file_is_documented_and_no_other(name: str) -> None:
    assert fields_below(f"{name}.json") == fields_of(SCHEMAS[name])


def test_every_field_of_a_key_result_is_documented_and_no_other() -> None:
    objective = SCHEMAS["objectives"]["properties"]["objectives"]["items"]
    assert fields_below("Key result") == fields_of(objective["properties"]["key_results"]["items"])


def test_every_template_is_documented() -> None:
    text = text_of("docs/themes.md")
    templates = [path.name for path in (builtin_folder() / "default" / "templates").glob("*.html")]
    assert [name for name in templates if f"`{name}`" not in text] == []


def test_the_files_of_the_themes_page_change_a_site(tmp_path: Path) -> None:
    write_starter(tmp_path, DAY)
    blocks = [
        (language, code) for language, code in FENCE.findall(text_of("docs/themes.md")) if language in {"css", "jinja"}
    ]
    assert [language for language, _ in blocks] == ["css", "jinja"]
    for _, code in blocks:
        path = tmp_path / re.findall(r"theme/\S+", code)[0]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code, encoding="utf-8")
    assert okrsite.build(tmp_path, as_of=DAY).published
    assert "Ask at the front desk." in (tmp_path / "public" / "404.html").read_text(encoding="utf-8")
    (style,) = (tmp_path / "public" / "assets").glob("site.*.css")
    assert "--paper:light-dark(#ffffff,#101418)" in style.read_text(encoding="utf-8")


def test_the_settings_that_the_documentation_shows_are_read(tmp_path: Path) -> None:
    blocks = [code for _, code in FENCE.findall(text_of("docs/themes.md")) if code.startswith("# site.yml")]
    (tmp_path / "site.yml").write_text("title: Goals\n" + "".join(blocks), encoding="utf-8")
    (tmp_path / "content").mkdir()
    for font in ("Ours-Regular.woff2", "Ours-Bold.woff2"):
        (tmp_path / "static/fonts").mkdir(parents=True, exist_ok=True)
        (tmp_path / "static/fonts" / font).touch()
    assert blocks
    assert [problem for problem in check(tmp_path, DAY) if problem.severity.value != "note"] == []
