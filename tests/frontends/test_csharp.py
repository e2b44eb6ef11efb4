"""C# statements and expressions: what they become, in full."""

from __future__ import annotations

from tests.frontends.programs import expected, flow


def test_locals_keep_their_declared_types() -> None:
    assert flow(
        """
        Socket a = f(); var b = a; int c, d = 1; ref int e = ref d; Foo? g = null;
        """
    ) == expected(
        """
        locals a: Socket, c: int, d: int, e: int, g: Foo?
        0:
          %1 = ::f()
          a: Socket = %1
          b = a
          d: int = 1
          e: int = d
          g: Foo? = null
          -> exit
        """
    )


def test_sibling_scopes_do_not_share_a_place() -> None:
    assert flow(
        """
        { var x = f(); } { Foo x = g(); h(x); }
        """
    ) == expected(
        """
        locals x~2: Foo
        0:
          %1 = ::f()
          x = %1
          %2 = ::g()
          x~2: Foo = %2
          %3 = discard ::h(x~2)
          -> exit
        """
    )


def test_a_member_that_is_read_is_an_event() -> None:
    assert flow(
        """
        int n = s.Available; f(s.Client.Connected, b.Length, l.Count()); g(s.Client.Receive(b));
        """
    ) == expected(
        """
        locals n: int
        0:
          %1 = read ::s.Available
          n: int = %1
          %2 = read ::s.Client.Connected
          %3 = read ::b.Length
          %4 = ::l.Count()
          %5 = discard ::f(%2, len(::b), len(::l))
          %6 = ::s.Client.Receive(::b)
          %7 = discard ::g(%6)
          -> exit
        """
    )


def test_a_path_is_cut_after_four_members() -> None:
    assert flow(
        """
        a.b.c.d.e.f = 1; f(a.b.c.d.e.f.g);
        """
    ) == expected(
        """
        0:
          ::a.b.c.d.e.* = 1
          %1 = read ::a.b.c.d.e.*
          %2 = discard ::f(%1)
          -> exit
        """
    )


def test_elements() -> None:
    assert flow(
        """
        x = a[i]; a[i] = b; a[i].Close(); x = a[1..n]; x = m[i, j]; f(a[0][1]);
        """
    ) == expected(
        """
        0:
          ::x = element(::a, ::i)
          ::a.[] = ::b
          %1 = discard ::a.[].Close()
          ::x = slice(::a, 1, ::n)
          ::x = element(::m, ::i, ::j)
          %2 = discard ::f(element(::a.[], 1))
          -> exit
        """
    )


def test_empty_strings() -> None:
    assert flow(
        """
        x = string.Empty; y = String.Empty; z = "";
        """
    ) == expected(
        """
        0:
          ::x = ''
          ::y = ''
          ::z = ''
          -> exit
        """
    )


def test_literals() -> None:
    assert flow(
        r'''
        f(1, 0x1F, 0b11, 1_000L, -2, 1.5, 2m, 'c', '\n', "a\tb\u0041", @"c:\""x""", """raw""");
        f(true, null, default, default(int), default(bool), default(Foo), u8: "x"u8);
        '''
    ) == expected(
        r"""
        0:
          %1 = discard ::f(1, 31, 3, 1000, -2, other(), other(), 'c', '\n', 'a\tbA', 'c:\\"x"', 'raw')
          %2 = discard ::f(True, null, null, 0, False, null, u8: 'x')
          -> exit
        """
    )


def test_casts() -> None:
    assert flow(
        """
        var a = (Socket)x; var b = x as Socket; ((Socket)x).Close(); var c = (byte)3; (x as Foo).Bar.Baz();
        """
    ) == expected(
        """
        0:
          a = cast:Socket(::x)
          b = cast:Socket(::x)
          %1: Socket = cast:Socket(::x)
          %2 = discard %1.Close()
          c = 3
          %3: Foo = cast:Foo(::x)
          %4 = discard %3.Bar.Baz()
          -> exit
        """
    )


def test_compound_assignment() -> None:
    assert flow(
        """
        n += k; n -= 1; n <<= 2; n >>>= 1; a.b += 2; c[i] |= 3; n++; --n; x = n++; y = ++n;
        """
    ) == expected(
        """
        0:
          ::n = (::n + ::k)
          ::n = (::n - 1)
          ::n = (::n << 2)
          ::n = (::n >> 1)
          ::a.b = (::a.b + 2)
          ::c.[] = (::c.[] | 3)
          ::n = (::n + 1)
          ::n = (::n - 1)
          %1 = ::n
          ::n = (::n + 1)
          ::x = %1
          ::n = (::n + 1)
          ::y = ::n
          -> exit
        """
    )


