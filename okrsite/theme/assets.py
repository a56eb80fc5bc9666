"""The files that pages ask for: a chain's assets under names that carry a hash of what is in them."""

from __future__ import annotations

import hashlib
import posixpath
import re
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import TYPE_CHECKING

from okrsite.frozen import dataclass
from okrsite.problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from okrsite.theme.finding import ThemeChain

__all__ = ["FOLDER", "STYLE_SHEET", "Assets", "collect_assets"]

FOLDER = "assets"
STYLE_SHEET = "site.css"

# Each takes what it cannot make sense of whole, so that nothing is read again from every place in it.
_URL = re.compile(r"""url\(\s*+(?P<quote>["']?)(?P<target>[^"'()]++)(?P=quote)\s*+\)""")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_GAPS = re.compile(
    r"""(?P<kept>"(?:\\.|[^"\\])*+"?|'(?:\\.|[^'\\])*+'?|url\([^"'()]*+\))|\s*+;?+\s*+(?P<end>\})\s*|\s*+(?P<mark>[{;,])\s*|(?P<colon>:)\s+|\s+""",
    re.DOTALL,
)
_REMARK = re.compile(rb"(?m)^[ \t]+|^//(?![#!]).*\n")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Assets:
    """What is published: `files` by address, and each asset's address by the name that templates use."""

    files: Mapping[str, bytes]
    addresses: Mapping[str, str]


def collect_assets(chain: ThemeChain, tokens: str) -> tuple[Assets, list[Problem]]:
    """Reads the chain's `assets/`; all its style sheets become one, `site.css`, with `tokens` behind the first of them.

    Style sheets stand in the order of the themes' `styles`, others after them by name.
    A `url(…)` in them gets the published name.
    """
    found = _files(chain)
    sheets = {name: found.pop(name) for name in sorted(found) if name.endswith(".css")}
    contents = {name: _shortened(name, _content(path)) for name, (path, _) in sorted(found.items())}
    addresses = {name: _address(name, data) for name, data in contents.items()}
    files = {addresses[name]: data for name, data in contents.items()}
    problems: list[Problem] = []
    ordered = [name for name in chain.styles if name in sheets]
    parts = []
    for name in [*ordered, *(name for name in sheets if name not in ordered)]:
        path, shown = sheets[name]
        css = _COMMENT.sub("", _content(path).decode("utf-8", "replace"))
        parts.append(_with_published_urls(css, name, shown, addresses, problems))
    style = "\n".join([*parts[:1], tokens, *parts[1:]])
    data = _tightened(style).encode()
    addresses[STYLE_SHEET] = _address(STYLE_SHEET, data)
    files[addresses[STYLE_SHEET]] = data
    return Assets(MappingProxyType(files), MappingProxyType(addresses)), problems


def _shortened(name: str, data: bytes) -> bytes:
    """A script without lines of remarks, and without indents; one with texts over several lines stays as it is."""
    if not name.endswith(".js") or b"`" in data:
        return data
    return _REMARK.sub(b"", _REMARK.sub(b"", data))


def _tightened(css: str) -> str:
    """`css` in fewer letters: no gaps but where one parts two words; what stands in quotes stays."""

    def shown(match: re.Match[str]) -> str:
        if match["kept"]:
            return match["kept"]
        return "}" if match["end"] else match["mark"] or match["colon"] or " "

    return _GAPS.sub(shown, css.strip()).strip()


def _files(chain: ThemeChain) -> dict[str, tuple[Path, str]]:
    """Each asset's name, its file, and how problems name that; the first layer wins, and leaves out what it has no use for."""
    found: dict[str, tuple[Path, str]] = {}
    left_out: list[str] = []
    for layer in chain.layers:
        folder = layer.folder / FOLDER
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            hidden = any(part.startswith(".") for part in name.split("/"))
            if path.is_file() and not hidden and not any(fnmatchcase(name, pattern) for pattern in left_out):
                found.setdefault(name, (path, f"{layer.shown}/{FOLDER}/{name}"))
        left_out += layer.leaves_out
    return found


def _content(path: Path) -> bytes:
    """A file's bytes; a text's line ends are `\\n`, whatever git made of them on this machine."""
    data = path.read_bytes()
    return data.replace(b"\r\n", b"\n") if path.suffix in {".css", ".js", ".svg", ".json", ".txt"} else data


def _address(name: str, data: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"{FOLDER}/{stem}.{hashlib.sha256(data).hexdigest()[:10]}{dot}{suffix}" if dot else f"{FOLDER}/{name}"


def _with_published_urls(css: str, name: str, shown: str, addresses: Mapping[str, str], problems: list[Problem]) -> str:
    """`css` with the addresses that assets have, seen from the one style sheet at the top of `assets/`."""

    def published(match: re.Match[str]) -> str:
        target = match["target"].strip()
        if _ELSEWHERE.match(target):
            return match[0]
        path, mark, rest = target.partition("#")
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        if wanted not in addresses:
            problems.append(_missing(wanted, shown))
            return match[0]
        return f"url({addresses[wanted].removeprefix(FOLDER + '/')}{mark}{rest})"

    return _URL.sub(published, css)


def _missing(name: str, shown: str) -> Problem:
    message = f"The style sheet names `{name}`, which is no asset of the theme."
    return Problem(Place(shown), "missing-asset", message, "Put the file into `assets/`, or correct the name.")
