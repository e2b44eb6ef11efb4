"""The Python frontend: what loops, `try`, `with`, `match` and conditions become."""

from __future__ import annotations

import pytest

from .lowered import body_of, events_of, graph


def test_short_circuit_conditions_branch() -> None:
    assert body_of("def f(a, b):\n  if not a or len(b) < 1:\n    return 1") == graph(
        """
        0:
          -> a ? 1 : 2
        1:
          -> (len(b) < 1) ? 2 : 3
        2:
          return 1
          -> exit
        3:
          return null
          -> exit
        """
    )


def test_what_falls_off_the_end_returns_nothing_only_beside_a_value() -> None:
    ends = [body_of(f"def f(a):\n  if a:\n    return\n  {rest}").count("return null") for rest in ("b()", "return a")]
    assert ends == [0, 1]
    assert body_of("def f(a):\n  if a:\n    return a\n  b()").count("return null") == 1


def test_a_receive_loop() -> None:
    source = """
    def f(sock):
        while True:
            data = sock.recv(1024)
            if not data:
                break
            print(data)
        sock.close()
    """
    assert body_of(source) == graph(
        """
        0:
          %1 = sock.recv(1024)
          data = %1
          -> data ? 1 : 2
        1:
          %2 = discard ::print(data)
          -> 0
        2:
          %3 = discard sock.close()
          -> exit
        """
    )


def test_a_for_loop_with_else() -> None:
    source = """
    def f(items):
        for i, x in items:
            if x:
                break
        else:
            done()
    """
    assert body_of(source) == graph(
        """
        0:
          -> iterates(items) ? 1 : 2
        1:
          i = item:0(element(items))
          x = item:1(element(items))
          -> x ? exit : 0
        2:
          %1 = discard ::done()
          -> exit
        """
    )


@pytest.mark.parametrize(
    "iterable",
    [
        "iter(lambda: sock.recv(1), b'')",
        "iter(partial(sock.recv, 1), b'')",
        "iter(functools.partial(sock.recv, 1), b'')",
    ],
)
def test_iteration_until_a_sentinel_calls_in_each_turn(iterable: str) -> None:
    assert events_of(f"for part in {iterable}: a(part)") == [
        "%1 = sock.recv(1)",
        "part = %1",
        "(part == b'') ? exit : 1",
        "%2 = discard a(part)",
    ]


def test_iteration_by_a_named_function() -> None:
    assert events_of("for part in iter(sock.get, None): pass")[0] == "%1 = sock.get()"


def test_comprehensions_are_loops() -> None:
    assert body_of("def f(a, x): return [x.y for x in a if x.z for y in x]") == graph(
        """
        0:
          -> iterates(a) ? 1 : 4
        1:
          x~2 = element(a)
          %1 = read x~2.z
          -> %1 ? 2 : 0
        2:
          -> iterates(x~2) ? 3 : 0
        3:
          y = element(x~2)
          %2 = read x~2.y
          -> 2
        4:
          return gathered(a, collection(%2))
          -> exit
        """
    )
    assert events_of("return {k: v for k, v in a.items()}")[-1] == "return gathered(%1, collection(k, v))"
    assert events_of("return any(x for x in a)")[-2:] == ["%1 = ::any(gathered(a, collection(x)))", "return %1"]
    assert events_of("return {x async for x in a}")[-1] == "return gathered(a, collection(x))"


def test_a_walrus_in_a_comprehension_binds_outside() -> None:
    assert "last = x" in body_of("def f(a):\n  b = [last := x for x in a]\n  return last")


def test_try_except_else_finally() -> None:
    source = """
    def f(s):
        try:
            s.connect()
        except (socket.timeout, OSError) as e:
            log(e)
        except:
            raise
        else:
            s.send()
        finally:
            s.close()
    """
    assert body_of(source) == graph(
        """
        0: ^4
          %1 = discard s.connect()
          -> 1
        1: ^3
          %2 = discard s.send()
          -> 2
        2:
          %3 = discard s.close()
          -> exit
        3:
          %4 = discard s.close()
          -> raise
        4:
          -> catch socket.timeout|OSError: 5, any: 6, else: 3
        5: ^3
          e = caught()
          %5 = discard ::log(e)
          -> 2
        6: ^3
          raise ?
          -> 3
        """
    )


def test_exception_groups() -> None:
    assert "catch A: 2, else: raise" in body_of("def f():\n  try:\n    a()\n  except* A:\n    b()")


