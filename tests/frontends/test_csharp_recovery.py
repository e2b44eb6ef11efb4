"""C# that the grammar trips over: what is lowered all the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from sockslint.frontends.csharp import parsed
from sockslint.frontends.csharp.syntax import bytes_in, parse
from tests.frontends.programs import expected, lowered, unit


def test_names_that_are_contextual_keywords() -> None:
    assert unit(
        """
        class C { async Task M(bool async) { if (async) await f(async: true, required.x, partial); } }
        """
    ) == expected(
        """
        #0 method C.M(bool async) -> Task [async]
          0:
            -> async ? 1 : exit
          1:
            %1 = read ::required.x
            %2 = await discard ::f(async: True, %1, ::partial)
            -> exit
        """
    )


def test_list_patterns_with_slices() -> None:
    assert unit(
        """
        class C { void M() { if (x is [..]) f(); if (x is [.., 1]) g(); if (x is [1, .. var r] && r.y) h(r);
        } }
        """
    ) == expected(
        """
        #0 method C.M() -> void
          0:
            -> (len(::x) >= 0) ? 1 : 2
          1:
            %1 = discard ::f()
            -> 2
          2:
            -> (len(::x) >= 1) ? 3 : 5
          3:
            -> (element(::x, -1) == 1) ? 4 : 5
          4:
            %2 = discard ::g()
            -> 5
          5:
            -> (len(::x) >= 1) ? 6 : exit
          6:
            -> (element(::x, 0) == 1) ? 7 : exit
          7:
            r = slice(::x, 1, null)
            -> 8
          8:
            %3 = read r.y
            -> %3 ? 9 : exit
          9:
            %4 = discard ::h(r)
            -> exit
        """
    )


def test_assignment_behind_a_null_test() -> None:
    assert unit(
        """
        class C { void M() { a?.b.c = d; e?[0] += 1; } }
        """
    ) == expected(
        """
        #0 method C.M() -> void
          0:
            ::a.b.c = ::d
            ::e.[] = (::e.[] + 1)
            -> exit
        """
    )


def test_a_catch_chosen_by_the_preprocessor() -> None:
    assert unit(
        """
        class C { void M() {
          try { f(); }
        #if A
          catch (E1)
        #else
          catch (E2)
        #endif
          { g(); }
        } }
        """
    ) == expected(
        """
        #0 method C.M() -> void
          0: ^1
            %1 = discard ::f()
            -> exit
          1:
            -> catch E1: 2, else: raise
          2:
            %2 = discard ::g()
            -> exit
        """
    )


def test_an_unbalanced_brace_under_the_preprocessor() -> None:
    assert unit(
        """
        class C { void M() {
        #if A
          if (x) {
        #endif
          f();
        #if A
          }
        #endif
          g();
        } void N() { h(); } }
        """
    ) == expected(
        """
        #0 method C.M() -> void
          0:
            -> ::x ? 1 : 2
          1:
            %1 = discard ::f()
            -> 2
          2:
            %2 = discard ::g()
            -> exit
        #1 method C.N() -> void
          0:
            %3 = discard ::h()
            -> exit
        """
    )


def test_code_that_was_never_c_sharp() -> None:
    assert unit(
        """
        class C {
        #if false
          typedef struct foo { int x };
        #endif
          void M() { f(); }
        }
        """
    ) == expected(
        """
        #0 method C.M() -> void
          0:
            %1 = discard ::f()
            -> exit
        """
    )


def test_pragmas_that_no_compiler_knows() -> None:
    assert unit(
        """
        class C { void M() {
          f();
        #pragma warning suppress 56500
          g();
        } }
        """
    ) == expected(
        """
        #0 method C.M() -> void
          0:
            %1 = discard ::f()
            %2 = discard ::g()
            -> exit
        """
    )


def test_pointers() -> None:
    assert unit(
        """
        class C { unsafe void M() { *p++ = *q; return *(int*)x; } void N() { f(); } }
        """
    ) == expected(
        """
        #0 method C.M() -> void
          0:
            ::p = ::q
            return cast:int*(::x)
            -> exit
        #1 method C.N() -> void
          0:
            %1 = discard ::f()
            -> exit
        """
    )


def test_what_pointers_with_an_offset_point_to() -> None:
    assert unit(
        """
        class C { unsafe void M() { *((double*)(p + i)) = v; *((int*)q) = w; At(0) = x; } }
        """
    ) == expected(
        """
        #0 method C.M() -> void
          0:
            ::p.[] = ::v
            ::q = ::w
            ::At.[] = ::x
            -> exit
        """
    )


def test_a_range_is_none_of_a_list_pattern() -> None:
    assert unit(
        """
        class C { void M() { f(a.B()[9..]); if (x is[1, ..]) g(required); } }
        """
    ) == expected(
        """
        #0 method C.M() -> void
          0:
            %1 = ::a.B()
            %2 = discard ::f(slice(%1, 9, null))
            -> (len(::x) >= 1) ? 1 : exit
          1:
            -> (element(::x, 0) == 1) ? 2 : exit
          2:
            %3 = discard ::g(::required)
            -> exit
        """
    )


def test_a_half_written_call() -> None:
    assert unit(
        """
        class C { void A() { f(); } void B() { s.Close( ; g(); } void D() { h(); } }
        """
    ) == expected(
        """
        #0 method C.A() -> void
          0:
            %1 = discard ::f()
            -> exit
        #1 method C.B() -> void
          0:
            %2 = discard ::s.Close()
            %3 = discard ::g()
            -> exit
        #2 method C.D() -> void
          0:
            %4 = discard ::h()
            -> exit
        """
    )


def test_a_half_written_class() -> None:
    assert unit(
        """
        namespace N { class C { Socket s; void A() { s.Close(); } void B() { if (x) {
        """
    ) == expected(
        """
        #0 method N.C.A() -> void
          0:
            %1 = discard this.s.Close()
            -> exit
        """
    )


def test_a_script_line() -> None:
    assert unit(
        """
        #!/usr/bin/env dotnet
        #:package Foo@1
        f();
        """
    ) == expected(
        """
        #0 module <module>(string[] args)
          0:
            %1 = discard ::f()
            -> exit
        """
    )


@pytest.mark.parametrize(
    "code",
    [
        "class C { bool M(bool async) => async ? f() : !async || async; }",
        "class C { int required = 1; void M() { required = 2; this.required.f(); partial = 3; } }",
        "class C {\n#if A\n int M()\n#else\n long M()\n#endif\n { return 1; } }",
        "class C\n#if A\n : B\n#endif\n { }",
        "class C { void M() { f(a,\n#if A\n b\n#else\n c\n#endif\n ); } }",
        "class C { void M() { if (a) { f(); }\n#if A\n else { g(); }\n#endif\n } }",
        "enum E {\n#if A\n X,\n#endif\n Y }",
        "class C { int[] a = {\n#if A\n 1,\n#else\n 2,\n#endif\n 3 }; }",
        "#if A\nnamespace N {\n#else\nnamespace O {\n#endif\nclass C { } }",
        "class C { int M(int[] x) => x switch { [] => 0, [..] => 1 }; bool N(int[] x) => x is [_, ..]; }",
        "class C { void M() { a?.b += 1; a?[0] = 2; a?.b?.c = 3; a.b?[i].c ??= d; } }",
        "class C<T> where T : allows ref struct { }",
        "public ref partial struct S { }",
        "class C { unsafe void M(byte* p) { *(int*)p = 1; return *(long*)(p + 1); } }",
        'class C { string s = $"" + $"{x}"; }',
        "class C { unsafe void M() { *p++ = 1; p[1] = 2; if (*(--p) == 0 && *(p + 1) != 1) f(1, *(p + 0)); } }",
        "#region R\nclass C { }\n#endregion",
        "class C { }\n  # endregion of all",
        "class C { unsafe void M() { *((double*)(p + i)) = 1; *((long*)p) += 2; *(c + 2 * 8 + f(h)) = d; } }",
        "class C { void M(bool async) { f(async); f(a.B()[9..]); f(c[2..], d[n..]); } }",
        "class C { void M() { U.Add(ref b[0], f(i)) = 3; At(0) += 1; } }",
        "class C { void M() { a = [type]; f([field], [event]); } }",
        'class C { void M() { f($@"a ""{x}"""); g(@$"{{""}}{y}"" "); h(); } void N() { } }',
    ],
)
def test_files_that_parse_at_the_second_try(code: str) -> None:
    assert lowered(code).problems == ()


