"""The package is a pipeline: imports run one way, a library is imported in one place, and no module outgrows its reader."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import okrsite

PACKAGE = Path(okrsite.__file__).parent
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "themes" not in path.parts)
ORDER = ["problems", "source", "goals", "checks", "site", "theme", "publish", "preview", "cli"]
BESIDE = {"edit": "checks", "history": "checks", "door": "cli"}  # they stand where these stand
HOME_OF = {
    "yaml": {"source/yamltree.py"},
    "jinja2": {"theme/environment.py", "theme/pages.py", "theme/writer.py"},
    "markdown": {"theme/markdown.py"},
    "nh3": {"theme/markdown.py"},
    "babel": {"site/wording.py", "theme/catalogue.py", "theme/gaps.py"},
    "watchdog": {"preview/watch.py"},
    "xlsxwriter": {"site/export/workbook.py"},
}
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def rank(path: str) -> int | None:
    """Where a module or package stands in the pipeline; None for the package's own top (`__init__`, `__main__`)."""
    first = path.split("/", maxsplit=1)[0].removesuffix(".py")
    first = BESIDE.get(first, first)
    return ORDER.index(first) if first in ORDER else None


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    own = rank(name_of(path))
    if own is None:
        return
    for name in imports(path):
        if name.startswith("okrsite."):
            other = rank(name.removeprefix("okrsite.").replace(".", "/"))
            assert other is None or other <= own, f"{name_of(path)} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_is_imported_in_one_place(path: Path) -> None:
    for name in imports(path):
        home = HOME_OF.get(name.split(".")[0])
        assert home is None or name_of(path) in home, f"{name_of(path)} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_fits_a_few_screens_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_MODULE
    assert ast.get_docstring(ast.parse(text)), "no docstring"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_function_fits_a_screen(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


def test_no_two_modules_import_each_other() -> None:
    names = {
        path: "okrsite." + name_of(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        for path in MODULES
    }
    known = set(names.values())
    needs = {names[path]: {n for n in imports(path) if n in known and n != names[path]} for path in MODULES}
    while ready := {name for name, others in needs.items() if not others & needs.keys()}:
        needs = {name: others for name, others in needs.items() if name not in ready}
    assert not needs, f"a circle among {sorted(needs)}"
