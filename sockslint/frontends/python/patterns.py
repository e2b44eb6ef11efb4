"""`match`: each pattern becomes a condition on the subject; binding its names is part of it."""

from __future__ import annotations

from collections.abc import Sequence

from sockslint.flow.builder import And, Condition, Or, Section, Test
from sockslint.flow.model import Const, Expr, Operand, Read, member
from sockslint.frontends.python.expressions import negative
from sockslint.frontends.python.frame import PATTERNS, STATEMENTS, UNKNOWN, Frame, lowers
from sockslint.frontends.python.targets import item
from sockslint.frontends.trees import Node
from sockslint.text import Span

#: Classes whose one positional pattern is matched against the subject itself.
_SELF_MATCHING = frozenset(
    {"bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple"}
)


@lowers(STATEMENTS, "match_statement")
def _match(frame: Frame, node: Node) -> None:
    subjects = node.parts("subject")
    subject: Operand
    if len(subjects) == 1:
        subject = frame.value(subjects[0])
    else:
        subject = Expr("tuple", tuple([frame.value(each) for each in subjects]))
    if isinstance(subject, Expr) and subject.op != "tuple":
        subject = frame.park(frame.span(subjects[0]), subject)
    body = node.part("body")
    clauses = () if body is None else body.parts("alternative")
    frame.builder.switch([_section(frame, clause, subject) for clause in clauses])


def _section(frame: Frame, clause: Node, subject: Operand) -> Section:
    patterns = [child for child in clause.children if child.kind == "case_pattern"]
    if len(patterns) == 1 and "," not in clause.tokens:
        condition = frame.match(patterns[0], subject)
    else:
        condition = _parts(frame, patterns, subject, Span(patterns[0].start, patterns[-1].end))

    def body() -> None:
        frame.run_part(clause, "consequence")

    guard = clause.part("guard")
    if guard is not None:
        condition = And(condition, frame.condition(guard.children[0]))
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


def _binding(frame: Frame, node: Node, name: str, value: Operand) -> Condition:
    """A condition that always holds, and binds a name."""
    span = frame.span(node)

    def bind() -> Operand:
        frame.store(frame.scope.place(name), value, span)
        return Const(True)

    return Test(bind, span)


def _fixed(frame: Frame, node: Node, operand: Operand) -> Condition:
    return Test(lambda: operand, frame.span(node))


@lowers(PATTERNS, "case_pattern")
def _wrapped(frame: Frame, node: Node, subject: Operand) -> Condition:
    if not node.children:
        return _always(frame.span(node))  # the wildcard
    return _simple(frame, node, node.children[0], subject)


def _simple(frame: Frame, holder: Node, pattern: Node, subject: Operand) -> Condition:
    """A pattern in what holds it, which has the minus before a number among its tokens."""
    if "-" in holder.tokens:
        number = frame.value(pattern)
        return _fixed(frame, holder, Expr("==", (subject, negative(number))))
    return frame.match(pattern, subject)


@lowers(*(PATTERNS, "string", "concatenated_string", "integer", "float", "true", "false", "none", "complex_pattern"))
def _value(frame: Frame, node: Node, subject: Operand) -> Condition:
    return Test(lambda: Expr("==", (subject, frame.value(node))), frame.span(node))


@lowers(PATTERNS, "dotted_name")
def _dotted(frame: Frame, node: Node, subject: Operand) -> Condition:
    """A name to bind, or with a dot in it, a value to compare with."""
    first, *members = "".join(frame.text(node).split()).split(".")
    if not members:
        return _binding(frame, node, first, subject)
    span = frame.span(node)

    def compared() -> Operand:
        place = frame.scope.place(first)
        for name in members:
            place = member(place, name)
        result = frame.temporary()
        frame.emit(Read(span, result, place))
        return Expr("==", (subject, result))

    return Test(compared, span)


