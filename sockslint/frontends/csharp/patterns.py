"""Patterns, as conditions on a subject that is evaluated once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sockslint.flow.builder import And, Condition, Not, Or, Test
from sockslint.flow.model import Const, Expr, Operand, Read, member
from sockslint.frontends.csharp.body import NULL, UNKNOWN, Body
from sockslint.frontends.csharp.tables import PATTERNS, condition, expression, pattern
from sockslint.frontends.trees import Node
from sockslint.text import Span

_HOLDS: Final = Const(True)
_LENGTHS: Final = frozenset({"Length", "Count"})
_SLICE: Final = frozenset({"slice_pattern", "spread_element"})


class Subject:
    """What a pattern is matched against: evaluated when the first test asks for it, then kept."""

    __slots__ = ("_evaluate", "_operand", "span")

    def __init__(self, span: Span, evaluate: Callable[[], Operand]) -> None:
        self.span = span
        self._evaluate = evaluate
        self._operand: Operand | None = None

    def get(self) -> Operand:
        """The operand that stands for it."""
        if self._operand is None:
            self._operand = self._evaluate()
        return self._operand


def match(body: Body, subject: Subject, node: Node) -> Condition:
    """The condition under which a pattern matches; what it binds is assigned where it does."""
    lower = PATTERNS.get(node.kind)
    return _constant(body, subject, node) if lower is None else lower(body, subject, node)


# --- is -----------------------------------------------------------------------------------------------------------


@condition("is_pattern_expression")
def is_pattern(body: Body, node: Node) -> Condition:
    """``x is P``."""
    left, right = node.part("expression"), node.part("pattern")
    if left is None or right is None:
        return body.test(lambda: UNKNOWN, body.span(node))
    return match(body, Subject(body.span(node), lambda: body.value(left)), right)


@condition("is_expression")
def is_type(body: Body, node: Node) -> Condition:
    """``x is T``."""
    return body.test(lambda: is_type_value(body, node), body.span(node))


@expression("is_expression")
def is_type_value(body: Body, node: Node) -> Operand:
    """``x is T`` as a value."""
    left = node.part("left")
    if left is None:
        return UNKNOWN
    return Expr(f"is:{body.file.type(node.part('right'))}", (body.value(left),))


@expression("is_pattern_expression")
def is_pattern_value(body: Body, node: Node) -> Operand:
    """``x is P`` as a value: a plain test if it is one."""
    whole = is_pattern(body, node)
    found, negations = whole, 0
    while isinstance(found, Not):
        found, negations = found.condition, negations + 1
    if isinstance(found, Test):
        operand = found.evaluate()
        return Expr("not", (operand,)) if negations % 2 else operand
    return body.builder.truth(body.span(node), whole)


# --- single tests -------------------------------------------------------------------------------------------------


def _test(body: Body, subject: Subject, operand: Callable[[Operand], Operand]) -> Condition:
    return body.test(lambda: operand(subject.get()), subject.span)


@pattern("constant_pattern")
def constant_or_type(body: Body, subject: Subject, node: Node) -> Condition:
    """``0``, ``null``, ``Colour.Red``; the grammar enters here what may be a type's name or a tuple of patterns."""
    return match(body, subject, node.children[0]) if node.children else _test(body, subject, lambda _: UNKNOWN)


@pattern("identifier", "generic_name")
def named(body: Body, subject: Subject, node: Node) -> Condition:
    """A bare name: a constant if this file knows it as data, or if it is written like one, otherwise a type."""
    name = body.file.name(node)
    place = body.resolve(name)
    if place == "::_":
        return anything(body, subject, node)
    if node.kind == "identifier" and (not place.startswith("::") or _is_constant_name(name)):
        return _test(body, subject, lambda value: Expr("==", (value, place)))
    return _type_test(body, subject, node)


def _is_constant_name(name: str) -> bool:
    return len(name) > 2 and name.isupper()


@pattern("member_access_expression")
def qualified(body: Body, subject: Subject, node: Node) -> Condition:
    """``A.B``: mostly a constant of an enumeration; an exception's name is a type's, and so is what is generic."""
    name = node.part("name")
    text = body.file.text(name) if name is not None else ""
    if text.endswith("Exception") or text.endswith(">"):
        return _type_test(body, subject, node)
    return _constant(body, subject, node)


