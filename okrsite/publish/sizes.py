"""How large the pictures are that a site shows: browsers keep their places before they are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.site import addresses
from okrsite.source.picturesize import HEAD, picture_size

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from okrsite.goals.model import Goals

__all__ = ["picture_sizes"]

_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")


def picture_sizes(site_dir: Path, goals: Goals) -> Mapping[str, tuple[int, int]]:
    """Width and height in pixels of each picture that is copied from static/ or a team's folder, by its path on the site."""
    found: dict[str, tuple[int, int]] = {}
    for published, path in _copied(goals):
        if not published.lower().endswith(_PICTURES):
            continue
        try:
            with (site_dir / path).open("rb") as file:
                size = picture_size(file.read(HEAD))
        except OSError:
            continue  # that it cannot be read is told where it is copied
        if size:
            found[published] = size
    return found


def _copied(goals: Goals) -> Iterator[tuple[str, str]]:
    for name in goals.static:
        yield name, f"static/{name}"
    for team in goals.teams.values():
        for name, path in team.attachments:
            yield addresses.attachment(team.id, name), path
