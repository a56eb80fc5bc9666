"""Laws of editing: whatever a site looks like, a command adds its lines, the rest stays, and the records differ just as meant."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from okrsite.edit.changes import Changes, write
from okrsite.edit.checkin import Said, checkin
from okrsite.edit.close import close, is_closed
from okrsite.edit.new import new_key_result, new_objective
from okrsite.edit.opened import Opened, open_site
from okrsite.problems import has_errors
from tests.edit.test_yamlinsert import is_subsequence

NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
COMMENTS = st.sampled_from(["", "   # by hand", "\t# a tab: here", " #"])
TITLES = st.sampled_from(
    ["Grow", '"Grow: more"', "'It''s \"so\"'", "明燈", "a  b", "{en: Grow}", ">-\n            folded\n            text"]
)


@st.composite
def key_results(draw: st.DrawFn, number: int, pad: str) -> str:
    """A key result as someone may write it: in braces or in lines, with comments."""
    comment = draw(COMMENTS)
    metric = draw(st.sampled_from(["metric: from 0 to 10", "done: 2026-10-01", "done: ", "metric: {from: 0, to: 5}"]))
    if draw(st.booleans()):
        return f"{pad}- {{ id: k{number},   title: K ,  {metric} }}{comment}\n"
    extra = draw(
        st.sampled_from(["", f"{pad}  why: |\n{pad}    text\n\n{pad}    # heading\n", f"{pad}  # - {{id: old}}\n"])
    )
    return f"{pad}- id: k{number}{comment}\n{pad}  title: K\n{pad}  {metric}\n{extra}"


@st.composite
def cycle_files(draw: st.DrawFn) -> str:
    """A cycle's file in some style."""
    step = draw(st.sampled_from(["", "  ", "    "]))
    text = draw(st.sampled_from(["", "# top\n", "audience: public\n\n"])) + "objectives:\n"
    for number in range(draw(st.integers(1, 3))):
        keys = step + "  "
        inner = keys + draw(st.sampled_from(["", "  "]))
        text += f"{step}- id: o{number}{draw(COMMENTS)}\n{keys}title: {draw(TITLES)}\n{keys}key_results:\n"
        for position in range(draw(st.integers(1, 3))):
            text += draw(key_results(position, inner))
        text += draw(
            st.sampled_from(["", "\n", f"{keys}# behind\n", f"{keys}outcome:\n{keys}  note: So.\n", "# far left\n\n"])
        )
    text = text if draw(st.booleans()) else text.rstrip("\n")
    return draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def add_objective(site: Opened) -> Changes:
    return new_objective(site, "New: one", None, "academy", "2026-q3", {"why": "Because\nof it."})


def add_key_result(site: Opened) -> Changes:
    objective = list(site.goals.objectives.values())[-1]
    return new_key_result(site, objective, "New, one", None, {"metric": "from 0 to 3"})


def say_done(site: Opened) -> Changes:
    for objective in site.goals.objectives.values():
        for one in objective.key_results:
            if one.record.is_yes_or_no and one.record.done is None:
                return checkin(site, [(one, Said("done"))], dt.date(2026, 9, 30), None)
    return {}


def close_cycle(site: Opened) -> Changes:
    return close(site, "2026-q3", ["academy"], "As computed.")


@settings(max_examples=60)
@given(cycle_files(), st.sampled_from([add_objective, add_key_result, say_done, close_cycle]))
def test_a_command_adds_its_lines_and_nothing_else_changes(text: str, command: Callable[[Opened], Changes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        file = root / "content/academy/2026-q3.yml"
        file.parent.mkdir(parents=True)
        (root / "site.yml").write_text("title: Goals\n", encoding="utf-8")
        (file.parent / "team.yml").write_text("name: Academy\n", encoding="utf-8")
        file.write_bytes(text.encode())
        before = open_site(root, NOW)
        assert not has_errors(before.problems)
        write(root, command(before))
        after = open_site(root, NOW)
        assert not has_errors(after.problems)
        assert is_subsequence(text, file.read_bytes().decode())
        known, found = refs(before), refs(after)
        assert found[: len(known)] == known or set(known) <= set(found)
        added = int(command in {add_objective, add_key_result})
        assert len(found) - len(known) == added
        if command is close_cycle:
            assert is_closed(before, after, "2026-q3", ["academy"])


def refs(site: Opened) -> list[str]:
    """All objectives and key results, as listed."""
    return [ref for one in site.goals.objectives.values() for ref in (one.ref, *(k.ref for k in one.key_results))]
