"""Code that something happens after, or around: ``using``, ``try``, ``lock``, ``fixed``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeAlias

from sockslint.flow.builder import And, Condition, Handler
from sockslint.flow.model import Call, Const, Expr, Operand, member
from sockslint.frontends.csharp.body import Body
from sockslint.frontends.csharp.directives import ASKING, branches, declarators, spliced
from sockslint.frontends.csharp.operators import asked_by_preprocessor
from sockslint.frontends.csharp.tables import STATEMENTS, statement
from sockslint.frontends.csharp.variables import declare_variable, declare_variables
from sockslint.frontends.trees import Node
from sockslint.text import Span

Rest: TypeAlias = Callable[[], None]

#: How a filter may write the name of a type.
_NAMES = frozenset({"identifier", "qualified_name", "member_access_expression", "generic_name"})


# --- using --------------------------------------------------------------------------------------------------------


def using_declaration(body: Body, node: Node, rest: Rest) -> None:
    """``using T x = v;``: released after the rest of the block."""
    declaration = node.first("variable_declaration")
    if declaration is None:
        rest()
        return
    _using_variables(body, declaration, "await" in node.tokens, rest)


@statement("using_statement")
def using(body: Body, node: Node) -> None:
    """``using (resource) s``."""
    awaited = "await" in node.tokens
    inner = node.part("body")
    with body.scoped():
        declaration = node.first("variable_declaration")
        if declaration is not None:
            _using_variables(body, declaration, awaited, lambda: body.embedded(inner))
            return
        resource = next((child for child in node.children if child is not inner and child.kind != "ERROR"), None)
        if resource is None:
            body.embedded(inner)
            return
        place = body.as_place(body.place(resource), resource)
        _released_after(body, body.span(resource), place, awaited, lambda: body.embedded(inner))


def _using_variables(body: Body, node: Node, awaited: bool, rest: Rest) -> None:
    """Declare resources one after the other, each released after all that follows."""
    type_ = body.file.type(node.part("type"))
    declarators = [child for child in node.children if child.kind == "variable_declarator"]

    def from_(at: int) -> None:
        if at == len(declarators):
            rest()
            return
        place = declare_variable(body, declarators[at], type_)
        if place is None:
            from_(at + 1)
        else:
            _released_after(body, body.span(declarators[at]), place, awaited, lambda: from_(at + 1))

    from_(0)


def released_where_compiled(body: Body, opened: Sequence[Node], rest: Rest) -> None:
    """What the directives of a block have opened, by declarations that are lowered: released after its rest."""
    scope = body.scope

    def release() -> None:
        with body.within(scope):
            _release_where_compiled(body, opened)

    body.builder.try_(rest, finally_=release)


def _release_where_compiled(body: Body, opened: Sequence[Node]) -> None:
    """Release resources, those under a directive where its branch was taken."""
    for node in reversed(spliced(opened)):
        if node.kind not in ASKING:
            for each in reversed(declarators(node)):
                name = each.part("name")
                if name is not None:
                    _release(body, body.span(each), body.declare(name), "await" in node.tokens)
        else:
            own, other = branches(node)
            body.builder.branch(
                asked_by_preprocessor(body, node),
                partial(_release_where_compiled, body, own),
                partial(_release_where_compiled, body, other),
            )


def _released_after(body: Body, span: Span, place: str, awaited: bool, inner: Rest) -> None:
    body.builder.try_(inner, finally_=partial(_release, body, span, place, awaited))


def _release(body: Body, span: Span, place: str, awaited: bool) -> None:
    body.emit(
        Call(
            span,
            body.temporary(),
            place,
            "Dispose",
            member(place, "Dispose"),
            form="scope",
            awaited=awaited,
            discarded=True,
        )
    )


# --- guarded code -------------------------------------------------------------------------------------------------


@statement("try_statement")
def try_(body: Body, node: Node) -> None:
    """``try``/``catch``/``finally``."""
    guarded = node.part("body")
    handlers = [_handler(body, child) for child in node.children if child.kind == "catch_clause"]
    last = node.first("finally_clause")

    def finally_() -> None:
        assert last is not None
        for child in last.children:
            body.statement(child)

    body.builder.try_(lambda: body.embedded(guarded), handlers, finally_=None if last is None else finally_)


def _handler(body: Body, node: Node) -> Handler:
    """A ``catch``. The exception is bound before its filter, which may ask about it. One that asks for types and
    nothing else (``when (e is A or B)``) catches those."""
    declaration, filter_ = node.first("catch_declaration"), node.first("catch_filter_clause")
    test = filter_.unnamed() if filter_ is not None else None
    type_node = declaration.part("type") if declaration is not None else None
    name = declaration.part("name") if declaration is not None else None
    type_ = body.file.type(type_node)
    asked = _types_asked(body, test, name)
    if asked:
        test = None
    with body.scoped() as scope:

        def bind() -> None:
            if name is not None:
                with body.within(scope):
                    body.assign(body.span(name), body.declare(name, type_), Expr("caught"), type_)

        def bound() -> Operand:
            bind()
            return Const(True)

        def handled() -> None:
            with body.within(scope):
                if test is None:
                    bind()
                body.embedded(node.part("body"))

        condition: Condition | None = None
        if test is not None:
            if name is not None:
                body.declare(name, type_)
            condition = And(body.test(bound, body.span(test)), body.condition(test))
    return Handler(asked or (() if type_ is None else (type_,)), handled, condition)


def _types_asked(body: Body, test: Node | None, name: Node | None) -> tuple[str, ...]:
    """The types of which a filter asks whether the exception is of one of them; none if it asks anything else."""
    if test is None or name is None:
        return ()
    if test.kind == "parenthesized_expression":
        return _types_asked(body, test.unnamed(), name)
    match test.kind:
        case "is_pattern_expression":
            subject, asked = test.part("expression"), test.part("pattern")
        case "is_expression":
            subject, asked = test.part("left"), test.part("right")
        case _:
            return ()
    if subject is None or asked is None or body.file.text(subject) != body.file.text(name):
        return ()
    named = list(_alternatives(asked))
    return tuple(body.file.text(each) for each in named) if all(each.kind in _NAMES for each in named) else ()


def _alternatives(node: Node) -> Iterator[Node]:
    """What a pattern chooses among: names of types, if it asks for nothing more."""
    if node.kind in ("or_pattern", "parenthesized_pattern", "constant_pattern", "type_pattern"):
        for child in node.children:
            yield from _alternatives(child)
    else:
        yield node


@statement("lock_statement")
def lock(body: Body, node: Node) -> None:
    """``lock (x) s``: the lock itself is no flow."""
    with body.scoped():
        for child in node.children:
            if child.kind in STATEMENTS:
                body.embedded(child)
            elif child.kind != "ERROR":
                body.value(child)


@statement("fixed_statement")
def fixed(body: Body, node: Node) -> None:
    """``fixed (T* p = x) s``."""
    with body.scoped():
        for child in node.children:
            if child.kind == "variable_declaration":
                declare_variables(body, child)
            else:
                body.embedded(child)
