"""What an import understood → files of the content format, and additions to those that are there."""

from __future__ import annotations

import csv
import io
from functools import partial
from typing import TYPE_CHECKING

from okrsite.edit.changes import Changes, edited, with_file
from okrsite.edit.importing.additions import objectives_as_written, with_additions
from okrsite.edit.importing.goals import Goals, KpiSeries, Objective, Yaml
from okrsite.edit.importing.names import team_id
from okrsite.edit.importing.prosewriter import prose_files
from okrsite.edit.importing.site import known_team
from okrsite.edit.importing.yamlwriter import document
from okrsite.edit.yamlinsert import append, set_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from okrsite.edit.importing.site import Target

__all__ = ["changes_of"]


def changes_of(goals: Goals, target: Target, folder: Path, title: str, today: dt.date) -> Changes:
    """What to write into a site's folder: new files, and goals behind the last ones of files that are there.

    Args:
        goals: what there is to write.
        target: the site that is there.
        folder: where it is, or will be.
        title: that of a site that is not there yet.
        today: in the names of files of check-ins.

    Raises:
        CannotEditError: a file is there already, or one can't be added to safely.
    """
    files: dict[str, str] = {}
    if target.goals is None:
        files["site.yml"] = document({"title": title, **goals.site})
    folders = _folders(goals, target, files)
    files |= _cycle_files(goals, folders)
    for team, kpis in goals.kpis.items():
        files |= {
            f"{folders[team]}/{_values_path(kpi)}": _values(kpi)
            for kpi in kpis
            if kpi.values and not _is_translated(kpi)
        }
    for team, checkins in goals.checkins.items():
        files[_free(folder, f"{folders[team]}/checkins/{today}-imported")] = document({"checkins": checkins})
    language = goals.site.get("language", "en") if target.goals is None else target.goals.site.language
    for prose in goals.prose:
        files |= prose_files(prose, folders.get(prose.team, target.content), str(language))
    changes: Changes = {}
    for path, text in files.items():
        changes = with_file(folder, changes, path, text)
    changes = _with_people(changes, goals, folder, f"{target.content}/people.yml")
    for team, kpis in goals.kpis.items():
        changes = _with_kpis(changes, kpis, folder, f"{folders[team]}/kpis.yml")
    return with_additions(changes, goals, target)


def _cycle_files(goals: Goals, folders: Mapping[str, str]) -> dict[str, str]:
    by_path: dict[str, list[Objective]] = {}
    for (team, cycle), objectives in goals.cycles.items():
        by_path.setdefault(f"{folders[team]}/{cycle}.yml", []).extend(objectives)
    intros = {f"{folders[team]}/{cycle}.yml": intro for (team, cycle), intro in goals.intros.items() if team in folders}
    return {
        path: document(
            ({"intro": intros[path]} if path in intros else {})
            | {"objectives": objectives_as_written(by_path.get(path, ()))}
        )
        for path in by_path | intros
    }


def _free(folder: Path, stem: str) -> str:
    """A path that no file has yet."""
    number, path = 1, f"{stem}.yml"
    while (folder / path).exists():
        number += 1
        path = f"{stem}-{number}.yml"
    return path


def _with_people(changes: Changes, goals: Goals, folder: Path, path: str) -> Changes:
    if not goals.people or not (folder / path).exists():
        return with_file(folder, changes, path, document(goals.people)) if goals.people else changes
    for identity, fields in goals.people.items():
        changes = edited(folder, changes, path, partial(set_key, trail=(), key=identity, value=fields))
    return changes


def _with_kpis(changes: Changes, kpis: Iterable[KpiSeries], folder: Path, path: str) -> Changes:
    if not (folder / path).exists():
        return with_file(folder, changes, path, document({"kpis": [_kpi(kpi) for kpi in kpis]}))
    for kpi in kpis:
        changes = edited(folder, changes, path, partial(append, trail=(), key="kpis", item=_kpi(kpi)))
    return changes


def _folders(goals: Goals, target: Target, files: dict[str, str]) -> dict[str, str]:
    """Each team's folder by the team's words; the team files of new ones are added to `files`."""
    folders: dict[str, str] = {}
    taken = set(target.teams)
    by_letters: dict[str, str] = {}
    for team in _teams(goals):
        known = known_team(team, target) or by_letters.get(team.lower())
        if known:
            folders[team] = target.teams.get(known) or f"{target.content}/{known}"
            continue
        identity = team_id(team, taken, target.listed)
        taken.add(identity)
        by_letters[team.lower()] = identity
        folders[team] = f"{target.content}/{identity}"
        files[f"{folders[team]}/team.yml"] = document({"name": team} | goals.teams.get(team, {}))
    return folders


def _teams(goals: Goals) -> Iterable[str]:
    named = [*goals.teams, *(team for team, _ in goals.cycles), *goals.kpis, *goals.checkins]
    return dict.fromkeys(named)


def _kpi(kpi: KpiSeries) -> dict[str, Yaml]:
    written: dict[str, Yaml] = {"id": kpi.id, **kpi.fields}
    if _is_translated(kpi):
        return written | {"values": [{name: cell for name, cell in row.items() if cell != ""} for row in kpi.values]}
    return written | ({"values": _values_path(kpi)} if kpi.values else {})


def _is_translated(kpi: KpiSeries) -> bool:
    """Whether a note is in several languages, which no CSV file has."""
    return any(isinstance(row.get("note"), dict) for row in kpi.values)


def _values_path(kpi: KpiSeries) -> str:
    return f"kpis/{kpi.id}.csv"


def _values(kpi: KpiSeries) -> str:
    """A KPI's values as its CSV file, with the columns that something stands in."""
    columns = [name for name in ("period", "value", "date", "target", "note") if any(name in row for row in kpi.values)]
    columns = list(dict.fromkeys(["period", "value", *columns]))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(name, "") for name in columns] for row in kpi.values)
    return out.getvalue()
