"""The spans of C# events: a call from its receiver to its closing parenthesis, a read to the member's name."""

from __future__ import annotations

import pytest

from sockslint.flow.model import Assign, Call, Read
from tests.frontends.programs import lowered


@pytest.mark.parametrize(
    ("statement", "covered"),
    [
        (
            "s.Client.Receive(b, 0, 1).ToString();",
            ["s.Client.Receive(b, 0, 1)", "s.Client.Receive(b, 0, 1).ToString()"],
        ),
        (
            "await s\n  .ReadAsync(b)\n  .ConfigureAwait(false);",
            ["s\n  .ReadAsync(b)", "s\n  .ReadAsync(b)\n  .ConfigureAwait(false)"],
        ),
        ("a?.b.M();", ["a?.b.M()"]),
        ("x && a?.M();", ["a?.M()"]),
        ("var x = new Foo(1) { A = 2 };", ["new Foo(1)"]),
        ("var x = new Foo { A = 2 };", ["new Foo"]),
        ("Foo x = new(1) { A = 2 };", ["new(1)"]),
        ("f(é, g());", ["g()", "f(é, g())"]),
        ("using (var s = f()) { }", ["f()", "s = f()"]),
    ],
)
def test_calls(statement: str, covered: list[str]) -> None:
    assert spans(statement, Call)[: len(covered)] == covered


@pytest.mark.parametrize(
    ("statement", "covered"),
    [
        ("if (s.Client.Connected) f();", ["s.Client.Connected"]),
        ("x = f().Foo.Bar;", ["f().Foo.Bar"]),
        ("x = a?.b;", ["a?.b"]),
        ("if (x is { Foo: 1 }) f();", ["Foo"]),
    ],
)
def test_reads(statement: str, covered: list[str]) -> None:
    assert spans(statement, Read) == covered


@pytest.mark.parametrize(
    ("statement", "covered"),
    [
        ("s.ReceiveTimeout = 500;", ["s.ReceiveTimeout = 500"]),
        ("int n = 3, m = 4;", ["n = 3", "m = 4"]),
        ("var x = new Foo { A = 2 };", ["A = 2", "x = new Foo { A = 2 }"]),
        ("foreach (var c in cs) { }", ["c"]),
    ],
)
def test_assignments(statement: str, covered: list[str]) -> None:
    assert spans(statement, Assign) == covered


def spans(statement: str, kind: type[Call | Read | Assign]) -> list[str]:
    """The source of each event of a kind in a method of one statement."""
    code = f"class C {{ void M() {{ {statement} }} }}"
    data = code.encode()
    (function,) = lowered(code).functions
    events = [event for block in function.blocks for event in block.events if isinstance(event, kind)]
    return [data[event.span.start : event.span.end].decode() for event in events]
