"""How much of a person the site shows: the one place that pages and data files ask, so that no name slips past.

| `people:` | on pages | in data files |
| --- | --- | --- |
| `pages` | the name, leading to a page of their own | the id of someone in people.yml, else the name as written |
| `names` | the name | likewise |
| `roles` | the title; someone without one is not shown | the title, else null; no id, no name |
| `none` | nothing | null; people.json is empty |

The policy of an audience that site.yml does not name is that of the nearest wider one that it does name, else `names`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.frozen import dataclass
from okrsite.goals.people import Policy, policy
from okrsite.site import addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsite.goals.model import Goals, KeyResult, Objective, Person
    from okrsite.source.values import Link, Text

__all__ = ["Entry", "Policy", "Shown", "directory", "is_owned_alike", "policy", "shown"]


@dataclass(frozen=True, slots=True)
class Shown:
    """Someone as far as the policy goes. With `roles` everything but `text`, `data` and `title` is None."""

    id: str | None
    text: Text  # what readers see
    data: Text  # what stands in data files
    title: Text | None = None
    address: str | None = None  # of their page
    avatar: str | None = None  # a path in static/
    link: Link | None = None  # a page about them elsewhere


@dataclass(frozen=True, slots=True)
class Entry:
    """Someone, or with `roles` all who have one title, and the refs of what they own; the order is the site's."""

    who: Shown
    objectives: tuple[str, ...]
    key_results: tuple[str, ...]
    kpis: tuple[str, ...]


def shown(goals: Goals, written: str | None) -> Shown | None:
    """What may be shown of the person `written` in the content; None for nothing."""
    if written is None:
        return None
    person = goals.people.get(goals.names.get(written, written))
    return _as_far_as(policy(goals), person) if person else None


def directory(goals: Goals) -> tuple[Entry, ...]:
    """Everyone who may be shown, in the order of the content, with what they own. Empty with `none`."""
    allowed = policy(goals)
    owned = _Owned.of(goals)
    entries: dict[str, Entry] = {}
    for person in goals.people.values():
        who = _as_far_as(allowed, person)
        if who:
            key = who.id or repr(who.text)
            entries[key] = owned.added(person.id, entries.get(key) or Entry(who, (), (), ()))
    return tuple(entries.values())


def is_owned_alike(goals: Goals, others: Goals) -> bool:
    """Whether two states of a site, whose site.yml is the same, have the same people, who own the same."""
    if goals.people != others.people or goals.names != others.names or goals.kpis is not others.kpis:
        return False
    if list(goals.objectives) != list(others.objectives):
        return False
    pairs = zip(goals.objectives.values(), others.objectives.values(), strict=True)
    return all(one is other or _owners(one) == _owners(other) for one, other in pairs)


def _owners(objective: Objective) -> list[tuple[str, str | None]]:
    things: tuple[Objective | KeyResult, ...] = (objective, *objective.key_results)
    return [(one.ref, one.record.owner) for one in things]


def _as_far_as(allowed: Policy, person: Person) -> Shown | None:
    record = person.record
    title = record.title if record else None
    if allowed == "none" or (allowed == "roles" and title is None):
        return None
    if allowed == "roles" and title is not None:
        return Shown(None, title, title, title)
    return Shown(
        person.id,
        person.name,
        person.id if record else person.name,
        title,
        addresses.person(person.id) if allowed == "pages" else None,
        record.avatar if record else None,
        record.url if record else None,
    )


@dataclass(frozen=True, slots=True)
class _Owned:
    """Refs by the id of who owns them."""

    objectives: dict[str, list[str]]
    key_results: dict[str, list[str]]
    kpis: dict[str, list[str]]

    @classmethod
    def of(cls, goals: Goals) -> _Owned:
        """Who owns what."""
        return cls(
            _by_owner(goals, ((o.record.owner, o.ref) for o in goals.objectives.values())),
            _by_owner(goals, ((k.record.owner, k.ref) for o in goals.objectives.values() for k in o.key_results)),
            _by_owner(goals, ((k.record.owner, k.ref) for k in goals.kpis.values())),
        )

    def added(self, person: str, entry: Entry) -> Entry:
        """`entry` with what `person` owns."""
        return Entry(
            entry.who,
            (*entry.objectives, *self.objectives.get(person, ())),
            (*entry.key_results, *self.key_results.get(person, ())),
            (*entry.kpis, *self.kpis.get(person, ())),
        )


def _by_owner(goals: Goals, pairs: Iterator[tuple[str | None, str]]) -> dict[str, list[str]]:
    refs: dict[str, list[str]] = {}
    for owner, ref in pairs:
        if owner is not None:
            refs.setdefault(goals.names.get(owner, owner), []).append(ref)
    return refs
