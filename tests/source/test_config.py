import pytest

from okrsite.source.config import Config, read_config
from tests.conftest import WriteSite


def config_of(write_site: WriteSite, site: str, *folders: str) -> Config:
    root = write_site({"site.yml": site, **{f"{folder}/.keep": "" for folder in folders}})
    return read_config(root)


def told(config: Config) -> list[tuple[str, int, int]]:
    return [(problem.rule, problem.place.line, problem.place.column) for problem in config.problems]


def test_a_title_is_enough(write_site: WriteSite) -> None:
    config = config_of(write_site, "title: Goals\n")
    site = config.site
    assert site
    assert config.problems == ()
    assert (site.language, site.languages, site.audiences, site.default_audience) == (
        "en",
        ("en",),
        ("public",),
        "public",
    )
    assert (site.timezone, site.year_starts, site.output, site.theme, site.checkin_every) == (
        "UTC",
        1,
        "public",
        "default",
        14,
    )
    assert [tree.path for tree in config.trees] == ["content"]


def test_a_title_is_required(write_site: WriteSite) -> None:
    assert [rule for rule, _, _ in told(config_of(write_site, "language: en\n"))] == ["missing-field"]


def test_what_reading_depends_on_is_in_the_settings(write_site: WriteSite) -> None:
    text = (
        "title: x\nlanguage: de\nlanguages: [de, en]\naudiences: [public, staff]\nyear_starts: 4\n"
        "cycles: [{id: summer, start: 2026-06-01, end: 2026-08-31}]\nfields: {objective: {budget: {type: number}}}\n"
    )
    settings = config_of(write_site, text).settings
    assert (settings.language, settings.languages, settings.audiences) == ("de", ("de", "en"), ("public", "staff"))
    assert (settings.year_starts, settings.cycles) == (4, frozenset({"summer"}))
    assert settings.own_fields["objective"]["budget"].type == "number"


def test_the_repository_shows_to_the_narrowest_audience(write_site: WriteSite) -> None:
    site = config_of(write_site, "title: x\naudiences: [public, staff]\nrepository: https://example.org/goals\n").site
    assert site
    assert site.repository
    assert site.repository.audience == "staff"


@pytest.mark.parametrize(
    ("line", "rule", "column"),
    [
        ("languages: [de]", "unknown-language", 12),
        ("languages: [en, EN]", "duplicate-id", 17),
        ("audiences: [public, public]", "duplicate-id", 21),
        ("cycles: [{id: 2026-q4}, {id: 2026-Q4}]", "duplicate-id", 30),
        ("cycles: [{id: summer, start: 2026-06-01}]", "missing-field", 15),
        ("cycles: [{id: 2026-q4, end: 2026-09-30}]", "ends-before-start", 29),
        ("cycles: [{id: 2026-q4, parent: y26}]", "unknown-cycle", 32),
        ("cycles: [{id: 2026-q4, parent: 2026-Q4}]", "circular-parent", 32),
        ("content: .", "bad-path", 10),
        ("content: static/board", "bad-path", 10),
        ("content: [content, ./theme/x]", "bad-path", 20),
        ("content: [content, ./content/]", "bad-path", 20),
        ("content: elsewhere", "no-content", 10),
        ("content: [content, elsewhere]", "no-content", 20),
        ("output: content/public", "bad-path", 9),
        ("output: .", "bad-path", 9),
        ('output: "\\0"', "bad-path", 9),
        ('content: "\\0"', "bad-path", 10),
        (f"content: {'x' * 5000}", "bad-path", 10),
        ("content: /srv/goals", "bad-path", 10),
    ],
)
def test_what_does_not_fit_is_told_at_its_value(write_site: WriteSite, line: str, rule: str, column: int) -> None:
    assert told(config_of(write_site, f"title: x\n{line}\n")) == [(rule, 2, column)]


@pytest.mark.parametrize("line", ["default_audience: bord", "title2: x", "language: [", "repository: {audience: x}"])
def test_what_cannot_be_read_is_told_once(write_site: WriteSite, line: str) -> None:
    assert len(config_of(write_site, f"title: x\n{line}\n").problems) == 1


def test_a_cycle_that_names_its_dates_needs_none(write_site: WriteSite) -> None:
    assert config_of(write_site, "title: x\ncycles: [{id: 2026-q4, name: Autumn, parent: '2026'}]\n").problems == ()


def test_an_overlay_with_an_audience_may_be_missing(write_site: WriteSite) -> None:
    text = "title: x\naudiences: [public, board]\ncontent: [content, {path: ../board-goals, audience: board}]\n"
    config = config_of(write_site, text)
    assert config.problems == ()
    assert [tree.path for tree in config.trees] == ["content"]


def test_an_overlay_beside_the_site_is_read(write_site: WriteSite) -> None:
    text = "title: x\naudiences: [public, board]\ncontent: [content, {path: ../board, audience: board}]\n"
    root = write_site({"site.yml": text})
    (root.parent / "board").mkdir()
    assert [(tree.path, tree.audience) for tree in read_config(root).trees] == [
        ("content", None),
        ("../board", "board"),
    ]


