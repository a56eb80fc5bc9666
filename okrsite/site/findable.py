"""What readers look for by name: teams, goals, KPIs, people, tags, news, pages; as far as this build's audience sees them."""

from __future__ import annotations

import json
from hashlib import sha256
from posixpath import commonprefix
from typing import TYPE_CHECKING

from okrsite.frozen import dataclass
from okrsite.site import addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsite.site.views.parts import Badge
    from okrsite.site.views.shared import Shared
    from okrsite.source.values import Text

__all__ = ["Findable", "Group", "findable", "index_files"]


@dataclass(frozen=True, slots=True)
class Findable:
    """Something with a name and an address; `below` are its parts (a goal's key results), `note` says where it belongs."""

    title: str
    address: str
    state: Badge | None = None
    note: str = ""
    below: tuple[Findable, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Everything of one kind, named as the site names it."""

    name: str
    entries: tuple[Findable, ...]


def findable(shared: Shared) -> tuple[Group, ...]:
    """Everything by kind; a kind that the site has none of is left out."""
    gettext = shared.words.gettext
    groups = (
        Group(shared.terms["teams"], tuple(_teams(shared))),
        Group(shared.terms["objectives"], tuple(_objectives(shared))),
        Group(shared.terms["kpis"], tuple(_kpis(shared))),
        Group(gettext("People"), tuple(_people(shared))),
        Group(gettext("Tags"), tuple(_tags(shared))),
        Group(gettext("Updates"), tuple(_updates(shared))),
        Group(gettext("Pages"), tuple(_pages(shared))),
    )
    return tuple(group for group in groups if group.entries)


def index_files(shared: Shared) -> Iterator[tuple[str, bytes]]:
    """The index of one language as a script, and the small script that names it: both open from files, too.

    Its `columns` compress well, since likes stand beside each other, each said by what it differs in from the one before:
    kind; address (`5|rest` begins with 5 letters of the last one, `#part` goes on from it whole); title; state, a place in
    its list or -1; and the note of each that is no part, as steps in its list, null for none.
    """
    edition = shared.edition
    if addresses.SEARCH not in shared.addresses:
        return
    text = json.dumps(_index(shared), ensure_ascii=False, separators=(",", ":"))
    data = f"okrsiteSearch.index={text};\n".encode()
    digest = sha256(data).hexdigest()[:10]
    yield addresses.search_index(digest, edition.language, edition.default_language), data
    pointer = f'var okrsiteSearch={{file:"index.{digest}.js"}};\n'
    yield addresses.search_pointer(edition.language, edition.default_language), pointer.encode()


def _index(shared: Shared) -> dict[str, object]:
    states: dict[tuple[str, str], int] = {}
    notes: dict[str, int] = {}
    rows: list[tuple[int, str, str, int]] = []
    steps: list[int | None] = []
    groups = findable(shared)
    last, at = "", 0

    def add(kind: int, one: Findable, address: str) -> None:
        state = states.setdefault((one.state.shape, one.state.word), len(states)) if one.state else -1
        rows.append((kind, address, one.title, state))

    for kind, group in enumerate(groups):
        for one in group.entries:
            same = commonprefix((last, one.address))
            add(kind, one, f"{_units(same)}|{one.address[len(same) :]}")
            note = notes.setdefault(one.note, len(notes)) if one.note else None
            steps.append(None if note is None else note - at)
            last, at = one.address, at if note is None else note
            for part in one.below:
                add(len(groups), part, part.address[len(one.address) :])
    kinds = [*(group.name for group in groups), shared.terms["key_results"]]
    leaf = "index.html" if shared.goals.site.portable else ""
    return {
        "leaf": leaf,
        "kinds": kinds,
        "states": list(states),
        "notes": list(notes),
        "columns": [*zip(*rows, strict=True), steps],
    }


def _units(text: str) -> int:
    """How long a script finds `text`: in units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def _teams(shared: Shared) -> Iterator[Findable]:
    for team in shared.goals.teams.values():
        above = shared.goals.teams[team.parent].record.name if team.parent else ""
        note = _text(shared, above) if above else ""
        yield Findable(_text(shared, team.record.name), addresses.team(team.id), note=note)


def _objectives(shared: Shared) -> Iterator[Findable]:
    statuses = shared.states.statuses
    cycles = {name: shared.words.cycle(cycle) for name, cycle in shared.goals.cycles.items()}
    for ref, objective in shared.listed.items():
        team, cycle, _ = ref.split("/", 2)
        below = tuple(
            Findable(_text(shared, one.title), addresses.key_result(one.ref), statuses[one.status])
            for one in objective.parts
        )
        yield Findable(
            _text(shared, objective.title),
            addresses.objective(ref),
            statuses[objective.status],
            f"{_text(shared, shared.goals.teams[team].record.name)} · {cycles[cycle]}",
            below,
        )


def _kpis(shared: Shared) -> Iterator[Findable]:
    healths = shared.states.healths
    for ref, kpi in shared.goals.kpis.items():
        health = shared.figures.kpis[ref].health
        state = healths["withheld"] if kpi.record.withheld else healths[health or "no-data"]
        team = _text(shared, shared.goals.teams[kpi.team].record.name)
        yield Findable(_text(shared, kpi.record.name), addresses.kpi(ref), state, team)


def _people(shared: Shared) -> Iterator[Findable]:
    for entry in shared.entries:
        page = entry.who.address
        title = entry.who.title
        address = page if page and page in shared.addresses else addresses.PEOPLE
        yield Findable(
            _text(shared, entry.who.text), address, note=_text(shared, title) if title and entry.who.id else ""
        )


def _tags(shared: Shared) -> Iterator[Findable]:
    for tag, spelling in shared.tags.items():
        yield Findable(spelling, addresses.tag(tag))


def _updates(shared: Shared) -> Iterator[Findable]:
    for update in shared.goals.updates.values():
        if update.date <= shared.day:
            team = _text(shared, shared.goals.teams[update.team].record.name)
            title = _text(shared, update.record.title) if update.record.title else update.id
            yield Findable(title, addresses.update(update.ref), note=team)


def _pages(shared: Shared) -> Iterator[Findable]:
    for page in shared.goals.pages.values():
        yield Findable(_text(shared, page.record.title or page.id), addresses.page(page.id))


def _text(shared: Shared, text: Text) -> str:
    return shared.edition.text(text)
