"""A clumsy site, read once for all tests of views: none of them changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.site.clumsy import CLUMSY, ONLY_KPIS, ONLY_OKRS
from tests.site.printing import Printed, printed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


def _written(root: Path, files: Mapping[str, str]) -> Path:
    for path, text in {"site.yml": "title: Goals\n", **files}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    (root / "content").mkdir(exist_ok=True)
    return root


@pytest.fixture(scope="session")
def clumsy_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _written(tmp_path_factory.mktemp("clumsy"), CLUMSY)


@pytest.fixture(scope="session")
def clumsy(clumsy_root: Path) -> Printed:
    """The clumsy site as its widest audience sees it."""
    return printed(clumsy_root)


@pytest.fixture(scope="session")
def chinese(clumsy_root: Path) -> Printed:
    """The same in Traditional Chinese."""
    return printed(clumsy_root, language="zh-Hant")


@pytest.fixture(scope="session")
def only_kpis(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return printed(_written(tmp_path_factory.mktemp("kpis"), ONLY_KPIS))


@pytest.fixture(scope="session")
def only_okrs(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return printed(_written(tmp_path_factory.mktemp("okrs"), ONLY_OKRS))


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Printed]:
    """Makes a site of a test's own: files by path, and what `printed` takes."""

    def make(files: Mapping[str, str], audience: str | None = None, language: str | None = None) -> Printed:
        return printed(_written(tmp_path, files), audience=audience, language=language)

    return make
