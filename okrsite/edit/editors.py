"""What makes an editor know the content format: the schemas as files of the site, and the settings that point to them.

The paths are relative and the files are the site's own, so that it works without a network and right after a clone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from okrsite.source.fileschemas import GLOBS, KINDS, file_schema

__all__ = ["SCHEMAS", "SETTINGS", "schema_text", "write_editor_files", "write_schemas"]

SCHEMAS = ".okrsite-schemas"
SETTINGS = ".vscode/settings.json"
_EXTENSIONS = ".vscode/extensions.json"
_LANGUAGE_SERVER = "redhat.vscode-yaml"


def schema_text(kind: str, ids: Mapping[str, Iterable[str]] | None = None) -> str:
    """The schema of a kind of file as JSON; `ids` as in `file_schema`."""
    return json.dumps(file_schema(kind, ids), ensure_ascii=False, indent=1) + "\n"


def write_schemas(folder: Path, ids: Mapping[str, Iterable[str]] | None = None) -> None:
    """Write every kind's schema into `folder`, over what is there."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        (folder / f"{kind}.json").write_text(schema_text(kind, ids), encoding="utf-8", newline="\n")


def write_editor_files(folder: Path, contents: Iterable[str] = ("content",)) -> list[str]:
    """Set up editors for the site in `folder`, whose content folders are `contents`, and return what was written.

    Schemas and settings that are there stay as they are.
    """
    written = []
    if not (folder / SCHEMAS).exists():
        write_schemas(folder / SCHEMAS)
        written.append(f"{SCHEMAS}/")
    trees = [*contents]
    mapped = {
        f"{SCHEMAS}/{kind}.json": [
            *dict.fromkeys(one.replace("/content/", f"/{tree}/") for tree in trees for one in globs)
        ]
        for kind, globs in GLOBS.items()
    }
    texts = {SETTINGS: {"yaml.schemas": mapped}, _EXTENSIONS: {"recommendations": [_LANGUAGE_SERVER]}}
    for path, content in texts.items():
        target = folder / path
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8", newline="\n")
            written.append(path)
    return written
