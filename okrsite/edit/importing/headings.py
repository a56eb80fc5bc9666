"""Lines that head some rows of a table: `Team: Sales`, `Objective 2: Hire well`, `O3` beside a title."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from okrsite.edit.importing.headers import meanings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsite.edit.importing.headers import Role
    from okrsite.edit.importing.sheet import Cell

__all__ = ["heading_above", "kind_by_number", "labelled"]

_LABEL = re.compile(r"([^\W\d_][^:：\d]{0,30}?)\s*#?\d{0,2}\s*[:：]\s*(\S.*)?")
_NUMBERED = re.compile(r"([^\W\d_]{1,12})\s*#?(?:\d{1,2}|[一二三四五六七八九])(?:\s*[.)]|\s+[-–—])?(?:\s+(\S.*))?")
_KIND = re.compile(
    r"(?:(?P<objective>O|Obj|Objective|Ziel|目標|目标)|KR|Key Result|SE|Schlüsselergebnis|關鍵結果|关键结果)"
    r"\s*#?(?P<number>\d+(?:\.\d+)*)\s*(?:[.:：)–-]\s*(?P<title>\S.*))?",
    re.IGNORECASE,
)
_ROLES: tuple[Role, ...] = ("team", "cycle", "objective")


def labelled(row: Sequence[Cell]) -> tuple[Role, Cell] | None:
    """The team, cycle or objective that a row says of those below it, behind its word and a colon or a number; None for others."""
    filled = [cell for cell in row if not cell.is_blank]
    words = filled[0].line if filled and len(filled) <= 2 else ""
    match = _LABEL.fullmatch(words) or (
        _NUMBERED.fullmatch(words) if len(filled) == 2 or "-" in words or "–" in words else None
    )
    if match is None or (len(filled) == 2) == bool(match[2]):
        return None
    said = replace(filled[0], text=match[2]) if match[2] else filled[1]
    found = meanings(match[1])
    return next(((role, said) for role in _ROLES if role in found), None)


def kind_by_number(text: str) -> tuple[Role, str, str] | None:
    """What a numbered text is, its number and the title behind it: `KR1.2`, `O1: Hire well`; None for other texts."""
    match = _KIND.fullmatch(text)
    return match and ("objective" if match["objective"] else "key_result", match["number"], match["title"] or "")


def heading_above(above: Sequence[Sequence[Cell]]) -> str:
    """The objective that the last filled one of the rows above a table names; "" for none."""
    for row in reversed(above):
        if any(not cell.is_blank for cell in row):
            found = labelled(row)
            return found[1].line if found and found[0] == "objective" else ""
    return ""
