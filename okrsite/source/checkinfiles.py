"""Files of check-ins: YAML (a list, one map, or a map with `checkins`) and CSV, as the same records."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from okrsite.source.csvtable import read_table
from okrsite.source.fields import read_cells, read_record, read_records
from okrsite.source.nodes import List, Map, Node
from okrsite.source.plainrecords import plain_records
from okrsite.source.records import Checkin, CheckinFile
from okrsite.source.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsite.source.context import Context

__all__ = ["Checkins", "checkins_of_csv", "checkins_of_plain", "checkins_of_yaml"]


class Checkins(NamedTuple):
    """The check-ins of a file that say something, each with what stands on top of the file, and the audience there."""

    checkins: Sequence[Checkin]
    audience: str | None = None


_OF_ONE = frozenset({"key_result", "kpi"})  # what a map that is one check-in has


def checkins_of_plain(context: Context) -> Checkins | None:
    """The check-ins of the context's text; None, with nothing told, where it is not all plain YAML."""
    found = plain_records(Checkin, context, CheckinFile, _OF_ONE)
    if isinstance(found, CheckinFile):
        return Checkins(_kept(found.checkins, found, context), found.audience)
    return None if found is None else Checkins(_kept(found, None, context))


def checkins_of_yaml(node: Node, context: Context) -> Checkins:
    """The check-ins of a YAML file."""
    if isinstance(node, List):
        return Checkins(_kept(read_records(Checkin, node, context), None, context))
    if isinstance(node, Map) and not _OF_ONE.intersection(node.keys()):
        top = read_record(CheckinFile, node, context)
        return Checkins(_kept(top.checkins, top, context), top.audience) if top else Checkins(())
    one = read_record(Checkin, node, context)
    return Checkins(_kept((one,), None, context) if one else ())


def checkins_of_csv(context: Context) -> Checkins:
    """The check-ins of the context's CSV text; any field of a check-in may be a column."""
    table = read_table(context, tuple(Checkin.declared), ("date",))
    if table is None:
        return Checkins(())
    read = (read_cells(Checkin, row.read_as(), context, row.line) for row in table.rows)
    return Checkins(_kept(tuple(checkin for checkin in read if checkin), None, context))


def _kept(checkins: Sequence[Checkin], top: CheckinFile | None, context: Context) -> Sequence[Checkin]:
    """Those with something filled in, completed from the top of the file; of the others nothing is asked."""
    if top is None and isinstance(checkins, Rows) and _are_whole(checkins):
        return checkins
    said = [checkin for checkin in checkins if checkin.says_something]
    completed = [_completed(checkin, top) if top else checkin for checkin in said]
    return tuple(checkin for checkin in completed if _is_whole(checkin, context))


def _are_whole(checkins: Rows[Checkin]) -> bool:
    """Whether each of them says something, when, and of which key result."""
    always = checkins.column("date"), checkins.column("key_result")
    says = any(None not in checkins.column(name) for name in ("value", "note", "confidence", "progress", "status"))
    return says and not any(None in one for one in always) and not any(checkins.column("kpi"))


def _completed(checkin: Checkin, top: CheckinFile) -> Checkin:
    return replace(
        checkin, date=checkin.date or top.date, by=checkin.by or top.by, audience=checkin.audience or top.audience
    )


def _is_whole(checkin: Checkin, context: Context) -> bool:
    """Whether it says when, and of what; tells the context what is missing."""
    if checkin.date and (checkin.kpi is None) != (checkin.key_result is None) and (checkin.period or not checkin.kpi):
        return True  # as nearly all
    wrong = _what_is_missing(checkin)
    for rule, message, hint in wrong:
        context.problem(checkin.places.at("kpi" if checkin.kpi else "key_result"), rule, message, hint)
    return not wrong


def _what_is_missing(checkin: Checkin) -> list[tuple[str, str, str]]:
    """Rule, message and hint of each thing that a check-in must have and has not."""
    wrong = []
    if checkin.date is None and not checkin.places.is_filled("date"):
        hint = "Add `date: 2026-11-20`, here or once on top of the file."
        wrong.append(("missing-field", "This check-in has no `date`.", hint))
    if checkin.key_result is None and checkin.kpi is None:
        hint = "Add `key_result: team/cycle/objective#key-result`, or `kpi: team/kpi` and `period`."
        wrong.append(("missing-field", "This check-in does not say what it is about.", hint))
    elif checkin.key_result and checkin.kpi:
        hint = "Make it two check-ins."
        wrong.append(("written-twice", "This check-in names both a key result and a KPI.", hint))
    elif checkin.kpi and checkin.period is None and not checkin.places.is_filled("period"):
        hint = "Add `period: 2026-11`: what the value measures."
        wrong.append(("missing-field", "This check-in of a KPI has no `period`.", hint))
    return wrong
