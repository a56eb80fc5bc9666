from pathlib import Path

import pytest

from okrsite.problems import Problem
from okrsite.source.files import decode, read_text, value_end
from okrsite.source.limits import MAX_FILE_BYTES


def only(problems: tuple[Problem, ...]) -> Problem:
    (problem,) = problems
    return problem


@pytest.mark.parametrize(
    "data",
    [b"a: 1\nb: 2\n", b"\xef\xbb\xbfa: 1\nb: 2\n", b"a: 1\r\nb: 2\r\n", b"a: 1\rb: 2\r"],
    ids=["LF", "BOM", "CRLF", "CR"],
)
def test_a_byte_order_mark_and_the_way_lines_end_do_not_matter(data: bytes) -> None:
    assert decode(data, "x.yml") == ("a: 1\nb: 2\n", ())


def test_a_byte_that_is_not_utf8_is_told_with_its_line_and_column() -> None:
    text, problems = decode("title: Ziele\r\nwhy: für".encode("latin-1") + b"\r\nx", "a.yml")
    problem = only(problems)
    assert text is None
    assert (problem.place.line, problem.place.column, problem.rule) == (2, 7, "unreadable-file")
    assert "0xfc" in problem.message
    assert problem.source == "why: f�r"


def test_utf16_is_named_as_such() -> None:
    assert "UTF-16" in only(decode("title: x".encode("utf-16"), "a.yml")[1]).message


def test_a_nul_byte_is_told_where_it_stands() -> None:
    problem = only(decode(b"\xef\xbb\xbfa: 1\r\nb: \x002\r\nc", "a.yml")[1])
    assert (problem.place.line, problem.place.column, problem.source) == (2, 4, "b: \u24002")


def test_a_file_of_exactly_5_mb_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    (tmp_path / "most.yml").write_bytes(b"a" * MAX_FILE_BYTES)
    (tmp_path / "more.yml").write_bytes(b"a" * (MAX_FILE_BYTES + 1))
    assert read_text(tmp_path, "most.yml")[1] == ()
    assert only(read_text(tmp_path, "more.yml")[1]).rule == "too-large"


@pytest.mark.parametrize("path", ["missing.yml", "folder", "nul\0name.yml"])
def test_what_cannot_be_opened_is_a_problem_of_the_file(tmp_path: Path, path: str) -> None:
    (tmp_path / "folder").mkdir()
    text, problems = read_text(tmp_path, path)
    assert text is None
    assert only(problems).rule == "unreadable-file"


@pytest.mark.parametrize(
    ("line", "column", "marked"),
    [
        ("    supports: 2026/loved   # why", 15, "2026/loved"),
        ("  - {key_result: a/b#c, value: 2}", 18, "a/b#c"),
        ("with: [teaching, tom]", 8, "teaching"),
        ("title: 'A, b'  # c", 8, "'A, b'"),
        ("owner: mei lin", 1, "owner"),
        ("url: https://example.org/x y", 6, "https://example.org/x y"),
    ],
)
def test_a_value_ends_where_its_words_end(line: str, column: int, marked: str) -> None:
    end = value_end(line, column)
    assert end is not None
    assert line[column - 1 : end - 1] == marked


@pytest.mark.parametrize(("line", "column"), [("", 1), ("abc", 9), ("abc", 0), ("   ", 2)])
def test_where_no_value_begins_none_ends(line: str, column: int) -> None:
    assert value_end(line, column) is None
