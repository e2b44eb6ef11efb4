"""C# declarations: which functions, types and comments they become."""

from __future__ import annotations

from sockslint.flow.model import Comment, Field, Import, TypeDeclaration
from tests.frontends.programs import expected, lowered, unit


def test_names_resolve_to_members_of_the_class_and_of_those_around_it() -> None:
    assert unit(
        """
        class A { Socket s; int P { get; set; } static void F() { } class B { void M(int t) { s.Close();
        F(); P = 1; x = P; this.y = t; u(); base.v = s; } } }
        """
    ) == expected(
        """
        #0 method A.F() -> void [static]
          0:
            -> exit
        #1 method A.B.M(int t) -> void
          0:
            %1 = discard this.s.Close()
            %2 = discard this.F()
            this.P = 1
            %3 = read this.P
            ::x = %3
            this.y = t
            %4 = discard ::u()
            this.v = this.s
            -> exit
        """
    )


def test_accessors_are_functions() -> None:
    assert unit(
        """
        class C { int a; int A { get => a; set => a = value; } int B => a; int D { get; } = 3; int this[int
        i] { get { return a; } private set { a = i; } } event Action E { add { f(value); } remove { } }
        public abstract int G { get; } }
        """
    ) == expected(
        """
        #0 getter C.A() -> int
          0:
            return this.a
            -> exit
        #1 setter C.A(int value)
          0:
            this.a = value
            -> exit
        #2 getter C.B() -> int
          0:
            return this.a
            -> exit
        #3 getter C.[](int i) -> int
          0:
            return this.a
            -> exit
        #4 setter C.[](int i, int value)
          0:
            this.a = i
            -> exit
        #5 setter C.E(Action value)
          0:
            %1 = discard ::f(value)
            -> exit
        #6 method C.remove_E(Action value)
          0:
            -> exit
        #7 getter C.G() -> int [abstract public]
        #8 constructor C.<init>()
          0:
            this.D: int = 3
            -> exit
        """
    )


def test_constructors_initialisers_and_finalizers() -> None:
    assert unit(
        """
        class C : B { Socket a = new(1), b; static readonly int c = F(); public C(int x) : base(x) { b = a;
        } C() : this(1) => G(); static C() { } ~C() { H(); } }
        """
    ) == expected(
        """
        #0 constructor C.C(int x) [public]
          0:
            %1 = discard base this.base(x)
            this.b = this.a
            -> exit
        #1 constructor C.C()
          0:
            %2 = discard base this.this(1)
            %3 = discard ::G()
            -> exit
        #2 constructor C.C() [static]
          0:
            -> exit
        #3 finalizer C.C()
          0:
            %4 = discard ::H()
            -> exit
        #4 constructor C.<init>()
          0:
            %5 = new Socket(1)
            this.a: Socket = %5
            %6 = ::F()
            this.c: int = %6
            -> exit
        """
    )


def test_primary_constructors() -> None:
    assert unit(
        """
        record R(int A, Socket B = null) : Q(A), I { int D => A; } class C(Socket s) : B(s) { void M() =>
        s.Close(); } struct S(params int[] x) { int[] y = x; }
        """
    ) == expected(
        """
        #0 constructor R.R(int A, Socket B = null) [public]
          0:
            %2 = discard base this.base(A)
            this.A: int = A
            this.B: Socket = B
            -> exit
        #1 getter R.D() -> int
          0:
            %1 = read this.A
            return %1
            -> exit
        #2 constructor C.C(Socket s) [public]
          0:
            %4 = discard base this.base(s)
            this.s: Socket = s
            -> exit
        #3 method C.M() -> void
          0:
            %3 = discard this.s.Close()
            -> exit
        #4 constructor S.S(* int[] x) [public]
          0:
            this.x: int[] = x
            this.y: int[] = x
            -> exit
        """
    )


def test_a_type_parameter_is_what_it_must_be() -> None:
    assert unit(
        """
        class C<A, B> : D<A> where A : class where B : N.Peer, new() { A a; List<B> b; void M<E>(E e, N.E f)
        where E : B { var g = new B(); } void O(E e) { } } class F { void P(B b) { } }
        """
    ) == expected(
        """
        #0 method C.M(N.Peer e, N.E f) -> void
          0:
            %1 = new N.Peer()
            g = %1
            -> exit
        #1 method C.O(E e) -> void
          0:
            -> exit
        #2 method F.P(B b) -> void
          0:
            -> exit
        """
    )


def test_a_type_parameter_hides_that_of_the_type_around() -> None:
    assert unit(
        """
        class C<T> where T : Socket { class D<T> where T : class, ISource { void M(T t) { } } class E<T> { void
        N(T t) { } } class F<U> where U : IList<T> { void O(U u) { } } }
        """
    ) == expected(
        """
        #0 method C.D.M(ISource t) -> void
          0:
            -> exit
        #1 method C.E.N(T t) -> void
          0:
            -> exit
        #2 method C.F.O(IList<Socket> u) -> void
          0:
            -> exit
        """
    )


