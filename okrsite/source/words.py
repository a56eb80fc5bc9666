"""Metrics, bounds and targets in words: `from 0 to 10 students`, `keep at least 99.9 %`, `at least 120`.

Number and unit, nothing else: what does not read as one of the forms is an error that shows them, never a guess.
"""

from __future__ import annotations

import re

from okrsite.source.numbers import NUMBER, number
from okrsite.source.periods import period
from okrsite.source.values import Bound, Metric, Number, Target, TargetPath
from okrsite.source.wrong import Wrong

__all__ = ["METRIC_FORMS", "TARGET_FORMS", "bound", "metric", "target"]

METRIC_FORMS = (
    "`from 0 to 10 students`, `reach 45`, `keep at least 99.9 %`, `keep at most 200 ms`, `keep between 40 and 60`"
)
TARGET_FORMS = "`at least 120`, `at most 5 %`, `between 40 and 60`, `from 61 to 40 by 2030`"

_NUM = rf"{NUMBER}(?:[ \t]?%)?"
_UNIT = r"(?:[ \t]*(?P<unit>[^\d\s.,;:+<>=-][^\n]{0,40}))?"
_SPACE = r"[ \t]+"
_MOVE = re.compile(
    rf"from{_SPACE}(?P<start>{_NUM})(?:[ \t]+(?P<unit0>[^\d\n]{{1,40}}?))?{_SPACE}to{_SPACE}(?P<to>{_NUM}){_UNIT}",
    re.IGNORECASE,
)
_REACH = re.compile(rf"reach{_SPACE}(?P<to>{_NUM}){_UNIT}", re.IGNORECASE)
_ONE_SIDED = re.compile(
    rf"(?P<side>at{_SPACE}least|at{_SPACE}most|>=|<=|≥|≤)[ \t]*(?P<value>{_NUM}){_UNIT}", re.IGNORECASE
)
_BETWEEN = re.compile(rf"between{_SPACE}(?P<low>{_NUM}){_SPACE}and{_SPACE}(?P<high>{_NUM}){_UNIT}", re.IGNORECASE)
_KEEP = re.compile(r"keep[ \t]+", re.IGNORECASE)
_BY = re.compile(r"[ \t]+by[ \t]+(?P<by>[0-9][0-9A-Za-z-]{3,12})\Z", re.IGNORECASE)
_COMMA_IN_NUMBER = re.compile(r"(?<=[0-9]),(?=[0-9])")
_LONGEST = 200
_NO_UNIT = re.compile(
    r"[,;:]|(?:^|\s)[0-9]|/\s?[0-9]|\b(?:and|before|by|from|than|until|within)\b|^(?:at|for|in|of|on|or|to|with)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 5


def metric(text: str) -> Metric | Wrong:
    """Reads a key result's metric in words."""
    text = text.strip()
    if len(text) > _LONGEST:
        return _no_metric(text)
    if match := _MOVE.fullmatch(text):
        return _move(match, text)
    if match := _REACH.fullmatch(text):
        return _reach(match, text)
    if keep := _KEEP.match(text):
        held = _bound(text[keep.end() :])
        if held is not None:
            return held if isinstance(held, Wrong) else Metric("keep", bound=held[0], unit=held[1])
    elif _ONE_SIDED.fullmatch(text) or _BETWEEN.fullmatch(text):
        return _bare(text)
    return _no_metric(text)


def bound(text: str) -> Bound | Wrong:
    """Reads `at least 120`, `<= 5 %`, `between 40 and 60`; a unit behind it says nothing new and is left out."""
    text = text.strip()
    held = _bound(text) if len(text) <= _LONGEST else None
    if held is None:
        return _no_target(text)
    return held if isinstance(held, Wrong) else held[0]


def target(text: str, year_starts: int = 1) -> Target | Wrong:
    """Reads a KPI's target in words: a bound, or a path `from 61 to 40 by 2030`."""
    text = text.strip()
    by = _BY.search(text) if len(text) <= _LONGEST else None
    if by is None:
        return bound(text)
    match = _MOVE.fullmatch(text[: by.start()])
    if match is None:
        return _no_target(text)
    end = period(by["by"], year_starts)
    origin, to = number(match["start"]), number(match["to"])
    for value in (origin, to, end):
        if isinstance(value, Wrong):
            return value
    assert not isinstance(origin, Wrong) and not isinstance(to, Wrong) and not isinstance(end, Wrong)  # noqa: S101, PT018
    return TargetPath(origin, to, end)


def _move(match: re.Match[str], text: str) -> Metric | Wrong:
    start, to = number(match["start"]), number(match["to"])
    if isinstance(start, Wrong):
        return start
    if isinstance(to, Wrong):
        return to
    unit, first = _unit(match, match["to"]), (match["unit0"] or "").strip()
    first = first or ("%" if match["start"].endswith("%") else "")
    if not _is_unit(unit) or (first and first != unit):
        return _no_metric(text)
    return Metric("move", start, to, unit=unit)


def _reach(match: re.Match[str], text: str) -> Metric | Wrong:
    to, unit = number(match["to"]), _unit(match, match["to"])
    if isinstance(to, Wrong):
        return to
    return Metric("move", None, to, unit=unit) if _is_unit(unit) else _no_metric(text)


def _bound(text: str) -> tuple[Bound, str | None] | Wrong | None:
    """The bound and its unit; None where the words are none."""
    if match := _ONE_SIDED.fullmatch(text):
        value, unit = number(match["value"]), _unit(match, match["value"])
        if isinstance(value, Wrong):
            return value
        side = match["side"].lower()
        is_low = side in {">=", "≥"} or side.endswith("least")
        return (
            (Bound("at_least", low=value) if is_low else Bound("at_most", high=value), unit) if _is_unit(unit) else None
        )
    if match := _BETWEEN.fullmatch(text):
        low, high = number(match["low"]), number(match["high"])
        if isinstance(low, Wrong):
            return low
        if isinstance(high, Wrong):
            return high
        unit = _unit(match, match["high"])
        return between(low, high, unit) if _is_unit(unit) else None
    return None


def between(low: Number, high: Number, unit: str | None = None) -> tuple[Bound, str | None] | Wrong:
    """A range, or what is wrong with its ends."""
    if low <= high:
        return Bound("between", low, high), unit
    return Wrong(
        f"The range from {low} to {high} ends before it begins.",
        f"Write the lower number first: `between {high} and {low}`.",
    )


def _unit(match: re.Match[str], figure: str) -> str | None:
    unit = (match["unit"] or "").strip()
    if figure.endswith("%"):
        return f"% {unit}".strip()
    return unit or None


def _is_unit(unit: str | None) -> bool:
    """Whether a unit is one, and not the rest of a sentence."""
    return unit is None or (len(unit.split()) <= _MOST_WORDS and not _NO_UNIT.search(unit))


def _bare(text: str) -> Wrong:
    reach = re.sub(r"^(?:at[ \t]+(?:least|most)|>=|<=|≥|≤)[ \t]*", "", text, flags=re.IGNORECASE)
    first = f"`reach {reach}`" if not text.lower().startswith("between") else "`reach` and one number"
    return Wrong(
        f"`{text}` can be read in two ways: reach it once, or hold it all the time.",
        f"Write {first} or `keep {text}`.",
        "bare-at-least",
    )


def _without_commas(text: str) -> str | None:
    """The hint for words with a comma in a number: how they are written; None where there is none."""
    text = text[:_LONGEST]
    if not _COMMA_IN_NUMBER.search(text):
        return None
    grouped = re.sub(r"(?<=[0-9])\.(?=[0-9.]*,)", "", text)  # 1.000,5 is a thousand and a half
    point, thousands = _COMMA_IN_NUMBER.sub(".", grouped), re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "_", text)
    if re.search(r"[0-9]\.[0-9]+\.", point):  # 1,000.5
        return f"Write `{_short(thousands)}`."
    if "," in thousands or grouped != text:
        return f"Write decimals with a point: `{_short(point)}`."
    return f"Write `{_short(thousands)}`, or `{_short(point)}` if the comma is a decimal sign."


def _no_metric(text: str) -> Wrong:
    if hint := _without_commas(text):
        return Wrong(f"`{_short(text)}` is not a metric: a comma stands in a number.", hint, "bad-metric")
    return Wrong(
        f"`{_short(text)}` is not a metric in words.",
        f"Write number and unit only, as in {METRIC_FORMS}.",
        "bad-metric",
    )


def _no_target(text: str) -> Wrong:
    if not isinstance(number(text[:_LONGEST]), Wrong):
        return Wrong(
            f"`{text}` does not say which side of it is good.", f"Write `at least {text}` or `at most {text}`."
        )
    if hint := _without_commas(text):
        return Wrong(f"`{_short(text)}` is not a target: a comma stands in a number.", hint)
    return Wrong(f"`{_short(text)}` is not a target in words.", f"Write it as in {TARGET_FORMS}.")


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}…"