def _constant(body: Body, subject: Subject, node: Node) -> Condition:
    return _test(body, subject, lambda value: Expr("==", (value, body.value(node))))


@pattern("parenthesized_expression", "parenthesized_pattern")
def parenthesized(body: Body, subject: Subject, node: Node) -> Condition:
    """``(P)``."""
    inner = node.unnamed()
    return _test(body, subject, lambda _: UNKNOWN) if inner is None else match(body, subject, inner)


@pattern("type_pattern")
def type_only(body: Body, subject: Subject, node: Node) -> Condition:
    """``T``."""
    return _type_test(body, subject, node)


def _type_test(body: Body, subject: Subject, node: Node) -> Condition:
    type_ = body.file.type(node)
    return _test(body, subject, lambda value: Expr(f"is:{type_}", (value,)))


@pattern("relational_pattern")
def relational(body: Body, subject: Subject, node: Node) -> Condition:
    """``> 3``."""
    inner, operator = node.unnamed(), node.tokens[0] if node.tokens else "other"
    if inner is None:
        return _test(body, subject, lambda _: UNKNOWN)
    return _test(body, subject, lambda value: Expr(operator, (value, body.value(inner))))


@pattern("discard")
def anything(body: Body, subject: Subject, node: Node) -> Condition:
    """``_``."""
    return _test(body, subject, lambda _: _HOLDS)


# --- joined -------------------------------------------------------------------------------------------------------


@pattern("negated_pattern")
def negated(body: Body, subject: Subject, node: Node) -> Condition:
    """``not P``."""
    inner = node.unnamed()
    return _test(body, subject, lambda _: UNKNOWN) if inner is None else Not(match(body, subject, inner))


@pattern("and_pattern", "or_pattern")
def joined(body: Body, subject: Subject, node: Node) -> Condition:
    """``P and Q``, ``P or Q``, in runs of any length."""
    parts: list[Node] = []
    at = node
    while at.kind == node.kind and len(at.children) > 1:
        parts.append(at.children[-1])
        at = at.children[0]
    found = match(body, subject, at)
    for part in reversed(parts):
        following = match(body, subject, part)
        found = And(found, following) if node.kind == "and_pattern" else Or(found, following)
    return found


# --- binding ------------------------------------------------------------------------------------------------------


@pattern("declaration_pattern", "var_pattern", "declaration_expression")
def declaration(body: Body, subject: Subject, node: Node) -> Condition:
    """``T x``, ``var x``, ``var (x, y)``."""
    type_ = body.file.type(node.part("type"))
    bound = _binding(body, subject, node, type_)
    if type_ is None or body.file.text(node).startswith("var "):
        return bound or _test(body, subject, lambda _: _HOLDS)
    tested = _test(body, subject, lambda value: Expr(f"is:{type_}", (value,)))
    return tested if bound is None else And(tested, bound)


def _binding(body: Body, subject: Subject, node: Node, type_: str | None) -> Condition | None:
    """A test that always holds, and binds the pattern's variables; None if it has none."""
    several = node.first("parenthesized_variable_designation")
    if several is not None:
        return _binding_of_parts(body, subject, several)
    name = node.part("name")
    if name is None or body.file.text(name) == "_":
        return None
    return _bind(body, subject, name, type_)


def _bind(body: Body, subject: Subject, name: Node, type_: str | None) -> Condition:
    place = body.declare(name, type_)

    def bind() -> Operand:
        body.assign(body.span(name), place, subject.get(), type_)
        return _HOLDS

    return body.test(bind, subject.span)


def _binding_of_parts(body: Body, subject: Subject, node: Node) -> Condition | None:
    found: Condition | None = None
    for at, child in enumerate(node.children):
        part = _part(subject, at)
        if child.kind == "parenthesized_variable_designation":
            bound = _binding_of_parts(body, part, child)
        else:
            bound = None if child.kind == "discard" else _bind(body, part, child, None)
        if bound is not None:
            found = bound if found is None else And(found, bound)
    return found


def _part(subject: Subject, at: int) -> Subject:
    """One part of a tuple or of what a type deconstructs to."""

    def evaluate() -> Operand:
        whole = subject.get()
        if isinstance(whole, Expr) and whole.op == "tuple" and at < len(whole.operands):
            return whole.operands[at]
        return Expr(f"item:{at}", (whole,))

    return Subject(subject.span, evaluate)


