"""The Python frontend: what names stand for, and what functions and classes declare."""

from __future__ import annotations

import pytest

from sockslint.flow.model import Import

from .dump import dump, dump_function
from .lowered import body_of, function_of, graph, unit_of

# --- names --------------------------------------------------------------------------------------------------------


def test_names_of_the_module_are_free_names() -> None:
    unit = unit_of("import socket\nHOST: str = 'x'\ndef f(a):\n  global N\n  N = a\n  return HOST\n")
    assert dump(unit) == graph(
        """
        #0 module <module>()
          locals ::HOST: str
          0:
            ::HOST: str = 'x'
            -> exit
        #1 function f(a) [public]
          0:
            ::N = a
            return ::HOST
            -> exit
        """
    )


def test_captured_names_keep_their_owners_place() -> None:
    source = """
    class A:
        def run(self, sock):
            n = 0
            def inner(data):
                nonlocal n
                sock = 1
                n = self.recv(data)
                return lambda n: sock
            return inner
    """
    assert dump(unit_of(source), "run", "inner", "<lambda>") == graph(
        """
        #2 method A.run(this, sock) [public]
          0:
            n = 0
            inner = λ3
            return λ3
            -> exit
        #3 nested A.inner(data) in #2
          0:
            sock@3 = 1
            %1 = this.recv(data)
            n = %1
            return λ4
            -> exit
        #4 lambda A.<lambda>(n@4) in #3
          0:
            return sock@3
            -> exit
        """
    )


def test_the_receiver_of_an_outer_method_is_not_that_of_an_inner_one() -> None:
    source = """
    class A:
        def start(outer):
            class Handler:
                def handle(self):
                    return outer.sock, self.sock
    """
    assert "read outer@outer.sock" in body_of(source, "handle")
    assert "read this.sock" in body_of(source, "handle")


def test_local_imports_and_classes_are_free_names() -> None:
    source = "def f():\n  import socket as so\n  class A(so.socket): pass\n  return A(so.SOCK)"
    assert body_of(source) == graph(
        """
        0:
          %1 = read ::so.socket
          %2 = read ::so.SOCK
          %3 = ::A(%2)
          return %3
          -> exit
        """
    )


def test_a_nested_function_defined_twice_is_a_variable() -> None:
    source = "def f(a):\n  if a:\n    def g(): pass\n  else:\n    def g(): return 1\n  return g"
    assert [line.strip() for line in body_of(source).splitlines() if "g" in line] == ["g = λ2", "return g", "g = λ3"]


def test_methods_as_values_are_not_read() -> None:
    source = """
    class A:
        def run(self): Thread(target=self._run, args=(self.sock, self.name))
        def _run(self): pass
        @property
        def name(self): return 1
        @name.setter
        def name(self, value): pass
    """
    assert body_of(source) == graph(
        """
        0:
          %1 = read this.sock
          %2 = read this.name
          %3 = discard ::Thread(target: this._run, args: tuple(%1, %2))
          -> exit
        """
    )


def test_a_module_named_like_nothing_else_is_seen_everywhere() -> None:
    unit = unit_of(
        "import a.b, c.d as e\nfrom . import f\nfrom ..g.h import i as j, k\nfrom m import *\ndef n():\n  import o"
    )
    assert unit.imports == (
        Import("a", "a"),
        Import("e", "c.d"),
        Import("f", ".f"),
        Import("j", "..g.h.i"),
        Import("k", "..g.h.k"),
        Import("*", "m"),
        Import("o", "o"),
    )


