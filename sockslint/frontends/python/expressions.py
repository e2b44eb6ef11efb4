"""Expressions: names, attributes, elements, operators, conditions, conditional values, await and yield."""

from __future__ import annotations

from collections.abc import Callable

from sockslint.flow.builder import And, Condition, Not, Or, Test
from sockslint.flow.model import Closure, Const, Expr, Operand, Read, Yield, member, operation
from sockslint.frontends.python.calls import is_super, lower_call
from sockslint.frontends.python.frame import CONDITIONS, EXPRESSIONS, PREFIXES, UNKNOWN, Frame, lowers
from sockslint.frontends.python.literals import constant
from sockslint.frontends.python.versions import asked_of_version
from sockslint.frontends.trees import Node

# --- names, attributes, elements ----------------------------------------------------------------------------------


@lowers(EXPRESSIONS, "identifier")
def _name(frame: Frame, node: Node) -> Operand:
    name = frame.text(node)
    closure = frame.scope.closure(name)
    return frame.scope.place(name) if closure is None else Closure(closure)


@lowers(PREFIXES, "identifier")
def _name_place(frame: Frame, node: Node) -> Operand:
    return frame.scope.place(frame.text(node))


#: What yields the names that have a value.
_NAMESPACES = frozenset({"locals()", "globals()", "vars()", "dir()"})


def _known_test(frame: Frame, node: Node) -> Operand | None:
    """What a comparison comes to that asks for something else than its operands: the version of Python, or whether a
    name has a value yet (``"sock" in locals()``); None if it is neither."""
    return _of_version(frame, node) or _of_name(frame, node)


def _of_name(frame: Frame, node: Node) -> Expr | None:
    if len(node.children) != 2 or node.tokens[0] not in ("in", "not in") or node.children[0].kind != "string":
        return None
    name = frame.value(node.children[0]) if frame.text(node.children[1]) in _NAMESPACES else None
    if not isinstance(name, Const) or not isinstance(name.value, str) or not name.value.isidentifier():
        return None
    return Expr("!=" if node.tokens[0] == "in" else "==", (frame.scope.place(name.value), Const(None)))


def _of_version(frame: Frame, node: Node) -> Const | None:
    """The answer to a test of the version of Python; None if it is none, or the file is for Python 2."""
    written = frame.file.data[node.start : node.end]
    if b"version" not in written and b".PY" not in written:
        return None
    answer = asked_of_version(frame.text(node), {each.alias: each.target for each in frame.file.imports})
    return None if answer is None or frame.file.is_python_2 else Const(answer)


@lowers(EXPRESSIONS, "attribute")
def _attribute(frame: Frame, node: Node) -> Operand:
    if (answer := _of_version(frame, node)) is not None:
        return answer
    place = frame.member(node)
    if frame.owner is not None and place.startswith("this.") and place[5:] in frame.owner.methods:
        return place
    result = frame.temporary()
    frame.emit(Read(frame.span(node), result, place))
    return result


@lowers(PREFIXES, "attribute")
def _attribute_place(frame: Frame, node: Node) -> Operand:
    return frame.member(node)


def _bounds(frame: Frame, node: Node) -> list[Operand]:
    """The bounds of a slice, None where one is left out, and its step if it has one."""
    bounds: list[Operand] = [Const(None)]
    for part in node.children:
        if part.kind != ":":
            bounds[-1] = frame.value(part)
        elif len(bounds) < 2 or part is not node.children[-1]:
            bounds.append(Const(None))
    return bounds


def subscript_value(frame: Frame, node: Node, collection: Operand) -> Operand:
    """The value of `collection[...]`, the collection being evaluated already."""
    subscripts = node.parts("subscript")
    if len(subscripts) == 1 and subscripts[0].kind == "slice":
        return Expr("slice", (collection, *_bounds(frame, subscripts[0])))
    indices = [frame.value(part) for part in subscripts]
    index = indices[0] if len(indices) == 1 else Expr("tuple", tuple(indices))
    return Expr("element", (collection, index))


