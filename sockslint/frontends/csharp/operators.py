"""Operators: arithmetic, comparison, logic, casts, choices; as values and as conditions."""

from __future__ import annotations

from typing import Final

from sockslint.flow.builder import And, Condition, Not, Or
from sockslint.flow.model import Const, Expr, Operand, operation
from sockslint.frontends.csharp.body import NULL, UNKNOWN, Body
from sockslint.frontends.csharp.chains import chained_condition
from sockslint.frontends.csharp.directives import RECALLS
from sockslint.frontends.csharp.tables import condition, effect, expression, place
from sockslint.frontends.trees import Node

#: Operators of the source, and those of the model that say the same.
BINARY: Final[dict[str, str]] = {
    operator: operator for operator in ("==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "&", "|", "^")
} | {"<<": "<<", ">>": ">>", ">>>": ">>"}

#: A chain of one operator longer than this is written flat: no one reads so deep an expression.
_LONGEST_CHAIN: Final = 40

_LOGIC: Final = ("&&", "||")

#: The predefined types that a constant may be cast to without becoming another.
_NUMERIC: Final = frozenset(
    ["byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong", "nint", "nuint", "char"]
)


def operator_of(node: Node) -> str:
    """The operator token of a node; empty for plain assignment."""
    return node.tokens[0] if node.tokens else ""


# --- binary -------------------------------------------------------------------------------------------------------


@expression("binary_expression")
def binary(body: Body, node: Node) -> Operand:
    """Arithmetic and comparison are pure; ``&&``, ``||`` and ``??`` are decisions."""
    operator = operator_of(node)
    if operator in _LOGIC:
        return body.builder.truth(body.span(node), logic(body, node))
    if operator == "??":
        return _coalesced(body, node)
    compared = _compared_with_boolean(body, node)
    if compared is not None:
        inner, holds = compared
        operand = body.value(inner)
        return operand if holds else Expr("not", (operand,))
    parts, operators = _left_chain(node)
    if len(parts) != len(operators) + 1:
        return Expr("other", tuple([body.value(part) for part in parts]))
    if len(operators) > _LONGEST_CHAIN:
        op = BINARY.get(operators[0], "other") if len(set(operators)) == 1 else "other"
        return Expr(op, tuple([body.value(part) for part in parts]))
    result = body.value(parts[0])
    for part, operator in zip(parts[1:], operators, strict=True):
        result = operation(BINARY.get(operator, "other"), result, body.value(part))
    return result


def _left_chain(node: Node) -> tuple[list[Node], list[str]]:
    """The operands and operators of a run of pure operators that leans to the left, without recursion."""
    parts: list[Node] = []
    operators: list[str] = []
    while node.kind == "binary_expression" and operator_of(node) in BINARY:
        left, right = node.part("left"), node.part("right")
        if left is None or right is None:
            break
        parts.append(right)
        operators.append(operator_of(node))
        node = left
    parts.append(node)
    parts.reverse()
    operators.reverse()
    return parts, operators


def _coalesced(body: Body, node: Node) -> Operand:
    """``a ?? b``."""
    left, right = node.part("left"), node.part("right")
    if left is None or right is None:
        return UNKNOWN
    kept: list[Operand] = []

    def evaluate() -> Operand:
        kept.append(body.value(left))
        return Expr("!=", (kept[-1], NULL))

    test = chained_condition(body, left, evaluate) or body.test(evaluate, body.span(left))
    return body.builder.choose(body.span(node), test, lambda: kept[-1], lambda: body.value(right))


def _compared_with_boolean(body: Body, node: Node) -> tuple[Node, bool] | None:
    """The operand of ``x == true`` and its kin, and whether it must hold; None for another comparison, or where null
    may be what is compared.
    """
    operator = operator_of(node)
    if operator not in ("==", "!="):
        return None
    left, right = node.part("left"), node.part("right")
    if left is None or right is None:
        return None
    if left.kind == "boolean_literal":
        left, right = right, left
    if right.kind != "boolean_literal" or _may_be_cut_short(body, left):
        return None
    return left, (body.file.data[right.start] == ord("t")) == (operator == "==")


def _may_be_cut_short(body: Body, node: Node) -> bool:
    if not body.file.has_conditional_access:
        return False
    while node.children and node.kind != "parenthesized_expression":
        if node.kind == "conditional_access_expression":
            return True
        node = node.children[0]
    return node.kind == "parenthesized_expression"


# --- conditions ---------------------------------------------------------------------------------------------------


@condition("binary_expression")
def logic(body: Body, node: Node) -> Condition:
    """``&&`` and ``||`` decide part by part; a comparison with a literal truth is its operand's condition."""
    operator = operator_of(node)
    if operator not in _LOGIC:
        return _comparison(body, node)
    parts: list[Node] = []
    at = node
    while at.kind == "binary_expression" and operator_of(at) == operator:
        left, right = at.part("left"), at.part("right")
        if left is None or right is None:
            break
        parts.append(right)
        at = left
    join = And if operator == "&&" else Or
    result = body.condition(at)
    for part in reversed(parts):
        result = join(result, body.condition(part))
    return result


def _comparison(body: Body, node: Node) -> Condition:
    compared = _compared_with_boolean(body, node)
    if compared is not None:
        inner, holds = compared
        inner_condition = body.condition(inner)
        return inner_condition if holds else Not(inner_condition)
    left, right, operator = node.part("left"), node.part("right"), operator_of(node)
    if left is not None and right is not None and body.file.has_conditional_access:
        chained = _chained_comparison(body, left, right, operator)
        if chained is not None:
            return chained
    return body.test(lambda: body.value(node), body.span(node))


def _chained_comparison(body: Body, left: Node, right: Node, operator: str) -> Condition | None:
    """``a?.b == c`` and ``a?.b ?? true`` without a join in the middle: where the chain is cut short, the outcome is
    known.
    """
    left = _unwrapped(left)
    if operator == "??" and right.kind == "boolean_literal":
        chained = chained_condition(body, left, lambda: body.value(left))
        if chained is None or body.file.data[right.start] == ord("f"):
            return chained
        # Cut short means true: so it fails only where the chain goes through and ends in false.
        chained = chained_condition(body, left, lambda: Expr("not", (body.value(left),)))
        return None if chained is None else Not(chained)
    if operator in ("==", "<", "<=", ">", ">=") and right.kind in _NEVER_NULL:
        return chained_condition(body, left, lambda: operation(operator, body.value(left), body.value(right)))
    if operator == "!=" and right.kind in _NEVER_NULL:
        chained = chained_condition(body, left, lambda: operation("==", body.value(left), body.value(right)))
        return None if chained is None else Not(chained)
    if operator in ("==", "!=") and right.kind == "null_literal":
        chained = chained_condition(body, left, lambda: Expr("!=", (body.value(left), NULL)))
        return chained if chained is None or operator == "!=" else Not(chained)
    return None


#: Literals that a chain cut short is not equal to.
_NEVER_NULL: Final = frozenset(
    [
        "boolean_literal",
        "integer_literal",
        "real_literal",
        "character_literal",
        "string_literal",
        "verbatim_string_literal",
    ]
)


def _unwrapped(node: Node) -> Node:
    while node.kind == "parenthesized_expression":
        inner = node.unnamed()
        if inner is None:
            break
        node = inner
    return node


@condition("parenthesized_expression")
def parenthesized_condition(body: Body, node: Node) -> Condition:
    """``(c)``."""
    return body.condition(_unwrapped(node))


def asked_by_preprocessor(body: Body, node: Node) -> Condition:
    """What an ``#if`` asks: nobody knows here which branch is compiled, but it is the same wherever that is asked."""
    if RECALLS in node.tokens:
        return body.test(lambda: body.branch_taken(node), body.span(node))
    asked = node.part("condition")
    return body.test(lambda: UNKNOWN, body.span(node)) if asked is None else body.condition(asked)


@condition("prefix_unary_expression", "unary_expression")
def negated(body: Body, node: Node) -> Condition:
    """``!c``, also as the condition of an ``#if``."""
    inner = node.part("argument") or node.unnamed()
    if inner is not None and (operator_of(node) == "!" or node.kind == "unary_expression"):
        return Not(body.condition(inner))
    return body.test(lambda: body.value(node), body.span(node))


@condition("conditional_access_expression", "member_access_expression", "invocation_expression")
def chain_condition(body: Body, node: Node) -> Condition:
    """A chain with ``?.`` asked for its truth."""
    chained = chained_condition(body, node, lambda: body.value(node))
    return body.test(lambda: body.value(node), body.span(node)) if chained is None else chained


# --- unary --------------------------------------------------------------------------------------------------------


@expression("parenthesized_expression", "checked_expression")
def wrapped(body: Body, node: Node) -> Operand:
    """``(x)``, ``checked(x)``."""
    inner = node.unnamed()
    return UNKNOWN if inner is None else body.value(inner)


@expression("prefix_unary_expression")
def prefix(body: Body, node: Node) -> Operand:
    """``-x``, ``!x``, ``++x``, ``*p``..."""
    operator, inner = operator_of(node), node.unnamed()
    if inner is None:
        return UNKNOWN
    if operator in ("++", "--"):
        return _stepped(body, node, body.place(inner), operator)
    value = body.value(inner)
    if operator == "!":
        return Expr("not", (value,))
    if operator == "-":
        is_number = isinstance(value, Const) and isinstance(value.value, int)
        return Const(-value.value) if is_number else Expr("neg", (value,))  # type: ignore[union-attr,operator]
    return value if operator == "+" else Expr("other", (value,))


@place("prefix_unary_expression")
def pointed_to(body: Body, node: Node) -> Operand:
    """``*p`` as a place: an element of what `p` points into."""
    inner = node.unnamed()
    if operator_of(node) != "*" or inner is None:
        return body.value(node)
    return f"{body.as_place(body.place(inner), inner)}.*"


@expression("postfix_unary_expression")
def postfix(body: Body, node: Node) -> Operand:
    """``x++`` yields what `x` was; ``x!`` is `x`."""
    operator, inner = operator_of(node), node.unnamed()
    if inner is None:
        return UNKNOWN
    if operator not in ("++", "--"):
        return body.value(inner)
    before, target = body.temporary(), body.place(inner)
    body.assign(body.span(node), before, target)
    _stepped(body, node, target, operator)
    return before


@place("postfix_unary_expression")
def not_null_place(body: Body, node: Node) -> Operand:
    """``x!`` to go on from."""
    inner = node.unnamed()
    return body.place(inner) if inner is not None and operator_of(node) == "!" else body.value(node)


@effect("postfix_unary_expression", "prefix_unary_expression")
def step(body: Body, node: Node) -> None:
    """``x++;``: nobody takes what `x` was."""
    operator, inner = operator_of(node), node.unnamed()
    if inner is not None and operator in ("++", "--"):
        _stepped(body, node, body.place(inner), operator)
    else:
        body.value(node)


def _stepped(body: Body, node: Node, target: Operand, operator: str) -> Operand:
    if isinstance(target, str):
        body.assign(body.span(node), target, Expr(operator[0], (target, Const(1))))
    return target


@effect("parenthesized_expression", "checked_expression")
def wrapped_effect(body: Body, node: Node) -> None:
    """``(f());``, which only a half-written program has."""
    inner = node.unnamed()
    if inner is not None:
        body.effect(inner)


# --- types --------------------------------------------------------------------------------------------------------


@expression("cast_expression")
def cast(body: Body, node: Node) -> Operand:
    """``(T)x``."""
    value, type_ = node.part("value"), body.file.type(node.part("type"))
    if value is None:
        return UNKNOWN
    operand = body.value(value)
    if type_ in _NUMERIC and isinstance(operand, Const):
        return operand
    return Expr(f"cast:{type_}", (operand,))


@expression("as_expression")
def cast_as(body: Body, node: Node) -> Operand:
    """``x as T``."""
    left = node.part("left")
    if left is None:
        return UNKNOWN
    return Expr(f"cast:{body.file.type(node.part('right'))}", (body.value(left),))


# --- choices ------------------------------------------------------------------------------------------------------


@expression("conditional_expression")
def conditional(body: Body, node: Node) -> Operand:
    """``c ? a : b``."""
    test, then, otherwise = node.part("condition"), node.part("consequence"), node.part("alternative")
    if test is None or then is None or otherwise is None:
        return Expr("other", tuple([body.value(child) for child in node.children]))
    return body.builder.choose(
        body.span(node), body.condition(test), lambda: body.value(then), lambda: body.value(otherwise)
    )


@expression("range_expression", "makeref_expression", "reftype_expression", "refvalue_expression")
def opaque(body: Body, node: Node) -> Operand:
    """An operation whose value is not followed, on operands that are lowered."""
    return Expr("other", tuple([body.value(child) for child in node.children if child.field != "type"]))


@expression("throw_expression")
def throw(body: Body, node: Node) -> Operand:
    """``throw e`` as an expression: nothing comes back."""
    raise_thrown(body, node)
    return UNKNOWN


def raise_thrown(body: Body, node: Node) -> None:
    """Raise what a ``throw`` names."""
    inner = node.unnamed()
    if inner is None:
        body.builder.raise_(body.span(node), None)
        return
    type_ = body.file.type(inner.part("type")) if inner.kind == "object_creation_expression" else None
    operand = body.value(inner)
    if type_ is None and isinstance(operand, str):
        type_ = body.type_of(operand)
    body.builder.raise_(body.span(node), type_, operand)
