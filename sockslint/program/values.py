"""Abstract values along a path: the few constants that decide which way it goes, and what depends on the end of stream.

The analysis follows what happens *when the receive has yielded end-of-stream*: its count is then not "some number" but
0, its bytes empty, its line null. Conditions on those are decided, all others are open.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable

import msgspec

from sockslint.flow.model import MIRRORED

Constant = None | bool | int | str | bytes


class State(enum.IntEnum):
    """What is known of a value."""

    UNKNOWN = 0
    KNOWN = 1  #: this very constant
    EMPTY = 2  #: zero, null, false or empty; which of them is not known
    OBJECT = 3  #: neither null nor false nor empty
    TUPLE = 4  #: its parts are known one by one; a number as its constant is how many there are
    VACANT = 5  #: empty, zero or false, and not null: a text, a buffer or a collection with nothing in it


class Told(enum.IntEnum):
    """Whether a value tells that the stream has ended."""

    NO = 0
    IN_PART = 1  #: a sum or text that the empty receive went into
    YES = 2


class Value(msgspec.Struct, frozen=True, gc=False, cache_hash=True):
    """An abstract value."""

    state: State = State.UNKNOWN
    constant: Constant = None
    told: Told = Told.NO
    parts: tuple[Value, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the value is one constant."""
        return self.state is State.KNOWN

    @property
    def is_void(self) -> bool:
        """Whether the value is empty, and no constant that the program writes."""
        return self.state is State.VACANT or self.state is State.EMPTY

    @property
    def is_empty(self) -> bool:
        """Whether the value is surely zero, null, false or empty."""
        return self.is_void or (self.state is State.KNOWN and not self.constant)

    @property
    def holds_nothing(self) -> bool:
        """Whether the value is the nothing that a receive has yielded, or a buffer or collection that is empty still,
        and no zero, null or text that the program itself writes."""
        return self.is_void or (self.told > Told.NO and self.is_empty)


#: What is not null.
_NOT_NULL = frozenset((State.OBJECT, State.TUPLE, State.VACANT))

UNKNOWN = Value()
OBJECT = Value(State.OBJECT)
EMPTY = Value(State.EMPTY)
VACANT = Value(State.VACANT)


def known(constant: Constant, told: Told = Told.NO) -> Value:
    """The value that is this constant."""
    return Value(State.KNOWN, constant, told)


def told_unknown(told: Told) -> Value:
    """A value of which only this is known, that it depends on the end of the stream."""
    return Value(State.UNKNOWN, None, told)


def truth(value: Value) -> bool | None:
    """Whether a value counts as true; None if that is open."""
    if value.is_empty:
        return False
    if value.is_known or value.state in (State.OBJECT, State.TUPLE):
        return True
    return None


def emptiness(value: Value) -> Value:
    """Whether a value is null or empty; where that is open, the answer is the very test for the end."""
    decided = truth(value)
    if decided is not None:
        return known(not decided, value.told)
    return told_unknown(Told.YES if value.told else Told.NO)


def is_of_type(value: Value, type_: str) -> Value:
    """Whether a value is of a type as written; open unless it is null or of a type that both languages call so."""
    if value.is_known and value.constant is None:
        return known(False, value.told)
    return known(True, value.told) if value.is_known and type(value.constant).__name__ == type_ else UNKNOWN


#: The sizes of C#'s types of numbers that are never negative, in bits.
_UNSIGNED = {"byte": 8, "char": 16, "ushort": 16, "uint": 32, "ulong": 64}


def cast(value: Value, type_: str) -> Value:
    """A value after a cast: -1 in a byte is 255."""
    number = value.constant
    if type_ not in _UNSIGNED or not value.is_known or not isinstance(number, int) or number >= 0:
        return value
    return known(number % (1 << _UNSIGNED[type_]), value.told)


def length(value: Value) -> Value:
    """The length of a value."""
    if value.is_known and isinstance(value.constant, str | bytes):
        return known(len(value.constant), value.told)
    if value.is_empty:
        return known(0, value.told)
    if value.state is State.TUPLE and isinstance(value.constant, int):
        return known(value.constant, value.told)
    return told_unknown(value.told)


def compare(op: str, left: Value, right: Value) -> Value:
    """A comparison. An empty receive is taken to be less than any size that nobody knows, and unequal to it."""
    told = max(left.told, right.told)
    outcome = _compare(op, left, right)
    return told_unknown(told) if outcome is None else known(outcome, told)


