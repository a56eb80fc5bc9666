"""kpi-values.csv of a built site, with kpis.csv beside it → the KPIs that it came from, with the same figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from okrsite.edit.importing.goals import KpiSeries, Understood, Yaml
from okrsite.edit.importing.owntables import Row, beside, json_beside, number_in
from okrsite.source.periods import period
from okrsite.source.wrong import Wrong

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from okrsite.edit.importing.site import Target

__all__ = ["kpis_beside", "read_kpi_values"]

_FROM_JSON = ("about", "tags")


def kpis_beside(path: Path) -> list[str]:
    """The refs of the KPIs that kpis.csv in the same folder lists."""
    return [row["ref"] for row in beside(path, "kpis.csv") if row.get("ref")]


def read_kpi_values(rows: list[Row], path: Path, target: Target, goals: Iterable[str], into: Understood) -> None:
    """Reads kpi-values.csv, its `rows`; a KPI that the site has with the same values is left as it is.

    `goals`: refs of objectives that are, or will be, in the site: those that KPIs may be tied to.
    """
    listed = {row["ref"]: row for row in beside(path, "kpis.csv") if row.get("ref")}
    records = {str(record.get("ref")): record for record in json_beside(path, "kpis.json", "kpis")}
    values: dict[str, list[Row]] = {ref: [] for ref in listed}
    for row in rows:
        values.setdefault(row.get("kpi", ""), []).append(row)
    known = frozenset(goals)
    for ref, its in values.items():
        team, _, identity = ref.partition("/")
        if not (team and identity):
            into.ask("", f"`{ref}` is no KPI's reference: team/kpi.")
        elif target.goals is not None and ref in target.goals.kpis:
            _tell_there(ref, its, target, into)
        elif not listed.get(ref) and not its:
            into.ask("", f"Nothing is known of the KPI {ref}.")
        else:
            kpi = _kpi(identity, its, listed.get(ref, {}), records.get(ref, {}), known)
            into.goals.kpis.setdefault(team, []).append(kpi)
            into.lines.append(f"  KPI {ref}: {len(its)} values")


def _tell_there(ref: str, its: list[Row], target: Target, into: Understood) -> None:
    assert target.goals is not None  # noqa: S101  the caller asked
    there = {value.period.id: value.value for value in target.goals.kpis[ref].record.values}
    if any(row.get("period") not in there or there[row["period"]] != number_in(row, "value") for row in its):
        into.ask("", f"The KPI {ref} is there already, with other values: change them in its own file.")
    else:
        into.lines.append(f"  KPI {ref}: is in the site already, with the same values")


def _kpi(identity: str, its: list[Row], row: Row, record: dict[str, Any], goals: frozenset[str]) -> KpiSeries:
    fields: dict[str, Yaml] = {
        "name": record.get("name") or row.get("name") or identity,
        **{name: record.get(name) for name in _FROM_JSON},
        "owner": row.get("owner"),
        "unit": record.get("unit") or row.get("unit"),
        "every": row.get("every") or _every(its),
        "target": _target(its, row),
        "tolerance": record.get("tolerance"),
        "total": row.get("total") if row.get("total") != "last" else None,
        **{
            tie: [ref for ref in record.get(tie, ()) if ref.partition("#")[0] in goals]
            for tie in ("supports", "guards")
        },
        "source": row.get("data_source"),
    }
    return KpiSeries(
        identity, {name: value for name, value in fields.items() if value not in (None, "", [])}, _values(its)
    )


def _every(its: list[Row]) -> str | None:
    """The length of the first period."""
    found = period(its[0].get("period", "")) if its else None
    return found.every if found and not isinstance(found, Wrong) else None


def _values(its: list[Row]) -> list[dict[str, Yaml]]:
    found: list[dict[str, Yaml]] = []
    for row in its:
        value: dict[str, Yaml] = {"period": row.get("period"), "value": number_in(row, "value")}
        value |= {name: row[name] for name in ("date", "note") if row.get(name)}
        found.append({name: "" if cell is None else cell for name, cell in value.items()})
    return found


def _target(its: list[Row], row: Row) -> Yaml:
    """The target: one for all periods, or one for each in which it changes."""
    steps: dict[str, Yaml] = {}
    last = ""
    for value in its:
        words = _bound(value)
        if words and words != last:
            steps[value.get("period", "")] = last = words
    if len(steps) > 1:
        return steps
    return next(iter(steps.values()), None) or _bound(row) or None


def _bound(row: Row) -> str:
    low, high = number_in(row, "at_least"), number_in(row, "at_most")
    if low is not None and high is not None:
        return f"between {low} and {high}"
    return f"at least {low}" if low is not None else f"at most {high}" if high is not None else ""
