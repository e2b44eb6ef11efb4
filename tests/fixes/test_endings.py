"""Where the close at the end of the stream is written: in which branch, before which test, and what stops there."""

from __future__ import annotations

import textwrap

import pytest

from tests.test_cli import Command, sockslint

__all__ = ["sockslint"]  # the fixture

CSHARP = """\
using System.Net.Sockets;
class A
{{
    void F(Socket k, byte[] b, bool ready)
    {{
{body}    }}
    void Use(byte[] b, int n) {{ }}
}}
"""
PYTHON = """\
import socket


def use(k: socket.socket, b: bytearray) -> None:
{body}"""


def mended(sockslint: Command, template: str, body: str) -> str:
    """The body of a function after all fixes went in."""
    depth = " " * (4 if template is PYTHON else 8)
    name = "a.py" if template is PYTHON else "a.cs"
    before, _, after = template.format(body="|").partition("|")
    file = sockslint.write(name, template.format(body=textwrap.indent(textwrap.dedent(body), depth)))
    sockslint("--fix", "--unsafe-fixes", "--isolated", name)
    text = file.read_text()
    assert text.startswith(before) and text.endswith(after)
    return textwrap.dedent(text[len(before) : len(text) - len(after)])


@pytest.mark.parametrize("condition", ["n < 0", "n == 4", "n > 3", "n < 4", "n > 0 && ready"])
def test_a_branch_that_others_take_too_is_none_for_the_end_in_c_sharp(sockslint: Command, condition: str) -> None:
    body = f"""\
        while (true)
        {{
            int n = k.Receive(b);
            if ({condition})
                Use(b, n);
        }}
        """
    test = "    if (n == 0)\n    {\n        k.Close();\n        break;\n    }\n"
    expected = textwrap.dedent(body).replace("Receive(b);\n", f"Receive(b);\n{test}")
    assert mended(sockslint, CSHARP, body) == expected


@pytest.mark.parametrize("comparison", ["< 0", "== 4"])
def test_a_receive_in_a_condition_is_tested_before_it_in_c_sharp(sockslint: Command, comparison: str) -> None:
    body = f"""\
        while (true)
        {{
            if (k.Receive(b) {comparison})
                break;
        }}
        """
    assert mended(sockslint, CSHARP, body) == textwrap.dedent(
        f"""\
        while (true)
        {{
            int received = k.Receive(b);
            if (received == 0)
            {{
                k.Close();
                break;
            }}
            if (received {comparison})
                break;
        }}
        """
    )


@pytest.mark.parametrize("condition", ["n > 0", "n != 0", "n >= 1", "0 < n"])
def test_what_only_the_end_fails_gets_an_else_in_c_sharp(sockslint: Command, condition: str) -> None:
    body = f"""\
        while (true)
        {{
            int n = k.Receive(b);
            if ({condition})
                Use(b, n);
        }}
        """
    branch = "    else\n    {\n        k.Close();\n        break;\n    }\n"
    expected = textwrap.dedent(body).replace("Use(b, n);\n", f"Use(b, n);\n{branch}")
    assert mended(sockslint, CSHARP, body) == expected


@pytest.mark.parametrize("condition", ['data != b"" and b', "len(data) > 3", "len(data) == 4", 'data == b"ping"'])
def test_a_branch_that_others_take_too_is_none_for_the_end_in_python(sockslint: Command, condition: str) -> None:
    body = f"""\
        while True:
            data = k.recv(4)
            if {condition}:
                print(data)
        """
    test = "    if not data:\n        k.close()\n        break\n"
    expected = textwrap.dedent(body).replace("recv(4)\n", f"recv(4)\n{test}")
    assert mended(sockslint, PYTHON, body) == expected


