"""Making things: objects, arrays, tuples, collections, anonymous functions' values, and what initialises them."""

from __future__ import annotations

from typing import Final

from sockslint.flow.model import Argument, Call, Expr, Operand, display, member
from sockslint.frontends.csharp.access import indices
from sockslint.frontends.csharp.body import UNKNOWN, Body
from sockslint.frontends.csharp.calls import argument_list
from sockslint.frontends.csharp.tables import effect, expression
from sockslint.frontends.trees import Node
from sockslint.text import Span

_TARGET_TYPED: Final = "implicit_object_creation_expression"


def typed_value(body: Body, node: Node, type_: str | None) -> Operand:
    """The value of an expression where a type is expected: ``new()`` makes an object of it."""
    while node.kind == "parenthesized_expression":
        inner = node.unnamed()
        if inner is None:
            break
        node = inner
    if node.kind == _TARGET_TYPED:
        return _new(body, node, (type_ or "").removesuffix("?"), discarded=False)
    if node.kind == "initializer_expression":
        return Expr("collection", _elements(body, node))
    return body.value(node)


# --- objects ------------------------------------------------------------------------------------------------------


@expression("object_creation_expression")
def new(body: Body, node: Node) -> Operand:
    """``new T(...) { ... }``."""
    return _new(body, node, body.file.type(node.part("type")) or "", discarded=False)


@expression("implicit_object_creation_expression")
def new_of_unknown(body: Body, node: Node) -> Operand:
    """``new(...)`` where the type does not show."""
    return _new(body, node, "", discarded=False)


@effect("object_creation_expression")
def new_for_effect(body: Body, node: Node) -> None:
    """``new T(...);``."""
    _new(body, node, body.file.type(node.part("type")) or "", discarded=True)


def _new(body: Body, node: Node, type_: str, *, discarded: bool) -> Operand:
    arguments, initializer = node.first("argument_list"), node.first("initializer_expression")
    written = node.part("type")
    end = arguments.end if arguments is not None else written.end if written is not None else node.end
    if written is not None and written.kind == "array_type":
        return new_array(body, node)
    values = argument_list(body, arguments)
    result = body.temporary()
    body.emit(Call(Span(node.start, end), result, None, type_, None, values, form="new", discarded=discarded))
    if initializer is not None:
        initialize(body, initializer, result)
    return result


def initialize(body: Body, node: Node, target: str) -> None:
    """Lower an object or collection initialiser: assignments to members and elements of a place."""
    for child in node.children:
        if child.kind == "assignment_expression" and child.part("right") is not None:
            _initialize_member(body, child, target)
        elif child.kind == "initializer_expression":
            body.assign(body.span(child), member(target, "[]"), Expr("tuple", _elements(body, child)))
        elif child.kind != "ERROR":
            body.assign(body.span(child), member(target, "[]"), body.value(child))


def _initialize_member(body: Body, node: Node, target: str) -> None:
    left, right = node.part("left"), node.part("right")
    assert right is not None
    if left is not None and left.kind == "element_binding_expression":
        indices(body, left)
        inner = member(target, "[]")
    else:
        inner = member(target, body.file.name(left) if left is not None else "*")
    if right.kind == "initializer_expression":
        initialize(body, right, inner)
    else:
        body.assign(body.span(node), inner, body.value(right))


@expression("anonymous_object_creation_expression")
def anonymous_object(body: Body, node: Node) -> Operand:
    """``new { A = x, y.B }``: an object of no name, whose members are assigned."""
    result = body.temporary()
    body.emit(Call(Span(node.start, node.start + 3), result, None, "", None, form="new"))
    for name, value in _members(body, node):
        body.assign(body.span(value), member(result, name), body.value(value))
    return result


def _members(body: Body, node: Node) -> list[tuple[str, Node]]:
    """The members of an anonymous object: those with a name of their own, and those named after their value."""
    members: list[tuple[str, Node]] = []
    pending: Node | None = None
    for child in node.children:
        if pending is not None and b"=" in body.file.data[pending.end : child.start]:
            members.append((body.file.name(pending), child))
            pending = None
            continue
        if pending is not None:
            members.append((body.file.name(pending), pending))
        pending = child if child.kind == "identifier" else None
        if pending is None:
            last = (child.part("name") if child.kind == "member_access_expression" else None) or child
            members.append((body.file.name(last), child))
    if pending is not None:
        members.append((body.file.name(pending), pending))
    return members


@expression("with_expression")
def with_changes(body: Body, node: Node) -> Operand:
    """``x with { A = v }``: a copy, whose members are assigned."""
    if not node.children:
        return UNKNOWN
    result = body.temporary()
    body.assign(body.span(node), result, Expr("other", (body.value(node.children[0]),)))
    for child in node.children[1:]:
        if child.kind == "with_initializer" and len(child.children) > 1:
            _with_member(body, child, result)
    return result


def _with_member(body: Body, node: Node, target: str) -> None:
    name, value = node.children[0], node.children[-1]
    inner = member(target, body.file.name(name))
    if value.kind == "initializer_expression":
        initialize(body, value, inner)
    else:
        body.assign(body.span(node), inner, body.value(value))


# --- arrays and collections ---------------------------------------------------------------------------------------


def array_sizes(body: Body, type_: Node) -> list[Operand]:
    """The sizes that an array type names."""
    outermost = type_
    while (inner := outermost.part("type")) is not None and inner.kind == "array_type":
        outermost = inner
    rank = outermost.part("rank")
    return [body.value(child) for child in rank.children] if rank is not None else []


@expression("array_creation_expression", "stackalloc_expression")
def new_array(body: Body, node: Node) -> Operand:
    """``new byte[n]``, which is a creation like another; ``new byte[] { a, b }``, which is a collection."""
    type_, initializer = node.part("type"), node.first("initializer_expression")
    if type_ is None or type_.kind != "array_type":
        return UNKNOWN
    sizes = array_sizes(body, type_)
    if initializer is not None or not sizes:
        return Expr("collection", _elements(body, initializer))
    result = body.temporary()
    name = body.file.type(type_.part("type")) or ""
    arguments = tuple([Argument(size) for size in sizes])
    body.emit(Call(body.span(node), result, None, f"{name}[]", None, arguments, form="new"))
    return result


@expression("implicit_array_creation_expression", "implicit_stackalloc_expression")
def new_array_of_elements(body: Body, node: Node) -> Operand:
    """``new[] { a, b }``."""
    return Expr("collection", _elements(body, node.first("initializer_expression")))


@expression("initializer_expression")
def elements(body: Body, node: Node) -> Operand:
    """``{ a, b }`` as the value of an array."""
    return Expr("collection", _elements(body, node))


def _elements(body: Body, node: Node | None) -> tuple[Operand, ...]:
    if node is None:
        return ()
    return tuple([body.value(child) for child in node.children if child.kind != "ERROR"])


@expression("collection_expression")
def collection(body: Body, node: Node) -> Operand:
    """``[a, ..b]``."""
    return display(_elements(body, node))


@expression("collection_element", "expression_element", "spread_element")
def collection_part(body: Body, node: Node) -> Operand:
    """An element of a collection expression, or all elements of another collection."""
    inner = node.unnamed()
    value = UNKNOWN if inner is None else body.value(inner)
    return Expr("element", (value,)) if node.kind == "spread_element" else value


@expression("tuple_expression")
def tuple_of(body: Body, node: Node) -> Operand:
    """``(a, b)``."""
    return Expr("tuple", tuple([body.value(child.children[-1]) for child in node.children if child.children]))
