"""How sessions go: what is configured, what is wrong, and how they end."""

from __future__ import annotations

import copy
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests.editor.client import CAPABILITIES, PATIENCE, Client, Object
from tests.test_cli import CLOSED, LEAK, Command, sockslint

__all__ = ["sockslint"]  # the fixture

Start = Callable[..., Client]

#: Found at low confidence only: nobody can look into what is given the connection.
UNSURE = LEAK.replace("print(data)", "finish(sock)")


def codes(diagnostics: list[Object]) -> list[object]:
    return [each.get("code") for each in diagnostics]


def published(editor: Client, name: str) -> list[object]:
    """The rules found in a file, as next published, whatever its version."""
    uri = editor.uri(name)
    message = editor.wait(
        lambda each: each.get("method") == "textDocument/publishDiagnostics" and each["params"]["uri"] == uri
    )
    return codes(message["params"]["diagnostics"])


# --- settings ----------------------------------------------------------------------------------------------------


def test_settings_that_are_wrong_are_told_once_and_the_server_lives(client: Start, project: Path) -> None:
    settings = project / "sockslint.toml"
    (project / "a.py").write_text(LEAK)
    editor = client()
    editor.initialize()
    assert codes(editor.open("a.py")) == ["SOCK101"]
    settings.write_text('\nselct = ["SOCK101"]\n')
    editor.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": editor.uri("sockslint.toml"), "type": 2}]})
    assert published(editor, "a.py") == []
    assert editor.message() == f"sockslint: {settings}:2: unknown key `selct`; did you mean `select`?"
    told = [each["params"] for each in editor.heard if each.get("method") == "textDocument/publishDiagnostics"]
    (in_settings,) = [each["diagnostics"] for each in told if each["uri"] == editor.uri("sockslint.toml")]
    assert [(each["range"]["start"]["line"], each["message"]) for each in in_settings] == [
        (1, "Unknown key `selct`; did you mean `select`?")
    ]
    editor.type("a.py", CLOSED)
    assert editor.diagnostics("a.py") == []
    assert [each for each in editor.heard if each.get("method") == "window/showMessage"][1:] == []
    settings.write_text('select = ["SOCK101"]\n')
    editor.type("a.py", LEAK)
    assert codes(editor.diagnostics("a.py")) == ["SOCK101"]
    settings.write_text('select = ["SOCK999"]\n')
    editor.notify("textDocument/didSave", {"textDocument": {"uri": editor.uri("sockslint.toml")}})
    assert "unknown rule `SOCK999`" in editor.message()
    assert editor.end() == (0, "")


def test_a_rule_of_the_projects_own_that_is_wrong_is_told(client: Start, project: Path) -> None:
    (project / "sockslint.toml").write_text('rules = ["own"]\n')
    (project / "own").mkdir()
    (project / "own" / "SOCK900-own.md").write_text("no front matter")
    (project / "a.py").write_text(LEAK)
    editor = client()
    editor.initialize()
    assert editor.open("a.py") == []
    assert "SOCK900-own.md" in editor.message()


@pytest.mark.parametrize("way", ["command line", "initialisation", "asked for", "pushed"])
def test_the_client_may_configure(client: Start, project: Path, way: str) -> None:
    (project / "a.py").write_text(UNSURE)
    values = {"min-confidence": "low"}
    editor = client(*(("--min-confidence", "low") if way == "command line" else ()))
    capabilities = copy.deepcopy(CAPABILITIES)
    if way == "asked for":
        editor.configuration = values
    if way == "pushed":
        capabilities["workspace"]["configuration"] = False
    editor.initialize(capabilities, **({"initializationOptions": values} if way == "initialisation" else {}))
    if way == "pushed":
        assert editor.open("a.py") == []
        editor.notify("workspace/didChangeConfiguration", {"settings": {"sockslint": values}})
        assert codes(editor.diagnostics("a.py")) == ["SOCK101"]
        return
    editor.wait(lambda each: each.get("method") == "workspace/configuration")
    while codes(editor.open("a.py")) != ["SOCK101"]:  # what is asked for may come a moment later
        editor.close("a.py")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"min-confidense": "low"},
            "unknown key `min-confidense` in the configuration; did you mean `min-confidence`?",
        ),
        (
            {"min-confidence": "hihg"},
            "`min-confidence` in the configuration: unknown value `hihg`; did you mean `high`?",
        ),
        ({"config": 1}, "`config` in the configuration must be a string"),
        (["low"], "the configuration must be an object with config or min-confidence"),
    ],
)
def test_a_configuration_that_is_wrong_is_told(client: Start, project: Path, values: object, said: str) -> None:
    (project / "a.py").write_text(LEAK)
    editor = client()
    editor.initialize(initializationOptions=values)
    assert editor.message() == f"sockslint: {said}"
    assert codes(editor.open("a.py")) == ["SOCK101"]