def _compare(op: str, left: Value, right: Value) -> bool | None:
    if op not in MIRRORED:
        return None
    if left.is_known and right.is_known:
        return _compare_constants(op, left.constant, right.constant)
    if right.told and not left.told:
        return _compare(MIRRORED[op], right, left)
    if _is_null(right) and left.state in _NOT_NULL:
        return {"==": False, "!=": True}.get(op)
    if _is_null(left) and right.state in _NOT_NULL:
        return {"==": False, "!=": True}.get(op)
    if left.is_void and right.is_known:
        return _compare_empty(op, right.constant)
    if right.is_void and left.is_known:
        return _compare_empty(MIRRORED[op], left.constant)
    if left.told and left.is_empty and not right.told:
        # Against a size, a limit, an expected text that nobody knows: those are not empty.
        return {"==": False, "!=": True, "<": True, "<=": True, ">": False, ">=": False}[op]
    return None


def _compare_constants(op: str, left: Constant, right: Constant) -> bool | None:
    if op == "==":
        return left == right and (type(left) is type(right) or isinstance(left, int) == isinstance(right, int))
    if op == "!=":
        return not _compare_constants("==", left, right)
    if isinstance(left, int) and isinstance(right, int):
        return {"<": left < right, ">": left > right, "<=": left <= right, ">=": left >= right}[op]
    return None


def _is_null(value: Value) -> bool:
    return value.is_known and value.constant is None


def _compare_empty(op: str, constant: Constant) -> bool | None:
    """Something empty of unknown type against a constant."""
    if constant is None:
        return None
    if isinstance(constant, int) and not isinstance(constant, bool):
        return _compare_constants(op, 0, constant)
    if op == "==":
        return not constant
    return bool(constant) if op == "!=" else None


#: Operations that take bits of a number, which does not grow by them.
_BITS = frozenset((">>", "&"))
#: Operations of which nothing is left where they are done to zero (by zero they raise).
_PARTS = frozenset(("/", "%"))


def arithmetic(op: str, left: Value, right: Value) -> Value:
    """A sum or another operation; only what the end of a stream leaves small is computed."""
    told = max(left.told, right.told)
    if left.is_known and right.is_known and op not in _PARTS:
        first, second = left.constant, right.constant
        if isinstance(first, int) and isinstance(second, int) and (op in _BITS or {first, second} & {0, -1}):
            computed = _integer(op, first, second)
            return told_unknown(min(told, Told.IN_PART)) if computed is None else known(computed, told)
        if op == "+" and isinstance(left.constant, str | bytes) and type(left.constant) is type(right.constant):
            return known(left.constant + right.constant, told)  # type: ignore[operator]
    if op in _PARTS and left.is_known and isinstance(left.constant, int) and left.constant == 0:
        return told_unknown(told) if right.is_known and not right.constant else known(0, told)
    if op == "|" and any(each.is_known and each.constant == -1 for each in (left, right)):
        return known(-1, told)  # all bits are set, whatever the other's are
    if op == "+" and left.is_empty and right.is_empty:
        return Value(State.VACANT, None, told)
    if op == "+" and State.OBJECT in (left.state, right.state) and (left.is_empty or right.is_empty):
        return Value(State.OBJECT, None, min(told, Told.IN_PART))  # something, and nothing more
    return told_unknown(min(told, Told.IN_PART))


def _integer(op: str, left: int, right: int) -> int | None:
    """An operation on two integers; None if it is none of those that put a number together of bytes, or take it
    apart."""
    match op:
        case "+":
            return left + right
        case "-":
            return left - right
        case "|":
            return left | right
        case "<<" if 0 <= right < 64:
            return left << right
        case ">>" if 0 <= right < 64:
            return left >> right
        case "&":
            return left & right
        case "*":
            return left * right
        case _:
            return None


def contained(value: Value, parts: Iterable[Value]) -> Value:
    """Whether a value is among others, as far as that is known of each."""
    answers = [compare("==", value, part) for part in parts]
    told = max((answer.told for answer in answers), default=value.told)
    decided = [truth(answer) for answer in answers]
    if True in decided:
        return known(True, told)
    return known(False, told) if None not in decided else told_unknown(told)


def weakened_all(values: Iterable[Value]) -> Told:
    """What a combination of values tells of the end of the stream: never more than a part."""
    return min(max((value.told for value in values), default=Told.NO), Told.IN_PART)
