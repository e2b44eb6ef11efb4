"""Null-conditional chains: ``a?.b.c?[d].e()`` goes on only where what stands before each ``?`` is not null."""

from __future__ import annotations

from collections.abc import Callable

from sockslint.flow.builder import And, Condition
from sockslint.flow.model import Expr, Operand
from sockslint.frontends.csharp.body import NULL, Body
from sockslint.frontends.csharp.syntax import LINKS
from sockslint.frontends.trees import Node


def open_link(body: Body, node: Node) -> Node | None:
    """The first ``?`` of a chain, given its outermost node, whose left side has not been tested yet."""
    if not body.file.has_conditional_access:
        return None
    links = _open_links(body, node)
    return links[-1] if links else None


def _open_links(body: Body, node: Node) -> list[Node]:
    """The untested ``?`` of a chain, outermost first."""
    links = []
    while node.kind in LINKS and node.children:
        if node.kind == "conditional_access_expression" and node not in body.bound:
            links.append(node)
        node = node.children[0]
    return links


def guarded(body: Body, node: Node, opened: Node, lower: Callable[[Body, Node], Operand]) -> str:
    """The value of a chain: null where the left side of `opened` is, else what the rest yields."""

    def rest() -> Operand:
        operand = lower(body, node)
        del body.bound[opened]
        return operand

    return body.builder.choose(body.span(node), _test(body, opened), rest, lambda: NULL)


def chained_condition(body: Body, node: Node, last: Callable[[], Operand]) -> Condition | None:
    """A condition that holds where no ``?`` of a chain cuts it short and then `last` is true; None for no chain.

    `last` is to lower the chain, and may do so with or without asking for its value.
    """
    links = _open_links(body, node) if body.file.has_conditional_access else []
    if not links:
        return None

    def end() -> Operand:
        operand = last()
        for link in links:
            del body.bound[link]
        return operand

    condition: Condition = body.test(end, body.span(node))
    for link in links:
        condition = And(_test(body, link), condition)
    return condition


def _test(body: Body, opened: Node) -> Condition:
    """The test of what stands before a ``?``; from then on the chain goes on from its place."""
    left = opened.children[0]

    def evaluate() -> Operand:
        subject = body.bound[opened] = body.as_place(body.place(left), left)
        return Expr("!=", (subject, NULL))

    return body.test(evaluate, body.span(left))
