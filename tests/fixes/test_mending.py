"""Fixes put in: which, into what bytes, and what keeps one out."""

from __future__ import annotations

import errno
import io
import json
import os
import stat
import sys
from typing import NoReturn

import pytest

from sockslint import rewriting
from sockslint.fixes import python
from tests.test_cli import Command, sockslint

__all__ = ["sockslint"]  # the fixture

#: One finding with a safe fix, and one with an unsafe one.
BOTH = """\
import socket


def ask(sock: socket.socket) -> None:
    sock.send(b"question")
    sock.recv(100)
"""


def test_safe_fixes_only_unless_all_are_asked_for(sockslint: Command) -> None:
    sockslint.write("a.py", BOTH)
    first = sockslint("--fix", "--format", "concise")
    assert first.status == 1
    assert "SOCK101" in first.out and "SOCK501" not in first.out
    assert first.err == (
        "sockslint: note: mended 1 finding in 1 file\n"
        "sockslint: note: there are fixes for 1 finding that --unsafe-fixes would try\n"
    )
    assert (sockslint.folder / "a.py").read_text() == BOTH.replace("send(", "sendall(")
    second = sockslint("--fix", "--unsafe-fixes")
    assert second.status == 0
    assert "    if not sock.recv(100):\n        sock.close()\n" in (sockslint.folder / "a.py").read_text()


def test_diff_writes_nothing_and_tells_how_things_are(sockslint: Command) -> None:
    file = sockslint.write("a.py", BOTH)
    shown = sockslint("--diff", "--format", "sarif:log.sarif")
    assert shown.status == 1
    assert '-    sock.send(b"question")\n+    sock.sendall(b"question")\n' in shown.out
    assert shown.err.startswith("sockslint: note: --fix would mend 1 finding in 1 file\n")
    assert file.read_text() == BOTH
    assert len(json.loads((sockslint.folder / "log.sarif").read_text())["runs"][0]["results"]) == 2


@pytest.mark.parametrize(
    ("mark", "encoding", "end"),
    [("\ufeff", "utf-8", "\r\n"), ("\ufeff", "utf-16-le", "\r\n"), ("", "gb18030", "\n"), ("", "utf-8", "\r")],
)
def test_encoding_and_line_ends_stay(sockslint: Command, mark: str, encoding: str, end: str) -> None:
    text = mark + f"# 读取数据并关闭连接\n{BOTH}".replace("\n", end)
    file = sockslint.folder / "a.py"
    file.write_bytes(text.encode(encoding))
    sockslint("--fix", "--unsafe-fixes")
    expected = text.replace("send(", "sendall(")
    expected = expected.replace("    sock.recv(100)", f"    if not sock.recv(100):{end}        sock.close()")
    assert file.read_bytes().decode(encoding) == expected


def test_tabs_and_braces_on_the_line_of_their_statement_are_kept(sockslint: Command) -> None:
    text = (
        "using System.Net.Sockets;\nclass A {\n\tstatic void F(Socket s, byte[] b) {\n"
        "\t\twhile (true) {\n\t\t\tint n = s.Receive(b); // some\n\t\t}\n\t}\n}\n"
    )
    file = sockslint.write("a.cs", text)
    sockslint("--fix", "--unsafe-fixes")
    put_in = "\n\t\t\tif (n == 0) {\n\t\t\t\ts.Close();\n\t\t\t\tbreak;\n\t\t\t}"
    assert file.read_text() == text.replace("// some", f"// some{put_in}")


def test_modern_c_sharp_gets_a_using_declaration(sockslint: Command) -> None:
    text = (
        "using System.Net.Sockets;\nnamespace N;\nclass A {\n    void F() {\n"
        '        var c = new TcpClient("a", 7);\n        c.GetStream().WriteByte(1);\n    }\n}\n'
    )
    file = sockslint.write("a.cs", text)
    sockslint("--fix")
    assert file.read_text() == text.replace("var c =", "using var c =")


def test_a_finding_that_stays_is_told(sockslint: Command) -> None:
    text = """\
import socket


def read(sock: socket.socket) -> None:
    lines = sock.makefile()
    print(lines.readline())
"""
    file = sockslint.write("a.py", text)
    told = sockslint("--fix", "--unsafe-fixes")
    assert told.status == 1
    assert "a.py:6: SOCK101 is left as it is, for with its fix its finding would stay" in told.err
    assert file.read_text() == text


