"""An objective and its key results as blocks of a cycle's document."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from okrsite.site import addresses
from okrsite.site.export.document import Block, Heading, Item, Items, Paragraph, Quote
from okrsite.site.pages import PagePlan
from okrsite.site.views.here import Here
from okrsite.site.views.objective import InitiativeLine, ObjectiveView, objective

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from okrsite.site.views.key_result import CheckinRow, KeyResultView, MilestoneLine
    from okrsite.site.views.parts import Figure, LinkTo, PersonLink, Prose
    from okrsite.site.views.said import FieldLine, NoteLine

__all__ = ["objective_blocks"]


def objective_blocks(here: Here, ref: str) -> Iterator[Block]:
    """An objective in full, under a heading of level 3."""
    view, _ = objective(Here.at(here.shared, PagePlan(addresses.objective(ref), "objective", (ref,))))
    yield Heading(3, view.title.text)
    yield Paragraph(_standing(here, view, ref))
    yield from _dropped(here, view.dropped)
    yield from _prose(view.why)
    yield from _remarks(here, view.fields, view.tags, view.links)
    yield from _changed(here, view.changed)
    for key_result in view.key_results:
        yield from _key_result(here, key_result)
    if view.unmeasured:
        yield Paragraph(view.unmeasured)
    yield from _listed(4, here.words.gettext("Initiatives"), (_initiative(here, one) for one in view.initiatives))
    yield from _balance(here, view)
    if view.outcome:
        yield Heading(4, here.words.gettext("What came of it"))
        yield from _prose(view.outcome)


def _standing(here: Here, view: ObjectiveView, ref: str) -> str:
    """`Done · Grade: 0.7 · 68% reached · aspirational · Owner: Mei Lin`."""
    gettext = here.words.gettext
    facts = [
        view.status.word,
        _labelled(here, gettext("Grade"), view.grade),
        _reached(here, here.figures.objectives[ref].progress),
        view.kind,
        _people(here, gettext("Owner"), (view.owner,)),
        _people(here, gettext("With"), view.carriers),
        _names(here, gettext("Supports"), (one.title.text for one in view.supports)),
        _names(here, gettext("Weight"), (view.weight,)),
        view.stale,
    ]
    return _joined(facts)


def _key_result(here: Here, view: KeyResultView) -> Iterator[Block]:
    """A key result under a heading of level 4: how it is measured, where it stood, and everything that was checked in."""
    gettext = here.words.gettext
    facts = [
        view.status.word,
        view.measure,
        _labelled(here, gettext("Grade"), view.grade),
        _people(here, gettext("Owner"), (view.owner,)),
        _people(here, gettext("With"), view.carriers),
        view.dates,
        _names(here, gettext("Weight"), (view.weight,)),
        _names(here, gettext("Its value is that of"), (view.kpi.title.text if view.kpi else None,)),
        view.stale,
    ]
    yield Heading(4, view.title.text)
    yield Paragraph(_joined(facts))
    yield Paragraph(" ".join(filter(None, (view.sentence, _share(here, view)))))
    yield from _dropped(here, view.dropped)
    yield from _prose(view.why)
    yield from _items(_milestone(one) for one in view.milestones)
    yield from _items(_checkin(here, row) for row in reversed((*view.log, *view.earlier)))
    if view.outcome:
        yield Paragraph(gettext("What came of it") + gettext(": ").rstrip())
        yield from _prose(view.outcome)
    yield from _changed(here, view.changed)
    yield from _remarks(here, view.fields, view.tags, view.links)


def _share(here: Here, view: KeyResultView) -> str | None:
    """How far it is, where that is a number of its own."""
    if view.bar is None or view.bar.share is None:
        return None
    return here.words.gettext("%(share)s reached.", share=here.words.percent(view.bar.share))


def _reached(here: Here, share: float | None) -> str | None:
    return None if share is None else here.words.gettext("%(share)s reached", share=here.words.percent(share))


def _milestone(line: MilestoneLine) -> Item:
    return Item(_joined((line.when, line.weight)), f"{line.state.shape} {line.title.text}")


def _checkin(here: Here, row: CheckinRow) -> Item:
    """`14 October 2026 2 students · 60% sure · Mei Lin`, with its note."""
    reported = here.words.gettext("reported") + here.words.gettext(": ") + row.reported.word if row.reported else None
    blocked = here.words.gettext("blocked: %(why)s", why=row.blocked.text) if row.blocked else None
    by = row.by.text if row.by else None
    said = _joined((row.value, row.confidence, reported, blocked, by))
    return Item(said, row.day, row.note.markdown if row.note else "")


def _initiative(here: Here, line: InitiativeLine) -> Item:
    due = here.words.gettext("due %(day)s", day=line.due) if line.due else None
    link = line.link.href if line.link and _leads_out(line.link) else None
    parts = (line.state.word if line.state else None, line.owner.text if line.owner else None, due, link)
    return Item(_joined(parts), line.title.text)


def _balance(here: Here, view: ObjectiveView) -> Iterator[Block]:
    """What its KPIs say of it, with their names."""
    balance = view.balance
    if balance is None or balance.verdict.name == "unknown":
        return
    gettext = here.words.gettext
    yield Heading(4, gettext("Do its {kpis} drive it?"))
    yield Paragraph(gettext(": ").join((balance.verdict.word, balance.sentence)))
    sets = ((gettext("Drivers"), balance.drivers), (gettext("Guards"), balance.guards))
    yield from _items(Item(gettext(", ").join(one.name.text for one in lines), name) for name, lines in sets if lines)


def _dropped(here: Here, line: NoteLine | None) -> Iterator[Block]:
    if line:
        when = here.words.gettext("Dropped on %(day)s", day=line.day)
        yield Paragraph(here.words.gettext(": ").join((when, line.why.text)))


def _changed(here: Here, lines: tuple[NoteLine, ...]) -> Iterator[Block]:
    if lines:
        yield Paragraph(here.words.gettext("Changed since it began") + here.words.gettext(": ").rstrip())
        yield from _items(Item(line.why.text, line.day) for line in lines)


def _remarks(
    here: Here, fields: tuple[FieldLine, ...], tags: tuple[LinkTo, ...], links: tuple[LinkTo, ...]
) -> Iterator[Block]:
    """Fields of one's own, tags, and links that lead out of the site."""
    own = (_field(line) for line in fields)
    tagged = [Item(here.words.gettext(", ").join(tag.text for tag in tags), here.words.gettext("Tags"))] if tags else []
    outward = (Item(link.href or "", link.text) for link in links if _leads_out(link))
    yield from _items(chain(own, tagged, outward))


