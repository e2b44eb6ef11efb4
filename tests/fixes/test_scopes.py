"""What becomes of a close that a `with` or `using` makes pointless."""

from __future__ import annotations

import pytest

from tests.test_cli import Command, sockslint

__all__ = ["sockslint"]  # the fixture

PYTHON = """\
import socket


def ask(address):
    s = socket.create_connection(address)
    answer = s.recv(4)
    # enough
{rest}"""
CSHARP = """\
using System.Net.Sockets;
class A
{{
    int Ask(string host)
    {{
        var c = new TcpClient(host, 7);
        int answer = c.GetStream().ReadByte();
{rest}    }}
    int Twice(int n) {{ return 2 * n; }}
    object Text(object o) {{ return {modern}; }}
}}
"""


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("    s.close()\n    return answer\n", "    return answer\n"),
        ("    s.close()\n", ""),
        ("\n    s.close()\n    print(answer)\n", "    print(answer)\n"),
        ("    s.close()  # at once\n", "        s.close()  # at once\n"),
        ("    s.close()\n    print(s.fileno())\n", "        s.close()\n        print(s.fileno())\n"),
        ("    if answer:\n        s.close()\n", "        if answer:\n            s.close()\n"),
    ],
)
def test_the_last_close_is_taken_out_of_a_with(sockslint: Command, rest: str, expected: str) -> None:
    file = sockslint.write("a.py", PYTHON.format(rest=rest))
    sockslint("--fix", "--isolated", "a.py")
    head = PYTHON.replace("s = socket.create_connection(address)", "with socket.create_connection(address) as s:")
    head = head.replace("    answer", "        answer").replace("    #", "        #")
    assert file.read_text() == head.format(rest=expected)


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        (["c.Close();", "return answer;"], ["    return answer;"]),
        (["c.Dispose();", "return answer;"], ["    return answer;"]),
        (["c.Close();", "return Twice(answer);"], ["    c.Close();", "    return Twice(answer);"]),
        (["c.Close(); // at once", "return answer;"], ["    c.Close(); // at once", "    return answer;"]),
    ],
)
def test_the_last_close_is_taken_out_of_a_using(sockslint: Command, rest: list[str], expected: list[str]) -> None:
    text = CSHARP.format(rest="".join(f"        {line}\n" for line in rest), modern="o")
    file = sockslint.write("a.cs", text)
    sockslint("--fix", "--isolated", "a.cs")
    before, _, behind = text.partition("        var c")
    lines = [
        "using (var c = new TcpClient(host, 7))",
        "{",
        "    int answer = c.GetStream().ReadByte();",
        *expected,
        "}",
    ]
    written = "".join(f"        {line}\n" for line in lines)
    assert file.read_text() == before + written + behind[behind.index("    }\n") :]


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("        c.Close();\n        return answer;\n", "        return answer;\n"),
        ("        c.Close();\n        return Twice(answer);\n", "        c.Close();\n        return Twice(answer);\n"),
    ],
)
def test_the_last_close_is_taken_from_behind_a_using_declaration(sockslint: Command, rest: str, expected: str) -> None:
    modern = 'o switch { string s => s, _ => "" }'
    file = sockslint.write("a.cs", CSHARP.format(rest=rest, modern=modern))
    sockslint("--fix", "--isolated", "a.cs")
    assert file.read_text() == CSHARP.replace("var c", "using var c").format(rest=expected, modern=modern)
