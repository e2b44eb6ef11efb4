"""Calls, and the few built-in functions that are operations of the model rather than calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sockslint.flow.model import Argument, Call, Closure, Const, Expr, Operand, member
from sockslint.frontends.python.frame import EXPRESSIONS, PREFIXES, Frame, lowers
from sockslint.frontends.trees import Node
from sockslint.text import Span

_MAX_TEXT = 60

_MODES = {"list_splat": "*", "dictionary_splat": "**"}


def arguments_of(call: Node) -> Sequence[Node]:
    """The arguments of a call or a class, as nodes: expressions, and keyword or starred arguments."""
    arguments = call.part("arguments") or call.part("superclasses")
    if arguments is None:
        return ()
    return arguments.children if arguments.kind == "argument_list" else (arguments,)


def value_of(argument: Node) -> Node:
    """The expression that an argument passes."""
    return argument.children[-1] if argument.kind in _MODES or argument.kind == "keyword_argument" else argument


def _callee(call: Node) -> Node:
    return call.children[0]


def is_super(frame: Frame, node: Node) -> bool:
    """Whether an expression is `super()`, which stands for the receiver."""
    return node.kind == "call" and _callee(node).kind == "identifier" and frame.text(_callee(node)) == "super"


def _argument(frame: Frame, node: Node) -> Argument:
    inner = value_of(node)
    name = frame.text(node.children[0]) if node.kind == "keyword_argument" else None
    operand = frame.value(inner)
    # A short text is looked for as an argument's name; its bytes are at least as many as its characters.
    text = frame.text(inner) if inner.end - inner.start <= 4 * _MAX_TEXT else ""
    return Argument(operand, name, _MODES.get(node.kind, ""), text if len(text) <= _MAX_TEXT else "")


def lower_call(frame: Frame, node: Node, *, awaited: bool = False, discarded: bool = False) -> Operand:
    """Lower a call; returns the temporary that holds its result, or the operation that a built-in stands for."""
    callee = _callee(node)
    if callee.kind == "identifier" and not discarded:
        name = frame.text(callee)
        operation = _BUILTINS.get(name)
        if operation is not None and frame.scope.place(name) == f"::{name}":
            operand = operation(frame, arguments_of(node))
            if operand is not None:
                return operand
    if is_super(frame, node):
        return "this"
    return emit_call(frame, callee, arguments_of(node), frame.span(node), awaited=awaited, discarded=discarded)


def emit_call(
    frame: Frame, func: Node, arguments: Sequence[Node], span: Span, *, awaited: bool = False, discarded: bool = False
) -> Operand:
    """Evaluate callee and arguments and emit the call; returns its result."""
    receiver, name, callee = _lower_callee(frame, func)
    passed = tuple([_argument(frame, argument) for argument in arguments])
    result = frame.temporary()
    through_super = func.kind == "attribute" and is_super(frame, func.children[0])
    frame.emit(
        Call(
            span,
            result,
            receiver,
            name,
            callee,
            passed,
            "base" if through_super else "call",
            awaited,
            discarded,
        )
    )
    return result


def _lower_callee(frame: Frame, func: Node) -> tuple[Operand | None, str, str | None]:
    """What is called: its receiver, its name, and its place."""
    if func.kind == "attribute":
        receiver = frame.prefix(func.children[0])
        name = frame.text(func.children[-1])
        return receiver, name, member(receiver, name) if isinstance(receiver, str) else None
    if func.kind == "identifier":
        name = frame.text(func)
        return None, name, frame.scope.place(name)
    callee = frame.prefix(func)
    if isinstance(callee, Closure):
        callee = frame.park(frame.span(func), callee)
    return None, "", callee if isinstance(callee, str) else None


@lowers(EXPRESSIONS, "call")
def _call(frame: Frame, node: Node) -> Operand:
    return lower_call(frame, node)


@lowers(PREFIXES, "call")
def _call_prefix(frame: Frame, node: Node) -> Operand:
    return lower_call(frame, node)


# --- built-in functions that are operations ---------------------------------------------------------------------------


def is_plain(arguments: Sequence[Node], count: int) -> bool:
    """Whether there are so many arguments, none of them starred or by keyword."""
    return len(arguments) == count and all(value_of(argument) is argument for argument in arguments)


def _length(frame: Frame, arguments: Sequence[Node]) -> Operand | None:
    return Expr("len", (frame.value(arguments[0]),)) if is_plain(arguments, 1) else None


def _truth(frame: Frame, arguments: Sequence[Node]) -> Operand | None:
    return frame.value(arguments[0]) if is_plain(arguments, 1) else None


def _type_test(frame: Frame, arguments: Sequence[Node]) -> Operand | None:
    if not is_plain(arguments, 2):
        return None
    return Expr(f"is:{frame.text(arguments[1])}", (frame.value(arguments[0]),))


def _no_bytes(frame: Frame, arguments: Sequence[Node]) -> Operand | None:
    return None if arguments else Const(b"")


def _no_text(frame: Frame, arguments: Sequence[Node]) -> Operand | None:
    return None if arguments else Const("")


_BUILTINS: dict[str, Callable[[Frame, Sequence[Node]], Operand | None]] = {
    "bool": _truth,
    "bytes": _no_bytes,
    "isinstance": _type_test,
    "len": _length,
    "str": _no_text,
}