@lowers(EXPRESSIONS, "slice")
def _slice(frame: Frame, node: Node) -> Operand:
    return Expr("slice", tuple(_bounds(frame, node)))


@lowers(EXPRESSIONS, "subscript")
def _subscript(frame: Frame, node: Node) -> Operand:
    return subscript_value(frame, node, frame.prefix(node.children[0]))


@lowers(PREFIXES, "subscript")
def _subscript_place(frame: Frame, node: Node) -> Operand:
    collection = frame.prefix(node.children[0])
    value = subscript_value(frame, node, collection)
    # A part of a sequence is no member of it, but a value of its own.
    if isinstance(collection, str) and isinstance(value, Expr) and value.op == "element":
        return member(collection, "[]")
    return value


# --- operators ----------------------------------------------------------------------------------------------------

#: What a binary operator is in the model; its augmented form has an ``=`` after it.
BINARY_OPERATORS: dict[str, str] = {
    "%": "%",
    "&": "&",
    "*": "*",
    "**": "other",
    "+": "+",
    "-": "-",
    "/": "/",
    "//": "/",
    "<<": "<<",
    ">>": ">>",
    "@": "other",
    "^": "^",
    "|": "|",
}

#: What a comparison is in the model, and whether it is the negation of that.
COMPARISONS: dict[str, tuple[str, bool]] = {
    "!=": ("!=", False),
    "<": ("<", False),
    "<=": ("<=", False),
    "<>": ("!=", False),
    "==": ("==", False),
    ">": (">", False),
    ">=": (">=", False),
    "in": ("in", False),
    "is": ("==", False),
    "is not": ("!=", False),
    "not in": ("in", True),
}


def negative(operand: Operand) -> Operand:
    """`-x`."""
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


UNARY_OPERATORS: dict[str, Callable[[Operand], Operand]] = {"+": _positive, "-": negative, "~": _inverted}

_STRINGS = frozenset({"string", "concatenated_string"})
#: After this many operators in a row the value so far is parked: a text joined from a thousand parts nests no deeper.
_MAX_CHAIN = 16


@lowers(EXPRESSIONS, "not_operator")
def _not(frame: Frame, node: Node) -> Operand:
    return negated(frame.value(node.children[-1]))


@lowers(EXPRESSIONS, "unary_operator")
def _unary(frame: Frame, node: Node) -> Operand:
    return UNARY_OPERATORS[node.tokens[0]](frame.value(node.children[-1]))


@lowers(EXPRESSIONS, "binary_operator")
def _binary(frame: Frame, node: Node) -> Operand:
    chain = [node]
    while chain[-1].children[0].kind == "binary_operator":
        chain.append(chain[-1].children[0])
    value = frame.value(chain[-1].children[0])
    for length, step in enumerate(reversed(chain), 1):
        right = frame.value(step.children[-1])
        operator = step.tokens[0]
        formats = operator == "%" and step.children[0].kind in _STRINGS
        value = Expr("text" if formats else BINARY_OPERATORS[operator], (value, right))
        if not length % _MAX_CHAIN:
            value = frame.park(frame.span(step), value)
    return value


def _compared(operator: str, left: Operand, right: Operand) -> Operand:
    op, negative = COMPARISONS[operator]
    result = operation(op, left, right)
    return negated(result) if negative else result


@lowers(CONDITIONS, "comparison_operator")
def comparison_condition(frame: Frame, node: Node) -> Condition:
    """A comparison as a condition; in a chain each operand is evaluated once, and only if all before it held."""
    if (answer := _known_test(frame, node)) is not None:
        return Test(lambda: answer, frame.span(node))
    first, *others = node.children
    last: list[Operand] = []

    def test(operator: str, other: Node) -> Test:
        def evaluate() -> Operand:
            left = last.pop() if last else frame.value(first)
            right = frame.value(other)
            if other is not others[-1]:
                last.append(right)
            return _compared(operator, left, right)

        return Test(evaluate, frame.span(node))

    condition: Condition | None = None
    for operator, other in zip(node.tokens, others, strict=False):
        following = test(operator, other)
        condition = following if condition is None else And(condition, following)
    return condition or Test(lambda: UNKNOWN, frame.span(node))


