"""What differs around the goals of two versions of a site: teams, news, pages and people; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from okrsite.goals.model import Goals, Page, Team, Update
from okrsite.goals.people import policy
from okrsite.history.changes import FieldChange, GoalChange, Happening, ThingKind
from okrsite.history.fieldwise import fields_of
from okrsite.history.matching import Pairs

__all__ = ["of_people", "of_teams", "of_texts"]

_OF_TEAM = (
    "name", "lead", "members", "mission", "about", "links", "icon", "tags", "archived", "audience", "checkin_every",
)  # fmt: skip
_OF_UPDATE = ("title", "by", "cycle", "kind", "tags", "audience", "body")
_OF_PAGE = ("title", "menu", "audience", "body")
_OF_PERSON = ("name", "title", "url", "avatar", "audience")
INDEX = "index.md"


def of_teams(base: Goals, head: Goals, pairs: Pairs) -> Iterator[GoalChange]:
    """Teams that are new, changed, renamed or gone."""
    was = {new: old for old, new in pairs.teams.items()}
    for id_, team in head.teams.items():
        place = team.record.places.at()
        if id_ not in was:
            yield GoalChange("team", id_, team.record.name, "new", place)
            continue
        old = base.teams[was[id_]]
        fields = [*fields_of(old.record, team.record, _OF_TEAM), *_intros(old, team)]
        if (pairs.teams.get(old.parent or "", old.parent)) != team.parent:
            fields.append(FieldChange("parent", old.parent, team.parent))
        renamed = old.id if old.id != id_ else None
        if fields or renamed:
            yield GoalChange("team", id_, team.record.name, "changed", place, renamed, tuple(fields))
    for id_, team in base.teams.items():
        if id_ not in pairs.teams:
            yield GoalChange("team", id_, team.record.name, "gone", team.record.places.at())


def _intros(old: Team, new: Team) -> Iterator[FieldChange]:
    """The words above a cycle's goals, told once whatever cycles they are of."""
    for cycle in dict.fromkeys((*new.intros, *old.intros)):
        if old.intros.get(cycle) != new.intros.get(cycle):
            yield FieldChange("intro", old.intros.get(cycle), new.intros.get(cycle))
            return


def of_texts(base: Goals, head: Goals, pairs: Pairs) -> Iterator[GoalChange]:
    """News, pages and the words of the home page that are new, changed or gone."""
    before = {f"{pairs.teams.get(one.team, one.team)}/updates/{one.id}": one for one in base.updates.values()}
    yield from _things("update", before, head.updates, _OF_UPDATE)
    yield from _things("page", _pages(base), _pages(head), _OF_PAGE)


def _pages(goals: Goals) -> dict[str, Page]:
    home = {INDEX: goals.index} if goals.index else {}
    return {**home, **{f"pages/{id_}": page for id_, page in goals.pages.items()}}


def _things(
    kind: ThingKind, base: Mapping[str, Update | Page], head: Mapping[str, Update | Page], names: Iterable[str]
) -> Iterator[GoalChange]:
    for ref, one in head.items():
        fields = tuple(fields_of(base[ref].record, one.record, names)) if ref in base else ()
        if fields or ref not in base:
            yield _told(kind, ref, one, "changed" if ref in base else "new", fields)
    for ref, one in base.items():
        if ref not in head:
            yield _told(kind, ref, one, "gone", ())


def _told(
    kind: ThingKind, ref: str, one: Update | Page, happening: Happening, fields: tuple[FieldChange, ...]
) -> GoalChange:
    return GoalChange(kind, ref, one.record.title or one.id, happening, one.record.places.at(), fields=fields)


def of_people(base: Goals, head: Goals) -> Iterator[GoalChange]:
    """People of people.yml that came, changed or went; none where the site does not show their names to the audience."""
    if not {policy(base), policy(head)} <= {"names", "pages"}:
        return
    before = {id_: one.record for id_, one in base.people.items() if one.record}
    after = {id_: one.record for id_, one in head.people.items() if one.record}
    for id_, record in after.items():
        fields = tuple(fields_of(before[id_], record, _OF_PERSON)) if id_ in before else ()
        if fields or id_ not in before:
            happening: Happening = "changed" if id_ in before else "new"
            yield GoalChange("person", id_, record.name, happening, record.places.at(), fields=fields)
    for id_, record in before.items():
        if id_ not in after:
            yield GoalChange("person", id_, record.name, "gone", record.places.at())
