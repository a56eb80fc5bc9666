"""The KPIs of a built site's tables, with their values → the KPIs that they came from, with the same figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from okrsite.edit.importing.goals import KpiSeries, Understood, Yaml
from okrsite.edit.importing.owndata import in_languages
from okrsite.edit.importing.ownsite import own_fields
from okrsite.edit.importing.owntables import OwnTables, Row, day_of, number_in
from okrsite.source.periods import period
from okrsite.source.wrong import Wrong

if TYPE_CHECKING:
    from okrsite.edit.importing.site import Target

__all__ = ["read_kpis"]


def read_kpis(tables: OwnTables, target: Target, into: Understood) -> None:
    """Reads the KPIs, those with values and those without."""
    listed = {row["ref"]: row for row in tables["kpis"] if row.get("ref")}
    values: dict[str, list[Row]] = {ref: [] for ref in listed}
    for row in tables["kpi-values"]:
        values.setdefault(row.get("kpi", ""), []).append(row)
    for ref, its in values.items():
        team, _, identity = ref.partition("/")
        if not (team and identity):
            into.ask("", f"`{ref}` is no KPI's reference: team/kpi.")
            continue
        told = own_fields("kpi", ref, tables.details.of("kpi", ref), target, into)
        corrected = cast("list[dict[str, Any]]", told.pop("corrected", None) or [])
        kpi = _kpi(ref, its, listed.get(ref, {}), told, tables)
        kpi.values = _values(its, corrected, cast("dict[str, str]", told.pop("targets_of_periods", None) or {}))
        into.goals.kpis.setdefault(team, []).append(kpi)
        later = _later(ref, corrected)
        if later:
            into.goals.checkins.setdefault(team, []).extend(later)
        into.lines.append(f"  KPI {ref}: {len(its)} value{'' if len(its) == 1 else 's'}")


def _kpi(ref: str, its: list[Row], row: Row, told: dict[str, Any], tables: OwnTables) -> KpiSeries:
    identity = ref.rpartition("/")[2]
    more = {name: one for name, one in told.items() if name not in ("corrected", "targets_of_periods")}
    fields: dict[str, Yaml] = {
        "name": in_languages(more.pop("name", None), row.get("name") or identity, tables),
        "about": more.pop("about", None),
        "owner": row.get("owner"),
        "unit": in_languages(more.pop("unit", None), row.get("unit"), tables),
        "every": row.get("every") or _every(its),
        "target": more.pop("target", None) if tables.details.is_there else _target(its, row),
        "total": row.get("total") if row.get("total") != "last" else None,
        "source": more.pop("source", None) or row.get("data_source"),
        **more,
    }
    return KpiSeries(identity, {name: value for name, value in fields.items() if value not in (None, "", [])})


def _every(its: list[Row]) -> str | None:
    """The length of the first period."""
    found = period(its[0].get("period", "")) if its else None
    return found.every if found and not isinstance(found, Wrong) else None


def _values(its: list[Row], corrected: list[dict[str, Any]], targets: dict[str, str]) -> list[dict[str, Yaml]]:
    """The rows of its CSV file; of a period that was corrected what was known first."""
    first: dict[str, dict[str, Any]] = {}
    for point in corrected:
        first.setdefault(str(point.get("period")), point)
    found: list[dict[str, Yaml]] = []
    for row in its:
        name = row.get("period", "")
        said = first.get(name)
        if said and said.get("by") and name not in targets:  # a check-in, see _later
            continue
        value = said.get("value") if said else number_in(row, "value")
        date = str((said or row).get("date") or "")
        note: Yaml = (said or row).get("note") or ""
        if isinstance(note, dict) and targets:  # those rows stand in a CSV file, which has one language
            note = next(iter(note.values()))
        cells: dict[str, Yaml] = {"period": name, "value": "" if value is None else value}
        cells |= {"date": date} if date and not _is_first_day(name, date) else {}
        cells |= {"target": targets[name]} if name in targets else {}
        found.append(cells | ({"note": note} if note else {}))
    return found


def _is_first_day(name: str, date: str) -> bool:
    """Whether a value is known from the first day of its period, as where nothing is said."""
    found = period(name)
    return not isinstance(found, Wrong) and found.start == day_of(date)


def _later(ref: str, corrected: list[dict[str, Any]]) -> list[dict[str, Yaml]]:
    """What became known of a period later on, or was said by somebody, as check-ins."""
    seen: set[str] = set()
    found: list[dict[str, Yaml]] = []
    for point in corrected:
        name = str(point.get("period"))
        if name in seen or point.get("by"):
            told = {key: point.get(key) for key in ("date", "value", "note", "by")}
            said = {key: one for key, one in told.items() if one is not None}
            found.append({"kpi": ref, "period": name, **said})
        seen.add(name)
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