def test_type_parameters_in_one_another_grow_no_longer_than_a_type_is() -> None:
    depth = 30
    heads = [f"class C{n}<T{n}> where T{n} : P<T{n - 1}, T{n - 1}> {{" for n in range(1, depth)]
    program = f"class C0<T0> where T0 : Socket {{ {' '.join(heads)} void M(T{depth - 1} t) {{ }} {'}' * depth}"
    (method,) = lowered(program).functions
    assert len(method.parameters[0].type or "") < 500


def test_what_is_not_implemented_is_as_good_as_abstract() -> None:
    assert unit(
        """
        class C { virtual int M() { throw new NotImplementedException(); } virtual int N() => throw new
        System.NotImplementedException("N"); int O() { throw new NotImplementedException(); } }
        """
    ) == expected(
        """
        #0 method C.M() -> int [virtual abstract]
          0:
            %1 = new NotImplementedException()
            raise NotImplementedException %1
            -> raise
        #1 method C.N() -> int [virtual abstract]
          0:
            %2 = new System.NotImplementedException('N')
            raise System.NotImplementedException %2
            -> raise
        #2 method C.O() -> int
          0:
            %3 = new NotImplementedException()
            raise NotImplementedException %3
            -> raise
        """
    )


def test_interfaces_and_bodiless_members() -> None:
    assert unit(
        """
        interface I { void M(); int P { get; set; } void N() => M(); static void S() { } } abstract class C
        { abstract void A(); partial void B(); extern static int D(); }
        """
    ) == expected(
        """
        #0 method I.M() -> void [public abstract]
        #1 getter I.P() -> int [public abstract]
        #2 setter I.P(int value) [public abstract]
        #3 method I.N() -> void [public]
          0:
            %1 = discard this.M()
            -> exit
        #4 method I.S() -> void [static public]
          0:
            -> exit
        #5 method C.A() -> void [abstract]
        #6 method C.B() -> void
        #7 method C.D() -> int [static]
        """
    )


def test_flags() -> None:
    assert unit(
        """
        class C { public static async Task A() { await f(); } protected virtual void B() { } internal
        override void D() { } private protected void E() { } void OnX(object sender, SocketAsyncEventArgs e)
        { } static void F(this Socket s) { } IEnumerable<int> G() { yield break; } void I.H() { } }
        """
    ) == expected(
        """
        #0 method C.A() -> Task [static async public]
          0:
            %1 = await discard ::f()
            -> exit
        #1 method C.B() -> void [virtual public]
          0:
            -> exit
        #2 method C.D() -> void [override]
          0:
            -> exit
        #3 method C.E() -> void
          0:
            -> exit
        #4 method C.OnX(object sender, SocketAsyncEventArgs e) -> void
          0:
            -> exit
        #5 method C.F(Socket s) -> void [static extension]
          0:
            -> exit
        #6 method C.G() -> IEnumerable<int> [generator]
          0:
            return
            -> exit
        #7 method C.H() -> void [public]
          0:
            -> exit
        """
    )


def test_operators() -> None:
    assert unit(
        """
        class C { public static C operator +(C a, C b) => a; public static implicit operator int(C c) {
        return 1; } }
        """
    ) == expected(
        """
        #0 method C.operator +(C a, C b) -> C [static public]
          0:
            return a
            -> exit
        #1 method C.operator int(C c) -> int [static public]
          0:
            return 1
            -> exit
        """
    )


def test_expression_bodies() -> None:
    assert unit(
        """
        class C { int A() => f(); void B() => f(); async Task D() => await f(); async Task<int> E() => await
        f(); Task F() => f(); int G() => throw new E(); Socket H() => new(1); }
        """
    ) == expected(
        """
        #0 method C.A() -> int
          0:
            %1 = ::f()
            return %1
            -> exit
        #1 method C.B() -> void
          0:
            %2 = discard ::f()
            -> exit
        #2 method C.D() -> Task [async]
          0:
            %3 = await discard ::f()
            -> exit
        #3 method C.E() -> Task<int> [async]
          0:
            %4 = await ::f()
            return %4
            -> exit
        #4 method C.F() -> Task
          0:
            %5 = ::f()
            return %5
            -> exit
        #5 method C.G() -> int
          0:
            %6 = new E()
            raise E %6
            -> raise
        #6 method C.H() -> Socket
          0:
            %7 = new Socket(1)
            return %7
            -> exit
        """
    )


def test_parameters() -> None:
    assert unit(
        """
        class C { void M(Socket s, ref int a, out int b, in int c, int d = 3, Flags f =
        Flags.None, params object[] g) { b = a; } }
        """
    ) == expected(
        """
        #0 method C.M(Socket s, ref int a, out int b, int c, int d = 3, Flags f = other(), * object[] g) -> void
          0:
            b = a
            -> exit
        """
    )