def test_assignment_as_a_value() -> None:
    assert flow(
        """
        a = b = f(); while ((n = s.Read(b)) > 0) g(n); c.d = e.f = h(); s.ReadTimeout = s.WriteTimeout = 500;
        """
    ) == expected(
        """
        0:
          %1 = ::f()
          ::b = %1
          ::a = ::b
          -> 1
        1:
          %3 = ::s.Read(::b)
          ::n = %3
          -> (::n > 0) ? 2 : 3
        2:
          %2 = discard ::g(::n)
          -> 1
        3:
          %4 = ::h()
          ::e.f = %4
          ::c.d = ::e.f
          ::s.WriteTimeout = 500
          ::s.ReadTimeout = 500
          -> exit
        """
    )


def test_null_conditional_call() -> None:
    assert flow(
        """
        s?.Close(); var n = s?.Receive(b); a?.b?.c(1)?.d[2].e(); await s?.FlushAsync();
        """
    ) == expected(
        """
        0:
          -> (::s != null) ? 1 : 2
        1:
          %1 = discard ::s.Close()
          -> 2
        2:
          -> (::s != null) ? 3 : 10
        3:
          %3 = ::s.Receive(::b)
          %2 = %3
          -> 4
        4:
          n = %2
          -> (::a != null) ? 5 : 8
        5:
          -> (::a.b != null) ? 6 : 8
        6:
          %4 = ::a.b.c(1)
          -> (%4 != null) ? 7 : 8
        7:
          %5 = discard %4.d.[].e()
          -> 8
        8:
          -> (::s != null) ? 9 : exit
        9:
          %6 = await discard ::s.FlushAsync()
          -> exit
        10:
          %2 = null
          -> 4
        """
    )


def test_null_conditional_condition() -> None:
    assert flow(
        """
        if (s?.Connected == true) f(); if (s?.Connected ?? true) g(); if (s?.Connected != true) h(); if
        (s?.Count > 0) i(); if (s?.b == null) j();
        """
    ) == expected(
        """
        0:
          -> (::s != null) ? 1 : 3
        1:
          %1 = read ::s.Connected
          -> (%1 == True) ? 2 : 3
        2:
          %2 = discard ::f()
          -> 3
        3:
          -> (::s != null) ? 4 : 5
        4:
          %3 = read ::s.Connected
          -> %3 ? 5 : 6
        5:
          %4 = discard ::g()
          -> 6
        6:
          -> (::s != null) ? 7 : 14
        7:
          %5 = read ::s.Connected
          -> (%5 == True) ? 8 : 14
        8:
          -> (::s != null) ? 9 : 11
        9:
          %7 = read ::s.Count
          -> (len(::s) > 0) ? 10 : 11
        10:
          %8 = discard ::i()
          -> 11
        11:
          -> (::s != null) ? 12 : 13
        12:
          %9 = read ::s.b
          -> (%9 != null) ? exit : 13
        13:
          %10 = discard ::j()
          -> exit
        14:
          %6 = discard ::h()
          -> 8
        """
    )


def test_coalescing() -> None:
    assert flow(
        """
        x = a ?? b; y ??= f(); z = a?.b ?? c; w = a ?? throw new E();
        """
    ) == expected(
        """
        0:
          -> (::a != null) ? 1 : 12
        1:
          %1 = ::a
          -> 2
        2:
          ::x = %1
          -> (::y == null) ? 3 : 4
        3:
          %2 = ::f()
          ::y = %2
          -> 4
        4:
          -> (::a != null) ? 5 : 11
        5:
          %4 = read ::a.b
          -> (%4 != null) ? 6 : 11
        6:
          %3 = %4
          -> 7
        7:
          ::z = %3
          -> (::a != null) ? 8 : 10
        8:
          %5 = ::a
          -> 9
        9:
          ::w = %5
          -> exit
        10:
          %6 = new E()
          raise E %6
          -> raise
        11:
          %3 = ::c
          -> 7
        12:
          %1 = ::b
          -> 2
        """
    )


def test_short_circuit() -> None:
    assert flow(
        """
        if (a && b || !c) f(); bool d = a && b; bool e = a == 0, g = !e; return;
        """
    ) == expected(
        """
        locals d: bool, e: bool, g: bool
        0:
          -> ::a ? 1 : 8
        1:
          -> ::b ? 2 : 8
        2:
          %1 = discard ::f()
          -> 3
        3:
          -> ::a ? 4 : 7
        4:
          -> ::b ? 5 : 7
        5:
          %2 = True
          -> 6
        6:
          d: bool = %2
          e: bool = (::a == 0)
          g: bool = not(e)
          return
          -> exit
        7:
          %2 = False
          -> 6
        8:
          -> ::c ? 3 : 2
        """
    )