# --- functions and classes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "kind", "flags"),
    [
        ("def f(self): pass", "method", ["public"]),
        ("def _f(self): pass", "method", []),
        ("def __enter__(self): pass", "method", ["public"]),
        ("async def f(self): yield 1", "method", ["async", "generator", "public"]),
        ("@property\n  def f(self): pass", "getter", ["public"]),
        ("@functools.cached_property\n  def f(self): pass", "getter", ["public"]),
        ("@f.setter\n  def f(self, v): pass", "setter", ["public"]),
        ("@staticmethod\n  def f(): pass", "method", ["public", "static"]),
        ("@abc.abstractmethod\n  def f(self): pass", "method", ["abstract", "public"]),
        ("def f(self): raise NotImplementedError()", "method", ["abstract", "public"]),
        ("def f(self) -> int:\n    'Says.'\n    ...", "method", ["abstract", "public"]),
        ("@contextmanager\n  def f(self): yield", "method", ["contextmanager", "generator", "public"]),
        ("def __init__(self): pass", "constructor", ["public"]),
        ("def __del__(self): pass", "finalizer", ["public"]),
    ],
)
def test_kinds_and_flags_of_methods(source: str, kind: str, flags: list[str]) -> None:
    function = function_of(f"class A:\n  {source}")
    assert (function.owner, function.kind, list(function.flags)) == ("A", kind, flags)


def test_receivers() -> None:
    source = """
    class A:
        def method(self, x): pass
        @classmethod
        def of_class(cls, x): pass
        @staticmethod
        def static(self, x): pass
        def variadic(*args): pass
    """
    places = {f.name: [p.place for p in f.parameters] for f in unit_of(source).functions}
    assert places == {
        "<module>": [],
        "<init>": [],
        "method": ["this", "x"],
        "of_class": ["this", "x"],
        "static": ["self", "x"],
        "variadic": ["args"],
    }


def test_parameters_of_all_modes_and_their_defaults() -> None:
    function = function_of("def f(a, /, b=1, *c, d: int = socket(), **e): pass")
    head = dump_function(function).splitlines()[0]
    assert head == "#1 function f(a, b = 1, * c, int d = %1, ** e) [public]"


def test_a_class_has_fields_and_an_initialiser() -> None:
    source = """
    class Outer(Base, Generic[T], metaclass=M):
        limit: int = 3
        names = [limit]
        sock: "socket.socket"
        class Inner:
            def m(self): self.peer = self.own.other = 1
        def __init__(self, s):
            self.sock, self.addr = s.accept()
            for self.i in s: pass
        @property
        def ready(self) -> bool: return True
    """
    unit = unit_of(source)
    assert [(t.name, t.bases) for t in unit.types] == [("Outer", ("Base", "Generic[T]")), ("Outer.Inner", ())]
    assert [(f.name, f.type, f.form) for f in unit.types[0].fields] == [
        ("limit", "int", "field"),
        ("names", None, "field"),
        ("sock", "socket.socket", "field"),
        ("addr", None, "field"),
        ("i", None, "field"),
        ("ready", "bool", "property"),
    ]
    assert [f.name for f in unit.types[1].fields] == ["peer"]
    assert "this.names = collection(this.limit)" in dump(unit, "<init>")
    assert [f.owner for f in unit.functions if f.name == "m"] == ["Outer.Inner"]


def test_type_parameters_and_aliases() -> None:
    unit = unit_of("type A[T] = list[T]\nclass B[T, *U]: pass\ndef f[T](x: T) -> T: return x\n")
    assert [type_.name for type_ in unit.types] == ["B"]
    assert not unit.problems


def test_a_definition_in_a_finally_is_declared_once() -> None:
    unit = unit_of("def f(a):\n  try:\n    return a\n  finally:\n    class B:\n      def m(self): return lambda: 1\n")
    assert [f.name for f in unit.functions] == ["<module>", "f", "<init>", "m", "<lambda>"]
    assert len(unit.types) == 1


def test_comments_that_may_suppress() -> None:
    source = "x = '# noqa'  # NOQA: SOCK101\n  # sockslint: ignore[SOCK101] why\n# other\n"
    assert [(c.text, c.own_line) for c in unit_of(source).comments] == [
        ("# NOQA: SOCK101", False),
        ("# sockslint: ignore[SOCK101] why", True),
    ]
