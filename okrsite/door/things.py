"""The linked model and its figures → the records behind the door, one method a kind."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from okrsite.door import records
from okrsite.site import addresses
from okrsite.source.values import in_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from okrsite.goals import model
    from okrsite.goals.figures import KeyResultFigures, PeriodFigures
    from okrsite.site.data.facts import Facts, Json
    from okrsite.source import records as source
    from okrsite.source.values import Bound, Text

__all__ = ["Things"]


@dataclass(frozen=True, slots=True)
class Things:
    """Makes the records of a site, with texts in its main language and people as far as its policy goes."""

    facts: Facts

    @overload
    def text(self, text: Text) -> str: ...
    @overload
    def text(self, text: None) -> None: ...
    @overload
    def text(self, text: Text | None) -> str | None: ...
    def text(self, text: Text | None) -> str | None:
        """A text in the main language, else in its first."""
        language = self.facts.goals.site.language
        return None if text is None else in_language(text, language, language)

    def person(self, written: str | None) -> str | None:
        """Someone as the data files show them: an id, a name, a title, or None."""
        return self._shown(self.facts.person(written))

    def team(self, team: model.Team) -> records.Team:
        """A team and how it stands now."""
        figures = self.facts.figures.teams[team.id]
        return records.Team(
            id=team.id,
            name=self.text(team.record.name),
            parent=team.parent,
            children=team.children,
            lead=self.person(team.record.lead),
            members=self._people(self.facts.persons(team.record.members)),
            url=addresses.team(team.id),
            cycle=figures.cycle,
            progress=figures.now.progress,
            expected=figures.now.expected,
            statuses=dict(figures.now.statuses),
            objectives=team.objectives,
            kpis=team.kpis,
            archived=figures.archived,
        )

    def objective(self, objective: model.Objective) -> records.Objective:
        """An objective with its key results."""
        record, figures = objective.record, self.facts.figures.objectives[objective.ref]
        balance = self.facts.figures.balance[objective.ref]
        of_key_results = zip(objective.key_results, figures.key_results, strict=True)
        return records.Objective(
            ref=objective.ref,
            team=objective.team,
            cycle=objective.cycle,
            id=objective.id,
            title=self.text(record.title),
            why=self.text(record.why),
            owner=self.person(record.owner),
            with_=self._people(self.facts.carriers(record.with_)),
            kind=record.kind,
            url=addresses.objective(objective.ref),
            supports=objective.supports,
            supported_by=objective.supported_by,
            tags=record.tags,
            weight=record.weight,
            progress=figures.progress,
            expected=figures.expected,
            coverage=figures.coverage,
            status=figures.status,
            reported=figures.reported,
            confidence=figures.confidence,
            grade=figures.grade,
            verdict=balance.verdict,
            drivers=balance.drivers,
            guards=balance.guards,
            last_checkin=figures.last_checkin,
            last_news=figures.last_news,
            stale=figures.stale,
            dropped=self._dropped(record.dropped),
            outcome=self._outcome(record.outcome),
            initiatives=tuple(map(self._initiative, record.initiatives)),
            fields=self._own(record.fields),
            key_results=tuple(self._key_result(objective, one, its) for one, its in of_key_results),
        )

    def _key_result(
        self, objective: model.Objective, key_result: model.KeyResult, figures: KeyResultFigures
    ) -> records.KeyResult:
        record = key_result.record
        return records.KeyResult(
            ref=key_result.ref,
            objective=objective.ref,
            team=objective.team,
            cycle=objective.cycle,
            id=key_result.id,
            title=self.text(record.title),
            why=self.text(record.why),
            owner=self.person(record.owner),
            weight=record.weight,
            kpi=key_result.kpi,
            metric=self._metric(record, figures),
            milestones=tuple(map(self._milestone, record.milestones)),
            start=key_result.start,
            due=key_result.due,
            value=figures.value if figures.kind in ("move", "keep") else None,
            attainment=figures.attainment,
            progress=figures.progress,
            expected=figures.expected,
            status=figures.status,
            reported=figures.reported,
            confidence=figures.confidence,
            forecast=figures.forecast,
            pace_so_far=figures.pace_so_far,
            required_pace=figures.required_pace,
            last_checkin=figures.last_checkin,
            last_news=figures.last_news,
            stale=figures.stale,
            blocked=self.text(figures.blocked),
            dropped=self._dropped(record.dropped),
            grade=figures.grade,
            outcome=self._outcome(record.outcome),
            series=tuple(figures.series),
            checkins=tuple(self._checkins(figures.checkins)),
            tags=record.tags,
        )

    def kpi(self, kpi: model.Kpi) -> records.Kpi:
        """A KPI with its known values."""
        record, figures = kpi.record, self.facts.figures.kpis[kpi.ref]
        return records.Kpi(
            ref=kpi.ref,
            team=kpi.team,
            id=kpi.id,
            name=self.text(record.name),
            about=self.text(record.about),
            owner=self.person(record.owner),
            unit=self.text(record.unit),
            every=record.every,
            total=record.total,
            url=addresses.kpi(kpi.ref),
            data_source=record.source.url if record.source else None,
            tags=record.tags,
            target=_target(figures.target),
            tolerance=_target(record.tolerance),
            value=figures.value,
            period=figures.period,
            health=figures.health,
            trend=figures.trend,
            attainment=figures.attainment,
            stale=figures.stale,
            supports=kpi.supports,
            guards=kpi.guards,
            values=tuple(map(self._value, figures.values)),
        )

    def _value(self, one: PeriodFigures) -> records.Value:
        target, note = _target(one.target), self.text(one.note)
        return records.Value(one.period, one.start, one.end, one.date, one.value, target, one.health, note)

    def _metric(self, record: source.KeyResult, figures: KeyResultFigures) -> records.Metric:
        """The kind by its name; a move from the first value where no other is written."""
        metric = record.metric
        if metric is None:
            return records.Metric(figures.kind, None, None, None, None, None)
        bound, unit = _target(metric.bound), self.text(metric.unit)
        if bound:
            return records.Metric(figures.kind, None, None, bound.at_least, bound.at_most, unit)
        origin = figures.origin if metric.start is None else metric.start
        return records.Metric(figures.kind, origin, metric.to, None, None, unit)

    def _milestone(self, one: source.Milestone) -> records.Milestone:
        done = one.done if one.done and one.done <= self.facts.figures.day else None
        return records.Milestone(self.text(one.title), one.due, done, one.weight)

    def _checkins(self, checkins: Iterable[source.Checkin]) -> Iterable[records.Checkin]:
        for one in checkins:
            if one.date:  # every linked one has one
                yield records.Checkin(
                    one.date,
                    one.value,
                    one.progress,
                    one.confidence,
                    one.status,
                    self.text(one.note),
                    self.person(one.by),
                )

    def _initiative(self, one: source.Initiative) -> records.Initiative:
        link = one.link.url if one.link else None
        return records.Initiative(self.text(one.title), one.status, self.person(one.owner), one.due, link)

    def _dropped(self, dropped: source.Dropped | None) -> records.Dropped | None:
        """When and why it was given up, from that day on."""
        if dropped is None or dropped.date > self.facts.figures.day:
            return None
        return records.Dropped(dropped.date, self.text(dropped.why))

    def _outcome(self, outcome: source.Outcome | None) -> records.Outcome | None:
        return records.Outcome(outcome.grade, self.text(outcome.note)) if outcome else None

    def _own(self, fields: Mapping[str, object]) -> dict[str, object]:
        """Fields of the site's own: text, number, day, address or person, as declared."""
        shown = self.facts.own("objective", fields)
        return {
            name: value if isinstance(value, dt.date) else self._plain(shown[name]) for name, value in fields.items()
        }

    def _people(self, shown: Iterable[Json]) -> tuple[str, ...]:
        return tuple(name for name in map(self._shown, shown) if name)

    def _shown(self, person: Json) -> str | None:
        """Someone as a data file has them, whose title may have translations."""
        return None if person is None else str(self._plain(person))

    def _plain(self, value: Json) -> Json:
        """A value of a data file, of a text with translations the one in the main language, else the first."""
        if isinstance(value, dict):
            return value.get(self.facts.goals.site.language) or next(iter(value.values()))
        return value


def _target(bound: Bound | None) -> records.Target | None:
    return records.Target(bound.low, bound.high) if bound else None