# --- inside the subject -------------------------------------------------------------------------------------------


@pattern("recursive_pattern")
def recursive(body: Body, subject: Subject, node: Node) -> Condition:
    """``T (P, Q) { A: R } x``, each part optional."""
    type_node = node.part("type")
    positional, properties = node.first("positional_pattern_clause"), node.first("property_pattern_clause")
    if type_node is not None:
        found: Condition = _type_test(body, subject, type_node)
    elif positional is not None and properties is None:
        found = _test(body, subject, lambda _: _HOLDS)
    else:
        found = _test(body, subject, lambda value: Expr("!=", (value, NULL)))
    for at, part in enumerate(positional.children if positional is not None else ()):
        found = And(found, _subpattern(body, _part(subject, at), part))
    for part in properties.children if properties is not None else ():
        found = And(found, _property(body, subject, part))
    for inner in node.children:
        if inner.kind in PATTERNS and inner.field is None and inner.kind != "discard":
            found = And(found, match(body, subject, inner))
    bound = _binding(body, subject, node, body.file.type(type_node))
    return found if bound is None else And(found, bound)


def _subpattern(body: Body, subject: Subject, node: Node) -> Condition:
    """A part of a positional clause; a name in front says only which."""
    return match(body, subject, node.children[-1]) if node.children else _test(body, subject, lambda _: _HOLDS)


def _property(body: Body, subject: Subject, node: Node) -> Condition:
    """``A.B: P`` in a property clause."""
    if len(node.children) < 2:
        return _subpattern(body, subject, node)
    name = node.children[0]

    def evaluate() -> Operand:
        place = body.as_place(subject.get(), name)
        parts = [part.strip(" ?") for part in body.file.text(name).split(".")]
        owner = place
        for part in parts:
            owner, place = place, member(place, part)
        result = body.temporary()
        body.emit(Read(body.span(name), result, place))
        return Expr("len", (owner,)) if parts[-1] in _LENGTHS else result

    return match(body, Subject(body.span(node), evaluate), node.children[-1])


@pattern("tuple_expression")
def tuple_of_patterns(body: Body, subject: Subject, node: Node) -> Condition:
    """``(P, Q)`` as the grammar enters it where no variable follows."""
    found: Condition | None = None
    for at, argument in enumerate(node.children):
        if argument.children:
            part = match(body, _part(subject, at), argument.children[-1])
            found = part if found is None else And(found, part)
    return found or _test(body, subject, lambda _: UNKNOWN)


@pattern("list_pattern", "collection_expression", "element_binding_expression")
def list_of_patterns(body: Body, subject: Subject, node: Node) -> Condition:
    """``[P, .., Q]``."""
    parts = [_element(child) for child in node.children if child.field != "name"]
    slices = [at for at, part in enumerate(parts) if _is_slice(body, part)]
    least = len(parts) - len(slices)
    operator = ">=" if slices else "=="
    found: Condition = _test(body, subject, lambda value: Expr(operator, (Expr("len", (value,)), Const(least))))
    for at, part in enumerate(parts):
        if slices and at >= slices[0]:
            if at == slices[0]:
                inner = part.children[-1] if part.kind in _SLICE and part.children else part
                found = And(found, match(body, _rest(subject, at), inner)) if part.children else found
            else:
                found = And(found, match(body, _indexed(subject, at - len(parts)), part))
        else:
            found = And(found, match(body, _indexed(subject, at), part))
    bound = _binding(body, subject, node, None)
    return found if bound is None else And(found, bound)


def _element(node: Node) -> Node:
    """What a part of a collection expression or an index holds, if it is a pattern in truth."""
    while node.kind in ("collection_element", "expression_element", "argument") and node.children:
        node = node.children[-1]
    return node


def _is_slice(body: Body, node: Node) -> bool:
    if node.kind in _SLICE:
        return True
    # Recovery has other bytes parsed in place of the dots that the grammar does not know.
    data = body.file.data
    return data.startswith(b"..", node.start) or data[max(0, node.start - 4) : node.start].rstrip().endswith(b"..")


def _indexed(subject: Subject, at: int) -> Subject:
    return Subject(subject.span, lambda: Expr("element", (subject.get(), Const(at))))


def _rest(subject: Subject, at: int) -> Subject:
    return Subject(subject.span, lambda: Expr("slice", (subject.get(), Const(at), NULL)))
