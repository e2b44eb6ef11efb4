"""What an editor is told of its documents, by a client and a server that speak over pipes."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.editor.client import CAPABILITIES, Client, Object
from tests.test_cli import CLOSED, LEAK, process

FIXTURES = Path(__file__).parents[1] / "fixtures"
Start = Callable[..., Client]

#: A receive whose result nobody looks at, after characters of two, three and four bytes, and lines of all three ends.
WIDE = (
    "using System.Net.Sockets;\r\nclass Wide\n{\r"
    '    public void Öffne(Socket s) { /* é 終 🧦🧦 */ s.Receive(new byte["🧦".Length]); }\r\n}\r\n'
)
CODECS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
WIDTHS = {"utf-8": 1, "utf-16": 2, "utf-32": 4}


def rules(diagnostics: list[Object]) -> list[object]:
    return [each.get("code") for each in diagnostics]


# --- places ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", [*CODECS, None])
def test_columns_are_counted_as_the_client_asks(client: Start, project: Path, encoding: str | None) -> None:
    (project / "wide.cs").write_bytes(WIDE.encode())
    capabilities = copy.deepcopy(CAPABILITIES)
    capabilities["general"] = {"positionEncodings": ["ucs-7", encoding]} if encoding else {}
    editor = client()
    able = editor.initialize(capabilities)["capabilities"]
    encoding = encoding or "utf-16"
    assert able["positionEncoding"] == encoding
    (found,) = editor.open("wide.cs")
    start, end = found["range"]["start"], found["range"]["end"]
    assert start["line"] == end["line"] == 3
    line = WIDE.replace("\r\n", "\n").replace("\r", "\n").split("\n")[3].encode(CODECS[encoding])
    covered = line[start["character"] * WIDTHS[encoding] : end["character"] * WIDTHS[encoding]]
    assert covered.decode(CODECS[encoding]) == 's.Receive(new byte["🧦".Length])'


@pytest.mark.parametrize(
    "text",
    [LEAK.replace("import", "# coding: latin-1 – é\nimport", 1), LEAK.replace("\n\n\ndef", "\n\x0c\n\ndef")],
    ids=["encoding", "form feed"],
)
def test_a_document_is_what_the_client_says_it_is(client: Start, project: Path, text: str) -> None:
    (project / "a.py").write_text(CLOSED)
    editor = client()
    editor.initialize()
    (found,) = editor.open("a.py", text)
    lines = text.splitlines() if "\x0c" not in text else text.split("\n")
    start = found["range"]["start"]
    assert lines[start["line"]][start["character"] :] == "sock.recv(4096)"


# --- what is told ------------------------------------------------------------------------------------------------


def test_a_finding_has_all_that_an_editor_shows(client: Start, project: Path) -> None:
    (project / "a.py").write_text(LEAK)
    editor = client()
    editor.initialize()
    (found,) = editor.open("a.py")
    assert found["severity"] == 1
    assert (found["source"], found["code"]) == ("sockslint", "SOCK101")
    assert found["codeDescription"]["href"].endswith("/rules/SOCK101-zero-byte-receive.md")
    assert found["message"].split("\n")[-1] == "Leave the loop at the end of the stream, and close `sock`."
    assert len(found["data"]["fingerprint"]) == 32
    steps = [(each["message"], each["location"]["uri"]) for each in found["relatedInformation"]]
    assert steps == [
        ("Yields end-of-stream when the peer closes.", editor.uri("a.py")),
        ("And yields the same again, for ever.", editor.uri("a.py")),
    ]


def test_a_client_gets_only_what_it_can_show(client: Start, project: Path) -> None:
    (project / "a.py").write_text(LEAK)
    editor = client()
    editor.initialize({})
    (found,) = editor.open("a.py")
    assert "relatedInformation" not in found
    assert "codeDescription" not in found
    assert editor.end() == (0, "")


def test_the_page_of_the_rule_is_shown_over_its_finding(client: Start, project: Path) -> None:
    (project / "a.py").write_text(LEAK)
    editor = client()
    editor.initialize()
    (found,) = editor.open("a.py")

    def hover(line: int, character: int) -> Object | None:
        place = {"textDocument": {"uri": editor.uri("a.py")}, "position": {"line": line, "character": character}}
        shown: Object | None = editor.ask("textDocument/hover", place)
        return shown

    start, end = found["range"]["start"], found["range"]["end"]
    page = process(project, "--explain", "SOCK101").stdout.decode().strip()
    for at in (start, end):
        shown = hover(at["line"], at["character"])
        assert shown is not None
        assert shown == {"contents": {"kind": "markdown", "value": page}, "range": found["range"]}
    assert hover(start["line"], start["character"] - 1) is None
    assert hover(0, 0) is None


# --- the same as the command's -----------------------------------------------------------------------------------

SETTINGS = """\
min-confidence = "low"
exclude = ["loops"]
baseline = "known.json"

[severity]
SOCK1 = "note"

