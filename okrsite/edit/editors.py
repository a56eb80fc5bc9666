"""What makes an editor know the content format: the schemas as files of the site, and the settings that point to them.

The paths are relative and the files are the site's own, so that it works without a network and right after a clone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from okrsite.source.fileschemas import GLOBS, KINDS, file_schema

__all__ = ["SCHEMAS", "SETTINGS", "schema_text", "write_editor_files", "write_schemas"]

SCHEMAS = ".okrsite-schemas"
SETTINGS = ".vscode/settings.json"
_EXTENSIONS = ".vscode/extensions.json"
_COMMENTS = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_BEGINS = re.compile(rf"\ufeff?(?:\s|{_COMMENTS.pattern})*+\{{", re.DOTALL)
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

    What is there stays as it is; settings that say nothing of schemas get that one entry.
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
    texts: dict[str, dict[str, object]] = {
        SETTINGS: {"yaml.schemas": mapped},
        _EXTENSIONS: {"recommendations": [_LANGUAGE_SERVER]},
    }
    for path, content in texts.items():
        target = folder / path
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8", newline="\n")
            written.append(path)
        elif path == SETTINGS and not target.is_symlink() and (text := _with_entry(target, content)):
            target.write_bytes(text)
            written.append(path)
    return written


def _with_entry(settings: Path, entry: Mapping[str, object]) -> bytes | None:
    """Settings with an entry in front of theirs, all else byte for byte; None where they have it, or can't be read."""
    try:
        text = settings.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None
    begins = _BEGINS.match(text)
    if begins is None or any(f'"{name}"' in text for name in entry):
        return None
    rest = text[begins.end() :]
    comma = "" if _COMMENTS.sub("", rest).lstrip().startswith("}") else ","
    lines = json.dumps(entry, indent=2).removeprefix("{").removesuffix("\n}") + comma
    newline = "\r\n" if "\r\n" in text else "\n"
    behind = "" if rest.lstrip(" \t").startswith(("\n", "\r")) else newline
    return (text[: begins.end()] + lines.replace("\n", newline) + behind + rest).encode()
