"""Statements other than loops, `match` and definitions."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from sockslint.flow.builder import Handler, Not
from sockslint.flow.model import Call, Expr, Import, Operand, Read, member
from sockslint.frontends.python.expressions import lower_discarded, subscript_value
from sockslint.frontends.python.frame import STATEMENTS, Frame, lowers
from sockslint.frontends.python.literals import UNKNOWN
from sockslint.frontends.python.scopes import dotted

#: What an augmented assignment does to its target's value.
AUGMENTED_OPERATORS: dict[type[cst.CSTNode], str] = {
    cst.AddAssign: "+",
    cst.BitAndAssign: "&",
    cst.BitOrAssign: "|",
    cst.BitXorAssign: "^",
    cst.DivideAssign: "/",
    cst.FloorDivideAssign: "/",
    cst.LeftShiftAssign: "<<",
    cst.MatrixMultiplyAssign: "other",
    cst.ModuloAssign: "%",
    cst.MultiplyAssign: "*",
    cst.PowerAssign: "other",
    cst.RightShiftAssign: ">>",
    cst.SubtractAssign: "-",
}


@lowers(STATEMENTS, cst.IndentedBlock, cst.SimpleStatementLine, cst.SimpleStatementSuite)
def _sequence(frame: Frame, node: cst.IndentedBlock | cst.SimpleStatementLine | cst.SimpleStatementSuite) -> None:
    frame.run(node.body)


@lowers(STATEMENTS, cst.Pass, cst.Global, cst.Nonlocal, cst.TypeAlias)
def _nothing(frame: Frame, node: cst.CSTNode) -> None:
    """Does nothing at run time: `global` and `nonlocal` are seen to by the scopes, a type alias is lazy."""


@lowers(STATEMENTS, cst.Expr)
def _expression(frame: Frame, node: cst.Expr) -> None:
    lower_discarded(frame, node.value)


@lowers(STATEMENTS, cst.Return)
def _return(frame: Frame, node: cst.Return) -> None:
    value = None if node.value is None else frame.value(node.value)
    frame.yields_value = frame.yields_value or value is not None
    frame.builder.return_(frame.span(node), value)


@lowers(STATEMENTS, cst.If)
def _if(frame: Frame, node: cst.If) -> None:
    orelse = node.orelse
    otherwise = None if orelse is None else lambda: frame.run([orelse])
    frame.builder.branch(frame.condition(node.test), lambda: frame.run([node.body]), otherwise)


@lowers(STATEMENTS, cst.Else, cst.Finally)
def _clause(frame: Frame, node: cst.Else | cst.Finally) -> None:
    frame.run([node.body])


# --- assignments ----------------------------------------------------------------------------------------------------


@lowers(STATEMENTS, cst.Assign)
def _assign(frame: Frame, node: cst.Assign) -> None:
    targets = [target.target for target in node.targets]
    if len(targets) == 1 and isinstance(targets[0], cst.Name) and targets[0].value == "_":
        value = lower_discarded(frame, node.value)
    else:
        value = frame.value(node.value)
    span = frame.span(node)
    for target in targets:
        frame.assign_to(target, value, span)


@lowers(STATEMENTS, cst.AnnAssign)
def _annotated(frame: Frame, node: cst.AnnAssign) -> None:
    type_ = frame.annotation(node.annotation)
    if node.value is not None:
        frame.assign_to(node.target, frame.value(node.value), frame.span(node), type_)
    elif isinstance(node.target, cst.Name | cst.Attribute):
        place = frame.prefix(node.target)
        if isinstance(place, str) and type_ is not None:
            frame.note_field(place, type_)
            if isinstance(node.target, cst.Name):
                frame.locals[place] = type_


@lowers(STATEMENTS, cst.AugAssign)
def _augmented(frame: Frame, node: cst.AugAssign) -> None:
    place, before = _read_target(frame, node.target)
    operation = Expr(AUGMENTED_OPERATORS[type(node.operator)], (before, frame.value(node.value)))
    frame.store(place, operation, frame.span(node))


def _read_target(frame: Frame, target: cst.BaseExpression) -> tuple[str, Operand]:
    """The place and the present value of a target, what they take evaluated once."""
    if isinstance(target, cst.Attribute):
        place, before = frame.member(target), frame.temporary()
        frame.emit(Read(frame.span(target), before, place))
        return place, before
    if isinstance(target, cst.Subscript):
        collection = frame.place_of(target.value)
        return member(collection, "[]"), subscript_value(frame, target, collection)
    place = frame.place_of(target)
    return place, place


@lowers(STATEMENTS, cst.Del)
def _delete(frame: Frame, node: cst.Del) -> None:
    _forget(frame, node.target, node)


def _forget(frame: Frame, target: cst.BaseExpression, statement: cst.Del) -> None:
    """A deleted name or attribute holds nothing known; of elements deleted (`del waiting[:sent]`) the value is kept,
    so that what the index was made of counts as used."""
    if isinstance(target, cst.Tuple | cst.List):
        for element in target.elements:
            _forget(frame, element.value, statement)
    elif isinstance(target, cst.Subscript):
        frame.park(frame.span(target), subscript_value(frame, target, frame.prefix(target.value)))
    else:
        frame.assign_to(target, UNKNOWN, frame.span(statement))


# --- exceptions -----------------------------------------------------------------------------------------------------


@lowers(STATEMENTS, cst.Raise)
def _raise(frame: Frame, node: cst.Raise) -> None:
    span = frame.span(node)
    if node.exc is None:
        frame.builder.raise_(span, None)
        return
    value = frame.value(node.exc)
    if node.cause is not None:
        frame.value(node.cause.item)
    frame.builder.raise_(span, _raised_type(frame, node.exc), value)


def _raised_type(frame: Frame, node: cst.BaseExpression) -> str | None:
    """The class of a raised object as written, if the source names one: `X`, `X(...)`, `X(...).with_traceback(t)`."""
    while isinstance(node, cst.Call):
        inner = node.func
        if isinstance(inner, cst.Attribute) and isinstance(inner.value, cst.Call):
            inner = inner.value
        node = inner
    name = dotted(node)
    return name if name and frame.scope.place(name.partition(".")[0]).startswith("::") else None


@lowers(STATEMENTS, cst.Assert)
def _assert(frame: Frame, node: cst.Assert) -> None:
    def fail() -> None:
        if node.msg is not None:
            frame.value(node.msg)
        frame.builder.raise_(frame.span(node), "AssertionError")

    frame.builder.branch(Not(frame.condition(node.test)), fail)


@lowers(STATEMENTS, cst.Try, cst.TryStar)
def _try(frame: Frame, node: cst.Try | cst.TryStar) -> None:
    orelse, finalbody = node.orelse, node.finalbody
    loops = frame.loops

    def finish() -> None:
        # The builder asks for this wherever control leaves the `try`, maybe from a loop within it.
        inner, frame.loops = frame.loops, loops
        frame.run([finalbody] if finalbody is not None else [])
        frame.loops = inner

    frame.builder.try_(
        lambda: frame.run([node.body]),
        [_handler(frame, handler) for handler in node.handlers],
        otherwise=None if orelse is None else lambda: frame.run([orelse]),
        finally_=None if finalbody is None else finish,
    )


def _handler(frame: Frame, node: cst.ExceptHandler | cst.ExceptStarHandler) -> Handler:
    def body() -> None:
        if node.name is not None:
            frame.assign_to(node.name.name, Expr("caught"), frame.span(node.name.name))
        frame.run([node.body])

    return Handler(() if node.type is None else _caught_types(frame, node.type), body)


def _caught_types(frame: Frame, node: cst.BaseExpression) -> tuple[str, ...]:
    if isinstance(node, cst.Tuple):
        return tuple(frame.text(element.value) for element in node.elements)
    return (frame.text(node),)


# --- with -----------------------------------------------------------------------------------------------------------


@lowers(STATEMENTS, cst.With)
def _with(frame: Frame, node: cst.With) -> None:
    _with_items(frame, node.items, node)


def _with_items(frame: Frame, items: Sequence[cst.WithItem], node: cst.With) -> None:
    if not items:
        frame.run([node.body])
        return
    first, *rest = items

    def inside() -> None:
        _with_items(frame, rest, node)

    if isinstance(first.item, cst.Call) and dotted(first.item.func) in {"suppress", "contextlib.suppress"}:
        types = tuple(frame.argument_text(arg) for arg in first.item.args)
        frame.builder.try_(inside, [Handler(types, lambda: None)] if types else [])
        return
    span = frame.span(first.item)
    awaited = node.asynchronous is not None
    resource = frame.place_of(first.item)

    def scope(name: str, result: str) -> Call:
        return Call(span, result, resource, name, member(resource, name), form="scope", awaited=awaited)

    entered = frame.temporary()
    frame.emit(scope("__enter__", entered))

    def body() -> None:
        if first.asname is not None:
            frame.assign_to(first.asname.name, entered, frame.span_between(first.item, first.asname.name))
        inside()

    frame.builder.try_(body, finally_=lambda: frame.emit(scope("__exit__", frame.temporary())))


# --- imports --------------------------------------------------------------------------------------------------------


@lowers(STATEMENTS, cst.Import, cst.LazyImport)
def _import(frame: Frame, node: cst.Import | cst.LazyImport) -> None:
    for alias in node.names:
        name = dotted(alias.name)
        if alias.asname is not None:
            _bring_in(frame, dotted(alias.asname.name), name)
        else:
            first = name.partition(".")[0]
            _bring_in(frame, first, first)


@lowers(STATEMENTS, cst.ImportFrom, cst.LazyImportFrom)
def _import_from(frame: Frame, node: cst.ImportFrom | cst.LazyImportFrom) -> None:
    module = "." * len(node.relative) + dotted(node.module)
    if isinstance(node.names, cst.ImportStar):
        _bring_in(frame, "*", module)
        return
    for alias in node.names:
        name = dotted(alias.name)
        separator = "" if module.endswith(".") or not module else "."
        _bring_in(frame, dotted(alias.asname.name) if alias.asname else name, f"{module}{separator}{name}")


def _bring_in(frame: Frame, alias: str, target: str) -> None:
    frame.file.imports[Import(alias, target)] = None
