"""Links that open a file at a line in an editor."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from okrsite.source.config import read_config

__all__ = ["EDITORS", "editor_for", "editor_link", "guess"]

EDITORS: Mapping[str, str] = {
    "vscode": "vscode://file/{path}:{line}:{column}",
    "jetbrains": "idea://open?file={path}&line={line}&column={column}",
    "vim": "mvim://open?url=file://{path}&line={line}&column={column}",
}
"""Address templates of editors that need no template in site.yml."""


def editor_link(editor: str, path: str, line: int, column: int) -> str:
    """The address that opens the file `path` (absolute) in `editor`: one of EDITORS, or a template like theirs."""
    template = EDITORS.get(editor, editor)
    if "file/{path}" in template:  # the slash in front of {path} is the path's own
        path = path.removeprefix("/")
    filled = {"path": quote(path, safe="/:"), "line": str(max(line, 1)), "column": str(max(column, 1))}
    for name, value in filled.items():
        template = template.replace(f"{{{name}}}", value)
    return template


def editor_for(site_dir: Path) -> str:
    """The editor that site.yml names, or else the one that this terminal suggests."""
    site = read_config(site_dir).site
    return (site.editor if site else None) or guess(os.environ)


def guess(environment: Mapping[str, str]) -> str:
    """The editor whose terminal this is, or that `VISUAL` and `EDITOR` name; else vscode."""
    if environment.get("TERM_PROGRAM") == "vscode":
        return "vscode"
    if "JetBrains" in environment.get("TERMINAL_EMULATOR", ""):
        return "jetbrains"
    named = environment.get("VISUAL") or environment.get("EDITOR") or ""
    return "vim" if named.rpartition("/")[2].partition(" ")[0] in {"vi", "vim", "nvim", "mvim", "gvim"} else "vscode"
