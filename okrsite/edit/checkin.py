"""A check-in → what to write: a file of its own, so that two who check in on one day never meet in a merge conflict.

Only what is no check-in stands where it stands: the day on which a milestone, or a key result of yes or no, was reached.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsite.edit.amount import WrongValueError, amount, share_of
from okrsite.edit.changes import Changes, edited, with_file
from okrsite.edit.yamlinsert import set_key
from okrsite.edit.yamltext import Value, block
from okrsite.goals.model import KeyResult, Kpi
from okrsite.goals.periods import known_periods
from okrsite.source import periods
from okrsite.source.ids import normalised
from okrsite.source.values import Period
from okrsite.source.wrong import Wrong

if TYPE_CHECKING:
    from okrsite.edit.opened import Opened
    from okrsite.source.records import Milestone

__all__ = ["DONE_WORDS", "Said", "checkin", "period_of"]

DONE_WORDS = frozenset({"done", "yes", "reached"})
DROPPED_WORDS = frozenset({"dropped", "drop"})
_ENDING = re.compile(r"(?:_[0-9]{9})?\.[^./]*$")


@dataclass(frozen=True, slots=True)
class Said:
    """What someone says of one goal, as typed."""

    value: str | None = None
    confidence: str | None = None
    status: str | None = None
    note: str | None = None
    blocked: str | None = None
    period: str | None = None
    milestone: str | None = None

    @property
    def says_something(self) -> bool:
        """Whether anything but the period and the milestone is filled in."""
        return any((self.value, self.confidence, self.status, self.note, self.blocked))


def checkin(site: Opened, said: Sequence[tuple[KeyResult | Kpi, Said]], date: dt.date, by: str | None) -> Changes:
    """What to write for what was said, of goals of one team or of several, on a day.

    Raises:
        WrongValueError: a value does not fit its goal.
        CannotEditError: a file can't be edited safely.
    """
    changes: Changes = {}
    entries: dict[str, list[dict[str, Value]]] = {}
    for target, one in said:
        changes, entry = _reached(site, changes, target, one, date)
        if entry:
            entries.setdefault(_folder_of(site, target), []).append(entry)
    for folder, of_folder in entries.items():
        top: dict[str, Value] = {"date": date} | ({"by": by} if by else {})
        whole = top | (of_folder[0] if len(of_folder) == 1 else {"checkins": of_folder})
        path = _path(site, folder, date, [str(one.get("key_result") or one.get("kpi")) for one in of_folder], changes)
        changes = with_file(site.root, changes, path, "".join(f"{line}\n" for line in block(whole)))
    return changes


def period_of(site: Opened, kpi: Kpi, date: dt.date, words: str | None) -> Period:
    """The period that a KPI's value is of: as said, else the last one over without a value, else the running one.

    Raises:
        WrongValueError: the words are no period, or not of the KPI's length.
    """
    every, year_starts = kpi.record.every, site.goals.site.year_starts
    if words:
        found = periods.period(words, year_starts)
        if isinstance(found, Wrong):
            raise WrongValueError(f"{found.message} {found.hint}".replace("`", "'"))
        if every is not None and found.every != every:
            example = periods.containing(date, every, year_starts).id
            raise WrongValueError(
                f"{kpi.ref} is measured every {every}: '{words}' is a {found.every}. Write it like {example}."
            )
        return found
    if every is None:
        raise WrongValueError(
            f"{kpi.ref} does not say how often it is measured. Add `every: month` to it, or name the --period."
        )
    running = periods.containing(date, every, year_starts)
    before = periods.containing(running.start - dt.timedelta(1), every, year_starts)
    has_value = any(point.start == before.start and point.value is not None for point in known_periods(kpi, date))
    return running if has_value or every == "day" else before


def _reached(
    site: Opened, changes: Changes, target: KeyResult | Kpi, said: Said, date: dt.date
) -> tuple[Changes, dict[str, Value] | None]:
    """The changes where the goal itself stands, and the check-in to file, None where nothing is left to say."""
    if isinstance(target, Kpi):
        return changes, _of_kpi(site, target, said, date)
    if said.period:
        raise WrongValueError(
            f"--period is for KPIs, and {target.ref} is a key result; --date is the day of a check-in."
        )
    word = (said.value or "").strip().lower()
    record = target.record
    is_steps = bool(record.milestones) or record.is_yes_or_no
    if word in DROPPED_WORDS:
        return _dropped(site, changes, target, said, date), None
    if said.value and is_steps:
        changes = _done(site, changes, target, said, date)
        said = Said(None, said.confidence, said.status, said.note, said.blocked)
    elif said.milestone:
        raise WrongValueError(f"{target.ref} has no milestones.")
    entry = _of_key_result(target, said)
    return changes, entry if len(entry) > 1 else None


def _of_kpi(site: Opened, kpi: Kpi, said: Said, date: dt.date) -> dict[str, Value]:
    for name in ("confidence", "status", "blocked", "milestone"):
        if getattr(said, name):
            raise WrongValueError(f"A KPI has no {name}: --{name} is for key results.")
    entry: dict[str, Value] = {"kpi": kpi.ref, "period": period_of(site, kpi, date, said.period).id}
    if said.value is not None:
        entry["value"] = amount(said.value, kpi.record.unit)
    return entry | _words(note=said.note)


def _of_key_result(key_result: KeyResult, said: Said) -> dict[str, Value]:
    record = key_result.record
    entry: dict[str, Value] = {"key_result": key_result.ref}
    if said.value is not None:
        if key_result.kpi is not None:
            raise WrongValueError(
                f"{key_result.ref} takes its value from the KPI {key_result.kpi}. "
                f"Check that in: okrsite checkin {key_result.kpi} {said.value}"
            )
        if record.metric is None:
            entry["progress"] = share_of(said.value, f"{key_result.ref} has no metric, so its progress is a share")
        else:
            entry["value"] = amount(said.value, record.metric.unit)
    if said.confidence:
        entry["confidence"] = share_of(said.confidence, "The confidence")
    return entry | _words(status=said.status, note=said.note, blocked=said.blocked)


def _words(**words: str | None) -> dict[str, Value]:
    return {name: word.strip() for name, word in words.items() if word and word.strip()}


# --- milestones, yes or no, dropped -----------------------------------------------------------------------------------


def _done(site: Opened, changes: Changes, target: KeyResult, said: Said, date: dt.date) -> Changes:
    """With the day on which a milestone, or the whole key result, was reached."""
    what = "its milestones" if target.record.milestones else "yes or no"
    if (said.value or "").strip().lower() not in DONE_WORDS:
        raise WrongValueError(
            f"{target.ref} is measured by {what}, not by a number: the value is `done`.".replace("`", "'")
        )
    path, trail = site.trail_of_key_result(target)
    if target.record.milestones:
        position = _milestone(site, target, said.milestone)
        step = target.record.milestones[position]
        trail, already = (*trail, "milestones", position), step.done
    else:
        already = target.record.done
    if already is not None:
        raise WrongValueError(f"That was done on {already} already.")
    return edited(site.root, changes, path, lambda text: set_key(text, trail, "done", date))


def _milestone(site: Opened, target: KeyResult, words: str | None) -> int:
    """The position of the milestone that is meant: the one of that title or number, else the only one that is left."""
    steps = target.record.milestones
    left = [position for position, step in enumerate(steps) if step.done is None]
    if words is None:
        chosen = left
    elif words.isdecimal() and 1 <= int(words) <= len(steps):
        chosen = [int(words) - 1]
    else:
        chosen = [position for position, step in enumerate(steps) if normalised(words) in _titles(step)]
        chosen = [p for p in chosen if normalised(words) == normalised(site.words(steps[p].title))] or chosen
    if len(chosen) == 1:
        return chosen[0]
    shown = "".join(
        f"\n  {position + 1}. {site.words(step.title)}{' (done)' if step.done else ''}"
        for position, step in enumerate(steps)
    )
    if not left:
        raise WrongValueError(f"All milestones of {target.ref} are done already.")
    raise WrongValueError(
        f"Which milestone of {target.ref}? Name it with --milestone, by its number or some of its title:{shown}"
    )


def _titles(step: Milestone) -> str:
    titles = [step.title] if isinstance(step.title, str) else [title for _, title in step.title.by_language]
    return "\n".join(map(normalised, titles))


def _dropped(site: Opened, changes: Changes, target: KeyResult, said: Said, date: dt.date) -> Changes:
    if not said.note:
        raise WrongValueError(f"Say why {target.ref} is dropped, with --note.")
    if target.record.dropped is not None:
        raise WrongValueError(f"{target.ref} was dropped on {target.record.dropped.date} already.")
    if said.confidence or said.status or said.blocked or said.milestone:
        raise WrongValueError("What is dropped has a --note and nothing else.")
    path, trail = site.trail_of_key_result(target)
    why = " ".join(said.note.split())
    return edited(site.root, changes, path, lambda text: set_key(text, trail, "dropped", {"date": date, "why": why}))


# --- where the file goes ----------------------------------------------------------------------------------------------


def _folder_of(site: Opened, target: KeyResult | Kpi) -> str:
    if isinstance(target, Kpi):
        return site.folder(target.team, target.tree).folder
    objective = site.goals.objectives[target.objective]
    return site.folder(objective.team, objective.tree).folder


def _path(site: Opened, folder: str, date: dt.date, refs: Sequence[str], changes: Changes) -> str:
    """`checkins/<date>-<team>-<time>.yml`: a name that no other branch has, and that is read after what was said before.

    Of several check-ins of one goal on one day the last file counts; where one is read later than that name, the new one
    is called like it, with the time behind.
    """
    names = {ref.rpartition("/")[2].rpartition("#")[2] for ref in refs}
    same = [
        file.path
        for file in site.sources.checkins
        if any(one.date == date and _last_part(one.key_result or one.kpi or "") in names for one in file.checkins)
    ]
    moment = site.now
    while True:
        time = f"{moment:%H%M%S}{moment.microsecond // 1000:03}"
        path = f"{folder}/checkins/{date}-{folder.rpartition('/')[2]}-{time}.yml"
        later = max((one for one in same if one.encode() > path.encode()), key=str.encode, default=None)
        if later:
            path = f"{_ENDING.sub('', later)}_{time}.yml"
            if path.encode() <= later.encode():
                path = f"{later.rpartition('.')[0]}_{time}.yml"
        if path not in changes and not (site.root / path).exists():
            return path
        moment += dt.timedelta(milliseconds=1)


def _last_part(ref: str) -> str:
    return normalised(ref).rpartition("/")[2].rpartition("#")[2].strip()
