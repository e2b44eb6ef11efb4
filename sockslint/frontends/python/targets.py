"""Assignment targets: names, attributes, elements, and tuples of them, nested and starred."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from sockslint.flow.model import Assign, Const, Expr, Operand, member, root
from sockslint.frontends.python.expressions import subscript_value
from sockslint.frontends.python.frame import TARGETS, Frame, lowers
from sockslint.frontends.python.scopes import names_in_target
from sockslint.text import Span


def item(value: Operand, index: int) -> Operand:
    """The part of a tuple at `index`, counted from its end if negative."""
    if isinstance(value, Expr) and value.op == "tuple" and -len(value.operands) <= index < len(value.operands):
        return value.operands[index]
    return Expr(f"item:{index}", (value,))


@lowers(TARGETS, cst.Name)
def _name(frame: Frame, node: cst.Name, value: Operand, span: Span, type_: str | None) -> None:
    place = frame.scope.place(node.value)
    if type_ is not None:
        frame.locals[place] = type_
    frame.store(place, value, span, type_)


@lowers(TARGETS, cst.Attribute)
def _attribute(frame: Frame, node: cst.Attribute, value: Operand, span: Span, type_: str | None) -> None:
    frame.store(frame.member(node), value, span, type_)


@lowers(TARGETS, cst.Subscript)
def _subscript(frame: Frame, node: cst.Subscript, value: Operand, span: Span, type_: str | None) -> None:
    collection = frame.place_of(node.value)
    subscript = subscript_value(frame, node, collection)
    match subscript:
        case Expr("element", (_, str(key))):
            frame.emit(Assign(span, member(collection, "{}"), key))
    frame.emit(Assign(span, member(collection, "[]"), value, type_))


@lowers(TARGETS, cst.Tuple, cst.List)
def _several(frame: Frame, node: cst.Tuple | cst.List, value: Operand, span: Span, type_: str | None) -> None:
    targets = node.elements
    places = {frame.scope.place(name) for name in names_in_target(node)}
    # What is taken apart must not change while its parts are handed out: a, b = b, a.
    if any(root(place) in places for place in _places(value)):
        if isinstance(value, Expr) and value.op == "tuple":
            value = Expr("tuple", tuple(_kept(frame, operand, span) for operand in value.operands))
        else:
            value = frame.park(span, value)
    for target, part in zip(targets, _shares(targets, value), strict=True):
        inner = target.value
        frame.assign_to(inner.value if isinstance(inner, cst.StarredElement) else inner, part, span)


def _kept(frame: Frame, operand: Operand, span: Span) -> Operand:
    return operand if isinstance(operand, Const) else frame.park(span, operand)


def _places(operand: Operand) -> Iterator[str]:
    if isinstance(operand, str):
        yield operand
    elif isinstance(operand, Expr):
        for inner in operand.operands:
            yield from _places(inner)


def _shares(targets: Sequence[cst.BaseElement], value: Operand) -> Iterator[Operand]:
    """The part of a value that each of several targets gets."""
    stars = [at for at, target in enumerate(targets) if isinstance(target, cst.StarredElement)]
    star = stars[0] if stars else len(targets)
    for at in range(len(targets)):
        if at < star:
            yield item(value, at) if not stars else Expr(f"item:{at}", (value,))
        elif at == star:
            after = len(targets) - star - 1
            yield Expr("slice", (value, Const(star), Const(-after if after else None)))
        else:
            yield Expr(f"item:{at - len(targets)}", (value,))


@lowers(TARGETS, cst.StarredElement)
def _starred(frame: Frame, node: cst.StarredElement, value: Operand, span: Span, type_: str | None) -> None:
    frame.assign_to(node.value, value, span, type_)
