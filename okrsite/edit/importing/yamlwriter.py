"""Values → YAML in block style: plain where nothing can be mistaken, quoted else, texts of several lines as they are."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrsite.edit.importing.goals import Yaml

__all__ = ["document", "scalar"]

_PLAIN = re.compile(r"[^\W\d_](?:[\w .,/()%+&;!?'’€$-]*[\w.()%!?€$])?")
_WORDS = frozenset(["y", "n", "yes", "no", "true", "false", "on", "off", "null", "none", "inf", "nan"])
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def document(value: Mapping[str, Yaml]) -> str:
    """A map as a YAML document."""
    return "".join(f"{line}\n" for line in _map(value, ""))


def scalar(text: str) -> str:
    """A text in one line, so that it is read back as it is."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS and text.isprintable():
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _map(value: Mapping[str, Yaml], indent: str) -> Iterator[str]:
    for key, item in value.items():
        yield from _entry(f"{indent}{scalar(key)}:", item, indent)


def _entry(begin: str, item: Yaml, indent: str) -> Iterator[str]:
    if isinstance(item, str) and _is_block(item):
        yield f"{begin} |-"
        yield from (f"{indent}  {line}" if line else "" for line in item.split("\n"))
    elif isinstance(item, Mapping):
        yield from (begin, *_map(item, f"{indent}  ")) if item else (f"{begin} {{}}",)
    elif isinstance(item, Sequence) and not isinstance(item, str):
        yield from (begin, *_list(item, f"{indent}  ")) if item else (f"{begin} []",)
    else:
        yield f"{begin} {_value(item)}".rstrip()


def _list(items: Sequence[Yaml], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, Mapping) and item:
            first, *others = _map(item, f"{indent}  ")
            yield f"{indent}- {first.lstrip()}"
            yield from others
        else:
            yield f"{indent}- {_value(item)}"


def _value(item: Yaml) -> str:
    if isinstance(item, str):
        return scalar(item)
    if item is None:
        return ""
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, dt.date):
        return item.isoformat()
    return repr(item)


def _is_block(text: str) -> bool:
    """Whether a text can stand as a block: several lines, none of which YAML would take for indentation or trim."""
    lines = text.split("\n")
    if len(lines) < 2 or lines[0][:1] in {"", " "} or not lines[-1]:
        return False
    return all(line.isprintable() and line == line.rstrip() for line in lines)