def test_break_in_a_finally_leaves_its_own_loop() -> None:
    source = """
    def f(a, b, c):
        for i in a:
            try:
                for j in b:
                    return 1
            finally:
                if c: break
                continue
    """
    lines = body_of(source).splitlines()
    assert [line.strip() for line in lines if "-> c ?" in line] == ["-> c ? 5 : 0"] * 3


@pytest.mark.parametrize(
    ("statement", "events"),
    [
        ("raise", ["raise ?"]),
        ("raise ValueError", ["raise ValueError ::ValueError"]),
        ("raise socket.timeout", ["%1 = read ::socket.timeout", "raise socket.timeout %1"]),
        ("raise OSError(1) from a", ["%1 = ::OSError(1)", "raise OSError %1"]),
        (
            "raise A('x').with_traceback(b)",
            ["%1 = ::A('x')", "%2 = %1.with_traceback(b)", "raise A %2"],
        ),
        ("raise a", ["raise ? a"]),
        ("raise a.error", ["%1 = read a.error", "raise ? %1"]),
        ("assert a, b()", ["a ? exit : 1", "%1 = b()", "raise AssertionError"]),
    ],
)
def test_raising(statement: str, events: list[str]) -> None:
    assert events_of(statement) == events


def test_with_enters_and_exits() -> None:
    assert body_of("def f(a):\n  with a.open() as (s, _), lock:\n    return s") == graph(
        """
        0:
          %1 = a.open()
          %2 = scope %1.__enter__()
          -> 1
        1: ^5
          s = item:0(%2)
          _ = item:1(%2)
          %3 = scope ::lock.__enter__()
          -> 2
        2: ^6
          return s
          -> 3
        3: ^5
          %4 = scope ::lock.__exit__()
          -> 4
        4:
          %5 = scope %1.__exit__()
          -> exit
        5:
          %6 = scope %1.__exit__()
          -> raise
        6: ^5
          %7 = scope ::lock.__exit__()
          -> 5
        """
    )


def test_async_with_awaits_and_reads_no_member() -> None:
    source = "class A:\n  async def f(self):\n    async with self.lock:\n      pass"
    assert body_of(source) == graph(
        """
        0:
          %1 = await scope this.lock.__enter__()
          -> 1
        1:
          %2 = await scope this.lock.__exit__()
          -> exit
        """
    )


@pytest.mark.parametrize("name", ["contextlib.suppress", "suppress"])
def test_suppress_is_an_empty_handler(name: str) -> None:
    assert body_of(f"def f(s):\n  with {name}(OSError, a.B):\n    s.close()\n  return 1") == graph(
        """
        0: ^2
          %1 = discard s.close()
          -> 1
        1:
          return 1
          -> exit
        2:
          -> catch OSError|a.B: 1, else: raise
        """
    )


def test_match_tests_its_patterns_in_order() -> None:
    source = """
    def f(v):
        match v:
            case 1 | None: return 0
            case [a, *_, (b as c)] if a: return 1
            case {"k": k, **rest}: return 2
            case int(n): return 3
            case P(x, q=[]): return 4
            case E.X: return 5
            case w: return 6
    """
    assert body_of(source) == graph(
        """
        0:
          -> (v == 1) ? 1 : 2
        1:
          return 0
          -> exit
        2:
          -> (v == null) ? 1 : 3
        3:
          -> (len(v) >= 2) ? 4 : 9
        4:
          a = item:0(v)
          -> 5
        5:
          b = item:-1(v)
          -> 6
        6:
          c = item:-1(v)
          -> 7
        7:
          -> a ? 8 : 9
        8:
          return 1
          -> exit
        9:
          -> in('k', v) ? 10 : 13
        10:
          k = element(v, 'k')
          -> 11
        11:
          rest = other()
          -> 12
        12:
          return 2
          -> exit
        13:
          -> is:int(v) ? 14 : 16
        14:
          n = v
          -> 15
        15:
          return 3
          -> exit
        16:
          -> is:P(v) ? 17 : 21
        17:
          x = item:0(v)
          -> 18
        18:
          %1 = read v.q
          -> 19
        19:
          -> (len(%1) == 0) ? 20 : 21
        20:
          return 4
          -> exit
        21:
          %2 = read ::E.X
          -> (v == %2) ? 22 : 23
        22:
          return 5
          -> exit
        23:
          w = v
          -> 24
        24:
          return 6
          -> exit
        """
    )


def test_break_in_a_match_leaves_the_loop() -> None:
    source = "def f(a):\n  while True:\n    match a:\n      case 1: break\n      case 2: continue\n  return 0"
    assert body_of(source) == graph(
        """
        0:
          -> (a == 1) ? 1 : 2
        1:
          return 0
          -> exit
        2:
          -> (a == 2) ? 0 : 0
        """
    )
