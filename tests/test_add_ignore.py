"""Suppressions written for what is found, and findings counted by rule."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sockslint import rewriting
from sockslint.analysis import Analysis
from sockslint.request import Request
from tests.test_cli import LEAK, Command, posix_only, sockslint

__all__ = ["sockslint"]  # the fixture

ARTICLE = Path(__file__).parent / "fixtures" / "article"
PROGRAMS = sorted(
    p for p in ARTICLE.rglob("*") if p.suffix in (".cs", ".py") and "expect: SOCK" in p.read_text("utf-8")
)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.name)
def test_what_is_found_is_silenced(sockslint: Command, program: Path) -> None:
    before = program.read_text("utf-8")
    sockslint.write(program.name, before)
    ran = sockslint("--add-ignore", "known since  March")
    assert (ran.status, ran.err[:25]) == (0, "sockslint: note: silenced")
    assert sockslint("--format", "concise").out == ""
    after = (sockslint.folder / program.name).read_text("utf-8")
    added = [line for line in after.splitlines() if "sockslint: ignore[SOCK" in line]
    assert added
    assert all(line.endswith("] known since March") for line in added)
    assert [line for line in after.splitlines() if line not in added] == before.splitlines()


@pytest.mark.parametrize(
    ("mark", "encoding", "end"),
    [("\ufeff", "utf-8", "\r\n"), ("\ufeff", "utf-16-le", "\r\n"), ("", "gb18030", "\n"), ("", "utf-8", "\n")],
)
def test_encoding_and_line_ends_stay(sockslint: Command, mark: str, encoding: str, end: str) -> None:
    program = (ARTICLE / "csharp" / "client_leaks.cs").read_text("utf-8").encode("ascii", "ignore").decode()
    text = mark + f"// 读取数据并关闭连接\n{program}".replace("\n", end)
    file = sockslint.folder / "a.cs"
    file.write_bytes(text.encode(encoding))
    sockslint("--add-ignore", "known")
    written = file.read_bytes().decode(encoding)
    line = f"        // sockslint: ignore[SOCK101] known{end}"
    assert line in written
    assert written.replace(line, "") == text
    assert sockslint("--format", "concise", "--quiet").out == ""


def test_statements_over_several_lines_and_twice_on_one(sockslint: Command) -> None:
    text = LEAK.replace("sock.recv(4096)", "sock.recv(\n                4096,\n            )")
    sockslint.write("a.py", text)
    sockslint.write(
        "b.py", "import socket\ndef f(s: socket.socket):\n    if s: x = '''\n''';  s.send(b'one'); s.send(b'two')\n"
    )
    assert sockslint("--format", "concise").out.count("\n") == 3
    sockslint("--add-ignore", "known")
    assert sockslint("--format", "concise").out == ""


def test_a_reason_that_the_file_cannot_hold_leaves_it_as_it_was(sockslint: Command) -> None:
    file = sockslint.folder / "a.py"
    data = (LEAK + "# caf\xe9\n").encode("cp1252")
    file.write_bytes(data)
    ran = sockslint("--add-ignore", "已知", "--format", "concise")
    assert file.read_bytes() == data
    assert ran.status == 1
    assert "a.py is left as it was" in ran.err


def test_what_is_typed_meanwhile_stays(sockslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    sockslint.write("a.py", LEAK)
    sockslint.write("b.py", LEAK)
    run = rewriting.run

    def typed_meanwhile(request: Request) -> Analysis:
        sockslint.write("a.py", LEAK + "# typed\n")
        return run(request)

    monkeypatch.setattr(rewriting, "run", typed_meanwhile)
    ran = sockslint("--add-ignore", "known", "--format", "concise")
    assert (sockslint.folder / "a.py").read_text("utf-8") == LEAK + "# typed\n"
    assert "ignore[SOCK101] known" in (sockslint.folder / "b.py").read_text("utf-8")
    assert (ran.status, ran.out.count("\n")) == (1, 1)
    assert ran.err == (
        "sockslint: warning: a.py is left as it was: it has changed meanwhile\n"
        "sockslint: note: silenced 1 finding in 1 file\n"
    )


@posix_only
def test_a_link_out_of_what_was_checked_is_left_alone(sockslint: Command) -> None:
    outside = sockslint.write("outside.py", LEAK)
    folder = sockslint.folder / "checked"
    folder.mkdir()
    (folder / "a.py").symlink_to(outside)
    ran = sockslint("--add-ignore", "known", "checked/a.py", "checked")
    assert outside.read_text("utf-8") == LEAK
    assert "checked/a.py is left as it was: it is a symbolic link out of what was checked" in ran.err


@posix_only
def test_a_name_that_is_no_utf_8_costs_its_file_alone(sockslint: Command) -> None:
    sockslint.write("b.py", LEAK)
    try:
        (sockslint.folder / os.fsdecode(b"caf\xe9.py")).write_text(LEAK)
    except OSError:
        pytest.skip("this file system takes no such name")
    ran = sockslint("--add-ignore", "known", "--format", "concise")
    assert "ignore[SOCK101] known" in (sockslint.folder / "b.py").read_text("utf-8")
    assert (ran.status, ran.out.count("\n")) == (1, 1)
    assert "py is left as it was: " in ran.err


def test_no_reason_is_wrong_usage(sockslint: Command) -> None:
    assert "needs a reason" in sockslint("--add-ignore", " ").err
    assert "needs a reason" in sockslint("--add-ignore", "a\x1bb").err


def test_statistics(sockslint: Command) -> None:
    sockslint.write("a.py", LEAK)
    sockslint.write("b.py", LEAK)
    ran = sockslint("--statistics")
    assert (ran.status, ran.out) == (1, "2  SOCK101 zero-byte-receive (in 2 files)\n")
