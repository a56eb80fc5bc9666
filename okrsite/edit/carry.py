"""Carrying an objective over: a copy in another cycle that begins where the old one stopped, and a word about it in the old one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from okrsite.edit.changes import Changes, edited
from okrsite.edit.new import new_objective
from okrsite.edit.readers import figures_of_wider, ranks_of
from okrsite.edit.yamlinsert import CannotEditError, node_at, set_key
from okrsite.edit.yamltext import AsWritten, InFlow, Value, as_written
from okrsite.goals.measure import measure
from okrsite.source.context import Context
from okrsite.source.files import read_text
from okrsite.source.frontmatter import read_document
from okrsite.source.nodes import Map, Node
from okrsite.source.values import Texts
from okrsite.source.yamltree import parse

if TYPE_CHECKING:
    from okrsite.edit.opened import Opened
    from okrsite.goals.figures import KeyResultFigures
    from okrsite.goals.model import KeyResult, Objective

__all__ = ["carry_over"]

LEFT_OF_OBJECTIVE = frozenset(
    {"id", "title", "outcome", "dropped", "changed", "order", "key_results", "supports", "initiatives", "aliases"}
)
LEFT_OF_KEY_RESULT = frozenset(
    {
        "checkins",
        "outcome",
        "dropped",
        "changed",
        "blocked",
        "start",
        "due",
        "supports",
        "metric",
        "milestones",
        "aliases",
    }
)
_FROM = re.compile(r"(from\s+)\S+(?:\s*%)?", re.IGNORECASE)
_REACH = re.compile(r"reach\s+", re.IGNORECASE)


def carry_over(
    site: Opened, objective: Objective, cycle: str, note: Callable[[str], Value]
) -> tuple[Changes, list[str]]:
    """What to write, and sentences on what was left behind. `note`: what the old outcome says of where it went.

    What is reached, done or dropped stays behind; dates, check-ins, outcomes and changes do. A metric begins at the last value.

    Raises:
        CannotEditError: nothing is left to carry over; or a file can't be edited safely.
        WrongValueError: the target cycle has an objective of that id.
    """
    _refuse_twice(site, objective, cycle)
    source = _source(site, objective)
    told: list[str] = []
    copy = _copied(source, LEFT_OF_OBJECTIVE)
    why = objective.record.why
    if why is not None and "why" not in copy:
        copy["why"] = dict(why.by_language) if isinstance(why, Texts) else why
    if supports := _supports(site, objective.supports, cycle, told):
        copy["supports"] = supports
    if initiatives := [
        _without(as_written(one), "due")
        for one in _items(source, "initiatives")
        if _status(one) not in {"done", "dropped"}
    ]:
        copy["initiatives"] = initiatives
    key_results = _key_results(site, objective, source, cycle, told)
    copy |= {"key_results": key_results} if key_results else {}
    if objective.key_results and not key_results:
        raise CannotEditError(f"All of {objective.ref} is reached or dropped: there is nothing to carry over.")
    title = source.get("title")
    if audience := _audience(site, objective, cycle):
        copy["audience"] = audience
    changes = new_objective(
        site,
        site.words(objective.record.title),
        _free_id(site, objective, cycle),
        objective.team,
        cycle,
        {"title": as_written(title) if title else "", **copy},
        objective.tree,
    )
    there = f"{objective.team}/{cycle}/{_free_id(site, objective, cycle)}"
    return _marked(site, changes, objective, note(there), told), told


def _audience(site: Opened, objective: Objective, cycle: str) -> str | None:
    """What to say so that the copy is no wider: the file that it goes into may be, or may not say whom it is for."""
    ranks = ranks_of(site)
    into = [
        ranks.of(file.record.audience)
        for file in site.sources.cycles
        if (file.team, file.tree, file.cycle, file.single) == (objective.team, objective.tree, cycle, False)
    ]
    around = max(ranks.folder(objective.tree, objective.team), *into[:1], 0)
    rank = ranks.goals[objective.ref]
    return site.goals.site.audiences[rank] if rank > around else None


def _refuse_twice(site: Opened, objective: Objective, cycle: str) -> None:
    """Raises CannotEditError where the old objective says that it was carried over to that cycle."""
    outcome = objective.record.outcome
    there = f" {objective.team}/{cycle}/{objective.id}"
    if outcome is not None and outcome.note is not None and there in site.words(outcome.note):
        raise CannotEditError(f"{objective.ref} was carried over to {objective.team}/{cycle}/{objective.id} already.")


def _source(site: Opened, objective: Objective) -> Map:
    """The objective as it is written."""
    path, trail = site.trail_of(objective)
    text = read_text(site.root, path)[0] or ""
    if path.lower().endswith(".md"):
        document = read_document(Context(path, text))
        node: Node | None = document.front if document else None
    else:
        node = parse(text, path).node
    found = node_at(node, trail) if node is not None else None
    if not isinstance(found, Map):
        raise CannotEditError(f"{objective.record.places.at()}: the objective can't be read there.")
    return found


def _copied(node: Map, but: frozenset[str]) -> dict[str, Value]:
    copy: dict[str, Value] = {}
    for key, value in node.entries:
        if key.text not in but:
            copy |= _filled(key.text, value)
    return copy


def _filled(key: str, value: Node) -> dict[str, Value]:
    """A field, unless it stands blank; `done` alone says something then."""
    written = as_written(value)
    return {} if written is None and key != "done" else {key: written}


def _items(node: Map, key: str) -> Sequence[Node]:
    return getattr(node.get(key), "items", ())


def _status(node: Node) -> str:
    status = node.get("status") if isinstance(node, Map) else None
    return getattr(status, "text", "")


def _free_id(site: Opened, objective: Objective, cycle: str) -> str:
    """The same id; with a number behind it where the cycle has one of that name."""
    taken = {one.id for one in site.goals.objectives.values() if (one.team, one.cycle) == (objective.team, cycle)}
    number, found = 1, objective.id
    while found in taken:
        number += 1
        found = f"{objective.id[:76]}-{number}"
    return found


def _key_results(site: Opened, objective: Objective, source: Map, cycle: str, told: list[str]) -> list[Value]:
    figures = measure(site.goals, site.today)
    seen = figures_of_wider(site, site.today).values()
    kept: list[Value] = []
    for written, one in zip(_items(source, "key_results"), objective.key_results, strict=True):
        found = figures.key_results[one.ref]
        if one.record.dropped is not None or (found.progress == 1 and found.kind != "keep"):
            told.append(f"{one.ref} stays behind: it is {'dropped' if one.record.dropped else 'reached'}.")
        elif isinstance(written, Map):
            others = [wider.key_results[one.ref].value for wider in seen if one.ref in wider.key_results]
            if _goes_on(site, one, found) and any(value != found.value for value in others):
                told.append(
                    f"{one.ref} begins where it began: its last value is withheld from some who read its metric."
                )
                found = replace(found, value=None)
            kept.append(_key_result(site, one, written, found, cycle, told))
    return kept


def _key_result(
    site: Opened, one: KeyResult, written: Map, found: KeyResultFigures, cycle: str, told: list[str]
) -> Value:
    """A key result as it begins in the new cycle; its metric where it stands among the rest."""
    copy: dict[str, Value] = {"id": one.id}
    for key, value in written.entries:
        if key.text == "metric":
            copy["metric"] = _metric(site, one, as_written(value), found)
        elif key.text == "milestones" and one.record.milestones:
            copy["milestones"] = [
                _without(as_written(step), "due", "done")
                for step, record in zip(_items(written, "milestones"), one.record.milestones, strict=True)
                if record.done is None
            ]
        elif key.text not in LEFT_OF_KEY_RESULT:
            copy |= _filled(key.text, value)
    if supports := _supports(site, one.supports, cycle, told):
        copy["supports"] = supports
    return InFlow(copy) if written.is_flow else copy


def _metric(site: Opened, one: KeyResult, written: Value, found: KeyResultFigures) -> Value:
    """The metric from the last value on; as it was where it has none, is to be kept, or adds up anew in each cycle."""
    if not _goes_on(site, one, found):
        return _without(written, "plan") if isinstance(written, Mapping) else written
    if isinstance(written, Mapping):
        rest = {"from": found.value, **_mapping(_without(written, "from", "plan"))}
        return InFlow(rest) if isinstance(written, InFlow) else rest
    words = str(written)
    if _FROM.match(words):
        return _like(written, _FROM.sub(lambda match: f"{match[1]}{found.value}", words, count=1))
    return _like(written, _REACH.sub(f"from {found.value} to ", words, count=1))


def _goes_on(site: Opened, one: KeyResult, found: KeyResultFigures) -> bool:
    """Whether its metric begins anew where it stopped."""
    adds_up = one.kpi is not None and site.goals.kpis[one.kpi].record.total != "last"
    return found.kind == "move" and found.value is not None and not adds_up


def _like(written: Value, text: str) -> Value:
    """A text that is written as another one was."""
    return AsWritten(text) if isinstance(written, AsWritten) else text


def _without(value: Value, *names: str) -> Value:
    """A map without some of its keys, in braces where it was."""
    rest = {name: inner for name, inner in _mapping(value).items() if name not in names}
    return InFlow(rest) if isinstance(value, InFlow) else rest


def _mapping(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, Mapping) else {"title": value}


def _supports(site: Opened, refs: Iterable[str], cycle: str, told: list[str]) -> list[Value]:
    """The goals that are supported there: those of cycles that reach so far, and others' namesakes in the new cycle's time."""
    goals = site.goals
    kept: list[Value] = []
    target = goals.cycles.get(cycle)
    for ref in refs:
        path, hash_, _ = ref.partition("#")
        team, old, objective = path.split("/")
        if target is None or goals.cycles[old].end >= target.start:
            kept.append(ref)
            continue
        around = [one for one in goals.cycles.values() if one.start <= target.start and one.end >= target.end]
        names = [f"{team}/{one.id}/{objective}" for one in sorted(around, key=lambda one: one.days)]
        namesake = next((name for name in names if name in goals.objectives), None)
        if namesake:
            kept.append(namesake)
        else:
            told.append(
                f"It no longer supports {path}{hash_ and ref[len(path) :]}, whose cycle is over; name what it serves now."
            )
    return list(dict.fromkeys(kept)) if kept else []


def _marked(site: Opened, changes: Changes, objective: Objective, note: Value, told: list[str]) -> Changes:
    """With a word in the old objective's outcome, unless someone has written one."""
    outcome = objective.record.outcome
    path, trail = site.trail_of(objective)
    said = next(iter(note.values())) if isinstance(note, Mapping) else note
    if outcome is not None and outcome.note is not None:
        told.append(f"{objective.ref} has an outcome already, which stays as it is; it could say: {said}")
        return changes
    if outcome is not None:
        return edited(site.root, changes, path, lambda text: set_key(text, (*trail, "outcome"), "note", note))
    if objective.record.kind == "learning":
        told.append(f"{objective.ref} is for learning, so its outcome is yours to write; it could say: {said}")
        return changes
    return edited(site.root, changes, path, lambda text: set_key(text, trail, "outcome", {"note": note}))
