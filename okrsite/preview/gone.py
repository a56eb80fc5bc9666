"""The pages that the preview itself answers with: nothing is there (any more), or there is no site yet."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from okrsite.preview.board import Board

__all__ = ["Nearest", "absent_page", "nearest", "page_address", "waiting_page"]

Nearest = tuple[str, bool]
"""An address, and whether it is where the page went; else it is only the nearest that there is."""


def nearest(board: Board, path: str) -> Nearest:
    """Where a page went that is not at the output path `path`: what took its place, or the nearest page above."""
    moved = board.whither(path)
    if moved is not None and board.file(moved) is not None:
        return page_address(moved), True
    folder = path.rpartition("/")[0]
    while folder and board.file(f"{folder}/index.html") is None:
        folder = folder.rpartition("/")[0]
    return page_address(f"{folder}/index.html" if folder else "index.html"), False


def page_address(path: str) -> str:
    """The address of the page at an output path."""
    return "/" + quote(
        path.removesuffix("index.html") if path.endswith("/index.html") or path == "index.html" else path
    )


def absent_page(path: str, where: Nearest) -> bytes:
    """Nothing is at `path`, and what is nearest."""
    address, moved = where
    sentence = "It has moved to" if moved else "The nearest page is"
    return _page("There is no page here", f"Nothing of the site is at <code>{escape(page_address(path))}</code>. "
                 f'{sentence} <a href="{escape(address)}">{escape(address)}</a>.')  # fmt: skip


def waiting_page() -> bytes:
    """There is no site without errors yet."""
    return _page(
        "Not yet", "The content has errors, so there is no site to show. It appears here as soon as they are mended."
    )


def _page(title: str, sentence: str) -> bytes:
    return (
        f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/.okrsite/page.css"></head>\n'
        f"<body><main><h1>{title}</h1><p>{sentence}</p></main></body>\n</html>\n"
    ).encode()
