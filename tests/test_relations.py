"""What comparisons teach never decides another one wrongly, and decides what follows from them."""

from __future__ import annotations

import operator
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from sockslint.flow.model import Const, Expr, Operand
from sockslint.program.paths import Environment
from sockslint.program.relations import LENGTH, Relation, noted, number_side, relation

HOLDS: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}
SIZE, GOT, LEN = "n|size", "n|got", Expr("len", ("n|got",))
numbers = st.integers(-2, 2)
sides: st.SearchStrategy[Operand] = st.sampled_from((SIZE, GOT, LEN, Const(0), Const(1), Const(-1)))
comparisons = st.builds(lambda op, a, b: Expr(op, (a, b)), st.sampled_from(sorted(HOLDS)), sides, sides)
conditions = st.one_of(comparisons, comparisons.map(lambda each: Expr("not", (each,))))


def side(operand: Operand) -> str | None:
    match operand:
        case Const():
            return number_side(operand)
        case Expr("len", (str() as place,)):
            return place + LENGTH
        case str():
            return operand
        case _:
            return None


def asked(condition: Operand) -> Relation:
    found = relation(condition, side)
    assert found is not None
    return found


def after(*held: Operand) -> Environment:
    environment: Environment = {}
    for condition in held:
        environment = noted(environment, asked(condition).learnt(environment, holds=True))
    return environment


def holds(condition: Operand, values: dict[Operand, int]) -> bool:
    assert isinstance(condition, Expr)
    if condition.op == "not":
        return not holds(condition.operands[0], values)
    left, right = (values[each] for each in condition.operands)
    return HOLDS[condition.op](left, right)


@given(st.lists(conditions, max_size=6), conditions, numbers, numbers, st.integers(0, 2))
def test_nothing_is_decided_wrongly(taught: list[Expr], last: Expr, size: int, got: int, length: int) -> None:
    values: dict[Operand, int] = {SIZE: size, GOT: got, LEN: length, Const(0): 0, Const(1): 1, Const(-1): -1}
    environment: Environment = {}
    for condition in taught:
        found = relation(condition, side)
        if found is not None:
            truth = holds(condition, values)
            assert found.decided(environment) in (None, truth)
            environment = noted(environment, found.learnt(environment, holds=truth))
    found = relation(last, side)
    if found is not None:
        assert found.decided(environment) in (None, holds(last, values))


@given(conditions)
def test_what_held_holds_when_it_is_asked_again(condition: Expr) -> None:
    found = relation(condition, side)
    if found is not None:
        assert found.decided(after(condition)) is True


def test_what_follows_is_decided() -> None:
    shorter = after(Expr("<", (LEN, SIZE)))
    assert asked(Expr("!=", (SIZE, LEN))).decided(shorter) is True
    assert asked(Expr("<=", (SIZE, LEN))).decided(shorter) is False
    neither = after(Expr("not", (Expr("<", (GOT, SIZE)),)), Expr("<=", (GOT, SIZE)))
    assert asked(Expr("==", (GOT, SIZE))).decided(neither) is True


def test_a_length_is_not_negative() -> None:
    assert asked(Expr(">=", (LEN, Const(0)))).decided({}) is True
    assert asked(Expr("==", (LEN, Const(0)))).decided(after(Expr("<=", (LEN, Const(0))))) is True
    assert asked(Expr("==", (GOT, Const(0)))).decided(after(Expr("<=", (GOT, Const(0))))) is None


def test_what_is_known_of_one_side_alone_says_nothing() -> None:
    known = after(Expr("<", (GOT, SIZE)))
    for key in known:
        rest = {other: value for other, value in known.items() if other != key}
        assert asked(Expr("<", (GOT, SIZE))).decided(rest) is None


def test_no_relation() -> None:
    for condition in (GOT, Expr("<", (GOT, GOT)), Expr("<", (Const(1), Const(2))), Expr("==", (GOT, Const(None)))):
        assert relation(condition, side) is None
