"""What the details of a built site tell of all but its goals: its settings, teams, people, cycles, updates and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from okrsite.edit.importing.goals import Prose
from okrsite.edit.importing.sheet import NotReadError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from okrsite.edit.importing.goals import Understood, Yaml
    from okrsite.edit.importing.owndetails import Details
    from okrsite.edit.importing.site import Target

__all__ = ["Times", "own_fields", "read_site", "times_of"]

Times = dict[str, tuple["dt.date", "dt.date"]]

_NOT_IN_FILES = frozenset(("as_of",))


def read_site(details: Details, target: Target, into: Understood) -> None:
    """Reads everything but goals, KPIs and check-ins into `into`.

    Raises:
        NotReadError: the details are of audiences that the site does not have: what is not for everyone would be then.
    """
    _refuse_unknown_audiences(details, target)
    goals = into.goals
    if target.goals is None:
        goals.site |= {name: _filled(one) for name, one in details.of("site", "").items() if name not in _NOT_IN_FILES}
    known = details.all("team").keys() | target.teams.keys()
    for identity, fields in details.all("team").items():
        parent = fields.get("parent")
        kept = {name: one for name, one in fields.items() if name != "parent" or parent in known}
        goals.teams[identity] = own_fields("team", identity, kept, target, into)
    goals.people |= {identity: dict(fields) for identity, fields in details.all("person").items()}
    for ref, fields in details.all("cycle").items():
        team, _, cycle = ref.partition("/")
        goals.intros[team, cycle] = fields.get("intro")
    for ref, fields in details.all("update").items():
        team, _, rest = ref.partition("/updates/")
        goals.prose.append(Prose(team, f"updates/{rest}", fields))
    goals.prose += [Prose("", f"pages/{identity}", fields) for identity, fields in details.all("page").items()]
    goals.prose += [Prose("", "index", fields) for fields in details.all("index").values()]


def _filled(value: Yaml) -> Yaml:
    """A setting without the blank fields of entries in its lists."""
    if isinstance(value, list):
        return [_filled(one) for one in value]
    if isinstance(value, dict):
        return {name: _filled(one) for name, one in value.items() if one is not None and one != []}
    return value


def times_of(details: Details, target: Target) -> Times:
    """The first and last days of cycles: those of the site that is there, else those that the details list."""
    if target.goals is not None:
        return {cycle.id: (cycle.start, cycle.end) for cycle in target.goals.cycles.values()}
    listed = cast("Iterable[dict[str, Any]]", details.of("site", "").get("cycles") or ())
    found = ((str(one.get("id")), one.get("start"), one.get("end")) for one in listed)
    return {identity: (start, end) for identity, start, end in found if start and end}


def own_fields(kind: str, ref: str, fields: Mapping[str, Yaml], target: Target, into: Understood) -> dict[str, Yaml]:
    """The fields; without those of one's own that the site that is there does not declare, which is told."""
    own = fields.get("fields")
    if target.goals is None or not isinstance(own, dict):
        return dict(fields)
    declared = target.goals.site.fields.get(kind, {})
    for name in own.keys() - declared.keys():
        into.ask("", f"The field `{name}` of {ref} is left out: site.yml declares none for {kind}.")
    kept = {name: value for name, value in own.items() if name in declared}
    return {name: value for name, value in fields.items() if name != "fields"} | ({"fields": kept} if kept else {})


def _refuse_unknown_audiences(details: Details, target: Target) -> None:
    if target.goals is None:
        return
    told = details.of("site", "").get("audiences") or ()
    missing = [str(one) for one in told if one not in target.goals.site.audiences]
    if missing:
        raise NotReadError(
            f"These tables hold what is for {', '.join(missing)} only, and site.yml has no such audience: "
            f"list it there first (audiences: [{', '.join(map(str, told))}])."
        )
