"""Assignment: plain, compound, to parts of a tuple, and of handlers to events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sockslint.flow.model import Assign, Const, Expr, Operand
from sockslint.frontends.csharp.body import NULL, Body
from sockslint.frontends.csharp.creation import typed_value
from sockslint.frontends.csharp.operators import BINARY, operator_of
from sockslint.frontends.csharp.tables import effect, expression
from sockslint.frontends.trees import Node


@expression("assignment_expression")
def assignment(body: Body, node: Node) -> Operand:
    """``x = v`` and its compound forms; its value is what was assigned, by its new place."""
    left, right = node.part("left"), node.part("right")
    if left is None or right is None:
        return Expr("other", tuple([body.value(child) for child in node.children]))
    operator = operator_of(node)
    if not operator:
        return _assigned(body, node, left, right)
    if operator == "??=":
        return _assigned_if_null(body, node, left, right)
    target = body.place(left)
    value = body.value(right)
    if not isinstance(target, str):
        return value
    handler = operator in ("+=", "-=") and (_is_delegate(body.type_of(target)) or _subscribes(body, left, right))
    if handler and operator == "+=":
        body.emit(Assign(body.span(node), target, value))
    elif not handler:  # that a handler is taken away is not followed
        body.assign(body.span(node), target, Expr(BINARY.get(operator[:-1], "other"), (target, value)))
    return target


def _assigned(body: Body, node: Node, left: Node, right: Node) -> Operand:
    if is_discard(body, left):
        return body.value(right)
    if left.kind in ("tuple_expression", "declaration_expression"):
        value = body.value(right)
        deconstruct(body, node, left, value)
        return value
    target = body.place(left)
    if not isinstance(target, str):
        return body.value(right)
    value = typed_value(body, right, body.type_of(target))
    body.assign(body.span(node), target, value)
    return value if isinstance(value, Const) or target.endswith(("[]", ".*")) else target


def _assigned_if_null(body: Body, node: Node, left: Node, right: Node) -> Operand:
    target = body.place(left)
    if not isinstance(target, str):
        return body.value(right)
    body.builder.branch(
        body.test(lambda: Expr("==", (target, NULL)), body.span(left)),
        lambda: body.assign(body.span(node), target, typed_value(body, right, body.type_of(target))),
    )
    return target


def is_discard(body: Body, node: Node) -> bool:
    """Whether a target is ``_``, and no variable is called so."""
    if node.kind == "discard":
        return True
    return node.kind == "identifier" and body.file.text(node) == "_" and body.scope.find("_") is None


def deconstruct(body: Body, node: Node, target: Node, value: Operand) -> None:
    """Assign the parts of a value to the parts of a tuple of targets."""
    parts = _targets(target)
    if not parts:
        if is_discard(body, target):
            return
        place = body.declare(target) if target.field == "name" else body.place(target)
        if isinstance(place, str):
            body.assign(body.span(node), place, value, body.locals.get(place) if _declares(target) else None)
        return
    values = _items(body, node, value, len(parts))
    for part, item in zip(parts, values, strict=True):
        deconstruct(body, node, part, item)


def _declares(target: Node) -> bool:
    return target.kind == "declaration_expression" or target.field == "name"


def _targets(target: Node) -> Sequence[Node]:
    """The parts of a tuple of targets; none for a single target."""
    if target.kind == "tuple_expression":
        return [argument.children[-1] for argument in target.children if argument.children]
    return target.children if target.kind in ("tuple_pattern", "parenthesized_variable_designation") else []


def _items(body: Body, node: Node, value: Operand, count: int) -> list[Operand]:
    """The parts of a tuple: taken before any is assigned, for ``(a, b) = (b, a)``."""
    if not isinstance(value, Expr) or value.op != "tuple" or len(value.operands) != count:
        whole = body.as_place(value, node)
        return [Expr(f"item:{at}", (whole,)) for at in range(count)]
    items: list[Operand] = []
    for operand in value.operands:
        if isinstance(operand, str) and not operand.startswith("%"):
            kept = body.temporary()
            body.assign(body.span(node), kept, operand)
            operand = kept
        items.append(operand)
    return items


_HANDLERS: Final = frozenset({"lambda_expression", "anonymous_method_expression"})

#: How the types of delegates are called.
_DELEGATES: Final = ("Action", "Func", "Handler", "Callback", "Delegate")


def _is_delegate(type_: str | None) -> bool:
    """Whether a declared type is a delegate's, by its name: what is added to such a place is called with the others."""
    return type_ is not None and type_.partition("<")[0].rstrip("?").endswith(_DELEGATES)


def _subscribes(body: Body, left: Node, right: Node) -> bool:
    """Whether ``left += right`` adds a handler to an event, or ``-=`` takes one away: by what it is, or by what the
    class declares."""
    if right.kind in _HANDLERS:
        return True
    last = (left.part("name") if left.kind == "member_access_expression" else left) or left
    if body.owner is not None and body.owner.form(body.file.name(last)) == "event":
        return True
    if right.kind == "object_creation_expression":
        type_ = right.part("type")
        return type_ is not None and body.file.name(type_).partition("<")[0].endswith(("Handler", "Callback"))
    named = right.part("name") if right.kind == "member_access_expression" else right
    if named is None or named.kind != "identifier":
        return False
    name = body.file.name(named)
    if body.is_method(name) or name in body.local_functions:
        return True
    # A method of another part of the class, or of a base class: by the names that handlers bear.
    inherited = right.kind == "member_access_expression" or body.resolve(name).startswith("::")
    return inherited and (
        name.startswith(("On", "Handle")) or name.endswith(("Handler", "Callback", "Completed")) or "_" in name[1:]
    )


@effect("assignment_expression")
def assignment_effect(body: Body, node: Node) -> None:
    """``x = v;``; what ``_ = v;`` yields nobody has."""
    left, right = node.part("left"), node.part("right")
    if left is not None and right is not None and not operator_of(node) and is_discard(body, left):
        body.effect(right)
    else:
        assignment(body, node)
