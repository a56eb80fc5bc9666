"""All rules of method over a site: each rule's severity from site.yml, and what `ignore:` silences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from okrsite.checks import checkins, goalposts, key_results, kpis, objectives, verdicts
from okrsite.checks.scene import Finding, Scene
from okrsite.frozen import dataclass
from okrsite.goals.model import Goals
from okrsite.problems import Problem, Severity
from okrsite.source.method import METHOD, Limit
from okrsite.source.records import Site

__all__ = ["FINDERS", "RuleInForce", "found_by_ref", "limits_of", "rules_in_force", "severity_of"]

Finder = Callable[[Scene], Iterable[Finding]]

FINDERS: Mapping[str, Finder] = MappingProxyType(
    {
        "at-a-cost": verdicts.at_a_cost,
        "baseline-from-first-value": key_results.baseline_from_first_value,
        "blocked": checkins.blocked,
        "carried-over": objectives.carried_over,
        "checkin-in-future": checkins.checkin_in_future,
        "checkin-outside-cycle": checkins.checkin_outside_cycle,
        "closed-without-outcome": objectives.closed_without_outcome,
        "copies-parent": objectives.copies_parent,
        "day-zero": key_results.day_zero,
        "decoupled": verdicts.decoupled,
        "derailing": verdicts.derailing,
        "key-result-is-a-task": key_results.key_result_is_a_task,
        "key-result-not-measurable": key_results.key_result_not_measurable,
        "key-results-per-objective": objectives.key_results_per_objective,
        "kpi-aimless": kpis.kpi_aimless,
        "kpi-and-goal-disagree": kpis.kpi_and_goal_disagree,
        "kpi-no-source": kpis.kpi_no_source,
        "kpi-no-target": kpis.kpi_no_target,
        "kpi-red-no-goal": kpis.kpi_red_no_goal,
        "kpi-stale": kpis.kpi_stale,
        "moved-goalpost": goalposts.moved_goalpost,
        "no-owner": key_results.no_owner,
        "no-why": objectives.no_why,
        "objective-is-a-number": objectives.objective_is_a_number,
        "objectives-per-team": objectives.objectives_per_team,
        "orphan-objective": objectives.orphan_objective,
        "pasted-note": checkins.pasted_note,
        "reported-better-than-computed": checkins.reported_better_than_computed,
        "sandbagging": key_results.sandbagging,
        "stale": checkins.stale,
        "title-and-metric-disagree": key_results.title_and_metric_disagree,
        "vague-words": key_results.vague_words,
    }
)
"""Rule → what finds it."""


def found_by_ref(scene: Scene, rules: Iterable[str] = FINDERS) -> dict[str, list[Problem]]:
    """What some `rules` of method say, by what they say it of: objectives, with their key results, KPIs and teams."""
    goals, ignored = scene.goals, dict(_ignored(scene.goals))
    found: dict[str, list[Problem]] = {}
    for rule in rules:
        severity = severity_of(goals.site, rule)
        for one in FINDERS[rule](scene) if severity is not None else ():
            if severity is not None and not _is_ignored(rule, one.ref, ignored):
                problem = Problem(one.place, rule, one.message, one.hint, severity)
                found.setdefault(one.ref.partition("#")[0], []).append(problem)
    return found


def severity_of(site: Site, rule: str) -> Severity | None:
    """How much a rule of method matters in a site; None where it is off."""
    word = str(site.rules.get(rule, {}).get("severity", METHOD[rule].severity))
    return None if word == "off" else Severity(word)


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """A rule of method that a site is held to: its severity and limits there, and how often it was found."""

    name: str
    severity: Severity
    limits: Mapping[str, Limit]
    findings: int


def rules_in_force(site: Site, found: Iterable[Problem]) -> tuple[RuleInForce, ...]:
    """The rules that are not off, by name; `found`: what they found."""
    counts = Counter(problem.rule for problem in found)
    return tuple(
        RuleInForce(name, severity, limits_of(site, name), counts[name])
        for name in METHOD
        if (severity := severity_of(site, name)) is not None
    )


def limits_of(site: Site, rule: str) -> dict[str, Limit]:
    """A rule's limits in a site; words are those that it adds."""
    said = site.rules.get(rule, {})
    return {name: _limit(said.get(name, default)) for name, default in METHOD[rule].limits.items()}


def _limit(value: object) -> Limit:
    return (
        value if isinstance(value, int | float) else tuple(map(str, value)) if isinstance(value, list | tuple) else ()
    )


def _ignored(goals: Goals) -> Iterator[tuple[str, Mapping[str, str]]]:
    for objective in goals.objectives.values():
        if objective.record.ignore:
            yield objective.ref, objective.record.ignore
        yield from ((one.ref, one.record.ignore) for one in objective.key_results if one.record.ignore)
    yield from ((kpi.ref, kpi.record.ignore) for kpi in goals.kpis.values() if kpi.record.ignore)


def _is_ignored(rule: str, ref: str, ignored: Mapping[str, Mapping[str, str]]) -> bool:
    """Whether a rule is ignored there, or on the objective around."""
    return any(rule in ignored.get(one, ()) for one in (ref, ref.partition("#")[0]))
