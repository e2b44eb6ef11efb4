"""Loops."""

from __future__ import annotations

from sockslint.flow.model import Expr, Operand
from sockslint.frontends.csharp.assignments import deconstruct
from sockslint.frontends.csharp.body import Body
from sockslint.frontends.csharp.tables import statement
from sockslint.frontends.csharp.variables import declare_variables
from sockslint.frontends.trees import Node


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
