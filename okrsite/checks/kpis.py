"""Rules of method that look at KPIs."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.checks.key_results import unit_text
from okrsite.checks.scene import Finding, Scene, quoted
from okrsite.goals.cycles import open_on
from okrsite.source.rows import column
from okrsite.source.values import Metric, Steps, Target, TargetPath

__all__ = ["kpi_aimless", "kpi_and_goal_disagree", "kpi_no_source", "kpi_no_target", "kpi_red_no_goal", "kpi_stale"]


def kpi_no_target(scene: Scene) -> Iterator[Finding]:
    """A KPI with nothing to hold its values against."""
    for kpi, _ in scene.kpis():
        has_target = kpi.record.target is not None or any(column(kpi.record.values, "target"))
        if not has_target and not scene.unread(kpi.record, "target"):
            message = "This KPI has no target: nothing says whether its value is good."
            yield Finding(kpi.ref, kpi.record.places.at("name"), message, "Add `target: at least 120`.")


def kpi_no_source(scene: Scene) -> Iterator[Finding]:
    """A KPI that does not say where its number comes from."""
    for kpi, _ in scene.kpis():
        if kpi.record.source is None and not scene.unread(kpi.record, "source"):
            message = "This KPI does not say where its number comes from."
            hint = "Add `source: https://…`: where the next person finds it."
            yield Finding(kpi.ref, kpi.record.places.at("name"), message, hint)


def kpi_stale(scene: Scene) -> Iterator[Finding]:
    """A KPI whose next value is overdue."""
    for kpi, figures in scene.kpis():
        if figures.stale:
            last = figures.values[-1].period
            message = f"The newest value of this KPI is of {last}, and the {kpi.record.every} after it is over."
            yield Finding(
                kpi.ref, kpi.record.places.at("name"), message, "Add the value, or `archived:` if nobody needs it."
            )


def kpi_aimless(scene: Scene) -> Iterator[Finding]:
    """A KPI that no goal asked for, in a site that has goals."""
    if not scene.is_whole or not scene.goals.objectives:
        return
    for ref in scene.figures.aimless:
        message = "This KPI supports and guards nothing: no goal asked for this number."
        hint = "Add `supports:` or `guards:` with the goals that it is for, or archive it."
        yield Finding(ref, scene.goals.kpis[ref].record.places.at("name"), message, hint)


def kpi_red_no_goal(scene: Scene) -> Iterator[Finding]:
    """A KPI that was red in its last `periods` judged periods, with no open objective that it drives."""
    if not scene.is_whole:
        return
    goals, many = scene.goals, int(scene.number("kpi-red-no-goal", "periods"))
    driving = {
        driver
        for objective in goals.objectives.values()
        if open_on(goals.cycles[objective.cycle], scene.day) and not scene.figures.objectives[objective.ref].dropped
        for driver in objective.drivers
    }
    for kpi, figures in scene.kpis():
        if figures.health != "red" and not figures.so_far:
            continue  # as most: the newest of them is that one
        judged = [one for one in figures.values if one.value is not None and one.health is not None][-many:]
        is_red = many > 0 and len(judged) == many and all(one.health == "red" for one in judged)
        if is_red and not kpi.record.withheld and kpi.ref not in driving:
            names = quoted([one.period for one in judged])
            message = f"This KPI was red in {names}, and no open objective is driven by it."
            hint = "Set a goal that it drives, or change a target that nobody means."
            yield Finding(kpi.ref, kpi.record.places.at("name"), message, hint)


def kpi_and_goal_disagree(scene: Scene) -> Iterator[Finding]:
    """A key result that takes a KPI's value and has another unit, or wants it to go the other way."""
    for _, key_result, _ in scene.key_results():
        metric = key_result.record.metric
        if key_result.kpi is None or metric is None:
            continue
        kpi = scene.goals.kpis[key_result.kpi]
        own, other = unit_text(scene, metric.unit), unit_text(scene, kpi.record.unit)
        wanted, held = _metric_way(metric), _target_way(kpi.record.target)
        place = key_result.record.places.at("metric")
        if own and other and own.lower() != other.lower():
            message = (
                f"This key result is in `{own}`, and the KPI `{kpi.ref}` that it takes its value from in `{other}`."
            )
            yield Finding(key_result.ref, place, message, "Write the same unit in both.")
        elif wanted and held and wanted != held:
            message = (
                f"This key result wants the number {wanted}, and the target of the KPI `{kpi.ref}` wants it {held}."
            )
            yield Finding(key_result.ref, place, message, "One of the two is the wrong way round.")


def _metric_way(metric: Metric) -> str | None:
    if metric.bound is not None:
        return _target_way(metric.bound)
    if metric.start is None or metric.to is None:
        return None
    return "up" if metric.to > metric.start else "down"


def _target_way(target: Target | None) -> str | None:
    if isinstance(target, Steps):
        return _target_way(target.steps[-1][1]) if target.steps else None
    if isinstance(target, TargetPath):
        return "up" if target.to > target.origin else "down"
    return {"at_least": "up", "at_most": "down"}.get(target.kind) if target else None
