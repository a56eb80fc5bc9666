"""The seeds of the fuzzer, and slips made in them by a fixed dice: the short run that every check has."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.fuzz.targets import TARGETS

SEEDS = Path(__file__).parent / "seeds"
PIECES = [
    b"",
    b"\0",
    b"\xff",
    b"\n",
    b"\t",
    b"'",
    b'"',
    b": ",
    b"- ",
    b"[",
    b"{",
    b"&a ",
    b"*a",
    b"#",
    b"1e999",
    b"\xe2\x80\xa8",
    b"9" * 400,
    b"<",
    b"|",
]


def slips(seed: bytes, dice: Random, number: int) -> list[bytes]:
    """`seed`, each time with a few places changed, cut out or doubled."""
    made = []
    for _ in range(number):
        data = bytearray(seed)
        for _ in range(dice.randint(1, 4)):
            at, length = dice.randrange(1, len(data) + 1), dice.randrange(4)
            data[at : at + length] = dice.choice([*PIECES, bytes(data[at : at + 9]) * 2])
        made.append(bytes(data))
    return made


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_and_slips_in_them_are_read_or_told(name: str) -> None:
    seeds = sorted((SEEDS / name).iterdir())
    assert seeds
    dice = Random(20261122)  # noqa: S311  a fixed dice
    for path in seeds:
        for data in [path.read_bytes(), *slips(path.read_bytes(), dice, 40)]:
            TARGETS[name](data)
