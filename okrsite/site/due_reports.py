"""Reminders as text for a terminal, Markdown for an issue or a chat, and JSON for a program."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import get_args

from okrsite.site.due import Kind, Owner, Waiting
from okrsite.site.plain import harmless, inert, inert_part
from okrsite.site.wording import Wording

__all__ = ["as_json", "as_markdown", "as_text"]


def as_text(owners: Sequence[Owner], day: dt.date, words: Wording) -> str:
    """For a terminal; without a newline at the end."""
    if not owners:
        return harmless(_nothing(words))
    check_in, colon = words.gettext("{Check-in|Check in}"), words.gettext(": ")
    lines = [_opening(day, words)]
    for owner in owners:
        lines += ["", owner.name or _nobody(words)]
        for kind, items in _by_kind(owner.items):
            lines.append(f"  {_question(kind, words)}")
            lines += [f"    {one.title}{_of_team(one, words)}{_fact(one, day, words)}" for one in items]
        lines += [f"  {check_in}{colon}{link}" for link in _links(owner.items)]
    return "\n".join(harmless(line) for line in [*lines, "", _thanks(words)])


def as_markdown(owners: Sequence[Owner], day: dt.date, words: Wording) -> str:
    """For an issue or a chat: what people wrote is escaped, so that nothing of it is a link, a tag or a mention."""
    if not owners:
        return inert(_nothing(words))
    check_in = inert(words.gettext("{Check-in|Check in}"))
    lines = [inert(_opening(day, words))]
    for owner in owners:
        lines += ["", f"### {inert(owner.name or _nobody(words))}", ""]
        for kind, items in _by_kind(owner.items):
            lines.append(f"- **{inert(_question(kind, words))}**")
            lines += [
                f"  - {_linked(one)}{inert_part(_of_team(one, words))}{inert(_fact(one, day, words))}" for one in items
            ]
        lines += [f"- [{check_in}]({link})" for link in _links(owner.items)]
    return "\n".join([*lines, "", inert(_thanks(words))])


def as_json(owners: Sequence[Owner], day: dt.date, audience: str) -> str:
    """For a program: `{as_of, audience, owners: [{name, items: [{kind, ref, team, title, url, since, text, checkin}]}]}`."""
    listed = [{"name": one.name, "items": [dataclasses.asdict(item) for item in one.items]} for one in owners]
    found = {"as_of": day, "audience": audience, "owners": listed}
    return json.dumps(found, ensure_ascii=False, indent=2, default=dt.date.isoformat)


def _nothing(words: Wording) -> str:
    return words.gettext("Nothing is waiting. Thank you, everyone.")


def _opening(day: dt.date, words: Wording) -> str:
    return words.gettext("Waiting for a word, as of %(day)s:", day=words.short_day(day))


def _thanks(words: Wording) -> str:
    return words.gettext("A number and half a sentence are enough. Thank you!")


def _nobody(words: Wording) -> str:
    return words.gettext("Not assigned to anyone here")


def _question(kind: Kind, words: Wording) -> str:
    match kind:
        case "blocked":
            return words.gettext("Stuck. Who can help?")
        case "check-in":
            return words.gettext("How is it going?")
        case "value":
            return words.gettext("What is the value?")
        case "outcome":
            return words.gettext("What came of it?")


def _by_kind(items: Iterable[Waiting]) -> list[tuple[Kind, list[Waiting]]]:
    """By what is asked, what is stuck first."""
    listed = list(items)
    grouped = [(kind, [one for one in listed if one.kind == kind]) for kind in get_args(Kind)]
    return [(kind, found) for kind, found in grouped if found]


def _links(items: Iterable[Waiting]) -> list[str]:
    return list(dict.fromkeys(one.checkin for one in items if one.checkin))


def _of_team(one: Waiting, words: Wording) -> str:
    """` (Shop): `."""
    return words.gettext(" (%(remark)s)", remark=one.team) + words.gettext(": ")


def _fact(one: Waiting, day: dt.date, words: Wording) -> str:
    if one.kind == "blocked":
        return one.text or ""
    if one.kind == "value":
        return words.period(one.text or "")
    if one.since is None:
        return words.gettext("no {check-in} yet")
    if one.kind == "outcome":
        return words.gettext("its {cycle} ended on %(day)s", day=words.short_day(one.since))
    said, ago = words.short_day(one.since), words.ago(one.since, day)
    return words.gettext("last news %(day)s, %(ago)s", day=said, ago=ago)


def _linked(one: Waiting) -> str:
    return f"[{inert(one.title)}]({one.url})" if one.url else inert(one.title)
