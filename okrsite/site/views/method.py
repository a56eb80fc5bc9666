"""How to read the site: how each figure is computed, the limits in force, what is ignored and why. The prose is in the template."""

from __future__ import annotations

from collections.abc import Mapping

from okrsite.checks.method import RuleInForce
from okrsite.frozen import dataclass
from okrsite.problems import Severity
from okrsite.site.views.frame import Around
from okrsite.site.views.here import Here
from okrsite.site.views.parts import Badge
from okrsite.site.views.said import Named, Said
from okrsite.source.method import Limit

__all__ = ["IgnoredLine", "MethodView", "RuleLine", "method"]


@dataclass(frozen=True, slots=True)
class IgnoredLine:
    """A rule that does not apply to a goal or KPI, with the reason; `thing` None where it has no page."""

    thing: Named | None
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule of method in force: its name, severity and limits in words, and how often it was found in what is shown."""

    rule: str
    severity: str
    limits: str
    findings: str


@dataclass(frozen=True, slots=True)
class MethodView:
    """What the prose is filled in with; `said` are the words for states. Sections on OKRs or KPIs stand only where the site has them."""

    title: str
    lead: str
    has_objectives: bool
    has_kpis: bool
    has_balance: bool
    said: Mapping[str, str]
    statuses: tuple[Badge, ...]
    stale: Badge
    healths: tuple[Badge, ...]
    verdicts: tuple[tuple[Badge, str], ...]
    at_risk: str
    off_track: str
    checkin_every: str
    as_of: str
    timezone: str
    audience: str
    rules: tuple[RuleLine, ...]
    ignored: tuple[IgnoredLine, ...]


def method(here: Here) -> tuple[MethodView, Around]:
    """The page that every figure's `how?` leads to."""
    words, site, states, shared = here.words, here.goals.site, here.shared.states, here.shared
    title = words.gettext("How to read this site")
    view = MethodView(
        title=title,
        lead=words.gettext("What the words mean, and how each figure comes about."),
        has_objectives=shared.has_objectives,
        has_kpis=shared.has_kpis,
        has_balance=shared.has_balance,
        said=states.words,
        statuses=tuple(states.statuses.values()),
        stale=states.stale,
        healths=tuple(badge for badge in states.healths.values() if badge.name != "withheld"),
        verdicts=tuple((badge, states.verdict_sentences[name]) for name, badge in states.verdicts.items()),
        at_risk=words.percent(site.status.at_risk),
        off_track=words.percent(site.status.off_track),
        checkin_every=words.ngettext("%(num)s day", "%(num)s days", site.checkin_every),
        as_of=words.day(here.figures.day),
        timezone=site.timezone,
        audience=here.goals.audience,
        rules=tuple(_rule(here, rule) for rule in shared.edition.rules),
        ignored=tuple(IgnoredLine(_thing(here, ref), rule, reason) for ref, rule, reason in shared.edition.ignored),
    )
    return view, Around(heading=title, description=view.lead)


def _rule(here: Here, rule: RuleInForce) -> RuleLine:
    words = here.words
    severities = {
        Severity.ERROR: words.gettext("error"),
        Severity.WARNING: words.gettext("warning"),
        Severity.NOTE: words.gettext("note"),
    }
    limits = [(name, limit) for name, limit in rule.limits.items() if limit != ()]
    said = "; ".join(f"{name}: {_limit(here, limit)}" for name, limit in limits)
    return RuleLine(rule.name, severities[rule.severity], said, words.number(rule.findings))


def _limit(here: Here, limit: Limit) -> str:
    return ", ".join(limit) if isinstance(limit, tuple) else here.words.number(limit)


def _thing(here: Here, ref: str) -> Named | None:
    if ref.partition("#")[0] in here.goals.objectives:
        return here.goal(ref)
    return here.kpi(ref) if ref in here.goals.kpis else Named(Said(ref), None)
