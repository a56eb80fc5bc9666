"""Check-ins find what they are about; values that nothing can hold are told."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from okrsite.goals.references import (
    Referrer,
    find_checkin_target,
    find_kpi,
    may_be_unread_goal,
    may_be_unread_kpi,
    unknown_goal,
    unknown_kpi,
)
from okrsite.problems import Problem
from okrsite.source.rows import Picks, column

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from okrsite.goals.directory import Directory
    from okrsite.source import records
    from okrsite.source.sources import CheckinsAt

__all__ = ["Filed", "all_checkins", "sort_out_checkins"]


class Filed(NamedTuple):
    """Check-ins from files of their own, by the ref of what they are about, in the order of files and lines."""

    key_results: dict[str, list[tuple[CheckinsAt, int]]]  # each as its file, and which one it is there
    kpis: dict[str, list[records.Checkin]]


def sort_out_checkins(files: Iterable[CheckinsAt], directory: Directory, problems: list[Problem]) -> Filed:
    """What each check-in of `files` (in the order that counts) is about; those about nothing are problems.

    Undated ones are left out: the reader has told of them.
    """
    filed = Filed({}, {})
    for file in files:
        who = Referrer(file.team, file.tree)
        columns = (column(file.checkins, name) for name in ("date", "key_result", "kpi"))
        for at, (date, key_result, kpi_named) in enumerate(zip(*columns, strict=True)):
            if date is None or file.team not in directory.teams:
                continue
            if key_result is not None:
                if target := find_checkin_target(key_result, date, who, directory):
                    filed.key_results.setdefault(target.ref, []).append((file, at))
                elif not may_be_unread_goal(key_result, who, directory):
                    problems.append(_unknown_key_result(file.checkins[at], key_result, who, directory, problems))
            elif kpi_named is not None:
                if kpi := find_kpi(kpi_named, who, directory):
                    filed.kpis.setdefault(kpi.ref, []).append(file.checkins[at])
                elif not may_be_unread_kpi(kpi_named, who, directory):
                    problems.append(_unknown_kpi(file.checkins[at], kpi_named, who, directory, problems))
    return filed


def all_checkins(
    record: records.KeyResult, filed: Sequence[tuple[CheckinsAt, int]], problems: list[Problem]
) -> Sequence[records.Checkin]:
    """A key result's check-ins by date; of one day those inline first, then as `filed`: the last one counts."""
    found: Sequence[records.Checkin] = record.checkins
    if filed or not _are_in_order(column(record.checkins, "date")):
        found = _by_date(record.checkins, filed)
    filled = record.places.is_filled
    if record.kpi is not None or not (record.metric or filled("metric")):
        problems += [_misplaced_value(checkin, record) for checkin in _with("value", found)]
    if filled("metric") or filled("milestones") or record.is_yes_or_no:
        problems += [_misplaced_progress(checkin) for checkin in _with("progress", found)]
    return found


def _by_date(inline: Sequence[records.Checkin], filed: Sequence[tuple[CheckinsAt, int]]) -> Sequence[records.Checkin]:
    dated = [(day, inline, at) for at, day in enumerate(column(inline, "date")) if day is not None]
    dated += [(column(file.checkins, "date")[at], file.checkins, at) for file, at in filed]
    dated.sort(key=itemgetter(0))
    return Picks.of([(among, at) for _, among, at in dated])


def _are_in_order(days: Sequence[dt.date | None]) -> bool:
    """Whether each is a day, and none comes before the one in front of it."""
    return None not in days and list(days) == sorted(days)  # type: ignore[type-var]


def _with(name: str, checkins: Sequence[records.Checkin]) -> list[records.Checkin]:
    """Those that say something under a field's name."""
    said = column(checkins, name)
    if said.count(None) == len(said):
        return []
    return [checkin for checkin, value in zip(checkins, said, strict=True) if value is not None]


def _misplaced_value(checkin: records.Checkin, record: records.KeyResult) -> Problem:
    place = checkin.places.at("value")
    if record.kpi is not None:
        message = f"This key result takes its value from the KPI `{record.kpi}`, and here is another one."
        return Problem(
            place, "two-sources", message, "Write the value at the KPI (`kpi:`, `period:`, `value:`), or take it away."
        )
    message = f"The key result `{record.id}` has no metric, so this value measures nothing."
    return Problem(
        place, "value-without-metric", message, "Give the key result a `metric:`, such as `from 0 to 10 students`."
    )


def _misplaced_progress(checkin: records.Checkin) -> Problem:
    message = "This key result computes its progress; a check-in can't set it."
    hint = "Write the `value` instead; `progress` is for key results without metric, milestones and done."
    return Problem(checkin.places.at("progress"), "two-sources", message, hint)


def _unknown_key_result(
    checkin: records.Checkin, words: str, who: Referrer, directory: Directory, problems: list[Problem]
) -> Problem:
    place = checkin.places.at("key_result")
    if "#" not in words:
        message = f"`{words}` names no key result."
        return Problem(place, "unknown-reference", message, "Write `team/cycle/objective#key-result`.")
    message = f"There is no key result `{words}` that a check-in of {checkin.date} can be for."
    hint = unknown_goal(words, who, directory, problems) or "Write `team/cycle/objective#key-result`."
    return Problem(place, "unknown-reference", message, hint)


def _unknown_kpi(
    checkin: records.Checkin, words: str, who: Referrer, directory: Directory, problems: list[Problem]
) -> Problem:
    hint = unknown_kpi(words, who, directory, problems)
    return Problem(checkin.places.at("kpi"), "unknown-reference", f"There is no KPI `{words}`.", hint)
