"""The dispatch tables: which function lowers which kind of node, and which kinds no function of a table needs.

Modules enter their functions with the decorators below. A test compares all of this with the grammar.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from sockslint.flow.builder import Condition
from sockslint.flow.model import Operand
from sockslint.frontends.trees import Node

if TYPE_CHECKING:
    from sockslint.frontends.csharp.body import Body
    from sockslint.frontends.csharp.members import Holder
    from sockslint.frontends.csharp.patterns import Subject

_F = TypeVar("_F")

LowersExpression: TypeAlias = "Callable[[Body, Node], Operand]"
LowersStatement: TypeAlias = "Callable[[Body, Node], None]"
LowersCondition: TypeAlias = "Callable[[Body, Node], Condition]"
LowersPattern: TypeAlias = "Callable[[Body, Subject, Node], Condition]"
LowersMember: TypeAlias = "Callable[[Holder, Node], None]"

#: An expression as a value.
EXPRESSIONS: Final[dict[str, LowersExpression]] = {}

#: An expression as a place to call on, to go on from, or to assign to: nothing is read. Falls back on `EXPRESSIONS`.
PLACES: Final[dict[str, LowersExpression]] = {}

#: An expression as a condition, for kinds that are more than a value to be tested. Falls back on `EXPRESSIONS`.
CONDITIONS: Final[dict[str, LowersCondition]] = {}

#: An expression as a statement, whose value nobody takes. Falls back on `EXPRESSIONS`.
EFFECTS: Final[dict[str, LowersStatement]] = {}

STATEMENTS: Final[dict[str, LowersStatement]] = {}
PATTERNS: Final[dict[str, LowersPattern]] = {}

#: Members of a type, types, namespaces and what else stands among them.
MEMBERS: Final[dict[str, LowersMember]] = {}


def expression(*kinds: str) -> Callable[[LowersExpression], LowersExpression]:
    """Enter a function into `EXPRESSIONS`."""
    return lambda function: _enter(EXPRESSIONS, kinds, function)


def place(*kinds: str) -> Callable[[LowersExpression], LowersExpression]:
    """Enter a function into `PLACES`."""
    return lambda function: _enter(PLACES, kinds, function)


def condition(*kinds: str) -> Callable[[LowersCondition], LowersCondition]:
    """Enter a function into `CONDITIONS`."""
    return lambda function: _enter(CONDITIONS, kinds, function)


def effect(*kinds: str) -> Callable[[LowersStatement], LowersStatement]:
    """Enter a function into `EFFECTS`."""
    return lambda function: _enter(EFFECTS, kinds, function)


def statement(*kinds: str) -> Callable[[LowersStatement], LowersStatement]:
    """Enter a function into `STATEMENTS`."""
    return lambda function: _enter(STATEMENTS, kinds, function)


def pattern(*kinds: str) -> Callable[[LowersPattern], LowersPattern]:
    """Enter a function into `PATTERNS`."""
    return lambda function: _enter(PATTERNS, kinds, function)


def member(*kinds: str) -> Callable[[LowersMember], LowersMember]:
    """Enter a function into `MEMBERS`."""
    return lambda function: _enter(MEMBERS, kinds, function)


def _enter(table: dict[str, _F], kinds: tuple[str, ...], function: _F) -> _F:
    for kind in kinds:
        assert kind not in table, f"two functions for {kind}"
        table[kind] = function
    return function
