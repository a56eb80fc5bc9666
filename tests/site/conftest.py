"""What tests of the site's pages and data share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.site.sample import FILES, Measured, measured

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def sample_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample site; not to be changed."""
    root = tmp_path_factory.mktemp("sample")
    for path, content in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8", newline="\n")
    return root


@pytest.fixture(scope="session")
def sample(sample_root: Path) -> Measured:
    """The sample site as of the day, for its narrowest audience."""
    return measured(sample_root)
