"""Assignment targets: names, attributes, elements, and tuples of them, nested and starred."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sockslint.flow.model import Assign, Const, Expr, Operand, member, root
from sockslint.frontends.python.expressions import subscript_value
from sockslint.frontends.python.frame import TARGETS, Frame, lowers
from sockslint.frontends.python.scopes import names_in_target
from sockslint.frontends.python.syntax import SPLATS
from sockslint.frontends.trees import Node
from sockslint.text import Span


def item(value: Operand, index: int) -> Operand:
    """The part of a tuple at `index`, counted from its end if negative."""
    if isinstance(value, Expr) and value.op == "tuple" and -len(value.operands) <= index < len(value.operands):
        return value.operands[index]
    return Expr(f"item:{index}", (value,))


@lowers(TARGETS, "identifier")
def _name(frame: Frame, node: Node, value: Operand, span: Span, type_: str | None) -> None:
    place = frame.scope.place(frame.text(node))
    if type_ is not None:
        frame.locals[place] = type_
    frame.store(place, value, span, type_)


@lowers(TARGETS, "attribute")
def _attribute(frame: Frame, node: Node, value: Operand, span: Span, type_: str | None) -> None:
    frame.store(frame.member(node), value, span, type_)


@lowers(TARGETS, "subscript")
def _subscript(frame: Frame, node: Node, value: Operand, span: Span, type_: str | None) -> None:
    collection = frame.place_of(node.children[0])
    subscript = subscript_value(frame, node, collection)
    match subscript:
        case Expr("element", (_, str(key))):
            frame.emit(Assign(span, member(collection, "{}"), key))
    frame.emit(Assign(span, member(collection, "[]"), value, type_))


@lowers(TARGETS, "tuple", "list", "pattern_list", "tuple_pattern", "list_pattern", "expression_list")
def _several(frame: Frame, node: Node, value: Operand, span: Span, type_: str | None) -> None:
    places = {frame.scope.place(name) for name in names_in_target(frame.file.data, node)}
    # What is taken apart must not change while its parts are handed out: a, b = b, a.
    if any(root(place) in places for place in _places(value)):
        if isinstance(value, Expr) and value.op == "tuple":
            value = Expr("tuple", tuple([_kept(frame, operand, span) for operand in value.operands]))
        else:
            value = frame.park(span, value)
    for target, part in zip(node.children, _shares(node.children, value), strict=True):
        frame.assign_to(target, part, span)


def _kept(frame: Frame, operand: Operand, span: Span) -> Operand:
    return operand if isinstance(operand, Const) else frame.park(span, operand)


def _places(operand: Operand) -> Iterator[str]:
    if isinstance(operand, str):
        yield operand
    elif isinstance(operand, Expr):
        for inner in operand.operands:
            yield from _places(inner)


def _shares(targets: Sequence[Node], value: Operand) -> Iterator[Operand]:
    """The part of a value that each of several targets gets."""
    stars = [at for at, target in enumerate(targets) if target.kind in SPLATS]
    star = stars[0] if stars else len(targets)
    for at in range(len(targets)):
        if at < star:
            yield item(value, at) if not stars else Expr(f"item:{at}", (value,))
        elif at == star:
            after = len(targets) - star - 1
            yield Expr("slice", (value, Const(star), Const(-after if after else None)))
        else:
            yield Expr(f"item:{at - len(targets)}", (value,))


@lowers(TARGETS, "list_splat", "list_splat_pattern")
def _starred(frame: Frame, node: Node, value: Operand, span: Span, type_: str | None) -> None:
    for inner in node.children:
        frame.assign_to(inner, value, span, type_)
