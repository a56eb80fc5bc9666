"""key-results.csv and checkins.csv of a built site → the goals that they came from, with the same figures.

What the tables do not hold (reasons, milestones, ties) is taken from objectives.json where it lies beside them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from okrsite.edit.importing.goals import KeyResult, Objective, Understood, Yaml
from okrsite.edit.importing.ownpace import pace_of
from okrsite.edit.importing.ownsite import Times, read_site
from okrsite.edit.importing.owntables import Row, beside, day_in, day_of, json_beside, json_file, number_in
from okrsite.source.periods import cycle_period

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

    from okrsite.edit.importing.site import Target

__all__ = ["read_checkins", "read_key_results"]

_CHECKIN_NUMBERS = ("value", "progress", "confidence")
_CHECKIN_WORDS = ("status", "note", "by")
_NOT_TOLD = "The data file does not say."  # why a goal was dropped: the format asks for a reason


@dataclass(frozen=True, slots=True)
class _Beside:
    """What lies beside key-results.csv: by ref."""

    objectives: Mapping[str, Row]
    records: Mapping[str, dict[str, Any]]  # of objectives.json
    checkins: Mapping[str, list[dict[str, Yaml]]]
    times: Times  # of cycles
    day: dt.date | None  # that the files are of
    kpis: Collection[str]  # refs of those that are, or will be, in the site


def read_key_results(rows: list[Row], path: Path, target: Target, kpis: Collection[str], into: Understood) -> None:
    """Reads key-results.csv, its `rows`, with what lies beside it. `kpis`: refs that key results may take values from."""
    near = _Beside(
        {row["ref"]: row for row in beside(path, "objectives.csv") if row.get("ref")},
        {str(record.get("ref")): record for record in json_beside(path, "objectives.json", "objectives")},
        _by_key_result(beside(path, "checkins.csv")),
        read_site(path, target, into.goals),
        day_of(json_file(path, "objectives.json").get("as_of")),
        kpis,
    )
    by_ref: dict[str, Objective] = {}
    for number, row in enumerate(rows, 2):
        ref, team, cycle = row.get("objective", ""), row.get("team", ""), row.get("cycle", "")
        if not (ref and team and cycle and row.get("id") and row.get("title")):
            into.ask(
                f"{number}:{number}", f"Row {number} has no objective, team, cycle, id or title, so it is left out."
            )
            continue
        if ref not in by_ref:
            by_ref[ref] = _objective(ref, near)
            into.goals.cycles.setdefault((team, cycle), []).append(by_ref[ref])
        by_ref[ref].key_results.append(_key_result(row, number, near, into))
        into.lines.append(f"  Row {number}: {row['ref']}")
    for ref in near.objectives.keys() - by_ref.keys():  # without key results
        row = near.objectives[ref]
        into.goals.cycles.setdefault((row["team"], row["cycle"]), []).append(_objective(ref, near))
    _in_order(into, near)


def read_checkins(rows: list[Row], target: Target, into: Understood) -> None:
    """Reads checkins.csv on its own: those of key results that the site has, and that it does not have yet."""
    if target.goals is None:
        into.ask("", "Check-ins are of key results: import key-results.csv first, or name the site with -C.")
        return
    known = {one.ref: one for goal in target.goals.objectives.values() for one in goal.key_results}
    there = 0
    for number, row in enumerate(rows, 2):
        key_result = known.get(row.get("key_result", ""))
        checkin = _checkin(row)
        if key_result is None or "date" not in checkin:
            into.ask(
                f"{number}:{number}", f"The site has no key result `{row.get('key_result', '')}`, or there is no date."
            )
        elif any(_same(checkin, one) for one in key_result.checkins):
            there += 1
        else:
            team = key_result.ref.partition("/")[0]
            into.goals.checkins.setdefault(team, []).append({"key_result": key_result.ref, **checkin})
            into.lines.append(f"  Row {number}: {key_result.ref} on {checkin['date']}")
    if there:
        into.lines.append(f"  {there:,} check-ins are in the site already.")


def _same(checkin: Mapping[str, Yaml], known: object) -> bool:
    names = ("date", *_CHECKIN_NUMBERS, *_CHECKIN_WORDS)
    return all(checkin.get(name) == getattr(known, name) for name in names)


def _by_key_result(rows: Iterable[Row]) -> dict[str, list[dict[str, Yaml]]]:
    found: dict[str, list[dict[str, Yaml]]] = {}
    for row in rows:
        found.setdefault(row.get("key_result", ""), []).append(_checkin(row))
    return found


def _checkin(row: Row) -> dict[str, Yaml]:
    cells: dict[str, Yaml] = {"date": day_in(row, "date")}
    cells |= {name: number_in(row, name) for name in _CHECKIN_NUMBERS} | {
        name: row.get(name) for name in _CHECKIN_WORDS
    }
    return {name: value for name, value in cells.items() if value not in (None, "")}


def _objective(ref: str, near: _Beside) -> Objective:
    row, record = near.objectives.get(ref, {}), near.records.get(ref, {})
    identity = ref.rpartition("/")[2]
    fields: dict[str, Yaml] = _filled({
        "why": record.get("why"),
        "owner": row.get("owner"),
        "with": record.get("with"),
        "kind": row.get("kind"),
        "weight": _unless(number_in(row, "weight"), 1),
        "tags": record.get("tags"),
        "dropped": _dropped(row, record),
        "outcome": _filled(record.get("outcome") or {}),
        "initiatives": [_filled(one) for one in record.get("initiatives", ())],
    })  # fmt: skip
    return Objective(record.get("title") or row.get("title") or identity, fields, id=identity)


def _key_result(row: Row, number: int, near: _Beside, into: Understood) -> KeyResult:
    record = _record(row, near)
    fed = row.get("kpi", "") in near.kpis
    checkins = near.checkins.get(row["ref"])
    if checkins is None:
        checkins = _last_known(row, fed)
    fields = _filled({
        "owner": row.get("owner"),
        "weight": _unless(number_in(row, "weight"), 1),
        **_measure(row, record, checkins, near.day, lambda message: into.ask(f"{number}:{number}", message)),
        "kpi": row["kpi"] if fed else None,
        **_time(row, near),
        "dropped": _dropped(row, record),
    })  # fmt: skip
    if row.get("blocked") and not any(checkin.get("blocked") for checkin in checkins):
        fields["blocked"] = record.get("blocked") or row["blocked"]
    if "done" not in fields and row.get("kind") == "done":
        fields["done"] = None
    if row.get("kpi") and not fed:
        into.ask(f"{number}:{number}", f"There is no KPI `{row['kpi']}` to take the value of {row['ref']} from.")
    return KeyResult(record.get("title") or row["title"], fields, checkins, row["id"])


def _record(row: Row, near: _Beside) -> dict[str, Any]:
    """The key result's record in objectives.json; empty without one."""
    listed = near.records.get(row["objective"], {}).get("key_results", ())
    return next((one for one in listed if isinstance(one, dict) and one.get("ref") == row["ref"]), {})