def test_a_settings_file_of_the_clients_choice(client: Start, project: Path) -> None:
    (project / "a.py").write_text(LEAK)
    (project / "other.toml").write_text('ignore = ["SOCK101"]\n')
    editor = client()
    editor.initialize(initializationOptions={"config": "other.toml"})
    assert editor.open("a.py") == []


# --- files -------------------------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_read_whole_is_told_of_at_its_place(client: Start, project: Path) -> None:
    editor = client()
    editor.initialize()
    *_, notice = editor.open("a.py", LEAK.replace("print(data)", "print(data"))
    assert (notice["severity"], "code" in notice) == (3, False)
    assert notice["range"]["start"]["line"] > 0
    (binary,) = editor.open("b.cs", "class A\0 { }")
    assert binary["message"] == "Not analysed: it holds NUL characters, so it is no source."
    assert binary["range"]["start"] == {"line": 0, "character": 0}
    half = editor.open("c.py", LEAK + "# \ud83e\n")
    assert codes(half) == ["SOCK101"]
    assert editor.end() == (0, "")


def test_changes_on_disk_are_seen(client: Start, project: Path) -> None:
    (project / "a.py").write_text(CLOSED)
    editor = client()
    editor.initialize()
    registered = editor.wait(lambda each: each.get("method") == "client/registerCapability")["params"]["registrations"]
    assert {each["method"] for each in registered} == {
        "workspace/didChangeWatchedFiles",
        "workspace/didChangeConfiguration",
    }
    assert editor.open("a.py") == []
    (project / "b.py").write_text(LEAK)
    editor.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": editor.uri("b.py"), "type": 1}]})
    assert published(editor, "b.py") == ["SOCK101"]
    (project / "b.py").unlink()
    editor.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": editor.uri("b.py"), "type": 3}]})
    assert published(editor, "b.py") == []


def test_without_a_project_a_file_stands_alone(client: Start, tmp_path: Path) -> None:
    folder = tmp_path / "loose"
    folder.mkdir()
    for name in ("a.py", "b.py"):
        (folder / name).write_text(LEAK)
    editor = client(folder=folder)
    editor.initialize(folders=[])
    assert codes(editor.open("a.py")) == ["SOCK101"]
    editor.notify(
        "textDocument/didOpen",
        {"textDocument": {"uri": "untitled:Untitled-1", "languageId": "python", "version": 1, "text": LEAK}},
    )
    editor.close("a.py")
    assert published(editor, "a.py") == []
    assert editor.end() == (0, "")
    told = {each["params"]["uri"] for each in editor.heard if each.get("method") == "textDocument/publishDiagnostics"}
    assert told == {editor.uri("a.py")}


def test_without_a_workspace_the_project_is_found_upward(client: Start, project: Path) -> None:
    (project / "sub").mkdir()
    (project / "sub" / "a.py").write_text(CLOSED)
    (project / "b.py").write_text(LEAK)
    editor = client(folder=project)
    editor.initialize(folders=[])
    assert editor.open("sub/a.py") == []
    assert published(editor, "b.py") == ["SOCK101"]


def test_each_folder_of_a_workspace_has_its_own_settings(client: Start, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "sockslint.toml").write_text("")
    (inner / "sockslint.toml").write_text('ignore = ["SOCK101"]\n')
    for folder in (tmp_path, inner):
        (folder / "a.py").write_text(LEAK)
    editor = client(folder=tmp_path)
    editor.initialize(folders=[tmp_path, inner])
    assert editor.open("inner/a.py") == []
    assert codes(editor.open("a.py")) == ["SOCK101"]
    assert editor.end() == (0, "")
    inside = [each["params"] for each in editor.heard if each.get("method") == "textDocument/publishDiagnostics"]
    assert all(not each["diagnostics"] for each in inside if each["uri"] == editor.uri("inner/a.py"))


# --- the end -----------------------------------------------------------------------------------------------------


