"""Declarations of local variables."""

from __future__ import annotations

from sockslint.frontends.csharp.assignments import deconstruct
from sockslint.frontends.csharp.body import Body
from sockslint.frontends.csharp.creation import typed_value
from sockslint.frontends.trees import Node


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
