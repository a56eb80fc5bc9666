"""Start, target and current value of a row → the metric of a key result and the value of its check-in."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from okrsite.edit.importing.amounts import Amount, Convention, amount
from okrsite.edit.importing.sheet import Cell
from okrsite.source import words
from okrsite.source.numbers import LARGEST, whole
from okrsite.source.wrong import Wrong

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsite.edit.importing.goals import Yaml
    from okrsite.source.values import Number

__all__ = ["Measured", "amount_in", "bound_words", "in_hours", "is_time", "is_yes", "measured", "trouble_of_cell"]

_YES = frozenset((
    "true", "yes", "ja", "wahr", "done", "erledigt", "✓", "✔", "☑", "x", "是", "完成", "已完成", "對", "对",
))  # fmt: skip
_NO = frozenset((
    "false", "no", "nein", "falsch", "open", "offen", "✗", "✘", "☐", "否", "未完成", "未",
))  # fmt: skip

_LEAST = frozenset((
    ">", ">=", "≥", "＞", "at least", "min", "minimum", "more than", "over", "mindestens", "über", "至少", "不低於", "不低于",
))  # fmt: skip
_MOST = (
    "<",
    "<=",
    "≤",
    "＜",
    "at most",
    "max",
    "maximum",
    "less than",
    "under",
    "below",
    "höchstens",
    "unter",
    "最多",
    "不超過",
    "不超过",
)
_BOUND = re.compile(
    rf"({'|'.join(sorted(map(re.escape, (*_LEAST, *_MOST)), key=len, reverse=True))})\.?\s*(.+)", re.IGNORECASE
)
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)(?::([0-5]\d))?")
_HOURS = frozenset(("h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "小時", "小时"))
_MINUTES = frozenset(("min", "mins", "minute", "minutes", "minuten", "分", "分鐘", "分钟"))


@dataclass(frozen=True, slots=True)
class Measured:
    """How a key result is measured: fields of the content format, and the value that its check-in has."""

    fields: dict[str, Yaml]
    value: Number | None = None
    said: str = ""  # in words, for the report
    unit: str | None = None  # None: not known
    is_formatted: bool = False  # whether its numbers bring their unit along


def measured(
    start: Cell,
    target: Cell,
    current: Cell,
    unit: str,
    known: Convention,
    today: dt.date,
    ask: Callable[[str, str], None],
) -> Measured:
    """The measure of a row.

    Args:
        start: the cell of the start value; a blank one where there is none; likewise `target` and `current`.
        unit: what the row or the header says that the numbers are of; "" for nothing.
        known: how the table writes numbers.
        today: the day on which a yes is dated.
        ask: told of each cell that is left out, and why.
    """
    start, target, current = (in_hours(cell, unit) for cell in (start, target, current))
    if is_yes(target) is not None:
        return _yes_or_no(target, current, today, ask)
    if _is_metric_in_words(target):
        now = amount_in(current, known, ask)
        return Measured({"metric": target.line}, now.value if now else None, f"{target.line}{_now(now)}")
    if (bound := _bound(target, known)) and (origin := amount_in(start, known, ask)) and not bound.holds(origin.value):
        now = amount_in(current, known, ask)  # what does not hold yet can only be meant to be reached
        return _moved(origin, bound.amount, now, unit, (start, target, current), ask)
    if target.value is None and target.text.startswith("+") and not start.is_blank:
        ask(
            target.at,
            f"`{target.line}` can be the number to reach, or how much more it is to be: write the number to reach.",
        )
        return Measured({}, said="a target that can be read in two ways")
    if bound or _is_bare_bound(target):
        reach = f"`{target.line}` can be read in two ways: write the number alone to reach it once"
        ask(target.at, f"{reach}, or `keep {target.line}` to hold it all the time.")
        return Measured({}, said="a bound that can be read in two ways")
    to = amount_in(target, known, ask)
    if to is None:
        _without_target(start, current, ask)
        return Measured({}, said="no target")
    origin, now = amount_in(start, known, ask), amount_in(current, known, ask)
    return _moved(origin, to, now, unit, (start, target, current), ask)


def amount_in(cell: Cell, known: Convention, ask: Callable[[str, str], None]) -> Amount | None:
    """The number in a cell; None for a blank one, and for one that the question is told of."""
    if cell.trouble:
        ask(cell.at, trouble_of_cell(cell))
    elif isinstance(cell.value, bool | dt.date):
        ask(cell.at, f"`{cell.text}` is no number.")
    elif cell.value is not None:
        if abs(cell.value) <= LARGEST:
            return Amount(cell.value, cell.unit)
        ask(cell.at, f"`{cell.text}` is too large: numbers go to 1e15.")
    elif cell.text and cell.line not in {"-", "–", "—", "n/a", "N/A", "k.A.", "無"}:
        found = amount(cell.line, known)
        if isinstance(found, Amount):
            return found
        if found is None and cell.text.startswith("="):
            ask(cell.at, trouble_of_cell(Cell(cell.at, trouble=cell.line)))
        elif _CLOCK.fullmatch(cell.line):
            ask(cell.at, f"`{cell.line}` can be hours or minutes: say so in the unit.")
        else:
            ask(cell.at, found.message if found else f"`{_short(cell.line)}` is no number.")
    return None


def in_hours(cell: Cell, unit: str) -> Cell:
    """A cell with its time of hours and minutes as a number: `2:30` is 2.5 hours, or 150 where the unit is minutes.

    A text such as `2:30` is a time where the unit says hours or minutes, or where it has seconds too.
    """
    word = unit.lower().rstrip(".")
    hours, minutes = word in _HOURS, word in _MINUTES
    if cell.value is None and (match := _CLOCK.fullmatch(cell.line)) and (hours or minutes or match[3]):
        first, second, third = (int(part or 0) for part in match.groups())
        is_short = minutes and not match[3]  # 2:30 minutes
        seconds = first * 60 + second if is_short else first * 3600 + second * 60 + third
        return replace(cell, value=whole(round(seconds / (60 if minutes else 3600), 6)), unit=unit or "h")
    if (
        cell.value is None
        or isinstance(cell.value, bool | dt.date)
        or cell.unit != "h"
        or not _CLOCK.fullmatch(cell.text)
    ):
        return cell
    return replace(
        cell, value=whole(round(cell.value * 60, 6)) if minutes else cell.value, unit=unit if hours or minutes else "h"
    )


def bound_words(text: str) -> str:
    """A bound in the words of the content format: `mindestens 80 %` is `at least 80 %`; another text as it is."""
    match = _BOUND.fullmatch(text)
    if match is None:
        return text
    return f"{'at least' if match[1].lower().rstrip('.') in _LEAST else 'at most'} {match[2]}"


def is_time(unit: str) -> bool:
    """Whether a unit is that of hours or of minutes."""
    return unit.lower().rstrip(".") in _HOURS | _MINUTES


def trouble_of_cell(cell: Cell) -> str:
    """Why nothing can be read from a cell that holds an error, or a formula alone."""
    if cell.trouble.startswith("="):
        return f"`{_short(cell.trouble)}` is a formula without its value: open the file in a spreadsheet and save it."
    return f"`{cell.trouble}` is a spreadsheet's error."


def is_yes(cell: Cell) -> bool | None:
    """Whether a cell says yes or no; None where it says neither."""
    if isinstance(cell.value, bool):
        return cell.value
    word = cell.text.strip().lower()
    return True if word in _YES else False if word in _NO else None


def _yes_or_no(target: Cell, current: Cell, today: dt.date, ask: Callable[[str, str], None]) -> Measured:
    """A key result that is reached or not: dated where the current cell says yes, or is a day."""
    if not is_yes(target):
        ask(target.at, f"The target is `{target.text}`: a key result can't be reached by a no.")
        return Measured({}, said="no target")
    if isinstance(current.value, dt.date):
        return Measured({"done": current.value}, said=f"yes or no, done {current.value}")
    state = is_yes(current)
    if state is None and not current.is_blank:
        ask(current.at, f"`{_short(current.line)}` says neither yes nor no.")
    return Measured({"done": today if state else None}, said="yes or no, " + ("done" if state else "not yet"))


def _is_metric_in_words(target: Cell) -> bool:
    """Whether the target is a metric in the content format's words: `from 0 to 10 students`, `keep at least 99.9 %`."""
    if target.value is not None or not target.text:
        return False
    found = words.metric(target.line)
    return not isinstance(found, Wrong) and (found.start is None or found.start != found.to)


