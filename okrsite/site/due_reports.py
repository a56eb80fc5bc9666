"""Reminders as text for a terminal, Markdown for an issue or a chat, and JSON for a program."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Sequence

from okrsite.site.due import Kind, Owner, Waiting
from okrsite.site.plain import JOINED, inert, one_line

__all__ = ["as_json", "as_markdown", "as_text"]

_NOTHING = "Nothing is waiting. Thank you, everyone."
_THANKS = "A number and half a sentence are enough. Thank you!"
_NOBODY = "Not assigned to anyone here"
_ASK: dict[Kind, str] = {
    "blocked": "Stuck. Who can help?",
    "check-in": "How is it going?",
    "value": "What is the value?",
    "outcome": "What came of it?",
}


def as_text(owners: Sequence[Owner], day: dt.date) -> str:
    """For a terminal; without a newline at the end."""
    if not owners:
        return _NOTHING
    lines = [f"Waiting for a word, as of {day.isoformat()}:"]
    for owner in owners:
        lines += ["", _told(owner.name or _NOBODY)]
        for kind, items in _by_kind(owner.items):
            lines.append(f"  {_ASK[kind]}")
            lines += [f"    {_told(f'{one.title} ({one.team}){_fact(one, day)}')}" for one in items]
        lines += [f"  Check in: {link}" for link in _links(owner.items)]
    return "\n".join([*lines, "", _THANKS])


def as_markdown(owners: Sequence[Owner], day: dt.date) -> str:
    """For an issue or a chat: what people wrote is escaped, so that nothing of it is a link, a tag or a mention."""
    if not owners:
        return _NOTHING
    lines = [f"These wait for a word, as of {day.isoformat()}."]
    for owner in owners:
        lines += ["", f"### {inert(owner.name or _NOBODY)}", ""]
        for kind, items in _by_kind(owner.items):
            lines.append(f"- **{_ASK[kind]}**")
            lines += [f"  - {_linked(one)} ({inert(one.team)}){inert(_fact(one, day))}" for one in items]
        lines += [f"- [Check in]({link})" for link in _links(owner.items)]
    return "\n".join([*lines, "", _THANKS])


def as_json(owners: Sequence[Owner], day: dt.date, audience: str) -> str:
    """For a program: `{as_of, audience, owners: [{name, items: [{kind, ref, team, title, url, since, text, checkin}]}]}`."""
    listed = [{"name": one.name, "items": [dataclasses.asdict(item) for item in one.items]} for one in owners]
    found = {"as_of": day, "audience": audience, "owners": listed}
    return json.dumps(found, ensure_ascii=False, indent=2, default=dt.date.isoformat)


def _by_kind(items: Iterable[Waiting]) -> list[tuple[Kind, list[Waiting]]]:
    """By what is asked, what is stuck first."""
    listed = list(items)
    grouped = [(kind, [one for one in listed if one.kind == kind]) for kind in _ASK]
    return [(kind, found) for kind, found in grouped if found]


def _links(items: Iterable[Waiting]) -> list[str]:
    return list(dict.fromkeys(one.checkin for one in items if one.checkin))


def _told(text: str) -> str:
    """A line of a log: no order to the terminal, nor (`::error::`) to the machine that reads along."""
    line = one_line(text)
    return f":{JOINED}{line[1:]}" if line.startswith("::") else line


def _fact(one: Waiting, day: dt.date) -> str:
    if one.kind == "blocked":
        return f": {one.text}"
    if one.kind == "value":
        return f": {one.text}"
    if one.kind == "outcome":
        return f": its cycle ended on {one.since}"
    if one.since is None:
        return ": no check-in yet"
    days = (day - one.since).days
    return f": last news {one.since}, {days} day{'' if days == 1 else 's'} ago"


def _linked(one: Waiting) -> str:
    return f"[{inert(one.title)}]({one.url})" if one.url else inert(one.title)
