"""A small change laid over a site gives what preparing the whole site again gives: every file, every problem."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrsite.publish.engine import Engine, Snapshot

DAY = dt.date(2026, 11, 22)

SITE = """title: Goals
url: https://goals.example.org/
language: en
extras: [badges, embeds, team-feeds]
"""
CYCLE = """objectives:
  - id: grow
    title: Grow the {team}
    why: It has to.
    {ties}
    key_results:
      - id: visits
        title: {title}
        owner: mei
        metric: {metric}
        checkins:
          - {{date: 2026-10-08, value: 3, confidence: 0.{sure}, note: {note}, by: {by}}}
      - id: fed
        title: Enrolled
        metric: from 80 to 120
        kpi: enrolments
  - id: roof
    title: Over all of it
    owner: tom
    {blank}
"""
KPIS = """kpis:
  - id: enrolments
    name: Enrolments
    every: month
    target: at least 100
    supports: [grow]
    values: {2026-09: 90, 2026-10: 110}
"""
TEAMS = ("company", "academy", "lab")
DAYS = ("2026-09-30", "2026-10-20", "2026-11-04", "2026-11-19", "2026-12-02")

words = st.sampled_from(["Grow", "A quiet week", "Grow the academy", "See [the page](x)", "10 more", "Improve it"])
choice = st.fixed_dictionaries(
    {
        "title": words,
        "note": st.sampled_from(["fine", "the same", "waiting for the board"]),
        "metric": st.sampled_from(["from 0 to 10", "from 2 to 10 visits", "reach 7", "keep at least 3"]),
        "sure": st.integers(1, 9),
        "by": st.sampled_from(["mei", "mei", "tom", "zoe"]),
        "blank": st.sampled_from(["", "", "", "tags: [late]", "weight: 2"]),
    }
)
cycle_files = st.tuples(st.sampled_from(TEAMS), choice)
checkins = st.lists(
    st.builds(
        "- {{key_result: {}/2026-q4/grow#visits, date: {}, value: {}, note: {}, by: {}}}\n".format,
        st.sampled_from(TEAMS),
        st.sampled_from(DAYS),
        st.integers(0, 12),
        st.sampled_from(["better", "the same", "stuck"]),
        st.sampled_from(["mei", "tom", "zoe"]),
    ),
    max_size=3,
)
checkin_files = st.tuples(st.sampled_from(TEAMS), st.sampled_from(["w46", "w47", "w47-mei"]), checkins)
others = st.sampled_from(
    [
        ("content/lab/kpis.yml", KPIS.replace("110", "95")),
        ("content/lab/team.yml", "name: Laboratory\n"),
        ("content/academy/checkins/broken.yml", "- {key_result: nothing#at-all, date: 2026-11-01, value: 1}\n"),
        ("site.yml", SITE + "checkin_every: 7\n"),
    ]
)
saves = st.lists(st.one_of(cycle_files, checkin_files, checkin_files, others), min_size=1, max_size=5)


def cycle_text(team: str, chosen: dict[str, object]) -> str:
    ties = "supports: [company/2026-q4/roof, company/2026-q4/grow]" if team != "company" else "kind: committed"
    text = CYCLE.format(team=team, ties=ties, **chosen)
    return text if team == "company" else text[: text.index("  - id: roof")]


def seed(root: Path) -> None:
    usual = {"title": "Visits", "note": "fine", "metric": "from 0 to 10", "sure": 5, "by": "mei", "blank": ""}
    files = {"site.yml": SITE}
    for team in TEAMS:
        files[f"content/{team}/team.yml"] = f"name: {team.title()}\n"
        files[f"content/{team}/2026-q4.yml"] = cycle_text(team, dict(usual))
        files[f"content/{team}/kpis.yml"] = KPIS
        entry = f"- {{key_result: grow#visits, date: 2026-11-04, value: 4, by: tom, note: {team}}}\n"
        files[f"content/{team}/checkins/w45.yml"] = entry
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def change_of(save: tuple[object, ...]) -> tuple[str, str]:
    """Which file a save writes, and what; nothing: it is taken away."""
    match save:
        case (str(team), dict(chosen)):
            return f"content/{team}/2026-q4.yml", cycle_text(team, chosen)
        case (str(team), str(name), list(entries)):
            return f"content/{team}/checkins/{name}.yml", "".join(entries)
        case (str(path), str(text)):
            return path, text
    raise AssertionError(save)


def everything(snapshot: Snapshot) -> tuple[object, ...]:
    contents = snapshot.contents
    files = {path: snapshot.file(path) for path in contents.paths()} if contents else {}
    return snapshot.problems, files


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(saves)
def test_what_is_shown_after_each_save_is_what_the_whole_site_gives(saves: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        seed(root)
        engine = Engine(root, workers=1)
        engine.update(as_of=DAY)
        for save in saves:
            path, text = change_of(save)
            (root / path).unlink(missing_ok=True)
            if text:
                (root / path).write_text(text, encoding="utf-8")
            shown = engine.follow([path], as_of=DAY) or engine.update(as_of=DAY)
            assert everything(shown) == everything(Engine(root, workers=1).update(as_of=DAY))


def followed(root: Path, path: str, text: str | None) -> bool:
    engine = Engine(root, workers=1)
    engine.update(as_of=DAY)
    if text is None:
        (root / path).unlink()
    else:
        (root / path).write_text(text, encoding="utf-8")
    snapshot = engine.follow([path], as_of=DAY)
    return snapshot is not None and everything(snapshot) == everything(Engine(root, workers=1).update(as_of=DAY))


def test_a_check_in_is_followed_without_preparing_the_whole_site(tmp_path: Path) -> None:
    seed(tmp_path)
    entry = "- {key_result: grow#visits, date: 2026-11-19, value: 9, note: Leap, by: mei}\n"
    assert followed(tmp_path, "content/lab/checkins/w47.yml", entry)  # a new file
    assert followed(tmp_path, "content/lab/checkins/w47.yml", entry.replace("9", "2"))
    assert followed(tmp_path, "content/lab/checkins/w47.yml", None)
    cycle = (tmp_path / "content/academy/2026-q4.yml").read_text()
    assert followed(tmp_path, "content/academy/2026-q4.yml", cycle.replace("value: 3", "value: 7"))
    assert followed(tmp_path, "content/academy/2026-q4.yml", cycle.replace("title: Visits", "title: More visits"))
    assert followed(tmp_path, "content/academy/2026-q4.yml", cycle.replace("from 0 to 10", "from 0 to 20"))
