"""Calls, and the few built-in functions that are operations of the model rather than calls."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from sockslint.flow.model import Argument, Call, Closure, Const, Expr, Operand, member
from sockslint.frontends.python.frame import EXPRESSIONS, PREFIXES, Frame, lowers
from sockslint.text import Span

_MAX_TEXT = 60


def is_super(node: cst.BaseExpression) -> bool:
    """Whether an expression is `super()`, which stands for the receiver."""
    return isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value == "super"


def lower_arguments(frame: Frame, nodes: list[cst.Arg]) -> tuple[Argument, ...]:
    """Evaluate the arguments of a call in order."""
    return tuple(
        Argument(
            frame.value(node.value),
            node.keyword.value if node.keyword is not None else None,
            node.star,
            _short(frame.argument_text(node)),
        )
        for node in nodes
    )


def _short(text: str) -> str:
    return text if len(text) <= _MAX_TEXT else ""


def lower_call(frame: Frame, node: cst.Call, *, awaited: bool = False, discarded: bool = False) -> Operand:
    """Lower a call; returns the temporary that holds its result, or the operation that a built-in stands for."""
    if isinstance(node.func, cst.Name) and node.func.value in _BUILTINS:
        operation = _BUILTINS[node.func.value]
        if not discarded and frame.scope.place(node.func.value) == f"::{node.func.value}":
            operand = operation(frame, node)
            if operand is not None:
                return operand
    if is_super(node):
        return "this"
    return emit_call(frame, node, frame.span(node), awaited=awaited, discarded=discarded)


def emit_call(frame: Frame, node: cst.Call, span: Span, *, awaited: bool = False, discarded: bool = False) -> Operand:
    """Evaluate callee and arguments and emit the call."""
    receiver, name, callee = lower_callee(frame, node.func)
    arguments = lower_arguments(frame, list(node.args))
    result = frame.temporary()
    through_super = isinstance(node.func, cst.Attribute) and is_super(node.func.value)
    frame.emit(
        Call(
            span,
            result,
            receiver,
            name,
            callee,
            arguments,
            "base" if through_super else "call",
            awaited,
            discarded,
        )
    )
    return result


def lower_callee(frame: Frame, func: cst.BaseExpression) -> tuple[Operand | None, str, str | None]:
    """What is called: its receiver, its name, and its place."""
    if isinstance(func, cst.Attribute):
        receiver = frame.prefix(func.value)
        name = func.attr.value
        return receiver, name, member(receiver, name) if isinstance(receiver, str) else None
    if isinstance(func, cst.Name):
        return None, func.value, frame.scope.place(func.value)
    callee = frame.prefix(func)
    if isinstance(callee, Closure):
        callee = frame.park(frame.span(func), callee)
    return None, "", callee if isinstance(callee, str) else None


@lowers(EXPRESSIONS, cst.Call)
def _call(frame: Frame, node: cst.Call) -> Operand:
    return lower_call(frame, node)


@lowers(PREFIXES, cst.Call)
def _call_prefix(frame: Frame, node: cst.Call) -> Operand:
    return lower_call(frame, node)


# --- built-in functions that are operations ---------------------------------------------------------------------------


def _plain(node: cst.Call, count: int) -> bool:
    return len(node.args) == count and not any(arg.star or arg.keyword for arg in node.args)


def _length(frame: Frame, node: cst.Call) -> Operand | None:
    return Expr("len", (frame.value(node.args[0].value),)) if _plain(node, 1) else None


def _truth(frame: Frame, node: cst.Call) -> Operand | None:
    return frame.value(node.args[0].value) if _plain(node, 1) else None


def _type_test(frame: Frame, node: cst.Call) -> Operand | None:
    if not _plain(node, 2):
        return None
    return Expr(f"is:{frame.argument_text(node.args[1])}", (frame.value(node.args[0].value),))


def _no_bytes(frame: Frame, node: cst.Call) -> Operand | None:
    return Const(b"") if _plain(node, 0) else None


def _no_text(frame: Frame, node: cst.Call) -> Operand | None:
    return Const("") if _plain(node, 0) else None


_BUILTINS: dict[str, Callable[[Frame, cst.Call], Operand | None]] = {
    "bool": _truth,
    "bytes": _no_bytes,
    "isinstance": _type_test,
    "len": _length,
    "str": _no_text,
}
