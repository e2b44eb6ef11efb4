"""Expressions: names, attributes, elements, operators, conditions, conditional values, await and yield."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from sockslint.flow.builder import And, Condition, Not, Or, Test
from sockslint.flow.model import Closure, Const, Expr, Operand, Read, Yield, member
from sockslint.frontends.python.calls import is_super, lower_call
from sockslint.frontends.python.frame import CONDITIONS, EXPRESSIONS, PREFIXES, Frame, lowers
from sockslint.frontends.python.literals import UNKNOWN, constant

# --- names, attributes, elements ----------------------------------------------------------------------------------

_CONSTANT_NAMES = {"None": Const(None), "True": Const(True), "False": Const(False)}


@lowers(EXPRESSIONS, cst.Name)
def _name(frame: Frame, node: cst.Name) -> Operand:
    name = node.value
    if name in _CONSTANT_NAMES:
        return _CONSTANT_NAMES[name]
    closure = frame.scope.closure(name)
    return frame.scope.place(name) if closure is None else Closure(closure)


@lowers(PREFIXES, cst.Name)
def _name_place(frame: Frame, node: cst.Name) -> Operand:
    return _CONSTANT_NAMES.get(node.value) or frame.scope.place(node.value)


@lowers(EXPRESSIONS, cst.Attribute)
def _attribute(frame: Frame, node: cst.Attribute) -> Operand:
    place = frame.member(node)
    if frame.owner is not None and place.startswith("this.") and place[5:] in frame.owner.methods:
        return place
    result = frame.temporary()
    frame.emit(Read(frame.span(node), result, place))
    return result


@lowers(PREFIXES, cst.Attribute)
def _attribute_place(frame: Frame, node: cst.Attribute) -> Operand:
    return frame.member(node)


def _bound(frame: Frame, node: cst.BaseExpression | None) -> Operand:
    return Const(None) if node is None else frame.value(node)


def subscript_value(frame: Frame, node: cst.Subscript, collection: Operand) -> Operand:
    """The value of `collection[...]`, the collection being evaluated already."""
    first = node.slice[0].slice
    if len(node.slice) == 1 and isinstance(first, cst.Slice):
        bounds = [_bound(frame, first.lower), _bound(frame, first.upper)]
        if first.step is not None:
            bounds.append(frame.value(first.step))
        return Expr("slice", (collection, *bounds))
    indices = [
        Expr("slice", (_bound(frame, part.lower), _bound(frame, part.upper), _bound(frame, part.step)))
        if isinstance(part, cst.Slice)
        else frame.value(part.value)
        for part in (element.slice for element in node.slice)
        if isinstance(part, cst.Slice | cst.Index)
    ]
    index = indices[0] if len(node.slice) == 1 else Expr("tuple", tuple(indices))
    return Expr("element", (collection, index))


@lowers(EXPRESSIONS, cst.Subscript)
def _subscript(frame: Frame, node: cst.Subscript) -> Operand:
    return subscript_value(frame, node, frame.prefix(node.value))


@lowers(PREFIXES, cst.Subscript)
def _subscript_place(frame: Frame, node: cst.Subscript) -> Operand:
    collection = frame.prefix(node.value)
    value = subscript_value(frame, node, collection)
    # A part of a sequence is no member of it, but a value of its own.
    if isinstance(collection, str) and isinstance(value, Expr) and value.op == "element":
        return member(collection, "[]")
    return value


# --- operators ----------------------------------------------------------------------------------------------------

#: What a binary operator and its augmented form are in the model.
BINARY_OPERATORS: dict[type[cst.CSTNode], str] = {
    cst.Add: "+",
    cst.BitAnd: "&",
    cst.BitOr: "|",
    cst.BitXor: "^",
    cst.Divide: "/",
    cst.FloorDivide: "/",
    cst.LeftShift: "<<",
    cst.MatrixMultiply: "other",
    cst.Modulo: "%",
    cst.Multiply: "*",
    cst.Power: "other",
    cst.RightShift: ">>",
    cst.Subtract: "-",
}

#: What a comparison is in the model, and whether it is the negation of that.
COMPARISONS: dict[type[cst.CSTNode], tuple[str, bool]] = {
    cst.Equal: ("==", False),
    cst.GreaterThan: (">", False),
    cst.GreaterThanEqual: (">=", False),
    cst.In: ("in", False),
    cst.Is: ("==", False),
    cst.IsNot: ("!=", False),
    cst.LessThan: ("<", False),
    cst.LessThanEqual: ("<=", False),
    cst.NotEqual: ("!=", False),
    cst.NotIn: ("in", True),
}


def _negative(operand: Operand) -> Operand:
    if isinstance(operand, Const) and isinstance(operand.value, int):
        return constant(-operand.value)
    return Expr("neg", (operand,))


def _positive(operand: Operand) -> Operand:
    return operand


def _inverted(operand: Operand) -> Operand:
    return Expr("other", (operand,))


def negated(operand: Operand) -> Operand:
    """`not x`."""
    return Expr("not", (operand,))


UNARY_OPERATORS: dict[type[cst.CSTNode], Callable[[Operand], Operand]] = {
    cst.BitInvert: _inverted,
    cst.Minus: _negative,
    cst.Not: negated,
    cst.Plus: _positive,
}

_STRINGS = (cst.SimpleString, cst.ConcatenatedString, cst.FormattedString)
#: After this many operators in a row the value so far is parked: a text joined from a thousand parts nests no deeper.
_MAX_CHAIN = 16


@lowers(EXPRESSIONS, cst.UnaryOperation)
def _unary(frame: Frame, node: cst.UnaryOperation) -> Operand:
    return UNARY_OPERATORS[type(node.operator)](frame.value(node.expression))


@lowers(EXPRESSIONS, cst.BinaryOperation)
def _binary(frame: Frame, node: cst.BinaryOperation) -> Operand:
    chain = [node]
    while isinstance(chain[-1].left, cst.BinaryOperation):
        chain.append(chain[-1].left)
    value = frame.value(chain[-1].left)
    for length, step in enumerate(reversed(chain), 1):
        right = frame.value(step.right)
        formats = isinstance(step.operator, cst.Modulo) and isinstance(step.left, _STRINGS)
        value = Expr("text" if formats else BINARY_OPERATORS[type(step.operator)], (value, right))
        if not length % _MAX_CHAIN:
            value = frame.park(frame.span(step), value)
    return value


def _compared(comparison: cst.ComparisonTarget, left: Operand, right: Operand) -> Operand:
    op, negative = COMPARISONS[type(comparison.operator)]
    result = Expr(op, (left, right))
    return negated(result) if negative else result


@lowers(CONDITIONS, cst.Comparison)
def comparison_condition(frame: Frame, node: cst.Comparison) -> Condition:
    """A comparison as a condition; in a chain each operand is evaluated once, and only if all before it held."""
    last: list[Operand] = []

    def test(comparison: cst.ComparisonTarget) -> Test:
        def evaluate() -> Operand:
            left = last.pop() if last else frame.value(node.left)
            right = frame.value(comparison.comparator)
            if comparison is not node.comparisons[-1]:
                last.append(right)
            return _compared(comparison, left, right)

        return Test(evaluate, frame.span(node))

    first, *rest = (test(comparison) for comparison in node.comparisons)
    condition: Condition = first
    for following in rest:
        condition = And(condition, following)
    return condition


@lowers(EXPRESSIONS, cst.Comparison)
def _comparison(frame: Frame, node: cst.Comparison) -> Operand:
    if len(node.comparisons) == 1:
        comparison = node.comparisons[0]
        left = frame.value(node.left)
        return _compared(comparison, left, frame.value(comparison.comparator))
    return frame.builder.truth(frame.span(node), comparison_condition(frame, node))


# --- conditions and values chosen by them ---------------------------------------------------------------------------

_JOIN: dict[type[cst.CSTNode], type[And] | type[Or]] = {cst.And: And, cst.Or: Or}
_TRUTHS = frozenset({"==", "!=", "<", "<=", ">", ">=", "not", "in"})


@lowers(CONDITIONS, cst.BooleanOperation)
def _joined_condition(frame: Frame, node: cst.BooleanOperation) -> Condition:
    return _JOIN[type(node.operator)](frame.condition(node.left), frame.condition(node.right))


@lowers(CONDITIONS, cst.UnaryOperation)
def _negated_condition(frame: Frame, node: cst.UnaryOperation) -> Condition:
    if isinstance(node.operator, cst.Not):
        return Not(frame.condition(node.expression))
    return Test(lambda: frame.value(node), frame.span(node))


@lowers(EXPRESSIONS, cst.BooleanOperation)
def _joined_value(frame: Frame, node: cst.BooleanOperation) -> Operand:
    """`a or b` is a where a is true, else b; the operand itself, not its truth."""
    is_or = isinstance(node.operator, cst.Or)
    left: list[Operand] = []

    def decide() -> Operand:
        left.append(frame.value(node.left))
        return left[0]

    def decided() -> Operand:
        if isinstance(left[0], Expr) and (left[0].op in _TRUTHS or left[0].op.startswith("is:")):
            return Const(is_or)
        return left[0]

    def undecided() -> Operand:
        return frame.value(node.right)

    ways = (decided, undecided) if is_or else (undecided, decided)
    return frame.builder.choose(frame.span(node), Test(decide, frame.span(node.left)), *ways)


@lowers(EXPRESSIONS, cst.IfExp)
def _conditional(frame: Frame, node: cst.IfExp) -> Operand:
    return frame.builder.choose(
        frame.span(node),
        frame.condition(node.test),
        lambda: frame.value(node.body),
        lambda: frame.value(node.orelse),
    )


@lowers(EXPRESSIONS, cst.NamedExpr)
def _walrus(frame: Frame, node: cst.NamedExpr) -> Operand:
    frame.assign_to(node.target, frame.value(node.value), frame.span(node))
    return frame.prefix(node.target)


# --- await and yield ----------------------------------------------------------------------------------------------


def _awaited(frame: Frame, whole: cst.BaseExpression, node: cst.BaseExpression, *, discarded: bool) -> Operand:
    if isinstance(node, cst.Call) and not is_super(node):
        return lower_call(frame, node, awaited=True, discarded=discarded)
    return frame.park(frame.span(whole), Expr("await", (frame.value(node),)))


@lowers(EXPRESSIONS, cst.Await)
def _await(frame: Frame, node: cst.Await) -> Operand:
    return _awaited(frame, node, node.expression, discarded=False)


@lowers(EXPRESSIONS, cst.Yield)
def _yield(frame: Frame, node: cst.Yield) -> Operand:
    frame.flags.add("generator")
    if isinstance(node.value, cst.From):
        value = _awaited(frame, node, node.value.item, discarded=False)
        frame.emit(Yield(frame.span(node), value))
        return value
    frame.emit(Yield(frame.span(node), None if node.value is None else frame.value(node.value)))
    return UNKNOWN


def lower_discarded(frame: Frame, node: cst.BaseExpression) -> Operand:
    """Lower an expression whose value nobody takes."""
    if isinstance(node, cst.Call):
        return lower_call(frame, node, discarded=True)
    if isinstance(node, cst.Await):
        return _awaited(frame, node, node.expression, discarded=True)
    return frame.value(node)
