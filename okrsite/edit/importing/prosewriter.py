"""Updates and pages → Markdown files: front matter and body, and a file of its own for each further language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.edit.importing.yamlwriter import document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsite.edit.importing.goals import Prose, Yaml

__all__ = ["prose_files"]


def prose_files(prose: Prose, folder: str, language: str) -> dict[str, str]:
    """The files, by path. `language`: the site's main one, which the file without a language in its name is in."""
    main: dict[str, Yaml] = {}
    others: dict[str, dict[str, Yaml]] = {}
    for name, value in prose.fields.items():
        if isinstance(value, dict) and name in ("title", "body"):
            first = language if language in value else next(iter(value))
            main[name] = value[first]
            for other, said in value.items():
                if other != first:
                    others.setdefault(other, {})[name] = said
        else:
            main[name] = value
    files = {f"{folder}/{prose.path}.md": _markdown(main)}
    return files | {f"{folder}/{prose.path}.{other}.md": _markdown(fields) for other, fields in others.items()}


def _markdown(fields: Mapping[str, Yaml]) -> str:
    front = {name: value for name, value in fields.items() if name != "body"}
    head = f"---\n{document(front)}---\n" if front else ""
    body = str(fields.get("body", ""))
    return f"{head}\n{body}\n" if head and body else f"{head}{body}" + ("\n" if body else "")
