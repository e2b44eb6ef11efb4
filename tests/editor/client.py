"""A client of the language server, over the standard streams of a process: it says what editors say, and hears all."""

from __future__ import annotations

import json
import queue
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import psutil

Object: TypeAlias = dict[str, Any]

#: How many seconds a test waits for what must come.
PATIENCE = 60.0

CAPABILITIES: Object = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "codeDescriptionSupport": True, "dataSupport": True},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
    },
    "workspace": {
        "workspaceFolders": True,
        "configuration": True,
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "didChangeConfiguration": {"dynamicRegistration": True},
        "workspaceEdit": {"documentChanges": True},
    },
}


def edited(text: str, edits: Sequence[Object]) -> str:
    """A text with edits put in, whose columns are in UTF-16."""
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    starts = [len("".join(lines[:number]).encode("utf-16-le")) // 2 for number in range(len(lines))]
    data = text.encode("utf-16-le")

    def offset(position: Object) -> int:
        start: int = starts[position["line"]] if position["line"] < len(lines) else len(data) // 2
        return 2 * (start + int(position["character"]))

    for edit in sorted(edits, key=lambda each: offset(each["range"]["start"]), reverse=True):
        first, last = offset(edit["range"]["start"]), offset(edit["range"]["end"])
        data = data[:first] + edit["newText"].encode("utf-16-le") + data[last:]
    return data.decode("utf-16-le")


class Client:
    """Speaks with `sockslint --lsp`. `heard` is every message that came, `said` every one that went."""

    def __init__(self, folder: Path, *arguments: str, cwd: Path | None = None) -> None:
        self.folder = folder
        self.heard: list[Object] = []
        self.said: list[Object] = []
        self.configuration: object = None
        self._queue: queue.SimpleQueue[Object | None] = queue.SimpleQueue()
        self._versions: dict[str, int] = {}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sockslint", "--lsp", *arguments],
            cwd=cwd or folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        threading.Thread(target=self._listen, daemon=True).start()

    # --- messages ---

    def _listen(self) -> None:
        assert self._process.stdout is not None
        while (head := self._process.stdout.readline()).startswith(b"Content-Length: "):
            while self._process.stdout.readline() != b"\r\n":
                pass
            self._queue.put(json.loads(self._process.stdout.read(int(head.split()[1]))))
        self._queue.put({"method": "strange", "params": head.decode("utf-8", "replace")} if head else None)

    def _send(self, message: Object) -> None:
        assert self._process.stdin is not None
        self.said.append(message)
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def wait(self, wanted: Callable[[Object], bool], patience: float = PATIENCE) -> Object:
        """The next message of a kind; what the server asks meanwhile is answered."""
        deadline = time.monotonic() + patience
        while True:
            message = self._queue.get(timeout=max(0.0, deadline - time.monotonic()))
            assert message is not None, "the server is gone"
            assert message.get("method") != "strange", message
            self.heard.append(message)
            if "method" in message and "id" in message:
                items = message["params"].get("items", ())
                answer = [self.configuration for _ in items] if message["method"] == "workspace/configuration" else None
                self._send({"id": message["id"], "result": answer})
            if wanted(message):
                return message

    def notify(self, method: str, params: object = None) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: object = None) -> Any:
        """Send a request, and wait for the result."""
        number = len(self.said)
        self._send({"id": number, "method": method, "params": params})
        answer = self.wait(lambda message: message.get("id") == number and "method" not in message)
        assert "error" not in answer, answer
        return answer["result"]

    # --- what editors do ---

    def actions(self, name: str, place: Object, **context: object) -> list[Object]:
        """The actions that a place in a document has."""
        asked = {"textDocument": {"uri": self.uri(name)}, "range": place, "context": {"diagnostics": [], **context}}
        found: list[Object] = self.ask("textDocument/codeAction", asked)
        return found

    def initialize(
        self, capabilities: Mapping[str, object] = CAPABILITIES, folders: Sequence[Path] | None = None, **more: object
    ) -> Object:
        """Begin a session; returns what the server can."""
        folders = [self.folder] if folders is None else folders
        told: Object = {
            "processId": None,
            "capabilities": capabilities,
            "rootUri": folders[0].as_uri() if folders else None,
            "workspaceFolders": [{"uri": folder.as_uri(), "name": folder.name} for folder in folders],
            **more,
        }
        result: Object = self.ask("initialize", told)
        self.notify("initialized", {})
        return result

    def uri(self, name: str) -> str:
        """The address of a file in the folder."""
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str | None = None) -> list[Object]:
        """Open a file, with the text it has on disk if none is given; returns its diagnostics."""
        uri = self.uri(name)
        text = (self.folder / name).read_bytes().decode() if text is None else text
        self._versions[uri] = 1
        document = {"uri": uri, "languageId": "any", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        return self.diagnostics(name)

    def type(self, name: str, text: str) -> None:
        """Make a text of a document."""
        uri = self.uri(name)
        self._versions[uri] += 1
        document = {"uri": uri, "version": self._versions[uri]}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def close(self, name: str) -> None:
        """Close a document."""
        self.notify("textDocument/didClose", {"textDocument": {"uri": self.uri(name)}})

    def diagnostics(self, name: str) -> list[Object]:
        """The diagnostics that are published next for a document as it is now."""
        uri = self.uri(name)
        version = self._versions.get(uri)
        message = self.wait(
            lambda each: (
                each.get("method") == "textDocument/publishDiagnostics"
                and (each["params"]["uri"], each["params"].get("version")) == (uri, version)
            )
        )
        published: list[Object] = message["params"]["diagnostics"]
        return published

    def message(self) -> str:
        """What is shown to the user next."""
        text: str = self.wait(lambda each: each.get("method") == "window/showMessage")["params"]["message"]
        return text

    def end(self) -> tuple[int, str]:
        """End the session; returns the exit status, and what was said on standard error."""
        self.ask("shutdown")
        self.notify("exit")
        return self.left()

    def left(self) -> tuple[int, str]:
        """The exit status, and what was said on standard error, of a server that is about to end."""
        assert self._process.stderr is not None
        status = self._process.wait(PATIENCE)
        return status, self._process.stderr.read().decode()

    def drop(self) -> None:
        """Be gone without a word."""
        assert self._process.stdin is not None
        self._process.stdin.close()

    def kill(self) -> None:
        """End the server, whatever it is at."""
        self._process.kill()
        self._process.wait()

    def children(self) -> set[int]:
        """The processes that the server has started."""
        return {child.pid for child in psutil.Process(self._process.pid).children()}

    def watch_children(self, number: int) -> None:
        """Wait until the server has started so many processes."""
        deadline = time.monotonic() + PATIENCE
        while len(self.children()) < number and time.monotonic() < deadline:
            time.sleep(0.02)

    def signal(self, number: int) -> None:
        """Send the server a signal."""
        self._process.send_signal(number)
