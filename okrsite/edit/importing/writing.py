"""What an import understood → files of the content format, by path; then onto the disk, where none of them is yet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from okrsite.edit.importing.goals import Goals, KeyResult, KpiSeries, Objective, Yaml
from okrsite.edit.importing.names import team_id, unique_id
from okrsite.edit.importing.yamlwriter import document
from okrsite.source.ids import make_id

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from okrsite.edit.importing.site import Target

__all__ = ["files_of", "write_files"]


def files_of(goals: Goals, target: Target, title: str, today: dt.date) -> dict[str, str]:
    """The files to write, by path from the site's folder.

    Args:
        goals: what there is to write.
        target: the site that is there.
        title: that of a site that is not there yet.
        today: in the names of files of check-ins.
    """
    files: dict[str, str] = {}
    if target.goals is None:
        files["site.yml"] = document({"title": title, **goals.site})
    folders = _folders(goals, target, files)
    by_path: dict[str, list[Objective]] = {}
    for (team, cycle), objectives in goals.cycles.items():
        by_path.setdefault(f"{folders[team]}/{cycle}.yml", []).extend(objectives)
    files |= {path: document({"objectives": _objectives(objectives)}) for path, objectives in by_path.items()}
    for team, kpis in goals.kpis.items():
        files[f"{folders[team]}/kpis.yml"] = document({"kpis": [_kpi(kpi) for kpi in kpis]})
        files |= {f"{folders[team]}/{_values_path(kpi)}": _values(kpi) for kpi in kpis if kpi.values}
    for team, checkins in goals.checkins.items():
        files[f"{folders[team]}/checkins/{today}-imported.yml"] = document({"checkins": checkins})
    return files


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Writes files into a site's folder.

    Raises:
        FileExistsError: one of them is there; its path is the argument, and nothing was written.
        OSError: the disk refuses.
    """
    for path in files:
        if (folder / path).exists():
            raise FileExistsError(path)
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)


def _folders(goals: Goals, target: Target, files: dict[str, str]) -> dict[str, str]:
    """Each team's folder by the team's words; the team files of new ones are added to `files`."""
    folders: dict[str, str] = {}
    taken = set(target.teams)
    by_letters: dict[str, str] = {}
    for team in _teams(goals):
        known = target.names.get(team) or (
            make_id(team) if make_id(team) in target.teams else by_letters.get(team.lower())
        )
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


def _objectives(objectives: Iterable[Objective]) -> list[Yaml]:
    taken: set[str] = set()
    found: list[Yaml] = []
    for objective in objectives:
        identity = objective.id or unique_id(objective.title, taken, "objective")
        taken.add(identity)
        written: dict[str, Yaml] = {"id": identity, "title": objective.title, **objective.fields}
        if objective.key_results:
            written["key_results"] = _key_results(objective.key_results)
        found.append(written)
    return found


def _key_results(key_results: Iterable[KeyResult]) -> list[Yaml]:
    taken: set[str] = set()
    found: list[Yaml] = []
    for key_result in key_results:
        identity = key_result.id or unique_id(key_result.title, taken, "key-result")
        taken.add(identity)
        written: dict[str, Yaml] = {"id": identity, "title": key_result.title, **key_result.fields}
        if key_result.checkins:
            written["checkins"] = key_result.checkins
        found.append(written)
    return found


def _kpi(kpi: KpiSeries) -> dict[str, Yaml]:
    return {"id": kpi.id, **kpi.fields} | ({"values": _values_path(kpi)} if kpi.values else {})


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