class _Bound(NamedTuple):
    """A number to be above (`at_least`) or below."""

    at_least: bool
    amount: Amount

    def holds(self, value: Number) -> bool:
        """Whether a value is on the right side."""
        return value >= self.amount.value if self.at_least else value <= self.amount.value


def _bound(target: Cell, known: Convention) -> _Bound | None:
    """The bound in a cell: `< 2 %`, `max. 5`, `mindestens 80`, `至少 3 次`; None for another cell."""
    match = _BOUND.fullmatch(target.line) if target.value is None else None
    found = amount(match[2], known) if match else None
    if match is None or not isinstance(found, Amount):
        return None
    return _Bound(match[1].lower().rstrip(".") in _LEAST, found)


def _is_bare_bound(target: Cell) -> bool:
    """Whether the target is a bound that says neither `reach` nor `keep`."""
    return target.value is None and bool(target.text) and not isinstance(words.bound(target.line), Wrong)


def _without_target(start: Cell, current: Cell, ask: Callable[[str, str], None]) -> None:
    for cell, what in ((start, "start"), (current, "current value")):
        if not cell.is_blank:
            ask(
                cell.at, f"The {what} `{_short(cell.line)}` has no target beside it, so there is nothing to measure by."
            )


def _moved(
    origin: Amount | None,
    to: Amount,
    now: Amount | None,
    unit: str,
    cells: tuple[Cell, Cell, Cell],
    ask: Callable[[str, str], None],
) -> Measured:
    amounts = (origin, to, now)
    own = {_one_word(one.unit) for one in amounts if one and one.unit}
    if len(own | ({unit} if unit == "%" else set())) > 1:
        names = ", ".join(f"`{cell.line}`" for cell in cells if not cell.is_blank)
        ask(cells[1].at, f"The numbers of this row have different units ({names}): make them one.")
        return Measured({}, said="units that differ")
    unit = next(iter(own), "") if own & {"%"} or not unit else unit
    if unit == "%" and own and _has_bare_share(amounts):
        ask(cells[1].at, "Some numbers of this row are in percent and some are shares: format all as percent.")
        return Measured({}, said="percent and shares")
    if origin and origin.value == to.value:
        ask(cells[0].at, f"It starts at its target, {to.value}: nothing would move. Write `keep at least {to.value}`.")
        return Measured({}, said="nothing moves")
    metric: dict[str, Yaml] = {"from": origin.value} if origin else {}
    metric |= {"to": to.value} | ({"unit": unit} if unit else {})
    said = (f"from {origin.value} to {to.value}" if origin else f"reach {to.value}") + (f" {unit}" if unit else "")
    return Measured({"metric": metric}, now.value if now else None, said + _now(now), unit, bool(own))


def _one_word(unit: str) -> str:
    """Units of time by one word each, so that `12 h` and `10 hours` are of one unit."""
    word = unit.lower().rstrip(".")
    return "h" if word in _HOURS else "min" if word in _MINUTES else unit


def _has_bare_share(amounts: tuple[Amount | None, ...]) -> bool:
    return any(one is not None and not one.unit and 0 < abs(one.value) <= 1 for one in amounts)


def _now(now: Amount | None) -> str:
    return f", now {now.value}" if now else ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