def test_nothing_is_left_of_a_session_that_has_ended(client: Start, project: Path) -> None:
    (project / "a.py").write_text(LEAK)
    editor = client()
    editor.initialize()
    editor.open("a.py")
    children = [psutil.Process(pid) for pid in editor.children()]
    assert children
    assert editor.end() == (0, "")
    assert not psutil.wait_procs(children, timeout=PATIENCE)[1]


def test_a_client_that_is_gone_ends_the_server(client: Start, project: Path) -> None:
    (project / "a.py").write_text(LEAK)
    editor = client()
    editor.initialize()
    editor.open("a.py")
    children = [psutil.Process(pid) for pid in editor.children()]
    editor.drop()
    assert editor.left() == (1, "")
    assert not psutil.wait_procs(children, timeout=PATIENCE)[1]


def test_an_exit_without_a_shutdown_is_told_by_the_status(client: Start, project: Path) -> None:
    editor = client()
    editor.initialize()
    editor.notify("exit")
    assert editor.left() == (1, "")


def test_a_checking_process_that_dies_is_replaced(client: Start, project: Path) -> None:
    (project / "a.py").write_text(LEAK)
    editor = client()
    editor.initialize()
    editor.open("a.py")
    for pid in editor.children():
        psutil.Process(pid).kill()
    editor.type("a.py", CLOSED)
    assert editor.diagnostics("a.py") == []
    assert "ended without a word" in editor.message()
    editor.type("a.py", LEAK)
    assert codes(editor.diagnostics("a.py")) == ["SOCK101"]


def test_without_pygls_the_command_says_what_to_install(sockslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("pygls", "lsprotocol", "sockslint.editor"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pygls.lsp.server", None)
    ran = sockslint("--lsp")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "sockslint: error: --lsp needs pygls, which comes with `pip install sockslint[lsp]`\n"


def test_no_other_run_imports_it(project: Path) -> None:
    (project / "a.py").write_text(LEAK)
    program = "import sys; from sockslint.cli import main; main(['.']); print(*sys.modules, file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", program], cwd=project, capture_output=True, text=True, check=True)
    assert not {"pygls", "lsprotocol", "asyncio", "sockslint.editor"} & set(ran.stderr.split())


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_a_signal_ends_it_at_once(client: Start, project: Path, name: str) -> None:
    (project / "a.py").write_text(LEAK)
    editor = client()
    editor.initialize()
    editor.open("a.py")
    children = [psutil.Process(pid) for pid in editor.children()]
    number = getattr(signal, name)
    editor.signal(number)
    assert editor.left() == (128 + number, "")
    assert not psutil.wait_procs(children, timeout=PATIENCE)[1]


MANY = "import socket\n" + "".join(
    f"\n\ndef f{n}(sock: socket.socket) -> None:\n    sock.recv({n})\n" for n in range(4000)
)


def test_a_check_that_takes_long_is_told_of(client: Start, project: Path) -> None:
    capabilities = {**CAPABILITIES, "window": {"workDoneProgress": True}}
    editor = client()
    editor.initialize(capabilities)
    document = {"uri": editor.uri("a.py"), "languageId": "python", "version": 1, "text": MANY}
    editor.notify("textDocument/didOpen", {"textDocument": document})
    created = editor.wait(lambda each: each.get("method") == "window/workDoneProgress/create")
    begun = editor.wait(lambda each: each.get("method") == "$/progress")["params"]
    assert begun["token"] == created["params"]["token"]
    assert begun["value"] == {"kind": "begin", "title": f"sockslint is checking {project.name}"}
    editor.notify("textDocument/didClose", {"textDocument": {"uri": editor.uri("a.py")}})
    ended = editor.wait(lambda each: each.get("method") == "$/progress")["params"]
    assert (ended["token"], ended["value"]["kind"]) == (begun["token"], "end")
    assert editor.end() == (0, "")


def test_a_session_may_end_while_something_is_checked(client: Start, project: Path) -> None:
    editor = client()
    editor.initialize({**CAPABILITIES, "window": {"workDoneProgress": True}})
    document = {"uri": editor.uri("a.py"), "languageId": "python", "version": 1, "text": MANY}
    editor.notify("textDocument/didOpen", {"textDocument": document})
    editor.wait(lambda each: each.get("method") == "$/progress")
    children = [psutil.Process(pid) for pid in editor.children()]
    assert editor.end() == (0, "")
    assert not psutil.wait_procs(children, timeout=PATIENCE)[1]
