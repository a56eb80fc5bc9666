"""Rules of method that look at objectives."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from okrsite.checks.scene import Finding, Scene, quoted, title_of, versions
from okrsite.checks.wording import quantities, texts
from okrsite.goals.model import Objective
from okrsite.source.ids import normalised

__all__ = [
    "carried_over", "closed_without_outcome", "copies_parent", "key_results_per_objective", "no_why",
    "objective_is_a_number", "objectives_per_team", "orphan_objective",
]  # fmt: skip

_NOT_LETTERS = re.compile(r"[\W_]+")
_MONTH = 30.5  # days


def key_results_per_objective(scene: Scene) -> Iterator[Finding]:
    """Fewer than `min` key results, or more than `max`; without any, what supports it will do."""
    few = scene.number("key-results-per-objective", "min")
    many = scene.number("key-results-per-objective", "max")
    for objective in scene.objectives():
        places = objective.record.places
        of_it = scene.figures.objectives[objective.ref].key_results
        live = [one for one, figures in zip(objective.key_results, of_it, strict=True) if figures.status != "dropped"]
        if not live:
            if few > 0 and not objective.supported_by and not scene.unread(objective.record, "key_results"):
                message = "This objective has no key results and nothing supports it: there is no way to tell whether it is reached."
                yield Finding(
                    objective.ref, places.at("title"), message, "Add 2 to 4 key results that can be measured."
                )
        elif len(live) < few and not scene.unread(objective.record, "key_results"):
            message = f"This objective has {_count(len(live))}; at least {few:g} say more surely when it is reached."
            hint = "Ask what else would be true if it were reached, and measure that."
            yield Finding(objective.ref, places.at("title"), message, hint)
        elif len(live) > many:
            message = f"This objective has {_count(len(live))}, more than {many:g}: too many to watch."
            hint = "Keep those that would show it best; make the others initiatives, KPIs or an objective of their own."
            yield Finding(objective.ref, live[int(many)].record.places.at("title"), message, hint)


def _count(number: int) -> str:
    return f"{number} key result{'' if number == 1 else 's'}"


def objectives_per_team(scene: Scene) -> Iterator[Finding]:
    """More than `max` objectives of a team in one cycle, told at the first that is too many."""
    most = scene.number("objectives-per-team", "max")
    found: dict[tuple[str, str], list[Objective]] = {}
    for objective in scene.objectives():
        found.setdefault((objective.team, objective.cycle), []).append(objective)
    for (_, cycle), objectives in found.items():
        if len(objectives) > most:
            message = f"This team has {len(objectives)} objectives in {cycle}, more than {most:g}."
            hint = "Say which matter most this time, and leave the others for later."
            first = objectives[int(most)]
            yield Finding(first.ref, first.record.places.at("title"), message, hint)


def objective_is_a_number(scene: Scene) -> Iterator[Finding]:
    """A quantity in an objective's title; years and names with numbers in them are none."""
    for objective in scene.objectives():
        title = objective.record.title
        for trail, text in zip(versions(title), texts(title), strict=True):
            if found := quantities(text):
                message = f"This objective's title holds the number {found[0].words}, which makes it a key result."
                hint = "Say what should be different in words, and move the number into a key result."
                yield Finding(objective.ref, objective.record.places.at("title", *trail), message, hint)
                break


def no_why(scene: Scene) -> Iterator[Finding]:
    """An objective without a reason."""
    for objective in scene.objectives():
        if objective.record.why is None and not scene.unread(objective.record, "why"):
            hint = "Add `why:` and a sentence or two: what is wrong today, and who would notice the difference?"
            place = objective.record.places.at("title")
            yield Finding(objective.ref, place, "This objective does not say why it matters.", hint)


