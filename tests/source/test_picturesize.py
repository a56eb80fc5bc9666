"""The size of a picture, from its first bytes."""

from __future__ import annotations

import struct

import pytest

from okrsite.source.picturesize import picture_size

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 300, 20)
GIF = b"GIF89a" + struct.pack("<HH", 300, 20)
JPEG = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x11\x08" + struct.pack(">HH", 20, 300)
LOSSY = b"RIFF\0\0\0\0WEBPVP8 " + b"\0" * 10 + struct.pack("<HH", 300, 20)
LOSSLESS = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + struct.pack("<I", 299 | 19 << 14)
EXTENDED = b"RIFF\0\0\0\0WEBPVP8X" + b"\0" * 8 + (299).to_bytes(3, "little") + (19).to_bytes(3, "little")


@pytest.mark.parametrize("head", [PNG, GIF, JPEG, LOSSY, LOSSLESS, EXTENDED])
def test_a_picture_says_its_width_and_height(head: bytes) -> None:
    assert picture_size(head) == (300, 20)


@pytest.mark.parametrize(
    ("svg", "size"),
    [
        ('<svg viewBox="0 0 40 20"/>', (40, 20)),
        ('<?xml version="1.0"?>\n<svg\n width="120px" height="30.4" viewBox="0 0 40 20">', (120, 30)),
        ('<svg width="100%" height="100%" viewBox="-5,-5,40,20">', (40, 20)),
        ("<svg stroke-width='3' width='8' height='9'>", (8, 9)),
        ('<svg width="3em">', None),
        ('<svg viewBox="0 0 0 20"/>', None),
    ],
)
def test_a_drawing_says_its_size_or_its_box(svg: str, size: tuple[int, int] | None) -> None:
    assert picture_size(svg.encode()) == size


@pytest.mark.parametrize("whole", [PNG, GIF, JPEG, LOSSY, LOSSLESS, EXTENDED, b'<svg viewBox="0 0 1 1">'])
def test_a_picture_that_is_cut_off_has_no_size(whole: bytes) -> None:
    assert [picture_size(whole[:length]) for length in range(len(whole))] == [None] * len(whole)


@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (300, 20)), (3, (300, 20)), (6, (20, 300)), (8, (20, 300)), (9, (300, 20))]
)
@pytest.mark.parametrize("order", ["<", ">"])
def test_a_photo_that_was_held_upright_stands_upright(order: str, orientation: int, size: tuple[int, int]) -> None:
    entries = struct.pack(order + "HHHIHHHHIHH", 2, 0x0100, 3, 1, 300, 0, 0x0112, 3, 1, orientation, 0)
    tiff = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8) + entries
    segment = b"Exif\0\0" + tiff
    photo = JPEG[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + JPEG[2:]
    assert picture_size(photo) == size
