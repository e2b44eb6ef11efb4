"""The Python frontend: what expressions and assignments become."""

from __future__ import annotations

import re

import pytest

from sockslint.flow.model import Call, Expr, Operand, Read
from sockslint.frontends.python import lower
from sockslint.text import SourceText

from .dump import dump_function
from .lowered import body_of, events_of, function_of, graph

# --- calls and reads ----------------------------------------------------------------------------------------------


def test_a_call_has_its_receiver_as_a_place() -> None:
    assert events_of("data = sock.recv(1024)") == ["%1 = sock.recv(1024)", "data = %1"]


def test_an_attribute_is_read_only_as_a_value() -> None:
    assert events_of("a.b.c.close()\nx = a.b.c\na.b.c = x") == [
        "%1 = discard a.b.c.close()",
        "%2 = read a.b.c",
        "x = %2",
        "a.b.c = x",
    ]


def test_a_long_access_path_is_cut() -> None:
    assert events_of("x = a.b.c.d.e.f") == ["%1 = read a.b.c.d.e.*", "x = %1"]


def test_a_call_on_a_call_has_its_temporary_as_receiver() -> None:
    assert events_of("x = a.make(b).peer.name") == ["%1 = a.make(b)", "%2 = read %1.peer.name", "x = %2"]


def test_arguments_have_names_modes_and_text() -> None:
    function = function_of("def f(s): s.connect((host, 80), *rest, timeout=  s.wait, **more)")
    call = next(e for b in function.blocks for e in b.events if isinstance(e, Call))
    assert [(a.name, a.mode, a.text) for a in call.arguments] == [
        (None, "", "(host, 80)"),
        (None, "*", "rest"),
        ("timeout", "", "s.wait"),
        (None, "**", "more"),
    ]


def test_spans_cover_the_call_and_the_read_alone() -> None:
    source = SourceText("def f(s):\n    return ( s.é . recv( 1 , 'ä' ) , s . name )  # ö\n")
    function = lower("example.py", source).functions[1]
    spans = {type(e): source.slice(e.span) for b in function.blocks for e in b.events}
    assert spans[Call] == "s.é . recv( 1 , 'ä' )"
    assert spans[Read] == "s . name"
    assert source.slice(function.span) == "def f(s):\n    return ( s.é . recv( 1 , 'ä' ) , s . name )"


@pytest.mark.parametrize("prefix", ["\f", "x = 1\n\f", "\\\n", "x = '\U0001f40d'\r\n", "\r\n# ü\r\n\r\n"])
def test_spans_hold_after_odd_space(prefix: str) -> None:
    source = SourceText(prefix + "def f(s):\n  \f  return s.recv(1)\n")
    function = lower("example.py", source).functions[1]
    assert [source.slice(e.span) for b in function.blocks for e in b.events] == ["s.recv(1)", "return s.recv(1)"]


def test_awaited_and_discarded_calls() -> None:
    assert events_of("await a.b()\n_ = c()\nx = await c()\nc()") == [
        "%1 = await discard a.b()",
        "%2 = discard c()",
        "_ = %2",
        "%3 = await c()",
        "x = %3",
        "%4 = discard c()",
    ]


def test_await_and_yield_of_anything_else() -> None:
    assert events_of("x = await a\ny = yield b\nz = yield from c.d()\nyield") == [
        "%1 = await(a)",
        "x = %1",
        "yield b",
        "y = other()",
        "%2 = await c.d()",
        "yield",
        "z = %2",
        "yield",
    ]


def test_built_in_functions_that_are_operations() -> None:
    assert events_of("x = len(a)\nx = bool(a)\nx = isinstance(a, (int, str))\nx = bytes()\nx = len(*a)") == [
        "x = len(a)",
        "x = a",
        "x = is:(int, str)(a)",
        "x = b''",
        "%1 = ::len(* a)",
        "x = %1",
    ]


def test_a_local_function_named_like_a_built_in_is_called() -> None:
    assert "len(a)" in body_of("def f(a, len): return len(a)")
    assert "%1 = len(a)" in body_of("def f(a, len): return len(a)")


def test_super_stands_for_the_receiver() -> None:
    body = body_of("class A(B):\n  def f(self):\n    super().__init__(1)\n    return super().recv(2)")
    assert "%1 = discard base this.__init__(1)" in body
    assert "%2 = base this.recv(2)" in body


