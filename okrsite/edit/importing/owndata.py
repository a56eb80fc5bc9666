"""The objectives, key results and check-ins of a built site's tables → the goals that they came from, with the same figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from okrsite.edit.importing.goals import KeyResult, Objective, Understood, Yaml
from okrsite.edit.importing.ownpace import pace_of
from okrsite.edit.importing.ownsite import Times, own_fields, times_of
from okrsite.edit.importing.owntables import OwnTables, Row, day_in, number_in, undone
from okrsite.edit.importing.sheet import clean
from okrsite.source.periods import cycle_period

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Mapping

    from okrsite.edit.importing.site import Target

__all__ = ["in_languages", "read_checkins", "read_key_results"]

_CHECKIN_NUMBERS = ("value", "progress", "confidence")
_CHECKIN_WORDS = ("status", "note", "by")
_NOT_TOLD = "The table does not say."  # why a goal was dropped: the format asks for a reason
_FIRST = "first value"


@dataclass(frozen=True, slots=True)
class _Site:
    """What the rows of key results are read with."""

    tables: OwnTables
    target: Target
    objectives: Mapping[str, Row]  # by ref
    checkins: Mapping[str, list[dict[str, Yaml]]]  # by key result
    times: Times  # of cycles
    kpis: Collection[str]  # refs of those that are, or will be, in the site

    @property
    def year_starts(self) -> int:
        """The month that years begin with."""
        told = self.tables.details.of("site", "").get("year_starts")
        return told if isinstance(told, int) and self.target.goals is None else self.target.year_starts

    def knows(self, cycle: str) -> bool:
        """Whether it is known when a cycle is."""
        return cycle in self.times or cycle_period(cycle) is not None

    @property
    def day(self) -> dt.date | None:
        """The day that the tables are of."""
        found: dt.date | None = self.tables.details.of("site", "").get("as_of")
        return found


def read_key_results(tables: OwnTables, target: Target, kpis: Collection[str], into: Understood) -> None:
    """Reads the objectives and key results. `kpis`: refs that key results may take values from."""
    near = _Site(
        tables,
        target,
        {row["ref"]: row for row in tables["objectives"] if row.get("ref")},
        _by_key_result(tables),
        times_of(tables.details, target),
        kpis,
    )
    by_ref: dict[str, Objective] = {}
    for number, row in enumerate(tables["key-results"], 2):
        ref, team, cycle = row.get("objective", ""), row.get("team", ""), row.get("cycle", "")
        if not (ref and team and cycle and row.get("id") and row.get("title")):
            into.ask(
                f"{number}:{number}", f"Row {number} has no objective, team, cycle, id or title, so it is left out."
            )
            continue
        if not near.knows(cycle):
            into.ask(f"{number}:{number}", _when(row["ref"], cycle))
            continue
        if ref not in by_ref:
            by_ref[ref] = _objective(ref, near, into)
            into.goals.cycles.setdefault((team, cycle), []).append(by_ref[ref])
        by_ref[ref].key_results.append(_key_result(row, number, near, into))
        into.lines.append(f"  Row {number}: {row['ref']}")
    for ref in near.objectives.keys() - by_ref.keys():  # without key results
        row = near.objectives[ref]
        if row.get("team") and near.knows(row.get("cycle", "")):
            into.goals.cycles.setdefault((row["team"], row["cycle"]), []).append(_objective(ref, near, into))
    _in_order(into, near)


def _when(ref: str, cycle: str) -> str:
    return (
        f"{ref} is left out: the cycle `{cycle}` does not say when it is. Import details.csv with this table, "
        f"or list the cycle in site.yml first: `cycles: [{{id: {cycle}, start: 2026-10-01, end: 2026-12-31}}]`."
    )


def read_checkins(rows: list[Row], target: Target, into: Understood) -> None:
    """Reads checkins.csv on its own: those of key results that the site has, and that it does not have yet."""
    if target.goals is None:
        into.ask("", "Check-ins are of key results: import key-results.csv with them, or name the site with -C.")
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


def _by_key_result(tables: OwnTables) -> dict[str, list[dict[str, Yaml]]]:
    found: dict[str, list[dict[str, Yaml]]] = {}
    seen: dict[str, int] = {}
    for row in tables["checkins"]:
        name = f"{row.get('key_result', '')} {row.get('date', '')}"
        seen[name] = seen.get(name, 0) + 1
        more = tables.details.of("checkin", f"{name} {seen[name]}" if seen[name] > 1 else name)
        checkin = _checkin(row)
        note = in_languages(more.pop("note", None), checkin.get("note"), tables)
        found.setdefault(row.get("key_result", ""), []).append(checkin | _filled({"note": note} | more))
    return found


def _checkin(row: Row) -> dict[str, Yaml]:
    cells: dict[str, Yaml] = {"date": day_in(row, "date")}
    cells |= {name: number_in(row, name) for name in _CHECKIN_NUMBERS} | {
        name: row.get(name) for name in _CHECKIN_WORDS
    }
    return {name: value for name, value in cells.items() if value not in (None, "")}


def in_languages(told: Yaml, cell: Yaml, tables: OwnTables) -> Yaml:
    """A text as it was told, in all languages, where the cell still says the same; else it was rewritten in the main one."""
    if told is None or not isinstance(told, str | dict):
        return cell
    texts = [str(one) for one in (told.values() if isinstance(told, dict) else (told,))]
    if not cell or cell in [undone(clean(one)) for one in texts]:
        return told
    main = tables.details.of("site", "").get("language", "en")
    return {**told, main if main in told else next(iter(told)): cell} if isinstance(told, dict) else cell


def _objective(ref: str, near: _Site, into: Understood) -> Objective:
    row = near.objectives.get(ref, {})
    told = own_fields("objective", ref, near.tables.details.of("objective", ref), near.target, into)
    identity = ref.rpartition("/")[2]
    title = row.get("title") or identity
    fields: dict[str, Yaml] = _filled({
        "title": in_languages(told.pop("title", None), title, near.tables),
        "why": told.pop("why", None),
        "owner": row.get("owner"),
        "with": told.pop("with", None),
        "kind": row.get("kind"),
        "weight": _unless(number_in(row, "weight"), 1),
        **told,
        "dropped": _dropped(row, told),
    })  # fmt: skip
    return Objective(title, fields, id=identity)


def _key_result(row: Row, number: int, near: _Site, into: Understood) -> KeyResult:
    ref = row["ref"]
    told = own_fields("key_result", ref, near.tables.details.of("key_result", ref), near.target, into)
    fed = row.get("kpi", "") in near.kpis
    checkins = near.checkins.get(ref)
    if checkins is None:
        checkins = _last_known(row, fed)
    title = row["title"]
    fields = _filled({
        "title": in_languages(told.pop("title", None), title, near.tables),
        "why": told.pop("why", None),
        "owner": row.get("owner"),
        "weight": _unless(number_in(row, "weight"), 1),
        **_measure(row, told, checkins, near, lambda message: into.ask(f"{number}:{number}", message)),
        "kpi": row["kpi"] if fed else None,
        **_time(row, near),
        **told,
        "dropped": _dropped(row, told),
    })  # fmt: skip
    if row.get("blocked") and "blocked" not in fields and not any(checkin.get("blocked") for checkin in checkins):
        fields["blocked"] = row["blocked"]
    if row.get("status") == "withheld":
        into.lines.append(
            f"  Row {number}: the numbers of {ref} are not for the audience of these tables; it has none."
        )
    if "done" not in fields and row.get("kind") == "done":
        fields["done"] = None
    if row.get("kpi") and not fed:
        into.ask(f"{number}:{number}", f"There is no KPI `{row['kpi']}` to take the value of {ref} from.")
    return KeyResult(title, fields, checkins, row["id"])


def _measure(
    row: Row, told: dict[str, Any], checkins: list[dict[str, Yaml]], near: _Site, ask: Callable[[str], None]
) -> dict[str, Yaml]:
    """The measure by its kind; what only a progress is known of is checked in as one."""
    match row.get("kind"):
        case "move" | "keep":
            return {"metric": _metric(row, checkins, near, ask)}
        case "done":
            day = told.get("done") or day_in(row, "last_news")
            return {"done": day if number_in(row, "progress") == 1 else None}
        case "milestones" if "milestones" not in told:
            ask(f"The milestones of {row['ref']} are not in the table: its progress is checked in.")
            news = day_in(row, "last_news") or day_in(row, "start")
            checkins.append({"date": news, "progress": number_in(row, "progress")})
    return {}


def _metric(row: Row, checkins: list[dict[str, Yaml]], near: _Site, ask: Callable[[str], None]) -> dict[str, Yaml]:
    more = near.tables.details.of("metric", row["ref"])
    unit = in_languages(more.pop("unit", None), row.get("unit"), near.tables)
    if row.get("kind") == "keep":
        return _filled({"keep": _bound(row), "unit": unit})
    start = number_in(row, "from")
    values = [one["value"] for one in checkins if "value" in one]
    if more.pop("from", None) == _FIRST and (start is None or row.get("kpi") or start in values[:1]):
        start = None
    pace = more or pace_of(row, near.day, ask)
    pace = {name: one for name, one in pace.items() if one != "linear"}
    return _filled({"from": start, "to": number_in(row, "to"), "unit": unit, **pace})


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


def _time(row: Row, near: _Site) -> dict[str, Yaml]:
    """Start and due day where they are not the cycle's."""
    start, due = day_in(row, "start"), day_in(row, "due")
    named = cycle_period(row["cycle"], near.year_starts)
    usual = near.times.get(row["cycle"]) or ((named.start, named.end) if named else (None, None))
    return {"start": _unless(start, usual[0]), "due": _unless(due, usual[1])}


def _dropped(row: Row, told: Mapping[str, Any]) -> Yaml:
    day, why = day_in(row, "dropped"), told.get("dropped")
    return {"date": day, "why": (why or {}).get("why") or _NOT_TOLD} if day else None


def _in_order(into: Understood, near: _Site) -> None:
    """Puts objectives in the order of objectives.csv."""
    places = {ref: place for place, ref in enumerate(near.objectives)}
    for (team, cycle), listed in into.goals.cycles.items():
        listed.sort(key=lambda one: places.get(f"{team}/{cycle}/{one.id}", 0))


def _unless(value: Any, usual: object) -> Any:
    return None if value == usual else value


def _filled(cells: Mapping[str, Any]) -> dict[str, Yaml]:
    """What is not blank."""
    return {name: cast("Yaml", value) for name, value in cells.items() if value not in (None, "", [], {})}
