"""The Python frontend: no text is too much, and a part of a file can be asked for."""

from __future__ import annotations

import inspect
import socketserver
import tokenize
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sockslint.flow.model import Assign, Branch, Call, Closure, Const, Dispatch, Jump, Unit
from sockslint.frontends.python import lower
from sockslint.frontends.python.outline import Outline
from sockslint.frontends.trees import TOO_DEEP
from sockslint.text import SourceText

from .dump import dump
from .lowered import body_of, unit_of

# --- what cannot be parsed ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("also", "empty"),
    [
        ("print s", b""),
        ("import StringIO", b""),
        ("from SocketServer import TCPServer", b""),
        ("try: f()\nexcept E, e: pass", b""),
        ("a <> b", b""),
        ("import io", ""),
        ("try:\n    import StringIO\nexcept ImportError: pass", ""),
        ("print(s)", ""),
        ("'print s'  # import StringIO", ""),
    ],
)
def test_plain_text_is_bytes_in_python_2(also: str, empty: object) -> None:
    events = [e for b in unit_of(f"{also}\nx = ''").functions[0].blocks for e in b.events]
    assert [e.value for e in events if isinstance(e, Assign) and e.target in ("x", "::x")] == [Const(empty)]


def test_python_2_is_read() -> None:
    source = """
    def f(s, a):
        try:
            print "got %s" % s.recv(10),
            print >>sys.stderr, s.recv(0777), `a`, 10L
            exec "x" in a
        except socket.error, e:
            raise IOError, "bad"
        if a <> 1 and ur"x": print
    """
    unit = unit_of(source)
    assert not unit.problems
    assert [e.name for b in unit.functions[1].blocks for e in b.events if isinstance(e, Call)] == ["recv", "recv"]
    assert "catch socket.error:" in dump(unit)
    assert "e = caught()" in dump(unit)


def test_parameters_that_python_2_takes_apart_are_known() -> None:
    assert body_of("def f(s, (host, port)): s.connect((host, port))").splitlines()[1:4] == [
        "  host = item:0((host, port))",
        "  port = item:1((host, port))",
        "  %1 = discard s.connect(tuple(host, port))",
    ]


def test_a_lazy_import_is_an_import() -> None:
    unit = unit_of("lazy import socket as s\nlazy from a import b\nlazy = 1\n")
    assert not unit.problems
    assert [(each.alias, each.target) for each in unit.imports] == [("s", "socket"), ("b", "a.b")]


@pytest.mark.parametrize("caught", ["A, B", "A, B, C", "(A, B)"])
def test_types_may_be_listed_without_parentheses(caught: str) -> None:
    unit = unit_of(f"try: f()\nexcept {caught}: pass")
    names = caught.strip("()").split(", ")
    (catch,) = [c for b in unit.functions[0].blocks if isinstance(b.exit, Dispatch) for c in b.exit.catches]
    assert list(catch.types) == names


def test_lines_that_do_not_parse_are_left_out() -> None:
    source = SourceText(
        "class A:\n  def f(self):\n    self.sock.recv(\n  def g(self):\n    x = = 1\n    return self.close()\ny.z()\n"
    )
    unit = lower("example.py", source)
    assert [source.slice(problem.span) for problem in unit.problems] == ["self.sock.recv(", "x = = 1"]
    calls = [e for f in unit.functions for b in f.blocks for e in b.events if isinstance(e, Call)]
    assert [source.slice(call.span) for call in calls] == ["y.z()", "self.close()"]


def test_a_definition_beyond_repair_does_not_hide_the_others() -> None:
    source = "def f(s):\n  s.close()\n" + "def g(:\n" + "  ) ( ] [\n" * 30 + "def h(s):\n  s.close()\n"
    unit = unit_of(source)
    assert [f.name for f in unit.functions] == ["<module>", "f", "h"]
    assert unit.problems


@pytest.mark.parametrize(
    "source",
    [
        "",
        "\n",
        "   ",
        "\\",
        "'",
        '"""',
        "\x00",
        "x = '\udc80'\n",
        "\ufeffx = 1",
        "(" * 100_000,
        "f(" * 500 + ")" * 500,
        "x = " + "+".join(["a"] * 20_000),
        "x = " + "not " * 900 + "a",
        "if a:\n  pass\n" + "elif b:\n  c()\n" * 1000,
        "x = a" + ".b()" * 400,
        "lambda: " * 300 + "1",
        "x = ('a'\n" + "'a'\n" * 20_000 + ")",
        "match a:\n  case " + "{1: " * 50 + "a" + "}" * 50 + ": pass\n",
        "".join(" " * i + "def f():\n" for i in range(90)) + " " * 90 + "pass\n",
        "".join(" " * i + "if a:\n" for i in range(150)) + " " * 150 + "pass\n",
        "  x = 1\n y = 2\n",
        "def f():\n\treturn 1\n        return 2\n",
        "def f(x):\r  return x.y()\r",
        "with (): pass",
        "with (a as b, c,): pass",
        "type a.b = c",
    ],
)
def test_no_text_is_too_much(source: str) -> None:
    text = SourceText(source)
    assert_sound(lower("example.py", text), text)


