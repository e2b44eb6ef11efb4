"""Loops: `while`, `for` and comprehensions."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from sockslint.flow.builder import Condition, Lowering, Not, Test
from sockslint.flow.model import Expr, Operand
from sockslint.frontends.python.calls import emit_call
from sockslint.frontends.python.frame import EXPRESSIONS, STATEMENTS, Frame, lowers
from sockslint.frontends.python.scopes import Scope, names_in_target


def _loop(frame: Frame, condition: Condition, body: Lowering, orelse: cst.Else | None = None) -> None:
    """A loop that `break` inside its body leaves."""
    label = f"loop {len(frame.loops)}"

    def labelled() -> None:
        outer, frame.loops = frame.loops, (*frame.loops, label)
        body()
        frame.loops = outer

    otherwise = None if orelse is None else (lambda: frame.run([orelse.body]))
    frame.builder.loop(condition, labelled, otherwise=otherwise, label=label)


@lowers(STATEMENTS, cst.While)
def _while(frame: Frame, node: cst.While) -> None:
    _loop(frame, frame.condition(node.test), lambda: frame.run([node.body]), node.orelse)


@lowers(STATEMENTS, cst.For)
def _for(frame: Frame, node: cst.For) -> None:
    _iterate(frame, node, lambda: frame.run([node.body]), node.orelse)


@lowers(STATEMENTS, cst.Break)
def _break(frame: Frame, node: cst.Break) -> None:
    if frame.loops:
        frame.builder.break_(frame.loops[-1])


@lowers(STATEMENTS, cst.Continue)
def _continue(frame: Frame, node: cst.Continue) -> None:
    frame.builder.continue_()


def _iterate(frame: Frame, node: cst.For | cst.CompFor, body: Lowering, orelse: cst.Else | None = None) -> None:
    """A loop over an iterable: the iterable is evaluated once, and an element assigned in each turn."""
    span = frame.span_between(node.target, node.iter)
    produced = _producer(frame, node.iter)
    if produced is not None:
        produce, sentinel = produced

        def is_over() -> Operand:
            element = produce()
            frame.assign_to(node.target, element, span)
            return Expr("==", (frame.prefix(node.target), frame.value(sentinel)))

        _loop(frame, Not(Test(is_over, span)), body, orelse)
        return
    iterable = frame.value(node.iter)

    def assigned() -> None:
        frame.assign_to(node.target, Expr("element", (iterable,)), span)
        body()

    _loop(frame, Test(lambda: Expr("iterates", (iterable,)), span), assigned, orelse)


def _producer(frame: Frame, node: cst.BaseExpression) -> tuple[Callable[[], Operand], cst.BaseExpression] | None:
    """For `iter(f, sentinel)`: what calls f, and the sentinel."""
    if not (isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value == "iter"):
        return None
    if len(node.args) != 2 or any(arg.star or arg.keyword for arg in node.args):
        return None
    function, sentinel = node.args[0].value, node.args[1].value
    if isinstance(function, cst.Lambda) and not function.params.params:
        body = function.body
        return lambda: frame.value(body), sentinel
    if (
        isinstance(function, cst.Call)
        and function.args
        and frame.text(function.func)
        in {
            "partial",
            "functools.partial",
        }
    ):
        inner = cst.Call(function.args[0].value, function.args[1:])
        return lambda: emit_call(frame, inner, frame.span(function)), sentinel
    # A call of the function without arguments, where the source has only its name.
    called = cst.Call(function)
    return lambda: emit_call(frame, called, frame.span(function)), sentinel


# --- comprehensions -------------------------------------------------------------------------------------------------


def _block_scope(frame: Frame, node: cst.CompFor) -> Scope:
    """The scope of a comprehension: its targets, under names that the function does not use otherwise."""
    if id(node) in frame.blocks:
        return frame.blocks[id(node)]
    scope = Scope("block", frame.scope)
    following: cst.CompFor | None = node
    while following is not None:
        for name in names_in_target(following.target):
            place, version = name, 1
            while place in frame.block_names or place == "this" or scope.is_taken(place):
                version += 1
                place = f"{name}~{version}"
            scope.places[name] = place
        following = following.inner_for_in
    frame.block_names.update(scope.places.values())
    frame.blocks[id(node)] = scope
    return scope


def _comprehend(frame: Frame, for_in: cst.CompFor, element: Callable[[], tuple[Operand, ...]]) -> Operand:
    operands: list[Operand] = []

    def collect() -> None:
        operands.extend(element())

    with frame.within(_block_scope(frame, for_in)):
        _nest(frame, for_in, collect)
    return Expr("collection", tuple(operands))


def _nest(frame: Frame, for_in: cst.CompFor, innermost: Lowering) -> None:
    """One `for` of a comprehension with its conditions, and the ones inside it."""

    def filtered(conditions: list[cst.CompIf]) -> None:
        if conditions:
            first, *rest = conditions
            frame.builder.branch(frame.condition(first.test), lambda: filtered(rest))
        elif for_in.inner_for_in is not None:
            _nest(frame, for_in.inner_for_in, innermost)
        else:
            innermost()

    _iterate(frame, for_in, lambda: filtered(list(for_in.ifs)))


@lowers(EXPRESSIONS, cst.ListComp, cst.SetComp, cst.GeneratorExp)
def _comprehension(frame: Frame, node: cst.ListComp | cst.SetComp | cst.GeneratorExp) -> Operand:
    return _comprehend(frame, node.for_in, lambda: (frame.value(node.elt),))


@lowers(EXPRESSIONS, cst.DictComp)
def _dictionary_comprehension(frame: Frame, node: cst.DictComp) -> Operand:
    return _comprehend(frame, node.for_in, lambda: (frame.value(node.key), frame.value(node.value)))


@lowers(EXPRESSIONS, cst.StarredDictComp)
def _merging_comprehension(frame: Frame, node: cst.StarredDictComp) -> Operand:
    return _comprehend(frame, node.for_in, lambda: (Expr("element", (frame.value(node.value),)),))
