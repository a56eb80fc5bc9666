"""The preview's web server, of the standard library: a thread a connection, answers from memory, events as they come."""

from __future__ import annotations

import errno
import io
import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import IO, Any

from okrsite.preview.answers import EVENTS, OWN, Answer, Answers
from okrsite.preview.hosts import is_known

__all__ = ["Server", "listen"]

_PORTS_TRIED = 100
_BEAT = 10.0  # seconds between signs of life on an idle event stream
_IDLE = 120.0  # seconds after which a connection without a whole request is closed
_MOST = 256  # connections at once; a browser has a few a tab
_AT_ONCE = 1 << 20  # bytes that are sent
_RETRY = 500  # ms after which a browser connects again
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Server(ThreadingHTTPServer):
    """Serves in threads of its own; whoever ends the process ends them."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    allow_reuse_address = sys.platform != "win32"  # there it would let two servers have one port

    def __init__(self, host: str, port: int, answers: Answers) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.host, self.answers = host, answers
        self.idle = _IDLE
        self._room = threading.BoundedSemaphore(_MOST)
        self._asking: dict[socket.socket, float] = {}  # connections without a whole request yet, and until when
        super().__init__((host, port), _Handler)

    @property
    def url(self) -> str:
        """The address of the home page."""
        shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104 - compared, not bound
        return f"http://{f'[{shown}]' if ':' in shown and '[' not in shown else shown}:{self.server_port}/"

    def server_bind(self) -> None:
        """Bind without asking a name server what this machine is called."""
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.allow_reuse_address:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = self.host, self.server_address[1]

    def start(self) -> None:
        """Answer, in the background."""
        threading.Thread(target=self.serve_forever, args=(0.1,), daemon=True).start()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Take a connection, unless there are too many."""
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve a connection until it ends."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._asking.pop(request, None)
            self._room.release()

    def awaits(self, connection: socket.socket) -> None:
        """A request is to come on a connection, and has so long to come whole, however it trickles in."""
        self._asking[connection] = time.monotonic() + self.idle

    def has(self, connection: socket.socket) -> None:
        """The request is there."""
        self._asking.pop(connection, None)

    def service_actions(self) -> None:
        """End the connections that have waited too long; called several times a second."""
        now = time.monotonic()
        for connection, end in list(self._asking.items()):
            if now > end:
                self.has(connection)
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader who went away is no error; anything else is told by Python's own means."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def listen(host: str, port: int, answers: Answers) -> Server:
    """A server at `port` of `host`, or at the next free one. Raises OSError where there is none, or no such host."""
    last = port if port == 0 else min(port + _PORTS_TRIED, 65535)
    for one in range(port, last):
        try:
            return Server(host, one, answers)
        except OSError as error:
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
    return Server(host, last, answers)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "okrsite"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = 65536
    timeout = _IDLE

    def handle_one_request(self) -> None:
        """Read a request and answer it."""
        self.server.awaits(self.connection)
        super().handle_one_request()

    def do_GET(self) -> None:
        self._answered(self._get)

    do_HEAD = do_GET  # noqa: N815 - likewise

    def do_POST(self) -> None:
        self._answered(self._post)

    def _answered(self, answer: Callable[[], Answer | None]) -> None:
        self.server.has(self.connection)
        hosts = self.headers.get_all("Host") or [""]
        if not all(is_known(host, self.server.host) for host in hosts):
            self._send(Answer(403, b"The preview answers under the name that it was started with.\n"))
            return
        found = answer()
        if found is not None:
            self._send(found)

    def _get(self) -> Answer | None:
        if self.path == EVENTS and self.command == "GET":
            self._events()
            return None
        return self.server.answers.get(self.path, self.headers.get("If-None-Match"))

    def _post(self) -> Answer:
        """The one thing to change is the view; a page of another site cannot send this header."""
        path, _, query = self.path.partition("?")
        self.close_connection = True  # a body, if there is one, is not read
        if path != f"{OWN}view":
            return Answer(405, b"Pages are read with GET.\n", headers={"Allow": "GET, HEAD"})
        if self.headers.get("X-Okrsite") != "preview":
            return Answer(403, b"Only the preview's own pages may ask for that.\n")
        return self.server.answers.show(query)

    def _send(self, answer: Answer) -> None:
        if answer.file is None:
            self._send_from(answer, io.BytesIO(answer.body), len(answer.body))
            return
        try:
            file = answer.file.open("rb")
        except OSError:  # it is gone since
            self._send(Answer(404))
            return
        with file:
            self._send_from(answer, file, os.fstat(file.fileno()).st_size)

    def _send_from(self, answer: Answer, content: IO[bytes], size: int) -> None:
        """Send an answer with the first `size` bytes of `content`, or close the connection where it has fewer."""
        self.send_response(answer.status)
        for name, value in {**_HEADERS, **answer.headers}.items():
            self.send_header(name, value)
        if answer.status not in {204, 304}:
            self.send_header("Content-Type", answer.type)
            self.send_header("Content-Length", str(size))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD" or answer.status in {204, 304}:
            return
        while size and (part := content.read(min(size, _AT_ONCE))):
            self.wfile.write(part)
            size -= len(part)
        self.close_connection |= size > 0

    def _events(self) -> None:
        """Each state's name as it comes, beginning with the present one, until the reader goes."""
        self.close_connection = True
        self.send_response(200)
        for name, value in {**_HEADERS, "Content-Type": "text/event-stream", "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(f"retry: {_RETRY}\n".encode())
        seen = ""
        while True:
            shown = self.server.answers.board.wait(seen, _BEAT)
            if shown is None:
                self.wfile.write(b"event: beat\ndata:\n\n")
            else:
                seen = shown.id
                self.wfile.write(f"id: {seen}\ndata: {seen}\n\n".encode())
            self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """What is read is nobody's news."""
