"""What the site has already is taken out of what was understood: what is new is left, and what differs is told, not changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from okrsite.edit.importing.compared import differences, same_words
from okrsite.edit.importing.goals import Addition
from okrsite.edit.importing.site import known_team
from okrsite.goals.progress import kind_of
from okrsite.source.periods import period
from okrsite.source.values import Texts
from okrsite.source.wrong import Wrong

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from okrsite.edit.importing.goals import KeyResult, KpiSeries, Objective, Understood, Yaml
    from okrsite.edit.importing.site import Target
    from okrsite.goals import model
    from okrsite.source.values import Number

__all__ = ["without_known"]

_SAID = ("value", "progress", "confidence", "status", "note", "by")


def without_known(into: Understood, target: Target, today: dt.date) -> None:
    """Leaves in `into` what the site does not have. `today` is the day of values whose own day is not known."""
    if target.goals is None:
        return
    counts: Counter[str] = Counter()
    _goals(into, target, today, counts)
    _kpis(into, target, target.goals, counts)
    goals, there = into.goals, target.goals
    goals.teams = {one: fields for one, fields in goals.teams.items() if known_team(one, target) is None}
    goals.people = {
        one: fields for one, fields in goals.people.items() if one not in there.people or not there.people[one].record
    }
    goals.prose = [one for one in goals.prose if not _is_there(one.team, one.path, there)]
    goals.intros = {
        (team, cycle): intro
        for (team, cycle), intro in goals.intros.items()
        if (team, cycle) in goals.cycles and (team not in there.teams or cycle not in there.teams[team].intros)
    }
    told = ", ".join(f"{count:,} {what}{'s' if count > 1 else ''}" for what, count in counts.items())
    into.lines += [f"  In the site already: {told}."] if told else []


def _is_there(team: str, path: str, goals: model.Goals) -> bool:
    if team:
        return f"{team}/{path}" in goals.updates
    return bool(goals.index) if path == "index" else path.removeprefix("pages/") in goals.pages


# --- objectives and key results -----------------------------------------------------------------------------------------


def _goals(into: Understood, target: Target, today: dt.date, counts: Counter[str]) -> None:
    assert target.goals is not None  # noqa: S101  the caller asked
    for (words, cycle), objectives in list(into.goals.cycles.items()):
        team = known_team(words, target)
        if team is None or (team, cycle) not in target.files:
            continue
        known = [one for one in target.goals.objectives.values() if (one.team, one.cycle) == (team, cycle)]
        for objective in objectives:
            match = next((one for one in known if _is_same(objective, one.id, one.record.title)), None)
            if match is None:
                into.goals.additions.append(Addition(words, cycle, None, objective))
            else:
                counts["objective"] += 1
                _tell_differences(into, match.ref, objective.fields, match)
                _key_results(into, words, match, objective.key_results, today, counts)
        del into.goals.cycles[words, cycle]


def _key_results(
    into: Understood,
    team: str,
    objective: model.Objective,
    read: Iterable[KeyResult],
    today: dt.date,
    counts: Counter[str],
) -> None:
    for key_result in read:
        known = (one for one in objective.key_results if _is_same(key_result, one.id, one.record.title))
        match = next(known, None)
        if match is None:
            into.goals.additions.append(Addition(team, objective.cycle, objective.id, key_result))
            continue
        counts["key result"] += 1
        _tell_differences(into, match.ref, key_result.fields, match)
        for checkin in key_result.checkins:
            said = _fitting(into, match, checkin)
            if _is_known(said, match, today):
                counts["check-in"] += 1
            else:
                into.goals.checkins.setdefault(team, []).append({"key_result": match.ref, **said})


def _is_same(read: Objective | KeyResult, identity: str, title: str | Texts) -> bool:
    """Whether it is the goal of the site: by its id, or in a sheet without ids by its title in any language."""
    if read.id:
        return read.id == identity
    titles = [said for _, said in title.by_language] if isinstance(title, Texts) else [title]
    return any(same_words(read.title, said) for said in titles)


def _tell_differences(
    into: Understood, ref: str, fields: Mapping[str, Yaml], known: model.Objective | model.KeyResult
) -> None:
    for what, read, there in differences(fields, known):
        into.ask("", f"{ref} has another {what}: the file says {read}, the site {there}, which stays as it is.")


def _fitting(into: Understood, known: model.KeyResult, checkin: dict[str, Yaml]) -> dict[str, Yaml]:
    """A check-in as the key result takes it; a value that nothing of it holds is left out, and told."""
    said = dict(checkin)
    takes_value = known.record.metric is not None and known.kpi is None
    if "value" in said and not takes_value:
        why = f"takes its value from the KPI {known.kpi}" if known.kpi else "has no metric to hold a value"
        into.ask("", f"The value {said.pop('value')} of {known.ref} on {said['date']} is left out: it {why}.")
    if "progress" in said and kind_of(known, known.checkins) not in ("none", "progress"):
        into.ask("", f"The progress {said.pop('progress')} of {known.ref} is left out: okrsite works it out itself.")
    return said


def _is_known(said: Mapping[str, Yaml], known: model.KeyResult, today: dt.date) -> bool:
    """Whether nothing is new: the same is said of that day, or a sheet without days says what was said last."""
    if not said.keys() - {"date", "by"}:
        return True
    if any(_says(one, said) and one.date == said.get("date") for one in known.checkins):
        return True
    return said.get("date") == today and bool(known.checkins) and _says(known.checkins[-1], said, only_said=True)


def _says(known: object, said: Mapping[str, Yaml], *, only_said: bool = False) -> bool:
    names = [name for name in _SAID if name in said] if only_said else _SAID
    return all(said.get(name) == _as_written(getattr(known, name)) for name in names)


def _as_written(value: Any) -> Any:
    return dict(value.by_language) if isinstance(value, Texts) else value


# --- KPIs ---------------------------------------------------------------------------------------------------------------


def _kpis(into: Understood, target: Target, goals: model.Goals, counts: Counter[str]) -> None:
    for words, kpis in list(into.goals.kpis.items()):
        team = known_team(words, target)
        new: list[KpiSeries] = []
        for kpi in kpis:
            known = goals.kpis.get(f"{team}/{kpi.id}")
            if known is None:
                new.append(kpi)
                continue
            counts["KPI"] += 1
            _values(into, words, known, kpi)
        into.goals.kpis[words] = new
        if not new:
            del into.goals.kpis[words]
    for words, checkins in list(into.goals.checkins.items()):
        left = [one for one in checkins if not _is_known_value(one, goals)]
        into.goals.checkins[words] = left
        if not left:
            del into.goals.checkins[words]


def _values(into: Understood, team: str, known: model.Kpi, read: KpiSeries) -> None:
    """Values of periods that the KPI does not have become check-ins; others that differ are told."""
    there: dict[str, list[Number | None]] = {}
    for point in known.points:
        there.setdefault(point.period, []).append(point.value)
    for row in read.values:
        name, value = str(row.get("period")), row.get("value")
        if name not in there and value != "":
            day = row.get("date") or _first_day(name)
            said: dict[str, Yaml] = {
                "kpi": known.ref,
                "period": row.get("period"),
                "value": value,
                "date": day,
                "note": row.get("note"),
            }
            checkin: dict[str, Yaml] = {name: one for name, one in said.items() if one not in (None, "")}
            into.goals.checkins.setdefault(team, []).append(checkin)
        elif name in there and value not in ("", *there[name]):
            message = f"{known.ref} has another value for {name}: the file says {value}, the site {there[name][-1]}"
            into.ask("", f"{message}, which stays as it is.")


def _first_day(name: str) -> Yaml:
    found = period(name)
    return None if isinstance(found, Wrong) else found.start


def _is_known_value(checkin: Mapping[str, Yaml], goals: model.Goals) -> bool:
    known = goals.kpis.get(str(checkin.get("kpi")))
    said = (checkin.get("period"), checkin.get("date"), checkin.get("value"))
    return known is not None and any((point.period, point.known, point.value) == said for point in known.points)
