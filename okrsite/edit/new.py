"""New teams, objectives, key results, KPIs, updates and cycles → what to write, each in the file where people look for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from okrsite.edit.amount import WrongValueError
from okrsite.edit.changes import Changes, edited, with_file
from okrsite.edit.importing.names import team_id
from okrsite.edit.yamlinsert import append
from okrsite.edit.yamltext import Value, block
from okrsite.goals.cycles import open_on
from okrsite.source import words
from okrsite.source.ids import is_id, make_id, normalised
from okrsite.source.nearest import did_you_mean
from okrsite.source.periods import containing, cycle_period
from okrsite.source.wrong import Wrong

if TYPE_CHECKING:
    from okrsite.edit.opened import Opened
    from okrsite.goals.model import Objective
    from okrsite.source.sources import CycleAt

__all__ = [
    "cycle_for",
    "new_cycle",
    "new_key_result",
    "new_kpi",
    "new_objective",
    "new_team",
    "new_update",
    "team_named",
    "understood_metric",
]

Fields = dict[str, Value]


def team_named(site: Opened, word: str) -> str:
    """The id of the team that a word means: its id, an old one, or its name. Raises WrongValueError."""
    wanted = normalised(word.strip())
    for id_, team in site.goals.teams.items():
        names = {id_, *map(normalised, team.record.aliases), normalised(site.words(team.record.name))}
        if wanted in names:
            return id_
    known = ", ".join(list(site.goals.teams)[:12]) or "none yet; begin with `okrsite new team`"
    raise WrongValueError(
        _plain(f"There is no team '{word}'. {did_you_mean(wanted, site.goals.teams)}The teams: {known}.")
    )


def cycle_for(site: Opened, team: str, word: str | None) -> str:
    """The cycle that is named; else the shortest open one of the team, else of the site, else the running quarter.

    Raises:
        WrongValueError: nothing says when that cycle is.
    """
    goals = site.goals
    if word is not None:
        wanted = normalised(word.strip())
        if wanted in goals.cycles or cycle_period(wanted) is not None:
            return wanted
        raise WrongValueError(
            f"There is no cycle '{word}'. Write one like 2026-q4, 2026-h2 or 2026, or add it with 'okrsite new cycle'."
        )
    own = {goals.objectives[ref].cycle for ref in goals.teams[team].objectives}
    for among in (own, set(goals.cycles)):
        running = [goals.cycles[id_] for id_ in among if open_on(goals.cycles[id_], site.today)]
        if running:
            return min(running, key=lambda cycle: (cycle.days, cycle.start, cycle.id)).id
    return containing(site.today, "quarter", goals.site.year_starts).id.lower()


def new_team(site: Opened, name: str, id_: str | None, parent: str | None, fields: Fields) -> Changes:
    """A team's folder with its team.yml, in the folder of the team above it."""
    goals = site.goals
    made = id_ or make_id(name)
    wanted = _new_id(made, name, goals.teams, "team")
    if team_id(wanted, (), {cycle.id for cycle in goals.site.cycles}) != wanted:
        raise WrongValueError(
            f"A team can't be called '{wanted}': that name means something else in its place. Give it another --id."
        )
    above = site.folder(team_named(site, parent), 0).folder if parent else site.sources.trees[0].path
    return with_file(site.root, {}, f"{above}/{wanted}/team.yml", _document({"name": name} | fields))


def new_objective(
    site: Opened, title: str, id_: str | None, team: str, cycle: str, fields: Fields, tree: int = 0
) -> Changes:
    """An objective in its team's file of the cycle, or a file of its own where the team keeps them so.

    It goes into the content tree `tree`, or where its team is not in that, into the team's first.
    """
    taken = {one.id for one in site.goals.objectives.values() if (one.team, one.cycle) == (team, cycle)}
    wanted = _new_id(id_ or make_id(title), title, taken, "objective")
    objective: Fields = {"id": wanted, "title": title} | fields
    written = objective.get("why")
    home = site.folder(team, tree)
    there = [file for file in site.sources.cycles if (file.team, file.tree) == (team, home.tree)]
    own = [file for file in there if file.cycle == cycle]
    whole = [file for file in own if not file.single]
    if whole:
        return _appended(site, {}, whole[0].path, (), "objectives", objective)
    if own or _keeps_files_apart(site, there):
        where = own[0].path.rpartition("/")[0] if own else f"{home.folder}/{cycle}"
        del objective["id"]
        why = str(objective.pop("why")) if isinstance(written, str) else ""
        return with_file(
            site.root, {}, f"{where}/{wanted}.md", f"---\n{_document(objective)}---\n" + (f"\n{why}\n" if why else "")
        )
    return with_file(site.root, {}, f"{home.folder}/{cycle}.yml", _document({"objectives": [objective]}))


def _keeps_files_apart(site: Opened, files: Sequence[CycleAt]) -> bool:
    """Whether the latest cycle of a team's files lies in files of one objective each."""
    own = [file for file in files if file.cycle in site.goals.cycles]
    if not own:
        return False
    latest = max(own, key=lambda file: (site.goals.cycles[file.cycle].start, file.cycle)).cycle
    return all(file.single for file in own if file.cycle == latest)


