"""Files that are made stretch by stretch: after a small change only the stretches are made again that show something of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from okrsite.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = ["Stretch", "Stretched", "joined", "runs"]

_ABOUT = 32  # names of a run: few runs to keep account of, and little to make where one name is touched


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of each of some files. `of` says what it is made of: one of the same is the same as long as its answers are."""

    of: tuple[str, ...]
    make: Callable[[], Sequence[bytes]]  # what each file has of it


@dataclass(frozen=True, slots=True)
class Stretched:
    """Files that are made side by side; each is what it has of the stretches, in their order."""

    paths: tuple[str, ...]
    stretches: tuple[Stretch, ...]


def joined(made: Stretched) -> Iterator[tuple[str, bytes]]:
    """Each file's path and bytes."""
    parts = [one.make() for one in made.stretches]
    for number, path in enumerate(made.paths):
        yield path, b"".join(part[number] for part in parts)


def runs(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The names in runs. Where one begins hangs on its first name alone, so that a name that comes or goes changes but one."""
    run: list[str] = []
    for name in names:
        if run and not crc32(name.encode("utf-8", "surrogatepass")) % _ABOUT:
            yield tuple(run)
            run = []
        run.append(name)
    if run:
        yield tuple(run)