[per-file-ignores]
"apis/*" = ["SOCK4"]
"""
CONVENTIONS = (
    "root = true\n[*.cs]\ndotnet_diagnostic.SOCK301.severity = error\ndotnet_diagnostic.SOCK103.severity = none\n"
)
LEVELS = {"error": 1, "warning": 2, "note": 3}


@pytest.mark.parametrize("settings", [None, SETTINGS], ids=["defaults", "settings"])
def test_it_finds_what_the_command_finds(client: Start, tmp_path: Path, settings: str | None) -> None:
    folder = tmp_path / "fixtures"
    shutil.copytree(FIXTURES, folder)
    (folder / "sockslint.toml").write_text("")
    if settings is not None:
        process(folder, "--baseline", "known.json", "--update-baseline", "--select", "SOCK501")
        (folder / "sockslint.toml").write_text(settings)
        (folder / ".editorconfig").write_text(CONVENTIONS)
    report = json.loads(process(folder, "--format", "json", "--exit-zero").stdout)
    expected = sorted(
        (
            (folder / each["path"]).as_uri(),
            each["line"] - 1,
            each["column"] - 1,
            each["endLine"] - 1,
            each["endColumn"] - 1,
            each["rule"],
            LEVELS[each["severity"]],
            each["fingerprint"],
        )
        for each in report["findings"]
    )
    assert len(expected) > 40
    capabilities = copy.deepcopy(CAPABILITIES)
    capabilities["general"] = {"positionEncodings": ["utf-32"]}
    editor = client(folder=folder)
    editor.initialize(capabilities)
    editor.open("article/csharp/client_leaks.cs")
    editor.end()
    told = [each["params"] for each in editor.heard if each.get("method") == "textDocument/publishDiagnostics"]
    assert len({each["uri"] for each in told}) == len(told)
    found = sorted(
        (
            each["uri"],
            diagnostic["range"]["start"]["line"],
            diagnostic["range"]["start"]["character"],
            diagnostic["range"]["end"]["line"],
            diagnostic["range"]["end"]["character"],
            diagnostic["code"],
            diagnostic["severity"],
            diagnostic["data"]["fingerprint"],
        )
        for each in told
        for diagnostic in each["diagnostics"]
        if "code" in diagnostic
    )
    assert found == expected


# --- while one types ---------------------------------------------------------------------------------------------


def test_typing_makes_findings_come_and_go(client: Start, project: Path) -> None:
    (project / "a.py").write_text(LEAK)
    editor = client()
    editor.initialize()
    assert rules(editor.open("a.py")) == ["SOCK101"]
    for text, expected in ((CLOSED, []), (LEAK, ["SOCK101"]), ("", []), (LEAK, ["SOCK101"]), (CLOSED, [])):
        editor.type("a.py", text)
        assert rules(editor.diagnostics("a.py")) == expected
    assert (project / "a.py").read_text() == LEAK
    editor.close("a.py")  # what counts then is what was saved
    editor.wait(lambda each: _published(each, editor.uri("a.py")) == ["SOCK101"])
    assert editor.end() == (0, "")


HELPER = "import socket\n\n\ndef settle(sock: socket.socket) -> None:\n    {end}\n"
CALLER = """\
import socket
import threading
from helper import settle


class Listener:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        threading.Thread(target=self.run).start()

    def run(self) -> None:
        while data := self.sock.recv(4096):
            print(data)
        settle(self.sock)
"""


def test_findings_in_other_files_come_and_go(client: Start, project: Path) -> None:
    (project / "helper.py").write_text(HELPER.format(end="sock.close()"))
    (project / "main.py").write_text(CALLER)
    editor = client()
    editor.initialize()
    assert editor.open("helper.py") == []
    editor.type("helper.py", HELPER.format(end="print(sock)"))
    editor.wait(lambda each: _published(each, editor.uri("main.py")) == ["SOCK101"])
    editor.type("helper.py", HELPER.format(end="sock.close()"))
    editor.wait(lambda each: _published(each, editor.uri("main.py")) == [])


def _published(message: Object, uri: str) -> list[object] | None:
    """The rules of the diagnostics that a message publishes for a file; None for any other message."""
    params = message.get("params")
    if message.get("method") != "textDocument/publishDiagnostics" or params is None or params["uri"] != uri:
        return None
    return rules(params["diagnostics"])


def test_a_file_that_nobody_has_written_yet_is_checked(client: Start, project: Path) -> None:
    editor = client()
    editor.initialize()
    assert rules(editor.open("new.py", LEAK)) == ["SOCK101"]
    editor.close("new.py")
    editor.wait(lambda each: _published(each, editor.uri("new.py")) == [])


# --- what is no longer wanted ------------------------------------------------------------------------------------


def test_a_version_that_is_out_of_date_is_never_told_of(client: Start, project: Path) -> None:
    many = LEAK + "".join(f"\n\ndef f{n}(sock: socket.socket) -> None:\n    sock.recv({n})\n" for n in range(150))
    (project / "a.py").write_text(many)
    editor = client()
    editor.initialize()
    document = {"uri": editor.uri("a.py"), "languageId": "python", "version": 1, "text": many}
    editor.notify("textDocument/didOpen", {"textDocument": document})
    editor.watch_children(1)
    first = editor.children()
    editor._versions[editor.uri("a.py")] = 1
    for number in range(20):
        editor.type("a.py", many + f"# {number}\n")
    editor.type("a.py", CLOSED)
    assert editor.diagnostics("a.py") == []
    assert editor.children() != first, "the check of the first version was ended"
    versions = [
        each["params"]["version"] for each in editor.heard if each.get("method") == "textDocument/publishDiagnostics"
    ]
    assert versions == [22]