def test_comparison_with_a_truth() -> None:
    assert flow(
        """
        if (a.b == false) f(); if (a.b != true) g(); bool x = a.b == true; if (true == h()) i();
        """
    ) == expected(
        """
        locals x: bool
        0:
          %1 = read ::a.b
          -> %1 ? 1 : 5
        1:
          %3 = read ::a.b
          -> %3 ? 2 : 4
        2:
          %5 = read ::a.b
          x: bool = %5
          %6 = ::h()
          -> %6 ? 3 : exit
        3:
          %7 = discard ::i()
          -> exit
        4:
          %4 = discard ::g()
          -> 2
        5:
          %2 = discard ::f()
          -> 1
        """
    )


def test_conditional_expression() -> None:
    assert flow(
        """
        x = a > 0 ? f() : g(); if (a ? b : c) h();
        """
    ) == expected(
        """
        0:
          -> (::a > 0) ? 1 : 7
        1:
          %2 = ::f()
          %1 = %2
          -> 2
        2:
          ::x = %1
          -> ::a ? 3 : 6
        3:
          %4 = ::b
          -> 4
        4:
          -> %4 ? 5 : exit
        5:
          %5 = discard ::h()
          -> exit
        6:
          %4 = ::c
          -> 4
        7:
          %3 = ::g()
          %1 = %3
          -> 2
        """
    )


def test_awaiting() -> None:
    assert flow(
        """
        await f(); var x = await s.ReadAsync(b).ConfigureAwait(false); await
        s.WriteAsync(b).ConfigureAwait(false); await t; y = await (g()); _ = h(); _ = await i();
        """
    ) == expected(
        """
        0:
          %1 = await discard ::f()
          %2 = await ::s.ReadAsync(::b)
          %3 = await %2.ConfigureAwait(False)
          x = %2
          %4 = await discard ::s.WriteAsync(::b)
          %5 = await discard %4.ConfigureAwait(False)
          %6 = await ::g()
          ::y = %6
          %7 = discard ::h()
          %8 = await discard ::i()
          -> exit
        """
    )


def test_arguments() -> None:
    assert flow(
        """
        f(a, ref b, out c, in d, name: e, out var g, out int h, out _, i.j, ref k.l); h = g;
        """
    ) == expected(
        """
        locals h: int
        0:
          %1 = read ::i.j
          %2 = discard ::f(::a, ref ::b, out ::c, ::d, name: ::e, out g, out h, out other(), %1, ref ::k.l)
          h = g
          -> exit
        """
    )


def test_calls_of_all_kinds() -> None:
    assert flow(
        """
        f(); this.f(); base.f(); a.b.c(); d[0](1); e()(2); Foo<int>(3); a.Bar<X, Y>(); new T().g();
        "x".Split(); int.Parse(s); nameof(a.b.c);
        """
    ) == expected(
        """
        0:
          %1 = discard ::f()
          %2 = discard this.f()
          %3 = discard base this.f()
          %4 = discard ::a.b.c()
          %5 = discard ::d.[](1)
          %6 = ::e()
          %7 = discard %6(2)
          %8 = discard ::Foo(3)
          %9 = discard ::a.Bar()
          %10 = new T()
          %11 = discard %10.g()
          %12 = discard 'x'.Split()
          %13 = discard ::int.Parse(::s)
          -> exit
        """
    )


def test_target_typed_new() -> None:
    assert flow(
        """
        Socket a = new(1); a = new(2); List<int>? b = new() { 1 }; var c = new(3);
        """
    ) == expected(
        """
        locals a: Socket, b: List<int>?
        0:
          %1 = new Socket(1)
          a: Socket = %1
          %2 = new Socket(2)
          a = %2
          %3 = new List<int>()
          %3.[] = 1
          b: List<int>? = %3
          %4 = new (3)
          c = %4
          -> exit
        """
    )


def test_object_initialiser() -> None:
    assert flow(
        """
        var a = new Foo(x) { A = 1, B = { C = 2, D = { 3 } }, E = { 4, 5 }, ["k"] = v, F = new Bar { G = 6 }
        };
        """
    ) == expected(
        """
        0:
          %1 = new Foo(::x)
          %1.A = 1
          %1.B.C = 2
          %1.B.D.[] = 3
          %1.E.[] = 4
          %1.E.[] = 5
          %1.[] = ::v
          %2 = new Bar()
          %2.G = 6
          %1.F = %2
          a = %1
          -> exit
        """
    )


def test_collection_initialiser() -> None:
    assert flow(
        """
        var a = new List<Foo> { x, new Foo { A = 1 } }; var d = new Dictionary<string, Foo> { { "a", x },
        ["b"] = y };
        """
    ) == expected(
        """
        0:
          %1 = new List<Foo>()
          %1.[] = ::x
          %2 = new Foo()
          %2.A = 1
          %1.[] = %2
          a = %1
          %3 = new Dictionary<string, Foo>()
          %3.[] = tuple('a', ::x)
          %3.[] = ::y
          d = %3
          -> exit
        """
    )


