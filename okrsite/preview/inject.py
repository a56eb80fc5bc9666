"""What only the preview's server puts into a page: one script element, which is in no published site."""

from __future__ import annotations

import hashlib
import re

__all__ = ["digest", "with_script", "without_script"]

_HEAD = re.compile(rb"<head\b[^>]*>", re.IGNORECASE)
_SCRIPT = re.compile(rb'<script type="module" src="/\.okrsite/preview\.js" data-digest="[0-9a-f]*"></script>')


def digest(content: bytes) -> str:
    """What tells one content of a page from another."""
    return hashlib.sha256(content).hexdigest()[:20]


def with_script(page: bytes, mark: str) -> bytes:
    """The page with the preview's script, first in its head so that it sees the page before any other script changed it."""
    script = f'<script type="module" src="/.okrsite/preview.js" data-digest="{mark}"></script>'.encode()
    head = _HEAD.search(page)
    return page[: head.end()] + script + page[head.end() :] if head else page + script


def without_script(page: bytes) -> bytes:
    """The page as it is published."""
    return _SCRIPT.sub(b"", page, count=1)