def orphan_objective(scene: Scene) -> Iterator[Finding]:
    """An objective of a team below another that has objectives, which supports nothing, nor do its key results."""
    if not scene.is_whole:
        return
    teams = scene.goals.teams
    for objective in scene.objectives():
        above = teams[objective.team].parent
        while above is not None and not teams[above].objectives:
            above = teams[above].parent
        ties = objective.supports or any(one.supports for one in objective.key_results)
        if above is None or ties or scene.unread(objective.record, "supports"):
            continue
        message = f"This objective supports nothing, though the team `{above}` above it has goals."
        hint = "Add `supports: team/cycle/objective`, or say with `ignore:` why it stands alone."
        yield Finding(objective.ref, objective.record.places.at("title"), message, hint)


def copies_parent(scene: Scene) -> Iterator[Finding]:
    """An objective with nearly the title of what it supports."""
    least = scene.number("copies-parent", "similarity")
    for objective in scene.objectives():
        own = scene.plain(objective.record.title)
        for position, ref in enumerate(objective.supports):
            if _alike(own, title_of(scene, ref), least):
                message = f"This objective has nearly the same title as `{ref}`, which it supports."
                hint = "Say what this team contributes; a goal that is only handed down is counted twice and steered by nobody."
                place = objective.record.places.at("supports", position)
                yield Finding(objective.ref, place, message, hint)
                break


def _alike(one: str, other: str, least: float) -> bool:
    bare, others = _bare(one), _bare(other)
    if bare == others:
        return True
    if _most_alike(bare, others) < least:
        return False
    matcher = difflib.SequenceMatcher(None, bare, others, autojunk=False)
    return matcher.ratio() >= least


def _most_alike(one: str, other: str) -> float:
    """What the ratio of two texts can come to at most, by the letters that both have: quick, and sure."""
    same = sum(min(one.count(letter), other.count(letter)) for letter in set(one))
    return 2 * same / (len(one) + len(other)) if one or other else 1


def _bare(title: str) -> str:
    return _NOT_LETTERS.sub(" ", normalised(title)).strip()


def carried_over(scene: Scene) -> Iterator[Finding]:
    """The same title in `cycles` cycles of one length running, told at the last."""
    goals, many = scene.goals, int(scene.number("carried-over", "cycles"))
    if many < 2:
        return
    running: dict[tuple[str, int], list[str]] = {}
    titles: dict[tuple[str, str], set[str]] = {}
    for objective in (goals.objectives[ref] for team in scene.teams() for ref in team.objectives):
        key = objective.team, round(goals.cycles[objective.cycle].days / _MONTH)
        if objective.cycle not in (known := running.setdefault(key, [])):
            known.insert(0, objective.cycle)  # a team's objectives come latest first
        titles.setdefault((objective.team, objective.cycle), set()).add(_bare(scene.plain(objective.record.title)))
    for objective in scene.objectives():
        cycles = running[objective.team, round(goals.cycles[objective.cycle].days / _MONTH)]
        at = cycles.index(objective.cycle)
        before = cycles[max(0, at - many + 1) : at]
        title = _bare(scene.plain(objective.record.title))
        if len(before) == many - 1 and all(title in titles[objective.team, cycle] for cycle in before):
            message = (
                f"This objective stood in {quoted(list(before))} already: it has been carried over {len(before)} times."
            )
            hint = "Drop it, cut it down to what a cycle can reach, or watch it as a KPI."
            yield Finding(objective.ref, objective.record.places.at("title"), message, hint)


def closed_without_outcome(scene: Scene) -> Iterator[Finding]:
    """An objective without `outcome`, `days` after its cycle's end."""
    days = scene.number("closed-without-outcome", "days")
    for objective in scene.objectives():
        gone = (scene.day - scene.goals.cycles[objective.cycle].end).days
        if gone >= days and objective.record.outcome is None and not scene.unread(objective.record, "outcome"):
            message = (
                f"{objective.cycle} has been over for {gone} days, and this objective does not say what came of it."
            )
            hint = "Add `outcome: {note: what we learned}`."
            yield Finding(objective.ref, objective.record.places.at("title"), message, hint)