def test_what_is_called_may_be_any_expression() -> None:
    assert events_of("a[0](1)\nb()(2)\n(lambda: c)()\nb''.join(a)") == [
        "%1 = discard a.[](1)",
        "%2 = b()",
        "%3 = discard %2(2)",
        "%4 = λ2",
        "%5 = discard %4()",
        "%6 = discard b''.join(a)",
    ]


# --- values -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("None", "null"),
        ("True", "True"),
        ("-1", "-1"),
        ("0x10", "16"),
        ("1_000", "1000"),
        ("9223372036854775808", "other()"),
        ("1" * 5000, "other()"),
        ("1.5", "other()"),
        ("2j", "other()"),
        ("...", "other()"),
        ("'a' \"b\"", "'ab'"),
        ("b'a' rb'\\n'", repr(b"a\\n")),
        ("'" + "x" * 100 + "'", repr("x" * 80)),
        ("'\\ud800'", "'?'"),
        (r"'\x41\101\u00e9\U0001f40d\N{DIGIT ONE}\n\'\q'", repr("AAé\U0001f40d1\n'\\q")),
        (r"b'\x00\377\n'", repr(b"\x00\xff\n")),
        (r"r'\n'", repr(r"\n")),
        ("0o17", "15"),
        ("'\\N{no such}'", repr("\\N{no such}")),
        ("f'x {a!r:>{b}} {{'", "text('x ', a, b, ' {{')"),
        ("'a' f'{b}' 'c'", "text('a', b, 'c')"),
        ("t'x {a}'", "text('x ', a)"),
        ("'%s' % a", "text('%s', a)"),
        ("(a, *b)", "tuple(a, element(b))"),
        ("[a, *b]", "collection(a, element(b))"),
        ("{a, b}", "collection(a, b)"),
        ("{a: b, **c}", "collection(a, b, element(c))"),
        ("a + b * c", "(a + (b * c))"),
        ("a ** b", "other(a, b)"),
        ("a // b @ c", "other((a / b), c)"),
        ("a << b >> c & d | a ^ b", "((((a << b) >> c) & d) | (a ^ b))"),
        ("-a", "neg(a)"),
        ("~a", "other(a)"),
        ("not a", "not(a)"),
        ("a[0]", "element(a, 0)"),
        ("a.b[0]", "element(a.b, 0)"),
        ("a[b, c]", "element(a, tuple(b, c))"),
        ("a[1:b]", "slice(a, 1, b)"),
        ("a[::2]", "slice(a, null, null, 2)"),
        ("a[1:, 2]", "element(a, tuple(slice(1, null), 2))"),
        ("a is None", "(a == null)"),
        ("a is not None", "(a != null)"),
        ("a in b", "in(a, b)"),
        ("a not in b", "not(in(a, b))"),
        ("a <= b", "(a <= b)"),
        ("sock", "sock"),
        ("unknown", "::unknown"),
    ],
)
def test_pure_values(source: str, value: str) -> None:
    assert events_of(f"return {source}") == [f"return {value}"]


def test_or_and_and_give_an_operand() -> None:
    assert body_of("def f(a, b): return a.x or b") == graph(
        """
        0:
          %1 = read a.x
          -> %1 ? 1 : 3
        1:
          %2 = %1
          -> 2
        2:
          return %2
          -> exit
        3:
          %2 = b
          -> 2
        """
    )
    assert events_of("return a == 1 and b") == ["(a == 1) ? 1 : 3", "%1 = b", "return %1", "%1 = False"]


def test_a_conditional_expression_chooses() -> None:
    assert events_of("return a if not b and c else d") == ["b ? 1 : 3", "%1 = d", "return %1", "c ? 4 : 1", "%1 = a"]


def test_a_chained_comparison_evaluates_its_middle_once() -> None:
    assert events_of("if a < b() < c: d()") == [
        "%1 = b()",
        "(a < %1) ? 1 : exit",
        "(%1 < c) ? 2 : exit",
        "%2 = discard d()",
    ]


def test_a_walrus_assigns_and_is_its_target() -> None:
    assert events_of("while (data := sock.recv(1)): pass") == ["%1 = sock.recv(1)", "data = %1", "data ? 0 : exit"]