def test_arrays() -> None:
    assert flow(
        """
        var a = new byte[1024]; var b = new[] { x, y }; var c = new byte[] { 1 }; int[] d = { 1, 2 }; int[]
        e = [1, ..d]; var g = new int[2, n]; var h = new int[3][]; var i = stackalloc int[3];
        """
    ) == expected(
        """
        locals d: int[], e: int[]
        0:
          %1 = new byte[](1024)
          a = %1
          b = collection(::x, ::y)
          c = collection(1)
          d: int[] = collection(1, 2)
          e: int[] = collection(1, element(d))
          %2 = new int[](2, ::n)
          g = %2
          %3 = new int[3][](3)
          h = %3
          %4 = new int[](3)
          i = %4
          -> exit
        """
    )


def test_anonymous_object() -> None:
    assert flow(
        """
        var a = new { Socket = s, b.C, d };
        """
    ) == expected(
        """
        0:
          %1 = new ()
          %1.Socket = ::s
          %2 = read ::b.C
          %1.C = %2
          %1.d = ::d
          a = %1
          -> exit
        """
    )


def test_with_expression() -> None:
    assert flow(
        """
        var b = a with { X = 1, Y = { Z = 2 } };
        """
    ) == expected(
        """
        0:
          %1 = other(::a)
          %1.X = 1
          %1.Y.Z = 2
          b = %1
          -> exit
        """
    )


def test_tuples() -> None:
    assert flow(
        """
        var t = (a, b: f()); var (x, y) = t; (int z, var w) = g(); (p.q, _) = h(); (i, j) = (j, i); foreach
        (var (k, v) in d) k(v);
        """
    ) == expected(
        """
        locals z: int
        0:
          %1 = ::f()
          t = tuple(::a, %1)
          x = item:0(t)
          y = item:1(t)
          %2 = ::g()
          z: int = item:0(%2)
          w = item:1(%2)
          %3 = ::h()
          ::p.q = item:0(%3)
          %4 = ::j
          %5 = ::i
          ::i = %4
          ::j = %5
          -> 1
        1:
          -> iterates(::d) ? 2 : exit
        2:
          %6 = element(::d)
          k = item:0(%6)
          v = item:1(%6)
          %7 = discard k(v)
          -> 1
        """
    )


def test_interpolated_string() -> None:
    assert flow(
        r"""
        f($"{a.B,3:X2} {{ {g()} }}", $"plain", $@"c:\{x}");
        """
    ) == expected(
        """
        0:
          %1 = read ::a.B
          %2 = ::g()
          %3 = discard ::f(text(%1, %2), 'plain', text(::x))
          -> exit
        """
    )


def test_operators_before_null_conditional_access() -> None:
    assert flow(
        """
        x = a == b?.c; if (a && b?.c == true) f(); await b?.g(); y = (Foo)b?.d;
        """
    ) == expected(
        """
        0:
          -> (::b != null) ? 1 : 12
        1:
          %2 = read ::b.c
          %1 = %2
          -> 2
        2:
          ::x = (::a == %1)
          -> ::a ? 3 : 6
        3:
          -> (::b != null) ? 4 : 6
        4:
          %3 = read ::b.c
          -> (%3 == True) ? 5 : 6
        5:
          %4 = discard ::f()
          -> 6
        6:
          -> (::b != null) ? 7 : 8
        7:
          %5 = await discard ::b.g()
          -> 8
        8:
          -> (::b != null) ? 9 : 11
        9:
          %7 = read ::b.d
          %6 = %7
          -> 10
        10:
          ::y = cast:Foo(%6)
          -> exit
        11:
          %6 = null
          -> 10
        12:
          %1 = null
          -> 2
        """
    )


def test_what_looks_like_a_cast() -> None:
    assert flow(
        """
        if ((a) && b) f(); x = (a) - b; x = (a) & b; x = (a)[0]; x = (int)-b;
        """
    ) == expected(
        """
        0:
          -> ::a ? 1 : 3
        1:
          -> ::b ? 2 : 3
        2:
          %1 = discard ::f()
          -> 3
        3:
          ::x = (::a - ::b)
          ::x = (::a & ::b)
          ::x = element(::a, 0)
          ::x = cast:int(neg(::b))
          -> exit
        """
    )


def test_query() -> None:
    assert flow(
        """
        var q = from x in xs join y in ys on x.a equals y.b from z in x.Items where z.Ok select z;
        """
    ) == expected(
        """
        0:
          %1 = read x.Items
          q = other(::xs, ::ys, %1)
          -> exit
        """
    )