@lowers(PATTERNS, "as_pattern")
def _as(frame: Frame, node: Node, subject: Operand) -> Condition:
    pattern, name = node.children[0], node.children[-1]
    return And(frame.match(pattern, subject), _binding(frame, name, frame.text(name), subject))


@lowers(PATTERNS, "splat_pattern")
def _star(frame: Frame, node: Node, subject: Operand) -> Condition:
    if not node.children:
        return _always(frame.span(node))
    name = node.children[0]
    return _binding(frame, name, frame.text(name), subject)


@lowers(PATTERNS, "union_pattern")
def _or(frame: Frame, node: Node, subject: Operand) -> Condition:
    first, *rest = (frame.match(each, subject) for each in node.children)
    joined = first
    for condition in rest:
        joined = Or(joined, condition)
    return joined


@lowers(PATTERNS, "list_pattern", "tuple_pattern")
def _sequence(frame: Frame, node: Node, subject: Operand) -> Condition:
    return _parts(frame, node.children, subject, frame.span(node))


def _parts(frame: Frame, patterns: Sequence[Node], subject: Operand, span: Span) -> Condition:
    """The condition that the parts of a sequence match patterns, of which one may take all the others leave."""
    stars = [at for at, pattern in enumerate(patterns) if _is_star(pattern)]
    count = Const(len(patterns) - len(stars))
    counted = Expr(">=" if stars else "==", (Expr("len", (subject,)), count))
    conditions: list[Condition] = [Test(lambda: counted, span)]
    for at, pattern in enumerate(patterns):
        if at in stars:
            rest = len(patterns) - at - 1
            conditions.append(frame.match(pattern, Expr("slice", (subject, Const(at), Const(-rest or None)))))
        else:
            index = at - len(patterns) if stars and at > stars[0] else at
            conditions.append(frame.match(pattern, item(subject, index)))
    return _all(conditions, span)


def _content(pattern: Node) -> Node:
    """What is in the node that the grammar puts around most patterns."""
    return pattern.children[0] if pattern.kind == "case_pattern" and pattern.children else pattern


def _is_star(pattern: Node) -> bool:
    return _content(pattern).kind == "splat_pattern"


@lowers(PATTERNS, "dict_pattern")
def _mapping(frame: Frame, node: Node, subject: Operand) -> Condition:
    conditions: list[Condition] = []
    key: Operand = UNKNOWN
    for part in node.children:
        inner = _content(part)
        if part.field == "key":
            key = frame.value(part)
            conditions.append(_fixed(frame, part, Expr("in", (key, subject))))
        elif part.field == "value":
            conditions.append(frame.match(part, Expr("element", (subject, key))))
        elif inner.kind == "splat_pattern":
            conditions.append(frame.match(inner, UNKNOWN))
    return _all(conditions, frame.span(node))


@lowers(PATTERNS, "class_pattern")
def _class(frame: Frame, node: Node, subject: Operand) -> Condition:
    first, *others = node.children
    name = frame.text(first)
    conditions = [_fixed(frame, node, Expr(f"is:{name}", (subject,)))]
    inner = [_content(part) for part in others]
    positional = [part for part, content in zip(others, inner, strict=True) if content.kind != "keyword_pattern"]
    for at, part in enumerate(positional):
        conditions.append(frame.match(part, subject if name in _SELF_MATCHING else Expr(f"item:{at}", (subject,))))
    conditions.extend(_attribute(frame, part, subject) for part in inner if part.kind == "keyword_pattern")
    return _all(conditions, frame.span(node))


def _attribute(frame: Frame, node: Node, subject: Operand) -> Condition:
    """`name=pattern`: the attribute is read first, then matched."""
    name, pattern = node.children[0], node.children[-1]
    result = frame.temporary()
    span = frame.span(node)

    def read() -> Operand:
        holder = subject if isinstance(subject, str) else frame.park(span, subject)
        frame.emit(Read(span, result, member(holder, frame.text(name))))
        return Const(True)

    matched = _always(span) if pattern is name else _simple(frame, node, pattern, result)
    return And(Test(read, span), matched)
