"""site.json: what the published site is, and a hash of everything else in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.site.data.encode import json_text
from okrsite.site.data.facts import day, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsite.goals.figures import Figures
    from okrsite.goals.model import Cycle, Goals
    from okrsite.site.data.facts import Json
    from okrsite.site.wording import Wording

__all__ = ["site_json"]


def site_json(goals: Goals, figures: Figures, wordings: Sequence[Wording], generator: str, build: str) -> bytes:
    """data/site.json.

    `wordings` are the site's languages, the default first, `generator` the tool's name and version, `build` the hash.
    """
    name, _, version = generator.partition(" ")
    site = goals.site
    described: dict[str, Json] = {
        "as_of": day(figures.day),
        "audience": goals.audience,
        "build": build,
        "generator": name,
        "version": version,
        "title": text(site.title),
        "description": text(site.description),
        "url": site.url,
        "languages": [words.language for words in wordings],
    }
    lines = [f'"{key}":{json_text(value)}' for key, value in described.items()]
    cycles = ",\n".join(json_text(_cycle(cycle, figures, wordings)) for cycle in goals.cycles.values())
    lines.append(f'"cycles":[\n{cycles}\n]' if cycles else '"cycles":[]')
    lines.append(f'"counts":{json_text(_counts(goals, figures))}')
    return ("{" + ",\n".join(lines) + "}\n").encode()


def _cycle(cycle: Cycle, figures: Figures, wordings: Sequence[Wording]) -> dict[str, Json]:
    return {
        "id": cycle.id,
        "name": _cycle_name(cycle, wordings),
        "start": day(cycle.start),
        "end": day(cycle.end),
        "parent": cycle.parent,
        "open": cycle.start <= figures.day <= cycle.end,
    }


def _cycle_name(cycle: Cycle, wordings: Sequence[Wording]) -> Json:
    """As written, else the id in words: in one language a string, in several a map."""
    if cycle.name is not None:
        return text(cycle.name)
    if len(wordings) == 1:
        return wordings[0].cycle(cycle)
    return {words.language: words.cycle(cycle) for words in wordings}


def _counts(goals: Goals, figures: Figures) -> dict[str, Json]:
    """How much there is as of the day."""
    return {
        "teams": len(goals.teams),
        "objectives": len(goals.objectives),
        "key_results": len(figures.key_results),
        "kpis": len(goals.kpis),
        "checkins": sum(len(of_it.checkins) for of_it in figures.key_results.values()),
        "updates": sum(update.date <= figures.day for update in goals.updates.values()),
    }