def test_lambda_captures_and_renames() -> None:
    assert flow(
        """
        int n = 0; var f = x => { n = x; int y = n; }; int y = 2; Func<int> g = () => y; h(delegate (int y2)
        { return y2; }); k(delegate { });
        """
    ) == expected(
        """
          locals n: int, y~2: int, g: Func<int>
          0:
            n: int = 0
            f = λ1
            y~2: int = 2
            g: Func<int> = λ2
            %1 = discard ::h(λ3)
            %2 = discard ::k(λ4)
            -> exit
        #1 lambda C.<lambda>(x) in #0
          locals y: int
          0:
            n = x
            y: int = n
            -> exit
        #2 lambda C.<lambda>() in #0
          0:
            return y~2
            -> exit
        #3 lambda C.<lambda>(int y2) in #0
          0:
            return y2
            -> exit
        #4 lambda C.<lambda>() in #0
          0:
            -> exit
        """
    )


def test_nested_locals_do_not_clash() -> None:
    assert flow(
        """
        void G() { int a = 1; F(() => { int b = a; }); } int a = 2; int b = 3; H((a, c) => a + b + c);
        """
    ) == expected(
        """
          locals a~2: int, b~2: int
          0:
            G = λ1
            a~2: int = 2
            b~2: int = 3
            %2 = discard ::H(λ3)
            -> exit
        #1 nested C.G() -> void in #0
          locals a: int
          0:
            a: int = 1
            %1 = discard ::F(λ2)
            -> exit
        #2 lambda C.<lambda>() in #1
          locals b: int
          0:
            b: int = a
            -> exit
        #3 lambda C.<lambda>(a@3, c) in #0
          0:
            return ((a@3 + b~2) + c)
            -> exit
        """
    )


def test_local_functions_are_known_before_they_stand() -> None:
    assert flow(
        """
        G(1); int x = 0; void G(int p) { x = p; if (p > 0) G(p - 1); }
        """
    ) == expected(
        """
          locals x: int
          0:
            G = λ1
            %1 = discard G(1)
            x: int = 0
            -> exit
        #1 nested C.G(int p) -> void in #0
          0:
            x = p
            -> (p > 0) ? 1 : exit
          1:
            %2 = discard G((p - 1))
            -> exit
        """
    )


def test_discards() -> None:
    assert flow(
        """
        _ = f(); (_, var b) = g(); if (h(out _)) i();
        """
    ) == expected(
        """
        0:
          %1 = discard ::f()
          %2 = ::g()
          b = item:1(%2)
          %3 = ::h(out other())
          -> %3 ? 1 : exit
        1:
          %4 = discard ::i()
          -> exit
        """
    )


def test_throwing() -> None:
    assert flow(
        """
        if (a) throw new FooException("x"); if (b) throw; try { f(); } catch (IOException e) { throw e; }
        throw g();
        """
    ) == expected(
        """
        locals e: IOException
        0:
          -> ::a ? 1 : 2
        1:
          %1 = new FooException('x')
          raise FooException %1
          -> raise
        2:
          -> ::b ? 3 : 4
        3:
          raise ?
          -> raise
        4: ^6
          %2 = discard ::f()
          -> 5
        5:
          %3 = ::g()
          raise ? %3
          -> raise
        6:
          -> catch IOException: 7, else: raise
        7:
          e: IOException = caught()
          raise IOException e
          -> raise
        """
    )


def test_is_type_and_constants() -> None:
    assert flow(
        """
        if (x is Socket) f(); if (x is null || y is not null) g(); bool b = x is not 3; bool c = n is > 0
        and < 5; if (x is Foo or Bar) h(); if (x is int[]) i();
        """
    ) == expected(
        """
        locals b: bool, c: bool
        0:
          -> is:Socket(::x) ? 1 : 2
        1:
          %1 = discard ::f()
          -> 2
        2:
          -> (::x == null) ? 3 : 13
        3:
          %2 = discard ::g()
          -> 4
        4:
          b: bool = not((::x == 3))
          -> (::n > 0) ? 5 : 12
        5:
          -> (::n < 5) ? 6 : 12
        6:
          %3 = True
          -> 7
        7:
          c: bool = %3
          -> is:Foo(::x) ? 8 : 11
        8:
          %4 = discard ::h()
          -> 9
        9:
          -> is:int[](::x) ? 10 : exit
        10:
          %5 = discard ::i()
          -> exit
        11:
          -> is:Bar(::x) ? 8 : 9
        12:
          %3 = False
          -> 7
        13:
          -> (::y == null) ? 4 : 3
        """
    )


