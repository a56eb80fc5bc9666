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


GONE = object()


@dataclass(frozen=True)
class At:
    """A part of the content, and the least audience that sees it."""

    rank: int
    content: Any
    instead: Any = GONE  # what stands there once it is taken out; GONE: not even the name


def removed(content: Any, level: int) -> Any:
    """`content` without what is narrower than `level`."""
    if isinstance(content, At):
        return removed(content.content if content.rank <= level else content.instead, level)
    if isinstance(content, dict):
        return {key: removed(one, level) for key, one in content.items() if _is_seen(one, level)}
    if isinstance(content, list):
        return [removed(one, level) for one in content if _is_seen(one, level)]
    if isinstance(content, tuple):
        return tuple(removed(one, level) for one in content)
    return content


def _is_seen(content: Any, level: int) -> bool:
    if not isinstance(content, At):
        return True
    return _is_seen(content.content, level) if content.rank <= level else content.instead is not GONE


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

    def text(self, rank: int) -> Any:
        """A text, in one language or in both."""
        return self.random.choice((self.word(rank), {"en": self.word(rank), "de": self.word(rank)}))

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

    def someone(self, rank: int) -> At | str | None:
        """Someone who is listed, or nobody, or somebody whose name is written only here."""
        name = self.random.choice((None, "", *sorted(self.people)))
        return At(self.people[name], name) if name else self.word(rank) if name == "" else None


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
    own = {"cost": "number", "see": "link", "asked": "person", "said": "text", "more": "markdown"}
    declared = {name: {"label": made.text(0), "type": type_} for name, type_ in own.items()}
    made.files["site.yml"] = {
        "title": "Goals",
        "url": "https://example.org/okr/",
        "languages": ["en", "de"],
        "audiences": list(AUDIENCES),
        "default_audience": default,
        "people": made.random.choice(("pages", "names", {"public": "roles", "staff": "pages"})),
        "fields": dict.fromkeys(("objective", "key_result", "kpi", "team"), declared),
        "extras": ["badges", "embeds", "team-feeds"],
        "cycles": [{"id": "2026-q4", "checkin_every": 7}],
        "content": [
            "content",
            At(2, {"path": "vault", "audience": "board"}),
            {"path": "../overlay", "audience": "board"},
        ],
    }
    _people(made, rank_of(default))
    _pages(made, rank_of(default))
    for number in range(made.random.randint(2, 4)):
        _team(made, number, rank_of(default))
    for team, inside in list(made.teams.items()):
        _checkins(made, team, inside)
    _vault(made)
    return made


def _people(made: Secrets, default: int) -> None:
    listed = {}
    for _ in range(3):
        own = made.audience()
        rank = rank_of(own) if own else default
        id_ = made.word(rank)
        made.people[id_] = rank
        told = _said(
            name=made.text(rank), title=made.text(rank), avatar=made.static("faces", rank), audience=own,
            url=f"https://example.org/{made.word(rank)}",
        )  # fmt: skip
        listed[id_] = At(rank, told)
    made.files["content/people.yml"] = listed


def _pages(made: Secrets, default: int) -> None:
    for path in ("content/index{}.md", "content/pages/{}.md"):
        own = made.audience()
        rank = rank_of(own) if own else default
        stem = path.removesuffix(".md").format(made.word(rank) if "pages" in path else "")
        head = _said(title=made.word(rank), menu=True, aliases=[made.word(rank)]) if "pages" in path else {}
        made.files[f"{stem}.md"] = At(rank, (head | _said(audience=own), _plan(made, rank)))
        made.files[f"{stem}.de.md"] = At(
            rank, (_said(title=head and made.word(rank)) if head else {}, _plan(made, rank))
        )


def _plan(made: Secrets, rank: int) -> str:
    return f"[{made.word(rank)}]({made.static('plans', rank)})"


