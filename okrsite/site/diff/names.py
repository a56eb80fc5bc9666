"""What kinds of things, what happens to them, and their fields are called in a difference."""

from __future__ import annotations

from okrsite.history.changes import Happening, ThingKind
from okrsite.history.harder import Tone
from okrsite.site.views.states import states
from okrsite.site.wording import Wording

__all__ = ["Names"]


class Names:
    """The names of one language, made once."""

    def __init__(self, words: Wording) -> None:
        gettext, term = words.gettext, words.term
        self._words = words
        self._happened: dict[str, str] = {
            "new": words.pgettext("change", "new"),
            "gone": words.pgettext("change", "removed"),
            "dropped": words.pgettext("change", "given up"),
            "changed": words.pgettext("change", "changed"),
        }
        self._tones = {"easier": gettext("easier"), "harder": gettext("harder"), "other": ""}
        self._fields = _plain_fields(words) | {
            "objective": term("objective"),
            "key_results": term("key_result", 2),
            "kpi": term("kpi"),
            "cycle": term("cycle"),
            "checkin_every": gettext("days between {check-ins}"),
            "drivers": gettext("driven by"),
            "guards": gettext("guarded by"),
            "supports": gettext("supports"),
        }
        badges = states(words)
        shown = (badges.statuses, badges.verdicts, badges.healths)
        self._states = {name: badge.word for known in shown for name, badge in known.items()}
        self._healths = {name: badge.word for name, badge in badges.healths.items()}

    def kind(self, kind: ThingKind, count: int = 1) -> str:
        """`objective`; of what a site may call otherwise for many `objectives`."""
        words = self._words
        match kind:
            case "objective" | "kpi" | "team":
                return words.term(kind, count)
            case "key-result":
                return words.term("key_result", count)
            case "site":
                return words.pgettext("change", "site")
            case "update":
                return words.gettext("update")
            case "page":
                return words.pgettext("change", "page")
            case "person":
                return words.pgettext("change", "person")

    def happened(self, happening: Happening) -> str:
        """`given up`."""
        return self._happened[happening]

    def tone(self, tone: Tone) -> str:
        """`easier`; empty for neither."""
        return self._tones[tone]

    def field(self, name: str, of: ThingKind = "objective") -> str:
        """What a field is called; one that has no name of its own, as it is written in the files."""
        if (name, of) == ("title", "person"):
            return self._words.pgettext("field", "job title")
        return self._fields.get(name) or name.replace("_", " ")

    def state(self, state: object) -> str:
        """A status or a verdict in words."""
        return self._states.get(str(state), str(state)) if state is not None else self._words.gettext("none")

    def health(self, health: object) -> str:
        """A KPI's health in words."""
        return self._healths.get(str(health), str(health)) if health is not None else self._words.gettext("none")


def _plain_fields(words: Wording) -> dict[str, str]:
    """Those that no site calls otherwise."""
    gettext = words.gettext
    pgettext = words.pgettext
    return {
        "title": pgettext("field", "title"),
        "name": pgettext("field", "name"),
        "owner": pgettext("field", "owner"),
        "with": pgettext("field", "with"),
        "kind": pgettext("field", "kind"),
        "weight": pgettext("field", "weight"),
        "why": pgettext("field", "why"),
        "tags": pgettext("field", "tags"),
        "audience": pgettext("field", "audience"),
        "values_audience": pgettext("field", "audience of the values"),
        "initiatives": pgettext("field", "initiatives"),
        "blocked": pgettext("field", "blocked"),
        "metric": pgettext("field", "metric"),
        "milestones": pgettext("field", "milestones"),
        "done": pgettext("field", "done"),
        "start": pgettext("field", "start"),
        "due": pgettext("field", "due"),
        "grade": pgettext("field", "grade"),
        "outcome": pgettext("field", "outcome"),
        "unit": pgettext("field", "unit"),
        "every": pgettext("field", "every"),
        "target": pgettext("field", "target"),
        "tolerance": pgettext("field", "tolerance"),
        "total": pgettext("field", "total"),
        "leads": pgettext("field", "leading indicator"),
        "about": pgettext("field", "about"),
        "source": pgettext("field", "source"),
        "archived": pgettext("field", "archived"),
        "lead": pgettext("field", "lead"),
        "members": pgettext("field", "members"),
        "parent": pgettext("field", "parent"),
        "mission": pgettext("field", "mission"),
        "intro": pgettext("field", "introduction"),
        "body": pgettext("field", "text"),
        "links": pgettext("field", "links"),
        "by": pgettext("field", "by"),
        "url": pgettext("field", "address"),
        "avatar": pgettext("field", "picture"),
        "icon": pgettext("field", "icon"),
        "menu": pgettext("field", "in the menu"),
        "verdict": gettext("verdict"),
        "status": gettext("status"),
        "health": gettext("health"),
        "progress": gettext("progress"),
    }