def test_long_chains_do_not_nest_deeply() -> None:
    function = function_of("def f(a): return " + " + ".join(["a"] * 900))
    assert max(_depth(e.value) for b in function.blocks for e in b.events) < 40  # type: ignore[union-attr, arg-type]
    nested = "a" + "[0]" + "".join("".join(["[a"] * 90) + "]" * 90)
    assert max(_depth(e.value) for b in function_of(f"def f(a): return {nested}").blocks for e in b.events) < 40  # type: ignore[union-attr, arg-type]


def _depth(operand: Operand) -> int:
    return 1 + max((_depth(part) for part in operand.operands), default=0) if isinstance(operand, Expr) else 0


# --- assignments --------------------------------------------------------------------------------------------------


def test_targets() -> None:
    assert events_of("x = a.y = b[0] = c") == ["x = c", "a.y = c", "b.[] = c"]


def test_tuple_targets() -> None:
    assert events_of("(x, y), *z, w = sock.accept()") == [
        "%1 = sock.accept()",
        "x = item:0(item:0(%1))",
        "y = item:1(item:0(%1))",
        "z = slice(%1, 1, -1)",
        "w = item:-1(%1)",
    ]


def test_a_tuple_display_is_taken_apart() -> None:
    assert events_of("x, y = a, b") == ["x = a", "y = b"]


def test_a_swap_goes_through_temporaries() -> None:
    assert events_of("a, b = b, a") == ["%1 = b", "%2 = a", "a = %1", "b = %2"]
    assert events_of("a, b = a") == ["%1 = a", "a = item:0(%1)", "b = item:1(%1)"]


def test_augmented_assignment_is_written_out() -> None:
    assert events_of("a += 1\nb.n -= len(c)\nc[d()] |= 2") == [
        "a = (a + 1)",
        "%1 = read b.n",
        "b.n = (%1 - len(c))",
        "%2 = d()",
        "c.[] = (element(c, %2) | 2)",
    ]


def test_annotations_are_types() -> None:
    function = function_of("def f(s: 'socket.socket', *a: int) -> bytes | None:\n  x: list[int] = s\n  y: str")
    assert [(p.name, p.type, p.mode) for p in function.parameters] == [("s", "socket.socket", ""), ("a", "int", "*")]
    assert function.returns == "bytes | None"
    assert function.locals == {"x": "list[int]", "y": "str"}
    assert "x: list[int] = s" in dump_function(function)


def test_what_is_deleted_is_unknown() -> None:
    assert events_of("del a, b.c, d[sock.recv(1)]") == [
        "a = other()",
        "b.c = other()",
        "%1 = sock.recv(1)",
        "%2 = element(d, %1)",
    ]


# --- what the grammar reads otherwise than Python -------------------------------------------------------------------


def test_a_call_of_type_declares_no_type() -> None:
    assert events_of("type(a).b = c\ntype(b.d).c.e = 1\ntype(\n  a,\n).f = d\ntype X = int\ntype a.b = c") == [
        "%1 = ::type(a)",
        "%1.b = c",
        "%2 = read b.d",
        "%3 = ::type(%2)",
        "%3.c.e = 1",
        "%4 = ::type(a)",
        "%4.f = d",
    ]


@pytest.mark.parametrize(
    "items",
    ["a() as e", "(a() as e)", "(a() as e,)", "(a()) as e", "a() if b else a() as e", "lambda: a() as e"],
)
def test_the_name_in_a_with_is_for_the_whole_expression(items: str) -> None:
    body = body_of(f"def f(a, b):\n    with {items}: e.close()")
    assert re.search(r"e = %\d+\n(.*\n)* .*%\d+ = discard e\.close", body), body


def test_a_star_is_on_all_that_follows_it() -> None:
    assert events_of("x = [*a.b(), *c[0].d]\n*a.b, c = d") == [
        "%1 = a.b()",
        "x = collection(element(%1), element(c.[].d))",
        "a.b = slice(d, 0, -1)",
        "c = item:-1(d)",
    ]


def test_a_function_ends_where_its_last_statement_does() -> None:
    source = SourceText("def f(s):\n    if s:\n        s.a()  # so\n        # and so on\n\nx = 1\n")
    assert source.slice(lower("example.py", source).functions[1].span) == "def f(s):\n    if s:\n        s.a()"
