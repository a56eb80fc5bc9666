"""What a build for an audience holds back, for whoever answers for it: told to the terminal, never to the site."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from okrsite.frozen import dataclass
from okrsite.goals.directory import Directory, index
from okrsite.goals.ranks import Ranks, rank_everything
from okrsite.goals.references import Referrer, find_checkin_target, find_kpi
from okrsite.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from okrsite.source import records
    from okrsite.source.sources import CheckinsAt, Sources

__all__ = ["Withheld", "summary", "withheld"]

_KINDS = (
    "content tree", "team", "objective", "key result", "KPI", "value", "update", "page", "person", "file",
)  # fmt: skip
_PLURALS = {"person": "people"}


@dataclass(frozen=True, slots=True)
class Withheld:
    """A thing that is for `audience` and so not for the build's. `count`: how many, of the values of one thing in one file."""

    audience: str
    kind: str  # one of _KINDS; a check-in is a value
    name: str  # a full reference, an id or a path
    place: Place
    count: int = 1


Found = tuple[int, str, str, Place]  # rank, kind, name, place


def withheld(sources: Sources, audience: str, files: Mapping[str, str]) -> tuple[Withheld, ...]:
    """All of `sources` that `audience` is not shown: the nearest audience first, then by kind, name and place.

    `files` are those of static/ among them, each with the widest audience that it is for.
    """
    audiences = sources.site.audiences
    if audience == audiences[-1]:
        return ()
    directory, _ = index(sources)
    ranks = rank_everything(sources, directory)
    level = audiences.index(audience)
    copied = ((ranks.of(wide), "file", f"static/{path}", Place(f"static/{path}")) for path, wide in files.items())
    hidden = [found for found in (*_everything(sources, directory, ranks), *copied) if found[0] > level]
    first: dict[tuple[int, str, str, str], Place] = {}
    count: Counter[tuple[int, str, str, str]] = Counter()
    for rank, kind, name, place in hidden:
        key = (rank, kind, name, place.path)
        count[key] += 1
        first[key] = min(first.get(key, place), place, key=lambda one: (one.line, one.column))
    ordered = sorted(first, key=lambda key: (key[0], _KINDS.index(key[1]), key[2], key[3]))
    return tuple(Withheld(audiences[key[0]], key[1], key[2], first[key], count[key]) for key in ordered)


def summary(held_back: Iterable[Withheld]) -> str:
    """How many of what, by audience: `14 values of audience staff; 1 team, 2 pages of audience board`; empty for nothing."""
    counts: dict[str, Counter[str]] = {}
    for one in held_back:
        counts.setdefault(one.audience, Counter())[one.kind] += one.count
    return "; ".join(
        f"{', '.join(_counted(number, kind) for kind, number in kinds.items())} of audience {audience}"
        for audience, kinds in counts.items()
    )


def _counted(number: int, kind: str) -> str:
    return f"{number:,} {kind if number == 1 else _PLURALS.get(kind, f'{kind}s')}"


def _everything(sources: Sources, directory: Directory, ranks: Ranks) -> Iterator[Found]:
    for position, tree in enumerate(sources.site.content):
        yield ranks.of(tree.audience), "content tree", tree.path, sources.site.places.at("content", position)
    for team in sources.teams:
        place = team.record.places.at() if team.record else Place(team.folder)
        yield ranks.folder(team.tree, team.id), "team", team.id, place
    yield from _goals(directory, ranks)
    for file in sources.checkins:
        yield from _told(file, directory, ranks)
    for update in sources.updates:
        yield ranks.update(update), "update", f"{update.team}/{update.id}", Place(update.path)
    for page in (*sources.pages, *sources.index):
        yield ranks.page(page), "page", page.id, Place(page.path)
    for id_, person in sources.people.items():
        yield ranks.people[id_], "person", id_, person.places.at()
    for attachment in sources.attachments:
        rank = ranks.folder(attachment.tree, attachment.team)
        yield rank, "file", attachment.path, Place(attachment.path)


def _goals(directory: Directory, ranks: Ranks) -> Iterator[Found]:
    for goal in directory.goals.values():
        yield ranks.goals[goal.ref], "objective", goal.ref, goal.record.places.at()
        for id_, record in goal.key_results.items():
            ref = f"{goal.ref}#{id_}"
            yield ranks.key_results[ref], "key result", ref, record.places.at()
            for place in _figures(record):
                yield ranks.values[ref], "value", ref, place
            for checkin in record.checkins:
                rank = max(ranks.values[ref], ranks.of(checkin.audience))
                yield rank, "value", ref, checkin.places.at()
    for kpi in directory.kpis.values():
        yield ranks.kpis[kpi.ref], "KPI", kpi.ref, kpi.record.places.at()
        for value in kpi.record.values:
            yield max(ranks.values[kpi.ref], ranks.tables.get(kpi.ref, 0)), "value", kpi.ref, value.places.at()


def _figures(record: records.KeyResult) -> Iterator[Place]:
    """Where a key result itself says how far it is."""
    yield from (milestone.places.at("done") for milestone in record.milestones if milestone.done)
    if record.done:
        yield record.places.at("done")
    if record.outcome and record.outcome.grade is not None:
        yield record.outcome.places.at("grade")


def _told(file: CheckinsAt, directory: Directory, ranks: Ranks) -> Iterator[Found]:
    """The check-ins of a file, each under what it speaks of."""
    who = Referrer(file.team, file.tree)
    around = ranks.inside(file.tree, file.team, file.audience)
    for checkin in file.checkins:
        goal = None
        if checkin.key_result and checkin.date:
            goal = find_checkin_target(checkin.key_result, checkin.date, who, directory)
        kpi = find_kpi(checkin.kpi, who, directory) if checkin.kpi else None
        ref = goal.ref if goal else kpi.ref if kpi else None
        if ref is not None:
            rank = max(around, ranks.of(checkin.audience), ranks.of_ref(ref), ranks.values[ref])
            yield rank, "value", ref, checkin.places.at()