@lowers(EXPRESSIONS, "comparison_operator")
def _comparison(frame: Frame, node: Node) -> Operand:
    if (answer := _known_test(frame, node)) is not None:
        return answer
    if len(node.children) == 2:
        left = frame.value(node.children[0])
        return _compared(node.tokens[0], left, frame.value(node.children[1]))
    return frame.builder.truth(frame.span(node), comparison_condition(frame, node))


# --- conditions and values chosen by them ---------------------------------------------------------------------------

_JOIN: dict[str, type[And] | type[Or]] = {"and": And, "or": Or}
_TRUTHS = frozenset({"==", "!=", "<", "<=", ">", ">=", "not", "in"})


@lowers(CONDITIONS, "boolean_operator")
def _joined_condition(frame: Frame, node: Node) -> Condition:
    return _JOIN[node.tokens[0]](frame.condition(node.children[0]), frame.condition(node.children[-1]))


@lowers(CONDITIONS, "not_operator")
def _negated_condition(frame: Frame, node: Node) -> Condition:
    return Not(frame.condition(node.children[-1]))


@lowers(EXPRESSIONS, "boolean_operator")
def _joined_value(frame: Frame, node: Node) -> Operand:
    """`a or b` is a where a is true, else b; the operand itself, not its truth."""
    is_or = node.tokens[0] == "or"
    first, second = node.children[0], node.children[-1]
    left: list[Operand] = []

    def decide() -> Operand:
        left.append(frame.value(first))
        return left[0]

    def decided() -> Operand:
        if isinstance(left[0], Expr) and (left[0].op in _TRUTHS or left[0].op.startswith("is:")):
            return Const(is_or)
        return left[0]

    def undecided() -> Operand:
        return frame.value(second)

    ways = (decided, undecided) if is_or else (undecided, decided)
    return frame.builder.choose(frame.span(node), Test(decide, frame.span(first)), *ways)


@lowers(EXPRESSIONS, "conditional_expression")
def _conditional(frame: Frame, node: Node) -> Operand:
    body, test, otherwise = node.children
    return frame.builder.choose(
        frame.span(node),
        frame.condition(test),
        lambda: frame.value(body),
        lambda: frame.value(otherwise),
    )


@lowers(EXPRESSIONS, "named_expression")
def _walrus(frame: Frame, node: Node) -> Operand:
    target, value = node.children[0], node.children[-1]
    frame.assign_to(target, frame.value(value), frame.span(node))
    return frame.prefix(target)


# --- await and yield ----------------------------------------------------------------------------------------------


def _awaited(frame: Frame, whole: Node, node: Node, *, discarded: bool) -> Operand:
    if node.kind == "call" and not is_super(frame, node):
        return lower_call(frame, node, awaited=True, discarded=discarded)
    return frame.park(frame.span(whole), Expr("await", (frame.value(node),)))


@lowers(EXPRESSIONS, "await")
def _await(frame: Frame, node: Node) -> Operand:
    return _awaited(frame, node, node.children[-1], discarded=False)


@lowers(EXPRESSIONS, "yield")
def _yield(frame: Frame, node: Node) -> Operand:
    frame.flags.add("generator")
    inner = node.children[-1] if node.children else None
    if inner is not None and "from" in node.tokens:
        value = _awaited(frame, node, inner, discarded=False)
        # What a generator that is called hands out is its own affair; what it returns is handed out to nobody.
        frame.emit(Yield(frame.span(node), None if inner.kind == "call" else value))
        return value
    frame.emit(Yield(frame.span(node), None if inner is None else frame.value(inner)))
    return UNKNOWN


def lower_discarded(frame: Frame, node: Node) -> Operand:
    """Lower an expression whose value nobody takes."""
    if node.kind == "call":
        return lower_call(frame, node, discarded=True)
    if node.kind == "await":
        return _awaited(frame, node, node.children[-1], discarded=True)
    return frame.value(node)
