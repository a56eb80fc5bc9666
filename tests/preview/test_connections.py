"""Whoever can reach the preview cannot stall it: connections are bounded in number and in how long a request takes to come."""

from __future__ import annotations

import socket
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, cast

import pytest

from okrsite.preview.answers import Answer, Answers
from okrsite.preview.server import Server, listen

PATIENCE = 30.0


class Nothing:
    def get(self, *_: Any) -> Answer:
        return Answer(200, b"here")

    show = get


@pytest.fixture
def server() -> Iterator[Server]:
    one = listen("127.0.0.1", 0, cast("Answers", Nothing()))
    one.start()
    yield one
    one.shutdown()
    one.server_close()


def connected(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.server_port), timeout=PATIENCE)


def answer(server: Server, request: bytes) -> bytes:
    with closing(connected(server)) as connection:
        found = b""
        with suppress(OSError):  # whoever is turned away may be told so before all is said
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(65536):
                found += part
        return found


def test_a_file_of_any_size_is_sent_in_parts(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "big").open("wb") as file:
        file.truncate(64_000_000)
    monkeypatch.setattr(Nothing, "get", lambda *_: Answer(200, file=tmp_path / "big"))
    with closing(connected(server)) as connection:
        connection.sendall(GOOD)
        connection.recv(65536)
        tracemalloc.start()
        size = 0
        while part := connection.recv(65536):
            size += len(part)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert size > 63_000_000
    assert peak < 16_000_000


GOOD = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


def test_a_request_that_trickles_in_is_ended(server: Server) -> None:
    server.idle = 0.5
    with closing(connected(server)) as connection:
        connection.settimeout(0.05)
        connection.sendall(b"GET / HTTP/1.1\r\n")
        with pytest.raises(OSError, match=r"(?i)reset|broken|aborted|ended"):  # noqa: PT012  each turn may be the one
            for _ in range(600):
                connection.sendall(b"X")
                try:
                    if not connection.recv(1):
                        raise ConnectionResetError("ended")
                except TimeoutError:
                    pass


def test_connections_beyond_the_most_are_turned_away_until_others_end(server: Server) -> None:
    waiting = [connected(server) for _ in range(300)]
    assert answer(server, GOOD) == b""
    for one in waiting:
        one.close()
    end = time.monotonic() + PATIENCE
    while not (found := answer(server, GOOD)) and time.monotonic() < end:
        time.sleep(0.05)
    assert found.endswith(b"here")


@pytest.mark.parametrize("target", [b"http://[", b"//[", b"http://[::1", b"\xff", b"*"])
def test_no_target_makes_the_preview_stumble(target: bytes, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    for method in (b"GET", b"POST"):
        found = answer(server, method + b" " + target + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert found.startswith(b"HTTP/1.1 ")
    assert capsys.readouterr().err == ""


def test_a_second_host_is_a_host_too(server: Server) -> None:
    for hosts in (b"Host: localhost\r\nHost: far.example\r\n", b"Host: far.example\r\nHost: localhost\r\n"):
        assert b" 403 " in answer(server, b"GET / HTTP/1.1\r\n" + hosts + b"\r\n").splitlines()[0]