def test_without_site_yml_one_is_told_what_to_do(write_site: WriteSite) -> None:
    root = write_site({})
    (root / "site.yml").unlink()
    (problem,) = read_config(root).problems
    assert (problem.rule, problem.place.path) == ("no-site", "site.yml")
    assert "okrsite init" in problem.hint


def test_site_yaml_is_to_be_renamed(write_site: WriteSite) -> None:
    root = write_site({"site.yaml": "title: x"})
    (root / "site.yml").unlink()
    assert "Rename" in read_config(root).problems[0].hint


def test_without_content_one_is_told_what_to_do(write_site: WriteSite) -> None:
    root = write_site({})
    (root / "content").rmdir()
    (problem,) = read_config(root).problems
    assert problem.rule == "no-content"
    assert "okrsite init" in problem.hint


@pytest.mark.parametrize("site", ["", "- a\n", "just words\n", "title: [\n", b"\xff\xfe\x00", "a: &a [*a]\n"])
def test_a_site_yml_that_says_nothing_is_a_problem_and_no_traceback(write_site: WriteSite, site: str | bytes) -> None:
    assert read_config(write_site({"site.yml": site})).problems


@pytest.mark.parametrize(
    ("line", "rule", "column"),
    [
        ("output: ..", "bad-path", 9),
        ("output: static", "bad-path", 9),
        ("output: theme/out", "bad-path", 9),
        ("people: {publc: roles}", "unknown-field", 17),
        ("status: {at_risk: 0.5, off_track: 0.25}", "wrong-type", 9),
        ("repository: github", "bad-link", 13),
        ("repository: 'https://[::1'", "bad-link", 13),
        ("feedback: 'http://example.org:port/'", "bad-link", 11),
        ('logo: "a\\0b.svg"', "bad-link", 7),
        ("feedback: goals@example.org", "bad-link", 11),
        ("feedback: www.example.org/goals", "bad-link", 11),
        ('embed_hosts: ["https://a.example; script-src *"]', "bad-link", 15),
        ("embed_hosts: [wiki.example.org]", "bad-link", 15),
    ],
)
def test_a_setting_that_would_do_something_else_is_told(
    line: str, rule: str, column: int, write_site: WriteSite
) -> None:
    assert told(config_of(write_site, f"title: Goals\n{line}\n", "content")) == [(rule, 2, column)]


@pytest.mark.parametrize(
    "line",
    [
        "people: {public: roles}",
        "status: {at_risk: 0.25, off_track: 0.25}",
        'embed_hosts: ["https://wiki.example.org/", "http://localhost:8080", "https://*.example.org"]',
        "feedback: about/",
    ],
)
def test_settings_at_the_edge_are_fine(line: str, write_site: WriteSite) -> None:
    assert told(config_of(write_site, f"title: Goals\n{line}\n", "content")) == []


@pytest.mark.parametrize(
    ("name", "entries"),
    [
        ("languages", ["en", *(f"{a}{b}x" for a in "abcdefghijklmno" for b in "abcdefghijklmno")]),
        ("audiences", [f"a{n}" for n in range(101)]),
        ("cycles", [f"{{id: c{n}, start: 2026-01-01, end: 2026-12-31}}" for n in range(2001)]),
        ("content", ["content", *(f"{{path: ../c{n}, audience: public}}" for n in range(100))]),
        ("footer", ["https://example.org/"] * 201),
        ("embed_hosts", ["https://example.org"] * 1001),
        ("menu", ["{title: Map, page: map}"] * 501),
        ("menu", [f"{{title: Map, items: [{', '.join(['{title: Map, page: map}'] * 500)}]}}"]),
    ],
    ids=["languages", "audiences", "cycles", "content", "footer", "embed_hosts", "menu", "items"],
)
def test_a_list_that_would_make_the_site_without_end_is_told_once(
    write_site: WriteSite, name: str, entries: list[str]
) -> None:
    config = config_of(write_site, f"title: Goals\n{name}: [{', '.join(entries)}]\n", "content")
    assert [(problem.rule, problem.place.line) for problem in config.problems] == [("too-large", 2)]
    assert "at most" in config.problems[0].message
    assert [tree.path for tree in config.trees] == ["content"]


def test_content_folders_that_are_missing_a_thousand_times_are_no_traceback(write_site: WriteSite) -> None:
    config = config_of(write_site, f"title: Goals\ncontent: [content{', x' * 2000}]\n", "content")
    assert {problem.rule for problem in config.problems} >= {"too-large", "no-content"}
    assert config.trees


def test_a_long_circle_of_cycles_is_told_in_few_words(write_site: WriteSite) -> None:
    cycles = [f"{{id: c{n}, start: 2026-01-01, end: 2026-12-31, parent: c{(n + 1) % 400}}}" for n in range(400)]
    config = config_of(write_site, f"title: Goals\ncycles: [{', '.join(cycles)}]\n", "content")
    assert {problem.rule for problem in config.problems} == {"circular-parent"}
    assert max(len(problem.message) for problem in config.problems) < 200
