"""Request → answer, without sockets: which address is which file of the site, and what is under /.okrsite/."""

from __future__ import annotations

import datetime as dt
import json
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from okrsite.preview.board import Board, View
from okrsite.preview.editor import editor_for
from okrsite.preview.gone import absent_page, nearest, waiting_page
from okrsite.preview.inject import digest, with_script
from okrsite.preview.keeper import Keeper
from okrsite.preview.told import state

__all__ = ["EVENTS", "OWN", "Answer", "Answers"]

OWN = "/.okrsite/"
EVENTS = f"{OWN}events"

_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "xml": "application/xml; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "md": "text/plain; charset=utf-8",
    "webmanifest": "application/manifest+json",
    "woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back, with headers of its own: `body`, or what is in `file`."""

    status: int
    body: bytes = b""
    type: str = "text/plain; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    file: Path | None = None


_NOTHING = Answer(404, b"There is nothing here.\n")


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers for the site in `site_dir`; `editor` None: what site.yml says."""

    board: Board
    keeper: Keeper
    site_dir: Path
    editor: str | None = None

    def get(self, target: str, etag: str | None) -> Answer:
        """The answer to a GET of `target`, the path and query as they came; `etag` is of what the reader has already."""
        parts = urlsplit("/" + target.lstrip("/"))
        path = unquote(parts.path)
        if path.startswith(OWN):
            return self._own(path.removeprefix(OWN), parse_qs(parts.query))
        if not _is_plain(path):
            return _NOTHING
        return self._of_site(path.removeprefix("/"), parts.query, etag)

    def _of_site(self, path: str, query: str, etag: str | None) -> Answer:
        is_folder = not path or path.endswith("/")
        file = f"{path}index.html" if is_folder else path
        source = None if file.endswith(".html") else self.board.source(file)  # a page gets the preview's script
        if source is not None:
            return _copied(file, source, etag)
        content = self.board.file(file)
        if content is not None:
            return _file(file, content, etag)
        if self.board.shown.good is None or (self.board.shown.is_broken and file.endswith(".html")):
            return _page(503, waiting_page())
        if not is_folder and self.board.file(f"{path}/index.html") is not None:
            rest = f"?{query}" if query else ""
            return Answer(302, headers={"Location": f"/{quote(path)}/{rest}"})
        return _page(404, absent_page(file, nearest(self.board, file)))

    def _own(self, name: str, query: Mapping[str, list[str]]) -> Answer:
        script = _scripts().get(name)
        if script is not None:
            return Answer(200, script, _type(name))
        if name == "state.json":
            editor = self.editor or editor_for(self.site_dir)
            return Answer(200, state(self.board.shown, self.site_dir, editor), _type(name))
        if name == "where.json":
            path = query.get("path", ["/"])[0].lstrip("/")
            address, moved = nearest(self.board, f"{path}index.html" if path.endswith("/") or not path else path)
            return Answer(200, json.dumps({"href": address, "moved": moved}).encode(), _type(name))
        return _NOTHING

    def show(self, query: str) -> Answer:
        """Show the site to another audience or as of another day: `audience=staff&as-of=2026-09-30`, each empty for the default."""
        asked = parse_qs(query)
        audience, day = asked.get("audience", [""])[0], asked.get("as-of", [""])[0]
        good = self.board.shown.good
        if audience and good and audience not in good.audiences:
            return Answer(400, b"There is no such audience.\n")
        try:
            as_of = dt.date.fromisoformat(day) if day else None
        except ValueError:
            return Answer(400, b"That is not a day.\n")
        self.keeper.show(View(audience or None, as_of))
        return Answer(204)


def _is_plain(path: str) -> bool:
    """Whether the path is one that a site can have: no way up, nothing that a file system reads otherwise."""
    return "\\" not in path and "\0" not in path and not {".", ".."} & set(path.split("/")) and "//" not in path


def _file(path: str, content: bytes, etag: str | None) -> Answer:
    mark = digest(content)
    headers = {"ETag": f'"{mark}"'}
    if etag == headers["ETag"]:
        return Answer(304, headers=headers)
    body = with_script(content, mark) if path.endswith(".html") else content
    return Answer(200, body, _type(path), headers)


def _copied(path: str, source: Path, etag: str | None) -> Answer:
    """A file that is published as it is, of any size: it is read while it is sent."""
    try:
        found = source.stat()
    except OSError:  # it is gone; the next update knows
        return _NOTHING
    headers = {"ETag": f'"{found.st_size:x}-{found.st_mtime_ns:x}-{found.st_ctime_ns:x}"'}
    if etag == headers["ETag"]:
        return Answer(304, headers=headers)
    return Answer(200, type=_type(path), headers=headers, file=source)


def _page(status: int, content: bytes) -> Answer:
    """A page of the preview's own: its digest is empty, so that whatever comes in its place is loaded whole."""
    return Answer(status, with_script(content, ""), _type(".html"))


def _type(path: str) -> str:
    suffix = path.rpartition(".")[2].lower()
    return _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"


@cache
def _scripts() -> Mapping[str, bytes]:
    """The preview's own scripts and style sheets."""
    return {file.name: file.read_bytes() for file in (files("okrsite.preview") / "browser").iterdir()}
