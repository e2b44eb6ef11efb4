"""Loops: `while`, `for` and comprehensions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sockslint.flow.builder import Condition, Lowering, Not, Test
from sockslint.flow.model import Expr, Operand, gathered
from sockslint.frontends.python.calls import arguments_of, emit_call, is_plain
from sockslint.frontends.python.frame import EXPRESSIONS, STATEMENTS, Frame, lowers
from sockslint.frontends.python.literals import pair
from sockslint.frontends.python.scopes import Scope, names_in_target
from sockslint.frontends.trees import Node
from sockslint.text import Span


def _loop(frame: Frame, condition: Condition, body: Lowering, orelse: Node | None = None) -> None:
    """A loop that `break` inside its body leaves."""
    label = f"loop {len(frame.loops)}"

    def labelled() -> None:
        outer, frame.loops = frame.loops, (*frame.loops, label)
        body()
        frame.loops = outer

    otherwise = None if orelse is None else (lambda: frame.run_part(orelse))
    frame.builder.loop(condition, labelled, otherwise=otherwise, label=label)


@lowers(STATEMENTS, "while_statement")
def _while(frame: Frame, node: Node) -> None:
    _loop(frame, frame.condition(node.children[0]), lambda: frame.run_part(node), node.part("alternative"))


@lowers(STATEMENTS, "for_statement")
def _for(frame: Frame, node: Node) -> None:
    _iterate(frame, node, lambda: frame.run_part(node), node.part("alternative"))


@lowers(STATEMENTS, "break_statement")
def _break(frame: Frame, node: Node) -> None:
    if frame.loops:
        frame.builder.break_(frame.loops[-1])


@lowers(STATEMENTS, "continue_statement")
def _continue(frame: Frame, node: Node) -> None:
    frame.builder.continue_()


def _iterate(frame: Frame, node: Node, body: Lowering, orelse: Node | None = None) -> Operand | None:
    """A loop over an iterable, which it yields if that is known as one: it is evaluated once, and an element assigned
    in each turn."""
    target, iterated = node.parts("left"), node.parts("right")
    if not target or not iterated:
        return None
    left, right = target[0], iterated[0]
    span = Span(left.start, right.end)
    produced = _producer(frame, right)
    if produced is not None:
        produce, sentinel = produced

        def is_over() -> Operand:
            element = produce()
            frame.assign_to(left, element, span)
            return Expr("==", (frame.prefix(left), frame.value(sentinel)))

        _loop(frame, Not(Test(is_over, span)), body, orelse)
        return None
    iterable = frame.value(right)

    def assigned() -> None:
        frame.assign_to(left, Expr("element", (iterable,)), span)
        body()

    _loop(frame, Test(lambda: Expr("iterates", (iterable,)), span), assigned, orelse)
    return iterable


def _producer(frame: Frame, node: Node) -> tuple[Callable[[], Operand], Node] | None:
    """For `iter(f, sentinel)`: what calls f, and the sentinel."""
    if node.kind != "call" or node.children[0].kind != "identifier" or frame.text(node.children[0]) != "iter":
        return None
    arguments = arguments_of(node)
    if not is_plain(arguments, 2):
        return None
    function, sentinel = arguments
    body = function.part("body")
    if function.kind == "lambda" and body is not None and function.part("parameters") is None:
        return lambda: frame.value(body), sentinel
    span = frame.span(function)
    if function.kind == "call" and frame.text(function.children[0]) in {"partial", "functools.partial"}:
        given = arguments_of(function)
        if given:
            return lambda: emit_call(frame, given[0], given[1:], span), sentinel
    # A call of the function without arguments, where the source has only its name.
    return lambda: emit_call(frame, function, (), span), sentinel


# --- comprehensions -------------------------------------------------------------------------------------------------


def _block_scope(frame: Frame, node: Node) -> Scope:
    """The scope of a comprehension: its targets, under names that the function does not use otherwise."""
    if id(node) in frame.blocks:
        return frame.blocks[id(node)]
    scope = Scope("block", frame.scope)
    for clause in node.children:
        for target in clause.parts("left") if clause.kind == "for_in_clause" else ():
            for name in names_in_target(frame.file.data, target):
                place, version = name, 1
                while place in frame.block_names or place == "this" or scope.is_taken(place):
                    version += 1
                    place = f"{name}~{version}"
                scope.places[name] = place
    frame.block_names.update(scope.places.values())
    frame.blocks[id(node)] = scope
    return scope


@lowers(EXPRESSIONS, "list_comprehension", "set_comprehension", "generator_expression", "dictionary_comprehension")
def _comprehension(frame: Frame, node: Node) -> Operand:
    operands: list[Operand] = []

    def collect() -> None:
        for body in node.parts("body"):
            operands.extend(pair(frame, body) if body.kind == "pair" else (frame.value(body),))

    with frame.within(_block_scope(frame, node)):
        iterable = _nest(
            frame, [child for child in node.children if child.kind in ("for_in_clause", "if_clause")], collect
        )
    collected = Expr("collection", tuple(operands))
    return collected if iterable is None else gathered(iterable, collected)


def _nest(frame: Frame, clauses: Sequence[Node], innermost: Lowering) -> Operand | None:
    """The clauses of a comprehension, each inside the one before; what the first iterates over."""
    if not clauses:
        innermost()
        return None
    first, rest = clauses[0], clauses[1:]

    def inside() -> None:
        _nest(frame, rest, innermost)

    if first.kind == "for_in_clause":
        return _iterate(frame, first, inside)
    frame.builder.branch(frame.condition(first.children[0]), inside)
    return None