@pytest.mark.parametrize("comparison", ["recv_into(b) < 0", 'recv(4) == b"ping"'])
def test_a_receive_in_a_condition_is_tested_before_it_in_python(sockslint: Command, comparison: str) -> None:
    receive, _, rest = comparison.partition(" ")
    body = f"""\
        while True:
            if k.{comparison}:
                print(b)
        """
    assert mended(sockslint, PYTHON, body) == textwrap.dedent(
        f"""\
        while True:
            chunk = k.{receive}
            if not chunk:
                k.close()
                break
            if chunk {rest}:
                print(b)
        """
    )


@pytest.mark.parametrize("condition", ["data", "len(data) > 0", 'data != b""', "len(data) >= 1"])
def test_what_only_the_end_fails_gets_an_else_in_python(sockslint: Command, condition: str) -> None:
    body = f"""\
        while True:
            data = k.recv(4)
            if {condition}:
                print(data)
        """
    expected = f"{textwrap.dedent(body)}    else:\n        k.close()\n        break\n"
    assert mended(sockslint, PYTHON, body) == expected


@pytest.mark.parametrize("condition", ["k.Receive(b) > 3", "k.Receive(b) == 4", "k.Receive(b) > 0 && ready"])
def test_a_loop_that_others_leave_too_is_not_followed_by_a_close(sockslint: Command, condition: str) -> None:
    body = f"while ({condition})\n{{\n    Use(b, 4);\n}}\n"
    assert mended(sockslint, CSHARP, body) == body


def test_an_else_for_failures_is_one_for_the_end_as_well(sockslint: Command) -> None:
    text = """\
using System.Net.Sockets;
class A
{
    Socket k;
    bool isOpen;
    void Start(SocketAsyncEventArgs e)
    {
        e.Completed += OnReceived;
        k.ReceiveAsync(e);
    }
    void OnReceived(object sender, SocketAsyncEventArgs e)
    {
        if (e.SocketError == SocketError.Success && e.BytesTransferred > 0)
        {
            k.ReceiveAsync(e);
        }
        else
        {
            isOpen = false;
        }
    }
}
"""
    file = sockslint.write("a.cs", text)
    sockslint("--fix", "--unsafe-fixes", "--isolated", "a.cs")
    assert file.read_text() == text.replace("isOpen = false;", "isOpen = false;\n            k.Close();")


def test_the_close_goes_into_a_test_behind_the_try_in_python(sockslint: Command) -> None:
    body = """\
        while True:
            try:
                data = k.recv(10)
            except OSError:
                break
            if not data:
                break
            print(data)
        """
    expected = textwrap.dedent(body).replace("if not data:\n", "if not data:\n        k.close()\n")
    assert mended(sockslint, PYTHON, body) == expected


def test_the_close_goes_into_the_else_of_the_try_and_what_follows_the_loop_runs(sockslint: Command) -> None:
    body = textwrap.dedent("""\
        while True:
            try:
                data = k.recv(10)
            except OSError:
                break
            else:
                if data:
                    print(data)
        print("lost")
        """)
    branch = "        else:\n            k.close()\n            break\n"
    assert mended(sockslint, PYTHON, body) == body.replace("print(data)\n", f"print(data)\n{branch}")


def test_a_branch_that_a_timeout_takes_too_is_left_alone(sockslint: Command) -> None:
    body = textwrap.dedent("""\
        while True:
            try:
                data = k.recv(10)
            except TimeoutError:
                data = None
            if data:
                print(data)
            else:
                print("nothing yet")
        """)
    assert mended(sockslint, PYTHON, body) == body


def test_the_close_goes_into_a_test_behind_the_try_in_c_sharp(sockslint: Command) -> None:
    body = """\
        while (true)
        {
            int n;
            try
            {
                n = k.Receive(b);
            }
            catch (SocketException)
            {
                break;
            }
            if (n == 0)
                break;
            Use(b, n);
        }
        System.Console.WriteLine("lost");
        """
    expected = textwrap.dedent(body).replace(
        "if (n == 0)\n        break;\n", "if (n == 0)\n    {\n        k.Close();\n        break;\n    }\n"
    )
    assert mended(sockslint, CSHARP, body) == expected


