"""Git facts are content: they belong to the audience of the repository, and tell a wider one nothing of what is withheld."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from okrsite.goals.history import History
from okrsite.publish.prepare import prepare
from tests.history.conftest import CYCLE, Goals

DAY = dt.date(2026, 12, 20)
COUNT = "academy/2026-q4/recruit#count"


def site(goals: Goals, *, shown_to: str | None = "public", more: str = "") -> None:
    repository = (
        f"repository: {{url: https://github.com/example/goals{f', audience: {shown_to}' if shown_to else ''}}}\n"
    )
    goals.write("site.yml", f"title: Goals\naudiences: [public, staff, board]\n{repository}{more}")
    goals.commit("2026-09-21")


def seen(goals: Goals, audience: str | None = "public") -> History:
    prepared = prepare(goals.folder, as_of=DAY, audience=audience)
    assert prepared.goals is not None
    return prepared.goals.history


def authors(goals: Goals, audience: str | None = "public") -> list[str | None]:
    return [one.author for one in seen(goals, audience).moves.get(COUNT, ())]


def move(goals: Goals, old: str, new: str, day: str, author: str = "Mei", path: str = CYCLE) -> None:
    goals.change(old, new, path)
    goals.commit(day, author)


@pytest.mark.parametrize(
    ("shown_to", "sees"), [(None, ["board"]), ("staff", ["staff", "board"]), ("public", ["public", "staff", "board"])]
)
def test_only_the_audience_of_the_repository_sees_them(goals: Goals, shown_to: str | None, sees: list[str]) -> None:
    site(goals, shown_to=shown_to)
    move(goals, "to 10 students", "to 6 students", "2026-11-20")
    found = {audience: seen(goals, audience) for audience in ("public", "staff", "board")}
    assert [audience for audience, history in found.items() if history.moves] == sees
    assert [audience for audience, history in found.items() if CYCLE in history.changed] == sees
    assert all(history == History() for audience, history in found.items() if audience not in sees)


def test_without_audiences_everybody_is_the_audience_of_the_repository(goals: Goals) -> None:
    goals.write("site.yml", "title: Goals\n")
    move(goals, "to 10 students", "to 6 students", "2026-11-20")
    assert authors(goals, None) == ["Mei"]


def test_a_file_that_holds_something_narrower_has_no_history_for_wider_readers(goals: Goals) -> None:
    site(goals)
    move(goals, "      - id: cost\n", "      - id: cost\n        audience: board\n", "2026-10-20")
    move(goals, "to 10 students", "to 6 students", "2026-11-20")
    move(goals, "from 42 to 25", "from 42 to 30", "2026-11-25")
    assert (COUNT in seen(goals).moves, CYCLE in seen(goals).changed) == (False, False)
    assert seen(goals, "board").changed[CYCLE] == dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    "secret",
    [
        "\n        audience: board",
        "\n        values_audience: board",
        "\n        owner_of_secret: x\n    audience: board",
        "\n        checkins: [{date: 2026-10-05, value: 1, audience: board}]",
    ],
)
def test_what_stood_there_while_it_was_withheld_stays_withheld(goals: Goals, secret: str) -> None:
    site(goals)
    move(goals, "title: New students begin", f"title: The secret school closes{secret}", "2026-10-20")
    move(goals, f"title: The secret school closes{secret}", "title: New students begin", "2026-11-20")
    assert seen(goals).moves.get(COUNT, ()) == ()
    assert CYCLE not in seen(goals).changed
    move(goals, "to 10 students", "to 6 students", "2026-11-25")
    assert [one.field for one in seen(goals).moves[COUNT]] == ["metric"]
    assert seen(goals).changed[CYCLE] == dt.date(2026, 11, 25)


@pytest.mark.parametrize("where", ["team", "file", "site", "parent"])
def test_what_stood_there_while_all_around_it_was_withheld_stays_withheld(goals: Goals, where: str) -> None:
    site(goals, more="default_audience: board\n" if where == "site" else "")
    team = "content/academy/team.yml"
    old, new, path = {
        "team": ("name: Academy\n", "name: Academy\naudience: board\n", team),
        "file": ("objectives:\n", "audience: board\nobjectives:\n", CYCLE),
        "site": ("default_audience: board\n", "default_audience: board\n", "site.yml"),
        "parent": ("name: Academy\n", "name: Academy\nparent: closed\n", team),
    }[where]
    if where == "parent":
        goals.write("content/closed/team.yml", "name: Closed\naudience: board\n")
    move(goals, old, new, "2026-10-10", path=path)
    move(goals, "to 10 students", "to 6 students", "2026-11-20", "Secret Author")
    assert authors(goals) == []
    if where == "site":
        move(goals, "default_audience: board", "default_audience: public", "2026-11-21", path="site.yml")
    else:
        move(goals, new, old, "2026-11-21", path=path)
    assert authors(goals) == []
    assert CYCLE not in seen(goals).changed
    move(goals, "to 6 students", "to 5 students", "2026-11-25", "Tom")
    assert authors(goals) == ["Tom"]
    assert seen(goals).changed[CYCLE] == dt.date(2026, 11, 25)


def test_a_file_that_comes_out_of_a_narrower_team_leaves_its_past_there(goals: Goals) -> None:
    site(goals)
    goals.write("content/closed/team.yml", "name: Closed\naudience: board\n")
    goals.git("mv", CYCLE, "content/closed/2026-q4.yml")
    goals.commit("2026-10-10")
    move(goals, "to 10 students", "to 6 students", "2026-11-20", path="content/closed/2026-q4.yml")
    goals.git("mv", "content/closed/2026-q4.yml", CYCLE)
    goals.commit("2026-11-21")
    assert authors(goals) == []
    assert CYCLE not in seen(goals).changed


def test_a_reference_to_something_narrower_hides_its_days(goals: Goals) -> None:
    site(goals)
    goals.write("content/academy/2026.yml", "audience: board\nobjectives: [{id: sell, title: Sell the school}]\n")
    move(goals, "    why:", "    supports: sell\n    why:", "2026-11-20")
    assert CYCLE not in seen(goals).changed
    assert seen(goals, "board").changed[CYCLE] == dt.date(2026, 11, 20)


def test_an_author_is_one_of_the_sites_people_as_far_as_the_audience_sees_them(goals: Goals) -> None:
    site(goals)
    goals.write("content/people.yml", "tom: {name: Tom Reed}\nana: {name: Ana Cruz, audience: board}\n")
    for number, author in ((9, "Tom Reed"), (8, "tom"), (7, "Ana Cruz"), (6, "ANA"), (5, "Somebody Else")):
        move(goals, f"to {number + 1} students", f"to {number} students", f"2026-11-{20 - number:02}", author)
    assert authors(goals, "board") == ["tom", "tom", "ana", "ana", "Somebody Else"]
    assert authors(goals) == ["tom", "tom", None, None, "Somebody Else"]


def test_a_tree_of_its_own_repository_has_its_own_history_for_its_audience(goals: Goals, tmp_path: Path) -> None:
    board = Goals(tmp_path / "board")
    board.git("mv", "content/academy", "content/board")
    board.change("Academy", "Board", "content/board/team.yml")
    board.commit("2026-09-21")
    move(board, "to 10 students", "to 6 students", "2026-11-20", "Chair", "content/board/2026-q4.yml")
    goals.write(
        "site.yml",
        "title: Goals\naudiences: [public, board]\nrepository: {url: https://git.example.org/a, audience: public}\n"
        "content: [content, {path: ../board/content, audience: board, repository: https://git.example.org/b}]\n",
    )
    goals.commit("2026-09-21")
    assert seen(goals, "board").moves["board/2026-q4/recruit#count"][0].author == "Chair"
    assert seen(goals, "board").changed["../board/content/board/2026-q4.yml"] == dt.date(2026, 11, 20)
    assert not any("board" in path for path in seen(goals).changed)
    assert CYCLE not in seen(goals).changed  # who may see it was decided later
    move(goals, "to 10 students", "to 6 students", "2026-11-25")
    assert (seen(goals).changed[CYCLE], authors(goals)) == (dt.date(2026, 11, 25), ["Mei"])
