"""A theme's theme.yml: its name, what it extends, the order of its style sheets, and the options that it offers."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, cast, get_args

from okrsite.frozen import dataclass
from okrsite.problems import Place, Problem
from okrsite.source import yamltree
from okrsite.source.marks import place_of
from okrsite.source.nodes import List, Map, Node, Scalar
from okrsite.theme.bounds import too_large

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["Declaration", "Option", "OptionType", "read_declaration"]

OptionType = Literal["colour", "text", "number", "flag", "choice", "font"]

_FIELDS = ("name", "extends", "styles", "leaves_out", "options")
_OPTION_FIELDS = ("type", "default", "about", "choices", "on")


@dataclass(frozen=True, slots=True)
class Option:
    """What a site may set under `theme_options`. A colour is kept readable `on` a ground in light, one in dark."""

    name: str
    type: OptionType
    default: str
    about: str
    choices: tuple[str, ...] = ()
    on: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Declaration:
    """theme.yml as read."""

    name: str | None
    extends: str | None
    extends_line: int
    styles: tuple[str, ...]
    leaves_out: tuple[str, ...]
    options: Mapping[str, Option]


def read_declaration(path: Path, shown: str) -> tuple[Declaration | None, list[Problem]]:
    """Reads a theme.yml; `shown` is its path as problems name it. None where anything in it is wrong."""
    try:
        if trouble := too_large(path, shown):
            return None, [trouble]
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return None, [Problem(Place(shown), "unreadable-file", f"The theme cannot be read: {error}.")]
    node, found = yamltree.parse(text, shown)
    problems = list(found)
    if node is None and not problems:
        return Declaration(None, None, 0, (), (), MappingProxyType({})), []
    if not isinstance(node, Map):
        return None, problems or [Problem(Place(shown, 1, 1), "wrong-type", "A theme.yml is a map of fields.")]
    problems += _unknown(node, _FIELDS, shown)
    options: dict[str, Option] = {}
    declared = node.get("options")
    if isinstance(declared, Map):
        for key, value in declared.entries:
            option = _option(key.text, value)
            if option is None:
                problems.append(_bad_option(key, shown))
            else:
                options[key.text] = option
    if problems:
        return None, problems
    extends = node.get("extends")
    return Declaration(
        _text(node.get("name")),
        _text(extends),
        place_of(shown, extends.at).line if extends else 0,
        _texts(node.get("styles")),
        _texts(node.get("leaves_out")),
        MappingProxyType(options),
    ), []


def _option(name: str, node: Node) -> Option | None:
    """The option that `node` declares; None where it is not one."""
    if not isinstance(node, Map) or not set(node.keys()) <= set(_OPTION_FIELDS):
        return None
    kind, on = _text(node.get("type")), node.get("on")
    if kind not in get_args(OptionType):
        return None
    grounds = (_text(on.get("light")), _text(on.get("dark"))) if isinstance(on, Map) else (None, None)
    return Option(
        name,
        cast("OptionType", kind),
        _text(node.get("default")) or "",
        _text(node.get("about")) or "",
        _texts(node.get("choices")),
        (grounds[0], grounds[1]) if grounds[0] and grounds[1] else None,
    )


def _bad_option(key: Scalar, shown: str) -> Problem:
    return Problem(
        place_of(shown, key.at),
        "wrong-type",
        f"The option `{key.text}` is not declared as an option is.",
        f"Write `{{type: …, default: …, about: …}}`; type is one of {', '.join(get_args(OptionType))}.",
    )


def _unknown(node: Map, known: tuple[str, ...], shown: str) -> list[Problem]:
    return [
        Problem(
            place_of(shown, key.at),
            "unknown-field",
            f"A theme.yml has no field `{key.text}`.",
            f"Its fields are {', '.join(known)}.",
        )
        for key, _ in node.entries
        if key.text not in known
    ]


def _text(node: Node | None) -> str | None:
    return node.text.strip() or None if isinstance(node, Scalar) else None


def _texts(node: Node | None) -> tuple[str, ...]:
    items = node.items if isinstance(node, List) else ()
    return tuple(item.text for item in items if isinstance(item, Scalar))