def test_a_loop_is_left_not_the_function_where_code_follows_in_python(sockslint: Command) -> None:
    """Though the code that follows speaks of the object that the connection is a member of."""
    text = """\
import socket


class A:
    def __init__(self, k: socket.socket, lost):
        self.k = k
        self.lost = lost

    def run(self):
        while True:
            self.k.recv(4)
        self.lost.set()
        self.k = None
"""
    file = sockslint.write("a.py", text)
    sockslint("--fix", "--unsafe-fixes", "--isolated", "a.py")
    test = "if not self.k.recv(4):\n                self.k.close()\n                break\n"
    assert file.read_text() == text.replace("self.k.recv(4)\n", test)


def test_a_loop_is_left_not_the_function_where_code_follows_in_c_sharp(sockslint: Command) -> None:
    text = """\
using System.Net.Sockets;
class A
{
    Socket k;
    bool isLost;
    void F(byte[] b)
    {
        while (!isLost)
        {
            this.k.Receive(b);
        }
        this.isLost = true;
        this.k = null;
    }
}
"""
    file = sockslint.write("a.cs", text)
    sockslint("--fix", "--unsafe-fixes", "--isolated", "a.cs")
    lines = ["if (this.k.Receive(b) == 0)", "{", "    k.Close();", "    break;", "}"]
    test = "\n            ".join(lines)
    assert file.read_text() == text.replace("this.k.Receive(b);", test)


@pytest.mark.parametrize(
    "line",
    [
        "while (ready) { int n = k.Receive(b); Use(b, n); }",
        "while (ready) { if (k.Receive(b) > 0) ready = true; }",
        "while (ready) { k.Receive(b); }",
        "for (;;) { int n; try { n = k.Receive(b); } catch (SocketException) { continue; } Use(b, n); }",
        "int n = k.Receive(b); Use(b, n);",
    ],
)
def test_what_shares_its_line_is_left_alone(sockslint: Command, line: str) -> None:
    assert mended(sockslint, CSHARP, f"{line}\n") == f"{line}\n"


def test_a_statement_with_a_comment_on_its_line_is_alone_there(sockslint: Command) -> None:
    body = "k.Receive(b); /* the greeting */ // nobody reads it\n"
    written = "if (k.Receive(b) == 0) /* the greeting */ // nobody reads it\n{\n    k.Close();\n}\n"
    assert mended(sockslint, CSHARP, body) == written


@pytest.mark.parametrize(
    ("branch", "lines"),
    [
        ("{ return; }", ["k.Close();", "return;"]),
        ("{ ready = false; continue; }", ["ready = false;", "k.Close();", "break;"]),
        ("{ }", ["k.Close();", "break;"]),
    ],
)
@pytest.mark.parametrize("place", [" ", "\n        "])
def test_a_block_on_one_line_is_unfolded(sockslint: Command, branch: str, lines: list[str], place: str) -> None:
    body = f"while (true)\n{{\n    int n = k.Receive(b);\n    if (n == 0){place}{branch}\n    Use(b, n);\n}}\n"
    block = "".join(f"\n    {line}" for line in ("{", *(f"    {line}" for line in lines), "}"))
    assert mended(sockslint, CSHARP, body) == body.replace(place + branch, block)


def test_braces_at_the_end_of_lines_stay_there(sockslint: Command) -> None:
    template = CSHARP.replace("\n    {{", " {{")
    body = "while (true) {\n    int n = k.Receive(b);\n    if (n > 0) {\n        Use(b, n);\n    }\n}\n"
    branch = "    } else {\n        k.Close();\n        break;\n    }\n}\n"
    assert mended(sockslint, template, body) == body.removesuffix("    }\n}\n") + branch


def test_a_remark_in_an_empty_branch_stays(sockslint: Command) -> None:
    body = "int n = k.Receive(b);\nif (n == 0)\n{\n    // the peer is gone\n}\n"
    assert mended(sockslint, CSHARP, body) == body.replace("gone\n", "gone\n    k.Close();\n")