def new_key_result(site: Opened, objective: Objective, title: str, id_: str | None, fields: Fields) -> Changes:
    """A key result behind the last one of its objective."""
    understood_metric(str(fields.get("metric") or ""))
    taken = {one.id for one in objective.key_results}
    wanted = _new_id(id_ or make_id(title), title, taken, "key result")
    path, trail = site.trail_of(objective)
    return _appended(site, {}, path, trail, "key_results", {"id": wanted, "title": title} | fields)


def understood_metric(written: str) -> None:
    """Raises WrongValueError where words are no metric; none at all are fine."""
    if written:
        _understood(words.metric(written))


def new_kpi(site: Opened, team: str, name: str, id_: str | None, fields: Fields) -> Changes:
    """A KPI behind the last one of its team's kpis.yml."""
    for field in ("target", "tolerance"):
        if fields.get(field):
            _understood(words.target(str(fields[field]), site.goals.site.year_starts))
    taken = {site.goals.kpis[ref].id for ref in site.goals.teams[team].kpis}
    kpi: Fields = {"id": _new_id(id_ or make_id(name), name, taken, "KPI"), "name": name} | fields
    home = site.folder(team, 0)
    own = [file for file in site.sources.kpis if (file.team, file.tree) == (team, home.tree)]
    path = own[0].path if own else f"{home.folder}/kpis.yml"
    if own or (site.root / path).exists():
        return _appended(site, {}, path, (), "kpis", kpi)
    return with_file(site.root, {}, path, _document({"kpis": [kpi]}))


def new_update(site: Opened, team: str, title: str, date: dt.date, body: str, fields: Fields) -> Changes:
    """An update in a Markdown file, named for its day and title."""
    stem = f"{date}-{make_id(title)}".rstrip("-")[:80].rstrip("-")
    front = {"title": title} | fields
    text = f"---\n{_document(front)}---\n" + (f"\n{body.strip()}\n" if body.strip() else "")
    return with_file(site.root, {}, f"{site.folder(team, 0).folder}/updates/{stem}.md", text)


def new_cycle(site: Opened, word: str, teams: Sequence[str], fields: Fields) -> Changes:
    """A cycle: an empty file for each of `teams`, and an entry in site.yml where its name does not say its dates.

    Empty where all of it is there already.

    Raises:
        WrongValueError: it is no id; or its dates are neither said nor in its name.
    """
    wanted = normalised(word.strip())
    if not is_id(wanted):
        raise WrongValueError(f"'{word}' is no name of a cycle: letters, digits and '-', like 2026-q4 or summer-2026.")
    listed = {cycle.id for cycle in site.goals.site.cycles}
    changes: Changes = {}
    if wanted not in listed and (fields or cycle_period(wanted) is None):
        if cycle_period(wanted) is None and not {"start", "end"} <= fields.keys():
            raise WrongValueError(f"The name '{wanted}' does not say when it is: add --start and --end.")
        changes = _appended(site, changes, "site.yml", (), "cycles", {"id": wanted} | fields)
    elif fields and wanted in listed:
        raise WrongValueError(f"site.yml lists the cycle '{wanted}' already; change its dates there.")
    for team in teams:
        there = any((file.team, file.cycle) == (team, wanted) for file in site.sources.cycles)
        if not there:
            path = f"{site.folder(team, 0).folder}/{wanted}.yml"
            changes = with_file(
                site.root, changes, path, "# `okrsite new objective` writes here, or anyone by hand.\nobjectives:\n"
            )
    return changes


def _appended(
    site: Opened, changes: Changes, path: str, trail: tuple[str | int, ...], key: str, item: Fields
) -> Changes:
    site.refuse_broken(path)
    edit: Callable[[str], str] = lambda text: append(text, trail, key, item)  # noqa: E731  mypy can't infer a bare one
    return edited(site.root, changes, path, edit)


def _new_id(made: str, title: str, taken: Collection[str], what: str) -> str:
    """An id for something new. Raises WrongValueError where it is none, or taken."""
    wanted = normalised(made.strip())
    if not title.strip():
        raise WrongValueError(f"{_a(what).capitalize()} needs words to be called by.")
    if not is_id(wanted):
        why = f"'{made}' is no id" if made else f"No id can be made from '{title}'"
        raise WrongValueError(f"{why}: give it an --id of letters, digits and '-'.")
    if wanted in taken:
        raise WrongValueError(f"There is {_a(what)} '{wanted}' already. Give this one another --id.")
    return wanted


def _a(what: str) -> str:
    return f"{'an' if what[0] in 'aeio' else 'a'} {what}"


def _understood(found: object) -> None:
    if isinstance(found, Wrong):
        raise WrongValueError(_plain(f"{found.message} {found.hint}"))


def _plain(text: str) -> str:
    return text.replace("`", "'")


def _document(fields: Fields) -> str:
    return "".join(f"{line}\n" for line in block(fields))
