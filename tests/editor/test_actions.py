"""What an editor is offered to do about findings, and what comes of it once it is done."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.editor.client import CAPABILITIES, Client, Object, edited
from tests.test_cli import LEAK

Start = Callable[..., Client]

ARTICLE = Path(__file__).parents[1] / "fixtures" / "article"
EVERYWHERE = {"start": {"line": 0, "character": 0}, "end": {"line": 9999, "character": 0}}

SEND = "import socket\n\n\ndef tell(sock: socket.socket, text: bytes) -> None:\n    sock.send(text)\n"


def edits_of(action: Object, uri: str, version: int) -> list[Object]:
    (change,) = action["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": uri, "version": version}
    edits: list[Object] = change["edits"]
    return edits


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.cs", (ARTICLE / "csharp" / "client_leaks.cs").read_text("utf-8").replace("\n", "\r\n")),
        ("b.cs", "/* 🧦 */ " + (ARTICLE / "csharp" / "client_leaks.cs").read_text("utf-8").removesuffix("\n")),
        ("a.py", LEAK.replace("sock.recv(4096)", "sock.recv(\n                4096,\n            )  # 🧦")),
        (
            "b.py",
            "import socket\ndef f(s: socket.socket):\n  if True: y = '''🧦\n''';  s.send(y.encode()); s.send(b'two')",
        ),
    ],
)
def test_a_comment_that_says_why_silences(client: Start, name: str, text: str) -> None:
    editor = client()
    editor.initialize()
    found = editor.open(name, text)
    assert found
    version, lines = 1, len(text.splitlines())
    while found:
        action = editor.actions(name, found[0]["range"])[-1]
        assert action["title"] == f"Silence {found[0]['code']} here by a comment that says why"
        assert (action["kind"], action["diagnostics"]) == ("quickfix", [found[0]])
        text = edited(text, edits_of(action, editor.uri(name), version))
        editor.type(name, text)
        version, found = version + 1, editor.diagnostics(name)
    assert text.count("TODO: say why") == version - 1 == len(text.splitlines()) - lines
    assert editor.end() == (0, "")


def test_a_fix_mends(client: Start, project: Path) -> None:
    editor = client()
    editor.initialize()
    (found,) = editor.open("a.py", SEND)
    fix, silence = editor.actions("a.py", found["range"])
    assert (fix["title"], fix["isPreferred"]) == ("Call `sendall`, which sends all", True)
    assert "isPreferred" not in silence
    mended = edited(SEND, edits_of(fix, editor.uri("a.py"), 1))
    assert mended == SEND.replace("sock.send(text)", "sock.sendall(text)")
    editor.type("a.py", mended)
    assert editor.diagnostics("a.py") == []


def test_a_fix_that_may_change_what_the_program_does_says_so(client: Start, project: Path) -> None:
    editor = client()
    editor.initialize()
    found = editor.open("a.cs", (ARTICLE / "csharp" / "client_leaks.cs").read_text("utf-8"))
    titles = [action["title"] for each in found for action in editor.actions("a.cs", each["range"])]
    assert any(title.endswith(" (may change what the program does)") for title in titles)


def test_only_what_is_asked_for_where_it_is_asked_for(client: Start, project: Path) -> None:
    editor = client()
    editor.initialize()
    (found,) = editor.open("a.py", SEND)
    for kinds in (["quickfix"], [""], ["refactor", "quickfix"]):
        assert len(editor.actions("a.py", EVERYWHERE, only=kinds)) == 2
    for kinds in (["refactor"], ["quickfix.other"], []):
        assert editor.actions("a.py", EVERYWHERE, only=kinds) == []
    nowhere = {"line": 0, "character": 0}
    assert editor.actions("a.py", {"start": nowhere, "end": nowhere}) == []
    assert editor.actions("other.py", found["range"]) == []


def test_no_action_is_for_another_version(client: Start, project: Path) -> None:
    editor = client()
    editor.initialize()
    (found,) = editor.open("a.py", SEND)
    editor.type("a.py", "\n" + SEND)
    assert editor.actions("a.py", EVERYWHERE) == []
    (moved,) = editor.diagnostics("a.py")
    assert moved["range"]["start"]["line"] == found["range"]["start"]["line"] + 1
    assert len(editor.actions("a.py", EVERYWHERE)) == 2


def test_a_client_that_knows_no_versions(client: Start, project: Path) -> None:
    capabilities = copy.deepcopy(CAPABILITIES)
    del capabilities["workspace"]["workspaceEdit"]
    editor = client()
    editor.initialize(capabilities)
    editor.open("a.py", SEND)
    fix, _ = editor.actions("a.py", EVERYWHERE)
    assert list(fix["edit"]["changes"]) == [editor.uri("a.py")]


def test_a_suppression_that_is_not_needed_is_not_silenced(client: Start, project: Path) -> None:
    editor = client()
    editor.initialize()
    (found,) = editor.open("a.py", "import socket\nx = socket.socket  # sockslint: ignore[SOCK101] no reason\n")
    assert found["code"] == "SOCK001"
    assert editor.actions("a.py", EVERYWHERE) == []
