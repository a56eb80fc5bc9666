"""How wide and how high a picture is, from its first bytes: browsers keep its place before it is there."""

from __future__ import annotations

import re
import struct

__all__ = ["HEAD", "picture_size"]

HEAD = 65_536
"""How many of a picture's first bytes say its size; a JPEG with more before that has none."""

_ROOT = re.compile(rb"<svg\b[^>]*>", re.DOTALL)
_LENGTH = re.compile(rb"""\s(width|height)\s*=\s*["']\s*(\d+(?:\.\d+)?)(?:px)?\s*["']""")
_VIEW_BOX = re.compile(
    rb"""\sviewBox\s*=\s*["']\s*[-\d.e]+[\s,]+[-\d.e]+[\s,]+(\d+(?:\.\d+)?)[\s,]+(\d+(?:\.\d+)?)\s*["']"""
)
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the segments of a JPEG that begin its picture
_BARE = frozenset({0x01, *range(0xD0, 0xDA)})  # those without a length

_EXIF, _ORIENTATION, _QUARTERS = 0xE1, 0x0112, frozenset(range(5, 9))


def picture_size(head: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of an SVG, PNG, GIF, JPEG or WebP that begins with `head`; None where they are not said."""
    try:
        size = _size(head)
    except struct.error:
        return None
    return size if size and min(size) > 0 else None


def _size(head: bytes) -> tuple[int, int] | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        width, height = struct.unpack_from(">II", head, 16)
        return width, height
    if head.startswith((b"GIF87a", b"GIF89a")):
        width, height = struct.unpack_from("<HH", head, 6)
        return width, height
    if head.startswith(b"\xff\xd8"):
        return _jpeg(head)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return _webp(head)
    return _svg(head)


def _jpeg(head: bytes) -> tuple[int, int] | None:
    at, is_turned = 2, False
    while at + 4 <= len(head) and head[at] == 0xFF:
        marker = head[at + 1]
        if marker == 0xFF or marker in _BARE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", head, at + 5)
            return (height, width) if is_turned else (width, height)
        if marker == _EXIF:
            is_turned = is_turned or _turned(head[at + 4 :])
        at += 2 + int(struct.unpack_from(">H", head, at + 2)[0])
    return None


def _turned(segment: bytes) -> bool:
    """Whether a camera was held upright: browsers turn such a picture by a quarter."""
    if not segment.startswith(b"Exif\0\0"):
        return False
    tiff = segment[6:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return False
    first = int(struct.unpack_from(order + "I", tiff, 4)[0])
    for number in range(int(struct.unpack_from(order + "H", tiff, first)[0])):
        tag, _, _, value = struct.unpack_from(order + "HHIH", tiff, first + 2 + 12 * number)
        if tag == _ORIENTATION:
            return value in _QUARTERS
    return False


def _webp(head: bytes) -> tuple[int, int] | None:
    kind = head[12:16]
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", head, 26)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        bits = int(struct.unpack_from("<I", head, 21)[0])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        low, high = struct.unpack_from("<I", head, 24)[0], struct.unpack_from("<HB", head, 27)
        return (low & 0xFFFFFF) + 1, (high[0] | high[1] << 16) + 1
    return None


def _svg(head: bytes) -> tuple[int, int] | None:
    root = _ROOT.search(head)
    if root is None:
        return None
    lengths = {match[1]: float(match[2]) for match in _LENGTH.finditer(root[0])}
    box = _VIEW_BOX.search(root[0])
    width, height = lengths.get(b"width"), lengths.get(b"height")
    if not (width and height) and box:
        width, height = float(box[1]), float(box[2])
    return (max(1, round(width)), max(1, round(height))) if width and height else None
