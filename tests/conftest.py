"""What tests of several packages share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no failure: no law here is about time.
settings.register_profile("okrsite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("okrsite")

WriteSite = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def write_site(tmp_path: Path) -> WriteSite:
    """Writes a site's files, by path, and gives its folder; without a site.yml among them it has a minimal one."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        root = tmp_path / "site"
        for path, content in {"site.yml": "title: Goals\n", **files}.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        (root / "content").mkdir(exist_ok=True)
        return root

    return write
