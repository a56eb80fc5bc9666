"""Workflows for a forge: check, show and merge changes of goals, publish them, and remind. `okrsite init --ci` writes them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from okrsite.version import __version__

__all__ = ["FORGES", "check_free", "write_workflows"]

# By forge: where each file goes.
FORGES: Mapping[str, Mapping[str, str]] = {
    "github": {
        name: f".github/workflows/{name}"
        for name in ("goals-check.yml", "goals-after-check.yml", "goals-publish.yml", "goals-due.yml")
    },
    "gitlab": {".gitlab-ci.yml": ".gitlab-ci.yml"},
    "gitea": {name: f".gitea/workflows/{name}" for name in ("goals-check.yml", "goals-merge.yml", "goals-publish.yml")},
}


def check_free(folder: Path, forge: str) -> None:
    """Raises FileExistsError, with its path, where one of a forge's workflows is there already."""
    for path in FORGES[forge].values():
        if (folder / path).exists():
            raise FileExistsError(path)


def write_workflows(folder: Path, forge: str) -> list[str]:
    """Write the workflows of a forge into the repository in `folder`, for this version of okrsite; return the paths written."""
    planned = FORGES[forge]
    for name, path in planned.items():
        text = files("okrsite.edit.ci").joinpath(forge, name).read_text(encoding="utf-8")
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.replace("@VERSION@", __version__), encoding="utf-8", newline="\n")
    return list(planned.values())
