"""The records of kpis.json."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.site import addresses
from okrsite.site.data.facts import bound, day, link, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsite.goals.figures import PeriodFigures
    from okrsite.goals.model import Kpi
    from okrsite.site.data.facts import Facts, Json

__all__ = ["kpi_record", "kpis"]


def kpis(facts: Facts) -> Iterator[dict[str, Json]]:
    """Every KPI with its known values, in the site's order."""
    return (kpi_record(facts, ref) for ref in facts.goals.kpis)


def kpi_record(facts: Facts, ref: str) -> dict[str, Json]:
    """A KPI with its known values."""
    kpi = facts.goals.kpis[ref]
    return {**_words(facts, kpi), **_figures(facts, kpi)}


def _words(facts: Facts, kpi: Kpi) -> dict[str, Json]:
    record = kpi.record
    return {
        "ref": kpi.ref,
        "team": kpi.team,
        "id": kpi.id,
        "name": text(record.name),
        "about": text(record.about),
        "owner": facts.person(record.owner),
        "unit": text(record.unit),
        "every": record.every,
        "total": record.total,
        "url": addresses.kpi(kpi.ref),
        "source": facts.source(record, kpi.tree),
        "data_source": link(record.source),
        "tags": list(record.tags),
    }


def _figures(facts: Facts, kpi: Kpi) -> dict[str, Json]:
    figures = facts.figures.kpis[kpi.ref]
    return {
        "target": bound(figures.target),
        "tolerance": bound(kpi.record.tolerance),
        "value": figures.value,
        "period": figures.period,
        "health": figures.health,
        "trend": figures.trend,
        "attainment": figures.attainment,
        "stale": figures.stale,
        "supports": list(kpi.supports),
        "guards": list(kpi.guards),
        "values": [_value(value) for value in figures.values],
    }


def _value(value: PeriodFigures) -> dict[str, Json]:
    return {
        "period": value.period,
        "date": day(value.date),
        "value": value.value,
        "target": bound(value.target),
        "health": value.health,
        "note": text(value.note),
    }