def _measure(
    row: Row,
    record: dict[str, Any],
    checkins: list[dict[str, Yaml]],
    day: dt.date | None,
    ask: Callable[[str], None],
) -> dict[str, Yaml]:
    """The measure by its kind; what only a progress is known of is checked in as one."""
    unit = (record.get("metric") or {}).get("unit") or row.get("unit")
    match row.get("kind"):
        case "move":
            ends = {"from": number_in(row, "from"), "to": number_in(row, "to")}
            return {"metric": _filled({**ends, "unit": unit, **pace_of(row, day, ask)})}
        case "keep":
            return {"metric": _filled({"keep": _bound(row), "unit": unit})}
        case "done":
            return {"done": day_in(row, "last_news") if number_in(row, "progress") == 1 else None}
        case "milestones" if record.get("milestones"):
            steps = [_filled({**one, "weight": _unless(one.get("weight"), 1)}) for one in record["milestones"]]
            return {"milestones": steps}
        case "milestones":
            ask(f"The milestones of {row['ref']} are not in the table: its progress is checked in.")
            news = day_in(row, "last_news") or day_in(row, "start")
            checkins.append({"date": news, "progress": number_in(row, "progress")})
    return {}


def _bound(row: Row) -> dict[str, Yaml]:
    low, high = number_in(row, "at_least"), number_in(row, "at_most")
    return {"between": [low, high]} if None not in (low, high) else _filled({"at_least": low, "at_most": high})


def _last_known(row: Row, fed: bool) -> list[dict[str, Yaml]]:
    """The one check-in that key-results.csv alone tells of."""
    value = None if fed else number_in(row, "value")
    progress = number_in(row, "progress") if row.get("kind") == "progress" else None
    said = _filled(
        {
            "value": value,
            "progress": progress,
            "confidence": number_in(row, "confidence"),
            "status": row.get("reported"),
        }
    )
    day = day_in(row, "last_checkin") or day_in(row, "last_news")
    return [{"date": day, **said}] if said and day else []


def _time(row: Row, near: _Beside) -> dict[str, Yaml]:
    """Start and due day where they are not the cycle's."""
    start, due = day_in(row, "start"), day_in(row, "due")
    named = cycle_period(row["cycle"])
    usual = near.times.get(row["cycle"]) or ((named.start, named.end) if named else (None, None))
    return {"start": _unless(start, usual[0]), "due": _unless(due, usual[1])}


def _dropped(row: Row, record: dict[str, Any]) -> Yaml:
    day = day_in(row, "dropped")
    return {"date": day, "why": (record.get("dropped") or {}).get("why") or _NOT_TOLD} if day else None


def _in_order(into: Understood, near: _Beside) -> None:
    """Puts objectives in the order of objectives.csv, and ties them as objectives.json says."""
    places = {ref: place for place, ref in enumerate(near.objectives)}
    known = {f"{team}/{cycle}/{one.id}" for (team, cycle), listed in into.goals.cycles.items() for one in listed}
    for (team, cycle), listed in into.goals.cycles.items():
        listed.sort(key=lambda one: places.get(f"{team}/{cycle}/{one.id}", 0))
        for objective in listed:
            record = near.records.get(f"{team}/{cycle}/{objective.id}", {})
            supports = [ref for ref in record.get("supports", ()) if ref.partition("#")[0] in known]
            if supports:
                objective.fields["supports"] = supports


def _unless(value: Any, usual: object) -> Any:
    return None if value == usual else value


def _filled(cells: Mapping[str, Any]) -> dict[str, Yaml]:
    """What is not blank."""
    return {name: cast("Yaml", value) for name, value in cells.items() if value not in (None, "", [], {})}
