"""The hook, by the real pre-commit, in a repository of a user's: it stops bad commits and lets good ones pass."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.packaging import commit_all, copy_of_checkout, run

LEAKING_CSHARP = """\
using System;
using System.Net.Sockets;

class Feed
{
    private readonly byte[] buffer = new byte[4096];

    public void Listen(Socket socket)
    {
        socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceive, socket);
    }

    private void OnReceive(IAsyncResult result)
    {
        Socket socket = (Socket)result.AsyncState;
        int count = socket.EndReceive(result);
        Console.WriteLine("received " + count);
        socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceive, socket);
    }
}
"""
FIXED_CSHARP = LEAKING_CSHARP.replace(
    '        Console.WriteLine("received',
    """\
        if (count == 0)
        {
            socket.Close();
            return;
        }
        Console.WriteLine("received""",
)
LEAKING_PYTHON = """\
import socket


def pump(host: str) -> None:
    with socket.create_connection((host, 80)) as sock:
        while True:
            data = sock.recv(4096)
            print(data)
"""
FIXED_PYTHON = LEAKING_PYTHON.replace("print(data)", "if not data:\n                break\n            print(data)")

CONFIGURATION = """\
repos:
  - repo: {hooks}
    rev: {revision}
    hooks:
      - id: sockslint
"""


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a user writes, with this checkout, as it stands, in the place of the hosted repository."""
    hooks = copy_of_checkout(tmp_path_factory.mktemp("hooks"))
    run("git", "init", "-q", cwd=hooks)
    commit_all(hooks)
    return CONFIGURATION.format(hooks=hooks.as_posix(), revision=run("git", "rev-parse", "HEAD", cwd=hooks).strip())


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where pre-commit keeps the environments that it makes."""
    return str(tmp_path_factory.mktemp("home"))


def test_the_hook_stops_leaks_and_lets_their_fixes_pass(tmp_path: Path, configuration: str, home: str) -> None:
    run("git", "init", "-q", cwd=tmp_path)
    (tmp_path / ".pre-commit-config.yaml").write_text(configuration)
    commit_all(tmp_path)
    run(sys.executable, "-m", "pre_commit", "install", "--install-hooks", cwd=tmp_path, PRE_COMMIT_HOME=home)

    (tmp_path / "Feed.cs").write_text(LEAKING_CSHARP)
    (tmp_path / "pump.py").write_text(LEAKING_PYTHON)
    (tmp_path / "stub.pyi").write_text("import socket\n")
    said = commit_all(tmp_path, status=1, PRE_COMMIT_HOME=home)
    assert "Feed.cs:16:21: error SOCK101 zero-byte-receive" in said
    assert "pump.py:7:20: error SOCK101 zero-byte-receive" in said
    assert "2 findings in 2 files; 2 files checked" in said

    # One of them fixed is not enough.
    (tmp_path / "Feed.cs").write_text(FIXED_CSHARP)
    said = commit_all(tmp_path, status=1, PRE_COMMIT_HOME=home)
    assert "Feed.cs" not in said
    assert "pump.py:7:20: error SOCK101" in said

    (tmp_path / "pump.py").write_text(FIXED_PYTHON)
    said = commit_all(tmp_path, PRE_COMMIT_HOME=home)
    assert "Passed" in said

    # What the settings exclude is not checked, although pre-commit names it.
    (tmp_path / "sockslint.toml").write_text('exclude = ["generated/"]\n')
    (tmp_path / "generated").mkdir()
    (tmp_path / "generated" / "pump.py").write_text(LEAKING_PYTHON)
    commit_all(tmp_path, PRE_COMMIT_HOME=home)
    assert run("git", "status", "--porcelain", cwd=tmp_path) == ""