def test_top_level_statements() -> None:
    assert unit(
        """
        using System;
        var s = Connect(args[0]);
        s.Close();
        Socket Connect(string h) { return new Socket(h); }
        class C { }
        """
    ) == expected(
        """
        #0 module <module>(string[] args)
          0:
            Connect = λ1
            %1 = Connect(element(args, 0))
            s = %1
            %2 = discard s.Close()
            -> exit
        #1 nested Connect(string h) -> Socket in #0
          0:
            %3 = new Socket(h)
            return %3
            -> exit
        """
    )


def test_methods_in_both_branches() -> None:
    assert unit(
        """
        class C {
        #if A
          void M() { f(); }
        #else
          void M() { g(); }
        #endif
        }
        """
    ) == expected(
        """
        #0 method C.M() -> void
          0:
            %1 = discard ::f()
            -> exit
        #1 method C.M() -> void
          0:
            %2 = discard ::g()
            -> exit
        """
    )


def test_types_namespaces_and_imports() -> None:
    found = lowered(
        """
        global using System; using S = System.Net.Sockets.Socket; using static System.Math; using P = (int, string);
        namespace A.B {
          using Q;
          partial class C<T, in U> : D<int>, E where T : class { enum F : byte { X, [Y] Z = 3 } struct G { } }
        }
        namespace H { interface I : J { } record struct K; delegate void L(); }
        """
    )
    assert found.imports == (
        Import("", "System"),
        Import("S", "System.Net.Sockets.Socket"),
        Import("*", "System.Math"),
        Import("P", "(int, string)"),
        Import("", "Q"),
    )
    assert found.namespaces == ("A.B", "H")
    assert [(type_.name, type_.kind, type_.bases) for type_ in found.types] == [
        ("A.B.C.F", "enum", ("byte",)),
        ("A.B.C.G", "struct", ()),
        ("A.B.C", "class", ("D<int>", "E")),
        ("H.I", "interface", ("J",)),
        ("H.K", "struct", ()),
    ]
    assert found.types[0].fields[0] == Field("X", "F", "field", ("static", "public"))


def test_a_namespace_for_the_whole_file() -> None:
    found = lowered("namespace A.B;\nclass C { class D { void M() { } } }")
    assert found.namespaces == ("A.B",)
    assert [type_.name for type_ in found.types] == ["A.B.C.D", "A.B.C"]
    assert found.functions[0].owner == "A.B.C.D"


def test_fields_properties_and_events_are_storage() -> None:
    (type_,) = lowered(
        """
        class C {
          Socket a, b; public static int c = 1; protected Foo<int> P { get; set; } public event Action E, F;
          bool Q => a.Connected;
        #if X
          int d;
        #endif
        }
        """
    ).types
    assert isinstance(type_, TypeDeclaration)
    assert type_.fields == (
        Field("a", "Socket"),
        Field("b", "Socket"),
        Field("c", "int", "field", ("static", "public")),
        Field("P", "Foo<int>", "property", ("public",)),
        Field("E", "Action", "event", ("public",)),
        Field("F", "Action", "event", ("public",)),
        Field("Q", "bool", "property"),
        Field("d", "int"),
    )


def test_comments_that_may_suppress_findings_are_kept() -> None:
    found = lowered(
        """
        class C { // NOQA
          // nothing of interest
          /* sockslint: ignore[SOCK101] */ int a;
        #pragma warning disable SOCK101, CS0168
        #pragma warning restore
        #pragma warning disable CS0168
        #pragma warning disable // all of them
        }
        """
    )
    assert [(comment.text, comment.own_line) for comment in found.comments] == [
        ("// NOQA", False),
        ("/* sockslint: ignore[SOCK101] */", True),
        ("#pragma warning disable SOCK101, CS0168", True),
        ("#pragma warning restore", True),
        ("#pragma warning disable // all of them", True),
    ]


def test_attributes_that_suppress_findings_have_a_scope() -> None:
    code = (
        'class C { [Foo, SuppressMessage("sockslint", "SOCK101")] void M() { } [SuppressMessage("other", "x")] int a; }'
    )
    found = lowered(code)
    (comment,) = found.comments
    assert isinstance(comment, Comment) and comment.scope is not None
    assert comment.text == 'SuppressMessage("sockslint", "SOCK101")'
    assert code[comment.scope.start : comment.scope.end].endswith("void M() { }")
    assert comment.scope == found.functions[0].span


def test_what_cannot_be_parsed_is_a_problem() -> None:
    found = lowered("class C { void A() { f(); } int = ; void B() { g( } }")
    assert found.problems
    assert [function.name for function in found.functions] == ["A", "B"]


def test_a_stray_semicolon_is_no_problem() -> None:
    assert lowered("class C { int a;; void M() { }; }").problems == ()