def test_branches_that_parse_are_both_kept() -> None:
    code = "class C { bool async;\n#if A\nvoid M() { }\n#else\nvoid N() { }\n#endif\nbool O() => async; }"
    assert [function.name for function in lowered(code).functions] == ["M", "N", "O"]


def test_one_branch_too_many_costs_no_other_group_its_branches() -> None:
    whole = "#if A\nvoid M() { f(); }\n#else\nvoid M() { g(); }\n#endif\n"
    code = f"class C {{\n{whole}void N() {{\n#if B\nif (a) {{\n#else\nif (b) {{\n#endif\nh(); }} }} }}"
    assert [function.name for function in lowered(code).functions] == ["M", "M", "N"]
    assert lowered(code).problems == ()


def test_what_is_tried_never_makes_it_worse() -> None:
    code = b"class C { bool async = ; void M() { int = async; } }"
    assert bytes_in(parsed(code).errors) <= bytes_in(parse(code).errors)


def test_names_and_offsets_are_those_of_the_source() -> None:
    found = lowered("class C { void M() { f(async: x, é?.y = 1); s.async = 2; } }")
    (call,) = (event for event in found.functions[0].blocks[0].events if hasattr(event, "arguments"))
    assert call.arguments[0].name == "async"


def test_threads_may_parse_at_once() -> None:
    code = b"class C { void M() { if (a) { f(b, c); } else { g(x => x.y); } } }\n" * 300
    with ThreadPoolExecutor(8) as pool:
        roots = list(pool.map(lambda blanks: parse(code + b" " * blanks).root, range(24)))
    assert [(root.kind, len(root.children)) for root in roots] == [("compilation_unit", 300)] * 24


def test_a_call_between_members_is_no_extension_method() -> None:
    """The head of a method that is half typed leaves its statements among the members."""
    body = "if (n == 0) { Lost?.Invoke(this, e); return; } Ticked?.Invoke(this, tick);"
    found = lowered(f"class C {{ public e {{ {body} }} }} }}").functions
    assert [function.flags for function in found if function.name == "Invoke"] == [()]
    extension = "static class E { public static void Invoke(this C c) { } }"
    assert "extension" in lowered(extension).functions[0].flags
