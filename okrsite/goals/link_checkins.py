"""Check-ins find what they are about; values that nothing can hold are told."""

from __future__ import annotations

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
from okrsite.source.rows import column

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from okrsite.goals.directory import Directory
    from okrsite.source import records
    from okrsite.source.sources import CheckinsAt

__all__ = ["Filed", "all_checkins", "sort_out_checkins"]


class Filed(NamedTuple):
    """Check-ins from files of their own, by the ref of what they are about, in the order of files and lines."""

    key_results: dict[str, list[tuple[CheckinsAt, records.Checkin]]]  # each with its file
    kpis: dict[str, list[records.Checkin]]


def sort_out_checkins(files: Iterable[CheckinsAt], directory: Directory, problems: list[Problem]) -> Filed:
    """What each check-in of `files` (in the order that counts) is about; those about nothing are problems.

    Undated ones are left out: the reader has told of them.
    """
    filed = Filed({}, {})
    for file in files:
        who = Referrer(file.team, file.tree)
        for checkin in file.checkins:
            if checkin.date is None or file.team not in directory.teams:
                continue
            if checkin.key_result is not None:
                if target := find_checkin_target(checkin.key_result, checkin.date, who, directory):
                    filed.key_results.setdefault(target.ref, []).append((file, checkin))
                elif not may_be_unread_goal(checkin.key_result, who, directory):
                    problems.append(_unknown_key_result(checkin, checkin.key_result, who, directory, problems))
            elif checkin.kpi is not None:
                if kpi := find_kpi(checkin.kpi, who, directory):
                    filed.kpis.setdefault(kpi.ref, []).append(checkin)
                elif not may_be_unread_kpi(checkin.kpi, who, directory):
                    problems.append(_unknown_kpi(checkin, checkin.kpi, who, directory, problems))
    return filed


def all_checkins(
    record: records.KeyResult, filed: Sequence[records.Checkin], problems: list[Problem]
) -> Sequence[records.Checkin]:
    """A key result's check-ins by date; of one day those inline first, then as `filed`: the last one counts."""
    found: Sequence[records.Checkin] = record.checkins
    if filed or not _are_in_order(column(record.checkins, "date")):
        found = [checkin for checkin in (*record.checkins, *filed) if checkin.date is not None]
    filled = record.places.is_filled
    if record.kpi is not None or not (record.metric or filled("metric")):
        problems += [_misplaced_value(checkin, record) for checkin in _with("value", found)]
    if filled("metric") or filled("milestones") or record.is_yes_or_no:
        problems += [_misplaced_progress(checkin) for checkin in _with("progress", found)]
    return found if found is record.checkins else tuple(sorted(found, key=_day))


def _are_in_order(days: Sequence[dt.date | None]) -> bool:
    """Whether each is a day, and none comes before the one in front of it."""
    return None not in days and list(days) == sorted(days)  # type: ignore[type-var]


def _with(name: str, checkins: Sequence[records.Checkin]) -> list[records.Checkin]:
    """Those that say something under a field's name."""
    said = column(checkins, name)
    if said.count(None) == len(said):
        return []
    return [checkin for checkin, value in zip(checkins, said, strict=True) if value is not None]


def _day(checkin: records.Checkin) -> int:
    return checkin.date.toordinal() if checkin.date else 0


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