def test_is_declares() -> None:
    assert flow(
        """
        if (!(x is Socket s)) return; s.Close(); if (y is Foo { A: { B: > 1 } c, Count: 0 } d) d.E(c);
        """
    ) == expected(
        """
        locals s: Socket, d: Foo
        0:
          -> is:Socket(::x) ? 1 : 9
        1:
          s: Socket = ::x
          -> 2
        2:
          %1 = discard s.Close()
          -> is:Foo(::y) ? 3 : exit
        3:
          %2 = read ::y.A
          -> (%2 != null) ? 4 : exit
        4:
          %3 = read %2.B
          -> (%3 > 1) ? 5 : exit
        5:
          c = %2
          -> 6
        6:
          %4 = read ::y.Count
          -> (len(::y) == 0) ? 7 : exit
        7:
          d: Foo = ::y
          -> 8
        8:
          %5 = discard d.E(c)
          -> exit
        9:
          return
          -> exit
        """
    )


def test_is_positional_and_lists() -> None:
    assert flow(
        """
        if (x is (1, var a)) f(a); if (x is Foo(var b, _) { C: null }) g(b); if (l is [1, .., var z]) h(z);
        if (l is []) i();
        """
    ) == expected(
        """
        0:
          -> (item:0(::x) == 1) ? 1 : 3
        1:
          a = item:1(::x)
          -> 2
        2:
          %1 = discard ::f(a)
          -> 3
        3:
          -> is:Foo(::x) ? 4 : 7
        4:
          b = item:0(::x)
          -> 5
        5:
          %2 = read ::x.C
          -> (%2 == null) ? 6 : 7
        6:
          %3 = discard ::g(b)
          -> 7
        7:
          -> (len(::l) >= 2) ? 8 : 11
        8:
          -> (element(::l, 0) == 1) ? 9 : 11
        9:
          z = element(::l, -1)
          -> 10
        10:
          %4 = discard ::h(z)
          -> 11
        11:
          -> (len(::l) == 0) ? 12 : exit
        12:
          %5 = discard ::i()
          -> exit
        """
    )


def test_operators_after_patterns() -> None:
    assert flow(
        """
        if (x && a is null || y) f(); if (a is Foo && b is > 3 and < 5 || c) g(); z = a is null ? b : c; z =
        a is > 3 ? b : c;
        """
    ) == expected(
        """
        0:
          -> ::x ? 1 : 15
        1:
          -> (::a == null) ? 2 : 15
        2:
          %1 = discard ::f()
          -> 3
        3:
          -> is:Foo(::a) ? 4 : 14
        4:
          -> (::b > 3) ? 5 : 14
        5:
          -> (::b < 5) ? 6 : 14
        6:
          %2 = discard ::g()
          -> 7
        7:
          -> (::a == null) ? 8 : 13
        8:
          %3 = ::b
          -> 9
        9:
          ::z = %3
          -> (::a > 3) ? 10 : 12
        10:
          %4 = ::b
          -> 11
        11:
          ::z = %4
          -> exit
        12:
          %4 = ::c
          -> 11
        13:
          %3 = ::c
          -> 9
        14:
          -> ::c ? 6 : 7
        15:
          -> ::y ? 2 : 3
        """
    )


def test_switch_statement() -> None:
    assert flow(
        """
        switch (n) { case 0: return; case 1: case 2 when a: f(); break; case > 5: goto case 0; default: g();
        break; }
        """
    ) == expected(
        """
        0:
          -> (::n == 0) ? 1 : 2
        1:
          return
          -> exit
        2:
          -> (::n == 1) ? 3 : 4
        3:
          %1 = discard ::f()
          -> exit
        4:
          -> (::n == 2) ? 5 : 6
        5:
          -> ::a ? 3 : 6
        6:
          -> (::n > 5) ? 1 : 7
        7:
          %2 = discard ::g()
          -> exit
        """
    )


def test_switch_patterns() -> None:
    assert flow(
        """
        switch (o) { case Foo f when f.A: f.B(); break; case null: break; case SocketError.Success: c();
        break; case MAX: d(); break; }
        """
    ) == expected(
        """
        locals f: Foo
        0:
          -> is:Foo(::o) ? 1 : 4
        1:
          f: Foo = ::o
          -> 2
        2:
          %1 = read f.A
          -> %1 ? 3 : 4
        3:
          %3 = discard f.B()
          -> exit
        4:
          -> (::o == null) ? exit : 5
        5:
          %2 = read ::SocketError.Success
          -> (::o == %2) ? 6 : 7
        6:
          %4 = discard ::c()
          -> exit
        7:
          -> (::o == ::MAX) ? 8 : exit
        8:
          %5 = discard ::d()
          -> exit
        """
    )


