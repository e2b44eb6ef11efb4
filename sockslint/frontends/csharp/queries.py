"""Query expressions, and code chosen by ``#if`` inside an expression."""

from __future__ import annotations

from sockslint.flow.model import Expr, Operand
from sockslint.frontends.csharp.body import UNKNOWN, Body
from sockslint.frontends.csharp.operators import asked_by_preprocessor
from sockslint.frontends.csharp.tables import EXPRESSIONS, expression
from sockslint.frontends.trees import Node


@expression("query_expression")
def query(body: Body, node: Node) -> Operand:
    """``from x in xs where ... select ...``: something made of its sources. What runs for each element is not seen."""
    sources: list[Operand] = []
    with body.scoped():
        for clause in node.children:
            if clause.kind == "from_clause":
                name = clause.part("name")
                sources.append(body.value(clause.children[-1]))
            elif clause.kind == "join_clause":
                inner = [child for child in clause.children if child.field is None]
                name = inner[0] if inner else None
                if len(inner) > 1:
                    sources.append(body.value(inner[1]))
            else:
                name = clause.children[0] if clause.kind == "let_clause" and clause.children else None
            if name is not None:
                body.declare(name, body.file.type(clause.part("type")))
    return Expr("other", tuple(sources))


@expression("preproc_if", "preproc_elif")
def conditional_code(body: Body, node: Node) -> Operand:
    """``#if`` inside an expression: either branch may be compiled."""
    alternative = node.part("alternative")
    inner = [child for child in node.children if child.field is None and child.kind in EXPRESSIONS]
    return body.builder.choose(
        body.span(node),
        asked_by_preprocessor(body, node),
        lambda: body.value(inner[0]) if inner else UNKNOWN,
        lambda: UNKNOWN if alternative is None else body.value(alternative),
    )


@expression("preproc_else")
def alternative_code(body: Body, node: Node) -> Operand:
    """``#else`` inside an expression."""
    return body.value(node.children[0]) if node.children else UNKNOWN