def _team(made: Secrets, number: int, default: int) -> None:
    above = made.random.choice((None, *made.teams))
    own = made.audience()
    inside = max(made.teams[above], rank_of(own)) if above else (rank_of(own) if own else default)
    id_ = made.word(inside)
    record = _said(
        name=made.text(inside), mission=made.text(inside), tags=[made.word(inside)], audience=own, lead=made.someone(inside),
        parent=above, members=made.some(made.people), order=number, icon=made.static("icons", inside), about=made.text(inside),
        links=[f"https://example.org/{made.word(inside)}"], aliases=[made.word(inside)], fields=_fields(made, inside),
    )  # fmt: skip
    made.teams[id_] = inside
    made.files[f"content/{id_}/team.yml"] = At(inside, record)
    made.files[f"content/{id_}/{made.word(inside)}.png"] = At(inside, made.word(inside).encode())
    for cycle in made.random.sample(CYCLES, made.random.randint(1, 2)):
        _cycle(made, id_, inside, cycle)
    _kpis(made, id_, inside)
    own = made.audience()
    rank = max(inside, rank_of(own))
    head = _said(
        title=made.word(rank), date="2026-11-02", audience=own, by=made.someone(rank), tags=[made.word(rank)],
        kind=made.random.choice(("update", "retrospective")),
    )  # fmt: skip
    stem = f"content/{id_}/updates/{made.word(rank)}"
    made.files[f"{stem}.md"] = At(rank, (head, made.word(rank)))
    made.files[f"{stem}.de.md"] = At(rank, ({"title": made.word(rank)}, made.word(rank)))


def _fields(made: Secrets, rank: int) -> dict[str, Any]:
    """Fields of the site's own."""
    return _said(
        cost=made.number(rank), see=f"https://example.org/{made.word(rank)}", asked=made.someone(rank),
        said=made.text(rank), more=made.text(rank),
    )  # fmt: skip


def _cycle(made: Secrets, team: str, inside: int, cycle: str) -> None:
    own = made.audience()
    around = max(inside, rank_of(own))
    objectives = [_objective(made, f"{team}/{cycle}", around) for _ in range(made.random.randint(1, 2))]
    intro = made.random.choice((None, made.text(around)))
    rank = around if intro else min(one.rank for one in objectives)
    made.files[f"content/{team}/{cycle}.yml"] = At(rank, _said(audience=own, intro=intro, objectives=objectives))
    if made.random.random() < 0.5:
        alone = _objective(made, f"{team}/{cycle}", inside)
        id_, why = alone.content.pop("id"), alone.content.pop("why")
        alone.content["title"] = made.word(alone.rank)
        made.files[f"content/{team}/{cycle}/{id_}.md"] = At(alone.rank, (alone.content, why))
        told = ({"title": made.word(alone.rank)}, made.word(alone.rank))
        made.files[f"content/{team}/{cycle}/{id_}.de.md"] = At(alone.rank, told)


def _objective(made: Secrets, where: str, around: int) -> At:
    own = made.audience()
    rank = max(around, rank_of(own))
    id_ = made.word(rank)
    ref = f"{where}/{id_}"
    supports = made.some(made.goals, rank)
    key_results = [_key_result(made, ref, rank) for _ in range(made.random.randint(0, 3))]
    made.goals[ref] = rank
    record = _said(
        id=id_, title=made.text(rank), why=made.word(rank), audience=own, owner=made.someone(rank), supports=supports,
        with_=[*made.some(made.teams), *made.some(made.people)], drivers=made.some(made.kpis), guards=made.some(made.kpis),
        tags=[made.word(rank)], aliases=[made.word(rank)], links=[f"https://example.org/{made.word(rank)}"],
        ignore={"no-why": made.word(rank)}, key_results=key_results, fields=_fields(made, rank),
        initiatives=[_said(title=made.text(rank), owner=made.someone(rank), link=f"https://example.org/{made.word(rank)}")],
        changed=[{"date": "2026-10-09", "why": made.text(rank)}],
        dropped=made.random.choice((None, None, None, {"date": "2026-11-01", "why": made.text(rank)})),
    )  # fmt: skip
    return At(rank, record)


def _key_result(made: Secrets, goal: str, around: int) -> At:
    own, values = made.audience(), made.audience()
    rank = max(around, rank_of(own))
    shown = max(rank, rank_of(values))
    id_ = made.word(rank)
    kind = made.random.choice(("metric", "metric", "kpi", "milestones", "done", "progress"))
    if kind == "metric":
        made.key_results[f"{goal}#{id_}"] = (rank, shown)
    record = _said(
        id=id_, title=made.text(rank), why=made.text(rank), audience=own, values_audience=values, owner=made.someone(rank),
        weight=made.random.choice((1, 2, 3)), tags=[made.word(rank)], fields=_fields(made, rank),
        with_=made.some(made.people), blocked=made.random.choice((None, made.text(rank))),
        outcome=_said(grade=At(shown, 0.7), note=made.word(rank)), **_measure(made, kind, rank, shown),
    )  # fmt: skip
    return At(rank, record)


