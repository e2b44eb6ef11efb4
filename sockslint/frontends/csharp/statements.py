"""Statements: blocks, declarations, choices, loops, ways out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, TypeAlias

from sockslint.flow.builder import And, Condition, Handler
from sockslint.flow.model import Call, Const, Expr, Operand, Yield, member
from sockslint.frontends.csharp.assignments import deconstruct
from sockslint.frontends.csharp.body import UNKNOWN, Body
from sockslint.frontends.csharp.creation import typed_value
from sockslint.frontends.csharp.functions import announce, local_function
from sockslint.frontends.csharp.operators import raise_thrown
from sockslint.frontends.csharp.syntax import Node
from sockslint.frontends.csharp.tables import STATEMENTS, statement
from sockslint.text import Span

Rest: TypeAlias = Callable[[], None]

_DECLARATION: Final = "local_declaration_statement"


# --- blocks -------------------------------------------------------------------------------------------------------


@statement("block")
def block(body: Body, node: Node) -> None:
    """``{ ... }``."""
    with body.scoped():
        sequence(body, node.children)


def sequence(body: Body, nodes: Sequence[Node]) -> None:
    """Statements one after the other, in the scope of now. Local functions and labels are known from the first on."""
    announce(body, nodes)
    if body.file.has_labels:
        names = [_label(body, node) for node in nodes if node.kind == "labeled_statement"]
        body.builder.declare_labels(names)
        body.labels.update(names)
    _run(body, nodes, 0)


def _run(body: Body, nodes: Sequence[Node], start: int) -> None:
    for following, node in enumerate(nodes[start:], start + 1):
        if node.kind == "global_statement" and node.children and node.children[0].kind == _DECLARATION:
            node = node.children[0]
        if node.kind == _DECLARATION and "using" in node.tokens:
            _using_declaration(body, node, partial(_run, body, nodes, following))
            return
        body.statement(node)


@statement("global_statement", "checked_statement", "unsafe_statement")
def wrapper(body: Body, node: Node) -> None:
    """``checked { }``, ``unsafe { }``, a statement outside any function."""
    for child in node.children:
        body.statement(child)


@statement("empty_statement")
def empty(body: Body, node: Node) -> None:
    """``;``."""


@statement("expression_statement")
def expression_statement(body: Body, node: Node) -> None:
    """``e;``."""
    for child in node.children:
        if child.kind == "ERROR":
            body.fragment(child)
        else:
            body.effect(child)


@statement("labeled_statement")
def labeled(body: Body, node: Node) -> None:
    """``name: s``. One that is no part of a list of statements has not been announced."""
    name = _label(body, node)
    if name in body.labels:
        body.labels.remove(name)
    else:
        body.builder.declare_labels([name])
    body.builder.label(name)
    for child in node.children[1:]:
        body.statement(child)


def _label(body: Body, node: Node) -> str:
    return body.file.name(node.children[0])


@statement("preproc_if", "preproc_elif")
def conditional_code(body: Body, node: Node) -> None:
    """``#if``: nobody knows here which branch is compiled, so either may run. Its names are those of the block."""
    alternative = node.part("alternative")
    nodes = [child for child in node.children if child.field is None]
    body.builder.branch(
        body.test(lambda: UNKNOWN, Span(node.start, _end_of_line(body, node))),
        lambda: sequence(body, nodes),
        None if alternative is None else lambda: body.statement(alternative),
    )


@statement("preproc_else")
def alternative_code(body: Body, node: Node) -> None:
    """``#else``."""
    sequence(body, node.children)


def _end_of_line(body: Body, node: Node) -> int:
    condition = node.part("condition")
    return condition.end if condition is not None else node.end


# --- declarations of variables ------------------------------------------------------------------------------------


@statement("local_declaration_statement")
def local_declaration(body: Body, node: Node) -> None:
    """``T x = v, y;``; with ``using`` only where it is the whole of an embedded statement."""
    if "using" in node.tokens:
        _using_declaration(body, node, lambda: None)
        return
    for child in node.children:
        if child.kind == "variable_declaration":
            declare_variables(body, child)
        elif child.kind == "ERROR":
            body.fragment(child)


def declare_variables(body: Body, node: Node) -> None:
    """Declare the variables of a declaration and assign what initialises them."""
    type_ = body.file.type(node.part("type"))
    for child in node.children:
        if child.kind == "variable_declarator":
            declare_variable(body, child, type_)


def declare_variable(body: Body, node: Node, type_: str | None) -> str | None:
    """Declare one variable; its place, or None for a tuple of variables."""
    name, value = node.part("name"), initial_value(node)
    if name is None:
        targets = node.first("tuple_pattern")
        if targets is not None and value is not None:
            deconstruct(body, node, targets, body.value(value))
        return None
    # The value first: in `var x = f(x => ...)` the name is not yet in scope.
    operand = typed_value(body, value, type_) if value is not None else None
    place = body.declare(name, type_)
    if operand is not None:
        body.assign(body.span(node), place, operand, type_)
    return place


def initial_value(node: Node) -> Node | None:
    """The expression after the ``=`` of a declarator."""
    last = node.children[-1] if node.children else None
    if last is None or last.field is not None or last.kind in ("bracketed_argument_list", "tuple_pattern", "ERROR"):
        return None
    return last