@pytest.mark.parametrize("arms", [1500, 20_000])
def test_of_a_chain_without_end_the_rest_is_left_out_and_what_follows_is_not(arms: int) -> None:
    source = "if a:\n  pass\n" + "elif b:\n  c()\n" * arms + "else:\n  d()\ne()\n"
    unit = unit_of(source)
    is_whole = arms < 2000
    first = source.index("elif") + 2000 * len("elif b:\n  c()\n")
    assert [(p.message, p.span.start) for p in unit.problems] == ([] if is_whole else [(TOO_DEEP, first)])
    called = [e.name for b in unit.functions[0].blocks for e in b.events if isinstance(e, Call)]
    assert [called.count(name) for name in "cde"] == ([arms, 1, 1] if is_whole else [2000, 0, 1])


@pytest.mark.parametrize(
    "source",
    ["class A:\n    @property\n# not here\n    def f(s):\n        return s.g()\n", "def f(s):\n    (s.\ng(\n))\n"],
)
def test_what_the_grammar_stumbles_over_is_read(source: str) -> None:
    unit = unit_of(source)
    assert not unit.problems
    assert [e.name for f in unit.functions for b in f.blocks for e in b.events if isinstance(e, Call)] == ["g"]


def test_comments_are_found_wherever_the_text_does_not_parse() -> None:
    source = SourceText("# noqa: a\nx = = 1  # noqa: b\ny = '# noqa: c'\n# noqa: d")
    assert [(c.text, c.own_line) for c in lower("example.py", source).comments] == [
        ("# noqa: a", True),
        ("# noqa: b", False),
        ("# noqa: d", True),
    ]


def test_the_prefixes_of_a_real_file() -> None:
    with tokenize.open(inspect.getfile(socketserver)) as file:
        text = file.read()
    for end in range(0, len(text), 200):
        source = SourceText(text[:end])
        assert_sound(lower("socketserver.py", source), source)


FRAGMENTS = [
    "def f(a):\n",
    "  ",
    "class A:\n",
    "x",
    " = ",
    "(",
    ")",
    "\n",
    "try:\n",
    "finally:\n",
    "'",
    '"""',
    "f'{",
    "}",
    "if ",
    ":",
    "else:\n",
    "return ",
    "await ",
    "lambda ",
    "#",
    "\\\n",
    "print ",
    ", ",
    "match ",
    "case ",
    "é",
    "with ",
    " as ",
    "for ",
    " in ",
    "[",
    "]",
    "yield ",
    "*",
    "import ",
    "@",
    ":=",
    "\x0c",
    "\r",
    "\t",
    "1",
    ".",
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40))
def test_any_text_gives_a_sound_unit(parts: list[str]) -> None:
    source = SourceText("".join(parts))
    assert_sound(lower("example.py", source), source)


def assert_sound(unit: Unit, source: SourceText) -> None:
    """Spans lie in the file, targets are blocks, closures are functions, and the unit can be stored."""
    size = len(source.data)
    spans = [t.span for t in unit.types] + [c.span for c in unit.comments] + [p.span for p in unit.problems]
    for at, function in enumerate(unit.functions):
        assert function.number == at
        spans.append(function.span)
        for block in function.blocks:
            spans.extend(e.span for e in block.events)
            for target in _targets(block.exit, block.on_raise):
                assert -2 <= target < len(function.blocks)
            for closure in _closures(block):
                assert closure.function < len(unit.functions)
    assert all(0 <= span.start <= span.end <= size for span in spans)
    msgspec.msgpack.encode(unit)


def _targets(exit_: object, on_raise: int) -> Iterator[int]:
    yield on_raise
    match exit_:
        case Jump(target):
            yield target
        case Branch(_, then, otherwise, _):
            yield from (then, otherwise)
        case Dispatch(catches, otherwise):
            yield from (*(catch.target for catch in catches), otherwise)


def _closures(value: object) -> Iterator[Closure]:
    if isinstance(value, Closure):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _closures(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _closures(part)


# --- the outline ----------------------------------------------------------------------------------------------------


OUTLINED = '''\
import a

@decorated(
    1)
class B:
    """
def not_one(): """
    def m(self): pass
# of c
async def c(s):
    s.recv(")")
if a:
    x = (1,
2)
else:
    def d(): pass
'''


def test_the_outline_covers_the_text() -> None:
    parts = [OUTLINED[start:end] for start, end in Outline(OUTLINED).parts]
    assert "".join(parts) == OUTLINED
    assert [part.split(maxsplit=1)[0] for part in parts] == ["import", "@decorated(", "async", "if"]
