"""Statements: blocks, declarations, choices, ways out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from sockslint.flow.model import Const, Yield
from sockslint.frontends.csharp.body import Body
from sockslint.frontends.csharp.creation import typed_value
from sockslint.frontends.csharp.directives import KEEPS, branches, declaration_in, is_using, opens, parted, spliced
from sockslint.frontends.csharp.functions import announce, local_function
from sockslint.frontends.csharp.guards import released_where_compiled, using_declaration
from sockslint.frontends.csharp.operators import asked_by_preprocessor, raise_thrown
from sockslint.frontends.csharp.tables import statement
from sockslint.frontends.csharp.variables import declare_variables
from sockslint.frontends.trees import Node

# --- blocks -------------------------------------------------------------------------------------------------------


@statement("block")
def block(body: Body, node: Node) -> None:
    """``{ ... }``."""
    with body.scoped():
        sequence(body, node.children)


def sequence(body: Body, nodes: Sequence[Node]) -> None:
    """Statements one after the other, in the scope of now. Local functions and labels are known from the first on."""
    nodes = spliced(nodes)
    announce(body, nodes)
    _run(body, nodes)


def _run(body: Body, nodes: Sequence[Node]) -> None:
    if body.file.has_labels:
        names = [_label(body, node) for node in nodes if node.kind == "labeled_statement"]
        body.builder.declare_labels(names)
        body.labels.update(names)
    for following, node in enumerate(nodes, 1):
        node = declaration_in(node)
        if is_using(node):
            # What follows lies inside: a label there is met with the resource still to be released.
            using_declaration(body, node, partial(_run, body, nodes[following:]))
            return
        if following < len(nodes) and opens(node):
            parts = parted([node], body.file.data)
            _run(body, parts.before)
            released_where_compiled(body, parts.opened, partial(_run, body, [*parts.after, *nodes[following:]]))
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
    """``#if``: either branch may be compiled. Its names are those of the block."""
    own, other = branches(node)
    kept = body.branch_taken(node) if KEEPS in node.tokens else None

    def arm(nodes: Sequence[Node], *, holds: bool) -> None:
        sequence(body, nodes)
        if kept is not None:
            body.assign(body.span(node), kept, Const(holds))

    body.builder.branch(
        asked_by_preprocessor(body, node),
        lambda: arm(own, holds=True),
        (lambda: arm(other, holds=False)) if other else None,
    )


@statement("preproc_else")
def alternative_code(body: Body, node: Node) -> None:
    """``#else``."""
    sequence(body, node.children)


# --- declarations ---


@statement("local_declaration_statement")
def local_declaration(body: Body, node: Node) -> None:
    """``T x = v, y;``; with ``using`` only where it is the whole of an embedded statement."""
    if "using" in node.tokens:
        using_declaration(body, node, lambda: None)
        return
    for child in node.children:
        if child.kind == "variable_declaration":
            declare_variables(body, child)
        elif child.kind == "ERROR":
            body.fragment(child)


@statement("local_function_statement")
def local_function_statement(body: Body, node: Node) -> None:
    """A local function: its name has been assigned at the head of the block."""
    local_function(body, node)


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