def test_switch_expression() -> None:
    assert flow(
        """
        var x = n switch { 0 => a, > 3 => f(), Foo g => g.B, _ => throw new E() };
        """
    ) == expected(
        """
        locals g: Foo
        0:
          -> (::n == 0) ? 1 : 3
        1:
          %1 = ::a
          -> 2
        2:
          x = %1
          -> exit
        3:
          -> (::n > 3) ? 4 : 5
        4:
          %2 = ::f()
          %1 = %2
          -> 2
        5:
          -> is:Foo(::n) ? 6 : 8
        6:
          g: Foo = ::n
          -> 7
        7:
          %3 = read g.B
          %1 = %3
          -> 2
        8:
          %4 = new E()
          raise E %4
          -> raise
        """
    )


def test_loops() -> None:
    assert flow(
        """
        for (int i = 0, j = 1; i < 3; i++, j--) { if (a) continue; f(i); } for (;;) { if (b) break; } while
        (c) g(); do h(); while (d);
        """
    ) == expected(
        """
        locals i: int, j: int
        0:
          i: int = 0
          j: int = 1
          -> 1
        1:
          -> (i < 3) ? 2 : 5
        2:
          -> ::a ? 3 : 4
        3:
          i = (i + 1)
          j = (j - 1)
          -> 1
        4:
          %1 = discard ::f(i)
          -> 3
        5:
          -> ::b ? 6 : 5
        6:
          -> ::c ? 7 : 8
        7:
          %2 = discard ::g()
          -> 6
        8:
          %3 = discard ::h()
          -> 9
        9:
          -> ::d ? 8 : exit
        """
    )


def test_foreach_loops() -> None:
    assert flow(
        """
        foreach (var c in this.cs) c.Close(); foreach (Socket c in f()) c.Close(); await foreach (var x in
        y) { }
        """
    ) == expected(
        """
        locals c~2: Socket
        0:
          -> iterates(this.cs) ? 1 : 2
        1:
          c = element(this.cs)
          %1 = discard c.Close()
          -> 0
        2:
          %2 = ::f()
          -> 3
        3:
          -> iterates(%2) ? 4 : 5
        4:
          c~2: Socket = element(%2)
          %3 = discard c~2.Close()
          -> 3
        5:
          -> iterates(::y) ? 6 : exit
        6:
          x = element(::y)
          -> 5
        """
    )


def test_using_statement() -> None:
    assert flow(
        """
        using (var a = f()) { g(); } using (h()) i(); using (this.s) { } using (j = k()) l(); await using
        (m) { }
        """
    ) == expected(
        """
        0:
          %1 = ::f()
          a = %1
          -> 1
        1: ^13
          %3 = discard ::g()
          -> 2
        2:
          %4 = discard scope a.Dispose()
          -> 3
        3:
          %5 = ::h()
          -> 4
        4: ^12
          %7 = discard ::i()
          -> 5
        5:
          %8 = discard scope %5.Dispose()
          -> 6
        6:
          %10 = discard scope this.s.Dispose()
          -> 7
        7:
          %11 = ::k()
          ::j = %11
          -> 8
        8: ^11
          %13 = discard ::l()
          -> 9
        9:
          %14 = discard scope ::j.Dispose()
          -> 10
        10:
          %16 = await discard scope ::m.Dispose()
          -> exit
        11:
          %12 = discard scope ::j.Dispose()
          -> raise
        12:
          %6 = discard scope %5.Dispose()
          -> raise
        13:
          %2 = discard scope a.Dispose()
          -> raise
        """
    )


def test_using_declaration() -> None:
    assert flow(
        """
        using var a = f(); using Foo b = g(), c = h(); if (x) return; i();
        """
    ) == expected(
        """
        locals b: Foo, c: Foo
        0:
          %1 = ::f()
          a = %1
          -> 1
        1: ^8
          %3 = ::g()
          b: Foo = %3
          -> 2
        2: ^9
          %5 = ::h()
          c: Foo = %5
          -> 3
        3:
          -> ::x ? 4 : 11
        4: ^10
          return
          -> 5
        5: ^9
          %9 = discard scope c.Dispose()
          -> 6
        6: ^8
          %8 = discard scope b.Dispose()
          -> 7
        7:
          %7 = discard scope a.Dispose()
          -> exit
        8:
          %2 = discard scope a.Dispose()
          -> raise
        9: ^8
          %4 = discard scope b.Dispose()
          -> 8
        10: ^9
          %6 = discard scope c.Dispose()
          -> 9
        11: ^10
          %10 = discard ::i()
          -> 12
        12: ^9
          %11 = discard scope c.Dispose()
          -> 13
        13: ^8
          %12 = discard scope b.Dispose()
          -> 14
        14:
          %13 = discard scope a.Dispose()
          -> exit
        """
    )