def test_a_finding_that_stays_is_told_by_its_line_in_the_file_as_it_is(sockslint: Command) -> None:
    text = """\
import socket


def ask(sock: socket.socket) -> None:
    data = sock.recv(100)
    print(data)


def read(sock: socket.socket) -> None:
    lines = sock.makefile()
    print(lines.readline())
"""
    file = sockslint.write("a.py", text)
    left = "SOCK101 is left as it is, for with its fix its finding would stay"
    assert f"a.py:11: {left}" in sockslint("--diff", "--unsafe-fixes").err
    assert file.read_text() == text
    assert f"a.py:14: {left}" in sockslint("--fix", "--unsafe-fixes").err
    assert file.read_text().splitlines()[13] == "    print(lines.readline())"


def test_what_is_not_mended_is_told_with_the_reason(sockslint: Command) -> None:
    file = sockslint.write("a.py", BOTH)
    assert sockslint("--diff", "--unsafe-fixes").err == (
        "sockslint: note: --fix --unsafe-fixes would mend 2 findings in 1 file, --fix alone 1 of them\n"
    )
    file.write_text(BOTH.replace('    sock.send(b"question")\n', ""))
    assert sockslint("--diff", "--unsafe-fixes").err == (
        "sockslint: note: --fix --unsafe-fixes would mend 1 finding in 1 file\n"
    )
    assert sockslint("--diff").err == (
        "sockslint: note: --fix would mend 0 findings in 0 files\n"
        "sockslint: note: there are fixes for 1 finding that --unsafe-fixes would try\n"
    )
    file.write_text("import socket\n\n\ndef f(sock: socket.socket) -> None:\n    while sock.recv(1) != b'x': pass\n")
    none = "would mend 0 findings in 0 files: there is no fix for what was found\n"
    assert sockslint("--diff", "--unsafe-fixes").err == f"sockslint: note: --fix {none}"
    file.write_text("import socket\n")
    assert sockslint("--fix").err == "sockslint: note: mended 0 findings in 0 files: nothing was found\n"


def test_two_findings_in_one_stretch_are_mended_one_after_the_other(sockslint: Command) -> None:
    text = """\
import socket


def ask(address) -> None:
    sock = socket.create_connection(address)
    sock.send(b"question")
    print(sock.getsockname())
"""
    file = sockslint.write("a.py", text)
    assert sockslint("--fix", "--format", "concise").out == ""
    assert file.read_text() == text.replace(
        """\
    sock = socket.create_connection(address)
    sock.send(b"question")
    print(sock.getsockname())
""",
        """\
    with socket.create_connection(address) as sock:
        sock.sendall(b"question")
        print(sock.getsockname())
""",
    )


def test_strings_of_several_lines_are_not_indented(sockslint: Command) -> None:
    text = (
        'import socket\n\n\ndef f(address):\n    s = socket.create_connection(address)\n    s.sendall(b"""\n  a\n""")\n'
    )
    file = sockslint.write("a.py", text)
    sockslint("--fix")
    assert 'as s:\n        s.sendall(b"""\n  a\n""")\n' in file.read_text()


def test_a_non_blocking_socket_keeps_its_send(sockslint: Command) -> None:
    text = BOTH.replace("    sock.send", "    sock.setblocking(False)\n    sock.send")
    file = sockslint.write("a.py", text)
    sockslint("--fix")
    assert file.read_text() == text


@pytest.mark.parametrize("call", ["setblocking(0)", "setblocking(False)", "settimeout(0)", "settimeout(0.0)"])
@pytest.mark.parametrize("place", ["pair[0]", "self.clients[0][0]", "self.find()"])
def test_a_socket_that_may_be_a_non_blocking_one_keeps_its_send(sockslint: Command, place: str, call: str) -> None:
    text = """\
import socket


class Hub:
    def __init__(self, listener: socket.socket):
        self.listener = listener
        self.clients = []

    def accept(self):
        pair = self.listener.accept()
        self.clients.append(pair)
        {}

    def find(self):
        return self.clients[-1][0]

    def tell(self, message: bytes):
        for sock, _address in self.clients:
            sock.send(message)
"""
    written = text.format(f"{place}.{call}")
    file = sockslint.write("a.py", written)
    sockslint("--fix")
    assert file.read_text() == written
    waits = text.format(f"{place}.settimeout(5)")
    file.write_text(waits)
    sockslint("--fix")
    assert file.read_text() == waits.replace("sock.send(", "sock.sendall(")


