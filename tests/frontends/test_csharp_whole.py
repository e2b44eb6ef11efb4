"""What holds for every C# file: the grammar is covered, nothing raises, spans and targets are sound."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sockslint.flow.model import Branch, Dispatch, Jump, Unit
from sockslint.frontends.csharp import lower, tables
from sockslint.frontends.csharp.kinds import NO_FLOW, PARTS
from sockslint.text import SourceText

from .kinds import named_kinds

FIXTURES = Path(__file__).parent.parent / "fixtures"
FILES = sorted(FIXTURES.rglob("*.cs"))

TABLES = (
    tables.EXPRESSIONS,
    tables.PLACES,
    tables.CONDITIONS,
    tables.EFFECTS,
    tables.STATEMENTS,
    tables.PATTERNS,
    tables.MEMBERS,
)
LOWERED = frozenset(kind for table in TABLES for kind in table)

#: What other versions of the grammar have, and what stands in a tree without being a named kind.
BEYOND = {"ERROR", "this", "base", "extension_declaration"}


GRAMMAR = named_kinds("tree_sitter_c_sharp")


def test_every_kind_of_the_grammar_is_lowered_or_has_a_reason_not_to_be() -> None:
    assert sorted(GRAMMAR - LOWERED - PARTS.keys() - NO_FLOW.keys()) == []


def test_no_kind_is_listed_twice_or_without_being_in_the_grammar() -> None:
    assert sorted((PARTS.keys() | NO_FLOW.keys()) - GRAMMAR) == []
    assert sorted(PARTS.keys() & NO_FLOW.keys()) == []
    assert sorted(LOWERED & (PARTS.keys() | NO_FLOW.keys())) == []
    assert sorted(LOWERED - GRAMMAR) == sorted(BEYOND - GRAMMAR)


def test_parts_belong_to_kinds_that_are_lowered() -> None:
    for part, holders in PARTS.items():
        assert holders, part
        assert all(holder in LOWERED or holder in PARTS for holder in holders), part


def check(unit: Unit, size: int) -> None:
    """Spans lie in the file, numbers fit, and every way on leads somewhere."""
    for number, function in enumerate(unit.functions):
        assert function.number == number
        assert function.parent is None or 0 <= function.parent < len(unit.functions)
        assert 0 <= function.span.start <= function.span.end <= size
        for block in function.blocks:
            targets = [block.on_raise]
            match block.exit:
                case Jump(target):
                    targets.append(target)
                case Branch(_, then, otherwise, span):
                    targets += [then, otherwise]
                    assert 0 <= span.start <= span.end <= size
                case Dispatch(catches, otherwise):
                    targets += [*(catch.target for catch in catches), otherwise]
            assert all(-2 <= target < len(function.blocks) for target in targets)
            assert all(0 <= event.span.start <= event.span.end <= size for event in block.events)
    for part in (*unit.types, *unit.comments, *unit.problems):
        assert 0 <= part.span.start <= part.span.end <= size


def lowered(text: str) -> Unit:
    """A unit that has been checked."""
    source = SourceText(text)
    unit = lower("x.cs", source)
    check(unit, len(source.data))
    return unit


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_of_the_fixtures_lower_without_a_problem(path: Path) -> None:
    unit = lowered(path.read_text(encoding="utf-8-sig"))
    assert unit.problems == ()
    assert unit.functions


@pytest.mark.parametrize("path", [path for path in FILES if path.stat().st_size < 8000], ids=lambda path: path.stem)
def test_any_beginning_of_a_file_lowers(path: Path) -> None:
    text = path.read_text(encoding="utf-8-sig")
    for end in range(0, len(text), 50):
        lowered(text[:end])


EVERYTHING = """
using System; namespace N { [A] partial class C<T>(int q) : B(q), I where T : new() {
  public event Action E; int this[int i] => i; static C() { } ~C() { } int P { get; init; } = 3; enum F { A, B = 1 }
  async Task<int> M<T>(ref int a, params T[] b) {
    int? n = a?.b?[c]?.d() ?? await e.F(x => x is { A: > 3 } y && y.Z, out var z).ConfigureAwait(false);
    switch (n) { case 1 when q: goto case 2; case 2: break; default: throw new X($"{n,3:X}") { A = { 1 }, ["b"] = 2 }; }
    foreach (var (k, v) in d) try { yield return k; } catch (E1 e) when (e.F) { } finally { lock (this) { } }
    using var s = n switch { null => a, [1, .., var w] => w, _ => from i in j where i.k group i by i.l };
#if X
    for (int i = 0; i < (n) - 1; i++) { a[^1..] += (b, c) = (c, b); }
#else
    do ; while (a is not null && b is Foo or Bar);
#endif
    int L(int p) => p; top: if (a) goto top; else if (b) { } else fixed (int* r = &s) *r++ = 1;
  }
} }
"""


def test_any_beginning_and_any_end_of_a_dense_program_lowers() -> None:
    for at in range(0, len(EVERYTHING), 3):
        lowered(EVERYTHING[:at])
        lowered(EVERYTHING[at:])


@given(st.integers(0, len(EVERYTHING) - 1), st.integers(0, 40), st.text("(){}[];,.?:=<>!&|\"'#/ \nabc1@$", max_size=6))
def test_any_small_damage_to_a_program_is_survived(at: int, length: int, instead: str) -> None:
    lowered(EVERYTHING[:at] + instead + EVERYTHING[at + length :])


@given(st.text(max_size=60))
def test_any_text_lowers(text: str) -> None:
    lowered(text)


DEEP = {
    "parentheses": "x = " + "(" * 3000 + "1" + ")" * 3000 + ";",
    "calls in calls": "x = " + "f(" * 1000 + "1" + ")" * 1000 + ";",
    "fluent calls": "x = a" + ".B(1)" * 3000 + ";",
    "null-conditional calls": "a" + "?.B(1)" * 300 + ";",
    "members": "x = a" + ".B" * 3000 + ";",
    "sums": "x = 1" + " + a" * 5000 + ";",
    "conjunctions": "if (a" + " && b" * 3000 + ") f();",
    "conjunctions of chains": "if (a" + " && b?.c" * 500 + ") f();",
    "conjunctions of patterns": "if (a" + " && b is null" * 500 + ") f();",
    "what looks like casts": "x = " + "(a) - " * 300 + "b;",
    "coalescing": "x = a" + " ?? b" * 500 + ";",
    "choices": "x = " + "a ? b : " * 1000 + "c;",
    "increments": "x = a" + "++" * 60 + ";",
    "negations": "x = " + "!" * 2000 + "a;",
    "else if": "if (a) f();" + " else if (a) f();" * 2000,
    "blocks": "{" * 2000 + "f();" + "}" * 2000,
    "loops": "while (a) " * 1000 + "f();",
    "lambdas": "x = " + "a => " * 300 + "b;",
    "alternatives": "if (x is 1" + " or 2" * 2000 + ") f();",
    "using declarations": "using var a = f();" * 100,
    "assignments": "a = " * 1000 + "b;",
}


@pytest.mark.parametrize("code", DEEP.values(), ids=DEEP.keys())
def test_deep_programs_do_not_overflow(code: str) -> None:
    before = sys.getrecursionlimit()
    unit = lowered(f"class C {{ void A() {{ {code} g(); }} void B() {{ }} }}")
    assert {"A", "B"} <= {function.name for function in unit.functions}
    assert sys.getrecursionlimit() == before