def test_try_catch_finally() -> None:
    assert flow(
        """
        try { f(); } catch (SocketException e) when (e.Code == 1) { g(e); } catch (IOException) { return; }
        catch { h(); } finally { i(); }
        """
    ) == expected(
        """
        locals e: SocketException
        0: ^2
          %2 = discard ::f()
          -> 1
        1:
          %7 = discard ::i()
          -> exit
        2:
          -> catch SocketException: 3, IOException: 8, any: 10, else: 6
        3: ^6
          e: SocketException = caught()
          -> 4
        4: ^6
          %5 = read e.Code
          -> (%5 == 1) ? 5 : 7
        5: ^6
          %6 = discard ::g(e)
          -> 1
        6:
          %1 = discard ::i()
          -> raise
        7:
          -> catch IOException: 8, any: 10, else: 6
        8: ^6
          return
          -> 9
        9:
          %4 = discard ::i()
          -> exit
        10: ^6
          %3 = discard ::h()
          -> 1
        """
    )


def test_finally_is_copied_for_each_way_out() -> None:
    assert flow(
        """
        while (a) { try { if (f()) break; if (g()) continue; if (h()) return; } finally { var x = i(); j(()
        => x); } }
        """
    ) == expected(
        """
          0:
            -> ::a ? 1 : exit
          1: ^8
            %3 = ::f()
            -> %3 ? 2 : 3
          2:
            %4 = ::i()
            x = %4
            %5 = discard ::j(λ1)
            -> exit
          3: ^8
            %6 = ::g()
            -> %6 ? 4 : 5
          4:
            %7 = ::i()
            x = %7
            %8 = discard ::j(λ1)
            -> 0
          5: ^8
            %9 = ::h()
            -> %9 ? 6 : 9
          6: ^8
            return
            -> 7
          7:
            %10 = ::i()
            x = %10
            %11 = discard ::j(λ1)
            -> exit
          8:
            %1 = ::i()
            x = %1
            %2 = discard ::j(λ1)
            -> raise
          9:
            %12 = ::i()
            x = %12
            %13 = discard ::j(λ1)
            -> 0
        #1 lambda C.<lambda>() in #0
          0:
            return x
            -> exit
        """
    )


def test_lock_checked_unsafe_fixed() -> None:
    assert flow(
        """
        lock (gate) { f(); } checked { g(); } unsafe { fixed (byte* p = buf) { h(p); *p = 1; p->x(); } } x =
        checked(a + b); y = *q;
        """
    ) == expected(
        """
        locals p: byte*
        0:
          %1 = discard ::f()
          %2 = discard ::g()
          p: byte* = ::buf
          %3 = discard ::h(p)
          p.* = 1
          %4 = discard p.x()
          ::x = (::a + ::b)
          ::y = other(::q)
          -> exit
        """
    )


def test_goto_and_labels() -> None:
    assert flow(
        """
        top: n--; if (n > 0) goto top; { goto end; } end: f();
        """
    ) == expected(
        """
        0:
          ::n = (::n - 1)
          -> (::n > 0) ? 0 : 1
        1:
          %1 = discard ::f()
          -> exit
        """
    )


def test_events() -> None:
    assert flow(
        """
        s.Completed += OnDone_; s.Done += (o, e) => f(); s.X += new EventHandler(g); s.Y -= h; total +=
        length;
        """
    ) == expected(
        """
          0:
            ::s.Completed = ::OnDone_
            ::s.Done = λ1
            %2 = new EventHandler(::g)
            ::s.X = %2
            ::s.Y = (::s.Y - ::h)
            ::total = (::total + ::length)
            -> exit
        #1 lambda C.<lambda>(o, e) in #0
          0:
            %1 = ::f()
            return %1
            -> exit
        """
    )


def test_conditional_compilation() -> None:
    assert flow(
        """
        #if A
        var x = f(); g();
        #elif B
        h(); return;
        #else
        var x = i();
        #endif
        j(x);
        """
    ) == expected(
        """
        0:
          -> ::A ? 1 : 3
        1:
          %1 = ::f()
          x = %1
          %2 = discard ::g()
          -> 2
        2:
          %5 = discard ::j(x)
          -> exit
        3:
          -> ::B ? 4 : 5
        4:
          %3 = discard ::h()
          return
          -> exit
        5:
          %4 = ::i()
          x = %4
          -> 2
        """
    )


def test_yielding() -> None:
    assert flow(
        """
        yield return f(); if (a) yield break; yield return 1;
        """
    ) == expected(
        """
        0:
          %1 = ::f()
          yield %1
          -> ::a ? 1 : 2
        1:
          return
          -> exit
        2:
          yield 1
          -> exit
        """
    )
