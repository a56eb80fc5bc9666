"""The law of audiences, on whole builds: nothing narrower is in any byte, and taking it out by hand gives the same bytes."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import os
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from okrsite.publish.build import build
from tests.property.secrets import AUDIENCES, make_site, write

DAY = dt.date(2026, 11, 22)


def published(site: Path, audience: str) -> dict[str, bytes]:
    output = site.with_name(f"{site.name}-{audience}")
    result = build(site, output=output, audience=audience, as_of=DAY, workers=1)
    assert result.published, [
        (str(one.place), one.rule, one.message) for one in result.problems if one.severity.value == "error"
    ]
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def unpacked(path: str, content: bytes) -> Iterator[bytes]:
    """All that there is to read of a file: its name, its bytes, and what is packed in it."""
    yield path.encode()
    yield content
    if content.startswith(b"\x1f\x8b"):
        yield gzip.decompress(content)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (archive.read(name) for name in archive.namelist())


@settings(max_examples=int(os.environ.get("OKRSITE_LEAK_EXAMPLES", "6")))
@given(st.integers(0, 10**9), st.sampled_from([0, 1]))
def test_a_wider_build_is_that_of_content_without_the_narrower_parts(seed: int, level: int) -> None:
    made = make_site(seed)
    audience = AUDIENCES[level]
    with tempfile.TemporaryDirectory() as folder:
        whole = published(write(made, Path(folder, "whole")), audience)
        by_hand = published(write(made, Path(folder, "by-hand"), level), audience)
    assert {path for path in whole.keys() | by_hand.keys() if whole.get(path) != by_hand.get(path)} == set()
    everything = b"\n".join(part for path, content in whole.items() for part in unpacked(path, content))
    assert {word for word, rank in made.tokens.items() if rank > level and word.encode() in everything} == set()


def test_a_second_checkout_that_is_there_changes_no_byte_of_a_wider_build(tmp_path: Path) -> None:
    made = make_site(7)
    site = write(made, tmp_path / "site")
    without = published(site, "staff")
    overlay = tmp_path / "overlay"
    team = next(iter(made.teams))
    files = {
        f"{team}/2026-h2.yml": "objectives: [{id: merger, title: Merger, audience: public, supports: []}]\n",
        f"{team}/kpis.yml": "kpis: [{id: runway, name: Runway, every: month, values: {2026-10: 77}}]\n",
        f"{team}/checkins/x.yml": f"- {{key_result: '{next(iter(made.key_results))}', date: 2026-11-20, value: 3}}\n",
        f"{team}/plan.pdf": "x",
        "vault/team.yml": "name: Vault\n",
        "people.yml": "eve: {name: Eve}\n",
        "pages/deal.md": "---\ntitle: Deal\naudience: public\n---\nx\n",
    }
    for path, text in files.items():
        (overlay / path).parent.mkdir(parents=True, exist_ok=True)
        (overlay / path).write_text(text)
    assert published(site, "staff") == without
    board = published(site, "board")
    assert "vault" in board["data/teams.json"].decode()
    assert "merger" in board["data/objectives.json"].decode()