def test_a_suppression_that_would_be_left_over_keeps_the_fix_out(sockslint: Command) -> None:
    sockslint.write("a.py", BOTH.replace('question")', 'question")  # sockslint: ignore[SOCK501] known'))
    assert "mended 0 findings in 0 files" in sockslint("--fix").err


def test_standard_input_is_shown_only(sockslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BOTH.encode())))
    shown = sockslint("--diff", "--stdin-filename", "a.py", "-")
    assert "+    sock.sendall(" in shown.out
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BOTH.encode())))
    refused = sockslint("--fix", "--stdin-filename", "a.py", "-")
    assert refused.status == 2
    assert "--fix writes files, so it does not go with standard input" in refused.err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--unsafe-fixes"], "--unsafe-fixes goes with --fix or --diff"),
        (["--fix", "--add-ignore", "known"], "--fix does not go with --add-ignore: run one after the other"),
        (["--diff", "--baseline", "b.json", "--update-baseline"], "--diff does not go with --update-baseline"),
    ],
)
def test_what_does_not_go_together_is_refused(sockslint: Command, arguments: list[str], complaint: str) -> None:
    sockslint.write("a.py", BOTH)
    refused = sockslint(*arguments)
    assert refused.status == 2
    assert complaint in refused.err


def test_permissions_stay_and_nothing_else_is_left(sockslint: Command) -> None:
    file = sockslint.write("a.py", BOTH)
    file.chmod(0o750)
    sockslint("--fix")
    assert stat.S_IMODE(file.stat().st_mode) == 0o750
    assert [path.name for path in sockslint.folder.iterdir() if "a.py" in path.name] == ["a.py"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs symbolic links")
def test_a_link_out_of_what_was_checked_is_left_alone(sockslint: Command) -> None:
    outside = sockslint.write("outside.py", BOTH)
    folder = sockslint.folder / "checked"
    folder.mkdir()
    (folder / "a.py").symlink_to(outside)
    told = sockslint("--fix", "checked/a.py", "checked")
    assert outside.read_text() == BOTH
    assert "warning: checked/a.py is left as it was: it is a symbolic link out of what was checked" in told.err


def test_a_file_that_cannot_be_written_costs_itself_alone(sockslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    sockslint.write("a.py", BOTH)
    file = sockslint.write("b.py", BOTH)
    write = rewriting.write_data

    def refuse(name: str, data: bytes) -> None:
        if name.endswith("a.py"):
            raise PermissionError(errno.EACCES, "Access is denied")
        write(name, data)

    monkeypatch.setattr(rewriting, "write_data", refuse)
    told = sockslint("--fix", "--format", "concise")
    assert "warning: a.py is left as it was: it cannot be written: access is denied" in told.err
    assert "in 1 file\n" in told.err
    assert file.read_text() != BOTH
    assert (told.status, "a.py" in told.out) == (1, True)


def test_fixes_are_told_to_programs(sockslint: Command) -> None:
    sockslint.write("a.py", BOTH)
    sockslint("--format", "json:a.json")
    findings = {each["rule"]: each for each in json.loads((sockslint.folder / "a.json").read_text())["findings"]}
    (fix,) = findings["SOCK501"]["fixes"]
    assert (fix["title"], fix["safe"]) == ("call `sendall`, which sends all", True)
    assert fix["edits"] == [{"path": "a.py", "line": 5, "column": 10, "endLine": 5, "endColumn": 14, "text": "sendall"}]
    assert not findings["SOCK101"]["fixes"][0]["safe"]


def test_a_fault_over_a_fix_costs_the_fix_alone(sockslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(file: object, finding: object) -> NoReturn:
        raise ZeroDivisionError

    monkeypatch.setitem(python._FIXES, "send_whole", fail)
    sockslint.write("a.py", BOTH)
    told = sockslint("--format", "json:a.json")
    assert told.status == 3
    assert "error: a.py:5: no fix was made for SOCK501: internal error, please report it" in told.err
    findings = {each["rule"]: each for each in json.loads((sockslint.folder / "a.json").read_text())["findings"]}
    assert not findings["SOCK501"]["fixes"]
    assert findings["SOCK101"]["fixes"]


@pytest.mark.parametrize(
    "text",
    [
        BOTH + "x = " + "(" * 500 + ")" * 500 + "\n",
        BOTH + "if a: pass\n" + "elif b: pass\n" * 500,
        BOTH + "def broken(:\n",
    ],
)
def test_what_cannot_be_parsed_safely_has_no_fixes(sockslint: Command, text: str) -> None:
    file = sockslint.write("a.py", text)
    assert "mended 0 findings in 0 files" in sockslint("--fix", "--unsafe-fixes").err
    assert file.read_text() == text


def test_what_is_waited_for_under_a_limit_is_tested_when_it_is_there(sockslint: Command) -> None:
    text = """\
import asyncio


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        line = await asyncio.wait_for(reader.readline(), timeout=10)
        print(line)
"""
    file = sockslint.write("a.py", text)
    sockslint("--fix", "--unsafe-fixes")
    put_in = "timeout=10)\n        if not line:\n            writer.close()\n            break\n"
    assert file.read_text() == text.replace("timeout=10)\n", put_in)


def test_a_task_is_no_result(sockslint: Command) -> None:
    text = """\
import asyncio


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        task = asyncio.create_task(reader.readline())
        print(await task)
"""
    file = sockslint.write("a.py", text)
    sockslint("--fix", "--unsafe-fixes")
    assert file.read_text() == text


def test_a_receive_of_nothing_tells_nothing(sockslint: Command) -> None:
    text = """\
import asyncio


async def feed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        await reader.read(0)
        writer.write(b"x")
"""
    file = sockslint.write("a.py", text)
    sockslint("--fix", "--unsafe-fixes")
    assert file.read_text() == text


def test_a_blocking_wait_for_a_task_is_tested_as_a_whole(sockslint: Command) -> None:
    text = (
        "using System.Net.Sockets;\nusing System.Threading.Tasks;\nclass A\n{\n    void F(NetworkStream s, byte[] b)\n"
        "    {\n        while (true)\n        {\n            int n = s.ReadAsync(b, 0, 9).Result;\n        }\n    }\n"
        "    void G(NetworkStream s, byte[] b)\n    {\n        Task<int> t = s.ReadAsync(b, 0, 9);\n        t.Wait();\n"
        "    }\n}\n"
    )
    file = sockslint.write("a.cs", text)
    sockslint("--fix", "--unsafe-fixes")
    lines = ["if (n == 0)", "{", "    s.Close();", "    break;", "}"]
    put_in = "".join(f"            {line}\n" for line in lines)
    assert file.read_text() == text.replace(".Result;\n", f".Result;\n{put_in}")


def test_code_that_cannot_be_parsed_whole_has_no_fixes(sockslint: Command) -> None:
    text = (
        "using System.Net.Sockets;\nclass A\n{\n    void F(Socket s, byte[] b)\n    {\n#if X\n        if (true) {\n"
        "#else\n        {\n            s.Receive(b);\n#endif\n    }\n}\n"
    )
    file = sockslint.write("a.cs", text)
    assert sockslint("--fix", "--unsafe-fixes").status in (0, 1)
    assert file.read_text() == text


@pytest.mark.parametrize(
    "counted",
    ["ready ? s.Receive(b) : 0", "(ready && s.Receive(b) > 3) ? 1 : 0"],
)
def test_what_may_not_be_asked_for_is_not_asked_for_always(sockslint: Command, counted: str) -> None:
    text = (
        "using System.Net.Sockets;\nclass A\n{\n    void F(Socket s, byte[] b, bool ready)\n    {\n"
        f"        int total = {counted};\n        System.Console.WriteLine(total);\n    }}\n}}\n"
    )
    file = sockslint.write("a.cs", text)
    sockslint("--fix", "--unsafe-fixes")
    assert file.read_text() == text
