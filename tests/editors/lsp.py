"""A language server over standard input and output, as an editor drives it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any


class LanguageServer:
    """yaml-language-server with the settings of a workspace's .vscode/settings.json."""

    def __init__(self, program: Path, workspace: Path) -> None:
        self.workspace = workspace
        self.settings = json.loads((workspace / ".vscode" / "settings.json").read_text(encoding="utf-8"))
        self.process = subprocess.Popen(
            ["node", str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.last = self.version = 0
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}
        root = workspace.as_uri()
        folders = [{"uri": root, "name": "goals"}]
        capabilities = {"workspace": {"configuration": True, "workspaceFolders": True}}
        self.ask(
            "initialize",
            {"processId": None, "rootUri": root, "workspaceFolders": folders, "capabilities": capabilities},
        )
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": self._sections()})

    def _sections(self) -> dict[str, Any]:
        yaml = {name.removeprefix("yaml."): value for name, value in self.settings.items() if name.startswith("yaml.")}
        return {"yaml": {**yaml, "schemaStore": {"enable": False}}}

    def open(self, path: str, text: str) -> str:
        uri, document = self._document(path, text)
        self._awaiting(uri, "textDocument/didOpen", {"textDocument": document})
        return uri

    def problems_of_all(self, texts: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
        """What is underlined in each of several files, by path."""
        uris = {}
        for path, text in texts.items():
            uris[path], document = self._document(path, text)
            self.diagnostics.pop(uris[path], None)
            self.tell("textDocument/didOpen", {"textDocument": document})
        while not self.diagnostics.keys() >= set(uris.values()):
            self._handle(self._receive())
        return {path: self.diagnostics[uri] for path, uri in uris.items()}

    def _document(self, path: str, text: str) -> tuple[str, dict[str, Any]]:
        uri = (self.workspace / path).as_uri()
        self.version += 1  # the server remembers what it has parsed by address and version
        return uri, {"uri": uri, "languageId": "yaml", "version": self.version, "text": text}

    def problems(self, path: str, text: str) -> list[dict[str, Any]]:
        """What is underlined in a file."""
        uri = self.open(path, text)
        found = self.diagnostics[uri]
        self._shut(uri)
        return found

    def at(self, method: str, path: str, text: str, line: int, character: int) -> Any:
        """An answer about a place (from 0) of a file: `hover` or `completion`."""
        uri = self.open(path, text)
        place = {"line": line, "character": character}
        answer = self.ask(f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": place})
        self._shut(uri)
        return answer

    def _shut(self, uri: str) -> None:
        self._awaiting(uri, "textDocument/didClose", {"textDocument": {"uri": uri}})

    def _awaiting(self, uri: str, method: str, params: dict[str, Any]) -> None:
        """Tells something that is answered by what is underlined now, which on closing is nothing."""
        self.diagnostics.pop(uri, None)
        self.tell(method, params)
        while uri not in self.diagnostics:
            self._handle(self._receive())

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        self.last += 1
        number = self.last
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self._handle(message)

    def tell(self, method: str, params: dict[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def _handle(self, message: dict[str, Any]) -> None:
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif message.get("method") == "workspace/configuration":
            known = self._sections()
            self._send(
                {"id": message["id"], "result": [known.get(one["section"]) for one in message["params"]["items"]]}
            )
        elif "id" in message and "method" in message:
            self._send({"id": message["id"], "result": None})

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the language server has ended"
        found: dict[str, Any] = json.loads(self.process.stdout.read(length))
        return found
