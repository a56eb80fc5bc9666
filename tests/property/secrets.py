"""Sites of three audiences in which every text, number, id, name and file name stands once, with how narrow it is.

A site is made of `At`s: what is inside one is for its audience and narrower ones. What `removed` leaves out is what a person would
take out by hand before giving the content to a wider audience.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

AUDIENCES = ("public", "staff", "board")
CYCLES = ("2026", "2026-q4")


@dataclass(frozen=True)
class At:
    """A part of the content, and the least audience that sees it."""

    rank: int
    content: Any


def removed(content: Any, level: int) -> Any:
    """`content` without what is narrower than `level`."""
    if isinstance(content, At):
        return removed(content.content, level)
    if isinstance(content, dict):
        return {key: removed(one, level) for key, one in content.items() if _is_seen(one, level)}
    if isinstance(content, list):
        return [removed(one, level) for one in content if _is_seen(one, level)]
    if isinstance(content, tuple):
        return tuple(removed(one, level) for one in content)
    return content


def _is_seen(content: Any, level: int) -> bool:
    return not isinstance(content, At) or (content.rank <= level and _is_seen(content.content, level))


@dataclass
class Secrets:
    """A made-up site. `tokens`: what occurs in it, and how narrow that is."""

    random: Random
    tokens: dict[str, int] = field(default_factory=dict)
    files: dict[str, Any] = field(
        default_factory=dict
    )  # by path: bytes, YAML, or (front matter, body); perhaps in an At
    people: dict[str, int] = field(default_factory=dict)
    teams: dict[str, int] = field(default_factory=dict)
    goals: dict[str, int] = field(default_factory=dict)
    key_results: dict[str, tuple[int, int]] = field(default_factory=dict)  # ref → its rank, its values'
    kpis: dict[str, tuple[int, int]] = field(default_factory=dict)

    def word(self, rank: int) -> str:
        token = f"zq{len(self.tokens):04d}qz"
        self.tokens[token] = rank
        return token

    def number(self, rank: int) -> int:
        number = 6_000_000 + 1013 * len(self.tokens)
        self.tokens[str(number)] = self.tokens[f"{number:,}"] = rank
        return number

    def static(self, folder: str, rank: int) -> str:
        """A new file of static/, by its path from there."""
        path = f"{folder}/{self.word(rank)}.png"
        self.files[f"static/{path}"] = At(rank, self.word(rank).encode())
        return path

    def audience(self) -> str | None:
        return self.random.choice((None, None, *AUDIENCES))

    def some(self, ranks: dict[str, Any], rank: int = 0) -> list[At]:
        """References to up to three of what there is, each as narrow as what it names."""
        names = self.random.sample(sorted(ranks), min(len(ranks), self.random.randint(0, 3)))
        return [At(max(rank, _first(ranks[name])), name) for name in names]

    def someone(self) -> At | None:
        name = self.random.choice((None, *sorted(self.people)))
        return At(self.people[name], name) if name else None


def _first(rank: Any) -> int:
    return int(rank[0]) if isinstance(rank, tuple) else int(rank)


def rank_of(audience: str | None) -> int:
    return AUDIENCES.index(audience) if audience else 0


def _said(**fields: Any) -> dict[str, Any]:
    return {name.rstrip("_"): one for name, one in fields.items() if one is not None}


def make_site(seed: int) -> Secrets:
    """The site of a seed."""
    made = Secrets(Random(seed))  # noqa: S311  no secret is kept by it
    default = made.random.choice(AUDIENCES)
    made.files["site.yml"] = {
        "title": "Goals",
        "url": "https://example.org/okr/",
        "audiences": list(AUDIENCES),
        "default_audience": default,
        "people": made.random.choice(("pages", "names", {"public": "roles", "staff": "pages"})),
        "extras": ["badges", "embeds", "team-feeds"],
        "cycles": [{"id": "2026-q4", "checkin_every": 7}],
        "content": ["content", {"path": "../overlay", "audience": "board"}],
    }
    _people(made, rank_of(default))
    _pages(made, rank_of(default))
    for number in range(made.random.randint(2, 4)):
        _team(made, number, rank_of(default))
    for team, inside in list(made.teams.items()):
        made.files[f"content/{team}/checkins/{made.word(inside)}.yml"] = _checkins(made, inside)
    return made


def _people(made: Secrets, default: int) -> None:
    listed = {}
    for _ in range(3):
        own = made.audience()
        rank = rank_of(own) if own else default
        id_ = made.word(rank)
        made.people[id_] = rank
        avatar = made.static("faces", rank)
        listed[id_] = At(rank, _said(name=made.word(rank), title=made.word(rank), avatar=avatar, audience=own))
    made.files["content/people.yml"] = listed


def _pages(made: Secrets, default: int) -> None:
    for path in ("content/index.md", "content/pages/{}.md"):
        own = made.audience()
        rank = rank_of(own) if own else default
        head = _said(title=made.word(rank) if "pages" in path else None, audience=own)
        body = f"[{made.word(rank)}]({made.static('plans', rank)})"
        made.files[path.format(made.word(rank))] = At(rank, (head, body))


def _team(made: Secrets, number: int, default: int) -> None:
    above = made.random.choice((None, *made.teams))
    own = made.audience()
    inside = max(made.teams[above], rank_of(own)) if above else (rank_of(own) if own else default)
    id_ = made.word(inside)
    record = _said(
        name=made.word(inside), mission=made.word(inside), tags=[made.word(inside)], audience=own, lead=made.someone(),
        parent=above, members=made.some(made.people), order=number, icon=made.static("icons", inside),
    )  # fmt: skip
    made.teams[id_] = inside
    made.files[f"content/{id_}/team.yml"] = At(inside, record)
    made.files[f"content/{id_}/{made.word(inside)}.png"] = At(inside, made.word(inside).encode())
    for cycle in made.random.sample(CYCLES, made.random.randint(1, 2)):
        _cycle(made, id_, inside, cycle)
    _kpis(made, id_, inside)
    own = made.audience()
    rank = max(inside, rank_of(own))
    head = _said(title=made.word(rank), date="2026-11-02", audience=own, by=made.someone(), tags=[made.word(rank)])
    made.files[f"content/{id_}/updates/{made.word(rank)}.md"] = At(rank, (head, made.word(rank)))


def _cycle(made: Secrets, team: str, inside: int, cycle: str) -> None:
    own = made.audience()
    around = max(inside, rank_of(own))
    objectives = [_objective(made, f"{team}/{cycle}", around) for _ in range(made.random.randint(1, 2))]
    file = _said(audience=own, objectives=objectives)
    made.files[f"content/{team}/{cycle}.yml"] = At(min(one.rank for one in objectives), file)


def _objective(made: Secrets, where: str, around: int) -> At:
    own = made.audience()
    rank = max(around, rank_of(own))
    id_ = made.word(rank)
    ref = f"{where}/{id_}"
    supports = made.some(made.goals, rank)
    key_results = [_key_result(made, ref, rank) for _ in range(made.random.randint(0, 3))]
    made.goals[ref] = rank
    record = _said(
        id=id_, title=made.word(rank), why=made.word(rank), audience=own, owner=made.someone(), supports=supports,
        with_=[*made.some(made.teams), *made.some(made.people)], drivers=made.some(made.kpis), guards=made.some(made.kpis),
        tags=[made.word(rank)], aliases=[made.word(rank)], links=[f"https://example.org/{made.word(rank)}"],
        ignore={"no-why": made.word(rank)}, key_results=key_results,
        initiatives=[_said(title=made.word(rank), owner=made.someone())],
    )  # fmt: skip
    return At(rank, record)


def _key_result(made: Secrets, goal: str, around: int) -> At:
    own, values = made.audience(), made.audience()
    rank = max(around, rank_of(own))
    shown = max(rank, rank_of(values))
    id_ = made.word(rank)
    made.key_results[f"{goal}#{id_}"] = (rank, shown)
    record = _said(
        id=id_, title=made.word(rank), audience=own, values_audience=values, owner=made.someone(),
        weight=made.random.choice((1, 2, 3)), metric={"from": 0, "to": made.number(rank), "unit": made.word(rank)},
        checkins=[_checkin(made, shown) for _ in range(made.random.randint(0, 2))],
        outcome=_said(grade=At(shown, 0.7), note=made.word(rank)),
    )  # fmt: skip
    return At(rank, record)


def _checkin(made: Secrets, around: int, **what: str) -> At:
    own = made.audience()
    rank = max(around, rank_of(own))
    day = f"2026-10-{made.random.randint(1, 31):02d}"
    told = _said(date=day, value=made.number(rank), note=made.word(rank), by=made.someone(), audience=own)
    return At(rank, {**what, **told})


def _kpis(made: Secrets, team: str, inside: int) -> None:
    own, values = made.audience(), made.audience()
    rank = max(inside, rank_of(own))
    shown = max(rank, rank_of(values))
    id_ = made.word(rank)
    known = {f"2026-{month:02d}": made.number(shown) for month in range(made.random.randint(6, 11), 12)}
    record = _said(
        id=id_, name=made.word(rank), about=made.word(rank), audience=own, values_audience=values, owner=made.someone(),
        every="month", target=f"at least {made.number(rank)}", unit=made.word(rank), tags=[made.word(rank)],
        supports=made.some(made.goals, rank), guards=made.some(made.goals, rank), values=At(shown, known),
    )  # fmt: skip
    made.kpis[f"{team}/{id_}"] = (rank, shown)
    made.files[f"content/{team}/kpis.yml"] = At(rank, {"kpis": [At(rank, record)]})


def _checkins(made: Secrets, inside: int) -> At:
    """Check-ins of any team's key results; of a KPI one, with a period of its own."""
    refs = made.random.sample(sorted(made.key_results), min(len(made.key_results), 3))
    told = [_checkin(made, max(inside, made.key_results[ref][1]), key_result=ref) for ref in refs]
    told += [
        _checkin(made, max(inside, made.kpis[ref][1]), kpi=ref, period="2026-05")
        for ref in made.random.sample(sorted(made.kpis), 1)
    ]
    return At(min(one.rank for one in told), told)


def write(made: Secrets, folder: Path, level: int = len(AUDIENCES)) -> Path:
    """The site's files in `folder`, without what is narrower than `level`."""
    for path, content in removed(made.files, level).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        match content:
            case bytes():
                file.write_bytes(content)
            case tuple():
                head, body = content
                file.write_text(f"---\n{json.dumps(head)}\n---\n{body}\n", encoding="utf-8")
            case _:
                file.write_text(json.dumps(content, indent=1), encoding="utf-8")
    return folder
