"""The words and shapes of every state: status, health, verdict. A state is never colour alone."""

from __future__ import annotations

from collections.abc import Mapping

from okrsite.frozen import dataclass
from okrsite.site.views.parts import Badge
from okrsite.site.wording import Wording

__all__ = ["SHAPES", "States", "states"]

SHAPES: Mapping[str, str] = {
    "on-track": "●",
    "at-risk": "◆",
    "off-track": "▲",
    "done": "✓",
    "partly": "◐",
    "missed": "✕",
    "no-data": "○",
    "not-started": "–",
    "dropped": "⊘",
    "withheld": "▨",
    "stale": "◌",
    "green": "●",
    "amber": "◆",
    "red": "▲",
    "no-target": "◇",
    "so-far": "◔",
    "aligned": "●",
    "behind": "▼",
    "decoupled": "◇",
    "derailing": "◆",
    "at-a-cost": "▲",
    "blind": "○",
    "unknown": "–",
}


@dataclass(frozen=True, slots=True)
class States:
    """The badges of one language by the state's name, a sentence for each verdict, and `words` for sentences: `on_track`, `green`."""

    statuses: Mapping[str, Badge]
    healths: Mapping[str, Badge]
    verdicts: Mapping[str, Badge]
    verdict_sentences: Mapping[str, str]
    stale: Badge
    words: Mapping[str, str]


def states(words: Wording) -> States:
    """Every badge in the language of `words`."""
    statuses, healths = _status_words(words), _health_words(words)
    return States(
        statuses=_badges(statuses),
        healths=_badges(healths),
        verdicts=_badges(_verdict_words(words)),
        verdict_sentences=_verdict_sentences(words),
        stale=Badge("stale", words.gettext("stale"), SHAPES["stale"]),
        words={name.replace("-", "_"): word for name, word in {**healths, **statuses}.items()},
    )


def _badges(names: Mapping[str, str]) -> Mapping[str, Badge]:
    return {name: Badge(name, word, SHAPES[name]) for name, word in names.items()}


def _status_words(words: Wording) -> Mapping[str, str]:
    gettext = words.gettext
    return {
        "on-track": gettext("on track"),
        "at-risk": gettext("at risk"),
        "off-track": gettext("off track"),
        "done": words.pgettext("goal", "done"),
        "partly": gettext("partly"),
        "missed": gettext("missed"),
        "no-data": gettext("no data"),
        "not-started": gettext("not started"),
        "dropped": gettext("dropped"),
        "withheld": gettext("not published"),
    }


def _health_words(words: Wording) -> Mapping[str, str]:
    gettext = words.gettext
    return {
        "green": gettext("target met"),
        "amber": gettext("within tolerance"),
        "red": gettext("target missed"),
        "no-target": gettext("no target"),
        "no-data": gettext("no data"),
        "so-far": gettext("so far"),
        "withheld": gettext("not published"),
    }


def _verdict_words(words: Wording) -> Mapping[str, str]:
    gettext = words.gettext
    return {
        "aligned": gettext("aligned"),
        "behind": gettext("behind"),
        "decoupled": gettext("decoupled"),
        "derailing": gettext("derailing"),
        "at-a-cost": gettext("at a cost"),
        "blind": gettext("blind"),
        "unknown": gettext("not judged yet"),
    }


def _verdict_sentences(words: Wording) -> Mapping[str, str]:
    gettext = words.gettext
    return {
        "aligned": gettext(
            "The {objective|goal} is being reached and the {kpis} that drive it are good: the two agree."
        ),
        "behind": gettext(
            "The {objective|goal} is behind, and one of the {kpis} that drive it is red: the {kpis} say where."
        ),
        "decoupled": gettext(
            "The {objective|goal} moves although one of the {kpis} that should drive it is red: something else is moving it."
        ),
        "derailing": gettext(
            "The {kpis} look fine and the {objective|goal} is not being reached: they measure the wrong thing, or not enough of it."
        ),
        "at-a-cost": gettext(
            "The {objective|goal} is being reached at the expense of something that matters: one of the {kpis} that guard it is red."
        ),
        "blind": gettext("No {kpis} with a value and a target drive it: there is no number to steer by."),
        "unknown": gettext(
            "There is nothing to judge: the {objective|goal} has no data, has not begun or was dropped."
        ),
    }