def _measure(made: Secrets, kind: str, rank: int, shown: int) -> dict[str, Any]:
    """What a key result is measured by, and what is known of it."""
    if kind == "milestones":
        done = _said(title=made.text(rank), due="2026-11-30", done=At(shown, "2026-10-28"))
        return {"milestones": [done, {"title": made.text(rank), "weight": 2}]}
    if kind == "done":
        return {"done": At(shown, "2026-10-20", instead="")}
    metric = {"from": 0, "to": made.number(rank), "unit": made.word(rank)}
    if kind == "kpi" and made.kpis:
        return _said(metric=metric, kpi=next(iter(made.some(made.kpis, rank)), None))
    value = "progress" if kind == "progress" else "value"
    checkins = [_checkin(made, shown, value) for _ in range(made.random.randint(0, 2))]
    return _said(metric=metric if kind != "progress" else None, checkins=checkins)


def _checkin(made: Secrets, around: int, value: str = "value", **what: str) -> At:
    own = made.audience()
    rank = max(around, rank_of(own))
    day = f"2026-10-{made.random.randint(1, 31):02d}"
    told = _said(date=day, note=made.text(rank), by=made.someone(rank), audience=own)
    if "kpi" not in what:
        told |= _said(confidence=made.random.choice((None, 0.37)), blocked=made.random.choice((None, made.text(rank))))
    return At(rank, {**what, **told, value: made.number(rank) if value == "value" else made.random.random()})


def _kpis(made: Secrets, team: str, inside: int) -> None:
    own, values = made.audience(), made.audience()
    rank = max(inside, rank_of(own))
    shown = max(rank, rank_of(values))
    id_ = made.word(rank)
    known = {f"2026-{month:02d}": made.number(shown) for month in range(made.random.randint(6, 11), 12)}
    record = _said(
        id=id_, name=made.text(rank), about=made.text(rank), audience=own, values_audience=values, owner=made.someone(rank),
        every="month", target=f"at least {made.number(rank)}", unit=made.word(rank), tags=[made.word(rank)],
        supports=made.some(made.goals, rank), guards=made.some(made.goals, rank), values=At(shown, known),
        source=f"https://example.org/{made.word(rank)}", fields=_fields(made, rank),
    )  # fmt: skip
    if made.random.random() < 0.5:
        path = f"kpis/{made.word(shown)}.csv"
        rows = [f"{period},{value},{made.number(shown)},{made.word(shown)}\n" for period, value in known.items()]
        made.files[f"content/{team}/{path}"] = At(shown, "".join(("period,value,target,note\n", *rows)).encode())
        record["values"] = At(shown, path)
    made.kpis[f"{team}/{id_}"] = (rank, shown)
    made.files[f"content/{team}/kpis.yml"] = At(rank, {"kpis": [At(rank, record)]})


def _checkins(made: Secrets, team: str, inside: int) -> None:
    """Check-ins of any team's key results; of a KPI one, with a period of its own. Some as a table."""
    refs = made.random.sample(sorted(made.key_results), min(len(made.key_results), 3))
    kpi = made.random.choice(sorted(made.kpis))
    told = [_checkin(made, max(inside, made.key_results[ref][1]), key_result=ref) for ref in refs]
    told += [_checkin(made, max(inside, made.kpis[kpi][1]), kpi=kpi, period="2026-05")]
    stem = f"content/{team}/checkins/{made.word(inside)}"
    made.files[f"{stem}.yml"] = At(min(one.rank for one in told), told)
    for ref in refs[:1]:
        rank = max(inside, made.key_results[ref][1])
        made.files[f"{stem}.csv"] = At(rank, f"date,key_result,note\n2026-11-03,{ref},{made.word(rank)}\n".encode())


def _vault(made: Secrets) -> None:
    """A second tree, for the board: a team of its own, and more of one that is there."""
    team = made.random.choice(sorted(made.teams))
    goal: dict[str, Any] = {"title": made.word(2), "audience": "public", "supports": next(iter(made.goals), [])}
    for path, content in {
        f"{team}/2026-h2.yml": {"objectives": [goal]},
        f"{team}/{made.word(2)}.png": made.word(2).encode(),
        f"{made.word(2)}/team.yml": {"name": made.word(2), "audience": "public"},
        "people.yml": {made.word(2): {"name": made.word(2), "avatar": made.static("faces", 2)}},
        f"pages/{made.word(2)}.md": ({"title": made.word(2), "audience": "public"}, _plan(made, 2)),
    }.items():
        made.files[f"vault/{path}"] = At(2, content)


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