def _field(line: FieldLine) -> Item:
    said = line.text or (line.person.text if line.person else None) or (line.link.href if line.link else None) or ""
    return Item(said, line.label, line.prose.markdown if line.prose else "")


def _leads_out(link: LinkTo) -> bool:
    return link.href is not None and ":" in link.href.partition("/")[0]


def _prose(prose: Prose | None) -> Iterator[Block]:
    if prose:
        yield Quote(prose.markdown)


def _listed(level: int, heading: str, items: Iterable[Item]) -> Iterator[Block]:
    found = tuple(items)
    if found:
        yield Heading(level, heading)
        yield Items(found)


def _items(items: Iterable[Item]) -> Iterator[Block]:
    found = tuple(items)
    if found:
        yield Items(found)


def _labelled(here: Here, label: str, figure: Figure | None) -> str | None:
    return _names(here, label, (figure.text if figure else None,))


def _people(here: Here, label: str, people: Iterable[PersonLink | None]) -> str | None:
    return _names(here, label, (person.text for person in people if person))


def _names(here: Here, label: str, names: Iterable[str | None]) -> str | None:
    """`Owner: Mei Lin`; None without any."""
    found = here.words.gettext(", ").join(name for name in names if name)
    return label + here.words.gettext(": ") + found if found else None


def _joined(parts: Iterable[str | None]) -> str:
    return " · ".join(part for part in parts if part)
