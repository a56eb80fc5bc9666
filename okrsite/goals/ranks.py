"""How narrow everything is: its own audience, and at least that of all it stands inside. 0 is the site's widest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsite.frozen import dataclass
from okrsite.goals.people import person_id
from okrsite.source.ids import normalised

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsite.goals.directory import Directory
    from okrsite.source.sources import PageAt, Sources, UpdateAt

__all__ = ["Ranks", "audiences_of", "rank_everything"]

Folder = tuple[int, str]  # a team's folder: tree and team


@dataclass(frozen=True, slots=True)
class Ranks:
    """The rank of each thing: the place in `audiences` of the audience that it is for."""

    audiences: Mapping[str, int]
    default: int
    trees: tuple[int, ...]
    folders: Mapping[Folder, int]
    teams: Mapping[str, int]
    goals: Mapping[str, int]
    key_results: Mapping[str, int]
    kpis: Mapping[str, int]
    values: Mapping[str, int]  # of a key result's or a KPI's numbers
    tables: Mapping[str, int]  # by KPI, of the file that its values lie in, where that is another team's
    people: Mapping[str, int]  # of those who are listed

    def of(self, audience: str | None) -> int:
        """The rank of an audience; 0 for what says nothing."""
        return self.audiences.get(audience, 0) if audience else 0

    def folder(self, tree: int, team: str) -> int:
        """The rank of a team's folder; of one that no team has, its tree's."""
        return self.folders.get((tree, team), self.trees[tree])

    def inside(self, tree: int, team: str, audience: str | None) -> int:
        """The rank of something in a team's folder that says `audience`."""
        return max(self.folder(tree, team), self.of(audience))

    def of_ref(self, ref: str) -> int:
        """The rank of what a full reference names."""
        if "#" in ref:
            return self.key_results[ref]
        return self.goals[ref] if ref in self.goals else self.kpis[ref]

    def update(self, update: UpdateAt) -> int:
        """The rank of an update."""
        return self.inside(update.tree, update.team, update.record.audience)

    def page(self, page: PageAt) -> int:
        """The rank of an extra page, or of the home page's words."""
        return max(self.trees[page.tree], self.of(page.record.audience) if page.record.audience else self.default)

    def carrier(self, words: str, directory: Directory) -> int:
        """The rank of a team or a person that carries a goal."""
        team = directory.team(normalised(words.strip()))
        return self.teams[team] if team else self.people.get(person_id(words), 0)


def rank_everything(sources: Sources, directory: Directory) -> Ranks:
    """The ranks of all that was read."""
    audiences = {audience: rank for rank, audience in enumerate(sources.site.audiences)}
    default = audiences.get(sources.site.default_audience or "", 0)
    trees = tuple(audiences.get(tree.audience or "", 0) for tree in sources.trees)
    folders = _folders(sources, directory, audiences, default)
    teams = {id_: folders[team.tree, id_] for id_, team in directory.teams.items()}
    goals: dict[str, int] = {}
    key_results: dict[str, int] = {}
    kpis: dict[str, int] = {}
    values: dict[str, int] = {}
    ranks = Ranks(
        audiences, default, trees, folders, teams, goals, key_results, kpis, values, _tables(sources, directory, folders),
        _people(sources, trees, audiences, default),
    )  # fmt: skip
    for goal in directory.goals.values():
        goals[goal.ref] = max(
            ranks.inside(goal.tree, goal.team, goal.file.record.audience), ranks.of(goal.record.audience)
        )
        for id_, record in goal.key_results.items():
            ref = f"{goal.ref}#{id_}"
            key_results[ref] = max(goals[goal.ref], ranks.of(record.audience))
            values[ref] = max(key_results[ref], ranks.of(record.values_audience))
    for kpi in directory.kpis.values():
        kpis[kpi.ref] = max(ranks.inside(kpi.tree, kpi.team, kpi.file.record.audience), ranks.of(kpi.record.audience))
        values[kpi.ref] = max(kpis[kpi.ref], ranks.of(kpi.record.values_audience))
    return ranks


def audiences_of(sources: Sources, directory: Directory) -> dict[str, str]:
    """The audience of each thing that is not for the widest one, by ref (see model.Goals)."""
    names = sources.site.audiences
    if len(names) < 2:
        return {}
    ranks = rank_everything(sources, directory)
    found = {
        **ranks.teams, **ranks.goals, **ranks.key_results, **ranks.kpis,
        **{f"values:{ref}": rank for ref, rank in ranks.values.items()},
        **{f"person:{id_}": rank for id_, rank in ranks.people.items()},
        **{f"{update.team}/updates/{update.id}": ranks.update(update) for update in sources.updates},
        **{f"page:{page.id}": ranks.page(page) for page in sources.pages},
        **({"index": ranks.page(sources.index[-1])} if sources.index else {}),
    }  # fmt: skip
    return {ref: names[rank] for ref, rank in found.items() if rank}


def _folders(sources: Sources, directory: Directory, audiences: Mapping[str, int], default: int) -> dict[Folder, int]:
    """Each team folder's rank: it passes from the folders and teams around to those inside, the narrowest first."""
    ranks: dict[Folder, int] = {}
    inside: dict[Folder, list[Folder]] = {}
    for team in sources.teams:
        around = _around(team.tree, team.id, team.enclosing, directory)
        own = audiences.get((team.record and team.record.audience) or "")
        if own is None:
            own = 0 if around else default
        ranks[team.tree, team.id] = max(own, audiences.get(sources.trees[team.tree].audience or "", 0))
        for folder in around:
            inside.setdefault(folder, []).append((team.tree, team.id))
    for start in sorted(ranks, key=lambda folder: -ranks[folder]):
        reached = [start]
        while reached:
            folder = reached.pop()
            for inner in inside.get(folder, ()):
                if ranks[inner] < ranks[folder]:
                    ranks[inner] = ranks[folder]
                    reached.append(inner)
    return ranks


def _around(tree: int, id_: str, enclosing: str | None, directory: Directory) -> list[Folder]:
    """What a team's folder stands inside: the folder around it, its team's own folder, its parent's."""
    around = [(tree, enclosing)] if enclosing else []
    home = directory.teams.get(id_)
    if home is None:
        return around
    if home.tree != tree:
        around.append((home.tree, id_))
    elif home.record and home.record.parent and (parent := directory.team(normalised(home.record.parent))):
        around.append((directory.teams[parent].tree, parent))
    return around


def _tables(sources: Sources, directory: Directory, folders: Mapping[Folder, int]) -> dict[str, int]:
    """The rank of each file of values that a KPI takes from another team's folder, by the KPI."""
    by_path = {team.folder: folders[team.tree, team.id] for team in sources.teams}
    found: dict[str, int] = {}
    for kpi in directory.kpis.values():
        if kpi.record.values_path and kpi.record.values:
            folder = kpi.record.values[0].places.path.rpartition("/")[0]
            while folder and folder not in by_path:
                folder = folder.rpartition("/")[0]
            found[kpi.ref] = by_path.get(folder, 0)
    return found


def _people(sources: Sources, trees: tuple[int, ...], audiences: Mapping[str, int], default: int) -> dict[str, int]:
    """Those listed; a tree's people.yml is at least as narrow as the tree."""
    ranks: dict[str, int] = {}
    for id_, person in sources.people.items():
        own = audiences.get(person.audience or "", default) if person.audience else default
        path = person.places.path
        inside = [i for i, tree in enumerate(sources.trees) if path.startswith(f"{tree.path.rstrip('/')}/")]
        ranks[id_] = max(own, trees[max(inside, key=lambda i: len(sources.trees[i].path), default=0)])
    return ranks