@statement("local_function_statement")
def local_function_statement(body: Body, node: Node) -> None:
    """A local function: its name has been assigned at the head of the block."""
    local_function(body, node)


# --- using --------------------------------------------------------------------------------------------------------


def _using_declaration(body: Body, node: Node, rest: Rest) -> None:
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


def _released_after(body: Body, span: Span, place: str, awaited: bool, inner: Rest) -> None:
    def release() -> None:
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

    body.builder.try_(inner, finally_=release)


# --- choices ------------------------------------------------------------------------------------------------------


@statement("if_statement")
def if_(body: Body, node: Node) -> None:
    """``if``/``else``. What the condition declares stays visible after it."""
    test, then, otherwise = node.part("condition"), node.part("consequence"), node.part("alternative")
    if test is None:
        body.fragment(node)
        return
    body.builder.branch(
        body.condition(test),
        lambda: body.embedded(then),
        None if otherwise is None else lambda: _else(body, otherwise),
    )


def _else(body: Body, node: Node) -> None:
    """An ``else``; a chain of ``else if`` counts as one level of nesting, however long."""
    with body.scoped():
        if node.kind == "if_statement":
            if_(body, node)
        else:
            body.statement(node)


# --- loops --------------------------------------------------------------------------------------------------------


@statement("while_statement")
def while_(body: Body, node: Node) -> None:
    """``while``."""
    test = node.part("condition")
    with body.scoped():
        condition = None if test is None else body.condition(test)
        body.builder.loop(condition, lambda: body.embedded(node.part("body")))


@statement("do_statement")
def do(body: Body, node: Node) -> None:
    """``do``/``while``."""
    test = node.part("condition")
    condition = None if test is None else body.condition(test)
    body.builder.loop(condition, lambda: body.embedded(node.part("body")), test_first=False)


@statement("for_statement")
def for_(body: Body, node: Node) -> None:
    """``for``."""
    with body.scoped():
        for child in node.parts("initializer"):
            if child.kind == "variable_declaration":
                declare_variables(body, child)
            else:
                body.effect(child)
        test, steps = node.part("condition"), node.parts("update")

        def step() -> None:
            for child in steps:
                body.effect(child)

        body.builder.loop(
            None if test is None else body.condition(test), lambda: body.embedded(node.part("body")), step=step
        )


@statement("foreach_statement")
def foreach(body: Body, node: Node) -> None:
    """``foreach``, also with ``await`` and with a tuple of variables."""
    left, right, inner = node.part("left"), node.part("right"), node.part("body")
    if right is None:
        body.fragment(node)
        return
    type_ = body.file.type(node.part("type"))
    collection = body.as_place(body.place(right), right)
    with body.scoped():

        def repeated() -> None:
            element: Operand = Expr("element", (collection,))
            if left is not None and left.kind == "identifier" and node.part("type") is not None:
                body.assign(body.span(left), body.declare(left, type_), element, type_)
            elif left is not None:
                deconstruct(body, left, left, element)
            body.embedded(inner)

        body.builder.loop(body.test(lambda: Expr("iterates", (collection,)), body.span(right)), repeated)


# --- ways out -----------------------------------------------------------------------------------------------------


@statement("break_statement")
def break_(body: Body, node: Node) -> None:
    """``break``."""
    body.builder.break_()


@statement("continue_statement")
def continue_(body: Body, node: Node) -> None:
    """``continue``."""
    body.builder.continue_()


@statement("return_statement")
def return_(body: Body, node: Node) -> None:
    """``return``, with a value or without."""
    inner = node.unnamed()
    value = None if inner is None else typed_value(body, inner, body.returns)
    body.builder.return_(body.span(node), value)


@statement("throw_statement")
def throw(body: Body, node: Node) -> None:
    """``throw``."""
    raise_thrown(body, node)


@statement("yield_statement")
def yield_(body: Body, node: Node) -> None:
    """``yield return`` and ``yield break``."""
    body.yields = True
    inner = node.unnamed()
    if inner is None:
        body.builder.return_(body.span(node), None)
    else:
        body.emit(Yield(body.span(node), body.value(inner)))


@statement("goto_statement")
def goto(body: Body, node: Node) -> None:
    """``goto name``, ``goto case v``, ``goto default``."""
    inner = node.unnamed()
    if "default" in node.tokens:
        body.builder.goto(case_label(body, None))
    elif inner is not None:
        name = case_label(body, inner) if "case" in node.tokens else body.file.name(inner)
        body.builder.goto(name)


def case_label(body: Body, node: Node | None) -> str:
    """The name under which the section of the innermost ``switch`` for a constant, or for the rest, is a label."""
    switch = body.switches[-1].start if body.switches else -1
    return f"case {'default' if node is None else body.file.text(node)} of {switch}"


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
    """A ``catch``. The exception is bound before its filter, which may ask about it."""
    declaration, filter_ = node.first("catch_declaration"), node.first("catch_filter_clause")
    test = filter_.unnamed() if filter_ is not None else None
    type_node = declaration.part("type") if declaration is not None else None
    name = declaration.part("name") if declaration is not None else None
    type_ = body.file.type(type_node)
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
    return Handler(() if type_ is None else (type_,), handled, condition)


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
