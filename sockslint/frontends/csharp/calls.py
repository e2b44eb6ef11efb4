"""Calls, their arguments, and waiting for them."""

from __future__ import annotations

from typing import Final

from sockslint.flow.model import Argument, Call, Const, Expr, Operand, member, operation
from sockslint.frontends.csharp.body import UNKNOWN, Body
from sockslint.frontends.csharp.chains import chained_condition, guarded, open_link
from sockslint.frontends.csharp.tables import effect, expression, place
from sockslint.frontends.trees import Node

#: Longer arguments are nobody's flag by name.
_LONGEST_TEXT: Final = 60

_CALL: Final = "invocation_expression"

#: What tells whether its two arguments are equal, or one.
_ARE_EQUAL: Final = frozenset(
    f"::{owner}{name}" for owner in ("", "object.", "Object.") for name in ("Equals", "ReferenceEquals")
)


# --- the call itself ----------------------------------------------------------------------------------------------


@expression("invocation_expression")
@place("invocation_expression")
def call_value(body: Body, node: Node) -> Operand:
    """A call whose value is wanted."""
    return call(body, node, awaited=False, discarded=False)


@effect("invocation_expression")
def call_effect(body: Body, node: Node) -> None:
    """A call as a statement."""
    call_for_effect(body, node, awaited=False)


def call_for_effect(body: Body, node: Node, *, awaited: bool) -> None:
    """A call whose value nobody takes. A chain that may be cut short needs no value either."""

    def rest() -> Operand:
        call(body, node, awaited=awaited, discarded=True)
        return Const(True)

    condition = chained_condition(body, node, rest)
    if condition is None:
        rest()
    else:
        body.builder.branch(condition, lambda: None)


def call(body: Body, node: Node, *, awaited: bool, discarded: bool) -> Operand:
    """Lower an invocation; what it yields."""
    opened = open_link(body, node)
    if opened is not None:
        return guarded(body, node, opened, lambda body, node: call(body, node, awaited=awaited, discarded=discarded))
    function, arguments = node.part("function"), node.part("arguments")
    if function is None:
        return UNKNOWN
    name, receiver, callee = _callee(body, function, awaited=awaited, discarded=discarded)
    if name == "nameof" and callee == "::nameof" and arguments is not None and len(arguments.children) == 1:
        return Const(body.file.text(arguments.children[0]).rpartition(".")[2])
    values = argument_list(body, arguments)
    if callee in _ARE_EQUAL and len(values) == 2:
        return operation("==", values[0].value, values[1].value)
    result = body.temporary()
    base = function.kind == "member_access_expression" and function.children[0].kind == "base"
    body.emit(
        Call(
            body.span(node),
            result,
            receiver,
            name,
            callee,
            values,
            form="base" if base else "call",
            awaited=awaited,
            discarded=discarded,
        )
    )
    if name == "Count" and receiver is not None and not values:
        return Expr("len", (receiver,))
    if awaited and name == "ConfigureAwait" and receiver is not None:
        # What was awaited is the task of the call before: its result is the value.
        return receiver
    return result


def _callee(body: Body, function: Node, *, awaited: bool, discarded: bool) -> tuple[str, Operand | None, str | None]:
    """What is called: its name, the receiver, and the callee's place."""
    if function.kind == "member_access_expression":
        left, named = function.part("expression"), function.part("name")
        if left is not None and named is not None:
            name = body.file.name(named)
            receiver = _receiver(body, left, awaited=awaited and name == "ConfigureAwait", discarded=discarded)
            callee = member(receiver, name) if isinstance(receiver, str) else None
            return name, receiver, callee
    elif function.kind == "conditional_access_expression":
        binding = function.children[-1]
        if binding.kind == "member_binding_expression" and binding.children:
            owner, named = body.bound[function], binding.children[-1]
            name = body.file.name(named)
            return name, owner, member(owner, name)
    elif function.kind in ("identifier", "generic_name"):
        name = body.file.name(function)
        return name, None, body.resolve(name)
    # A delegate from somewhere: an element, another call's result.
    return "Invoke", None, body.as_place(body.place(function), function)


def _receiver(body: Body, node: Node, *, awaited: bool, discarded: bool) -> Operand:
    if awaited and node.kind == _CALL:
        operand = call(body, node, awaited=True, discarded=discarded)
    else:
        operand = body.place(node)
    return operand if isinstance(operand, Const) else body.as_place(operand, node)


# --- arguments ----------------------------------------------------------------------------------------------------


def argument_list(body: Body, node: Node | None) -> tuple[Argument, ...]:
    """The arguments of a call or creation, in order."""
    if node is None:
        return ()
    return tuple([_argument(body, child) for child in node.children if child.kind == "argument" and child.children])


def _argument(body: Body, node: Node) -> Argument:
    inner, name = node.children[-1], None
    if len(node.children) > 1:
        named = node.part("name")
        name = body.file.name(named) if named is not None else None
    mode = node.tokens[0] if node.tokens and node.tokens[0] in ("ref", "out") else ""
    text = body.file.text(inner) if inner.end - inner.start <= _LONGEST_TEXT else ""
    if not mode:
        # Here `a < b, c > d` is what the parser takes for a declaration.
        value = UNKNOWN if inner.kind == "declaration_expression" else body.value(inner)
        return Argument(value, name, "", text)
    if mode == "out" and text == "_" and body.scope.find("_") is None:
        return Argument(UNKNOWN, name, mode, text)
    return Argument(body.place(inner), name, mode, text)


@expression("declaration_expression")
def declaration(body: Body, node: Node) -> Operand:
    """``int n`` in ``f(out int n)`` or in a deconstruction: declares the local."""
    name = node.part("name")
    if name is None:
        return UNKNOWN
    text = body.file.name(name)
    return UNKNOWN if text == "_" else body.declare(name, body.file.type(node.part("type")))


@expression("ref_expression")
@place("ref_expression")
def reference(body: Body, node: Node) -> Operand:
    """``ref x``: the place of `x`."""
    inner = node.unnamed()
    return UNKNOWN if inner is None else body.place(inner)


# --- waiting ------------------------------------------------------------------------------------------------------


@expression("await_expression")
def awaited_value(body: Body, node: Node) -> Operand:
    """``await e``."""
    inner = _awaited(node)
    if inner is None:
        return UNKNOWN
    if inner.kind == _CALL:
        return call(body, inner, awaited=True, discarded=False)
    return Expr("await", (body.value(inner),))


@effect("await_expression")
def awaited_effect(body: Body, node: Node) -> None:
    """``await e;``."""
    inner = _awaited(node)
    if inner is not None and inner.kind == _CALL:
        call_for_effect(body, inner, awaited=True)
    elif inner is not None:
        body.value(inner)


def _awaited(node: Node) -> Node | None:
    inner = node.unnamed()
    while inner is not None and inner.kind == "parenthesized_expression":
        inner = inner.unnamed()
    return inner
