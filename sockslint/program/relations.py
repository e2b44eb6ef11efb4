"""What a comparison whose outcome is open teaches of two values: how they may be ordered.

``while len(data) < size: ... break`` leaves ``len(data) < size`` behind, so that ``if len(data) < size: raise`` raises.
What is known is kept in the environment, under a key that is forgotten like a member when either side is given another
value.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Final, NamedTuple

from sockslint.flow.model import Const, Expr, Operand
from sockslint.program.nodes import told_as_no_member
from sockslint.program.paths import Environment
from sockslint.program.values import known


class Order(enum.IntFlag):
    """How a value may be ordered to another."""

    LESS = 1
    EQUAL = 2
    GREATER = 4


_ANY: Final = Order.LESS | Order.EQUAL | Order.GREATER
_ASKED: Final = {
    "<": Order.LESS,
    "<=": Order.LESS | Order.EQUAL,
    "==": Order.EQUAL,
    "!=": Order.LESS | Order.GREATER,
    ">=": Order.GREATER | Order.EQUAL,
    ">": Order.GREATER,
}
#: What the operation begins with that asks for a type, named behind it.
IS: Final = "is:"
#: What follows a node's name where the node's length is meant.
LENGTH: Final = ".#"


class Relation(NamedTuple):
    """A condition that compares two sides, each a node or a node's length, the right one maybe something that does not
    change: it holds if their order is one of `holds`, of those that are `possible`."""

    left: str
    right: str
    holds: Order
    possible: Order

    def decided(self, environment: Environment) -> bool | None:
        """Whether the condition holds, by what has been learnt; None if that is open."""
        may_be = self._may_be(environment)
        if may_be in self.holds:
            return True
        return None if may_be & self.holds else False

    def learnt(self, environment: Environment, *, holds: bool) -> dict[str, Order]:
        """What is known of both sides, each to the other, once the condition has been found to hold or not."""
        may_be = self._may_be(environment) & (self.holds if holds else _ANY & ~self.holds)
        return dict(zip(self.keys, (may_be, _mirrored(may_be)), strict=False))

    @property
    def asks_type(self) -> bool:
        """Whether it asks of what type the left side is."""
        return self.right.startswith(f"={IS}")

    @property
    def keys(self) -> tuple[str, ...]:
        """Under what it is kept what is known of each side to the other; of what stays only the other side is kept."""
        left = f"{self.left}.?{self.right}"
        return (left,) if self.right.startswith("=") else (left, f"{self.right}.?{self.left}")

    def _may_be(self, environment: Environment) -> Order:
        """The orders that are left. What is known of one side alone was known of another value of the other."""
        kept = [environment.get(key) for key in self.keys]
        first = kept[0]
        if first is None or None in kept or not isinstance(first.constant, int):
            return self.possible
        return Order(first.constant)


def relation(condition: Operand, side: Callable[[Operand], str | None]) -> Relation | None:
    """A condition as a relation; None if it is none. `side` names an operand: a node, or ``=`` and what stays."""
    match condition:
        case Expr("not", (inner,)):
            found = relation(inner, side)
            return None if found is None else found._replace(holds=_ANY & ~found.holds)
        case Expr(op, (first, second)) if op in _ASKED:
            left, right, asked = side(first), side(second), _ASKED[op]
        case Expr(op, (tested,)) if op.startswith(IS):  # what is of a type now is so later
            left, right, asked = side(tested), f"={op}", Order.EQUAL
        case _:
            return None
    if left is None or right is None or left == right:
        return None
    if left.startswith("=") or (left > right and not right.startswith("=")):
        left, right, asked = right, left, _mirrored(asked)
    if left.startswith("="):
        return None
    possible = _ANY
    if left.endswith(LENGTH) and right == "=0":
        possible = Order.GREATER | Order.EQUAL
    elif left.endswith(LENGTH) and right.startswith("=-"):
        possible = Order.GREATER
    return Relation(left, right, asked, possible)


def number_side(constant: Const) -> str | None:
    """A number as a side; None for any other constant."""
    value = constant.value
    return f"={value}" if isinstance(value, int) and not isinstance(value, bool) else None


def constant_side(node: str) -> str:
    """A side that does not change: it is kept with the local that it is compared with."""
    return f"={told_as_no_member(node)}"


def _mirrored(order: Order) -> Order:
    mirrored = order & Order.EQUAL
    if Order.LESS in order:
        mirrored |= Order.GREATER
    if Order.GREATER in order:
        mirrored |= Order.LESS
    return mirrored


def noted(environment: Environment, learnt: dict[str, Order]) -> Environment:
    """An environment in which this is known too."""
    return {**environment, **{key: known(int(order)) for key, order in learnt.items()}}
