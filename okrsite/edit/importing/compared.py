"""A goal as a file has it beside the same goal of the site: what the two say differently."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from okrsite.goals.people import person_id
from okrsite.source import words
from okrsite.source.values import Metric
from okrsite.source.wrong import Wrong

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from okrsite.edit.importing.goals import Yaml
    from okrsite.goals import model

__all__ = ["differences", "same_words"]

Difference = tuple[str, str, str]  # what, as the file says it, as the site has it


def same_words(one: str, other: str) -> bool:
    """Whether two titles are the same but for space, case and width."""
    return _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def differences(fields: Mapping[str, Yaml], known: model.Objective | model.KeyResult) -> Iterator[Difference]:
    """What a file says of a goal that the site says otherwise; what the file does not say is no difference."""
    record = known.record
    if owner := fields.get("owner"):
        there = record.owner or ""
        if person_id(str(owner)) != person_id(there):
            yield "owner", str(owner), there or "none"
    if "weight" in fields and fields["weight"] != record.weight:
        yield "weight", str(fields["weight"]), str(record.weight)
    due = getattr(known, "due", None)
    if due and "due" in fields and str(fields["due"]) != str(due):
        yield "due day", str(fields["due"]), str(due)
    if fields.get("done") and getattr(record, "done", None) is None:
        yield "state", f"done {fields['done']}", "not done"
    metric = getattr(record, "metric", None)
    if "metric" in fields and metric is not None:
        read = _metric(fields["metric"])
        if read and _told(read) != _told(_with_start_of(metric, read)):
            yield "metric", _told(read), _told(metric)


def _metric(written: Yaml) -> Metric | None:
    """A metric as a file says it; None for one that is not compared."""
    if isinstance(written, str):
        found = words.metric(written)
        return None if isinstance(found, Wrong) else found
    if not isinstance(written, dict) or "to" not in written:
        return None
    return Metric("move", written.get("from"), written["to"], unit=written.get("unit"))


def _with_start_of(metric: Metric, read: Metric) -> Metric:
    """The site's metric as far as the file says anything: without a start, or a unit, that the file leaves open."""
    start = metric.start if read.start is not None and metric.start is not None else read.start
    return Metric(metric.kind, start, metric.to, metric.bound, metric.unit if read.unit and metric.unit else read.unit)


def _told(metric: Metric) -> str:
    unit = f" {metric.unit}" if isinstance(metric.unit, str) else ""
    if metric.bound:
        low, high = metric.bound.low, metric.bound.high
        ends = f"{low} and {high}" if None not in (low, high) else f"{low if low is not None else high}"
        return f"keep {metric.bound.kind.replace('_', ' ')} {ends}{unit}"
    return f"reach {metric.to}{unit}" if metric.start is None else f"from {metric.start} to {metric.to}{unit}"
