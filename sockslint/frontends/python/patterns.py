"""`match`: each pattern becomes a condition on the subject; binding its names is part of it."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from sockslint.flow.builder import And, Condition, Or, Section, Test
from sockslint.flow.model import Const, Expr, Operand, Read, member
from sockslint.frontends.python.frame import PATTERNS, STATEMENTS, Frame, lowers
from sockslint.frontends.python.literals import UNKNOWN
from sockslint.frontends.python.targets import item
from sockslint.text import Span

#: Classes whose one positional pattern is matched against the subject itself.
_SELF_MATCHING = frozenset(
    {"bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple"}
)


@lowers(STATEMENTS, cst.Match)
def _match(frame: Frame, node: cst.Match) -> None:
    subject = frame.value(node.subject)
    if isinstance(subject, Expr) and subject.op != "tuple":
        subject = frame.park(frame.span(node.subject), subject)
    frame.builder.switch([_section(frame, case, subject) for case in node.cases])


def _section(frame: Frame, case: cst.MatchCase, subject: Operand) -> Section:
    condition = frame.match(case.pattern, subject)

    def body() -> None:
        frame.run([case.body])

    if case.guard is not None:
        return Section([And(condition, frame.condition(case.guard))], False, body)
    return Section([condition], False, body)


def _always(span: Span) -> Condition:
    return Test(lambda: Const(True), span)


def _all(conditions: Sequence[Condition], span: Span) -> Condition:
    if not conditions:
        return _always(span)
    joined, *rest = conditions
    for condition in rest:
        joined = And(joined, condition)
    return joined


def _binding(frame: Frame, name: cst.Name, value: Operand) -> Condition:
    """A condition that always holds, and binds a name."""
    span = frame.span(name)

    def bind() -> Operand:
        frame.assign_to(name, value, span)
        return Const(True)

    return Test(bind, span)


def _fixed(frame: Frame, node: cst.CSTNode, operand: Operand) -> Condition:
    return Test(lambda: operand, frame.span(node))


@lowers(PATTERNS, cst.MatchValue, cst.MatchSingleton)
def _value(frame: Frame, node: cst.MatchValue | cst.MatchSingleton, subject: Operand) -> Condition:
    return Test(lambda: Expr("==", (subject, frame.value(node.value))), frame.span(node))


@lowers(PATTERNS, cst.MatchAs)
def _as(frame: Frame, node: cst.MatchAs, subject: Operand) -> Condition:
    conditions: list[Condition] = []
    if node.pattern is not None:
        conditions.append(frame.match(node.pattern, subject))
    if node.name is not None:
        conditions.append(_binding(frame, node.name, subject))
    return _all(conditions, frame.span(node))


@lowers(PATTERNS, cst.MatchStar)
def _star(frame: Frame, node: cst.MatchStar, subject: Operand) -> Condition:
    return _always(frame.span(node)) if node.name is None else _binding(frame, node.name, subject)


@lowers(PATTERNS, cst.MatchOr)
def _or(frame: Frame, node: cst.MatchOr, subject: Operand) -> Condition:
    first, *rest = (frame.match(element.pattern, subject) for element in node.patterns)
    joined = first
    for condition in rest:
        joined = Or(joined, condition)
    return joined


@lowers(PATTERNS, cst.MatchList, cst.MatchTuple)
def _sequence(frame: Frame, node: cst.MatchList | cst.MatchTuple, subject: Operand) -> Condition:
    patterns = node.patterns
    stars = [at for at, pattern in enumerate(patterns) if isinstance(pattern, cst.MatchStar)]
    count = Const(len(patterns) - len(stars))
    conditions = [_fixed(frame, node, Expr(">=" if stars else "==", (Expr("len", (subject,)), count)))]
    for at, pattern in enumerate(patterns):
        if isinstance(pattern, cst.MatchStar):
            rest = len(patterns) - at - 1
            conditions.append(frame.match(pattern, Expr("slice", (subject, Const(at), Const(-rest or None)))))
        else:
            index = at - len(patterns) if stars and at > stars[0] else at
            conditions.append(frame.match(pattern.value, item(subject, index)))
    return _all(conditions, frame.span(node))


@lowers(PATTERNS, cst.MatchMapping)
def _mapping(frame: Frame, node: cst.MatchMapping, subject: Operand) -> Condition:
    conditions: list[Condition] = []
    for element in node.elements:
        key = frame.value(element.key)
        conditions.append(_fixed(frame, element, Expr("in", (key, subject))))
        conditions.append(frame.match(element.pattern, Expr("element", (subject, key))))
    if node.rest is not None:
        conditions.append(_binding(frame, node.rest, UNKNOWN))
    return _all(conditions, frame.span(node))


@lowers(PATTERNS, cst.MatchClass)
def _class(frame: Frame, node: cst.MatchClass, subject: Operand) -> Condition:
    name = frame.text(node.cls)
    conditions = [_fixed(frame, node, Expr(f"is:{name}", (subject,)))]
    for at, element in enumerate(node.patterns):
        part = subject if name in _SELF_MATCHING else Expr(f"item:{at}", (subject,))
        conditions.append(frame.match(element.value, part))
    conditions.extend(_attribute(frame, keyword, subject) for keyword in node.kwds)
    return _all(conditions, frame.span(node))


def _attribute(frame: Frame, node: cst.MatchKeywordElement, subject: Operand) -> Condition:
    """`name=pattern`: the attribute is read first, then matched."""
    result = frame.temporary()
    span = frame.span(node)

    def read() -> Operand:
        holder = subject if isinstance(subject, str) else frame.park(span, subject)
        frame.emit(Read(span, result, member(holder, node.key.value)))
        return Const(True)

    return And(Test(read, span), frame.match(node.pattern, result))
