"""A fix is turned off, or on: the symptom follows, and so does the verdict, where the rule is about that change."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from tests.repro import matrix
from tests.repro.programs import named
from tests.repro.turns import Turn
from tests.requirement import require

#: Changes that are nothing to the rule, or that it does not see.
UNTOLD = {
    ("client_timeout_timed.cs", "null, 300000"),  # sets no timeout of the socket's
    ("client_timeout_timed_asyncio.py", "timeout=300"),
    ("SOCK201/sender-csharp-good-3.cs", ""),
    ("client_timeout_ignored.cs", "Finished.WaitOne(300); Environment.Exit(0);"),  # its timeout does nothing still
    ("server_threads.py", "kept.append(client)\n\n\nkept: list[socket.socket] = []"),  # is about no rule
    ("SOCK301/feed-csharp-good-4.cs", ""),  # does not look at Connected
    ("server_probes.cs", "!client.Connected"),  # half a probe
    ("SOCK501/greet-python-bad-1.py", ""),  # Linux lets a send wait that has no timeout; nothing promises that
}

TURNS = [
    ("client_closes.cs", "mono", "socket.Close();", ""),
    ("client_closes.cs", "coreclr", "socket.Close();", ""),
    ("client_leaks.cs", "mono", "socket.EndReceive(ar);", "socket.EndReceive(ar); socket.Close();"),
    ("client_leaks.cs", "coreclr", "socket.EndReceive(ar);", "socket.EndReceive(ar); socket.Close();"),
    ("client_closes_asyncio.py", "cpython", "writer.close()\n        del open_connections[writer]", "pass"),
    ("client_leaks_threads.py", "cpython", "connection.recv(4096)", "connection.recv(4096), connection.close()"),
    ("client_timeout_timed.cs", "mono", "null, 300", "null, 300000"),
    ("client_timeout_timed_asyncio.py", "cpython", "timeout=0.3", "timeout=300"),
    ("client_timeout_ignored.cs", "coreclr", "Finished.WaitOne();", "Finished.WaitOne(300); Environment.Exit(0);"),
    ("client_timeout_frees_loop_asyncio.py", "cpython", "setblocking(False)", "settimeout(0.3)"),
    ("client_timeout_blocks_loop_asyncio.py", "cpython", "connection.settimeout(0.3)",
     "connection.setblocking(False)"),
    ("server_probes.cs", "coreclr", "client.Available == 0", "!client.Connected"),
    ("server_trusts_connected.cs", "mono", "client.Connected", "!client.Poll(0, SelectMode.SelectRead)"),
    ("server_probes_threads.py", "cpython", 'return client.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) != b""',
     "return client.fileno() != -1"),
    ("server_trusts_connected_asyncio.py", "cpython", "writer.is_closing()", "reader.at_eof()"),
    ("server_threads.py", "cpython", "client.close()", "kept.append(client)\n\n\nkept: list[socket.socket] = []"),
    ("SOCK101/chat-csharp-good-3.cs", "mono", ") > 0)", ") >= 0)"),
    ("SOCK101/ask-python-bad-1.py", "cpython", "while len(answer) < len(question):", "if not answer:"),
    ("SOCK101/listener_leaks-python-good-2.py", "cpython", "self.sock.close()", "pass"),
    ("SOCK101/receiver-csharp-bad-4.cs", "coreclr", "            Start();\n        }",
     "            Start();\n            return;\n        }\n        socket.Close();"),
    ("SOCK201/sender-csharp-good-3.cs", "coreclr", ", limit.Token", ""),
    ("SOCK301/reader-csharp-bad-1.cs", "mono", "client.Connected",
     "!(client.Client.Poll(0, SelectMode.SelectRead) && client.Available == 0)"),
    ("SOCK301/feed-csharp-good-4.cs", "coreclr", "client.Close();", ""),
    ("SOCK301/tick-python-good-2.py", "cpython", "reader.at_eof()", "writer.is_closing()"),
    ("SOCK102/player-csharp-good-1.cs", "mono", "            stream.EndWrite(ar);\n", ""),
    ("SOCK102/dialer-csharp-bad-2.cs", "coreclr", "            return client;",
     "            client.EndConnect(pending);\n            return client;"),
    ("SOCK103/receiver-csharp-bad-1.cs", "coreclr", "        socket.ReceiveAsync(args);",
     "        if (!socket.ReceiveAsync(args)) OnReceived(this, args);"),
    ("SOCK103/dialer-csharp-good-2.cs", "mono", "if (pending)", ""),
    ("SOCK104/reader-csharp-good-1.cs", "mono", "        socket.Close();\n    }\n}", "    }\n}"),
    ("SOCK104/session-csharp-bad-3.cs", "coreclr",
     "if (e.SocketError == SocketError.Success) // error: SOCK104",
     "if (e.SocketError != SocketError.Success) socket.Close();\n        else"),
    ("SOCK104/listener-csharp-bad-2.cs", "coreclr", "Console.WriteLine(e.Message);", "break;"),
    ("SOCK501/greet-python-bad-1.py", "cpython", ", timeout=5", ""),
    ("SOCK501/upload-python-good-2.py", "cpython", "offset += sock.send(data[offset : offset + 65536])",
     "sock.send(data[offset : offset + 65536])\n        offset += 65536"),
    ("SOCK501/outbox-csharp-bad-1.cs", "coreclr", "Blocking = false", "Blocking = true"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("turn", "told"),
    [(Turn(named(name), runtime, old, new), (name, new) not in UNTOLD) for name, runtime, old, new in TURNS],
    ids=lambda value: str(value) if isinstance(value, Turn) else "told" if value else "untold",
)
def test_turning_the_fix_off_or_on_turns_the_symptom(
    turn: Turn, told: bool, outcomes: dict[str, Future[matrix.Row]]
) -> None:
    row = outcomes[str(turn)].result()
    require(row.missing)
    assert row.observation is not None
    assert row.observation.present != turn.program.faulty, row.observation.seen
    assert not told or row.flagged != turn.program.faulty
