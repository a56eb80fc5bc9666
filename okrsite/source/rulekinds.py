"""The kinds that name rules of method: `rules:` in site.yml, and `ignore:` on a goal or a KPI."""

from __future__ import annotations

from typing import Any

from okrsite.frozen import dataclass
from okrsite.problems import Severity
from okrsite.source import numbers
from okrsite.source.compoundkinds import Plain, is_blank, short_form
from okrsite.source.context import Context
from okrsite.source.fields import Definitions, what_stands
from okrsite.source.method import METHOD, MethodRule, Subject
from okrsite.source.nearest import did_you_mean
from okrsite.source.nodes import List, Map, Node, Scalar
from okrsite.source.rules import RULES as OF_CONTENT
from okrsite.source.scalarkinds import Choice

__all__ = ["IgnoredRule", "Rules"]

_SEVERITY = Choice(("error", "warning", "note", "off"))
_HOLDERS = {"objective": "an objective", "key_result": "a key result", "kpi": "a KPI"}


def _rule(key: Scalar, context: Context) -> MethodRule | None:
    """The rule of method that a key names; tells the context where there is none."""
    if key.text in METHOD:
        return METHOD[key.text]
    if key.text in OF_CONTENT:
        message = f"`{key.text}` is no rule of method: it tells of broken content, and nothing turns that off."
        context.problem(key, "unknown-rule", message, "Mend what it tells of, and remove this.")
    else:
        hint = f"{did_you_mean(key.text, METHOD)}`okrsite rules` lists them."
        context.problem(key, "unknown-rule", f"There is no rule of method `{key.text}`.", hint)
    return None


@dataclass(frozen=True, slots=True)
class IgnoredRule:
    """The name of a rule that can find something on a kind of record."""

    holder: Subject
    label: str = "rule"
    empty: None = None
    holds_records: bool = False

    def read(self, node: Node, context: Context) -> str | None:
        """The name, also of one that finds nothing there, which the context is told."""
        if not isinstance(node, Scalar) or (rule := _rule(node, context)) is None:
            return None
        if self.holder not in rule.on:
            there = " or ".join(_HOLDERS[one] for one in rule.on)
            message = f"`{node.text}` never finds anything on {_HOLDERS[self.holder]}, so there is nothing to ignore."
            hint = f"It can be ignored on {there}. Move this there, or remove it."
            context.problem(node, "unknown-rule", message, hint, Severity.WARNING)
        return node.text

    def schema(self, definitions: Definitions) -> dict[str, Any]:  # noqa: ARG002 - it holds no records
        """The names."""
        return {"type": "string", "enum": [name for name, rule in METHOD.items() if self.holder in rule.on]}


@dataclass(frozen=True, slots=True)
class Rules:
    """Severity and limits of rules of method, by rule: `{no-why: off, key-results-per-objective: {min: 2}}`."""

    label: str = "rule: severity, or rule: {severity, limits}"
    holds_records: bool = False

    @property
    def empty(self) -> dict[str, Any]:
        """None."""
        return {}

    def read(self, node: Node, context: Context) -> dict[str, dict[str, object]] | None:
        """Settings by rule: the severity as a word, a limit as a number or a list of words."""
        if not isinstance(node, Map):
            _no_map(node, "a map of rules", "`rules: {no-why: off}`", context)
            return None
        found: dict[str, dict[str, object]] = {}
        for key, value in node.entries:
            rule = _rule(key, context)
            if rule is not None and not is_blank(value):
                found[key.text] = self._settings(key.text, rule, short_form(value, "severity"), context)
        return found

    def _settings(self, name: str, rule: MethodRule, node: Node, context: Context) -> dict[str, object]:
        if not isinstance(node, Map):
            _no_map(node, "a severity or a map of settings", "`{severity: warning, min: 2}`", context)
            return {}
        found: dict[str, object] = {}
        for key, value in node.entries:
            if is_blank(value):
                continue
            if key.text == "severity":
                got: object = _SEVERITY.read(value, context)
            elif key.text in rule.limits:
                got = _words(value, context) if isinstance(rule.limits[key.text], tuple) else _number(value, context)
            else:
                known = ("severity", *rule.limits)
                hint = f"{did_you_mean(key.text, known)}It has: {', '.join(known)}."
                context.problem(key, "unknown-rule", f"The rule `{name}` has no setting `{key.text}`.", hint)
                continue
            if got is not None:
                found[key.text] = got
        return found

    def schema(self, definitions: Definitions) -> dict[str, Any]:
        """A map, by the rules that there are."""
        severity = _SEVERITY.schema(definitions)
        return {
            "type": "object",
            "properties": {name: _schema_of(rule, severity) for name, rule in METHOD.items()},
            "additionalProperties": False,
        }


def _schema_of(rule: MethodRule, severity: dict[str, Any]) -> dict[str, Any]:
    limits = {
        name: {
            "description": "Words of the site's own, beside those that are known.",
            "type": "array",
            "items": {"type": "string"},
        }
        if isinstance(limit, tuple)
        else {"description": f"A limit of this rule; {limit} where none is set.", "type": "number"}
        for name, limit in rule.limits.items()
    }
    about = "How much it weighs; off: it is not looked for."
    weight = {"description": about, "anyOf": [severity, {"type": "boolean"}], "default": rule.severity}
    properties = {"severity": weight, **limits}
    settings = {"type": "object", "properties": properties, "additionalProperties": False}
    return {"description": rule.sentence, "anyOf": [severity, {"type": "boolean"}, settings]}


def _no_map(node: Node, wanted: str, example: str, context: Context) -> None:
    context.problem(node, "wrong-type", f"Here stands {what_stands(node)}, where {wanted} should.", f"Write {example}.")


def _number(node: Node, context: Context) -> object:
    value = numbers.number(node.text) if isinstance(node, Scalar) else None
    if isinstance(value, int | float) and value >= 0:
        return value
    context.problem(node, "wrong-type", f"Here stands {what_stands(node)}, where a number should.", "Write `4`.")
    return None


def _words(node: Node, context: Context) -> object:
    plain: object = Plain().read(node, context)
    if isinstance(plain, str):
        return [plain]
    if isinstance(node, List) and isinstance(plain, list) and all(isinstance(word, str) and word for word in plain):
        return plain
    stands = what_stands(node)
    context.problem(node, "wrong-type", f"Here stands {stands}, where a list of words should.", "Write `[word, word]`.")
    return None
