"""What the steps of a path say: each tells, in the words of the source, what happens there."""

from __future__ import annotations

import pytest

from sockslint.flow.model import Const
from sockslint.program.wording import written
from tests.judging import judge

PYTHON = """
import socket

def read(sock: socket.socket) -> None:
    while True:
        data = sock.recv(4096)
        {test}
            return
        print(data)
"""

CSHARP = """
using System;
using System.Net.Sockets;

class Receiver {{
    Socket socket; byte[] buffer = new byte[4096];

    void Read(IAsyncResult result) {{
        int count = socket.EndReceive(result);
        {test} return;
        Console.WriteLine(count);
        socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, Read, null);
    }}
}}
"""


@pytest.mark.parametrize(
    ("test", "told"),
    [
        ("if not data:", "`data` is empty"),
        ("if len(data) == 0:", "`len(data) == 0` holds"),
        ("if data == b'':", "`data == b''` holds"),
        ("if len(data) < 4:", "`len(data) < 4` holds"),
        ("if not data.strip():", "`data.strip()` does not hold"),
        ("if not data.decode('utf-8').strip():", "`data.decode('utf-8').strip()` does not hold"),
        ("if 'quit' not in data.decode():", "`'quit' in data.decode()` does not hold"),
        ("if not data.decode().rstrip('a text that nobody wants to read in a sentence'):", "this does not hold"),
    ],
)
def test_conditions_in_python(test: str, told: str) -> None:
    (found,) = judge({"read.py": PYTHON.format(test=test)})
    assert [step.message for step in found.steps] == [
        "yields end-of-stream when the peer closes",
        told,
        "read ends, and sock is still open",
    ]


@pytest.mark.parametrize(
    ("test", "told"),
    [
        ("if (count == 0)", "`count == 0` holds"),
        ("if (count <= 0)", "`count <= 0` holds"),
        ("if (!(count > 0))", "`count > 0` does not hold"),
    ],
)
def test_conditions_in_csharp(test: str, told: str) -> None:
    (found,) = judge({"Receiver.cs": CSHARP.format(test=test)})
    assert [step.message for step in found.steps][1] == told


LINES = """
using System.IO;
using System.Net.Sockets;

class Lines {{
    public static string Read(NetworkStream stream) {{
        string line = "";
        char next;
        do {{ next = (char)stream.ReadByte(); line += next; }} while (next != {end});
        return line;
    }}
}}
"""


@pytest.mark.parametrize("end", [r"'\n'", r"'\''", "'\"'", "';'", r"'\0'", r"'\u2028'", r"'\\'"])
def test_a_character_is_told_as_csharp_writes_it(end: str) -> None:
    (found,) = judge({"Lines.cs": LINES.format(end=end)})
    assert f"`next != {end}` holds" in [step.message for step in found.steps]


def test_a_text_is_told_as_csharp_writes_it() -> None:
    assert written(Const('"a"\n'), "csharp", str) == r'"\"a\"\n"'
    assert written(Const("\n"), "python", str) == r"'\n'"


def test_a_return_that_loses_a_connection() -> None:
    program = """
import socket

def ask(host: str, wanted: bool) -> None:
    sock = socket.create_connection((host, 7))
    if not wanted:
        return
    sock.close()
"""
    (found,) = judge({"ask.py": program})
    assert [step.message for step in found.steps] == ["is made here", "returns, and it is still open"]


def test_a_function_that_keeps_nothing() -> None:
    program = """
import socket

def ask(host: str) -> None:
    sock = socket.create_connection((host, 7))
    sock.settimeout(3)
"""
    (found,) = judge({"ask.py": program})
    assert [step.message for step in found.steps] == ["is made here", "ask ends, and it is still open"]


def test_what_has_no_name_is_not_set_as_code() -> None:
    program = """
using System;
using System.Net.Sockets;

class Receiver {
    readonly TcpClient client;
    readonly byte[] buffer = new byte[4096];
    public Receiver(TcpClient client) { this.client = client; }
    void Read(IAsyncResult result) {
        int count = client.GetStream().EndRead(result);
        if (count > 0) client.GetStream().BeginRead(buffer, 0, buffer.Length, Read, null);
    }
}
"""
    (found,) = judge({"Receiver.cs": program})
    assert "leaves the connection open" in found.message


def test_a_receive_that_fails_for_ever() -> None:
    program = """
using System.Net.Sockets;

class Receiver {
    void Run(Socket socket, byte[] buffer) {
        while (true) {
            int count;
            try { count = socket.Receive(buffer); } catch (SocketException) { continue; }
            if (count == 0) { socket.Close(); return; }
        }
    }
}
"""
    (found,) = judge({"Receiver.cs": program})
    assert [step.message for step in found.steps] == [
        "fails when the peer resets the connection",
        "and fails again, for ever",
    ]


def test_what_a_timeout_meets_is_told_in_the_order_of_lines() -> None:
    program = """
import asyncio
import socket

async def warm(loop, s):
    await loop.sock_recv(s, 1)

async def fetch(host):
    loop = asyncio.get_running_loop()
    s = socket.socket()
    s.settimeout(4)
    try:
        await loop.sock_connect(s, (host, 1))
        await warm(loop, s)
        return await loop.sock_recv(s, 10)
    finally:
        s.close()
"""
    (found,) = judge({"fetch.py": program})
    lines = [program[: step.span.start].count("\n") for step in found.steps]
    assert lines == [10, 12, 14, 5]
    assert {step.message for step in found.steps[1:]} == {"and this uses the same connection"}
